//! What speaks against filling a text match without a person.

use super::guard::{Difference, Guard};
use super::matcher::{Matcher, Scored};
use super::named::utf16_span;
use super::posterior::Posterior;
use super::{Query, Reason};
use super::{brief, exceptions, follow_up, frame, scope};
use crate::criterion::CriterionId;
use crate::knowledge::{DifferenceKind, Knowledge, RestrictionKind, Verdict};
use crate::standard::{Lookup, Standard};
use crate::text::{Normal, Text};

/// Probability of an unanswered topic from which a reviewer must look.
const TOPIC: f32 = 0.1;
/// The same where a criterion number stands beside the question: of 347 questions that the standard answers one is above.
const TOPIC_BESIDE_NUMBER: f32 = 0.5;
/// Letters that words beside a number need of their own before they can speak for a topic.
const ENOUGH: usize = 4;
/// Similarity to a phrasing whose fact the response does not state from which a reviewer must look.
const CONFLICT: f64 = 0.6;
/// Similarity to a phrasing from which a differing word changes the question rather than wording it anew.
const SAME_WORDING: f64 = 0.5;
/// Score of a look-alike, relative to the first candidate, from which both must be seen.
const LOOK_ALIKE: f64 = 0.25;

/// All doubts about the first candidate for a question, whose normalised text and nearest phrasing are given; empty if there is none.
pub fn find(
    matcher: &Matcher,
    query: &Query,
    text: &Normal,
    posterior: &Posterior,
    candidates: &[Scored],
    nearest: Option<(&str, f64)>,
) -> Vec<Reason> {
    let Some(first) = candidates.first() else {
        return Vec::new();
    };
    let knowledge = matcher.knowledge();
    let mut doubts = Vec::new();
    if let Some(reason) = knowledge.never_auto(first.criterion) {
        doubts.push(doubt("restricted", reason.clone()));
    }
    doubts.extend(not_applicable(knowledge, first.criterion));
    doubts.extend(unstated(knowledge, first.criterion, &query.text));
    doubts.extend(asked_fact(matcher.standard(), first.criterion, &query.text));
    doubts.extend(about_form(&query.text));
    doubts.extend(brief::doubt(text, matcher.classifier().model()));
    doubts.extend(unanswered_topic(matcher, posterior, TOPIC));
    doubts.extend(nearest.and_then(|(phrase, similarity)| conflict(knowledge, first, phrase, similarity)));
    doubts.extend(look_alike(matcher, candidates));
    doubts.extend(about_narrowing(matcher, first.criterion, &query.text));
    doubts.extend(nearest.into_iter().flat_map(|nearest| differences(matcher, &query.text, nearest)));
    doubts
}

/// What the words of a question narrow it to, of which the response of its criterion does not speak.
pub fn about_narrowing(matcher: &Matcher, id: CriterionId, text: &str) -> Vec<Reason> {
    elsewhere(matcher, id, text).into_iter().chain(unstated_numbers(matcher, text, id)).collect()
}

/// Doubts about a criterion that the question names by number: its own response may not fit its subject, or may
/// not state the fact that the words beside the number ask for.
pub fn about_named(knowledge: &Knowledge, id: CriterionId, text: &str) -> Vec<Reason> {
    let restriction =
        knowledge.restriction(id).filter(|restriction| restriction.kind == RestrictionKind::Review);
    let restricted = restriction.map(|restriction| doubt("restricted", restriction.reason.clone()));
    restricted.into_iter().chain(unstated(knowledge, id, text)).collect()
}

/// Doubts that the form of a question raises, whatever it is about.
pub fn about_form(question: &str) -> impl Iterator<Item = Reason> {
    follow_up::doubts(question).chain(exceptions::doubt(question))
}

/// A kind of fact that the question asks for and the response has none of.
pub fn asked_fact(standard: &Standard, id: CriterionId, text: &str) -> Option<Reason> {
    match standard.lookup(id) {
        Lookup::Response { text: response, .. } => super::asked_fact::doubt(text, response),
        _ => None,
    }
}

/// What the question is about and neither the response nor the subject of the criterion.
fn elsewhere(matcher: &Matcher, id: CriterionId, text: &str) -> Option<Reason> {
    let Lookup::Response { text: response, .. } = matcher.standard().lookup(id) else { return None };
    let subject = matcher
        .knowledge()
        .criterion(id)
        .map(|criterion| [criterion.subject_ja, criterion.subject_en].join(" "));
    scope::doubt(text, response, &subject.unwrap_or_default())
}

fn unstated(knowledge: &Knowledge, id: CriterionId, text: &str) -> Option<Reason> {
    let (facet, word) = knowledge.unstated(id, text)?;
    let text =
        Text::new(format!("「{word}」: {}", facet.unstated.ja), format!("\"{word}\": {}", facet.unstated.en));
    Some(doubt("unstated", text))
}

fn doubt(code: &'static str, text: Text) -> Reason {
    Reason { code, text, spans: Vec::new() }
}

