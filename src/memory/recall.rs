//! Finding what was answered before: in the same place, in the same words, or nearly so.
//!
//! Whatever speaks against an earlier answer is a reason that a reviewer reads, and any reason keeps the answer from
//! being filled by itself.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use super::penalties::penalties;
use super::wording::{Spans, differences};
use super::{Date, Disclosure, Entry, Memory};
use crate::answer::{self, Note, Role};
use crate::matching::{Matcher, Query, follow_up};
use crate::order;
use crate::questionnaire::Question;
use crate::text::Normal;

/// Earlier answers that are shown for a question at most.
pub(crate) const SHOWN: usize = 3;
/// Similarity below which a question is another one; translators' tools start at the same share.
pub(crate) const NEAR: f64 = 0.7;
/// Cosine below which a meaning is another one: three of four labelled questions have a phrasing of theirs above it, and one in
/// thirteen has one above it among 300 phrasings of all subjects.
const MEANT: f64 = 0.6;
/// Characters below which a text says too little to be recognised away from its place: 「対応状況」.
pub(crate) const SPEAKING: usize = 8;
/// Days after which an answer is old: a year, and half a year for the questionnaire to come round again.
const MAX_AGE: u32 = 550;

/// What an earlier answer is measured against.
#[derive(Debug, Clone, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Terms {
    /// The day of the filling.
    pub today: Date,
    /// The product or plan that is asked about; empty for none in particular.
    #[serde(default)]
    #[tsify(optional)]
    pub scope: String,
    /// The customer who asks; empty where it is not known.
    #[serde(default)]
    #[tsify(optional)]
    pub customer: String,
    /// Days after which an answer is old, 550 unless told otherwise.
    #[serde(default = "max_age")]
    #[tsify(optional)]
    pub max_age: u32,
    /// What the customer may be told, `public` unless told otherwise; answers that go further wait for a person.
    #[serde(default)]
    #[tsify(optional)]
    pub disclosure: Disclosure,
}

fn max_age() -> u32 {
    MAX_AGE
}

impl Terms {
    /// Terms of a day, with no scope and no customer in particular.
    pub fn on(today: Date) -> Self {
        Self {
            today,
            scope: String::new(),
            customer: String::new(),
            max_age: MAX_AGE,
            disclosure: Disclosure::default(),
        }
    }
}

/// How an earlier question is like the one that is asked; the best kind comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The same text in the same place: under the same heading, or with the same number.
    Context,
    /// The same text.
    Exact,
    /// A text that names the answer by one of its identifiers.
    Named,
    /// A similar text; what differs is marked.
    Near,
}

/// The entry of a company's library that an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
pub struct LibraryEntry {
    /// Title of the library.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Identifier of the entry.
    pub id: String,
}

/// An earlier answer to a question, or one of a company's library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Tsify)]
#[tsify(hashmap_as_object)]
pub struct Recalled {
    /// How the earlier question is like this one.
    pub kind: Kind,
    /// 1 for the same text; for a near one less the share of characters that differ.
    pub similarity: f64,
    /// Whether it may be filled without a person: no near match, and no reason against it.
    pub certain: bool,
    /// The earlier question with its answer.
    pub entry: Entry,
    /// Where the answer comes from, unless from an earlier questionnaire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub library: Option<LibraryEntry>,
    /// What speaks against giving the same answer again.
    pub reasons: Vec<Note>,
    /// Spans of this question that the earlier one has not, in UTF-16 units.
    pub now: Spans,
    /// Spans of the earlier question that this one has not, in UTF-16 units.
    pub before: Spans,
    /// How many of section, number and item agree.
    #[serde(skip)]
    pub(super) place: usize,
}

/// A question with its place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The question.
    pub text: &'a str,
    /// Section titles above it.
    pub section: &'a str,
    /// The text of its number cell.
    pub number: &'a str,
    /// The customer's own serial number.
    pub item: &'a str,
}

impl<'a> From<&'a Question> for Asked<'a> {
    fn from(question: &'a Question) -> Self {
        Self {
            text: &question.text,
            section: &question.section,
            number: question.number.as_deref().unwrap_or_default(),
            item: question.item.as_deref().unwrap_or_default(),
        }
    }
}

impl<'a> From<&'a Query> for Asked<'a> {
    fn from(query: &'a Query) -> Self {
        let [number, item] = [&query.number, &query.item].map(|text| text.as_deref().unwrap_or_default());
        Self { text: &query.text, section: &query.context, number, item }
    }
}

