//! What the standard does not answer, and where the answers came from.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::format::{Styles, fitting, row};
use crate::answer::Library;
use crate::criterion::CriterionId;
use crate::review::{Decision, Status};
use crate::row_height;

/// Writes the questions that stay blank, with the reason and the nearest criterion.
pub fn write_gaps(
    sheet: &mut Worksheet,
    decisions: &[Decision],
    library: Library<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name("未回答")?;
    headings(
        sheet,
        &[("シート", 16), ("セル", 8), ("質問", 60), ("理由", 60), ("最も近い基準", 36)],
        styles,
    )?;
    let blank = decisions.iter().filter(|decision| decision.status == Status::Blank);
    for (index, decision) in blank.enumerate() {
        let reasons: Vec<&str> = decision.reasons.iter().map(|note| note.text.ja.as_str()).collect();
        let nearest = decision.candidates.first().map(|candidate| named(candidate.criterion, library));
        let texts = [
            decision.sheet.clone(),
            decision.cell.to_string(),
            decision.question.clone(),
            reasons.join("\n"),
            nearest.unwrap_or_default(),
        ];
        line(sheet, index + 1, &texts, styles)?;
        let height = row_height::points(&texts[2], 60.0).max(row_height::points(&texts[3], 60.0));
        sheet.set_row_height(row(index + 1)?, height)?;
    }
    Ok(())
}

/// Writes each criterion that cells were filled from, with the cells.
pub fn write_sources(
    sheet: &mut Worksheet,
    decisions: &[Decision],
    library: Library<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name("出典")?;
    headings(sheet, &[("基準", 40), ("版", 34), ("セル", 60)], styles)?;
    let mut cells: BTreeMap<CriterionId, Vec<String>> = BTreeMap::new();
    for decision in decisions {
        for id in &decision.criteria {
            let places = decision.writes.iter().map(|write| format!("{}!{}", decision.sheet, write.cell));
            cells.entry(*id).or_default().extend(places);
        }
    }
    cells.retain(|_, places| !places.is_empty());
    let standard = library.standard;
    let version = format!("{} Ver.{}（{}）", standard.title, standard.version, standard.date);
    for (index, (id, places)) in cells.iter().enumerate() {
        line(sheet, index + 1, &[named(*id, library), version.clone(), places.join("、")], styles)?;
    }
    Ok(())
}

/// A criterion with its subject.
fn named(id: CriterionId, library: Library<'_>) -> String {
    let subject = library.knowledge.criterion(id).map_or("", |known| known.subject_ja);
    format!("{id} {subject}").trim_end().to_owned()
}

fn headings(sheet: &mut Worksheet, columns: &[(&str, u32)], styles: &Styles) -> Result<(), XlsxError> {
    for (col, (heading, width)) in (0..).zip(columns) {
        sheet.set_column_width(col, *width)?;
        sheet.write_string_with_format(0, col, *heading, &styles.head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn line(sheet: &mut Worksheet, at: usize, texts: &[String], styles: &Styles) -> Result<(), XlsxError> {
    for (col, text) in (0..).zip(texts) {
        sheet.write_string_with_format(row(at)?, col, fitting(text), &styles.text)?;
    }
    Ok(())
}
