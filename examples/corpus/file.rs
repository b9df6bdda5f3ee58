//! One file of a corpus: opened, one empty cell per sheet filled, verified and read again.

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use kaito::package::{SheetEntry, SheetKind};
use kaito::{CellEdit, CellRef, EditValue, ErrorKind, Format, Package, SheetEdits, Workbook, proof};

/// The text written everywhere: it needs wrapping, and its second line looks like a formula and like an escape.
const ANSWER: &str = " 回答 <&> 対応済み\n=1+1 _x0041_\t\u{1}";

/// What became of a file.
pub enum Outcome {
    /// Not opened: code and message.
    Refused(&'static str, String),
    /// Opened, and not edited: the format is not edited in place, or why nothing could be written.
    Opened(Format, String),
    /// Edited; the bytes for other readers, the cells written, and how many parts stayed identical.
    Edited { bytes: Vec<u8>, cells: Vec<(String, CellRef)>, identical: usize },
    /// Something that must hold does not.
    Failed(String),
}

/// Runs one file through everything; a panic is a failure like any other.
pub fn check(bytes: &[u8], name: &str) -> Outcome {
    let opened = std::panic::catch_unwind(|| Workbook::open(bytes, name).map(|book| book.format()));
    let edited = std::panic::catch_unwind(|| check_package(bytes));
    let (Ok(opened), Ok(edited)) = (opened, edited) else {
        return Outcome::Failed("panicked".to_owned());
    };
    match (opened, edited) {
        (_, Outcome::Failed(message)) => Outcome::Failed(message),
        (Ok(_), edited @ Outcome::Edited { .. }) => edited,
        (Err(error), _) => Outcome::Refused(error.code(), error.to_string()),
        (Ok(format), Outcome::Refused(_, reason)) if matches!(format, Format::Xlsx | Format::Xlsm) => {
            Outcome::Opened(format, reason)
        }
        (Ok(_), opened @ Outcome::Opened(Format::Xlsx | Format::Xlsm, _)) => opened,
        (Ok(format), _) => Outcome::Opened(format, "not edited in place".to_owned()),
    }
}

/// Edits a file that is edited in place.
fn check_package(bytes: &[u8]) -> Outcome {
    let package = match Package::open(bytes.to_vec()) {
        Ok(package) if package.format() == Format::Xlsb => {
            return Outcome::Opened(Format::Xlsb, String::new());
        }
        Ok(package) => package,
        Err(error) => return Outcome::Refused(error.code(), error.to_string()),
    };
    match package.edit(&[]) {
        Ok(same) if same == bytes => {}
        _ => return Outcome::Failed("no edits, other bytes".to_owned()),
    }
    let sheets = match package.worksheets() {
        Ok(sheets) => sheets,
        Err(error) => return Outcome::Refused(error.code(), error.to_string()),
    };
    let sheets: Vec<_> = sheets.into_iter().filter(|sheet| sheet.kind == SheetKind::Worksheet).collect();
    if sheets.is_empty() {
        return Outcome::Opened(package.format(), "it has no worksheet".to_owned());
    }
    match edit(&package, &sheets) {
        Ok((filled, cells)) => judge(bytes, filled, cells),
        Err(error) => Outcome::Refused(error.code(), error.to_string()),
    }
}

type Cells = Vec<(String, CellRef)>;

/// Fills the first writable empty cell of each sheet.
fn edit(package: &Package, sheets: &[SheetEntry]) -> kaito::Result<(Vec<u8>, Cells)> {
    let mut reader = Xlsx::new(Cursor::new(package.bytes())).ok();
    let (mut edits, mut cells) = (BTreeMap::new(), Vec::new());
    for sheet in sheets {
        let mut refusal = None;
        for at in empty_cells(reader.as_mut(), &sheet.name) {
            let value = EditValue::Text(ANSWER.to_owned());
            let own = SheetEdits { part: sheet.part.clone(), edits: vec![CellEdit { at, value }] };
            match package.edit(std::slice::from_ref(&own)) {
                Ok(_) => {
                    // Two tabs may show one part; it is edited once.
                    if edits.insert(sheet.part.clone(), own).is_none() {
                        cells.push((sheet.name.clone(), at));
                    }
                    refusal = None;
                    break;
                }
                Err(error) if error.kind() == ErrorKind::NotWritable => refusal = Some(error),
                Err(error) => return Err(error),
            }
        }
        if let Some(error) = refusal {
            return Err(error);
        }
    }
    let edits: Vec<_> = edits.into_values().collect();
    Ok((package.edit(&edits)?, cells))
}

type Second<'a> = Xlsx<Cursor<&'a [u8]>>;

/// A few empty cells: one that is stored (styled), one in the last row, and one below everything.
fn empty_cells(reader: Option<&mut Second<'_>>, sheet: &str) -> Vec<CellRef> {
    let (mut used, mut stored, mut last) = (HashSet::new(), Vec::new(), CellRef::new(0, 0));
    let mut merges = Vec::new();
    let known = reader.is_some();
    if let Some(reader) = reader {
        merges = reader.merge_cells_by_sheet_name(sheet).unwrap_or_default();
        if let Ok(mut cells) = reader.worksheet_cells_reader(sheet) {
            while let Ok(Some(cell)) = cells.next_cell() {
                let (row, col) = cell.get_position();
                let at = CellRef::new(row, col);
                if *cell.get_value() == DataRef::Empty {
                    stored.push(at)
                } else {
                    _ = used.insert(at)
                }
                last = CellRef::new(last.row.max(row), last.col.max(col));
            }
        }
    }
    let merged = |at: &CellRef| merges.iter().any(|area| area.contains(at.row, at.col));
    let beside = CellRef::new(last.row, (last.col + 2).min(CellRef::MAX_COLS - 1));
    let below = CellRef::new((last.row + 3).min(CellRef::MAX_ROWS - 1), 1);
    let far = CellRef::new(1000, 1000);
    let others = if known { vec![beside, below, far] } else { vec![far] };
    stored.into_iter().take(2).chain(others).filter(|at| !used.contains(at) && !merged(at)).collect()
}

/// The proof must hold, name exactly the cells written, and calamine must read the answers.
fn judge(original: &[u8], bytes: Vec<u8>, cells: Cells) -> Outcome {
    let expected: Vec<_> = cells.iter().map(|(sheet, at)| (sheet.as_str(), *at)).collect();
    let proof = match proof::verify_expected(original, &bytes, &expected) {
        Ok(proof) => proof,
        Err(error) => return Outcome::Failed(format!("not verified: {error}")),
    };
    if let Some(problem) = proof.problems.first() {
        return Outcome::Failed(format!("proof: {}", problem.en));
    }
    let changed: HashSet<_> = proof.changed_cells.iter().map(|it| (it.sheet.as_str(), it.cell)).collect();
    if changed != expected.iter().copied().collect() {
        return Outcome::Failed(format!("proof names {changed:?}, written {expected:?}"));
    }
    if let Some(cell) = proof.changed_cells.iter().find(|cell| cell.after != ANSWER) {
        return Outcome::Failed(format!("{} holds {:?}", cell.cell, cell.after));
    }
    if let Some(cell) = expected.iter().find(|(sheet, at)| reads(original, &bytes, sheet, *at) == Some(false))
    {
        return Outcome::Failed(format!("calamine does not read {}!{}", cell.0, cell.1));
    }
    Outcome::Edited { bytes, identical: proof.identical_parts.len(), cells }
}

/// Whether calamine reads the answer; no opinion where it cannot read the sheet of the original.
fn reads(original: &[u8], filled: &[u8], sheet: &str, at: CellRef) -> Option<bool> {
    let cells = |bytes: &[u8]| -> Option<BTreeMap<(u32, u32), String>> {
        let mut reader = Xlsx::new(Cursor::new(bytes.to_vec())).ok()?;
        let mut cells = reader.worksheet_cells_reader(sheet).ok()?;
        let mut found = BTreeMap::new();
        while let Some(cell) = cells.next_cell().ok()? {
            if let DataRef::String(text) = cell.get_value() {
                found.insert(cell.get_position(), text.clone());
            }
        }
        Some(found)
    };
    cells(original)?;
    // calamine resolves the escape of a literal `_x0041_`, not that of a control character in every version.
    let text = cells(filled)?.remove(&(at.row, at.col));
    Some(text.is_some_and(|text| text.starts_with(" 回答 <&> 対応済み\n=1+1 _x0041_\t")))
}
