//! What changed between two versions of a standard.

use serde::Serialize;
use tsify::Tsify;

use super::{Lookup, Standard};
use crate::criterion::CriterionId;
use crate::memory::{Spans, differences};
use crate::order;

/// How a criterion's response changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum ChangeKind {
    /// Both have a response, with another text.
    Changed,
    /// Only the later version has a response.
    Added,
    /// Only the earlier version has a response.
    Removed,
}

/// One criterion whose response changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ResponseChange {
    /// The criterion.
    pub criterion: CriterionId,
    /// How it changed.
    pub kind: ChangeKind,
    /// The earlier response; empty where there was none.
    pub before: String,
    /// The later response; empty where there is none.
    pub after: String,
    /// Spans of the earlier response that the later one has not, in UTF-16 units.
    pub dropped: Spans,
    /// Spans of the later response that the earlier one has not, in UTF-16 units.
    pub added: Spans,
}

impl Standard {
    /// The criteria whose response is another one in `later`, in the order of the standard.
    pub fn changes(&self, later: &Self) -> Vec<ResponseChange> {
        let mut criteria: Vec<CriterionId> = self.rows.iter().chain(&later.rows).map(|row| row.id).collect();
        order::sort(&mut criteria);
        criteria.dedup();
        criteria.into_iter().filter_map(|criterion| change(criterion, self, later)).collect()
    }
}

fn change(criterion: CriterionId, earlier: &Standard, later: &Standard) -> Option<ResponseChange> {
    let response = |standard: &Standard| match standard.lookup(criterion) {
        Lookup::Response { text, .. } => text.to_owned(),
        _ => String::new(),
    };
    let (before, after) = (response(earlier), response(later));
    let kind = match (before.is_empty(), after.is_empty()) {
        _ if before == after => return None,
        (true, _) => ChangeKind::Added,
        (_, true) => ChangeKind::Removed,
        (false, false) => ChangeKind::Changed,
    };
    let (dropped, added) = match kind {
        ChangeKind::Changed => differences(&before, &after),
        ChangeKind::Added | ChangeKind::Removed => Default::default(),
    };
    Some(ResponseChange { criterion, kind, before, after, dropped, added })
}
