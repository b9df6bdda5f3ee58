//! What should be tidied in a memory: repeated, disagreeing, expired, old and unreviewed answers.

use serde::Serialize;
use tsify::Tsify;

use super::{Entry, Memory, Terms};
use crate::order;
use crate::text::{Normal, Text};

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum FindingKind {
    /// Another approved answer to the same question in the same place says something else.
    Conflict,
    /// The same question in the same place has the same answer from another file.
    Duplicate,
    /// Its last day is over.
    Expired,
    /// It is older than the terms allow.
    Old,
    /// Nobody approved it.
    Unreviewed,
}

/// One thing to tidy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(hashmap_as_object)]
pub struct Finding {
    /// What is wrong.
    pub kind: FindingKind,
    /// The question.
    pub question: String,
    /// The entries that it is about, e.g. `調査票.xlsx Sheet1!B4`.
    pub places: Vec<String>,
    /// What is wrong, in words.
    #[serde(flatten)]
    pub text: Text,
}

impl Memory {
    /// What should be tidied as of the terms' day, worst kind first.
    pub fn check(&self, terms: &Terms) -> Vec<Finding> {
        let entries = self.entries();
        let mut findings: Vec<Finding> = entries.iter().flat_map(|entry| by_itself(entry, terms)).collect();
        let place = |entry: &Entry| {
            let parts = [&entry.question, &entry.section, &entry.number, &entry.scope];
            parts.map(|part| Normal::of(part).to_string())
        };
        let mut placed: Vec<(_, &Entry)> = entries.iter().map(|entry| (place(entry), *entry)).collect();
        order::sort_by(&mut placed, |a, b| a.0.cmp(&b.0));
        for group in placed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            let group: Vec<&Entry> = group.iter().map(|(_, entry)| *entry).collect();
            findings.push(together(&group));
        }
        order::sort_by_key(&mut findings, |finding| finding.kind);
        findings
    }
}

fn by_itself(entry: &Entry, terms: &Terms) -> Vec<Finding> {
    let expired = entry.expires.filter(|last| terms.today > *last);
    let old = terms.today.days_since(entry.date) > i64::from(terms.max_age);
    let date = entry.date;
    let said = [
        expired.map(|last| {
            (FindingKind::Expired, format!("{last} で期限切れです。"), format!("It expired on {last}."))
        }),
        old.then(|| (FindingKind::Old, format!("{date} の古い回答です。"), format!("It is old, of {date}."))),
        (!entry.reviewed).then(|| {
            (FindingKind::Unreviewed, "承認されていません。".to_owned(), "It was not approved.".to_owned())
        }),
    ];
    let finding = |(kind, ja, en): (FindingKind, String, String)| Finding {
        kind,
        question: entry.question.clone(),
        places: vec![entry.place()],
        text: Text::new(ja, en),
    };
    said.into_iter().flatten().map(finding).collect()
}

/// Several entries for one question in one place: they disagree or repeat each other.
fn together(group: &[&Entry]) -> Finding {
    let agree = group.iter().all(|a| group.iter().all(|b| a.agrees_with(b)));
    let (kind, text) = if agree {
        let text = Text::new("同じ回答が複数あります。", "The same answer stands several times.");
        (FindingKind::Duplicate, text)
    } else {
        let text = Text::new("回答が食い違っています。", "The answers disagree.");
        (FindingKind::Conflict, text)
    };
    let question = group.first().map_or_else(String::new, |entry| entry.question.clone());
    Finding { kind, question, places: group.iter().map(|entry| entry.place()).collect(), text }
}
