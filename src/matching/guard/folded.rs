//! A text in one form of letters and digits, each character knowing its bytes in the original.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::Difference;
use crate::knowledge::DifferenceKind;

/// Characters in compatibility form and lower case, punctuation kept.
#[derive(Debug)]
pub(super) struct Folded<'a> {
    text: &'a str,
    chars: Vec<char>,
    /// For each character the byte of the original that it starts at.
    starts: Vec<usize>,
}

impl<'a> Folded<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut folded =
            Self { text, chars: Vec::with_capacity(text.len()), starts: Vec::with_capacity(text.len()) };
        for (at, char) in text.char_indices() {
            match crate::text::folded(char) {
                Some(char) => folded.push(char, at),
                None => std::iter::once(char)
                    .nfkc()
                    .flat_map(char::to_lowercase)
                    .for_each(|char| folded.push(char, at)),
            }
        }
        folded
    }

    fn push(&mut self, char: char, at: usize) {
        self.chars.push(char);
        self.starts.push(at);
    }

    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    pub(super) fn from(&self, at: usize) -> &[char] {
        self.chars.get(at..).unwrap_or_default()
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.get(at.checked_sub(1)?)
    }

    /// Whether `word` (folded) stands at character `at`.
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        let mut rest = self.from(at).iter();
        word.chars().all(|expected| rest.next() == Some(&expected))
    }

    /// The bytes of the original behind a range of characters.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.starts.get(range.start).copied().unwrap_or(self.text.len());
        let last = range
            .end
            .min(self.chars.len())
            .checked_sub(1)
            .and_then(|last| self.starts.get(last))
            .copied()
            .unwrap_or(start);
        let width = self.text.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        start..last + width
    }

    /// The original behind a range of characters.
    pub(super) fn original(&self, range: &Range<usize>) -> &'a str {
        self.text.get(self.bytes(range)).unwrap_or_default()
    }

    /// A difference at characters `at` of this text, against `other`.
    pub(super) fn differs(&self, kind: DifferenceKind, at: &Range<usize>, other: &str) -> Difference {
        Difference {
            kind,
            question_span: self.bytes(at),
            in_question: self.original(at).to_owned(),
            in_reference: other.to_owned(),
        }
    }
}

/// Whether `char` belongs to a kanji word.
pub(super) fn is_kanji(char: char) -> bool {
    matches!(char, '々' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// The value of a run of kanji digits up to 99 at the start of `chars`, and its length.
pub(super) fn kanji_number(chars: &[char]) -> Option<(u64, usize)> {
    let (mut value, mut last, mut length) = (0, 0, 0);
    for &char in chars {
        match "〇一二三四五六七八九".chars().position(|digit| digit == char) {
            Some(digit) => last = digit as u64,
            None if char == '十' => (value, last) = (last.max(1) * 10, 0),
            None => break,
        }
        length += 1;
        if length > 3 {
            return None;
        }
    }
    (length > 0).then_some((value + last, length))
}
