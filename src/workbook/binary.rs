//! The binary formats, .xls and .xlsb, as calamine reads them once their records are checked.

mod biff;
mod biff12;

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Write};

use calamine::{Data, Dimensions, Range, Reader, SheetType, SheetVisible, Xls, Xlsb};

use super::Opened;
use super::address::{Area, CellRef};
use super::encryption::unsupported;
use super::package::Package;
use super::sheet::{Cell, CellKind, CellStyle, Sheet};
use super::values::{self, Value};
use crate::error::Result;

/// Reads the stream of an .xls workbook.
///
/// # Errors
/// `unsupported-encryption`, `damaged` or `too-large`.
pub(super) fn xls(mut stream: Vec<u8>) -> Result<Opened> {
    let damaged = |found: &str| values::damaged("Workbook", found);
    let removed = biff::guard(&mut stream)?;
    let container = contained(&stream).map_err(|error| damaged(&error.to_string()))?;
    let mut book = Xls::new(Cursor::new(container)).map_err(|error| match error {
        calamine::XlsError::Password => unsupported(".xls"),
        error => damaged(&error.to_string()),
    })?;
    let mut opened = Opened::default();
    opened.notes.extend(removed.iter().map(|number| super::unreadable(&format!("#{number}"))));
    for entry in worksheets(book.sheets_metadata()) {
        let failed = |error: calamine::XlsError| values::damaged(&entry.0, &error.to_string());
        let range = book.worksheet_range(&entry.0).map_err(failed)?;
        let formulas = book.worksheet_formula(&entry.0).map_err(failed)?;
        let merges = book.merge_cells_by_sheet_name(&entry.0).unwrap_or_default();
        let mut sheet = sheet(entry, range_values(&range), &range_formulas(&formulas))?;
        sheet.merges = merges.iter().map(area).collect();
        opened.sheets.push(sheet);
    }
    opened.some("Workbook")
}

/// A compound file with nothing but the stream: what else the original holds is of no use here.
fn contained(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("Workbook")?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// Reads an .xlsb workbook.
///
/// # Errors
/// `unsupported-encryption`, `damaged` or `too-large`.
pub(super) fn xlsb(package: &Package) -> Result<Opened> {
    let guarded = biff12::guard(package)?;
    let mut book = Xlsb::new(Cursor::new(&guarded.bytes)).map_err(|error| match error {
        calamine::XlsbError::Password => unsupported(".xlsb"),
        error => values::damaged("workbook.bin", &error.to_string()),
    })?;
    let mut opened = Opened::default();
    opened.notes.extend(guarded.removed.iter().map(|name| super::unreadable(name)));
    let mut total = 0;
    for entry in worksheets(book.sheets_metadata()) {
        let failed = |error: calamine::XlsbError| values::damaged(&entry.0, &error.to_string());
        let mut cells = Vec::new();
        let mut reader = book.worksheet_cells_reader(&entry.0).map_err(failed)?;
        while let Some(cell) = reader.next_cell().map_err(failed)? {
            let value = values::plain(cell.get_value());
            cells.extend(value.map(|(kind, text)| (at(cell.get_position()), kind, text)));
            if total + cells.len() > values::MAX_CELLS {
                return Err(values::too_large(&entry.0));
            }
        }
        total += cells.len();
        let none = HashSet::new();
        let checked = guarded.sheets.iter().find(|sheet| sheet.name == entry.0);
        opened.sheets.push(sheet(entry, cells, checked.map_or(&none, |sheet| &sheet.formulas))?);
    }
    opened.some("workbook.bin")
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

/// The values of a dense range with their absolute positions.
fn range_values(range: &Range<Data>) -> Vec<Value> {
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
fn range_formulas(range: &Range<String>) -> HashSet<CellRef> {
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
