//! The common spelling by which headings, names and short texts are compared with words.

use std::collections::HashSet;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::text::folded;

/// The spelling by which words are compared: NFKC, lower case, without spaces, notes in parentheses and
/// decoration.
pub(super) fn normalise(text: &str) -> String {
    let folded = fold(text, |_| true);
    let bare = without_parentheses(&folded);
    let bare = if bare.chars().any(char::is_alphanumeric) { bare } else { folded };
    bare.chars().filter(|&c| !is_decoration(c)).collect()
}

/// As [`normalise`], with what stands in parentheses.
pub(super) fn normalise_whole(text: &str) -> String {
    fold(text, |c| !is_decoration(c))
}

/// The characters to `keep`, by NFKC and in lower case.
fn fold(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match folded(c) {
            Some(c) if keep(c) => plain.push(c),
            Some(_) => {}
            None => return text.nfkc().flat_map(char::to_lowercase).filter(|c| keep(*c)).collect(),
        }
    }
    plain
}

fn is_decoration(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '*' | '※'
                | '.'
                | ':'
                | '。'
                | '、'
                | ','
                | '_'
                | '・'
                | '【'
                | '】'
                | '「'
                | '」'
                | '『'
                | '』'
                | '<'
                | '>'
                | '['
                | ']'
                | '('
                | ')'
                | '■'
                | '□'
                | '◆'
                | '◇'
                | '●'
                | '▼'
                | '▽'
                | '\''
                | '"'
                | '-'
                | '〔'
                | '〕'
                | '《'
                | '》'
        )
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0u32;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Bytes of the longest text that is compared with single words; longer ones are prose.
const LONGEST_WORD: usize = 64;

/// Blank-separated words in the common spelling, of which every short text of a sheet may be one.
pub(super) struct WordList {
    text: &'static str,
    words: OnceLock<HashSet<&'static str>>,
}

impl WordList {
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text, words: OnceLock::new() }
    }

    /// Whether a text in the common spelling is one of the words.
    pub(super) fn has(&self, text: &str) -> bool {
        self.words.get_or_init(|| self.text.split(' ').collect()).contains(text)
    }

    /// Whether a text is one of the words, by their common spelling.
    pub(super) fn names(&self, text: &str) -> bool {
        text.len() <= LONGEST_WORD && self.has(&normalise_whole(text))
    }

    #[cfg(test)]
    pub(super) fn as_str(&self) -> &'static str {
        self.text
    }
}

/// Whether a text in the common spelling has one of the blank-separated `words` in it.
pub(super) fn has_word(text: &str, words: &str) -> bool {
    words.split(' ').any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_compare_without_notes_and_decoration() {
        for (text, expected) in [
            ("基準\n番号", "基準番号"),
            ("Ｎｏ．", "no"),
            ("№", "no"),
            ("回答（○/△/×）", "回答"),
            ("【確認項目】", "確認項目"),
            ("（記入例）", "記入例"),
            ("Q-ID", "qid"),
        ] {
            assert_eq!(normalise(text), expected, "{text}");
        }
    }
}
