//! The numbers behind a prefix: branches, sub-items, ranges and lists.

use super::prefix::{Prefix, Strength, is_sign};
use super::reader::{Reader, fold, is_kanji};
use super::series::{Place, Series};
use super::{Mention, MentionKind};

/// Units that make a number a count; a further kanji makes another word of most of them (実8本人確認).
const UNITS: &str = "名件台回年人社個本歳点枚階倍割秒分時日月週円度基式冊部棟機種系課級相面層段号";

/// Units of more than one character, and counts that kanji follow.
const LONG_UNITS: [&str; 34] = [
    "つ", "か所", "か月", "か国", "カ所", "カ月", "カ国", "ヶ", "ケ月", "ケ所", "箇", "種類", "段階", "重",
    "系統", "号機", "号館", "号室", "号棟", "号車", "号線", "年間", "日間", "週間", "時間", "分間", "年分",
    "月分", "月期", "回目", "年目", "日目", "人目", "文字",
];

/// Kanji that go on a count rather than begin another word: 10件以上, 5分程度.
const COUNT_TAIL: &str = "以未程前後超弱強余";

/// Reads the list that follows a prefix at byte `start`; `None` where it is no criterion number after all.
pub(super) fn list(reader: &mut Reader<'_>, start: usize, prefix: &Prefix) -> Option<Vec<Mention>> {
    let mut found = Vec::new();
    span(reader, start, prefix, &mut found)?;
    if prefix.bracketed && !reader.eat_any(")]】") {
        return None;
    }
    loop {
        let mut next = reader.clone();
        if !separator(&mut next) || next.peek().is_some_and(is_sign) {
            return Some(found);
        }
        let (begin, count) = (next.at(), found.len());
        if span(&mut next, begin, prefix, &mut found).is_none() || !closes(&next) {
            found.truncate(count);
            return Some(found);
        }
        *reader = next;
    }
}

/// Reads one number or range.
fn span(reader: &mut Reader<'_>, start: usize, prefix: &Prefix, found: &mut Vec<Mention>) -> Option<()> {
    let first = reader.peek();
    let numeral = reader.numeral()?;
    if numeral.kanji && !kanji_is_number(reader, prefix, first) {
        return None;
    }
    let series = prefix.series;
    let number = numeral.value;
    let kinds = match tail(reader, series, number) {
        Tail::Chain => vec![MentionKind::Beyond(reader_slice(reader, start))],
        Tail::Range(end) => series.range((number, 0), end),
        Tail::Place(place) => match range_end(reader, prefix, start, place) {
            Some(RangeEnd::Place(end)) => series.range(place, end),
            Some(RangeEnd::OtherGroup) => vec![MentionKind::Beyond(reader_slice(reader, start))],
            None => vec![series.kind(place)],
        },
    };
    if is_count(reader) || is_spaced_count(reader, prefix) || is_enumeration(reader, prefix) {
        return None;
    }
    if is_other_numbering(reader.slice_from(start), prefix, &kinds) {
        return None;
    }
    let span = start..reader.at();
    found.extend(kinds.into_iter().map(|kind| Mention { span: span.clone(), kind }));
    Some(())
}

/// Whether a number without a sign is more likely of another numbering (3-1-1, 3.1, 監査3) than a mistaken criterion.
fn is_other_numbering(written: &str, prefix: &Prefix, kinds: &[MentionKind]) -> bool {
    let beyond = || kinds.iter().any(|kind| matches!(kind, MentionKind::Beyond(_)));
    match prefix.strength {
        Strength::Sign | Strength::Standard => false,
        Strength::English => beyond(),
        Strength::Word => beyond() || kinds.iter().any(|kind| is_unknown_branch(prefix.series, kind)),
        Strength::Bare => {
            let hyphens = written.chars().map(fold).filter(|char| *char == '-').count();
            hyphens > 1 || written.chars().map(fold).any(|char| char == '.')
        }
    }
}

fn is_unknown_branch(series: Series, kind: &MentionKind) -> bool {
    match kind {
        MentionKind::Criterion(id) => {
            id.branch_number().is_some_and(|branch| !series.has_branch((id.number(), u16::from(branch))))
        }
        _ => false,
    }
}

