//! Differences between a question and the wording it was matched by that turn a right answer into a wrong one.
//!
//! Two texts may share every term and still ask opposite things: 採用していますか and 採用していませんか, 国内 and 国外,
//! 1年 and 3年. Whatever is found here blocks filling without a person, so a false alarm costs a glance, a miss a
//! false statement.

mod folded;
mod period;
mod polarity;
mod quantity;
mod terms;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::knowledge::{self, DifferenceKind};
use crate::order;

use folded::Folded;
use terms::Terms;

/// One place where a question asks something else than the wording it resembles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In what way they differ.
    pub kind: DifferenceKind,
    /// Bytes of the question that differ.
    pub question_span: Range<usize>,
    /// The question's words.
    pub in_question: String,
    /// The words that stand for it in the other text; empty where that text says nothing about it (3年以上 against no
    /// number at all).
    pub in_reference: String,
}

/// Compares questions with wordings; made once from the table of pairs.
#[derive(Debug)]
pub struct Guard {
    terms: Terms,
}

impl Guard {
    /// A guard that knows the pairs of `data/knowledge/differences.tsv`.
    pub fn new(pairs: &[knowledge::Difference]) -> Self {
        Self { terms: Terms::new(pairs) }
    }

    /// All dangerous differences between `question` and `reference`, a wording of a criterion or its response, in
    /// order of the question.
    pub fn differences(&self, question: &str, reference: &str) -> Vec<Difference> {
        if question == reference {
            return Vec::new();
        }
        let (asked, known) = (Folded::of(question), Folded::of(reference));
        let mut found: Vec<Difference> = polarity::difference(&asked, &known).into_iter().collect();
        let mut masked = period::differences(&asked, &known, &mut found);
        masked.extend(quantity::differences(&asked, &known, &masked, &mut found));
        let words = self.terms.differences(&asked, &known);
        // A word inside a count or a period (年1回 and 年2回) has been compared with its number.
        found.extend(
            words.into_iter().filter(|word| !masked.iter().any(|span| overlaps(span, &word.question_span))),
        );
        order::sort_by_key(&mut found, |difference| {
            (difference.question_span.start, difference.question_span.end)
        });
        found
    }
    /// The numbers and periods of `question` that `reference` does not have, in no order.
    pub fn numbers(question: &str, reference: &str) -> Vec<Difference> {
        let asked = Folded::of(question);
        // Most questions have none, and then the other text need not be read.
        if !period::has(&asked) && !quantity::has(&asked) {
            return Vec::new();
        }
        let known = Folded::of(reference);
        let mut found = Vec::new();
        let masked = period::differences(&asked, &known, &mut found);
        quantity::differences(&asked, &known, &masked, &mut found);
        found
    }
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
