//! The rows of one header: groups above and parts below the row that was recognised, and the headings of each column.

use std::collections::HashMap;

use super::super::grid::Grid;
use super::{Header, Heading, MAX_ROWS};
use crate::order;
use crate::workbook::{Area, CellRef};

/// Columns that a heading may span.
const MAX_SPAN: u32 = 256;

/// The blocks of heading rows, where `is_heading` recognises their rows and says whether by their words.
pub(super) fn blocks(
    grid: &Grid<'_>,
    rows: &[u32],
    mut is_heading: impl FnMut(u32) -> Option<bool>,
) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    let mut from = 0;
    for &row in rows {
        if row < from {
            continue;
        }
        if let Some(named) = is_heading(row) {
            let mut header = Header { named, ..block(grid, row, from) };
            from = header.last + 1;
            // Headings in a second language stand right below the first.
            if let Some(above) = headers.pop_if(|above| is_again(above, &header)) {
                header = Header { named, ..read(grid, above.first, header.last) };
            }
            headers.push(header);
        }
    }
    headers
}

/// Whether `header` stands right below `above` and names the same columns again.
fn is_again(above: &Header, header: &Header) -> bool {
    let starts = |header: &Header| -> Vec<u32> {
        header.headings.iter().filter(|(_, heading)| heading.starts).map(|(col, _)| *col).collect()
    };
    above.last + 1 == header.first && header.last - above.first < MAX_ROWS && starts(above) == starts(header)
}

/// The block of heading rows around the row that was recognised; not above `from`.
fn block(grid: &Grid<'_>, row: u32, from: u32) -> Header {
    let areas: Vec<Area> = grid.texts(row).map(|(area, _)| area).collect();
    let left = areas.iter().map(|area| area.first.col).min().unwrap_or(0);
    let right = areas.iter().map(|area| area.last.col).max().unwrap_or(0);
    let mut first = row;
    if let Some(above) = row.checked_sub(1).filter(|above| *above >= from)
        && is_group_row(grid, above, left, right)
    {
        first = above;
    }
    let tall = areas.iter().map(|area| area.last.row).max().unwrap_or(row);
    let mut last = tall.min(first + MAX_ROWS - 1).max(row);
    if last == row && last + 1 < first + MAX_ROWS && has_sub_headings(grid, row, &areas) {
        last += 1;
    }
    read(grid, first, last)
}

/// Whether the row above the headings groups them: short texts, at least one of them not a title.
fn is_group_row(grid: &Grid<'_>, row: u32, left: u32, right: u32) -> bool {
    let texts: Vec<(Area, &str)> = grid.texts(row).collect();
    let short =
        texts.iter().all(|(_, text)| text.chars().count() <= 30 && !text.starts_with(['※', '■', '【', '＊']));
    let groups = texts.iter().filter(|(area, _)| {
        let wide = area.last.col - area.first.col;
        area.first.col > left
            && area.last.col <= right.saturating_add(MAX_SPAN)
            && wide * 5 < (right - left).max(1) * 4
    });
    let merged = texts.iter().any(|(area, _)| area.first.col > left && area.first.col < area.last.col);
    short && groups.count() > 0 && (merged || texts.len() >= 3)
}

/// Whether the next row holds headings of parts, all under merged headings of this row.
fn has_sub_headings(grid: &Grid<'_>, row: u32, areas: &[Area]) -> bool {
    let wide: Vec<&Area> = areas.iter().filter(|area| area.first.col < area.last.col).collect();
    let below: Vec<(Area, &str)> = grid.texts(row + 1).collect();
    let under = |cell: &Area| {
        wide.iter().any(|area| area.first.col <= cell.first.col && cell.last.col <= area.last.col)
    };
    let parts = |wide: &Area| {
        let inside =
            |(cell, _): &&(Area, &str)| wide.first.col <= cell.first.col && cell.last.col <= wide.last.col;
        below.iter().filter(inside).count()
    };
    !below.is_empty()
        && below.iter().all(|(cell, text)| under(cell) && text.chars().count() <= 24)
        && wide.iter().any(|area| parts(area) >= 2)
}

/// Reads the headings of the rows `first..=last`.
pub(super) fn read(grid: &Grid<'_>, first: u32, last: u32) -> Header {
    let mut columns: HashMap<u32, Heading> = HashMap::new();
    let mut seen: HashMap<u32, CellRef> = HashMap::new();
    for row in first..=last {
        for cell in grid.cells(row) {
            let area = grid.area(cell.at);
            let text = grid.text(area.first);
            if area.first.col != cell.at.col || text.is_empty() {
                continue;
            }
            for col in area.first.col..=area.last.col.min(area.first.col + MAX_SPAN) {
                if seen.insert(col, area.first) == Some(area.first) {
                    continue;
                }
                let heading = columns.entry(col).or_default();
                heading.levels.push(text.to_owned());
                heading.starts = col == area.first.col;
            }
        }
    }
    let mut headings: Vec<(u32, Heading)> = columns.into_iter().collect();
    order::sort_by_key(&mut headings, |(col, _)| *col);
    Header { first, last, named: true, headings }
}
