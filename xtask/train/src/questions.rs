//! Labelled questions, and how well a classifier ranks them before numbers, guards and confidence.

use std::path::Path;

use anyhow::{Context as _, Result};
use kaito::CriterionId;
use kaito::matching::posterior::{Classifier, Posterior};
use kaito::semantic::phrases::Meaning;
use serde::Deserialize;

use super::bank::Bank;

/// One labelled question; see `data/README.md` for the fields.
#[derive(Debug, Deserialize)]
pub struct Labelled {
    /// The question.
    pub text: String,
    /// Section heading.
    #[serde(default)]
    pub context: String,
    /// Criteria that an expert would accept; empty where the standard does not answer.
    pub accept: Vec<String>,
    /// Criteria that are neither right nor wrong.
    #[serde(default)]
    pub alt_ok: Vec<String>,
    /// Kind of question.
    pub kind: String,
}

/// Tells how near a text is to the phrasings of every class.
pub type Encoder<'e> = &'e dyn Fn(&str) -> Meaning;

impl Labelled {
    /// Reads a JSON Lines file and leaves out the questions that name their number.
    pub fn read(path: &Path) -> Result<Vec<Self>> {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let parsed: Result<Vec<Self>> = lines.map(|line| Ok(serde_json::from_str(line)?)).collect();
        Ok(parsed?.into_iter().filter(|question| question.kind != "explicit").collect())
    }

    /// Whether the criterion is an accepted answer.
    pub fn accepts(&self, id: CriterionId) -> bool {
        self.accept.contains(&id.to_string())
    }

    /// Whether the criterion is neither right nor wrong.
    pub fn tolerates(&self, id: CriterionId) -> bool {
        self.alt_ok.contains(&id.to_string())
    }

    /// What the classifier makes of the question, with its `meaning` where an encoder tells.
    pub fn posterior(&self, classifier: &Classifier, meaning: Option<Encoder<'_>>) -> Posterior {
        let by_words = classifier.posterior(&classifier.asked(&self.text), &self.context, &self.text);
        let Some(meaning) = meaning else { return by_words };
        classifier.with_meaning(&by_words, meaning(&format!("{} {}", self.context, self.text)))
    }
}

/// Table cells: hit1, hit5, coverage at 1 % and 5 % error by the likeliest response's probability.
pub fn figures(classifier: &Classifier, labelled: &[Labelled], meaning: Option<Encoder<'_>>) -> String {
    let (mut first, mut five, mut answerable) = (0, 0, 0);
    let mut outcomes = Vec::new();
    for question in labelled {
        let posterior = question.posterior(classifier, meaning);
        let top = || posterior.criteria.iter().take(5).map(|ranked| ranked.criterion);
        let Some(best) = top().next() else { continue };
        if !question.accept.is_empty() {
            answerable += 1;
            first += usize::from(question.accepts(best));
            five += usize::from(top().any(|id| question.accepts(id)));
        }
        if question.accepts(best) || !question.tolerates(best) {
            outcomes.push((f64::from(posterior.criteria[0].probability), question.accepts(best)));
        }
    }
    let share = |count: usize| count as f64 / answerable as f64;
    let [one, five_percent] = [0.01, 0.05].map(|error| share(covered(&mut outcomes, error)));
    format!("{:.3} | {:.3} | {one:.2} | {five_percent:.2}", share(first), share(five))
}

/// Right answers that can be filled in order of probability with at most `error` of the filled ones wrong.
fn covered(outcomes: &mut [(f64, bool)], error: f64) -> usize {
    outcomes.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut filled, mut wrong, mut best) = (0, 0, 0);
    for &(_, right) in outcomes.iter() {
        filled += 1;
        wrong += usize::from(!right);
        if wrong as f64 <= error * filled as f64 {
            best = filled - wrong;
        }
    }
    best
}

/// Share of the held-out samples whose own class is the likeliest.
pub fn held_out(classifier: &Classifier, bank: &Bank, tested: &[usize]) -> f64 {
    let right = tested.iter().filter(|&&index| {
        let sample = &bank.samples[index];
        let posterior = classifier.posterior(&classifier.asked(&sample.text), "", &sample.text);
        let first =
            posterior.criteria.first().map(|ranked| (ranked.response.to_string(), ranked.probability));
        let topic =
            posterior.topic.map(|(class, probability)| (classifier.topic(class).to_owned(), probability));
        let best = first.into_iter().chain(topic).max_by(|a, b| a.1.total_cmp(&b.1));
        best.is_some_and(|(name, _)| name == bank.classes[sample.class])
    });
    right.count() as f64 / tested.len().max(1) as f64
}
