//! The handle of a memory, and what engine and memory do together.

use tsify::{Ts, Tsify as _};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::engine::{Engine, Settings};
use super::failure::{thrown, unconverted};
use super::workbook::{Draft, OpenWorkbook};
use crate::matching::Query;
use crate::memory::{self, Added, Approval, Comparison, Entry, Finding, Memory, Recalled, Terms};
use crate::review::{self, Past};
use crate::workbook::Workbook;

/// Answers that were approved in earlier questionnaires.
#[wasm_bindgen(js_name = Memory)]
#[derive(Debug)]
pub struct OpenMemory {
    pub(super) memory: Memory,
}

#[wasm_bindgen(js_class = Memory)]
impl OpenMemory {
    /// Opens the text of a memory file (JSON Lines), or an empty memory.
    ///
    /// # Errors
    /// `invalid-data` with the line that is no entry.
    #[wasm_bindgen(constructor)]
    pub fn new(lines: Option<String>) -> Result<Self, JsValue> {
        let memory = Memory::from_json_lines(lines.as_deref().unwrap_or_default()).map_err(thrown)?;
        Ok(Self { memory })
    }

    /// The memory file: one entry a line, sorted.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(js_name = export)]
    pub fn to_json_lines(&self) -> Result<String, JsValue> {
        self.memory.to_json_lines().map_err(thrown)
    }

    /// The memory as .xlsx, one entry a row.
    ///
    /// # Errors
    /// `too-large` where there are more entries than a sheet has rows.
    #[wasm_bindgen(js_name = toWorkbook)]
    pub fn to_workbook(&self) -> Result<Vec<u8>, JsValue> {
        self.memory.to_workbook().map_err(thrown)
    }

    /// The memory of a workbook as `toWorkbook` makes it, or as a person has completed it; `name` is its file name.
    ///
    /// # Errors
    /// As for opening a workbook; `invalid-data` with the row that is no entry.
    #[wasm_bindgen(js_name = fromWorkbook)]
    pub fn from_workbook(bytes: &[u8], name: &str) -> Result<Self, JsValue> {
        let workbook = Workbook::open(bytes, name).map_err(thrown)?;
        let memory = Memory::from_workbook(&workbook, name).map_err(thrown)?;
        Ok(Self { memory })
    }

    /// Number of entries.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> usize {
        self.memory.len()
    }

    /// The entries in the order of the file.
    ///
    /// # Errors
    /// None in practice.
    pub fn entries(&self) -> Result<Vec<Ts<Entry>>, JsValue> {
        let entries = self.memory.entries();
        entries.into_iter().map(Ts::from_rust).collect::<Result<_, _>>().map_err(unconverted)
    }

    /// The customers that answers were given to.
    pub fn customers(&self) -> Vec<String> {
        self.memory.customers().into_iter().map(str::to_owned).collect()
    }

    /// Adds the entries of another memory.
    ///
    /// # Errors
    /// None in practice.
    pub fn merge(&mut self, other: &OpenMemory) -> Result<Ts<Added>, JsValue> {
        let added = self.memory.extend(other.memory.entries().into_iter().cloned());
        added.into_ts().map_err(unconverted)
    }

    /// What should be tidied, worst kind first.
    ///
    /// # Errors
    /// `invalid-data` for terms without a date.
    pub fn check(&self, terms: Ts<Terms>) -> Result<Vec<Ts<Finding>>, JsValue> {
        let findings = self.memory.check(&terms.to_rust().map_err(unconverted)?);
        findings.iter().map(Ts::from_rust).collect::<Result<_, _>>().map_err(unconverted)
    }
}

#[wasm_bindgen]
impl Engine {
    /// Decides like `draft`, and lets what was approved before come first, then the company's libraries.
    ///
    /// # Errors
    /// As `draft`; `invalid-data` for terms without a date.
    #[wasm_bindgen(js_name = draftWithMemory)]
    pub fn draft_with_memory(
        &self,
        workbook: &OpenWorkbook,
        settings: Ts<Settings>,
        memory: &OpenMemory,
        terms: Ts<Terms>,
    ) -> Result<Draft, JsValue> {
        self.draft_part(workbook, settings, memory, terms, 0, usize::MAX)
    }

