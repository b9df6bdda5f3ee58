//! How far each chapter is answered: a table and a stacked chart on the summary sheet.

use std::collections::HashMap;

use rust_xlsxwriter::{Chart, ChartType, Color, Worksheet, XlsxError};

use super::format::{Styles, read_from_top, row};
use super::status_word;
use super::summary::{SHEET, STATUSES};
use crate::review::{Decision, Status};

/// Chapters that the chart shows; the table has them all.
const CHARTED: usize = 24;

/// Writes the table from `top` down and the chart beside it.
pub fn write(
    sheet: &mut Worksheet,
    top: usize,
    decisions: &[Decision],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let chapters = chapters(decisions);
    sheet.write_string_with_format(row(top)?, 0, "章", &styles.head)?;
    for (col, status) in (1..).zip(STATUSES) {
        sheet.write_string_with_format(row(top)?, col, status_word(status), &styles.head)?;
    }
    for (index, (name, counts)) in chapters.iter().enumerate() {
        let at = row(top + 1 + index)?;
        sheet.write_string_with_format(at, 0, *name, &styles.text)?;
        for (col, count) in (1..).zip(counts) {
            sheet.write_number_with_format(at, col, f64::from(row(*count)?), &styles.count)?;
        }
    }
    chart(sheet, top, chapters.len().min(CHARTED))
}

fn chart(sheet: &mut Worksheet, top: usize, chapters: usize) -> Result<(), XlsxError> {
    if chapters == 0 {
        return Ok(());
    }
    let (first, last) = (row(top + 1)?, row(top + chapters)?);
    let mut chart = Chart::new(ChartType::BarStacked);
    for (col, status) in (1..).zip(STATUSES) {
        chart
            .add_series()
            .set_name((SHEET, row(top)?, col))
            .set_categories((SHEET, first, 0, last, 0))
            .set_values((SHEET, first, col, last, col))
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(colour(status))),
            )
            .set_gap(60);
    }
    read_from_top(&mut chart, "章ごとの回答状況");
    chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
    chart.set_width(620).set_height(120 + 34 * u32::try_from(chapters).unwrap_or(0));
    sheet.insert_chart(row(top)?, 7, &chart).map(|_| ())
}

fn colour(status: Status) -> Color {
    Color::RGB(match status {
        Status::Fill => 0x2E_9E63,
        Status::Review => 0xE8_A93A,
        Status::Blank => 0xB4_BCC6,
        Status::Kept => 0x6C_9BD2,
        Status::Hidden => 0xDD_E1E6,
    })
}

/// The outermost heading above each question (else its sheet) with the count of each status, in order of appearance.
fn chapters(decisions: &[Decision]) -> Vec<(&str, [usize; STATUSES.len()])> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<(&str, [usize; STATUSES.len()])> = Vec::new();
    for decision in decisions {
        let name = chapter(decision);
        let place = *places.entry(name).or_insert(found.len());
        if place == found.len() {
            found.push((name, [0; STATUSES.len()]));
        }
        let status = STATUSES.iter().position(|status| *status == decision.status);
        if let Some(count) =
            found.get_mut(place).zip(status).and_then(|((_, counts), index)| counts.get_mut(index))
        {
            *count += 1;
        }
    }
    found
}

/// Where several sheets hold questions their names stand first in the section; then the heading below counts.
fn chapter(decision: &Decision) -> &str {
    let inner = decision.section.strip_prefix(decision.sheet.as_str());
    let inner = inner.map_or(decision.section.as_str(), |rest| rest.trim_start_matches(" / "));
    let outermost = inner.split(" / ").next().unwrap_or_default().trim();
    if outermost.is_empty() { &decision.sheet } else { outermost }
}
