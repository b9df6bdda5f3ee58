//! Labels such as 「回答」 and 「備考」 with the cells that they label: on their right, or in the box below them.

use std::collections::HashMap;

use super::columns;
use super::evidence::{GIVEN, is_left_alone};
use super::grid::Grid;
use super::header::HeaderFinder;
use super::layout::Role;
use super::table::Table;
use crate::matching::follow_up;
use crate::workbook::{Area, CellRef};

/// Longest label of an answer, in characters.
const MAX_LABEL: usize = 20;
/// A label names its role from this score on.
pub(super) const MIN_LABEL: f32 = 1.5;
/// A label below questions stands below at least so many of them …
const MIN_REPEATED: usize = 2;
/// … and below at least one in so many.
const MAX_QUESTIONS: usize = 2;

/// A cell to fill with what its label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Labelled {
    pub role: Role,
    pub cell: CellRef,
    /// The label's cell, where there is a label.
    pub label: Option<CellRef>,
    /// Whether the label says a remark that may as well be the answer: コメント, 補足説明.
    comment: bool,
}

impl Labelled {
    /// A cell that takes the answer without a label.
    pub(super) fn answer(cell: CellRef) -> Self {
        Self { role: Role::Answer, cell, label: None, comment: false }
    }

    /// What the cell takes of a question with or without another cell for its answer: without, a comment is it.
    pub(super) fn role_beside(self, answer: Option<CellRef>) -> Role {
        if self.comment && answer.is_none() { Role::Answer } else { self.role }
    }
}

/// The cells of a row that stand right of a label such as 「回答」, or in the box below the row's only text.
pub(super) fn in_row(
    grid: &Grid<'_>,
    row: u32,
    texts: &[(Area, &str)],
    finder: &mut HeaderFinder,
) -> Vec<Labelled> {
    let mut given = Vec::new();
    for (area, text) in texts {
        let Some(mut labelled) = label(text, finder) else {
            continue;
        };
        let right = grid.area(CellRef::new(row, area.last.col + 1)).first;
        let beside = right.col > area.last.col && right.row == row && grid.cell(right).is_some();
        let alone = || if texts.len() == 1 { box_below(grid, *area) } else { None };
        let Some(cell) = beside.then_some(right).or_else(alone) else {
            continue;
        };
        (labelled.cell, labelled.label) = (cell, Some(area.first));
        if grid.list(cell).is_some() || columns::has_boxes(grid.text(cell)) {
            (labelled.role, labelled.comment) = (Role::Choice, false);
        }
        given.push(labelled);
    }
    given
}

/// The cell beside the row's only text, where that asks for words under a condition: 「『はい』の場合は具体的に」.
fn under_condition(grid: &Grid<'_>, row: u32, texts: &[(Area, &str)]) -> Option<Labelled> {
    let [(area, text)] = texts else {
        return None;
    };
    let right = grid.area(CellRef::new(row, area.last.col + 1)).first;
    let beside = right.row == row && right.col > area.last.col && grid.cell(right).is_some();
    let labelled = Labelled { label: Some(area.first), ..Labelled::answer(right) };
    (beside && follow_up::refers_back(text) && grid.list(right).is_none()).then_some(labelled)
}

/// Where no cell is labelled as the answer, a comment is.
pub(super) fn settle(given: &mut [Labelled]) {
    if given.iter().all(|it| it.role != Role::Answer)
        && let Some(comment) = given.iter_mut().find(|it| it.comment)
    {
        comment.role = Role::Answer;
    }
}

/// The empty cell with a border right below `area`.
pub(super) fn box_below(grid: &Grid<'_>, area: Area) -> Option<CellRef> {
    let under = grid.area(CellRef::new(area.last.row + 1, area.first.col)).first;
    let boxed = under.row > area.last.row && under.col == area.first.col;
    (boxed && grid.style(under).border && grid.text(under).is_empty()).then_some(under)
}

/// What a label says that its cell takes; the cell is not known yet.
fn label(text: &str, finder: &mut HeaderFinder) -> Option<Labelled> {
    if text.chars().count() > MAX_LABEL || columns::asks(text) || is_left_alone(text) {
        return None;
    }
    let labelled = |role, comment| Some(Labelled { role, cell: CellRef::new(0, 0), label: None, comment });
    // 「回答1」, "Response 2"; an answer to "Q1." is "A1."
    let bare = text.trim_end_matches(|c: char| c.is_numeric() || c == '.' || c.is_whitespace());
    if bare.len() < text.len() && bare.eq_ignore_ascii_case("a") {
        return labelled(Role::Answer, false);
    }
    let scores = finder.scores(bare);
    let score = |role: &Role| scores.get(*role as usize).copied().unwrap_or(0.0);
    let role = GIVEN
        .into_iter()
        .max_by(|a, b| score(a).total_cmp(&score(b)))
        .filter(|role| score(role) >= MIN_LABEL)?;
    match role {
        // Without a list to choose from a judgement is told in words.
        Role::Choice => labelled(Role::Answer, false),
        role => labelled(role, role == Role::Remark && score(&Role::Answer) >= MIN_LABEL),
    }
}

/// The labelled cells in the rows below a table's questions, by row: each label again and again in the question's
/// column, without a number of its own.
pub(super) fn below_questions(
    grid: &Grid<'_>,
    table: &Table,
    finder: &mut HeaderFinder,
) -> HashMap<u32, Vec<Labelled>> {
    let mut found: HashMap<u32, (&str, Vec<Labelled>)> = HashMap::new();
    let (Some(column), item) = (table.column(Role::Question), table.column(Role::Item)) else {
        return HashMap::new();
    };
    let mut questions = 0;
    for row in grid.rows().filter(|row| (table.first..=table.last).contains(row)) {
        let texts: Vec<(Area, &str)> = grid.texts(row).collect();
        let Some((first, text)) = texts.first().filter(|(area, _)| area.first.col == column) else {
            questions += usize::from(texts.iter().any(|(area, _)| area.first.col == column));
            continue;
        };
        let number = item.map(|col| CellRef::new(row, col));
        let own = number.is_some_and(|at| grid.area(at).first.row == row && !grid.text(at).is_empty());
        let mut given = in_row(grid, row, &texts, finder);
        if given.is_empty() {
            given.extend(under_condition(grid, row, &texts));
        }
        if questions > 0 && !own && given.len() == texts.len() {
            found.insert(first.first.row, (text, given));
        } else {
            questions += 1;
        }
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    found.values().for_each(|(text, _)| *times.entry(text).or_default() += 1);
    let often = |count: &usize| *count >= MIN_REPEATED && count * MAX_QUESTIONS >= questions;
    found.retain(|_, (text, _)| times.get(*text).is_some_and(often));
    found.into_iter().map(|(row, (_, given))| (row, given)).collect()
}
