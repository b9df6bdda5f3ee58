//! What differs between two wordings of a question, as spans that a page or a report can mark.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::Normal;

/// Spans in UTF-16 units.
pub type Spans = Vec<(u32, u32)>;

/// The spans of `before` and of `now` that the other has not; differences of spelling alone are none.
///
/// ```
/// let (before, now) = kaito::memory::differences("年1回の訓練", "年2回の訓練");
/// assert_eq!((before, now), (vec![(1, 2)], vec![(1, 2)]));
/// ```
pub fn differences(before: &str, now: &str) -> (Spans, Spans) {
    let (old, new) = (Normal::of(before), Normal::of(now));
    let mut spans = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, old.chars(), new.chars()) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (dropped, added) = (op.old_range(), op.new_range());
        spans.0.extend(old.span(dropped.start, dropped.end));
        spans.1.extend(new.span(added.start, added.end));
    }
    (joined(spans.0), joined(spans.1))
}

/// Neighbouring spans as one.
fn joined(spans: Spans) -> Spans {
    let mut found: Spans = Vec::with_capacity(spans.len());
    for (start, end) in spans {
        match found.last_mut() {
            Some(last) if last.1 >= start => last.1 = end.max(last.1),
            _ => found.push((start, end)),
        }
    }
    found
}
