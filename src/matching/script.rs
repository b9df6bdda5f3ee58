//! The scripts of Japanese questions, whose runs are read like words.

use super::features::is_hiragana_or_border;

/// What a letter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin letters and digits.
    Latin,
    /// Chinese characters.
    Kanji,
    /// Katakana with its long-vowel mark.
    Katakana,
    /// Hiragana and spaces.
    Hiragana,
    /// Anything else.
    Other,
}

/// The script of a normalised letter.
pub fn script(c: char) -> Script {
    match c {
        c if c.is_ascii_alphanumeric() => Script::Latin,
        'ァ'..='ヺ' | 'ー' => Script::Katakana,
        '一'..='鿿' | '々' => Script::Kanji,
        c if is_hiragana_or_border(c) => Script::Hiragana,
        _ => Script::Other,
    }
}
