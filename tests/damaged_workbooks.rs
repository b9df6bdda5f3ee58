//! Damaged workbooks of other formats: what is wrong with one record or one sheet costs no more than that sheet.
#![allow(clippy::unwrap_used, reason = "a package that cannot be written is a broken test")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

use std::io::{Cursor, Write};

use kaito::{CellRef, Workbook};
use zip::write::SimpleFileOptions;

/// A record of an .xls workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

const BOF: &[u8] = &[0x00, 0x06, 0x05, 0x00];

/// An .xls file with the sheets "A" and "B"; `globals` and `first` are records of the workbook and of the first sheet.
/// Each sheet has a text in A1, the second one also a formula in B1.
fn xls(globals: &[u8], first: &[u8]) -> Vec<u8> {
    let label = record(0x0204, &[&[0, 0, 0, 0, 0, 0, 2, 0, 0][..], b"ok"].concat());
    let formula = record(
        0x0006,
        &[&[0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F][..], &[0; 6], &[3, 0, 0x1E, 1, 0]].concat(),
    );
    let (begin, end) = (record(0x0809, BOF), record(0x000A, &[]));
    let sheets = [[&begin[..], first, &label, &end].concat(), [&begin[..], &label, &formula, &end].concat()];
    let bound =
        |at: usize, name: u8| record(0x0085, &[&(at as u32).to_le_bytes()[..], &[0, 0, 1, 0, name]].concat());
    let head = |at: usize| {
        [begin.clone(), globals.to_vec(), bound(at, b'A'), bound(at + sheets[0].len(), b'B'), end.clone()]
            .concat()
    };
    let mut stream = [head(head(0).len()), sheets.concat()].concat();
    stream.resize(stream.len().max(4096), 0);
    contained(&stream)
}

fn contained(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("Workbook").unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The texts of A1 by sheet, and how many sheets are said to be missing.
fn read(bytes: &[u8], name: &str) -> Result<(Vec<String>, usize), &'static str> {
    let book = Workbook::open(bytes, name).map_err(|error| error.code())?;
    let text = |sheet: &kaito::Sheet| sheet.text(CellRef::new(0, 0)).to_owned();
    Ok((book.sheets().iter().map(text).collect(), book.notes().len()))
}

#[test]
fn a_wrong_record_of_an_xls_costs_its_sheet_at_most() {
    let both = Ok((vec!["ok".to_owned(); 2], 0));
    let one = Ok((vec!["ok".to_owned()], 1));
    let dimensions: Vec<u8> =
        [0u32, u32::MAX, 0, 0xFF_FFFF, 0].iter().flat_map(|it| it.to_le_bytes()).take(14).collect();
    let formula = |length: u16| [&[0; 20][..], &length.to_le_bytes(), &[0x3A, 1]].concat();
    let strings = |data: &[u8]| [&[1, 0, 0, 0, 1, 0, 0, 0][..], data].concat();
    let cases: [(&str, u16, Vec<u8>, bool, _); 15] = [
        (
            "a name whose formula is longer than it (xls.rs:850)",
            0x0018,
            [&[0; 4][..], &[9, 9], &[0; 10]].concat(),
            true,
            both.clone(),
        ),
        ("a formula longer than its record (xls.rs:1531)", 0x0006, formula(900), false, both.clone()),
        ("a formula that ends in its first token", 0x0006, formula(2), false, both.clone()),
        ("announced dimensions of 41 GB", 0x0200, dimensions, false, both.clone()),
        ("references to other sheets, cut off", 0x0017, vec![9], true, both.clone()),
        ("a password", 0x002F, vec![1, 0, 1, 0], true, Err("unsupported-encryption")),
        ("an empty code page", 0x0042, Vec::new(), true, both.clone()),
        ("a number without its value", 0x0203, vec![0; 6], false, one.clone()),
        ("a formula without its length", 0x0006, vec![0; 20], false, one.clone()),
        ("an unknown error value", 0x0205, vec![0, 0, 0, 0, 0, 0, 0x99, 1], false, one.clone()),
        ("more merged cells than there are", 0x00E5, vec![9, 0, 0, 0], false, one.clone()),
        ("a row of numbers that ends before it begins", 0x00BD, vec![0, 0, 5, 0, 1, 0], false, one.clone()),
        ("a column that no sheet has", 0x0203, vec![0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], false, one),
        ("shared strings cut off", 0x00FC, strings(&[9, 0, 0, b'a']), true, Err("damaged")),
        ("shared strings whose flags want more", 0x00FC, strings(&[0, 0, 0x0C, 1]), true, Err("damaged")),
    ];
    for (name, kind, data, is_global, expected) in cases {
        let record = record(kind, &data);
        let bytes = if is_global { xls(&record, &[]) } else { xls(&[], &record) };
        assert_eq!(read(&bytes, "a.xls"), expected, "{name}");
    }
}

