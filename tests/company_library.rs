//! A company's own library: what it answers by itself, what it only proposes, and what is refused.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

use std::sync::LazyLock;

use kaito::memory::{Disclosure, Kind, Recalled, Terms};
use kaito::review::Past;
use kaito::{CompanyLibrary, Knowledge, Matcher, Memory, Query, Standard, Workbook, company_form};

static MATCHER: LazyLock<Matcher> =
    LazyLock::new(|| Matcher::new(Standard::embedded().unwrap(), Knowledge::embedded().unwrap()).unwrap());

const TODAY: &str = "2026-06-01";

/// A library of these criteria, one a line, from line 3 on.
fn file(criteria: &[&str]) -> String {
    let head = r#"{"title":"回答集","version":"2026.1","date":"2026-04-01","criteria":["#;
    format!("{head}\n\n{}\n]}}", criteria.join(",\n"))
}

fn library(criteria: &[&str]) -> CompanyLibrary {
    CompanyLibrary::from_json(&file(criteria)).unwrap()
}

const CANTEEN: &str = r#"{"id":"SEC-001","phrasings":["社員食堂の座席数を教えてください。"],"answer":"120 席です。","disclosure":"public"}"#;

fn terms(today: &str) -> Terms {
    Terms::on(today.parse().unwrap())
}

