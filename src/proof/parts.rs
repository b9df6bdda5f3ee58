//! The few changes that the styles and workbook parts may have.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::element::{attributes, is_true, others, same_but, value};
use super::{Proof, texts};
use crate::error::Result;
use crate::order;
use crate::workbook::package::{Package, damaged, strict_attributes};

/// A cell format in a comparable form without wrapping, and whether it wraps.
type Format = (String, bool);

/// The cell formats of two versions of a styles part.
pub(super) struct Formats {
    before: Vec<Format>,
    after: Vec<Format>,
}

impl Formats {
    /// Reads the formats of both packages; empty lists where there is no styles part.
    pub(super) fn read(before: &Package, after: &Package) -> Result<Self> {
        let read = |package: &Package| -> Result<Vec<Format>> {
            let Some(part) = package.styles_part()? else {
                return Ok(Vec::new());
            };
            let xml = package.xml(&part)?;
            let list = FormatList::read(xml.as_str(), &part)?;
            Ok(list.formats.iter().map(|raw| format(raw)).collect())
        };
        Ok(Self { before: read(before)?, after: read(after)? })
    }

    /// Whether format `after` is format `before` with wrapping.
    pub(super) fn only_gains_wrap(&self, before: u32, after: u32) -> bool {
        let (old, new) = (self.before.get(before as usize), self.after.get(after as usize));
        old.zip(new).is_some_and(|((old, _), (new, wraps))| *wraps && old == new)
    }
}

/// A format's elements with their attributes sorted, without what wrapping adds.
fn format(raw: &str) -> Format {
    let mut reader = Reader::from_str(raw);
    let (mut result, mut wraps) = (String::new(), false);
    loop {
        let event = reader.read_event();
        match event {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let Some(all) = strict_attributes(&element) else {
                    // Unlike any other.
                    return (raw.to_owned(), false);
                };
                wraps |= is_true(&all, "wrapText");
                let mut kept = others(&all, &["wrapText", "applyAlignment"]);
                order::sort(&mut kept);
                let local = element.local_name();
                // An alignment that does nothing but wrap is no difference.
                if local.as_ref() != "alignment" || !kept.is_empty() {
                    result.push_str(&format!("{}{kept:?}", local.as_ref()));
                }
            }
            Ok(Event::Eof) | Err(_) => return (result, wraps),
            Ok(_) => {}
        }
    }
}

/// A styles part cut at its list of cell formats.
struct FormatList<'a> {
    before: &'a str,
    tag: &'a str,
    content: &'a str,
    after: &'a str,
    formats: Vec<&'a str>,
}

