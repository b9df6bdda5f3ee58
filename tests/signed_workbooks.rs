//! A digital signature covers the customer's cells: that writing breaks it is said before and after.
#![allow(clippy::unwrap_used, reason = "a package that cannot be written is a broken test")]

mod filling;

use std::io::{Cursor, Read, Write};

use filling::{Data, found, question};
use kaito::fill::apply;
use kaito::review::draft;
use kaito::{Class, FillOptions, Policy, Workbook};
use zip::write::SimpleFileOptions;

const ASK: &str = "情報セキュリティの規程を整備していますか。";

/// A questionnaire with [`ASK`] in B2, and a signature where it is `signed`.
fn made(signed: bool) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("質問票").unwrap().write_string(1, 1, ASK).unwrap();
    let mut original = zip::ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..original.len() {
        let mut part = original.by_index(index).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        if signed && name == "_rels/.rels" {
            let relation = r#"<Relationship Id="sig" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>"#;
            text = text.replace("</Relationships>", relation);
        }
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    if signed {
        zip.start_file("_xmlsignatures/origin.sigs", SimpleFileOptions::default()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_signature_is_told_before_it_breaks_and_after() {
    let matches = [found(Class::Auto, 0.999, "実10", &[])];
    let decisions = draft(&[question(ASK)], &matches, Data::embedded().library(), &Policy::default());
    for (signed, decisions, before, after) in [
        (true, &decisions[..], 1, Some("no longer valid")),
        (true, &[], 1, None),
        (false, &decisions[..], 0, None),
    ] {
        let bytes = made(signed);
        let workbook = Workbook::open(&bytes, "a.xlsx").unwrap();
        assert_eq!(workbook.notes().len(), before);
        let filled = apply(&workbook, decisions, &FillOptions::default()).unwrap();
        assert!(filled.proof.unwrap().ok);
        let notes: Vec<_> = filled.notes.iter().map(|note| note.en.as_str()).collect();
        assert_eq!(notes.len(), usize::from(after.is_some()), "{notes:?}");
        assert!(after.is_none_or(|words| notes[0].contains(words)), "{notes:?}");
    }
}
