//! How often something happens: 毎月, 年1回, 3か月ごと, quarterly.

use std::ops::Range;

use super::Difference;
use super::folded::{Folded, is_kanji, kanji_number};
use crate::knowledge::DifferenceKind;

/// A period in days, and its characters.
type Period = (u64, Range<usize>);

/// Words for one period; a longer word stands before one that it begins with. 0 is "at any time".
const WORDS: [(&str, u64); 38] = [
    ("24時間365日", 0),
    ("24時間体制", 0),
    ("24/7", 0),
    ("24x7", 0),
    ("常時", 0),
    ("毎日", 1),
    ("日次", 1),
    ("日ごと", 1),
    ("毎営業日", 1),
    ("毎週", 7),
    ("週次", 7),
    ("隔週", 14),
    ("毎月", 30),
    ("月次", 30),
    ("月ごと", 30),
    ("隔月", 60),
    ("毎四半期", 90),
    ("四半期", 90),
    ("半年", 180),
    ("半期", 180),
    ("毎年", 360),
    ("年次", 360),
    ("毎年度", 360),
    ("年度ごと", 360),
    ("daily", 1),
    ("every day", 1),
    ("weekly", 7),
    ("every week", 7),
    ("biweekly", 14),
    ("monthly", 30),
    ("every month", 30),
    ("quarterly", 90),
    ("every quarter", 90),
    ("semi-annual", 180),
    ("semiannual", 180),
    ("annual", 360),
    ("yearly", 360),
    ("every year", 360),
];

/// Lengths that a count or a multiple refers to, in days; a month has 30 and a year 360 so that quarters and halves
/// come out even.
const LENGTHS: [(&str, u64); 16] = [
    ("年", 360),
    ("か月", 30),
    ("ヶ月", 30),
    ("ヵ月", 30),
    ("カ月", 30),
    ("ケ月", 30),
    ("箇月", 30),
    ("月", 30),
    ("週間", 7),
    ("週", 7),
    ("日", 1),
    ("year", 360),
    ("quarter", 90),
    ("month", 30),
    ("week", 7),
    ("day", 1),
];

/// Whether a period may begin with a character, so that most of a text is passed over at once.
fn may_begin(char: char) -> bool {
    char.is_ascii_digit()
        || matches!(char, 'a' | 'b' | 'd' | 'e' | 'm' | 'o' | 'q' | 's' | 't' | 'w' | 'y')
        || matches!(char, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
        || matches!(char, '常' | '毎' | '日' | '週' | '隔' | '月' | '半' | '年')
}

/// Adds the question's periods that the other text does not have; returns the bytes of the question they cover.
pub(super) fn differences(
    asked: &Folded<'_>,
    known: &Folded<'_>,
    found: &mut Vec<Difference>,
) -> Vec<Range<usize>> {
    let asks = periods(asked);
    let knows = if asks.is_empty() { Vec::new() } else { periods(known) };
    for (days, at) in &asks {
        if !knows.iter().any(|(other, _)| other == days) {
            let other = knows.first().map_or("", |(_, place)| known.original(place));
            found.push(asked.differs(DifferenceKind::Period, at, other));
        }
    }
    asks.iter().map(|(_, at)| asked.bytes(at)).collect()
}

/// Whether a text has a period.
pub(super) fn has(text: &Folded<'_>) -> bool {
    !periods(text).is_empty()
}

fn periods(text: &Folded<'_>) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at) {
        let period = || {
            word(text, at)
                .or_else(|| counted(text, at))
                .or_else(|| multiple(text, at))
                .or_else(|| english(text, at))
        };
        match may_begin(first).then(period).flatten() {
            Some((days, end)) => {
                found.push((days, at..end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn word(text: &Folded<'_>, at: usize) -> Option<(u64, usize)> {
    let starts = |char: char| char.is_ascii_alphanumeric();
    if text.get(at).is_some_and(starts) && text.before(at).is_some_and(starts) {
        return None;
    }
    let (word, days) = WORDS.iter().find(|(word, _)| text.has(at, word))?;
    // 非常時 and 平常時 are other words.
    if *word == "常時" && text.before(at).is_some_and(is_kanji) {
        return None;
    }
    // 日ごと in 3日ごと and 月ごと in 3か月ごと are multiples.
    let tail = word.ends_with("ごと")
        && text.before(at).is_some_and(|char| char.is_numeric() || is_kanji(char) || char == 'か');
    let end = at + word.chars().count();
    let once = ["に1回", "に一回", "に1度", "に一度", "1回"].into_iter().find(|once| text.has(end, once));
    (!tail).then(|| (*days, end + once.map_or(0, |once| once.chars().count())))
}

/// 年1回, 年に2回, 1日1回, 週一回.
fn counted(text: &Folded<'_>, at: usize) -> Option<(u64, usize)> {
    let one = usize::from(matches!(text.get(at), Some('1' | '一')));
    let (length, days) = LENGTHS.iter().find(|(length, _)| text.has(at + one, length))?;
    let mut next = at + one + length.chars().count();
    if one == 0 && text.before(at).is_some_and(|char| char.is_numeric() || is_kanji(char)) {
        return None;
    }
    for filler in ["に", "あたり", "最低", "少なくとも"] {
        if text.has(next, filler) {
            next += filler.chars().count();
        }
    }
    let (times, width) = number(text, next)?;
    let end = next + width + 1;
    let counted = text.get(next + width).is_some_and(|char| matches!(char, '回' | '度'));
    if counted { Some((days.checked_div(times)?, end)) } else { None }
}

/// 3か月ごと, 2年に1回, 90日おき.
fn multiple(text: &Folded<'_>, at: usize) -> Option<(u64, usize)> {
    if text.before(at).is_some_and(|char| char.is_numeric()) {
        return None;
    }
    let (count, width) = number(text, at)?;
    let (length, days) = LENGTHS.iter().find(|(length, _)| text.has(at + width, length))?;
    let next = at + width + length.chars().count();
    let tail = ["ごと", "毎", "おき", "に1回", "に一回", "に1度", "に一度", "1回"]
        .into_iter()
        .find(|tail| text.has(next, tail))?;
    Some((count.checked_mul(*days)?, next + tail.chars().count()))
}

/// once a year, twice per month, every 3 months.
fn english(text: &Folded<'_>, at: usize) -> Option<(u64, usize)> {
    let length = |at: usize| LENGTHS.iter().find(|(length, _)| text.has(at, length));
    for (lead, times) in [("once", 1), ("twice", 2)] {
        for article in [" a ", " per ", " every ", " each ", " an "] {
            let next = at + lead.len() + article.len();
            if text.has(at, lead) && text.has(at + lead.len(), article) {
                return length(next).map(|(length, days)| (days / times, next + length.len()));
            }
        }
    }
    if !text.has(at, "every ") {
        return None;
    }
    let next = at + "every ".len();
    let (count, width) = number(text, next)?;
    let unit = next + width + usize::from(text.get(next + width) == Some(' '));
    length(unit).and_then(|(length, days)| Some((count.checked_mul(*days)?, unit + length.len())))
}

fn number(text: &Folded<'_>, at: usize) -> Option<(u64, usize)> {
    let digits: String = text.from(at).iter().take_while(|char| char.is_ascii_digit()).take(6).collect();
    match digits.parse() {
        Ok(value) => Some((value, digits.len())),
        Err(_) => kanji_number(text.from(at)),
    }
}
