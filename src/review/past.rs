//! Decisions from earlier answers: one that was approved in the same place, or in the same words, comes before the
//! standard; a similar one is proposed.

use super::{Decision, Mode, Policy, Provenance, Status, conditions};
use crate::answer::{self, CellContent, Composition, Library, Note, Role};
use crate::company::CompanyLibrary;
use crate::matching::{Class, Matcher, Query};
use crate::memory::{Asked, Entry, Kind, Memory, Recalled, Terms};
use crate::order;
use crate::questionnaire::Question;

/// Probability that an answer approved for the same question in the same place is right.
const CONTEXT: f64 = 0.995;
/// The same for the same words in a place that is not known to be the same.
const EXACT: f64 = 0.99;
/// Similarity from which a similar question's answer is proposed before the standard's.
const PROPOSED: f64 = 0.85;

const ROLES: [Role; 4] = [Role::Choice, Role::Answer, Role::Remark, Role::Evidence];

/// What a question may have been answered by before it is asked of the standard.
#[derive(Debug, Clone, Copy)]
pub struct Past<'a> {
    /// The answers approved in earlier questionnaires.
    pub memory: &'a Memory,
    /// The company's libraries, the first one first.
    pub libraries: &'a [CompanyLibrary],
    /// The terms under which answers hold.
    pub terms: &'a Terms,
}

impl Past<'_> {
    /// What answers `query`: the memory's answers, then those of each library. The first source whose best answer is
    /// certain comes first; where none is, those whose text or identifier fits come before similar ones.
    pub fn recall(&self, query: &Query, matcher: &Matcher) -> Vec<Recalled> {
        let mut sources = vec![self.remembered(query, matcher)];
        sources.extend(self.libraries.iter().map(|library| library.recall(query, self.terms, matcher)));
        order::sort_by_key(&mut sources, |source| match source.first() {
            Some(best) if best.certain => 0,
            Some(best) if best.kind != Kind::Near => 1,
            Some(_) => 2,
            None => 3,
        });
        sources.into_iter().flatten().collect()
    }

    fn remembered(&self, query: &Query, matcher: &Matcher) -> Vec<Recalled> {
        let mut recalled = self.memory.recall(&Asked::from(query), self.terms, matcher);
        let named = matcher.named(query);
        if let Some(best) = recalled.first_mut()
            && !named.is_empty()
            && !best.entry.criteria.is_empty()
            && named != best.entry.criteria
        {
            best.reasons.push(contradicts());
            best.certain = false;
        }
        recalled
    }
}

/// Lets what was answered before decide, where it does; `questions` and `decisions` belong together one by one.
pub fn recollect(
    questions: &[Question],
    decisions: Vec<Decision>,
    past: &Past<'_>,
    matcher: &Matcher,
    policy: &Policy,
) -> Vec<Decision> {
    let library = Library { standard: matcher.standard(), knowledge: matcher.knowledge() };
    let pairs = questions.iter().zip(decisions);
    let decide = |(question, mut decision): (&Question, Decision)| {
        decision.recalled = past.recall(&Query::from(question), matcher);
        decided(decision, question, library, policy)
    };
    pairs.map(decide).collect()
}

/// `decision` with the contents of its earlier answer at `index`; nothing of it is written until accepted.
pub fn answered_as_before(
    mut decision: Decision,
    question: &Question,
    index: usize,
    library: Library<'_>,
) -> Decision {
    let Some(recalled) = decision.recalled.get(index).cloned() else {
        return decision;
    };
    let composed = compose(question, &recalled, &decision);
    decision.past = Some(index);
    decision.criteria.clone_from(&recalled.entry.criteria);
    // The conditions are those of the standard's responses, which a company's answer does not repeat.
    let own = recalled.library.is_some();
    decision.conditions = if own { Vec::new() } else { conditions(&decision.criteria, library) };
    decision.provenance = Some(Provenance::of_recalled(&recalled));
    decision.reasons = [vec![said_before(&recalled)], recalled.reasons, composed.notes].concat();
    decision.proposal = composed.certain;
    decision.proposal.extend(composed.open);
    order::sort_by_key(&mut decision.proposal, |content| (content.cell, content.role));
    decision.writes.clear();
    decision
}

fn decided(decision: Decision, question: &Question, library: Library<'_>, policy: &Policy) -> Decision {
    let (Some(best), false) =
        (decision.recalled.first().cloned(), matches!(decision.status, Status::Kept | Status::Hidden))
    else {
        return decision;
    };
    let has = |code: &str| best.reasons.iter().any(|reason| reason.code == code);
    if best.certain {
        return filled(decision, question, &best, library, policy);
    }
    if decision.status == Status::Fill {
        return if has("conflict") { held(decision, &best) } else { decision };
    }
    let close = best.kind != Kind::Near || (best.similarity >= PROPOSED && !has("difference"));
    if !close && decision.class != Class::None {
        return decision;
    }
    let mut decision = answered_as_before(decision, question, 0, library);
    decision.class = Class::Review;
    decision.confidence = decision.confidence.max(best.similarity.min(EXACT) * PROPOSED);
    decision.status = if decision.proposal.is_empty() { Status::Blank } else { Status::Review };
    decision
}

