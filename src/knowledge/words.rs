//! Words for the same thing, and words that must not be exchanged.

use serde::Serialize;

use super::table::{File, Terms};
use crate::error::Result;

/// Words that questionnaires use for one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SynonymGroup {
    /// The word that stands for the group.
    pub canonical: &'static str,
    /// Its other Japanese words.
    pub ja: Terms,
    /// Its English words.
    pub en: Terms,
}

impl SynonymGroup {
    /// All words of the group, the canonical one first.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.canonical).chain(self.ja.iter()).chain(self.en.iter())
    }
}

/// In what way the two words of a [`Difference`] differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DifferenceKind {
    /// Yes or no.
    Negation,
    /// Who does it.
    Actor,
    /// Where.
    Place,
    /// In which unit, or on which side of a bound.
    NumberUnit,
    /// When or how often.
    Period,
    /// What is covered.
    Scope,
    /// How binding it is.
    Modality,
    /// What is permitted.
    Permission,
}

/// Two words whose exchange changes the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// In what way they differ.
    pub kind: DifferenceKind,
    /// One word.
    pub term_a: &'static str,
    /// The other.
    pub term_b: &'static str,
}

pub(super) fn synonyms(file: File) -> Result<Vec<SynonymGroup>> {
    file.read(["canonical", "ja", "en"], |record| {
        let [canonical, ja, en] = record.cells();
        Ok(SynonymGroup {
            canonical: record.filled(canonical)?,
            ja: record.terms(ja)?,
            en: record.terms(en)?,
        })
    })
}

pub(super) fn differences(file: File) -> Result<Vec<Difference>> {
    let kinds = [
        ("negation", DifferenceKind::Negation),
        ("actor", DifferenceKind::Actor),
        ("place", DifferenceKind::Place),
        ("number-unit", DifferenceKind::NumberUnit),
        ("period", DifferenceKind::Period),
        ("scope", DifferenceKind::Scope),
        ("modality", DifferenceKind::Modality),
        ("permission", DifferenceKind::Permission),
    ];
    file.read(["kind", "term_a", "term_b"], |record| {
        let [kind, term_a, term_b] = record.cells();
        if term_a == term_b {
            return Err(record.fail("2 つの語が同じです。", "the two words are the same"));
        }
        Ok(Difference {
            kind: record.one_of(kind, &kinds)?,
            term_a: record.filled(term_a)?,
            term_b: record.filled(term_b)?,
        })
    })
}
