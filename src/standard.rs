//! The vendor's published security standard: one response for each criterion.

mod diff;
mod import;
mod json;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};

pub use diff::{ChangeKind, ResponseChange};

/// A published standard: its identity, its history and its rows in the order of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Standard {
    /// Title as printed, e.g. `CCMSセキュリティスタンダード`.
    pub title: String,
    /// Publisher as printed; empty where the title page names none.
    pub publisher: String,
    /// Version as printed, e.g. `4.00`.
    pub version: String,
    /// Date of the version, ISO 8601 (`2025-04-11`).
    pub date: String,
    /// Edition of the FISC standards that the numbers belong to, e.g. 12.
    pub edition: u8,
    /// Revision history, oldest first.
    pub revisions: Vec<Revision>,
    /// Rows in the document's order.
    pub rows: Vec<Row>,
    /// Ranges that the document declares out of scope.
    pub out_of_scope: Vec<OutOfScope>,
}

/// One line of the revision history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// Version as printed.
    pub version: String,
    /// What changed, as printed.
    pub change: String,
    /// Date, ISO 8601.
    pub date: String,
}

/// One row of the table of responses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "json::RowFields", into = "json::RowFields")]
pub struct Row {
    /// The criterion.
    pub id: CriterionId,
    /// What the document says for it.
    pub entry: Entry,
}

/// What the document prints beside a criterion number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A response, verbatim.
    Response(String),
    /// 同上: the response printed at this earlier criterion.
    SameAs(CriterionId),
    /// （欠番): the number is vacant.
    Vacant,
    /// An empty cell.
    Empty,
}

/// A range of numbers that the document declares out of scope, with the sentence that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutOfScope {
    /// First criterion of the range.
    pub first: CriterionId,
    /// Last criterion of the range, inclusive.
    pub last: CriterionId,
    /// The document's sentence, verbatim.
    pub reason: String,
}

/// What a standard has for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// A response; `stated_at` is the criterion it is printed at (another one where the row says 同上).
    Response {
        /// The verbatim text.
        text: &'a str,
        /// The criterion that prints it.
        stated_at: CriterionId,
    },
    /// The number is vacant in this edition.
    Vacant,
    /// The document leaves the cell empty.
    Empty,
    /// The document declares the number out of scope, with this sentence.
    OutOfScope(&'a str),
    /// The standard does not have the number.
    Unknown,
}

impl Standard {
    /// The standard that is built in: CCMS security standard 4.00 for the 12th edition.
    ///
    /// # Errors
    /// As [`Standard::from_json`]; a test proves that the file at hand has none.
    pub fn embedded() -> Result<Self> {
        Self::from_json(include_str!("../data/standard/ccms-4.00.json"))
    }

    /// Reads a published document (text or Markdown with tab or pipe tables); responses are kept verbatim.
    ///
    /// # Errors
    /// `not-a-standard` where the edition, the version, the date or the table of responses is missing;
    /// `invalid-data` with the line of a duplicate number or of a 同上 without a response above it.
    pub fn import(document: &str) -> Result<Self> {
        let standard = import::read(document)?;
        standard.check()?;
        Ok(standard)
    }

    /// What the standard has for `id`; a branch that it does not list never falls back to its parent.
    pub fn lookup(&self, id: CriterionId) -> Lookup<'_> {
        match self.entry(id) {
            Some(Entry::Response(text)) => Lookup::Response { text, stated_at: id },
            Some(Entry::SameAs(stated_at)) => match self.entry(*stated_at) {
                Some(Entry::Response(text)) => Lookup::Response { text, stated_at: *stated_at },
                _ => Lookup::Unknown,
            },
            Some(Entry::Vacant) => Lookup::Vacant,
            Some(Entry::Empty) => Lookup::Empty,
            None => self
                .out_of_scope
                .iter()
                .find(|range| range.contains(id))
                .map_or(Lookup::Unknown, |range| Lookup::OutOfScope(&range.reason)),
        }
    }

    fn entry(&self, id: CriterionId) -> Option<&Entry> {
        self.rows.iter().find(|row| row.id == id).map(|row| &row.entry)
    }

    /// What must hold for every standard, however it was made; places name the criterion.
    fn check(&self) -> Result<()> {
        if self.rows.is_empty() {
            return Err(Error::new(
                ErrorKind::InvalidData,
                "回答が 1 行もありません。",
                "expected at least one row, found none",
            )
            .at("rows"));
        }
        let mut stated = HashMap::new();
        for row in &self.rows {
            if let Entry::SameAs(target) = row.entry
                && stated.get(&target) != Some(&true)
            {
                return Err(not_stated_above(target).at(row.id.to_string()));
            }
            let has_response = matches!(row.entry, Entry::Response(_));
            if stated.insert(row.id, has_response).is_some() {
                return Err(duplicate(row.id).at(row.id.to_string()));
            }
        }
        self.out_of_scope.iter().try_for_each(|range| range.check(&self.rows))
    }
}

impl OutOfScope {
    /// Whether `id` lies in the range.
    pub fn contains(&self, id: CriterionId) -> bool {
        self.first <= id && id <= self.last
    }

    fn check(&self, rows: &[Row]) -> Result<()> {
        let place = format!("{}–{}", self.first, self.last);
        if self.first.group() != self.last.group() || self.last < self.first {
            return Err(Error::new(
                ErrorKind::InvalidData,
                "対象外の範囲は同じ区分の小さい番号から大きい番号でなければなりません。",
                "expected an out-of-scope range within one group, lowest number first",
            )
            .at(place));
        }
        match rows.iter().find(|row| self.contains(row.id)) {
            Some(row) => Err(Error::new(
                ErrorKind::InvalidData,
                format!("{} には回答の行があるのに、対象外の範囲にも含まれています。", row.id),
                format!("{} has a row of its own and is declared out of scope as well", row.id),
            )
            .at(place)),
            None => Ok(()),
        }
    }
}

fn duplicate(id: CriterionId) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("基準番号 {id} が 2 回あります。"),
        format!("expected each criterion once, found {id} twice"),
    )
}

fn not_stated_above(target: CriterionId) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("同上の参照先 {target} には、それより上に回答がありません。"),
        format!("expected a response at {target} above this row, found none"),
    )
}
