//! Finding a question among those that were asked before: word for word, or nearly.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::order;
use crate::text::Normal;

/// Texts whose bigrams agree best with a question's; only these are compared character by character.
const COMPARED: usize = 8;
/// Texts whose meaning is compared: a bound on the work of encoding them, each of which is encoded once.
const COMPARED_IN_MEANING: usize = 500;

/// The distinct normalised questions of a memory, each with its entries.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    numbers: HashMap<String, usize>,
    texts: Vec<Known>,
    /// For each bigram the texts that hold it.
    holders: HashMap<[char; 2], Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Known {
    text: String,
    /// Distinct bigrams.
    bigrams: usize,
    entries: Vec<usize>,
    /// The vector of its meaning, made when first asked.
    meaning: OnceLock<Vec<f32>>,
}

impl Texts {
    /// Adds the question of the entry at index `entry`.
    pub fn add(&mut self, question: &str, entry: usize) {
        let normal = Normal::of(question);
        let text = bare(&normal);
        if let Some(known) = self.numbers.get(&text).and_then(|number| self.texts.get_mut(*number)) {
            known.entries.push(entry);
            return;
        }
        let number = self.texts.len();
        let bigrams = bigrams(&normal);
        let meaning = OnceLock::new();
        self.texts.push(Known { text: text.clone(), bigrams: bigrams.len(), entries: vec![entry], meaning });
        self.numbers.insert(text, number);
        for bigram in bigrams {
            self.holders.entry(bigram).or_default().push(number);
        }
    }

    /// The entries whose question is the same but for spelling.
    pub fn same(&self, question: &Normal) -> &[usize] {
        let known = self.numbers.get(&bare(question)).and_then(|number| self.texts.get(*number));
        known.map_or(&[], |known| known.entries.as_slice())
    }

    /// The entries of similar questions, nearest first, with their similarity (1 less the share of characters to
    /// change, drop or add), which is at least `least`.
    pub fn near(&self, question: &Normal, least: f64) -> Vec<(f64, &[usize])> {
        let asked = bare(question);
        let mut found: Vec<(f64, &[usize])> = self
            .alike(question, COMPARED)
            .into_iter()
            .filter_map(|number| self.texts.get(number))
            .map(|known| (strsim::normalized_levenshtein(&asked, &known.text), known.entries.as_slice()))
            .filter(|(similarity, _)| *similarity >= least)
            .collect();
        order::sort_by(&mut found, |a, b| b.0.total_cmp(&a.0));
        found
    }

    /// The entries of questions whose meaning is near to the vector `asked`, nearest first, with their cosine, which is at
    /// least `least`; `encode` makes the vectors of the questions of entries, those that are not known yet together.
    pub fn meant(
        &self,
        question: &Normal,
        asked: &[f32],
        least: f64,
        encode: impl Fn(&[usize]) -> Vec<Vec<f32>>,
    ) -> Vec<(f64, &[usize])> {
        let alike = self.alike(question, COMPARED_IN_MEANING).into_iter();
        let alike: Vec<&Known> = alike.filter_map(|number| self.texts.get(number)).collect();
        let new = alike.iter().filter(|known| known.meaning.get().is_none());
        let (new, entries): (Vec<&Known>, Vec<usize>) =
            new.filter_map(|known| Some((*known, *known.entries.first()?))).unzip();
        for (known, vector) in new.into_iter().zip(encode(&entries)) {
            known.meaning.get_or_init(|| vector);
        }
        let cosine = |known: &Known| {
            let pairs = known.meaning.get().into_iter().flatten().zip(asked);
            f64::from(pairs.map(|(own, asked)| own * asked).sum::<f32>())
        };
        let found = alike.into_iter().map(|known| (cosine(known), known.entries.as_slice()));
        let mut found: Vec<(f64, &[usize])> = found.filter(|(cosine, _)| *cosine >= least).collect();
        order::sort_by(&mut found, |a, b| b.0.total_cmp(&a.0));
        found
    }

    /// The texts that share most bigrams with a question, in relation to all bigrams of both; at most `most`.
    fn alike(&self, question: &Normal, most: usize) -> Vec<usize> {
        let asked = bigrams(question);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for number in asked.iter().filter_map(|bigram| self.holders.get(bigram)).flatten() {
            *shared.entry(*number).or_default() += 1;
        }
        let share = |number: usize, common: usize| {
            let own = self.texts.get(number).map_or(0, |known| known.bigrams);
            2_000 * common / (own + asked.len()).max(1)
        };
        let mut ranked: Vec<(usize, usize)> =
            shared.into_iter().map(|(number, common)| (share(number, common), number)).collect();
        order::sort_by(&mut ranked, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.into_iter().take(most).map(|(_, number)| number).collect()
    }
}

/// Similarity of two texts: 1 less the share of characters to change, drop or add.
pub fn similarity(one: &str, other: &str) -> f64 {
    strsim::normalized_levenshtein(&bare(&Normal::of(one)), &bare(&Normal::of(other)))
}

/// The text without white space, so that a comma more or less is a matter of spelling.
fn bare(text: &Normal) -> String {
    text.chars().iter().filter(|c| **c != ' ').collect()
}

/// The distinct pairs of neighbouring characters.
fn bigrams(text: &Normal) -> Vec<[char; 2]> {
    let pairs = text.chars().windows(2).filter_map(|pair| <[char; 2]>::try_from(pair).ok());
    let mut pairs: Vec<[char; 2]> = pairs.collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
