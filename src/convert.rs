//! A new .xlsx for the formats that are not edited in place (.xls, .xlsb, .ods, .csv).
//!
//! Values, merges, widths, wrapping, fills, hidden parts and drop-downs are carried over as far as they can be
//! read; the result names what could not be kept, and every value is compared with the original at the end.

mod cell;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Worksheet, XlsxError};

use crate::error::{Error, ErrorKind, Result};
use crate::fill::Written;
use crate::row_height;
use crate::text::Text;
use crate::workbook::{Area, CellRef, DropDown, Sheet, Workbook};
use cell::Formats;

/// A workbook written anew.
#[derive(Debug, Clone)]
pub struct Converted {
    /// The .xlsx file.
    pub bytes: Vec<u8>,
    /// What could not be kept.
    pub notes: Vec<Text>,
}

/// The last column, zero-based.
const MAX_COL: u32 = CellRef::MAX_COLS - 1;

/// Writes `workbook` with the new values of `written` as .xlsx.
///
/// # Errors
/// `too-large` or `answer-too-long` where a value does not fit a cell, `proof-failed` where a value of the original
/// is not found in the result.
pub fn to_xlsx(workbook: &Workbook, written: &[Written]) -> Result<Converted> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_properties(&undated().map_err(|error| refused(&error, ""))?);
    let mut notes = vec![always_lost()];
    let mut names = Names::default();
    for (index, sheet) in workbook.sheets().iter().enumerate() {
        let answers = written.iter().filter(|write| write.sheet_index == index);
        let answers: BTreeMap<CellRef, &str> =
            answers.map(|write| (write.cell, write.value.as_str())).collect();
        let name = names.unique(&sheet.name);
        if name != sheet.name {
            notes.push(renamed(&sheet.name, &name));
        }
        let target = book.add_worksheet();
        let wrote = target.set_name(&name).map(|_| ()).and_then(|()| write_sheet(target, sheet, &answers));
        notes.extend(wrote.map_err(|error| refused(&error, &sheet.name))?);
    }
    show_one(&mut book, workbook.sheets());
    let bytes = book.save_to_buffer().map_err(|error| refused(&error, ""))?;
    compare(workbook, &bytes, written)?;
    Ok(Converted { bytes, notes })
}

/// Document properties with a fixed date, so that the same input gives the same file.
fn undated() -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

/// Makes the first visible sheet the one that opens.
fn show_one(book: &mut rust_xlsxwriter::Workbook, sheets: &[Sheet]) {
    let visible = sheets.iter().position(|sheet| !sheet.hidden);
    if let Some(sheet) = visible.and_then(|index| book.worksheet_from_index(index).ok()) {
        sheet.set_active(true);
    }
}

/// Writes a sheet; returns what of it could not be kept.
fn write_sheet(
    target: &mut Worksheet,
    sheet: &Sheet,
    answers: &BTreeMap<CellRef, &str>,
) -> Result<Vec<Text>, XlsxError> {
    let mut formats = Formats::default();
    let merged = sheet.merges.iter().filter(|area| area.first != area.last);
    let unmerged = merged.filter(|area| merge(target, area, formats.of(sheet, area.first)).is_err()).count();
    for cell in &sheet.cells {
        if !answers.contains_key(&cell.at) {
            cell::write(target, cell, formats.of(sheet, cell.at))?;
        }
    }
    for (at, value) in answers {
        cell::write_answer(target, *at, value, &formats.wrapped(sheet, *at))?;
    }
    for (row, height) in heights(sheet, answers) {
        target.set_row_height(row, height)?;
    }
    arrange(target, sheet)?;
    let unlisted = sheet.drop_downs.iter().filter(|list| drop_down(target, list).is_err());
    let losses = [
        (unmerged > 0, "一部のセル結合", "some merged cells"),
        (unlisted.count() > 0, "一部の入力規則リスト", "some drop-down lists"),
        (sheet.protected, "シートの保護", "the sheet protection"),
        (
            sheet.cells.iter().any(|cell| cell.formula),
            "数式（値になります）",
            "formulas (their values are kept)",
        ),
    ];
    let lost = losses.iter().filter(|(is_lost, ..)| *is_lost);
    Ok(lost.map(|(_, ja, en)| lost_part(&sheet.name, ja, en)).collect())
}

/// The height of each row that an answer makes higher than one line, in points.
fn heights(sheet: &Sheet, answers: &BTreeMap<CellRef, &str>) -> BTreeMap<u32, f64> {
    let mut heights = BTreeMap::new();
    for (at, value) in answers {
        let area = sheet.merge_at(*at).copied().unwrap_or(Area { first: *at, last: *at });
        let width = (area.first.col..=area.last.col).map(|col| width(sheet, col)).sum();
        let rows = f64::from(area.last.row - area.first.row + 1);
        let needed = row_height::points(value, width) / rows;
        if needed > row_height::LINE {
            let height: &mut f64 = heights.entry(at.row).or_default();
            *height = height.max(needed);
        }
    }
    heights
}

/// The width of a column in characters.
fn width(sheet: &Sheet, col: u32) -> f64 {
    const DEFAULT: f64 = 8.43;
    let own = sheet.widths.iter().find(|(first, last, _)| (*first..=*last).contains(&col));
    own.map_or(DEFAULT, |(_, _, width)| *width)
}

