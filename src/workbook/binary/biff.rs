//! The records of an .xls workbook, checked before calamine reads them (\[MS-XLS\]).
//!
//! calamine trusts the lengths, counts and positions inside records, and one wrong record costs it the whole workbook.
//! Here names, formula texts and announced sizes, of no use to this program, are taken out, and a sheet with a wrong
//! record is taken out on its own.

use super::super::encryption::unsupported;
use super::super::values;
use crate::error::{Error, Result};

/// Cells of the dense ranges, all sheets together, that are laid out in memory.
const MAX_DENSE: u64 = 2 * values::MAX_CELLS as u64;
/// How many times over the stream may be read by sheets that begin at different places of it.
const MAX_PASSES: usize = 8;
/// Columns of a sheet.
const COLUMNS: u16 = 256;
/// A type that no record has, for those that are taken out.
const NOTHING: [u8; 2] = [0xFF, 0xFF];

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;
const PASSWORD: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const SHARED_STRINGS: u16 = 0x00FC;
const SHEET: u16 = 0x0085;
const NAME: u16 = 0x0018;
const EXTERN_SHEET: u16 = 0x0017;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const MERGED: u16 = 0x00E5;
const MANY_NUMBERS: u16 = 0x00BD;
/// Where a formula record tells the length of its text.
const FORMULA_LENGTH: usize = 20;

/// Takes out what calamine must not see; returns the numbers (from one) of the sheets that were taken out.
///
/// # Errors
/// `unsupported-encryption` for one with a password, `damaged` where the workbook itself cannot be read, `too-large`
/// where its sheets cannot be laid out.
pub(super) fn guard(stream: &mut [u8]) -> Result<Vec<usize>> {
    let globals: Vec<Record> = records(stream, 0).take_while(|record| record.kind != EOF).collect();
    // Everything behind this record is unreadable.
    let is_password = |record: &Record| record.kind == PASSWORD && record.end - record.start > 5;
    if globals.iter().any(is_password) {
        return Err(unsupported(".xls"));
    }
    if !strings_are_sound(stream, &globals) {
        return Err(values::damaged("SST", "the shared strings are broken"));
    }
    let version = Version::of(stream, &globals);
    let (mut sheets, mut removed) = (0, Vec::new());
    let mut budget = Budget { dense: MAX_DENSE, bytes: stream.len().saturating_mul(MAX_PASSES) };
    for record in &globals {
        let data = record.data(stream);
        match record.kind {
            NAME | EXTERN_SHEET => record.remove(stream),
            SHEET => {
                sheets += 1;
                let start = number(data, 0).map_or(usize::MAX, |at| at as usize);
                if data.len() < 8 || !guard_sheet(stream, start, version, &mut budget)? {
                    record.remove(stream);
                    removed.push(sheets);
                }
            }
            kind if data.len() < least(kind) => record.remove(stream),
            // Excel 2 to 4 number the code page of Windows in their own way.
            CODE_PAGE if short(data, 0) == Some(0x8001) => {
                let page = stream.get_mut(record.start + 4..record.start + 6);
                page.into_iter().for_each(|page| page.copy_from_slice(&1252u16.to_le_bytes()));
            }
            _ => {}
        }
    }
    Ok(removed)
}

/// Bytes that calamine reads of a record of the workbook without looking.
fn least(kind: u16) -> usize {
    match kind {
        // The third is the epoch of dates.
        PASSWORD | CODE_PAGE | 0x0022 | BOF => 2,
        _ => 0,
    }
}

/// What the sheets of a workbook may still take.
struct Budget {
    dense: u64,
    bytes: usize,
}

/// Whether strings have the flags of Excel 97 and later.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    Old,
    Excel97,
}

