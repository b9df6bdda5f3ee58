//! Corrections of layouts, remembered by the structure of the sheets that they are for, so that next year's
//! version of a form needs none.

mod print;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Layout, SheetLayout, TableLayout};
use crate::error::{Error, ErrorKind, Result};
use crate::workbook::{Sheet, Workbook};
use print::{Places, RowPrint, SheetPrint, row_print};

/// Remembered corrections, one a sheet; the file of `--layout-memory`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LayoutMemory {
    schema: u32,
    sheets: Vec<RememberedSheet>,
}

/// The correction of one sheet, and what the sheet and its named rows looked like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RememberedSheet {
    fingerprint: SheetPrint,
    /// The rows that the correction names, by their one-based number.
    rows: BTreeMap<u32, RowPrint>,
    correction: SheetLayout,
}

impl LayoutMemory {
    const SCHEMA: u32 = 1;

    /// Reads a memory file; an empty text is an empty memory.
    ///
    /// # Errors
    /// `invalid-data` with the line, or where the file has another schema version.
    pub fn from_json(json: &str) -> Result<Self> {
        if json.trim().is_empty() {
            return Ok(Self::default());
        }
        let memory: Self = serde_json::from_str(json).map_err(|error| {
            Error::new(
                ErrorKind::InvalidData,
                format!("レイアウトの記憶として読み取れません: {error}"),
                format!("expected a memory of layouts: {error}"),
            )
            .at(format!("line {}", error.line()))
        })?;
        if memory.schema == Self::SCHEMA {
            return Ok(memory);
        }
        let (expected, found) = (Self::SCHEMA, memory.schema);
        let ja = format!("レイアウトの記憶の版 {expected} が必要ですが、{found} でした。");
        let en = format!("expected version {expected} of a memory of layouts, found {found}");
        Err(Error::new(ErrorKind::InvalidData, ja, en))
    }

    /// The memory as a file.
    ///
    /// # Errors
    /// None in practice.
    pub fn to_json(&self) -> Result<String> {
        let written = Self { schema: Self::SCHEMA, sheets: self.sheets.clone() };
        serde_json::to_string_pretty(&written)
            .map_err(|error| Error::new(ErrorKind::InvalidData, error.to_string(), error.to_string()))
    }

    /// Remembers the sheets of `correction`, in place of what was known about sheets of the same structure.
    pub fn remember(&mut self, workbook: &Workbook, correction: &Layout) {
        for sheet in workbook.sheets() {
            let Some(corrected) = correction.sheet(&sheet.name) else {
                continue;
            };
            let fingerprint = SheetPrint::new(sheet);
            self.sheets
                .retain(|known| known.fingerprint.name != fingerprint.name || !known.fits(&fingerprint));
            let rows = named_rows(corrected).map(|row| (row, row_print(sheet, row - 1))).collect();
            self.sheets.push(RememberedSheet { fingerprint, rows, correction: plain(corrected) });
        }
    }

    /// What is remembered for the sheets of `workbook`, with rows where they stand now; none where nothing fits.
    pub fn recall(&self, workbook: &Workbook) -> Option<Layout> {
        let recalled = workbook.sheets().iter().filter_map(|sheet| {
            let print = SheetPrint::new(sheet);
            let likeness = |known: &RememberedSheet| known.fingerprint.likeness(&print);
            let fitting = self.sheets.iter().filter(|known| known.fits(&print));
            fitting.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?.placed(sheet)
        });
        let sheets: Vec<SheetLayout> = recalled.collect();
        (!sheets.is_empty()).then_some(Layout { sheets })
    }
}

/// Every one-based row that a correction names.
fn named_rows(sheet: &SheetLayout) -> impl Iterator<Item = u32> + '_ {
    let tables = sheet.tables.iter().flat_map(|table| [table.header_rows, table.data_rows]);
    let ends = tables.flatten().flat_map(|(first, last)| [first, last]);
    ends.chain(sheet.skip_rows.iter().copied()).filter(|row| *row > 0)
}

/// The correction without what was only told about the sheet: a memory keeps no texts of customers.
fn plain(sheet: &SheetLayout) -> SheetLayout {
    let mut plain = sheet.clone();
    plain.reason = None;
    for column in plain.tables.iter_mut().flat_map(|table| &mut table.columns) {
        column.heading.clear();
        column.reasons.clear();
        column.score = 0.0;
    }
    plain
}

impl RememberedSheet {
    fn fits(&self, print: &SheetPrint) -> bool {
        self.fingerprint.fits(print)
    }

    /// The correction for `sheet`; none where a heading row is not found any more.
    fn placed(&self, sheet: &Sheet) -> Option<SheetLayout> {
        let places = Places::new(sheet);
        let mut placed = self.correction.clone();
        placed.sheet.clone_from(&sheet.name);
        let mut shift = 0;
        for table in &mut placed.tables {
            shift = self.place_table(table, &places, shift)?;
        }
        let skipped = self.correction.skip_rows.iter();
        placed.skip_rows = skipped.filter_map(|row| self.place(*row, &places, shift)).collect();
        Some(placed)
    }

    /// Moves a table to where its rows are now; gives how far its first row moved.
    fn place_table(&self, table: &mut TableLayout, places: &Places, shift: i64) -> Option<i64> {
        let old = table.header_rows.or(table.data_rows).map(|rows| rows.0);
        if let Some((first, last)) = table.header_rows {
            let now = self.place(first, places, shift)?;
            table.header_rows = Some((now, now + last.saturating_sub(first)));
        }
        let moved = |now: u32, old: u32| i64::from(now) - i64::from(old);
        let shift = match (table.header_rows, old) {
            (Some((now, _)), Some(old)) => moved(now, old),
            _ => shift,
        };
        if let Some((first, last)) = table.data_rows {
            let headed = table.header_rows.map(|(_, last)| last + 1);
            let first_now = headed.or_else(|| self.place(first, places, shift))?;
            // Questions that were added at the end belong to the table: it reaches to where the sheet ends,
            // unless something followed it that is still there.
            let last_now = self.place(last, places, moved(first_now, first)).unwrap_or(places.last);
            let was_last = !self.rows.keys().any(|row| *row > last);
            let end = if was_last { last_now.max(places.last) } else { last_now };
            table.data_rows = Some((first_now, end.max(first_now)));
        }
        Some(shift)
    }

    /// Where the row is now, near to `shift` rows further down; a row without texts moves with the others.
    fn place(&self, row: u32, places: &Places, shift: i64) -> Option<u32> {
        let expected = u32::try_from(i64::from(row) + shift).unwrap_or(1).max(1);
        match self.rows.get(&row) {
            Some(print) if !print.is_empty() => places.find(print, expected - 1).map(|row| row + 1),
            _ => Some(expected),
        }
    }
}
