//! Reading the XML parts of a workbook: elements and attributes by local name, so that any
//! namespace prefix (also of the strict variants) reads alike.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::error::{Error, ErrorKind, Result};

/// The value of the attribute with the local name `name`, entities resolved.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok())
}

/// The values of several attributes, in one pass over the start tag; entities resolved.
pub(super) fn attributes<'a, const N: usize>(
    element: &'a BytesStart<'_>,
    names: [&str; N],
) -> [Option<Cow<'a, str>>; N] {
    let mut found = [const { None }; N];
    for attribute in element.attributes().with_checks(false).flatten() {
        let local = attribute.key.local_name();
        let slot = names.iter().zip(&mut found).find(|(name, _)| **name == local.as_ref());
        if let Some((_, slot @ None)) = slot {
            *slot = attribute.normalized_value(XmlVersion::Implicit1_0).ok();
        }
    }
    found
}

/// The attribute as a number of any type; `None` where it is missing or no such number.
pub(super) fn number<T: std::str::FromStr>(element: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(element, name)?.trim().parse().ok()
}

/// Whether the attribute is an XML Schema `true`.
pub(super) fn flag(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
}

/// What a part's reader is told, in document order.
pub(super) trait Visitor {
    /// An element opens; every one is also closed, self-closing ones at once.
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()>;
    /// An element closes.
    fn close(&mut self, name: &str) -> Result<()>;
    /// Text inside an element, entities resolved.
    fn text(&mut self, text: &str);
}

/// Walks an XML document from first to last event.
///
/// # Errors
/// `damaged` at `part` where the markup is broken or ends early, and whatever the visitor reports.
pub(super) fn walk(xml: &str, part: &str, visitor: &mut impl Visitor) -> Result<()> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0u32;
    loop {
        match reader.read_event().map_err(|error| broken(part, &error.to_string()))? {
            Event::Start(element) => {
                depth += 1;
                visitor.open(element.local_name().as_ref(), &element)?;
            }
            Event::Empty(element) => {
                visitor.open(element.local_name().as_ref(), &element)?;
                visitor.close(element.local_name().as_ref())?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                visitor.close(element.local_name().as_ref())?;
            }
            Event::Text(text) => visitor.text(&text.xml10_content()),
            Event::CData(text) => visitor.text(&text.xml10_content()),
            Event::GeneralRef(entity) => visitor.text(&resolve(&entity)),
            Event::Eof if depth > 0 => return Err(broken(part, "unexpected end")),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::DocType(_) | Event::PI(_) => {}
        }
    }
}

/// The text of an entity or character reference; unknown ones are empty.
fn resolve(entity: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.to_string();
    }
    let name = entity.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}

fn broken(part: &str, found: &str) -> Error {
    Error::new(
        ErrorKind::Damaged,
        format!("「{part}」の XML が壊れています: {found}"),
        format!("the XML of \"{part}\" is broken: {found}"),
    )
    .at(part)
}
