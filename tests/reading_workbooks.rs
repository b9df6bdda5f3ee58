//! Opening workbooks: values and structure of hand-written parts, other formats, and what is refused.

#![allow(clippy::unwrap_used, reason = "a package that cannot be written is a broken test")]

use std::io::{Cursor, Read, Write};

use kaito::{CellKind, CellRef, CellStyle, Format, Workbook};
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="質問 &amp; 回答" sheetId="1" r:id="a"/><sheet name="選択肢" sheetId="2" state="veryHidden" r:id="b"/></sheets><definedNames><definedName name="区分">選択肢!$A$1:$A$2</definedName></definedNames></workbook>"#;
const BOOK_RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STRINGS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>確認</t><rPh sb="0" eb="2"><t>カクニン</t></rPh></si><si><r><t xml:space="preserve">太字 </t></r><r><rPr><b/></rPr><t>と細字</t></r></si></sst>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/><font><b/></font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFFCC"/></patternFill></fill></fills><borders><border/><border><left style="thin"/></border></borders><cellXfs><xf/><xf fontId="1" fillId="2" borderId="1"><alignment wrapText="1"/><protection locked="0"/></xf></cellXfs></styleSheet>"#;
const SHEET: &str = r#"<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x:cols><x:col min="2" max="3" width="40"/><x:col min="5" max="5" width="9" hidden="1"/></x:cols><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>直書き</x:t></x:is></x:c></x:row><x:row r="3" hidden="1"><x:c r="A3"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="B3" s="1"/><x:c r="C3"><x:v>0.30000000000000004</x:v></x:c><x:c r="D3" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData><x:sheetProtection sheet="1"/><x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells><x:dataValidations><x:dataValidation type="list" sqref="B3 B5:B6"><x:formula1>"はい,いいえ"</x:formula1></x:dataValidation><x:dataValidation type="list" sqref="C3"><x:formula1>区分</x:formula1></x:dataValidation></x:dataValidations><x:extLst><x:ext><x14:dataValidations><x14:dataValidation type="list"><x14:formula1><xm:f>選択肢!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>D3 D9</xm:sqref></x14:dataValidation></x14:dataValidations></x:ext></x:extLst></x:worksheet>"#;
const LIST: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="str"><v>○</v></c></row><row><c t="str"><v>×</v></c></row></sheetData></worksheet>"#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn parts(sheet: &str) -> Vec<u8> {
    two_sheets(sheet, LIST)
}

fn two_sheets(sheet: &str, list: &str) -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/sheet2.xml", list),
    ])
}

fn at(cell: &str) -> CellRef {
    cell.parse().unwrap()
}

#[test]
fn values_are_read_as_a_person_sees_them() {
    let book = Workbook::open(&parts(SHEET), "a.xlsx").unwrap();
    assert_eq!((book.format(), book.sheets().len()), (Format::Xlsx, 2));
    let sheet = &book.sheets()[0];
    assert_eq!(sheet.name, "質問 & 回答");
    let cases = [
        ("A1", "確認", CellKind::Text),
        ("B1", "太字 と細字", CellKind::Text),
        ("C1", "直書き", CellKind::Text),
        ("A3", "2", CellKind::Number),
        ("B3", "", CellKind::Empty),
        ("C3", "0.3", CellKind::Number),
        ("D3", "TRUE", CellKind::Bool),
    ];
    for (cell, text, kind) in cases {
        let found = sheet.cell(at(cell)).unwrap();
        assert_eq!((found.text.as_str(), found.kind, found.formula), (text, kind, cell == "A3"), "{cell}");
    }
}