/// Widths and what is hidden.
fn arrange(target: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let col = |col: u32| u16::try_from(col.min(MAX_COL)).map_err(|_| XlsxError::RowColumnLimitError);
    for (first, last, width) in &sheet.widths {
        target.set_column_range_width(col(*first)?, col(*last)?, *width)?;
    }
    for row in &sheet.hidden_rows {
        target.set_row_hidden(*row)?;
    }
    for hidden in &sheet.hidden_cols {
        target.set_column_hidden(col(*hidden)?)?;
    }
    target.set_hidden(sheet.hidden);
    Ok(())
}

fn merge(target: &mut Worksheet, area: &Area, format: &rust_xlsxwriter::Format) -> Result<(), XlsxError> {
    let (first, last) = (column(area.first)?, column(area.last)?);
    target.merge_range(area.first.row, first, area.last.row, last, "", format).map(|_| ())
}

/// A zero-based column as the writer counts it.
fn column(at: CellRef) -> Result<u16, XlsxError> {
    u16::try_from(at.col).map_err(|_| XlsxError::RowColumnLimitError)
}

fn drop_down(target: &mut Worksheet, list: &DropDown) -> Result<(), XlsxError> {
    let rule = DataValidation::new().allow_list_strings(&list.values)?;
    for area in &list.areas {
        let (first, last) = (column(area.first)?, column(area.last)?);
        target.add_data_validation(area.first.row, first, area.last.row, last, &rule)?;
    }
    Ok(())
}

/// Sheet names as Excel allows them, each once.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn unique(&mut self, name: &str) -> String {
        let allowed = |c: char| {
            if "[]:*?/\\".contains(c) || c.is_control() { '_' } else { c }
        };
        let bare: String = name.chars().map(allowed).collect();
        let bare = bare.trim_matches('\'');
        let bare = if bare.trim().is_empty() { "Sheet" } else { bare };
        let numbered = (2..).map(|n| format!(" ({n})"));
        for ending in std::iter::once(String::new()).chain(numbered) {
            let short = shorten(bare, 31 - ending.len()) + &ending;
            if self.0.insert(short.to_lowercase()) {
                return short;
            }
        }
        bare.to_owned()
    }
}

/// The longest start of `text` with at most `units` UTF-16 units.
fn shorten(text: &str, units: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= units
    };
    text.chars().take_while(fits).collect()
}

/// Compares every value of the original, and every written one, with what a reader finds in the result.
fn compare(original: &Workbook, bytes: &[u8], written: &[Written]) -> Result<()> {
    let copy = Workbook::open(bytes, "converted.xlsx")?;
    let expected: HashMap<(usize, CellRef), &str> =
        written.iter().map(|write| ((write.sheet_index, write.cell), write.value.as_str())).collect();
    for (index, sheet) in original.sheets().iter().enumerate() {
        let found = copy.sheets().get(index);
        let text = |at| found.map_or("", |sheet| sheet.text(at));
        let changed = sheet.cells.iter().find(|cell| {
            let value = expected.get(&(index, cell.at)).copied().unwrap_or(&cell.text);
            !cell::same(value, text(cell.at))
        });
        if let Some(cell) = changed {
            return Err(differs(&sheet.name, cell.at, text(cell.at)));
        }
    }
    let missing = written.iter().find(|write| {
        let sheet = copy.sheets().get(write.sheet_index);
        !cell::same(&write.value, sheet.map_or("", |sheet| sheet.text(write.cell)))
    });
    missing.map_or(Ok(()), |write| Err(differs(&write.sheet, write.cell, "")))
}

fn differs(sheet: &str, at: CellRef, found: &str) -> Error {
    Error::new(
        ErrorKind::ProofFailed,
        format!("変換後の値が元と異なります: 「{found}」"),
        format!("the converted cell holds another value: \"{found}\""),
    )
    .at(format!("{sheet}!{at}"))
}

fn refused(error: &XlsxError, sheet: &str) -> Error {
    let kind = match error {
        XlsxError::MaxStringLengthExceeded => ErrorKind::AnswerTooLong,
        _ => ErrorKind::TooLarge,
    };
    Error::new(
        kind,
        format!(".xlsx として書き出せません: {error}"),
        format!("cannot be written as .xlsx: {error}"),
    )
    .at(sheet)
}

fn always_lost() -> Text {
    Text::new(
        "新しい .xlsx を作成しました。フォント・配置・図形・画像・コメント・マクロ・条件付き書式は引き継がれません。",
        "A new .xlsx was made. Fonts, alignment, shapes, images, comments, macros and conditional formats are not kept.",
    )
}

fn renamed(old: &str, new: &str) -> Text {
    Text::new(
        format!("シート名「{old}」は Excel で使えないため「{new}」にしました。"),
        format!("Excel does not allow the sheet name \"{old}\"; it became \"{new}\"."),
    )
}

fn lost_part(sheet: &str, ja: &str, en: &str) -> Text {
    Text::new(
        format!("シート「{sheet}」: {ja}は引き継がれません。"),
        format!("Sheet \"{sheet}\": {en} could not be kept."),
    )
}
