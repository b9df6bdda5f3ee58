//! Point 1: every shape of zip file; what is not edited is copied raw.

use super::super::support::{Shape, Zip, book, worksheet};
use super::Case;

pub fn cases() -> Vec<Case> {
    let before = || book(worksheet(r#"<row r="1"><c r="A1"/></row>"#));
    let after = worksheet(r#"<row r="1"><c r="A1"●</row>"#);
    shapes().into_iter().map(|(shape, make)| Case::sheet(1, shape, make(before()), "A1", &after)).collect()
}

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
