//! Questions of a workbook: where each stands, what it asks and where its answers belong.

mod choice;
mod columns;
pub mod evaluate;
mod evidence;
mod grid;
mod header;
mod heading;
mod labels;
pub mod layout;
pub mod overview;
mod questions;
mod records;
mod roles;
mod rows;
mod siblings;
mod spelling;
mod survey;
mod table;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use crate::criterion::Group;
use crate::matching::{Query, follow_up};
use crate::text::Text;
use crate::workbook::{CellRef, Workbook};
pub(crate) use choice::is_placeholder;
use layout::Layout;

/// The cells of one question; merged cells by their top-left cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct QuestionCells {
    /// The question text.
    pub question: CellRef,
    /// A FISC criterion number beside the question.
    pub number: Option<CellRef>,
    /// The customer's own serial number.
    pub item: Option<CellRef>,
    /// The judgement (○△×, はい/いいえ …); the first of several columns where one of them is marked.
    pub choice: Option<CellRef>,
    /// The free answer.
    pub answer: Option<CellRef>,
    /// The remark.
    pub remark: Option<CellRef>,
    /// The evidence or reference document.
    pub evidence: Option<CellRef>,
}

/// How a judgement is given in the choice cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Choice {
    /// One value out of a list, spelled as the list spells it.
    List {
        /// Allowed values, in the list's order.
        values: Vec<String>,
        /// Whether the list is a drop-down of the cell (otherwise it was read from a header or a legend).
        enforced: bool,
    },
    /// A mark in one of several columns.
    Columns {
        /// Heading and cell of each column.
        options: Vec<(String, CellRef)>,
        /// The mark to write, e.g. ○.
        mark: String,
    },
    /// A text with boxes to tick, e.g. 「□ 対応済 □ 未対策」.
    Template {
        /// The text as it stands in the cell.
        text: String,
        /// The labels behind the boxes.
        options: Vec<String>,
    },
    /// A judgement is asked for, but its vocabulary is not known.
    Unknown,
}

/// What a question leaves for its answer: enough to read the sheet again without finding the questions anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[tsify(missing_as_null)]
pub struct AnswerForm {
    /// The cells.
    pub cells: QuestionCells,
    /// Heading and cell of each column, where a judgement is a mark in one of several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<(String, CellRef)>,
    /// Whether a judgement is a ticked box in a text.
    #[serde(default)]
    pub boxes: bool,
    /// Characters that an answer may have, where a limit is stated.
    pub limit: Option<u32>,
}

impl From<&Question> for AnswerForm {
    fn from(Question { cells, choice, limit, .. }: &Question) -> Self {
        let columns = match choice {
            Some(Choice::Columns { options, .. }) => options.clone(),
            _ => Vec::new(),
        };
        let boxes = matches!(choice, Some(Choice::Template { .. }));
        Self { cells: cells.clone(), columns, boxes, limit: *limit }
    }
}

/// Whether a question waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum QuestionState {
    /// Its answer cells are empty (or hold a placeholder such as 「選択してください」).
    Open,
    /// An answer already stands there.
    Answered,
    /// Its row, column or sheet is hidden; it is not filled unless asked.
    Hidden,
}

/// One question as found on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null, hashmap_as_object)]
pub struct Question {
    /// Tab name of the sheet.
    pub sheet: String,
    /// Index of the sheet in the workbook.
    #[serde(skip)]
    pub sheet_index: usize,
    /// One-based row of the question cell.
    pub row: u32,
    /// The question's text.
    #[serde(rename = "question")]
    pub text: String,
    /// Section titles above it, outermost first, joined by " / ".
    pub section: String,
    /// The text of the number cell, e.g. `実9` or `9`.
    pub number: Option<String>,
    /// The customer's own serial number beside it, e.g. `3-2`.
    pub item: Option<String>,
    /// The group of a bare number, from sheet name, heading or column title.
    pub group: Option<Group>,
    /// The cells.
    pub cells: QuestionCells,
    /// How a judgement is given, where one is asked for.
    pub choice: Option<Choice>,
    /// Characters that an answer may have, where the header states a limit.
    pub limit: Option<u32>,
    /// Whether it waits for an answer.
    pub state: QuestionState,
    /// Doubts and facts that a reviewer should know.
    pub notes: Vec<Text>,
}

/// Finds the questions of a workbook, sheet by sheet from top to bottom; `correction` overrides what is found
/// by itself.
pub fn find(workbook: &Workbook, correction: Option<&Layout>) -> Vec<Question> {
    let sheets = survey::survey(workbook, correction);
    questions::collect(&sheets)
}

/// The layout that [`find`] goes by, with the reasons for every column.
pub fn inspect(workbook: &Workbook, correction: Option<&Layout>) -> Layout {
    let sheets = survey::survey(workbook, correction);
    Layout { sheets: sheets.iter().map(survey::SurveyedSheet::layout).collect() }
}

/// The questions of a workbook as the matcher asks them.
///
/// What hangs on the question before it (「はい」の場合、その頻度) is read with that question among its headings.
pub fn queries(questions: &[Question]) -> Vec<Query> {
    queries_in(questions, 0..questions.len())
}

/// The same for a part of them: what its first question hangs on may stand before the part.
pub fn queries_in(questions: &[Question], part: Range<usize>) -> Vec<Query> {
    let before = questions.get(..part.start).unwrap_or_default().iter();
    let mut subject = before.rev().find(|question| !follow_up::refers_back(&question.text));
    let asked = questions.get(part).unwrap_or_default();
    let mut queries = Vec::with_capacity(asked.len());
    for question in asked {
        let mut query = Query::from(question);
        if !follow_up::refers_back(&question.text) {
            subject = Some(question);
        } else if let Some(before) = subject.filter(|before| before.sheet_index == question.sheet_index) {
            query.context = format!("{} {}", query.context, before.text).trim_start().to_owned();
        }
        queries.push(query);
    }
    queries
}

impl From<&Question> for Query {
    fn from(question: &Question) -> Self {
        Self {
            text: question.text.clone(),
            context: question.section.clone(),
            number: question.number.clone(),
            group: question.group,
            item: question.item.clone(),
        }
    }
}
