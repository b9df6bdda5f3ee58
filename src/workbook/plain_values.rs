//! Cell values of an .xlsx workbook by a reader of our own, for the workbooks that calamine refuses as a whole or for a
//! detail that does not matter here. Numbers stay as they are stored: dates are day numbers.

use quick_xml::events::BytesStart;

use super::address::CellRef;
use super::package::Package;
use super::sheet::CellKind;
use super::values::{self, Value};
use super::xml::{self, Visitor};
use crate::error::Result;

/// The shared strings, which the sheets refer to by number.
pub(super) struct PlainValues(Vec<String>);

impl PlainValues {
    /// Reads the shared strings of a package.
    ///
    /// # Errors
    /// `damaged` where they cannot be read.
    pub(super) fn open(package: &Package) -> Result<Self> {
        let mut strings = Strings::default();
        if let Some(part) = package.shared_strings_part()? {
            xml::walk(package.xml(&part)?.as_str(), &part, &mut strings)?;
        }
        Ok(Self(strings.found))
    }

    /// The values of a worksheet part.
    ///
    /// # Errors
    /// `damaged` where the markup is broken, `too-large` beyond the limit of cells.
    pub(super) fn sheet(&self, text: &str, part: &str) -> Result<Vec<Value>> {
        let mut cells = Cells { strings: &self.0, part, found: Vec::new(), next: (0, 0), cell: None };
        xml::walk(text, part, &mut cells)?;
        Ok(cells.found)
    }
}

/// The text of `<t>` and `<v>` elements, without furigana.
#[derive(Default)]
struct Content {
    text: String,
    inside: bool,
    furigana: bool,
}

impl Content {
    fn open(&mut self, name: &str) {
        match name {
            "t" | "v" => self.inside = !self.furigana,
            "rPh" => self.furigana = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" | "v" => self.inside = false,
            "rPh" => self.furigana = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.inside {
            self.text.push_str(text);
        }
    }
}

#[derive(Default)]
struct Strings {
    found: Vec<String>,
    content: Content,
}

impl Visitor for Strings {
    fn open(&mut self, name: &str, _: &BytesStart<'_>) -> Result<()> {
        self.content.open(name);
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<()> {
        self.content.close(name);
        if name == "si" {
            self.found.push(std::mem::take(&mut self.content).text);
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.content.text(text);
    }
}

struct Cells<'a> {
    strings: &'a [String],
    part: &'a str,
    found: Vec<Value>,
    /// Where the next cell stands that has no address.
    next: (u32, u32),
    cell: Option<(CellRef, String, Content)>,
}

impl Visitor for Cells<'_> {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        match (name, &mut self.cell) {
            ("row", _) => {
                let row = xml::number::<u32>(element, "r").map_or(self.next.0, |row| row.saturating_sub(1));
                self.next = (row, 0);
            }
            ("c", _) => {
                let own = xml::attribute(element, "r").and_then(|text| text.trim().parse().ok());
                let at = own.unwrap_or(CellRef::new(self.next.0, self.next.1));
                self.next = (at.row, at.col);
                let kind = xml::attribute(element, "t").unwrap_or_default().into_owned();
                self.cell = Some((at, kind, Content::default()));
            }
            (_, Some((_, _, content))) => content.open(name),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<()> {
        match (name, &mut self.cell) {
            ("row", _) => self.next = (self.next.0.saturating_add(1), 0),
            ("c", _) => {
                self.next.1 = self.next.1.saturating_add(1);
                let cell = self.cell.take();
                self.found.extend(
                    cell.and_then(|(at, kind, content)| value(self.strings, at, &kind, content.text)),
                );
                if self.found.len() > values::MAX_CELLS {
                    return Err(values::too_large(self.part));
                }
            }
            (_, Some((_, _, content))) => content.close(name),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.cell.iter_mut().for_each(|(_, _, content)| content.text(text));
    }
}

/// The value of a cell of the type `kind` with this content.
fn value(strings: &[String], at: CellRef, kind: &str, text: String) -> Option<Value> {
    let number = || text.trim().parse().map_or_else(|_| text.clone(), values::shortest);
    let (kind, text) = match kind {
        "s" => (CellKind::Text, strings.get(text.trim().parse::<usize>().ok()?)?.clone()),
        "b" => (CellKind::Bool, if text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned()),
        "e" => (CellKind::Error, text),
        "str" | "inlineStr" => (CellKind::Text, text),
        _ => (CellKind::Number, number()),
    };
    (!text.is_empty()).then_some((at, kind, text))
}
