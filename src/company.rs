//! A company's own answers: its criteria with the phrasings and identifiers that they are asked by.
//!
//! An answer of such a library is given by itself only where the question has one of the phrasings, or names one of the
//! identifiers, and nothing speaks against it; a similar question makes it a candidate.

mod entry;
mod file;
mod form;
mod named;
mod recall;

use std::collections::HashMap;

pub use entry::CompanyCriterion;
pub use form::form;

use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};
use crate::memory::{Date, Entry, LibraryEntry, Texts};
use crate::text::Normal;
use named::Identifier;

/// A company's library, checked and ready to be asked.
#[derive(Debug, Clone)]
pub struct CompanyLibrary {
    title: String,
    version: String,
    date: Date,
    criteria: Vec<CompanyCriterion>,
    /// For each criterion what sets it apart in a question.
    signs: Vec<Signs>,
    /// The phrasings; each stands for the answer at the same index of `answers`.
    texts: Texts,
    /// One a phrasing: the criterion, and its answer as the memory keeps one.
    answers: Vec<(usize, Entry)>,
    ids: HashMap<String, usize>,
    phrasings: HashMap<String, usize>,
}

/// By what a question names a criterion.
#[derive(Debug, Clone, Default)]
struct Signs {
    /// Numbers of the FISC standards, in whatever notation.
    fisc: Vec<CriterionId>,
    identifiers: Vec<Identifier>,
}

impl CompanyLibrary {
    /// An empty library; `at` is the place of a title field, for an error about it.
    ///
    /// # Errors
    /// `invalid-data` where title or version are empty.
    fn titled(title: String, version: String, date: Date, at: &dyn Fn(&str) -> String) -> Result<Self> {
        for (field, value) in [("title", &title), ("version", &version)] {
            if value.trim().is_empty() {
                return Err(missing(field).at(at(field)));
            }
        }
        Ok(Self {
            title,
            version,
            date,
            criteria: Vec::new(),
            signs: Vec::new(),
            texts: Texts::default(),
            answers: Vec::new(),
            ids: HashMap::new(),
            phrasings: HashMap::new(),
        })
    }

    /// Adds a criterion; `at` is the place of one of its fields, for an error about it.
    ///
    /// # Errors
    /// `invalid-data` for an id or a phrasing that another criterion has, an identifier that any text may hold, or a
    /// criterion that nothing asks for or that says nothing.
    fn add(&mut self, criterion: CompanyCriterion, at: &dyn Fn(&str) -> String) -> Result<()> {
        criterion.check(at)?;
        let index = self.criteria.len();
        if let Some(other) = self.ids.insert(named::folded(&criterion.id), index) {
            let other = self.criteria.get(other).unwrap_or(&criterion);
            return Err(repeated("id", &criterion.id, &other.id).at(at("id")));
        }
        for phrasing in &criterion.phrasings {
            let normal = Normal::of(phrasing).to_string().replace(' ', "");
            if let Some(other) = self.phrasings.insert(normal, index) {
                let other = self.criteria.get(other).unwrap_or(&criterion);
                return Err(repeated("phrasing", phrasing, &other.id).at(at("phrasings")));
            }
        }
        let signs = Signs::of(&criterion);
        self.signs.push(signs);
        for phrasing in criterion.asked_as() {
            self.texts.add(phrasing, self.answers.len());
            self.answers.push((index, criterion.answered(phrasing, &self.title, self.date)));
        }
        self.criteria.push(criterion);
        Ok(())
    }

    /// Refuses a library none of whose answers may be given any more.
    ///
    /// # Errors
    /// `invalid-data` where it has no criteria, or where all of them have expired.
    pub fn check_on(&self, today: Date) -> Result<()> {
        let Some(last) = self.criteria.iter().map(|own| own.expires).reduce(latest) else {
            return Err(Error::new(
                ErrorKind::InvalidData,
                "回答が 1 件もありません。",
                "expected at least one criterion, found none",
            )
            .at("criteria"));
        };
        match last.filter(|last| today > *last) {
            None => Ok(()),
            Some(last) => Err(Error::new(
                ErrorKind::InvalidData,
                format!("すべての回答が期限切れです（最後の期限は {last}）。"),
                format!("all answers have expired, the last one on {last}"),
            )
            .at("expires")),
        }
    }

    /// Title, version and number of criteria, for people.
    pub fn title(&self) -> (&str, &str, usize) {
        (&self.title, &self.version, self.criteria.len())
    }

    fn source(&self, criterion: &CompanyCriterion) -> LibraryEntry {
        LibraryEntry { title: self.title.clone(), version: self.version.clone(), id: criterion.id.clone() }
    }
}

impl Signs {
    fn of(criterion: &CompanyCriterion) -> Self {
        let identifiers = std::iter::once(&criterion.id).chain(&criterion.numbers);
        Self {
            fisc: criterion.fisc(),
            identifiers: identifiers.filter_map(|own| Identifier::of(own)).collect(),
        }
    }
}

/// The later day; no day at all is later than any.
fn latest(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.zip(other).map(|(one, other)| one.max(other))
}

fn missing(field: &str) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("{field} が空です。"),
        format!("expected a text for {field}, found none"),
    )
}

fn repeated(field: &str, value: &str, other: &str) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("{field}「{value}」は {other} にもあります。"),
        format!("expected each {field} once, found \"{value}\" again (it stands at {other})"),
    )
}