impl Memory {
    /// What was answered to the question before, best first: by kind, then by place, then with the fewest reasons
    /// against it, then the latest. Where the best ones disagree, each of them says so.
    pub fn recall(&self, asked: &Asked<'_>, terms: &Terms, matcher: &Matcher) -> Vec<Recalled> {
        self.recall_up_to(SHOWN, asked, terms, matcher)
    }

    pub(super) fn recall_up_to(
        &self,
        shown: usize,
        asked: &Asked<'_>,
        terms: &Terms,
        matcher: &Matcher,
    ) -> Vec<Recalled> {
        let text = Normal::of(asked.text);
        let entry = |index: &usize| self.entries.get(*index);
        let same = self.texts.same(&text).iter().filter_map(entry);
        let mut found: Vec<Recalled> = same.map(|entry| Recalled::same(entry, asked)).collect();
        if text.chars().len() < SPEAKING {
            found.retain(|recalled| recalled.kind == Kind::Context);
        } else if found.is_empty() {
            let near = self.texts.near(&text, NEAR);
            found = self
                .recalled(near, |similarity, entry| Recalled::near(entry, asked.text, similarity, matcher));
            if found.is_empty() && !follow_up::refers_back(asked.text) {
                found = self.meant(asked, &text, matcher);
            }
        }
        found.iter_mut().for_each(|it| it.reasons.extend(penalties(&it.entry, terms, matcher)));
        let rank = |it: &Recalled| (it.kind, Reverse(it.place), it.reasons.len(), Reverse(it.entry.date));
        order::sort_by(&mut found, |a, b| rank(a).cmp(&rank(b)).then(b.similarity.total_cmp(&a.similarity)));
        disagree(&mut found);
        found.truncate(shown);
        found.iter_mut().for_each(|recalled| recalled.certain = recalled.is_certain());
        found
    }
}

impl Memory {
    /// Every entry of `found`, each group of which has one similarity.
    fn recalled(
        &self,
        found: Vec<(f64, &[usize])>,
        recall: impl Fn(f64, &Entry) -> Recalled,
    ) -> Vec<Recalled> {
        let entry = |index: &usize| self.entries.get(*index);
        let pairs = found.into_iter().flat_map(|(similarity, entries)| {
            entries.iter().filter_map(entry).map(move |entry| (similarity, entry))
        });
        pairs.map(|(similarity, entry)| recall(similarity, entry)).collect()
    }

    /// What was answered to questions of near meaning; nothing where the matcher goes by words alone.
    fn meant(&self, asked: &Asked<'_>, text: &Normal, matcher: &Matcher) -> Vec<Recalled> {
        let vector = matcher.sentences(&[asked.text]).and_then(|mut vectors| vectors.pop());
        let Some(vector) = vector else { return Vec::new() };
        let question = |index: &usize| self.entries.get(*index).map_or("", |entry| &entry.question);
        let encode = |entries: &[usize]| {
            matcher.sentences(&entries.iter().map(question).collect::<Vec<_>>()).unwrap_or_default()
        };
        let meant = self.texts.meant(text, &vector, MEANT, encode);
        self.recalled(meant, |cosine, entry| {
            let mut recalled = Recalled::near(entry, asked.text, cosine, matcher);
            recalled.reasons.insert(0, other_words(cosine));
            recalled
        })
    }
}

impl Recalled {
    pub(crate) fn of(entry: &Entry, kind: Kind, similarity: f64) -> Self {
        let (now, before, reasons) = (Spans::new(), Spans::new(), Vec::new());
        let (certain, library) = (false, None);
        Self { kind, similarity, certain, entry: entry.clone(), library, reasons, now, before, place: 0 }
    }

    /// Where it was answered: the earlier question's cell, or the library with the entry.
    pub fn place(&self) -> String {
        let library = self.library.as_ref();
        library.map_or_else(|| self.entry.place(), |own| format!("{} {} {}", own.title, own.version, own.id))
    }