impl<'a> FormatList<'a> {
    fn read(text: &'a str, part: &str) -> Result<Self> {
        let mut reader = Reader::from_str(text);
        let (mut depth, mut list, mut start) = (0usize, None, 0);
        let (mut formats, mut end) = (Vec::new(), text.len());
        loop {
            let from = reader.buffer_position() as usize;
            let event = reader.read_event();
            let to = reader.buffer_position() as usize;
            match event {
                Ok(Event::Start(element)) => {
                    match depth {
                        1 if element.local_name().as_ref() == "cellXfs" => list = Some(from..to),
                        2 => start = from,
                        _ => {}
                    }
                    depth += 1;
                }
                Ok(Event::Empty(_)) if depth == 2 && list.is_some() => formats.extend(text.get(from..to)),
                Ok(Event::End(_)) => {
                    depth = depth.saturating_sub(1);
                    if depth == 2 && list.is_some() {
                        formats.extend(text.get(start..to));
                    } else if depth == 1 && list.is_some() {
                        end = from;
                        break;
                    }
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => return Err(damaged(part, "XML が壊れています", &error.to_string())),
            }
        }
        let list = list.unwrap_or(end..end);
        let cut = |from, to| text.get(from..to).unwrap_or_default();
        Ok(Self {
            before: cut(0, list.start),
            tag: cut(list.start, list.end),
            content: cut(list.end, end),
            after: cut(end, text.len()),
            formats,
        })
    }
}

/// The styles part may only gain cell formats at the end of their list, each a wrapping copy of one that was there.
pub(super) fn compare_styles(before: &Package, after: &Package, name: &str, proof: &mut Proof) -> Result<()> {
    let (old, new) = texts(before, after, name, proof)?;
    let (old, new) = (FormatList::read(old.as_str(), name)?, FormatList::read(new.as_str(), name)?);
    let added = new.formats.get(old.formats.len()..).unwrap_or_default();
    let known: Vec<Format> = old.formats.iter().map(|raw| format(raw)).collect();
    let is_copy = |raw: &&str| {
        let (own, wraps) = format(raw);
        let applied = attributes(raw).is_some_and(|all| is_true(&all, "applyAlignment"));
        wraps && applied && known.iter().any(|(known, _)| *known == own)
    };
    let kept = old.before == new.before && old.after == new.after;
    let only_added = new.content.strip_prefix(old.content) == Some(added.concat().as_str());
    let counted = counted(old.tag, new.tag, new.formats.len());
    if !(kept && only_added && counted && added.iter().all(is_copy)) {
        proof.problem("書式の追加以外の変更があります。", "styles differ in more than added cell formats");
    }
    Ok(())
}

/// Whether two tags of the list of formats differ in nothing but the right count.
fn counted(old: &str, new: &str, count: usize) -> bool {
    let stated = attributes(new).and_then(|all| value(&all, "count")?.parse().ok());
    old == new || same_but(old, new, &["count"]) && stated == Some(count)
}

/// The workbook part may only gain the order to recalculate on opening.
pub(super) fn compare_workbook(
    before: &Package,
    after: &Package,
    name: &str,
    proof: &mut Proof,
) -> Result<()> {
    let (old, new) = texts(before, after, name, proof)?;
    let (old, new) = (Recalculation::read(old.as_str(), name)?, Recalculation::read(new.as_str(), name)?);
    if !new.only_ordered_since(&old) {
        proof.problem(
            "ブックの設定が変わっています。",
            "the workbook part differs in more than recalculation",
        );
    }
    Ok(())
}

/// A workbook part around its `<calcPr>` tag.
struct Recalculation<'a> {
    before: &'a str,
    /// Empty where there is none.
    tag: &'a str,
    after: &'a str,
}

impl<'a> Recalculation<'a> {
    fn read(text: &'a str, part: &str) -> Result<Self> {
        let mut reader = Reader::from_str(text);
        let mut depth = 0usize;
        loop {
            let from = reader.buffer_position() as usize;
            let event = reader.read_event();
            match event {
                Ok(Event::Start(element) | Event::Empty(element))
                    if depth == 1 && element.local_name().as_ref() == "calcPr" =>
                {
                    let (before, rest) = text.split_at_checked(from).unwrap_or((text, ""));
                    let len = reader.buffer_position() as usize - from;
                    let (tag, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
                    return Ok(Self { before, tag, after });
                }
                Ok(Event::Start(_)) => depth += 1,
                Ok(Event::End(_)) => depth = depth.saturating_sub(1),
                Ok(Event::Eof) => return Ok(Self { before: text, tag: "", after: "" }),
                Ok(_) => {}
                Err(error) => return Err(damaged(part, "XML が壊れています", &error.to_string())),
            }
        }
    }

    /// Whether this part differs from `old` in the order to recalculate alone: a new element, or its attribute.
    fn only_ordered_since(&self, old: &Self) -> bool {
        let Some(all) = attributes(self.tag) else {
            return false;
        };
        let ordered = value(&all, "fullCalcOnLoad") == Some("1");
        let closed = |tag: &str| tag.ends_with("/>");
        if old.tag.is_empty() {
            let whole = closed(self.tag) && all.len() == 1;
            return ordered && whole && [self.before, self.after].concat() == old.before;
        }
        let same_tag =
            same_but(self.tag, old.tag, &["fullCalcOnLoad"]) && closed(self.tag) == closed(old.tag);
        ordered && same_tag && self.before == old.before && self.after == old.after
    }
}
