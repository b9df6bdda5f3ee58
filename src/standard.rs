//! The vendor's published security standard: one response for each criterion.

use serde::{Deserialize, Serialize};

use crate::criterion::CriterionId;

/// A published standard: its identity, its history and its rows in the order of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standard {
    /// Title as printed, e.g. `CCMSセキュリティスタンダード`.
    pub title: String,
    /// Publisher as printed.
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
pub struct Row {
    /// The criterion.
    pub id: CriterionId,
    /// What the document says for it.
    #[serde(flatten)]
    pub entry: Entry,
}

/// What the document prints beside a criterion number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Entry {
    /// A response, verbatim.
    Response(String),
    /// 同上: the response printed at this earlier criterion.
    SameAs(CriterionId),
    /// （欠番): the number is vacant.
    Vacant(bool),
    /// An empty cell.
    Empty(bool),
}

/// A range of numbers that the document declares out of scope, with the sentence that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