    /// An entry with the text that is asked.
    fn same(entry: &Entry, asked: &Asked<'_>) -> Self {
        let mut recalled = Self::of(entry, Kind::Exact, 1.0);
        let [section, number, item] =
            [(asked.section, &entry.section), (asked.number, &entry.number), (asked.item, &entry.item)]
                .map(|(now, before)| agreement(now, before));
        let elsewhere = section == Some(false);
        if follow_up::refers_back(asked.text) && number != Some(true) && item != Some(true) {
            recalled.reasons.push(hangs_on_another());
        }
        if number == Some(false) {
            recalled.reasons.push(other_place("other-number", "番号", "number", &entry.number));
        } else if section == Some(true) || number == Some(true) || (item == Some(true) && !elsewhere) {
            recalled.kind = Kind::Context;
            recalled.place = [section, number, item].iter().filter(|agrees| **agrees == Some(true)).count();
        } else if elsewhere {
            recalled.reasons.push(other_place("other-section", "見出し", "heading", &entry.section));
        }
        recalled
    }

    pub(crate) fn near(entry: &Entry, text: &str, similarity: f64, matcher: &Matcher) -> Self {
        let mut recalled = Self::of(entry, Kind::Near, similarity);
        (recalled.before, recalled.now) = differences(&entry.question, text);
        recalled.reasons = dangerous(text, &entry.question, matcher);
        recalled
    }

    pub(crate) fn is_certain(&self) -> bool {
        self.kind != Kind::Near && self.reasons.is_empty()
    }
}

/// What a question asks otherwise than an earlier one, where that turns the answer.
pub(crate) fn dangerous(now: &str, before: &str, matcher: &Matcher) -> Vec<Note> {
    let differences = matcher.guard().differences(now, before).into_iter();
    let notes = differences.map(|difference| {
        let (now, before) = (difference.in_question, difference.in_reference);
        Note::new(
            "difference",
            format!("質問の「{now}」が、以前の質問では「{before}」でした。"),
            format!("\"{now}\" in the question was \"{before}\" in the earlier one."),
        )
    });
    notes.collect()
}

/// Whether both are there and the same but for spelling; none where one is missing.
fn agreement(now: &str, before: &str) -> Option<bool> {
    let both = !now.trim().is_empty() && !before.trim().is_empty();
    both.then(|| Normal::of(now).to_string() == Normal::of(before).to_string())
}

/// 「いいえ」の場合、その理由 is asked many times over, each time about something else.
pub(crate) fn hangs_on_another() -> Note {
    Note::new(
        "refers-back",
        "前の質問を受けた質問で、同じ文面でも別のことを尋ねている場合があります。",
        "Hangs on the question before it; the same words may ask about something else.",
    )
}

fn other_words(cosine: f64) -> Note {
    Note::new(
        "meaning",
        format!("言葉は異なりますが、意味が近い質問です（近さ {cosine:.2}）。"),
        format!("In other words, but near in meaning ({cosine:.2})."),
    )
}

fn other_place(code: &str, ja: &str, en: &str, before: &str) -> Note {
    Note::new(
        code,
        format!("以前は別の{ja}「{before}」の質問でした。"),
        format!("The earlier question had another {en}, \"{before}\"."),
    )
}

/// Lets the best answers say that they disagree; answers with a reason against them do not count.
fn disagree(found: &mut [Recalled]) {
    let Some(first) = found.first().filter(|first| first.is_certain()) else {
        return;
    };
    let rank = (first.kind, first.place);
    let level = found.iter().take_while(|r| (r.kind, r.place) == rank && r.is_certain()).count();
    let others: Vec<String> = found
        .iter()
        .take(level)
        .filter(|other| !first.entry.agrees_with(&other.entry))
        .map(|other| format!("{} {}", other.entry.place(), other.entry.date))
        .collect();
    if others.is_empty() {
        return;
    }
    let places = others.join("、");
    for recalled in found.iter_mut().take(level) {
        recalled.reasons.push(Note::new(
            "conflict",
            format!("承認済みの回答どうしが食い違っています（{places}）。"),
            format!("Approved answers disagree ({places})."),
        ));
    }
}

impl Entry {
    /// Whether another entry gives the same judgement and the same answer, as far as both give one.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        let both = |role| (self.value(role), other.value(role));
        let (choice, answer) = (both(Role::Choice), both(Role::Answer));
        let open = |(a, b): (&str, &str)| a.is_empty() || b.is_empty();
        (open(choice) || answer::same_judgement(choice.0, choice.1))
            && (open(answer) || answer.0.split_whitespace().eq(answer.1.split_whitespace()))
    }
}
