//! What is composed for a question's cells.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

mod filling;

use filling::{Data, cell, ids, list, question};
use kaito::answer::{Composition, compose};
use kaito::{Choice, Lookup, Question, Role};

fn composed(question: &Question, numbers: &[&str]) -> Composition {
    let data = Data::embedded();
    compose(question, &ids(numbers), data.library(), false)
}

fn response(number: &str) -> String {
    let data = Data::embedded();
    match data.standard.lookup(number.parse().unwrap()) {
        Lookup::Response { text, .. } => text.to_owned(),
        other => unreachable!("{number}: {other:?}"),
    }
}

fn certain(composition: &Composition, role: Role) -> Option<&str> {
    let content = composition.certain.iter().find(|content| content.role == role)?;
    Some(content.value.as_str())
}

fn codes(composition: &Composition) -> Vec<&str> {
    composition.notes.iter().map(|note| note.code.as_str()).collect()
}

#[test]
fn the_answer_is_the_verbatim_response_and_repeats_are_joined_once() {
    let ask = question("対策はありますか。");
    let both = format!("{}\n\n{}", response("実10"), response("実13"));
    let cases: &[(&[&str], String)] = &[
        (&["実10"], response("実10")),
        (&["実10", "実13"], both),
        // 実21 and 実22 repeat 実20 (同上).
        (&["実20", "実21", "実22"], response("実20")),
        (&["実21"], response("実20")),
    ];
    for (numbers, expected) in cases {
        let composition = composed(&ask, numbers);
        assert_eq!(certain(&composition, Role::Answer), Some(expected.as_str()), "{numbers:?}");
    }
}

#[test]
fn what_has_no_response_gets_no_contents_and_a_plain_reason() {
    let ask = question("対策はありますか。");
    let cases =
        [("実127", "vacant"), ("設60", "empty"), ("設90", "out-of-scope"), ("統5-1", "unknown-criterion")];
    for (number, code) in cases {
        let composition = composed(&ask, &[number]);
        assert!(composition.certain.is_empty() && composition.open.is_empty(), "{number}");
        assert_eq!(codes(&composition), [code], "{number}");
    }
    let partly = composed(&ask, &["実10", "実127"]);
    assert!(partly.certain.is_empty(), "an incomplete answer waits for a person");
    assert!(partly.open.iter().any(|content| content.role == Role::Answer));
}

#[test]
fn the_choice_comes_from_the_facts_in_the_customers_own_words() {
    let marks = ["○", "△", "×", "対象外"];
    let cases: &[(&[&str], &[&str], Option<&str>)] = &[
        (&["統1"], &marks, Some("○")),
        (&["統1"], &["はい", "いいえ", "該当なし"], Some("はい")),
        (&["統1"], &["対応済", "一部対応", "未対応", "対象外"], Some("対応済")),
        (&["統1"], &["実施", "未実施"], Some("実施")),
        (&["統1"], &["Yes", "No", "Partial", "N/A"], Some("Yes")),
        (&["統1"], &["1", "2", "3", "4", "5"], None),
        (&["実10"], &marks, Some("△")),
        (&["実10"], &["Yes", "No", "Partial", "N/A"], Some("Partial")),
        (&["実10"], &["はい", "いいえ"], None),
        (&["統1", "統2"], &marks, Some("○")),
        (&["統1", "実10"], &marks, None),
        // The response of 実16 does not settle the judgement; 実107 is not applicable, which a person decides.
        (&["実16"], &marks, None),
        (&["実107"], &marks, None),
    ];
    for (numbers, values, expected) in cases {
        let mut ask = question("対策はありますか。");
        ask.choice = Some(list(values));
        let composition = composed(&ask, numbers);
        assert_eq!(certain(&composition, Role::Choice), *expected, "{numbers:?} {values:?}");
    }
}

#[test]
fn not_applicable_is_proposed_and_never_certain() {
    let composition = composed(&question("金融サービスを提供していますか。"), &["実107"]);
    let proposed: Vec<_> = composition.open.iter().map(|content| content.value.as_str()).collect();
    assert_eq!(proposed, ["対象外"]);
    assert_eq!(codes(&composition), ["not-applicable"]);
}

