//! The linear model: one weight per term and class, trained on the phrase bank by `cargo xtask train`.
//!
//! Classes are the distinct responses of the standard (criteria that share a response are one class) and the
//! topics that the standard does not answer. A text is a vector of its terms, weighted `(1 + ln tf) · idf` (less
//! where a term is hiragana alone) and scaled to length 1, in which unknown terms count too; a class's score is the
//! vector's product with its weights plus its bias.

mod dense;
mod file;
mod vocabulary;

use self::dense::Dense;
use self::vocabulary::Vocabulary;
use super::features;
use crate::error::Result;
use crate::text::Normal;

/// Classes that a model may have: scores of one question are added up in an array of this size, a power of two.
pub(super) const MOST_CLASSES: usize = 512;

/// Squared weight of an occurrence of a term that the model does not know: what is new in a text takes from the
/// certainty of the rest.
const UNKNOWN: f32 = 100.0;
/// Factor between two frequencies of terms that the model tells apart.
const FREQUENCY_STEP: f32 = 1.15;

/// A trained model, ready to score.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearModel {
    /// Names of the classes: a criterion number, or a topic's id.
    classes: Vec<String>,
    bias: Vec<f32>,
    vocabulary: Vocabulary,
    /// Weight of one occurrence of each term: its inverse document frequency times the weight of its script.
    idf: Vec<f32>,
    /// Where each term's weights begin in `targets` and `steps`; one more entry than terms.
    offsets: Vec<u32>,
    /// The class that each weight is about.
    targets: Vec<u16>,
    /// Each weight as a multiple of `step`.
    steps: Vec<i8>,
    dense: Dense,
    step: f32,
}

/// A term of the model with its document frequency and non-zero weights, as training hands them over.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedTerm {
    /// The term's text; see [`features::Term::text`].
    pub text: String,
    /// Documents of the phrase bank that hold it.
    pub documents: u32,
    /// Class index and weight as a multiple of the model's step, by ascending class.
    pub weights: Vec<(u16, i8)>,
}

/// Everything that a model file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelParts {
    /// Names of the classes.
    pub classes: Vec<String>,
    /// Bias of each class.
    pub bias: Vec<f32>,
    /// Documents that the model was trained on.
    pub documents: u32,
    /// Value of one weight step.
    pub step: f32,
    /// Terms in ascending order of their text.
    pub terms: Vec<WeightedTerm>,
}

/// A text as the model sees it: term index, weight, and the characters it covers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vector {
    /// (term, weight), by ascending term; the weights' squares sum to 1, less the share of what the model does not know.
    pub entries: Vec<(u32, f32)>,
    /// Share of the text's terms that the model knows, 0 to 1.
    pub known: f32,
}

impl Vector {
    /// The vector with every weight taken `factor` times.
    pub fn scaled(mut self, factor: f32) -> Self {
        self.entries.iter_mut().for_each(|(_, weight)| *weight *= factor);
        self
    }

    /// The sum of two vectors: scores are linear, so one pass over the weights serves both.
    pub fn plus(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self.entries.sort_by_key(|(term, _)| *term);
        self.entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        self
    }
}

/// The terms of a text, looked up once for all that is asked about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Occurrences {
    /// The terms that the model knows, in a fixed order, repeated ones each time.
    pub known: Vec<Occurrence>,
    /// All terms of the text, known or not.
    pub terms: u32,
}

/// A known term where it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Index of the term.
    pub term: u32,
    /// First character; one space in front of the text counts, see [`features::each_term`].
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// How often a term is met, on a scale of steps: what the model keeps of the number of documents that hold it.
fn frequency(containing: u32) -> u32 {
    ((containing as f32).ln() / FREQUENCY_STEP.ln()).round() as u32
}

/// Inverse document frequency with add-one smoothing, of a term with this [`frequency`].
fn idf(documents: u32, frequency: u32) -> f32 {
    let containing = FREQUENCY_STEP.powi(frequency as i32);
    ((1.0 + documents as f32) / (1.0 + containing)).ln() + 1.0
}

/// Terms with these numbers of weights in the order in which the model keeps them: those with most first, so that
/// like numbers stand together in the file.
fn by_weights(counts: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..counts.len() as u32).collect();
    order.sort_by_key(|&term| std::cmp::Reverse(counts.get(term as usize)));
    order
}

impl LinearModel {
    /// The model that is built into the program.
    ///
    /// # Errors
    /// `invalid-data` where the file does not fit the program; a test keeps that from happening.
    pub fn embedded() -> Result<Self> {
        Self::decode(include_bytes!("../../data/model/linear.bin"))
    }

