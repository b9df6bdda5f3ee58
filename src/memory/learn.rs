//! Learning: approved answers out of a completed questionnaire, or out of a review.

use std::collections::HashMap;

use super::{Approval, Entry};
use crate::answer::{self, Role};
use crate::criterion::CriterionId;
use crate::matching::{Matcher, Query};
use crate::questionnaire::{AnswerForm, Question, QuestionState, is_placeholder};
use crate::review::{ByPlace, Decision};
use crate::standard::{self, Standard};
use crate::workbook::{CellRef, Sheet, Workbook};

const ROLES: [Role; 4] = [Role::Choice, Role::Answer, Role::Remark, Role::Evidence];

/// The answers that stand in a completed questionnaire. Hidden questions and placeholders are left out.
pub fn learned(
    workbook: &Workbook,
    questions: &[Question],
    approval: &Approval,
    matcher: &Matcher,
) -> Vec<Entry> {
    let mut entries = asked(workbook, questions, approval, matcher);
    entries.retain(Entry::is_answered);
    entries
}

/// All visible questions of a questionnaire with what stands beside them, also where that is nothing.
pub fn asked(
    workbook: &Workbook,
    questions: &[Question],
    approval: &Approval,
    matcher: &Matcher,
) -> Vec<Entry> {
    let verbatim = Verbatim::new(matcher.standard());
    let visible = questions.iter().filter(|question| question.state != QuestionState::Hidden);
    let entries = visible.filter_map(|question| {
        let sheet = workbook.sheets().get(question.sheet_index)?;
        let (mut entry, form) = (blank(question, approval), AnswerForm::from(question));
        for role in ROLES {
            entry.set(role, standing(&form, role, sheet));
        }
        verbatim.trace(&mut entry, question, matcher);
        Some(entry)
    });
    entries.collect()
}

/// The answers that `decisions` write, each beside its own of the workbook's `questions`.
pub fn approved(
    workbook: &Workbook,
    questions: &[Question],
    decisions: &[Decision],
    approval: &Approval,
    matcher: &Matcher,
) -> Vec<Entry> {
    let verbatim = Verbatim::new(matcher.standard());
    let asked = ByPlace::of(questions);
    let written = decisions.iter().filter(|decision| !decision.writes.is_empty());
    let entries = written.filter_map(|decision| {
        let question = asked.question(decision, workbook)?;
        let (mut entry, form) = (blank(question, approval), AnswerForm::from(question));
        for write in &decision.writes {
            let value = match write.role {
                Role::Choice => answer::label_of(&form, write.cell, &write.value),
                _ => Some(write.value.clone()),
            };
            entry.set(write.role, value.unwrap_or_default());
        }
        entry.criteria.clone_from(&decision.criteria);
        verbatim.trace(&mut entry, question, matcher);
        entry.is_answered().then_some(entry)
    });
    entries.collect()
}

fn blank(question: &Question, approval: &Approval) -> Entry {
    let owned = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    Entry {
        question: question.text.clone(),
        section: question.section.clone(),
        number: owned(&question.number),
        item: owned(&question.item),
        choice: String::new(),
        answer: String::new(),
        remark: String::new(),
        evidence: String::new(),
        criteria: Vec::new(),
        standard: String::new(),
        file: approval.file.clone(),
        sheet: question.sheet.clone(),
        cell: question.cells.question,
        date: approval.date,
        approver: approval.approver.clone(),
        customer: approval.customer.clone(),
        scope: approval.scope.clone(),
        disclosure: String::new(),
        expires: approval.expires,
        reviewed: approval.reviewed,
    }
}

/// What stands in the cell of `role`; a judgement by its label; empty for a placeholder.
pub(crate) fn standing(form: &AnswerForm, role: Role, sheet: &Sheet) -> String {
    let cells = &form.cells;
    let text =
        |cell: CellRef| Some(sheet.text(sheet.anchor(cell)).trim()).filter(|text| !is_placeholder(text));
    let value = match role {
        Role::Choice => judgement(form, sheet),
        Role::Answer => cells.answer.and_then(text).map(str::to_owned),
        Role::Remark => cells.remark.and_then(text).map(str::to_owned),
        Role::Evidence => cells.evidence.and_then(text).map(str::to_owned),
    };
    value.unwrap_or_default()
}

/// The judgement that stands in a choice cell, in the one column that is marked, or behind the one ticked box. A dash
/// is a judgement where the cell's own list has it.
fn judgement(form: &AnswerForm, sheet: &Sheet) -> Option<String> {
    let marked: Vec<(CellRef, &str)> = match form.columns.as_slice() {
        [] => form.cells.choice.into_iter().collect::<Vec<_>>(),
        columns => columns.iter().map(|(_, cell)| *cell).collect(),
    }
    .into_iter()
    .map(|cell| (cell, sheet.text(sheet.anchor(cell)).trim()))
    .filter(|(cell, text)| {
        let listed = sheet.choices(*cell).is_some_and(|list| list.iter().any(|value| value == text));
        !text.is_empty() && (listed || !is_placeholder(text))
    })
    .collect();
    let [(cell, text)] = marked.as_slice() else {
        return None;
    };
    answer::label_of(form, *cell, text)
}

/// Which published response an answer repeats.
struct Verbatim<'a> {
    standard: &'a Standard,
    responses: HashMap<&'a str, CriterionId>,
}

impl<'a> Verbatim<'a> {
    fn new(standard: &'a Standard) -> Self {
        let stated = standard.rows.iter().rev().filter_map(|row| match &row.entry {
            standard::Entry::Response(text) => Some((text.as_str(), row.id)),
            _ => None,
        });
        Self { standard, responses: stated.collect() }
    }

    /// Sets the criteria of an entry, and the version of the standard where its answer repeats their responses.
    fn trace(&self, entry: &mut Entry, question: &Question, matcher: &Matcher) {
        if entry.criteria.is_empty() {
            entry.criteria = matcher.named(&Query::from(question));
        }
        if entry.criteria.is_empty() {
            entry.criteria.extend(self.responses.get(entry.answer.as_str()));
        }
        let repeats =
            !entry.answer.is_empty() && answer::published(self.standard, &entry.criteria) == entry.answer;
        entry.standard = if repeats { self.standard.version.clone() } else { String::new() };
    }
}
