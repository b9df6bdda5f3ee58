//! Which pieces of the encoder's vocabulary Japanese and English questions need.

use std::collections::{HashMap, HashSet};

use kaito::semantic::tokenizer::{SPECIAL, Tokenizer};

use super::super::bank::Bank;

/// Texts of the bank that a piece must stand in to be kept for that alone.
const OFTEN: usize = 2;
/// Of ten further pieces, those that are Japanese.
const JAPANESE_OF_TEN: usize = 7;
/// Score of an unknown character below the least likely piece, as SentencePiece has it.
const UNKNOWN_BELOW: f32 = 10.0;

/// Pieces with their log-probabilities and their rows in the table of embeddings.
pub struct Vocabulary {
    pub pieces: Vec<String>,
    pub scores: Vec<f32>,
    pub rows: Vec<usize>,
    pub unknown: f32,
}

/// Keeps about `kept` pieces: the special ones, those that the bank needs, and the likeliest others in Japanese and English.
pub fn choose(all: Vec<(String, f32)>, bank: &Bank, kept: usize) -> Vocabulary {
    let unknown = unknown_score(&all);
    let (pieces, scores): (Vec<String>, Vec<f32>) = all.into_iter().unzip();
    let used = documents(&Tokenizer::new(pieces.clone(), scores.clone(), unknown), bank);
    let often = |index: &usize| used.get(index).is_some_and(|count| *count >= OFTEN);
    let fits =
        |index: &usize| pieces[*index].chars().all(|c| c == '▁' || c.is_ascii_graphic() || is_japanese(c));
    let (needed, mut others): (Vec<usize>, Vec<usize>) =
        (SPECIAL..pieces.len()).filter(fits).partition(often);
    others.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let (japanese, latin): (Vec<usize>, Vec<usize>) =
        others.into_iter().partition(|index| pieces[*index].chars().any(is_japanese));
    let plain = |index: &usize| {
        let word = pieces[*index].trim_start_matches('▁');
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase())
    };
    let free = kept.saturating_sub(needed.len() + SPECIAL);
    let share = free * JAPANESE_OF_TEN / 10;
    let further = japanese.into_iter().take(share).chain(latin.into_iter().filter(plain).take(free - share));
    let mut rows: Vec<usize> = (0..SPECIAL).chain(needed).chain(further).collect();
    rows.sort_unstable();
    Vocabulary {
        pieces: rows.iter().map(|&row| pieces[row].clone()).collect(),
        scores: rows.iter().map(|&row| scores[row]).collect(),
        rows,
        unknown,
    }
}

/// The score of a character that no piece covers.
pub fn unknown_score(all: &[(String, f32)]) -> f32 {
    all.iter().map(|(_, score)| *score).fold(0.0, f32::min) - UNKNOWN_BELOW
}

/// In how many texts of the bank each piece stands.
pub fn documents(tokenizer: &Tokenizer, bank: &Bank) -> HashMap<usize, usize> {
    let mut counts = HashMap::new();
    for sample in &bank.samples {
        let pieces: HashSet<u32> = tokenizer.pieces(&sample.text).into_iter().collect();
        pieces.into_iter().for_each(|piece| *counts.entry(piece as usize).or_insert(0) += 1);
    }
    counts
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}
