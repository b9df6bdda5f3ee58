//! The handles of one workbook: as it was opened, the decisions about it, and the filled one.

use std::borrow::Cow;
use std::cell::OnceCell;

use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::engine::Settings;
use super::failure::{thrown, unconverted};
use crate::error::{Error, ErrorKind, Result};
use crate::fill::{self, FillSummary, Filled};
use crate::memory;
use crate::questionnaire::evaluate::{Measure, Truth, measure};
use crate::questionnaire::layout::{Layout, LayoutMemory};
use crate::questionnaire::overview::{SheetOverview, overview};
use crate::questionnaire::{self, Question};
use crate::review::{self, Concern, ConcernGroup, Decision, ReviewFile, Status, Tally};
use crate::text::Text;
use crate::workbook::Workbook;

/// A customer's workbook with the questions that were found in it.
#[wasm_bindgen(js_name = Workbook)]
#[derive(Debug)]
pub struct OpenWorkbook {
    workbook: Workbook,
    correction: Option<Layout>,
    /// Found when first asked for, because a correction may come before.
    questions: OnceCell<Vec<Question>>,
}

#[wasm_bindgen(js_class = Workbook)]
impl OpenWorkbook {
    /// Opens a workbook; `name` is its file name, `layout` the JSON of a corrected layout, `password` what a workbook
    /// that is encrypted needs.
    ///
    /// # Errors
    /// `not-a-workbook`, `too-large` or `damaged`; `encrypted` where a password is needed, `wrong-password`, or
    /// `unsupported-encryption`; `invalid-data` for the layout.
    #[wasm_bindgen(constructor)]
    pub fn new(
        bytes: &[u8],
        name: &str,
        layout: Option<String>,
        password: Option<String>,
    ) -> Result<Self, JsValue> {
        let workbook = Workbook::open_with_password(bytes, name, password.as_deref()).map_err(thrown)?;
        let mut opened = Self { workbook, correction: None, questions: OnceCell::new() };
        layout.map_or(Ok(()), |json| opened.correct(&json))?;
        Ok(opened)
    }

    /// The questions, sheet by sheet from top to bottom.
    ///
    /// # Errors
    /// None in practice.
    pub fn questions(&self) -> Result<Vec<Ts<Question>>, JsValue> {
        let questions = self.found().iter().map(Ts::from_rust).collect::<Result<_, _>>();
        questions.map_err(unconverted)
    }

    /// What a person must know before the workbook is filled: sheets that could not be read, a digital signature.
    ///
    /// # Errors
    /// None in practice.
    pub fn notes(&self) -> Result<Vec<Ts<Text>>, JsValue> {
        let notes: Result<_, _> = self.workbook.notes().iter().map(Ts::from_rust).collect();
        notes.map_err(unconverted)
    }

    /// The layout that the questions were found by: the start of a correction.
    ///
    /// # Errors
    /// None in practice.
    pub fn layout(&self) -> Result<Ts<Layout>, JsValue> {
        questionnaire::inspect(&self.workbook, self.correction.as_ref()).into_ts().map_err(unconverted)
    }

    /// What was found on every sheet, and which rows were left out and why.
    ///
    /// # Errors
    /// None in practice.
    pub fn overview(&self) -> Result<Vec<Ts<SheetOverview>>, JsValue> {
        let sheets = overview(&self.workbook, self.correction.as_ref());
        sheets.iter().map(Ts::from_rust).collect::<Result<_, _>>().map_err(unconverted)
    }

    /// Corrects the layout by the JSON of a layout; its sheets replace earlier corrections of the same sheets.
    ///
    /// # Errors
    /// `invalid-data` for JSON that is no layout, or one of sheets that the workbook does not have.
    pub fn correct(&mut self, layout: &str) -> Result<(), JsValue> {
        let layout = Layout::from_json(layout).map_err(thrown)?;
        layout.check_for(&self.workbook).map_err(thrown)?;
        self.amend(layout);
        Ok(())
    }

