//! Tables: a header with the rows below it, and the role of each column.

use std::collections::{HashMap, HashSet};

use super::choice;
use super::columns::{self, Column};
use super::grid::Grid;
use super::header::{Header, HeaderFinder, Heading};
use super::labels::Labelled;
use super::layout::{ColumnLayout, ColumnReason, Role, TableLayout};
use super::records::{self, Record};
use super::roles::{self, Assigned, Known};
use super::{rows, words};
use crate::order;
use crate::workbook::{Area, CellRef, column_letters};

/// A column without a heading of its own is one of the table's if this part of the rows has text in it.
const MIN_TEXTS: f32 = 0.2;
/// Columns of a table that are looked at.
const MAX_COLUMNS: u32 = 400;
/// Drop-downs that tell the rows that are asked from the others …
const MIN_LISTED: usize = 3;
/// … and rows that one of them may stand for.
const MAX_BETWEEN: usize = 8;
/// Part of the table's width that a title row spans.
const TITLE_SPAN: f32 = 0.6;

/// A table with its columns' roles.
#[derive(Debug)]
pub(super) struct Table {
    /// First and last heading row, if it has headings.
    pub header: Option<(u32, u32)>,
    pub first: u32,
    pub last: u32,
    /// First and last column.
    pub bounds: (u32, u32),
    /// Whether another table stands beside it.
    pub beside: bool,
    pub columns: Vec<Assigned>,
    /// Rows with data.
    pub rows: usize,
    pub known: Known,
    /// The questions, where their answers stand below them.
    pub records: Vec<Record>,
    /// The labelled cells below the questions, by row.
    pub labelled: HashMap<u32, Vec<Labelled>>,
}

impl Table {
    /// The columns with `role`, from left to right.
    pub(super) fn with(&self, role: Role) -> impl Iterator<Item = &Assigned> {
        self.columns.iter().filter(move |column| column.role == role)
    }

    /// The first column with `role`.
    pub(super) fn column(&self, role: Role) -> Option<u32> {
        self.with(role).map(|it| it.column.col).next()
    }

    /// Whether there is a question column and one that takes an answer.
    pub(super) fn asks(&self) -> bool {
        let answers = |role| self.column(role).is_some();
        // A register takes remarks too: its headings do not say that anything is asked.
        let asked = |it: &Assigned| it.is_named(Role::Question) && answers(Role::Remark);
        let question = self.with(Role::Question).next();
        !self.records.is_empty()
            || question.is_some_and(|it| answers(Role::Choice) || answers(Role::Answer) || asked(it))
    }

    /// Whether a question at `at` is one of the table's.
    pub(super) fn holds(&self, at: CellRef) -> bool {
        let asked = || self.column(Role::Question) == Some(at.col);
        (self.first..=self.last).contains(&at.row) && (asked() || !self.records.is_empty())
    }

    /// The headings of the first column with `role`, outermost first.
    pub(super) fn headings(&self, role: Role) -> &[String] {
        self.with(role).next().map_or(&[], |it| it.column.headings.as_slice())
    }

    /// The table as data, rows one-based.
    pub(super) fn layout(&self) -> TableLayout {
        TableLayout {
            header_rows: self.header.map(|(first, last)| (first + 1, last + 1)),
            data_rows: Some((self.first + 1, self.last + 1)),
            column_range: self.beside.then(|| (column_letters(self.bounds.0), column_letters(self.bounds.1))),
            answers_below: !self.records.is_empty(),
            columns: self.columns.iter().map(column_layout).collect(),
        }
    }
}