#[test]
fn negation_doubt_unstated_facets_and_open_questions_leave_the_choice_blank() {
    let data = Data::embedded();
    let cases = [
        ("規程を整備していないことはありませんか。", "統1", false),
        ("規程を整備していますか。", "統1", true),
        ("Are policies not reviewed?", "統1", false),
        // The response of 統4 does not state how often the committee meets.
        ("セキュリティ委員会の開催頻度を教えてください。", "統4", false),
        // はい does not say who.
        ("規程の見直しは誰が承認しますか。", "統1", false),
    ];
    for (text, number, doubtful) in cases {
        let composition = compose(&question(text), &ids(&[number]), data.library(), doubtful);
        assert_eq!(certain(&composition, Role::Choice), None, "{text}");
        assert!(certain(&composition, Role::Answer).is_some(), "{text}");
    }
}

#[test]
fn columns_and_boxes_are_marked_where_the_label_stands() {
    let mut ask = question("規程を整備していますか。");
    let headings = ["実施済", "一部実施", "未実施", "該当なし"].iter().zip(["G2", "H2", "I2", "J2"]);
    ask.choice = Some(Choice::Columns {
        options: headings.map(|(heading, at)| ((*heading).to_owned(), cell(at))).collect(),
        mark: "○".to_owned(),
    });
    for (number, at) in [("統1", "G2"), ("実10", "H2")] {
        let composition = composed(&ask, &[number]);
        let content = composition.certain.iter().find(|content| content.role == Role::Choice).unwrap();
        assert_eq!((content.cell, content.value.as_str()), (cell(at), "○"));
    }
    ask.choice = Some(Choice::Template {
        text: "□ 対応済 □ 未対策 □ 対応不要".to_owned(),
        options: ["対応済", "未対策", "対応不要"].map(str::to_owned).to_vec(),
    });
    let composition = composed(&ask, &["統1"]);
    let content = composition.certain.iter().find(|content| content.role == Role::Choice).unwrap();
    assert_eq!(content.value, "■ 対応済 □ 未対策 □ 対応不要");
    assert_eq!(content.replaces.as_deref(), Some("□ 対応済 □ 未対策 □ 対応不要"));
}

#[test]
fn evidence_cites_the_document_in_the_questions_language() {
    let cases: &[(&str, &[&str], &str)] = &[
        ("ログを保管していますか。", &["実10"], "CCMSセキュリティスタンダード Ver.4.00 実10"),
        ("ログを保管していますか。", &["実10", "実13"], "CCMSセキュリティスタンダード Ver.4.00 実10、実13"),
        ("Do you keep logs?", &["実10"], "CCMS Security Standard Ver.4.00, 実10"),
    ];
    for (text, numbers, expected) in cases {
        let composition = composed(&question(text), numbers);
        assert_eq!(certain(&composition, Role::Evidence), Some(*expected));
    }
}

#[test]
fn remarks_are_excerpts_of_the_response_itself() {
    let composition = composed(&question("ログを保管していますか。"), &["実10"]);
    let remark = certain(&composition, Role::Remark).unwrap();
    assert!(remark.contains("定期的なチェックについては、お客様側での対応となります。"));
    assert!(remark.lines().all(|line| response("実10").contains(line)));
    assert_eq!(certain(&composed(&question("規程はありますか。"), &["統1"]), Role::Remark), None);
    let table = include_str!("../data/standard/remarks.tsv");
    for line in table.lines().skip(1) {
        let (number, excerpt) = line.split_once('\t').unwrap();
        assert!(response(number).contains(excerpt), "{line}");
    }
}

#[test]
fn without_an_answer_cell_the_response_stands_beside_the_judgement() {
    let mut ask = question("規程を整備していますか。");
    ask.cells.answer = None;
    let composition = composed(&ask, &["統1"]);
    let answer = composition.certain.iter().find(|content| content.role == Role::Answer).unwrap();
    assert_eq!((answer.cell, answer.value.clone()), (cell("E2"), response("統1")));
    ask.cells.remark = None;
    ask.cells.evidence = None;
    let composition = composed(&ask, &["統1"]);
    let roles: Vec<_> = composition.certain.iter().map(|content| content.role).collect();
    assert_eq!(roles, [Role::Choice]);
}

#[test]
fn an_answer_over_the_limit_is_flagged_and_never_cut() {
    let mut ask = question("規程を整備していますか。");
    let length = response("統1").chars().count() as u32;
    ask.limit = Some(length);
    assert!(certain(&composed(&ask, &["統1"]), Role::Answer).is_some());
    ask.limit = Some(length - 1);
    let composition = composed(&ask, &["統1"]);
    assert_eq!(certain(&composition, Role::Answer), None);
    assert_eq!(codes(&composition), ["limit"]);
    assert!(composition.open.iter().any(|content| content.value == response("統1")));
}
