//! Pairs of words whose exchange changes the answer.

use std::collections::HashMap;
use std::ops::Range;

use super::Difference;
use super::folded::{Folded, is_kanji};
use super::polarity;
use crate::knowledge::{self, DifferenceKind};
use crate::order;

/// Kanji in front of a word that turn it into another: 未承認, 再委託先.
const TURNING: &str = "未無非不再旧";

/// Particles behind a word that names who acts: 当社が, 貴社側で.
const AGENT: [&str; 8] = ["は", "が", "では", "側", "にて", "による", "において", "で"];

/// Words that address the vendor; in most questions they only say whom the customer asks.
const ADDRESS: [&str; 2] = ["貴社", "御社"];

/// The table of pairs, ready for one pass over a text.
#[derive(Debug)]
pub(super) struct Terms {
    /// Each term once.
    terms: Vec<Vec<char>>,
    pairs: Vec<(DifferenceKind, usize, usize)>,
    /// Terms by their first character, longest first.
    by_first: HashMap<char, Vec<usize>>,
}

/// Where the terms stand in a text: term and characters.
type Places = Vec<(usize, Range<usize>)>;

impl Terms {
    pub(super) fn new(pairs: &[knowledge::Difference]) -> Self {
        let mut table = Self { terms: Vec::new(), pairs: Vec::new(), by_first: HashMap::new() };
        for pair in pairs {
            let (a, b) = (table.intern(pair.term_a), table.intern(pair.term_b));
            // 〜している and 〜していない are told apart by their place in the sentence, not by occurring in it.
            let ending = table.is_kana(a) || pair.term_a.ends_with("ている");
            if !(pair.kind == DifferenceKind::Negation && ending) {
                table.pairs.push((pair.kind, a, b));
            }
        }
        for (index, term) in table.terms.iter().enumerate() {
            if let Some(&first) = term.first() {
                table.by_first.entry(first).or_default().push(index);
            }
        }
        for indices in table.by_first.values_mut() {
            order::sort_by_key(indices, |&index| {
                std::cmp::Reverse(table.terms.get(index).map_or(0, Vec::len))
            });
        }
        table
    }

    fn intern(&mut self, term: &str) -> usize {
        let folded = Folded::of(term).chars().to_vec();
        self.terms.iter().position(|known| *known == folded).unwrap_or_else(|| {
            self.terms.push(folded);
            self.terms.len() - 1
        })
    }

    fn is_kana(&self, index: usize) -> bool {
        self.terms.get(index).is_some_and(|term| term.iter().all(|char| ('ぁ'..='ん').contains(char)))
    }

    /// Pairs of which the question has one word and the other text only the other.
    pub(super) fn differences(&self, asked: &Folded<'_>, known: &Folded<'_>) -> Vec<Difference> {
        let asks = self.places(asked);
        let knows = if asks.is_empty() { Places::new() } else { self.places(known) };
        let has = |places: &Places, term: usize| places.iter().any(|(index, _)| *index == term);
        let mut found = Vec::new();
        for (term, at) in &asks {
            let other = self.pairs.iter().find_map(|&(kind, a, b)| {
                let other = if a == *term {
                    b
                } else if b == *term {
                    a
                } else {
                    return None;
                };
                if has(&asks, other) || has(&knows, *term) {
                    return None;
                }
                let place = knows.iter().find(|(index, _)| *index == other)?;
                self.matters(kind, (asked, at), (known, &place.1)).then_some((kind, &place.1))
            });
            if let Some((kind, place)) = other {
                found.push(asked.differs(kind, at, known.original(place)));
            }
        }
        found.dedup_by(|a, b| a.kind == b.kind && a.in_question == b.in_question);
        found
    }

    /// Whether two words stand where their exchange changes the sense.
    fn matters(
        &self,
        kind: DifferenceKind,
        (asked, at): (&Folded<'_>, &Range<usize>),
        (known, place): (&Folded<'_>, &Range<usize>),
    ) -> bool {
        let (word, other) = (asked.original(at), known.original(place));
        match kind {
            DifferenceKind::Actor if ADDRESS.contains(&word) || ADDRESS.contains(&other) => {
                // A response speaks of its own company where the question says 貴社.
                !polarity::is_statement(known) && is_agent(asked, at.end) && is_agent(known, place.end)
            }
            DifferenceKind::NumberUnit => counts(asked, at) && counts(known, place),
            _ => true,
        }
    }

    /// Every term of a text; inside a longer term a shorter one does not count (委託先 in 再委託先).
    fn places(&self, text: &Folded<'_>) -> Places {
        let mut places = Places::new();
        let mut at = 0;
        while let Some(first) = text.get(at) {
            let hit = self.by_first.get(&first).into_iter().flatten().find_map(|&index| {
                let term = self.terms.get(index)?;
                let end = at + term.len();
                (text.from(at).starts_with(term) && stands_alone(text, at, end)).then_some((index, end))
            });
            match hit {
                Some((index, end)) => {
                    places.push((index, at..end));
                    at = end;
                }
                None => at += 1,
            }
        }
        places
    }
}

/// Whether the characters `at..end` are a word of their own.
fn stands_alone(text: &Folded<'_>, at: usize, end: usize) -> bool {
    let (first, last) = (text.get(at), text.before(end));
    let (before, after) = (text.before(at), text.get(end));
    let latin = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    if latin(first) && latin(before) || latin(last) && latin(after) {
        return false;
    }
    let kanji = |char: Option<char>| char.is_some_and(is_kanji);
    // 国内外, 社内外: both sides.
    let both = last == Some('内') && after == Some('外');
    let turned = kanji(first) && before.is_some_and(|char| TURNING.contains(char));
    let part = end - at == 1 && (kanji(before) || kanji(after));
    !(both || turned || part)
}

fn is_agent(text: &Folded<'_>, end: usize) -> bool {
    AGENT.iter().any(|particle| text.has(end, particle))
}

/// Whether a unit or bound belongs to a number: 時間 in 24時間, not in 時間帯.
fn counts(text: &Folded<'_>, at: &Range<usize>) -> bool {
    let near = text.chars().get(at.start.saturating_sub(4)..(at.end + 3).min(text.chars().len()));
    near.is_some_and(|chars| chars.iter().any(char::is_ascii_digit))
}
