//! The model file: each kind of data in its own run of LEB128 numbers, so that it compresses well. Terms stand in the
//! order of their texts, front-coded in an alphabet of their own; how often they are met and their weights in the
//! order of [`by_weights`].

use std::collections::HashMap;

use super::dense::Dense;
use super::vocabulary::Vocabulary;
use super::{LinearModel, MOST_CLASSES, ModelParts, WeightedTerm, by_weights, frequency};
use crate::error::{Error, ErrorKind, Result};
use crate::matching::features::{FNV_OFFSET, hash_step, is_hiragana_or_border, script_weight};

/// First bytes of a model file; the digit is the version of the format.
const MAGIC: &[u8; 8] = b"kaitolm3";

impl ModelParts {
    /// Writes a model file.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        put(&mut out, self.classes.len() as u32);
        self.classes.iter().for_each(|name| put_text(&mut out, name));
        self.bias.iter().for_each(|bias| out.extend(bias.to_le_bytes()));
        put(&mut out, self.documents);
        out.extend(self.step.to_le_bytes());
        put_texts(&mut out, &self.terms);
        put_weights(&mut out, &self.terms);
        out
    }
}

impl LinearModel {
    /// Reads a model file, as [`ModelParts::encode`] writes it.
    ///
    /// # Errors
    /// `invalid-data` with the byte offset where the file ends early or breaks its format.
    pub fn decode(bytes: &[u8]) -> Result<Self> {
        let mut input = Input { bytes, at: 0 };
        read_model(&mut input).ok_or_else(|| {
            Error::new(ErrorKind::InvalidData, "モデルファイルが壊れています。", "the model file is damaged")
                .at(format!("byte {}", input.at))
        })
    }
}

/// The alphabet, then for each term how many characters it shares with the one before, how many it adds, and which.
fn put_texts(out: &mut Vec<u8>, terms: &[WeightedTerm]) {
    let mut previous = "";
    let split = terms.iter().map(|term| {
        let shared = shared_prefix(previous, &term.text);
        previous = &term.text;
        (previous[..shared].chars().count() as u32, &previous[shared..])
    });
    let split: Vec<(u32, &str)> = split.collect();
    let alphabet = alphabet(split.iter().map(|(_, added)| *added));
    put_text(out, &alphabet.iter().collect::<String>());
    let codes: HashMap<char, u32> = alphabet.into_iter().zip(0..).collect();
    let code = |c| codes.get(&c).copied().unwrap_or_default();
    put(out, terms.len() as u32);
    split.iter().for_each(|(shared, _)| put(out, *shared));
    split.iter().for_each(|(_, added)| put(out, added.chars().count() as u32));
    split.iter().flat_map(|(_, added)| added.chars()).for_each(|c| put(out, code(c)));
}

/// The distinct characters, the most frequent first.
fn alphabet<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<char> {
    let mut counts: HashMap<char, usize> = HashMap::new();
    texts.flat_map(str::chars).for_each(|c| *counts.entry(c).or_default() += 1);
    let mut alphabet: Vec<(usize, char)> = counts.into_iter().map(|(c, count)| (count, c)).collect();
    alphabet.sort_unstable_by(|a, b| b.cmp(a));
    alphabet.into_iter().map(|(_, c)| c).collect()
}

fn put_weights(out: &mut Vec<u8>, terms: &[WeightedTerm]) {
    let counts: Vec<u32> = terms.iter().map(|term| term.weights.len() as u32).collect();
    counts.iter().for_each(|count| put(out, *count));
    let order = by_weights(&counts);
    let terms: Vec<&WeightedTerm> = order.iter().filter_map(|&term| terms.get(term as usize)).collect();
    terms.iter().for_each(|term| put(out, frequency(term.documents)));
    for term in &terms {
        let mut next = 0;
        for &(class, _) in &term.weights {
            put(out, u32::from(class - next));
            next = class + 1;
        }
    }
    terms.iter().flat_map(|term| &term.weights).for_each(|&(_, steps)| out.push(steps as u8));
}

fn shared_prefix(a: &str, b: &str) -> usize {
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    shared.map(|(c, _)| c.len_utf8()).sum()
}

fn put(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u32);
    out.extend(text.as_bytes());
}

