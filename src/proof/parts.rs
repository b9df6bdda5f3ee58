//! Two packages compared part by part, and the few changes that the styles and workbook parts may have.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Proof;
use super::grid::all_attributes;
use crate::error::Result;
use crate::workbook::package::{Entry, Package, damaged};

/// Fills in the identical and the changed parts; whatever else differs in the zip files is a problem.
pub(super) fn compare(before: &Package, after: &Package, proof: &mut Proof) {
    let (old, new) = (&before.directory().entries, &after.directory().entries);
    for Entry { name, .. } in
        new.iter().filter(|entry| !entry.name.ends_with('/') && !before.has(&entry.name))
    {
        proof.problem(format!("「{name}」が増えています。"), format!("\"{name}\" was added"));
    }
    for (at, entry) in old.iter().enumerate() {
        let name = &entry.name;
        // Where the order differs, the name leads to the entry.
        let same_place = new.get(at).filter(|it| it.name == *name);
        match same_place.or_else(|| after.entry(name).ok()) {
            Some(other) => compare_entry(before, after, entry, other, proof),
            None if name.ends_with('/') => {}
            None => proof.problem(format!("「{name}」がありません。"), format!("\"{name}\" is missing")),
        }
    }
    if !before.names().eq(after.names()) && proof.problems.is_empty() {
        proof.problem("部品の順序が変わっています。", "the order of the parts differs");
    }
    if around(before) != around(after) {
        proof.problem("zip の前後の内容が変わっています。", "bytes before or after the zip differ");
    }
}

/// The bytes before the first entry of a zip file, and the comment after its end record.
fn around(package: &Package) -> (&[u8], &[u8]) {
    let (bytes, directory) = (package.bytes(), package.directory());
    let comment = bytes.get(directory.end + 20..).unwrap_or_default();
    (bytes.get(..directory.shift).unwrap_or_default(), comment)
}

/// Bytes of a header that may differ although nothing else does.
type Free = &'static [Range<usize>];

fn compare_entry(before: &Package, after: &Package, old: &Entry, new: &Entry, proof: &mut Proof) {
    let name = old.name.clone();
    let same = match (old.data(before.bytes()), new.data(after.bytes())) {
        (Ok(x), Ok(y)) => x == y && old.crc == new.crc && old.size == new.size,
        // Two entries that are broken in the same way are the same.
        (Err(x), Err(y)) => x == y,
        _ => false,
    };
    // The offset in a central record moves with the parts before it; a changed part has other flags, crc and sizes.
    let (local, central): (Free, Free) = match same {
        true => (&[], &[42..46, 0..0]),
        false => (&[6..8, 14..26], &[8..10, 16..28, 42..46]),
    };
    let ((x, u), (y, v)) = (headers(before, old), headers(after, new));
    if !same_but(x, y, local, !same) || !same_but(u, v, central, true) {
        proof.problem(
            format!("「{name}」の時刻や拡張情報が変わっています。"),
            format!("time, method or extra fields of \"{name}\" differ"),
        );
    }
    let list = if same { &mut proof.identical_parts } else { &mut proof.changed_parts };
    list.push(name);
}

/// The local header and the central record of an entry.
fn headers<'a>(package: &'a Package, entry: &Entry) -> (&'a [u8], &'a [u8]) {
    let bytes = package.bytes();
    let data = entry.data_range(bytes).map_or(entry.header, |range| range.start);
    let local = bytes.get(entry.header..data).unwrap_or_default();
    (local, bytes.get(entry.central.clone()).unwrap_or_default())
}

/// Whether two headers agree outside the ranges `free`; with `zip64`, values of the zip64 field are free too.
fn same_but(a: &[u8], b: &[u8], free: &[Range<usize>], zip64: bool) -> bool {
    let wide = |at: usize| zip64 && a.get(at).is_some() && in_zip64(a, at);
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .enumerate()
            .all(|(at, (x, y))| x == y || free.iter().any(|it| it.contains(&at)) || wide(at))
}

/// Whether position `at` of a header lies in the value of a zip64 extra field.
fn in_zip64(header: &[u8], at: usize) -> bool {
    // The field's id is 1 and its value at most 28 bytes long.
    (4..=28).any(|back| {
        let field = at.checked_sub(back).and_then(|from| header.get(from..from + 4));
        matches!(field, Some([1, 0, len, 0]) if usize::from(*len) + 4 > back && len % 8 == 0)
    })
}

