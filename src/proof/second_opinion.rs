//! What an independent reader makes of both packages.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};

use super::Proof;
use crate::workbook::CellRef;
use crate::workbook::package::{Package, SheetEntry};

type Second<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Compares the values of the changed sheets as calamine reads them. Where it cannot read the original, it has no
/// opinion; where it could and no longer can, that is a problem.
pub(super) fn compare(before: &Package, after: &Package, sheets: &[SheetEntry], proof: &mut Proof) {
    let Ok(old) = Second::new(Cursor::new(before.bytes())) else {
        return;
    };
    match Second::new(Cursor::new(after.bytes())) {
        Ok(new) => compare_sheets(old, new, sheets, proof),
        Err(error) => {
            proof.problem(format!("読み直せません: {error}"), format!("it cannot be read again: {error}"))
        }
    }
}

fn compare_sheets(mut old: Second<'_>, mut new: Second<'_>, sheets: &[SheetEntry], proof: &mut Proof) {
    let touched = |sheet: &&SheetEntry| proof.changed_parts.iter().any(|part| super::same(&sheet.part, part));
    let touched: Vec<&str> = sheets.iter().filter(touched).map(|sheet| sheet.name.as_str()).collect();
    for name in touched {
        let changed = proof.changed_cells.iter().filter(|it| it.sheet == name).map(|it| it.cell).collect();
        let Some(values) = unchanged(&mut old, name, &changed) else {
            continue;
        };
        if unchanged(&mut new, name, &changed) != Some(values) {
            let ja = format!("「{name}」: 別の読み取りでは、ほかのセルの値も変わっています。");
            proof.problem(ja, format!("\"{name}\": a second reader finds other values changed"));
        }
    }
}

/// A cell with the kind of its value and the value.
type Seen = (CellRef, &'static str, String);

/// The values of a sheet outside the changed cells, in stored order; none where the sheet cannot be read.
fn unchanged(workbook: &mut Second<'_>, sheet: &str, changed: &HashSet<CellRef>) -> Option<Vec<Seen>> {
    let mut reader = workbook.worksheet_cells_reader(sheet).ok()?;
    let mut values = Vec::new();
    while let Some(cell) = reader.next_cell().ok()? {
        let (row, col) = cell.get_position();
        let at = CellRef::new(row, col);
        if *cell.get_value() != DataRef::Empty && !changed.contains(&at) {
            // Texts are most of a questionnaire, and to escape them for a debug print costs more than to read them.
            let (kind, value) = match cell.get_value() {
                DataRef::SharedString(text) => ("shared", (*text).to_owned()),
                DataRef::String(text) => ("text", text.clone()),
                other => ("other", format!("{other:?}")),
            };
            values.push((at, kind, value));
        }
    }
    Some(values)
}
