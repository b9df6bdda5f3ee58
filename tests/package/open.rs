//! What is opened, what is refused and why, and how parts are found.

use kaito::package::{MAX_ENTRIES, SheetKind, Visibility};
use kaito::{ErrorKind, Format, Package};

use super::support::{MAIN, RELATIONS, SHEET, STRICT, Zip, book, relations, worksheet};

fn plain() -> Zip {
    book(worksheet(""))
}

/// The plain package with bytes of every central record changed.
fn with_central(offset: usize, value: &[u8]) -> Vec<u8> {
    let mut bytes = plain().bytes();
    let records: Vec<usize> =
        (0..bytes.len()).filter(|&at| bytes.get(at..).unwrap().starts_with(b"PK\x01\x02")).collect();
    for at in records {
        bytes.get_mut(at + offset..at + offset + value.len()).unwrap().copy_from_slice(value);
    }
    bytes
}

fn compound(streams: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.extend(streams.iter().flat_map(|name| name.encode_utf16()).flat_map(u16::to_le_bytes));
    bytes
}

fn without(part: &str) -> Vec<u8> {
    let mut zip = plain();
    zip.entries.retain(|(name, ..)| name != part);
    zip.bytes()
}

#[test]
fn what_is_not_opened_and_why() {
    let whole = plain().bytes();
    let bomb = |size: u32| with_central(24, &size.to_le_bytes());
    let many = (0..=MAX_ENTRIES).fold(plain(), |mut zip, n| {
        zip.entries.push((
            format!("p{n}"),
            Vec::new(),
            super::support::Shape { stored: true, ..Default::default() },
        ));
        zip
    });
    let document = format!(r#"<w:document xmlns:w="{MAIN}"/>"#);
    let entities = format!(r#"<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook xmlns="{MAIN}" n="&a;"/>"#);
    let outside =
        format!(r#"<!DOCTYPE x [<!ENTITY % a SYSTEM "a.xml"> %a;]><workbook xmlns="{MAIN}">&b;</workbook>"#);
    let cases = [
        ("nothing", Vec::new(), ErrorKind::NotAWorkbook),
        ("text", b"a,b\n1,2\n".to_vec(), ErrorKind::NotAWorkbook),
        ("zip without a workbook", Zip::default().part("mimetype", "x").bytes(), ErrorKind::NotAWorkbook),
        ("empty zip", Zip::default().bytes(), ErrorKind::NotAWorkbook),
        (
            "another kind of document",
            plain().part("xl/workbook.xml", document).bytes(),
            ErrorKind::NotAWorkbook,
        ),
        ("compound file", compound(&["Workbook"]), ErrorKind::NotAWorkbook),
        ("encrypted", compound(&["EncryptionInfo", "EncryptedPackage"]), ErrorKind::Encrypted),
        ("password on the entries", with_central(8, &[1, 0]), ErrorKind::UnsupportedEncryption),
        ("cut off", whole.get(..whole.len() / 2).unwrap().to_vec(), ErrorKind::Damaged),
        ("directory cut off", whole.get(..whole.len() - 30).unwrap().to_vec(), ErrorKind::Damaged),
        ("unknown compression", with_central(10, &[99, 0]), ErrorKind::Damaged),
        ("wrong checksum", with_central(16, &[1, 2, 3, 4]), ErrorKind::Damaged),
        ("size declared too small", with_central(24, &[1, 0, 0, 0]), ErrorKind::Damaged),
        ("size declared too large", with_central(24, &[0, 0, 1, 0]), ErrorKind::Damaged),
        ("entries that overlap", with_central(20, &[0, 0, 1, 0]), ErrorKind::Damaged),
        ("a name twice", plain().part("XL\\worksheets/Sheet1.xml", "x").bytes(), ErrorKind::Damaged),
        ("entities", plain().part("xl/workbook.xml", entities).bytes(), ErrorKind::Damaged),
        ("entities from outside", plain().part("xl/workbook.xml", outside).bytes(), ErrorKind::Damaged),
        ("broken XML", plain().part("xl/workbook.xml", "<workbook").bytes(), ErrorKind::Damaged),
        (
            "broken encoding",
            plain().part("xl/workbook.xml", b"<workbook a='\xFF'/>".as_slice()).bytes(),
            ErrorKind::Damaged,
        ),
        ("compression ratio", bomb(32 << 20), ErrorKind::TooLarge),
        ("one part too large", bomb(513 << 20), ErrorKind::TooLarge),
        ("too many entries", many.bytes(), ErrorKind::TooLarge),
    ];
    for (name, bytes, kind) in cases {
        let error = Package::open(bytes).unwrap_err();
        assert_eq!(error.kind(), kind, "{name}: {error}");
    }
}

/// As in the proof of concept of an attack, which openpyxl opens: nothing is loaded, a person is told.
#[test]
fn entities_that_nothing_uses_are_kept_and_told() {
    for declared in [r#"<!ENTITY % a SYSTEM "http://localhost/a.xml"> %a; %b;"#, r#"<!ENTITY a "aaaa">"#] {
        let list = r#"<sheets><sheet name="S &amp; &#84;" sheetId="1" r:id="rId1"/></sheets>"#;
        let part = format!(
            r#"<!DOCTYPE x [{declared}]><workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{list}</workbook>"#
        );
        let original =
            book(worksheet(r#"<row r="1"><c r="A1"/></row>"#)).part("xl/workbook.xml", part).bytes();
        let workbook = kaito::Workbook::open(&original, "a.xlsx").unwrap();
        assert_eq!(workbook.sheets().first().unwrap().name, "S & T");
        assert!(workbook.notes().first().unwrap().en.contains("declares entities"));
        let (_, proof) = super::support::edited(&original, vec![super::support::text("A1", "○")]);
        assert_eq!(proof.changed_parts, [SHEET]);
    }
}

#[test]
fn every_cut_and_every_changed_byte_is_an_error_or_a_package() {
    let whole = book(worksheet(r#"<row r="1"><c r="A1"/></row>"#)).bytes();
    for at in 0..whole.len() {
        let _ = Package::open(whole.get(..at).unwrap().to_vec());
        let mut changed = whole.clone();
        *changed.get_mut(at).unwrap() ^= 0xFF;
        if let Ok(package) = Package::open(changed.clone()) {
            let edit = super::support::on_sheet(vec![super::support::text("A1", "x\ny")]);
            if let Ok(filled) = package.edit(&[edit]) {
                let _ = kaito::proof::verify(&changed, &filled);
            }
        }
    }
}

#[test]
fn the_workbook_part_is_found_where_it_is() {
    let workbook = format!(r#"<workbook xmlns="{MAIN}"/>"#);
    let at = |target: &str| relations(&[("rId1", "officeDocument", target)]);
    let strict =
        at("xl/workbook.xml").replace(RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships");
    let moved = |part: &str, target: &str| {
        plain().part(part, workbook.clone()).part("_rels/.rels", at(target)).bytes()
    };
    let cases = [
        ("usual", plain().bytes(), "xl/workbook.xml"),
        ("unusual place", moved("custom/book.xml", "custom/book.xml"), "custom/book.xml"),
        ("absolute target", moved("a/b.xml", "/a/b.xml"), "a/b.xml"),
        ("target with dots", moved("b.xml", "./xl/../b.xml"), "b.xml"),
        ("backslashes", moved("a\\b.xml", "\\a\\b.xml"), "a/b.xml"),
        ("other case", moved("A/B.XML", "/a/b.xml"), "a/b.xml"),
        ("percent-encoded", moved("my book.xml", "my%20book.xml"), "my book.xml"),
        ("strict relationship", plain().part("_rels/.rels", strict).bytes(), "xl/workbook.xml"),
        ("no relationships", without("_rels/.rels"), "xl/workbook.xml"),
        ("no content types", without("[Content_Types].xml"), "xl/workbook.xml"),
    ];
    for (name, bytes, part) in cases {
        assert_eq!(Package::open(bytes).unwrap().workbook_part(), part, "{name}");
    }
}

#[test]
fn the_format_is_that_of_the_content_type() {
    let typed = |kind: &str| {
        let part = format!(
            r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/{kind}"/></Types>"#
        );
        Package::open(plain().part("[Content_Types].xml", part).bytes()).unwrap().format()
    };
    assert_eq!(typed("vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"), Format::Xlsx);
    assert_eq!(typed("vnd.ms-excel.sheet.macroEnabled.main+xml"), Format::Xlsm);
    assert_eq!(typed("vnd.ms-excel.sheet.binary.macroEnabled.main"), Format::Xlsb);
}

#[test]
fn sheets_in_tab_order() {
    for (open, close, main) in [("", "", MAIN), ("x:", "x:", MAIN), ("s:", "s:", STRICT)] {
        let sheet = |name: &str, id: &str, more: &str| {
            format!(r#"<{open}sheet name="{name}" sheetId="7" q:id="{id}" {more}/>"#)
        };
        let list = [
            sheet("b &amp; 質問", "r2", ""),
            sheet("a", "r1", r#"state="hidden""#),
            sheet("chart", "r3", ""),
            sheet("old", "r4", r#"state="veryHidden""#),
            sheet("gone", "r5", ""),
            sheet("no such id", "r9", ""),
        ];
        let prefix = open.trim_end_matches(':');
        let colon = if prefix.is_empty() { "" } else { ":" };
        let workbook = format!(
            r#"<{open}workbook xmlns{colon}{prefix}="{main}" xmlns:q="{RELATIONS}"><{open}sheets>{}</{close}sheets></{close}workbook>"#,
            list.concat()
        );
        let links = [
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "worksheet", "/xl/second.xml"),
            ("r3", "chartsheet", "c.xml"),
            ("r4", "dialogsheet", "d.xml"),
            ("r5", "worksheet", "gone.xml"),
        ];
        let package = Package::open(
            plain()
                .part("xl/workbook.xml", workbook)
                .part("xl/_rels/workbook.xml.rels", relations(&links))
                .part("xl/second.xml", worksheet(""))
                .part("xl/c.xml", "")
                .part("xl/d.xml", "")
                .bytes(),
        );
        let sheets = package.unwrap().worksheets().unwrap();
        let found: Vec<_> =
            sheets.iter().map(|it| (it.name.as_str(), it.part.as_str(), it.visibility, it.kind)).collect();
        assert_eq!(
            found,
            [
                ("b & 質問", "xl/second.xml", Visibility::Visible, SheetKind::Worksheet),
                ("a", SHEET, Visibility::Hidden, SheetKind::Worksheet),
                ("chart", "xl/c.xml", Visibility::Visible, SheetKind::Chart),
                ("old", "xl/d.xml", Visibility::VeryHidden, SheetKind::Dialog),
                ("gone", "", Visibility::Visible, SheetKind::Missing),
                ("no such id", "", Visibility::Visible, SheetKind::Missing),
            ]
        );
    }
}

#[test]
fn parts_are_found_by_name_and_by_relationship() {
    let package = Package::open(plain().bytes()).unwrap();
    assert!(package.has("/XL/Worksheets\\sheet1.xml"));
    assert!(!package.has("xl/worksheets/sheet2.xml"));
    assert_eq!(package.part("/XL/worksheets/Sheet1.xml").unwrap(), package.part(SHEET).unwrap());
    assert_eq!(package.part("nope").unwrap_err().place(), Some("nope"));
    assert_eq!(package.styles_part().unwrap().as_deref(), Some("xl/styles.xml"));
    assert_eq!(package.shared_strings_part().unwrap(), None);
    let relations = package.relationships("xl/workbook.xml").unwrap();
    assert!(relations.iter().any(|it| it.is("worksheet") && it.target == SHEET && !it.external));
    assert!(package.relationships(SHEET).unwrap().is_empty());
}
