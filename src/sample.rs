//! A sample questionnaire in the form that banks send: for the demo, the page's first try, and tests.
//!
//! The bank does not exist and the questions are this project's own. They are chosen to show every outcome:
//! numbers, wordings, a number of a later edition, a vacant one, what the standard does not answer, what is
//! already answered.

mod front;
mod questions;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::error::{Error, ErrorKind, Result};

/// File name under which the sample is saved.
pub const FILE_NAME: &str = "サンプル銀行_安全対策チェックシート.xlsx";

/// Values of the judgement column, as its drop-down list holds them.
const JUDGEMENTS: [&str; 4] = ["○", "△", "×", "対象外"];

/// Where the drop-down list stands, on a hidden sheet.
const JUDGEMENT_LIST: &str = "=リスト!$A$2:$A$5";

/// The sample questionnaire as the bytes of an .xlsx file; the same bytes at every call.
///
/// # Errors
/// `invalid-data` if the workbook cannot be written, which a test proves not to happen.
pub fn workbook() -> Result<Vec<u8>> {
    build().map_err(|error| {
        let error = error.to_string();
        Error::new(
            ErrorKind::InvalidData,
            format!("サンプルを作成できません: {error}"),
            format!("the sample cannot be written: {error}"),
        )
    })
}

fn build() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 10, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title("クラウドサービス安全対策チェックシート")
            .set_author("株式会社サンプル銀行")
            .set_creation_datetime(&created),
    );
    front::cover(workbook.add_worksheet())?;
    front::guide(workbook.add_worksheet())?;
    sheet::criteria(workbook.add_worksheet())?;
    sheet::facilities(workbook.add_worksheet())?;
    list(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

fn list(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("リスト")?.set_hidden(true);
    sheet.write(0, 0, "判定")?;
    for (row, judgement) in (1..).zip(JUDGEMENTS) {
        sheet.write(row, 0, judgement)?;
    }
    Ok(())
}
