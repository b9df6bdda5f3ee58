//! What is written beside a question: response, judgement, remark and evidence, each for its own cell.
//!
//! The response is verbatim, the judgement comes from the verdict facts alone, the remark is an excerpt of the
//! response and the evidence is its citation. What cannot be said with certainty is left for the reviewer.

mod choice;
mod claim;
mod evidence;
mod openness;
mod polarity;
mod remark;
mod vocabulary;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use crate::criterion::CriterionId;
use crate::knowledge::Knowledge;
use crate::questionnaire::Question;
use crate::standard::{Lookup, Standard};
use crate::text::Text;
use crate::workbook::CellRef;
use vocabulary::Meaning;

pub(crate) use choice::{contradicts, label_of, not_applicable, restated, same_judgement};

/// What a cell beside a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// The judgement.
    Choice,
    /// The free answer.
    Answer,
    /// The remark.
    Remark,
    /// The evidence or reference document.
    Evidence,
}

/// A value for one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CellContent {
    /// The cell; merged cells by their top-left cell.
    pub cell: CellRef,
    /// What the cell is for.
    pub role: Role,
    /// The value to write.
    pub value: String,
    /// The text that the cell must hold now, where it is not empty: a text with boxes to tick.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

/// Something that a reviewer should know, with a stable code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Stable name of the kind of note, e.g. `vacant`, `limit`, `choice`.
    pub code: String,
    /// The note in words.
    #[serde(flatten)]
    pub text: Text,
}

impl Note {
    /// A note with its code and its wording.
    pub fn new(code: impl Into<String>, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code: code.into(), text: Text::new(ja, en) }
    }
}

/// Where responses and the facts about them come from.
#[derive(Debug, Clone, Copy)]
pub struct Library<'a> {
    /// The published responses.
    pub standard: &'a Standard,
    /// What is known about the criteria.
    pub knowledge: &'a Knowledge,
}

/// The contents for the cells of one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composition {
    /// Contents that may be written where the match is certain.
    pub certain: Vec<CellContent>,
    /// Contents that a person must accept even then.
    pub open: Vec<CellContent>,
    /// Why a cell stays empty or needs a person.
    pub notes: Vec<Note>,
}

/// Composes the contents of a question's cells from the responses to `criteria`, in their order.
///
/// `doubtful` says that the match flagged a dangerous difference: then no judgement is given. Where one of several
/// criteria has no response, everything waits for a person; where none has one, there are no contents.
pub fn compose(
    question: &Question,
    criteria: &[CriterionId],
    library: Library<'_>,
    doubtful: bool,
) -> Composition {
    let (response, mut notes) = response(library.standard, criteria);
    if response.is_empty() {
        return Composition { notes, ..Composition::default() };
    }
    let incomplete = !notes.is_empty();
    let mut composed = Composition::default();
    let judgement = match question.choice {
        Some(_) if doubtful => Some(Err(choice::turned())),
        _ => judgement(question, criteria, &response, library.knowledge),
    };
    match judgement {
        Some(Ok((content, Meaning::NotApplicable))) => {
            notes.push(not_applicable());
            composed.open.push(content);
        }
        Some(Ok((content, _))) => composed.certain.push(content),
        Some(Err(note)) => notes.push(note),
        None => {}
    }
    let texts = texts(question, criteria, library.standard, response);
    match texts.iter().find_map(|content| over_limit(question, content)) {
        Some(note) => {
            notes.push(note);
            let (answers, others) = texts.into_iter().partition(|c| c.role == Role::Answer);
            let (answers, others): (Vec<_>, Vec<_>) = (answers, others);
            composed.open.extend(answers);
            composed.certain.extend(others);
        }
        None => composed.certain.extend(texts),
    }
    if incomplete {
        composed.open.append(&mut composed.certain);
    }
    composed.notes = notes;
    composed
}

/// The content that puts a reviewer's own `value` into the cell of `role`; none where the value is empty or the question
/// has no such cell. A judgement may be given by the heading of its column or the label of its box.
pub fn given(question: &Question, role: Role, value: &str) -> Option<CellContent> {
    let cells = &question.cells;
    if value.is_empty() {
        return None;
    }
    if let (Role::Choice, Some(asked)) = (role, &question.choice) {
        return choice::labelled(asked, cells.choice, value);
    }
    let cell = match role {
        Role::Choice => cells.choice,
        Role::Answer => cells.answer.or(cells.remark.filter(|_| cells.choice.is_some())),
        Role::Remark => cells.remark,
        Role::Evidence => cells.evidence,
    };
    cell.map(|cell| CellContent { cell, role, value: value.to_owned(), replaces: None })
}

