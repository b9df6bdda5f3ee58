//! Answers that were approved in earlier questionnaires, and finding them again.
//!
//! The memory is a plain JSON Lines file, one answer a line, sorted, so that two versions of it can be compared and
//! merged line by line; `data/memory.schema.json` is the schema of a line. The core has no clock: dates come in from
//! outside ([`Terms`]).

mod check;
mod compare;
mod completed;
mod date;
mod disclosure;
mod entry;
mod learn;
mod penalties;
mod recall;
mod table;
mod texts;
mod wording;

use std::collections::HashMap;

pub use check::{Finding, FindingKind};
pub use compare::{Comparison, Fate, compare};
pub use completed::completed;
pub use date::Date;
pub use disclosure::Disclosure;
pub use entry::{Approval, Entry};
pub(crate) use learn::standing;
pub use learn::{approved, asked, learned};
pub use recall::{Asked, Kind, LibraryEntry, Recalled, Terms};
pub(crate) use recall::{NEAR, SHOWN, SPEAKING, dangerous, hangs_on_another};
pub(crate) use texts::{Texts, similarity};
pub use wording::{Spans, differences};

use crate::error::{Error, ErrorKind, Result};
use crate::order;
use crate::workbook::CellRef;

/// Approved answers, each question cell of each file once.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    entries: Vec<Entry>,
    places: HashMap<(String, String, String, CellRef), usize>,
    texts: Texts,
}

/// What adding entries did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, tsify::Tsify)]
pub struct Added {
    /// Entries that were not known.
    pub added: usize,
    /// Entries that replaced an earlier answer to the same question in the same cell of the same file.
    pub updated: usize,
    /// Entries that were known already, or are older than the one that is kept.
    pub kept: usize,
}

impl Memory {
    /// Reads a memory file.
    ///
    /// # Errors
    /// `invalid-data` with the line that is no entry.
    pub fn from_json_lines(text: &str) -> Result<Self> {
        let mut memory = Self::default();
        let lines = text.trim_start_matches('\u{FEFF}').lines().enumerate();
        for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let entry: Entry = serde_json::from_str(line).map_err(|error| unreadable(index + 1, &error))?;
            memory.add(entry);
        }
        Ok(memory)
    }

    /// The memory file: one entry a line, sorted by question, file, sheet and cell.
    ///
    /// # Errors
    /// `invalid-data` only if serde cannot write a field, which none of the types provokes.
    pub fn to_json_lines(&self) -> Result<String> {
        let lines = self.entries().into_iter().map(|entry| {
            let line = serde_json::to_string(entry);
            line.map(|line| line + "\n")
                .map_err(|error| Error::new(ErrorKind::InvalidData, error.to_string(), error.to_string()))
        });
        lines.collect()
    }

    /// The entries in the order of the file.
    pub fn entries(&self) -> Vec<&Entry> {
        let mut sorted: Vec<&Entry> = self.entries.iter().collect();
        order::sort_by(&mut sorted, |a, b| a.key().cmp(&b.key()));
        sorted
    }

    /// Adds entries. An answer to the same question in the same cell of the same file replaces an earlier one,
    /// unless it is older, or not reviewed where the earlier one is.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) -> Added {
        let mut sum = Added::default();
        for entry in entries {
            match self.add(entry) {
                Change::Added => sum.added += 1,
                Change::Updated => sum.updated += 1,
                Change::Kept => sum.kept += 1,
            }
        }
        sum
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The customers that answers were given to, each once.
    pub fn customers(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.entries.iter().map(|entry| entry.customer.as_str()).collect();
        order::sort(&mut names);
        names.dedup();
        names.retain(|name| !name.is_empty());
        names
    }

    fn add(&mut self, entry: Entry) -> Change {
        let (question, file, sheet, cell) = entry.key();
        let place = (question.to_owned(), file.to_owned(), sheet.to_owned(), cell);
        if let Some(known) = self.places.get(&place).and_then(|index| self.entries.get_mut(*index)) {
            if *known == entry || (entry.reviewed, entry.date) < (known.reviewed, known.date) {
                return Change::Kept;
            }
            *known = entry;
            return Change::Updated;
        }
        let index = self.entries.len();
        self.places.insert(place, index);
        self.texts.add(&entry.question, index);
        self.entries.push(entry);
        Change::Added
    }
}

enum Change {
    Added,
    Updated,
    Kept,
}

fn unreadable(line: usize, error: &serde_json::Error) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("メモリーの項目として読み取れません: {error}"),
        format!("expected an entry of a memory: {error}"),
    )
    .at(format!("line {line}"))
}
