//! How well questions are found, measured against workbooks whose cells people have labelled.

use std::collections::HashSet;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use super::{Choice, Question};
use crate::error::{Error, ErrorKind, Result};
use crate::order;
use crate::workbook::CellRef;

/// The labelled cells of one workbook (NAME.truth.json).
#[derive(Debug, Clone, Deserialize)]
pub struct Truth {
    /// The questions.
    pub questions: Vec<TrueQuestion>,
    /// Cells that look like questions and are none.
    #[serde(default)]
    pub not_questions: Vec<NotQuestion>,
}

impl Truth {
    /// Reads the labels of a workbook.
    ///
    /// # Errors
    /// `invalid-data` with the line.
    pub fn from_json(json: &str) -> Result<Self> {
        serde_json::from_str(json).map_err(|error| {
            let ja = format!("正解ファイルとして読み取れません: {error}");
            let en = format!("expected the labels of a workbook: {error}");
            Error::new(ErrorKind::InvalidData, ja, en).at(format!("line {}", error.line()))
        })
    }
}

/// One labelled question.
#[derive(Debug, Clone, Deserialize)]
pub struct TrueQuestion {
    /// Tab name.
    pub sheet: String,
    /// The question's cell.
    pub question_cell: CellRef,
    /// The same question in a second language.
    #[serde(default)]
    pub alt_question_cell: Option<CellRef>,
    /// FISC number.
    #[serde(default)]
    pub number_cell: Option<CellRef>,
    /// The customer's serial number.
    #[serde(default)]
    pub no_cell: Option<CellRef>,
    /// Judgement.
    #[serde(default)]
    pub choice_cell: Option<CellRef>,
    /// Free answer.
    #[serde(default)]
    pub answer_cell: Option<CellRef>,
    /// Remark.
    #[serde(default)]
    pub remark_cell: Option<CellRef>,
    /// Evidence.
    #[serde(default)]
    pub evidence_cell: Option<CellRef>,
    /// Whether an answer already stands there.
    #[serde(default)]
    pub already_answered: bool,
    /// Whether its row, column or sheet is hidden.
    #[serde(default)]
    pub hidden: bool,
    /// The values that the judgement may take, where the label says them.
    #[serde(default)]
    pub choice_options: Option<Vec<String>>,
}

/// A labelled cell that is no question.
#[derive(Debug, Clone, Deserialize)]
pub struct NotQuestion {
    /// Tab name.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
}

/// Counts of found and labelled cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Tsify)]
pub struct Count {
    /// Found and labelled.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Labelled.
    pub labelled: usize,
}

impl Count {
    /// Part of the found ones that are right; 1 where nothing was found.
    pub fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }

    /// Part of the labelled ones that were found; 1 where nothing is labelled.
    pub fn recall(self) -> f64 {
        if self.labelled == 0 { 1.0 } else { self.right as f64 / self.labelled as f64 }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.labelled += other.labelled;
    }
}

/// The measure of one workbook, or of several added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Measure {
    /// Question cells.
    pub question: Count,
    /// FISC number cells.
    pub number: Count,
    /// Serial number cells.
    pub item: Count,
    /// Choice cells.
    pub choice: Count,
    /// Answer cells.
    pub answer: Count,
    /// Remark cells.
    pub remark: Count,
    /// Evidence cells.
    pub evidence: Count,
    /// Questions with the right choice values, of those whose label says them.
    pub vocabulary: Count,
    /// Questions that are rightly held for answered or hidden.
    pub state: Count,
    /// Answer, choice, remark and evidence cells that no label knows: writing there would be wrong.
    pub stray: Vec<String>,
    /// Question cells that were missed or wrongly found, as `missed Sheet!A1` or `wrong Sheet!A1`.
    pub differences: Vec<String>,
}

impl AddAssign<&Measure> for Measure {
    fn add_assign(&mut self, other: &Self) {
        self.question += other.question;
        self.number += other.number;
        self.item += other.item;
        self.choice += other.choice;
        self.answer += other.answer;
        self.remark += other.remark;
        self.evidence += other.evidence;
        self.vocabulary += other.vocabulary;
        self.state += other.state;
        self.stray.extend_from_slice(&other.stray);
        self.differences.extend_from_slice(&other.differences);
    }
}

