//! The library as a workbook: the form in which the people who know the answers write them down.

use rust_xlsxwriter::{
    DataValidation, Format, FormatAlign, FormatBorder, Workbook as Writer, Worksheet, XlsxError,
};

use super::{CompanyCriterion, CompanyLibrary, missing};
use crate::error::{Error, ErrorKind, Result};
use crate::memory::{Date, Disclosure};
use crate::row_height;
use crate::workbook::{CellRef, Sheet, Workbook};

/// Name of the sheet with the instructions and what is said of the library as a whole.
const GUIDE: &str = "記入要領";
/// Name of the sheet with the answers.
const ANSWERS: &str = "回答";
/// Rows of the answer sheet that have drop-downs and formats.
const ROWS: u32 = 500;
/// What is said of the library as a whole: field and label.
const TITLES: [(&str, &str); 3] = [("title", "ライブラリの名称"), ("version", "版"), ("date", "日付")];
/// Field of a criterion, heading, width in characters, and what is written there.
const COLUMNS: [(&str, &str, f64, &str); 11] = [
    ("id", "ID", 12.0, "必須。自社の基準の番号（SEC-012 など）。同じ ID は 2 度使えません。"),
    (
        "phrasings",
        "質問の文例",
        50.0,
        "この文と同じ質問に回答します。1 行に 1 つ、いくつでも。似た質問には候補として示します。",
    ),
    (
        "numbers",
        "参照番号",
        16.0,
        "質問に書かれうる番号（実9、A.8.24 など）。1 行に 1 つ。質問の文例か参照番号のどちらかは必須です。",
    ),
    (
        "verdict",
        "判定",
        10.0,
        "○、×、はい など。質問票の選択肢に合わせて記入します。対象外は自動では記入しません。",
    ),
    ("answer", "回答", 60.0, "一字一句そのまま記入します。判定か回答のどちらかは必須です。"),
    ("remark", "備考", 30.0, "備考欄に記入する文。"),
    ("evidence", "根拠", 26.0, "根拠・参照資料の欄に記入する文。"),
    ("owner", "担当", 14.0, "回答に責任を持つ人または部署。"),
    ("expires", "期限", 12.0, "回答してよい最後の日（2027-03-31 など）。過ぎた回答は人の確認を待ちます。"),
    ("scope", "製品・プラン", 18.0, "回答が当てはまる製品・プラン。1 行に 1 つ。空欄はすべて。"),
    (
        "disclosure",
        "開示",
        12.0,
        "必須。公開、NDA締結先、社内限り のいずれか。社内限りは自動では記入しません。",
    ),
];

/// The empty form as .xlsx.
///
/// # Errors
/// `too-large` only if the writer refuses what a test has it write.
pub fn form() -> Result<Vec<u8>> {
    write().map_err(|error| {
        let what = error.to_string();
        Error::new(ErrorKind::TooLarge, format!("様式を作成できません: {what}"), what)
    })
}

fn write() -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Writer::new();
    let framed = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
    let head = framed.clone().set_bold().set_background_color("E3E8EE");
    let entry = framed.clone().set_num_format("@").set_background_color("FFFBEF");
    guide(book.add_worksheet(), &head, &framed, &entry)?;
    answers(book.add_worksheet(), &head)?;
    book.save_to_buffer()
}

