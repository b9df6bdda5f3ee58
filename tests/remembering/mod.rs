//! A memory learned from a form, and the decisions about another form with it.
#![allow(clippy::unwrap_used, reason = "a form that cannot be read is a broken test")]

use std::sync::LazyLock;

use kaito::memory::{Approval, Asked, Entry, Recalled, Terms, completed, learned};
use kaito::review::{Past, draft, recollect};
use kaito::{Decision, Knowledge, Library, Matcher, Memory, Policy, Query, Standard, questionnaire};

use crate::forms::{form, workbook};

/// The matcher over the embedded data.
pub static MATCHER: LazyLock<Matcher> =
    LazyLock::new(|| Matcher::new(Standard::embedded().unwrap(), Knowledge::embedded().unwrap()).unwrap());

/// A completed questionnaire.
pub const COMPLETED: &str = "
No|基準番号|質問|回答（○/△/×/対象外）|回答内容
1||社員食堂の座席数を教えてください。||120 席です。
2||夜間の連絡先を定めていますか。|○|当番が電話を受けます。
3|実10|ログを保管していますか。|△|自社の言葉で答えた内容です。
4||海外の拠点にデータを置きますか。|対象外|
5||駐車場はありますか。||
";

pub fn approval(file: &str) -> Approval {
    Approval {
        file: file.to_owned(),
        date: "2025-04-01".parse().unwrap(),
        approver: String::new(),
        customer: String::new(),
        scope: String::new(),
        expires: None,
        reviewed: true,
    }
}

pub fn entries(rows: &str, approval: &Approval) -> Vec<Entry> {
    let book = workbook(&[form(rows, &[])]);
    learned(&book, &completed(&book, None), approval, &MATCHER)
}

pub fn memory_of(entries: impl IntoIterator<Item = Entry>) -> Memory {
    let mut memory = Memory::default();
    memory.extend(entries);
    memory
}

pub fn terms(today: &str) -> Terms {
    Terms::on(today.parse().unwrap())
}

pub fn recall(memory: &Memory, asked: &Asked<'_>, terms: &Terms) -> Vec<Recalled> {
    memory.recall(asked, terms, &MATCHER)
}

/// The decisions about a form with the answers of `memory`.
pub fn decide(rows: &str, memory: &Memory, terms: &Terms, policy: &Policy) -> Vec<Decision> {
    let book = workbook(&[form(rows, &[])]);
    let questions = questionnaire::find(&book, None);
    let queries: Vec<Query> = questions.iter().map(Query::from).collect();
    let library = Library { standard: MATCHER.standard(), knowledge: MATCHER.knowledge() };
    let drafted = draft(&questions, &MATCHER.rank(&queries), library, policy);
    let past = Past { memory, libraries: &[], terms };
    recollect(&questions, drafted, &past, &MATCHER, policy)
}
