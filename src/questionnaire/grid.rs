//! Constant-time looks at a sheet: rows, merged areas and drop-downs by position.

use std::collections::HashMap;
use std::ops::Range;

use crate::workbook::{Area, Cell, CellRef, CellStyle, DropDown, Sheet};

/// Columns of one merge or drop-down area that are indexed; wider ones span the sheet.
const MAX_SPAN: u32 = 1024;

/// An index over one sheet.
pub(super) struct Grid<'s> {
    pub sheet: &'s Sheet,
    rows: Vec<(u32, Range<usize>)>,
    /// Merged areas by the rows they touch, among the rows that have cells.
    merges: HashMap<u32, Vec<Area>>,
    /// Drop-down areas by column.
    lists: HashMap<u32, Vec<(u32, u32, usize)>>,
}

impl<'s> Grid<'s> {
    pub(super) fn new(sheet: &'s Sheet) -> Self {
        let rows = rows(&sheet.cells);
        let mut merges: HashMap<u32, Vec<Area>> = HashMap::new();
        for area in &sheet.merges {
            let start = rows.partition_point(|(row, _)| *row < area.first.row);
            for (row, _) in rows.iter().skip(start).take_while(|(row, _)| *row <= area.last.row) {
                merges.entry(*row).or_default().push(*area);
            }
        }
        let mut lists: HashMap<u32, Vec<(u32, u32, usize)>> = HashMap::new();
        for (index, list) in sheet.drop_downs.iter().enumerate() {
            for area in &list.areas {
                let last = area.last.col.min(area.first.col.saturating_add(MAX_SPAN));
                for col in area.first.col..=last {
                    lists.entry(col).or_default().push((area.first.row, area.last.row, index));
                }
            }
        }
        Self { sheet, rows, merges, lists }
    }

    /// The rows that have stored cells, ascending.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.iter().map(|(row, _)| *row)
    }

    /// The stored cells of a row.
    pub(super) fn cells(&self, row: u32) -> &'s [Cell] {
        let found = self.rows.binary_search_by_key(&row, |(row, _)| *row).ok();
        found
            .and_then(|index| self.rows.get(index))
            .and_then(|(_, range)| self.sheet.cells.get(range.clone()))
            .unwrap_or_default()
    }

    /// The stored cell at a position.
    pub(super) fn cell(&self, at: CellRef) -> Option<&'s Cell> {
        let cells = self.cells(at.row);
        let index = cells.binary_search_by_key(&at.col, |cell| cell.at.col).ok()?;
        cells.get(index)
    }

    /// The merged area that holds `at`.
    pub(super) fn merge(&self, at: CellRef) -> Option<Area> {
        self.merges.get(&at.row)?.iter().find(|area| area.contains(at)).copied()
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
        let lists = self.lists.get(&at.col)?;
        let covers = |(first, last, _): &&(u32, u32, usize)| (*first..=*last).contains(&at.row);
        self.sheet.drop_downs.get(lists.iter().find(covers)?.2)
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
