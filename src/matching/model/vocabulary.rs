//! From a term's hash to its index, in one flat table: quick to make at every start, and to ask.

/// Marks a slot without a term.
const FREE: u32 = u32::MAX;

/// The terms of a model by their hashes.
#[derive(Debug, Clone, PartialEq)]
pub struct Vocabulary {
    /// Hash of each term.
    hashes: Vec<u64>,
    /// Index of the term whose hash leads here or to a slot before, at least twice as many as terms; see [`slot`].
    slots: Vec<u32>,
}

impl Vocabulary {
    /// A table of the terms with these hashes, in the order of their indices.
    pub fn new(hashes: Vec<u64>) -> Self {
        let mut slots = vec![FREE; (hashes.len() * 2).next_power_of_two()];
        let last = slots.len() - 1;
        for (index, &hash) in hashes.iter().enumerate() {
            let mut at = slot(hash, last);
            while slots.get(at).is_some_and(|taken| *taken != FREE) {
                at = (at + 1) & last;
            }
            if let Some(free) = slots.get_mut(at) {
                *free = index as u32;
            }
        }
        Self { hashes, slots }
    }

    /// The index of the term with this hash.
    pub fn get(&self, hash: u64) -> Option<u32> {
        let last = self.slots.len() - 1;
        let mut at = slot(hash, last);
        loop {
            let index = *self.slots.get(at).filter(|index| **index != FREE)?;
            if self.hashes.get(index as usize) == Some(&hash) {
                return Some(index);
            }
            at = (at + 1) & last;
        }
    }
}

/// Where the search for a hash begins; FNV leaves the upper bits poorly mixed on short input.
fn slot(hash: u64, last: usize) -> usize {
    ((hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn finds_every_term_and_no_other() {
        let hashes: Vec<u64> = (0..1_000_u64).map(|n| n * n * 0x1_0000_0001).collect();
        let vocabulary = Vocabulary::new(hashes.clone());
        for (index, &hash) in hashes.iter().enumerate() {
            assert_eq!(vocabulary.get(hash), Some(index as u32));
            assert_eq!(vocabulary.get(hash + 2), None);
        }
        assert_eq!(Vocabulary::new(Vec::new()).get(7), None);
    }
}
