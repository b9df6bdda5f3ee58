//! What was approved before: learning it, finding it again, and letting it decide.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

mod forms;
mod remembering;
#[path = "memory/upkeep.rs"]
mod upkeep;

use forms::{form, workbook};
use kaito::memory::{Asked, Entry, Kind, Recalled, Terms, approved};
use kaito::review::draft;
use kaito::{CellContent, Decision, Library, Memory, Policy, Role, Status, questionnaire};
use remembering::{COMPLETED, MATCHER, approval, decide, entries, memory_of, recall, terms};

/// The kind of the best earlier answer and the reasons against it.
type Best<'a> = Option<(Kind, &'a [&'a str])>;

fn codes(recalled: &Recalled) -> Vec<&str> {
    recalled.reasons.iter().map(|reason| reason.code.as_str()).collect()
}

#[test]
fn a_completed_questionnaire_gives_its_answers_with_their_place() {
    let found = entries(COMPLETED, &approval("last.xlsx"));
    let said: Vec<_> = found
        .iter()
        .map(|e| (e.item.as_str(), e.choice.as_str(), e.answer.as_str(), e.cell.to_string()))
        .collect();
    let expected = [
        ("1", "", "120 席です。", "C2"),
        ("2", "○", "当番が電話を受けます。", "C3"),
        ("3", "△", "自社の言葉で答えた内容です。", "C4"),
        ("4", "対象外", "", "C5"),
    ];
    assert_eq!(said, expected.map(|(item, choice, answer, cell)| (item, choice, answer, cell.to_owned())));
    assert_eq!(found[2].criteria, ["実10".parse().unwrap()]);
    assert!(found.iter().all(|entry| entry.standard.is_empty() && entry.file == "last.xlsx"));
}

#[test]
fn a_shortened_review_is_learned_beside_its_own_questions() {
    let book = workbook(&[form(COMPLETED, &[])]);
    let questions = questionnaire::find(&book, None);
    let library = Library { standard: MATCHER.standard(), knowledge: MATCHER.knowledge() };
    let drafted = draft(&questions, &[], library, &Policy::default());
    let last = drafted.last().cloned().unwrap();
    let answer = last.form.as_ref().and_then(|form| form.cells.answer).unwrap();
    let write =
        CellContent {
            cell: answer, role: Role::Answer, value: "10 台分です。".to_owned(), replaces: None
        };
    let only = Decision { writes: vec![write], ..last };
    let found = approved(&book, &questions, &[only], &approval("review.xlsx"), &MATCHER);
    let said: Vec<_> = found.iter().map(|entry| (entry.question.as_str(), entry.answer.as_str())).collect();
    assert_eq!(said, [("駐車場はありますか。", "10 台分です。")]);
}

#[test]
fn a_column_that_is_full_of_answers_is_still_the_one_for_answers() {
    let rows = "
No|質問|回答
1|社員食堂の座席数を教えてください。|120 席です。昼の間だけ使えます。
2|夜間の連絡先を定めていますか。|当番が電話を受け、担当に伝えます。
3|ログを保管していますか。|自社の言葉で答えた内容です。
4|海外の拠点にデータを置きますか。|置きません。国内の拠点だけです。
";
    let both =
        rows.replace("回答\n", "回答（○/×）|回答内容\n").replace("。|", "。|○|").replace("か。|", "か。|○|");
    for rows in [rows, &both.replace("○|○|", "○|")] {
        let found = entries(rows, &approval("last.xlsx"));
        let answers: Vec<String> = found.iter().map(|entry| entry.answer.chars().take(2).collect()).collect();
        assert_eq!(answers, ["12", "当番", "自社", "置き"], "{rows}");
    }
}

#[test]
fn a_verbatim_answer_is_traced_to_the_response_it_repeats() {
    let id = "実9".parse().unwrap();
    let kaito::Lookup::Response { text, .. } = MATCHER.standard().lookup(id) else { panic!() };
    let rows = COMPLETED.replace("当番が電話を受けます。", &text.replace('\n', "\\n"));
    let found = entries(&rows, &approval("last.xlsx"));
    assert_eq!(
        (found[1].standard.as_str(), found[2].standard.as_str()),
        (MATCHER.standard().version.as_str(), "")
    );
    assert!(!found[1].criteria.is_empty());
}

#[test]
fn the_file_is_sorted_lines_that_come_back_as_they_were() {
    let memory = memory_of(entries(COMPLETED, &approval("b.xlsx")).into_iter().rev());
    let text = memory.to_json_lines().unwrap();
    let again = Memory::from_json_lines(&text).unwrap();
    assert_eq!(again.to_json_lines().unwrap(), text);
    let questions: Vec<&str> = again.entries().iter().map(|entry| entry.question.as_str()).collect();
    assert!(questions.is_sorted() && text.lines().count() == 4, "{text}");

    let wrong = Memory::from_json_lines(&format!("{text}{{\"question\":\"q\"}}\n")).unwrap_err();
    assert_eq!((wrong.code(), wrong.place()), ("invalid-data", Some("line 5")));
}

#[test]
fn the_schema_names_the_fields_of_an_entry() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../data/memory.schema.json")).unwrap();
    let mut entry = entries(COMPLETED, &approval("a.xlsx")).remove(2);
    let filled = "x".to_owned();
    for field in [
        &mut entry.section,
        &mut entry.number,
        &mut entry.remark,
        &mut entry.evidence,
        &mut entry.standard,
        &mut entry.approver,
        &mut entry.customer,
        &mut entry.scope,
        &mut entry.disclosure,
    ] {
        field.clone_from(&filled);
    }
    entry.expires = Some(entry.date);
    let full = serde_json::to_value(&entry).unwrap();
    let names = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&full), names(&schema["properties"]));
    let required = schema["required"].as_array().unwrap();
    let bare = entries(
        "No|質問|回答（○/×）\n1|訓練を行いますか。|○\n2|責任者はいますか。|\n3|規程はありますか。|",
        &approval("a.xlsx"),
    )
    .remove(0);
    let bare = serde_json::to_value(bare).unwrap();
    assert!(required.iter().all(|name| bare.get(name.as_str().unwrap()).is_some()));
}