#[test]
fn cells_far_apart_in_an_xls_are_too_large_or_cheap() {
    let number =
        |row: u16, col: u16| record(0x0203, &[&row.to_le_bytes()[..], &col.to_le_bytes(), &[0; 10]].concat());
    let far = [number(0, 0), number(0xFFFF, 255)].concat();
    assert_eq!(read(&xls(&[], &far), "a.xls"), Err("too-large"));
    assert_eq!(read(&xls(&[], &number(0xFFFF, 3)), "a.xls").unwrap().1, 0);
}

#[test]
fn a_formula_of_an_xls_is_known_as_one() {
    let book = Workbook::open(&xls(&[], &[]), "a.xls").unwrap();
    let cell = book.sheets()[1].cell("B1".parse().unwrap()).unwrap();
    assert!(cell.formula && cell.text == "1", "{cell:?}");
}

#[test]
fn every_changed_byte_of_an_xls_is_an_error_or_a_workbook() {
    let whole = xls(&record(0x00FC, &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, b'x']), &record(0x00BD, &[0; 12]));
    let stream = whole.windows(4).position(|it| it == [0x09, 0x08, 4, 0]).unwrap();
    for at in stream..stream + 300 {
        for change in [0x01, 0x80, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] ^= change;
            let _ = Workbook::open(&bytes, "a.xls");
        }
    }
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A record of an .xlsb workbook whose type has one byte, or two.
fn record12(kind: u16, data: &[u8]) -> Vec<u8> {
    let kind =
        if kind < 0x80 { vec![kind as u8] } else { vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8] };
    [&kind, &[u8::try_from(data.len()).unwrap()][..], data].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [(units.len() as u32).to_le_bytes().to_vec(), units.into_iter().flat_map(u16::to_le_bytes).collect()]
        .concat()
}

/// An .xlsb file with the sheets "A" and "B", a shared string in A1 of each; `extra` stands in the first sheet.
fn xlsb(extra: &[u8]) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let relations = |inner: String| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
        )
    };
    let sheets = relation("r1", "worksheet", "worksheets/sheet1.bin")
        + &relation("r2", "worksheet", "worksheets/sheet2.bin");
    let bundle = |id: &str, name: &str| record12(0x9C, &[&[0; 8][..], &wide(id), &wide(name)].concat());
    let book = [
        record12(0x99, &[0]),
        bundle("r1", "A"),
        bundle("r2", "B"),
        record12(0x90, &[]),
        record12(0x27, &[1; 9]),
        record12(0x84, &[]),
    ]
    .concat();
    let strings =
        [record12(0x9F, &[1, 0, 0, 0, 1, 0, 0, 0]), record12(0x13, &[&[0][..], &wide("ok")].concat())]
            .concat();
    let sheet = |extra: &[u8]| {
        let cell = record12(7, &[0; 12]);
        [
            record12(0x94, &[0; 16]),
            record12(0x91, &[]),
            record12(0, &[0; 25]),
            cell,
            extra.to_vec(),
            record12(0x92, &[]),
        ]
        .concat()
    };
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relations(relation("r", "officeDocument", "xl/workbook.bin")).as_bytes()),
        ("xl/_rels/workbook.bin.rels", relations(sheets).as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/sharedStrings.bin", &strings),
        ("xl/worksheets/sheet1.bin", &sheet(extra)),
        ("xl/worksheets/sheet2.bin", &sheet(&[])),
    ])
}

