//! Filling generated workbooks from end to end: what is written, what is refused, and the proof.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

mod filling;

use filling::{Data, cell, found, list, question, question_at};
use kaito::fill::{apply, plan};
use kaito::review::draft;
use kaito::{
    Choice, Class, Decision, FillOptions, Filled, Policy, Question, QuestionState, Role, Status, Workbook,
};
use rust_xlsxwriter::{DataValidation, Format, Formula, Workbook as Book, Worksheet};

const ASK: &str = "情報セキュリティの規程を整備していますか。";

/// A workbook with one sheet 質問票, [`ASK`] in B2 and B3 and a drop-down in C2:C3, changed by `change`.
fn made(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Book::new();
    let sheet = book.add_worksheet().set_name("質問票").unwrap();
    let open = Format::new().set_unlocked();
    for (col, head) in (0..).zip(["No", "質問", "評価", "回答", "備考", "根拠"]) {
        sheet.write_string(0, col, head).unwrap();
    }
    for row in 1..3 {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        sheet.write_string(row, 1, ASK).unwrap();
        for col in 2..6 {
            sheet.write_blank(row, col, &open).unwrap();
        }
    }
    let marks = DataValidation::new().allow_list_strings(&["○", "△", "×", "対象外"]).unwrap();
    sheet.add_data_validation(1, 2, 2, 2, &marks).unwrap();
    change(sheet);
    book.save_to_buffer().unwrap()
}

fn decided(questions: &[Question], number: &str) -> Vec<Decision> {
    let data = Data::embedded();
    let matches: Vec<_> = questions.iter().map(|_| found(Class::Auto, 0.999, number, &[])).collect();
    draft(questions, &matches, data.library(), &Policy::default())
}

fn filled(bytes: &[u8], decisions: &[Decision], options: FillOptions) -> Filled {
    let workbook = Workbook::open(bytes, "customer.xlsx").unwrap();
    apply(&workbook, decisions, &options).unwrap()
}

fn values(bytes: &[u8], cells: &[&str]) -> Vec<String> {
    let workbook = Workbook::open(bytes, "filled.xlsx").unwrap();
    cells.iter().map(|at| workbook.sheets()[0].text(cell(at)).to_owned()).collect()
}

fn refusals(filled: &Filled) -> Vec<(String, &str)> {
    let skipped = filled.skipped.iter();
    skipped.map(|skipped| (skipped.cell.to_string(), skipped.reason.code.as_str())).collect()
}

#[test]
fn every_cell_of_a_question_gets_its_own_content_and_the_proof_holds() {
    let bytes = made(|_| {});
    let result = filled(&bytes, &decided(&[question(ASK)], "実10"), FillOptions::default());
    let [choice, answer, remark, evidence] = &values(&result.bytes, &["C2", "D2", "E2", "F2"])[..] else {
        unreachable!()
    };
    assert_eq!(choice, "△");
    assert!(answer.contains("監査証跡") && answer.contains(remark.lines().next().unwrap()));
    assert_eq!(evidence, "CCMSセキュリティスタンダード Ver.4.00 実10");
    let proof = result.proof.unwrap();
    assert!(proof.ok);
    let changed: Vec<_> = proof.changed_cells.iter().map(|changed| changed.cell.to_string()).collect();
    assert_eq!(changed, ["C2", "D2", "E2", "F2"]);
    assert_eq!(result.written.len(), 4);
    assert_eq!(result.written[0].provenance.as_ref().unwrap().version, "4.00");
}

#[test]
fn without_decisions_the_bytes_are_the_very_same() {
    let bytes = made(|_| {});
    assert_eq!(filled(&bytes, &[], FillOptions::default()).bytes, bytes);
    let kept = Question { state: QuestionState::Answered, ..question(ASK) };
    let decisions = decided(&[kept], "統1");
    assert_eq!(decisions[0].status, Status::Kept);
    assert_eq!(filled(&bytes, &decisions, FillOptions::default()).bytes, bytes);
}