    /// A model from its parts.
    pub fn from_parts(parts: ModelParts) -> Self {
        let counts: Vec<u32> = parts.terms.iter().map(|term| term.weights.len() as u32).collect();
        let order = by_weights(&counts);
        let terms = || order.iter().filter_map(|&term| parts.terms.get(term as usize));
        let weight = |term: &WeightedTerm| {
            let hiragana = term.text.chars().all(features::is_hiragana_or_border);
            features::script_weight(hiragana) * idf(parts.documents, frequency(term.documents))
        };
        let mut model = Self {
            classes: parts.classes,
            bias: parts.bias,
            vocabulary: Vocabulary::new(terms().map(|term| features::term_hash(term.text.chars())).collect()),
            idf: terms().map(weight).collect(),
            offsets: vec![0],
            targets: Vec::new(),
            steps: Vec::new(),
            dense: Dense::default(),
            step: parts.step,
        };
        for term in terms() {
            model.targets.extend(term.weights.iter().map(|(class, _)| class));
            model.steps.extend(term.weights.iter().map(|(_, steps)| steps));
            model.offsets.push(model.targets.len() as u32);
        }
        model.dense = Dense::new(&model.offsets, &model.targets, &model.steps);
        model
    }

    /// Names of the classes, in the order of [`LinearModel::scores`].
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// The vector of a text whose terms have been looked up.
    pub fn vector(&self, looked_up: &Occurrences) -> Vector {
        let mut found: Vec<u32> = looked_up.known.iter().map(|occurrence| occurrence.term).collect();
        found.sort_unstable();
        let mut entries: Vec<(u32, f32)> = found
            .chunk_by(|a, b| a == b)
            .filter_map(|run| {
                let idf = self.idf.get(*run.first()? as usize)?;
                // The logarithm of 1 need not be computed, and most terms occur once.
                let repeated = if run.len() > 1 { (run.len() as f32).ln() } else { 0.0 };
                Some((run[0], (1.0 + repeated) * idf))
            })
            .collect();
        let unknown = looked_up.terms.saturating_sub(found.len() as u32) as f32 * UNKNOWN;
        let length = (entries.iter().map(|(_, weight)| weight * weight).sum::<f32>() + unknown).sqrt();
        if length > 0.0 {
            entries.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        Vector { entries, known: found.len() as f32 / looked_up.terms.max(1) as f32 }
    }

    /// Scores of all classes for a vector, their biases taken `bias` times.
    pub fn scores(&self, vector: &Vector, bias: f32) -> Vec<f32> {
        let mut sums = [0.0_f32; MOST_CLASSES];
        for &(term, value) in &vector.entries {
            let value = value * self.step;
            if let Some(row) = self.dense.row(term) {
                sums.iter_mut().zip(row).for_each(|(sum, &steps)| *sum += value * f32::from(steps));
                continue;
            }
            let (targets, steps) = self.term_weights(term);
            for (&class, &steps) in targets.iter().zip(steps) {
                // The mask never changes a class; it spares the check of the bound.
                sums[usize::from(class) % MOST_CLASSES] += value * f32::from(steps);
            }
        }
        self.bias.iter().zip(sums).map(|(own, sum)| own * bias + sum).collect()
    }

    /// Looks up every term of a text.
    pub fn occurrences(&self, normal: &Normal) -> Occurrences {
        let mut found = Occurrences::default();
        features::each_term(normal, |term| {
            found.terms += 1;
            let (start, end) = (term.start as u32, term.end as u32);
            found.known.extend(self.vocabulary.get(term.hash).map(|term| Occurrence { term, start, end }));
        });
        found
    }

    /// Whether a Latin word is a term.
    pub fn knows_word(&self, word: &[char]) -> bool {
        self.vocabulary.get(features::word_hash(word)).is_some()
    }

    /// How much one occurrence of a term speaks for a class; 0 where it says nothing.
    pub fn weight(&self, term: u32, class: usize) -> f32 {
        let (targets, steps) = self.term_weights(term);
        let found = targets.binary_search_by_key(&class, |&class| usize::from(class));
        let steps = found.ok().and_then(|index| steps.get(index)).map_or(0.0, |&steps| f32::from(steps));
        steps * self.step * self.idf.get(term as usize).copied().unwrap_or(0.0)
    }

    /// The classes that a term speaks for or against, ascending, and its weights.
    fn term_weights(&self, term: u32) -> (&[u16], &[i8]) {
        let term = term as usize;
        let (Some(&start), Some(&end)) = (self.offsets.get(term), self.offsets.get(term + 1)) else {
            return (&[], &[]);
        };
        let range = start as usize..end as usize;
        (self.targets.get(range.clone()).unwrap_or(&[]), self.steps.get(range).unwrap_or(&[]))
    }
}
