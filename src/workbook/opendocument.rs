//! OpenDocument spreadsheets: values and structure (merges, list validations, hidden rows and columns, styles, empty
//! styled cells) in one pass over the content.
//!
//! calamine lays every sheet out in full, stops at white space between elements and reads no structure.

mod value;

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::address::{Area, CellRef};
use super::encryption::unsupported;
use super::package::Package;
use super::sheet::{CellStyle, Sheet};
use super::structure::{CellMark, ListRule, Structure};
use super::values::{self, Value};
use super::xml::{self, Visitor};
use crate::error::Result;
use value::OpenCell;

/// How the `mimetype` of a spreadsheet or a spreadsheet template starts.
pub(super) const MIME_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// What the manifest has for every entry of a protected document.
const ENCRYPTION: &[u8] = b"encryption-data";
/// Repeats of an empty styled cell or row that are taken one by one; the rest is the sheet's blank margin.
const MAX_BLANK_REPEATS: u32 = 256;
/// Centimetres of one character of a column's width, about.
const CM_PER_CHARACTER: f64 = 0.19;

/// Reads an .ods workbook.
///
/// # Errors
/// `unsupported-encryption`, `damaged` or `too-large`.
pub(super) fn read(package: &Package) -> Result<(Vec<Sheet>, Vec<Vec<ListRule>>)> {
    // The contents of a protected document are unreadable: the manifest tells before they look damaged.
    let manifest = package.part("META-INF/manifest.xml").unwrap_or_default();
    if manifest.windows(ENCRYPTION.len()).any(|window| window == ENCRYPTION) {
        return Err(unsupported("OpenDocument"));
    }
    let mut scan = Scan::default();
    xml::walk(package.xml("content.xml")?.as_str(), "content.xml", &mut scan)?;
    let (mut sheets, mut rules) = (Vec::new(), Vec::new());
    for table in scan.tables {
        let mut structure = table.structure;
        rules.push(std::mem::take(&mut structure.lists));
        let mut sheet = super::assemble(structure, table.values);
        sheet.name = table.name;
        sheet.hidden = table.hidden;
        sheet.styles.clone_from(&scan.styles);
        sheets.push(sheet);
    }
    Ok((sheets, rules))
}

#[derive(Default)]
struct Table {
    name: String,
    hidden: bool,
    structure: Structure,
    values: Vec<Value>,
}

#[derive(Default)]
struct Scan {
    tables: Vec<Table>,
    styles: Vec<CellStyle>,
    /// Style name to index of `styles`, for cells.
    style_index: HashMap<String, u32>,
    widths: HashMap<String, f64>,
    hidden_tables: HashMap<String, bool>,
    /// Family and name of the style that is being read.
    style: Option<(String, String)>,
    /// Validation name to its list source.
    validations: HashMap<String, String>,
    nesting: u32,
    row: u32,
    row_repeat: u32,
    col: u32,
    column: u32,
    /// Cells with a value, of all tables.
    filled: u64,
    /// The cell that is being read.
    cell: Option<OpenCell>,
}

impl Visitor for Scan {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        match name {
            "style" => self.open_style(element),
            "table-properties" | "table-column-properties" | "table-cell-properties" | "text-properties" => {
                self.style_property(name, element);
            }
            "content-validation" => self.validation(element),
            "table" => self.open_table(element),
            "table-column" => self.open_column(element),
            "table-row" => self.open_row(element),
            "table-cell" | "covered-table-cell" => self.open_cell(element)?,
            _ => self.cell.iter_mut().for_each(|cell| cell.open(name, element)),
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<()> {
        match name {
            "style" => self.style = None,
            "table" => self.nesting = self.nesting.saturating_sub(1),
            // Tables inside a cell are passed over.
            "table-row" | "table-cell" | "covered-table-cell" if self.nesting > 1 => {}
            "table-row" => self.row = self.row.saturating_add(self.row_repeat),
            "table-cell" | "covered-table-cell" => self.close_cell(),
            _ => self.cell.iter_mut().for_each(OpenCell::close),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.cell.iter_mut().for_each(|cell| cell.text(text));
    }
}

impl Scan {
    fn open_style(&mut self, element: &BytesStart<'_>) {
        let text = |name| xml::attribute(element, name).unwrap_or_default().into_owned();
        let (family, name) = (text("family"), text("name"));
        if family == "table-cell" {
            self.style_index.insert(name.clone(), self.styles.len() as u32);
            self.styles.push(CellStyle { locked: true, ..CellStyle::default() });
        }
        self.style = Some((family, name));
    }

