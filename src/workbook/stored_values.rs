//! Cell values of an .xlsx workbook: what a cell's element holds, as text a person reads.

use std::borrow::Cow;

use calamine::{ExcelDateTime, ExcelDateTimeType};
use quick_xml::events::BytesStart;

use super::address::CellRef;
use super::package::Package;
use super::sheet::CellKind;
use super::values::{self, Value};
use super::xml::{self, Visitor};
use crate::error::Result;

/// What the values of all sheets refer to.
#[derive(Default)]
pub(super) struct StoredValues {
    /// The shared strings, by number.
    strings: Vec<String>,
    /// Whether a cell format shows numbers as dates, by its index.
    dates: Vec<bool>,
    /// Whether days count from 1904.
    since_1904: bool,
}

impl StoredValues {
    /// Reads the shared strings of a package, whose cell formats show `dates`.
    ///
    /// # Errors
    /// `damaged` where they cannot be read.
    pub(super) fn open(package: &Package, dates: Vec<bool>, since_1904: bool) -> Result<Self> {
        let mut strings = Strings::default();
        if let Some(part) = package.shared_strings_part()? {
            xml::walk(package.xml(&part)?.as_str(), &part, &mut strings)?;
        }
        Ok(Self { strings: strings.found, dates, since_1904 })
    }

    /// The value of a cell, if it has one.
    pub(super) fn value(&self, cell: OpenCell) -> Option<Value> {
        let OpenCell { at, kind, style, content } = cell;
        let text = content.text;
        let (kind, text) = match kind {
            _ if content.inline => (CellKind::Text, text),
            Kind::Shared => (CellKind::Text, self.strings.get(text.trim().parse::<usize>().ok()?)?.clone()),
            Kind::Text => (CellKind::Text, unescape(&text).into_owned()),
            Kind::Bool => (CellKind::Bool, boolean(text.trim())?.to_owned()),
            Kind::Error => (CellKind::Error, text),
            Kind::IsoDate => (CellKind::Number, values::iso_date(&text)),
            Kind::Number => self.number(text, style),
        };
        (!text.is_empty()).then_some((at, kind, text))
    }

    fn number(&self, text: String, style: u32) -> (CellKind, String) {
        match text.trim().parse() {
            Err(_) => (CellKind::Text, text),
            Ok(number) if self.dates.get(style as usize).is_some_and(|it| *it) => {
                let date = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, self.since_1904);
                (CellKind::Number, values::day(&date))
            }
            Ok(number) => (CellKind::Number, values::shortest(number)),
        }
    }
}

fn boolean(text: &str) -> Option<&'static str> {
    match text {
        "" => None,
        "1" => Some("TRUE"),
        text => Some(if text.eq_ignore_ascii_case("true") { "TRUE" } else { "FALSE" }),
    }
}

/// What a cell's element says that its value is.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    IsoDate,
}

/// A cell while its element is read.
pub(super) struct OpenCell {
    pub(super) at: CellRef,
    kind: Kind,
    pub(super) style: u32,
    content: Content,
}

impl OpenCell {
    /// The cell whose start tag states the type `kind`.
    pub(super) fn new(at: CellRef, kind: Option<&str>, style: u32) -> Self {
        let kind = match kind {
            Some("s") => Kind::Shared,
            Some("str" | "inlineStr") => Kind::Text,
            Some("b") => Kind::Bool,
            Some("e") => Kind::Error,
            Some("d") => Kind::IsoDate,
            _ => Kind::Number,
        };
        Self { at, kind, style, content: Content::default() }
    }

    /// An element inside the cell opens.
    pub(super) fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        if name == "is" {
            self.content = Content { inline: true, ..Content::default() };
        }
        if self.counts(name) {
            self.content.open(name, element);
        }
    }

    /// An element inside the cell closes.
    pub(super) fn close(&mut self, name: &str) {
        if self.counts(name) {
            self.content.close(name);
        }
    }

    /// Beside an inline string a `<v>` says nothing.
    fn counts(&self, name: &str) -> bool {
        name != "v" || !self.content.inline
    }

    /// Text inside the cell.
    pub(super) fn text(&mut self, text: &str) {
        self.content.text(text);
    }
}

/// The text of `<t>` and `<v>` elements, without furigana.
#[derive(Default)]
struct Content {
    text: String,
    /// The text of the element that is open.
    run: String,
    inside: bool,
    furigana: bool,
    /// Whether white space at both ends of the element counts.
    preserved: bool,
    /// Whether it is an inline string.
    inline: bool,
}

impl Content {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "v" => self.inside = true,
            "t" => {
                self.inside = !self.furigana;
                self.preserved = xml::attribute(element, "space").is_some_and(|value| value == "preserve");
            }
            "rPh" => self.furigana = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "v" => self.text = std::mem::take(&mut self.run),
            "t" => {
                let space: &[char] = if self.preserved { &[] } else { &[' ', '\t', '\r', '\n'] };
                self.text.push_str(&unescape(self.run.trim_matches(space)));
                self.run.clear();
            }
            "rPh" => self.furigana = false,
            _ => return,
        }
        self.inside = false;
    }

    fn text(&mut self, text: &str) {
        if self.inside {
            self.run.push_str(text);
        }
    }
}

#[derive(Default)]
struct Strings {
    found: Vec<String>,
    content: Content,
}

impl Visitor for Strings {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        self.content.open(name, element);
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

/// Resolves the `_xHHHH_` escapes of a cell's text, which stand for UTF-16 units.
fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = next_escape(text) else {
        return Cow::Borrowed(text);
    };
    let (mut result, mut rest, mut found) = (String::with_capacity(text.len()), text, Some(first));
    while let Some((at, unit)) = found {
        result.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + ESCAPE..).unwrap_or_default();
        let mut units = vec![unit];
        while let Some((0, unit)) = next_escape(rest) {
            units.push(unit);
            rest = rest.get(ESCAPE..).unwrap_or_default();
        }
        result.push_str(&String::from_utf16_lossy(&units));
        found = next_escape(rest);
    }
    result.push_str(rest);
    Cow::Owned(result)
}

/// Bytes of an escape.
const ESCAPE: usize = 7;

/// Where the next escape stands, and its unit.
fn next_escape(text: &str) -> Option<(usize, u16)> {
    memchr::memchr_iter(b'_', text.as_bytes()).find_map(|at| {
        let hex = text.get(at + 1..)?.strip_prefix('x').and_then(|_| text.get(at + 2..at + 6));
        let hex = hex.filter(|_| text.get(at + 6..at + ESCAPE) == Some("_"))?;
        let hex = Some(hex).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        Some((at, u16::from_str_radix(hex, 16).ok()?))
    })
}
