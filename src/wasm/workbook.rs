//! The handles of one workbook: as it was opened, the decisions about it, and the filled one.

use tsify::{Ts, Tsify as _};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::engine::Settings;
use super::failure::{thrown, unconverted};
use crate::error::{Error, ErrorKind, Result};
use crate::fill::{self, Filled};
use crate::questionnaire::layout::Layout;
use crate::questionnaire::{self, Question};
use crate::review::{self, Concern, Decision, ReviewFile, Tally};
use crate::workbook::Workbook;

/// A customer's workbook with the questions that were found in it.
#[wasm_bindgen(js_name = Workbook)]
#[derive(Debug)]
pub struct OpenWorkbook {
    workbook: Workbook,
    questions: Vec<Question>,
}

#[wasm_bindgen(js_class = Workbook)]
impl OpenWorkbook {
    /// Opens a workbook; `name` is its file name, `layout` the JSON of a corrected layout.
    ///
    /// # Errors
    /// `not-a-workbook`, `encrypted`, `too-large` or `damaged`; `invalid-data` for the layout.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8], name: &str, layout: Option<String>) -> Result<Self, JsValue> {
        Self::open(bytes, name, layout.as_deref()).map_err(thrown)
    }

    fn open(bytes: &[u8], name: &str, layout: Option<&str>) -> Result<Self> {
        let layout = layout.map(Layout::from_json).transpose()?;
        let workbook = Workbook::open(bytes, name)?;
        let questions = questionnaire::find(&workbook, layout.as_ref());
        Ok(Self { workbook, questions })
    }

    /// The questions, sheet by sheet from top to bottom.
    ///
    /// # Errors
    /// None in practice.
    pub fn questions(&self) -> Result<Vec<Ts<Question>>, JsValue> {
        let questions = self.questions.iter().map(Ts::from_rust).collect::<Result<_, _>>();
        questions.map_err(unconverted)
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
        let found = review::concerns(&self.workbook, &self.questions, &draft.decisions, &customers);
        found.iter().map(Ts::from_rust).collect::<Result<_, _>>().map_err(unconverted)
    }

    pub(super) fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    /// The questions, of which there must be some.
    pub(super) fn asked(&self) -> Result<&[Question]> {
        match self.questions.as_slice() {
            [] => {
                Err(Error::new(ErrorKind::NoQuestions, "質問が見つかりません。", "no questions were found"))
            }
            questions => Ok(questions),
        }
    }
}

/// The decisions about one workbook.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Draft {
    pub(super) decisions: Vec<Decision>,
}

#[wasm_bindgen]
impl Draft {
    /// The decisions of a review file after the reviewer's verdicts.
    ///
    /// # Errors
    /// `invalid-data` with the line.
    #[wasm_bindgen(js_name = fromReview)]
    pub fn from_review(json: &str) -> Result<Self, JsValue> {
        let decisions = ReviewFile::from_json(json).map_err(thrown)?.settled();
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

    /// What was written, what was not, and the proof.
    ///
    /// # Errors
    /// None in practice.
    pub fn result(&self) -> Result<Ts<Filled>, JsValue> {
        Filled::into_ts(&self.filled).map_err(unconverted)
    }
}
