//! Cell values as text, and the comparison of workbooks that have no package in common.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{ChangedCell, Proof};
use crate::error::Result;
use crate::workbook::package::{Package, attribute};
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
    let mut reader = Reader::from_str(cell);
    let (mut kind, mut text) = (None, TextOf::default());
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == "c" => {
                kind = attribute(&element, "t");
            }
            Ok(Event::Eof) | Err(_) => return (kind, unescape(&text.text)),
            Ok(event) => text.see(&event),
        }
    }
}

fn read_strings(package: &Package) -> Vec<String> {
    let part = package.shared_strings_part().ok().flatten();
    let Some(xml) = part.and_then(|part| package.xml(&part).ok()) else {
        return Vec::new();
    };
    let mut reader = Reader::from_str(xml.as_str());
    let (mut strings, mut text) = (Vec::new(), TextOf::default());
    loop {
        match reader.read_event() {
            Ok(Event::Empty(element)) if element.local_name().as_ref() == "si" => strings.push(String::new()),
            Ok(Event::End(element)) if element.local_name().as_ref() == "si" => {
                strings.push(unescape(&std::mem::take(&mut text).text));
            }
            Ok(Event::Eof) | Err(_) => return strings,
            Ok(event) => text.see(&event),
        }
    }
}

/// Collects what stands in `<t>` and `<v>`, outside furigana.
#[derive(Default)]
struct TextOf {
    text: String,
    inside: bool,
    furigana: bool,
}

impl TextOf {
    fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" | "v" => self.inside = !self.furigana,
                "rPh" => self.furigana = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" | "v" => self.inside = false,
                "rPh" => self.furigana = false,
                _ => {}
            },
            Event::Text(text) if self.inside => self.text.push_str(text),
            Event::CData(text) if self.inside => self.text.push_str(text),
            Event::GeneralRef(name) if self.inside => {
                let reference = format!("&{};", &**name);
                self.text.push_str(&quick_xml::escape::unescape(&reference).unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// Resolves the `_xHHHH_` escapes of a cell's text.
fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
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
pub(super) fn compare(original: &[u8], filled: &[u8]) -> Result<Proof> {
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
