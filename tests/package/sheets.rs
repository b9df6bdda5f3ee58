//! Every shape of worksheet XML: one table of cases, each compared byte for byte.

use super::support::{MAIN, SHEET, STRICT, book, edited, part, text, worksheet};

pub(super) const NEW: &str = r#" t="inlineStr"><is><t xml:space="preserve">"#;
pub(super) const END: &str = "</t></is></c>";

/// Writes `○` into `at` of a worksheet and compares the whole part; `●` in `after` stands for the answer's element
/// from its type on.
pub(super) fn assert_edit(name: &str, at: &str, before: &str, after: &str) {
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
            "attribute whose name ends in a vertical tab",
            "A1",
            "<row r=\"1\"><c r=\"A1\" t\x0B=\"n\"/></row>",
            "<row r=\"1\"><c r=\"A1\" t\x0B=\"n\"●</row>",
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
            "document type without entities",
            "A1",
            format!("<!DOCTYPE worksheet SYSTEM 'x.dtd'>{}", worksheet(r#"<row r="1"><c r="A1"/></row>"#)),
            format!("<!DOCTYPE worksheet SYSTEM 'x.dtd'>{}", worksheet(r#"<row r="1"><c r="A1"●</row>"#)),
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
