//! Point 5: protection, signature and macros stay; locked cells are written only when asked.

use kaito::FillOptions;

use super::super::support::{MAIN, Zip, book, worksheet};
use super::answers::wrapping_styles;
use super::choices::{Form, LIST};
use super::{Case, Fill};

const PROTECTION: &str = r#"<sheetProtection algorithmName="SHA-512" hashValue="AA==" saltValue="AA==" spinCount="100000" sheet="1" objects="1" scenarios="1"/>"#;

pub fn cases() -> Vec<Case> {
    let plain = FillOptions::default();
    let locked = FillOptions { locked: true, ..plain };
    vec![
        protected("unlocked cells of a protected sheet", 2, plain, "○"),
        protected("locked cells of a protected sheet", 1, plain, ""),
        protected("locked cells, asked for", 1, locked, "○"),
        kept("digital signature", signed(simple())),
        kept("macros", macros(simple())),
        kept("protected workbook", protected_workbook(simple())),
    ]
}

fn simple() -> Zip {
    book(worksheet(r#"<row r="1"><c r="A1"/></row>"#))
}

fn kept(shape: &str, original: Zip) -> Case {
    Case::sheet(5, shape, original, "A1", &worksheet(r#"<row r="1"><c r="A1"●</row>"#))
}

/// A form whose answer cells have a style, on a sheet with a password.
fn protected(shape: &str, style: u32, options: FillOptions, choice: &'static str) -> Case {
    let form = Form { style, before: PROTECTION, after: LIST, ..Form::default() };
    let mut case = form.case(5, shape, &[("C2", choice), ("C3", choice)]);
    case.fill = Fill::Questions("統1", options);
    // The unlocked style does not wrap; the long answer beside the choice needs a copy that does.
    if style == 2 {
        case.parts.push(("xl/styles.xml", wrapping_styles().into_bytes()));
    }
    case
}

fn signed(zip: Zip) -> Zip {
    let relation = r#"<Relationship Id="sig" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>"#;
    let relations = text(&zip, "_rels/.rels").replace("</Relationships>", relation);
    zip.part("_rels/.rels", relations)
        .part("_xmlsignatures/origin.sigs", "")
        .part("_xmlsignatures/sig1.xml", "<Signature/>")
}

fn macros(zip: Zip) -> Zip {
    let usual = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let types = text(&zip, "[Content_Types].xml").replace(usual, "vnd.ms-excel.sheet.macroEnabled.main+xml");
    zip.part("[Content_Types].xml", types)
        .part("xl/vbaProject.bin", b"\xD0\xCF\x11\xE0 not really".as_slice())
}

fn protected_workbook(zip: Zip) -> Zip {
    let locked = text(&zip, "xl/workbook.xml")
        .replace("<sheets>", r#"<workbookProtection lockStructure="1"/><sheets>"#);
    assert!(locked.contains(MAIN) && locked.contains("lockStructure"));
    zip.part("xl/workbook.xml", locked)
}

fn text(zip: &Zip, part: &str) -> String {
    let (_, content, _) = zip.entries.iter().find(|(name, ..)| name == part).unwrap();
    String::from_utf8(content.clone()).unwrap()
}
