//! The layout as data: what is found, how it is corrected, and how a correction is found again.

mod forms;

use forms::{Form, cells, workbook};
use kaito::questionnaire::layout::{Layout, LayoutMemory, Role};
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
fn a_correction_without_rows_is_about_the_table_that_was_found() {
    let book = workbook(&[sheet("質問")]);
    let json = r#"{"sheets":[{"sheet":"質問","tables":[{"columns":[{"column":"D","role":"evidence"}]}]}]}"#;
    let found: Vec<String> = find(&book, Some(&Layout::from_json(json).unwrap())).iter().map(cells).collect();
    assert_eq!(found.first().map(String::as_str), Some("B2 a:C2 e:D2"));
}

#[test]
fn a_wrong_layout_says_where() {
    let cases: &[(&str, &str)] = &[
        ("{\n\"sheet\": []}", "line 2"),
        (r#"{"sheets":[{"sheet":"a"},{"sheet":"a"}]}"#, "sheets[1].sheet"),
        (r#"{"sheets":[{"sheet":"a","skipRows":[3,0]}]}"#, "sheets[0].skipRows[1]"),
        (r#"{"sheets":[{"sheet":"a","tables":[{"headerRows":[4,2]}]}]}"#, "sheets[0].tables[0].headerRows"),
        (r#"{"sheets":[{"sheet":"a","tables":[{"dataRows":[1,9999999]}]}]}"#, "sheets[0].tables[0].dataRows"),
        (
            r#"{"sheets":[{"sheet":"a","tables":[{"columns":[{"column":"3","role":"answer"}]}]}]}"#,
            "sheets[0].tables[0].columns[0].column",
        ),
    ];
    for (json, place) in cases {
        let error = Layout::from_json(json).unwrap_err();
        assert_eq!((error.code(), error.place()), ("invalid-data", Some(*place)), "{json}");
    }
    let other = Layout::from_json(r#"{"sheets":[{"sheet":"別のシート"}]}"#).unwrap();
    let error = other.check_for(&workbook(&[sheet("質問")])).unwrap_err();
    assert_eq!(error.place(), Some("sheets[0].sheet"));
}

/// This year's form: nothing tells that D is the evidence, and the last row is no question.
const THIS_YEAR: &str = "みんなの銀行 委託先調査票（2025年度）|||
     提出期限|2025/7/31||
     |||
     No|確認項目|判断|メモ
     ■ アクセス管理|<|<|<
     1|ログを取得していますか。||
     2|時刻を同期していますか。||
     ■ そのほか|<|<|<
     3|これは質問ではありません。||";

const CORRECTION: &str = r#"{"sheets":[{"sheet":"調査票2025","skipRows":[9],"tables":[{"headerRows":[4,4],
    "dataRows":[5,9],"columns":[{"column":"C","role":"choice"},{"column":"D","role":"evidence"}]}]}]}"#;

/// Tab name, rows and the cells that must be found with what was remembered of this year's.
const LATER: &[(&str, &str, &[&str])] = &[
    ("調査票2025", THIS_YEAR, &["B6 c:C6 e:D6", "B7 c:C7 e:D7"]),
    // Dated anew, a line more above, a question more, the last row moved, some rows answered.
    (
        "調査票2026",
        "みんなの銀行 委託先調査票（2026年度）|||
         提出期限|2026/7/31||
         ※ 昨年度から変更があります。|||
         |||
         No|確認項目|判断|メモ
         ■ アクセス管理|<|<|<
         1|ログを取得していますか。|はい|
         2|時刻を同期していますか。|はい|手順書
         3|特権IDを管理していますか。||
         ■ そのほか|<|<|<
         4|これは質問ではありません。||
         5|委託先を管理していますか。||",
        &["B7 c:C7 e:D7", "B8 c:C8 e:D8", "B9 c:C9 e:D9", "B12 c:C12 e:D12"],
    ),
    // Another customer's form is not touched by it.
    (
        "調査票2025",
        "別の会社のチェックシート|||
         番号|質問|回答|備考
         1|暗号化していますか。||
         2|鍵を管理していますか。||",
        &["B3 a:C3 r:D3", "B4 a:C4 r:D4"],
    ),
];

#[test]
fn next_year_s_version_needs_no_correction() {
    let form = |name, rows| workbook(&[Form { name, rows, ..sheet("") }]);
    let mut memory = LayoutMemory::default();
    memory.remember(&form("調査票2025", THIS_YEAR), &Layout::from_json(CORRECTION).unwrap());
    let memory = LayoutMemory::from_json(&memory.to_json().unwrap()).unwrap();
    for (name, rows, expected) in LATER {
        let book = form(name, rows);
        let recalled = memory.recall(&book);
        let found: Vec<String> = find(&book, recalled.as_ref()).iter().map(cells).collect();
        assert_eq!(found, *expected, "{name}: {recalled:?}");
    }
}

#[test]
fn what_is_remembered_last_counts() {
    let book = workbook(&[sheet("質問")]);
    let mut memory = LayoutMemory::default();
    for used in ["true", "false"] {
        let json = format!(r#"{{"sheets":[{{"sheet":"質問","use":{used}}}]}}"#);
        memory.remember(&book, &Layout::from_json(&json).unwrap());
    }
    assert_eq!(memory.recall(&book).unwrap().sheets.first().and_then(|sheet| sheet.used), Some(false));
    assert_eq!(memory.to_json().unwrap().matches("fingerprint").count(), 1);
}

#[test]
fn a_whole_layout_is_remembered_as_it_stands() {
    let book = workbook(&[sheet("質問"), sheet("設備")]);
    let mut memory = LayoutMemory::default();
    memory.remember(&book, &inspect(&book, None));
    assert_eq!(find(&book, memory.recall(&book).as_ref()), find(&book, None));
}

#[test]
fn the_overview_shows_where_answers_stand_below_questions() {
    let cards = "No.|1\n質問|監視を行っていますか。\n回答|\n根拠資料|
         No.|2\n質問|訓練を実施していますか。\n回答|\n根拠資料|";
    let rows = "No|設問|<|回答\n1|監視を行っていますか。|<|\n^|根拠資料||<\n2|訓練を実施していますか。|<|\n^|根拠資料||<";
    for (rows, question, answer, evidence) in [(cards, "B2", "B3", "B4"), (rows, "B2", "D2", "C3")] {
        let book = workbook(&[Form { name: "質問", rows, lists: &[], hidden: false }]);
        let sheets = kaito::questionnaire::overview::overview(&book, None);
        let sheet = sheets.iter().find(|sheet| sheet.sheet == "質問").unwrap();
        let below = sheet.tables[0].below.clone().unwrap();
        let shown = [Some(below.question), below.answer, below.evidence];
        assert_eq!(shown.map(|cell| cell.unwrap().to_string()), [question, answer, evidence]);
        assert_eq!(sheet.left, []);
        assert_eq!(find(&book, Some(&inspect(&book, None))), find(&book, None));
    }
}