fn ask(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

/// What the libraries answer, with neither memory nor standard.
fn recall(libraries: &[CompanyLibrary], query: &Query, terms: &Terms) -> Vec<Recalled> {
    let memory = Memory::default();
    Past { memory: &memory, libraries, terms }.recall(query, &MATCHER)
}

/// Kind, whether it is certain, and the codes of the reasons against it.
type Best<'a> = (Kind, bool, &'a [&'a str]);

/// What is said of the best answer.
fn best(found: &[Recalled]) -> Option<(Kind, bool, Vec<&str>)> {
    let best = found.first()?;
    Some((best.kind, best.certain, best.reasons.iter().map(|reason| reason.code.as_str()).collect()))
}

#[test]
fn the_words_or_an_identifier_are_certain_and_everything_else_is_not() {
    let criteria = [
        CANTEEN,
        r#"{"id":"SEC-002","phrasings":["端末のディスクを暗号化していますか。"],"numbers":["A.8.24","実3"],"verdict":"○","disclosure":"public"}"#,
        r#"{"id":"SEC-003","numbers":["A.5.1"],"answer":"方針があります。","disclosure":"public"}"#,
        r#"{"id":"SEC-004","numbers":["A.5.1","A.5.2"],"answer":"見直しています。","disclosure":"public"}"#,
        r#"{"id":"SEC-005","phrasings":["対応状況"],"answer":"対応済みです。","disclosure":"public"}"#,
        r#"{"id":"SEC-006","phrasings":["「いいえ」の場合、その理由をご記入ください。"],"answer":"準備中です。","disclosure":"public"}"#,
    ];
    let own = [library(&criteria)];
    let cell = |number: &str, text: &str| Query { number: Some(number.to_owned()), ..ask(text) };
    let item =
        Query { item: Some("SEC-001".to_owned()), ..ask("株主の人数を教えてください。") };
    let cases: &[(Query, Option<Best<'_>>)] = &[
        (ask("社員食堂の、座席数を教えて下さい"), Some((Kind::Near, false, &[]))),
        (ask("社員食堂の座席数を、教えてください"), Some((Kind::Exact, true, &[]))),
        (ask("ＳＥＣ－００１ の内容をご回答ください。"), Some((Kind::Named, true, &[]))),
        (cell("A.8.24", "対応状況をご記入ください。"), Some((Kind::Named, true, &[]))),
        (cell("実3", "対応状況をご記入ください。"), Some((Kind::Named, true, &[]))),
        (ask("A.8.24 端末のディスクを暗号化していませんか。"), Some((Kind::Named, false, &["difference"]))),
        (ask("A.8.2 の内容をご回答ください。"), None),
        (ask("A.5.1 の内容をご回答ください。"), Some((Kind::Named, false, &["several"]))),
        (ask("実3 と実9 の対応状況をご回答ください。"), Some((Kind::Named, false, &["contradiction"]))),
        (cell("A.5.2", "社員食堂の座席数を教えてください。"), Some((Kind::Exact, false, &["contradiction"]))),
        (ask("「いいえ」の場合、その理由をご記入ください。"), Some((Kind::Exact, false, &["refers-back"]))),
        (ask("対応状況"), None),
        (item, None),
    ];
    for (query, expected) in cases {
        let found = recall(&own, query, &terms(TODAY));
        let expected = expected.map(|(kind, certain, codes)| (kind, certain, codes.to_vec()));
        assert_eq!(best(&found), expected, "{query:?}");
    }
}

#[test]
fn expiry_scope_and_disclosure_keep_an_answer_from_being_given_by_itself() {
    let criterion = |fields: &str| CANTEEN.replace(r#""disclosure":"public""#, fields);
    let public = r#""disclosure":"public""#;
    let scoped = format!(r#"{public},"scope":["人事","給与"]"#);
    let dated = format!(r#"{public},"expires":"2026-06-01""#);
    let cases: &[(&str, Terms, &[&str])] = &[
        (&dated, terms("2026-06-01"), &[]),
        (&dated, terms("2026-06-02"), &["expired"]),
        (&scoped, terms(TODAY), &["other-scope"]),
        (&scoped, Terms { scope: "会計".to_owned(), ..terms(TODAY) }, &["other-scope"]),
        (&scoped, Terms { scope: "給与".to_owned(), ..terms(TODAY) }, &[]),
        (r#""disclosure":"nda""#, terms(TODAY), &["disclosure"]),
        (r#""disclosure":"nda""#, Terms { disclosure: Disclosure::Nda, ..terms(TODAY) }, &[]),
        (
            r#""disclosure":"internal""#,
            Terms { disclosure: Disclosure::Internal, ..terms(TODAY) },
            &["disclosure"],
        ),
    ];
    for (fields, terms, codes) in cases {
        let found =
            recall(&[library(&[&criterion(fields)])], &ask("社員食堂の座席数を教えてください。"), terms);
        assert_eq!(best(&found), Some((Kind::Exact, codes.is_empty(), codes.to_vec())), "{fields}");
    }
}

#[test]
fn the_first_library_that_is_certain_wins_and_a_similar_question_never_covers_it() {
    let titled = |title: &str, criterion: &str| {
        CompanyLibrary::from_json(&file(&[criterion]).replace("回答集", title)).unwrap()
    };
    let expired = CANTEEN.replace(r#""disclosure""#, r#""expires":"2020-01-01","disclosure""#);
    let similar = CANTEEN.replace("座席数を", "座席の数を");
    let cases: &[([&str; 2], &str, bool)] = &[
        ([CANTEEN, CANTEEN], "first 2026.1 SEC-001", true),
        ([&expired, CANTEEN], "second 2026.1 SEC-001", true),
        ([&similar, CANTEEN], "second 2026.1 SEC-001", true),
        ([&similar, &expired], "second 2026.1 SEC-001", false),
        ([&expired, &expired], "first 2026.1 SEC-001", false),
    ];
    for ([first, second], place, certain) in cases {
        let libraries = [titled("first", first), titled("second", second)];
        let found = recall(&libraries, &ask("社員食堂の座席数を教えてください。"), &terms(TODAY));
        assert_eq!((found[0].place().as_str(), found[0].certain), (*place, *certain), "{first} {second}");
    }
}

#[test]
fn what_breaks_a_rule_is_refused_with_its_line() {
    let other = CANTEEN.replace("SEC-001", "sec-001").replace("座席数", "席数");
    let again = CANTEEN.replace("SEC-001", "SEC-002").replace("座席数を", "座席数を、");
    let cases: &[(&[&str], &str, &str)] = &[
        (&[CANTEEN, &other], "line 4", "id"),
        (&[CANTEEN, &again], "line 4", "phrasing"),
        (&[CANTEEN, r#"{"id":"X","answr":"a"}"#], "line 4", "answr"),
        (&[CANTEEN, "{\n\"id\":\"X\",\n\"disclosure\":\"secret\"}"], "line 6", "secret"),
        (&[r#"{"id":" ","phrasings":["問"],"answer":"a","disclosure":"public"}"#], "line 3", "id"),
        (&[r#"{"id":"X","answer":"a","disclosure":"public"}"#], "line 3", "phrasings"),
        (&[r#"{"id":"X","phrasings":["問"],"disclosure":"public"}"#], "line 3", "answer"),
        (&[r#"{"id":"X","numbers":["12"],"answer":"a","disclosure":"public"}"#], "line 3", "12"),
        (
            &[r#"{"id":"X","phrasings":["問"],"answer":"a","disclosure":"public","expires":"1 May"}"#],
            "line 3",
            "1 May",
        ),
        (&[CANTEEN, "{"], "line 5", "key must be"),
    ];
    for (criteria, place, word) in cases {
        let error = CompanyLibrary::from_json(&file(criteria)).unwrap_err();
        assert_eq!((error.code(), error.place()), ("invalid-data", Some(*place)), "{error}");
        assert!(error.what().en.contains(word), "{word} in {error}");
    }
    let untitled = file(&[CANTEEN]).replace("回答集", "");
    assert_eq!(CompanyLibrary::from_json(&untitled).unwrap_err().place(), Some("line 1"));
}

#[test]
fn a_library_none_of_whose_answers_may_be_given_is_refused() {
    let expired = CANTEEN.replace(r#""disclosure""#, r#""expires":"2020-01-01","disclosure""#);
    let cases: &[(&[&str], bool)] =
        &[(&[], false), (&[&expired], false), (&[&expired, &other_id(CANTEEN)], true)];
    for (criteria, usable) in cases {
        let checked = library(criteria).check_on(TODAY.parse().unwrap());
        assert_eq!(checked.is_ok(), *usable, "{checked:?}");
    }
}

fn other_id(criterion: &str) -> String {
    criterion.replace("SEC-001", "SEC-009").replace("座席数", "席数")
}

#[test]
fn a_library_file_comes_back_as_it_was() {
    let text = library(&[CANTEEN, &other_id(CANTEEN)]).to_json().unwrap();
    assert_eq!(CompanyLibrary::from_json(&text).unwrap().to_json().unwrap(), text);
    assert_eq!(text.lines().count(), 9, "{text}");
    assert!(CompanyLibrary::is_file(&text) && !CompanyLibrary::is_file(r#"{"rows":[]}"#));
}

#[test]
fn the_empty_form_asks_for_its_title_first() {
    let book = Workbook::open(&company_form().unwrap(), "form.xlsx").unwrap();
    let names: Vec<&str> = book.sheets().iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["記入要領", "回答"]);
    let error = CompanyLibrary::from_workbook(&book).unwrap_err();
    assert_eq!(error.place(), Some("記入要領!B3"), "{error}");
}
