//! What each row of a table is: a question, a section title, an example, or nothing.

use std::collections::{HashMap, HashSet};

use super::evidence::GIVEN;
use super::grid::Grid;
use super::layout::Role;
use super::roles::Assigned;
use super::table::Table;
use super::{choice, spelling, words};
use crate::text::Text;
use crate::workbook::{Area, CellRef, CellStyle};

/// Longest section title, in characters.
const MAX_TITLE: usize = 60;

/// Longest label that may stand in the question column, in characters, and how often it must stand there.
const MAX_LABEL: usize = 16;
const MANY: usize = 8;

/// Characters of a number where a question should stand: (2), 10.
const MAX_NUMBER: usize = 4;

/// Part of the rows from which on cells drawn to be filled are the rule.
const MOSTLY: f32 = 0.6;
/// Part of the rows from which on a column has a text in nearly every row.
const MOSTLY_FILLED: f32 = 0.8;

/// Question cells whose style is looked at.
const LOOKED_AT: usize = 60;

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A question in this cell.
    Question(CellRef),
    /// A section title with its cell.
    Title(CellRef, String),
    /// Nothing that is asked.
    Left(Left),
}

/// Why a row with text is no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// An example of how to answer.
    Sample,
    /// A note to the respondent.
    Note,
    /// Below the cells to fill, as legends are.
    Below,
    /// A sum.
    Total,
    /// A further row of the question above.
    Continued,
    /// A judgement or a single character in the question column.
    NoText,
    /// Nothing in the question column.
    Nothing,
}

impl Left {
    /// The reason for people.
    pub(super) fn text(self) -> Text {
        let (ja, en) = match self {
            Self::Sample => ("記入例", "an example"),
            Self::Note => ("注記", "a note"),
            Self::Below => {
                ("表の下の行（回答欄の枠がない）", "below the table, without a cell drawn to be filled")
            }
            Self::Total => ("合計などの行", "a row of totals"),
            Self::Continued => ("上の質問の続き", "continues the question above"),
            Self::NoText => ("質問の文がない", "no text of a question"),
            Self::Nothing => ("質問の列が空", "the question column is empty"),
        };
        Text::new(ja, en)
    }
}

/// What is known about a table before its rows are told apart.
pub(super) struct RowReader<'g, 's> {
    grid: &'g Grid<'s>,
    question: u32,
    /// First and last column that is looked at.
    bounds: (u32, u32),
    /// Columns to the left of or at the question whose texts may mark an example.
    labels: Vec<u32>,
    given: Vec<u32>,
    item: Option<u32>,
    /// Most rows have a drop-down in this column.
    listed: Option<u32>,
    /// Short texts that stand again and again where questions are asked: labels such as 「観点：」.
    repeated: HashSet<&'s str>,
    /// Rows with labelled cells of the question above.
    labelled: HashSet<u32>,
    /// The last row with a cell that is drawn to be filled, where most rows have one.
    drawn: Option<u32>,
    /// Most questions have an item number.
    numbered: bool,
    /// How many texts a row of the table mostly has.
    texts: usize,
    /// Most question cells are bold, so that it marks nothing …
    bold: bool,
    /// … and most have a colour.
    filled: bool,
}

impl<'g, 's> RowReader<'g, 's> {
    /// None for a table without a question column.
    pub(super) fn new(grid: &'g Grid<'s>, table: &Table) -> Option<Self> {
        let question = table.column(Role::Question)?;
        let labels = [Role::Item, Role::Criterion, Role::Section, Role::Question, Role::Supplement];
        let given = [Role::Choice, Role::Answer, Role::Remark, Role::Evidence];
        let columns = |roles: &[Role]| -> Vec<u32> {
            let among = table.columns.iter().filter(|it| roles.contains(&it.role));
            among.map(|it| it.column.col).collect()
        };
        let item = table.with(Role::Item).next();
        let listed = table.with(Role::Choice).find(|it| it.column.lists > 0.6);
        Some(Self {
            grid,
            question,
            bounds: if table.beside { table.bounds } else { (0, u32::MAX) },
            labels: columns(&labels),
            given: columns(&given),
            item: item.map(|it| it.column.col),
            listed: listed.map(|it| it.column.col),
            repeated: repeated(grid, table, question),
            labelled: table.labelled.keys().copied().collect(),
            drawn: last_drawn(grid, table),
            numbered: item.is_some_and(|it| it.column.filled > 0.6),
            texts: usual_texts(table),
            bold: mostly(grid, table, question, |style| style.bold),
            filled: mostly(grid, table, question, |style| style.fill.is_some()),
        })
    }

