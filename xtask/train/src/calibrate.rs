//! Fits the confidence model: its features' weights on held-out phrasings, its scale on labelled questions.
//!
//! Phrasings are many, so they teach how features trade off; but each has one right class, where an expert
//! accepts several, so their probabilities are too low. Two numbers, a slope and an offset, correct that on the
//! labelled questions (Platt scaling).

use std::fmt::Write as _;

use kaito::matching::confidence::{self, COUNT, Confidence, FEATURES};
use kaito::matching::model::LinearModel;
use kaito::matching::posterior::Classifier;
use kaito::semantic::phrases::Meaning;
use kaito::{Knowledge, Normal, Semantics};

use super::bank::Bank;
use super::encoder::places;
use super::fit::{Settings, fit};
use super::questions::{Encoder, Labelled};
use super::svm::Random;

/// Parts that the bank is cut into; each is scored by a model trained on the others.
const FOLDS: usize = 5;
/// Keeps the weights small where few examples speak for a large one.
const RIDGE: f64 = 1.0;
/// Share of wrong answers among those filled without a person.
const AUTO_ERROR: f64 = 0.01;
/// Probability below which nothing is filled without a person, whatever the labelled questions allow: they are few, and among statements in
/// other people's words, also of a later edition, the first wrong ones stand just below it.
const LEAST_AUTO: f64 = 0.995;
/// Probability below which a candidate is not worth a look.
const REVIEW: f64 = 0.08;

/// One example: features, and whether the first candidate was right.
type Example<const N: usize> = ([f32; N], bool);

/// Features and rightness of the bank's phrasings, each scored without its fold: by words alone, and by meaning too where an encoder tells.
pub struct HeldOut(Vec<(Example<COUNT>, Option<Example<COUNT>>)>);

impl HeldOut {
    /// Examples by words, or, of the phrasings that `doubted` is not sure of, by meaning too.
    fn examples(&self, doubted: Option<&Confidence>) -> Vec<Example<COUNT>> {
        let Some(by_words) = doubted else { return self.0.iter().map(|(words, _)| *words).collect() };
        let doubtful = self.0.iter().filter(|((features, _), _)| doubts(by_words, features));
        doubtful.filter_map(|(_, meaning)| *meaning).collect()
    }
}

/// Whether the words alone would not fill: only then is the meaning asked.
fn doubts(by_words: &Confidence, features: &[f32; COUNT]) -> bool {
    by_words.probability(features) < by_words.auto
}

/// The text of the confidence file for a classifier; with an encoder and the confidence by words, for what that is not sure of.
pub fn fit_confidence(
    held_out: &HeldOut,
    classifier: &Classifier,
    labelled: &[Labelled],
    meaning: Option<(&Semantics, &Confidence)>,
) -> String {
    let traded = logistic(&held_out.examples(meaning.map(|(_, by_words)| by_words)));
    let asked = labelled.iter().filter(|question| {
        meaning.is_none_or(|(_, by_words)| {
            example(question, classifier, None).is_none_or(|(features, _)| doubts(by_words, &features))
        })
    });
    let semantics = meaning.map(|(semantics, _)| semantics);
    let questions: Vec<Example<COUNT>> =
        asked.filter_map(|question| example(question, classifier, semantics)).collect();
    let weights = scaled(traded, &questions);
    let crossed = cross_validated(traded, &questions);
    report(&crossed);
    let auto = threshold(&crossed, AUTO_ERROR).max(LEAST_AUTO);
    let mut out = String::from("# Written by `cargo xtask train`; see src/matching/confidence.rs.\n");
    for ((name, _), weight) in FEATURES.iter().zip(weights) {
        let _ = writeln!(out, "{name}\t{weight:.4}");
    }
    let _ = writeln!(out, "auto\t{auto:.4}\nreview\t{REVIEW}");
    out
}

/// Scores every phrasing by a model that was trained without its fold.
pub fn held_out(
    knowledge: &Knowledge,
    bank: &Bank,
    settings: Settings,
    semantics: Option<&Semantics>,
) -> HeldOut {
    let order = places(knowledge, bank);
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &index)| place[index] = at);
    let mut random = Random(42);
    let folds: Vec<usize> = bank.samples.iter().map(|_| random.below(FOLDS)).collect();
    let mut examples = Vec::new();
    for fold in 0..FOLDS {
        let inside = |keep: bool| (0..folds.len()).filter(move |_| keep);
        let training: Vec<usize> =
            inside(true).filter(|&i| folds[i] != fold || !bank.samples[i].phrasing).collect();
        let classifier = Classifier::new(LinearModel::from_parts(fit(bank, &training, settings)));
        let phrases = semantics.map(|semantics| {
            let kept = |index: usize| folds[index] != fold || !bank.samples[index].phrasing;
            semantics.phrases().only(|at| kept(order[at]))
        });
        for index in (0..folds.len()).filter(|&i| folds[i] == fold && bank.samples[i].phrasing) {
            let judge = |meaning| judged(bank, index, &classifier, meaning);
            let vector =
                || semantics.map(|semantics| semantics.phrases().vector(place[index])).unwrap_or_default();
            let meaning = phrases.as_ref().map(|phrases| phrases.meanings_along(&[vector()]).remove(0));
            let by_meaning = meaning.and_then(|meaning| judge(Some(meaning)));
            examples.extend(judge(None).map(|words| (words, by_meaning)));
        }
    }
    HeldOut(examples)
}

