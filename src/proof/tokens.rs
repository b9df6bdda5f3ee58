//! A worksheet part as the pieces that its proof compares.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Result;
use crate::workbook::package::{attribute, damaged, raw_attribute};
use crate::workbook::{Area, CellRef};

/// One token of the part. Everything that is not a cell, a row tag or the dimension must stay as it is.
pub(super) enum Token<'a> {
    /// Any other bytes.
    Other(&'a str),
    /// The dimension's tag and area; none where it cannot be read.
    Dimension(&'a str, Option<Area>),
    /// The start tag of the sheet data; `<sheetData/>` is followed by its end like any other.
    Data(&'a str),
    DataEnd,
    /// A row's number and start tag; `<row/>` is followed by its end like any other.
    Row(u32, &'a str),
    RowEnd,
    /// A cell's address and whole element.
    Cell(CellRef, &'a str),
    End,
}

/// Reads a part as tokens.
pub(super) struct Tokens<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    part: &'a str,
    depth: usize,
    in_data: bool,
    in_row: bool,
    /// The end of a row or of the sheet data without content.
    pending: Option<Token<'a>>,
    next: CellRef,
    /// First and last column and style of the `<col>` elements so far.
    columns: Vec<(u32, u32, Option<u32>)>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, part: &'a str) -> Self {
        let reader = Reader::from_str(text);
        let next = CellRef::new(0, 0);
        let columns = Vec::new();
        Self { reader, text, part, depth: 0, in_data: false, in_row: false, pending: None, next, columns }
    }

    /// The style that the columns read so far give the cells of column `col` (zero-based).
    pub(super) fn column_style(&self, col: u32) -> Option<u32> {
        let found = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&col));
        found.and_then(|(_, _, style)| *style)
    }

    fn raw(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    pub(super) fn next(&mut self) -> Result<Token<'a>> {
        if let Some(token) = self.pending.take() {
            return Ok(token);
        }
        let from = self.reader.buffer_position() as usize;
        let event = self
            .reader
            .read_event()
            .map_err(|error| damaged(self.part, "XML が壊れています", &error.to_string()))?;
        let raw = self.raw(from..self.reader.buffer_position() as usize);
        Ok(match event {
            Event::Eof => Token::End,
            Event::Start(element) => {
                self.depth += 1;
                self.open(&element, from, raw, true)?
            }
            Event::Empty(element) => {
                self.depth += 1;
                let token = self.open(&element, from, raw, false)?;
                self.depth -= 1;
                token
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.close(raw)
            }
            _ => Token::Other(raw),
        })
    }

    /// The token of an end tag; `depth` no longer counts its element.
    fn close(&mut self, raw: &'a str) -> Token<'a> {
        match self.depth {
            1 if self.in_data => {
                self.in_data = false;
                Token::DataEnd
            }
            2 if self.in_row => {
                self.in_row = false;
                Token::RowEnd
            }
            _ => Token::Other(raw),
        }
    }

    /// The token of a start tag `raw` at `from`; `depth` counts it already.
    fn open(
        &mut self,
        element: &BytesStart<'_>,
        from: usize,
        raw: &'a str,
        content: bool,
    ) -> Result<Token<'a>> {
        Ok(match (self.in_data, self.depth, element.local_name().as_ref()) {
            (false, 2, "dimension") => {
                let area = attribute(element, "ref").and_then(|text| text.parse().ok());
                Token::Dimension(raw, area)
            }
            (false, 2, "sheetData") => {
                self.in_data = content;
                self.pending = (!content).then_some(Token::DataEnd);
                Token::Data(raw)
            }
            (false, 3, "col") => {
                self.column(element);
                Token::Other(raw)
            }
            (true, 3, "row") => {
                let number = raw_attribute(element, "r").and_then(|text| text.trim().parse::<u32>().ok());
                let row = number.map(|number| number.saturating_sub(1));
                let row = row.unwrap_or(self.next.row);
                self.next = CellRef::new(row.saturating_add(1), 0);
                self.in_row = content;
                self.pending = (!content).then_some(Token::RowEnd);
                Token::Row(row, raw)
            }
            (true, 4, "c") if self.in_row => {
                let implied = CellRef::new(self.next.row.saturating_sub(1), self.next.col);
                let own = raw_attribute(element, "r").and_then(|text| text.trim().parse::<CellRef>().ok());
                let at = own.unwrap_or(implied);
                self.next.col = at.col.saturating_add(1);
                if content {
                    self.skip()?;
                }
                Token::Cell(at, self.raw(from..self.reader.buffer_position() as usize))
            }
            _ => Token::Other(raw),
        })
    }

    fn column(&mut self, element: &BytesStart<'_>) {
        let of = |name| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
        if let (Some(first), Some(last)) = (of("min"), of("max")) {
            self.columns.push((first.saturating_sub(1), last.saturating_sub(1), of("style")));
        }
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
