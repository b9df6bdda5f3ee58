//! Bilingual messages and the normalisation that matching works on.

mod normal;
mod sought;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

pub use normal::Normal;
pub(crate) use normal::folded;
pub(crate) use sought::{Sought, mentions};

/// One sentence for people, in the product's two languages.
///
/// Everything that a person may read (errors, notes, reasons) is built as a `Text`, so that the page and
/// the command choose the language and never translate by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Text {
    /// Japanese wording.
    pub ja: String,
    /// English wording.
    pub en: String,
}

impl Text {
    /// A message from its Japanese and English wording.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }
}
