//! Single cells of a converted workbook: numbers stay numbers, dates stay dates, all else is text.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::column;
use crate::workbook::{Cell, CellKind, CellRef, CellStyle, Sheet};

/// The formats of a sheet, one for each style that it uses.
#[derive(Default)]
pub struct Formats(HashMap<CellStyle, Format>);

impl Formats {
    /// The format of the cell at `at`.
    pub fn of(&mut self, sheet: &Sheet, at: CellRef) -> &Format {
        let style = sheet.style(at);
        self.0.entry(style).or_insert_with(|| format(style))
    }

    /// The format of the cell at `at`, with wrapping.
    pub fn wrapped(&mut self, sheet: &Sheet, at: CellRef) -> Format {
        self.of(sheet, at).clone().set_text_wrap().set_align(FormatAlign::Top)
    }
}

fn format(style: CellStyle) -> Format {
    let mut format = Format::new();
    if let Some(fill) = style.fill {
        format = format.set_background_color(Color::RGB(fill));
    }
    if style.wrap {
        format = format.set_text_wrap();
    }
    if style.bold {
        format = format.set_bold();
    }
    if style.border {
        format = format.set_border(FormatBorder::Thin);
    }
    if style.locked { format } else { format.set_unlocked() }
}

/// Writes one cell of the original as it was read.
pub fn write(target: &mut Worksheet, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    let (row, col, text) = (cell.at.row, column(cell.at)?, cell.text.as_str());
    if text.is_empty() {
        return target.write_blank(row, col, format).map(|_| ());
    }
    match cell.kind {
        CellKind::Number => write_number(target, cell.at, text, format),
        CellKind::Bool => target.write_boolean_with_format(row, col, text == "TRUE", format).map(|_| ()),
        _ => target.write_string_with_format(row, col, text, format).map(|_| ()),
    }
}

fn write_number(target: &mut Worksheet, at: CellRef, text: &str, format: &Format) -> Result<(), XlsxError> {
    let (row, col) = (at.row, column(at)?);
    // A number that does not read back as it stands (007 in a CSV file) is kept as text.
    let plain = |number: &f64| number.to_string() == text || format!("{number:e}") == text;
    if let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite() && plain(number)) {
        return target.write_number_with_format(row, col, number, format).map(|_| ());
    }
    match date(text) {
        Some(date) => {
            let pattern = if text.contains(' ') { "yyyy-mm-dd hh:mm" } else { "yyyy-mm-dd" };
            let format = format.clone().set_num_format(pattern);
            target.write_datetime_with_format(row, col, &date, &format).map(|_| ())
        }
        None => target.write_string_with_format(row, col, text, format).map(|_| ()),
    }
}

/// The date of `2025-06-02` or `2025-06-02 10:30`; other texts, and times to the second, stay text.
fn date(text: &str) -> Option<ExcelDateTime> {
    let digit = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let shape: String = text.chars().map(digit).collect();
    let known = matches!(shape.as_str(), "0000-00-00" | "0000-00-00 00:00");
    known.then(|| ExcelDateTime::parse_from_str(text).ok())?
}

/// Writes an answer as text.
pub fn write_answer(
    target: &mut Worksheet,
    at: CellRef,
    value: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    target.write_string_with_format(at.row, column(at)?, value, format).map(|_| ())
}

/// Whether two values read alike; readers normalise line ends.
pub fn same(a: &str, b: &str) -> bool {
    let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    a == b || lines(a) == lines(b)
}
