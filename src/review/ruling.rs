//! What a reviewer decided row by row in an edited review workbook, and how it settles the decisions.

use std::collections::HashMap;

use super::{Decision, Status, Verdict, answered_as_before, answered_from};
use crate::answer::{self, CellContent, Library, Role};
use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};
use crate::questionnaire::Question;
use crate::workbook::CellRef;

/// One row of an edited review workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Tab name of the customer's sheet.
    pub sheet: String,
    /// The question cell.
    pub cell: CellRef,
    /// The question's text.
    pub question: String,
    /// The criteria to answer from.
    pub criteria: Vec<CriterionId>,
    /// Which of the decision's earlier answers to repeat, in place of answering from `criteria`.
    pub past: Option<usize>,
    /// The value in the column of each role; empty where the reviewer wants none.
    pub values: Vec<(Role, String)>,
    /// The verdict; none where the reviewer gave none.
    pub verdict: Option<Verdict>,
}

impl Ruling {
    fn value(&self, role: Role) -> &str {
        let found = self.values.iter().find(|(own, _)| *own == role);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// Settles `decisions` by the rulings about them, in whatever order those stand.
///
/// A changed criterion is answered anew; a text that the reviewer changed is taken as it stands; an emptied one is not
/// written. A decision without a ruling (its row was deleted) writes nothing, and neither does one without a verdict.
///
/// # Errors
/// `question-changed` where a ruling is about another question than the one that stands in the cell now, `invalid-data` where two rows
/// rule on one question in different ways.
pub fn settle(
    questions: &[Question],
    decisions: Vec<Decision>,
    rulings: &[Ruling],
    library: Library<'_>,
) -> Result<Vec<Decision>> {
    let mut placed: HashMap<(String, CellRef), &Ruling> = HashMap::new();
    for ruling in rulings {
        match placed.insert((ruling.sheet.clone(), ruling.cell), ruling) {
            Some(earlier) if earlier != ruling => return Err(twice(ruling)),
            _ => {}
        }
    }
    let known =
        |ruling: &&Ruling| decisions.iter().any(|own| (&own.sheet, own.cell) == (&ruling.sheet, ruling.cell));
    if let Some(ruling) = rulings.iter().find(|ruling| ruling.verdict.is_some() && !known(ruling)) {
        return Err(changed(ruling));
    }
    let asked =
        questions.iter().map(|question| ((question.sheet.clone(), question.cells.question), question));
    let asked: HashMap<(String, CellRef), &Question> = asked.collect();
    let settled = decisions.into_iter().map(|decision| {
        let place = (decision.sheet.clone(), decision.cell);
        match (placed.get(&place), asked.get(&place)) {
            (Some(ruling), _) if !alike(&ruling.question, &decision.question) => Err(changed(ruling)),
            (Some(ruling), Some(question)) if !alike(&ruling.question, &question.text) => {
                Err(changed(ruling))
            }
            (Some(ruling), None) if ruling.verdict.is_some() => Err(changed(ruling)),
            (Some(ruling), Some(question)) => Ok(ruled(decision, ruling, question, library)),
            (Some(_), None) | (None, _) => Ok(unruled(decision)),
        }
    });
    settled.collect()
}

/// `decision` about `question` after one ruling; without a verdict nothing is written.
pub fn ruled(mut decision: Decision, ruling: &Ruling, question: &Question, library: Library<'_>) -> Decision {
    let Some(verdict) = ruling.verdict else {
        return unruled(decision);
    };
    let before = decision.proposal.clone();
    match ruling.past {
        Some(index) if decision.past != Some(index) => {
            decision = answered_as_before(decision, question, index, library);
        }
        None if decision.past.is_some() || ruling.criteria != decision.criteria => {
            decision = answered_from(decision, question, &ruling.criteria, library);
        }
        Some(_) | None => {}
    }
    let renewed = std::mem::take(&mut decision.proposal);
    for role in [Role::Choice, Role::Answer, Role::Remark, Role::Evidence] {
        let of = |contents: &[CellContent]| contents.iter().find(|content| content.role == role).cloned();
        let (old, value) = (of(&before), ruling.value(role));
        let untouched = alike(value, old.as_ref().map_or("", |content| &content.value));
        let content = if untouched { of(&renewed) } else { answer::given(question, role, value) };
        decision.proposal.extend(content);
    }
    decision.verdict = Some(verdict);
    decision.settled()
}

/// A decision that the reviewer said nothing about: left as it is where nothing was to be written, else held back.
fn unruled(mut decision: Decision) -> Decision {
    if decision.status == Status::Fill {
        decision.verdict = Some(Verdict::Hold);
    }
    decision.settled()
}

/// Whether two texts are the same but for white space, which spreadsheet programs may change.
fn alike(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

fn twice(ruling: &Ruling) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("質問「{}」の行が二つあり、内容が異なります。", ruling.question),
        format!("two rows rule on the question \"{}\" in different ways", ruling.question),
    )
    .at(format!("{}!{}", ruling.sheet, ruling.cell))
}

fn changed(ruling: &Ruling) -> Error {
    Error::new(
        ErrorKind::QuestionChanged,
        format!("レビュー時の質問「{}」と異なります。", ruling.question),
        format!("the reviewed question was \"{}\"", ruling.question),
    )
    .at(format!("{}!{}", ruling.sheet, ruling.cell))
}
