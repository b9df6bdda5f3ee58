//! What a worksheet part says, read in one pass: which cells exist (empty styled ones too) and their values, merges,
//! list validations, hidden rows and columns, widths and protection.

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use super::address::{Area, CellRef};
use super::stored_values::{OpenCell, StoredValues};
use super::values::{self, Value};
use super::xml::{self, Visitor};
use crate::error::Result;

/// A stored cell without its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellMark {
    pub at: CellRef,
    pub style: u32,
    pub formula: bool,
}

/// A list validation as written: the covered areas and the formula of its source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListRule {
    pub areas: Vec<Area>,
    pub source: String,
}

/// The structure of one worksheet.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pub cells: Vec<CellMark>,
    pub merges: Vec<Area>,
    pub lists: Vec<ListRule>,
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_cols: BTreeSet<u32>,
    pub widths: Vec<(u32, u32, f64)>,
    pub protected: bool,
}

/// Reads a worksheet part: its structure, and the values in the order of the part.
///
/// # Errors
/// `damaged` where the markup is broken, `too-large` beyond the limit of cells.
pub(super) fn read(xml: &str, part: &str, stored: &StoredValues) -> Result<(Structure, Vec<Value>)> {
    let mut scan = Scan {
        stored,
        part,
        found: Structure::default(),
        values: Vec::new(),
        next: (0, 0),
        cell: None,
        formula: false,
        rule: None,
        collected: None,
    };
    xml::walk(xml, part, &mut scan)?;
    Ok((scan.found, scan.values))
}

/// The areas of a `sqref`: `E7:E51 G7`, whole columns `E:E` and rows `3:5` included; others are left out.
pub(super) fn areas(sqref: &str) -> Vec<Area> {
    sqref.split_whitespace().filter_map(area).collect()
}

/// One area in A1 notation, also of whole columns or rows.
pub(super) fn area(text: &str) -> Option<Area> {
    if let Ok(area) = text.parse() {
        return Some(area);
    }
    let (first, last) = text.split_once(':')?;
    let columns = (format!("{first}1"), format!("{last}{}", CellRef::MAX_ROWS));
    let rows =
        (format!("A{}", first.trim_start_matches('$')), format!("XFD{}", last.trim_start_matches('$')));
    [columns, rows].iter().find_map(|(first, last)| format!("{first}:{last}").parse().ok())
}

struct Scan<'a> {
    stored: &'a StoredValues,
    part: &'a str,
    found: Structure,
    values: Vec<Value>,
    /// The position that the next cell without an explicit reference takes.
    next: (u32, u32),
    cell: Option<OpenCell>,
    /// Whether the open cell has a formula.
    formula: bool,
    rule: Option<ListRule>,
    /// Text of the element that is being collected (`formula1`, `f`, `sqref`).
    collected: Option<String>,
}

impl Visitor for Scan<'_> {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        match name {
            "row" => self.row(element),
            "c" => self.cell(element),
            "f" => self.formula = true,
            "is" | "v" | "t" | "rPh" => self.cell.iter_mut().for_each(|cell| cell.open(name, element)),
            "mergeCell" => {
                self.found.merges.extend(xml::attribute(element, "ref").and_then(|text| area(&text)))
            }
            "col" => self.column(element),
            "sheetProtection" => self.found.protected = xml::flag(element, "sheet"),
            "dataValidation" if xml::attribute(element, "type").as_deref() == Some("list") => {
                let sqref = xml::attribute(element, "sqref").unwrap_or_default();
                self.rule = Some(ListRule { areas: areas(&sqref), source: String::new() });
            }
            "formula1" | "sqref" if self.rule.is_some() => self.collected = Some(String::new()),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<()> {
        match name {
            "row" => {
                self.next = (self.next.0.saturating_add(1), 0);
            }
            "c" => self.close_cell()?,
            "v" | "t" | "rPh" => self.cell.iter_mut().for_each(|cell| cell.close(name)),
            "formula1" | "sqref" => self.collect(name),
            "dataValidation" => {
                self.found.lists.extend(self.rule.take().filter(|rule| !rule.areas.is_empty()));
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.cell.iter_mut().for_each(|cell| cell.text(text));
        self.collected.iter_mut().for_each(|collected| collected.push_str(text));
    }
}

impl Scan<'_> {
    fn row(&mut self, element: &BytesStart<'_>) {
        if let Some(row) = xml::number::<u32>(element, "r") {
            self.next.0 = row.saturating_sub(1);
        }
        if xml::flag(element, "hidden") {
            self.found.hidden_rows.insert(self.next.0);
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>) {
        let [at, style, kind] = xml::attributes(element, ["r", "s", "t"]);
        if let Some(at) = at.and_then(|text| text.parse::<CellRef>().ok()) {
            self.next = (at.row, at.col);
        }
        let style = style.and_then(|text| text.trim().parse().ok()).unwrap_or(0);
        self.cell = Some(OpenCell::new(CellRef::new(self.next.0, self.next.1), kind.as_deref(), style));
        self.formula = false;
    }

    fn close_cell(&mut self) -> Result<()> {
        self.next.1 = self.next.1.saturating_add(1);
        if let Some(cell) = self.cell.take() {
            self.found.cells.push(CellMark { at: cell.at, style: cell.style, formula: self.formula });
            self.values.extend(self.stored.value(cell));
        }
        if self.values.len() > values::MAX_CELLS {
            return Err(values::too_large(self.part));
        }
        Ok(())
    }

    fn column(&mut self, element: &BytesStart<'_>) {
        let (Some(min), Some(max)) = (xml::number::<u32>(element, "min"), xml::number::<u32>(element, "max"))
        else {
            return;
        };
        let (first, last) = (min.saturating_sub(1), max.min(CellRef::MAX_COLS).saturating_sub(1));
        // A sheet has one `col` per column at most; more of them are not a sheet that Excel wrote.
        if self.found.widths.len() >= CellRef::MAX_COLS as usize || first > last {
            return;
        }
        let width = xml::number(element, "width").unwrap_or(super::sheet::DEFAULT_WIDTH);
        self.found.widths.push((first, last, width));
        if xml::flag(element, "hidden") && self.found.hidden_cols.len() < CellRef::MAX_COLS as usize {
            self.found.hidden_cols.extend(first..=last);
        }
    }

    fn collect(&mut self, name: &str) {
        let (Some(text), Some(rule)) = (self.collected.take(), &mut self.rule) else {
            return;
        };
        match name {
            "formula1" => text.trim().clone_into(&mut rule.source),
            _ => rule.areas.extend(areas(&text)),
        }
    }
}
