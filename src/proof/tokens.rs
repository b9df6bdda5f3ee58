//! A worksheet part as the pieces that its proof compares.

use quick_xml::events::BytesStart;

use crate::error::Result;
use crate::workbook::package::markup::{self, Piece, Pieces, element, local, name};
use crate::workbook::package::{attribute, raw_attribute};
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
    pieces: Pieces<'a>,
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
        Self {
            pieces: Pieces::new(text, part),
            in_data: false,
            in_row: false,
            pending: None,
            next: CellRef::new(0, 0),
            columns: Vec::new(),
        }
    }

    /// The style that the columns read so far give the cells of column `col` (zero-based).
    pub(super) fn column_style(&self, col: u32) -> Option<u32> {
        let found = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&col));
        found.and_then(|(_, _, style)| *style)
    }

    pub(super) fn next(&mut self) -> Result<Token<'a>> {
        if let Some(token) = self.pending.take() {
            return Ok(token);
        }
        let from = self.pieces.position();
        Ok(match self.pieces.next()? {
            None => Token::End,
            Some(Piece::Start(raw)) => self.start(raw, from)?,
            Some(Piece::Empty(raw)) => self.empty(raw),
            Some(Piece::End(raw)) => self.close(raw),
            Some(Piece::Other(raw)) => Token::Other(raw),
        })
    }

    /// Reads on over `cell`, the whole element of the cell `at` in another version, where the very same bytes are this
    /// version's next cell and stand in the same place.
    pub(super) fn next_same(&mut self, at: CellRef, cell: &'a str) -> Option<Token<'a>> {
        let expected = self.expects_cell(self.pieces.depth() + 1) && self.implied() == at;
        if !expected || !self.pieces.rest().starts_with(cell) {
            return None;
        }
        self.pieces.skip(cell.len());
        self.next.col = at.col.saturating_add(1);
        Some(Token::Cell(at, cell))
    }

    /// Where the next cell stands if it does not say so.
    fn implied(&self) -> CellRef {
        CellRef::new(self.next.row.saturating_sub(1), self.next.col)
    }

    /// Whether an element that is the innermost of `depth` open ones may be a cell.
    fn expects_cell(&self, depth: usize) -> bool {
        self.pending.is_none() && self.in_data && self.in_row && depth == 4
    }

    /// The token of an end tag, whose element is no longer open.
    fn close(&mut self, raw: &'a str) -> Token<'a> {
        match self.pieces.depth() {
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

    /// The token that the start tag `raw` at `from` begins.
    fn start(&mut self, raw: &'a str, from: usize) -> Result<Token<'a>> {
        let depth = self.pieces.depth();
        if self.expects_cell(depth) && local(name(raw)) == "c" {
            while self.pieces.depth() >= depth {
                self.pieces.next()?.ok_or_else(|| self.pieces.cut_off())?;
            }
            return Ok(self.cell(self.pieces.since(from)));
        }
        let token = self.tag(raw, depth);
        match token {
            Token::Data(_) => self.in_data = true,
            Token::Row(..) => self.in_row = true,
            _ => {}
        }
        Ok(token)
    }

    /// The token of an element without content.
    fn empty(&mut self, raw: &'a str) -> Token<'a> {
        let depth = self.pieces.depth() + 1;
        if self.expects_cell(depth) && local(name(raw)) == "c" {
            return self.cell(raw);
        }
        let token = self.tag(raw, depth);
        self.pending = match token {
            Token::Data(_) => Some(Token::DataEnd),
            Token::Row(..) => Some(Token::RowEnd),
            _ => None,
        };
        token
    }

    /// The token of a start tag that is not a cell's; `depth` counts its element.
    fn tag(&mut self, raw: &'a str, depth: usize) -> Token<'a> {
        match (self.in_data, depth, local(name(raw))) {
            (false, 2, "dimension") => {
                let area = attribute(&element(raw), "ref").and_then(|text| text.parse().ok());
                Token::Dimension(raw, area)
            }
            (false, 2, "sheetData") => Token::Data(raw),
            (false, 3, "col") => {
                self.column(&element(raw));
                Token::Other(raw)
            }
            (true, 3, "row") => {
                let number =
                    raw_attribute(&element(raw), "r").and_then(|text| text.trim().parse::<u32>().ok());
                let row = number.map(|number| number.saturating_sub(1));
                let row = row.unwrap_or(self.next.row);
                self.next = CellRef::new(row.saturating_add(1), 0);
                Token::Row(row, raw)
            }
            _ => Token::Other(raw),
        }
    }

    /// The token of a cell's whole element.
    fn cell(&mut self, raw: &'a str) -> Token<'a> {
        let at = address(raw).unwrap_or_else(|| self.implied());
        self.next.col = at.col.saturating_add(1);
        Token::Cell(at, raw)
    }

    fn column(&mut self, element: &BytesStart<'_>) {
        let of = |name| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
        if let (Some(first), Some(last)) = (of("min"), of("max")) {
            self.columns.push((first.saturating_sub(1), last.saturating_sub(1), of("style")));
        }
    }
}

/// The address that a cell's element states.
fn address(cell: &str) -> Option<CellRef> {
    markup::address(cell).and_then(|text| text.trim().parse().ok())
}