    /// Corrects the layout by what `memory`, the JSON of remembered corrections, knows about sheets of this
    /// structure; gives the names of the sheets that it corrected.
    ///
    /// # Errors
    /// `invalid-data` for JSON that is no memory of layouts.
    pub fn recall(&mut self, memory: &str) -> Result<Vec<String>, JsValue> {
        let memory = LayoutMemory::from_json(memory).map_err(thrown)?;
        let Some(layout) = memory.recall(&self.workbook) else {
            return Ok(Vec::new());
        };
        let sheets = layout.sheets.iter().map(|sheet| sheet.sheet.clone()).collect();
        self.amend(layout);
        Ok(sheets)
    }

    /// The JSON of `memory` (none: an empty one) with the correction that is in force, for next year's version.
    ///
    /// # Errors
    /// `invalid-data` for JSON that is no memory of layouts.
    pub fn remember(&self, memory: Option<String>) -> Result<String, JsValue> {
        let mut memory = LayoutMemory::from_json(memory.as_deref().unwrap_or_default()).map_err(thrown)?;
        if let Some(correction) = &self.correction {
            memory.remember(&self.workbook, correction);
        }
        memory.to_json().map_err(thrown)
    }

    /// How well the questions were found, by the workbook's labels (the JSON of NAME.truth.json).
    ///
    /// # Errors
    /// `invalid-data` with the line.
    pub fn measure(&self, truth: &str) -> Result<Ts<Measure>, JsValue> {
        let truth = Truth::from_json(truth).map_err(thrown)?;
        measure(self.found(), &truth).into_ts().map_err(unconverted)
    }

    /// Writes what `draft` says into a copy of the workbook and proves that nothing else changed.
    ///
    /// # Errors
    /// As [`fill::apply`].
    pub fn fill(&self, draft: &Draft, settings: Ts<Settings>) -> Result<FilledWorkbook, JsValue> {
        let options = settings.to_rust().map_err(unconverted)?.fill_options();
        let filled = fill::apply(&self.workbook, &draft.decisions, &options).map_err(thrown)?;
        Ok(FilledWorkbook { filled })
    }

    /// What should be looked at before the filled workbook is sent; `customers` are names that must not stand in it.
    ///
    /// # Errors
    /// None in practice.
    pub fn concerns(&self, draft: &Draft, customers: Vec<String>) -> Result<Vec<Ts<Concern>>, JsValue> {
        let found = review::concerns(&self.workbook, &draft.decisions, || self.found(), &customers);
        found.iter().map(Ts::from_rust).collect::<Result<_, _>>().map_err(unconverted)
    }

    /// How many things there are to look at, and the `most` weightiest of them, those that say the same together; all of a
    /// large workbook take their time.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(js_name = concernsBriefly)]
    pub fn concerns_briefly(
        &self,
        draft: &Draft,
        customers: Vec<String>,
        most: usize,
    ) -> Result<Ts<FirstConcerns>, JsValue> {
        let concerns = review::concerns(&self.workbook, &draft.decisions, || self.found(), &customers);
        let count = concerns.len();
        let mut first = review::grouped(concerns);
        first.truncate(most);
        FirstConcerns { count, first }.into_ts().map_err(unconverted)
    }

    pub(super) fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    fn found(&self) -> &[Question] {
        self.questions.get_or_init(|| questionnaire::find(&self.workbook, self.correction.as_ref()))
    }

    fn amend(&mut self, layout: Layout) {
        self.correction = Some(self.correction.take().unwrap_or_default().corrected(layout));
        self.questions.take();
    }

    /// The questions of a completed workbook, of which there must be some.
    pub(super) fn completed(&self) -> Result<Vec<Question>> {
        match memory::completed(&self.workbook, self.correction.as_ref()) {
            questions if questions.is_empty() => Err(no_questions()),
            questions => Ok(questions),
        }
    }

    /// The questions, of which there must be some.
    pub(super) fn asked(&self) -> Result<&[Question]> {
        match self.found() {
            [] => Err(no_questions()),
            questions => Ok(questions),
        }
    }
}

/// The weightiest of the things to look at before sending.
#[derive(Debug, Clone, Serialize, Tsify)]
#[tsify(hashmap_as_object)]
pub struct FirstConcerns {
    /// How many there are in all.
    pub count: usize,
    /// The weightiest of them, those that say the same together.
    pub first: Vec<ConcernGroup>,
}

