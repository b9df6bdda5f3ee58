//! What a question means: a sentence encoder and the phrasings of the bank as it sees them.
//!
//! The weights are those of Google's universal-sentence-encoder-multilingual v3. They are not part of the program:
//! `cargo xtask encoder` makes the file that [`Semantics::read`] takes, and without it matching goes by words alone.

pub mod branch;
mod file;
mod lanes;
mod matrix;
pub mod network;
pub mod phrases;
pub mod tokenizer;

pub use file::SemanticParts;
pub use matrix::{Matrix, Steps};

use std::sync::{Mutex, PoisonError};

use crate::error::Result;
use network::{Network, Seen};
use phrases::{Meaning, Phrases};
use tokenizer::Tokenizer;

/// Texts that are encoded at a time: a bound on the memory that it takes.
const TOGETHER: usize = 32;

/// An encoder with the phrasings to compare with.
#[derive(Debug)]
pub struct Semantics {
    tokenizer: Tokenizer,
    network: Network,
    phrases: Phrases,
    fingerprint: u64,
    /// Only saves work: a vector is the same, whatever was encoded before.
    seen: Mutex<Seen>,
}

impl Semantics {
    /// Reads the file that `cargo xtask encoder` makes.
    ///
    /// # Errors
    /// `invalid-data` where the bytes are no such file.
    pub fn read(file: Vec<u8>) -> Result<Self> {
        SemanticParts::read(file).and_then(Self::from_parts)
    }

    /// An encoder from its parts.
    ///
    /// # Errors
    /// `invalid-data` where the parts do not fit together.
    pub fn from_parts(parts: SemanticParts) -> Result<Self> {
        let tokenizer = Tokenizer::new(parts.pieces, parts.piece_scores, parts.unknown_score);
        let network = Network::new(parts.table, parts.matrices, parts.vectors).ok_or_else(file::damaged)?;
        let phrases = Phrases::new(parts.phrases).ok_or_else(file::damaged)?;
        Ok(Self { tokenizer, network, phrases, fingerprint: parts.fingerprint, seen: Mutex::default() })
    }

    /// The sentence vectors of texts: 512 numbers of length 1 each, whichever texts come together.
    pub fn encode(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let together = |texts: &[&str]| {
            let pieces: Vec<_> = texts.iter().map(|text| self.tokenizer.pieces(text)).collect();
            self.network.encode(&pieces, &mut seen)
        };
        texts.chunks(TOGETHER).flat_map(together).collect()
    }

    /// How near texts are to the phrasings of every class.
    pub fn meanings(&self, texts: &[&str]) -> Vec<Meaning> {
        self.phrases.meanings(&self.encode(texts))
    }

    /// The phrasings that are compared with.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// What the phrasings and classes were when the file was made; see [`fingerprint`].
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }
}

/// A number that changes with any class name or phrasing: a file made for others must not be used.
pub fn fingerprint<'t>(classes: &'t [String], phrasings: impl Iterator<Item = &'t str>) -> u64 {
    let names = classes.iter().map(String::as_str);
    let texts = names.chain(phrasings).flat_map(|text| text.chars().chain(['\n']));
    crate::matching::features::term_hash(texts)
}
