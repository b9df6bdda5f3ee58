//! What stands in front of a number: a group's sign or word, and what may precede it.

use crate::criterion::Group;

use super::reader::{Reader, fold, is_kanji, is_katakana};
use super::series::Series;

/// How plainly a prefix announces a criterion number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// 統制, 実務, 設備, 監査: also ordinary words, in front of counts and enumerations.
    Word,
    /// 統, 実, 設, 監, 運, 技.
    Sign,
    /// 実務基準 and the like.
    Standard,
    /// A letter or an English word near FISC.
    English,
    /// No prefix at all: the cell says what it is.
    Bare,
}

/// A prefix that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prefix {
    pub(super) series: Series,
    pub(super) strength: Strength,
    /// Whether space stands between prefix and number.
    pub(super) spaced: bool,
    /// Whether the number stands in parentheses of its own: 実務基準（3）.
    pub(super) bracketed: bool,
}

/// Words that may stand directly before a sign though they end in a kanji or katakana: 第12版実8, 安全対策基準実8.
const LEADS: [&str; 9] = ["版", "基準", "項番", "番号", "項目", "解説書", "及", "又", "ガイドライン"];

/// Whether `char` begins a prefix.
pub(super) fn is_sign(char: char) -> bool {
    matches!(char, '統' | '実' | '實' | '設' | '監' | '運' | '技')
}

/// Whether a sign at byte `at` starts a word of its own, unlike the 実 of 充実3 and the 統制 of 内部統制1.
pub(super) fn starts_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    if is_kanji(last) || is_katakana(last) {
        return LEADS.iter().any(|lead| before.ends_with(lead));
    }
    if fold(last).is_ascii_digit() {
        return false;
    }
    if fold(last).is_ascii_alphabetic() {
        let mut word = before.chars().rev().map(|char| fold(char).to_ascii_uppercase());
        return "CSIF".chars().all(|expected| word.next() == Some(expected))
            && !word.next().is_some_and(|char| char.is_ascii_alphanumeric());
    }
    true
}

impl Prefix {
    /// A prefix directly in front of its number, or none at all.
    pub(super) fn plain(series: Series, strength: Strength) -> Self {
        Self { series, strength, spaced: false, bracketed: false }
    }

    /// Reads sign or word and everything up to the number.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (series, strength) = group(reader)?;
        let mut spaced = reader.skip_space();
        let mark = match strength {
            Strength::Word => "-",
            _ => "-:・._#",
        };
        let marked = reader.eat_any(mark);
        spaced |= reader.skip_space();
        if strength == Strength::Standard {
            let _ = reader.eat("項番") || reader.eat("番号");
        }
        let _ = eat_number_word(reader) || reader.eat("第");
        let bracketed = !marked && strength == Strength::Standard && reader.eat_any("([【");
        spaced |= reader.skip_space();
        Some(Self { series, strength, spaced, bracketed })
    }
}

/// Reads the sign and the word that it may begin.
fn group(reader: &mut Reader<'_>) -> Option<(Series, Strength)> {
    let (series, word) = match reader.bump()? {
        '統' => (Series::Current(Group::Control), "制"),
        '実' => (Series::Current(Group::Practice), "務"),
        '設' => (Series::Current(Group::Facility), "備"),
        '監' => (Series::Current(Group::Audit), "査"),
        '運' => (Series::Old('運'), "用"),
        '技' => (Series::Old('技'), "術"),
        _ => return None,
    };
    if !reader.eat(word) {
        return Some((series, Strength::Sign));
    }
    if reader.eat("基準") {
        return Some((series, Strength::Standard));
    }
    // 運用3 and 技術1 are never numbers of the old scheme.
    matches!(series, Series::Current(_)).then_some((series, Strength::Word))
}

/// Reads No., №, Nr. or # in front of a number.
pub(super) fn eat_number_word(reader: &mut Reader<'_>) -> bool {
    let hit = reader.eat("no.") || reader.eat("no") || reader.eat("№") || reader.eat("#");
    if hit {
        reader.skip_space();
    }
    hit
}

/// Reads what may stand before the first number of a number cell; returns whether a bracket was opened.
pub(super) fn bare_lead(reader: &mut Reader<'_>) -> bool {
    reader.skip_space();
    if reader.eat("fisc") {
        reader.skip_space();
    }
    let bracketed = reader.eat_any("([【〔");
    eat_number_word(reader);
    reader.eat("第");
    reader.skip_space();
    bracketed
}
