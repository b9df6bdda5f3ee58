//! The published document's text → [`Standard`].
//!
//! Such documents are tables that were broken over pages and turned into text: headings return in several
//! forms, a cell may go on below a page break, and what is not a row is prose, page furniture or a cell's
//! next line. Every line is first classified by itself ([`line`]), then the rows are put together here.

mod front;
mod line;

use std::collections::HashMap;

use self::front::Front;
use self::line::Line;
use super::{Entry, OutOfScope, Row, Standard, duplicate};
use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};

/// Reads a document; see [`Standard::import`].
pub(super) fn read(document: &str) -> Result<Standard> {
    let front = Front::read(document)?;
    let mut table = Table::default();
    for (index, text) in line::lines(document).enumerate() {
        if !front.repeats(text) {
            table.take(index + 1, line::classify(text))?;
        }
    }
    let (rows, out_of_scope) = table.finish()?;
    Ok(Standard {
        title: front.title,
        publisher: front.publisher,
        version: front.version,
        date: front.date,
        edition: front.edition,
        revisions: front.revisions,
        rows,
        out_of_scope,
    })
}

/// Whether a line without a number belongs to the row above it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Outside the table: such a line is prose.
    #[default]
    Closed,
    /// Directly below a row, or below the headings of the next page: the cell goes on.
    Open,
    /// After a blank line: it goes on if another row follows, otherwise what came was prose.
    Interrupted,
}

#[derive(Debug)]
struct Draft {
    id: CriterionId,
    line: usize,
    text: String,
}

#[derive(Debug, Default)]
struct Table {
    drafts: Vec<Draft>,
    first_lines: HashMap<CriterionId, usize>,
    out_of_scope: Vec<OutOfScope>,
    cell: Cell,
    held_back: Vec<String>,
}

impl Table {
    fn take(&mut self, number: usize, line: Line) -> Result<()> {
        match line {
            Line::Row { id, text } => return self.row(number, id, text),
            Line::OutOfScope(range) => {
                self.out_of_scope.push(range);
                self.close(Cell::Closed);
            }
            Line::Text(text) => self.text(text),
            Line::Blank if self.cell == Cell::Open => self.cell = Cell::Interrupted,
            Line::Headings if !self.drafts.is_empty() => self.close(Cell::Open),
            Line::Section => self.close(Cell::Closed),
            Line::Blank | Line::Headings | Line::Furniture => {}
        }
        Ok(())
    }

    fn row(&mut self, line: usize, id: CriterionId, text: String) -> Result<()> {
        if let Some(first) = self.first_lines.insert(id, line) {
            return Err(duplicate(id).at(format!("line {line}, first in line {first}")));
        }
        let held_back = std::mem::take(&mut self.held_back);
        held_back.iter().for_each(|text| self.append(text));
        self.drafts.push(Draft { id, line, text });
        self.cell = Cell::Open;
        Ok(())
    }

    fn text(&mut self, text: String) {
        match self.cell {
            Cell::Closed => {}
            Cell::Open => self.append(&text),
            Cell::Interrupted => self.held_back.push(text),
        }
    }

    fn append(&mut self, text: &str) {
        if let Some(last) = self.drafts.last_mut() {
            if !last.text.is_empty() {
                last.text.push('\n');
            }
            last.text.push_str(text);
        }
    }

    fn close(&mut self, cell: Cell) {
        self.held_back.clear();
        self.cell = cell;
    }

    fn finish(self) -> Result<(Vec<Row>, Vec<OutOfScope>)> {
        if self.drafts.is_empty() {
            return Err(Error::new(
                ErrorKind::NotAStandard,
                "基準番号（統1 など）で始まる回答の行がありません。",
                "expected rows that begin with a criterion number such as 統1, found none",
            ));
        }
        let mut rows: Vec<Row> = Vec::with_capacity(self.drafts.len());
        let mut stated_at = None;
        for draft in self.drafts {
            let entry = entry(&draft, rows.last(), stated_at)?;
            match entry {
                Entry::Response(_) => stated_at = Some(draft.id),
                Entry::SameAs(_) => {}
                // 同上 below a vacant or empty row has nothing to repeat, even if a response stands further up.
                Entry::Vacant | Entry::Empty => stated_at = None,
            }
            rows.push(Row { id: draft.id, entry });
        }
        Ok((rows, self.out_of_scope))
    }
}

/// What a cell says, given the row above it and the response that 同上 would repeat.
fn entry(draft: &Draft, above: Option<&Row>, stated_at: Option<CriterionId>) -> Result<Entry> {
    let mark: String = draft.text.chars().filter(|c| !is_decoration(*c)).collect();
    match mark.as_str() {
        "同上" | "〃" | "上に同じ" => stated_at.map(Entry::SameAs).ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidData,
                format!("{} は同上ですが、すぐ上に回答がありません。", draft.id),
                format!("{} says 同上 (same as above), found no response above it", draft.id),
            )
            .at(format!("line {}", draft.line))
        }),
        "欠番" => Ok(Entry::Vacant),
        // A vacancy is printed once for a run of numbers; the cells below it stay empty.
        "" if above.is_some_and(|row| row.entry == Entry::Vacant) => Ok(Entry::Vacant),
        "" => Ok(Entry::Empty),
        _ => Ok(Entry::Response(draft.text.clone())),
    }
}

/// Characters that may surround 同上 and （欠番）, or stand in an empty cell, without meaning anything.
fn is_decoration(c: char) -> bool {
    c.is_whitespace() || "()（）[]［］「」。-－—―‐*".contains(c)
}
