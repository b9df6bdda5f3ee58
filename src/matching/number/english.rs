//! English forms: FISC P9, FISC Practice 9, P125.1 (FISC 9th edition), FISC 8th edition T23.
//!
//! Letters and words like these belong to many frameworks (BSI C5, priority P1, the F1 key), so they count only if at
//! least one of them stands right beside the word FISC.

use std::ops::Range;

use crate::criterion::Group;

use super::edition;
use super::item;
use super::prefix::{Prefix, Strength, eat_number_word};
use super::reader::{Reader, fold};
use super::series::Series;
use super::{Mention, MentionKind};

/// Words that announce a number of a group; longest first where one begins another.
const WORDS: [(&str, Group); 8] = [
    ("controls", Group::Control),
    ("control", Group::Control),
    ("practices", Group::Practice),
    ("practice", Group::Practice),
    ("facilities", Group::Facility),
    ("facility", Group::Facility),
    ("audits", Group::Audit),
    ("audit", Group::Audit),
];

/// Words between a group's word and its number.
const NOUNS: [&str; 9] = [
    "guidelines",
    "guideline",
    "standards",
    "standard",
    "criteria",
    "criterion",
    "measures",
    "measure",
    "item",
];

/// Words that may stand between FISC and the number.
const FILLERS: [&str; 31] = [
    "s",
    "requirement",
    "requirements",
    "control",
    "practice",
    "facility",
    "audit",
    "security",
    "safety",
    "guidelines",
    "guideline",
    "standards",
    "standard",
    "criteria",
    "criterion",
    "measures",
    "measure",
    "item",
    "items",
    "edition",
    "ed",
    "on",
    "for",
    "computer",
    "systems",
    "of",
    "the",
    "no",
    "number",
    "in",
    "under",
];

/// Japanese characters that may stand between FISC and the number: 安全対策基準・解説書（第12版）の.
const FILLER_KANJI: &str = "安全対策基準解説書第版の項番号ガイドライン-";

/// Words after a letter and number that make it something else: P1 incidents, F1 key, C2 servers.
const OTHERS: [&str; 14] = [
    "incident", "key", "priority", "severity", "ticket", "issue", "alert", "server", "paper", "size", "load",
    "big", "attest", "cert",
];

/// Numbers in English notation; none unless one of them stands beside the word FISC.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let marks = fisc(text);
    if marks.is_empty() {
        return Vec::new();
    }
    let old = edition(text).is_some_and(|edition| edition <= 8);
    let (mut found, mut anchored, mut resume) = (Vec::new(), false, 0);
    for (at, char) in text.char_indices() {
        if at < resume || !"CPFAOT".contains(fold(char).to_ascii_uppercase()) || !starts_word(text, at) {
            continue;
        }
        let mut reader = Reader::new(text, at, false);
        let Some(prefix) = prefix(&mut reader, old) else {
            continue;
        };
        let Some(mentions) = item::list(&mut reader, at, &prefix) else {
            continue;
        };
        let end = reader.at();
        let beside = |strict| marks.iter().any(|mark| is_beside(text, mark.clone(), at..end, strict));
        if is_other(&reader) || (is_ambiguous(&mentions) && !beside(true)) {
            continue;
        }
        anchored |= beside(false) || is_label(text, at, &reader);
        found.extend(mentions);
        resume = end;
    }
    if anchored { found } else { Vec::new() }
}

/// Every place of the word FISC.
fn fisc(text: &str) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    for (at, char) in text.char_indices() {
        if matches!(char, 'F' | 'f' | 'Ｆ') {
            let mut reader = Reader::new(text, at, false);
            if starts_word(text, at) && reader.eat("fisc") && !is_alphanumeric(reader.peek()) {
                marks.push(at..reader.at());
            }
        }
    }
    marks
}

fn is_alphanumeric(char: Option<char>) -> bool {
    char.is_some_and(|char| char.is_ascii_alphanumeric())
}

fn starts_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back()).map(fold);
    !is_alphanumeric(before) && !matches!(before, Some('.' | '_'))
}

/// Reads a letter or a word and everything up to its number.
fn prefix(reader: &mut Reader<'_>, old: bool) -> Option<Prefix> {
    for (word, group) in WORDS {
        let mut next = reader.clone();
        if next.eat(word) && next.skip_space() {
            if NOUNS.iter().any(|noun| next.eat(noun)) {
                next.skip_space();
            }
            eat_number_word(&mut next);
            *reader = next;
            return Some(Prefix::plain(Series::Current(group), Strength::English));
        }
    }
    let series = match reader.bump()?.to_ascii_uppercase() {
        'O' if old => Series::Old('運'),
        'T' if old => Series::Old('技'),
        'F' if old => Series::Old('設'),
        'C' => Series::Current(Group::Control),
        'P' => Series::Current(Group::Practice),
        'F' => Series::Current(Group::Facility),
        'A' => Series::Current(Group::Audit),
        _ => return None,
    };
    reader.eat_any("-");
    Some(Prefix::plain(series, Strength::English))
}

/// Whether only words of the standard's own title stand between FISC and the number.
///
/// A comma is fine behind such a word (FISC 9th edition, P9), unless `strict`; behind FISC itself or with "and" the
/// number is FISC's neighbour in a list of frameworks.
fn is_beside(text: &str, mark: Range<usize>, number: Range<usize>, strict: bool) -> bool {
    let gap = if mark.end <= number.start { mark.end..number.start } else { number.end..mark.start };
    let Some(gap) = text.get(gap) else {
        return false;
    };
    let mut sentence = gap.match_indices('.').filter_map(|(at, _)| gap.get(..at));
    if sentence.any(|before| !["no", "No", "ed", "Ed"].iter().any(|short| before.ends_with(short))) {
        return false;
    }
    let comma_allowed = !strict && gap.chars().any(char::is_alphanumeric);
    if gap.chars().map(fold).any(|char| "、;。/&+?!".contains(char) || (char == ',' && !comma_allowed)) {
        return false;
    }
    gap.split(|char: char| !(char.is_alphanumeric() || char == 'ー')).all(is_filler)
}

fn is_filler(word: &str) -> bool {
    let folded: String = word.chars().map(|char| fold(char).to_ascii_lowercase()).collect();
    let ordinal = folded.trim_end_matches("th");
    FILLERS.contains(&folded.as_str())
        || ordinal.chars().all(|char| char.is_ascii_digit())
        || folded.chars().all(|char| FILLER_KANJI.contains(char) || char.is_ascii_digit())
}

/// Whether the number labels the text: it opens it or stands in brackets, and something closes it.
fn is_label(text: &str, at: usize, reader: &Reader<'_>) -> bool {
    let before = text.get(..at).and_then(|before| before.trim_end().chars().next_back()).map(fold);
    let opens = before.is_none_or(|char| "([【「".contains(char));
    opens && reader.peek().is_none_or(|char| ":)]】」.".contains(char))
}

/// Whether the next word makes a letter and number something else.
fn is_other(reader: &Reader<'_>) -> bool {
    let mut next = reader.clone();
    next.skip_space();
    OTHERS.iter().any(|word| next.sees(word))
}

/// BSI C5 and the vendor F5 are met in questionnaires of banks more often than 統5 and 設5.
fn is_ambiguous(mentions: &[Mention]) -> bool {
    mentions.iter().any(|mention| match &mention.kind {
        MentionKind::Criterion(id) => {
            id.number() == 5 && matches!(id.group(), Group::Control | Group::Facility)
        }
        _ => false,
    })
}
