//! Whatever else is changed in a filled package, however little, the proof names it.

use kaito::{Package, Proof, proof};

use super::support::{MAIN, RELATIONS, Shape, Zip, book, on_sheet, relations, text};

const DRAWING: &str = r#"<xdr:wsDr xmlns:xdr="d"><xdr:twoCellAnchor editAs="oneCell"><xdr:from><xdr:col>1</xdr:col></xdr:from></xdr:twoCellAnchor></xdr:wsDr>"#;

/// A sheet with a bit of everything; A2 and B3 are to be written.
const DATA: &str = concat!(
    r#"<row r="1" spans="1:2" ht="15" s="2" customFormat="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#,
    "\n",
    r#"<row r="2" spans="1:2" ht="15"><c r="A2" s="2"/><!-- x --><c r="B2" s="1"><f>COUNTA(A1:A9)</f><v>7</v></c></row> "#,
    r#"<row r="4" hidden="1"><c r="A4" ph="1"><v>4</v><extLst><ext uri="u"/></extLst></c></row>"#,
);

fn original() -> Zip {
    let sheet = format!(
        r#"<worksheet xmlns="{MAIN}"><dimension ref="A1:B2"/><cols><col min="2" max="2" width="9" style="1"/></cols><sheetData>{DATA}</sheetData><sheetProtection sheet="1"/><pageMargins left="1"/></worksheet>"#
    );
    let strings = format!(r#"<sst xmlns="{MAIN}"><si><t>質問</t></si><si><t>回答</t></si></sst>"#);
    let workbook = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="5"/></workbook>"#
    );
    let links = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "styles", "styles.xml"),
        ("rId3", "sharedStrings", "sharedStrings.xml"),
    ];
    book(sheet)
        .part("xl/workbook.xml", workbook)
        .part("xl/_rels/workbook.xml.rels", relations(&links))
        .part("xl/sharedStrings.xml", strings)
        .part("xl/drawings/drawing1.xml", DRAWING)
        .part("xl/media/", "")
}

/// The original, and the parts that its filled version is made of.
fn filled(original: &Zip) -> Zip {
    let package = Package::open(original.bytes()).unwrap();
    let edits = vec![text("A2", "はい。\n次のとおりです。"), text("B3", "いいえ"), text("C5", "1\n2")];
    let after = Package::open(package.edit(&[on_sheet(edits)]).unwrap()).unwrap();
    let mut zip = original.clone();
    for (part, content, _) in zip.entries.iter_mut().filter(|(part, ..)| !part.ends_with('/')) {
        *content = after.part(part).unwrap();
    }
    assert!(zip.bytes() == after.bytes());
    zip
}

/// Whether the proof says anything about `after` that it does not say about the filled package.
fn is_named(original: &[u8], after: &[u8], usual: &Proof) -> bool {
    proof::verify(original, after)
        .map_or(true, |proof| !proof.ok || proof.changed_cells != usual.changed_cells)
}

#[test]
fn every_changed_and_every_lost_byte_of_a_part_is_named() {
    let (original, whole) = (original(), filled(&original()));
    let before = original.bytes();
    let usual = proof::verify(&before, &whole.bytes()).unwrap();
    assert!(usual.ok && usual.changed_parts.len() == 3, "{usual:#?}");
    let mut unnamed = Vec::new();
    for (index, (part, content, _)) in whole.entries.iter().enumerate() {
        for at in 0..content.len() {
            for changed in [None, Some(b'7'), Some(b' ')] {
                let mut other = content.clone();
                match changed {
                    None => drop(other.remove(at)),
                    Some(byte) if content.get(at) == Some(&byte) => continue,
                    Some(byte) => *other.get_mut(at).unwrap() = byte,
                }
                let mut zip = whole.clone();
                zip.entries.get_mut(index).unwrap().1 = other.clone();
                if !is_named(&before, &zip.bytes(), &usual) {
                    let from = at.saturating_sub(20);
                    let near = String::from_utf8_lossy(other.get(from..(at + 20).min(other.len())).unwrap())
                        .into_owned();
                    unnamed.push(format!("{part} {at} {:?}: {near}", changed.map(char::from)));
                }
            }
        }
    }
    assert!(unnamed.is_empty(), "{} {unnamed:#?}", unnamed.len());
}

#[test]
fn every_changed_byte_of_the_file_is_named() {
    let shapes = [
        Shape::default(),
        Shape { stored: true, ..Shape::default() },
        Shape { descriptor: Some((true, false)), ..Shape::default() },
        Shape { zip64: true, ..Shape::default() },
    ];
    for shape in shapes {
        let (gap, comment, prefix) = (b"gap".to_vec(), b"comment".to_vec(), b"prefix".to_vec());
        let original = Zip { gap, comment, prefix, ..original().shaped(&shape) };
        let (before, after) = (original.bytes(), filled(&original).bytes());
        let usual = proof::verify(&before, &after).unwrap();
        assert!(usual.ok, "{usual:#?}");
        let mut unnamed = Vec::new();
        for at in 0..after.len() {
            for bits in [0x01, 0x80] {
                let mut other = after.clone();
                *other.get_mut(at).unwrap() ^= bits;
                if !is_named(&before, &other, &usual) {
                    unnamed.push((at, bits));
                }
            }
        }
        // The bits that pad the last byte of a part compressed anew stand for nothing.
        let follows = |at: usize, bytes: &[u8]| after.get(at + 1..).unwrap().starts_with(bytes);
        unnamed.retain(|(at, bits)| *bits != 0x80 || !(follows(*at, b"gap") || follows(*at, b"PK\x07\x08")));
        assert_eq!(unnamed, []);
    }
}