/// One table of refusals: how the workbook differs, the options, and which cells are refused for which reason.
#[test]
fn cells_that_must_not_be_written_are_refused_with_their_reason() {
    type Case = (&'static str, fn(&mut Worksheet), FillOptions, &'static [(&'static str, &'static str)]);
    let plain = FillOptions::default();
    let cases: &[Case] = &[
        ("nothing", |_| {}, plain, &[]),
        ("placeholder", |s| put(s, 2, "選択してください"), plain, &[]),
        ("answered", |s| put(s, 3, "別紙参照"), plain, &[("D2", "occupied")]),
        ("overwrite", |s| put(s, 3, "別紙参照"), FillOptions { overwrite: true, ..plain }, &[]),
        (
            "formula",
            |s| {
                s.write_formula(1, 4, Formula::new("=A2").set_result("")).unwrap();
            },
            FillOptions { overwrite: true, ..plain },
            &[("E2", "formula")],
        ),
        (
            "question changed",
            |s| put(s, 1, "別の質問ですか。"),
            plain,
            &[
                ("C2", "question-changed"),
                ("D2", "question-changed"),
                ("E2", "question-changed"),
                ("F2", "question-changed"),
            ],
        ),
        (
            "spaces in the question",
            |s| put(s, 1, "情報セキュリティの規程を\n整備していますか。 "),
            plain,
            &[],
        ),
        (
            "protected, unlocked",
            |s| {
                s.protect();
            },
            plain,
            &[],
        ),
        ("protected, locked", protect_answer, plain, &[("D2", "locked")]),
        ("locked on request", protect_answer, FillOptions { locked: true, ..plain }, &[]),
        ("other list", other_list, plain, &[("C2", "not-in-list")]),
    ];
    for (name, change, options, expected) in cases {
        let bytes = made(change);
        let result = filled(&bytes, &decided(&[question(ASK)], "実10"), *options);
        let expected: Vec<_> = expected.iter().map(|(at, code)| ((*at).to_owned(), *code)).collect();
        assert_eq!(refusals(&result), expected, "{name}");
        assert_eq!(result.written.len(), 4 - expected.len(), "{name}");
    }
}

fn put(sheet: &mut Worksheet, col: u16, text: &str) {
    sheet.write_string_with_format(1, col, text, &Format::new().set_unlocked()).unwrap();
}

fn protect_answer(sheet: &mut Worksheet) {
    sheet.write_blank(1, 3, &Format::new()).unwrap();
    sheet.protect();
}

/// The answer list of the customer changed after the match: △ is no longer allowed.
fn other_list(sheet: &mut Worksheet) {
    let list = DataValidation::new().allow_list_strings(&["○", "×"]).unwrap();
    sheet.clear_cell(1, 2);
    *sheet = Worksheet::new();
    sheet.set_name("質問票").unwrap();
    sheet.write_string(1, 1, ASK).unwrap();
    sheet.add_data_validation(1, 2, 2, 2, &list).unwrap();
}

#[test]
fn a_missing_sheet_is_named() {
    let renamed = Question { sheet: "別シート".to_owned(), ..question(ASK) };
    let bytes = made(|_| {});
    let result = filled(&bytes, &decided(&[renamed], "統1"), FillOptions::default());
    assert!(result.skipped.iter().all(|skipped| skipped.reason.code == "sheet-missing"));
    assert_eq!(result.bytes, bytes);
}

#[test]
fn merged_cells_are_written_at_their_anchor() {
    let bytes = made(|sheet| {
        sheet.merge_range(1, 3, 2, 3, "", &Format::new().set_unlocked()).unwrap();
    });
    let mut ask = question(ASK);
    ask.cells.answer = Some(cell("D3"));
    let result = filled(&bytes, &decided(&[ask], "統1"), FillOptions::default());
    let answer = result.written.iter().find(|write| write.role == Role::Answer).unwrap();
    assert_eq!(answer.cell, cell("D2"));
    assert_eq!(values(&result.bytes, &["D2", "D3"]), [answer.value.as_str(), ""]);
}

#[test]
fn one_cell_for_two_questions_is_written_only_when_they_agree() {
    let bytes = made(|_| {});
    let workbook = Workbook::open(&bytes, "customer.xlsx").unwrap();
    let mut second = question_at(3, ASK);
    second.cells.answer = Some(cell("D2"));
    let mut decisions = decided(&[question(ASK), second.clone()], "統1");
    let agreed = plan(&workbook, &decisions, &FillOptions::default());
    assert_eq!(agreed.written.iter().filter(|write| write.cell == cell("D2")).count(), 1);
    decisions.truncate(1);
    decisions.extend(decided(&[second], "統2"));
    let differing = plan(&workbook, &decisions, &FillOptions::default());
    assert!(differing.written.iter().all(|write| write.cell != cell("D2")));
    assert_eq!(differing.skipped.iter().filter(|skipped| skipped.reason.code == "shared-cell").count(), 2);
}

