//! Section titles above a question, and the criterion group that they name.

use super::grid::Grid;
use super::layout::Role;
use super::table::Table;
use crate::criterion::Group;
use crate::workbook::{CellRef, CellStyle};

/// The titles and carried-down section columns at the current row.
#[derive(Default)]
pub(super) struct Sections {
    titles: Vec<(Level, String)>,
    /// Titles since the last question; only these survive a new header.
    fresh: usize,
    columns: Vec<(u32, String)>,
}

/// What tells the levels of titles apart: where they stand and how they look.
type Level = (u32, CellStyle);

impl Sections {
    /// A title row.
    pub(super) fn title(&mut self, grid: &Grid<'_>, at: CellRef, text: String) {
        let level = (at.col, grid.style(at));
        if let Some(index) = self.titles.iter().position(|(known, _)| *known == level) {
            self.titles.truncate(index);
        }
        self.titles.push((level, text));
        self.fresh = (self.fresh + 1).min(self.titles.len());
    }

    /// A new header: titles of the table above no longer hold.
    pub(super) fn header(&mut self) {
        let old = self.titles.len().saturating_sub(self.fresh);
        self.titles.drain(..old);
        self.columns.clear();
    }

    /// The titles of the question in `row`, outermost first.
    pub(super) fn above(&mut self, grid: &Grid<'_>, table: &Table, row: u32) -> Vec<String> {
        self.fresh = 0;
        let mut changed = false;
        for column in table.with(Role::Section) {
            let col = column.column.col;
            let text = grid.text(CellRef::new(row, col));
            let known = self.columns.iter_mut().find(|(at, _)| *at == col);
            match known {
                Some((_, carried)) if !text.is_empty() => {
                    changed |= carried != text;
                    text.clone_into(carried);
                }
                // Below a new outer section an empty inner one is empty, not the one from above.
                Some((_, carried)) if changed => carried.clear(),
                Some(_) => {}
                None => self.columns.push((col, text.to_owned())),
            }
        }
        let columns = self.columns.iter().map(|(_, text)| text.clone());
        let titles = self.titles.iter().map(|(_, text)| text.clone());
        titles.chain(columns).map(|text| one_line(&text)).filter(|text| !text.is_empty()).collect()
    }
}

/// A title on one line, without its marker.
fn one_line(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.trim_start_matches(['■', '◆', '●', '▼', '◇']).trim().to_owned()
}

/// The criterion group that a heading or sheet name says: 統制基準, 実務編, 設備, 【統】.
pub(super) fn group(text: &str) -> Option<Group> {
    let names = [
        ("統制", Group::Control),
        ("実務", Group::Practice),
        ("設備", Group::Facility),
        ("監査", Group::Audit),
    ];
    if !text.contains(['統', '実', '設', '監']) {
        return None;
    }
    let bare: String = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).collect();
    let named = |name: &str| {
        let full = ["基準", "編"].iter().any(|end| text.contains(&format!("{name}{end}")));
        // By itself the sign of its numbers says it too: 「統」.
        full || bare == name || name.chars().next().is_some_and(|sign| bare == sign.to_string())
    };
    let mut found = names.into_iter().filter(|(name, _)| named(name)).map(|(_, group)| group);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_named_in_full_and_by_their_sign() {
        for (text, expected) in [
            ("統制基準", Some(Group::Control)),
            ("②実務編", Some(Group::Practice)),
            ("【設】", Some(Group::Facility)),
            ("3_監査", Some(Group::Audit)),
            ("実施状況", None),
            ("統制基準・実務基準", None),
        ] {
            assert_eq!(group(text), expected, "{text}");
        }
    }
}