#[test]
fn learning_again_replaces_only_what_is_not_newer() {
    let entry = entries(COMPLETED, &approval("a.xlsx")).remove(0);
    let dated = |date: &str, answer: &str, reviewed| Entry {
        date: date.parse().unwrap(),
        answer: answer.to_owned(),
        reviewed,
        ..entry.clone()
    };
    let cases = [
        ("2026-01-01", "new", true, "new"),
        ("2024-01-01", "older", true, "120 席です。"),
        ("2026-01-01", "unapproved", false, "120 席です。"),
    ];
    for (date, answer, reviewed, expected) in cases {
        let mut memory = memory_of([entry.clone()]);
        memory.extend([dated(date, answer, reviewed)]);
        assert_eq!(memory.len(), 1);
        assert_eq!(memory.entries()[0].answer, expected);
    }
}

#[test]
fn the_place_and_the_text_decide_how_an_earlier_question_is_like_this_one() {
    let mut entry = entries(COMPLETED, &approval("a.xlsx")).remove(1);
    entry.section = "運用".to_owned();
    let memory = memory_of([entry.clone()]);
    let terms = terms("2025-06-01");
    let text = entry.question.as_str();
    let cases: &[(Asked<'_>, Best<'_>)] = &[
        (Asked { text, section: "運用", ..Asked::default() }, Some((Kind::Context, &[]))),
        (
            Asked {
                text: "夜間の連絡先を、定めていますか", section: "運用", ..Asked::default()
            },
            Some((Kind::Context, &[])),
        ),
        (Asked { text, item: "2", ..Asked::default() }, Some((Kind::Context, &[]))),
        (Asked { text, ..Asked::default() }, Some((Kind::Exact, &[]))),
        (
            Asked { text, section: "建物", item: "2", ..Asked::default() },
            Some((Kind::Exact, &["other-section"])),
        ),
        (
            Asked { text: "夜間の連絡先を定めていませんか。", ..Asked::default() },
            Some((Kind::Near, &["difference"])),
        ),
        (Asked { text: "夜間の連絡先を文書で定めていますか。", ..Asked::default() }, Some((Kind::Near, &[]))),
        (Asked { text: "パスワードを暗号化していますか。", ..Asked::default() }, None),
    ];
    for (asked, expected) in cases {
        let found = recall(&memory, asked, &terms);
        let found = found.first().map(|found| (found.kind, codes(found), found.certain));
        let certain = |kind, reasons: &[&str]| kind != Kind::Near && reasons.is_empty();
        let expected = expected.map(|(kind, reasons)| (kind, reasons.to_vec(), certain(kind, reasons)));
        assert_eq!(found, expected, "{asked:?}");
    }
    let near =
        recall(&memory, &Asked { text: "夜間の連絡先を文書で定めていますか。", ..Asked::default() }, &terms);
    assert_eq!((near[0].now.as_slice(), near[0].before.as_slice()), (&[(7, 10)][..], &[][..]));
}

