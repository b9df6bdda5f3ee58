//! What is listed before a filled questionnaire is sent, and what changed between two versions of a standard.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

mod filling;
mod forms;

use filling::{Data, found};
use forms::{form, workbook};
use kaito::review::{concerns, draft, grouped};
use kaito::{ChangeKind, Class, Decision, Policy, Row, Standard, questionnaire};

/// The codes and cells of what is listed for a completed form about which nothing is decided.
fn listed(rows: &str, customers: &[&str]) -> Vec<String> {
    let book = workbook(&[form(rows, &[])]);
    let questions = questionnaire::find(&book, None);
    let matches = vec![found(Class::None, 0.0, "統1", &[]); questions.len()];
    let decisions = draft(&questions, &matches, Data::embedded().library(), &Policy::default());
    let customers: Vec<String> = customers.iter().map(|name| (*name).to_owned()).collect();
    let found = concerns(&book, &decisions, || &questions, &customers);
    found.iter().map(|concern| format!("{} {}", concern.note.code, concern.cell)).collect()
}

#[test]
fn blanks_contradictions_lengths_and_inconsistencies_are_named_with_their_cell() {
    let cases: &[(&str, &[&str])] = &[
        ("訓練を行いますか。|○|毎年実施しています。", &[]),
        ("訓練を行いますか。|○|", &["blank D2"]),
        ("訓練を行いますか。||毎年実施しています。", &["blank C2"]),
        ("訓練を行いますか。|○|訓練は実施していません。", &["choice-against-text C2"]),
        ("訓練を行いますか。|×|毎年実施しています。", &["choice-against-text C2"]),
        ("訓練を行いますか。|×|訓練は実施していません。", &[]),
        ("訓練を行いますか。|△|本番は実施していません。", &[]),
        ("訓練を行いますか。|○|本番は実施しています。深夜は実施していません。", &[]),
        ("訓練を行いますか。|○|訓練を行っています。なお、結果は公開していません。", &[]),
        ("訓練を行いますか。|○|とても長い文章で毎年欠かさず全社で訓練を実施しています。", &["too-long D2"]),
    ];
    for (row, expected) in cases {
        let rows = format!(
            "No|質問|回答（○/△/×）|回答内容（25文字以内）\n1|{row}\n2|規程はありますか。|○|整備しています。\n3|窓口はありますか。|○|設けています。"
        );
        assert_eq!(listed(&rows, &[]), *expected, "{row}");
    }
    let twice = "No|質問|回答（○/△/×）|回答内容\n1|訓練を行いますか。|○|毎年行います。\n2|規程はありますか。|○|あります。\n3|訓練を行いますか。|○|毎月行います。";
    assert_eq!(listed(twice, &[]), ["inconsistent B2", "inconsistent B4"]);
}

#[test]
fn what_says_the_same_is_told_once_and_what_matters_most_first() {
    let rows = "No|質問|回答（○/△/×）|回答内容\n1|規程はありますか。||整備しています。\n2|窓口はありますか。||設けています。\n3|訓練を行いますか。|○|訓練は実施していません。";
    let book = workbook(&[form(rows, &[])]);
    let questions = questionnaire::find(&book, None);
    let matches = vec![found(Class::None, 0.0, "統1", &[]); questions.len()];
    let decisions = draft(&questions, &matches, Data::embedded().library(), &Policy::default());
    let groups = grouped(concerns(&book, &decisions, || &questions, &[]));
    let told: Vec<_> = groups
        .iter()
        .map(|group| format!("{} {} +{}", group.first.note.code, group.first.cell, group.others))
        .collect();
    assert_eq!(told, ["choice-against-text C4 +0", "blank C2 +1"]);
}

#[test]
fn concerns_of_an_earlier_or_shortened_review_are_about_its_own_questions() {
    let rows = "No|質問|回答（○/△/×）|回答内容（10文字以内）\n1|訓練を行いますか。|○|毎年実施しています。\n2|規程はありますか。|○|\n3|窓口はありますか。|×|窓口を毎年実施しています。";
    let book = workbook(&[form(rows, &[])]);
    let questions = questionnaire::find(&book, None);
    let matches = vec![found(Class::None, 0.0, "統1", &[]); questions.len()];
    let decisions = draft(&questions, &matches, Data::embedded().library(), &Policy::default());
    let cells = |decisions: &[Decision]| -> Vec<String> {
        let found = concerns(&book, decisions, || &questions, &[]);
        found.iter().map(|concern| format!("{} {}", concern.note.code, concern.cell)).collect()
    };
    assert_eq!(cells(&decisions), ["blank D3", "choice-against-text C4", "too-long D4"]);
    let (earlier, last): (Vec<_>, _) = (
        decisions.iter().cloned().map(|decision| Decision { form: None, ..decision }).collect(),
        decisions.last().cloned().unwrap(),
    );
    assert_eq!(cells(&earlier), cells(&decisions), "a review file without forms");
    let shortened = Decision { sheet_index: 7, ..last };
    assert_eq!(
        cells(std::slice::from_ref(&shortened)),
        ["choice-against-text C4", "too-long D4"],
        "one question alone"
    );
    assert_eq!(cells(&[Decision { form: None, ..shortened }]), ["choice-against-text C4", "too-long D4"]);
}

#[test]
fn two_versions_of_a_standard_are_compared_by_criterion() {
    let earlier = Standard::embedded().unwrap();
    assert_eq!(earlier.changes(&earlier), []);
    let mut later = earlier.clone();
    let response = |row: &&mut Row| matches!(row.entry, kaito::Entry::Response(_));
    let same_as = |id| earlier.rows.iter().any(|row| row.entry == kaito::Entry::SameAs(id));
    let mut rows = later.rows.iter_mut().filter(response).filter(|row| !same_as(row.id));
    let (changed, removed) = (rows.next().unwrap(), rows.next().unwrap());
    if let kaito::Entry::Response(text) = &mut changed.entry {
        text.push_str("追記しました。");
    }
    let (changed, gone) = (changed.id, removed.id);
    removed.entry = kaito::Entry::Vacant;
    let found: Vec<_> = earlier.changes(&later).iter().map(|c| (c.criterion, c.kind)).collect();
    let mut expected = vec![(changed, ChangeKind::Changed), (gone, ChangeKind::Removed)];
    expected.sort();
    assert_eq!(found, expected);
    let back: Vec<_> = later.changes(&earlier).iter().map(|c| c.kind).collect();
    assert!(back.contains(&ChangeKind::Added) && back.contains(&ChangeKind::Changed));
}