impl Version {
    fn of(stream: &[u8], globals: &[Record]) -> Self {
        let begin = globals.iter().rfind(|record| record.kind == BOF);
        let data = begin.map_or(&[][..], |record| record.data(stream));
        match (short(data, 0), short(data, 2)) {
            (Some(0x0200 | 0x0002 | 0x0007 | 0x0300 | 0x0400 | 0x0500), _) | (Some(0), Some(0x1000)) => {
                Self::Old
            }
            _ => Self::Excel97,
        }
    }

    /// Bytes in front of a string's characters.
    fn string_header(self) -> usize {
        if self == Self::Old { 2 } else { 3 }
    }
}

/// One record, by its place in the stream.
#[derive(Clone, Copy)]
struct Record {
    kind: u16,
    start: usize,
    end: usize,
}

impl Record {
    fn data<'a>(&self, stream: &'a [u8]) -> &'a [u8] {
        stream.get(self.start + 4..self.end).unwrap_or_default()
    }

    fn remove(&self, stream: &mut [u8]) {
        if let Some(kind) = stream.get_mut(self.start..self.start + 2) {
            kind.copy_from_slice(&NOTHING);
        }
    }
}

/// The records from `start` on, up to the first that is cut off.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record> {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = stream.get(at..)?;
        let end = at + 4 + usize::from(short(rest, 2)?);
        let record = Record { kind: short(rest, 0)?, start: at, end };
        at = end;
        (end <= stream.len()).then_some(record)
    })
}

/// Makes a sheet's records safe; false where one of them is wrong, or where the sheet does not end.
fn guard_sheet(stream: &mut [u8], start: usize, version: Version, budget: &mut Budget) -> Result<bool> {
    let (mut at, mut depth, mut begun) = (start, 0usize, false);
    let mut extent = Extent::default();
    loop {
        let Some(record) = records(stream, at).next() else { return Ok(false) };
        at = record.end;
        budget.bytes = budget.bytes.checked_sub(record.end - record.start).ok_or_else(overlapping)?;
        match record.kind {
            EOF if depth == 0 => return extent.charge(budget).map(|()| true),
            EOF => depth -= 1,
            BOF if begun => depth += 1,
            BOF => begun = true,
            _ if depth > 0 => {}
            DIMENSIONS => record.remove(stream),
            kind if !is_sound(kind, record.data(stream), version, &mut extent) => return Ok(false),
            // Without its text a formula is still known as one.
            FORMULA => {
                let length = record.start + 4 + FORMULA_LENGTH;
                stream.get_mut(length..length + 2).into_iter().flatten().for_each(|byte| *byte = 0);
            }
            _ => {}
        }
    }
}

/// Whether calamine can read a record of a sheet; notes the cell that it stands for.
fn is_sound(kind: u16, data: &[u8], version: Version, extent: &mut Extent) -> bool {
    let string = |at: usize| data.len() >= at + version.string_header() || data.get(at..) == Some(&[0, 0]);
    let length = |least: usize| data.len() >= least;
    let sound = match kind {
        MERGED => return short(data, 0).is_some_and(|count| length(2 + 8 * usize::from(count))),
        0x0207 => return string(0),
        0x0203 => length(14),
        0x0204 | 0x00D6 => string(6),
        0x0205 => {
            length(8)
                && (data.get(7) == Some(&0) || data.get(7) == Some(&1) && data.get(6).is_some_and(is_error))
        }
        0x027E | 0x00FD => length(10),
        MANY_NUMBERS => return many_numbers(data, extent),
        FORMULA => length(FORMULA_LENGTH + 2) && has_value(data.get(6..14).unwrap_or_default()),
        _ => return true,
    };
    sound && extent.add(short(data, 0), short(data, 2))
}

/// Whether calamine can read the value of a formula.
fn has_value(value: &[u8]) -> bool {
    match value {
        [2, _, error, .., 0xFF, 0xFF] => is_error(error),
        [kind, .., 0xFF, 0xFF] => *kind <= 3,
        _ => true,
    }
}

/// Whether a code stands for an error value.
fn is_error(code: &u8) -> bool {
    matches!(code, 0x00 | 0x07 | 0x0F | 0x17 | 0x1D | 0x24 | 0x2A | 0x2B)
}

