//! Every shape of worksheet XML: one table of cases, each compared byte for byte.

use kaito::{CellEdit, EditValue, ErrorKind, Package};

use super::support::{MAIN, SHEET, STRICT, book, edited, on_sheet, part, text, worksheet};

const NEW: &str = r#" t="inlineStr"><is><t xml:space="preserve">"#;
const END: &str = "</t></is></c>";

/// Writes `○` into `at` of a worksheet and compares the whole part; `●` in `after` stands for the answer's element
/// from its type on.
fn assert_edit(name: &str, at: &str, before: &str, after: &str) {
    let original = book(before).bytes();
    let (package, proof) = edited(&original, vec![text(at, "○")]);
    let expected = after.replace('●', &format!("{NEW}○{END}"));
    assert_eq!(part(&package, SHEET), expected, "{name}");
    assert_eq!(proof.changed_parts, [SHEET], "{name}");
    let cells: Vec<_> =
        proof.changed_cells.iter().map(|it| (it.cell.to_string(), it.after.as_str())).collect();
    assert_eq!(cells, [(at.to_owned(), "○")], "{name}");
}

#[test]
fn cells_and_rows_in_every_shape() {
    let cases = [
        (
            "empty styled cell",
            "B1",
            r#"<row r="1"><c r="A1"/><c r="B1" s="2"/></row>"#,
            r#"<row r="1"><c r="A1"/><c r="B1" s="2"●</row>"#,
        ),
        (
            "cell with an end tag",
            "A1",
            r#"<row r="1"><c r="A1" s="2"></c></row>"#,
            r#"<row r="1"><c r="A1" s="2"●</row>"#,
        ),
        (
            "value of a shared string",
            "A1",
            r#"<row r="1"><c r="A1" s="2" t="s"><v>0</v></c></row>"#,
            r#"<row r="1"><c r="A1" s="2"●</row>"#,
        ),
        (
            "single quotes",
            "A1",
            "<row r='1'><c r='A1' s='2' t='n'><v>5</v></c></row>",
            "<row r='1'><c r='A1' s='2'●</row>",
        ),
        (
            "white space in tags",
            "A1",
            "<row r = \"1\" ><c  r = 'A1'\n s='2' /></row>",
            "<row r = \"1\" ><c  r = 'A1'\n s='2'●</row>",
        ),
        (
            "cell without address",
            "B1",
            r#"<row r="1"><c><v>1</v></c><c s="1"/><c><v>3</v></c></row>"#,
            r#"<row r="1"><c><v>1</v></c><c s="1"●<c><v>3</v></c></row>"#,
        ),
        (
            "row without number",
            "A2",
            r#"<row><c r="A1"/></row><row><c/></row>"#,
            r#"<row><c r="A1"/></row><row><c●</row>"#,
        ),
        (
            "new cell after ones without address",
            "D1",
            "<row><c/><c/></row>",
            r#"<row><c/><c/><c r="D1"●</row>"#,
        ),
        (
            "new cell in between",
            "B1",
            r#"<row r="1"><c r="A1"/><c r="C1"/></row>"#,
            r#"<row r="1"><c r="A1"/><c r="B1"●<c r="C1"/></row>"#,
        ),
        (
            "new first cell",
            "A1",
            r#"<row r="1"><c r="C1"/></row>"#,
            r#"<row r="1"><c r="A1"●<c r="C1"/></row>"#,
        ),
        (
            "new last cell",
            "AA1",
            r#"<row r="1"><c r="Z1"/></row>"#,
            r#"<row r="1"><c r="Z1"/><c r="AA1"●</row>"#,
        ),
        (
            "cells out of order",
            "B1",
            r#"<row r="1"><c r="C1"/><c r="A1"/></row>"#,
            r#"<row r="1"><c r="B1"●<c r="C1"/><c r="A1"/></row>"#,
        ),
        ("row without cells", "B1", r#"<row r="1"></row>"#, r#"<row r="1"><c r="B1"●</row>"#),
        ("self-closed row", "B1", r#"<row r="1" hidden="1"/>"#, r#"<row r="1" hidden="1"><c r="B1"●</row>"#),
        (
            "new row in between",
            "B2",
            r#"<row r="1"/><row r="3"/>"#,
            r#"<row r="1"/><row r="2"><c r="B2"●</row><row r="3"/>"#,
        ),
        ("new last row", "A9", r#"<row r="1"/>"#, r#"<row r="1"/><row r="9"><c r="A9"●</row>"#),
        (
            "rows out of order",
            "A2",
            r#"<row r="3"/><row r="1"/>"#,
            r#"<row r="2"><c r="A2"●</row><row r="3"/><row r="1"/>"#,
        ),
        (
            "existing row out of order",
            "A1",
            r#"<row r="3"/><row r="1"><c r="A1"/></row>"#,
            r#"<row r="3"/><row r="1"><c r="A1"●</row>"#,
        ),
        (
            "row split in two",
            "B1",
            r#"<row r="1"><c r="A1"/></row><row r="1"><c r="B1" s="1"/></row>"#,
            r#"<row r="1"><c r="A1"/></row><row r="1"><c r="B1" s="1"●</row>"#,
        ),
        (
            "cell in another row's element",
            "A2",
            r#"<row r="1"><c r="A2" s="1"/></row>"#,
            r#"<row r="1"><c r="A2" s="1"●</row>"#,
        ),
        (
            "comments and CDATA",
            "A1",
            r#"<!-- <c r="A1"/> --><row r="1"><c r="A1"><!-- x --><v><![CDATA[5]]></v></c><c r="B1" t="inlineStr"><is><t><![CDATA[</c>]]></t></is></c></row>"#,
            r#"<!-- <c r="A1"/> --><row r="1"><c r="A1"●<c r="B1" t="inlineStr"><is><t><![CDATA[</c>]]></t></is></c></row>"#,
        ),
        (
            "processing instruction",
            "A1",
            r#"<?x <c r="A1"/>?><row r="1"><c r="A1"/></row>"#,
            r#"<?x <c r="A1"/>?><row r="1"><c r="A1"●</row>"#,
        ),
        (
            "extension of the cell is kept",
            "A1",
            r#"<row r="1"><c r="A1" vm="1"><v>1</v><extLst><ext uri="u"/></extLst></c></row>"#,
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">○</t></is><extLst><ext uri="u"/></extLst></c></row>"#,
        ),
        (
            "phonetic flag is kept",
            "A1",
            r#"<row r="1"><c r="A1" s="1" ph="1"/></row>"#,
            r#"<row r="1"><c r="A1" s="1" ph="1"●</row>"#,
        ),
        (
            "spans that hold the cell",
            "B1",
            r#"<row r="1" spans="1:3"><c r="A1"/></row>"#,
            r#"<row r="1" spans="1:3"><c r="A1"/><c r="B1"●</row>"#,
        ),
        (
            "spans that do not",
            "D1",
            r#"<row r="1" spans="1:3" ht="9"><c r="A1"/></row>"#,
            r#"<row r="1" ht="9"><c r="A1"/><c r="D1"●</row>"#,
        ),
        (
            "style of the row",
            "B1",
            r#"<row r="1" s="2" customFormat="1"/>"#,
            r#"<row r="1" s="2" customFormat="1"><c r="B1" s="2"●</row>"#,
        ),
        ("style of a row not in use", "B1", r#"<row r="1" s="2"/>"#, r#"<row r="1" s="2"><c r="B1"●</row>"#),
        (
            "white space between rows",
            "A2",
            "\r\n  <row r=\"1\"/>\r\n  <row r=\"2\">\r\n    <c r=\"A2\"/>\r\n  </row>\r\n",
            "\r\n  <row r=\"1\"/>\r\n  <row r=\"2\">\r\n    <c r=\"A2\"●\r\n  </row>\r\n",
        ),
        (
            "shared formulas beside",
            "C1",
            r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>1x</v></c></row>"#,
            r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>1x</v></c><c r="C1"●</row>"#,
        ),
    ];
    for (name, at, before, after) in cases {
        // Formulas beside change the workbook part too, which its own test looks at.
        if before.contains("<f") {
            let (package, _) = edited(&book(worksheet(before)).bytes(), vec![text(at, "○")]);
            assert_eq!(
                part(&package, SHEET),
                worksheet(&after.replace('●', &format!("{NEW}○{END}"))),
                "{name}"
            );
        } else {
            assert_edit(name, at, &worksheet(before), &worksheet(after));
        }
    }
}

#[test]
fn whole_parts_in_every_shape() {
    let alternate = r#"<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14"><controls><row r="1"/></controls></mc:Choice><mc:Fallback/></mc:AlternateContent>"#;
    let cases = [
        (
            "prefix",
            "A1",
            format!(
                r#"<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" s="1"/></x:row></x:sheetData></x:worksheet>"#
            ),
            format!(
                r#"<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" s="1" t="inlineStr"><x:is><x:t xml:space="preserve">○</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"#
            ),
        ),
        (
            "prefix, new row",
            "A1",
            format!(r#"<x:worksheet xmlns:x="{MAIN}"><x:sheetData/></x:worksheet>"#),
            format!(
                r#"<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">○</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"#
            ),
        ),
        (
            "strict namespace",
            "A1",
            format!(
                r#"<worksheet xmlns="{STRICT}"><sheetData><row r="1"><c r="A1"/></row></sheetData></worksheet>"#
            ),
            format!(
                r#"<worksheet xmlns="{STRICT}"><sheetData><row r="1"><c r="A1"●</row></sheetData></worksheet>"#
            ),
        ),
        (
            "byte-order mark",
            "A1",
            format!("\u{FEFF}<?xml version='1.0'?>{}", worksheet(r#"<row r="1"><c r="A1"/></row>"#)),
            format!("\u{FEFF}<?xml version='1.0'?>{}", worksheet(r#"<row r="1"><c r="A1"●</row>"#)),
        ),
        (
            "self-closed sheet data",
            "B2",
            format!(r#"<worksheet xmlns="{MAIN}"><sheetData/><pageMargins/></worksheet>"#),
            format!(
                r#"<worksheet xmlns="{MAIN}"><sheetData><row r="2"><c r="B2"●</row></sheetData><pageMargins/></worksheet>"#
            ),
        ),
        (
            "alternative content after the data",
            "A1",
            format!(
                r#"<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"/></row></sheetData>{alternate}</worksheet>"#
            ),
            format!(
                r#"<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"●</row></sheetData>{alternate}</worksheet>"#
            ),
        ),
        (
            "dimension grows",
            "C3",
            format!(r#"<worksheet xmlns="{MAIN}"><dimension ref="A1:B2"/><sheetData/></worksheet>"#),
            format!(
                r#"<worksheet xmlns="{MAIN}"><dimension ref="A1:C3"/><sheetData><row r="3"><c r="C3"●</row></sheetData></worksheet>"#
            ),
        ),
        (
            "dimension stays",
            "B2",
            format!(r#"<worksheet xmlns="{MAIN}"><dimension ref='A1:B2' /><sheetData/></worksheet>"#),
            format!(
                r#"<worksheet xmlns="{MAIN}"><dimension ref='A1:B2' /><sheetData><row r="2"><c r="B2"●</row></sheetData></worksheet>"#
            ),
        ),
        (
            "style of the column",
            "B1",
            format!(
                r#"<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" width="20" style="2"/></cols><sheetData/></worksheet>"#
            ),
            format!(
                r#"<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" width="20" style="2"/></cols><sheetData><row r="1"><c r="B1" s="2"●</row></sheetData></worksheet>"#
            ),
        ),
        (
            "misplaced element in the data",
            "A1",
            worksheet(r#"<row r="1"/><autoFilter ref="A1:B1"/>"#),
            worksheet(r#"<row r="1"><c r="A1"●</row><autoFilter ref="A1:B1"/>"#),
        ),
    ];
    for (name, at, before, after) in cases {
        assert_edit(name, at, &before, &after);
    }
}

#[test]
fn wide_and_legacy_encodings_are_written_back_as_they_came() {
    let before =
        worksheet(r#"<row r="1"><c r="A1" s="1"/><c r="B1" t="inlineStr"><is><t>質問😀</t></is></c></row>"#);
    let after = before.replace(r#"s="1"/>"#, &format!(r#"s="1"{NEW}○{END}"#));
    let wide = |text: &str, mark: bool, swap: bool| -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        let unit = |unit: u16| {
            if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }
        };
        mark.into_iter().chain(text.encode_utf16()).flat_map(unit).collect()
    };
    let declared =
        |text: &str| format!("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>{}", text.replace('😀', ""));
    let legacy = |text: &str| encoding_rs::SHIFT_JIS.encode(&declared(text)).0.into_owned();
    let cases = [
        ("UTF-16 LE", wide(&before, true, false), wide(&after, true, false)),
        ("UTF-16 BE", wide(&before, true, true), wide(&after, true, true)),
        ("UTF-16 LE without mark", wide(&before, false, false), wide(&after, false, false)),
        ("UTF-16 BE without mark", wide(&before, false, true), wide(&after, false, true)),
        ("Shift_JIS", legacy(&before), legacy(&after)),
    ];
    for (name, before, after) in cases {
        let (package, _) = edited(&book(before).bytes(), vec![text("A1", "○")]);
        assert!(package.part(SHEET).unwrap() == after, "{name}");
    }
}

#[test]
fn a_merged_cell_is_written_at_its_anchor() {
    let merged = |data: &str| {
        format!(
            r#"<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData><mergeCells count="1"><mergeCell ref="B1:C2"/></mergeCells></worksheet>"#
        )
    };
    let before = merged(r#"<row r="1"><c r="B1" s="2"/><c r="C1" s="2"/></row>"#);
    let (package, proof) = edited(&book(before).bytes(), vec![text("C2", "○")]);
    let after = merged(&format!(r#"<row r="1"><c r="B1" s="2"{NEW}○{END}<c r="C1" s="2"/></row>"#));
    assert_eq!(part(&package, SHEET), after);
    assert_eq!(proof.changed_cells.first().unwrap().cell.to_string(), "B1");
}

#[test]
fn values_of_every_kind() {
    let number = |value| EditValue::Number(value);
    let string = |value: &str| EditValue::Text(value.to_owned());
    let wrapped = |value: &str| format!("{NEW}{value}</t></is></c>");
    let cases = [
        (EditValue::Bool(true), r#" t="b"><v>1</v></c>"#.to_owned(), "1"),
        (EditValue::Bool(false), r#" t="b"><v>0</v></c>"#.to_owned(), "0"),
        (number(1.5), "><v>1.5</v></c>".to_owned(), "1.5"),
        (number(-1e21), "><v>-1000000000000000000000</v></c>".to_owned(), "-1000000000000000000000"),
        (string("=1+1"), wrapped("=1+1"), "=1+1"),
        (string("+81"), wrapped("+81"), "+81"),
        (string("-"), wrapped("-"), "-"),
        (string("@x"), wrapped("@x"), "@x"),
        (string("  a  b "), wrapped("  a  b "), "  a  b "),
        (string("a\r\nb\rc\n"), wrapped("a\nb\nc\n"), "a\nb\nc\n"),
        (string("<&>\"'"), wrapped("&lt;&amp;&gt;\"'"), "<&>\"'"),
        (string("]]>"), wrapped("]]&gt;"), "]]>"),
        (string("\u{1}\u{B}\t"), wrapped("_x0001__x000B_\t"), "\u{1}\u{B}\t"),
        (
            string("_x0041_ _x00zz_ _x0041- __x0041_"),
            wrapped("_x005F_x0041_ _x00zz_ _x0041- __x005F_x0041_"),
            "_x0041_ _x00zz_ _x0041- __x0041_",
        ),
        (string("\u{FFFE}\u{FFFF}😀"), wrapped("_xFFFE__xFFFF_😀"), "\u{FFFE}\u{FFFF}😀"),
    ];
    for (value, xml, read) in cases {
        let original = book(worksheet(r#"<row r="1"><c r="A1" s="1"/></row>"#)).bytes();
        let edit = CellEdit { at: "A1".parse().unwrap(), value: value.clone() };
        let (package, proof) = edited(&original, vec![edit]);
        assert_eq!(
            part(&package, SHEET),
            worksheet(&format!(r#"<row r="1"><c r="A1" s="1"{xml}</row>"#)),
            "{value:?}"
        );
        assert_eq!(proof.changed_cells.first().unwrap().after, read, "{value:?}");
    }
}

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
    let cell = |at: &str| format!(r#"<c r="{at}"{NEW}{at}{END}"#);
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
fn the_longest_answer_is_written() {
    let answer = "あ".repeat(32_767);
    let (_, proof) = edited(&book(worksheet("")).bytes(), vec![text("A1", &answer)]);
    assert!(proof.changed_cells.first().unwrap().after == answer);
}