    /// What `row` is.
    pub(super) fn kind(&self, row: u32) -> RowKind {
        let at = CellRef::new(row, self.question);
        let area = self.grid.area(at);
        let text = self.grid.text(at);
        if self.labelled.contains(&row) {
            return RowKind::Left(Left::Continued);
        }
        if self.is_sample(row) {
            return RowKind::Left(Left::Sample);
        }
        if text.is_empty() || area.first.col < self.question {
            return self.title(row);
        }
        if let Some(left) = self.left(row, area, text) {
            return RowKind::Left(left);
        }
        if self.is_title(row, area, text) {
            return RowKind::Title(area.first, text.to_owned());
        }
        if super::columns::is_verdict(text) && text.chars().count() < 3 {
            return RowKind::Left(Left::NoText);
        }
        RowKind::Question(area.first)
    }

    /// Why the text in the question column is not asked, where that is plain.
    fn left(&self, row: u32, area: Area, text: &str) -> Option<Left> {
        if area.first.row < row || self.is_second_row(row) {
            Some(Left::Continued)
        } else if self.drawn.is_some_and(|last| row > last) {
            Some(Left::Below)
        } else if is_note(text)
            || is_legend(text)
            || self.is_labelled_note(row)
            || self.is_hint(row)
            || self.heads_notes(row, text)
        {
            Some(Left::Note)
        } else if is_total(text) || self.is_computed(row) {
            Some(Left::Total)
        } else {
            let numbers = text.chars().count() <= MAX_NUMBER && !text.contains(char::is_alphabetic);
            (numbers || self.repeated.contains(text)).then_some(Left::NoText)
        }
    }

    /// Whether number and answers of the row are those of the row above: the question in a second language.
    fn is_second_row(&self, row: u32) -> bool {
        let above = |col: &u32| self.grid.area(CellRef::new(row, *col)).first.row < row;
        self.item.is_some_and(|item| above(&item)) && !self.given.is_empty() && self.given.iter().all(above)
    }

    /// Whether a number is computed where the other rows are answered: 「はいの数」.
    fn is_computed(&self, row: u32) -> bool {
        let computed = |col: &u32| {
            let cell = self.grid.cell(CellRef::new(row, *col)).filter(|cell| cell.formula);
            cell.is_some_and(|cell| super::columns::is_number(cell.text.trim()))
        };
        self.given.iter().any(computed)
    }

    /// Whether the row only says how the columns are filled in: 「（選択）｜（200字以内）」.
    fn is_hint(&self, row: u32) -> bool {
        is_hint(self.texts(row).map(|(_, text)| text))
    }

    /// Whether the row begins with a label such as 「凡例」.
    fn is_labelled_note(&self, row: u32) -> bool {
        let first = self.texts(row).next().filter(|(area, _)| area.first.col < self.question);
        first.is_some_and(|(_, text)| words::NOTES.names(text))
    }

    /// Whether the row's only text heads notes below a table: 「【凡例】」.
    fn heads_notes(&self, row: u32, text: &str) -> bool {
        words::NOTES.names(text) && self.texts(row).nth(1).is_none()
    }

    /// A row without a question: its only text, or its widest, is a title.
    fn title(&self, row: u32) -> RowKind {
        let mut texts = self.texts(row).filter(|(area, _)| area.first.col <= self.question);
        let Some((area, text)) = texts.next() else {
            return RowKind::Left(Left::Nothing);
        };
        let spans = area.last.col >= self.question;
        let short = text.chars().count() <= MAX_TITLE && !is_note(text);
        let alone = texts.all(|(_, other)| super::columns::is_serial(other)) || spans;
        if short && alone && !super::columns::is_serial(text) && !words::TOTALS.names(text) {
            return RowKind::Title(area.first, text.to_owned());
        }
        RowKind::Left(if is_note(text) { Left::Note } else { Left::Nothing })
    }

