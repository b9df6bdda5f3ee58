//! Sheets as a person sees them: the rows around a question, and the grid on which a layout is corrected.

use std::collections::BTreeMap;

use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::failure::unconverted;
use super::workbook::OpenWorkbook;
use crate::workbook::{Cell, CellRef, Sheet};

/// A sheet and how far its cells reach.
#[derive(Debug, Clone, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SheetCard {
    /// Tab name.
    pub sheet: String,
    /// Whether the tab is hidden.
    pub hidden: bool,
    /// The last one-based row that holds text.
    pub rows: u32,
    /// The number of columns up to the last that holds text.
    pub columns: u32,
}

impl SheetCard {
    fn of(sheet: &Sheet) -> Self {
        let texts = || sheet.cells.iter().filter(|cell| !cell.text.is_empty());
        Self {
            sheet: sheet.name.clone(),
            hidden: sheet.hidden,
            rows: texts().map(|cell| cell.at.row + 1).max().unwrap_or(0),
            columns: texts().map(|cell| cell.at.col + 1).max().unwrap_or(0),
        }
    }
}

/// A row of a sheet.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct GridRow {
    /// One-based row.
    pub row: u32,
    /// Whether the row is hidden.
    pub hidden: bool,
    /// Its cells with text, from left to right.
    pub cells: Vec<GridCell>,
}

/// A cell of a row.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct GridCell {
    /// Zero-based column.
    pub column: u32,
    /// The text that is shown in it.
    pub text: String,
    /// How many rows it covers.
    pub rows: u32,
    /// How many columns it covers.
    pub columns: u32,
}

impl GridCell {
    fn of(cell: &Cell, sheet: &Sheet) -> Self {
        let last = sheet.merge_at(cell.at).map_or(cell.at, |area| area.last);
        Self {
            column: cell.at.col,
            text: cell.text.clone(),
            rows: last.row - cell.at.row + 1,
            columns: last.col - cell.at.col + 1,
        }
    }
}

#[wasm_bindgen(js_class = Workbook)]
impl OpenWorkbook {
    /// The sheets in the order of their tabs.
    ///
    /// # Errors
    /// None in practice.
    pub fn sheets(&self) -> Result<Vec<Ts<SheetCard>>, JsValue> {
        let cards = self.workbook().sheets().iter().map(|sheet| SheetCard::of(sheet).into_ts());
        cards.collect::<Result<_, _>>().map_err(unconverted)
    }

    /// The rows `first` to `last` (one-based) of the sheet named `sheet` that hold text; none of an unknown sheet.
    ///
    /// # Errors
    /// None in practice.
    pub fn rows(&self, sheet: &str, first: u32, last: u32) -> Result<Vec<Ts<GridRow>>, JsValue> {
        let sheet = self.workbook().sheets().iter().find(|own| own.name == sheet);
        let rows = sheet.map(|sheet| grid(sheet, first, last)).unwrap_or_default();
        rows.iter().map(Ts::from_rust).collect::<Result<_, _>>().map_err(unconverted)
    }
}

fn grid(sheet: &Sheet, first: u32, last: u32) -> Vec<GridRow> {
    let start = sheet.cells.partition_point(|cell| cell.at < CellRef::new(first.saturating_sub(1), 0));
    let cells = sheet.cells.iter().skip(start).take_while(|cell| cell.at.row < last);
    let mut rows: BTreeMap<u32, Vec<GridCell>> = BTreeMap::new();
    for cell in cells.filter(|cell| !cell.text.is_empty()) {
        rows.entry(cell.at.row).or_default().push(GridCell::of(cell, sheet));
    }
    let hidden = |row| sheet.hidden_rows.contains(&row);
    rows.into_iter().map(|(row, cells)| GridRow { row: row + 1, hidden: hidden(row), cells }).collect()
}
