//! The text of an XML part, whatever its encoding, and back without loss.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::damaged;
use crate::error::Result;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A part as text; the byte-order mark is kept aside.
#[derive(Debug, Clone)]
pub(crate) struct XmlText {
    text: String,
    mark: &'static [u8],
    encoding: &'static Encoding,
    declares_entities: bool,
}

impl XmlText {
    /// Decodes a part by its byte-order mark, its first bytes or its declaration.
    ///
    /// # Errors
    /// `damaged` where the bytes do not fit the encoding, or where the text uses an entity that its document type
    /// declares, which bombs are made of. Any other document type stays where it stands: OPC forbids it, but spreadsheet
    /// programs open it, and nothing here loads or expands what it names.
    pub(crate) fn decode(bytes: Vec<u8>, part: &str) -> Result<Self> {
        let (encoding, mark) = detect(&bytes);
        let broken = |found: &str| damaged(part, "文字コードが壊れています", found);
        let text = if encoding == UTF_8 {
            let mut bytes = bytes;
            bytes.drain(..mark.len());
            String::from_utf8(bytes).map_err(|_| broken("it is not valid UTF-8"))?
        } else {
            let body = bytes.get(mark.len()..).unwrap_or_default();
            let text = encoding.decode_without_bom_handling_and_without_replacement(body);
            text.ok_or_else(|| broken(&format!("it is not valid {}", encoding.name())))?.into_owned()
        };
        // quick-xml skips a mark at the start without counting it: positions of all that follows would be wrong.
        if text.starts_with('\u{FEFF}') {
            return Err(broken("it begins with two byte-order marks"));
        }
        let body = after_declared_entities(&text);
        if body.is_some_and(uses_entities) {
            return Err(damaged(part, "DOCTYPE で宣言された実体は使えません", "it uses declared entities"));
        }
        let declares_entities = body.is_some();
        Ok(Self { text, mark, encoding, declares_entities })
    }

    /// The text without byte-order mark.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the document type declares entities, none of which the text uses.
    pub(crate) fn declares_entities(&self) -> bool {
        self.declares_entities
    }

    /// Whether both came in the same encoding, with the same byte-order mark.
    pub(crate) fn is_encoded_like(&self, other: &Self) -> bool {
        self.encoding == other.encoding && self.mark == other.mark
    }

    /// Whether the part is UTF-8, which any text can be written back in.
    pub(crate) fn is_utf8(&self) -> bool {
        self.encoding == UTF_8
    }

    /// `text` in the encoding this part came in, with its byte-order mark.
    pub(crate) fn encode(&self, text: String) -> Vec<u8> {
        if self.encoding == UTF_8 && self.mark.is_empty() {
            return text.into_bytes();
        }
        let mut bytes = self.mark.to_vec();
        if self.encoding == UTF_8 {
            bytes.extend_from_slice(text.as_bytes());
        } else if self.encoding == UTF_16LE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else if self.encoding == UTF_16BE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        } else {
            // Characters outside the encoding become character references, which is what XML wants.
            bytes.extend_from_slice(&self.encoding.encode(&text).0);
        }
        bytes
    }
}

fn detect(bytes: &[u8]) -> (&'static Encoding, &'static [u8]) {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (UTF_8, UTF8_MARK),
        [0xFF, 0xFE, ..] => (UTF_16LE, b"\xFF\xFE"),
        [0xFE, 0xFF, ..] => (UTF_16BE, b"\xFE\xFF"),
        [b'<', 0, ..] => (UTF_16LE, b""),
        [0, b'<', ..] => (UTF_16BE, b""),
        _ => (declared(bytes).unwrap_or(UTF_8), b""),
    }
}

/// The encoding that the XML declaration of a byte-oriented text names; a wide one would have been seen already.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let end = bytes.iter().take(200).position(|&b| b == b'>')?;
    let declaration = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let after = declaration.strip_prefix("<?xml")?.split_once("encoding")?.1;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    let label = value.get(1..)?.split(quote).next()?;
    Encoding::for_label(label.as_bytes()).filter(|found| *found != UTF_16LE && *found != UTF_16BE)
}

/// What follows a document type that declares an entity or refers to one, which may stand for declarations.
fn after_declared_entities(text: &str) -> Option<&str> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::DocType(content)) if content.contains("<!ENTITY") || content.contains('%') => {
                return text.get(reader.buffer_position() as usize..);
            }
            Ok(Event::DocType(_) | Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Text(_)) => {}
            _ => return None,
        }
    }
}

/// Whether `text` refers to entities other than those that XML itself has.
fn uses_entities(text: &str) -> bool {
    let own = ["#", "amp;", "lt;", "gt;", "quot;", "apos;"];
    text.split('&').skip(1).any(|reference| !own.iter().any(|name| reference.starts_with(name)))
}

/// The attribute `local` without a prefix, its references resolved; None where absent or broken.
pub(crate) fn attribute(element: &BytesStart<'_>, local: &str) -> Option<String> {
    find(element, |name| name == local)
}

/// Refuses a start tag whose attributes are malformed or repeated, which a scan of elements alone does not see: such a
/// tag cannot be edited safely.
pub(crate) fn require_attributes(element: &BytesStart<'_>, part: &str) -> Result<()> {
    match strict_attributes(element) {
        Some(_) => Ok(()),
        None => Err(damaged(part, "属性が壊れています", "a tag has broken attributes")),
    }
}

/// The attributes of the start tag that `raw` holds behind its `<`, as written; none where it is not well formed: names
/// without other marks, white space before each attribute, quotes, no attribute twice.
pub(crate) fn strict_attributes(raw: &str) -> Option<Vec<(&str, &str)>> {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    let broken = |c: char| is_space(c) || matches!(c, '"' | '\'' | '<' | '>' | '/' | '&' | '=');
    let end = raw.find(|c| is_space(c) || matches!(c, '/' | '>')).unwrap_or(raw.len());
    let (element, mut rest) = raw.split_at_checked(end)?;
    if element.is_empty() || element.contains(broken) {
        return None;
    }
    let mut found: Vec<(&str, &str)> = Vec::new();
    loop {
        let next = rest.trim_start_matches(is_space);
        if matches!(next, "" | "/") || next.starts_with('>') || next.starts_with("/>") {
            return Some(found);
        }
        let (name, after) = next.split_once('=')?;
        let name = name.trim_end_matches(is_space);
        let known = found.iter().any(|(own, _)| *own == name);
        if next.len() == rest.len() || name.is_empty() || name.contains(broken) || known {
            return None;
        }
        let after = after.trim_start_matches(is_space);
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, behind) = after.get(1..)?.split_once(quote)?;
        if value.contains('<') {
            return None;
        }
        found.push((name, value));
        rest = behind;
    }
}

/// Like [`attribute`], as it is written and without a copy: for the many addresses of cells.
pub(crate) fn raw_attribute<'e>(element: &'e BytesStart<'_>, local: &str) -> Option<Cow<'e, str>> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|it| it.key.as_ref() == local)?;
    Some(found.value)
}

/// The attribute `local` with any prefix, e.g. `r:id`.
pub(crate) fn qualified_attribute(element: &BytesStart<'_>, local: &str) -> Option<String> {
    find(element, |name| name.split_once(':').is_some_and(|(_, rest)| rest == local))
}

fn find(element: &BytesStart<'_>, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|it| wanted(it.key.as_ref()))?;
    let value = quick_xml::escape::unescape(&found.value).ok()?;
    Some(value.into_owned())
}