fn column_layout(it: &Assigned) -> ColumnLayout {
    let evidence = it.evidence.iter().filter(|evidence| evidence.role == it.role);
    let mut reasons: Vec<ColumnReason> = evidence
        .map(|evidence| ColumnReason { weight: round(evidence.weight), text: evidence.text.clone() })
        .collect();
    order::sort_by(&mut reasons, |a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    ColumnLayout {
        column: column_letters(it.column.col),
        role: it.role,
        heading: it.column.headings.join(" / "),
        score: round(it.score),
        reasons,
    }
}

fn round(weight: f32) -> f64 {
    (f64::from(weight) * 100.0).round() / 100.0
}

/// Builds the table of `header` with the data rows `first..=last`.
pub(super) fn build(
    grid: &Grid<'_>,
    header: Option<&Header>,
    (first, last): (u32, u32),
    finder: &mut HeaderFinder,
) -> Table {
    let none = Vec::new();
    let headings = header.map_or(&none, |header| &header.headings);
    let (left, right) = bounds(grid, headings, first, last);
    let left = header.and_then(|header| numbers_beside(grid, header, left, (first, last))).unwrap_or(left);
    let rows = asked_rows(grid, data_rows(grid, (first, last), (left, right)), (left, right));
    let judged = judged_rows(grid, headings, &rows, finder);
    let mut found: Vec<Column> = Vec::new();
    for col in candidates(grid, headings, &rows, (left, right)) {
        let heading = headings.iter().find(|(at, _)| *at == col).map(|(_, heading)| heading.clone());
        let heading = heading.unwrap_or_default();
        let mut column = columns::look(grid, &rows, col);
        column.judged = columns::beside_judgements(grid, &rows, &judged, col);
        (column.headings, column.heads) = (heading.levels, heading.starts);
        let shares = shares_heading(grid, headings, &rows, col);
        let hollow = !rows.is_empty() && column.anchors < 0.1;
        let unlabelled = !column.heads && !shares && column.filled < MIN_TEXTS && column.lists < 0.5;
        if !(hollow || (unlabelled && header.is_some())) {
            found.push(column);
        }
    }
    drop_hollow_heads(&mut found);
    let start = header.map_or(first, |header| header.first);
    let explained = choice::legends(grid, start).iter().any(|text| choice::values_in(text).len() >= 2);
    let known = Known { explained, named: header.is_none_or(|header| header.named) };
    Table {
        header: header.map(|header| (header.first, header.last)),
        first,
        last,
        bounds: (left, right),
        beside: false,
        columns: roles::assign(found, finder, known),
        rows: rows.len(),
        known,
        records: Vec::new(),
        labelled: HashMap::new(),
    }
}

/// The table of questions whose answers stand below them, in the rows `first..=last`.
pub(super) fn of_records(
    grid: &Grid<'_>,
    (first, last): (u32, u32),
    finder: &mut HeaderFinder,
) -> Option<Table> {
    let records = records::find(grid, (first, last), finder);
    let question = records.first()?.question.col;
    let rows: Vec<u32> = records.iter().map(|record| record.question.row).collect();
    let mut column = roles::unassigned(columns::look(grid, &rows, question));
    column.give(Role::Question);
    let bounds = (question, question);
    Some(Table {
        header: None,
        first,
        last,
        bounds,
        beside: false,
        columns: vec![column],
        rows: rows.len(),
        known: Known { explained: false, named: true },
        records,
        labelled: HashMap::new(),
    })
}

/// Where one heading stands over several columns and only a later one has data, the first is a margin.
fn drop_hollow_heads(columns: &mut Vec<Column>) {
    let shared: Vec<bool> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let next = columns.get(index + 1);
            let same =
                next.is_some_and(|next| !next.heads && next.headings == column.headings && next.filled > 0.5);
            same && column.filled < MIN_TEXTS && column.lists < 0.1
        })
        .collect();
    let mut shared = shared.iter();
    columns.retain(|_| !shared.next().copied().unwrap_or(false));
}

/// First and last column of the table.
fn bounds(grid: &Grid<'_>, headings: &[(u32, Heading)], first: u32, last: u32) -> (u32, u32) {
    if let (Some((left, _)), Some((right, _))) = (headings.first(), headings.last()) {
        return (*left, *right);
    }
    let rows = grid.rows().filter(|row| (first..=last).contains(row));
    let cells = rows.flat_map(|row| grid.cells(row).iter().map(|cell| cell.at.col));
    cells.fold((u32::MAX, 0), |(left, right), col| (left.min(col), right.max(col)))
}

/// The column left of the headings, where it numbers the rows without a heading of its own.
fn numbers_beside(grid: &Grid<'_>, header: &Header, left: u32, (first, last): (u32, u32)) -> Option<u32> {
    let col = left.checked_sub(1)?;
    let headed = (header.first..=header.last).any(|row| !grid.text(CellRef::new(row, col)).is_empty());
    let rows = grid.rows().filter(|row| (first..=last).contains(row));
    let texts = rows.map(|row| grid.text(CellRef::new(row, col))).filter(|text| !text.is_empty());
    let (mut numbers, mut all) = (0, 0);
    for text in texts {
        all += 1;
        numbers += usize::from(columns::is_serial(text));
    }
    (!headed && numbers >= MIN_LISTED && numbers * 2 > all).then_some(col)
}

/// Whether the column shares the heading of a drop-down on its left, as words do that explain the choice: its first
/// cell is empty and drawn to be filled.
fn shares_heading(grid: &Grid<'_>, headings: &[(u32, Heading)], rows: &[u32], col: u32) -> bool {
    let heading = |col: u32| headings.iter().find(|(at, _)| *at == col).map(|(_, heading)| heading);
    let (Some(row), Some(own)) = (rows.first(), heading(col).filter(|own| !own.starts)) else {
        return false;
    };
    let at = CellRef::new(*row, col);
    let chosen = grid.area(CellRef::new(*row, col.saturating_sub(1))).first;
    let same = heading(chosen.col).is_some_and(|other| other.levels == own.levels);
    let style = grid.style(at);
    let drawn = style.border || style.fill.is_some_and(columns::is_input_colour);
    let empty = grid.area(at).first == at && grid.text(at).is_empty();
    same && chosen.col < col && grid.list(chosen).is_some() && drawn && empty
}