    fn style_property(&mut self, property: &str, element: &BytesStart<'_>) {
        let Some((family, name)) = self.style.clone() else {
            return;
        };
        let text = |name| xml::attribute(element, name).unwrap_or_default();
        match (family.as_str(), property) {
            ("table", "table-properties") => {
                self.hidden_tables.insert(name, text("display") == "false");
            }
            ("table-column", _) => {
                self.widths.extend(characters(&text("column-width")).map(|width| (name, width)));
            }
            ("table-cell", "text-properties") => {
                if let Some(style) = self.styles.last_mut() {
                    style.bold = text("font-weight") == "bold";
                }
            }
            ("table-cell", "table-cell-properties") => {
                let Some(style) = self.styles.last_mut() else {
                    return;
                };
                let colour = text("background-color");
                style.fill = colour.strip_prefix('#').and_then(|hex| u32::from_str_radix(hex, 16).ok());
                style.wrap = text("wrap-option") == "wrap";
                style.locked = text("cell-protect") != "none";
                let sides = ["border", "border-left", "border-right", "border-top", "border-bottom"];
                style.border = sides.iter().any(|side| !matches!(&*text(side), "" | "none"));
            }
            _ => {}
        }
    }

    fn validation(&mut self, element: &BytesStart<'_>) {
        let condition = xml::attribute(element, "condition").unwrap_or_default();
        let name = xml::attribute(element, "name").unwrap_or_default().into_owned();
        self.validations.extend(list_source(&condition).map(|source| (name, source)));
    }

    fn open_table(&mut self, element: &BytesStart<'_>) {
        self.nesting += 1;
        if self.nesting > 1 {
            return;
        }
        let text = |name| xml::attribute(element, name).unwrap_or_default().into_owned();
        let mut table = Table { name: text("name"), ..Table::default() };
        table.hidden = self.hidden_tables.get(&text("style-name")).copied().unwrap_or(false);
        table.structure.protected = text("protected") == "true";
        self.tables.push(table);
        (self.row, self.column) = (0, 0);
    }

    fn open_column(&mut self, element: &BytesStart<'_>) {
        let repeat = xml::number(element, "number-columns-repeated").unwrap_or(1).min(CellRef::MAX_COLS);
        let first = self.column;
        self.column = self.column.saturating_add(repeat).min(CellRef::MAX_COLS);
        let Some(table) = self.tables.last_mut().filter(|_| self.nesting == 1 && first < self.column) else {
            return;
        };
        let style = xml::attribute(element, "style-name").unwrap_or_default();
        let width = self.widths.get(&*style).copied().unwrap_or(super::sheet::DEFAULT_WIDTH);
        table.structure.widths.push((first, self.column - 1, width));
        if hidden(element) {
            table.structure.hidden_cols.extend(first..self.column);
        }
    }

    fn open_row(&mut self, element: &BytesStart<'_>) {
        if self.nesting != 1 {
            return;
        }
        self.col = 0;
        self.row_repeat = xml::number(element, "number-rows-repeated").unwrap_or(1).max(1);
        if let Some(table) = self.tables.last_mut().filter(|_| hidden(element)) {
            let last = self.row.saturating_add(self.row_repeat).min(CellRef::MAX_ROWS);
            table.structure.hidden_rows.extend(self.row..last);
        }
    }

