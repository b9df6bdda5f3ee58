//! Numbers with units: 3年以上, 8文字, 99.9%, 30 days.

use std::ops::Range;

use super::folded::{Folded, is_kanji, kanji_number};
use super::{Difference, overlaps};
use crate::knowledge::DifferenceKind;

/// What is counted; quantities of different dimensions are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dimension {
    Seconds,
    Months,
    BusinessDays,
    People,
    Cases,
    Times,
    Machines,
    Characters,
    Generations,
    Sites,
    Percent,
    Bits,
    Megabytes,
    Yen,
    Companies,
}

/// On which side of the number the allowed values lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    None,
    Lower,
    Upper,
}

#[derive(Debug)]
struct Quantity {
    dimension: Dimension,
    /// In thousandths of the dimension's smallest unit.
    value: u64,
    bound: Bound,
    at: Range<usize>,
}

/// Units with their size in the smallest unit of their dimension; a longer one stands before one that it begins with.
const UNITS: [(&str, Dimension, u64); 58] = [
    ("秒", Dimension::Seconds, 1),
    ("分間", Dimension::Seconds, 60),
    ("分", Dimension::Seconds, 60),
    ("時間", Dimension::Seconds, 3600),
    ("営業日", Dimension::BusinessDays, 1),
    ("日間", Dimension::Seconds, 86_400),
    ("日", Dimension::Seconds, 86_400),
    ("週間", Dimension::Seconds, 604_800),
    ("週", Dimension::Seconds, 604_800),
    ("か月", Dimension::Months, 1),
    ("ヶ月", Dimension::Months, 1),
    ("ヵ月", Dimension::Months, 1),
    ("カ月", Dimension::Months, 1),
    ("ケ月", Dimension::Months, 1),
    ("箇月", Dimension::Months, 1),
    ("年間", Dimension::Months, 12),
    ("年", Dimension::Months, 12),
    ("名", Dimension::People, 1),
    ("人", Dimension::People, 1),
    ("件", Dimension::Cases, 1),
    ("回", Dimension::Times, 1),
    ("台", Dimension::Machines, 1),
    ("文字", Dimension::Characters, 1),
    ("桁", Dimension::Characters, 1),
    ("世代", Dimension::Generations, 1),
    ("拠点", Dimension::Sites, 1),
    ("か所", Dimension::Sites, 1),
    ("カ所", Dimension::Sites, 1),
    ("ヶ所", Dimension::Sites, 1),
    ("箇所", Dimension::Sites, 1),
    ("%", Dimension::Percent, 1),
    ("パーセント", Dimension::Percent, 1),
    ("ビット", Dimension::Bits, 1),
    ("bit", Dimension::Bits, 1),
    ("gb", Dimension::Megabytes, 1_000),
    ("tb", Dimension::Megabytes, 1_000_000),
    ("mb", Dimension::Megabytes, 1),
    ("億円", Dimension::Yen, 100_000_000),
    ("百万円", Dimension::Yen, 1_000_000),
    ("万円", Dimension::Yen, 10_000),
    ("円", Dimension::Yen, 1),
    ("社", Dimension::Companies, 1),
    ("business day", Dimension::BusinessDays, 1),
    ("second", Dimension::Seconds, 1),
    ("minute", Dimension::Seconds, 60),
    ("hour", Dimension::Seconds, 3600),
    ("day", Dimension::Seconds, 86_400),
    ("week", Dimension::Seconds, 604_800),
    ("month", Dimension::Months, 1),
    ("year", Dimension::Months, 12),
    ("people", Dimension::People, 1),
    ("person", Dimension::People, 1),
    ("time", Dimension::Times, 1),
    ("character", Dimension::Characters, 1),
    ("digit", Dimension::Characters, 1),
    ("generation", Dimension::Generations, 1),
    ("site", Dimension::Sites, 1),
    ("percent", Dimension::Percent, 1),
];

/// Kanji behind a unit that make it another word: 3分類, 1回線, 5年度.
const WORDS: [(&str, &str); 10] = [
    ("分", "類割野析担岐配離別"),
    ("年", "次度生報"),
    ("名", "称義前簿"),
    ("件", "名数"),
    ("回", "線路答収復転数"),
    ("日", "本時常付次報誌"),
    ("社", "員内外会"),
    ("台", "帳数"),
    ("人", "事員材的"),
    ("週", "次報"),
];

const LOWER: [&str; 10] =
    ["以上", "超", "を超え", "以降", "最低", "少なくとも", "at least", "more than", "minimum", "or more"];
const UPPER: [&str; 11] = [
    "以内",
    "以下",
    "未満",
    "まで",
    "最大",
    "最長",
    "within",
    "at most",
    "up to",
    "less than",
    "no more than",
];