/// The rows with text, without titles and examples.
fn data_rows(grid: &Grid<'_>, (first, last): (u32, u32), (left, right): (u32, u32)) -> Vec<u32> {
    let span = (right.saturating_sub(left) + 1) as f32;
    let inside = |area: &Area| area.first.col >= left && area.first.col <= right;
    grid.rows()
        .filter(|row| (first..=last).contains(row))
        .filter(|&row| {
            let mut texts = grid.texts(row).filter(|(area, _)| inside(area));
            let inner: Vec<&str> =
                grid.texts(row).filter(|(area, _)| inside(area)).map(|(_, text)| text).collect();
            if is_blank(&inner) || (inner.len() > 1 && rows::is_hint(inner.iter().copied())) {
                return false;
            }
            let wide =
                |area: &Area| (area.last.col - area.first.col + 1) as f32 >= TITLE_SPAN * span && span > 2.0;
            // A wide cell that asks to be filled belongs to the label on its left.
            let title = |area: &Area, text: &str| wide(area) && !choice::is_slot(text);
            !texts.any(|(area, text)| title(&area, text) || rows::is_sample_label(text))
        })
        .collect()
}

/// The rows with a drop-down, where only some have one: what stands between them explains or divides.
fn asked_rows(grid: &Grid<'_>, rows: Vec<u32>, (left, right): (u32, u32)) -> Vec<u32> {
    let listed = |row: &&u32| {
        (left..=right.min(left.saturating_add(MAX_COLUMNS)))
            .any(|col| grid.list(CellRef::new(**row, col)).is_some())
    };
    let asked: Vec<u32> = rows.iter().filter(listed).copied().collect();
    let enough = asked.len() >= MIN_LISTED && asked.len() * MAX_BETWEEN >= rows.len();
    if enough { asked } else { rows }
}

/// The rows with a judgement under a heading of one, where only some have it; none where they say nothing.
fn judged_rows(
    grid: &Grid<'_>,
    headings: &[(u32, Heading)],
    rows: &[u32],
    finder: &mut HeaderFinder,
) -> HashSet<u32> {
    let mut names = |heading: &Heading| {
        let scores = heading.levels.last().map(|text| finder.scores(text));
        scores.is_some_and(|scores| scores[Role::Choice as usize] >= words::USUAL)
    };
    let choices = headings.iter().filter(|(_, heading)| heading.starts && names(heading));
    let choices: Vec<u32> = choices.map(|(col, _)| *col).collect();
    let judged = |row: &&u32| {
        let texts = choices.iter().map(|col| grid.text(CellRef::new(**row, *col)));
        texts.into_iter().any(|text| !words::DASHES.contains(&text) && columns::is_verdict(text))
    };
    let judged: HashSet<u32> = rows.iter().filter(judged).copied().collect();
    let enough = judged.len() >= MIN_LISTED && judged.len() * MAX_BETWEEN >= rows.len();
    if enough && judged.len() < rows.len() { judged } else { HashSet::new() }
}

/// Whether a row holds only numbers: forms number their blank rows in advance.
fn is_blank(texts: &[&str]) -> bool {
    let numbered = texts.len() > 1 && texts.iter().all(|text| columns::is_serial(text));
    numbered || texts.iter().all(|text| columns::is_number(text))
}

/// Columns with a heading or with text in enough rows.
fn candidates(
    grid: &Grid<'_>,
    headings: &[(u32, Heading)],
    rows: &[u32],
    (left, right): (u32, u32),
) -> Vec<u32> {
    let mut texts: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    for (col, _) in headings {
        texts.entry(*col).or_default();
    }
    for row in rows {
        for cell in grid.cells(*row).iter().filter(|cell| (left..=right).contains(&cell.at.col)) {
            let area = grid.area(cell.at);
            if area.first.col == cell.at.col {
                *texts.entry(cell.at.col).or_default() += usize::from(!grid.text(cell.at).is_empty());
            }
        }
    }
    let enough = (rows.len() as f32 * MIN_TEXTS).max(1.0);
    let starts = |col: u32| headings.iter().any(|(at, heading)| *at == col && heading.starts);
    let listed = |col: u32| rows.first().is_some_and(|row| grid.list(CellRef::new(*row, col)).is_some());
    texts
        .into_iter()
        .filter(|(col, count)| {
            let filled = headings.is_empty() || *count as f32 >= enough;
            filled || starts(*col) || listed(*col) || shares_heading(grid, headings, rows, *col)
        })
        .map(|(col, _)| col)
        .take(MAX_COLUMNS as usize)
        .collect()
}
