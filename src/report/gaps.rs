//! What the standard does not answer, and where the answers came from.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::format::{A4, Styles, fitting, printed, row};
use crate::answer::Library;
use crate::criterion::CriterionId;
use crate::memory::Entry;
use crate::order;
use crate::review::{Decision, Status};
use crate::row_height;

/// Writes the questions that stay blank, by topic, with the reason and the nearest criterion.
pub fn write_gaps(
    sheet: &mut Worksheet,
    decisions: &[Decision],
    library: Library<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name("未回答")?;
    headings(
        sheet,
        &[("話題", 30), ("シート", 16), ("セル", 8), ("質問", 56), ("理由", 56), ("最も近い基準", 34)],
        styles,
    )?;
    let blank = decisions.iter().filter(|decision| decision.status == Status::Blank);
    let mut rows: Vec<[String; 6]> = blank.map(|decision| gap(decision, library)).collect();
    // Questions without a known topic follow; within a topic the order is that of the workbook.
    order::sort_by(&mut rows, |a, b| (a[0].is_empty(), &a[0]).cmp(&(b[0].is_empty(), &b[0])));
    for (index, texts) in rows.iter().enumerate() {
        line(sheet, index + 1, texts, styles)?;
        let height = row_height::points(&texts[3], 56.0).max(row_height::points(&texts[4], 56.0));
        sheet.set_row_height(row(index + 1)?, height)?;
    }
    sheet.autofilter(0, 0, row(rows.len())?.max(1), 5)?;
    Ok(())
}

fn gap(decision: &Decision, library: Library<'_>) -> [String; 6] {
    let topic = decision.reasons.iter().find(|note| note.code == "topic");
    let title = topic.and_then(|note| {
        library.knowledge.topics().iter().find(|topic| note.text.ja.contains(topic.title_ja))
    });
    let reasons: Vec<&str> = decision.reasons.iter().map(|note| note.text.ja.as_str()).collect();
    let nearest = decision.candidates.first().map(|candidate| named(candidate.criterion, library));
    [
        title.map_or_else(String::new, |topic| topic.title_ja.to_owned()),
        decision.sheet.clone(),
        decision.cell.to_string(),
        decision.question.clone(),
        reasons.join("\n"),
        nearest.unwrap_or_default(),
    ]
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
    let mut past: BTreeMap<[String; 2], Vec<String>> = BTreeMap::new();
    for decision in decisions {
        if let Some(earlier) = decision.past.and_then(|index| decision.recalled.get(index)) {
            let places = decision.writes.iter().map(|write| format!("{}!{}", decision.sheet, write.cell));
            let Entry { date, approver, .. } = &earlier.entry;
            let kind = if earlier.library.is_some() { "自社回答" } else { "過去の回答" };
            let source =
                [format!("{kind} {}", earlier.place()), format!("{date} {approver}").trim_end().to_owned()];
            past.entry(source).or_default().extend(places);
            continue;
        }
        for id in &decision.criteria {
            let places = decision.writes.iter().map(|write| format!("{}!{}", decision.sheet, write.cell));
            cells.entry(*id).or_default().extend(places);
        }
    }
    cells.retain(|_, places| !places.is_empty());
    past.retain(|_, places| !places.is_empty());
    let standard = library.standard;
    let version = format!("{} Ver.{}（{}）", standard.title, standard.version, standard.date);
    let published =
        cells.iter().map(|(id, places)| [named(*id, library), version.clone(), places.join("、")]);
    let earlier = past.into_iter().map(|([source, date], places)| [source, date, places.join("、")]);
    for (index, texts) in published.chain(earlier).enumerate() {
        line(sheet, index + 1, &texts, styles)?;
        sheet.set_row_height(row(index + 1)?, row_height::points(&texts[2], 60.0))?;
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
    printed(sheet, A4)
}

fn line(sheet: &mut Worksheet, at: usize, texts: &[String], styles: &Styles) -> Result<(), XlsxError> {
    for (col, text) in (0..).zip(texts) {
        sheet.write_string_with_format(row(at)?, col, fitting(text), &styles.text)?;
    }
    Ok(())
}