#[test]
fn a_wrong_record_of_an_xlsb_costs_its_sheet_at_most() {
    let text = |count: usize| vec!["ok".to_owned(); count];
    let cases = [
        ("nothing wrong", Vec::new(), Ok((text(2), 0))),
        (
            "a shared string that there is not",
            record12(7, &[1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0]),
            Ok((text(1), 1)),
        ),
        ("a number without its value", record12(5, &[1, 0, 0, 0]), Ok((text(1), 1))),
        (
            "a text longer than its record",
            record12(6, &[&[1, 0, 0, 0, 0, 0, 0, 0][..], &[9, 0, 0, 0]].concat()),
            Ok((text(1), 1)),
        ),
        ("a column that no sheet has", record12(4, &[0, 0, 1, 0, 0, 0, 0, 0, 1]), Ok((text(1), 1))),
        (
            "a formula without its text",
            record12(9, &[&[1, 0, 0, 0][..], &[0; 14]].concat()),
            Ok((text(2), 0)),
        ),
    ];
    for (name, extra, expected) in cases {
        assert_eq!(read(&xlsb(&extra), "a.xlsb"), expected, "{name}");
    }
    let formula = record12(9, &[&[1, 0, 0, 0][..], &[0; 14]].concat());
    let book = Workbook::open(&xlsb(&formula), "a.xlsb").unwrap();
    assert!(book.sheets()[0].cell("B1".parse().unwrap()).unwrap().formula);
}

/// An .ods file with this content of its table "A".
fn ods(table: &str) -> Vec<u8> {
    let mime = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
    let content = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="A">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zip(&[
        ("mimetype", mime),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn values_of_an_ods_are_read_however_it_is_written() {
    let cell = |attributes: &str, content: &str| {
        format!(
            "<table:table-row>\n  <table:table-cell {attributes}>\n {content}\n</table:table-cell>\n</table:table-row>"
        )
    };
    let typed = r#"office:value-type="string""#;
    let cases = [
        ("pretty-printed", cell(typed, "<text:p>はい</text:p>"), "はい"),
        (
            "paragraphs and spaces",
            cell(
                typed,
                r#"<text:p>a<text:s text:c="2"/>b</text:p><text:p>c<text:tab/><text:span>d</text:span></text:p>"#,
            ),
            "a  b\nc\td",
        ),
        (
            "a comment and a drawing",
            cell(
                typed,
                "<office:annotation><text:p>no</text:p></office:annotation><draw:frame><text:p>no</text:p></draw:frame><text:p>yes</text:p>",
            ),
            "yes",
        ),
        (
            "furigana",
            cell(
                typed,
                "<text:p><text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby></text:p>",
            ),
            "漢字",
        ),
        ("a number", cell(r#"office:value-type="float" office:value="1.50""#, "<text:p>1,5</text:p>"), "1.5"),
        (
            "a date",
            cell(r#"office:value-type="date" office:date-value="2025-06-02""#, "<text:p>x</text:p>"),
            "2025-06-02",
        ),
        ("a truth value", cell(r#"office:value-type="boolean" office:boolean-value="true""#, ""), "TRUE"),
        (
            "an error",
            cell(
                r#"office:value-type="string" office:string-value="" calcext:value-type="error""#,
                "<text:p>#N/A</text:p>",
            ),
            "#N/A",
        ),
        ("no value", cell("", "<text:p>loose</text:p>"), ""),
    ];
    for (name, table, expected) in cases {
        assert_eq!(read(&ods(&table), "a.ods"), Ok((vec![expected.to_owned()], 0)), "{name}");
    }
}

#[test]
fn repeated_cells_of_an_ods_are_bounded() {
    let row = |rows: u32, cols: u32| {
        format!(
            r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{cols}"/></table:table-row>"#
        )
    };
    assert_eq!(read(&ods(&row(2, 3)), "a.ods").unwrap().0, ["1"]);
    assert_eq!(read(&ods(&row(1_048_576, 16_384)), "a.ods"), Err("too-large"));
    assert_eq!(read(&ods(&row(u32::MAX, u32::MAX).repeat(9)), "a.ods"), Err("too-large"));
}
