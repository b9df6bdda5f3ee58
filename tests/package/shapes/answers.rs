//! Point 3: answers can be read. Values of every kind, wrapping, row heights, recalculation.

use kaito::{CellEdit, EditValue};

use super::super::support::{MAIN, SHEET, STYLES, book, text, worksheet};
use super::{ANSWER, Case, Fill, recalculated};

const LONG: &str = "はい。\n次のとおりです。";

pub fn cases() -> Vec<Case> {
    let mut cases = values();
    cases.extend(heights());
    cases.extend(wrapping());
    cases.extend([formula(), emptied()]);
    cases
}

/// What [`ANSWER`] is for another text, which is XML.
fn answer(xml: &str) -> String {
    ANSWER.replace('○', xml)
}

fn values() -> Vec<Case> {
    let number = |value| EditValue::Number(value);
    let string = |value: &str| EditValue::Text(value.to_owned());
    let cases = [
        (EditValue::Bool(true), r#" t="b"><v>1</v></c>"#.to_owned(), "1"),
        (EditValue::Bool(false), r#" t="b"><v>0</v></c>"#.to_owned(), "0"),
        (number(1.5), "><v>1.5</v></c>".to_owned(), "1.5"),
        (number(-1e21), "><v>-1000000000000000000000</v></c>".to_owned(), "-1000000000000000000000"),
        (string("=1+1"), answer("=1+1"), "=1+1"),
        (string("+81"), answer("+81"), "+81"),
        (string("-"), answer("-"), "-"),
        (string("@x"), answer("@x"), "@x"),
        (string("  a  b "), answer("  a  b "), "  a  b "),
        (string("a\r\nb\rc\n"), answer("a\nb\nc\n"), "a\nb\nc\n"),
        (string("<&>\"'"), answer("&lt;&amp;&gt;\"'"), "<&>\"'"),
        (string("]]>"), answer("]]&gt;"), "]]>"),
        (string("\u{1}\u{B}\t"), answer("_x0001__x000B_\t"), "\u{1}\u{B}\t"),
        (
            string("_x0041_ _x00zz_ _x0041- __x0041_"),
            answer("_x005F_x0041_ _x00zz_ _x0041- __x005F_x0041_"),
            "_x0041_ _x00zz_ _x0041- __x0041_",
        ),
        (string("\u{FFFE}\u{FFFF}😀"), answer("_xFFFE__xFFFF_😀"), "\u{FFFE}\u{FFFF}😀"),
    ];
    let case = |(value, xml, read): (EditValue, String, &'static str)| {
        let sheet = |cell: &str| worksheet(&format!(r#"<row r="1"><c r="A1" s="1"{cell}</row>"#));
        let case = Case::sheet(3, &format!("{value:?}"), book(sheet("/>")), "A1", &sheet(&xml));
        let edit = CellEdit { at: "A1".parse().unwrap(), value };
        Case { fill: Fill::Edits(vec![edit]), cells: vec![("A1", read)], ..case }
    };
    cases.into_iter().map(case).collect()
}

/// An automatic height is released so that the answer is seen, a height that a person set stays.
fn heights() -> Vec<Case> {
    let wide = r#"<cols><col min="1" max="1" width="40"/></cols>"#;
    let merge = r#"<mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#;
    let tall = r#"<mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#;
    let cases = [
        ("automatic, lines", r#"<row r="1" ht="15">"#, ("", ""), LONG, r#"<row r="1">"#),
        (
            "automatic, wider than the column",
            r#"<row r="1" ht="15">"#,
            ("", ""),
            "十文字の長さの回答文",
            r#"<row r="1">"#,
        ),
        (
            "automatic, fits",
            r#"<row r="1" ht="15">"#,
            (wide, ""),
            "十文字の長さの回答文",
            r#"<row r="1" ht="15">"#,
        ),
        (
            "set by a person",
            r#"<row r="1" ht="15" customHeight="1">"#,
            ("", ""),
            LONG,
            r#"<row r="1" ht="15" customHeight="1">"#,
        ),
        ("no height", r#"<row r="1">"#, ("", ""), LONG, r#"<row r="1">"#),
        (
            "merged across: never measured, so set",
            r#"<row r="1" ht="15">"#,
            (wide, merge),
            LONG,
            r#"<row r="1" ht="40" customHeight="1">"#,
        ),
        (
            "merged across, high enough",
            r#"<row r="1" ht="90">"#,
            (wide, merge),
            LONG,
            r#"<row r="1" ht="90">"#,
        ),
        (
            "merged over rows: the author's layout",
            r#"<row r="1" ht="15">"#,
            (wide, tall),
            LONG,
            r#"<row r="1" ht="15">"#,
        ),
    ];
    let case = |(shape, before, (columns, merges), value, after): (&str, &str, (&str, &str), &str, &str)| {
        let sheet = |row: &str, cell: &str| {
            format!(
                r#"<worksheet xmlns="{MAIN}"><sheetFormatPr defaultRowHeight="20"/>{columns}<sheetData>{row}<c r="A1" s="1"{cell}</row></sheetData>{merges}</worksheet>"#
            )
        };
        let case = Case::sheet(
            3,
            &format!("row height: {shape}"),
            book(sheet(before, "/>")),
            "A1",
            &sheet(after, &answer(value)),
        );
        Case { fill: Fill::Edits(vec![text("A1", value)]), ..case }
    };
    cases.into_iter().map(case).collect()
}

/// The styles with the wrapping copy of the third.
pub fn wrapping_styles() -> String {
    let copy = r#"<xf numFmtId="0" fontId="1" applyAlignment="1"><alignment horizontal="center" wrapText="1"/><protection locked="0"/></xf>"#;
    let counted = STYLES.replace(r#"cellXfs count="3""#, r#"cellXfs count="4""#);
    counted.replace("</cellXfs>", &format!("{copy}</cellXfs>"))
}

/// A style that does not wrap gives way to one that does: a copy, added once, or one that exists.
fn wrapping() -> Vec<Case> {
    let sheet = |a: &str, b: &str| worksheet(&format!(r#"<row r="1"><c r="A1" s={a}<c r="B1" s={b}</row>"#));
    let after = sheet(&format!(r#""3"{}"#, answer(LONG)), &format!(r#""3"{}"#, answer(LONG)));
    let before = book(sheet(r#""2"/>"#, r#""2"/>"#));
    let both = || Fill::Edits(vec![text("A1", LONG), text("B1", LONG)]);
    let added = Case::sheet(3, "copy of a style with wrapping, once", before.clone(), "A1", &after);
    let styles = vec![(SHEET, after.clone().into_bytes()), ("xl/styles.xml", wrapping_styles().into_bytes())];
    let known = before.part("xl/styles.xml", wrapping_styles());
    let used = Case::sheet(3, "style with wrapping that exists", known, "A1", &after);
    vec![Case { fill: both(), parts: styles, ..added }, Case { fill: both(), ..used }]
}

fn formula() -> Case {
    let sheet = |cell: &str| {
        worksheet(&format!(
            r#"<row r="1"><c r="A1"><f>COUNTA(B1:B9)</f><v>0</v></c><c r="B1" s="1"{cell}</row>"#
        ))
    };
    recalculated(Case::sheet(3, "formula that counts the answers", book(sheet("/>")), "B1", &sheet("●")))
}

fn emptied() -> Case {
    let sheet = |cell: &str| worksheet(&format!(r#"<row r="1"><c r="A1" s="1"{cell}</row>"#));
    let case =
        Case::sheet(3, "answer taken back", book(sheet(r#" t="s"><v>0</v></c>"#)), "A1", &sheet("></c>"));
    Case { fill: Fill::Edits(vec![text("A1", "")]), ..case }
}