/// Adds the question's quantities that the other text does not have; `masked` bytes of the question were compared
/// already. Returns the bytes covered.
pub(super) fn differences(
    asked: &Folded<'_>,
    known: &Folded<'_>,
    masked: &[Range<usize>],
    found: &mut Vec<Difference>,
) -> Vec<Range<usize>> {
    let mut asks = quantities(asked);
    asks.retain(|quantity| !masked.iter().any(|span| overlaps(span, &asked.bytes(&quantity.at))));
    let knows = if asks.is_empty() { Vec::new() } else { quantities(known) };
    for quantity in &asks {
        if !knows.iter().any(|other| quantity.agrees(other)) {
            let other = knows.iter().find(|other| other.dimension == quantity.dimension);
            let other = other.map_or("", |other| known.original(&other.at));
            found.push(asked.differs(DifferenceKind::NumberUnit, &quantity.at, other));
        }
    }
    asks.iter().map(|quantity| asked.bytes(&quantity.with_bound())).collect()
}

impl Quantity {
    /// The characters of the quantity and of the bound behind it.
    fn with_bound(&self) -> Range<usize> {
        let tail = if self.bound == Bound::None { 0 } else { 2 };
        self.at.start..self.at.end + tail
    }

    fn agrees(&self, other: &Self) -> bool {
        let opposite = self.bound != Bound::None && other.bound != Bound::None && self.bound != other.bound;
        self.dimension == other.dimension && self.value == other.value && !opposite
    }
}

/// Whether a text has a quantity.
pub(super) fn has(text: &Folded<'_>) -> bool {
    !quantities(text).is_empty()
}

fn quantities(text: &Folded<'_>) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while text.get(at).is_some() {
        let Some((value, width)) = number(text, at) else {
            at += 1;
            continue;
        };
        let next = at + width;
        match quantity(text, at, next, value) {
            Some(quantity) => {
                at = quantity.at.end;
                found.push(quantity);
            }
            None => at = next,
        }
    }
    found
}

fn quantity(text: &Folded<'_>, at: usize, next: usize, value: u64) -> Option<Quantity> {
    let unit_at = next + usize::from(matches!(text.get(next), Some(' ' | '-')));
    let &(unit, dimension, size) = UNITS.iter().find(|(unit, ..)| text.has(unit_at, unit))?;
    let end = unit_at + unit.chars().count();
    // 十分 and 一人ひとり are words.
    let written = text.get(at).is_some_and(is_kanji) && ["分", "人", "件", "日"].contains(&unit);
    if written || is_word(text, unit, end) || is_date(text, at, unit, value) {
        return None;
    }
    let value = value.checked_mul(size)?;
    Some(Quantity { dimension, value, bound: bound(text, at, end), at: at..end })
}

/// Whether the unit begins another word or is followed by more letters.
fn is_word(text: &Folded<'_>, unit: &str, end: usize) -> bool {
    let after = text.get(end);
    let latin = unit.chars().all(|char| char.is_ascii_lowercase());
    let goes_on = match after {
        Some(char) if latin => char.is_ascii_alphabetic() && char != 's',
        Some(char) => WORDS.iter().any(|(first, seconds)| *first == unit && seconds.contains(char)),
        None => false,
    };
    goes_on || (unit == "分" && after == Some('の'))
}

/// Whether the number is a date or an edition rather than a length: 2024年, 令和6年, 3月31日.
fn is_date(text: &Folded<'_>, at: usize, unit: &str, value: u64) -> bool {
    let before = text.before(at);
    let era = before.is_some_and(|char| "成和第月".contains(char));
    era || (unit == "年" && (1_900_000..2_200_000).contains(&value))
}

fn bound(text: &Folded<'_>, at: usize, end: usize) -> Bound {
    let ahead = end + usize::from(text.get(end) == Some('s'));
    let ahead = ahead + usize::from(text.get(ahead) == Some(' '));
    let after = |word: &&str| text.has(ahead, word);
    let before = |word: &&str| {
        let width = word.chars().count();
        (0..3).any(|gap| at.checked_sub(width + gap).is_some_and(|start| text.has(start, word)))
    };
    // "no more than" ends in "more than".
    if UPPER.iter().any(|word| after(word) || before(word)) {
        Bound::Upper
    } else if LOWER.iter().any(|word| after(word) || before(word)) {
        Bound::Lower
    } else {
        Bound::None
    }
}

/// A number at `at` in thousandths, and its length in characters.
fn number(text: &Folded<'_>, at: usize) -> Option<(u64, usize)> {
    if text.before(at).is_some_and(|char| char.is_ascii_alphanumeric() || char == '.') {
        return None;
    }
    let mut width = 0;
    let mut digits = String::new();
    while let Some(char) = text.get(at + width) {
        let inner = !digits.is_empty() && text.get(at + width + 1).is_some_and(|char| char.is_ascii_digit());
        match char {
            '0'..='9' | '.' if char != '.' || (inner && !digits.contains('.')) => digits.push(char),
            ',' if inner => {}
            _ => break,
        }
        width += 1;
    }
    if width == 0 {
        // 一部, 一般 and 統一 are words; a kanji number counts only with a kanji-free neighbourhood and a unit.
        let (value, width) = kanji_number(text.from(at))?;
        return (!text.before(at).is_some_and(is_kanji)).then_some((value * 1000, width));
    }
    let value = digits.parse::<f64>().ok().filter(|value| *value < 1e12)?;
    Some(((value * 1000.0).round() as u64, width))
}
