//! The edited text of one worksheet part.

use std::ops::Range;

use super::styles::WrapStyles;
use super::{CellEdit, EditValue, cell_error, scan, tag, text};
use crate::error::{ErrorKind, Result};
use crate::order;
use crate::workbook::address::CellRef;
use crate::workbook::sheet_xml::{CellSpan, SheetXml, WantedRow};

/// Width of a column, in characters, where the sheet says nothing.
const USUAL_WIDTH: f64 = 8.43;
/// Height of a row, in points, where the sheet says nothing.
const USUAL_HEIGHT: f64 = 15.0;
/// Most points that a row can be high.
const MAX_HEIGHT: f64 = 409.0;

/// The part's text with `edits` made, and what the scan found.
pub(super) fn edited(
    source: &str,
    part: &str,
    edits: &[&CellEdit],
    styles: Option<&mut WrapStyles>,
) -> Result<(String, SheetXml)> {
    let (sheet, targets) = scan(source, part, edits)?;
    let mut editor = Editor { source, part, sheet: &sheet, styles, patches: Vec::new() };
    let mut rest = targets.as_slice();
    for row in &sheet.rows {
        let (own, others) = rest.split_at(row.cells.len().min(rest.len()));
        rest = others;
        editor.edit_row(row, own)?;
    }
    editor.extend_dimension(&targets);
    let result = editor.apply();
    Ok((result, sheet))
}

/// Replaces `span` by `text`; patches never overlap.
struct Patch {
    span: Range<usize>,
    text: String,
}

struct Editor<'a> {
    source: &'a str,
    part: &'a str,
    sheet: &'a SheetXml,
    styles: Option<&'a mut WrapStyles>,
    patches: Vec<Patch>,
}

/// What the cells of a row ask of the row itself.
#[derive(Default)]
struct RowNeeds {
    /// A text of several lines: an automatic height must be measured anew.
    release_height: bool,
    /// Height in points that a text in merged cells needs, which is never measured automatically.
    height: f64,
    /// First and last column of the cells created.
    created: Option<(u32, u32)>,
}