/// A response that says "not applicable to us": by text alone it would be an automatic 対象外.
fn not_applicable(knowledge: &Knowledge, id: CriterionId) -> Option<Reason> {
    let verdict = knowledge.verdict(id).map(|fact| fact.verdict);
    (verdict == Some(Verdict::NotApplicable)).then(|| {
        let text = Text::new(
            "回答は「対象外」に当たる内容です。質問に当てはまるか確認してください。",
            "The response amounts to \"not applicable\"; check that it fits the question.",
        );
        doubt("not-applicable", text)
    })
}

/// The topic that the words beside a number clearly speak for, if the standard does not answer it.
pub fn named_topic(matcher: &Matcher, posterior: &Posterior, text: &Normal) -> Option<Reason> {
    let found = unanswered_topic(matcher, posterior, TOPIC_BESIDE_NUMBER);
    found.filter(|_| frame::letters_of_its_own(text) >= ENOUGH)
}

fn unanswered_topic(matcher: &Matcher, posterior: &Posterior, least: f32) -> Option<Reason> {
    let (class, _) = posterior.topic.filter(|(_, probability)| *probability >= least)?;
    let topic = matcher.knowledge().topic(matcher.topic_id(class))?;
    let text = Text::new(
        format!("本スタンダードが答えていない話題「{}」に近い質問です。", topic.title_ja),
        format!("Close to a topic that the standard does not answer: {}.", topic.id.replace('-', " ")),
    );
    Some(doubt("topic", text))
}

/// A question that nearly coincides with a phrasing whose fact the response does not state.
fn conflict(knowledge: &Knowledge, first: &Scored, phrase: &str, similarity: f64) -> Option<Reason> {
    let known = knowledge.conflicts().iter().any(|c| c.criterion == first.criterion && c.phrase == phrase);
    (known && similarity >= CONFLICT).then(|| {
        let text = Text::new(
            "見る場所は合っていますが、問われている事実は回答に書かれていません。",
            "The right place to look, but its response does not state the fact that is asked.",
        );
        doubt("unstated", text)
    })
}

fn look_alike(matcher: &Matcher, candidates: &[Scored]) -> Option<Reason> {
    let (first, others) = candidates.split_first()?;
    let close = |candidate: &&Scored| candidate.score >= first.score * LOOK_ALIKE;
    let stated_at = |id| matcher.knowledge().verdict(id).and_then(|fact| fact.resolves_to);
    let rivals =
        others.iter().filter(close).filter(|other| stated_at(other.criterion) != stated_at(first.criterion));
    let mut found = rivals.filter_map(|other| {
        let group = matcher
            .knowledge()
            .look_alikes(first.criterion)
            .find(|group| group.ids.contains(&other.criterion))?;
        Some(doubt("look-alike", group.difference.clone()))
    });
    found.next()
}

/// Words that turn the question into another than the phrasing it resembles; the other sense (していませんか) turns it
/// however it is worded.
fn differences(matcher: &Matcher, question: &str, (phrase, similarity): (&str, f64)) -> Vec<Reason> {
    let turns =
        |difference: &Difference| similarity >= SAME_WORDING || difference.kind == DifferenceKind::Negation;
    let found = matcher.guard().differences(question, phrase).into_iter().filter(turns);
    found.map(|difference| reason(question, &difference, phrase)).collect()
}

/// Numbers and periods that the response of a criterion does not state: a phrasing that has them may ask for more, too.
fn unstated_numbers(matcher: &Matcher, question: &str, id: CriterionId) -> Vec<Reason> {
    let Lookup::Response { text: response, .. } = matcher.standard().lookup(id) else { return Vec::new() };
    let unstated = |difference: Difference| {
        let asked = &difference.in_question;
        let text = Text::new(
            format!("質問の「{asked}」を、回答文は述べていません。"),
            format!("The response does not state \"{asked}\", for which the question asks."),
        );
        let spans = utf16_span(question, &difference.question_span).into_iter().collect();
        Reason { code: "unstated", text, spans }
    };
    Guard::numbers(question, response).into_iter().map(unstated).collect()
}

fn reason(question: &str, difference: &Difference, phrase: &str) -> Reason {
    let spans = utf16_span(question, &difference.question_span).into_iter().collect();
    Reason { code: "difference", text: differs(difference, phrase), spans }
}

fn differs(difference: &Difference, phrase: &str) -> Text {
    let (asked, known) = (&difference.in_question, &difference.in_reference);
    if known.is_empty() {
        return Text::new(
            format!("質問の「{asked}」は、近い言い回し（{phrase}）にありません。"),
            format!("\"{asked}\" in the question is not in the nearest phrasing ({phrase})."),
        );
    }
    Text::new(
        format!("質問の「{asked}」が、近い言い回し（{phrase}）の「{known}」と異なります。"),
        format!("\"{asked}\" in the question differs from \"{known}\" in the nearest phrasing ({phrase})."),
    )
}