#[test]
fn structure_is_read_beside_the_values() {
    let book = Workbook::open(&parts(SHEET), "a.xlsx").unwrap();
    let (sheet, list) = (&book.sheets()[0], &book.sheets()[1]);
    assert!(sheet.protected && !sheet.hidden && list.hidden && !list.protected);
    assert_eq!(sheet.part.as_deref(), Some("xl/worksheets/sheet1.xml"));
    assert_eq!(sheet.anchor(at("A2")), at("A1"));
    assert_eq!((sheet.hidden_rows.contains(&2), sheet.hidden_cols.contains(&4)), (true, true));
    assert!(sheet.widths.contains(&(1, 2, 40.0)));
    let style = CellStyle { fill: Some(0xFF_FFCC), locked: false, wrap: true, bold: true, border: true };
    assert_eq!(sheet.style(at("B3")), style);
    let yes_no: &[String] = &["はい".into(), "いいえ".into()];
    let marks: &[String] = &["○".into(), "×".into()];
    let lists =
        [("B3", Some(yes_no)), ("B6", Some(yes_no)), ("C3", Some(marks)), ("D9", Some(marks)), ("B4", None)];
    for (cell, values) in lists {
        assert_eq!(sheet.choices(at(cell)), values, "{cell}");
    }
}

