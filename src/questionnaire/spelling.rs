//! The common spelling by which headings, names and short texts are compared with words.

use memchr::memmem;
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

/// Whether the text is one of the blank-separated `words`, by their common spelling.
pub(super) fn is_one_of(text: &str, words: &str) -> bool {
    text.len() <= LONGEST_WORD && is_word(&normalise_whole(text), words)
}

/// Whether a text in the common spelling is one of the blank-separated `words`.
pub(super) fn is_word(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let ends_word = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    let is_whole = |at: usize| {
        ends_word(at.checked_sub(1).and_then(|at| words.get(at))) && ends_word(words.get(at + text.len()))
    };
    !text.is_empty() && memmem::find_iter(words, text).any(is_whole)
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
