//! The stretches of a question that speak for a response.

use std::ops::Range;

use super::model::LinearModel;
use crate::text::Normal;

/// Share of the strongest character's weight from which a character is shown as matched.
const SHOWN: f32 = 0.35;

/// A question whose terms have been looked up once, for all its candidates.
#[derive(Debug)]
pub struct Asked {
    /// The normalised question.
    pub text: Normal,
    occurrences: Vec<(u32, Range<usize>)>,
}

impl Asked {
    /// Looks up the terms of a question.
    pub fn new(text: Normal, model: &LinearModel) -> Self {
        let occurrences = model.occurrences(&text);
        Self { text, occurrences }
    }

    /// The stretches that speak for a class of the model, in UTF-16 units of the original question.
    pub fn spans(&self, model: &LinearModel, class: usize) -> Vec<(u32, u32)> {
        // One space stands on either side of the text that terms are counted in.
        let mut weights = vec![0.0_f32; self.text.chars().len() + 2];
        for (term, covered) in &self.occurrences {
            let weight = model.weight(*term, class) / covered.len() as f32;
            if let Some(weights) = weights.get_mut(covered.clone()).filter(|_| weight != 0.0) {
                weights.iter_mut().for_each(|sum| *sum += weight);
            }
        }
        let weights = &weights[1..weights.len() - 1];
        let strongest = weights.iter().copied().fold(0.0, f32::max);
        let shown: Vec<bool> =
            weights.iter().map(|&weight| weight > 0.0 && weight >= strongest * SHOWN).collect();
        let mut at = 0;
        shown
            .chunk_by(|a, b| a == b)
            .filter_map(|run| {
                let start = at;
                at += run.len();
                run.first().filter(|shown| **shown).and_then(|_| self.text.span(start, at))
            })
            .collect()
    }
}
