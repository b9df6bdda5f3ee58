//! The proof finds what filling must not do.

use kaito::{CellRef, ErrorKind, Package, Proof, proof};

use super::support::{MAIN, RELATIONS, SHEET, STYLES, Shape, Zip, book, on_sheet, part, text, worksheet};

const DATA: &str = r#"<row r="1"><c r="A1" s="1"><f>1+1</f><v>2</v></c><c r="B1" s="2"/><c r="C1" t="s"><v>0</v></c></row><row r="2" hidden="1"/>"#;

fn verify(before: &Zip, after: &Zip) -> Proof {
    proof::verify(&before.bytes(), &after.bytes()).unwrap()
}

/// A change of the sheet, of a part or of the zip must be named as a problem that mentions `named`.
#[test]
fn every_other_change_is_a_problem() {
    let original = book(worksheet(DATA));
    let sheet = |from: &str, to: &str| {
        assert!(DATA.contains(from), "{from}");
        original.clone().part(SHEET, worksheet(&DATA.replace(from, to)))
    };
    let styles = |from: &str, to: &str| original.clone().part("xl/styles.xml", STYLES.replace(from, to));
    let shaped = |shape: Shape| original.clone().shaped(&shape);
    let workbook = |name: &str| {
        format!(
            r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        )
    };
    let mut missing = original.clone();
    missing.entries.retain(|(name, ..)| name != "xl/media/image1.png");
    let mut order = original.clone();
    order.entries.swap(4, 6);
    let time = Shape { local_extra: vec![0x55, 0x54, 1, 0, 0], ..Shape::default() };
    let cases = [
        (sheet("1+1", "1+2"), "formula of A1"),
        (sheet("<f>1+1</f>", ""), "formula of A1"),
        (sheet(r#"<c r="B1" s="2"/>"#, r#"<c r="B1" s="2"><f>1</f></c>"#), "formula of B1"),
        (sheet(r#"<c r="B1" s="2"/>"#, ""), "differs"),
        (sheet(r#"<c r="B1" s="2"/>"#, r#"<c r="B1" s="1"/>"#), "style of B1"),
        (sheet(r#"<c r="B1" s="2"/>"#, r#"<c r="B1" s="2" ph="1"/>"#), "attributes of B1"),
        (sheet(r#"<row r="1">"#, r#"<row r="1" hidden="1">"#), "attributes of row 1"),
        (sheet(r#" hidden="1""#, ""), "attributes of row 2"),
        (sheet(r#"<row r="2" hidden="1"/>"#, ""), "differs"),
        (sheet(r#"<row r="2" hidden="1"/>"#, r#"<row r="2" hidden="1"/><row r="3" hidden="1"/>"#), "row 3"),
        (
            original
                .clone()
                .part(SHEET, worksheet(DATA).replace("</worksheet>", "<pageMargins/></worksheet>")),
            "pageMargins",
        ),
        (original.clone().part("xl/media/image1.png", "other"), "image1.png"),
        (original.clone().part("xl/new.bin", ""), "\"xl/new.bin\" was added"),
        (missing, "image1.png\" is missing"),
        (original.clone().part("xl/media/", ""), "\"xl/media/\" was added"),
        (Zip { gap: b"gap".to_vec(), ..original.clone() }, "extra fields"),
        (shaped(Shape { stored: true, ..Shape::default() }), "method"),
        (
            styles(
                "</cellXfs>",
                r#"<xf fontId="7" applyAlignment="1"><alignment wrapText="1"/></xf></cellXfs>"#,
            ),
            "styles",
        ),
        (order, "order"),
        (styles(r#"fontId="1""#, r#"fontId="2""#), "styles"),
        (styles("<dxfs", "<x/><dxfs"), "styles"),
        (styles("</cellXfs>", "text</cellXfs>"), "styles"),
        (original.clone().part("xl/workbook.xml", workbook("T")), "workbook part"),
        (shaped(time), "extra fields"),
        (Zip { comment: b"new".to_vec(), ..original.clone() }, "before or after"),
        (Zip { prefix: b"new".to_vec(), ..original.clone() }, "before or after"),
    ];
    for (after, named) in cases {
        let proof = verify(&original, &after);
        assert!(!proof.ok, "{named}");
        assert!(proof.problems.iter().any(|it| it.en.contains(named)), "{named}: {:?}", proof.problems);
        assert_eq!(proof.require().unwrap_err().kind(), ErrorKind::ProofFailed, "{named}");
    }
}

/// Changes that leave every value as it is, or look like what filling does.
#[test]
fn a_change_that_looks_like_filling_is_a_problem() {
    let sheet = |dimension: &str, data: &str| {
        format!(
            r#"<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/><sheetData>{data}</sheetData></worksheet>"#
        )
    };
    let plain = r#"<row r="1" ht="15"><c r="A1" s="1"/> </row>"#;
    let cases = [
        ("A1", r#"<row r="1" ht="15"><c r="A1" s="1"/></row> "#, "the end of a row"),
        ("A1", r#"<row r="1"><c r="A1" s="1"/> </row>"#, "attributes of row 1"),
        ("A1", r#"<row r="1" ht="0"><c r="A1" s="1"><v>1</v></c> </row>"#, "attributes of row 1"),
        ("A1", r#"<row r="1" ht="15"><c r="A1" s="0"><v>1</v></c> </row>"#, "style of A1"),
        ("A1", r#"<row r="1" ht="15"><c r="A1" s="1"/><c r="B1" s="2"><v>1</v></c> </row>"#, "style of B1"),
        ("A1", r#"<row r="1" ht="15"><c r="A1" s="1"/><c r="B2"><v>1</v></c> </row>"#, "B2 gained more"),
        ("A1", r#"<row r="1" ht="15"><c r="A1" s="1"><v>NaN</v></c> </row>"#, "A1 gained more"),
        (
            "A1",
            r#"<row r="1" ht="15"><c r="A1" s="1" t="inlineStr"><is><r><t>x</t></r></is></c> </row>"#,
            "A1 gained more",
        ),
        ("A1", r#"<row r="1" ht="15"><c r="A1"s="1"><v>1</v></c> </row>"#, "attributes of A1"),
        ("A1", r#"<row r="1" ht="15"><c r="A1" s="1"/> </row><row r="2"/>"#, "row 2 was added"),
        ("A1:C9", r#"<row r="1" ht="15"><c r="A1" s="1"><v>1</v></c> </row>"#, "became"),
    ];
    let before = book(sheet("A1", plain));
    for (dimension, data, named) in cases {
        let proof = verify(&before, &before.clone().part(SHEET, sheet(dimension, data)));
        assert!(proof.problems.iter().any(|it| it.en.contains(named)), "{named}: {:?}", proof.problems);
    }
    let wide: Vec<u8> = sheet("A1", plain).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let proof = verify(&before, &before.clone().part(SHEET, wide));
    assert!(proof.problems.iter().any(|it| it.en.contains("encoding")), "{:?}", proof.problems);
}

#[test]
fn a_changed_value_is_named_with_before_and_after() {
    let strings = format!(
        r#"<sst xmlns="{MAIN}"><si><r><t>質</t></r><r><t>問</t></r><rPh sb="0" eb="1"><t>シツモン</t></rPh></si></sst>"#
    );
    let links = super::support::relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "styles", "styles.xml"),
        ("rId3", "sharedStrings", "strings.xml"),
    ]);
    let original = book(worksheet(DATA))
        .part("xl/strings.xml", strings)
        .part("xl/_rels/workbook.xml.rels", links)
        .bytes();
    let filled = Package::open(original.clone())
        .unwrap()
        .edit(&[on_sheet(vec![text("C1", "回\n答"), text("B1", "○")])])
        .unwrap();
    let proof = proof::verify(&original, &filled).unwrap();
    assert!(proof.ok, "{:?}", proof.problems);
    let cells: Vec<_> = proof
        .changed_cells
        .iter()
        .map(|it| (it.cell.to_string(), it.before.as_str(), it.after.as_str()))
        .collect();
    assert_eq!(cells, [("B1".to_owned(), "", "○"), ("C1".to_owned(), "質問", "回\n答")]);
    let json = serde_json::to_value(&proof).unwrap();
    assert_eq!(
        json["changedCells"][0],
        serde_json::json!({"sheet": "S", "cell": "B1", "before": "", "after": "○"})
    );
    assert_eq!(json["ok"], true);
    assert!(json["identicalParts"].as_array().unwrap().iter().any(|it| it == "xl/strings.xml"));
    assert_eq!(json["changedParts"], serde_json::json!(["xl/workbook.xml", "xl/styles.xml", SHEET]));
}

#[test]
fn a_cell_that_was_not_expected_is_a_problem() {
    let original = book(worksheet(DATA)).bytes();
    let filled = Package::open(original.clone())
        .unwrap()
        .edit(&[on_sheet(vec![text("B1", "x"), text("D1", "y")])])
        .unwrap();
    let b1: CellRef = "B1".parse().unwrap();
    let d1: CellRef = "D1".parse().unwrap();
    assert!(proof::verify_expected(&original, &filled, &[("S", b1), ("S", d1)]).unwrap().ok);
    let proof = proof::verify_expected(&original, &filled, &[("S", b1), ("T", d1)]).unwrap();
    assert!(!proof.ok && proof.problems.iter().all(|it| it.en.contains("D1")), "{:?}", proof.problems);
}

#[test]
fn the_same_file_has_nothing_changed() {
    let bytes = book(worksheet(DATA)).bytes();
    let proof = proof::verify(&bytes, &bytes).unwrap();
    assert!(proof.ok && proof.changed_parts.is_empty() && proof.changed_cells.is_empty());
    assert_eq!(proof.identical_parts.len(), 7);
}

#[test]
fn a_proof_survives_a_second_filling() {
    let original = book(worksheet(DATA)).bytes();
    let once = Package::open(original.clone()).unwrap().edit(&[on_sheet(vec![text("B1", "x\ny")])]).unwrap();
    let twice = Package::open(once).unwrap().edit(&[on_sheet(vec![text("B1", "z\ny")])]).unwrap();
    assert!(proof::verify(&original, &twice).unwrap().ok);
    assert!(part(&Package::open(twice).unwrap(), SHEET).contains("z\ny"));
}
