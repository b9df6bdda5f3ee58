//! Forms written down as text: one line per row, cells separated by `|`; `<` merges with the cell on the
//! left, `^` with the cell above; `=formula§value` is a formula with its cached value.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a form that cannot be written is a broken test")]

use kaito::{CellRef, Question, Workbook};
use rust_xlsxwriter::{DataValidation, Format, Workbook as Writer, Worksheet};

/// A sheet of a form.
#[derive(Clone, Copy, Default)]
pub struct Form<'a> {
    pub name: &'a str,
    pub rows: &'a str,
    /// First cell, last cell, values.
    pub lists: &'a [(&'a str, &'a str, &'a [&'a str])],
    pub hidden: bool,
}

/// One sheet named シート.
pub fn form<'a>(rows: &'a str, lists: &'a [(&'a str, &'a str, &'a [&'a str])]) -> Form<'a> {
    Form { name: "シート", rows, lists, hidden: false }
}

/// The workbook of some sheets.
pub fn workbook(forms: &[Form<'_>]) -> Workbook {
    let mut writer = Writer::new();
    // A first sheet that is always visible, as every workbook has one.
    writer.add_worksheet().set_name("表紙").unwrap().write(0, 0, "表紙").unwrap();
    for form in forms {
        let sheet = writer.add_worksheet();
        sheet.set_name(form.name).unwrap().set_hidden(form.hidden);
        write(sheet, form);
    }
    let bytes = writer.save_to_buffer().unwrap();
    Workbook::open(&bytes, "form.xlsx").unwrap()
}

fn write(sheet: &mut Worksheet, form: &Form<'_>) {
    let lines = form.rows.lines().map(|line| line.split('|').map(str::trim).collect());
    let rows: Vec<Vec<&str>> =
        lines.skip_while(|row: &Vec<&str>| row.iter().all(|cell| cell.is_empty())).collect();
    for (r, row) in rows.iter().enumerate() {
        for (c, text) in row.iter().enumerate().filter(|(_, text)| !matches!(**text, "<" | "^")) {
            let right = row.iter().skip(c + 1).take_while(|cell| **cell == "<").count();
            let below = rows.iter().skip(r + 1).take_while(|row| row.get(c) == Some(&"^"));
            let area = (r as u32, c as u16, (r + below.count()) as u32, (c + right) as u16);
            write_cell(sheet, area, &text.replace("\\n", "\n"));
        }
    }
    for (first, last, values) in form.lists {
        let (first, last): (CellRef, CellRef) = (first.parse().unwrap(), last.parse().unwrap());
        let list = DataValidation::new().allow_list_strings(values).unwrap();
        sheet.add_data_validation(first.row, first.col as u16, last.row, last.col as u16, &list).unwrap();
    }
}

fn write_cell(sheet: &mut Worksheet, (row, col, last_row, last_col): (u32, u16, u32, u16), text: &str) {
    let border = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
    if let Some((formula, value)) = text.split_once('§') {
        let formula = rust_xlsxwriter::Formula::new(formula).set_result(value);
        sheet.write_formula_with_format(row, col, formula, &border).unwrap();
    } else if (row, col) != (last_row, last_col) {
        sheet.merge_range(row, col, last_row, last_col, text, &border).unwrap();
    } else if text.is_empty() {
        sheet.write_blank(row, col, &border).unwrap();
    } else if let Ok(number) = text.parse::<f64>() {
        sheet.write_with_format(row, col, number, &border).unwrap();
    } else {
        sheet.write_with_format(row, col, text, &border).unwrap();
    }
}

/// The cells of a question in one line: question, then `c`hoice, `a`nswer, `r`emark, `e`vidence, `n`umber.
pub fn cells(question: &Question) -> String {
    let c = &question.cells;
    let roles = [('c', c.choice), ('a', c.answer), ('r', c.remark), ('e', c.evidence), ('n', c.number)];
    let named = roles.into_iter().filter_map(|(role, cell)| cell.map(|cell| format!(" {role}:{cell}")));
    format!("{}{}", c.question, named.collect::<String>())
}

/// All questions in that notation.
pub fn found(forms: &[Form<'_>]) -> Vec<String> {
    kaito::questionnaire::find(&workbook(forms), None).iter().map(cells).collect()
}