    /// Whether the text in the question column is a title over the questions below.
    fn is_title(&self, row: u32, area: Area, text: &str) -> bool {
        if self.given.iter().any(|col| (area.first.col..=area.last.col).contains(col)) {
            return true;
        }
        if text.chars().count() > MAX_TITLE || super::columns::asks(text) && !text.ends_with("こと") {
            return false;
        }
        if self.is_chapter(row) && !super::columns::asks(text) {
            return true;
        }
        let style = self.grid.style(area.first);
        let filled = style.fill.is_some_and(|rgb| !super::columns::is_input_colour(rgb));
        let styled = (style.bold && !self.bold) || (filled && !self.filled);
        let marked = text.starts_with(['■', '◆', '●', '【', '▼', '◇', '〇', '第']);
        let others = self.texts(row).filter(|(other, _)| other.first != area.first);
        let others: Vec<&str> = others.map(|(_, text)| text).filter(|text| !is_dash(text)).collect();
        if self.listed.is_some_and(|col| self.grid.list(CellRef::new(row, col)).is_none()) {
            let numbered = others.iter().all(|text| super::columns::is_serial(text));
            return others.is_empty() || (numbered && (styled || self.is_dashed(row)));
        }
        if self.numbered && self.item.is_some_and(|col| self.grid.text(CellRef::new(row, col)).is_empty()) {
            return others.is_empty() || (others.len() * 2 < self.texts && !super::columns::asks(text));
        }
        others.is_empty() && styled && (marked || self.texts > 2)
    }

    /// Whether a dash stands where the other rows are answered.
    fn is_dashed(&self, row: u32) -> bool {
        self.given.iter().any(|col| is_dash(self.grid.text(CellRef::new(row, *col))))
    }

    /// Whether the next row's number divides this row's (1 and then 1.1), and this row has no list to choose from.
    fn is_chapter(&self, row: u32) -> bool {
        let numbers = self.item.map(|col| [row, row + 1].map(|row| self.grid.text(CellRef::new(row, col))));
        let divided = numbers.is_some_and(|[own, next]| {
            let rest = next.strip_prefix(own.trim_end_matches(['.', '．']));
            !own.is_empty()
                && rest.is_some_and(|rest| {
                    rest.trim_end_matches(['.', '．']).starts_with(['.', '-', '．', '－', '(', '（'])
                })
        });
        let listed = self.listed.is_some_and(|col| self.grid.list(CellRef::new(row, col)).is_some());
        // A list over the whole column says nothing; a chapter in bold does.
        let bold = || !self.bold && self.grid.style(CellRef::new(row, self.question)).bold;
        divided && (!listed || bold())
    }

    /// The texts of the row that are the table's.
    fn texts(&self, row: u32) -> impl Iterator<Item = (Area, &'s str)> + '_ {
        let (left, right) = self.bounds;
        self.grid.texts(row).filter(move |(area, _)| (left..=right).contains(&area.first.col))
    }

    /// Whether one of the labels says that the row is an example.
    fn is_sample(&self, row: u32) -> bool {
        let first = self.texts(row).next().map(|(area, _)| area.first.col);
        self.labels.iter().copied().chain(first).any(|col| {
            let text = self.grid.text(CellRef::new(row, col));
            is_sample_label(text)
        })
    }
}

/// Whether the text marks an example: 「記入例」, 「例1」, 「（例）…」.
pub(super) fn is_sample_label(text: &str) -> bool {
    const STARTS: [&str; 4] = ["記入例", "記載例", "回答例", "サンプル"];
    let bare = text.trim_start_matches(['（', '(', '【', '<', '＜', '[', '［', '※']);
    let closed = |rest: &str| rest.starts_with(['）', ')', '】', '＞', '>', '：', ':']);
    bare.strip_prefix('例').is_some_and(closed)
        || STARTS.iter().any(|start| bare.starts_with(start))
        || is_sample_word(text)
        || is_numbered_sample(text)
}

/// Whether the text is 「例1」 or "Example 2"; "EG1" is a code.
fn is_numbered_sample(text: &str) -> bool {
    let bare = text.trim_end_matches(char::is_numeric);
    bare.len() < text.len() && bare.len() > "eg".len() && is_sample_word(bare)
}

fn is_sample_word(text: &str) -> bool {
    words::SAMPLES.names(text)
}

/// Whether the text is the label of a sum: 「小計」, 「小計（1）」.
fn is_total(text: &str) -> bool {
    text.chars().count() <= MAX_LABEL && words::TOTALS.has(&spelling::normalise(text))
}

/// Whether the text explains the values of judgements: 「○：実施　△：一部実施」.
fn is_legend(text: &str) -> bool {
    let first = text.split([':', '：', '=', '＝']).next().filter(|first| first.len() < text.len());
    first.is_some_and(|first| super::columns::is_verdict(first.trim())) && choice::values_in(text).len() >= 2
}

/// Whether all texts of a row stand in parentheses, as hints below headings do.
pub(super) fn is_hint<'t>(mut texts: impl Iterator<Item = &'t str>) -> bool {
    let enclosed = |text: &str| {
        text.starts_with(['(', '（']) && text.ends_with([')', '）']) && text.matches(['(', '（']).count() == 1
    };
    texts.next().is_some_and(enclosed) && texts.all(enclosed)
}