    /// Decides like `draftWithMemory` about at most `count` questions from the one at `first` on, so that the progress of
    /// a long draft can be told.
    ///
    /// # Errors
    /// As `draftWithMemory`.
    #[wasm_bindgen(js_name = draftPart)]
    pub fn draft_part(
        &self,
        workbook: &OpenWorkbook,
        settings: Ts<Settings>,
        memory: &OpenMemory,
        terms: Ts<Terms>,
        first: usize,
        count: usize,
    ) -> Result<Draft, JsValue> {
        let settings = settings.to_rust().map_err(unconverted)?;
        let policy = settings.policy().map_err(thrown)?;
        let terms = terms.to_rust().map_err(unconverted)?;
        let questions = workbook.asked().map_err(thrown)?;
        let part = first.min(questions.len())..first.saturating_add(count).min(questions.len());
        let drafted = self.drafted_in(questions, part.clone(), &policy);
        let past = Past { memory: &memory.memory, libraries: &self.libraries, terms: &terms };
        let asked = questions.get(part).unwrap_or_default();
        let decisions = review::recollect(asked, drafted, &past, self.matcher(), &policy);
        Ok(Draft { decisions })
    }

    /// What was answered to each query before, and what the company's libraries answer, best first, at most three from each.
    ///
    /// # Errors
    /// `invalid-data` for a query of another type or terms without a date.
    pub fn recall(
        &self,
        memory: &OpenMemory,
        queries: Vec<Ts<Query>>,
        terms: Ts<Terms>,
    ) -> Result<Vec<Recollection>, JsValue> {
        let terms = terms.to_rust().map_err(unconverted)?;
        let recollect = |query: &Ts<Query>| {
            let query = query.to_rust().map_err(unconverted)?;
            let past = Past { memory: &memory.memory, libraries: &self.libraries, terms: &terms };
            Ok(Recollection { answers: past.recall(&query, self.matcher()) })
        };
        queries.iter().map(recollect).collect()
    }

    /// Adds the answers that stand in a completed workbook to a memory.
    ///
    /// # Errors
    /// `no-questions` where the workbook has none, `invalid-data` for an approval without a date.
    pub fn learn(
        &self,
        memory: &mut OpenMemory,
        workbook: &OpenWorkbook,
        approval: Ts<Approval>,
    ) -> Result<Ts<Added>, JsValue> {
        let approval: Approval = approval.to_rust().map_err(unconverted)?;
        let questions = workbook.completed().map_err(thrown)?;
        let entries = memory::learned(workbook.workbook(), &questions, &approval, self.matcher());
        memory.memory.extend(entries).into_ts().map_err(unconverted)
    }

    /// Adds all questions of a workbook with what stands beside them to a memory, to compare another with.
    ///
    /// # Errors
    /// As `learn`.
    #[wasm_bindgen(js_name = learnAll)]
    pub fn learn_all(
        &self,
        memory: &mut OpenMemory,
        workbook: &OpenWorkbook,
        approval: Ts<Approval>,
    ) -> Result<(), JsValue> {
        let approval: Approval = approval.to_rust().map_err(unconverted)?;
        let questions = workbook.completed().map_err(thrown)?;
        let entries = memory::asked(workbook.workbook(), &questions, &approval, self.matcher());
        memory.memory.extend(entries);
        Ok(())
    }

    /// This year's workbook against last year's, as `learnAll` read it.
    ///
    /// # Errors
    /// `no-questions` where the workbook has none, `invalid-data` for terms without a date.
    pub fn compare(
        &self,
        last: &OpenMemory,
        workbook: &OpenWorkbook,
        terms: Ts<Terms>,
    ) -> Result<Vec<Ts<Comparison>>, JsValue> {
        let terms = terms.to_rust().map_err(unconverted)?;
        let questions = workbook.asked().map_err(thrown)?;
        let compared = memory::compare(&last.memory, questions, &terms, self.matcher());
        compared.iter().map(Ts::from_rust).collect::<Result<_, _>>().map_err(unconverted)
    }

    /// Adds the answers that a draft writes to a memory: what a reviewer approved.
    ///
    /// # Errors
    /// As `learn`.
    #[wasm_bindgen(js_name = learnDraft)]
    pub fn learn_draft(
        &self,
        memory: &mut OpenMemory,
        workbook: &OpenWorkbook,
        draft: &Draft,
        approval: Ts<Approval>,
    ) -> Result<Ts<Added>, JsValue> {
        let approval: Approval = approval.to_rust().map_err(unconverted)?;
        let questions = workbook.asked().map_err(thrown)?;
        let entries =
            memory::approved(workbook.workbook(), questions, &draft.decisions, &approval, self.matcher());
        memory.memory.extend(entries).into_ts().map_err(unconverted)
    }
}

/// What was answered to one query before.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Recollection {
    answers: Vec<Recalled>,
}

#[wasm_bindgen]
impl Recollection {
    /// The answers, best first.
    ///
    /// # Errors
    /// None in practice.
    pub fn answers(&self) -> Result<Vec<Ts<Recalled>>, JsValue> {
        self.answers.iter().map(Ts::from_rust).collect::<Result<_, _>>().map_err(unconverted)
    }
}