#[test]
fn columns_and_boxes_are_filled_in_the_workbook() {
    let text = "□ 対応済\n□ 未対策";
    let bytes = made(|sheet| {
        sheet.write_string(2, 2, text).unwrap();
    });
    let mut marked = question(ASK);
    marked.choice = Some(Choice::Columns {
        options: vec![("実施済".to_owned(), cell("G2")), ("未実施".to_owned(), cell("H2"))],
        mark: "○".to_owned(),
    });
    let mut boxed = question_at(3, ASK);
    boxed.choice = Some(Choice::Template {
        text: text.to_owned(),
        options: vec!["対応済".to_owned(), "未対策".to_owned()],
    });
    let result = filled(&bytes, &decided(&[marked, boxed], "統1"), FillOptions::default());
    // The drop-down of the template's cell does not allow a text with boxes.
    assert_eq!(refusals(&result), [("C3".to_owned(), "not-in-list")]);
    assert_eq!(values(&result.bytes, &["G2", "H2", "C2"]), ["○", "", ""]);
    let free = made(|sheet| {
        sheet.write_string(2, 6, text).unwrap();
    });
    let mut boxed = question_at(3, ASK);
    boxed.cells.choice = Some(cell("G3"));
    boxed.choice = Some(Choice::Template {
        text: text.to_owned(),
        options: vec!["対応済".to_owned(), "未対策".to_owned()],
    });
    let result = filled(&free, &decided(&[boxed], "統1"), FillOptions::default());
    assert_eq!(values(&result.bytes, &["G3"]), ["■ 対応済\n□ 未対策"]);
}

#[test]
fn truth_values_stay_truth_values() {
    let bytes = made(|sheet| {
        let list = DataValidation::new().allow_list_strings(&["TRUE", "FALSE"]).unwrap();
        sheet.add_data_validation(1, 6, 1, 6, &list).unwrap();
    });
    let mut ask = question(ASK);
    ask.cells.choice = Some(cell("G2"));
    ask.choice = Some(list(&["TRUE", "FALSE"]));
    let result = filled(&bytes, &decided(&[ask], "統1"), FillOptions::default());
    let workbook = Workbook::open(&result.bytes, "filled.xlsx").unwrap();
    assert_eq!(workbook.sheets()[0].cell(cell("G2")).unwrap().kind, kaito::CellKind::Bool);
}

#[test]
fn a_text_that_no_cell_can_hold_is_an_error() {
    let bytes = made(|_| {});
    let mut decisions = decided(&[question(ASK)], "統1");
    decisions[0].writes[1].value = "あ".repeat(32_768);
    let workbook = Workbook::open(&bytes, "customer.xlsx").unwrap();
    let error = apply(&workbook, &decisions, &FillOptions::default()).unwrap_err();
    assert_eq!(error.code(), "answer-too-long");
}

#[test]
fn a_csv_becomes_a_workbook_with_the_same_values_and_the_answers() {
    let csv = format!("No,質問,評価,回答,備考,根拠\n1,{ASK},,,,\n007,=1+2,2025-06-02,3.5,TRUE,\n");
    let workbook = Workbook::open(csv.as_bytes(), "customer.csv").unwrap();
    let mut ask = question(ASK);
    ask.sheet.clone_from(&workbook.sheets()[0].name);
    let result = apply(&workbook, &decided(&[ask.clone()], "統1"), &FillOptions::default()).unwrap();
    assert!(!result.notes.is_empty() && result.proof.is_none());
    assert_eq!(values(&result.bytes, &["A2", "B2", "C2"]), ["1", ASK, "○"]);
    assert_eq!(values(&result.bytes, &["A3", "B3", "D3"]), ["007", "=1+2", "3.5"]);
    let copy = Workbook::open(&result.bytes, "copy.xlsx").unwrap();
    assert_eq!(copy.sheets()[0].cell(cell("D3")).unwrap().kind, kaito::CellKind::Number);
    let again = apply(&workbook, &decided(&[ask], "統1"), &FillOptions::default()).unwrap();
    assert!(again.bytes == result.bytes, "the same decisions give the same bytes");
}
