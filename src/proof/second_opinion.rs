//! What an independent reader makes of both packages.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Cell, DataRef, Reader, Xlsx, XlsxCellReader, XlsxError};

use super::Proof;
use crate::workbook::package::{Package, SheetEntry, markup};
use crate::workbook::{CellRef, Sheet, plain};

type Second<'a> = Xlsx<Cursor<&'a [u8]>>;
type Cells<'w, 'a> = XlsxCellReader<'w, Cursor<&'a [u8]>>;

/// Compares the values of the changed sheets as calamine reads them. Where it cannot read the original, it has no
/// opinion; where it could and no longer can, that is a problem. A sheet whose values it finds to be those that were
/// `read` on opening need not be read from the original again.
pub(super) fn compare(
    before: &Package,
    after: &Package,
    sheets: &[SheetEntry],
    read: &[Sheet],
    proof: &mut Proof,
) {
    let mut new = Second::new(Cursor::new(after.bytes()));
    let mut doubtful = touched(sheets, proof);
    if let Ok(new) = &mut new {
        doubtful.retain(|name| {
            let own = read.iter().find(|sheet| sheet.name == *name);
            !own.is_some_and(|own| is_as_read(new, own, &changed_cells(proof, name)))
        });
    }
    if doubtful.is_empty() {
        return;
    }
    let Ok(old) = Second::new(Cursor::new(before.bytes())) else {
        return;
    };
    match new {
        Ok(new) => compare_sheets(old, new, &doubtful, proof),
        Err(error) => {
            proof.problem(format!("読み直せません: {error}"), format!("it cannot be read again: {error}"))
        }
    }
}

/// The names of the changed worksheets.
fn touched<'s>(sheets: &'s [SheetEntry], proof: &Proof) -> Vec<&'s str> {
    let touched = |sheet: &&SheetEntry| proof.changed_parts.iter().any(|part| super::same(&sheet.part, part));
    sheets.iter().filter(touched).map(|sheet| sheet.name.as_str()).collect()
}

fn compare_sheets(mut old: Second<'_>, mut new: Second<'_>, sheets: &[&str], proof: &mut Proof) {
    for name in sheets {
        match same_values(&mut old, &mut new, name, &changed_cells(proof, name)) {
            None | Some(Outcome::Same) => {}
            Some(Outcome::Others) => {
                let ja = format!("「{name}」: 別の読み取りでは、ほかのセルの値も変わっています。");
                proof.problem(ja, format!("\"{name}\": a second reader finds other values changed"));
            }
            Some(Outcome::Written(at)) => {
                let ja = format!("「{name}」の {at}: 別の読み取りでは、書き込んだ値になっていません。");
                proof
                    .problem(ja, format!("\"{name}\"!{at}: a second reader does not find the value written"));
            }
        }
    }
}

fn changed_cells<'p>(proof: &'p Proof, sheet: &str) -> Changed<'p> {
    let changed = proof.changed_cells.iter().filter(|it| it.sheet == sheet);
    changed.map(|it| (it.cell, it.after.as_str())).collect()
}

/// Whether the changed cells hold what the proof reads, and the others, in stored order, what was `read` before.
fn is_as_read(new: &mut Second<'_>, read: &Sheet, changed: &Changed<'_>) -> bool {
    let Ok(mut cells) = new.worksheet_cells_reader(&read.name) else {
        return false;
    };
    let mut missing = written(changed);
    let others = read.cells.iter().filter(|cell| !cell.text.is_empty() && !changed.contains_key(&cell.at));
    let mut others = others.map(|cell| (cell.at, cell.text.as_str()));
    loop {
        let found = |at: CellRef, value: &DataRef<'_>| drop_found(&mut missing, at, value);
        match next_unchanged(&mut cells, changed, found) {
            Ok(Some(cell)) if !holds(cell.get_value(), "") => {
                let (row, col) = cell.get_position();
                let same = |(at, text)| at == CellRef::new(row, col) && holds(cell.get_value(), text);
                if !others.next().is_some_and(same) {
                    return false;
                }
            }
            Ok(Some(_)) => {}
            Ok(None) => return missing.is_empty() && others.next().is_none(),
            Err(_) => return false,
        }
    }
}

