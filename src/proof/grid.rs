//! Two versions of one worksheet part, compared cell by cell and byte by byte around the cells.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::parts::Formats;
use crate::error::Result;
use crate::text::Text;
use crate::workbook::package::{attribute, damaged, raw_attribute};
use crate::workbook::{Area, CellRef};

/// What differs between two versions of a worksheet part.
pub(super) struct Differences<'a> {
    /// Changed or new cells: address, old element (empty where new), new element.
    pub(super) cells: Vec<(CellRef, &'a str, &'a str)>,
    pub(super) problems: Vec<Text>,
}

/// One token of the part. Everything that is not a cell, a row tag or the dimension must stay as it is.
enum Token<'a> {
    /// Any other bytes.
    Other(&'a str),
    /// The dimension's area; none where it cannot be read.
    Dimension(&'a str, Option<Area>),
    /// A row's number and start tag.
    Row(u32, &'a str),
    /// A cell's address and whole element.
    Cell(CellRef, &'a str),
    End,
}

/// Reads a part as tokens. Tags that only open or close rows and the sheet data carry no token of their own, since
/// `<row/>` may become `<row></row>`.
struct Tokens<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    part: &'a str,
    depth: usize,
    in_data: bool,
    next: CellRef,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str, part: &'a str) -> Self {
        let reader = Reader::from_str(text);
        Self { reader, text, part, depth: 0, in_data: false, next: CellRef::new(0, 0) }
    }

    fn raw(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    fn next(&mut self) -> Result<Token<'a>> {
        loop {
            let from = self.reader.buffer_position() as usize;
            let event = self
                .reader
                .read_event()
                .map_err(|error| damaged(self.part, "XML が壊れています", &error.to_string()))?;
            let raw = self.raw(from..self.reader.buffer_position() as usize);
            let token = match event {
                Event::Eof => Some(Token::End),
                Event::Start(element) => {
                    self.depth += 1;
                    self.open(&element, from, raw, true)?
                }
                Event::Empty(element) => {
                    self.depth += 1;
                    let token = self.open(&element, from, raw, false)?;
                    self.depth -= 1;
                    self.in_data &= self.depth > 1;
                    token
                }
                Event::End(_) => {
                    let structure = self.in_data && matches!(self.depth, 2 | 3);
                    self.depth = self.depth.saturating_sub(1);
                    self.in_data &= self.depth > 1;
                    (!structure).then_some(Token::Other(raw))
                }
                _ => Some(Token::Other(raw)),
            };
            if let Some(token) = token {
                return Ok(token);
            }
        }
    }

    /// The token of a start tag `raw` at `from`; `depth` counts it already.
    fn open(
        &mut self,
        element: &BytesStart<'_>,
        from: usize,
        raw: &'a str,
        content: bool,
    ) -> Result<Option<Token<'a>>> {
        let number = |text: std::borrow::Cow<'_, str>| text.trim().parse::<u32>().ok();
        Ok(Some(match (self.in_data, self.depth, element.local_name().as_ref()) {
            (false, 2, "dimension") => {
                let area = attribute(element, "ref").and_then(|text| text.parse().ok());
                Token::Dimension(raw, area)
            }
            (false, 2, "sheetData") => {
                self.in_data = true;
                return Ok(None);
            }
            (true, 3, "row") => {
                let own =
                    raw_attribute(element, "r").and_then(number).and_then(|number| number.checked_sub(1));
                let row = own.unwrap_or(self.next.row);
                self.next = CellRef::new(row + 1, 0);
                Token::Row(row, raw)
            }
            (true, 4, "c") => {
                let implied = CellRef::new(self.next.row.saturating_sub(1), self.next.col);
                let own = raw_attribute(element, "r").and_then(|text| text.trim().parse::<CellRef>().ok());
                let at = own.unwrap_or(implied);
                self.next.col = at.col + 1;
                if content {
                    self.skip()?;
                }
                Token::Cell(at, self.raw(from..self.reader.buffer_position() as usize))
            }
            _ => Token::Other(raw),
        }))
    }

    /// Skips to the end of the element just opened.
    fn skip(&mut self) -> Result<()> {
        let end = self.depth - 1;
        while self.depth > end {
            match self.reader.read_event() {
                Ok(Event::Start(_)) => self.depth += 1,
                Ok(Event::End(_)) => self.depth -= 1,
                Ok(Event::Eof) => return Err(damaged(self.part, "途中で切れています", "it is cut off")),
                Ok(_) => {}
                Err(error) => return Err(damaged(self.part, "XML が壊れています", &error.to_string())),
            }
        }
        Ok(())
    }
}

/// Compares two versions of a worksheet part.
pub(super) fn compare<'a>(
    old: &'a str,
    new: &'a str,
    part: &'a str,
    formats: Option<&Formats>,
) -> Result<Differences<'a>> {
    let mut comparison = Comparison {
        old: Tokens::new(old, part),
        new: Tokens::new(new, part),
        formats,
        result: Differences { cells: Vec::new(), problems: Vec::new() },
    };
    comparison.run()?;
    Ok(comparison.result)
}

struct Comparison<'a, 'f> {
    old: Tokens<'a>,
    new: Tokens<'a>,
    formats: Option<&'f Formats>,
    result: Differences<'a>,
}

