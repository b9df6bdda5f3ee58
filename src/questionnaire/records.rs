//! Questions with their answers below them: 「問1 …」 and then rows such as 「回答」 and 「備考」 with a cell to fill, or
//! an empty box under the question.

use super::columns;
use super::evidence::GIVEN;
use super::grid::Grid;
use super::header::HeaderFinder;
use super::layout::Role;
use crate::workbook::{Area, CellRef};

/// A sheet is read so from this number of answered questions on.
const MIN_RECORDS: usize = 2;
/// Longest label of an answer, in characters.
const MAX_LABEL: usize = 20;
/// A label names its role from this score on.
const MIN_LABEL: f32 = 1.5;

/// One question with the cells that the rows below it label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub question: CellRef,
    /// The number on the question's left.
    pub item: Option<CellRef>,
    /// The title above the question.
    pub section: String,
    /// The cells to fill with their roles.
    pub given: Vec<(Role, CellRef)>,
}

impl Record {
    /// The cell that is filled with `role`.
    pub(super) fn cell(&self, role: Role) -> Option<CellRef> {
        self.given.iter().find(|(known, _)| *known == role).map(|(_, cell)| *cell)
    }
}

/// The records of the rows `first..=last`; none where too few questions are followed by labelled cells.
pub(super) fn find(grid: &Grid<'_>, (first, last): (u32, u32), finder: &mut HeaderFinder) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut section = String::new();
    for row in grid.rows().filter(|row| (first..=last).contains(row)) {
        let texts: Vec<(Area, &str)> = grid.texts(row).collect();
        let given = labelled(grid, row, &texts, finder);
        if !given.is_empty() {
            if let Some(record) = records.last_mut() {
                record.given.extend(given);
            }
        } else if let Some(mut record) = question(&texts, &section) {
            record.given.extend(below(grid, &record).map(|cell| (Role::Answer, cell)));
            records.push(record);
        } else if let [(_, title)] = texts.as_slice() {
            (*title).clone_into(&mut section);
        }
    }
    let asked = records.len();
    records.retain(|record| !record.given.is_empty());
    if records.len() >= MIN_RECORDS && records.len() * 2 > asked { records } else { Vec::new() }
}

/// The question that a row asks.
fn question(texts: &[(Area, &str)], section: &str) -> Option<Record> {
    let asks = |(_, text): &&(Area, &str)| columns::asks(text);
    let (area, _) = texts.iter().filter(asks).max_by_key(|(_, text)| text.chars().count())?;
    let numbered = |(left, text): &&(Area, &str)| left.first.col < area.first.col && columns::is_serial(text);
    let item = texts.iter().find(numbered).map(|(area, _)| area.first);
    Some(Record { question: area.first, item, section: section.to_owned(), given: Vec::new() })
}

/// The empty box below a question, where its number stands beside both.
fn below(grid: &Grid<'_>, record: &Record) -> Option<CellRef> {
    let question = grid.area(record.question);
    let under = grid.area(CellRef::new(question.last.row + 1, question.first.col));
    let number = grid.area(record.item?);
    let boxed = under.first.row > question.last.row && under.first.col == question.first.col;
    let drawn = grid.style(under.first).border && grid.text(under.first).is_empty();
    let beside = number.first.row == question.first.row && number.last.row == under.last.row;
    (boxed && drawn && beside).then_some(under.first)
}

/// The cells of a row that stand right of a label such as 「回答」.
fn labelled(
    grid: &Grid<'_>,
    row: u32,
    texts: &[(Area, &str)],
    finder: &mut HeaderFinder,
) -> Vec<(Role, CellRef)> {
    let mut given = Vec::new();
    for (area, text) in texts {
        let right = grid.area(CellRef::new(row, area.last.col + 1)).first;
        let beside = right.col > area.last.col && right.row == row && grid.cell(right).is_some();
        if let Some(role) = role(text, finder).filter(|_| beside) {
            let chosen = grid.list(right).is_some() || columns::has_boxes(grid.text(right));
            given.push((if chosen { Role::Choice } else { role }, right));
        }
    }
    given
}

/// What a label says that its cell takes.
fn role(text: &str, finder: &mut HeaderFinder) -> Option<Role> {
    if text.chars().count() > MAX_LABEL || columns::asks(text) {
        return None;
    }
    // 「回答1」, "Response 2"; an answer to "Q1." is "A1."
    let bare = text.trim_end_matches(|c: char| c.is_numeric() || c == '.' || c.is_whitespace());
    if bare.len() < text.len() && bare.eq_ignore_ascii_case("a") {
        return Some(Role::Answer);
    }
    let scores = finder.scores(bare);
    let score = |role: &Role| scores.get(*role as usize).copied().unwrap_or(0.0);
    let role = GIVEN
        .into_iter()
        .max_by(|a, b| score(a).total_cmp(&score(b)))
        .filter(|role| score(role) >= MIN_LABEL)?;
    // Without a list to choose from a judgement is told in words.
    Some(if role == Role::Choice { Role::Answer } else { role })
}
