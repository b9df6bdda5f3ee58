//! Copies of cell formats that wrap their text, appended to the styles part.

use std::collections::HashMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::tag;
use crate::error::Result;
use crate::workbook::package::{Package, XmlText, damaged, require_attributes};

/// Most cell formats that Excel accepts.
const MAX_FORMATS: usize = 65_000;

/// The styles part of a workbook while cells are edited.
pub(super) struct WrapStyles {
    part: String,
    xml: XmlText,
    /// The `<cellXfs>` start tag.
    list: Range<usize>,
    /// Where its end tag begins.
    list_end: usize,
    /// The cell formats: whole elements, in order.
    formats: Vec<Range<usize>>,
    added: Vec<String>,
    /// What was decided for a format already.
    decided: HashMap<u32, Option<u32>>,
}

impl WrapStyles {
    /// Reads the styles part; `None` where the workbook has none, or none with cell formats.
    ///
    /// # Errors
    /// `damaged` where the part cannot be read.
    pub(super) fn open(package: &Package) -> Result<Option<Self>> {
        let Some(part) = package.styles_part()? else {
            return Ok(None);
        };
        let xml = package.xml(&part)?;
        let mut styles = Self {
            part,
            xml,
            list: 0..0,
            list_end: 0,
            formats: Vec::new(),
            added: Vec::new(),
            decided: HashMap::new(),
        };
        styles.scan()?;
        Ok((!styles.formats.is_empty()).then_some(styles))
    }

    fn scan(&mut self) -> Result<()> {
        let mut reader = Reader::from_str(self.xml.as_str());
        let (mut depth, mut in_list, mut start) = (0usize, false, 0);
        loop {
            let from = reader.buffer_position() as usize;
            let event = reader.read_event();
            let to = reader.buffer_position() as usize;
            if let Ok(Event::Start(element) | Event::Empty(element)) = &event
                && depth > 0
            {
                require_attributes(element, &self.part)?;
            }
            match event {
                Ok(Event::Start(element)) => {
                    if depth == 1 && element.local_name().as_ref() == "cellXfs" {
                        (in_list, self.list) = (true, from..to);
                    } else if depth == 2 {
                        start = from;
                    }
                    depth += 1;
                }
                Ok(Event::Empty(_)) if in_list && depth == 2 => self.formats.push(from..to),
                Ok(Event::End(_)) => {
                    depth = depth.saturating_sub(1);
                    if in_list && depth == 2 {
                        self.formats.push(start..to);
                    } else if in_list && depth == 1 {
                        self.list_end = from;
                        return Ok(());
                    }
                }
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) => return Err(damaged(&self.part, "XML が壊れています", &error.to_string())),
            }
        }
    }

    /// The format like `style` that wraps: itself, one that exists, or a copy added now. `None` where `style` does not
    /// exist or no more formats fit.
    pub(super) fn wrapping(&mut self, style: u32) -> Option<u32> {
        if let Some(decided) = self.decided.get(&style) {
            return *decided;
        }
        let found = self.find_or_add(style);
        self.decided.insert(style, found);
        found
    }

    fn find_or_add(&mut self, style: u32) -> Option<u32> {
        let text = self.xml.as_str();
        let span = self.formats.get(style as usize)?.clone();
        let own = text.get(span)?;
        let Some(copy) = wrapped(own) else {
            return Some(style);
        };
        let same = self.formats.iter().position(|span| text.get(span.clone()) == Some(copy.as_str()));
        let before = self.added.iter().position(|added| *added == copy).map(|at| at + self.formats.len());
        let index = same.or(before).unwrap_or(self.formats.len() + self.added.len());
        if index >= MAX_FORMATS {
            return None;
        }
        if index == self.formats.len() + self.added.len() {
            self.added.push(copy);
        }
        u32::try_from(index).ok()
    }

    /// The part's name and new bytes, where formats were added.
    pub(super) fn finish(self) -> Option<(String, Vec<u8>)> {
        if self.added.is_empty() {
            return None;
        }
        let text = self.xml.as_str();
        let count = (self.formats.len() + self.added.len()).to_string();
        let list = tag::with(text.get(self.list.clone())?, "count", &count);
        let mut result =
            String::with_capacity(text.len() + self.added.iter().map(String::len).sum::<usize>() + 8);
        result.push_str(text.get(..self.list.start)?);
        result.push_str(&list);
        result.push_str(text.get(self.list.end..self.list_end)?);
        result.extend(self.added);
        result.push_str(text.get(self.list_end..)?);
        Some((self.part, self.xml.encode(result)))
    }
}

/// A cell format (a whole `<xf>` element) with wrapping; `None` where it wraps already.
fn wrapped(format: &str) -> Option<String> {
    let (start, content) = format.split_at(format.find('>')? + 1);
    let (prefix, name) = (tag::prefix(start), tag::name(start));
    let applied = tag::opened(&tag::with(start, "applyAlignment", "1"));
    let alignment = content.find(&format!("<{prefix}alignment")).filter(|_| !tag::is_self_closed(start));
    let Some(at) = alignment else {
        let rest = if tag::is_self_closed(start) { format!("</{name}>") } else { content.to_owned() };
        return Some(format!("{applied}<{prefix}alignment wrapText=\"1\"/>{rest}"));
    };
    let end = at + content.get(at..)?.find('>')? + 1;
    let own = content.get(at..end)?;
    if tag::is_true(own, "wrapText") {
        return None;
    }
    let own = tag::with(own, "wrapText", "1");
    Some(format!("{applied}{}{own}{}", content.get(..at)?, content.get(end..)?))
}