impl<'a> Editor<'a> {
    fn raw(&self, span: &Range<usize>) -> &'a str {
        self.source.get(span.clone()).unwrap_or_default()
    }

    fn edit_row(&mut self, row: &WantedRow, targets: &[(CellRef, &EditValue)]) -> Result<()> {
        let tag = row.found.as_ref().map_or("", |span| self.raw(&span.tag));
        let prefix = tag::prefix(if tag.is_empty() { self.raw(&self.sheet.data_tag) } else { tag });
        let mut needs = RowNeeds::default();
        // Cells to be created at the end of the row, or in a row that does not exist.
        let mut tail = String::new();
        for (cell, &(at, value)) in row.cells.iter().zip(targets) {
            self.check(at, value, cell.found.as_ref())?;
            if let Some(span) = &cell.found {
                self.edit_cell(span, at, value, &mut needs);
                continue;
            }
            if matches!(value, EditValue::Text(text) if text.is_empty()) {
                continue;
            }
            let style = self.inherited_style(tag, at.col);
            let style = self.style_for(at, value, style, &mut needs);
            let text = element(&format!("<{prefix}c r=\"{at}\"/>"), value, style, "");
            needs.created = Some(needs.created.map_or((at.col, at.col), |(first, _)| (first, at.col)));
            match cell.insert_at {
                Some(at) => self.patches.push(Patch { span: at..at, text }),
                None => tail.push_str(&text),
            }
        }
        self.patch_row(row, prefix, &needs, tail);
        Ok(())
    }

    fn edit_cell(&mut self, cell: &CellSpan, at: CellRef, value: &EditValue, needs: &mut RowNeeds) {
        let own = self.raw(&cell.tag);
        let style = tag::value(own, "s").and_then(|text| text.parse().ok());
        let style = self.style_for(at, value, style, needs);
        let kept = cell.extension.as_ref().map_or("", |extension| self.raw(extension));
        let text = element(own, value, style, kept);
        self.patches.push(Patch { span: cell.span.clone(), text });
    }

    /// Refuses what must not be written.
    fn check(&self, at: CellRef, value: &EditValue, cell: Option<&CellSpan>) -> Result<()> {
        let error = |kind, ja, en| Err(cell_error(kind, self.part, at, ja, en));
        if at.row >= CellRef::MAX_ROWS || at.col >= CellRef::MAX_COLS {
            return error(ErrorKind::InvalidData, "シートの範囲外です。", "it lies outside the sheet");
        }
        let computed = self.sheet.arrays.iter().any(|area| area.contains(at));
        if computed || cell.is_some_and(|cell| cell.formula) {
            let en = "a formula computes it";
            return error(ErrorKind::NotWritable, "数式で計算されるセルです。", en);
        }
        match value {
            EditValue::Text(text) if text.encode_utf16().count() > text::MAX_UNITS => {
                let en = "the answer is longer than 32,767 characters";
                error(ErrorKind::AnswerTooLong, "回答が 32,767 文字を超えています。", en)
            }
            EditValue::Number(number) if !number.is_finite() => {
                error(ErrorKind::InvalidData, "有限の数値ではありません。", "the number is not finite")
            }
            _ => Ok(()),
        }
    }

    /// The style that a new cell takes: that of its row, else that of its column.
    fn inherited_style(&self, row_tag: &str, col: u32) -> Option<u32> {
        let row = tag::value(row_tag, "s").filter(|_| tag::is_true(row_tag, "customFormat"));
        let columns = || self.sheet.columns.iter().find(|it| (it.first..=it.last).contains(&col));
        row.and_then(|text| text.parse().ok()).or_else(|| columns()?.style)
    }

    /// The style under which the whole value can be read; notes what the row must do for that.
    fn style_for(
        &mut self,
        at: CellRef,
        value: &EditValue,
        style: Option<u32>,
        needs: &mut RowNeeds,
    ) -> Option<u32> {
        let EditValue::Text(text) = value else {
            return style;
        };
        let merge = self.sheet.merge_at(at);
        let last_col = merge.map_or(at.col, |area| area.last.col);
        let width: f64 = (at.col..=last_col).map(|col| self.column_width(col)).sum();
        if !text.contains(['\n', '\r']) && text::widest_line(text) <= width {
            return style;
        }
        let Some(wrapping) = self.styles.as_mut().and_then(|styles| styles.wrapping(style.unwrap_or(0)))
        else {
            return style;
        };
        match merge {
            None => needs.release_height = true,
            Some(area) if area.first.row == area.last.row => {
                let line = self.sheet.default_height.unwrap_or(USUAL_HEIGHT).max(1.0);
                needs.height = needs.height.max((text::line_count(text, width) * line).min(MAX_HEIGHT));
            }
            // The height of a merge over several rows is the author's layout.
            Some(_) => {}
        }
        Some(wrapping)
    }

    fn column_width(&self, col: u32) -> f64 {
        let own = self.sheet.columns.iter().find(|it| (it.first..=it.last).contains(&col));
        own.and_then(|it| it.width).or(self.sheet.default_width).unwrap_or(USUAL_WIDTH)
    }

    /// Changes the row's start tag where its cells need it, or creates the row; puts `tail` at its end.
    fn patch_row(&mut self, row: &WantedRow, prefix: &str, needs: &RowNeeds, tail: String) {
        let Some(span) = &row.found else {
            if !tail.is_empty() {
                self.create_row(row, prefix, needs, &tail);
            }
            return;
        };
        let own = self.raw(&span.tag);
        let tag = row_tag(own, needs);
        if tag::is_self_closed(own) && !tail.is_empty() {
            let name = tag::name(own);
            let text = format!("{}{tail}</{name}>", tag::opened(&tag));
            self.patches.push(Patch { span: span.tag.clone(), text });
            return;
        }
        if tag != own {
            self.patches.push(Patch { span: span.tag.clone(), text: tag });
        }
        if !tail.is_empty() {
            self.patches.push(Patch { span: span.end..span.end, text: tail });
        }
    }

    fn create_row(&mut self, row: &WantedRow, prefix: &str, needs: &RowNeeds, cells: &str) {
        let tag = row_tag(&format!("<{prefix}row r=\"{}\">", row.row + 1), needs);
        let text = format!("{tag}{cells}</{prefix}row>");
        let at = row.insert_at.unwrap_or(self.sheet.data_end);
        self.patches.push(Patch { span: at..at, text });
    }

    /// Widens `<dimension>` so that it holds the cells written.
    fn extend_dimension(&mut self, targets: &[(CellRef, &EditValue)]) {
        let Some((area, span)) = &self.sheet.dimension else {
            return;
        };
        let mut wide = *area;
        for (at, value) in targets {
            if **value != EditValue::Text(String::new()) {
                wide = wide.including(*at);
            }
        }
        if wide != *area {
            let text = tag::with(self.raw(span), "ref", &format!("{}:{}", wide.first, wide.last));
            self.patches.push(Patch { span: span.clone(), text });
        }
    }

    fn apply(mut self) -> String {
        self.open_data();
        // Rows and cells created at one place keep the order in which they were made: the sort is stable.
        order::sort_by_key(&mut self.patches, |patch| (patch.span.start, patch.span.end));
        let added: usize = self.patches.iter().map(|patch| patch.text.len()).sum();
        let mut result = String::with_capacity(self.source.len() + added);
        let mut copied = 0;
        for patch in &self.patches {
            result.push_str(self.raw(&(copied..patch.span.start)));
            result.push_str(&patch.text);
            copied = patch.span.end;
        }
        result.push_str(self.raw(&(copied..self.source.len())));
        result
    }

    /// Opens a self-closed `<sheetData/>` around the rows created.
    fn open_data(&mut self) {
        let tag = self.raw(&self.sheet.data_tag);
        if !tag::is_self_closed(tag) {
            return;
        }
        let end = self.sheet.data_end;
        let (rows, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.patches).into_iter().partition(|patch| patch.span == (end..end));
        self.patches = others;
        if !rows.is_empty() {
            let rows: String = rows.into_iter().map(|patch| patch.text).collect();
            let text = format!("{}{rows}</{}>", tag::opened(tag), tag::name(tag));
            self.patches.push(Patch { span: self.sheet.data_tag.clone(), text });
        }
    }
}

