//! Questions with their answers below them: 「問1 …」 and then rows such as 「回答」 and 「備考」 with a cell to fill, or
//! an empty box under the question.

use std::collections::HashSet;

use super::columns;
use super::grid::Grid;
use super::header::HeaderFinder;
use super::labels::{self, Labelled};
use super::layout::Role;
use super::spelling;
use crate::workbook::{Area, CellRef};

/// A sheet is read so from this number of answered questions on.
const MIN_RECORDS: usize = 2;

/// One question with the cells that the rows below it label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub question: CellRef,
    /// What the question is called: by the number on its left, or in the rows above it.
    pub known: Known,
    /// Whether it plainly asks, and is not only a numbered text.
    asks: bool,
    /// The title above the question.
    pub section: String,
    /// The cells to fill with their roles.
    given: Vec<Labelled>,
}

/// What a card says of its question before it is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// The customer's number.
    pub item: Option<CellRef>,
    /// The criterion's number.
    pub criterion: Option<CellRef>,
}

impl Known {
    fn or(self, other: Self) -> Self {
        Self { item: self.item.or(other.item), criterion: self.criterion.or(other.criterion) }
    }
}

impl Record {
    /// The cell that is filled with `role`.
    pub(super) fn cell(&self, role: Role) -> Option<CellRef> {
        self.given.iter().find(|it| it.role == role).map(|it| it.cell)
    }
}

/// The records of the rows `first..=last`; none where too few questions are followed by labelled cells.
pub(super) fn find(grid: &Grid<'_>, (first, last): (u32, u32), finder: &mut HeaderFinder) -> Vec<Record> {
    let mut reader = Reader::default();
    for row in grid.rows().filter(|row| (first..=last).contains(row)) {
        let texts: Vec<(Area, &str)> = grid.texts(row).collect();
        let given = labels::in_row(grid, row, &texts, finder);
        if !given.is_empty() {
            reader.give(given);
        } else if let Some(record) = question(&texts, finder) {
            reader.tell(&texts, finder);
            reader.ask(grid, record);
        } else if let [(area, text)] = texts.as_slice() {
            (*text).clone_into(&mut reader.section);
            reader.title = Some(area.first);
        } else {
            reader.tell(&texts, finder);
        }
    }
    reader.records(grid)
}

/// The records so far, and what the rows since then say of the next one.
#[derive(Default)]
struct Reader {
    records: Vec<Record>,
    section: String,
    /// The last text that stood alone in its row, since the last question.
    title: Option<CellRef>,
    known: Known,
    /// Questions that nothing was labelled for.
    unanswered: usize,
}

impl Reader {
    /// Labelled cells: of the last question, or where it has such cells already of the text above them.
    fn give(&mut self, given: Vec<Labelled>) {
        let last = self.records.last();
        let again = last.is_none_or(|last| given.iter().any(|it| last.cell(it.role).is_some()));
        if let Some(title) = self.title.take().filter(|_| again) {
            let known = std::mem::take(&mut self.known);
            let section = String::new();
            self.records.push(Record { question: title, known, asks: false, section, given: Vec::new() });
        }
        if let Some(record) = self.records.last_mut() {
            record.given.extend(given);
        }
    }

    /// The next question.
    fn ask(&mut self, grid: &Grid<'_>, mut record: Record) {
        self.title = None;
        record.known = record.known.or(std::mem::take(&mut self.known));
        if let Some(before) = self.records.pop_if(|before| before.given.is_empty()) {
            // What is not answered was part of the card, or a title.
            record.known = record.known.or(before.known);
            let text = grid.text(before.question);
            self.unanswered += usize::from(before.asks && columns::asks(text));
            if !columns::asks(text) {
                text.clone_into(&mut self.section);
            }
        }
        self.section.clone_into(&mut record.section);
        record.given.extend(below(grid, &record).map(Labelled::answer));
        self.records.push(record);
    }

