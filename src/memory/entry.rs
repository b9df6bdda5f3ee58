//! One approved answer: what was asked, what was answered, and who stands behind it.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use super::Date;
use crate::answer::Role;
use crate::criterion::CriterionId;
use crate::workbook::CellRef;

/// A question of an earlier questionnaire with its answer; one line of the memory file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The question, as it was asked.
    pub question: String,
    /// Section titles above it, joined by " / ".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub section: String,
    /// The text of its number cell.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub number: String,
    /// The customer's own serial number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub item: String,
    /// The judgement, as the customer's list spelled it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub choice: String,
    /// The free answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub answer: String,
    /// The remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub remark: String,
    /// The evidence or reference document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub evidence: String,
    /// The criteria that it answers, where they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[tsify(optional)]
    pub criteria: Vec<CriterionId>,
    /// Version of the standard whose response the answer repeats word for word; empty for an answer in own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub standard: String,
    /// File name of the questionnaire.
    pub file: String,
    /// Tab name of the sheet.
    pub sheet: String,
    /// The question cell.
    pub cell: CellRef,
    /// The day of the approval.
    pub date: Date,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub approver: String,
    /// The customer who asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub customer: String,
    /// The product or plan that it holds for; empty where it holds for all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub scope: String,
    /// To whom it may be told, in the company's own words; `internal` keeps it from being given by itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[tsify(optional)]
    pub disclosure: String,
    /// The last day that it may be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub expires: Option<Date>,
    /// Whether a person approved it.
    pub reviewed: bool,
}

impl Entry {
    /// The value for a cell of `role`; empty where there was none.
    pub fn value(&self, role: Role) -> &str {
        match role {
            Role::Choice => &self.choice,
            Role::Answer => &self.answer,
            Role::Remark => &self.remark,
            Role::Evidence => &self.evidence,
        }
    }

    pub(super) fn set(&mut self, role: Role, value: String) {
        *match role {
            Role::Choice => &mut self.choice,
            Role::Answer => &mut self.answer,
            Role::Remark => &mut self.remark,
            Role::Evidence => &mut self.evidence,
        } = value;
    }

    /// Whether there is any answer.
    pub fn is_answered(&self) -> bool {
        [Role::Choice, Role::Answer, Role::Remark, Role::Evidence]
            .iter()
            .any(|role| !self.value(*role).is_empty())
    }

    /// Where it was given, e.g. `調査票.xlsx Sheet1!B4`.
    pub fn place(&self) -> String {
        format!("{} {}!{}", self.file, self.sheet, self.cell)
    }

    /// What makes it the same entry after it was learned anew, and the order of the file.
    pub(super) fn key(&self) -> (&str, &str, &str, CellRef) {
        (&self.question, &self.file, &self.sheet, self.cell)
    }
}

/// Who stands behind answers that are learned together.
#[derive(Debug, Clone, Deserialize, Tsify)]
pub struct Approval {
    /// File name of the questionnaire.
    pub file: String,
    /// The day of the approval.
    pub date: Date,
    /// Who approved them.
    #[serde(default)]
    #[tsify(optional)]
    pub approver: String,
    /// The customer who asked.
    #[serde(default)]
    #[tsify(optional)]
    pub customer: String,
    /// The product or plan that they hold for.
    #[serde(default)]
    #[tsify(optional)]
    pub scope: String,
    /// The last day that they may be given.
    #[serde(default)]
    #[tsify(optional)]
    pub expires: Option<Date>,
    /// Whether a person approved them.
    pub reviewed: bool,
}
