//! To whom an answer may be told.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// To whom an answer may be told; each level includes those before it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Tsify,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Disclosure {
    /// Anyone.
    #[default]
    Public,
    /// Customers under a non-disclosure agreement.
    Nda,
    /// Nobody outside the company; a person may still decide otherwise.
    Internal,
}

impl Disclosure {
    /// All levels with the word that stands for each in a workbook.
    pub(crate) const WORDS: [(&str, Self); 3] =
        [("公開", Self::Public), ("NDA締結先", Self::Nda), ("社内限り", Self::Internal)];

    /// The word for people.
    pub(crate) fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, own)| *own == self).map_or("", |(word, _)| word)
    }
}
