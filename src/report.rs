//! The internal review workbook: every question with its match, its proposal and room for a reviewer's verdict.
//!
//! It stays inside the company; nothing of it goes into the customer's copy. The headings of the review sheet are
//! stable, so that a workbook edited by a person can be read back.

mod chapters;
mod format;
mod gaps;
mod questions;
mod read;
mod snapshot;
mod summary;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub use questions::Column;
pub use read::rulings;
pub use snapshot::read as decisions;

use crate::answer::Library;
use crate::error::{Error, ErrorKind, Result};
use crate::matching::Class;
use crate::review::{Decision, Status};
use format::Styles;

/// What the review workbook says about its origin.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// File name of the customer's workbook.
    pub source: &'a str,
    /// File name of the filled workbook beside the review workbook, for links into it.
    pub filled: Option<&'a str>,
}

/// The review workbook of `decisions` as .xlsx.
///
/// # Errors
/// `too-large` where there are more decisions than a sheet has rows.
pub fn workbook(decisions: &[Decision], library: Library<'_>, origin: Origin<'_>) -> Result<Vec<u8>> {
    write(decisions, library, origin).map_err(|error| {
        Error::new(
            ErrorKind::TooLarge,
            format!("レビュー用ブックを作成できません: {error}"),
            format!("cannot write the review workbook: {error}"),
        )
    })
}

fn write(decisions: &[Decision], library: Library<'_>, origin: Origin<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let date = ExcelDateTime::parse_from_str(&library.standard.date)
        .or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let styles = Styles::new();
    summary::write(book.add_worksheet(), decisions, library, origin, &styles)?;
    questions::write(book.add_worksheet(), decisions, library, origin, &styles)?;
    gaps::write_gaps(book.add_worksheet(), decisions, library, &styles)?;
    gaps::write_sources(book.add_worksheet(), decisions, library, &styles)?;
    snapshot::write(book.add_worksheet(), decisions)?;
    book.save_to_buffer()
}

/// A class in the product's words.
fn class_word(class: Class) -> &'static str {
    match class {
        Class::Auto => "確実",
        Class::Review => "要確認",
        Class::None => "回答なし",
    }
}

/// A status in the product's words.
fn status_word(status: Status) -> &'static str {
    match status {
        Status::Fill => "記入",
        Status::Review => "要確認",
        Status::Blank => "空欄",
        Status::Kept => "回答済",
        Status::Hidden => "非表示",
    }
}
