//! The value of one cell of a table.

use quick_xml::events::BytesStart;

use super::super::address::Area;
use super::super::edit::MAX_UNITS;
use super::super::sheet::CellKind;
use super::super::values;
use super::super::xml;

/// A cell whose content is being read.
pub(super) struct OpenCell {
    area: Area,
    /// The value that the attributes give.
    given: Option<(CellKind, String)>,
    is_text: bool,
    is_error: bool,
    text: String,
    paragraphs: u32,
    /// Open elements inside the cell.
    depth: u32,
    /// The depth of the open element whose text is none of the cell's: a comment, a drawing, furigana.
    aside: Option<u32>,
}

impl OpenCell {
    /// The cell that `element` opens, for all cells of `area`.
    pub(super) fn new(element: &BytesStart<'_>, area: Area) -> Self {
        let get = |name| xml::attribute(element, name).map(std::borrow::Cow::into_owned);
        let number = || get("value").and_then(|value| value.trim().parse().ok()).map(values::shortest);
        let date = || get("date-value").or_else(|| get("time-value")).map(|text| values::iso_date(&text));
        let truth = || get("boolean-value").map(|value| value.eq_ignore_ascii_case("true"));
        let given = number().or_else(date).map(|text| (CellKind::Number, text));
        let given = given.or_else(|| {
            let text = if truth()? { "TRUE" } else { "FALSE" };
            Some((CellKind::Bool, text.to_owned()))
        });
        let given = given.or_else(|| get("string-value").map(|text| (CellKind::Text, text)));
        let is_typed = |kind: &str| {
            let mut attributes = element.attributes();
            let mut attributes = attributes.with_checks(false).flatten();
            attributes.any(|it| it.key.local_name().as_ref() == "value-type" && &*it.value == kind)
        };
        Self {
            area,
            given,
            is_text: is_typed("string"),
            is_error: is_typed("error"),
            text: String::new(),
            paragraphs: 0,
            depth: 0,
            aside: None,
        }
    }

    /// The cells that have this value.
    pub(super) fn area(&self) -> Area {
        self.area
    }

    /// An element inside the cell opens.
    pub(super) fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        self.depth += 1;
        if self.aside.is_some() {
            return;
        }
        match name {
            "p" if self.paragraphs > 0 => self.text.push('\n'),
            "line-break" => self.text.push('\n'),
            "tab" => self.text.push('\t'),
            "s" => {
                let spaces = xml::number(element, "c").unwrap_or(1).min(MAX_UNITS);
                self.text.extend(std::iter::repeat_n(' ', spaces));
            }
            "annotation" | "ruby-text" => self.aside = Some(self.depth),
            _ if element.name().as_ref().starts_with("draw:") => self.aside = Some(self.depth),
            _ => {}
        }
        self.paragraphs += u32::from(name == "p");
    }

    /// An element inside the cell closes.
    pub(super) fn close(&mut self) {
        self.aside = self.aside.filter(|depth| *depth != self.depth);
        self.depth = self.depth.saturating_sub(1);
    }

    /// Text inside the cell; white space between paragraphs is none of it.
    pub(super) fn text(&mut self, text: &str) {
        if self.aside.is_none() && self.depth > 0 {
            self.text.push_str(text);
        }
    }

    /// The value; none where the cell has none.
    pub(super) fn value(self) -> Option<(CellKind, String)> {
        let shown = |kind| (!self.text.is_empty()).then_some((kind, self.text.clone()));
        match self.given {
            _ if self.is_error => shown(CellKind::Error),
            None if self.is_text => shown(CellKind::Text),
            given => given.filter(|(_, text)| !text.is_empty()),
        }
    }
}
