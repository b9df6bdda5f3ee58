//! The memory as a workbook: the form in which people without a text editor read, complete and hand in answers.

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook as Writer, XlsxError};
use serde_json::{Map, Value};

use super::{Entry, Memory};
use crate::error::{Error, ErrorKind, Result};
use crate::workbook::{CellRef, Sheet, Workbook};

/// Name of the sheet.
const SHEET: &str = "回答集";
/// What stands for `reviewed`.
const REVIEWED: [(&str, bool); 2] = [("承認済", true), ("未承認", false)];
/// Field of an entry, heading and width in characters.
const COLUMNS: [(&str, &str, f64); 20] = [
    ("question", "質問", 50.0),
    ("section", "章・節", 24.0),
    ("number", "番号", 10.0),
    ("item", "項番", 8.0),
    ("choice", "判定", 10.0),
    ("answer", "回答", 60.0),
    ("remark", "備考", 30.0),
    ("evidence", "根拠", 30.0),
    ("criteria", "基準", 14.0),
    ("standard", "スタンダードの版", 10.0),
    ("file", "質問票", 24.0),
    ("sheet", "シート", 14.0),
    ("cell", "セル", 8.0),
    ("date", "承認日", 12.0),
    ("approver", "担当・承認者", 14.0),
    ("customer", "お客様", 16.0),
    ("scope", "製品・プラン", 16.0),
    ("disclosure", "開示", 10.0),
    ("expires", "期限", 12.0),
    ("reviewed", "承認", 10.0),
];

impl Memory {
    /// The memory as .xlsx, one entry a row, in the order of the file.
    ///
    /// # Errors
    /// `too-large` where there are more entries than a sheet has rows.
    pub fn to_workbook(&self) -> Result<Vec<u8>> {
        self.write_table().map_err(|error| {
            let what = error.to_string();
            Error::new(ErrorKind::TooLarge, format!("回答集を作成できません: {what}"), what)
        })
    }

    /// The entries of a workbook with these headings, in any order of columns; empty rows are left out. A row without a
    /// questionnaire of its own is an answer of the form itself: `name` and the row then name its place.
    ///
    /// # Errors
    /// `invalid-data` with the row that is no entry, or where no sheet has the headings.
    pub fn from_workbook(workbook: &Workbook, name: &str) -> Result<Self> {
        let found = workbook.sheets().iter().find_map(|sheet| Some((sheet, headings(sheet)?)));
        let (sheet, columns) = found.ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidData,
                "回答集の見出し（質問、承認日、承認 など）が見つかりません。",
                "expected the headings of a memory workbook, found none",
            )
        })?;
        let last = sheet.cells.last().map_or(0, |cell| cell.at.row);
        let mut memory = Self::default();
        for row in 1..=last {
            if let Some(entry) = entry(sheet, &columns, row, name)? {
                memory.add(entry);
            }
        }
        Ok(memory)
    }

    fn write_table(&self) -> std::result::Result<Vec<u8>, XlsxError> {
        let mut book = Writer::new();
        let sheet = book.add_worksheet();
        sheet.set_name(SHEET)?.set_freeze_panes(1, 1)?;
        let head = Format::new().set_bold().set_text_wrap().set_background_color("E3E8EE");
        // Text, so that a date or a number stays what it was.
        let text = Format::new().set_text_wrap().set_num_format("@").set_align(FormatAlign::Top);
        let entries = self.entries();
        let last = u32::try_from(entries.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (col, (field, heading, width)) in (0..).zip(COLUMNS) {
            sheet.set_column_width(col, width)?.set_column_format(col, &text)?;
            sheet.write_with_format(0, col, heading, &head)?;
            if field == "reviewed" {
                let list = DataValidation::new().allow_list_strings(&REVIEWED.map(|(word, _)| word))?;
                sheet.add_data_validation(1, col, last.max(200), col, &list)?;
            }
        }
        for (row, entry) in (1..).zip(entries) {
            let fields = serde_json::to_value(entry).unwrap_or_default();
            for (col, (field, ..)) in (0..).zip(COLUMNS) {
                let value = fields.get(field).map_or_else(String::new, shown);
                if !value.is_empty() {
                    sheet.write_string_with_format(row, col, value, &text)?;
                }
            }
        }
        sheet.autofilter(0, 0, last.max(1), COLUMNS.len() as u16 - 1)?;
        book.save_to_buffer()
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join("、"),
        Value::Bool(flag) => {
            let word = REVIEWED.iter().find(|(_, own)| own == flag);
            word.map_or_else(String::new, |(word, _)| (*word).to_owned())
        }
        _ => String::new(),
    }
}

/// The column of each field by the headings of the first row; none where one that is needed is missing.
fn headings(sheet: &Sheet) -> Option<Vec<(&'static str, u32)>> {
    let heads = sheet.cells.iter().take_while(|cell| cell.at.row == 0);
    let named = heads.filter_map(|cell| {
        let column = COLUMNS.iter().find(|(_, heading, _)| *heading == cell.text.trim())?;
        Some((column.0, cell.at.col))
    });
    let found: Vec<(&str, u32)> = named.collect();
    ["question", "date", "reviewed"]
        .iter()
        .all(|field| found.iter().any(|(own, _)| own == field))
        .then_some(found)
}

fn entry(sheet: &Sheet, columns: &[(&'static str, u32)], row: u32, name: &str) -> Result<Option<Entry>> {
    let mut fields = Map::new();
    for (field, col) in columns {
        let text = sheet.text(CellRef::new(row, *col)).trim();
        if !text.is_empty() {
            fields.insert((*field).to_owned(), read(field, text));
        }
    }
    if !fields.contains_key("question") {
        return Ok(None);
    }
    let own = [("file", name.to_owned()), ("sheet", sheet.name.clone()), ("cell", format!("A{}", row + 1))];
    for (field, value) in own {
        fields.entry(field).or_insert(Value::String(value));
    }
    fields.entry("reviewed").or_insert(Value::Bool(false));
    serde_json::from_value(Value::Object(fields)).map(Some).map_err(|error| {
        Error::new(
            ErrorKind::InvalidData,
            format!("回答集の行として読み取れません: {error}"),
            format!("expected a row of a memory: {error}"),
        )
        .at(format!("{}!{}", sheet.name, row + 1))
    })
}

fn read(field: &str, text: &str) -> Value {
    match field {
        "criteria" => {
            let numbers = text.split(['、', ',', '，', ' ', '\n']).filter(|number| !number.is_empty());
            Value::Array(numbers.map(|number| Value::String(number.to_owned())).collect())
        }
        "reviewed" => REVIEWED
            .iter()
            .find(|(word, _)| *word == text)
            .map_or_else(|| Value::String(text.to_owned()), |(_, flag)| Value::Bool(*flag)),
        _ => Value::String(text.to_owned()),
    }
}
