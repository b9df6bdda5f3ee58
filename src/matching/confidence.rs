//! One calibrated probability that the first candidate is right.
//!
//! A logistic model over named features. Its weights are fitted by `cargo xtask train` on held-out phrasings
//! of the bank and on the development questions, and stand in `data/model/confidence.tsv`, and in
//! `confidence-semantic.tsv` for rankings that meaning has a part in.

use super::posterior::Posterior;
use crate::error::{Error, ErrorKind, Result};

/// Names of the features, in the order of [`features`], and why each is there.
pub const FEATURES: [(&str, &str); 7] = [
    ("bias", "how often the first candidate is right at all"),
    ("first", "log-odds of the likeliest response"),
    ("second", "log-odds of the next response: a close rival is a doubt"),
    ("topic", "log-odds of the likeliest topic that the standard does not answer"),
    ("score", "raw score of the likeliest response: a question unlike all phrasings scores low"),
    ("known", "share of the question's terms that the bank knows"),
    ("brief", "1 / characters: a few characters are thin evidence"),
];

/// Number of features.
pub const COUNT: usize = FEATURES.len();

/// Keeps log-odds finite where a probability is 0 or 1.
const FLOOR: f32 = 1e-4;

/// The features of one question; `characters` counts its normalised text.
pub fn features(posterior: &Posterior, characters: usize) -> [f32; COUNT] {
    let first = posterior.criteria.first();
    let rival =
        |ranked: &&super::posterior::Ranked| first.is_some_and(|first| first.response != ranked.response);
    let second = posterior.criteria.iter().find(rival).map_or(0.0, |ranked| ranked.probability);
    let topic = posterior.topic.map_or(0.0, |(_, probability)| probability);
    [
        1.0,
        log_odds(first.map_or(0.0, |ranked| ranked.probability)),
        log_odds(second),
        log_odds(topic),
        posterior.best_score,
        posterior.known,
        1.0 / (characters.max(1) as f32),
    ]
}

fn log_odds(probability: f32) -> f32 {
    ((probability + FLOOR) / (1.0 - probability + FLOOR)).ln()
}

/// Weights of the logistic model and the thresholds that follow from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    weights: [f32; COUNT],
    /// Probability from which at most 1 % of what is filled is wrong.
    pub auto: f64,
    /// Probability below which a candidate is not worth a reviewer's look.
    pub review: f64,
}

impl Confidence {
    /// A model from its weights and thresholds.
    pub fn new(weights: [f32; COUNT], auto: f64, review: f64) -> Self {
        Self { weights, auto, review }
    }

    /// The model that is built into the program.
    ///
    /// # Errors
    /// `invalid-data` with the line where the file does not fit the program.
    pub fn embedded() -> Result<Self> {
        Self::parse(include_str!("../../data/model/confidence.tsv"))
    }

    /// The model for questions whose meaning was compared too.
    ///
    /// # Errors
    /// `invalid-data` with the line where the file does not fit the program.
    pub fn embedded_with_meaning() -> Result<Self> {
        Self::parse(include_str!("../../data/model/confidence-semantic.tsv"))
    }

    /// Reads a weights file: lines of name, tab, value, with the features in order, then `auto` and `review`.
    ///
    /// # Errors
    /// `invalid-data` with the line that breaks the format.
    pub fn parse(text: &str) -> Result<Self> {
        let names = FEATURES.iter().map(|(name, _)| *name).chain(["auto", "review"]);
        let mut values = [0.0_f64; COUNT + 2];
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        for (name, value) in names.zip(&mut values) {
            let (number, line) = lines.next().unwrap_or((text.lines().count(), ""));
            let found = line
                .split_once('\t')
                .filter(|(found, _)| *found == name)
                .and_then(|(_, value)| value.parse().ok());
            *value = found.ok_or_else(|| {
                let (ja, en) =
                    (format!("「{name}」の値がありません。"), format!("expected a value for \"{name}\""));
                Error::new(ErrorKind::InvalidData, ja, en).at(format!("confidence.tsv:{}", number + 1))
            })?;
        }
        let [weights @ .., auto, review] = values;
        Ok(Self { weights: weights.map(|weight| weight as f32), auto, review })
    }

    /// The probability for a question with these features.
    pub fn probability(&self, features: &[f32; COUNT]) -> f64 {
        let sum: f32 = self.weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
        1.0 / (1.0 + f64::from(-sum).exp())
    }
}
