//! Criteria that a question names by number, and what the standard has for them.

use super::number::{self, Mention, MentionKind};
use super::{Query, Reason};
use crate::criterion::CriterionId;
use crate::knowledge::{Confidence, Knowledge, Strength};
use crate::standard::{Lookup, Standard};
use crate::text::Text;

/// Probability that a publicly backed mapping of an old number is right.
const OLD_BACKED: f64 = 0.8;
/// The same for a mapping that several weaker sources agree on.
const OLD_AGREED: f64 = 0.65;
/// The same for a mapping that follows from the order of both lists.
const OLD_ORDERED: f64 = 0.5;
/// The same for a mapping that its own source calls weak.
const OLD_WEAK: f64 = 0.25;

/// What a question's numbers come to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Named {
    /// Criteria named, in order, each once, whether or not the standard answers them.
    pub criteria: Vec<CriterionId>,
    /// Reasons why a named number has no answer; empty if every one has.
    pub unanswered: Vec<Reason>,
    /// Criteria that old numbers stand for, with the mapping's probability and the reason.
    pub suggested: Vec<(CriterionId, f64, Reason)>,
    /// Where the numbers stand in the question's text, in bytes; empty for a number column.
    pub spans: Vec<std::ops::Range<usize>>,
}

impl Named {
    /// Reads the numbers of a question: its number cell first, its text where that says nothing.
    pub fn read(query: &Query, standard: &Standard, knowledge: &Knowledge) -> Self {
        let cell = query.number.as_deref().map(|text| number::mentions(text, query.group, true));
        match cell {
            Some(mentions) if !mentions.is_empty() => Self::collect(&mentions, None, standard, knowledge),
            _ => Self::collect(
                &number::mentions(&query.text, None, false),
                Some(&query.text),
                standard,
                knowledge,
            ),
        }
    }

    /// Whether any number was read that decides, even if it has no answer.
    pub fn decides(&self) -> bool {
        !self.criteria.is_empty() || !self.unanswered.is_empty()
    }

    fn collect(mentions: &[Mention], text: Option<&str>, standard: &Standard, knowledge: &Knowledge) -> Self {
        let mut named = Self::default();
        for mention in mentions {
            let spans: Vec<_> = text.and_then(|text| utf16_span(text, &mention.span)).into_iter().collect();
            match &mention.kind {
                MentionKind::Criterion(id) => named.add(*id, spans, standard, knowledge),
                MentionKind::Old(old) => named.suggest(old, spans, knowledge),
                MentionKind::Beyond(number) => named.unanswered.push(beyond(number, spans)),
            }
            if text.is_some() {
                named.spans.push(mention.span.clone());
            }
        }
        named
    }

    fn add(&mut self, id: CriterionId, spans: Vec<(u32, u32)>, standard: &Standard, knowledge: &Knowledge) {
        if self.criteria.contains(&id) {
            return;
        }
        match standard.lookup(id) {
            Lookup::Response { .. } => {}
            lookup => self.unanswered.push(without_answer(id, &lookup, knowledge, spans)),
        }
        self.criteria.push(id);
    }

    fn suggest(&mut self, old: &str, spans: Vec<(u32, u32)>, knowledge: &Knowledge) {
        let Some(mapping) = knowledge.old_number(old) else {
            self.unanswered.push(beyond(old, spans));
            return;
        };
        let probability = match (mapping.strength, mapping.confidence) {
            (Strength::Weak, _) => OLD_WEAK,
            (_, Confidence::A) => OLD_BACKED,
            (_, Confidence::B) => OLD_AGREED,
            _ => OLD_ORDERED,
        };
        let text = Text::new(
            format!("旧番号 {old} は現在の {} に当たると考えられます（要確認）。", mapping.new),
            format!("Old number {old} probably corresponds to {} (to be checked).", mapping.new),
        );
        self.suggested.push((mapping.new, probability, Reason { code: "old-number", text, spans }));
    }
}

fn without_answer(
    id: CriterionId,
    lookup: &Lookup<'_>,
    knowledge: &Knowledge,
    spans: Vec<(u32, u32)>,
) -> Reason {
    let (code, text) = match lookup {
        Lookup::Vacant => {
            ("vacant", Text::new(format!("{id} は欠番です。"), format!("{id} is vacant in this edition.")))
        }
        Lookup::Empty => (
            "empty",
            Text::new(
                format!("{id} は回答欄が空欄です。"),
                format!("The published response to {id} is empty."),
            ),
        ),
        Lookup::OutOfScope(reason) => {
            ("out-of-scope", Text::new(format!("{id}: {reason}"), format!("{id} is declared out of scope.")))
        }
        _ if knowledge.later(id).is_some() => (
            "later-edition",
            Text::new(
                format!("{id} は第13版で追加された基準で、本スタンダード（第12版対応）に回答がありません。"),
                format!("{id} was added by the 13th edition; this standard (12th edition) has no response."),
            ),
        ),
        _ => return beyond(&id.to_string(), spans),
    };
    Reason { code, text, spans }
}

fn beyond(number: &str, spans: Vec<(u32, u32)>) -> Reason {
    let text = Text::new(
        format!("{number} という基準番号はありません。"),
        format!("There is no criterion number {number}."),
    );
    Reason { code: "unknown-number", text, spans }
}

/// A byte range of `text` in UTF-16 units.
pub(super) fn utf16_span(text: &str, bytes: &std::ops::Range<usize>) -> Option<(u32, u32)> {
    let units = |part: &str| part.encode_utf16().count() as u32;
    let start = units(text.get(..bytes.start)?);
    Some((start, start + units(text.get(bytes.clone())?)))
}
