//! The sheets with questions: two-row headings, merged sections, a drop-down for the judgement.

use rust_xlsxwriter::{
    DataValidation, Format, FormatAlign, FormatBorder, Formula, RowNum, Worksheet, XlsxError,
};

use super::JUDGEMENT_LIST;
use super::questions::{CRITERIA, FACILITIES, Item, Section};

/// Zero-based columns of both sheets.
mod column {
    pub const SERIAL: u16 = 0;
    pub const MAJOR: u16 = 1;
    pub const MIDDLE: u16 = 2;
    pub const NUMBER: u16 = 3;
    pub const QUESTION: u16 = 4;
    pub const JUDGEMENT: u16 = 5;
    pub const ANSWER: u16 = 6;
    pub const REMARK: u16 = 7;
    pub const WIDTHS: [(u16, u8); 8] = [
        (SERIAL, 5),
        (MAJOR, 12),
        (MIDDLE, 16),
        (NUMBER, 13),
        (QUESTION, 52),
        (JUDGEMENT, 8),
        (ANSWER, 60),
        (REMARK, 22),
    ];
}

/// Zero-based rows: title, the two rows of the head, the first question.
const TITLE: RowNum = 0;
const HEAD: RowNum = 2;
const FIRST: RowNum = 4;

/// 統制・実務・監査: criterion numbers with their sign, for a part of the questions.
pub(super) fn criteria(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("チェックシート")?.set_active(true);
    frame(sheet, "クラウドサービス安全対策チェックシート（統制・実務・監査）", "FISC\n基準番号")?;
    sections(sheet, &CRITERIA)
}

/// 設備: bare numbers, whose group only the head and the sheet's name tell.
pub(super) fn facilities(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("設備基準")?;
    frame(sheet, "クラウドサービス安全対策チェックシート（設備基準）", "設備基準\n番号")?;
    sections(sheet, &FACILITIES)
}

fn frame(sheet: &mut Worksheet, title: &str, number_heading: &str) -> Result<(), XlsxError> {
    for (column, width) in column::WIDTHS {
        sheet.set_column_width(column, width)?;
    }
    let large = Format::new().set_bold().set_font_size(14);
    sheet.merge_range(TITLE, column::SERIAL, TITLE, column::REMARK, title, &large)?;
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_background_color("D9E1F2")
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let tall = [
        (column::SERIAL, "項番"),
        (column::MAJOR, "大項目"),
        (column::MIDDLE, "中項目"),
        (column::NUMBER, number_heading),
        (column::QUESTION, "確認項目"),
        (column::REMARK, "備考"),
    ];
    for (column, name) in tall {
        sheet.merge_range(HEAD, column, HEAD + 1, column, name, &head)?;
    }
    sheet.merge_range(HEAD, column::JUDGEMENT, HEAD, column::ANSWER, "貴社ご回答", &head)?;
    sheet.write_with_format(HEAD + 1, column::JUDGEMENT, "判定", &head)?;
    sheet.write_with_format(HEAD + 1, column::ANSWER, "回答内容", &head)?;
    sheet.set_row_height(HEAD, 20)?.set_row_height(HEAD + 1, 20)?;
    sheet.set_freeze_panes(FIRST, column::JUDGEMENT)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEAD, HEAD + 1)?.set_footer("&C&P / &N");
    Ok(())
}

fn sections(sheet: &mut Worksheet, sections: &[Section]) -> Result<(), XlsxError> {
    let mut row = FIRST;
    for (index, section) in sections.iter().enumerate() {
        let first = row;
        for item in section.items {
            question(sheet, row, row - FIRST + 1, item)?;
            row += 1;
        }
        block(sheet, first, row - 1, column::MIDDLE, section.middle)?;
        // The major heading spans all its sections: it is written with the first of them.
        let before = index.checked_sub(1).and_then(|before| sections.get(before));
        if before.is_none_or(|before| before.major != section.major) {
            let same = sections.iter().skip(index).take_while(|next| next.major == section.major);
            let rows: usize = same.map(|next| next.items.len()).sum();
            let last = first + RowNum::try_from(rows).unwrap_or(RowNum::MAX) - 1;
            block(sheet, first, last, column::MAJOR, section.major)?;
        }
    }
    let judgement = DataValidation::new()
        .allow_list_formula(Formula::new(JUDGEMENT_LIST))
        .set_error_title("判定")?
        .set_error_message("リストから選択してください。")?;
    sheet.add_data_validation(FIRST, column::JUDGEMENT, row - 1, column::JUDGEMENT, &judgement)?;
    sheet.set_print_area(TITLE, column::SERIAL, row - 1, column::REMARK)?;
    Ok(())
}

/// A heading beside the rows `first` to `last`, merged where there are several.
fn block(
    sheet: &mut Worksheet,
    first: RowNum,
    last: RowNum,
    column: u16,
    name: &str,
) -> Result<(), XlsxError> {
    if first == last {
        sheet.write_with_format(first, column, name, &body())?;
    } else {
        sheet.merge_range(first, column, last, column, name, &body())?;
    }
    Ok(())
}

fn question(sheet: &mut Worksheet, row: RowNum, serial: u32, item: &Item) -> Result<(), XlsxError> {
    let centre = body().set_align(FormatAlign::Center);
    let entry = body().set_background_color("FFFBE6");
    sheet.set_row_height(row, 36)?;
    sheet.write_with_format(row, column::SERIAL, serial, &centre)?;
    match item.number.parse::<u16>() {
        Ok(bare) => sheet.write_with_format(row, column::NUMBER, bare, &centre)?,
        Err(_) => sheet.write_with_format(row, column::NUMBER, item.number, &centre)?,
    };
    sheet.write_with_format(row, column::QUESTION, item.question, &body())?;
    let (judgement, answer) = item.answered.unwrap_or_default();
    let chosen = entry.clone().set_align(FormatAlign::Center);
    sheet.write_with_format(row, column::JUDGEMENT, judgement, &chosen)?;
    sheet.write_with_format(row, column::ANSWER, answer, &entry)?;
    sheet.write_with_format(row, column::REMARK, "", &entry)?;
    Ok(())
}

fn body() -> Format {
    Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top)
}
