//! Which edition of the standard a text speaks of.

use super::reader::{Reader, fold};

/// Editions that a text may plausibly name; 第2版 is the edition of some other document.
const PLAUSIBLE: std::ops::RangeInclusive<u16> = 7..=20;

/// The edition of the standard that `text` names first: 第12版, 9th edition, edition 8.
pub fn edition(text: &str) -> Option<u8> {
    japanese(text).or_else(|| english(text)).filter(|edition| PLAUSIBLE.contains(&u16::from(*edition)))
}

/// Whether the text says that its numbers are those used up to the 8th edition.
pub(super) fn is_old_scheme(text: &str) -> bool {
    const WORDS: [&str; 6] = ["旧FISC", "旧番号", "旧基準", "旧版", "旧設", "旧安全対策基準"];
    edition(text).is_some_and(|edition| edition <= 8) || WORDS.iter().any(|word| text.contains(word))
}

fn japanese(text: &str) -> Option<u8> {
    text.match_indices('版').find_map(|(at, _)| {
        let before = text.get(..at)?.trim_end();
        let digits: usize =
            before.chars().rev().take_while(|char| is_numeral(*char)).map(char::len_utf8).sum();
        let value = Reader::new(before, before.len() - digits, false).numeral()?.value;
        u8::try_from(value).ok().filter(|edition| PLAUSIBLE.contains(&u16::from(*edition)))
    })
}

fn is_numeral(char: char) -> bool {
    fold(char).is_ascii_digit() || "〇一二三四五六七八九十".contains(fold(char))
}

/// 9th edition, 8th ed., eighth edition; Edition 12.
fn english(text: &str) -> Option<u8> {
    const ORDINALS: [(&str, u8); 7] = [
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
        ("tenth", 10),
        ("eleventh", 11),
        ("twelfth", 12),
        ("thirteenth", 13),
    ];
    let words: Vec<String> = text
        .split(|char: char| !fold(char).is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().map(|char| fold(char).to_ascii_lowercase()).collect())
        .collect();
    words.windows(2).find_map(|pair| {
        let [left, right] = pair else {
            return None;
        };
        let number = |word: &str| word.trim_end_matches("th").parse().ok();
        let ordinal = || ORDINALS.iter().find(|(name, _)| name == left).map(|&(_, edition)| edition);
        match (left.as_str(), right.as_str()) {
            (_, "edition" | "ed") => number(left).or_else(ordinal),
            ("edition" | "ed", _) => number(right),
            _ => None,
        }
    })
}
