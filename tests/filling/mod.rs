//! Questions and matches made by hand, for the tests about filling.
#![allow(dead_code)]

use std::sync::LazyLock;

use kaito::{
    Candidate, CellRef, Choice, Class, CriterionId, Knowledge, Library, Match, Question, QuestionCells,
    QuestionState, Reason, Standard, Text,
};

pub fn cell(a1: &str) -> CellRef {
    a1.parse().unwrap()
}

pub fn ids(numbers: &[&str]) -> Vec<CriterionId> {
    numbers.iter().map(|number| number.parse().unwrap()).collect()
}

/// The embedded standard and knowledge.
pub struct Data {
    pub standard: Standard,
    pub knowledge: Knowledge,
}

impl Data {
    pub fn embedded() -> &'static Self {
        static DATA: LazyLock<Data> = LazyLock::new(|| Data {
            standard: Standard::embedded().unwrap(),
            knowledge: Knowledge::embedded().unwrap(),
        });
        &DATA
    }

    pub fn library(&self) -> Library<'_> {
        Library { standard: &self.standard, knowledge: &self.knowledge }
    }
}

/// A question in B2 with choice C2, answer D2, remark E2 and evidence F2.
pub fn question(text: &str) -> Question {
    question_at(2, text)
}

/// The same in another (one-based) row.
pub fn question_at(row: u32, text: &str) -> Question {
    let at = |column: &str| Some(cell(&format!("{column}{row}")));
    Question {
        sheet: "質問票".to_owned(),
        sheet_index: 0,
        row,
        text: text.to_owned(),
        section: String::new(),
        number: None,
        item: None,
        group: None,
        cells: QuestionCells {
            question: cell(&format!("B{row}")),
            number: None,
            item: None,
            choice: at("C"),
            answer: at("D"),
            remark: at("E"),
            evidence: at("F"),
        },
        choice: Some(list(&["○", "△", "×", "対象外"])),
        limit: None,
        state: QuestionState::Open,
        notes: Vec::new(),
    }
}

pub fn list(values: &[&str]) -> Choice {
    Choice::List { values: values.iter().map(|value| (*value).to_owned()).collect(), enforced: true }
}

pub fn found(class: Class, confidence: f64, criterion: &str, reasons: &[&'static str]) -> Match {
    let candidate =
        Candidate { criterion: criterion.parse().unwrap(), score: confidence, reasons: Vec::new() };
    let reason = |code: &&'static str| Reason { code, text: Text::new(*code, *code), spans: Vec::new() };
    Match {
        class,
        confidence,
        named: Vec::new(),
        candidates: vec![candidate],
        reasons: reasons.iter().map(reason).collect(),
    }
}
