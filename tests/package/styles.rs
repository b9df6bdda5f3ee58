//! What follows from an answer: wrapping, row heights, recalculation.

use super::support::{MAIN, RELATIONS, SHEET, STYLES, book, edited, part, relations, text, worksheet};

const LONG: &str = "はい。\n次のとおりです。";
const WRAPPED_PLAIN: &str =
    r#"<xf numFmtId="0" fontId="0" applyAlignment="1"><alignment wrapText="1"/></xf>"#;
const WRAPPED_BOLD: &str = r#"<xf numFmtId="0" fontId="1" applyAlignment="1"><alignment horizontal="center" wrapText="1"/><protection locked="0"/></xf>"#;

#[test]
fn a_long_answer_gets_a_wrapping_copy_of_its_style_once() {
    let data = r#"<row r="1"><c r="A1" s="2"/><c r="B1" s="2"/><c r="C1" s="1"/><c r="D1"/></row>"#;
    let edits = ["A1", "B1", "C1", "D1"].map(|at| text(at, LONG)).to_vec();
    let (package, _) = edited(&book(worksheet(data)).bytes(), edits);
    let sheet = part(&package, SHEET);
    for cell in
        [r#"r="A1" s="3" t"#, r#"r="B1" s="3" t"#, r#"r="C1" s="1" t"#, r#"r="D1" t="inlineStr" s="4">"#]
    {
        let reordered = cell.replace(r#"t="inlineStr" s="4""#, r#"s="4" t="inlineStr""#);
        assert!(sheet.contains(&reordered), "{cell} in {sheet}");
    }
    let styles = STYLES
        .replace(r#"cellXfs count="3""#, r#"cellXfs count="5""#)
        .replace("</cellXfs>", &format!("{WRAPPED_BOLD}{WRAPPED_PLAIN}</cellXfs>"));
    assert_eq!(part(&package, "xl/styles.xml"), styles);
}

#[test]
fn a_wrapping_format_that_exists_is_used() {
    let styles = STYLES.replace("</cellXfs>", &format!("{WRAPPED_PLAIN}</cellXfs>"));
    let original =
        book(worksheet(r#"<row r="1"><c r="A1" s="0"/></row>"#)).part("xl/styles.xml", styles.clone());
    let (package, proof) = edited(&original.bytes(), vec![text("A1", LONG)]);
    assert!(part(&package, SHEET).contains(r#"s="3""#));
    assert_eq!(proof.changed_parts, [SHEET]);
}

#[test]
fn formats_of_other_shapes_gain_wrapping() {
    let cases = [
        (
            r#"<x:xf fontId="0"/>"#,
            r#"<x:xf fontId="0" applyAlignment="1"><x:alignment wrapText="1"/></x:xf>"#,
        ),
        (
            r#"<x:xf fontId='0' applyAlignment='0' ></x:xf>"#,
            r#"<x:xf fontId='0' applyAlignment='1'><x:alignment wrapText="1"/></x:xf>"#,
        ),
        (
            r#"<x:xf><x:alignment wrapText='0' indent='1'/></x:xf>"#,
            r#"<x:xf applyAlignment="1"><x:alignment wrapText='1' indent='1'/></x:xf>"#,
        ),
        (
            r#"<x:xf><x:alignment indent="1"></x:alignment></x:xf>"#,
            r#"<x:xf applyAlignment="1"><x:alignment indent="1" wrapText="1"></x:alignment></x:xf>"#,
        ),
    ];
    for (before, after) in cases {
        let styles = |formats: &str, count| {
            format!(
                r#"<x:styleSheet xmlns:x="{MAIN}"><x:cellXfs count="{count}">{formats}</x:cellXfs></x:styleSheet>"#
            )
        };
        let original = book(worksheet("")).part("xl/styles.xml", styles(before, 1));
        let (package, _) = edited(&original.bytes(), vec![text("A1", LONG)]);
        assert_eq!(part(&package, "xl/styles.xml"), styles(&[before, after].concat(), 2));
    }
}

#[test]
fn without_a_usable_style_the_cell_keeps_what_it_has() {
    let sheet = worksheet(r#"<row r="1" ht="20"><c r="A1" s="9"/></row>"#);
    let unrelated = relations(&[("rId1", "worksheet", "worksheets/sheet1.xml")]);
    for original in [book(sheet.clone()), book(sheet).part("xl/_rels/workbook.xml.rels", unrelated)] {
        let (package, proof) = edited(&original.bytes(), vec![text("A1", LONG)]);
        assert!(part(&package, SHEET).contains(r#"<row r="1" ht="20"><c r="A1" s="9" t="#));
        assert_eq!(proof.changed_parts, [SHEET]);
    }
}

#[test]
fn formulas_are_recalculated_on_opening() {
    let sheet = worksheet(r#"<row r="1"><c r="A1"><f>B1</f></c></row>"#);
    let list = r#"<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>"#;
    let workbook =
        |inner: &str| format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{inner}</workbook>"#);
    let order = r#"<calcPr fullCalcOnLoad="1"/>"#;
    let names = r#"<definedNames><definedName name="n">S!$A$1</definedName></definedNames>"#;
    let cases = [
        (list.to_owned(), format!("{list}{order}")),
        (
            format!("<bookViews/>{list}{names}<oleSize/><extLst/>"),
            format!("<bookViews/>{list}{names}{order}<oleSize/><extLst/>"),
        ),
        (
            format!(r#"{list}<calcPr calcId="1"/>"#),
            format!(r#"{list}<calcPr calcId="1" fullCalcOnLoad="1"/>"#),
        ),
        (
            format!(r#"{list}<calcPr fullCalcOnLoad='0'></calcPr>"#),
            format!(r#"{list}<calcPr fullCalcOnLoad='1'></calcPr>"#),
        ),
        (format!("{list}{order}"), format!("{list}{order}")),
    ];
    for (before, after) in cases {
        let original = book(sheet.clone()).part("xl/workbook.xml", workbook(&before));
        let (package, _) = edited(&original.bytes(), vec![text("B1", "○")]);
        assert_eq!(part(&package, "xl/workbook.xml"), workbook(&after));
    }
}

#[test]
fn formulas_of_another_sheet_count_too() {
    let two = r#"<sheets><sheet name="S" sheetId="1" r:id="rId1"/><sheet name="T" sheetId="2" r:id="rId3"/></sheets>"#;
    let links =
        [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId3", "worksheet", "worksheets/sheet2.xml")];
    for (formula, recalculated) in [("<x:f>COUNTA(S!A1)</x:f>", true), ("<x:v>1 f </x:v><!--xf>-->", false)] {
        let second = format!(
            r#"<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c>{formula}</x:c></x:row></x:sheetData></x:worksheet>"#
        );
        let original = book(worksheet(""))
            .part(
                "xl/workbook.xml",
                format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{two}</workbook>"#),
            )
            .part("xl/_rels/workbook.xml.rels", relations(&links))
            .part("xl/worksheets/sheet2.xml", second);
        let (_, proof) = edited(&original.bytes(), vec![text("A1", "○")]);
        assert_eq!(proof.changed_parts.contains(&"xl/workbook.xml".to_owned()), recalculated, "{formula}");
    }
}