/// The row's start tag after what its cells need. A height that a person set stays.
fn row_tag(tag: &str, needs: &RowNeeds) -> String {
    let mut result = tag.to_owned();
    if !tag::is_true(tag, "customHeight") {
        let own = tag::value(tag, "ht").and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
        if needs.height > own {
            result = tag::with(&tag::with(&result, "ht", &needs.height.to_string()), "customHeight", "1");
        } else if needs.release_height {
            result = tag::without(&result, &["ht"]);
        }
    }
    let outside = |(first, last)| spans(tag).is_some_and(|(from, to)| first < from || last > to);
    if needs.created.is_some_and(outside) {
        // Only a hint for readers; without it they count by themselves.
        result = tag::without(&result, &["spans"]);
    }
    result
}

/// The columns that the `spans` of a row state, zero-based.
fn spans(row_tag: &str) -> Option<(u32, u32)> {
    let (first, last) = tag::value(row_tag, "spans")?.split_once(':')?;
    let index = |text: &str| text.trim().parse::<u32>().ok()?.checked_sub(1);
    Some((index(first)?, index(last)?))
}

/// A cell's element with a new value: `tag` is its start tag, `kept` what stays after the value.
fn element(tag: &str, value: &EditValue, style: Option<u32>, kept: &str) -> String {
    let (prefix, name) = (tag::prefix(tag), tag::name(tag));
    let (kind, content) = match value {
        EditValue::Text(text) if text.is_empty() => (None, String::new()),
        EditValue::Text(text) => (Some("inlineStr"), {
            let text = text::escape(text);
            let parts = ["<", prefix, "is><", prefix, "t xml:space=\"preserve\">"];
            [parts.as_slice(), &[&text, "</", prefix, "t></", prefix, "is>"]].concat().concat()
        }),
        EditValue::Bool(value) => (Some("b"), format!("<{prefix}v>{}</{prefix}v>", u8::from(*value))),
        EditValue::Number(number) => (None, format!("<{prefix}v>{number}</{prefix}v>")),
    };
    let style = style.map(|style| style.to_string());
    let set = [style.as_deref().map(|style| ("s", style)), kind.map(|kind| ("t", kind))];
    let set: Vec<(&str, &str)> = set.into_iter().flatten().collect();
    // Type and metadata describe the value that is replaced.
    let start = tag::rewritten(tag, &["t", "cm", "vm"], &set);
    if content.is_empty() && kept.is_empty() {
        return if tag::is_self_closed(&start) { start } else { format!("{start}</{name}>") };
    }
    [&tag::opened(&start), &content, kept, "</", name, ">"].concat()
}
