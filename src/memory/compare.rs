//! This year's questionnaire against last year's: what is unchanged, reworded, new and gone.

use std::cmp::Reverse;
use std::collections::HashSet;

use serde::Serialize;
use tsify::Tsify;

use super::{Asked, Entry, Kind, Memory, Recalled, Spans, Terms};
use crate::answer::Note;
use crate::matching::Matcher;
use crate::order;
use crate::questionnaire::Question;
use crate::workbook::CellRef;

/// Earlier questions that a question is compared with at most.
const RIVALS: usize = 8;

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum Fate {
    /// The same text was asked.
    Unchanged,
    /// A similar text was asked.
    Reworded,
    /// Nothing similar was asked.
    New,
    /// It is not asked any more.
    Gone,
}

/// One question of either year.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null, hashmap_as_object)]
pub struct Comparison {
    /// What became of it.
    pub fate: Fate,
    /// Sheet and cell of this year's question; none where it is gone.
    pub at: Option<(String, CellRef)>,
    /// This year's question; last year's where it is gone.
    pub question: String,
    /// Last year's question with its answer; none where it is new.
    pub last: Option<Entry>,
    /// Spans of this year's question that last year's has not, in UTF-16 units.
    pub now: Spans,
    /// Spans of last year's question that this year's has not, in UTF-16 units.
    pub before: Spans,
    /// What speaks against giving last year's answer again.
    pub reasons: Vec<Note>,
}

/// Compares this year's `questions` with last year's, each of which stands for one of them at most: the gone ones
/// follow in their own order.
pub fn compare(last: &Memory, questions: &[Question], terms: &Terms, matcher: &Matcher) -> Vec<Comparison> {
    let mut pairs: Vec<(usize, Recalled)> = Vec::new();
    for (index, question) in questions.iter().enumerate() {
        let found = last.recall_up_to(RIVALS, &Asked::from(question), terms, matcher);
        pairs.extend(found.into_iter().map(|recalled| (index, recalled)));
    }
    // The surest pairs are settled first, so that a near question does not take the place of the same one.
    order::sort_by(&mut pairs, |a, b| b.1.similarity.total_cmp(&a.1.similarity));
    order::sort_by_key(&mut pairs, |(index, recalled)| (recalled.kind, Reverse(recalled.place), *index));
    let mut taken: HashSet<(String, CellRef)> = HashSet::new();
    let mut matched: Vec<Option<Recalled>> = vec![None; questions.len()];
    for (index, recalled) in pairs {
        let place = (recalled.entry.sheet.clone(), recalled.entry.cell);
        if let Some(slot) = matched.get_mut(index).filter(|slot| slot.is_none() && !taken.contains(&place)) {
            taken.insert(place);
            *slot = Some(recalled);
        }
    }
    let compared = questions.iter().zip(matched).map(|(question, recalled)| compared(question, recalled));
    let mut gone: Vec<&Entry> = last.entries();
    gone.retain(|entry| !taken.contains(&(entry.sheet.clone(), entry.cell)));
    order::sort_by(&mut gone, |a, b| (&a.sheet, a.cell).cmp(&(&b.sheet, b.cell)));
    compared.chain(gone.into_iter().map(no_more)).collect()
}

fn compared(question: &Question, recalled: Option<Recalled>) -> Comparison {
    let fate = match &recalled {
        Some(Recalled { kind: Kind::Near, .. }) => Fate::Reworded,
        Some(_) => Fate::Unchanged,
        None => Fate::New,
    };
    let (last, now, before, reasons) = recalled.map_or_else(Default::default, |recalled| {
        (Some(recalled.entry), recalled.now, recalled.before, recalled.reasons)
    });
    let at = Some((question.sheet.clone(), question.cells.question));
    Comparison { fate, at, question: question.text.clone(), last, now, before, reasons }
}

fn no_more(entry: &Entry) -> Comparison {
    Comparison {
        fate: Fate::Gone,
        at: None,
        question: entry.question.clone(),
        last: Some(entry.clone()),
        now: Spans::new(),
        before: Spans::new(),
        reasons: Vec::new(),
    }
}
