//! Fingerprints of sheets and rows: hashes of the texts that stay when a form is filled, dated anew or extended.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::questionnaire::{choice, columns, spelling};
use crate::workbook::{Cell, Sheet};

/// Longest text of a sheet's structure (titles, headings, sections), in characters; longer ones are content.
const MAX_TEXT: usize = 24;
/// Texts of one sheet that are kept.
const MAX_TEXTS: usize = 500;
/// Part of the texts of the smaller version that the other must have, where the tab has the same name …
const SAME_NAME: f32 = 0.6;
/// … and where it was renamed.
const OTHER_NAME: f32 = 0.85;
/// Texts by which a renamed tab may be recognised at the least.
const MIN_TEXTS: usize = 4;
/// Part of a row's texts by which the row is found again.
const SAME_ROW: f32 = 0.6;

/// A text in its column, hashed: a memory tells nobody what a customer asks.
type Mark = String;

/// What a sheet looked like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SheetPrint {
    /// The tab's name without digits, hashed.
    pub name: Mark,
    texts: BTreeSet<Mark>,
}

/// The texts of one row.
pub(super) type RowPrint = BTreeSet<Mark>;

impl SheetPrint {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let structural = sheet.cells.iter().filter(|cell| is_structure(&cell.text));
        let texts = structural.filter_map(mark).take(MAX_TEXTS).collect();
        Self { name: hash(&[&undated(&sheet.name)]), texts }
    }

    /// Whether `other` is a version of the same sheet.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let least = if self.name == other.name { SAME_NAME } else { OTHER_NAME };
        let few = self.texts.len().min(other.texts.len()) < MIN_TEXTS;
        (self.name == other.name || !few) && self.likeness(other) >= least
    }

    /// Part of the smaller version's texts that both have: a filled or extended version has more.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let smaller = self.texts.len().min(other.texts.len());
        let both = self.texts.intersection(&other.texts).count();
        if smaller == 0 { f32::from(self.name == other.name) } else { both as f32 / smaller as f32 }
    }
}

/// The texts of the zero-based row.
pub(super) fn row_print(sheet: &Sheet, row: u32) -> RowPrint {
    let start = sheet.cells.partition_point(|cell| cell.at.row < row);
    let cells = sheet.cells.iter().skip(start).take_while(|cell| cell.at.row == row);
    cells.filter_map(mark).collect()
}

/// Where the texts of a sheet stand.
pub(super) struct Places {
    rows: BTreeMap<Mark, Vec<u32>>,
    /// One-based number of the last row with text.
    pub last: u32,
}

impl Places {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let mut rows: BTreeMap<Mark, Vec<u32>> = BTreeMap::new();
        let mut last = 0;
        for cell in &sheet.cells {
            if let Some(mark) = mark(cell) {
                rows.entry(mark).or_default().push(cell.at.row);
                last = last.max(cell.at.row + 1);
            }
        }
        Self { rows, last }
    }

    /// The zero-based row that has most of the texts of `print`; of equal ones the nearest to `expected`.
    pub(super) fn find(&self, print: &RowPrint, expected: u32) -> Option<u32> {
        let mut votes: BTreeMap<u32, usize> = BTreeMap::new();
        for row in print.iter().filter_map(|mark| self.rows.get(mark)).flatten() {
            *votes.entry(*row).or_default() += 1;
        }
        let (row, count) =
            votes.into_iter().max_by_key(|(row, count)| (*count, u32::MAX - row.abs_diff(expected)))?;
        (count as f32 >= SAME_ROW * print.len() as f32).then_some(row)
    }
}

/// Whether a text belongs to the form rather than to its questions and answers.
fn is_structure(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 4 * MAX_TEXT
        && text.chars().count() <= MAX_TEXT
        && !columns::asks(text)
        && !columns::is_verdict(text)
        && !choice::is_placeholder(text)
}

/// The cell's text in its column; none where only a number stands there.
fn mark(cell: &Cell) -> Option<Mark> {
    let text = undated(&cell.text);
    (!text.is_empty()).then(|| hash(&[&text, &cell.at.col.to_string()]))
}

/// A text without digits and the names of eras, in the common spelling.
fn undated(text: &str) -> String {
    let mut text = spelling::normalise_whole(text);
    text.retain(|c| !c.is_numeric());
    text.replace("令和", "").replace("平成", "")
}

/// The 64-bit FNV-1a hash in hexadecimal: the same on every platform and in every version, as a stored key
/// must be.
fn hash(texts: &[&str]) -> Mark {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    let hash = bytes.fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    format!("{hash:016x}")
}
