//! Reading the XML parts of a workbook: elements and attributes by local name, so that any
//! namespace prefix (also of the strict variants) reads alike.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::package::damaged;
use super::package::markup::{Piece, Pieces, element, local, name, text};
use crate::error::Result;

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
    let mut pieces = Pieces::new(xml, part);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Start(tag) => visitor.open(local(name(tag)), &element(tag))?,
            Piece::Empty(tag) => {
                visitor.open(local(name(tag)), &element(tag))?;
                visitor.close(local(name(tag)))?;
            }
            Piece::End(tag) => visitor.close(local(name(tag)))?,
            Piece::Other(raw) => {
                if let Some(found) = text(raw) {
                    visitor.text(&found.map_err(|error| damaged(part, "参照が途中で切れています", error))?);
                }
            }
        }
    }
    if pieces.depth() > 0 { Err(pieces.cut_off()) } else { Ok(()) }
}
