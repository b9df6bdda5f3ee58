//! The layout as data: what is found, how it is corrected, and how a correction is found again.

mod forms;

use forms::{Form, cells, workbook};
use kaito::questionnaire::layout::{Layout, Role};
use kaito::questionnaire::{find, inspect};

const ROWS: &str = "No|確認項目|判断|メモ
     1|ログを取得していますか。||
     2|時刻を同期していますか。||
     3|これは質問ではありません。||";

fn sheet(name: &str) -> Form<'_> {
    Form { name, rows: ROWS, lists: &[], hidden: false }
}

#[test]
fn a_layout_survives_json() {
    let layout = inspect(&workbook(&[sheet("質問")]), None);
    let json = serde_json::to_string(&layout).unwrap();
    assert_eq!(serde_json::from_str::<Layout>(&json).unwrap(), layout);
    assert!(json.contains("\"headerRows\":[1,1]"), "{json}");
    let table = &layout.sheets[1].tables[0];
    assert_eq!(table.column(Role::Question), Some("B"));
    assert!(
        table
            .columns
            .iter()
            .filter(|column| column.role != Role::Other)
            .all(|column| !column.reasons.is_empty())
    );
}

#[test]
fn the_found_layout_finds_the_same_questions() {
    let book = workbook(&[sheet("質問")]);
    assert_eq!(find(&book, Some(&inspect(&book, None))), find(&book, None));
}

#[test]
fn corrections_override_what_is_found() {
    let book = workbook(&[sheet("質問"), sheet("記入要領")]);
    let cases: &[(&str, &[&str])] = &[
        (r#"{"sheets":[{"sheet":"質問","use":false}]}"#, &[]),
        (
            r#"{"sheets":[{"sheet":"質問","skipRows":[4],"tables":[{"headerRows":[1,1],"columns":[
                {"column":"C","role":"choice"},{"column":"D","role":"evidence"}]}]}]}"#,
            &["B2 c:C2 e:D2", "B3 c:C3 e:D3"],
        ),
        (
            r#"{"sheets":[{"sheet":"質問","tables":[{"dataRows":[2,2],"columns":[
                {"column":"B","role":"question"},{"column":"D","role":"answer"},{"column":"C","role":"other"}]}]}]}"#,
            &["B2 a:D2"],
        ),
    ];
    for (json, expected) in cases {
        let layout: Layout = serde_json::from_str(json).unwrap();
        let found: Vec<String> = find(&book, Some(&layout)).iter().map(cells).collect();
        assert_eq!(found, *expected, "{json}");
    }
    let used: Layout = serde_json::from_str(r#"{"sheets":[{"sheet":"記入要領","use":true}]}"#).unwrap();
    assert!(find(&book, Some(&used)).iter().any(|question| question.sheet == "記入要領"));
}

#[test]
fn next_year_s_form_has_the_same_fingerprint() {
    let fingerprint = |rows: &str| inspect(&workbook(&[Form { rows, ..sheet("質問") }]), None).fingerprint;
    let this_year = "No|確認項目（2025年度）|回答\n1|ログを取得していますか。|\n2|時刻を同期していますか。|";
    let next_year = "No|確認項目（2026年度）|回答\n1|暗号化していますか。|\n2|鍵を管理していますか。|\n3|追加の質問ですか。|";
    let other = "No|確認項目（2026年度）|回答|備考\n1|暗号化していますか。||\n2|鍵を管理していますか。||";
    assert_eq!(fingerprint(this_year), fingerprint(next_year));
    assert_ne!(fingerprint(this_year), fingerprint(other));
}
