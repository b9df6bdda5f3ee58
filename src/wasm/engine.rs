//! The handle of everything that is the same for all workbooks: the standard, the knowledge and the matcher.

use std::ops::Range;

use serde::Deserialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::failure::{thrown, unconverted};
use super::workbook::{Draft, OpenWorkbook};
use crate::answer::Library;
use crate::company::CompanyLibrary;
use crate::error::Result;
use crate::fill::FillOptions;
use crate::knowledge::Knowledge;
use crate::matching::evaluate::{Evaluation, LabelledQuestion, evaluate};
use crate::matching::{Match, Matcher, Query};
use crate::memory::Date;
use crate::questionnaire::{Question, queries, queries_in};
use crate::report::{self, Origin};
use crate::review::{self, Decision, Policy, Provenance, ReviewFile};
use crate::semantic::Semantics;
use crate::standard::Standard;
use crate::workbook::Workbook;

/// What the user chose for a fill; everything is optional.
#[derive(Debug, Clone, Default, Deserialize, Tsify)]
#[serde(default)]
pub struct Settings {
    /// `auto`, `review`, or the share of wrong answers that is accepted, e.g. `2%`.
    #[tsify(optional)]
    pub policy: Option<String>,
    /// Whether answers that already stand are replaced.
    #[tsify(optional)]
    pub overwrite: bool,
    /// Whether questions on hidden rows, columns and sheets are answered too.
    #[tsify(optional)]
    pub hidden: bool,
    /// Whether locked cells of protected sheets are written.
    #[tsify(optional)]
    pub locked: bool,
}

impl Settings {
    pub(super) fn policy(&self) -> Result<Policy> {
        Ok(Policy {
            mode: self.policy.as_deref().unwrap_or("auto").parse()?,
            overwrite: self.overwrite,
            hidden: self.hidden,
        })
    }

    pub(super) fn fill_options(&self) -> FillOptions {
        FillOptions { overwrite: self.overwrite, locked: self.locked }
    }
}

