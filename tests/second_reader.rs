//! The values that are read from files of other projects, against calamine's own view of them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use kaito::{CellRef, Workbook};

/// The cells that differ, where calamine can read the file.
fn differences(bytes: &[u8], book: &Workbook) -> Option<Vec<String>> {
    let reader = || open_workbook_auto_from_rs(Cursor::new(bytes.to_vec())).ok();
    // calamine stops at some damaged files, and lays out what does not fit into memory.
    let mut other = std::panic::catch_unwind(reader).ok()??;
    let mut found = Vec::new();
    for sheet in book.sheets() {
        let Ok(range) = other.worksheet_range(&sheet.name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        for (row, col, value) in range.used_cells() {
            let at = CellRef::new(top + row as u32, left + col as u32);
            if !is_same(value, sheet.text(at)) {
                found.push(format!("{}!{at}: {value:?}, read {:?}", sheet.name, sheet.text(at)));
            }
        }
    }
    Some(found)
}

fn is_same(value: &Data, text: &str) -> bool {
    match value {
        Data::Empty => text.is_empty(),
        Data::String(value) => value == text,
        Data::Int(value) => text.parse() == Ok(*value),
        Data::Float(value) => {
            text.parse::<f64>().is_ok_and(|read| (read - value).abs() <= value.abs() * 1e-12)
        }
        Data::Bool(value) => text.eq_ignore_ascii_case(&value.to_string()),
        Data::DateTime(value) if value.is_datetime() => {
            let (year, month, day, ..) = value.to_ymd_hms_milli();
            text.starts_with(&format!("{year:04}-{month:02}-{day:02}"))
        }
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) | Data::Error(_) => !text.is_empty(),
    }
}

/// Where calamine takes the first shared string, because white space stands behind the number of another.
const OTHERWISE: &str = "excel-streaming-reader__bug69769.xlsx";

#[test]
fn values_are_those_of_a_second_reader() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/packages");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: ../shared/corpus/packages is absent");
        return;
    };
    let mut compared = 0;
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        if bytes.len() > 4_000_000 || name.contains("OOM") || name == OTHERWISE {
            continue;
        }
        if let Ok(book) = Workbook::open(&bytes, &name)
            && let Some(found) = differences(&bytes, &book)
        {
            assert!(found.is_empty(), "{name}: {:#?}", found.iter().take(5).collect::<Vec<_>>());
            compared += 1;
        }
    }
    assert!(compared >= 2_000, "{compared} compared");
}
