//! Decisions counted.

use serde::Serialize;
use tsify::Tsify;

use super::{Decision, Status};

/// How many questions of a workbook ended in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// All questions.
    pub questions: usize,
    /// Questions with something to write.
    pub fill: usize,
    /// Questions whose proposal waits for a person.
    pub review: usize,
    /// Questions with nothing to propose.
    pub blank: usize,
    /// Questions that already had an answer.
    pub kept: usize,
    /// Questions on hidden rows, columns and sheets.
    pub hidden: usize,
    /// Questions that a person should still look at (see [`Decision::needs_review`]).
    pub needs_review: usize,
}

impl Tally {
    /// Counts `decisions`.
    pub fn of(decisions: &[Decision]) -> Self {
        let mut tally = Self::default();
        for decision in decisions {
            tally.questions += 1;
            tally.needs_review += usize::from(decision.needs_review());
            *match decision.status {
                Status::Fill => &mut tally.fill,
                Status::Review => &mut tally.review,
                Status::Blank => &mut tally.blank,
                Status::Kept => &mut tally.kept,
                Status::Hidden => &mut tally.hidden,
            } += 1;
        }
        tally
    }
}
