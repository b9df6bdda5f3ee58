//! What should be looked at before a filled questionnaire is sent.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;
use tsify::Tsify;

use super::{ByPlace, Decision, Status};
use crate::answer::{self, Note, Role};
use crate::memory;
use crate::questionnaire::{AnswerForm, Question};
use crate::text::Normal;
use crate::workbook::{CellRef, Workbook};

/// Reasons of an earlier answer that concern whoever sends it.
const STALE: [&str; 7] =
    ["expired", "old", "unreviewed", "other-scope", "disclosure", "standard-changed", "conflict"];

/// One thing to look at before sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(hashmap_as_object)]
pub struct Concern {
    /// Tab name of the sheet.
    pub sheet: String,
    /// The cell that it is about.
    pub cell: CellRef,
    /// What it is, with its code: `blank`, `choice-against-text`, `stale`, `condition`, `too-long`, `inconsistent`, `other-customer`.
    #[serde(flatten)]
    pub note: Note,
}

/// Concerns that say the same, by the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(hashmap_as_object)]
pub struct ConcernGroup {
    /// The first one.
    #[serde(flatten)]
    pub first: Concern,
    /// How many others say the same.
    pub others: usize,
}

/// Codes by how much they matter; whoever sees only the first concerns must not miss a false statement for an empty cell.
const BY_WEIGHT: [&str; 7] =
    ["other-customer", "choice-against-text", "inconsistent", "stale", "too-long", "condition", "blank"];

/// Concerns that say the same together, those that matter most first.
pub fn grouped(concerns: Vec<Concern>) -> Vec<ConcernGroup> {
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    let mut groups: Vec<ConcernGroup> = Vec::new();
    for concern in concerns {
        let said = (concern.note.code.clone(), concern.note.text.ja.clone());
        let place = *places.entry(said).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.others += 1,
            None => groups.push(ConcernGroup { first: concern, others: 0 }),
        }
    }
    groups.sort_by_key(|group| BY_WEIGHT.iter().position(|code| *code == group.first.note.code));
    groups
}

/// A question with what will stand beside it.
struct Answered<'a> {
    decision: &'a Decision,
    form: Cow<'a, AnswerForm>,
    choice: String,
    answer: String,
    remark: String,
}

/// What should be looked at, question by question; `customers` are names that must not stand in an answer to this customer.
/// Hidden questions are left out. The questions of the workbook are asked for only where a decision does not say what
/// its question leaves for an answer (a review file of an earlier version).
pub fn concerns<'q>(
    workbook: &Workbook,
    decisions: &[Decision],
    questions: impl FnOnce() -> &'q [Question],
    customers: &[String],
) -> Vec<Concern> {
    let shown = || decisions.iter().filter(|decision| decision.status != Status::Hidden);
    let asked = if shown().all(|decision| decision.form.is_some()) { &[][..] } else { questions() };
    let asked = ByPlace::of(asked);
    let answered: Vec<Answered<'_>> =
        shown().filter_map(|decision| Answered::of(decision, workbook, &asked)).collect();
    let mentioned = |name: &&String| {
        let mut cells = workbook.sheets().iter().flat_map(|sheet| &sheet.cells);
        !name.is_empty() && !cells.any(|cell| cell.text.contains(name.as_str()))
    };
    let others: Vec<&String> = customers.iter().filter(mentioned).collect();
    let inconsistent = Inconsistent::among(&answered);
    let mut found = Vec::new();
    for answered in &answered {
        found.extend(answered.blanks());
        found.extend(answered.against_text());
        found.extend(answered.stale());
        found.extend(answered.conditions());
        found.extend(answered.too_long());
        found.extend(inconsistent.about(answered));
        found.extend(others.iter().filter_map(|name| answered.names(name)));
    }
    found
}

impl<'a> Answered<'a> {
    /// None where there is no such question.
    fn of(decision: &'a Decision, workbook: &Workbook, asked: &ByPlace<'_>) -> Option<Self> {
        let (_, sheet) = decision.sheet_in(workbook)?;
        let form = match &decision.form {
            Some(form) => Cow::Borrowed(form),
            None => Cow::Owned(AnswerForm::from(asked.question(decision, workbook)?)),
        };
        let value = |role| {
            let written = decision.writes.iter().find(|content| content.role == role);
            let label = written.and_then(|content| match role {
                Role::Choice => answer::label_of(&form, content.cell, &content.value),
                _ => Some(content.value.clone()),
            });
            label.unwrap_or_else(|| memory::standing(&form, role, sheet))
        };
        let [choice, answer, remark] = [Role::Choice, Role::Answer, Role::Remark].map(value);
        Some(Self { decision, form, choice, answer, remark })
    }

    fn concern(&self, cell: Option<CellRef>, note: Note) -> Concern {
        let cell = cell.unwrap_or(self.decision.cell);
        Concern { sheet: self.decision.sheet.clone(), cell, note }
    }