/// Whether a value reads as `text`.
fn holds(value: &DataRef<'_>, text: &str) -> bool {
    match value {
        DataRef::String(own) => own == text,
        DataRef::SharedString(own) => *own == text,
        _ => plain(value).is_some_and(|(_, own)| own == text),
    }
}

/// The changed cells of a sheet, each with its new value as the proof reads it.
type Changed<'p> = HashMap<CellRef, &'p str>;

/// What the second reader makes of a sheet.
enum Outcome {
    Same,
    /// Values of other cells differ.
    Others,
    /// A changed cell holds something else than the proof reads.
    Written(CellRef),
}

/// Compares the values of a sheet outside the changed cells in stored order, read side by side, and those of the changed
/// cells with what the proof reads; none where the sheet cannot be read in the original.
fn same_values(
    old: &mut Second<'_>,
    new: &mut Second<'_>,
    sheet: &str,
    changed: &Changed<'_>,
) -> Option<Outcome> {
    let mut old = old.worksheet_cells_reader(sheet).ok()?;
    let mut new = new.worksheet_cells_reader(sheet).ok();
    let mut missing = written(changed);
    loop {
        let before = next_unchanged(&mut old, changed, |_, _| ()).ok()?;
        let found = |at: CellRef, value: &DataRef<'_>| drop_found(&mut missing, at, value);
        let after = new.as_mut().and_then(|new| next_unchanged(new, changed, found).ok());
        match (before, after) {
            (None, Some(None)) => break,
            (Some(before), Some(Some(after))) if is_same(&before, &after) => {}
            (None, _) => return Some(Outcome::Others),
            (Some(_), _) => {
                // There is no opinion on an original that breaks off further down.
                while next_unchanged(&mut old, changed, |_, _| ()).ok()?.is_some() {}
                return Some(Outcome::Others);
            }
        }
    }
    Some(missing.into_keys().min().map_or(Outcome::Same, Outcome::Written))
}

/// The changed cells that hold something now.
fn written<'p>(changed: &Changed<'p>) -> Changed<'p> {
    changed.iter().filter(|(_, text)| !text.is_empty()).map(|(at, text)| (*at, *text)).collect()
}

/// Drops a cell from the `missing` ones where its value is what the proof reads.
fn drop_found(missing: &mut Changed<'_>, at: CellRef, value: &DataRef<'_>) {
    if missing.get(&at).is_some_and(|text| may_be(value, text)) {
        missing.remove(&at);
    }
}

/// The next cell that holds a value and is not among the changed ones, of which `found` hears; none at the end.
fn next_unchanged<'w>(
    cells: &mut Cells<'w, '_>,
    changed: &Changed<'_>,
    mut found: impl FnMut(CellRef, &DataRef<'w>),
) -> Result<Option<Cell<DataRef<'w>>>, XlsxError> {
    while let Some(cell) = cells.next_cell()? {
        let (row, col) = cell.get_position();
        let at = CellRef::new(row, col);
        if changed.contains_key(&at) {
            found(at, cell.get_value());
        } else if *cell.get_value() != DataRef::Empty {
            return Ok(Some(cell));
        }
    }
    Ok(None)
}

/// Whether a value may be what the proof reads as `text`. Escapes are resolved otherwise by calamine, and numbers that a
/// format makes dates are not comparable as text.
fn may_be(value: &DataRef<'_>, text: &str) -> bool {
    let escaped = markup::may_escape(text) || text.contains(|c: char| c < ' ' && c != '\n' && c != '\t');
    match value {
        DataRef::Empty => false,
        DataRef::String(own) => own == text || escaped,
        DataRef::SharedString(own) => *own == text || escaped,
        DataRef::Bool(own) => text == if *own { "1" } else { "0" },
        _ => true,
    }
}

/// Whether two cells have the same place and value; numbers that are none are compared as they print.
fn is_same(before: &Cell<DataRef<'_>>, after: &Cell<DataRef<'_>>) -> bool {
    let (x, y) = (before.get_value(), after.get_value());
    before.get_position() == after.get_position() && (x == y || format!("{x:?}") == format!("{y:?}"))
}