fn no_questions() -> Error {
    Error::new(ErrorKind::NoQuestions, "質問が見つかりません。", "no questions were found")
}

/// The decisions about one workbook.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Draft {
    pub(super) decisions: Vec<Decision>,
}

#[wasm_bindgen]
impl Draft {
    /// The decisions of a review file, given as UTF-8, after the reviewer's verdicts.
    ///
    /// # Errors
    /// `invalid-data` with the line.
    #[wasm_bindgen(js_name = fromReview)]
    pub fn from_review(json: &[u8]) -> Result<Self, JsValue> {
        // A valid text is checked at once, a wrong one piece by piece.
        let json = std::str::from_utf8(json).map_or_else(|_| String::from_utf8_lossy(json), Cow::Borrowed);
        let decisions = ReviewFile::from_json(json.trim_start_matches('\u{FEFF}')).map_err(thrown)?.settled();
        Ok(Self { decisions })
    }

    /// Decisions that a reviewer changed.
    ///
    /// # Errors
    /// `invalid-data` for data of another type.
    #[wasm_bindgen(js_name = fromDecisions)]
    pub fn from_decisions(decisions: Vec<Ts<Decision>>) -> Result<Self, JsValue> {
        let decisions = decisions.iter().map(Ts::to_rust).collect::<Result<_, _>>();
        let decisions: Vec<Decision> = decisions.map_err(unconverted)?;
        Ok(Self { decisions: decisions.into_iter().map(Decision::settled).collect() })
    }

    /// The draft with the texts that wait for a person written as well, each behind a mark that says so.
    pub fn marked(&self) -> Draft {
        Draft { decisions: self.decisions.iter().cloned().map(Decision::marked).collect() }
    }

    /// One decision a question, in the order of the workbook.
    ///
    /// # Errors
    /// None in practice.
    pub fn decisions(&self) -> Result<Vec<Ts<Decision>>, JsValue> {
        let decisions = self.decisions.iter().map(Ts::from_rust).collect::<Result<_, _>>();
        decisions.map_err(unconverted)
    }

    /// The first `most` decisions on questions that are left to a person.
    ///
    /// # Errors
    /// None in practice.
    pub fn open(&self, most: usize) -> Result<Vec<Ts<Decision>>, JsValue> {
        let is_open = |decision: &&Decision| matches!(decision.status, Status::Review | Status::Blank);
        let open = self.decisions.iter().filter(is_open).take(most);
        open.map(Ts::from_rust).collect::<Result<_, _>>().map_err(unconverted)
    }

    /// Indices of the decisions that a person should still look at.
    pub fn waiting(&self) -> Vec<usize> {
        let waiting = self.decisions.iter().enumerate().filter(|(_, decision)| decision.needs_review());
        waiting.map(|(index, _)| index).collect()
    }

    /// How many questions ended in which way.
    ///
    /// # Errors
    /// None in practice.
    pub fn tally(&self) -> Result<Ts<Tally>, JsValue> {
        Tally::of(&self.decisions).into_ts().map_err(unconverted)
    }
}

/// A filled workbook: its bytes, and beside them what was written.
#[wasm_bindgen]
#[derive(Debug)]
pub struct FilledWorkbook {
    filled: Filled,
}

#[wasm_bindgen]
impl FilledWorkbook {
    /// The bytes of the file; they are handed over, so that a second call gives none.
    pub fn bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.filled.bytes)
    }

    /// How much was written, and what was not: a fraction of [`Self::result`], cell by cell, which takes its time.
    ///
    /// # Errors
    /// None in practice.
    pub fn summary(&self) -> Result<Ts<FillSummary>, JsValue> {
        self.filled.summary().into_ts().map_err(unconverted)
    }

    /// What was written, what was not, and the proof.
    ///
    /// # Errors
    /// None in practice.
    pub fn result(&self) -> Result<Ts<Filled>, JsValue> {
        Filled::into_ts(&self.filled).map_err(unconverted)
    }
}
