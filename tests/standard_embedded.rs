//! The built-in standard, look-ups in it, and the library file that a person may edit.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test stops at what it did not expect, and its table of cases may be long"
)]

use kaito::{CriterionId, Entry, ErrorKind, Lookup, Standard};

fn id(text: &str) -> CriterionId {
    text.parse().unwrap()
}

/// What the built-in standard has for a number: `stated_at: beginning of the response`, or the kind of absence.
fn answer(standard: &Standard, number: &str) -> String {
    match standard.lookup(id(number)) {
        Lookup::Response { text, stated_at } => {
            format!("{stated_at}: {}", text.chars().take(12).collect::<String>())
        }
        Lookup::Vacant => "vacant".to_owned(),
        Lookup::Empty => "empty".to_owned(),
        Lookup::OutOfScope(reason) => {
            format!("out of scope: {}", reason.chars().take(12).collect::<String>())
        }
        Lookup::Unknown => "unknown".to_owned(),
    }
}

#[test]
fn embedded_standard_is_the_published_one() {
    let standard = Standard::embedded().unwrap();
    assert_eq!(standard.title, "CCMSセキュリティスタンダード");
    assert_eq!(standard.publisher, "株式会社Works Human Intelligence");
    assert_eq!((&*standard.version, &*standard.date, standard.edition), ("4.00", "2025-04-11", 12));
    assert_eq!(standard.revisions.len(), 7);
    assert_eq!(standard.rows.len(), 262);
    assert!(standard.rows.is_sorted_by_key(|row| row.id));
    let count = |wanted: fn(&Entry) -> bool| standard.rows.iter().filter(|row| wanted(&row.entry)).count();
    assert_eq!(count(|entry| *entry == Entry::Vacant), 5);
    assert_eq!(count(|entry| *entry == Entry::Empty), 1);
    assert_eq!(count(|entry| matches!(entry, Entry::Response(_))), 123);
    assert_eq!(count(|entry| matches!(entry, Entry::SameAs(_))), 133);
}

#[test]
fn lookup_resolves_repeats_and_keeps_every_absence_apart() {
    let standard = Standard::embedded().unwrap();
    let cases = [
        ("統1", "統1: ISO27001を基準と"),
        ("統27", "統26: CCMSでは、金融サービ"),
        ("実27", "実25: CCMSではアクセス管理"),
        ("実68", "実67: CCMSの運用作業では、"),
        ("実126", "実107: CCMSでは、金融サービ"),
        ("実127", "vacant"),
        ("実131", "vacant"),
        ("実132", "実132: CCMSでは、金融サービ"),
        ("実103-1", "実103-1: CCMSでは冗長構成・バ"),
        ("設60", "empty"),
        ("設83-1", "設82: CCMSで利用するデータ"),
        ("設84", "out of scope: 設備基準84～137は「"),
        ("設137", "out of scope: 設備基準84～137は「"),
        ("設138", "unknown"),
        ("統5-1", "unknown"),
        ("統28", "unknown"),
        ("実150", "unknown"),
        ("監1", "監1: ISO27001、270"),
        ("監2", "unknown"),
    ];
    for (number, expected) in cases {
        assert_eq!(answer(&standard, number), expected, "{number}");
    }
}

#[test]
fn responses_keep_their_inner_spaces() {
    let standard = Standard::embedded().unwrap();
    let Lookup::Response { text, .. } = standard.lookup(id("実3")) else {
        panic!("実3 has a response");
    };
    assert!(text.contains("対策をしています。  ※電子的取引"), "{text}");
}

#[test]
fn library_file_survives_reading_and_writing() {
    let written = include_str!("../data/standard/ccms-4.00.json");
    assert_eq!(Standard::from_json(written).unwrap().to_json().unwrap(), written);
}

#[test]
fn broken_library_files_are_refused_with_their_place() {
    let library = |rows: &str, out_of_scope: &str| {
        format!(
            "{{\"title\":\"T\",\"publisher\":\"P\",\"version\":\"1.00\",\"date\":\"2025-04-11\",\"edition\":12,\n\
             \"revisions\":[],\n\"rows\":[\n{rows}],\n\"outOfScope\":[{out_of_scope}]}}"
        )
    };
    let good = r#"{"id":"統1","response":"A"}"#;
    assert!(Standard::from_json(&library(good, "")).is_ok());
    let cases = [
        ("no JSON", "{".to_owned(), "line 1"),
        ("no rows", library("", ""), "rows"),
        ("no such number", library(r#"{"id":"雑1","response":"A"}"#, ""), "line 4"),
        ("no number", library(r#"{"response":"A"}"#, ""), "line 4"),
        ("two answers", library(r#"{"id":"統1","response":"A","vacant":true}"#, ""), "line 4"),
        ("no answer", library(r#"{"id":"統1"}"#, ""), "line 4"),
        ("blank response", library(r#"{"id":"統1","response":" "}"#, ""), "line 4"),
        ("misspelt field", library(r#"{"id":"統1","respons":"A"}"#, ""), "line 4"),
        ("number twice", library(&format!("{good},\n{good}"), ""), "統1"),
        ("repeats itself", library(r#"{"id":"統1","sameAs":"統1"}"#, ""), "統1"),
        (
            "repeats what comes later",
            library(&format!("{{\"id\":\"統2\",\"sameAs\":\"統1\"}},{good}"), ""),
            "統2",
        ),
        (
            "repeats a repeat",
            library(
                &format!(
                    "{good},{{\"id\":\"統2\",\"sameAs\":\"統1\"}},{{\"id\":\"統3\",\"sameAs\":\"統2\"}}"
                ),
                "",
            ),
            "統3",
        ),
        ("range upside down", library(good, r#"{"first":"設9","last":"設8","reason":"R"}"#), "設9–設8"),
        ("range over groups", library(good, r#"{"first":"実9","last":"設8","reason":"R"}"#), "実9–設8"),
        ("range over a row", library(good, r#"{"first":"統1","last":"統3","reason":"R"}"#), "統1–統3"),
    ];
    for (name, json, place) in cases {
        let error = Standard::from_json(&json).unwrap_err();
        assert_eq!((error.kind(), error.place()), (ErrorKind::InvalidData, Some(place)), "{name}: {error}");
    }
}
