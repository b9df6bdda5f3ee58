//! What becomes of a question that names its criteria: the numbers decide, the text may only object.

use super::matcher::{COMPARED, Marks, Matcher, Scored};
use super::named::Named;
use super::nearest::Probe;
use super::posterior::{Posterior, Ranked};
use super::spans::Asked;
use super::{Candidate, Class, Match, Reason, doubts};
use crate::criterion::CriterionId;
use crate::standard::Lookup;
use crate::text::{Normal, Text};

/// Probability that a number which the customer wrote beside the question is the right one.
const NAMED: f64 = 0.995;
/// Probability from which the text speaks clearly for another response than the named one.
const CONTRADICTION: f32 = 0.8;
/// Probability below which the text does not speak for the named response at all.
const UNSUPPORTED: f32 = 0.05;
/// Characters that a text needs beside its number before it can contradict it: 「の対応状況」 says nothing.
const ENOUGH_TO_OBJECT: usize = 6;

impl Matcher {
    /// The match of a question that names its criteria: the numbers decide, the text may only object.
    pub(super) fn by_number(
        &self,
        named: Named,
        bare: &str,
        asked: &Asked,
        posterior: &Posterior,
        marks: Marks,
    ) -> Match {
        let known = |id: &&CriterionId| {
            !matches!(self.standard().lookup(**id), Lookup::Unknown | Lookup::OutOfScope(_))
        };
        let mut candidates: Vec<Candidate> =
            named.criteria.iter().filter(known).take(Match::MAX_CANDIDATES).map(by_its_number).collect();
        let mut reasons = named.unanswered;
        let unanswered = !reasons.is_empty();
        reasons.extend(named.criteria.iter().flat_map(|&id| doubts::about_named(self.knowledge(), id, bare)));
        reasons.extend(named.criteria.iter().find_map(|&id| doubts::asked_fact(self.standard(), id, bare)));
        reasons.extend(doubts::about_form(bare));
        reasons.extend(doubts::named_topic(self, posterior, &asked.text));
        if let [id] = named.criteria[..] {
            reasons.extend(doubts::about_narrowing(self, id, bare));
        }
        if let Some(other) =
            self.contradiction(&named.criteria, &asked.text, posterior).filter(|_| !unanswered)
        {
            reasons.push(contradicts(&named.criteria, other.criterion));
            let scored = Scored::new(other, f64::from(other.probability).min(1.0 - NAMED));
            let nearest = self.nearest_phrase(other.criterion, &Probe::of(&asked.text), COMPARED);
            candidates.push(self.candidate(asked, scored, nearest, None, marks));
            candidates.truncate(Match::MAX_CANDIDATES);
        }
        let class = match (unanswered, reasons.is_empty()) {
            (true, _) => Class::None,
            (false, true) => Class::Auto,
            (false, false) => Class::Review,
        };
        let confidence = if candidates.is_empty() { 0.0 } else { NAMED };
        Match { class, confidence, named: named.criteria, candidates, reasons }
    }

    /// The criterion that the text clearly speaks for, where it is another one than those named.
    fn contradiction<'p>(
        &self,
        named: &[CriterionId],
        text: &Normal,
        posterior: &'p Posterior,
    ) -> Option<&'p Ranked> {
        let top = posterior.criteria.first()?;
        let supported = posterior.criteria.iter().filter(|ranked| named.contains(&ranked.criterion));
        let support = supported.map(|ranked| ranked.probability).fold(0.0, f32::max);
        let clear = top.probability >= CONTRADICTION && support < UNSUPPORTED;
        let clear = clear && text.chars().len() >= ENOUGH_TO_OBJECT;
        clear.then_some(top)
    }
}

impl Match {
    /// Puts the criteria that old numbers stand for in front; they are never filled without a person.
    pub(super) fn suggest(&mut self, suggested: Vec<(CriterionId, f64, Reason)>) {
        for (criterion, score, reason) in suggested.into_iter().rev() {
            self.candidates.retain(|candidate| candidate.criterion != criterion);
            self.candidates.insert(0, Candidate { criterion, score, reasons: vec![reason.clone()] });
            self.reasons.push(reason);
            (self.confidence, self.class) = (score, Class::Review);
        }
        self.candidates.truncate(Self::MAX_CANDIDATES);
    }
}

fn by_its_number(&criterion: &CriterionId) -> Candidate {
    let text = Text::new(
        format!("質問が番号 {criterion} を指定しています。"),
        format!("The question names {criterion}."),
    );
    Candidate { criterion, score: NAMED, reasons: vec![Reason { code: "number", text, spans: Vec::new() }] }
}

fn contradicts(named: &[CriterionId], other: CriterionId) -> Reason {
    let named = named.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
    let text = Text::new(
        format!("番号は {named} ですが、文面は {other} の内容です。"),
        format!("The number is {named}, but the wording is about {other}."),
    );
    Reason { code: "contradiction", text, spans: Vec::new() }
}
