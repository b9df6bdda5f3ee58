//! The stretches of a question that speak for a response.

use super::model::{LinearModel, Occurrences};
use crate::text::Normal;

/// Share of the strongest character's weight from which a character is shown as matched.
const SHOWN: f32 = 0.35;

/// A question whose terms have been looked up once, for all its candidates.
#[derive(Debug)]
pub struct Asked {
    /// The normalised question.
    pub text: Normal,
    /// Its terms.
    pub occurrences: Occurrences,
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
        for occurrence in &self.occurrences.known {
            let weight = model.weight(occurrence.term, class);
            let covered = weights.get_mut(occurrence.start as usize..occurrence.end as usize);
            if let Some(covered) = covered.filter(|_| weight != 0.0) {
                let each = weight / covered.len() as f32;
                covered.iter_mut().for_each(|sum| *sum += each);
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