/// What hangs on a number.
enum Tail {
    /// The number itself or a branch of it.
    Place(Place),
    /// A hyphen that means "to": 実150-153.
    Range(Place),
    /// More than two numbers in a chain (実3-1-1): some other numbering.
    Chain,
}

fn tail(reader: &mut Reader<'_>, series: Series, number: u16) -> Tail {
    let mut next = reader.clone();
    if next.eat_any("-")
        && let Some(second) = next.numeral().filter(|second| !second.kanji)
    {
        *reader = next;
        return hyphenated(reader, series, (number, second.value));
    }
    let mut next = reader.clone();
    if next.eat("の")
        && let Some(second) = next.numeral().filter(|second| !second.kanji && closes(&next))
    {
        *reader = next;
        return Tail::Place((number, second.value));
    }
    let mut next = reader.clone();
    if sub_item_word(&mut next)
        && let Some(second) = next.numeral()
    {
        *reader = next;
        // 枝番 names a branch where there is one, and else a point within the criterion.
        let is_branch = series.has_branch((number, second.value));
        return Tail::Place((number, if is_branch { second.value } else { 0 }));
    }
    suffix(reader);
    sub_item(reader);
    Tail::Place((number, 0))
}

/// Decides what `number-second` is.
///
/// A branch where an edition has it. Otherwise a range only if the second number is too large for a branch: 実3-5 may be
/// point 5 of 実3 as well as three criteria, and is passed on as the branch that no edition has.
fn hyphenated(reader: &mut Reader<'_>, series: Series, place: Place) -> Tail {
    let mut next = reader.clone();
    if next.eat_any("-") && next.peek().is_some_and(|char| char.is_ascii_digit()) {
        while reader.peek().is_some_and(|char| char == '-' || char.is_ascii_digit()) {
            reader.bump();
        }
        return Tail::Chain;
    }
    if !series.has_branch(place) && place.1 > place.0 && place.1 >= 10 {
        return Tail::Range((place.1, 0));
    }
    sub_item(reader);
    Tail::Place(place)
}

fn sub_item_word(reader: &mut Reader<'_>) -> bool {
    reader.skip_space();
    let _ = reader.eat_any("・,、") || reader.eat("の");
    reader.eat("枝番号") || reader.eat("枝番")
}

/// Consumes 号 or 番 behind a number, unless it begins another word.
fn suffix(reader: &mut Reader<'_>) {
    let mut next = reader.clone();
    if next.eat_any("号番") && !next.rest().chars().next().is_some_and(is_kanji) {
        *reader = next;
    }
}

/// Consumes a point within a criterion: (8) or .1.
fn sub_item(reader: &mut Reader<'_>) {
    let mut next = reader.clone();
    if next.eat_any("(") && next.numeral().is_some() && next.eat_any(")") {
        *reader = next;
        return;
    }
    let mut next = reader.clone();
    while next.eat_any(".") && next.numeral().is_some() {
        *reader = next.clone();
    }
}

enum RangeEnd {
    Place(Place),
    OtherGroup,
}

/// Reads 〜3, 〜実3, -実3, から3 behind the first place.
fn range_end(reader: &mut Reader<'_>, prefix: &Prefix, from: usize, start: Place) -> Option<RangeEnd> {
    let series = prefix.series;
    let mut next = reader.clone();
    let spaced = next.skip_space();
    let hyphen = next.eat_any("-");
    if !(hyphen
        || next.eat_any("~")
        || next.eat("から")
        || spaced && (next.eat("to ") || next.eat("through ")))
    {
        return None;
    }
    next.skip_space();
    let sign = Prefix::read(&mut next.clone()).filter(|_| next.peek().is_some_and(is_sign));
    if sign.is_some() {
        Prefix::read(&mut next)?;
    } else if hyphen && !spaced {
        return None;
    }
    if prefix.strength == Strength::English {
        // P1 to P3: the letter may be repeated.
        let letter = reader.slice_from(from).chars().map(fold).next();
        let _ = next.peek() == letter && next.bump().is_some();
    }
    let number = next.numeral()?.value;
    let Tail::Place(mut end) = tail(&mut next, series, number) else {
        return None;
    };
    if sign.is_none() && !closes(&next) && !next.sees("まで") {
        return None;
    }
    if sign.is_none() && start.1 > 0 && end.1 == 0 && end < start && end.0 > start.1 {
        end = (start.0, end.0);
    }
    *reader = next;
    match sign {
        Some(prefix) if prefix.series.sign() != series.sign() => Some(RangeEnd::OtherGroup),
        _ => Some(RangeEnd::Place(end)),
    }
}

