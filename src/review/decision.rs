//! One decision: the question as it was matched, what is written beside it, and why.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use crate::answer::{CellContent, Note, Role};
use crate::criterion::CriterionId;
use crate::matching::{Candidate, Class, Reason};
use crate::memory::{LibraryEntry, Recalled};
use crate::questionnaire::{AnswerForm, Question};
use crate::standard::Standard;
use crate::workbook::{CellRef, Sheet, Workbook};

/// What stands before every text of a marked draft that no person has accepted.
pub const MARK: &str = "【要確認】";

/// What happens with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// Its `writes` are written.
    Fill,
    /// Its `proposal` waits for a person.
    Review,
    /// There is nothing to propose.
    Blank,
    /// It already had an answer.
    Kept,
    /// It stands on a hidden row, column or sheet.
    Hidden,
}

/// What a reviewer says to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// The proposal is written as it stands (採用).
    Accept,
    /// The proposal is written as the reviewer changed it (修正).
    Edit,
    /// Nothing is written (空欄).
    Blank,
    /// Nothing is written yet (保留).
    Hold,
}

/// The document that an answer was taken from: a published standard, a company's library, or an earlier questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Provenance {
    /// Title of the standard or library, or file name of the questionnaire.
    pub standard: String,
    /// Its version, or the question's place in the questionnaire, e.g. `Sheet1!B4`.
    pub version: String,
    /// Date of the version or of the approval, ISO 8601.
    pub date: String,
    /// Identifier of the entry, where it is a company's library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub entry: Option<String>,
}

impl Provenance {
    /// The identity of `standard`.
    pub fn of(standard: &Standard) -> Self {
        Self {
            standard: standard.title.clone(),
            version: standard.version.clone(),
            date: standard.date.clone(),
            entry: None,
        }
    }

    /// The place of an approved answer, or the entry of a company's library.
    pub fn of_recalled(recalled: &Recalled) -> Self {
        let Recalled { entry, library, .. } = recalled;
        let date = entry.date.to_string();
        match library.clone() {
            Some(LibraryEntry { title, version, id }) => {
                Self { standard: title, version, date, entry: Some(id) }
            }
            None => {
                let version = format!("{}!{}", entry.sheet, entry.cell);
                Self { standard: entry.file.clone(), version, date, entry: None }
            }
        }
    }
}

/// A candidate as it was proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Proposed {
    /// The criterion.
    pub criterion: CriterionId,
    /// Probability that its response answers the question, 0 to 1.
    pub score: f64,
    /// What speaks for it and against it.
    pub reasons: Vec<Note>,
}

impl From<&Candidate> for Proposed {
    fn from(candidate: &Candidate) -> Self {
        Self {
            criterion: candidate.criterion,
            score: candidate.score,
            reasons: candidate.reasons.iter().map(Note::from).collect(),
        }
    }
}

impl From<&Reason> for Note {
    fn from(reason: &Reason) -> Self {
        Self { code: reason.code.to_owned(), text: reason.text.clone() }
    }
}

/// What happens with one question, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null, hashmap_as_object)]
pub struct Decision {
    /// Tab name of the sheet.
    pub sheet: String,
    /// Index of the sheet in the workbook.
    pub sheet_index: usize,
    /// The question cell.
    pub cell: CellRef,
    /// The question's text as it was matched.
    pub question: String,
    /// Section titles above it.
    pub section: String,
    /// The text of its number cell.
    pub number: Option<String>,
    /// What happens with it.
    pub status: Status,
    /// Class of the match.
    pub class: Class,
    /// Probability that the first candidate is right.
    pub confidence: f64,
    /// The criteria that the contents come from.
    pub criteria: Vec<CriterionId>,
    /// All candidates, best first.
    pub candidates: Vec<Proposed>,
    /// What was answered to the question before, best first.
    #[serde(default)]
    pub recalled: Vec<Recalled>,
    /// Which of `recalled` the contents repeat; none where they come from the criteria's responses.
    #[serde(default)]
    pub past: Option<usize>,
    /// What is written.
    pub writes: Vec<CellContent>,
    /// What is written once a reviewer accepts it; holds `writes` as well.
    pub proposal: Vec<CellContent>,
    /// The answer roles that the question has cells for.
    pub asked: Vec<Role>,
    /// What the question leaves for its answer; none in review files of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub form: Option<AnswerForm>,
    /// Why it was decided so, and what a reviewer should know.
    pub reasons: Vec<Note>,
    /// What must be checked before the response is claimed; never told to the customer.
    pub conditions: Vec<String>,
    /// The document that the contents come from.
    pub provenance: Option<Provenance>,
    /// What a reviewer said.
    pub verdict: Option<Verdict>,
}

