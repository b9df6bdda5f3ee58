//! Which of many areas holds a cell, without looking at them all.

use super::address::{Area, CellRef};
use crate::order;

/// Columns up to which an area is listed under each of its columns; wider ones are few (titles across a sheet).
const MAX_WIDTH: u32 = 64;

/// An index over areas, each with the number of what it belongs to.
#[derive(Debug, Default)]
pub(crate) struct AreaIndex {
    /// By zero-based column.
    columns: Vec<Vec<Span>>,
    wide: Vec<(Area, usize)>,
}

/// The rows of an area in one column.
#[derive(Debug, Clone, Copy)]
struct Span {
    first: u32,
    last: u32,
    /// The last row of this and all spans before it.
    reach: u32,
    item: usize,
}

impl AreaIndex {
    /// Indexes `areas` with their items.
    pub(crate) fn new(areas: impl IntoIterator<Item = (Area, usize)>) -> Self {
        let mut index = Self::default();
        for (area, item) in areas {
            if area.last.col.saturating_sub(area.first.col) > MAX_WIDTH {
                index.wide.push((area, item));
                continue;
            }
            let span = Span { first: area.first.row, last: area.last.row, reach: area.last.row, item };
            for col in area.first.col..=area.last.col {
                index.push(col, span);
            }
        }
        for spans in &mut index.columns {
            order::sort_by_key(spans, |span| (span.first, span.item));
            let mut reach = 0;
            for span in spans {
                reach = reach.max(span.last);
                span.reach = reach;
            }
        }
        index
    }

    fn push(&mut self, col: u32, span: Span) {
        let col = col.min(CellRef::MAX_COLS) as usize;
        if self.columns.len() <= col {
            self.columns.resize_with(col + 1, Vec::new);
        }
        if let Some(spans) = self.columns.get_mut(col) {
            spans.push(span);
        }
    }

    /// The item of the first area, in the order of their items, that holds `at`.
    pub(crate) fn at(&self, at: CellRef) -> Option<usize> {
        let spans = self.columns.get(at.col as usize).map_or(&[][..], Vec::as_slice);
        let above = spans.get(..spans.partition_point(|span| span.first <= at.row)).unwrap_or_default();
        let near = above.iter().rev().take_while(|span| span.reach >= at.row);
        let narrow = near.filter(|span| span.last >= at.row).map(|span| span.item);
        let wide = self.wide.iter().filter(|(area, _)| area.contains(at)).map(|(_, item)| *item);
        narrow.chain(wide).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(text: &str) -> Area {
        let (first, last) = text.split_once(':').unwrap();
        Area { first: first.parse().unwrap(), last: last.parse().unwrap() }
    }

    #[test]
    fn the_first_area_that_holds_a_cell_is_found() {
        let areas = ["B2:C3", "B5:B900", "A1:ZZ1", "B10:C12", "D4:D4", "B2:B2"];
        let index = AreaIndex::new(areas.iter().enumerate().map(|(item, text)| (area(text), item)));
        for (cell, expected) in [
            ("B2", Some(0)),
            ("C3", Some(0)),
            ("C4", None),
            ("B4", None),
            ("B11", Some(1)),
            ("C11", Some(3)),
            ("B900", Some(1)),
            ("B901", None),
            ("ZY1", Some(2)),
            ("D4", Some(4)),
            ("XFD1048576", None),
        ] {
            assert_eq!(index.at(cell.parse().unwrap()), expected, "{cell}");
        }
    }
}
