//! How good matching is on labelled questions: hit rates, what would be filled, calibration.

mod resample;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use super::{Class, Match, Query};
use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};
use crate::order;

/// Bins of the reliability table.
const BINS: usize = 10;

/// A question with the criteria that an expert would accept.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LabelledQuestion {
    /// Identifier of the question.
    pub id: String,
    /// The question.
    pub text: String,
    /// Section heading above it.
    #[serde(default)]
    pub context: String,
    /// Language of the question, `ja` or `en`.
    #[serde(default)]
    pub lang: String,
    /// Accepted criteria, also of other editions; empty where the standard does not answer the question.
    pub accept: Vec<String>,
    /// Criteria that count neither as right nor as wrong.
    #[serde(default)]
    pub alt_ok: Vec<String>,
    /// Kind of question, e.g. `paraphrase`, `explicit`, `none`.
    #[serde(default)]
    pub kind: String,
}

impl LabelledQuestion {
    /// Reads JSON Lines.
    ///
    /// # Errors
    /// `invalid-data` with the line that is no labelled question.
    pub fn parse_lines(text: &str) -> Result<Vec<Self>> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines
            .map(|(number, line)| {
                serde_json::from_str(line).map_err(|error| {
                    let (ja, en) = ("評価用の質問として読めません", "not a labelled question");
                    Error::new(ErrorKind::InvalidData, format!("{ja}: {error}"), format!("{en}: {error}"))
                        .at(format!("line {}", number + 1))
                })
            })
            .collect()
    }

    /// The query that the matcher is asked.
    pub fn query(&self) -> Query {
        Query { text: self.text.clone(), context: self.context.clone(), ..Query::default() }
    }

    /// Whether an expert would accept the criterion.
    pub fn accepts(&self, id: CriterionId) -> bool {
        self.accept.contains(&id.to_string())
    }

    fn outcome(&self, found: &Match) -> Outcome {
        let first = found.candidates.first().map(|candidate| candidate.criterion);
        let right = first.is_some_and(|id| self.accepts(id));
        Outcome {
            answerable: !self.accept.is_empty(),
            right,
            five: found.candidates.iter().any(|candidate| self.accepts(candidate.criterion)),
            neutral: !right && first.is_some_and(|id| self.alt_ok.contains(&id.to_string())),
            class: found.class,
            confidence: found.confidence,
        }
    }
}

struct Outcome {
    answerable: bool,
    right: bool,
    five: bool,
    neutral: bool,
    class: Class,
    confidence: f64,
}

/// Figures over a set of questions; shares are 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Questions, and those among them that the standard answers.
    pub questions: usize,
    /// Questions that the standard answers.
    pub answerable: usize,
    /// Share of the answerable whose first candidate is accepted.
    pub hit1: f64,
    /// Share of the answerable with an accepted candidate among five.
    pub hit5: f64,
    /// Share of right answers among those of class auto; neutral ones left out.
    pub auto_precision: f64,
    /// Share of the answerable that class auto fills rightly.
    pub auto_coverage: f64,
    /// Share of the answerable that could be filled by confidence with at most 1 % wrong.
    pub coverage_at_1: f64,
    /// The same with at most 5 % wrong.
    pub coverage_at_5: f64,
    /// Share of the unanswerable that class auto would fill.
    pub unanswerable_auto: f64,
    /// Share of the unanswerable of class none.
    pub unanswerable_none: f64,
    /// Share of the answerable of class none.
    pub answerable_none: f64,
    /// Expected calibration error over ten bins; neutral ones left out.
    pub calibration_error: f64,
    /// How far the shares may lie from the truth by the luck of the draw.
    pub intervals: Intervals,
}

/// The middle 95 % of a share when the questions are drawn again and again with replacement: lower and upper end.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Intervals {
    /// Of [`Figures::hit1`].
    pub hit1: (f64, f64),
    /// Of [`Figures::hit5`].
    pub hit5: (f64, f64),
    /// Of [`Figures::auto_precision`].
    pub auto_precision: (f64, f64),
    /// Of [`Figures::auto_coverage`].
    pub auto_coverage: (f64, f64),
    /// Of [`Figures::coverage_at_1`].
    pub coverage_at_1: (f64, f64),
    /// Of [`Figures::coverage_at_5`].
    pub coverage_at_5: (f64, f64),
}

/// The whole evaluation.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[tsify(hashmap_as_object)]
pub struct Evaluation {
    /// Over all questions.
    pub all: Figures,
    /// By kind of question.
    pub kinds: BTreeMap<String, Figures>,
    /// By language.
    pub languages: BTreeMap<String, Figures>,
    /// Questions, mean confidence and share of right first candidates per tenth of confidence, highest first.
    pub reliability: Vec<(usize, f64, f64)>,
}

