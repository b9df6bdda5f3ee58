//! What an independent reader makes of both packages.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Cell, DataRef, Reader, Xlsx, XlsxCellReader, XlsxError};

use super::Proof;
use crate::workbook::CellRef;
use crate::workbook::package::{Package, SheetEntry};

type Second<'a> = Xlsx<Cursor<&'a [u8]>>;
type Cells<'w, 'a> = XlsxCellReader<'w, Cursor<&'a [u8]>>;

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
        if same_values(&mut old, &mut new, name, &changed) == Some(false) {
            let ja = format!("「{name}」: 別の読み取りでは、ほかのセルの値も変わっています。");
            proof.problem(ja, format!("\"{name}\": a second reader finds other values changed"));
        }
    }
}

/// Whether the values of a sheet outside the changed cells are the same in stored order, read side by side; none where
/// the sheet cannot be read in the original.
fn same_values(
    old: &mut Second<'_>,
    new: &mut Second<'_>,
    sheet: &str,
    changed: &HashSet<CellRef>,
) -> Option<bool> {
    let mut old = old.worksheet_cells_reader(sheet).ok()?;
    let mut new = new.worksheet_cells_reader(sheet).ok();
    loop {
        let before = next_unchanged(&mut old, changed).ok()?;
        let after = new.as_mut().and_then(|new| next_unchanged(new, changed).ok());
        match (before, after) {
            (None, Some(None)) => return Some(true),
            (Some(before), Some(Some(after))) if is_same(&before, &after) => {}
            (None, _) => return Some(false),
            (Some(_), _) => break,
        }
    }
    // There is no opinion on an original that breaks off further down.
    while next_unchanged(&mut old, changed).ok()?.is_some() {}
    Some(false)
}

/// The next cell that holds a value and is not among the changed ones; none at the end.
fn next_unchanged<'w>(
    cells: &mut Cells<'w, '_>,
    changed: &HashSet<CellRef>,
) -> Result<Option<Cell<DataRef<'w>>>, XlsxError> {
    while let Some(cell) = cells.next_cell()? {
        let (row, col) = cell.get_position();
        if *cell.get_value() != DataRef::Empty && !changed.contains(&CellRef::new(row, col)) {
            return Ok(Some(cell));
        }
    }
    Ok(None)
}

/// Whether two cells have the same place and value; numbers that are none are compared as they print.
fn is_same(before: &Cell<DataRef<'_>>, after: &Cell<DataRef<'_>>) -> bool {
    let (x, y) = (before.get_value(), after.get_value());
    before.get_position() == after.get_position() && (x == y || format!("{x:?}") == format!("{y:?}"))
}
