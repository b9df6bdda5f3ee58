//! The phrasing of the bank that a question is nearest to: the reason that a person can check.

use std::sync::OnceLock;

use crate::criterion::CriterionId;
use crate::knowledge::{Knowledge, Phrasing};
use crate::text::Normal;

/// Phrasings per criterion that are compared letter by letter; the signatures choose them.
const COMPARED: usize = 3;
/// 64-bit words of a signature: 256 bits keep the bigrams of a long sentence apart.
const WORDS: usize = 4;

/// A set of character bigrams as a bit pattern: many common bits mean a similar text.
type Signature = [u64; WORDS];

/// Finds the nearest phrasing among those of one criterion.
#[derive(Debug)]
pub struct Nearest {
    /// Signatures of the phrasings of each criterion, made when first asked for.
    signatures: Vec<(CriterionId, OnceLock<Vec<Signature>>)>,
}

impl Nearest {
    /// A finder over the phrasings of all criteria.
    pub fn new(knowledge: &Knowledge) -> Self {
        let mut signatures: Vec<_> = knowledge.criteria().iter().map(|c| (c.id, OnceLock::new())).collect();
        signatures.sort_by_key(|(id, _)| *id);
        Self { signatures }
    }

    /// The phrasing of `id` that is most similar to the question, and their similarity (1 less the share of
    /// characters to change, drop, add or swap; 0 to 1).
    pub fn phrasing<'k>(
        &self,
        knowledge: &'k Knowledge,
        id: CriterionId,
        question: &Normal,
    ) -> Option<(&'k Phrasing, f64)> {
        let phrasings = knowledge.phrasings_of(id);
        let index = self.signatures.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        let (_, known) = self.signatures.get(index)?;
        let signatures =
            known.get_or_init(|| phrasings.iter().map(|p| signature(&Normal::of(p.text))).collect());
        let asked = signature(question);
        let mut by_bits: Vec<(usize, &Phrasing)> =
            signatures.iter().map(|known| overlap(&asked, known)).zip(phrasings).collect();
        let cut = COMPARED.min(by_bits.len());
        if cut > 0 {
            by_bits
                .select_nth_unstable_by_key(cut - 1, |(bits, phrasing)| (usize::MAX - bits, phrasing.text));
        }
        let question = question.to_string();
        let compare = |phrasing: &'k Phrasing| {
            (
                phrasing,
                strsim::normalized_damerau_levenshtein(&question, &Normal::of(phrasing.text).to_string()),
            )
        };
        let best = by_bits.into_iter().take(cut).map(|(_, phrasing)| compare(phrasing));
        best.max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.text.cmp(a.0.text)))
    }
}

fn signature(text: &Normal) -> Signature {
    let mut bits = [0; WORDS];
    for pair in text.chars().windows(2) {
        let mixed = (u64::from(pair[0]) << 21 | u64::from(pair[1])).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56;
        bits[(mixed / 64) as usize % WORDS] |= 1 << (mixed % 64);
    }
    bits
}

/// Common bits of two signatures, as 1,000 times the share of the bits that either has.
fn overlap(a: &Signature, b: &Signature) -> usize {
    let count = |combine: fn(u64, u64) -> u64| -> usize {
        a.iter().zip(b).map(|(a, b)| combine(*a, *b).count_ones() as usize).sum()
    };
    count(|a, b| a & b) * 1_000 / count(|a, b| a | b).max(1)
}