/// The cell formats of two versions of a styles part, each in a comparable form without wrapping.
pub(super) struct Formats {
    before: Vec<String>,
    after: Vec<String>,
}

impl Formats {
    /// Reads the formats of both packages; empty lists where there is no styles part.
    pub(super) fn read(before: &Package, after: &Package) -> Result<Self> {
        let read = |package: &Package| -> Result<Vec<String>> {
            let Some(part) = package.styles_part()? else {
                return Ok(Vec::new());
            };
            let xml = package.xml(&part)?;
            let list = FormatList::read(xml.as_str(), &part)?;
            Ok(list.formats.iter().map(|raw| without_wrap(raw)).collect())
        };
        Ok(Self { before: read(before)?, after: read(after)? })
    }

    /// Whether two formats differ in nothing but wrapping.
    pub(super) fn only_wrap_differs(&self, before: u32, after: u32) -> bool {
        let old = self.before.get(before as usize);
        old.is_some() && old == self.after.get(after as usize)
    }
}

/// A format's elements with their attributes sorted, without what wrapping adds.
fn without_wrap(raw: &str) -> String {
    let mut reader = Reader::from_str(raw);
    let mut result = String::new();
    loop {
        let event = reader.read_event();
        match event {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let mut attributes = all_attributes(&format!("<{}>", &*element));
                attributes.retain(|(name, _)| name != "wrapText" && name != "applyAlignment");
                attributes.sort();
                let local = element.local_name();
                // An alignment that does nothing but wrap is no difference.
                if local.as_ref() != "alignment" || !attributes.is_empty() {
                    result.push_str(&format!("{}{attributes:?}", local.as_ref()));
                }
            }
            Ok(Event::Eof) | Err(_) => return result,
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

/// The styles part may only gain cell formats at the end of their list.
pub(super) fn compare_styles(before: &Package, after: &Package, name: &str, proof: &mut Proof) -> Result<()> {
    let (old, new) = (before.xml(name)?, after.xml(name)?);
    let (old, new) = (FormatList::read(old.as_str(), name)?, FormatList::read(new.as_str(), name)?);
    let attributes = |tag| {
        let mut all = all_attributes(tag);
        all.retain(|(name, _)| name != "count");
        all
    };
    let added = new.content.strip_prefix(old.content).unwrap_or("\0");
    let formats: String = new.formats.get(old.formats.len()..).unwrap_or_default().concat();
    let kept =
        old.before == new.before && old.after == new.after && attributes(old.tag) == attributes(new.tag);
    if !kept || added != formats {
        proof.problem("書式の追加以外の変更があります。", "styles differ in more than added cell formats");
    }
    Ok(())
}

/// The workbook part may only gain the order to recalculate on opening.
pub(super) fn compare_workbook(
    before: &Package,
    after: &Package,
    name: &str,
    proof: &mut Proof,
) -> Result<()> {
    let (old, new) = (before.xml(name)?, after.xml(name)?);
    let (old_text, old_tag) = without_calculation(old.as_str(), name)?;
    let (new_text, new_tag) = without_calculation(new.as_str(), name)?;
    let attributes = |tag: &str| {
        let mut all = all_attributes(tag);
        all.retain(|(name, _)| name != "fullCalcOnLoad");
        all
    };
    if old_text != new_text || attributes(&old_tag) != attributes(&new_tag) {
        proof.problem(
            "ブックの設定が変わっています。",
            "the workbook part differs in more than recalculation",
        );
    }
    Ok(())
}

/// The text without its `<calcPr>` element, and that element's tag (empty where there is none).
fn without_calculation(text: &str, part: &str) -> Result<(String, String)> {
    let mut reader = Reader::from_str(text);
    let (mut rest, mut tag, mut open) = (String::with_capacity(text.len()), String::new(), false);
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event();
        let raw = text.get(from..reader.buffer_position() as usize).unwrap_or_default();
        match event {
            Ok(Event::Eof) => return Ok((rest, tag)),
            Ok(Event::Empty(element)) if element.local_name().as_ref() == "calcPr" => {
                raw.clone_into(&mut tag)
            }
            Ok(Event::Start(element)) if element.local_name().as_ref() == "calcPr" => {
                raw.clone_into(&mut tag);
                open = true;
            }
            Ok(Event::End(element)) if open && element.local_name().as_ref() == "calcPr" => open = false,
            Ok(_) => rest.push_str(raw),
            Err(error) => return Err(damaged(part, "XML が壊れています", &error.to_string())),
        }
    }
}