fn guide(
    sheet: &mut Worksheet,
    head: &Format,
    text: &Format,
    entry: &Format,
) -> std::result::Result<(), XlsxError> {
    const WIDTH: f64 = 90.0;
    sheet.set_name(GUIDE)?.set_column_width(0, 22)?.set_column_width(1, WIDTH)?;
    sheet.write_string_with_format(
        0,
        0,
        "自社回答ライブラリ 記入要領",
        &Format::new().set_bold().set_font_size(14),
    )?;
    for (row, (_, label)) in (2..).zip(TITLES) {
        sheet.write_string_with_format(row, 0, label, head)?.write_blank(row, 1, entry)?;
    }
    sheet.write_string(6, 0, "上の 3 つ（日付は 2026-04-01 の形）と、シート「回答」の各列を記入してください。1 行が 1 つの基準です。")?;
    for (row, (_, heading, _, what)) in (8..).zip(COLUMNS) {
        sheet.write_string_with_format(row, 0, heading, head)?;
        sheet.write_string_with_format(row, 1, what, text)?;
        sheet.set_row_height(row, row_height::points(what, WIDTH))?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn answers(sheet: &mut Worksheet, head: &Format) -> std::result::Result<(), XlsxError> {
    // Text, so that a date or a number stays what was typed.
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top).set_text_wrap();
    sheet.set_name(ANSWERS)?;
    for (col, (field, heading, width, _)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(col, width)?.set_column_format(col, &text)?;
        sheet.write_string_with_format(0, col, heading, head)?;
        if field == "disclosure" {
            let list = DataValidation::new().allow_list_strings(&Disclosure::WORDS.map(|(word, _)| word))?;
            sheet.add_data_validation(1, col, ROWS, col, &list)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?.autofilter(0, 0, ROWS, COLUMNS.len() as u16 - 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

impl CompanyLibrary {
    /// The library of a form that a person has filled; empty rows are left out, columns may stand in any order.
    ///
    /// # Errors
    /// `invalid-data` with the cell that is missing or breaks a rule.
    pub fn from_workbook(workbook: &Workbook) -> Result<Self> {
        let guide = named(workbook, GUIDE)?;
        let sheet = named(workbook, ANSWERS)?;
        let columns = Columns::of(sheet)?;
        let mut library = titles(guide)?;
        let last = sheet.cells.last().map_or(0, |cell| cell.at.row);
        for row in 1..=last {
            let at = |field: &str| columns.place(sheet, row, field);
            if let Some(criterion) = columns.criterion(sheet, row)? {
                library.add(criterion, &at)?;
            }
        }
        Ok(library)
    }
}

fn named<'w>(workbook: &'w Workbook, name: &str) -> Result<&'w Sheet> {
    workbook.sheets().iter().find(|sheet| sheet.name == name).ok_or_else(|| {
        Error::new(
            ErrorKind::InvalidData,
            format!("シート「{name}」がありません。kaito import --form で作った様式に記入してください。"),
            format!("expected the sheet {name} of the form that `kaito import --form` makes, found none"),
        )
    })
}

/// The library that the guide sheet names, still without criteria.
fn titles(guide: &Sheet) -> Result<CompanyLibrary> {
    for (field, label) in TITLES {
        let (text, at) = titled(guide, field);
        if text.is_empty() {
            return Err(missing(label).at(at));
        }
    }
    let [(title, _), (version, _), (day, at)] = TITLES.map(|(field, _)| titled(guide, field));
    let date = date(&day).ok_or_else(|| no_date(&day).at(at))?;
    CompanyLibrary::titled(title, version, date, &|field| titled(guide, field).1)
}

/// What stands beside the label of a title field, and where.
fn titled(guide: &Sheet, field: &str) -> (String, String) {
    let label = TITLES.iter().find(|(own, _)| *own == field).map_or("", |(_, label)| label);
    let beside = guide.cells.iter().find(|cell| cell.text.trim() == label).map(|cell| cell.at);
    let at = beside.map_or(CellRef::new(2, 1), |at| CellRef::new(at.row, at.col + 1));
    (guide.text(at).trim().to_owned(), format!("{}!{at}", guide.name))
}

/// The column of each field, by the headings of the first row.
struct Columns(Vec<(&'static str, u32)>);

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self> {
        let heads = sheet.cells.iter().take_while(|cell| cell.at.row == 0);
        let known = heads.map(|cell| {
            let column = COLUMNS.iter().find(|(_, heading, ..)| *heading == cell.text.trim());
            column
                .map(|column| (column.0, cell.at.col))
                .ok_or_else(|| unknown_heading(sheet, cell.at, &cell.text))
        });
        let found: Vec<(&str, u32)> = known.collect::<Result<_>>()?;
        let lacking = COLUMNS.iter().find(|(field, ..)| found.iter().all(|(own, _)| own != field));
        match lacking {
            None => Ok(Self(found)),
            Some((_, heading, ..)) => Err(Error::new(
                ErrorKind::InvalidData,
                format!("見出し「{heading}」がありません。"),
                format!("expected the heading {heading}, found none"),
            )
            .at(format!("{}!1", sheet.name))),
        }
    }

    fn cell(&self, row: u32, field: &str) -> CellRef {
        let column = self.0.iter().find(|(own, _)| *own == field);
        CellRef::new(row, column.map_or(0, |(_, col)| *col))
    }

    fn place(&self, sheet: &Sheet, row: u32, field: &str) -> String {
        format!("{}!{}", sheet.name, self.cell(row, field))
    }

    /// The criterion of a row; none where the row is empty.
    fn criterion(&self, sheet: &Sheet, row: u32) -> Result<Option<CompanyCriterion>> {
        let text = |field: &str| sheet.text(self.cell(row, field)).trim().to_owned();
        if COLUMNS.iter().all(|(field, ..)| text(field).is_empty()) {
            return Ok(None);
        }
        let lines = |field: &str| -> Vec<String> {
            text(field).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let expires = match text("expires") {
            none if none.is_empty() => None,
            last => Some(date(&last).ok_or_else(|| no_date(&last).at(self.place(sheet, row, "expires")))?),
        };
        let level = Disclosure::WORDS.iter().find(|(word, _)| *word == text("disclosure"));
        let disclosure = level
            .map(|(_, level)| *level)
            .ok_or_else(|| no_level(&text("disclosure")).at(self.place(sheet, row, "disclosure")))?;
        Ok(Some(CompanyCriterion {
            id: text("id"),
            phrasings: lines("phrasings"),
            numbers: lines("numbers"),
            verdict: text("verdict"),
            answer: text("answer"),
            remark: text("remark"),
            evidence: text("evidence"),
            owner: text("owner"),
            expires,
            scope: lines("scope"),
            disclosure,
        }))
    }
}

/// A day as people type it: 2027-03-31, 2027/3/31, 2027年3月31日.
fn date(text: &str) -> Option<Date> {
    let parts: Vec<&str> =
        text.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = <[&str; 3]>::try_from(parts).ok()?;
    format!("{year:0>4}-{month:0>2}-{day:0>2}").parse().ok()
}

fn no_date(found: &str) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("日付（2027-03-31 の形）ではなく「{found}」がありました。"),
        format!("expected a date such as 2027-03-31, found \"{found}\""),
    )
}

fn no_level(found: &str) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("開示は 公開・NDA締結先・社内限り のいずれかです。「{found}」がありました。"),
        format!("expected 公開, NDA締結先 or 社内限り, found \"{found}\""),
    )
}

fn unknown_heading(sheet: &Sheet, at: CellRef, found: &str) -> Error {
    let what = format!("「{}」は様式にない見出しです。", found.trim());
    Error::new(
        ErrorKind::InvalidData,
        what,
        format!("expected a heading of the form, found \"{}\"", found.trim()),
    )
    .at(format!("{}!{at}", sheet.name))
}
