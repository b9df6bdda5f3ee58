//! Quick looks at a sheet: its rows, and texts as people see them in merged cells.

use std::ops::Range;

use crate::workbook::{Area, Cell, CellRef, CellStyle, DropDown, Sheet};

/// An index over one sheet.
pub(super) struct Grid<'s> {
    pub sheet: &'s Sheet,
    rows: Vec<(u32, Range<usize>)>,
}

impl<'s> Grid<'s> {
    pub(super) fn new(sheet: &'s Sheet) -> Self {
        Self { sheet, rows: rows(&sheet.cells) }
    }

    /// The rows that have stored cells, ascending.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.iter().map(|(row, _)| *row)
    }

    /// The stored cells of a row.
    pub(super) fn cells(&self, row: u32) -> &'s [Cell] {
        let found = self.row(row).and_then(|range| self.sheet.cells.get(range.clone()));
        found.unwrap_or_default()
    }

    /// Where the cells of a row stand. Rows mostly follow each other without gaps: the first place looked at is the one
    /// that it has then.
    fn row(&self, row: u32) -> Option<&Range<usize>> {
        let first = self.rows.first().map_or(0, |(first, _)| *first);
        let likely = self.rows.get(row.checked_sub(first)? as usize).filter(|(own, _)| *own == row);
        let search = || {
            let index = self.rows.binary_search_by_key(&row, |(row, _)| *row).ok()?;
            self.rows.get(index)
        };
        likely.or_else(search).map(|(_, range)| range)
    }

    /// The stored cell at a position.
    pub(super) fn cell(&self, at: CellRef) -> Option<&'s Cell> {
        let cells = self.cells(at.row);
        let index = cells.binary_search_by_key(&at.col, |cell| cell.at.col).ok()?;
        cells.get(index)
    }

    /// The merged area that holds `at`.
    pub(super) fn merge(&self, at: CellRef) -> Option<Area> {
        self.sheet.merge_at(at).copied()
    }

    /// The area of the cell at `at`: its merge, or itself.
    pub(super) fn area(&self, at: CellRef) -> Area {
        self.merge(at).unwrap_or(Area { first: at, last: at })
    }

    /// The trimmed text shown at `at` (of the merge's top-left cell).
    pub(super) fn text(&self, at: CellRef) -> &'s str {
        self.cell(self.area(at).first).map_or("", |cell| cell.text.trim())
    }

    /// The top-left cells of a row that hold text, with their areas; merges that began above are left out.
    pub(super) fn texts(&self, row: u32) -> impl Iterator<Item = (Area, &'s str)> + '_ {
        self.cells(row).iter().filter_map(|cell| {
            let area = self.area(cell.at);
            (area.first == cell.at && !cell.text.trim().is_empty()).then(|| (area, cell.text.trim()))
        })
    }

    /// The drop-down that covers `at`.
    pub(super) fn list(&self, at: CellRef) -> Option<&'s DropDown> {
        self.sheet.drop_down(at)
    }

    /// The style of the stored cell at `at`.
    pub(super) fn style(&self, at: CellRef) -> CellStyle {
        let style = self.cell(at).and_then(|cell| self.sheet.styles.get(cell.style as usize));
        style.copied().unwrap_or(CellStyle { locked: true, ..CellStyle::default() })
    }
}

fn rows(cells: &[Cell]) -> Vec<(u32, Range<usize>)> {
    let mut rows: Vec<(u32, Range<usize>)> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        match rows.last_mut() {
            Some((row, range)) if *row == cell.at.row => range.end = index + 1,
            _ => rows.push((cell.at.row, index..index + 1)),
        }
    }
    rows
}
