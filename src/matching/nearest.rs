//! The phrasing of the bank that a question is nearest to: the reason that a person can check.

use std::sync::OnceLock;

use rapidfuzz::distance::levenshtein::BatchComparator;

use crate::criterion::CriterionId;
use crate::knowledge::{Knowledge, Phrasing};
use crate::text::Normal;

/// 64-bit words of a signature: 256 bits keep the bigrams of a long sentence apart.
const WORDS: usize = 4;

/// Phrasings that are measured at most.
const MOST_COMPARED: usize = 3;

/// A set of character bigrams as a bit pattern: many common bits mean a similar text.
#[derive(Debug)]
struct Signature {
    bits: [u64; WORDS],
    /// How many bits are set.
    count: u32,
}

/// A phrasing as it is compared.
#[derive(Debug)]
struct Known {
    signature: Signature,
    chars: Vec<char>,
}

/// A question as it is compared.
pub struct Probe {
    signature: Signature,
    letters: BatchComparator<char>,
}

impl Probe {
    /// Prepares a question for any number of comparisons.
    pub fn of(question: &Normal) -> Self {
        Self {
            signature: signature(question.chars()),
            letters: BatchComparator::new(question.chars().iter().copied()),
        }
    }
}

/// Finds the nearest phrasing among those of one criterion.
#[derive(Debug)]
pub struct Nearest {
    /// The phrasings of each criterion, prepared when first asked for.
    known: Vec<(CriterionId, OnceLock<Vec<Known>>)>,
}

impl Nearest {
    /// A finder over the phrasings of all criteria.
    pub fn new(knowledge: &Knowledge) -> Self {
        let mut known: Vec<_> = knowledge.criteria().iter().map(|c| (c.id, OnceLock::new())).collect();
        known.sort_by_key(|(id, _)| *id);
        Self { known }
    }

    /// The phrasing of `id` that is most similar to the question, and their similarity (1 less the share of
    /// characters to change, drop or add; 0 to 1); the signatures choose the `compared` (three at most) that are measured.
    pub fn phrasing<'k>(
        &self,
        knowledge: &'k Knowledge,
        id: CriterionId,
        question: &Probe,
        compared: usize,
    ) -> Option<(&'k Phrasing, f64)> {
        let phrasings = knowledge.phrasings_of(id);
        let known = self.known(knowledge, id);
        let overlaps = known.iter().map(|known| overlap(&question.signature, &known.signature));
        let compare = |(_, i): (u32, usize)| {
            let chars = known.get(i)?.chars.iter().copied();
            Some((phrasings.get(i)?, question.letters.normalized_similarity(chars)))
        };
        let found = most(overlaps, compared.min(MOST_COMPARED)).into_iter().flatten().filter_map(compare);
        found.reduce(|best, other| if other.1 > best.1 { other } else { best })
    }

    /// The normalised letters of all phrasings of a criterion.
    pub fn letters(&self, knowledge: &Knowledge, id: CriterionId) -> impl Iterator<Item = &[char]> {
        self.known(knowledge, id).iter().map(|known| known.chars.as_slice())
    }

    fn known(&self, knowledge: &Knowledge, id: CriterionId) -> &[Known] {
        let found = self.known.binary_search_by_key(&id, |(id, _)| *id);
        let phrasings = || knowledge.phrasings_of(id).iter().map(Known::of).collect();
        found
            .ok()
            .and_then(|index| self.known.get(index))
            .map_or(&[], |(_, known)| known.get_or_init(phrasings))
    }
}

/// The `wanted` highest values with their places, highest first, equal ones in their order.
fn most(values: impl Iterator<Item = u32>, wanted: usize) -> [Option<(u32, usize)>; MOST_COMPARED] {
    let mut found = [None; MOST_COMPARED];
    for (place, value) in values.enumerate() {
        let mut next = Some((value, place));
        for slot in found.iter_mut().take(wanted) {
            if slot.is_none_or(|(own, _)| next.is_some_and(|(value, _)| value > own)) {
                std::mem::swap(slot, &mut next);
            }
        }
    }
    found
}

impl Known {
    fn of(phrasing: &Phrasing) -> Self {
        let chars = Normal::letters(phrasing.text);
        Self { signature: signature(&chars), chars }
    }
}

fn signature(chars: &[char]) -> Signature {
    let mut bits = [0; WORDS];
    for pair in chars.windows(2) {
        let mixed = (u64::from(pair[0]) << 21 | u64::from(pair[1])).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56;
        bits[(mixed / 64) as usize % WORDS] |= 1 << (mixed % 64);
    }
    Signature { bits, count: bits.iter().map(|word| word.count_ones()).sum() }
}

/// Common bits of two signatures, as 1,000 times the share of the bits that either has.
fn overlap(a: &Signature, b: &Signature) -> u32 {
    let (common, either) =
        a.bits.iter().zip(&b.bits).fold((0, a.count + b.count), |(common, either), (a, b)| {
            let both = (a & b).count_ones();
            (common + both, either - both)
        });
    common * 1_000 / either.max(1)
}