    fn open_cell(&mut self, element: &BytesStart<'_>) -> Result<()> {
        if self.nesting != 1 {
            return Ok(());
        }
        let repeat = xml::number(element, "number-columns-repeated").unwrap_or(1).max(1);
        let cells = Block { first: CellRef::new(self.row, self.col), rows: self.row_repeat, cols: repeat };
        self.col = self.col.saturating_add(repeat);
        let style = xml::attribute(element, "style-name").and_then(|name| self.style_index.get(&*name));
        let style = style.copied();
        let Some(table) = self.tables.last_mut().filter(|_| cells.is_on_sheet()) else {
            return Ok(());
        };
        let formula = xml::attribute(element, "formula").is_some();
        let filled = formula || xml::attribute(element, "value-type").is_some();
        if filled {
            self.filled = self.filled.saturating_add(cells.count());
            if self.filled > values::MAX_CELLS as u64 {
                return Err(values::too_large(&table.name));
            }
            self.cell = Some(OpenCell::new(element, cells.area()));
        }
        if style.is_some() || filled {
            let most = if filled { u32::MAX } else { MAX_BLANK_REPEATS };
            mark(&mut table.structure, &cells, most, (style.unwrap_or(0), formula));
        }
        spans(&mut table.structure, cells.first, element);
        let rule = xml::attribute(element, "content-validation-name");
        if let Some(source) = rule.and_then(|name| self.validations.get(&*name)) {
            table.structure.lists.push(ListRule { areas: vec![cells.area()], source: source.clone() });
        }
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some((table, cell)) = self.tables.last_mut().zip(self.cell.take()) else { return };
        let area = cell.area();
        if let Some((kind, text)) = cell.value() {
            let rows = area.first.row..=area.last.row;
            let cells =
                rows.flat_map(|row| (area.first.col..=area.last.col).map(move |col| CellRef::new(row, col)));
            table.values.extend(cells.map(|at| (at, kind, text.clone())));
        }
    }
}

/// The cells that one repeated element stands for.
struct Block {
    first: CellRef,
    rows: u32,
    cols: u32,
}

impl Block {
    fn is_on_sheet(&self) -> bool {
        self.first.row < CellRef::MAX_ROWS && self.first.col < CellRef::MAX_COLS
    }

    fn count(&self) -> u64 {
        let area = self.area();
        u64::from(area.last.row - area.first.row + 1) * u64::from(area.last.col - area.first.col + 1)
    }

    fn area(&self) -> Area {
        let last = |first: u32, count: u32, end: u32| first.saturating_add(count - 1).min(end - 1);
        let row = last(self.first.row, self.rows, CellRef::MAX_ROWS);
        Area {
            first: self.first,
            last: CellRef::new(row, last(self.first.col, self.cols, CellRef::MAX_COLS)),
        }
    }
}

/// Notes the cells of a repeated element, at most `most` rows and columns of them.
fn mark(structure: &mut Structure, cells: &Block, most: u32, (style, formula): (u32, bool)) {
    let area = Block { first: cells.first, rows: cells.rows.min(most), cols: cells.cols.min(most) }.area();
    for row in area.first.row..=area.last.row {
        for col in area.first.col..=area.last.col {
            if structure.cells.len() < values::MAX_CELLS {
                let at = CellRef::new(row, col);
                structure.cells.push(CellMark { at, style, formula });
            }
        }
    }
}

/// Notes the merge that starts at `first`.
fn spans(structure: &mut Structure, first: CellRef, element: &BytesStart<'_>) {
    let span = |name| xml::number::<u32>(element, name).unwrap_or(1).max(1);
    let (rows, cols) = (span("number-rows-spanned"), span("number-columns-spanned"));
    if rows > 1 || cols > 1 {
        let last = CellRef::new(
            first.row.saturating_add(rows - 1).min(CellRef::MAX_ROWS - 1),
            first.col.saturating_add(cols - 1).min(CellRef::MAX_COLS - 1),
        );
        structure.merges.push(Area { first, last });
    }
}

fn hidden(element: &BytesStart<'_>) -> bool {
    xml::attribute(element, "visibility").is_some_and(|state| state != "visible")
}

/// A length such as `2.258cm` or `0.8in` in characters of column width.
fn characters(length: &str) -> Option<f64> {
    let unit = length.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f64 = length.strip_suffix(unit)?.parse().ok()?;
    let cm = match unit {
        "cm" => 1.0,
        "mm" => 0.1,
        "in" => 2.54,
        "pt" => 2.54 / 72.0,
        _ => return None,
    };
    Some(number * cm / CM_PER_CHARACTER)
}

/// The list source of `of:cell-content-is-in-list("はい";"いいえ")` or `…([$選択肢.$A$1:.$A$4])`, in the
/// notation of Excel.
fn list_source(condition: &str) -> Option<String> {
    let (_, inner) = condition.split_once("cell-content-is-in-list(")?;
    let inner = inner.strip_suffix(')')?;
    if let Some(reference) = inner.strip_prefix('[') {
        let reference = reference.trim_end_matches(']');
        let (sheet, cells) = reference.split_once('.')?;
        let cells = cells.replace(":.", ":");
        let sheet = sheet.trim_start_matches('$');
        return Some(if sheet.is_empty() { cells } else { format!("{sheet}!{cells}") });
    }
    if inner.starts_with('"') {
        return Some(format!("\"{}\"", inner.replace("\";\"", ",").trim_matches('"')));
    }
    Some(inner.to_owned())
}
