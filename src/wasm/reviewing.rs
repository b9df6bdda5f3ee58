//! What a reviewer needs beside the draft: the criteria to choose from, and one question decided anew.

use serde::{Deserialize, Serialize};
use tsify::{Ts, Tsify};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::engine::Engine;
use super::failure::{thrown, unconverted};
use super::workbook::OpenWorkbook;
use crate::answer::{Library, Role};
use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind};
use crate::review::{self, Decision, Ruling, Verdict};
use crate::standard::{Lookup, Row};
use crate::text::Text;

/// A criterion of the standard as a reviewer reads it.
#[derive(Debug, Clone, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct CriterionCard {
    /// The criterion.
    pub criterion: CriterionId,
    /// What it is about, in this product's own words.
    pub subject: Option<Text>,
    /// The published response, verbatim; none where the number is vacant or its row is empty.
    pub response: Option<String>,
    /// The criterion that prints the response (another one where the row says 同上).
    pub stated_at: Option<CriterionId>,
    /// What must be checked before the response is claimed; never told to the customer.
    pub conditions: Vec<String>,
    /// Documents that the response points to.
    pub documents: Vec<String>,
}

impl CriterionCard {
    fn of(row: &Row, library: Library<'_>) -> Self {
        let (response, stated_at) = match library.standard.lookup(row.id) {
            Lookup::Response { text, stated_at } => (Some(text.to_owned()), Some(stated_at)),
            _ => (None, None),
        };
        let fact = library.knowledge.verdict(row.id);
        let owned = |text: &str| text.to_owned();
        Self {
            criterion: row.id,
            subject: library.knowledge.criterion(row.id).map(|own| Text::new(own.subject_ja, own.subject_en)),
            response,
            stated_at,
            conditions: fact.into_iter().flat_map(|fact| fact.conditions.iter()).map(owned).collect(),
            documents: fact.into_iter().flat_map(|fact| fact.refers_to.iter()).map(owned).collect(),
        }
    }
}

/// What a reviewer says about one question.
#[derive(Debug, Clone, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Opinion {
    /// The criteria to answer from.
    pub criteria: Vec<CriterionId>,
    /// Which of the decision's earlier answers to repeat, in place of answering from `criteria`.
    #[tsify(optional)]
    pub past: Option<usize>,
    /// The value for each role, empty for none; left out where the composed ones are taken as they stand.
    #[tsify(optional)]
    pub values: Option<Vec<(Role, String)>>,
    /// The verdict; `hold` shows what an acceptance would write.
    pub verdict: Verdict,
}

/// A decision after a reviewer's opinion.
#[derive(Debug, Clone, Serialize, Tsify)]
#[tsify(missing_as_null, hashmap_as_object)]
pub struct Reviewed {
    /// The decision.
    pub decision: Decision,
    /// Whether a person should still look at it.
    pub waiting: bool,
}

#[wasm_bindgen]
impl Engine {
    /// All criteria of the standard, in its order.
    ///
    /// # Errors
    /// None in practice.
    pub fn criteria(&self) -> Result<Vec<Ts<CriterionCard>>, JsValue> {
        let library = self.library();
        let cards = library.standard.rows.iter().map(|row| CriterionCard::of(row, library).into_ts());
        cards.collect::<Result<_, _>>().map_err(unconverted)
    }

    /// The decision about the question at `index` after a reviewer's `opinion`.
    ///
    /// # Errors
    /// `invalid-data` where the workbook has no such question.
    pub fn decide(
        &self,
        workbook: &OpenWorkbook,
        index: usize,
        decision: Ts<Decision>,
        opinion: Ts<Opinion>,
    ) -> Result<Ts<Reviewed>, JsValue> {
        let decision = decision.to_rust().map_err(unconverted)?;
        let Opinion { criteria, past, values, verdict } = opinion.to_rust().map_err(unconverted)?;
        let question = workbook.asked().map_err(thrown)?.get(index).ok_or_else(|| thrown(unasked(index)))?;
        let composed =
            || decision.proposal.iter().map(|content| (content.role, content.value.clone())).collect();
        let ruling = Ruling {
            sheet: decision.sheet.clone(),
            cell: decision.cell,
            question: decision.question.clone(),
            criteria,
            past,
            values: values.unwrap_or_else(composed),
            verdict: Some(verdict),
        };
        let decision = review::ruled(decision, &ruling, question, self.library());
        let waiting = decision.needs_review();
        Reviewed { decision, waiting }.into_ts().map_err(unconverted)
    }
}

fn unasked(index: usize) -> Error {
    let ja = format!("質問 {} はありません。", index + 1);
    Error::new(ErrorKind::InvalidData, ja, format!("there is no question {}", index + 1))
}