fn many_numbers(data: &[u8], extent: &mut Extent) -> bool {
    let (row, first) = (short(data, 0), short(data, 2));
    let last = data.len().checked_sub(2).and_then(|at| short(data, at));
    let (Some(from), Some(to)) = (first, last) else { return false };
    let fits = to >= from && data.len() == 6 + 6 * (usize::from(to - from) + 1);
    fits && extent.add(row, first) && extent.add(row, last)
}

/// The rectangle that the cells of a sheet span.
#[derive(Default)]
struct Extent {
    /// First and last row, first and last column.
    corners: Option<(u16, u16, u16, u16)>,
}

impl Extent {
    /// Takes a cell in; false where there is no such column.
    fn add(&mut self, row: Option<u16>, col: Option<u16>) -> bool {
        let (Some(row), Some(col)) = (row, col) else { return false };
        let (top, bottom, left, right) = self.corners.unwrap_or((row, row, col, col));
        self.corners = Some((top.min(row), bottom.max(row), left.min(col), right.max(col)));
        col < COLUMNS
    }

    fn charge(&self, budget: &mut Budget) -> Result<()> {
        let Some((top, bottom, left, right)) = self.corners else { return Ok(()) };
        let cells = (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1);
        budget.dense = budget.dense.checked_sub(cells).ok_or_else(|| values::too_large("Workbook"))?;
        Ok(())
    }
}

/// Whether the shared strings can be read to their end.
fn strings_are_sound(stream: &[u8], globals: &[Record]) -> bool {
    let Some(at) = globals.iter().position(|record| record.kind == SHARED_STRINGS) else { return true };
    let mut parts = globals.iter().skip(at).enumerate();
    let parts = parts.by_ref().take_while(|(index, record)| *index == 0 || record.kind == CONTINUE);
    let mut parts = parts.map(|(_, record)| record.data(stream));
    let Some(data) = parts.next().and_then(|data| data.get(8..)) else { return false };
    let mut strings = Strings { data, rest: parts.collect::<Vec<_>>().into_iter() };
    while !strings.data.is_empty() || strings.go_on() {
        if !strings.data.is_empty() && strings.skip_one().is_none() {
            return false;
        }
    }
    true
}

/// Walks over shared strings, which go on in the records behind theirs.
struct Strings<'a> {
    data: &'a [u8],
    rest: std::vec::IntoIter<&'a [u8]>,
}

impl Strings<'_> {
    fn go_on(&mut self) -> bool {
        self.rest.next().is_some_and(|data| {
            self.data = data;
            true
        })
    }

    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let (taken, rest) = self.data.split_at_checked(length)?;
        self.data = rest;
        Some(taken)
    }

    fn skip_one(&mut self) -> Option<()> {
        let head = self.take(3)?;
        let (mut characters, flags) = (usize::from(short(head, 0)?), *head.get(2)?);
        let runs = if flags & 8 == 0 { 0 } else { usize::from(short(self.take(2)?, 0)?) };
        let phonetic = if flags & 4 == 0 { 0 } else { number(self.take(4)?, 0)? as usize };
        let mut width = usize::from(flags & 1) + 1;
        while characters > 0 {
            let here = characters.min(self.data.len() / width);
            self.take(here * width)?;
            characters -= here;
            if characters > 0 {
                // The characters behind the break have a flag of their own.
                width =
                    self.go_on().then(|| self.take(1))??.first().map(|flags| usize::from(flags & 1) + 1)?;
            }
        }
        self.skip(runs * 4)?;
        self.skip(phonetic)
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > 0 {
            if self.data.is_empty() && !self.go_on() {
                return None;
            }
            let here = length.min(self.data.len());
            self.take(here)?;
            length -= here;
        }
        Some(())
    }
}

fn overlapping() -> Error {
    values::damaged("Workbook", "its sheets overlap")
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
