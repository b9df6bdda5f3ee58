//! Questions by their place: a decision finds its own, whatever became of the decisions around it.

use std::collections::HashMap;

use super::Decision;
use crate::questionnaire::Question;
use crate::workbook::{CellRef, Workbook};

/// The questions of one workbook by the index of their sheet and their cell.
pub(crate) struct ByPlace<'q>(HashMap<(usize, CellRef), &'q Question>);

impl<'q> ByPlace<'q> {
    pub(crate) fn of(questions: &'q [Question]) -> Self {
        let placed =
            questions.iter().map(|question| ((question.sheet_index, question.cells.question), question));
        Self(placed.collect())
    }

    /// The question that a decision is about; none where `workbook` does not ask it.
    pub(crate) fn question(&self, decision: &Decision, workbook: &Workbook) -> Option<&'q Question> {
        let (sheet, _) = decision.sheet_in(workbook)?;
        self.0.get(&(sheet, decision.cell)).copied()
    }
}