impl<'a> Comparison<'a, '_> {
    /// Walks both versions in step; only the new one may have cells and rows more.
    fn run(&mut self) -> Result<()> {
        let (mut old, mut new) = (self.old.next()?, self.new.next()?);
        loop {
            match (&old, &new) {
                (Token::End, Token::End) => return Ok(()),
                (Token::Cell(a, x), Token::Cell(b, y)) if a == b => self.cell(*a, x, y),
                (Token::Row(a, x), Token::Row(b, y)) if a == b => self.row(*a, x, y),
                (Token::Other(x), Token::Other(y)) if x == y => {}
                (Token::Dimension(x, a), Token::Dimension(y, b)) => self.dimension(x, *a, y, *b),
                (_, Token::Cell(at, added)) => {
                    self.new_cell(*at, added);
                    new = self.new.next()?;
                    continue;
                }
                (_, Token::Row(row, added)) => {
                    self.new_row(*row, added);
                    new = self.new.next()?;
                    continue;
                }
                _ => {
                    self.structure(&old, &new);
                    return Ok(());
                }
            }
            (old, new) = (self.old.next()?, self.new.next()?);
        }
    }

    fn problem(&mut self, ja: String, en: String) {
        self.result.problems.push(Text::new(ja, en));
    }

    fn structure(&mut self, old: &Token<'_>, new: &Token<'_>) {
        let show = |token: &Token<'_>| match token {
            Token::Other(raw) | Token::Dimension(raw, _) => raw.chars().take(60).collect(),
            Token::Row(row, _) => format!("row {}", row + 1),
            Token::Cell(at, _) => at.to_string(),
            Token::End => "the end".to_owned(),
        };
        let (old, new) = (show(old), show(new));
        self.problem(
            format!("セル以外の内容が変わっています（{old} → {new}）。"),
            format!("something else than a cell differs: {old} became {new}"),
        );
    }

    fn cell(&mut self, at: CellRef, old: &'a str, new: &'a str) {
        if old == new {
            return;
        }
        self.result.cells.push((at, old, new));
        let (before, after) = (Cell::of(old), Cell::of(new));
        if before.formula || after.formula {
            self.problem(format!("{at} の数式が変わっています。"), format!("the formula of {at} differs"));
        }
        if before.attributes != after.attributes || before.extension != after.extension {
            self.problem(format!("{at} の属性が変わっています。"), format!("attributes of {at} differ"));
        }
        let kept = before.style == after.style
            || self.formats.is_some_and(|formats| formats.only_wrap_differs(before.style, after.style));
        if !kept {
            self.problem(format!("{at} の書式が変わっています。"), format!("the style of {at} differs"));
        }
    }

    fn new_cell(&mut self, at: CellRef, new: &'a str) {
        self.result.cells.push((at, "", new));
        let cell = Cell::of(new);
        if cell.formula || cell.attributes.iter().any(|(name, _)| name != "r") || cell.extension.is_some() {
            self.problem(format!("{at} に値以外が増えています。"), format!("{at} gained more than a value"));
        }
    }

    fn row(&mut self, row: u32, old: &str, new: &str) {
        if old != new && fixed_attributes(old) != fixed_attributes(new) {
            let row = row + 1;
            self.problem(
                format!("{row} 行目の属性が変わっています。"),
                format!("attributes of row {row} differ"),
            );
        }
    }

    fn new_row(&mut self, row: u32, new: &str) {
        if fixed_attributes(new).iter().any(|(name, _)| name != "r") {
            let row = row + 1;
            self.problem(
                format!("{row} 行目が増えています。"),
                format!("row {row} was added with attributes"),
            );
        }
    }

    fn dimension(&mut self, old: &str, a: Option<Area>, new: &str, b: Option<Area>) {
        let grown = a.zip(b).is_some_and(|(a, b)| b.contains(a.first) && b.contains(a.last));
        if old != new && !grown {
            self.problem(
                format!("使用範囲が {old} から {new} になりました。"),
                format!("{old} became {new}"),
            );
        }
    }
}

/// What of a cell's element must stay when its value changes.
struct Cell {
    formula: bool,
    style: u32,
    /// Attributes other than style, type and the metadata of the value.
    attributes: Vec<(String, String)>,
    extension: Option<String>,
}

impl Cell {
    fn of(raw: &str) -> Self {
        let all = all_attributes(raw);
        let style = all.iter().find(|(name, _)| name == "s").and_then(|(_, value)| value.parse().ok());
        let mut attributes = all;
        attributes.retain(|(name, _)| !matches!(name.as_str(), "s" | "t" | "cm" | "vm"));
        let mut cell = Self { formula: false, style: style.unwrap_or(0), attributes, extension: None };
        let mut reader = Reader::from_str(raw);
        loop {
            let from = reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => match element.local_name().as_ref() {
                    "f" => cell.formula = true,
                    "extLst" if cell.extension.is_none() => {
                        let rest = raw.get(from..).unwrap_or_default();
                        let end = rest.rfind("</").unwrap_or(rest.len());
                        cell.extension = rest.get(..end).map(str::to_owned);
                    }
                    _ => {}
                },
                Ok(Event::Eof) | Err(_) => return cell,
                Ok(_) => {}
            }
        }
    }
}

/// The attributes of a row other than those that follow from its cells.
fn fixed_attributes(raw: &str) -> Vec<(String, String)> {
    let mut attributes = all_attributes(raw);
    attributes.retain(|(name, _)| !matches!(name.as_str(), "ht" | "customHeight" | "spans"));
    attributes
}

/// All attributes of the element that `raw` starts with, as written.
pub(super) fn all_attributes(raw: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(raw);
    // A start tag alone is cut off as a document, but its first event is complete.
    let Ok(Event::Start(element) | Event::Empty(element)) = reader.read_event() else {
        return Vec::new();
    };
    let own = |it: quick_xml::events::attributes::Attribute<'_>| {
        (it.key.as_ref().to_owned(), it.value.into_owned())
    };
    element.attributes().with_checks(false).flatten().map(own).collect()
}
