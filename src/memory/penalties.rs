//! What speaks against an earlier answer whatever the question: its age, its scope, who approved it for whom.

use super::{Entry, Terms};
use crate::answer::{self, Note, Role};
use crate::matching::Matcher;

/// What says of an answer that it stays inside the company.
const INTERNAL: [&str; 4] = ["internal", "社内", "社内限り", "非公開"];

/// What speaks against an entry whatever the question.
pub fn penalties(entry: &Entry, terms: &Terms, matcher: &Matcher) -> Vec<Note> {
    let Entry { date, scope, customer, standard, .. } = entry;
    let expired = entry.expires.filter(|last| terms.today > *last);
    let old = terms.today.days_since(*date) > i64::from(terms.max_age);
    let other_scope = !scope.is_empty() && *scope != terms.scope;
    let other_customer = !customer.is_empty() && *customer != terms.customer && mentions(entry, customer);
    let changed =
        !standard.is_empty() && answer::published(matcher.standard(), &entry.criteria) != entry.answer;
    let notes = [
        (!entry.reviewed)
            .then(|| Note::new("unreviewed", "承認されていない回答です。", "The answer was not approved.")),
        expired.map(|last| {
            let ja = format!("{last} で期限が切れた回答です。");
            Note::new("expired", ja, format!("The answer expired on {last}."))
        }),
        old.then(|| {
            Note::new("old", format!("{date} の古い回答です。"), format!("The answer is old, of {date}."))
        }),
        other_scope.then(|| {
            let ja = format!("「{scope}」についての回答です。");
            Note::new("other-scope", ja, format!("The answer is about \"{scope}\"."))
        }),
        INTERNAL.contains(&entry.disclosure.trim()).then(|| {
            Note::new(
                "internal",
                "社外に開示しない回答です。",
                "The answer is not to be told outside the company.",
            )
        }),
        other_customer.then(|| {
            let ja = format!("別のお客様「{customer}」の名前を含みます。");
            Note::new("other-customer", ja, format!("It names another customer, \"{customer}\"."))
        }),
        changed.then(|| {
            let ja = format!("回答の元になったスタンダード（Ver.{standard}）の本文がその後変わっています。");
            let en = format!("The standard's response that it repeats (Ver.{standard}) has changed since.");
            Note::new("standard-changed", ja, en)
        }),
    ];
    notes.into_iter().flatten().collect()
}

fn mentions(entry: &Entry, name: &str) -> bool {
    [Role::Choice, Role::Answer, Role::Remark, Role::Evidence]
        .iter()
        .any(|role| entry.value(*role).contains(name))
}
