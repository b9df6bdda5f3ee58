//! Cell addresses and areas in A1 notation.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tsify::Tsify;

use crate::error::{Error, ErrorKind};

/// One cell's position, zero-based; prints and parses as A1 notation (`row: 6, col: 3` is `D7`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Tsify)]
#[tsify(type = "string")]
pub struct CellRef {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub col: u32,
}

impl CellRef {
    /// Rows that a worksheet can have.
    pub const MAX_ROWS: u32 = 1 << 20;
    /// Columns that a worksheet can have.
    pub const MAX_COLS: u32 = 1 << 14;

    /// The cell at a zero-based row and column.
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }
}

/// One number to a hasher, not two: cells are looked up by the thousand.
impl Hash for CellRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from(self.row) << 32 | u64::from(self.col));
    }
}

/// The letters of a zero-based column: 0 is `A`, 26 is `AA`.
pub(crate) fn column_letters(col: u32) -> String {
    CellRef::new(0, col).to_string().trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// The zero-based column of letters such as `AA`, in either case.
pub(crate) fn column_index(letters: &str) -> Option<u32> {
    parse_a1(&format!("{}1", letters.trim())).map(|cell| cell.col)
}

/// Writes a zero-based column in letters: 0 is `A`, 26 is `AA`.
fn write_column(f: &mut fmt::Formatter<'_>, col: u32) -> fmt::Result {
    if col >= 26 {
        write_column(f, col / 26 - 1)?;
    }
    let letter = char::from(b'A' + (col % 26) as u8);
    write!(f, "{letter}")
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_column(f, self.col)?;
        write!(f, "{}", self.row + 1)
    }
}

impl FromStr for CellRef {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        parse_a1(text).ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidData,
                format!("セル番地（B4 など）ではなく「{text}」がありました。"),
                format!("expected a cell address such as B4, found \"{text}\""),
            )
        })
    }
}

/// Parses `B4` or `$B$4`, in either case.
fn parse_a1(text: &str) -> Option<CellRef> {
    let bare = text.strip_prefix('$').unwrap_or(text);
    let letters = bare.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = bare.split_at(letters);
    let row = row.strip_prefix('$').unwrap_or(row);
    if letters == 0
        || letters > 3
        || row.is_empty()
        || row.len() > 7
        || !row.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let col = column.bytes().fold(0, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = row.parse().ok()?;
    (row > 0 && row <= CellRef::MAX_ROWS && col <= CellRef::MAX_COLS).then(|| CellRef::new(row - 1, col - 1))
}

impl Serialize for CellRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A rectangle of cells, both corners inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Area {
    /// Top-left cell.
    pub first: CellRef,
    /// Bottom-right cell.
    pub last: CellRef,
}

impl Area {
    /// Whether the area holds `cell`.
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.col..=self.last.col).contains(&cell.col)
    }

    /// The smallest area with this one and `cell`.
    pub(crate) fn including(&self, cell: CellRef) -> Self {
        Self {
            first: CellRef::new(self.first.row.min(cell.row), self.first.col.min(cell.col)),
            last: CellRef::new(self.last.row.max(cell.row), self.last.col.max(cell.col)),
        }
    }
}

impl FromStr for Area {
    type Err = Error;

    /// Parses `A1:B2`, or a single cell.
    fn from_str(text: &str) -> Result<Self, Error> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (a, b): (CellRef, CellRef) = (first.parse()?, last.parse()?);
        Ok(Self {
            first: CellRef::new(a.row.min(b.row), a.col.min(b.col)),
            last: CellRef::new(a.row.max(b.row), a.col.max(b.col)),
        })
    }
}
