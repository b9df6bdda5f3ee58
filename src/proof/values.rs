//! Cell values as text, and the comparison of workbooks that have no package in common.

use super::{ChangedCell, Proof};
use crate::error;
use crate::workbook::package::markup::{self, Piece, Pieces, element, local, name};
use crate::workbook::package::{Package, raw_attribute};
use crate::workbook::{CellKind, Sheet, Workbook};

/// The shared strings of a package, read when the first one is wanted.
pub(super) struct SharedStrings<'a> {
    package: &'a Package,
    strings: Option<Vec<String>>,
}

impl<'a> SharedStrings<'a> {
    pub(super) fn of(package: &'a Package) -> Self {
        Self { package, strings: None }
    }

    /// The value of a cell's element as text; empty for an empty element.
    pub(super) fn value(&mut self, cell: &str) -> String {
        let (kind, text) = cell_text(cell);
        if kind.as_deref() != Some("s") {
            return text;
        }
        let Ok(index) = text.trim().parse::<usize>() else {
            return text;
        };
        let strings = self.strings.get_or_insert_with(|| read_strings(self.package));
        strings.get(index).cloned().unwrap_or_default()
    }
}

/// The type and the text of a cell's element, furigana and formula left out.
fn cell_text(cell: &str) -> (Option<String>, String) {
    let mut pieces = Pieces::new(cell, "");
    let (mut kind, mut text) = (None, TextOf::default());
    while let Ok(Some(piece)) = pieces.next() {
        match piece {
            Piece::Start(tag) | Piece::Empty(tag) if local(name(tag)) == "c" => {
                kind = raw_attribute(&element(tag), "t").map(std::borrow::Cow::into_owned);
            }
            piece => text.see(piece),
        }
    }
    (kind, unescape(text.text))
}

fn read_strings(package: &Package) -> Vec<String> {
    let part = package.shared_strings_part().ok().flatten();
    let Some(xml) = part.and_then(|part| package.xml(&part).ok()) else {
        return Vec::new();
    };
    let mut pieces = Pieces::new(xml.as_str(), "");
    let (mut strings, mut text) = (Vec::new(), TextOf::default());
    while let Ok(Some(piece)) = pieces.next() {
        match piece {
            Piece::Empty(tag) if local(name(tag)) == "si" => strings.push(String::new()),
            Piece::End(tag) if local(name(tag)) == "si" => {
                strings.push(unescape(std::mem::take(&mut text).text));
            }
            piece => text.see(piece),
        }
    }
    strings
}

/// Collects what stands in `<t>` and `<v>`, outside furigana.
#[derive(Default)]
struct TextOf {
    text: String,
    inside: bool,
    furigana: bool,
}

impl TextOf {
    fn see(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(tag) => match local(name(tag)) {
                "t" | "v" => self.inside = !self.furigana,
                "rPh" => self.furigana = true,
                _ => {}
            },
            Piece::End(tag) => match local(name(tag)) {
                "t" | "v" => self.inside = false,
                "rPh" => self.furigana = false,
                _ => {}
            },
            Piece::Other(raw) if self.inside => {
                self.text.push_str(&markup::text(raw).and_then(Result::ok).unwrap_or_default());
            }
            Piece::Empty(_) | Piece::Other(_) => {}
        }
    }
}

/// Resolves the `_xHHHH_` escapes of a cell's text.
fn unescape(text: String) -> String {
    let mut rest = text.as_str();
    if !markup::may_escape(rest) {
        return text;
    }
    let mut result = String::with_capacity(text.len());
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        result.push_str(before);
        let code = escape.get(2..6).filter(|_| escape.get(6..7) == Some("_"));
        let code = code.filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        match code.and_then(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?)) {
            Some(c) => {
                result.push(c);
                rest = escape.get(7..).unwrap_or_default();
            }
            None => {
                result.push_str("_x");
                rest = escape.get(2..).unwrap_or_default();
            }
        }
    }
    result.push_str(rest);
    result
}

/// Compares workbooks of different formats: every value of the original must still be there.
pub(super) fn compare(original: &[u8], filled: &[u8]) -> error::Result<Proof> {
    // The name only tells CSV from other text.
    let (before, after) = (Workbook::open(original, "original.csv")?, Workbook::open(filled, "filled.xlsx")?);
    let mut proof = Proof::empty();
    for (at, sheet) in before.sheets().iter().enumerate() {
        let by_name = after.sheets().iter().find(|it| it.name == sheet.name);
        match by_name.or_else(|| after.sheets().get(at)) {
            Some(other) => compare_sheets(sheet, other, &mut proof),
            None => {
                let name = &sheet.name;
                proof.problem(
                    format!("シート「{name}」がありません。"),
                    format!("sheet \"{name}\" is missing"),
                );
            }
        }
    }
    for sheet in after.sheets().iter().skip(before.sheets().len()) {
        let name = &sheet.name;
        proof.problem(format!("シート「{name}」が増えています。"), format!("sheet \"{name}\" was added"));
    }
    Ok(proof)
}

fn compare_sheets(before: &Sheet, after: &Sheet, proof: &mut Proof) {
    for cell in before.cells.iter().filter(|cell| cell.kind != CellKind::Empty) {
        if after.text(cell.at) != cell.text {
            let (name, at) = (&before.name, cell.at);
            proof.problem(
                format!("「{name}」の {at} の値が変わっています。"),
                format!("\"{name}\"!{at} differs"),
            );
        }
    }
    for cell in after.cells.iter().filter(|cell| before.text(cell.at) != cell.text) {
        proof.changed_cells.push(ChangedCell {
            sheet: before.name.clone(),
            cell: cell.at,
            before: before.text(cell.at).to_owned(),
            after: cell.text.clone(),
        });
    }
}
