//! No bytes make opening a workbook of any format panic. The first byte chooses what the others are: a file, or a part in a
//! frame, so that mutation reaches the records and not only the checksums around them.
#![no_main]

use std::io::{Cursor, Write};

use kaito::{Package, Workbook};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let file = match kind % 4 {
        0 => bytes.to_vec(),
        1 => xls(bytes),
        2 => xlsb(bytes),
        _ => ods(bytes),
    };
    let _ = Workbook::open(&file, "a.xlsx");
    let Ok(package) = Package::open(file) else {
        return;
    };
    let _ = package.worksheets();
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    for name in names {
        let _ = package.part(&name);
        let _ = package.relationships(&name);
    }
});

/// The stream of an .xls workbook in its container.
fn xls(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file in memory");
    let mut workbook = file.create_stream("Workbook").expect("a file in memory");
    workbook.write_all(stream).and_then(|()| workbook.flush()).expect("a file in memory");
    drop(workbook);
    file.into_inner().into_inner()
}

/// A binary part as the workbook part, the shared strings, the styles and the sheet of one .xlsb package.
fn xlsb(part: &[u8]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<Relationships><Relationship Id="a" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let (book, rest) = part.split_at(part.len() / 2);
    // A sheet "S" in front of whatever the part says.
    let sheet = b"\x9C\x01\x14\0\0\0\0\0\0\0\0\x01\0\0\0a\0\x01\0\0\0S\0\x90\x01\0";
    zip(&[
        ("_rels/.rels", relation("officeDocument", "xl/workbook.bin").as_bytes()),
        ("xl/_rels/workbook.bin.rels", relation("worksheet", "worksheets/s.bin").as_bytes()),
        ("xl/workbook.bin", &[&sheet[..], book].concat()),
        ("xl/sharedStrings.bin", rest),
        ("xl/styles.bin", rest),
        ("xl/worksheets/s.bin", part),
    ])
}

/// The content of an .ods document.
fn ods(content: &[u8]) -> Vec<u8> {
    let mime = b"application/vnd.oasis.opendocument.spreadsheet";
    zip(&[("mimetype", mime), ("content.xml", content)])
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in parts {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, options)
            .and_then(|()| Ok(zip.write_all(data)?))
            .expect("a zip in memory");
    }
    zip.finish().expect("a zip in memory").into_inner()
}
