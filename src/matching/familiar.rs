//! What is known of a response: its own words, and all that its criteria are worded as.

use std::sync::OnceLock;

use super::features::word_hash;
use super::nearest::Nearest;
use crate::criterion::CriterionId;
use crate::knowledge::Knowledge;
use crate::standard::{Lookup, Standard};
use crate::text::Normal;

/// The words and pairs of letters of each response and of all that its criteria are worded as.
#[derive(Debug)]
pub struct Familiar {
    /// Made when first asked for, because most workbooks are about few responses.
    known: Vec<(CriterionId, OnceLock<Seen>)>,
}

impl Familiar {
    /// Over the responses that the knowledge tells of.
    pub fn new(knowledge: &Knowledge) -> Self {
        let mut responses: Vec<_> = knowledge.criteria().iter().map(|c| stated_at(knowledge, c.id)).collect();
        responses.sort_unstable();
        responses.dedup();
        Self { known: responses.into_iter().map(|id| (id, OnceLock::new())).collect() }
    }

    /// What is known of a response; none where it is no response.
    pub fn of(
        &self,
        standard: &Standard,
        knowledge: &Knowledge,
        nearest: &Nearest,
        response: CriterionId,
    ) -> Option<&Seen> {
        let index = self.known.binary_search_by_key(&response, |(id, _)| *id).ok()?;
        let (_, known) = self.known.get(index)?;
        Some(known.get_or_init(|| collect(standard, knowledge, nearest, response)))
    }
}

fn stated_at(knowledge: &Knowledge, id: CriterionId) -> CriterionId {
    knowledge.verdict(id).and_then(|fact| fact.resolves_to).unwrap_or(id)
}

fn collect(standard: &Standard, knowledge: &Knowledge, nearest: &Nearest, response: CriterionId) -> Seen {
    let mut found = Seen::new();
    for criterion in knowledge.criteria().iter().filter(|c| stated_at(knowledge, c.id) == response) {
        nearest.letters(knowledge, criterion.id).for_each(|letters| found.add(letters));
        let keywords = criterion.keywords_ja.iter().chain(criterion.keywords_en.iter());
        let described = [criterion.subject_ja, criterion.subject_en].into_iter().chain(keywords);
        described.for_each(|text| found.add(&Normal::letters(text)));
    }
    if let Lookup::Response { text, .. } = standard.lookup(response) {
        found.add(&Normal::letters(text));
    }
    found
}

/// Hash of two neighbouring letters.
fn pair(letters: &[char]) -> u64 {
    let pair = letters.iter().fold(0, |pair, &c| pair << 21 | u64::from(c));
    (pair ^ pair >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// A set of hashes as a bit pattern (a Bloom filter): quickly made, and for a response with 3,000 of them one in 500 others is
/// taken for one.
#[derive(Debug)]
pub struct Seen(Vec<u64>);

impl Seen {
    /// 64-bit words: 16 kB a response.
    const WORDS: usize = 1 << 11;

    /// An empty set.
    pub fn new() -> Self {
        Self(vec![0; Self::WORDS])
    }

    /// Adds the words and pairs of letters of a normalised text.
    pub fn add(&mut self, letters: &[char]) {
        letters.windows(2).for_each(|two| self.insert(pair(two)));
        letters.split(|c| !c.is_ascii_alphanumeric()).for_each(|word| self.insert(word_hash(word)));
    }

    /// Whether a Latin word is known, whatever its ending.
    pub fn has_word(&self, letters: &[char]) -> bool {
        self.contains(word_hash(letters))
    }

    /// For each letter of a run of letters whether it stands in a known pair.
    pub fn letters(&self, run: &[char]) -> Vec<bool> {
        let pairs: Vec<bool> = run.windows(2).map(|two| self.contains(pair(two))).collect();
        let is_known = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| pairs.get(at));
            before.into_iter().chain(pairs.get(at)).any(|known| *known)
        };
        (0..run.len()).map(is_known).collect()
    }

    fn insert(&mut self, hash: u64) {
        for (word, bit) in Self::places(hash) {
            self.0[word] |= bit;
        }
    }

    fn contains(&self, hash: u64) -> bool {
        Self::places(hash).into_iter().all(|(word, bit)| self.0[word] & bit != 0)
    }

    fn places(hash: u64) -> [(usize, u64); 2] {
        [hash, hash >> 32].map(|hash| ((hash >> 6) as usize % Self::WORDS, 1 << (hash % 64)))
    }
}
