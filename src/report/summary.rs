//! The summary sheet: how many questions of each kind, by sheet, and how sure the matches are.

use rust_xlsxwriter::{Chart, ChartType, Worksheet, XlsxError};

use super::format::{A4, Styles, read_from_top, row};
use super::{Origin, chapters, class_word, status_word};
use crate::answer::Library;
use crate::matching::Class;
use crate::review::{Decision, Status};

pub const SHEET: &str = "概要";

/// Bands of the confidence chart, by the lower bound of each.
const BANDS: [(f64, &str); 6] = [
    (0.99, "99%〜"),
    (0.95, "95〜99%"),
    (0.8, "80〜95%"),
    (0.5, "50〜80%"),
    (0.2, "20〜50%"),
    (0.0, "〜20%"),
];

const CLASSES: [Class; 3] = [Class::Auto, Class::Review, Class::None];
pub const STATUSES: [Status; 5] = [Status::Fill, Status::Review, Status::Blank, Status::Kept, Status::Hidden];

/// Writes the summary sheet.
pub fn write(
    sheet: &mut Worksheet,
    decisions: &[Decision],
    library: Library<'_>,
    origin: Origin<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?;
    sheet.set_column_width(0, 24)?.set_column_range_width(1, 8, 10)?;
    sheet.set_row_height(0, 26)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 1);
    sheet.write_string_with_format(0, 0, "回答レビュー（社内用）", &styles.title)?;
    let standard = library.standard;
    sheet.write_string(1, 0, format!("対象: {}", origin.source))?;
    let source = format!("出典: {} Ver.{}（{}）", standard.title, standard.version, standard.date);
    sheet.write_string(2, 0, source)?;
    let classes = CLASSES.map(|class| {
        (class_word(class).to_owned(), decisions.iter().filter(|decision| decision.class == class).count())
    });
    let statuses = STATUSES.map(|status| {
        (
            status_word(status).to_owned(),
            decisions.iter().filter(|decision| decision.status == status).count(),
        )
    });
    let next = table(sheet, 4, "区分", &classes, styles)?;
    chart(sheet, 4, "区分別の質問数", next - classes.len()..next)?;
    let next = table(sheet, next + 1, "状態", &statuses, styles)?;
    let bands = bands(decisions);
    let next = table(sheet, next + 1, "確信度", &bands, styles)?;
    chart(sheet, 20, "確信度の分布", next - bands.len()..next)?;
    chapters::write(sheet, (next + 1).max(36), decisions, styles)
}

/// Questions in each band of confidence, among those that have a candidate.
fn bands(decisions: &[Decision]) -> Vec<(String, usize)> {
    let band = |decision: &Decision| BANDS.iter().position(|(lower, _)| decision.confidence >= *lower);
    let judged: Vec<_> =
        decisions.iter().filter(|decision| !decision.candidates.is_empty()).map(band).collect();
    let count = |index| judged.iter().filter(|band| **band == Some(index)).count();
    BANDS.iter().enumerate().map(|(index, (_, name))| ((*name).to_owned(), count(index))).collect()
}

/// Writes names and counts from `top` down; returns the row below.
fn table(
    sheet: &mut Worksheet,
    top: usize,
    heading: &str,
    rows: &[(String, usize)],
    styles: &Styles,
) -> Result<usize, XlsxError> {
    sheet.write_string_with_format(row(top)?, 0, heading, &styles.head)?;
    sheet.write_string_with_format(row(top)?, 1, "件数", &styles.head)?;
    for (index, (name, count)) in rows.iter().enumerate() {
        let at = row(top + 1 + index)?;
        sheet.write_string_with_format(at, 0, name, &styles.text)?;
        sheet.write_number_with_format(at, 1, f64::from(row(*count)?), &styles.count)?;
    }
    Ok(top + 1 + rows.len())
}

fn chart(sheet: &mut Worksheet, at: u32, title: &str, rows: std::ops::Range<usize>) -> Result<(), XlsxError> {
    let (first, last) = (row(rows.start)?, row(rows.end)?.saturating_sub(1));
    let mut chart = Chart::new(ChartType::Bar);
    chart.add_series().set_categories((SHEET, first, 0, last, 0)).set_values((SHEET, first, 1, last, 1));
    read_from_top(&mut chart, title);
    chart.legend().set_hidden();
    chart.set_width(460).set_height(280);
    sheet.insert_chart(at, 3, &chart).map(|_| ())
}
