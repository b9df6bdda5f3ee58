//! Compound questions: every part is matched on its own, and all must be certain.

use std::ops::Range;

use super::compound;
use super::matcher::{Matcher, Scored};
use super::named::utf16_span;
use super::{Candidate, Class, Match, Query, Reason};
use crate::text::Text;

/// The match of a question with the parts it asks taken into account; a question of one part is left as it is.
///
/// The whole question's first candidate stays first. A part's own first candidate joins the list with the span of
/// its part, and the question is left to a person unless every part is certain of one and the same response.
pub fn with_parts(matcher: &Matcher, query: &Query, mut whole: Match) -> Match {
    let spans = compound::parts(&query.text);
    if spans.len() < 2 {
        return whole;
    }
    let mut agreed = true;
    let text = |span: &Range<usize>| query.text.get(span.clone()).unwrap_or_default();
    let part = |span| Query { text: text(span).to_owned(), ..query.clone() };
    let parts: Vec<Query> = spans.iter().map(part).collect();
    for (span, first) in spans.iter().zip(matcher.firsts_by_text(&parts)) {
        let Some((first, class)) = first else { continue };
        let alike = |top: &Candidate| matcher.answers_alike(top.criterion, first.criterion);
        agreed &= class == Class::Auto && whole.candidates.first().is_some_and(alike);
        serve(&mut whole.candidates, first, part_reason(text(span), utf16_span(&query.text, span)));
    }
    if !agreed {
        whole.class = if whole.class == Class::None { Class::None } else { Class::Review };
        whole.reasons.push(compound_reason());
    }
    whole
}

/// Marks the candidate as serving a part; it takes the last place of a full list.
fn serve(candidates: &mut Vec<Candidate>, first: Scored, reason: Reason) {
    if let Some(listed) = candidates.iter_mut().find(|candidate| candidate.criterion == first.criterion) {
        listed.reasons.push(reason);
        return;
    }
    candidates.truncate(Match::MAX_CANDIDATES - 1);
    let lowest = candidates.last().map_or(first.score, |last| last.score.min(first.score));
    candidates.push(Candidate { criterion: first.criterion, score: lowest, reasons: vec![reason] });
}

fn part_reason(part: &str, span: Option<(u32, u32)>) -> Reason {
    let text = Text::new(format!("質問の一部「{part}」に対応"), format!("Serves the part \"{part}\""));
    Reason { code: "part", text, spans: span.into_iter().collect() }
}

fn compound_reason() -> Reason {
    let text = Text::new(
        "複数のことを尋ねており、すべてに答える回答か確認が必要です。",
        "Asks several things; check that the response answers all of them.",
    );
    Reason { code: "compound", text, spans: Vec::new() }
}