    fn is_written(&self) -> bool {
        !self.decision.writes.is_empty()
    }

    /// Judgement and answer are what a customer waits for; remarks and evidence may stay empty.
    fn blanks(&self) -> Vec<Concern> {
        let cells = &self.form.cells;
        let asked = [
            (cells.choice, &self.choice, "判定", "judgement"),
            (cells.answer, &self.answer, "回答", "answer"),
        ];
        let open = asked.into_iter().filter(|(cell, value, ..)| cell.is_some() && value.is_empty());
        open.map(|(cell, _, ja, en)| {
            let note = Note::new("blank", format!("{ja}欄が空欄です。"), format!("The {en} is blank."));
            self.concern(cell, note)
        })
        .collect()
    }

    fn against_text(&self) -> Option<Concern> {
        let text = if self.answer.is_empty() { &self.remark } else { &self.answer };
        answer::contradicts(&self.choice, text).then(|| {
            let choice = &self.choice;
            let note = Note::new(
                "choice-against-text",
                format!("判定「{choice}」と回答文が食い違っています。"),
                format!("The judgement \"{choice}\" and the answer contradict each other."),
            );
            self.concern(self.form.cells.choice, note)
        })
    }

    fn stale(&self) -> Vec<Concern> {
        let past = self.decision.past.filter(|_| self.is_written());
        let recalled = past.and_then(|index| self.decision.recalled.get(index)).into_iter();
        let reasons = recalled.flat_map(|recalled| &recalled.reasons);
        let stale = reasons.filter(|reason| STALE.contains(&reason.code.as_str()));
        stale
            .map(|reason| self.concern(None, Note { code: "stale".to_owned(), text: reason.text.clone() }))
            .collect()
    }

    fn conditions(&self) -> Vec<Concern> {
        let conditions = self.decision.conditions.iter().filter(|_| self.is_written());
        conditions
            .map(|condition| {
                let note = Note::new(
                    "condition",
                    format!("回答の前提を確認してください: {condition}"),
                    format!("Check the condition of this answer: {condition}"),
                );
                self.concern(None, note)
            })
            .collect()
    }

    fn too_long(&self) -> Option<Concern> {
        let limit = self.form.limit?;
        let length = self.answer.chars().count();
        (length > limit as usize).then(|| {
            let note = Note::new(
                "too-long",
                format!("回答が {length} 文字で、指定の {limit} 文字を超えています。"),
                format!("The answer has {length} characters, the limit is {limit}."),
            );
            self.concern(self.form.cells.answer, note)
        })
    }

    fn names(&self, customer: &str) -> Option<Concern> {
        let named = self.decision.writes.iter().find(|content| content.value.contains(customer))?;
        let note = Note::new(
            "other-customer",
            format!("別のお客様の名前「{customer}」が入っています。"),
            format!("It names another customer, \"{customer}\"."),
        );
        Some(self.concern(Some(named.cell), note))
    }
}

/// Questions that are asked more than once and not answered alike.
struct Inconsistent<'a>(HashMap<Key<'a>, String>);

/// What makes two questions the same: their words in normal form, section and number.
type Key<'a> = (String, &'a str, &'a str);

impl<'a> Inconsistent<'a> {
    fn among(answered: &[Answered<'a>]) -> Self {
        let mut first: HashMap<Key<'a>, (&Answered<'a>, Vec<String>)> = HashMap::new();
        for answered in
            answered.iter().filter(|answered| !answered.answer.is_empty() || !answered.choice.is_empty())
        {
            let (earlier, places) = first.entry(key(answered)).or_insert((answered, Vec::new()));
            let alike = answer::same_judgement(&earlier.choice, &answered.choice)
                && earlier.answer.split_whitespace().eq(answered.answer.split_whitespace());
            if !alike {
                places.push(place(answered));
            }
        }
        let differing = first.into_iter().filter(|(_, (_, places))| !places.is_empty());
        Self(
            differing
                .map(|(key, (first, places))| (key, format!("{}、{}", place(first), places.join("、"))))
                .collect(),
        )
    }

    fn about(&self, answered: &Answered<'a>) -> Option<Concern> {
        if self.0.is_empty() {
            return None;
        }
        let places = self.0.get(&key(answered))?;
        let note = Note::new(
            "inconsistent",
            format!("同じ質問に異なる回答があります（{places}）。"),
            format!("The same question is answered in different ways ({places})."),
        );
        Some(answered.concern(None, note))
    }
}

/// The same words beside another number, or under another heading, are another question.
fn key<'a>(answered: &Answered<'a>) -> Key<'a> {
    let Decision { question, section, number, .. } = answered.decision;
    (Normal::letters(question).into_iter().collect(), section, number.as_deref().unwrap_or_default())
}

fn place(answered: &Answered<'_>) -> String {
    format!("{}!{}", answered.decision.sheet, answered.decision.cell)
}
