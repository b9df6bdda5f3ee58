//! From surveyed tables to questions.

use std::collections::HashSet;

use super::choice::{self, Vocabulary};
use super::columns;
use super::grid::Grid;
use super::heading::{self, Sections};
use super::labels::Labelled;
use super::layout::Role;
use super::records::Record;
use super::rows::{RowKind, RowReader};
use super::survey::SurveyedSheet;
use super::table::Table;
use super::{Choice, Question, QuestionCells, QuestionState};
use crate::criterion::Group;
use crate::text::Text;
use crate::workbook::CellRef;

/// The questions of all sheets.
pub(super) fn collect(sheets: &[SurveyedSheet<'_>]) -> Vec<Question> {
    let mut found: Vec<Question> = Vec::new();
    for sheet in sheets {
        if let Ok(tables) = &sheet.tables {
            SheetReader::new(sheet).read(tables, &mut found);
        }
    }
    let named = found.windows(2).any(|pair| matches!(pair, [a, b] if a.sheet_index != b.sheet_index));
    for question in found.iter_mut().filter(|_| named) {
        let section = std::mem::take(&mut question.section);
        let parts = [question.sheet.clone(), section];
        question.section = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" / ");
    }
    found
}

struct SheetReader<'a, 's> {
    sheet: &'a SurveyedSheet<'s>,
    grid: &'a Grid<'s>,
    sections: Sections,
    /// Cells that already take another question's answer.
    taken: HashSet<CellRef>,
}

/// What the questions of one table share.
struct TableFacts {
    vocabulary: Vocabulary,
    group: Option<Group>,
    limit: Option<u32>,
}

impl<'a, 's> SheetReader<'a, 's> {
    fn new(sheet: &'a SurveyedSheet<'s>) -> Self {
        Self { sheet, grid: &sheet.grid, sections: Sections::default(), taken: HashSet::new() }
    }

    fn read(mut self, tables: &[Table], found: &mut Vec<Question>) {
        for table in tables.iter().filter(|table| table.asks()) {
            if table.records.is_empty() {
                self.read_table(table, found);
            } else {
                let facts = self.facts(table);
                found.extend(table.records.iter().map(|record| self.recorded(record, &facts)));
            }
        }
    }

    fn read_table(&mut self, table: &Table, found: &mut Vec<Question>) {
        let Some(reader) = RowReader::new(self.grid, table) else {
            return;
        };
        if table.header.is_some() {
            self.title_above(table);
            self.sections.header();
        }
        let facts = self.facts(table);
        let rows: Vec<u32> =
            self.grid.rows().filter(|row| (table.first..=table.last).contains(row)).collect();
        let start = found.len();
        for row in rows {
            if let Some(given) = table.labelled.get(&row) {
                let above = found.iter_mut().skip(start).last();
                above.into_iter().for_each(|question| self.add(question, given, &facts));
                continue;
            }
            match reader.kind(row) {
                RowKind::Title(at, text) => self.sections.title(self.grid, at, text),
                RowKind::Question(at) if !self.sheet.skip_rows.contains(&(row + 1)) => {
                    found.push(self.question(table, &facts, at));
                }
                RowKind::Question(_) | RowKind::Left(_) => {}
            }
        }
    }

    /// The question of a record, whose answer cells stand below it.
    fn recorded(&self, record: &Record, facts: &TableFacts) -> Question {
        let item = record.known.item;
        let number = item.filter(|item| columns::is_criterion(self.grid.text(*item)));
        let number = record.known.criterion.or(number);
        let bare = number.is_some_and(|at| !columns::is_criterion(self.grid.text(at)));
        let cells = QuestionCells {
            question: record.question,
            number,
            item,
            choice: record.cell(Role::Choice),
            answer: record.cell(Role::Answer),
            remark: record.cell(Role::Remark),
            evidence: record.cell(Role::Evidence),
        };
        Question {
            sheet: self.grid.sheet.name.clone(),
            sheet_index: self.sheet.index,
            row: record.question.row + 1,
            text: self.grid.text(record.question).to_owned(),
            section: record.section.clone(),
            number: number.map(|number| self.grid.text(number).to_owned()),
            item: item.map(|item| self.grid.text(item).to_owned()),
            group: facts.group.filter(|_| bare),
            choice: cells.choice.map(|choice| facts.vocabulary.choice(self.grid, choice)),
            limit: self.limit(&cells, facts),
            state: self.state(&cells, facts),
            cells,
            notes: Vec::new(),
        }
    }

    /// Adds the labelled cells in a row below a question; what has a column of its own stays there.
    fn add(&mut self, question: &mut Question, given: &[Labelled], facts: &TableFacts) {
        for it in given.iter().filter(|it| self.taken.insert(it.cell)) {
            let cells = &mut question.cells;
            let place = match it.role_beside(cells.answer) {
                Role::Choice => &mut cells.choice,
                Role::Answer => &mut cells.answer,
                Role::Remark => &mut cells.remark,
                _ => &mut cells.evidence,
            };
            place.get_or_insert(it.cell);
        }
        let choice = question.cells.choice.map(|choice| facts.vocabulary.choice(self.grid, choice));
        question.choice = choice;
        question.limit = self.limit(&question.cells, facts);
        question.state = self.state(&question.cells, facts);
    }