#[test]
fn numbers_are_dates_where_their_format_says_so() {
    let codes = ["yyyy/m/d", "h:mm", "[h]:mm", "0.0\\d", "\"y\"0", "0;d", "[$-409]d", "A/P", "General"];
    let formats: String = (0..codes.len())
        .map(|at| {
            format!("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + at, codes[at].replace('"', "&quot;"))
        })
        .collect();
    let ids = (164..164 + codes.len()).chain([14, 46, 57, 4]);
    let cells = ids.clone().map(|id| format!("<xf numFmtId=\"{id}\"/>")).collect::<String>();
    // What a conditional format defines counts for itself alone.
    let styles = format!(
        "<styleSheet><numFmts>{formats}</numFmts><cellXfs>{cells}</cellXfs><dxfs><dxf><numFmt numFmtId=\"14\" formatCode=\"0\"/></dxf></dxfs></styleSheet>"
    );
    let row: String = (0..ids.count()).map(|at| format!("<c s=\"{at}\"><v>45810.5</v></c>")).collect();
    let whole = parts(&format!("<worksheet><sheetData><row>{row}</row></sheetData></worksheet>"));
    let whole = with_part(&whole, "xl/styles.xml", styles.as_bytes());
    let (date, number) = ("2025-06-02 12:00", "45810.5");
    let expected =
        [date, date, number, number, number, number, date, date, number, date, number, date, number];
    let texts = |bytes: &[u8]| {
        let book = Workbook::open(bytes, "a.xlsx").unwrap();
        book.sheets()[0].cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts(&whole), expected);
    let since_1904 = BOOK.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    let whole = with_part(&whole, "xl/workbook.xml", since_1904.as_bytes());
    assert_eq!(texts(&whole)[0], "2029-06-03 12:00");
}

#[test]
fn text_is_read_without_what_only_its_storing_needs() {
    let cases = [
        ("t=\"inlineStr\"", "<is><t> 端 </t></is>", "端"),
        ("t=\"inlineStr\"", "<is><t xml:space=\"preserve\"> 端 </t></is>", " 端 "),
        ("t=\"inlineStr\"", "<is><r><t>一_x000A_</t></r><r><t>二</t></r></is><v>9</v>", "一\n二"),
        ("t=\"str\"", "<f>A9</f><v>_x005F_x0041_ </v>", "_x0041_ "),
        ("t=\"str\"", "<v>_xD83D__xDE00_&amp;_xZZ</v>", "😀&_xZZ"),
        ("t=\"s\"", "<v> 1 </v>", "太字 と細字"),
        ("t=\"s\"", "<v>9</v>", ""),
        ("t=\"b\"", "<v>false</v>", "FALSE"),
        ("t=\"d\"", "<v>2025-06-02T00:00:00</v>", "2025-06-02"),
        ("", "<v>1e3</v>", "1000"),
        ("", "<v>名前</v>", "名前"),
    ];
    for (kind, content, text) in cases {
        let sheet =
            format!("<worksheet><sheetData><row><c {kind}>{content}</c></row></sheetData></worksheet>");
        let book = Workbook::open(&parts(&sheet), "a.xlsx").unwrap();
        assert_eq!(book.sheets()[0].text(at("A1")), text, "{kind} {content}");
    }
}

#[test]
fn a_sheet_in_another_encoding_is_read() {
    let sheet = LIST.replace("<worksheet", r#"<?xml version="1.0" encoding="Shift_JIS"?><worksheet"#);
    let shift_jis = encoding_rs::SHIFT_JIS.encode(&sheet).0.into_owned();
    let utf16: Vec<u8> = format!("\u{feff}{sheet}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [shift_jis, utf16] {
        let whole = with_part(&parts(SHEET), "xl/worksheets/sheet2.xml", &bytes);
        let book = Workbook::open(&whole, "a.xlsx").unwrap();
        assert_eq!(book.notes(), []);
        assert_eq!(book.sheets()[1].text(at("A1")), "○");
    }
}

/// The package with other content of one part.
fn with_part(package: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut original = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..original.len() {
        let mut part = original.by_index(index).unwrap();
        let own = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        zip.start_file(own.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(if own == name { content } else { &bytes }).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Details that calamine refuses a workbook for, in the first sheet; the values are those of every other workbook.
#[test]
fn what_one_reader_refuses_another_reads() {
    let whole =
        SHEET.replace("<x:mergeCell ref=\"A1:A2\"/>", "<x:mergeCell ref=\"A1\"/><x:mergeCell ref=\":\"/>");
    let shared = SHEET.replace("<x:c r=\"A1\"", "<x:c r=\"Z1\" t=\"s\"><x:v>99</x:v></x:c><x:c r=\"A1\"");
    let error = SHEET.replace("</x:row><x:row", "<x:c r=\"Z1\" t=\"e\"><x:v>ERROR</x:v></x:c></x:row><x:row");
    for sheet in [whole, shared, error] {
        let book = Workbook::open(&parts(&sheet), "a.xlsx").unwrap();
        assert_eq!((book.notes(), book.sheets().len()), (Vec::new(), 2));
        let texts = ["A1", "B1", "C1", "A3", "D3"].map(|cell| book.sheets()[0].text(at(cell)));
        assert_eq!(texts, ["確認", "太字 と細字", "直書き", "2", "TRUE"]);
    }
}

#[test]
fn a_broken_sheet_costs_no_other() {
    for (first, second, names) in
        [("<worksheet><row>", LIST, ["選択肢"]), (SHEET, "<worksheet>", ["質問 & 回答"])]
    {
        let book = Workbook::open(&two_sheets(first, second), "a.xlsx").unwrap();
        assert_eq!(book.sheets().iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), names);
        assert_eq!(book.notes().len(), 1);
    }
}

#[test]
fn far_corners_cost_nothing() {
    let corners = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A2:XFD1048575"/></mergeCells></worksheet>"#;
    let book = Workbook::open(&parts(corners), "a.xlsx").unwrap();
    assert_eq!(book.sheets()[0].cells.len(), 2);
    assert_eq!(kaito::questionnaire::find(&book, None), []);
}

#[test]
fn what_is_no_readable_workbook_is_refused_with_a_reason() {
    let whole = parts(SHEET);
    let manifest = r#"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let protected = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "?"),
    ]);
    let cases: &[(&[u8], &str, &str)] = &[
        (b"", "a.xlsx", "not-a-workbook"),
        (b"%PDF-1.7", "a.xlsx", "not-a-workbook"),
        (&package(&[("readme.txt", "text")]), "a.zip", "not-a-workbook"),
        (&package(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "a.odt", "not-a-workbook"),
        (&whole[..whole.len() / 2], "a.xlsx", "damaged"),
        (&two_sheets("<worksheet><row>", "<worksheet>"), "a.xlsx", "damaged"),
        (&protected, "a.ods", "unsupported-encryption"),
    ];
    for (bytes, name, code) in cases {
        let error = Workbook::open(bytes, name).unwrap_err();
        assert_eq!(error.code(), *code, "{name} {error}");
        assert!(!error.what().ja.is_empty() && !error.what().en.is_empty());
    }
}

#[test]
fn delimited_text_is_found_like_any_form() {
    let text = "No,質問,回答\n1,ログを取得していますか。,\n2,時刻を同期していますか。,\n";
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    for (bytes, name) in [(text.as_bytes(), "調査票.csv"), (&*sjis, "調査票.csv")] {
        let book = Workbook::open(bytes, name).unwrap();
        assert_eq!((book.format(), kaito::questionnaire::find(&book, None).len()), (Format::Csv, 2));
    }
}
