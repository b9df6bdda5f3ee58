//! Criterion numbers that a question or a number cell names, in the notations customers use.
//!
//! A number read wrongly puts a false statement into a bank's questionnaire, so every notation that could also be
//! something else (a count, an enumeration, another framework's control) yields nothing.

mod edition;
mod english;
mod item;
mod prefix;
mod reader;
mod series;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::criterion::{CriterionId, Group};
use crate::order;

pub use edition::edition;
use prefix::{Prefix, Strength};
use reader::Reader;
use series::Series;

/// One place where a text names a criterion; a range or list yields one mention per criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the original text that carry the number; the criteria of a range share the span of the whole range.
    pub span: Range<usize>,
    /// What is named.
    pub kind: MentionKind,
}

/// What a mention names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MentionKind {
    /// A criterion number of the 9th or a later edition, branches as they are written (統5-1 is never 統5).
    Criterion(CriterionId),
    /// A number of the scheme up to the 8th edition in canonical form: 運108, 技23, 設20.
    Old(String),
    /// Reads like a criterion number, but no edition has it: 統97, 実154, or a range that runs backwards.
    Beyond(String),
}

/// All criterion numbers in `text`, in order of appearance.
///
/// With `cell` the text is the content of a criterion-number cell: numbers without a sign belong to `group` (without
/// a group they mean nothing) and lists may run over lines. Otherwise it is running text, where only numbers with a
/// group's sign, word or (near the word FISC) English letter count.
pub fn mentions(text: &str, group: Option<Group>, cell: bool) -> Vec<Mention> {
    let mut found = signed(text, cell);
    found.extend(english::mentions(text));
    if cell && found.is_empty() {
        found.extend(group.and_then(|group| bare(text, Series::Current(group))).unwrap_or_default());
    }
    order::sort_by_key(&mut found, |mention| (mention.span.start, mention.span.end));
    found
}

/// Numbers with a group's sign or word in front: 実103-1, 設備基準72, 統1〜統3.
fn signed(text: &str, cell: bool) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut resume = 0;
    let mut old = None;
    for (at, char) in text.char_indices() {
        if at < resume || !prefix::is_sign(char) {
            continue;
        }
        // In a list without separators (統3実8) a sign follows a digit.
        let in_list = at > 0 && at == resume;
        if !in_list && !prefix::starts_word(text, at) {
            continue;
        }
        let mut reader = Reader::new(text, at, cell);
        let Some(mut prefix) = Prefix::read(&mut reader) else {
            continue;
        };
        if prefix.series == Series::Current(Group::Facility)
            && reader.clone().numeral().is_some()
            && *old.get_or_insert_with(|| edition::is_old_scheme(text))
        {
            prefix.series = Series::Old('設');
        }
        if let Some(mentions) = item::list(&mut reader, at, &prefix) {
            found.extend(mentions);
            resume = reader.at();
        }
    }
    found
}

/// A cell of numbers without a sign: nothing unless the whole cell consists of them.
fn bare(text: &str, series: Series) -> Option<Vec<Mention>> {
    let mut reader = Reader::new(text, 0, true);
    let bracketed = prefix::bare_lead(&mut reader);
    let start = reader.at();
    let found = item::list(&mut reader, start, &Prefix::plain(series, Strength::Bare))?;
    if bracketed {
        reader.eat_any(")]】〕");
    }
    reader.skip_space();
    reader.eat_any(",、;");
    reader.skip_space();
    reader.at_end().then_some(found)
}
