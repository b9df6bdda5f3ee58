//! Reading a review workbook back after a person edited it.

use super::questions::{Column, PAST, VERDICTS};
use crate::answer::Role;
use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};
use crate::review::{Ruling, Verdict};
use crate::workbook::{CellRef, Sheet, Workbook};

/// The rulings of an edited review workbook; rows may be sorted, filtered or deleted, columns moved.
///
/// # Errors
/// `invalid-data` with the cell, where no sheet has the headings of a review workbook, or a cell address, a criterion
/// or a verdict cannot be read.
pub fn rulings(review: &Workbook) -> Result<Vec<Ruling>> {
    let found = review.sheets().iter().find_map(|sheet| Some((sheet, Columns::of(sheet)?)));
    let (sheet, columns) = found.ok_or_else(|| {
        Error::new(
            ErrorKind::InvalidData,
            "レビュー用ブックの見出し（シート、セル、質問、決定 など）が見つかりません。",
            "expected the headings of a review workbook, found none",
        )
    })?;
    let last = sheet.cells.last().map_or(0, |cell| cell.at.row);
    let rows = (1..=last).filter(|row| !columns.text(sheet, *row, Column::Cell).is_empty());
    rows.map(|row| ruling(sheet, &columns, row)).collect()
}

/// Where each column stands now.
struct Columns(Vec<(Column, u32)>);

impl Columns {
    /// The columns by the headings in the first row; none where one that is needed is missing.
    fn of(sheet: &Sheet) -> Option<Self> {
        let heads = sheet.cells.iter().take_while(|cell| cell.at.row == 0);
        let named = heads.filter_map(|cell| {
            let column = Column::ALL.iter().find(|column| column.heading() == cell.text.trim())?;
            Some((*column, cell.at.col))
        });
        let found: Vec<(Column, u32)> = named.collect();
        let needed = [Column::Sheet, Column::Cell, Column::Question, Column::Criterion, Column::Verdict];
        let has = |column: &Column| found.iter().any(|(own, _)| own == column);
        needed.iter().all(has).then_some(Self(found))
    }

    fn at(&self, row: u32, column: Column) -> Option<CellRef> {
        let found = self.0.iter().find(|(own, _)| *own == column);
        found.map(|(_, col)| CellRef::new(row, *col))
    }

    fn text<'s>(&self, sheet: &'s Sheet, row: u32, column: Column) -> &'s str {
        self.at(row, column).map_or("", |at| sheet.text(at).trim())
    }
}

fn ruling(sheet: &Sheet, columns: &Columns, row: u32) -> Result<Ruling> {
    let text = |column| columns.text(sheet, row, column);
    let place = |column| {
        let at = columns.at(row, column).map(|at| at.to_string());
        format!("{}!{}", sheet.name, at.unwrap_or_default())
    };
    let roles = [
        (Role::Choice, Column::Choice),
        (Role::Answer, Column::Answer),
        (Role::Remark, Column::Remark),
        (Role::Evidence, Column::Evidence),
    ];
    let past = past(text(Column::Criterion));
    Ok(Ruling {
        sheet: text(Column::Sheet).to_owned(),
        cell: text(Column::Cell).parse().map_err(|error: Error| error.at(place(Column::Cell)))?,
        question: text(Column::Question).to_owned(),
        criteria: if past.is_some() {
            Vec::new()
        } else {
            criteria(text(Column::Criterion)).map_err(|error| error.at(place(Column::Criterion)))?
        },
        past,
        values: roles.map(|(role, column)| (role, text(column).to_owned())).to_vec(),
        verdict: verdict(text(Column::Verdict)).map_err(|error| error.at(place(Column::Verdict)))?,
    })
}

/// The index of the earlier answer that 過去1 stands for.
fn past(text: &str) -> Option<usize> {
    text.strip_prefix(PAST)?.parse::<usize>().ok()?.checked_sub(1)
}

fn criteria(text: &str) -> Result<Vec<CriterionId>> {
    let numbers = text.split(['、', ',', '，', ' ', '　', '\n']).filter(|number| !number.is_empty());
    numbers.map(str::parse).collect()
}

fn verdict(text: &str) -> Result<Option<Verdict>> {
    if text.is_empty() {
        return Ok(None);
    }
    let known = VERDICTS.iter().find(|(word, _)| *word == text);
    known.map(|(_, verdict)| Some(*verdict)).ok_or_else(|| {
        Error::new(
            ErrorKind::InvalidData,
            format!("決定は 採用・修正・空欄・保留 のいずれかです。「{text}」がありました。"),
            format!("expected 採用, 修正, 空欄 or 保留, found \"{text}\""),
        )
    })
}
