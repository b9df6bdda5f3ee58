//! Cuts a text into the pieces of the encoder's vocabulary: SentencePiece's unigram model.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

/// Stands for a space and in front of every text.
const SPACE: char = '▁';
/// NFKC would make it a plain tilde; the encoder was trained with the wide one.
const KEPT: char = '～';
/// Index of the piece for what the vocabulary lacks.
const UNKNOWN: u32 = 0;
/// Index of the piece in front of every text.
const BEGIN: u32 = 1;
/// Index of the piece behind every text.
const END: u32 = 2;
/// Pieces in front of the vocabulary's own: the three above.
pub const SPECIAL: usize = 3;
/// Pieces that are read of a text: a bound on the work, far above any question.
const MOST_PIECES: usize = 384;

/// A vocabulary with the log-probability of each piece.
#[derive(Debug)]
pub struct Tokenizer {
    pieces: HashMap<String, u32>,
    scores: Vec<f32>,
    unknown: f32,
    /// Characters of the longest piece.
    longest: usize,
}

impl Tokenizer {
    /// A tokenizer over pieces, of which the first [`SPECIAL`] are never found in a text; `unknown` is the score
    /// of a character that no piece covers.
    pub fn new(pieces: Vec<String>, scores: Vec<f32>, unknown: f32) -> Self {
        let longest = pieces.iter().map(|piece| piece.chars().count()).max().unwrap_or(0);
        let pieces = pieces.into_iter().zip(0..).skip(SPECIAL).collect();
        Self { pieces, scores, unknown, longest }
    }

    /// The indices of a text's pieces between those for its begin and end.
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        let mut found = self.likeliest(&normalised(text));
        found.truncate(MOST_PIECES);
        if found.is_empty() {
            found.push(UNKNOWN);
        }
        [vec![BEGIN], found, vec![END]].concat()
    }

    /// The likeliest way to cut the text: the pieces' scores add up, the earliest of equal cuts counts.
    fn likeliest(&self, text: &str) -> Vec<u32> {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        // For every bound: the best score up to it, where its last piece begins, and that piece.
        let mut best = vec![(f32::NEG_INFINITY, 0, UNKNOWN); bounds.len()];
        if let Some(first) = best.first_mut() {
            first.0 = 0.0;
        }
        for start in 0..bounds.len().saturating_sub(1) {
            for (end, piece, score) in self.beginning_at(text, &bounds, start) {
                let score = best.get(start).map_or(score, |best| best.0 + score);
                if let Some(known) = best.get_mut(end).filter(|known| score > known.0) {
                    *known = (score, start, piece);
                }
            }
        }
        let mut found = Vec::new();
        let mut at = bounds.len().saturating_sub(1);
        while let Some(&(_, start, piece)) = best.get(at).filter(|_| at > 0) {
            found.push(piece);
            at = start;
        }
        found.reverse();
        found
    }

    /// The pieces that begin at a bound: the bound behind each, its index and score.
    fn beginning_at(&self, text: &str, bounds: &[usize], start: usize) -> Vec<(usize, u32, f32)> {
        let mut found = Vec::new();
        for end in start + 1..bounds.len().min(start + 1 + self.longest) {
            let covered = bounds.get(start).zip(bounds.get(end)).and_then(|(&from, &to)| text.get(from..to));
            if let Some(&piece) = covered.and_then(|covered| self.pieces.get(covered)) {
                found.push((end, piece, self.scores.get(piece as usize).copied().unwrap_or(self.unknown)));
            }
        }
        if found.first().is_none_or(|(end, ..)| *end > start + 1) {
            found.push((start + 1, UNKNOWN, self.unknown));
        }
        found
    }
}

/// The text in compatibility form with single spaces, each written as [`SPACE`], one in front.
fn normalised(text: &str) -> String {
    let parts: Vec<String> = text.split(KEPT).map(|part| part.nfkc().collect()).collect();
    let text = parts.join(KEPT.encode_utf8(&mut [0; 4]));
    text.split_whitespace()
        .flat_map(|word| [SPACE.encode_utf8(&mut [0; 4]), word].concat().chars().collect::<Vec<_>>())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_where_the_scores_are_best() {
        let vocabulary = [
            ("", 0.0),
            ("", 0.0),
            ("", 0.0),
            ("▁", -2.0),
            ("監", -4.0),
            ("視", -4.0),
            ("監視", -5.0),
            ("▁log", -3.0),
        ];
        let (pieces, scores): (Vec<String>, Vec<f32>) =
            vocabulary.iter().map(|(piece, score)| ((*piece).to_owned(), *score)).unzip();
        let tokenizer = Tokenizer::new(pieces, scores, -20.0);
        let cases: [(&str, &[u32]); 6] = [
            ("監視", &[1, 3, 6, 2]),
            ("視監", &[1, 3, 5, 4, 2]),
            ("  ｌｏｇ　監視 ", &[1, 7, 3, 6, 2]),
            ("監～", &[1, 3, 4, 0, 2]),
            ("", &[1, 0, 2]),
            ("x", &[1, 3, 0, 2]),
        ];
        for (text, expected) in cases {
            assert_eq!(tokenizer.pieces(text), expected, "{text:?}");
        }
    }
}
