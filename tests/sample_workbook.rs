//! The sample questionnaire is what it claims to be: a realistic workbook, the same at every call.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, SheetVisible, Xlsx};
use kaito::sample;

fn open() -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(sample::workbook().unwrap())).unwrap()
}

/// The rows below the two-row head: number, question, judgement, answer.
fn questions(range: &Range<Data>) -> Vec<[String; 4]> {
    let cell =
        |row: u32, column: u32| range.get_value((row, column)).map_or_else(String::new, ToString::to_string);
    let last = range.end().unwrap().0;
    (4..=last).map(|row| [3, 4, 5, 6].map(|column| cell(row, column))).collect()
}

#[test]
fn same_bytes_at_every_call() {
    assert!(sample::workbook().unwrap() == sample::workbook().unwrap());
}

#[test]
fn sheets_are_those_of_a_bank() {
    let workbook = open();
    let sheets: Vec<(&str, bool)> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.visible == SheetVisible::Visible))
        .collect();
    let expected =
        [("表紙", true), ("記入要領", true), ("チェックシート", true), ("設備基準", true), ("リスト", false)];
    assert_eq!(sheets, expected);
}

#[test]
fn questions_wait_for_answers_but_for_one() {
    let mut workbook = open();
    for (sheet, count, numbered, answered) in [("チェックシート", 39, 19, 1), ("設備基準", 8, 7, 0)]
    {
        let questions = questions(&workbook.worksheet_range(sheet).unwrap());
        assert_eq!(questions.len(), count, "{sheet}");
        assert!(questions.iter().all(|[_, question, ..]| !question.is_empty()));
        let filled = |column: usize| questions.iter().filter(|row| !row[column].is_empty()).count();
        assert_eq!((filled(0), filled(2), filled(3)), (numbered, answered, answered), "{sheet}");
    }
}

#[test]
fn judgement_is_a_drop_down_from_the_hidden_sheet() {
    let mut package = zip::ZipArchive::new(Cursor::new(sample::workbook().unwrap())).unwrap();
    for part in ["xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"] {
        let mut xml = String::new();
        package.by_name(part).unwrap().read_to_string(&mut xml).unwrap();
        assert!(xml.contains("<formula1>リスト!$A$2:$A$5</formula1>"), "{part}");
        assert!(xml.contains("state=\"frozen\"") && xml.contains("<mergeCell ref=\"F3:G3\"/>"), "{part}");
    }
    let list = open().worksheet_range("リスト").unwrap();
    let values: Vec<String> = list.rows().map(|row| row[0].to_string()).collect();
    assert_eq!(values, ["判定", "○", "△", "×", "対象外"]);
}