    /// A short text right above the headings names the table, unless it opens the sheet.
    fn title_above(&mut self, table: &Table) {
        let Some(above) = table.header.and_then(|(first, _)| first.checked_sub(1)) else {
            return;
        };
        let opening = self.grid.rows().find(|row| self.grid.texts(*row).next().is_some());
        let mut texts = self.grid.texts(above);
        if let (Some((area, text)), None) = (texts.next(), texts.next())
            && opening != Some(above)
            && text.chars().count() <= 40
            && !text.starts_with(['※', '＊', '注'])
        {
            self.sections.title(self.grid, area.first, text.to_owned());
        }
    }

    fn facts(&self, table: &Table) -> TableFacts {
        let start = table.header.map_or(table.first, |(first, _)| first);
        let legends = choice::legends(self.grid, start);
        let headings = table.headings(Role::Criterion).iter().map(String::as_str);
        let sheet = std::iter::once(self.grid.sheet.name.as_str());
        let answers = [Role::Answer, Role::Choice].into_iter().flat_map(|role| table.headings(role));
        TableFacts {
            vocabulary: Vocabulary::new(self.grid, table, &legends),
            group: headings.chain(sheet).chain(legends.iter().map(AsRef::as_ref)).find_map(heading::group),
            limit: answers.filter_map(|text| limit(text)).next(),
        }
    }

    fn question(&mut self, table: &Table, facts: &TableFacts, at: CellRef) -> Question {
        let mut notes = Vec::new();
        let cells = self.cells(table, at, &mut notes);
        let number = cells.number.map(|number| self.grid.text(number).to_owned());
        let item = cells.item.map(|item| self.grid.text(item).to_owned());
        let bare = number.as_ref().is_some_and(|text| !columns::is_criterion(text));
        let titles = self.sections.above(self.grid, table, at.row);
        let group = titles.iter().rev().find_map(|title| heading::group(title)).or(facts.group);
        Question {
            sheet: self.grid.sheet.name.clone(),
            sheet_index: self.sheet.index,
            row: at.row + 1,
            text: self.grid.text(at).to_owned(),
            section: titles.join(" / "),
            group: group.filter(|_| bare),
            number,
            item,
            choice: cells.choice.map(|choice| facts.vocabulary.choice(self.grid, choice)),
            limit: self.limit(&cells, facts),
            state: self.state(&cells, facts),
            cells,
            notes,
        }
    }

    fn cells(&mut self, table: &Table, at: CellRef, notes: &mut Vec<Text>) -> QuestionCells {
        let row = at.row;
        let mut given = |role: Role| self.given(table.column(role)?, row, notes);
        let (choice, answer) = (given(Role::Choice), given(Role::Answer));
        let (remark, evidence) = (given(Role::Remark), given(Role::Evidence));
        let asked = |role: Role| {
            let cell = self.grid.area(CellRef::new(row, table.column(role)?)).first;
            (!self.grid.text(cell).is_empty()).then_some(cell)
        };
        let number = asked(Role::Criterion).filter(|cell| {
            let text = self.grid.text(*cell);
            columns::is_criterion(text) || columns::is_serial(text)
        });
        QuestionCells { question: at, number, item: asked(Role::Item), choice, answer, remark, evidence }
    }

    /// The cell of column `col` that takes this row's answer.
    fn given(&mut self, col: u32, row: u32, notes: &mut Vec<Text>) -> Option<CellRef> {
        let at = CellRef::new(row, col);
        let first = self.grid.area(at).first;
        let formula = self.grid.cell(first).is_some_and(|cell| cell.formula);
        if first.col != col || formula {
            return None;
        }
        if !self.taken.insert(first) {
            let ja = format!("回答セル {first} は上の質問と共通です");
            notes.push(Text::new(ja, format!("the answer cell {first} is shared with a question above")));
            return None;
        }
        Some(first)
    }

    /// The characters that the heading, or the request in the cell itself, allows.
    fn limit(&self, cells: &QuestionCells, facts: &TableFacts) -> Option<u32> {
        let asked = cells.answer.map(|at| self.grid.text(at)).filter(|text| choice::is_request(text));
        facts.limit.or_else(|| limit(asked?))
    }

    fn state(&self, cells: &QuestionCells, facts: &TableFacts) -> QuestionState {
        let sheet = self.grid.sheet;
        let at = cells.question;
        if sheet.hidden || sheet.hidden_rows.contains(&at.row) || sheet.hidden_cols.contains(&at.col) {
            return QuestionState::Hidden;
        }
        let marked = cells.choice.is_some_and(|choice| match facts.vocabulary.choice(self.grid, choice) {
            Choice::Columns { options, .. } => {
                options.iter().any(|(_, at)| !choice::is_blank(self.grid, *at))
            }
            _ => !choice::is_blank(self.grid, choice),
        });
        let answered = cells.answer.is_some_and(|answer| !choice::is_blank(self.grid, answer));
        if marked || answered { QuestionState::Answered } else { QuestionState::Open }
    }
}

/// The number of characters in 「200文字以内」 or "max. 500 characters".
fn limit(heading: &str) -> Option<u32> {
    let folded = super::spelling::normalise_whole(heading);
    let end =
        ["文字", "字以内", "字まで", "characters", "chars"].iter().find_map(|unit| folded.find(unit))?;
    let head = folded.get(..end)?;
    let digits: String = head.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_from_headings() {
        for (heading, expected) in [
            ("回答内容（２００文字以内）", Some(200)),
            ("Response (max. 1,000 characters)", Some(1000)),
            ("回答", None),
            ("文字", None),
        ] {
            assert_eq!(limit(heading), expected, "{heading}");
        }
    }
}
