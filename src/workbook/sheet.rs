//! One worksheet as the layout finder sees it: cells, merges, drop-downs and what is hidden.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::address::{Area, CellRef};
use super::area_index::AreaIndex;

/// Width of a column that states none, in characters.
pub(super) const DEFAULT_WIDTH: f64 = 8.43;

/// What a cell's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// No value (the cell may still carry a style).
    Empty,
    /// Text.
    Text,
    /// A number, a date or a time.
    Number,
    /// TRUE or FALSE.
    Bool,
    /// An error value such as `#N/A`.
    Error,
}

/// One stored cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Position.
    pub at: CellRef,
    /// Kind of value.
    pub kind: CellKind,
    /// The value as plain text: rich text joined, furigana left out, numbers in shortest form, formulas by their cached value.
    pub text: String,
    /// Whether the value comes from a formula.
    pub formula: bool,
    /// Index into [`Sheet::styles`].
    pub style: u32,
}

/// What of a cell format matters for finding answer cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct CellStyle {
    /// Solid fill colour as 0xRRGGBB; theme colours are resolved where the theme is known.
    pub fill: Option<u32>,
    /// Whether the cell is locked when its sheet is protected.
    pub locked: bool,
    /// Whether text wraps.
    pub wrap: bool,
    /// Whether the font is bold.
    pub bold: bool,
    /// Whether the cell has any border.
    pub border: bool,
}

/// A list validation: the cells it covers and the values it allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropDown {
    /// Covered areas.
    pub areas: Vec<Area>,
    /// Allowed values in the list's order and spelling; empty where the source cannot be resolved.
    pub values: Vec<String>,
}

/// One worksheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Tab name.
    pub name: String,
    /// Whether the tab is hidden (also "very hidden").
    pub hidden: bool,
    /// Whether the sheet is protected.
    pub protected: bool,
    /// Name of the worksheet part, for formats edited in place.
    pub part: Option<String>,
    /// Stored cells, sorted by row, then column.
    pub cells: Vec<Cell>,
    /// Merged areas.
    pub merges: Vec<Area>,
    /// List validations.
    pub drop_downs: Vec<DropDown>,
    /// Hidden rows, zero-based (also those of a filter or of a collapsed outline).
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns, zero-based.
    pub hidden_cols: BTreeSet<u32>,
    /// Column widths in characters: (first, last, width), zero-based and inclusive; others have the default width.
    pub widths: Vec<(u32, u32, f64)>,
    /// Distinct cell styles that [`Cell::style`] points into.
    pub styles: Vec<CellStyle>,
    /// Made when first asked, after the sheet was read.
    pub(super) indices: OnceLock<Indices>,
}

/// Where the areas of a sheet are.
#[derive(Debug)]
pub(super) struct Indices {
    merges: AreaIndex,
    drop_downs: AreaIndex,
}

impl Sheet {
    /// The stored cell at `at`, if there is one.
    pub fn cell(&self, at: CellRef) -> Option<&Cell> {
        let index = self.cells.binary_search_by_key(&at, |cell| cell.at).ok()?;
        self.cells.get(index)
    }

    /// The text at `at`; empty where no cell is stored.
    pub fn text(&self, at: CellRef) -> &str {
        self.cell(at).map_or("", |cell| cell.text.as_str())
    }

    /// The top-left cell of the merge that holds `at`, or `at` itself.
    pub fn anchor(&self, at: CellRef) -> CellRef {
        self.merge_at(at).map_or(at, |area| area.first)
    }

    /// The merged area that holds `at`, if any.
    pub fn merge_at(&self, at: CellRef) -> Option<&Area> {
        self.merges.get(self.indices().merges.at(at)?)
    }

    /// The values that a drop-down allows in `at`, if it has one.
    pub fn choices(&self, at: CellRef) -> Option<&[String]> {
        self.drop_down(at).map(|list| list.values.as_slice())
    }

    /// The drop-down of the cell at `at`, if it has one.
    pub fn drop_down(&self, at: CellRef) -> Option<&DropDown> {
        self.drop_downs.get(self.indices().drop_downs.at(at)?)
    }

    fn indices(&self) -> &Indices {
        self.indices.get_or_init(|| {
            let lists = self.drop_downs.iter().enumerate();
            let listed = lists.flat_map(|(item, list)| list.areas.iter().map(move |area| (*area, item)));
            let merges = self.merges.iter().enumerate().map(|(item, area)| (*area, item));
            Indices { merges: AreaIndex::new(merges), drop_downs: AreaIndex::new(listed) }
        })
    }

    /// The style of the cell at `at` (the default style where no cell is stored).
    pub fn style(&self, at: CellRef) -> CellStyle {
        let style = self.cell(at).and_then(|cell| self.styles.get(cell.style as usize));
        style.copied().unwrap_or(CellStyle { locked: true, ..CellStyle::default() })
    }
}
