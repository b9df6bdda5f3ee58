//! What may be written: every content of every decision is checked against the workbook as it is now.

use std::collections::HashMap;

use serde::Serialize;
use tsify::Tsify;

use crate::answer::{CellContent, Note, Role};
use crate::criterion::CriterionId;
use crate::questionnaire::is_placeholder;
use crate::review::{Decision, Provenance};
use crate::workbook::{CellRef, Sheet, Workbook};

/// What may be done to the customer's cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FillOptions {
    /// Whether cells that hold something are written; formulas never are.
    pub overwrite: bool,
    /// Whether locked cells of a protected sheet are written.
    pub locked: bool,
}

/// One cell that is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Written {
    /// Tab name of the sheet.
    pub sheet: String,
    /// Index of the sheet in the workbook.
    #[serde(skip)]
    pub sheet_index: usize,
    /// The cell; merged cells by their top-left cell.
    pub cell: CellRef,
    /// What the cell is for.
    pub role: Role,
    /// The value.
    pub value: String,
    /// The question cell.
    pub question: CellRef,
    /// The criteria that the value comes from.
    pub criteria: Vec<CriterionId>,
    /// The document that it comes from.
    pub provenance: Option<Provenance>,
}

/// One cell that was to be written and is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Skipped {
    /// Tab name of the sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// What the cell is for.
    pub role: Role,
    /// The question cell.
    pub question: CellRef,
    /// Why it is not written.
    pub reason: Note,
}

/// What is written and what is not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Cells to write, in the order of the decisions.
    pub written: Vec<Written>,
    /// Cells not to write, each with its reason.
    pub skipped: Vec<Skipped>,
}

/// Plans the writes of `decisions`; nothing is changed yet.
pub fn plan(workbook: &Workbook, decisions: &[Decision], options: &FillOptions) -> Plan {
    let mut plan = Plan::default();
    for decision in decisions.iter().filter(|decision| !decision.writes.is_empty()) {
        let sheet = decision.sheet_in(workbook);
        let refused = match sheet {
            Some((_, sheet)) => changed(sheet, decision),
            None => Some(no_sheet(&decision.sheet)),
        };
        for content in &decision.writes {
            let refused = refused.clone().or_else(|| refuse(sheet?.1, content, options));
            match (sheet, refused) {
                (Some((index, sheet)), None) => plan.written.push(written(index, sheet, decision, content)),
                (_, reason) => plan.skipped.extend(reason.map(|reason| skipped(decision, content, reason))),
            }
        }
    }
    plan.drop_disagreements();
    plan
}

fn written(index: usize, sheet: &Sheet, decision: &Decision, content: &CellContent) -> Written {
    Written {
        sheet: sheet.name.clone(),
        sheet_index: index,
        cell: sheet.anchor(content.cell),
        role: content.role,
        value: content.value.clone(),
        question: decision.cell,
        criteria: decision.criteria.clone(),
        provenance: decision.provenance.clone(),
    }
}

fn skipped(decision: &Decision, content: &CellContent, reason: Note) -> Skipped {
    Skipped {
        sheet: decision.sheet.clone(),
        cell: content.cell,
        role: content.role,
        question: decision.cell,
        reason,
    }
}

fn no_sheet(name: &str) -> Note {
    Note::new(
        "sheet-missing",
        format!("シート「{name}」がありません。"),
        format!("There is no sheet \"{name}\"."),
    )
}

/// Whether the question cell holds another text than the one that was matched; white space does not count.
fn changed(sheet: &Sheet, decision: &Decision) -> Option<Note> {
    let now = sheet.text(sheet.anchor(decision.cell));
    let same = now == decision.question || visible(now).eq(visible(&decision.question));
    (!same).then(|| {
        Note::new(
            "question-changed",
            format!("質問が照合時と異なります。現在の内容: 「{now}」"),
            format!("The question is not the one that was matched; the cell now holds \"{now}\"."),
        )
    })
}

fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// Why `content` must not be written, if anything speaks against it.
fn refuse(sheet: &Sheet, content: &CellContent, options: &FillOptions) -> Option<Note> {
    let at = sheet.anchor(content.cell);
    if sheet.cell(at).is_some_and(|cell| cell.formula) {
        return Some(Note::new("formula", "数式のセルです。", "The cell holds a formula."));
    }
    if let Some(reason) = occupied(sheet.text(at), content, options) {
        return Some(reason);
    }
    if sheet.protected && !options.locked && sheet.style(at).locked {
        return Some(Note::new(
            "locked",
            "保護されたシートのロックされたセルです。",
            "The cell is locked on a protected sheet.",
        ));
    }
    let choices = sheet.choices(at)?;
    (!choices.contains(&content.value)).then(|| {
        Note::new(
            "not-in-list",
            format!("セルの入力規則のリストにない値です: 「{}」", content.value),
            format!("The cell's drop-down does not allow \"{}\".", content.value),
        )
    })
}

/// Whether what the cell holds now stands in the way.
fn occupied(now: &str, content: &CellContent, options: &FillOptions) -> Option<Note> {
    if now == content.value {
        return Some(Note::new("unchanged", "既に同じ内容です。", "The cell already holds this value."));
    }
    let free = match &content.replaces {
        Some(text) => text == now,
        None => options.overwrite || is_placeholder(now),
    };
    (!free).then(|| {
        Note::new(
            "occupied",
            format!("既に記入があります: 「{now}」"),
            format!("The cell already holds \"{now}\"."),
        )
    })
}

impl Plan {
    /// Withdraws all writes to a cell that is to receive different values; equal ones are written once.
    fn drop_disagreements(&mut self) {
        let mut first: HashMap<(usize, CellRef), (String, bool)> = HashMap::new();
        for write in &self.written {
            let entry = first.entry((write.sheet_index, write.cell));
            let (value, agree) = entry.or_insert_with(|| (write.value.clone(), true));
            *agree &= *value == write.value;
        }
        let mut kept = Vec::with_capacity(self.written.len());
        for write in std::mem::take(&mut self.written) {
            match first.get_mut(&(write.sheet_index, write.cell)) {
                Some((_, false)) => self.skipped.push(shared(&write)),
                Some((value, true)) if !value.is_empty() => {
                    value.clear();
                    kept.push(write);
                }
                _ => {}
            }
        }
        self.written = kept;
    }
}

fn shared(write: &Written) -> Skipped {
    Skipped {
        sheet: write.sheet.clone(),
        cell: write.cell,
        role: write.role,
        question: write.question,
        reason: Note::new(
            "shared-cell",
            "複数の質問が同じセルに異なる回答を求めています。",
            "Several questions call for different values in this one cell.",
        ),
    }
}
