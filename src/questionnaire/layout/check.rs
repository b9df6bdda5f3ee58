//! What a layout file must hold beyond its types.

use super::{Layout, SheetLayout, TableLayout};
use crate::error::{Error, ErrorKind, Result};
use crate::workbook::{CellRef, Workbook, column_index};

/// Refuses rows and columns that no worksheet has, and sheets that are named twice.
pub(super) fn sound(layout: &Layout) -> Result<()> {
    for (index, sheet) in layout.sheets.iter().enumerate() {
        let place = format!("sheets[{index}]");
        if layout.sheets.iter().take(index).any(|other| other.sheet == sheet.sheet) {
            let name = &sheet.sheet;
            let ja = format!("シート「{name}」が二度書かれています。");
            return Err(wrong(ja, format!("the sheet \"{name}\" is named twice"), format!("{place}.sheet")));
        }
        sheet_is_sound(sheet, &place)?;
    }
    Ok(())
}

fn sheet_is_sound(sheet: &SheetLayout, place: &str) -> Result<()> {
    for (index, row) in sheet.skip_rows.iter().enumerate() {
        rows((*row, *row), &format!("{place}.skipRows[{index}]"))?;
    }
    for (index, table) in sheet.tables.iter().enumerate() {
        table_is_sound(table, &format!("{place}.tables[{index}]"))?;
    }
    Ok(())
}

fn table_is_sound(table: &TableLayout, place: &str) -> Result<()> {
    if let Some(header) = table.header_rows {
        rows(header, &format!("{place}.headerRows"))?;
    }
    if let Some(data) = table.data_rows {
        rows(data, &format!("{place}.dataRows"))?;
    }
    if let Some((first, last)) = &table.column_range {
        column(first, &format!("{place}.columnRange[0]"))?;
        column(last, &format!("{place}.columnRange[1]"))?;
    }
    for (index, it) in table.columns.iter().enumerate() {
        column(&it.column, &format!("{place}.columns[{index}].column"))?;
    }
    Ok(())
}

fn rows((first, last): (u32, u32), place: &str) -> Result<()> {
    if (1..=last).contains(&first) && last <= CellRef::MAX_ROWS {
        return Ok(());
    }
    let ja = format!("行は 1 から数え、最初、最後の順に書きます（{first}, {last}）。");
    Err(wrong(ja, format!("rows count from 1, first to last, not {first} to {last}"), place.to_owned()))
}

fn column(letters: &str, place: &str) -> Result<()> {
    if column_index(letters).is_some() {
        return Ok(());
    }
    let ja = format!("列は A のような文字で書きます（{letters}）。");
    Err(wrong(ja, format!("a column is letters such as A, not \"{letters}\""), place.to_owned()))
}

/// Refuses a layout none of whose sheets the workbook has.
pub(super) fn fits(layout: &Layout, workbook: &Workbook) -> Result<()> {
    let known = |sheet: &SheetLayout| workbook.sheets().iter().any(|it| it.name == sheet.sheet);
    match layout.sheets.first() {
        Some(first) if !layout.sheets.iter().any(known) => {
            let name = &first.sheet;
            let ja = format!("このブックにシート「{name}」はありません。");
            let en = format!("the workbook has no sheet \"{name}\"");
            Err(wrong(ja, en, "sheets[0].sheet".to_owned()))
        }
        _ => Ok(()),
    }
}

fn wrong(ja: String, en: String, place: String) -> Error {
    Error::new(ErrorKind::InvalidData, ja, en).at(place)
}
