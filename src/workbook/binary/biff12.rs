//! The records of an .xlsb workbook, checked before calamine reads them (\[MS-XLSB\]).
//!
//! calamine trusts lengths and references inside records. It gets a package in which each binary part holds only the
//! records that it needs, all of them whole; a sheet with a wrong record is left out.

use std::collections::HashSet;

use super::super::address::CellRef;
use super::super::package::{Package, Relationship};
use super::super::values;
use crate::error::Result;

/// The parts that calamine reads, where it looks for them.
const WORKBOOK: &str = "xl/workbook.bin";
const STYLES: &str = "xl/styles.bin";
const STRINGS: &str = "xl/sharedStrings.bin";
/// Where it expects the parts of worksheets.
const WORKSHEETS: &str = "xl/worksheets/";

/// A workbook that can be handed on.
pub(super) struct Guarded {
    /// The package with checked parts.
    pub bytes: Vec<u8>,
    /// The sheets that are in it.
    pub sheets: Vec<Checked>,
    /// Names of the sheets that are not.
    pub removed: Vec<String>,
}

/// A sheet that can be read.
pub(super) struct Checked {
    pub name: String,
    /// Where formulas stand.
    pub formulas: HashSet<CellRef>,
}

/// Checks the parts of a package.
///
/// # Errors
/// `damaged` where the workbook itself cannot be read.
pub(super) fn guard(package: &Package) -> Result<Guarded> {
    let relations = package.relationships(WORKBOOK)?;
    let book = package.part(WORKBOOK)?;
    let mut parts = Vec::new();
    let mut count = 0;
    if package.has(STRINGS) {
        let strings = strings(&package.part(STRINGS)?);
        let (bytes, found) = strings.ok_or_else(|| values::damaged(STRINGS, "its records are broken"))?;
        count = found;
        parts.push((STRINGS.to_owned(), bytes));
    }
    if package.has(STYLES) {
        parts.push((STYLES.to_owned(), styles(&package.part(STYLES)?)));
    }
    let (mut kept, mut sheets, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for record in records(&book) {
        let data = record.data;
        match record.kind {
            // A sheet without a part, such as that of a macro module, has no cells.
            0x009C if data.get(8..12) == Some(&[0xFF; 4]) => {}
            0x009C => match sheet_part(data, &relations) {
                None => removed.push(name_of(data)),
                // Charts, dialogs and macros have no cells either.
                Some((_, part)) if !part.starts_with(WORKSHEETS) => {}
                Some((name, part)) => match package.part(&part).ok().and_then(|bytes| sheet(&bytes, count)) {
                    None => removed.push(name),
                    Some((bytes, formulas)) => {
                        kept.extend_from_slice(record.raw);
                        parts.push((part, bytes));
                        sheets.push(Checked { name, formulas });
                    }
                },
            },
            0x0099 if !data.is_empty() => kept.extend_from_slice(record.raw),
            0x0090 => kept.extend_from_slice(record.raw),
            _ => {}
        }
    }
    // The end of the book, which ends the list of names too.
    kept.extend_from_slice(&[0x84, 0x01, 0]);
    parts.push((WORKBOOK.to_owned(), kept));
    Ok(Guarded { bytes: package.replace(&parts)?, sheets, removed })
}

/// Name and part of a sheet.
fn sheet_part(data: &[u8], relations: &[Relationship]) -> Option<(String, String)> {
    let id_length = number(data, 8)? as usize * 2;
    let id = wide(data.get(8..)?)?;
    let name = wide(data.get(12 + id_length..)?)?;
    let part = &relations.iter().find(|relation| relation.id == id && !relation.external)?.target;
    (number(data, 0)? <= 2).then(|| (name, part.clone()))
}

/// The name of a sheet whose record may be broken.
fn name_of(data: &[u8]) -> String {
    let at = number(data, 8).and_then(|length| (length as usize).checked_mul(2)?.checked_add(12));
    at.and_then(|at| wide(data.get(at..)?)).unwrap_or_default()
}

/// The whole cells of a sheet, and its formulas; none where a record is wrong or the sheet does not end.
fn sheet(bytes: &[u8], strings: usize) -> Option<(Vec<u8>, HashSet<CellRef>)> {
    let (mut kept, mut formulas, mut row) = (Vec::with_capacity(bytes.len()), HashSet::new(), 0);
    for record in records(bytes) {
        let data = record.data;
        match record.kind {
            0x0094 if data.len() >= 16 => {}
            0x0091 => {}
            0x0000 => row = number(data, 0).filter(|row| *row < CellRef::MAX_ROWS)?,
            0x0092 => {
                kept.extend_from_slice(record.raw);
                return Some((kept, formulas));
            }
            kind @ 0x0002..=0x000B => {
                let col = number(data, 0).filter(|col| *col < CellRef::MAX_COLS)?;
                is_whole(kind, data, strings).then_some(())?;
                if kind >= 0x0008 {
                    formulas.insert(CellRef::new(row, col));
                }
            }
            _ => continue,
        }
        kept.extend_from_slice(record.raw);
    }
    None
}

/// Whether a cell has all that its kind needs.
fn is_whole(kind: u16, data: &[u8], strings: usize) -> bool {
    match kind {
        0x0003 => matches!(data.get(8), Some(0x00 | 0x07 | 0x0F | 0x17 | 0x1D | 0x24 | 0x2A | 0x2B)),
        0x0004 | 0x000A | 0x000B => data.len() >= 9,
        0x0005 | 0x0009 => data.len() >= 16,
        0x0006 | 0x0008 => data.get(8..).and_then(wide).is_some(),
        0x0007 => number(data, 8).is_some_and(|index| (index as usize) < strings),
        _ => data.len() >= 12,
    }
}

/// The shared strings and how many there are; none where a record is wrong.
fn strings(bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
    let (mut items, mut count) = (Vec::with_capacity(bytes.len()), 0u32);
    for record in records(bytes).filter(|record| record.kind == 0x0013) {
        wide(record.data.get(1..)?)?;
        items.extend_from_slice(record.raw);
        count += 1;
    }
    let head = [&[0x9F, 0x01, 8][..], &count.to_le_bytes(), &count.to_le_bytes()].concat();
    Some(([head, items].concat(), count as usize))
}

/// The number formats and cell formats, as far as they are whole.
fn styles(bytes: &[u8]) -> Vec<u8> {
    let (mut inside, mut formats, mut cells) = (0, Vec::new(), Vec::new());
    let (mut format_count, mut cell_count) = (0u32, 0u32);
    for record in records(bytes) {
        match (record.kind, inside) {
            (0x0267 | 0x0269, _) => inside = record.kind,
            (0x0268 | 0x026A, _) => inside = 0,
            (0x002C, 0x0267) if record.data.get(2..).and_then(wide).is_some() => {
                formats.extend_from_slice(record.raw);
                format_count += 1;
            }
            (0x002F, 0x0269) if record.data.len() >= 4 => {
                cells.extend_from_slice(record.raw);
                cell_count += 1;
            }
            _ => {}
        }
    }
    let head = |kind: u8, count: u32| [&[kind, 0x04, 4][..], &count.to_le_bytes()].concat();
    [head(0xE7, format_count), formats, head(0xE9, cell_count), cells].concat()
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
    /// The record with its type and length.
    raw: &'a [u8],
}

/// The records of a part, up to the first that is cut off.
fn records(mut bytes: &[u8]) -> impl Iterator<Item = Record<'_>> {
    std::iter::from_fn(move || {
        let first = *bytes.first()?;
        let wide = usize::from(first & 0x80 != 0);
        let kind =
            u16::from(first & 0x7F) | if wide == 1 { u16::from(*bytes.get(1)? & 0x7F) << 7 } else { 0 };
        let (mut at, mut length) = (1 + wide, 0usize);
        for shift in [0, 7, 14, 21] {
            let byte = *bytes.get(at)?;
            at += 1;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (raw, rest) = bytes.split_at_checked(at + length)?;
        bytes = rest;
        Some(Record { kind, data: raw.get(at..)?, raw })
    })
}

/// A string with its length in front.
fn wide(bytes: &[u8]) -> Option<String> {
    let length = (number(bytes, 0)? as usize).checked_mul(2)?;
    let units = bytes.get(4..4usize.checked_add(length)?)?.chunks_exact(2);
    let units: Vec<u16> = units.filter_map(|unit| Some(u16::from_le_bytes(unit.try_into().ok()?))).collect();
    Some(String::from_utf16_lossy(&units))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
