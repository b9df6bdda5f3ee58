//! Several values at once, the longest one, and those that are refused.

use super::shapes::ANSWER;
use super::support::{SHEET, book, edited, on_sheet, part, text, worksheet};
use kaito::{ErrorKind, Package};

#[test]
fn the_empty_text_empties_a_cell_and_creates_none() {
    let original = book(worksheet(r#"<row r="1"><c r="A1" s="1" t="s"><v>0</v></c></row>"#)).bytes();
    let (package, _) = edited(&original, vec![text("A1", ""), text("B1", ""), text("A2", "")]);
    assert_eq!(part(&package, SHEET), worksheet(r#"<row r="1"><c r="A1" s="1"></c></row>"#));
}

#[test]
fn many_edits_at_once_in_any_order() {
    let original = book(worksheet(r#"<row r="2"><c r="B2" s="1"/></row>"#)).bytes();
    let edits = ["C3", "B2", "A1", "C1", "D2", "A2", "B1"];
    let (package, proof) = edited(&original, edits.into_iter().map(|at| text(at, at)).collect());
    let cell = |at: &str| format!(r#"<c r="{at}"{}"#, ANSWER.replace('○', at));
    let row = |n, cells: &[&str]| {
        format!(r#"<row r="{n}">{}</row>"#, cells.iter().map(|at| cell(at)).collect::<String>())
    };
    let middle = row(2, &["A2", "B2", "D2"]).replace(r#"r="B2""#, r#"r="B2" s="1""#);
    assert_eq!(
        part(&package, SHEET),
        worksheet(&[row(1, &["A1", "B1", "C1"]), middle, row(3, &["C3"])].concat())
    );
    assert_eq!(proof.changed_cells.len(), 7);
}

#[test]
fn what_must_not_be_written_is_refused() {
    let long = "あ".repeat(32_768);
    let pairs = "😀".repeat(16_384);
    let formula = r#"<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>"#;
    let shared = r#"<row r="1"><c r="A1"><f t="shared" si="0"/><v>1</v></c></row>"#;
    let array = r#"<row r="1"><c r="A1"><f t="array" ref="A1:A2">X</f></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
    let twice = r#"<row r="1"><c r="A1"/><c r="A1"/></row>"#;
    let quotes = r#"<row r="1"><c r="A1" t=ing"inlineStr"/></row>"#;
    let repeated = r#"<row r="1" ht="1" ht="2"/>"#;
    let cases = [
        ("formula", formula, vec![text("A1", "x")], ErrorKind::NotWritable),
        ("shared formula", shared, vec![text("A1", "x")], ErrorKind::NotWritable),
        ("inside an array formula", array, vec![text("A2", "x")], ErrorKind::NotWritable),
        ("too long", "", vec![text("A1", &long)], ErrorKind::AnswerTooLong),
        ("too long in UTF-16 units", "", vec![text("A1", &pairs)], ErrorKind::AnswerTooLong),
        ("two values", "", vec![text("A1", "x"), text("A1", "y")], ErrorKind::InvalidData),
        ("cell twice", twice, vec![text("A1", "x")], ErrorKind::Damaged),
        ("attribute without quotes", quotes, vec![text("A1", "x")], ErrorKind::Damaged),
        ("attribute twice", repeated, vec![text("A1", "x")], ErrorKind::Damaged),
        ("no space between attributes", r#"<row r="1"ht="1"/>"#, vec![text("A1", "x")], ErrorKind::Damaged),
        ("angle bracket in a name", r#"<<x:row r="1"/>"#, vec![text("A1", "x")], ErrorKind::Damaged),
        ("rows cut off", "<row><c>", vec![text("A1", "x")], ErrorKind::Damaged),
    ];
    for (name, data, edits, kind) in cases {
        let package = Package::open(book(worksheet(data)).bytes()).unwrap();
        let error = package.edit(&[on_sheet(edits)]).unwrap_err();
        assert_eq!(error.kind(), kind, "{name}: {error}");
        assert!(error.place().unwrap().starts_with(SHEET), "{name}: {error:?}");
    }
}

#[test]
fn two_byte_order_marks_are_refused() {
    let sheet = format!("\u{FEFF}\u{FEFF}{}", worksheet(r#"<row r="1"><c r="A1"/></row>"#));
    let package = Package::open(book(sheet).bytes()).unwrap();
    let error = package.edit(&[on_sheet(vec![text("A1", "x")])]).unwrap_err();
    assert_eq!((error.kind(), error.place()), (ErrorKind::Damaged, Some(SHEET)));
}

#[test]
fn the_longest_answer_is_written() {
    let answer = "あ".repeat(32_767);
    let (_, proof) = edited(&book(worksheet("")).bytes(), vec![text("A1", &answer)]);
    assert!(proof.changed_cells.first().unwrap().after == answer);
}

#[test]
fn an_edit_may_be_undone() {
    let original = book(worksheet(r#"<row r="1"><c r="A1"/></row>"#)).bytes();
    let (package, _) = edited(&original, vec![text("A1", "○")]);
    let (undone, _) = edited(package.bytes(), vec![text("A1", "")]);
    let expected = worksheet(r#"<row r="1"><c r="A1"></c></row>"#);
    assert_eq!(undone.part(SHEET).unwrap(), expected.as_bytes());
    assert!(
        Package::open(original).unwrap().part("xl/styles.xml").unwrap()
            == undone.part("xl/styles.xml").unwrap()
    );
}
