//! The terms of a text that the linear model weighs: character n-grams, words and word pairs.

use crate::text::Normal;

/// Longest n-gram with a Japanese character: kanji carry meaning in ones and twos.
const LONGEST_JAPANESE: usize = 3;
/// Lengths of n-grams made of Latin letters and digits only: shorter ones say nothing.
const LATIN_LENGTHS: std::ops::RangeInclusive<usize> = 3..=4;
/// In front of a word, so that a word and an n-gram with the same letters are different terms.
const WORD_SIGN: char = '\u{1}';
/// Between the two words of a pair.
const PAIR_SIGN: char = '\u{2}';
/// Endings that English inflection adds; cut where at least [`SHORTEST_STEM`] letters remain.
const ENDINGS: [&str; 5] = ["ing", "ed", "es", "s", "ly"];
/// Letters that a stem keeps.
const SHORTEST_STEM: usize = 4;

/// Weight of a term in hiragana alone beside the others: endings and particles (していますか) rather than content.
const HIRAGANA_WEIGHT: f32 = 0.6;

/// One occurrence of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Hash of the term's text; see [`term_hash`].
    pub hash: u64,
    /// First character in the normalised text.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Gram,
    Word,
    Pair,
}

impl Term {
    /// The term as the model file spells it; `chars` is the text it was found in.
    pub fn text(&self, chars: &[char]) -> String {
        let covered = &padded(chars)[self.start..self.end];
        match self.kind {
            Kind::Gram => covered.iter().collect(),
            Kind::Word => signed(WORD_SIGN, stem(covered)),
            Kind::Pair => {
                let mut words = covered.split(|c| !is_latin(*c)).filter(|word| !word.is_empty());
                let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                signed(WORD_SIGN, stem(first)) + &signed(PAIR_SIGN, stem(second))
            }
        }
    }
}

fn signed(sign: char, word: &[char]) -> String {
    std::iter::once(sign).chain(word.iter().copied()).collect()
}

/// The characters with one space on either side, so that n-grams see where the text begins and ends.
///
/// Positions of a [`Term`] count in this form: character `i` of the text is at `i + 1`.
fn padded(chars: &[char]) -> Vec<char> {
    let mut padded = Vec::with_capacity(chars.len() + 2);
    padded.push(' ');
    padded.extend_from_slice(chars);
    padded.push(' ');
    padded
}

/// Hash of a term's text (FNV-1a over its characters); equal for equal terms on every platform.
pub fn term_hash(chars: impl IntoIterator<Item = char>) -> u64 {
    chars.into_iter().fold(FNV_OFFSET, hash_step)
}

/// Hash of the term that a Latin word is by itself, whatever its ending.
pub(super) fn word_hash(word: &[char]) -> u64 {
    term_hash(std::iter::once(WORD_SIGN).chain(stem(word).iter().copied()))
}

/// Hash of no character.
pub(super) const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a text that goes on with `c`.
pub(super) fn hash_step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3)
}

/// Calls `visit` for every term of the text, in a fixed order, repeated ones each time.
pub fn each_term(normal: &Normal, mut visit: impl FnMut(Term)) {
    let chars = padded(normal.chars());
    each_gram(&chars, &mut visit);
    each_word(&chars, &mut visit);
}

/// The weight that a term with these characters has by its script.
pub(super) fn script_weight(hiragana_alone: bool) -> f32 {
    if hiragana_alone { HIRAGANA_WEIGHT } else { 1.0 }
}

/// Whether a term that so far was hiragana alone still is with `c`.
pub(super) fn is_hiragana_or_border(c: char) -> bool {
    matches!(c, 'ぁ'..='ん' | ' ')
}

fn each_gram(chars: &[char], visit: &mut impl FnMut(Term)) {
    for start in 0..chars.len() {
        let mut hash = FNV_OFFSET;
        let mut latin = true;
        for (length, &c) in (1..=*LATIN_LENGTHS.end()).zip(&chars[start..]) {
            hash = hash_step(hash, c);
            latin &= c.is_ascii();
            let counts = if latin { LATIN_LENGTHS.contains(&length) } else { length <= LONGEST_JAPANESE };
            if counts {
                visit(Term { hash, start, end: start + length, kind: Kind::Gram });
            }
        }
    }
}

fn each_word(chars: &[char], visit: &mut impl FnMut(Term)) {
    let mut previous: Option<(usize, u64)> = None;
    let mut at = 0;
    for word in chars.split(|c| !is_latin(*c)) {
        let (start, end) = (at, at + word.len());
        at = end + 1;
        if word.is_empty() {
            continue;
        }
        let hash = word_hash(word);
        visit(Term { hash, start, end, kind: Kind::Word });
        if let Some((first, pair)) = previous {
            let stem = stem(word).iter().copied();
            let hash = std::iter::once(PAIR_SIGN).chain(stem).fold(pair, hash_step);
            visit(Term { hash, start: first, end, kind: Kind::Pair });
        }
        previous = Some((start, hash));
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// The word without an English ending.
fn stem(word: &[char]) -> &[char] {
    let ends_with = |ending: &str| {
        let length = ending.len();
        word.len() >= length + SHORTEST_STEM && word[word.len() - length..].iter().copied().eq(ending.chars())
    };
    match ENDINGS.iter().find(|ending| ends_with(ending)) {
        Some(ending) => &word[..word.len() - ending.len()],
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let normal = Normal::of(text);
        let mut found = Vec::new();
        each_term(&normal, |term| {
            let text = term.text(normal.chars());
            assert_eq!(term.hash, term_hash(text.chars()), "{text:?}: hash and text are one");
            found.push(text.replace(WORD_SIGN, "w:").replace(PAIR_SIGN, "+"));
        });
        found
    }

    #[test]
    fn japanese_gives_short_grams_with_their_borders() {
        assert_eq!(terms("監視"), [" 監", " 監視", "監", "監視", "監視 ", "視", "視 "]);
    }

    #[test]
    fn latin_gives_longer_grams_stems_and_pairs() {
        let found = terms("Backups tested");
        for expected in [" bac", "back", "w:backup", "w:test", "w:backup+test"] {
            assert!(found.iter().any(|term| term == expected), "{expected} is missing in {found:?}");
        }
        assert!(!found.iter().any(|term| term == "ba"), "two letters say nothing");
    }

    #[test]
    fn a_pair_may_stand_across_japanese() {
        assert!(terms("ID と Password").contains(&"w:id+password".to_owned()));
    }
}
