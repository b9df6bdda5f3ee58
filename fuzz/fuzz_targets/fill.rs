//! Any worksheet part: what is edited is proved, and opens again. The input is the part's bytes, so that mutation
//! reaches the XML and not only the zip's checksums.
#![no_main]

use std::collections::BTreeSet;
use std::io::Write;

use kaito::{CellEdit, CellRef, EditValue, Package, SheetEdits, proof};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|sheet: &[u8]| {
    let original = workbook(sheet);
    let package = Package::open(original.clone()).expect("the frame is a workbook");
    let cells = [(0, 0), (0, 3), (2, 1), (40, 40)].map(|(row, col)| CellRef::new(row, col));
    let edits = cells
        .map(|at| CellEdit {
            at,
            value: EditValue::Text("回答\n<&> _x0041_".to_owned()),
        })
        .to_vec();
    let Ok(filled) = package.edit(&[SheetEdits {
        part: "s.xml".to_owned(),
        edits,
    }]) else {
        return;
    };
    let proof = proof::verify(&original, &filled).expect("an edited package opens");
    // The second reader may read broken XML otherwise than ours; then the proof refuses the file, as it should.
    let own = |text: &&kaito::Text| !text.en.contains("second reader") && !text.en.contains("read again");
    assert_eq!(proof.problems.iter().find(own), None);
    let changed: BTreeSet<_> = proof.changed_cells.iter().map(|it| it.cell).collect();
    assert!(changed.len() <= cells.len());
});

/// A stored zip around the worksheet part.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<Relationships><Relationship Id="a" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let book = br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#;
    let parts = [
        ("_rels/.rels", relation("officeDocument", "b.xml").into_bytes()),
        ("b.xml", book.to_vec()),
        ("_rels/b.xml.rels", relation("worksheet", "s.xml").into_bytes()),
        ("s.xml", sheet.to_vec()),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, data) in parts {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, options)
            .and_then(|()| Ok(zip.write_all(&data)?))
            .expect("a zip in memory");
    }
    zip.finish().expect("a zip in memory").into_inner()
}
