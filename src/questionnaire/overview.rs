//! What was found on each sheet, for a person to check: tables, numbers of questions, and what was left out.

use serde::Serialize;
use tsify::Tsify;

use super::layout::{Layout, TableLayout};
use super::rows::{Left, RowKind, RowReader};
use super::survey::{SurveyedSheet, survey};
use super::table::Table;
use super::{Question, QuestionCells, QuestionState, questions};
use crate::order;
use crate::text::Text;
use crate::workbook::Workbook;

/// Longest excerpt of a row that was left out, in characters.
const MAX_EXCERPT: usize = 60;

/// What was found on one sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct SheetOverview {
    /// Tab name.
    pub sheet: String,
    /// Whether the tab is hidden.
    pub hidden: bool,
    /// Why the sheet was left alone; none where questions were looked for.
    pub reason: Option<Text>,
    /// Its tables from top to bottom.
    pub tables: Vec<TableOverview>,
    /// Questions that wait for an answer.
    pub open: usize,
    /// Questions that have one.
    pub answered: usize,
    /// Questions on hidden rows, columns or sheets.
    pub hidden_questions: usize,
    /// Rows of the tables that hold text and no question.
    pub left: Vec<LeftRow>,
}

/// One table with the number of its questions.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct TableOverview {
    /// The layout with the reasons of every column.
    pub layout: TableLayout,
    /// Questions of the table.
    pub questions: usize,
    /// Why none of its rows is asked.
    pub reason: Option<Text>,
    /// The cells of its first question of which some stand below it, and so in none of the columns.
    pub below: Option<QuestionCells>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct LeftRow {
    /// One-based row.
    pub row: u32,
    /// The start of its text.
    pub text: String,
    /// Why it is no question.
    pub reason: Text,
}

/// What [`super::find`] goes by, sheet by sheet.
pub fn overview(workbook: &Workbook, correction: Option<&Layout>) -> Vec<SheetOverview> {
    let sheets = survey(workbook, correction);
    let questions = questions::collect(&sheets);
    sheets.iter().map(|sheet| sheet_overview(sheet, &questions)).collect()
}

fn sheet_overview(sheet: &SurveyedSheet<'_>, questions: &[Question]) -> SheetOverview {
    let asked: Vec<&Question> = questions.iter().filter(|it| it.sheet_index == sheet.index).collect();
    let count = |state: QuestionState| asked.iter().filter(|it| it.state == state).count();
    let (reason, tables) = match &sheet.tables {
        Ok(tables) => (None, tables.as_slice()),
        Err(reason) => (Some(reason.clone()), [].as_slice()),
    };
    let mut left: Vec<LeftRow> = tables.iter().flat_map(|table| left_rows(sheet, table)).collect();
    order::sort_by_key(&mut left, |row| row.row);
    SheetOverview {
        sheet: sheet.grid.sheet.name.clone(),
        hidden: sheet.grid.sheet.hidden,
        reason,
        tables: tables.iter().map(|table| table_overview(table, &asked)).collect(),
        open: count(QuestionState::Open),
        answered: count(QuestionState::Answered),
        hidden_questions: count(QuestionState::Hidden),
        left,
    }
}

fn table_overview(table: &Table, asked: &[&Question]) -> TableOverview {
    let inside = |it: &&&Question| table.holds(it.cells.question);
    let reason = (!table.asks()).then(|| Text::new("回答する列がない", "no column takes an answer"));
    let below = |it: &&QuestionCells| {
        let given = [it.choice, it.answer, it.remark, it.evidence];
        given.into_iter().flatten().any(|cell| cell.row > it.question.row)
    };
    let below = asked.iter().filter(inside).map(|it| &it.cells).find(below).cloned();
    TableOverview { layout: table.layout(), questions: asked.iter().filter(inside).count(), reason, below }
}

fn left_rows(sheet: &SurveyedSheet<'_>, table: &Table) -> Vec<LeftRow> {
    // Between cards there are no rows of one question each.
    let in_rows = table.asks() && table.records.is_empty();
    let Some(reader) = RowReader::new(&sheet.grid, table).filter(|_| in_rows) else {
        return Vec::new();
    };
    let rows = sheet.grid.rows().filter(|row| (table.first..=table.last).contains(row));
    let left = rows.filter_map(|row| {
        let reason = match reader.kind(row) {
            RowKind::Question(_) if sheet.skip_rows.contains(&(row + 1)) => {
                Text::new("レイアウトの指定により対象外", "left out by the layout file")
            }
            RowKind::Left(left) if left != Left::Continued => left.text(),
            _ => return None,
        };
        let text = excerpt(sheet, row);
        (!text.is_empty()).then_some(LeftRow { row: row + 1, text, reason })
    });
    left.collect()
}

/// The start of a row's texts, without its numbers.
fn excerpt(sheet: &SurveyedSheet<'_>, row: u32) -> String {
    let texts = sheet.grid.texts(row).filter(|(_, text)| !super::columns::is_number(text));
    let joined = texts.map(|(_, text)| text).collect::<Vec<_>>().join(" ");
    let words = joined.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(MAX_EXCERPT).collect()
}