/// Compares matches with the labels of their questions, in the same order.
pub fn evaluate(questions: &[LabelledQuestion], matches: &[Match]) -> Evaluation {
    let outcomes: Vec<(&LabelledQuestion, Outcome)> =
        questions.iter().zip(matches).map(|(question, found)| (question, question.outcome(found))).collect();
    let by = |name: fn(&LabelledQuestion) -> &str| {
        let mut groups: BTreeMap<String, Vec<&Outcome>> = BTreeMap::new();
        for (question, outcome) in &outcomes {
            groups.entry(name(question).to_owned()).or_default().push(outcome);
        }
        groups.into_iter().map(|(name, outcomes)| (name, figures(&outcomes))).collect()
    };
    let all: Vec<&Outcome> = outcomes.iter().map(|(_, outcome)| outcome).collect();
    Evaluation {
        all: figures(&all),
        kinds: by(|question| &question.kind),
        languages: by(|question| &question.lang),
        reliability: reliability(&all),
    }
}

fn figures(outcomes: &[&Outcome]) -> Figures {
    let mut sorted = outcomes.to_vec();
    order::sort_by(&mut sorted, |a, b| b.confidence.total_cmp(&a.confidence).then(a.right.cmp(&b.right)));
    let count = |test: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| test(outcome)).count();
    let unanswerable = count(&|o| !o.answerable);
    let unanswerable_auto = count(&|o| !o.answerable && !o.neutral && o.class == Class::Auto);
    let bins = reliability(outcomes);
    let judged = count(&|o| !o.neutral);
    let [hit1, hit5, auto_precision, auto_coverage, coverage_at_1, coverage_at_5] =
        rates(&sorted, &vec![1; sorted.len()]);
    Figures {
        questions: outcomes.len(),
        answerable: outcomes.len() - unanswerable,
        hit1,
        hit5,
        auto_precision,
        auto_coverage,
        coverage_at_1,
        coverage_at_5,
        unanswerable_auto: share(unanswerable_auto, unanswerable),
        unanswerable_none: share(count(&|o| !o.answerable && o.class == Class::None), unanswerable),
        answerable_none: share(
            count(&|o| o.answerable && o.class == Class::None),
            outcomes.len() - unanswerable,
        ),
        calibration_error: bins.iter().map(|(n, mean, right)| (mean - right).abs() * share(*n, judged)).sum(),
        intervals: resample::intervals(&sorted),
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The six shares that have an interval, where each outcome counts as often as its weight says; `sorted` has the
/// most confident first.
fn rates(sorted: &[&Outcome], weights: &[usize]) -> [f64; 6] {
    let count = |test: &dyn Fn(&Outcome) -> bool| -> usize {
        sorted.iter().zip(weights).filter(|(outcome, _)| test(outcome)).map(|(_, weight)| weight).sum()
    };
    let answerable = count(&|o| o.answerable);
    let filled = count(&|o| o.class == Class::Auto && !o.neutral);
    let filled_right = count(&|o| o.class == Class::Auto && o.right);
    [
        share(count(&|o| o.right), answerable),
        share(count(&|o| o.five), answerable),
        if filled == 0 { 1.0 } else { share(filled_right, filled) },
        share(filled_right, answerable),
        share(covered(sorted, weights, 0.01), answerable),
        share(covered(sorted, weights, 0.05), answerable),
    ]
}

/// Right answers that can be filled in order of confidence with at most `error` of the filled ones wrong.
fn covered(sorted: &[&Outcome], weights: &[usize], error: f64) -> usize {
    let (mut filled, mut wrong, mut best) = (0, 0, 0);
    for (outcome, weight) in sorted.iter().zip(weights).filter(|(outcome, _)| !outcome.neutral) {
        filled += weight;
        wrong += if outcome.right { 0 } else { *weight };
        if wrong as f64 <= error * filled as f64 {
            best = filled - wrong;
        }
    }
    best
}

fn reliability(outcomes: &[&Outcome]) -> Vec<(usize, f64, f64)> {
    let bin_of = |outcome: &Outcome| ((outcome.confidence * BINS as f64) as usize).min(BINS - 1);
    let judged = || outcomes.iter().filter(|outcome| !outcome.neutral);
    let bin = |bin: usize| {
        let inside: Vec<_> = judged().filter(|outcome| bin_of(outcome) == bin).collect();
        let mean = |value: &dyn Fn(&Outcome) -> f64| {
            inside.iter().map(|outcome| value(outcome)).sum::<f64>() / inside.len().max(1) as f64
        };
        (inside.len(), mean(&|o| o.confidence), mean(&|o| f64::from(u8::from(o.right))))
    };
    (0..BINS).rev().map(bin).collect()
}
