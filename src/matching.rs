//! From questions to criteria: ranked candidates with a probability and reasons.

mod asked_fact;
mod brief;
mod circumstance;
pub(crate) mod compound;
pub mod confidence;
mod doubts;
pub mod evaluate;
mod exceptions;
mod familiar;
pub mod features;
pub(crate) mod follow_up;
mod frame;
mod further;
pub(crate) mod guard;
mod matcher;
pub mod model;
mod named;
mod nearest;
pub(crate) mod number;
mod numbered;
mod parts;
pub mod posterior;
mod reading;
mod scope;
mod script;
mod spans;
mod unfamiliar;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use crate::criterion::{CriterionId, Group};
use crate::text::Text;

pub use matcher::Matcher;

/// What is matched: a question's text with what stands around it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Tsify)]
#[serde(default)]
pub struct Query {
    /// The question.
    pub text: String,
    /// Section headings above it; may be empty.
    pub context: String,
    /// The text of a criterion-number cell beside it.
    pub number: Option<String>,
    /// The group that a bare number in `number` belongs to.
    pub group: Option<Group>,
    /// The customer's own serial number beside it.
    pub item: Option<String>,
}

/// What may happen with a match without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Nearly certain: filled.
    Auto,
    /// Proposed to a reviewer.
    Review,
    /// No candidate is worth proposing.
    None,
}

/// A criterion that may answer the question.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// The criterion.
    pub criterion: CriterionId,
    /// Probability that this criterion's response answers the question, 0 to 1.
    pub score: f64,
    /// Why it is a candidate, and what speaks against it.
    pub reasons: Vec<Reason>,
}

/// One reason behind a candidate or a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// Stable name of the kind of reason, e.g. `number`, `phrasing`, `topic`, `difference`.
    pub code: &'static str,
    /// The reason in words.
    #[serde(flatten)]
    pub text: Text,
    /// Spans of the question that it rests on: start and end in UTF-16 units.
    pub spans: Vec<(u32, u32)>,
}

/// The result for one question.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null, hashmap_as_object)]
pub struct Match {
    /// What may happen with it.
    pub class: Class,
    /// Probability that the first candidate is right; 0 without candidates.
    pub confidence: f64,
    /// All criteria that the question names by number, in order; the answer joins their responses.
    pub named: Vec<CriterionId>,
    /// Best first, at most [`Match::MAX_CANDIDATES`].
    pub candidates: Vec<Candidate>,
    /// Reasons for the class.
    pub reasons: Vec<Reason>,
}

impl Match {
    /// Candidates that a match carries at most.
    pub const MAX_CANDIDATES: usize = 5;

    /// The match of a question that the standard was not asked.
    pub(crate) fn unasked() -> Self {
        Self {
            class: Class::None,
            confidence: 0.0,
            named: Vec::new(),
            candidates: Vec::new(),
            reasons: Vec::new(),
        }
    }
}