#[test]
fn a_text_that_says_too_little_is_known_only_in_its_place() {
    let mut entry = entries(COMPLETED, &approval("a.xlsx")).remove(1);
    (entry.question, entry.section) = ("対応状況".to_owned(), "暗号化".to_owned());
    let memory = memory_of([entry]);
    let asked = Asked { text: "対応状況", ..Asked::default() };
    assert_eq!(recall(&memory, &asked, &terms("2025-06-01")), []);
    let there = Asked { section: "暗号化", ..asked };
    assert_eq!(recall(&memory, &there, &terms("2025-06-01")).len(), 1);
}

#[test]
fn the_same_words_below_another_question_are_not_answered_alike() {
    let mut entry = entries(COMPLETED, &approval("a.xlsx")).remove(1);
    (entry.question, entry.section) = ("「いいえ」の場合、その理由を記入".to_owned(), "暗号化".to_owned());
    let memory = memory_of([entry.clone()]);
    let asked = Asked { text: &entry.question, section: "暗号化", ..Asked::default() };
    let found = recall(&memory, &asked, &terms("2025-06-01"));
    assert_eq!((codes(&found[0]), found[0].certain), (vec!["refers-back"], false));
    let in_its_place = Asked { item: "2", ..asked };
    assert!(recall(&memory, &in_its_place, &terms("2025-06-01"))[0].certain);
}

#[test]
fn whatever_speaks_against_an_answer_keeps_it_from_being_filled() {
    let entry = entries(COMPLETED, &approval("a.xlsx")).remove(1);
    let today = "2025-06-01";
    let set = |change: fn(&mut Entry)| {
        let mut entry = entry.clone();
        change(&mut entry);
        entry
    };
    let cases: &[(Entry, &[&str])] = &[
        (entry.clone(), &[]),
        (set(|e| e.reviewed = false), &["unreviewed"]),
        (set(|e| e.expires = "2025-05-31".parse().ok()), &["expired"]),
        (set(|e| e.expires = "2025-06-01".parse().ok()), &[]),
        (set(|e| e.date = "2023-01-01".parse().unwrap()), &["old"]),
        (set(|e| e.scope = "上位プラン".to_owned()), &["other-scope"]),
        (set(|e| e.disclosure = "社内限り".to_owned()), &["internal"]),
        (
            set(|e| (e.customer, e.answer) = ("甲銀行".to_owned(), "甲銀行様の窓口です。".to_owned())),
            &["other-customer"],
        ),
        (set(|e| e.customer = "甲銀行".to_owned()), &[]),
        (
            set(|e| (e.standard, e.criteria) = ("3.00".to_owned(), vec!["実10".parse().unwrap()])),
            &["standard-changed"],
        ),
    ];
    for (entry, expected) in cases {
        let asked = Asked { text: &entry.question, item: "2", ..Asked::default() };
        let found = recall(&memory_of([entry.clone()]), &asked, &terms(today));
        assert_eq!(
            (codes(&found[0]), found[0].certain),
            (expected.to_vec(), expected.is_empty()),
            "{entry:?}"
        );
    }
    let scoped = Terms { scope: "上位プラン".to_owned(), ..terms(today) };
    let entry = set(|e| e.scope = "上位プラン".to_owned());
    let asked = Asked { text: &entry.question, ..Asked::default() };
    assert!(recall(&memory_of([entry.clone()]), &asked, &scoped)[0].certain);
}