/// The matcher over one standard, and a company's own libraries; made once and used for any number of workbooks.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    matcher: Matcher,
    /// Whether the standard answers at all.
    answers_from_standard: bool,
    pub(super) libraries: Vec<CompanyLibrary>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine over the built-in standard, or over a library as `importStandard` writes it.
    ///
    /// # Errors
    /// `invalid-data` for a library that breaks its rules.
    #[wasm_bindgen(constructor)]
    pub fn new(library: Option<String>) -> Result<Self, JsValue> {
        Self::over(library.as_deref()).map_err(thrown)
    }

    fn over(library: Option<&str>) -> Result<Self> {
        let standard = match library {
            Some(json) => Standard::from_json(json)?,
            None => Standard::embedded()?,
        };
        let matcher = Matcher::new(standard, Knowledge::embedded()?)?;
        Ok(Self { matcher, answers_from_standard: true, libraries: Vec::new() })
    }

    /// Adds a company's library, which comes after those added before and before the standard; `today` is the day that
    /// counts. Its answers are given where answers are recalled, as `draftWithMemory` and `recall` do.
    ///
    /// # Errors
    /// `invalid-data` with the line that breaks a rule, or where all answers have expired.
    #[wasm_bindgen(js_name = addLibrary)]
    pub fn add_library(&mut self, library: &str, today: &str) -> Result<(), JsValue> {
        let day: Date = today.parse().map_err(thrown)?;
        let library = CompanyLibrary::from_json(library).map_err(thrown)?;
        library.check_on(day).map_err(thrown)?;
        self.libraries.push(library);
        Ok(())
    }

    /// Lets nothing be answered from the standard any more.
    #[wasm_bindgen(js_name = leaveStandard)]
    pub fn leave_standard(&mut self) {
        self.answers_from_standard = false;
    }

    /// Lets the engine rank by meaning beside the words; `encoder` is the file that `cargo xtask encoder` makes.
    ///
    /// # Errors
    /// `invalid-data` for another file, or one that was made for another version's phrasings.
    pub fn understand(&mut self, encoder: Vec<u8>) -> Result<(), JsValue> {
        self.understood(encoder).map_err(thrown)
    }

    fn understood(&mut self, encoder: Vec<u8>) -> Result<()> {
        self.matcher.understand(Semantics::read(encoder)?)
    }

    /// What questions are ranked by: `"lexical"` or, with an encoder, `"semantic"`.
    pub fn ranking(&self) -> String {
        (if self.matcher.is_semantic() { "semantic" } else { "lexical" }).to_owned()
    }

    /// The document that answers come from.
    ///
    /// # Errors
    /// None in practice.
    pub fn source(&self) -> Result<Ts<Provenance>, JsValue> {
        Provenance::of(self.matcher.standard()).into_ts().map_err(unconverted)
    }

    /// Ranks the criteria for each query.
    ///
    /// # Errors
    /// `invalid-data` for a query of another type.
    pub fn rank(&self, queries: Vec<Ts<Query>>) -> Result<Vec<Ts<Match>>, JsValue> {
        let queries = queries.iter().map(Ts::to_rust).collect::<Result<Vec<_>, _>>();
        self.matched(&queries.map_err(unconverted)?)
    }

    /// Ranks the criteria for each question of a workbook.
    ///
    /// # Errors
    /// `no-questions` where the workbook has none.
    #[wasm_bindgen(js_name = match)]
    pub fn match_workbook(&self, workbook: &OpenWorkbook) -> Result<Vec<Ts<Match>>, JsValue> {
        self.matched(&queries(workbook.asked().map_err(thrown)?))
    }

    /// Ranks the criteria for the question at `index` of a workbook; none where there is no such question.
    ///
    /// # Errors
    /// `no-questions` where the workbook has none.
    #[wasm_bindgen(js_name = matchOne)]
    pub fn match_one(&self, workbook: &OpenWorkbook, index: usize) -> Result<Vec<Ts<Match>>, JsValue> {
        let questions = workbook.asked().map_err(thrown)?;
        self.matched(&queries_in(questions, index..index.saturating_add(1)))
    }

    /// Decides for every question of a workbook what is written and what a person must see.
    ///
    /// # Errors
    /// `no-questions` where the workbook has none, `invalid-data` for an unknown policy.
    pub fn draft(&self, workbook: &OpenWorkbook, settings: Ts<Settings>) -> Result<Draft, JsValue> {
        let settings = settings.to_rust().map_err(unconverted)?;
        let policy = settings.policy().map_err(thrown)?;
        let questions = workbook.asked().map_err(thrown)?;
        let decisions = self.drafted(questions, &policy);
        Ok(Draft { decisions })
    }

    /// The decisions about a workbook as a person settled them in its review workbook.
    ///
    /// # Errors
    /// As for opening a workbook; `invalid-data` where `review` is no review workbook, `question-changed` where it is
    /// about other questions.
    #[wasm_bindgen(js_name = draftFromReport)]
    pub fn draft_from_report(&self, workbook: &OpenWorkbook, review: &[u8]) -> Result<Draft, JsValue> {
        self.ruled(workbook, review).map_err(thrown)
    }

    /// The internal review workbook of a draft as .xlsx; `source` and `filled` are the names of the customer's
    /// file and of the filled one beside the report.
    ///
    /// # Errors
    /// `too-large` where there are more questions than a sheet has rows.
    pub fn report(&self, draft: &Draft, source: &str, filled: Option<String>) -> Result<Vec<u8>, JsValue> {
        let filled = filled.as_deref();
        report::workbook(&draft.decisions, self.library(), Origin { source, filled }).map_err(thrown)
    }

    /// The review file of a draft as JSON; `name` and `bytes` are the customer's file.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(js_name = reviewFile)]
    pub fn review_file(&self, draft: &Draft, name: &str, bytes: &[u8]) -> Result<String, JsValue> {
        let decisions: Vec<Decision> = draft.decisions.clone();
        ReviewFile::new(name, bytes, self.matcher.standard(), decisions).to_json().map_err(thrown)
    }

    /// How good matching is on labelled questions, given as JSON Lines.
    ///
    /// # Errors
    /// `invalid-data` with the line.
    pub fn evaluate(&self, labelled: &str) -> Result<Ts<Evaluation>, JsValue> {
        let questions = LabelledQuestion::parse_lines(labelled).map_err(thrown)?;
        let queries: Vec<Query> = questions.iter().map(LabelledQuestion::query).collect();
        let evaluation = evaluate(&questions, &self.matcher.rank(&queries));
        evaluation.into_ts().map_err(unconverted)
    }

    fn ruled(&self, workbook: &OpenWorkbook, review: &[u8]) -> Result<Draft> {
        let review = Workbook::open(review, "review.xlsx")?;
        let rulings = report::rulings(&review)?;
        let questions = workbook.asked()?;
        let drafted = match report::decisions(&review)? {
            Some(decisions) => decisions,
            None => self.drafted(questions, &Policy::default()),
        };
        let decisions = review::settle(questions, drafted, &rulings, self.library())?;
        Ok(Draft { decisions })
    }

    pub(super) fn drafted(&self, questions: &[Question], policy: &Policy) -> Vec<Decision> {
        self.drafted_in(questions, 0..questions.len(), policy)
    }

    pub(super) fn drafted_in(
        &self,
        questions: &[Question],
        part: Range<usize>,
        policy: &Policy,
    ) -> Vec<Decision> {
        // A decision keeps the reasons without the places in the question that they rest on.
        let matches = self.ranked(&queries_in(questions, part.clone()), Matcher::rank_unmarked);
        review::draft(questions.get(part).unwrap_or_default(), &matches, self.library(), policy)
    }

    fn ranked(&self, queries: &[Query], rank: fn(&Matcher, &[Query]) -> Vec<Match>) -> Vec<Match> {
        if self.answers_from_standard {
            return rank(&self.matcher, queries);
        }
        queries.iter().map(|_| Match::unasked()).collect()
    }

    fn matched(&self, queries: &[Query]) -> Result<Vec<Ts<Match>>, JsValue> {
        let matches = self.ranked(queries, Matcher::rank);
        let matches = matches.iter().map(Ts::from_rust).collect::<Result<_, _>>();
        matches.map_err(unconverted)
    }

    pub(super) fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    pub(super) fn library(&self) -> Library<'_> {
        Library { standard: self.matcher.standard(), knowledge: self.matcher.knowledge() }
    }
}