    /// Takes what labels of a row say of the next question: 「基準番号｜実9」, 「分類｜運用」.
    fn tell(&mut self, texts: &[(Area, &str)], finder: &mut HeaderFinder) {
        for pair in texts.windows(2) {
            let [(label, name), (value, text)] = pair else {
                continue;
            };
            let scores = finder.scores(name);
            let says =
                |role: Role| scores.get(role as usize).is_some_and(|score| *score >= labels::MIN_LABEL);
            if value.first.col != label.last.col + 1 {
                continue;
            }
            let numbered = columns::is_serial(text) || columns::is_criterion(text);
            if says(Role::Criterion) && numbered {
                self.known.criterion = Some(value.first);
            } else if says(Role::Item) && numbered {
                self.known.item = Some(value.first);
            } else if says(Role::Section) {
                (*text).clone_into(&mut self.section);
            }
        }
    }

    /// The questions with labelled cells, where enough of them plainly ask and few are left without.
    fn records(mut self, grid: &Grid<'_>) -> Vec<Record> {
        self.records.retain(|record| !record.given.is_empty());
        self.records.iter_mut().for_each(|record| labels::settle(&mut record.given));
        let asking = self.records.iter().filter(|record| record.asks).count();
        let mostly = self.records.len() > self.unanswered && asking * 2 > self.records.len();
        let enough = self.records.len() >= MIN_RECORDS;
        if enough && mostly && self.labels_repeat(grid) { self.records } else { Vec::new() }
    }

    /// Whether a form's labels stand below question after question; texts of a list that happen to be labels do not.
    fn labels_repeat(&self, grid: &Grid<'_>) -> bool {
        let given = self.records.iter().flat_map(|record| &record.given);
        let bare = |text: &str| spelling::normalise(text).trim_end_matches(char::is_numeric).to_owned();
        let labels: Vec<String> = given.filter_map(|it| Some(bare(grid.text(it.label?)))).collect();
        let different: HashSet<&String> = labels.iter().collect();
        labels.len() >= different.len() * MIN_RECORDS
    }
}

/// The question of a row: what a label such as 「確認事項」 names, what asks something, or what is numbered.
fn question(texts: &[(Area, &str)], finder: &mut HeaderFinder) -> Option<Record> {
    let mut says = |text: &str, role: Role| {
        let scores = finder.scores(text);
        scores.get(role as usize).is_some_and(|score| *score >= labels::MIN_LABEL)
    };
    let mut named = |pair: &&[(Area, &str)]| {
        let [(label, name), (value, text)] = pair else {
            return false;
        };
        // A number is the label's own; 「No.実034」 under 「確認事項」 is what is asked.
        let number = columns::is_serial(text) && text.is_ascii();
        let beside = value.first.col == label.last.col + 1 && !number;
        beside && !columns::asks(name) && says(name, Role::Question) && !says(text, Role::Answer)
    };
    let named = texts.windows(2).find(&mut named).and_then(|pair| pair.last());
    let asks = |(_, text): &&(Area, &str)| columns::asks(text);
    let asking = || texts.iter().filter(asks).max_by_key(|(_, text)| text.chars().count());
    let numbered = || match texts {
        [(_, number), text] if columns::is_serial(number) && text.1.contains(char::is_alphabetic) => {
            Some(text)
        }
        _ => None,
    };
    let (area, text) = named.or_else(asking).or_else(numbered)?;
    let number = |(left, text): &&(Area, &str)| left.first.col < area.first.col && columns::is_serial(text);
    let item = texts.iter().find(number);
    let known = Known { item: item.map(|(area, _)| area.first), criterion: None };
    let asks =
        named.is_some() || columns::asks(text) || item.is_some_and(|(_, text)| numbers_questions(text));
    Some(Record { question: area.first, known, asks, section: String::new(), given: Vec::new() })
}

/// Whether a number says that it counts questions: 問1, 質問2, Q3.
fn numbers_questions(number: &str) -> bool {
    let number = spelling::normalise(number);
    let counted = ["問", "設問", "質問", "q"].iter().find_map(|word| number.strip_prefix(word));
    counted.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The empty box below a question, where its number stands beside both or nothing else stands in the box's row.
fn below(grid: &Grid<'_>, record: &Record) -> Option<CellRef> {
    let question = grid.area(record.question);
    let under = labels::box_below(grid, question)?;
    let number = grid.area(record.known.item?);
    let both = number.last.row == grid.area(under).last.row;
    let beside = number.first.row == question.first.row;
    (beside && (both || grid.texts(under.row).next().is_none())).then_some(under)
}