/// Compares the found questions of a workbook with its labels.
pub fn measure(questions: &[Question], truth: &Truth) -> Measure {
    let role = |found: fn(&Question) -> Option<CellRef>, labelled: fn(&TrueQuestion) -> Option<CellRef>| {
        let found = questions.iter().filter_map(|q| Some((q.sheet.as_str(), found(q)?)));
        let labelled = truth.questions.iter().filter_map(|q| Some((q.sheet.as_str(), labelled(q)?)));
        count(found.collect(), labelled.collect())
    };
    Measure {
        question: role(|q| Some(q.cells.question), |q| Some(q.question_cell)),
        number: role(|q| q.cells.number, |q| q.number_cell),
        item: role(|q| q.cells.item, |q| q.no_cell),
        choice: role(|q| q.cells.choice, |q| q.choice_cell),
        answer: role(|q| q.cells.answer, |q| q.answer_cell),
        remark: role(|q| q.cells.remark, |q| q.remark_cell),
        evidence: role(|q| q.cells.evidence, |q| q.evidence_cell),
        vocabulary: vocabulary(questions, truth),
        state: states(questions, truth),
        stray: stray(questions, truth),
        differences: differences(questions, truth),
    }
}

type Cells<'a> = HashSet<(&'a str, CellRef)>;

fn count(found: Cells<'_>, labelled: Cells<'_>) -> Count {
    Count { right: found.intersection(&labelled).count(), found: found.len(), labelled: labelled.len() }
}

fn at_label<'q>(questions: &'q [Question], label: &TrueQuestion) -> Option<&'q Question> {
    questions.iter().find(|q| q.sheet == label.sheet && q.cells.question == label.question_cell)
}

fn vocabulary(questions: &[Question], truth: &Truth) -> Count {
    let mut count = Count::default();
    for label in &truth.questions {
        let Some(expected) = &label.choice_options else {
            continue;
        };
        count.labelled += 1;
        let found = at_label(questions, label).and_then(|question| match &question.choice {
            Some(Choice::List { values, .. }) => Some(values.clone()),
            Some(Choice::Columns { options, .. }) => {
                Some(options.iter().map(|(label, _)| label.clone()).collect())
            }
            Some(Choice::Template { options, .. }) => Some(options.clone()),
            Some(Choice::Unknown) | None => None,
        });
        count.found += usize::from(found.is_some());
        count.right += usize::from(found.as_ref() == Some(expected));
    }
    count
}

fn states(questions: &[Question], truth: &Truth) -> Count {
    use super::QuestionState::{Answered, Hidden, Open};
    let mut count = Count::default();
    for label in &truth.questions {
        let expected = match (label.hidden, label.already_answered) {
            (true, _) => Hidden,
            (false, true) => Answered,
            (false, false) => Open,
        };
        count.labelled += 1;
        if let Some(question) = at_label(questions, label) {
            count.found += 1;
            count.right += usize::from(question.state == expected);
        }
    }
    count
}

fn stray(questions: &[Question], truth: &Truth) -> Vec<String> {
    let mut allowed: Cells<'_> = HashSet::new();
    for q in &truth.questions {
        let cells = [q.choice_cell, q.answer_cell, q.remark_cell, q.evidence_cell];
        allowed.extend(cells.into_iter().flatten().map(|cell| (q.sheet.as_str(), cell)));
    }
    let written = questions.iter().flat_map(|q| {
        let cells = [q.cells.choice, q.cells.answer, q.cells.remark, q.cells.evidence];
        cells.into_iter().flatten().map(|cell| (q.sheet.as_str(), cell))
    });
    let stray = written.filter(|cell| !allowed.contains(cell));
    stray.map(|(sheet, cell)| format!("{sheet}!{cell}")).collect()
}

fn differences(questions: &[Question], truth: &Truth) -> Vec<String> {
    let found: Cells<'_> = questions.iter().map(|q| (q.sheet.as_str(), q.cells.question)).collect();
    let labelled: Cells<'_> = truth.questions.iter().map(|q| (q.sheet.as_str(), q.question_cell)).collect();
    let mut list: Vec<String> =
        labelled.difference(&found).map(|(sheet, cell)| format!("missed {sheet}!{cell}")).collect();
    list.extend(found.difference(&labelled).map(|(sheet, cell)| format!("wrong {sheet}!{cell}")));
    order::sort(&mut list);
    list
}