/// Consumes what separates the items of a list.
fn separator(reader: &mut Reader<'_>) -> bool {
    let start = reader.at();
    let mut hit = reader.skip_space() && reader.in_cell();
    let word = reader.at() > start && (reader.eat("and ") || reader.eat("or "));
    hit |=
        word || reader.eat_any(",、・/&;") || reader.eat("及び") || reader.eat("および") || reader.eat("と");
    reader.skip_space();
    // A comma may be followed by a line break or by "and".
    let _ = reader.eat_any("\n") || reader.eat("and ") || reader.eat("第");
    reader.skip_space();
    hit
}

/// Whether what follows a number without a sign of its own leaves it a criterion number.
fn closes(reader: &Reader<'_>) -> bool {
    const WORDS: [&str; 12] =
        ["対応", "準拠", "相当", "関連", "該当", "参照", "遵守", "適合", "及び", "および", "または", "まで"];
    match reader.peek() {
        None => true,
        Some(char) if char.is_whitespace() => true,
        Some(char) if ",、・/&;~-()[]【】「」『』〔〕。:?!\"'のにはをがとへでもや号番".contains(char) => {
            true
        }
        Some('.') => reader.ahead().nth(1).is_none(),
        Some(_) => WORDS.iter().any(|word| reader.sees(word)),
    }
}

/// Whether a kanji numeral behind a prefix is a number rather than part of a word (統一, 設備一覧, 実十分).
fn kanji_is_number(reader: &Reader<'_>, prefix: &Prefix, first: Option<char>) -> bool {
    let unify = prefix.series.sign() == '統' && prefix.strength == Strength::Sign && first == Some('一');
    let next = reader.rest().chars().next();
    let ends = !next.is_some_and(is_kanji) || closes(reader);
    prefix.strength != Strength::Word && !unify && ends
}

/// Whether the number is a count or a measure.
fn is_count(reader: &Reader<'_>) -> bool {
    let mut ahead = reader.ahead();
    let Some(next) = ahead.next() else {
        return false;
    };
    let percent = reader.ahead().find(|char| *char != ' ') == Some('%');
    if percent || next.is_ascii_alphanumeric() || "℃㎡㎥㎏㎜㎝㎞¥".contains(next) {
        return true;
    }
    if LONG_UNITS.iter().any(|unit| reader.sees(unit)) || is_long_count(reader) {
        return true;
    }
    UNITS.contains(next) && ahead.next().is_none_or(|char| !is_kanji(char) || COUNT_TAIL.contains(char))
}

/// Whether space stands on both sides of a count: 設備 2 台; 年1回 behind a number begins the question instead.
fn is_spaced_count(reader: &Reader<'_>, prefix: &Prefix) -> bool {
    let mut next = reader.clone();
    if !(prefix.spaced && next.skip_space()) {
        return false;
    }
    let mut ahead = next.ahead();
    ahead.next().is_some_and(|char| UNITS.contains(char))
        && ahead
            .next()
            .is_none_or(|char| !(is_kanji(char) || char.is_ascii_digit()) || COUNT_TAIL.contains(char))
}

/// Whether the count goes on before its unit: 1,000件, 8〜10文字.
fn is_long_count(reader: &Reader<'_>) -> bool {
    let mut next = reader.clone();
    if next.eat_any("~") {
        return next.numeral().is_some() && is_count(&next);
    }
    let thousands = next.eat_any(",") && (0..3).all(|_| next.eat_any("0123456789"));
    thousands && (is_count(&next) || next.slice_from(reader.at()).ends_with("000"))
}

/// Whether a heading word stands before the first of enumerated points: 監査 1. …
fn is_enumeration(reader: &Reader<'_>, prefix: &Prefix) -> bool {
    prefix.strength == Strength::Word
        && prefix.spaced
        && reader.peek().is_some_and(|char| ".)".contains(char))
}

/// The text from byte `start` to the reader, without spaces.
fn reader_slice(reader: &Reader<'_>, start: usize) -> String {
    reader.slice_from(start).chars().filter(|char| !char.is_whitespace()).collect()
}