fn is_note(text: &str) -> bool {
    text.starts_with(['※', '＊', '*'])
        || text.starts_with("注）")
        || text.starts_with("注)")
        || text.starts_with("（注")
}

/// The short texts that the question column repeats in many rows.
fn repeated<'s>(grid: &Grid<'s>, table: &Table, question: u32) -> HashSet<&'s str> {
    let mut counts: HashMap<&'s str, usize> = HashMap::new();
    for row in grid.rows().filter(|row| (table.first..=table.last).contains(row)) {
        let at = CellRef::new(row, question);
        if grid.area(at).first == at {
            *counts.entry(grid.text(at)).or_default() += 1;
        }
    }
    let short = |text: &str| text.chars().count() <= MAX_LABEL && !super::columns::asks(text);
    counts.into_iter().filter(|(text, count)| *count >= MANY && short(text)).map(|(text, _)| text).collect()
}

/// The last row with a cell drawn to be filled, where most rows have one.
fn last_drawn(grid: &Grid<'_>, table: &Table) -> Option<u32> {
    let given = table.columns.iter().filter(|it| GIVEN.contains(&it.role));
    let drawn = |it: &&Assigned| {
        let c = &it.column;
        c.lists.max(c.bordered).max(c.inputs) > MOSTLY
    };
    let cols: Vec<u32> = given.filter(drawn).map(|it| it.column.col).collect();
    let is_drawn = |row: &u32| {
        cols.iter().any(|col| {
            let at = CellRef::new(*row, *col);
            let style = grid.style(at);
            let unlocked = grid.sheet.protected && !style.locked;
            let coloured = style.fill.is_some_and(super::columns::is_input_colour);
            style.border || unlocked || coloured || grid.list(at).is_some()
        })
    };
    let rows: Vec<u32> = grid.rows().filter(|row| (table.first..=table.last).contains(row)).collect();
    rows.into_iter().rev().find(is_drawn)
}

/// How many columns that the customer fills have a text of their own in nearly every row.
fn usual_texts(table: &Table) -> usize {
    let usual = |it: &&Assigned| {
        let c = &it.column;
        !GIVEN.contains(&it.role) && c.filled > MOSTLY_FILLED && c.single > MOSTLY_FILLED
    };
    table.columns.iter().filter(usual).count()
}

/// Whether most question cells have such a style.
fn mostly(grid: &Grid<'_>, table: &Table, question: u32, styled: fn(CellStyle) -> bool) -> bool {
    let rows = grid.rows().filter(|row| (table.first..=table.last).contains(row));
    let cells = rows.map(|row| CellRef::new(row, question)).filter(|at| !grid.text(*at).is_empty());
    let looks: Vec<bool> = cells.take(LOOKED_AT).map(|at| styled(grid.style(at))).collect();
    looks.iter().filter(|styled| **styled).count() * 2 > looks.len()
}

fn is_dash(text: &str) -> bool {
    words::DASHES.contains(&text)
}
