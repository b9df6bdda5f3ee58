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
    let Ok(mut old) = Second::new(Cursor::new(before.bytes())) else {
        return;
    };
    let mut new = match Second::new(Cursor::new(after.bytes())) {
        Ok(new) => new,
        Err(error) => {
            proof.problem(
                format!("読み直せません: {error}"),
                format!("it cannot be read again: {error}"),
            );
            return;
        }
    };
    let touched = |sheet: &&SheetEntry, proof: &Proof| {
        let mut parts = proof.changed_parts.iter();
        parts.any(|part| super::same(&sheet.part, part))
    };
    let touched: Vec<&SheetEntry> = sheets.iter().filter(|sheet| touched(sheet, proof)).collect();
    for sheet in touched {
        let name = sheet.name.as_str();
        let Some(values) = read(&mut old, name) else {
            continue;
        };
        let changed: HashSet<CellRef> = proof
            .changed_cells
            .iter()
            .filter(|it| it.sheet == name)
            .map(|it| it.cell)
            .collect();
        let unchanged = |values: &[(CellRef, String)]| -> Vec<(CellRef, String)> {
            values
                .iter()
                .filter(|(at, _)| !changed.contains(at))
                .cloned()
                .collect()
        };
        let again = read(&mut new, name);
        if again.is_none_or(|again| unchanged(&again) != unchanged(&values)) {
            proof.problem(
                format!("「{name}」: 別の読み取りでは、ほかのセルの値も変わっています。"),
                format!("\"{name}\": a second reader finds other values changed"),
            );
        }
    }
}

/// The cells of a sheet that have a value, in stored order; none where the sheet cannot be read.
fn read(workbook: &mut Second<'_>, sheet: &str) -> Option<Vec<(CellRef, String)>> {
    let mut reader = workbook.worksheet_cells_reader(sheet).ok()?;
    let mut values = Vec::new();
    while let Some(cell) = reader.next_cell().ok()? {
        let (row, col) = cell.get_position();
        if *cell.get_value() != DataRef::Empty {
            values.push((CellRef::new(row, col), format!("{:?}", cell.get_value())));
        }
    }
    Some(values)
}
