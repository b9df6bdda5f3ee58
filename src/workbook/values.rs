//! Cell values as plain text.

use calamine::{Data, DataRef};

use super::address::CellRef;
use super::sheet::CellKind;
use crate::error::{Error, ErrorKind};

/// Stored cells that one workbook may have.
pub(super) const MAX_CELLS: usize = 4_000_000;

/// One cell's position, kind and plain text.
pub(super) type Value = (CellRef, CellKind, String);

/// Kind and plain text of a value; `None` where there is none.
pub(crate) fn plain(value: &DataRef<'_>) -> Option<(CellKind, String)> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) => (CellKind::Text, text.clone()),
        DataRef::SharedString(text) => (CellKind::Text, (*text).to_owned()),
        DataRef::Int(number) => (CellKind::Number, number.to_string()),
        DataRef::Float(number) => (CellKind::Number, shortest(*number)),
        DataRef::Bool(value) => (CellKind::Bool, if *value { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(date) if date.is_datetime() => (CellKind::Number, day(date)),
        DataRef::DateTime(duration) => (CellKind::Number, shortest(duration.as_f64())),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (CellKind::Number, iso_date(text)),
        DataRef::Error(error) => (CellKind::Error, error.to_string()),
    })
}

/// As [`plain`], for owned values.
pub(super) fn plain_owned(value: &Data) -> Option<(CellKind, String)> {
    Some(match value {
        Data::Empty => return None,
        Data::String(text) => (CellKind::Text, text.clone()),
        Data::Int(number) => plain(&DataRef::Int(*number))?,
        Data::Float(number) => plain(&DataRef::Float(*number))?,
        Data::Bool(value) => plain(&DataRef::Bool(*value))?,
        Data::DateTime(date) => plain(&DataRef::DateTime(*date))?,
        Data::DateTimeIso(text) | Data::DurationIso(text) => (CellKind::Number, iso_date(text)),
        Data::Error(error) => (CellKind::Error, error.to_string()),
    })
}

/// A number without a trailing `.0`, as a cell with the general format shows it (15 digits).
pub(super) fn shortest(number: f64) -> String {
    let text = format!("{number}");
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 || !number.is_finite() {
        return text;
    }
    // 0.1 + 0.2 is shown as 0.3: beyond 15 digits the stored double is noise.
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded.abs() >= 1e15 || rounded.abs() < 1e-9 { format!("{rounded:e}") } else { format!("{rounded}") }
}

/// `2025-06-02`, with the time where there is one.
pub(super) fn day(date: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, _, _) = date.to_ymd_hms_milli();
    match (hour, minute) {
        (0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

/// An ISO date as [`day`] shows one; seconds that are not zero are kept, and so are durations (`PT10M`).
pub(super) fn iso_date(text: &str) -> String {
    if text.starts_with('P') {
        return text.to_owned();
    }
    let spaced = text.replace('T', " ");
    let minutes = match spaced.matches(':').count() {
        2 => spaced.strip_suffix(":00").unwrap_or(&spaced),
        _ => &spaced,
    };
    minutes.strip_suffix(" 00:00").unwrap_or(minutes).to_owned()
}

/// The workbook has more stored cells than are read.
pub(super) fn too_large(place: &str) -> Error {
    Error::new(
        ErrorKind::TooLarge,
        format!("セルが {MAX_CELLS} 個を超えています。"),
        format!("there are more than {MAX_CELLS} cells"),
    )
    .at(place)
}

/// A sheet or part that the reader gave up on.
pub(super) fn damaged(place: &str, found: &str) -> Error {
    Error::new(
        ErrorKind::Damaged,
        format!("内容を読み取れません（詳細: {found}）"),
        format!("cannot read the content: {found}"),
    )
    .at(place)
}