fn judged(
    bank: &Bank,
    index: usize,
    classifier: &Classifier,
    meaning: Option<Meaning>,
) -> Option<Example<COUNT>> {
    let sample = &bank.samples[index];
    let asked = classifier.asked(&sample.text);
    let mut posterior = classifier.posterior(&asked, "", &sample.text);
    if let Some(meaning) = meaning {
        posterior = classifier.with_meaning(&posterior, meaning);
    }
    let right = bank.classes[sample.class] == posterior.criteria.first()?.response.to_string();
    Some((confidence::features(&posterior, asked.text.chars().len()), right))
}

fn example(
    question: &Labelled,
    classifier: &Classifier,
    semantics: Option<&Semantics>,
) -> Option<Example<COUNT>> {
    let meaning = semantics.map(|semantics| |text: &str| semantics.meanings(&[text]).remove(0));
    let posterior = question.posterior(classifier, meaning.as_ref().map(|meaning| meaning as Encoder<'_>));
    let best = posterior.criteria.first()?.criterion;
    let neutral = question.tolerates(best) && !question.accepts(best);
    let characters = Normal::of(&question.text).chars().len();
    (!neutral).then(|| (confidence::features(&posterior, characters), question.accepts(best)))
}

/// The weights with slope and offset fitted on labelled questions.
fn scaled(weights: [f32; COUNT], questions: &[Example<COUNT>]) -> [f32; COUNT] {
    let sum = |features: &[f32; COUNT]| {
        features.iter().zip(&weights).map(|(feature, weight)| feature * weight).sum()
    };
    let sums: Vec<Example<2>> =
        questions.iter().map(|(features, right)| ([1.0, sum(features)], *right)).collect();
    let [offset, slope] = logistic(&sums);
    let mut scaled = weights.map(|weight| weight * slope);
    // The first feature is the constant 1.
    scaled[0] += offset;
    scaled
}

/// Probabilities of the labelled questions, each from a scale that has not seen it; highest first.
fn cross_validated(traded: [f32; COUNT], questions: &[Example<COUNT>]) -> Vec<(f64, bool)> {
    let mut predicted = Vec::new();
    for fold in 0..FOLDS {
        let part =
            |inside: bool| questions.iter().enumerate().filter(move |(i, _)| (i % FOLDS == fold) == inside);
        let training: Vec<Example<COUNT>> = part(false).map(|(_, example)| *example).collect();
        let model = Confidence::new(scaled(traded, &training), 1.0, 0.0);
        predicted.extend(part(true).map(|(_, (features, right))| (model.probability(features), *right)));
    }
    predicted.sort_by(|a, b| b.0.total_cmp(&a.0));
    predicted
}

/// The lowest probability at which at most `error` of the questions above it are wrong.
fn threshold(predicted: &[(f64, bool)], error: f64) -> f64 {
    let mut wrong = 0.0;
    let mut lowest = 1.0;
    for (index, (probability, right)) in predicted.iter().enumerate() {
        wrong += f64::from(u8::from(!right));
        if wrong <= error * (index + 1) as f64 {
            lowest = *probability;
        }
    }
    lowest
}

/// Prints the reliability of cross-validated probabilities.
fn report(predicted: &[(f64, bool)]) {
    println!("| probability | questions | mean | right |\n|---|---|---|---|");
    let mut error = 0.0;
    for bin in (0..10).rev() {
        let inside = |p: f64| ((p * 10.0) as usize).min(9) == bin;
        let members: Vec<_> = predicted.iter().filter(|(p, _)| inside(*p)).collect();
        let count = members.len().max(1) as f64;
        let mean = members.iter().map(|(p, _)| p).sum::<f64>() / count;
        let right = members.iter().filter(|(_, right)| *right).count() as f64 / count;
        error += (mean - right).abs() * members.len() as f64 / predicted.len() as f64;
        println!(
            "| {:.1}–{:.1} | {} | {mean:.2} | {right:.2} |",
            bin as f64 / 10.0,
            (bin + 1) as f64 / 10.0,
            members.len()
        );
    }
    println!("expected calibration error {error:.3}");
}

/// Weights of a ridge logistic regression, by Newton's method.
fn logistic<const N: usize>(examples: &[Example<N>]) -> [f32; N] {
    let mut weights = [0.0_f64; N];
    for _ in 0..25 {
        let mut gradient = weights.map(|weight| -RIDGE * weight);
        let mut curvature = [[0.0_f64; N]; N];
        (0..N).for_each(|i| curvature[i][i] = RIDGE);
        for (features, right) in examples {
            let features = features.map(f64::from);
            let sum: f64 = features.iter().zip(&weights).map(|(feature, weight)| feature * weight).sum();
            let probability = 1.0 / (1.0 + (-sum).exp());
            let (residual, slope) =
                (f64::from(u8::from(*right)) - probability, probability * (1.0 - probability));
            for i in 0..N {
                gradient[i] += residual * features[i];
                (0..N).for_each(|j| curvature[i][j] += slope * features[i] * features[j]);
            }
        }
        let step = solve(curvature, gradient);
        (0..N).for_each(|i| weights[i] += step[i]);
    }
    weights.map(|weight| weight as f32)
}

/// Solves a small symmetric positive definite system by elimination.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        for row in pivot + 1..N {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            (pivot..N).for_each(|column| matrix[row][column] -= factor * matrix[pivot][column]);
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
