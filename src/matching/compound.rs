//! Questions that ask more than one thing.
//!
//! Each part is matched by itself, and a cell is filled only if every part is certain. A part that is cut too small says
//! nothing, so what merely completes the question before it (見直しの頻度もご回答ください) stays with it.

mod sentence;

#[cfg(test)]
mod tests;

use std::ops::Range;

use sentence::Sentence;

/// Characters that a part needs to say what it is about.
const ENOUGH: usize = 6;

/// Words that begin a further question; 、または is "or" and is looked at separately.
const FURTHER: [&str; 12] = [
    "また、",
    "また",
    "さらに、",
    "さらに",
    "更に、",
    "加えて、",
    "加えて",
    "あわせて、",
    "併せて、",
    "そのほか、",
    "次に、",
    "そして、",
];

/// Ends of a clause that tells what is so before it is asked on.
const TELLS: [&str; 4] = ["ており、", "おり、その", "し、その", "上で、その"];

/// Verbs behind "and" that begin a question of its own.
const VERBS: [&str; 11] = ["is", "are", "do", "does", "did", "can", "has", "have", "will", "was", "were"];

/// Words behind "and" that begin one where the clause before begins with such a word too; after a yes-or-no question
/// they ask for its details.
const INTERROGATIVES: [&str; 7] = ["who", "what", "when", "where", "which", "how", "why"];

/// Words that only make sense together with the clause before.
const PRONOUNS: [&str; 13] =
    ["it", "its", "they", "them", "their", "this", "that", "these", "those", "he", "she", "one", "so"];

/// The parts of a question as bytes of `text`, in order: one for a single question, none for an empty text.
///
/// Sentences that only give the background of a question are not parts.
pub fn parts(text: &str) -> Vec<Range<usize>> {
    if let Some(items) = enumerated(text) {
        return items;
    }
    let sentences = sentence::split(text);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut asked = false;
    for sentence in sentences.iter().filter(|sentence| sentence.asks()) {
        match parts.last_mut() {
            Some(last) if asked && sentence.completes() => last.end = sentence.range.end,
            _ => parts.extend(clauses(text, sentence)),
        }
        asked = true;
    }
    if parts.is_empty() {
        let whole = trimmed(text, 0..text.len());
        return if whole.is_empty() { Vec::new() } else { vec![whole] };
    }
    parts
}

/// The sentences behind the first one that ask, in order, and the clauses of sentences that do (ており、その結果を…; ", and who
/// tests it?").
pub fn further(text: &str) -> Vec<&str> {
    let asking = sentence::split(text).into_iter().filter(Sentence::asks);
    let asking: Vec<&str> = asking.filter_map(|sentence| text.get(sentence.range)).collect();
    let clauses = asking
        .iter()
        .filter_map(|sentence| interrogative_clause(sentence).or_else(|| coordinate_clause(sentence)));
    asking.iter().skip(1).copied().chain(clauses).collect()
}

/// What stands behind the last clause that only tells what is so: ており、.
fn coordinate_clause(sentence: &str) -> Option<&str> {
    TELLS
        .iter()
        .filter_map(|end| sentence.rsplit_once(end))
        .map(|(_, rest)| rest)
        .min_by_key(|rest| rest.len())
}

/// What stands behind "and" in an English sentence where it begins with an interrogative; how often something is done is
/// asked with the sentence, as in [`Sentence::completes`].
fn interrogative_clause(sentence: &str) -> Option<&str> {
    let begins = |rest: &str| words(rest).first().is_some_and(|word| INTERROGATIVES.contains(&word.as_str()));
    let joins = |left: &str| words(left).last().is_none_or(|word| INTERROGATIVES.contains(&word.as_str()));
    let clauses = sentence
        .match_indices(" and ")
        .filter_map(|(at, and)| Some((sentence.get(..at)?, sentence.get(at + and.len()..)?)));
    let asks = |(left, rest): &(&str, &str)| begins(rest) && !rest.starts_with("how often") && !joins(left);
    clauses.filter(asks).map(|(_, rest)| rest).next()
}

