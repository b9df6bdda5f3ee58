//! Relationships between parts, with their targets resolved to part names.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Package, XmlText, attribute, damaged};
use crate::error::Result;

/// One relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// The id by which the source part refers to it, e.g. `rId1`.
    pub id: String,
    /// The type URI.
    pub kind: String,
    /// The part name of an internal target, without a leading slash; an external target as it is written.
    pub target: String,
    /// Whether the target lies outside the package.
    pub external: bool,
}

impl Relationship {
    /// Whether this is an internal relationship of a kind such as `worksheet`: the last segment of the type URI, which
    /// is the same in the transitional and the strict standard.
    pub fn is(&self, kind: &str) -> bool {
        !self.external && self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The relationships of `source` (`""`: of the package).
pub(super) fn of(package: &Package, source: &str) -> Result<Vec<Relationship>> {
    let (folder, file) = split(source);
    let part = format!("{folder}_rels/{file}.rels");
    if !package.has(&part) {
        return Ok(Vec::new());
    }
    let xml = package.xml(&part)?;
    parse(package, &xml, &part, folder)
}

fn parse(package: &Package, xml: &XmlText, part: &str, folder: &str) -> Result<Vec<Relationship>> {
    let mut reader = Reader::from_str(xml.as_str());
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start))
                if start.local_name().as_ref() == "Relationship" =>
            {
                let get = |name| attribute(&start, name).unwrap_or_default();
                let external = get("TargetMode").eq_ignore_ascii_case("External");
                let target = get("Target");
                found.push(Relationship {
                    id: get("Id"),
                    kind: get("Type"),
                    target: if external { target } else { resolve(package, folder, &target) },
                    external,
                });
            }
            Ok(Event::Eof) => return Ok(found),
            Ok(_) => {}
            Err(error) => return Err(damaged(part, "XML が壊れています", &error.to_string())),
        }
    }
}

/// The folder of a part name with its slash, and the rest.
fn split(part: &str) -> (&str, &str) {
    part.rfind('/').map_or(("", part), |at| part.split_at(at + 1))
}

/// The part name that `target` means, seen from `folder`.
fn resolve(package: &Package, folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let joined = if target.starts_with('/') { target } else { format!("{folder}{target}") };
    let mut segments: Vec<&str> = Vec::new();
    for segment in joined.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    let name = segments.join("/");
    // Some writers percent-encode a name that the zip stores plain.
    if !package.has(&name) {
        let plain = percent_decode(&name);
        if package.has(&plain) {
            return plain;
        }
    }
    name
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        (rest, bytes) = match code {
            Some(code) if first == b'%' => (tail.get(2..).unwrap_or_default(), push(bytes, code)),
            _ => (tail, push(bytes, first)),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn push(mut bytes: Vec<u8>, byte: u8) -> Vec<u8> {
    bytes.push(byte);
    bytes
}
