//! The binary formats, .xls and .xlsb, as calamine reads them.

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Range, Reader, SheetType, SheetVisible, Xls, Xlsb};

use super::address::{Area, CellRef};
use super::encryption::unsupported;
use super::sheet::{Cell, CellKind, CellStyle, Sheet};
use super::values::{self, Value};
use crate::error::Result;

/// Reads an .xls workbook.
///
/// # Errors
/// `unsupported-encryption`, `damaged` or `too-large`.
pub(super) fn xls(bytes: &[u8]) -> Result<Vec<Sheet>> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => unsupported(".xls"),
        error => values::damaged("Workbook", &error.to_string()),
    })?;
    let mut sheets = Vec::new();
    for entry in worksheets(book.sheets_metadata()) {
        let failed = |error: calamine::XlsError| values::damaged(&entry.0, &error.to_string());
        let range = book.worksheet_range(&entry.0).map_err(failed)?;
        let formulas = book.worksheet_formula(&entry.0).map_err(failed)?;
        let merges = book.merge_cells_by_sheet_name(&entry.0).unwrap_or_default();
        let mut sheet = sheet(entry, range_values(&range), &range_formulas(&formulas))?;
        sheet.merges = merges.iter().map(area).collect();
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Reads an .xlsb workbook.
///
/// # Errors
/// `damaged` or `too-large`.
pub(super) fn xlsb(bytes: &[u8]) -> Result<Vec<Sheet>> {
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsbError::Password => unsupported(".xlsb"),
        error => values::damaged("workbook.bin", &error.to_string()),
    })?;
    let mut sheets = Vec::new();
    for entry in worksheets(book.sheets_metadata()) {
        let failed = |error: calamine::XlsbError| values::damaged(&entry.0, &error.to_string());
        let mut cells = Vec::new();
        let mut reader = book.worksheet_cells_reader(&entry.0).map_err(failed)?;
        while let Some(cell) = reader.next_cell().map_err(failed)? {
            cells.extend(value(cell.get_position(), cell.get_value()));
            if cells.len() > values::MAX_CELLS {
                return Err(values::too_large(&entry.0));
            }
        }
        drop(reader);
        let mut formulas = HashSet::new();
        let mut reader = book.worksheet_cells_reader(&entry.0).map_err(failed)?;
        // A formula that cannot be printed ends the list; the values are read all the same.
        while let Ok(Some(cell)) = reader.next_formula() {
            formulas.insert(at(cell.get_position()));
        }
        sheets.push(sheet(entry, cells, &formulas)?);
    }
    Ok(sheets)
}

/// Name and visibility of the worksheets among the sheets.
fn worksheets(entries: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let worksheets = entries.iter().filter(|entry| entry.typ == SheetType::WorkSheet);
    worksheets.map(|entry| (entry.name.clone(), entry.visible != SheetVisible::Visible)).collect()
}

fn at((row, col): (u32, u32)) -> CellRef {
    CellRef::new(row, col)
}

fn area(dimensions: &Dimensions) -> Area {
    Area { first: at(dimensions.start), last: at(dimensions.end) }
}

fn value(position: (u32, u32), value: &DataRef<'_>) -> Option<Value> {
    let (kind, text) = values::plain(value)?;
    Some((at(position), kind, text))
}

/// The values of a dense range with their absolute positions.
pub(super) fn range_values(range: &Range<Data>) -> Vec<Value> {
    let (row, col) = range.start().unwrap_or_default();
    let cells = range.used_cells();
    cells
        .filter_map(|(r, c, data)| {
            let (kind, text) = values::plain_owned(data)?;
            Some((CellRef::new(row + r as u32, col + c as u32), kind, text))
        })
        .collect()
}

/// The positions of formulas in a dense range.
pub(super) fn range_formulas(range: &Range<String>) -> HashSet<CellRef> {
    let (row, col) = range.start().unwrap_or_default();
    range.used_cells().map(|(r, c, _)| CellRef::new(row + r as u32, col + c as u32)).collect()
}

/// A sheet of values alone: no style is known.
fn sheet((name, hidden): (String, bool), values: Vec<Value>, formulas: &HashSet<CellRef>) -> Result<Sheet> {
    if values.len() > values::MAX_CELLS {
        return Err(values::too_large(&name));
    }
    let mut cells: BTreeMap<CellRef, (CellKind, String)> =
        formulas.iter().map(|&at| (at, (CellKind::Empty, String::new()))).collect();
    cells.extend(values.into_iter().map(|(at, kind, text)| (at, (kind, text))));
    let cells = cells.into_iter().map(|(at, (kind, text))| {
        let formula = formulas.contains(&at);
        Cell { at, kind, text, formula, style: 0 }
    });
    let styles = vec![CellStyle { locked: true, ..CellStyle::default() }];
    Ok(Sheet { name, hidden, cells: cells.collect(), styles, ..Sheet::default() })
}
