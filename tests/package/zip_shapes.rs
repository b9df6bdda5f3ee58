//! Every shape of zip file: what is not edited is copied raw.

use super::support::{SHEET, Shape, Zip, book, edited, text, worksheet};
use kaito::Package;

/// The padding that Excel leaves for growth.
fn growth_hint() -> Vec<u8> {
    [&[0x20, 0xA2, 12, 0, 0x28, 0xA0, 8, 0][..], &[0; 8]].concat()
}

/// A zip of some shape.
type Make = fn(Zip) -> Zip;

fn shapes() -> Vec<(&'static str, Make)> {
    fn all(zip: Zip, shape: Shape) -> Zip {
        zip.shaped(&shape)
    }
    vec![
        ("deflated", |zip| zip),
        ("stored", |zip| all(zip, Shape { stored: true, ..Shape::default() })),
        ("growth hint", |zip| all(zip, Shape { local_extra: growth_hint(), ..Shape::default() })),
        ("extra fields in both headers", |zip| {
            let time = vec![0x55, 0x54, 5, 0, 1, 1, 2, 3, 4];
            all(zip, Shape { local_extra: time.clone(), central_extra: time, ..Shape::default() })
        }),
        ("descriptor with signature", |zip| {
            all(zip, Shape { descriptor: Some((true, false)), ..Shape::default() })
        }),
        ("descriptor without signature", |zip| {
            all(zip, Shape { descriptor: Some((false, false)), ..Shape::default() })
        }),
        ("wide descriptor with signature", |zip| {
            all(zip, Shape { descriptor: Some((true, true)), ..Shape::default() })
        }),
        ("wide descriptor without signature", |zip| {
            all(zip, Shape { descriptor: Some((false, true)), ..Shape::default() })
        }),
        ("descriptor announced and missing", |zip| all(zip, Shape { flag_only: true, ..Shape::default() })),
        ("zip64 sizes and offsets", |zip| all(zip, Shape { zip64: true, ..Shape::default() })),
        ("zip64 and growth hint, stored", |zip| {
            all(zip, Shape { zip64: true, stored: true, local_extra: growth_hint(), ..Shape::default() })
        }),
        ("zip64 with descriptor", |zip| {
            all(zip, Shape { zip64: true, descriptor: Some((true, true)), ..Shape::default() })
        }),
        ("zip64 end record", |zip| Zip { end64: true, ..zip }),
        ("zip64 end record after a prefix", |zip| Zip { end64: true, prefix: b"prefix".to_vec(), ..zip }),
        ("comment", |zip| Zip { comment: "コメント PK\x05\x06".as_bytes().to_vec(), ..zip }),
        ("prefix before the zip", |zip| Zip { prefix: b"#!/bin/sh\n".to_vec(), ..zip }),
        ("prefix that offsets count", |zip| Zip {
            prefix: b"#!/bin/sh\n".to_vec(),
            offsets_count_prefix: true,
            ..zip
        }),
        ("gaps between entries", |zip| Zip { gap: b"gap".to_vec(), ..zip }),
        ("content types last", |zip| {
            let mut zip = zip;
            zip.entries.rotate_left(1);
            zip
        }),
        ("folders as entries", |zip| zip.part("xl/", "").part("xl/media/", "")),
    ]
}

#[test]
fn every_other_byte_is_kept() {
    for (name, make) in shapes() {
        let zip = make(book(worksheet(r#"<row r="1"><c r="A1"/></row>"#)));
        let original = zip.bytes();
        let (package, proof) = edited(&original, vec![text("A1", "○")]);
        assert_eq!(proof.changed_parts, [SHEET], "{name}");
        assert_eq!(proof.identical_parts.len(), zip.entries.len() - 1, "{name}");
        assert!(package.names().eq(zip.entries.iter().map(|(name, ..)| name)), "{name}");
        // What the same writer makes of the new content is the edited file, to the byte.
        let mut again = make(book(package.part(SHEET).unwrap()));
        for entry in again.entries.iter_mut().filter(|(part, _, shape)| part == SHEET && shape.flag_only) {
            // A descriptor that was announced and missing is no longer announced.
            entry.2.flag_only = false;
        }
        assert!(again.bytes() == package.bytes(), "{name}");
    }
}

#[test]
fn other_readers_open_the_edited_file() {
    for (name, make) in shapes() {
        let original = make(book(worksheet(""))).bytes();
        let (package, _) = edited(&original, vec![text("A1", "○")]);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package.bytes().to_vec())).unwrap();
        for part in package.names().filter(|part| !part.ends_with('/')) {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut archive.by_name(part).unwrap(), &mut bytes).unwrap();
            assert!(bytes == package.part(part).unwrap(), "{name}: {part}");
        }
    }
}

#[test]
fn an_edit_may_be_undone() {
    let original = book(worksheet(r#"<row r="1"><c r="A1"/></row>"#)).bytes();
    let (package, _) = edited(&original, vec![text("A1", "○")]);
    let (undone, _) = edited(package.bytes(), vec![text("A1", "")]);
    let expected = worksheet(r#"<row r="1"><c r="A1"></c></row>"#);
    assert_eq!(undone.part(SHEET).unwrap(), expected.as_bytes());
    assert!(
        Package::open(original).unwrap().part("xl/styles.xml").unwrap()
            == undone.part("xl/styles.xml").unwrap()
    );
}