struct Input<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    /// A number in LEB128; nearly all take one byte.
    #[inline]
    fn number(&mut self) -> Option<u32> {
        match self.bytes.get(self.at) {
            Some(&byte) if byte < 0x80 => {
                self.at += 1;
                Some(u32::from(byte))
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in (0..32).step_by(7) {
            let byte = *self.take(1)?.first()?;
            value |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        // Every counted thing takes at least a byte: a larger count is damage, not a reason to allocate.
        (count <= self.bytes.len()).then_some(count)
    }

    fn float(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).ok()
    }
}

fn read_model(input: &mut Input<'_>) -> Option<LinearModel> {
    if input.take(MAGIC.len())? != MAGIC {
        return None;
    }
    let count = input.count().filter(|&count| count <= MOST_CLASSES)?;
    let classes = (0..count).map(|_| input.text().map(str::to_owned)).collect::<Option<Vec<_>>>()?;
    let bias = (0..count).map(|_| input.float()).collect::<Option<Vec<_>>>()?;
    let (documents, step) = (input.number()?, input.float()?);
    let texts = read_texts(input)?;
    let counts = (0..texts.len()).map(|_| input.number()).collect::<Option<Vec<_>>>()?;
    let order = by_weights(&counts);
    let terms = || order.iter().filter_map(|&term| texts.get(term as usize));
    let vocabulary = Vocabulary::new(terms().map(|(hash, _)| *hash).collect());
    let mut idf = Vec::with_capacity(texts.len());
    for (_, script) in terms() {
        idf.push(script * super::idf(documents, input.number()?));
    }
    let offsets = read_offsets(input, &order, &counts, count)?;
    let targets = read_targets(input, &offsets, count)?;
    let steps: Vec<i8> = input.take(targets.len())?.iter().map(|&steps| steps as i8).collect();
    let whole = input.at == input.bytes.len();
    let dense = Dense::new(&offsets, &targets, &steps);
    whole.then_some(LinearModel { classes, bias, vocabulary, idf, offsets, targets, steps, dense, step })
}

/// The hashes of the terms and the weights of their scripts; the texts themselves are not needed to look one up.
fn read_texts(input: &mut Input<'_>) -> Option<Vec<(u64, f32)>> {
    let alphabet: Vec<char> = input.text()?.chars().collect();
    let count = input.count()?;
    let shared = (0..count).map(|_| input.number()).collect::<Option<Vec<_>>>()?;
    let added = (0..count).map(|_| input.number()).collect::<Option<Vec<_>>>()?;
    let mut terms = Vec::with_capacity(count);
    // The beginnings of the term before, the empty one included: hash, and whether it is hiragana alone.
    let mut beginnings = vec![(FNV_OFFSET, true)];
    for (shared, added) in shared.into_iter().zip(added) {
        let (mut hash, mut hiragana) = *beginnings.get(shared as usize)?;
        beginnings.truncate(shared as usize + 1);
        for _ in 0..added {
            let c = *alphabet.get(input.number()? as usize)?;
            (hash, hiragana) = (hash_step(hash, c), hiragana && is_hiragana_or_border(c));
            beginnings.push((hash, hiragana));
        }
        terms.push((hash, script_weight(hiragana)));
    }
    Some(terms)
}

fn read_offsets(input: &Input<'_>, order: &[u32], counts: &[u32], classes: usize) -> Option<Vec<u32>> {
    let mut end = 0_u32;
    let mut offsets = Vec::with_capacity(order.len() + 1);
    offsets.push(end);
    for &term in order {
        let count = counts.get(term as usize).filter(|count| **count as usize <= classes)?;
        end = end.checked_add(*count)?;
        offsets.push(end);
    }
    // Every weight takes two bytes at least: a larger sum is damage, not a reason to allocate.
    (end as usize <= input.bytes.len()).then_some(offsets)
}

fn read_targets(input: &mut Input<'_>, offsets: &[u32], classes: usize) -> Option<Vec<u16>> {
    let mut targets = Vec::with_capacity(*offsets.last()? as usize);
    for pair in offsets.windows(2) {
        let mut next = 0;
        for _ in *pair.first()?..*pair.last()? {
            let class =
                u32::checked_add(input.number()?, next).filter(|&class| (class as usize) < classes)?;
            targets.push(class as u16);
            next = class + 1;
        }
    }
    Some(targets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> ModelParts {
        let term = |text: &str, weights: &[(u16, i8)]| WeightedTerm {
            text: text.to_owned(),
            documents: 300,
            weights: weights.to_vec(),
        };
        ModelParts {
            classes: vec!["実1".to_owned(), "ddos".to_owned()],
            bias: vec![-1.0, 0.5],
            documents: 9_000,
            step: 0.25,
            terms: vec![
                term("する", &[(0, 5)]),
                term("監", &[]),
                term("監視", &[(0, -3), (1, 127)]),
                term("監視カ", &[(1, -128)]),
            ],
        }
    }

    #[test]
    fn a_model_survives_the_round_trip() {
        assert_eq!(LinearModel::decode(&small().encode()).unwrap(), LinearModel::from_parts(small()));
    }

    #[test]
    fn a_damaged_file_is_an_error_wherever_it_is_cut() {
        let bytes = small().encode();
        for length in 0..bytes.len() {
            assert_eq!(
                LinearModel::decode(&bytes[..length]).unwrap_err().code(),
                "invalid-data",
                "cut at {length}"
            );
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        assert!(LinearModel::decode(&longer).is_err(), "bytes after the end");
    }
}
