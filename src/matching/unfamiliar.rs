//! Words that neither the response nor any wording of its criteria has: 「SECRET cables … division plate」.
//!
//! The ranking is sure of the words that it knows, however little of the question they are. Where more than a third of what a
//! question says stands in nothing that is known of its first candidate, a person must see whether the response covers it.

use std::sync::OnceLock;

mod nouns;

use super::features::word_hash;
use super::matcher::Matcher;
use super::nearest::Nearest;
use super::{Reason, frame};
use crate::criterion::CriterionId;
use crate::knowledge::Knowledge;
use crate::standard::{Lookup, Standard};
use crate::text::{Normal, Text};

/// Share of a question's own letters that may be unfamiliar; of 301 labelled questions and statements that are filled rightly, four have more.
const MOST: f32 = 0.35;
/// Letters of a Latin word, below which it is an abbreviation or a number like any other.
const SHORTEST_WORD: usize = 3;
/// Letters in kanji or katakana that are unfamiliar together: one alone may be a slip of the pen, or an ending (化, 等).
const SHORTEST_RUN: usize = 2;
/// What a kanji or a letter in katakana says beside a Latin one.
const JAPANESE: usize = 2;
/// Words that the reason names.
const NAMED: usize = 4;

/// The words and pairs of letters of each response and of all that its criteria are worded as.
#[derive(Debug)]
pub struct Familiar {
    /// Made when first asked for, because most workbooks are about few responses.
    known: Vec<(CriterionId, OnceLock<Seen>)>,
}

impl Familiar {
    /// Over the responses that the knowledge tells of.
    pub fn new(knowledge: &Knowledge) -> Self {
        let mut responses: Vec<_> = knowledge.criteria().iter().map(|c| stated_at(knowledge, c.id)).collect();
        responses.sort_unstable();
        responses.dedup();
        Self { known: responses.into_iter().map(|id| (id, OnceLock::new())).collect() }
    }

    fn of(
        &self,
        standard: &Standard,
        knowledge: &Knowledge,
        nearest: &Nearest,
        response: CriterionId,
    ) -> Option<&Seen> {
        let index = self.known.binary_search_by_key(&response, |(id, _)| *id).ok()?;
        let (_, known) = self.known.get(index)?;
        Some(known.get_or_init(|| collect(standard, knowledge, nearest, response)))
    }
}

fn stated_at(knowledge: &Knowledge, id: CriterionId) -> CriterionId {
    knowledge.verdict(id).and_then(|fact| fact.resolves_to).unwrap_or(id)
}

fn collect(standard: &Standard, knowledge: &Knowledge, nearest: &Nearest, response: CriterionId) -> Seen {
    let mut found = Seen::new();
    for criterion in knowledge.criteria().iter().filter(|c| stated_at(knowledge, c.id) == response) {
        nearest.letters(knowledge, criterion.id).for_each(|letters| add(&mut found, letters));
        let keywords = criterion.keywords_ja.iter().chain(criterion.keywords_en.iter());
        let described = [criterion.subject_ja, criterion.subject_en].into_iter().chain(keywords);
        described.for_each(|text| add(&mut found, &Normal::letters(text)));
    }
    if let Lookup::Response { text, .. } = standard.lookup(response) {
        add(&mut found, &Normal::letters(text));
    }
    found
}

fn add(found: &mut Seen, letters: &[char]) {
    letters.windows(2).for_each(|two| found.insert(pair(two)));
    letters.split(|c| !c.is_ascii_alphanumeric()).for_each(|word| found.insert(word_hash(word)));
}

/// Hash of two neighbouring letters.
fn pair(letters: &[char]) -> u64 {
    let pair = letters.iter().fold(0, |pair, &c| pair << 21 | u64::from(c));
    (pair ^ pair >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// A set of hashes as a bit pattern (a Bloom filter): quickly made, and for a response with 3,000 of them one in 500 others is
/// taken for one.
#[derive(Debug)]
struct Seen(Vec<u64>);

impl Seen {
    /// 64-bit words: 16 kB a response.
    const WORDS: usize = 1 << 11;

    fn new() -> Self {
        Self(vec![0; Self::WORDS])
    }

    fn insert(&mut self, hash: u64) {
        for (word, bit) in Self::places(hash) {
            self.0[word] |= bit;
        }
    }

    fn contains(&self, hash: u64) -> bool {
        Self::places(hash).into_iter().all(|(word, bit)| self.0[word] & bit != 0)
    }

    fn places(hash: u64) -> [(usize, u64); 2] {
        [hash, hash >> 32].map(|hash| ((hash >> 6) as usize % Self::WORDS, 1 << (hash % 64)))
    }
}

/// A run of letters of one script.
struct Run<'t> {
    start: usize,
    letters: &'t [char],
    script: Script,
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Latin,
    Kanji,
    Katakana,
    Other,
}

fn script(c: char) -> Script {
    match c {
        c if c.is_ascii_alphanumeric() => Script::Latin,
        'ァ'..='ヺ' | 'ー' => Script::Katakana,
        '一'..='鿿' | '々' => Script::Kanji,
        _ => Script::Other,
    }
}

fn runs(letters: &[char]) -> impl Iterator<Item = Run<'_>> {
    let mut at = 0;
    letters.chunk_by(|a, b| script(*a) == script(*b)).map(move |letters| {
        let start = at;
        at += letters.len();
        Run { start, letters, script: letters.first().map_or(Script::Other, |c| script(*c)) }
    })
}

/// For each letter of a run whether it stands in a known pair.
fn familiar(letters: &[char], known: &Seen) -> Vec<bool> {
    let pairs: Vec<bool> = letters.windows(2).map(|two| known.contains(pair(two))).collect();
    let is_known = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| pairs.get(at));
        before.into_iter().chain(pairs.get(at)).any(|known| *known)
    };
    (0..letters.len()).map(is_known).collect()
}

fn is_known_word(letters: &[char], known: &Seen) -> bool {
    known.contains(word_hash(letters))
}

/// What a question says of its own: how much of it is familiar, and which stretches are not.
#[derive(Default)]
struct Found {
    familiar: usize,
    unfamiliar: usize,
    stretches: Vec<(usize, usize)>,
}

impl Found {
    fn of(text: &Normal, known: &Seen) -> Self {
        let own = frame::own_letters(text);
        let mut found = Self::default();
        for run in runs(text.chars()) {
            match run.script {
                Script::Latin => found.word(&run, &own, known),
                Script::Kanji | Script::Katakana => found.letters(&run, &own, known),
                Script::Other => {}
            }
        }
        found
    }

    fn word(&mut self, Run { start, letters, .. }: &Run<'_>, own: &[bool], known: &Seen) {
        let counts = letters.len() >= SHORTEST_WORD && !letters.iter().all(char::is_ascii_digit);
        if !counts || own.get(*start) != Some(&true) {
            return;
        }
        if is_known_word(letters, known) {
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
            familiar(letters, known).into_iter().zip(own).map(|(known, own)| own.then_some(known)).collect();
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
    let known =
        matcher.familiar().of(matcher.standard(), matcher.knowledge(), matcher.nearest(), response)?;
    let found = Found::of(text, known);
    if found.share() > MOST {
        return Some(reason(text, &found.stretches));
    }
    nouns::find(text, known).map(|noun| reason(text, &[noun]))
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