/// A certain earlier answer is filled, as far as the policy allows.
fn filled(
    decision: Decision,
    question: &Question,
    best: &Recalled,
    library: Library<'_>,
    policy: &Policy,
) -> Decision {
    let composed = compose(question, best, &decision);
    let confidence = if best.kind == Kind::Context { CONTEXT } else { EXACT };
    let allowed = match policy.mode {
        Mode::Review => false,
        Mode::Auto => true,
        Mode::Budget(share) => confidence >= 1.0 - share,
    };
    let mut decision = answered_as_before(decision, question, 0, library);
    (decision.class, decision.confidence) = (Class::Auto, confidence);
    decision.status = match (composed.certain.is_empty(), decision.proposal.is_empty()) {
        (false, _) if allowed => Status::Fill,
        (_, true) => Status::Blank,
        _ => Status::Review,
    };
    if decision.status == Status::Fill {
        decision.writes = composed.certain;
    }
    decision
}

/// A filling is taken back where approved answers disagree about the question.
fn held(mut decision: Decision, best: &Recalled) -> Decision {
    decision.writes.clear();
    decision.status = Status::Review;
    decision.class = Class::Review;
    decision.reasons.extend(best.reasons.iter().cloned());
    decision
}

/// The contents that say again what was said; where that says nothing for a cell, and was answered from the same criteria
/// as `decision`, that one's certain contents are taken. A company's answer is never completed from the standard.
fn compose(question: &Question, recalled: &Recalled, decision: &Decision) -> Composition {
    let entry = &recalled.entry;
    let mut composed = Composition::default();
    for role in ROLES {
        let value = entry.value(role);
        if value.is_empty() {
            let same =
                recalled.library.is_none() && entry.criteria == decision.criteria && decision.past.is_none();
            let own = decision.writes.iter().find(|content| same && content.role == role);
            composed.certain.extend(own.cloned());
            continue;
        }
        match said_again(question, role, value) {
            Some((content, true)) => composed.certain.push(content),
            Some((content, false)) => {
                composed.notes.push(answer::not_applicable());
                composed.open.push(content);
            }
            None if role == Role::Choice && question.choice.is_some() => composed.notes.push(no_value(value)),
            None => {}
        }
    }
    let long = composed.certain.iter().position(|content| answer::over_limit(question, content).is_some());
    if let Some(content) = long.map(|index| composed.certain.remove(index)) {
        composed.notes.extend(answer::over_limit(question, &content));
        composed.open.push(content);
    }
    composed
}

/// The content for `role`, and whether it may be written without a person: never where it says "not applicable".
fn said_again(question: &Question, role: Role, value: &str) -> Option<(CellContent, bool)> {
    match (role, &question.choice) {
        (Role::Choice, Some(choice)) => {
            let (label, not_applicable) = answer::restated(choice, value)?;
            answer::given(question, role, &label).map(|content| (content, !not_applicable))
        }
        (Role::Choice, None) => None,
        _ => answer::given(question, role, value).map(|content| (content, true)),
    }
}

/// Where and when the same was said.
fn said_before(recalled: &Recalled) -> Note {
    let Entry { approver, date, .. } = &recalled.entry;
    if recalled.library.is_some() {
        return said_by_library(recalled);
    }
    let (ja, en) = match recalled.kind {
        Kind::Context => ("同じ場所の同じ質問", "The same question in the same place"),
        Kind::Exact | Kind::Named => ("同じ文面の質問", "The same question"),
        Kind::Near => ("似た質問", "A similar question"),
    };
    let place = recalled.entry.place();
    let by = if approver.is_empty() { String::new() } else { format!("、{approver}") };
    let by_en = if approver.is_empty() { String::new() } else { format!(" by {approver}") };
    Note::new(
        "past",
        format!("{ja}への承認済み回答（{place}、{date}{by}）"),
        format!("{en} was answered before ({place}, {date}{by_en})."),
    )
}

/// By what a library's entry answers the question.
fn said_by_library(recalled: &Recalled) -> Note {
    let (ja, en) = match recalled.kind {
        Kind::Context | Kind::Exact => ("同じ文面の質問", "the same question"),
        Kind::Named => ("番号が示された質問", "a question that names it"),
        Kind::Near => ("似た質問", "a similar question"),
    };
    let place = recalled.place();
    let Entry { approver, .. } = &recalled.entry;
    let by = if approver.is_empty() { String::new() } else { format!("、担当 {approver}") };
    let by_en = if approver.is_empty() { String::new() } else { format!(", owned by {approver}") };
    Note::new(
        "library",
        format!("{ja}への自社回答（{place}{by}）"),
        format!("The company's answer to {en} ({place}{by_en})."),
    )
}

fn contradicts() -> Note {
    Note::new(
        "contradiction",
        "質問の番号が、以前の回答の基準と異なります。",
        "The question names another criterion than the earlier answer was about.",
    )
}

fn no_value(before: &str) -> Note {
    Note::new(
        "choice",
        format!("以前の選択「{before}」に当たる選択肢がないため、選択欄は空欄です。"),
        format!("No value of the list says \"{before}\", as before; the choice stays blank."),
    )
}
