//! Questions that say more than is known of their first candidate: 「… destroyed at the ministry's furnace」.
//!
//! The ranking is sure of the words that it knows, however little of the question they are. Where more than a third of what a
//! question says stands in nothing that is known of its first candidate, a person must see whether the response covers it.

mod nouns;

use super::familiar::Seen;
use super::matcher::Matcher;
use super::script::{Script, script};
use super::{Reason, frame};
use crate::criterion::CriterionId;
use crate::text::{Normal, Text};

/// Share of a question's own letters that may be unfamiliar; of 301 labelled questions and statements that are filled rightly, five have more.
const MOST: f32 = 0.35;
/// Letters of a Latin word, below which it is an abbreviation or a number like any other.
const SHORTEST_WORD: usize = 3;
/// Letters in kanji or katakana that are unfamiliar together: one alone may be a slip of the pen, or an ending (化, 等).
const SHORTEST_RUN: usize = 2;
/// What a kanji or a letter in katakana says beside a Latin one.
const JAPANESE: usize = 2;
/// Words that the reason names.
const NAMED: usize = 4;

/// A run of letters of one script.
struct Run<'t> {
    start: usize,
    letters: &'t [char],
    script: Script,
}

fn runs(letters: &[char]) -> impl Iterator<Item = Run<'_>> {
    let mut at = 0;
    letters.chunk_by(|a, b| script(*a) == script(*b)).map(move |letters| {
        let start = at;
        at += letters.len();
        Run { start, letters, script: letters.first().map_or(Script::Other, |c| script(*c)) }
    })
}

/// What a question says of its own: how much of it is familiar, and which stretches are not.
#[derive(Default)]
struct Found {
    familiar: usize,
    unfamiliar: usize,
    stretches: Vec<(usize, usize)>,
}

impl Found {
    fn of(text: &Normal, own: &[bool], known: &Seen) -> Self {
        let mut found = Self::default();
        for run in runs(text.chars()) {
            match run.script {
                Script::Latin => found.word(&run, own, known),
                Script::Kanji | Script::Katakana => found.letters(&run, own, known),
                Script::Hiragana | Script::Other => {}
            }
        }
        found
    }

    fn word(&mut self, Run { start, letters, .. }: &Run<'_>, own: &[bool], known: &Seen) {
        let counts = letters.len() >= SHORTEST_WORD && !letters.iter().all(char::is_ascii_digit);
        if !counts || own.get(*start) != Some(&true) {
            return;
        }
        if known.has_word(letters) {
            self.familiar += letters.len();
        } else {
            self.unfamiliar += letters.len();
            self.stretches.push((*start, start + letters.len()));
        }
    }

    fn letters(&mut self, Run { start, letters, .. }: &Run<'_>, own: &[bool], known: &Seen) {
        // None for a letter of a frame word, else whether it is familiar.
        let own = own.iter().skip(*start);
        let states: Vec<Option<bool>> =
            known.letters(letters).into_iter().zip(own).map(|(known, own)| own.then_some(known)).collect();
        let mut at = *start;
        for stretch in states.chunk_by(|a, b| a == b) {
            let end = at + stretch.len();
            match stretch.first() {
                Some(Some(true)) => self.familiar += stretch.len() * JAPANESE,
                Some(Some(false)) if stretch.len() >= SHORTEST_RUN => {
                    self.unfamiliar += stretch.len() * JAPANESE;
                    self.stretches.push((at, end));
                }
                _ => {}
            }
            at = end;
        }
    }

    fn share(&self) -> f32 {
        self.unfamiliar as f32 / (self.familiar + self.unfamiliar).max(1) as f32
    }
}

/// The doubt about a question of which too much, or a noun on which the answer hangs, stands neither in a
/// response nor in the wordings of its criteria.
pub(super) fn doubt(matcher: &Matcher, text: &Normal, response: CriterionId) -> Option<Reason> {
    let known = matcher.familiar(response)?;
    let own = frame::own_letters(text);
    let found = Found::of(text, &own, known);
    if found.share() > MOST {
        return Some(reason(text, &found.stretches));
    }
    nouns::find(text, &own, known).map(|noun| reason(text, &[noun]))
}

fn reason(text: &Normal, stretches: &[(usize, usize)]) -> Reason {
    let word = |&(start, end): &(usize, usize)| {
        text.chars().get(start..end).unwrap_or_default().iter().collect::<String>()
    };
    let words: Vec<String> = stretches.iter().take(NAMED).map(word).collect();
    let spans = stretches.iter().filter_map(|&(start, end)| text.span(start, end)).collect();
    let text = Text::new(
        format!("「{}」は、この回答文にも、この基準の言い回しにもない語です。", words.join("」「")),
        format!("Neither the response nor any wording of its criterion has \"{}\".", words.join("\", \"")),
    );
    Reason { code: "unfamiliar", text, spans }
}
