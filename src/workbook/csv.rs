//! Delimited text: encoding and delimiter found out, one sheet with a cell per field.

use std::borrow::Cow;

use super::address::CellRef;
use super::sheet::{Cell, CellKind, CellStyle, Sheet};
use super::values;
use crate::error::{Error, ErrorKind, Result};

/// Delimiters that are told apart by their number in the first lines; a comma wins a tie.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];
/// Bytes at the start of the text that the delimiter is found in.
const SAMPLE: usize = 4096;

/// Reads delimited text as one sheet named after the file.
///
/// # Errors
/// `not-a-workbook` where the bytes are no text; `too-large`; `damaged` with the line.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Sheet> {
    let text = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text, name))
        .from_reader(text.as_bytes());
    let mut cells = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record =
            record.map_err(|error| values::damaged(&format!("line {}", row + 1), &error.to_string()))?;
        if cells.len() + record.len() > values::MAX_CELLS || row >= CellRef::MAX_ROWS as usize {
            return Err(values::too_large(&format!("line {}", row + 1)));
        }
        let fields = record.iter().take(CellRef::MAX_COLS as usize).enumerate();
        cells.extend(fields.map(|(col, field)| cell(row, col, field)));
    }
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    Ok(Sheet { name: stem.to_owned(), cells, styles: vec![CellStyle::default()], ..Sheet::default() })
}

fn cell(row: usize, col: usize, field: &str) -> Cell {
    let kind = match field.trim() {
        "" => CellKind::Empty,
        text if text.parse::<f64>().is_ok() => CellKind::Number,
        _ => CellKind::Text,
    };
    Cell { at: CellRef::new(row as u32, col as u32), kind, text: field.to_owned(), formula: false, style: 0 }
}

/// UTF-8, UTF-16 with a byte order mark, or Shift_JIS.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(encoding.decode(bytes).0);
    }
    if bytes.contains(&0) {
        return Err(super::not_a_workbook());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    match encoding_rs::SHIFT_JIS.decode(bytes) {
        (text, _, false) => Ok(text),
        _ => Err(Error::new(
            ErrorKind::NotAWorkbook,
            "文字コードが UTF-8 でも Shift_JIS でもありません。",
            "the text is neither UTF-8 nor Shift_JIS",
        )),
    }
}

fn delimiter(text: &str, name: &str) -> u8 {
    if name.to_ascii_lowercase().ends_with(".tsv") {
        return b'\t';
    }
    let sample = text.as_bytes().get(..SAMPLE).unwrap_or(text.as_bytes());
    let count = |delimiter: u8| sample.iter().filter(|&&byte| byte == delimiter).count();
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_and_delimiters_read_alike() {
        let text = "番号,確認事項,回答\r\n1,\"権限は\n最小か\",\r\n";
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let bom: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
        let sjis = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
        let tabs = text.replace(',', "\t").into_bytes();
        for bytes in [text.as_bytes().to_vec(), bom, utf16, sjis, tabs] {
            let sheet = read(&bytes, "調査票.csv").unwrap();
            assert_eq!(sheet.name, "調査票");
            assert_eq!(sheet.text(CellRef::new(0, 1)), "確認事項");
            assert_eq!(sheet.text(CellRef::new(1, 1)), "権限は\n最小か");
            assert_eq!(sheet.cell(CellRef::new(1, 2)).unwrap().kind, CellKind::Empty);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        for bytes in [&b"\x00\x01\x02"[..], b"\xFF\xFD\x80"] {
            assert_eq!(read(bytes, "x.csv").unwrap_err().code(), "not-a-workbook");
        }
    }
}
