//! The decisions inside the review workbook, on a hidden sheet: what the reviewer saw is what is settled, whatever
//! library, memory or policy is at hand when the workbook comes back.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::format::row;
use crate::error::{Error, ErrorKind, Result};
use crate::review::Decision;
use crate::workbook::{CellRef, Workbook};

/// Name of the hidden sheet.
const SHEET: &str = "kaito";
/// What its first cell says, with the version of the form.
const HEAD: &str = "kaito decisions 1";
/// Characters in one cell: half of what a cell holds, because a character may take two UTF-16 units.
const CHUNK: usize = 16_000;

/// Writes each decision as JSON, a row each, cut to what cells can hold.
pub fn write(sheet: &mut Worksheet, decisions: &[Decision]) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?.set_hidden(true);
    sheet.write_string(0, 0, HEAD)?;
    for (index, decision) in decisions.iter().enumerate() {
        let json = serde_json::to_string(decision).unwrap_or_default();
        let letters: Vec<char> = json.chars().collect();
        for (col, chunk) in (0..).zip(letters.chunks(CHUNK)) {
            // A leading mark keeps spreadsheet programs from reading the text as anything else.
            sheet.write_string(row(index + 1)?, col, format!("|{}", chunk.iter().collect::<String>()))?;
        }
    }
    Ok(())
}

/// The decisions of a review workbook; none where the hidden sheet is gone.
///
/// # Errors
/// `invalid-data` with the cell where a row is no decision.
pub fn read(review: &Workbook) -> Result<Option<Vec<Decision>>> {
    let first = CellRef::new(0, 0);
    let Some(sheet) = review.sheets().iter().find(|sheet| sheet.name == SHEET && sheet.text(first) == HEAD)
    else {
        return Ok(None);
    };
    let mut rows: Vec<(u32, String)> = Vec::new();
    for cell in sheet.cells.iter().filter(|cell| cell.at.row > 0) {
        let chunk = cell.text.strip_prefix('|').unwrap_or(&cell.text);
        match rows.last_mut() {
            Some((row, json)) if *row == cell.at.row => json.push_str(chunk),
            _ => rows.push((cell.at.row, chunk.to_owned())),
        }
    }
    let decisions =
        rows.iter().map(|(row, json)| serde_json::from_str(json).map_err(|error| broken(*row, &error)));
    decisions.collect::<Result<_>>().map(Some)
}

fn broken(row: u32, error: &serde_json::Error) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("レビュー用ブックの非表示シートが壊れています: {error}"),
        format!("the hidden sheet of the review workbook is damaged: {error}"),
    )
    .at(format!("{SHEET}!{}", CellRef::new(row, 0)))
}
