//! The cheaper variant of the table: the mean of the pieces' embeddings, each weighed by how rare its piece is.

use kaito::semantic::network::WIDTH;
use kaito::semantic::tokenizer::Tokenizer;
use kaito::semantic::{SemanticParts, Steps};

use super::super::bank::Bank;
use super::vocabulary::documents;

/// Embeddings and the weight of each.
pub struct Averaged<'p> {
    table: &'p Steps,
    weights: Vec<f32>,
}

impl<'p> Averaged<'p> {
    /// Over the embeddings of `parts`, with the inverse document frequencies of the bank.
    pub fn new(parts: &'p SemanticParts, tokenizer: &Tokenizer, bank: &Bank) -> Self {
        let counts = documents(tokenizer, bank);
        let texts = bank.samples.len() as f32;
        let weight = |piece: usize| (texts / (1 + counts.get(&piece).copied().unwrap_or(0)) as f32).ln();
        Self { table: &parts.table, weights: (0..parts.pieces.len()).map(weight).collect() }
    }

    /// The sentence vector of a text's pieces, of any length.
    pub fn encode(&self, pieces: &[u32]) -> Vec<f32> {
        let mut sum = vec![0.0; WIDTH];
        for piece in pieces.iter().map(|piece| *piece as usize) {
            let scale = self.table.scales[piece] * self.weights[piece];
            sum.iter_mut()
                .zip(self.table.row(piece))
                .for_each(|(sum, step)| *sum += f32::from(*step) * scale);
        }
        sum
    }
}