/// The published responses to `criteria` in their order, each text once; empty where there are none.
pub(crate) fn published(standard: &Standard, criteria: &[CriterionId]) -> String {
    response(standard, criteria).0
}

/// The responses to `criteria`, each text once, and a note for every criterion that has none.
fn response(standard: &Standard, criteria: &[CriterionId]) -> (String, Vec<Note>) {
    let mut stated: Vec<CriterionId> = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    let mut notes = Vec::new();
    for id in criteria {
        match standard.lookup(*id) {
            Lookup::Response { text, stated_at } => {
                if !stated.contains(&stated_at) && !texts.contains(&text) {
                    stated.push(stated_at);
                    texts.push(text);
                }
            }
            other => notes.extend(missing(*id, other)),
        }
    }
    (texts.join("\n\n"), notes)
}

fn missing(id: CriterionId, lookup: Lookup<'_>) -> Option<Note> {
    Some(match lookup {
        Lookup::Response { .. } => return None,
        Lookup::Vacant => Note::new(
            "vacant",
            format!("{id} はこの版では欠番です。"),
            format!("{id} is vacant in this edition."),
        ),
        Lookup::Empty => Note::new(
            "empty",
            format!("{id} の回答欄は公開文書で空欄です。"),
            format!("The published document leaves {id} empty."),
        ),
        Lookup::OutOfScope(reason) => Note::new(
            "out-of-scope",
            format!("{id} は公開文書で対象外とされています: {reason}"),
            format!("The published document declares {id} out of scope: {reason}"),
        ),
        Lookup::Unknown => Note::new(
            "unknown-criterion",
            format!("{id} は公開文書にありません。"),
            format!("The published document does not have {id}."),
        ),
    })
}

/// Response, remark and evidence for the cells that the question has.
///
/// A response without an answer cell goes to the remark beside the judgement, which then explains it.
fn texts(
    question: &Question,
    criteria: &[CriterionId],
    standard: &Standard,
    response: String,
) -> Vec<CellContent> {
    let cells = &question.cells;
    let beside_choice = cells.remark.filter(|_| cells.choice.is_some());
    let remark = cells.remark.filter(|_| cells.answer.is_some());
    let content = |cell: CellRef, role, value: String| {
        (!value.is_empty()).then_some(CellContent { cell, role, value, replaces: None })
    };
    let answer = cells.answer.or(beside_choice).and_then(|cell| content(cell, Role::Answer, response));
    let remark = remark.and_then(|cell| content(cell, Role::Remark, remark::remark(standard, criteria)));
    let evidence = cells.evidence.and_then(|cell| {
        content(cell, Role::Evidence, evidence::citation(standard, criteria, &question.text))
    });
    [answer, remark, evidence].into_iter().flatten().collect()
}

/// Why an answer is too long for what the customer asked, if it is.
pub(crate) fn over_limit(question: &Question, content: &CellContent) -> Option<Note> {
    let limit = question.limit? as usize;
    let length = content.value.chars().count();
    (content.role == Role::Answer && length > limit).then(|| {
        Note::new(
            "limit",
            format!("回答が {length} 文字で、指定の {limit} 文字を超えています。短縮は行いません。"),
            format!("The answer has {length} characters, the limit is {limit}; it is never cut."),
        )
    })
}

/// The judgement with its cell, or why there is none; nothing where the question asks for none.
fn judgement(
    question: &Question,
    criteria: &[CriterionId],
    response: &str,
    knowledge: &Knowledge,
) -> Option<Result<(CellContent, Meaning), Note>> {
    let asked = question.choice.as_ref()?;
    let meaning = choice::safe(&question.text, criteria, response, knowledge);
    Some(meaning.and_then(|meaning| {
        choice::content(asked, question.cells.choice, meaning)
            .map(|content| (content, meaning))
            .ok_or_else(choice::no_value)
    }))
}
