//! Point 2, around the sheet data: namespaces, encodings, what stands beside the data, merges, the workbook's place.

use super::super::support::{MAIN, RELATIONS, STRICT, Zip, book, relations, worksheet};
use super::{ANSWER, Case};

pub fn cases() -> Vec<Case> {
    let mut cases = elements();
    cases.extend(encodings());
    cases.extend([merged(), elsewhere(), strict()]);
    cases
}

fn elements() -> Vec<Case> {
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
            "alternative content before and around it",
            "B1",
            format!(
                r#"<worksheet xmlns="{MAIN}">{alternate}<sheetData><row r="1"><c r="A1"/></row></sheetData><mc:AlternateContent xmlns:mc="umc"><mc:Choice Requires="x"><sheetData><row r="1"><c r="B1"/></row></sheetData></mc:Choice></mc:AlternateContent></worksheet>"#
            ),
            format!(
                r#"<worksheet xmlns="{MAIN}">{alternate}<sheetData><row r="1"><c r="A1"/><c r="B1"●</row></sheetData><mc:AlternateContent xmlns:mc="umc"><mc:Choice Requires="x"><sheetData><row r="1"><c r="B1"/></row></sheetData></mc:Choice></mc:AlternateContent></worksheet>"#
            ),
        ),
        (
            "entities that nothing uses",
            "A1",
            format!(
                "<!DOCTYPE x [<!ENTITY % a SYSTEM 'a.xml'> %a;]>{}",
                worksheet(r#"<row r="1"><c r="A1"/></row>"#)
            ),
            format!(
                "<!DOCTYPE x [<!ENTITY % a SYSTEM 'a.xml'> %a;]>{}",
                worksheet(r#"<row r="1"><c r="A1"●</row>"#)
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
    let case = |(shape, at, before, after): (&str, &str, String, String)| {
        Case::sheet(2, shape, book(before), at, &after)
    };
    cases.into_iter().map(case).collect()
}

/// Wide and legacy encodings are written back as they came.
fn encodings() -> Vec<Case> {
    let before =
        worksheet(r#"<row r="1"><c r="A1" s="1"/><c r="B1" t="inlineStr"><is><t>質問😀</t></is></c></row>"#);
    let after = before.replace(r#"s="1"/>"#, &format!(r#"s="1"{ANSWER}"#));
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
    let case =
        |(shape, before, after): (&str, Vec<u8>, Vec<u8>)| Case::bytes(2, shape, book(before), "A1", after);
    cases.into_iter().map(case).collect()
}

/// A cell inside a merge is written at the merge's anchor.
fn merged() -> Case {
    let sheet = |data: &str| {
        format!(
            r#"<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData><mergeCells count="1"><mergeCell ref="B1:C2"/></mergeCells></worksheet>"#
        )
    };
    let before = sheet(r#"<row r="1"><c r="B1" s="2"/><c r="C1" s="2"/></row>"#);
    let after = sheet(r#"<row r="1"><c r="B1" s="2"●<c r="C1" s="2"/></row>"#);
    Case {
        cells: vec![("B1", "○")],
        ..Case::sheet(2, "cell that is not the anchor of its merge", book(before), "C2", &after)
    }
}

/// The workbook part is where its relationship says.
fn elsewhere() -> Case {
    let workbook = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let usual = book(worksheet(r#"<row r="1"><c r="A1"/></row>"#));
    let kept = usual.entries.iter().filter(|(name, ..)| !name.contains("workbook.xml")).cloned();
    let zip = Zip { entries: kept.collect(), ..usual.clone() }
        .part("_rels/.rels", relations(&[("r", "officeDocument", "/Custom%20Place/book.xml")]))
        .part("Custom Place/book.xml", workbook)
        .part(
            "Custom Place/_rels/book.xml.rels",
            relations(&[("rId1", "worksheet", "../xl/worksheets/sheet1.xml")]),
        );
    Case::sheet(
        2,
        "workbook part in an unusual place",
        zip,
        "A1",
        &worksheet(r#"<row r="1"><c r="A1"●</row>"#),
    )
}

/// Workbook, relationships and sheet in the strict namespaces.
fn strict() -> Case {
    let own = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let mut zip = book(worksheet(r#"<row r="1"><c r="A1"/></row>"#));
    for (_, content, _) in &mut zip.entries {
        if let Ok(text) = String::from_utf8(content.clone()) {
            *content = text.replace(MAIN, STRICT).replace(RELATIONS, own).into_bytes();
        }
    }
    let after = worksheet(r#"<row r="1"><c r="A1"●</row>"#).replace(MAIN, STRICT);
    Case::sheet(2, "strict package", zip, "A1", &after)
}