impl Decision {
    /// The decision that leaves `question` blank.
    pub(super) fn blank(question: &Question) -> Self {
        let cells = &question.cells;
        let roles = [
            (cells.choice, Role::Choice),
            (cells.answer, Role::Answer),
            (cells.remark, Role::Remark),
            (cells.evidence, Role::Evidence),
        ];
        Self {
            sheet: question.sheet.clone(),
            sheet_index: question.sheet_index,
            cell: cells.question,
            question: question.text.clone(),
            section: question.section.clone(),
            number: question.number.clone(),
            status: Status::Blank,
            class: Class::None,
            confidence: 0.0,
            criteria: Vec::new(),
            candidates: Vec::new(),
            recalled: Vec::new(),
            past: None,
            writes: Vec::new(),
            proposal: Vec::new(),
            asked: roles.iter().filter(|(cell, _)| cell.is_some()).map(|(_, role)| *role).collect(),
            form: Some(AnswerForm::from(question)),
            reasons: Vec::new(),
            conditions: Vec::new(),
            provenance: None,
            verdict: None,
        }
    }

    /// The decision after the reviewer's verdict: accepted proposals become writes, refused ones are withdrawn.
    #[must_use]
    pub fn settled(mut self) -> Self {
        match self.verdict {
            Some(Verdict::Accept | Verdict::Edit) => {
                self.writes.clone_from(&self.proposal);
                self.status = Status::Fill;
            }
            Some(Verdict::Blank) => {
                self.writes.clear();
                self.status = Status::Blank;
            }
            Some(Verdict::Hold) => {
                self.writes.clear();
                self.status = Status::Review;
            }
            None => {}
        }
        self
    }

    /// The decision of a marked draft: texts that wait for a person are written as well, each behind a mark that says so.
    /// Judgements are not, because a drop-down has no room for a mark.
    #[must_use]
    pub fn marked(mut self) -> Self {
        if self.status == Status::Review && self.verdict.is_none() {
            let texts = self.proposal.iter().filter(|content| content.role != Role::Choice).cloned();
            self.writes = texts
                .map(|content| CellContent { value: format!("{MARK}{}", content.value), ..content })
                .collect();
        }
        self
    }

    /// The sheet that it is about, with its index: by name, and by index among sheets of one name.
    pub(crate) fn sheet_in<'w>(&self, workbook: &'w Workbook) -> Option<(usize, &'w Sheet)> {
        let mut named = workbook.sheets().iter().enumerate().filter(|(_, sheet)| sheet.name == self.sheet);
        let first = named.clone().next();
        named.find(|(index, _)| *index == self.sheet_index).or(first)
    }

    /// The proposed value for `role`, if there is one.
    pub fn proposed(&self, role: Role) -> Option<&CellContent> {
        self.proposal.iter().find(|content| content.role == role)
    }

    /// Whether a person should still look: an open question that is not filled, or a judgement or answer that is
    /// asked for and stays blank.
    pub fn needs_review(&self) -> bool {
        let unwritten = |role: &Role| !self.writes.iter().any(|content| content.role == *role);
        match (self.verdict, self.status) {
            (Some(Verdict::Accept | Verdict::Edit | Verdict::Blank), _) => false,
            (_, Status::Review | Status::Blank) => true,
            (_, Status::Kept | Status::Hidden) => false,
            (_, Status::Fill) => {
                let must = self.asked.iter().filter(|role| matches!(role, Role::Choice | Role::Answer));
                must.into_iter().any(unwritten)
            }
        }
    }
}
