//! Keeping a memory of answers: checking it, its workbook form, and last year's questionnaire beside this year's.

use crate::forms::{form, workbook};
use crate::remembering::{COMPLETED, MATCHER, approval, entries, memory_of, terms};
use kaito::memory::{Entry, Fate, asked, compare};
use kaito::{Memory, Workbook, questionnaire};

#[test]
fn a_check_lists_what_should_be_tidied() {
    let one = entries(COMPLETED, &approval("a.xlsx")).remove(1);
    let file = |file: &str| Entry { file: file.to_owned(), ..one.clone() };
    let cases: &[(Vec<Entry>, &[&str])] = &[
        (vec![one.clone()], &[]),
        (vec![one.clone(), file("b.xlsx")], &["duplicate"]),
        (vec![one.clone(), Entry { choice: "×".to_owned(), ..file("b.xlsx") }], &["conflict"]),
        (
            vec![Entry { section: "他".to_owned(), choice: "×".to_owned(), ..file("b.xlsx") }, one.clone()],
            &[],
        ),
        (
            vec![Entry { expires: "2025-05-01".parse().ok(), reviewed: false, ..one.clone() }],
            &["expired", "unreviewed"],
        ),
    ];
    for (entries, expected) in cases {
        let findings = memory_of(entries.clone()).check(&terms("2025-06-01"));
        let kinds: Vec<_> = findings.iter().map(|f| serde_json::to_value(f.kind).unwrap()).collect();
        assert_eq!(kinds, *expected);
    }
}

#[test]
fn the_workbook_form_gives_the_same_memory_back() {
    let mut memory = memory_of(entries(COMPLETED, &approval("b.xlsx")));
    memory.extend([Entry {
        file: "c.xlsx".to_owned(),
        reviewed: false,
        expires: "2026-04-01".parse().ok(),
        ..memory.entries()[0].clone()
    }]);
    let book = Workbook::open(&memory.to_workbook().unwrap(), "memory.xlsx").unwrap();
    let again = Memory::from_workbook(&book, "memory.xlsx").unwrap();
    assert_eq!(again.to_json_lines().unwrap(), memory.to_json_lines().unwrap());

    let own = workbook(&[form(
        "質問|回答|基準|承認日|承認|担当・承認者\n社是は何ですか。|誠実です。|統1、実9|2025-04-01|承認済|総務\n期限は。||  |きのう|",
        &[],
    )]);
    let error = Memory::from_workbook(&own, "own.xlsx").unwrap_err();
    assert_eq!((error.code(), error.place()), ("invalid-data", Some("シート!3")));
    let other = workbook(&[form("質問|回答\n社是は何ですか。|誠実です。", &[])]);
    assert_eq!(Memory::from_workbook(&other, "other.xlsx").unwrap_err().code(), "invalid-data");
}

#[test]
fn last_year_and_this_year_are_told_apart_question_by_question() {
    let this = "
No|基準番号|質問|回答（○/△/×/対象外）|回答内容
1||夜間の連絡先を文書で定めていますか。||
2||社員食堂の座席数を教えてください。||
3|実10|ログを保管していますか。||
4||株主の人数を教えてください。||
";
    let last = workbook(&[form(COMPLETED, &[])]);
    let memory = memory_of(asked(&last, &questionnaire::find(&last, None), &approval("last.xlsx"), &MATCHER));
    let book = workbook(&[form(this, &[])]);
    let compared = compare(&memory, &questionnaire::find(&book, None), &terms("2025-06-01"), &MATCHER);
    let found: Vec<_> = compared
        .iter()
        .map(|c| {
            (
                c.fate,
                c.at.as_ref().map(|(_, cell)| cell.to_string()),
                c.last.as_ref().map(|last| last.item.as_str()),
            )
        })
        .collect();
    let expected = [
        (Fate::Reworded, Some("C2"), Some("2")),
        (Fate::Unchanged, Some("C3"), Some("1")),
        (Fate::Unchanged, Some("C4"), Some("3")),
        (Fate::New, Some("C5"), None),
        (Fate::Gone, None, Some("4")),
        (Fate::Gone, None, Some("5")),
    ];
    assert_eq!(found, expected.map(|(fate, cell, item)| (fate, cell.map(str::to_owned), item)));
    assert_eq!(compared[0].now, [(7, 10)]);
}
