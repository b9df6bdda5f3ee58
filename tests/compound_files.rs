//! Compound files (.xls) whose sector chains do not end.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::path::Path;

use kaito::Workbook;

const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;

/// A compound file of version 3 with a FAT, a directory and one stream of `sectors` sectors, whose successor table is
/// `fat`: sector 0 holds the table, 1 the directory, 2 and on the stream.
fn compound(fat: &[u32], stream_length: u32) -> Vec<u8> {
    let mut header = vec![0_u8; 512];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(26, &3_u16.to_le_bytes());
    put(30, &9_u16.to_le_bytes());
    put(32, &6_u16.to_le_bytes());
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(60, &END.to_le_bytes());
    put(68, &END.to_le_bytes());
    put(76, &0_u32.to_le_bytes());
    for slot in 1..109 {
        put(76 + slot * 4, &FREE.to_le_bytes());
    }
    let mut table: Vec<u8> = fat.iter().flat_map(|next| next.to_le_bytes()).collect();
    table.resize(512, 0xFF);
    let mut directory = entry("Root Entry", END, 0);
    directory.extend(entry("Workbook", 2, stream_length));
    directory.resize(512, 0);
    [header, table, directory, vec![0; 512 * 10]].concat()
}

fn entry(name: &str, start: u32, length: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.resize(128, 0);
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&length.to_le_bytes());
    entry
}

#[track_caller]
fn refused(bytes: &[u8]) -> String {
    let error = Workbook::open(bytes, "book.xls").unwrap_err();
    assert_eq!(error.code(), "damaged", "{error}");
    error.place().unwrap_or_default().to_owned()
}

#[test]
fn chains_that_loop_or_leave_their_table_are_refused() {
    let loops: Vec<u32> = vec![END, END, 3, 2];
    assert_eq!(refused(&compound(&loops, 1 << 30)), "Workbook", "the stream loops");
    assert_eq!(refused(&compound(&[END, 1], 8192)), "directory", "the directory loops");
    assert_eq!(refused(&compound(&[END, END, 900], 8192)), "Workbook", "the stream leaves its table");
    let mut difat = compound(&[END, END, END], 512);
    difat[68..72].copy_from_slice(&2_u32.to_le_bytes());
    // Sector 2 names itself as the next sector of the DIFAT.
    let last = 512 * 4 - 4;
    difat[last..last + 4].copy_from_slice(&2_u32.to_le_bytes());
    assert_eq!(refused(&difat), "DIFAT");
}

#[test]
fn every_cut_of_a_compound_file_is_refused_or_opened() {
    let whole = compound(&[END, END, 3, 4, 5, 6, 7, 8, 9, END], 8 * 512);
    for length in (0..whole.len()).step_by(37) {
        let empty =
            Workbook::open(&whole[..length], "book.xls").map_or(true, |book| book.sheets().is_empty());
        assert!(empty, "a stream of zeros has no sheet");
    }
}

#[test]
fn a_looping_chain_in_a_real_file_is_refused_and_other_files_still_open() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/packages");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: ../shared/corpus/packages is absent");
        return;
    };
    let mut opened = 0;
    for path in entries.map(|entry| entry.unwrap().path()) {
        if !path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xls")) {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let found = Workbook::open(&std::fs::read(&path).unwrap(), &name);
        if name == "PhpSpreadsheet__oleloop.xls" {
            assert_eq!(found.unwrap_err().code(), "damaged");
        } else {
            opened += usize::from(found.is_ok());
        }
    }
    assert!(opened >= 250, "{opened} opened");
}