#[test]
fn approved_answers_that_disagree_are_never_picked_silently() {
    let one = entries(COMPLETED, &approval("a.xlsx")).remove(1);
    let other = |choice: &str, answer: &str| Entry {
        file: "b.xlsx".to_owned(),
        choice: choice.to_owned(),
        answer: answer.to_owned(),
        ..one.clone()
    };
    let cases = [
        (other("○", &one.answer), true),
        (other("はい", "当番が 電話を受けます。"), false),
        (other("はい", &one.answer), true),
        (other("", &one.answer), true),
        (other("×", &one.answer), false),
        (other("○", "別の回答"), false),
        (Entry { reviewed: false, ..other("×", "別の回答") }, true),
    ];
    for (second, certain) in cases {
        let memory = memory_of([one.clone(), second.clone()]);
        let asked = Asked { text: &one.question, item: "2", ..Asked::default() };
        let found = recall(&memory, &asked, &terms("2025-06-01"));
        assert_eq!(found[0].certain, certain, "{second:?}");
        assert_eq!(codes(&found[0]).contains(&"conflict"), !certain);
    }
}

#[test]
fn what_was_approved_in_the_same_place_comes_before_the_standard() {
    let memory = memory_of(entries(COMPLETED, &approval("last.xlsx")));
    let again = COMPLETED.replace("120 席です。", "").replace("|○|当番が電話を受けます。", "||");
    let again = again.replace("|△|自社の言葉で答えた内容です。", "||").replace("|対象外|", "||");
    let decisions = decide(&again, &memory, &terms("2025-06-01"), &Policy::default());
    let value = |index: usize, role| {
        let decision: &Decision = &decisions[index];
        decision.writes.iter().find(|write| write.role == role).map_or("", |write| write.value.as_str())
    };
    assert_eq!(value(0, Role::Answer), "120 席です。");
    assert_eq!((value(1, Role::Choice), value(1, Role::Answer)), ("○", "当番が電話を受けます。"));
    assert_eq!((value(2, Role::Choice), value(2, Role::Answer)), ("△", "自社の言葉で答えた内容です。"));
    let provenance = decisions[2].provenance.as_ref().unwrap();
    assert_eq!((provenance.standard.as_str(), provenance.version.as_str()), ("last.xlsx", "シート!C4"));
    // 対象外 is proposed, never written by itself.
    assert_eq!((decisions[3].status, decisions[3].writes.len()), (Status::Review, 0));
    assert_eq!(decisions[3].proposed(Role::Choice).unwrap().value, "対象外");
    assert_eq!((decisions[4].past, decisions[4].recalled.len()), (None, 0));

    let review: Policy = Policy { mode: "review".parse().unwrap(), ..Policy::default() };
    let decisions = decide(&again, &memory, &terms("2025-06-01"), &review);
    assert!(decisions.iter().all(|decision| decision.writes.is_empty()));
    let late = decide(&again, &memory, &terms("2029-01-01"), &Policy::default());
    assert!(
        late.iter().take(2).all(|decision| decision.status == Status::Review && decision.past == Some(0))
    );
}

#[test]
fn a_judgement_is_given_again_in_the_customers_own_words() {
    let memory = memory_of(entries(COMPLETED, &approval("last.xlsx")));
    let cases = [("はい/いいえ/該当なし", "はい"), ("Yes/No/N/A", "Yes"), ("○/△/×", "○"), ("A/B/C", "")];
    for (values, expected) in cases {
        let rows = format!(
            "No|質問|回答（{values}）|回答内容\n1|株主は何名ですか。||\n2|夜間の連絡先を定めていますか。||\n3|責任者はいますか。||"
        );
        let decisions = decide(&rows, &memory, &terms("2025-06-01"), &Policy::default());
        let choice = decisions[1].writes.iter().find(|write| write.role == Role::Choice);
        assert_eq!(choice.map_or("", |write| write.value.as_str()), expected, "{values}");
    }
}