/// The first sentence that asks, without a remark in parentheses at its end, in bytes; the first of all where none asks.
pub(super) fn opening(text: &str) -> Range<usize> {
    let sentences = sentence::split(text);
    let first = sentences.iter().find(|sentence| sentence.asks()).or_else(|| sentences.first());
    first.map_or(0..0, |first| first.range.start..first.range.start + first.without_remark().len())
}

/// Cuts a sentence at 、また and at ", and who".
fn clauses(text: &str, sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let range = without_lead(text, sentence.range.clone());
    let body = text.get(range.clone()).unwrap_or_default();
    let cut = japanese_cut(body).or_else(|| english_cut(body));
    let spans = match cut {
        Some((left, right)) => vec![range.start..range.start + left, range.start + right..range.end],
        None => vec![range],
    };
    let spans = spans.into_iter().map(|span| trimmed(text, span));
    spans.filter(|span| !span.is_empty()).collect()
}

/// Where a clause ends and the next one begins.
fn japanese_cut(body: &str) -> Option<(usize, usize)> {
    body.match_indices(['、', '，', ',']).find_map(|(at, mark)| {
        let (left, rest) = (body.get(..at)?, body.get(at + mark.len()..)?);
        let lead = FURTHER.iter().find(|lead| rest.starts_with(**lead))?;
        let right = rest.strip_prefix(lead)?;
        let or = rest.starts_with("または");
        let whole = [left, right].iter().all(|part| part.chars().count() >= ENOUGH);
        (!or && whole).then(|| (at, body.len() - right.len()))
    })
}

fn english_cut(body: &str) -> Option<(usize, usize)> {
    if !body.is_ascii() {
        return None;
    }
    body.match_indices(" and ").find_map(|(at, and)| {
        let (left, right) = (body.get(..at)?, body.get(at + and.len()..)?);
        let (before, words) = (words(left), words(right));
        let begins =
            |words: &[String], set: &[&str]| words.first().is_some_and(|word| set.contains(&word.as_str()));
        let ends_open = before.last().is_some_and(|word| INTERROGATIVES.contains(&word.as_str()));
        let details = begins(&words, &INTERROGATIVES) && begins(&before, &INTERROGATIVES);
        let asks = !ends_open && (begins(&words, &VERBS) || details);
        let alone = !words.iter().any(|word| PRONOUNS.contains(&word.as_str()));
        let complete = before.len() >= 4 && words.len() >= 4;
        (asks && alone && complete).then(|| (at, at + and.len()))
    })
}

fn words(clause: &str) -> Vec<String> {
    let words = clause.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect()
}

/// The points of an enumeration (① … ②, lines with bullets or numbers) if they are questions rather than choices.
fn enumerated(text: &str) -> Option<Vec<Range<usize>>> {
    let marks = sentence::bullets(text);
    let first = marks.first().filter(|_| marks.len() > 1)?;
    let preamble = text.get(..first.start)?;
    let ends = marks.iter().skip(1).map(|mark| mark.start).chain([text.len()]);
    let items: Vec<Range<usize>> =
        marks.iter().zip(ends).map(|(mark, end)| trimmed(text, mark.end..end)).collect();
    // Points to choose from, or examples of one thing.
    let choosing = ["例", "選択", "選ん", "いずれか", "choose", "select", "one of"]
        .iter()
        .any(|word| preamble.contains(word));
    let long =
        |item: &Range<usize>| text.get(item.clone()).is_some_and(|item| item.chars().count() >= ENOUGH);
    (!choosing && items.iter().all(long)).then_some(items)
}

/// Without 「また、」 and the like at the front.
fn without_lead(text: &str, range: Range<usize>) -> Range<usize> {
    let body = text.get(range.clone()).unwrap_or_default();
    let lead = FURTHER.iter().find(|lead| body.starts_with(**lead) && !body.starts_with("または"));
    range.start + lead.map_or(0, |lead| lead.len())..range.end
}

/// The range without white space, commas and full stops at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let body = text.get(range.clone()).unwrap_or_default();
    let from_start = body.trim_start_matches(|char: char| char.is_whitespace() || "、，,。".contains(char));
    let start = range.end - from_start.len();
    let inner =
        from_start.trim_end_matches(|char: char| char.is_whitespace() || "、，,。．.;；".contains(char));
    start..start + inner.len()
}
