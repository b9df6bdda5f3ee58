//! From matches to decisions: what is filled, what a person must see, and the file in which a review travels.

mod by_place;
mod concern;
mod decision;
mod file;
mod past;
mod policy;
mod ruling;
mod tally;

pub(crate) use by_place::ByPlace;
pub use concern::{Concern, ConcernGroup, concerns, grouped};
pub use decision::{Decision, MARK, Proposed, Provenance, Status, Verdict};
pub use file::{ReviewFile, content_hash};
pub use past::{Past, answered_as_before, recollect};
pub use policy::{Mode, Policy};
pub use ruling::{Ruling, ruled, settle};
pub use tally::Tally;

use crate::answer::{self, Library, Note};
use crate::criterion::CriterionId;
use crate::matching::{Class, Match};
use crate::order;
use crate::questionnaire::{Question, QuestionState};

/// The reason that flags a dangerous difference between question and response.
const DIFFERENCE: &str = "difference";

/// Decides for every question what is written, what is proposed and what stays blank.
///
/// `questions` and `matches` belong together one by one; a question without a match stays blank.
pub fn draft(
    questions: &[Question],
    matches: &[Match],
    library: Library<'_>,
    policy: &Policy,
) -> Vec<Decision> {
    let mut found = matches.iter();
    questions
        .iter()
        .map(|question| match found.next() {
            Some(found) => decide(question, found, library, policy),
            None => Decision::blank(question),
        })
        .collect()
}

/// `decision` with the contents that `criteria` give in place of its own; nothing of it is written until accepted.
///
/// Where the match flagged a dangerous difference of a candidate that is chosen here, no judgement is given.
pub fn answered_from(
    mut decision: Decision,
    question: &Question,
    criteria: &[CriterionId],
    library: Library<'_>,
) -> Decision {
    let chosen = decision.candidates.iter().filter(|candidate| criteria.contains(&candidate.criterion));
    let doubtful = chosen.flat_map(|candidate| &candidate.reasons).any(|reason| reason.code == DIFFERENCE);
    for before in [false, true] {
        let stale = answer::compose(question, &decision.criteria, library, before).notes;
        decision.reasons.retain(|reason| !stale.contains(reason));
    }
    let composed = answer::compose(question, criteria, library, doubtful);
    decision.reasons.extend(composed.notes);
    decision.conditions = conditions(criteria, library);
    decision.criteria = criteria.to_vec();
    decision.past = None;
    decision.proposal = composed.certain;
    decision.proposal.extend(composed.open);
    order::sort_by_key(&mut decision.proposal, |content| (content.cell, content.role));
    decision.writes.clear();
    decision.provenance = (!decision.proposal.is_empty()).then(|| Provenance::of(library.standard));
    decision
}

fn decide(question: &Question, found: &Match, library: Library<'_>, policy: &Policy) -> Decision {
    let criteria = chosen(found);
    let doubtful = is_doubtful(found);
    let composed = answer::compose(question, &criteria, library, doubtful);
    let mut decision = Decision::blank(question);
    decision.class = found.class;
    decision.confidence = found.confidence;
    decision.candidates = found.candidates.iter().map(Proposed::from).collect();
    decision.reasons = found.reasons.iter().map(Note::from).collect();
    decision.status =
        status(question, found, policy, !composed.certain.is_empty(), !composed.open.is_empty());
    if found.class == Class::None {
        return decision;
    }
    decision.reasons.extend(composed.notes);
    decision.conditions = conditions(&criteria, library);
    decision.criteria = criteria;
    decision.proposal.clone_from(&composed.certain);
    decision.proposal.extend(composed.open);
    order::sort_by_key(&mut decision.proposal, |content| (content.cell, content.role));
    if decision.status == Status::Fill {
        decision.writes = composed.certain;
    }
    decision.provenance = (!decision.proposal.is_empty()).then(|| Provenance::of(library.standard));
    decision
}

/// The criteria to answer from: all that the question names, or else the best candidate.
fn chosen(found: &Match) -> Vec<CriterionId> {
    if !found.named.is_empty() {
        return found.named.clone();
    }
    let best = found.candidates.first().map(|candidate| candidate.criterion);
    best.into_iter().collect()
}

/// Whether a dangerous difference between question and response was flagged.
fn is_doubtful(found: &Match) -> bool {
    let best = found.candidates.first().into_iter();
    let mut reasons = found.reasons.iter().chain(best.flat_map(|candidate| &candidate.reasons));
    reasons.any(|reason| reason.code == DIFFERENCE)
}

/// The conditions of all `criteria`, each once.
fn conditions(criteria: &[CriterionId], library: Library<'_>) -> Vec<String> {
    let facts = criteria.iter().filter_map(|id| library.knowledge.verdict(*id));
    let mut conditions: Vec<String> = Vec::new();
    for condition in facts.flat_map(|fact| fact.conditions.iter()) {
        if !conditions.iter().any(|known| known == condition) {
            conditions.push(condition.to_owned());
        }
    }
    conditions
}

fn status(question: &Question, found: &Match, policy: &Policy, certain: bool, open: bool) -> Status {
    match question.state {
        QuestionState::Answered if !policy.overwrite => return Status::Kept,
        QuestionState::Hidden if !policy.hidden => return Status::Hidden,
        _ => {}
    }
    if found.class == Class::None || !(certain || open) {
        Status::Blank
    } else if certain && policy.fills(found) {
        Status::Fill
    } else {
        Status::Review
    }
}
