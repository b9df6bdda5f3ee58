//! The central directory of a zip file, with the byte positions that a raw copy needs.

use std::ops::Range;

use super::{broken, damaged, not_a_workbook};
use crate::error::{Error, ErrorKind, Result};

/// Most entries that a package may have.
pub const MAX_ENTRIES: usize = 50_000;
/// Most uncompressed bytes that one part may have (512 MiB).
pub const MAX_PART: u64 = 512 << 20;
/// Most uncompressed bytes that all parts may have together (1 GiB).
pub const MAX_TOTAL: u64 = 1 << 30;
/// How many times smaller than its content a compressed part of [`RATIO_FROM`] bytes or more may be.
pub const MAX_RATIO: u64 = 400;
/// Uncompressed bytes from which [`MAX_RATIO`] applies (16 MiB).
pub const RATIO_FROM: u64 = 16 << 20;

const END: &[u8] = b"PK\x05\x06";
const END_LEN: usize = 22;
const END64_LOCATOR: &[u8] = b"PK\x06\x07";
const END64: &[u8] = b"PK\x06\x06";
const CENTRAL: &[u8] = b"PK\x01\x02";
const CENTRAL_LEN: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_LEN: usize = 30;
/// A size or offset of this value stands in the zip64 extra field.
const IN_ZIP64: u64 = 0xFFFF_FFFF;

/// The entries of a zip file and where its directory lies.
#[derive(Debug, Clone)]
pub(crate) struct Directory {
    pub(crate) entries: Vec<Entry>,
    /// The central directory's bytes.
    pub(crate) central: Range<usize>,
    /// Position of the end record.
    pub(crate) end: usize,
    /// Position of the zip64 end record, where there is one.
    pub(crate) end64: Option<usize>,
    /// Bytes before the zip proper: stored offsets count from here.
    pub(crate) shift: usize,
}

/// One entry of the central directory.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) crc: u32,
    pub(crate) compressed: u64,
    pub(crate) size: u64,
    /// Position of the local header in the file.
    pub(crate) header: usize,
    /// The central record's bytes.
    pub(crate) central: Range<usize>,
}

impl Entry {
    pub(crate) const STORED: u16 = 0;
    pub(crate) const DEFLATED: u16 = 8;

    pub(crate) fn is_encrypted(&self) -> bool {
        self.flags & 1 != 0
    }

    /// Where the compressed bytes lie.
    pub(crate) fn data_range(&self, bytes: &[u8]) -> Result<Range<usize>> {
        let cut = || damaged(&self.name, "途中で切れています", "it is cut off");
        let header = bytes.get(self.header..).ok_or_else(cut)?;
        if !header.starts_with(LOCAL) {
            return Err(damaged(&self.name, "ヘッダーがありません", "it has no local header"));
        }
        let name = u16_at(header, 26).ok_or_else(cut)?;
        let extra = u16_at(header, 28).ok_or_else(cut)?;
        let start = self.header + LOCAL_LEN + usize::from(name) + usize::from(extra);
        let end = usize::try_from(self.compressed).ok().and_then(|len| start.checked_add(len));
        end.filter(|&end| end <= bytes.len()).map(|end| start..end).ok_or_else(cut)
    }

    /// The compressed bytes.
    pub(crate) fn data<'a>(&self, bytes: &'a [u8]) -> Result<&'a [u8]> {
        Ok(bytes.get(self.data_range(bytes)?).unwrap_or_default())
    }
}

impl Directory {
    /// Reads the directory and checks every declared size against the limits, before anything is unpacked.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self> {
        // A comment of at most 65,535 bytes follows the end record; the last one that leads to a directory counts.
        let from = bytes.len().saturating_sub(END_LEN + usize::from(u16::MAX));
        let tail = bytes.get(from..).unwrap_or_default();
        let mut first_failure = None;
        for at in (0..tail.len().saturating_sub(END_LEN - 1)).rev() {
            if !tail.get(at..).is_some_and(|rest| rest.starts_with(END)) {
                continue;
            }
            match Self::read_at(bytes, from + at) {
                Ok(directory) => return directory.within_limits(bytes),
                Err(error) => first_failure = first_failure.or(Some(error)),
            }
        }
        Err(first_failure.unwrap_or_else(|| without_end(bytes)))
    }

    /// Reads the directory that the end record at `end` describes.
    fn read_at(bytes: &[u8], end: usize) -> Result<Self> {
        let astray = || broken("目次が壊れています", "its directory is broken");
        let record = bytes.get(end..).unwrap_or_default();
        let mut size = u64::from(u32_at(record, 12).ok_or_else(astray)?);
        let mut offset = u64::from(u32_at(record, 16).ok_or_else(astray)?);
        let end64 = find_end64(bytes, end);
        if let Some(at) = end64 {
            let record = bytes.get(at..).unwrap_or_default();
            size = u64_at(record, 40).ok_or_else(astray)?;
            offset = u64_at(record, 48).ok_or_else(astray)?;
        }
        // The directory ends where the end records begin; a difference to its stored offset is a prefix before the zip.
        let limit = end64.unwrap_or(end) as u64;
        let start = limit.checked_sub(size).ok_or_else(astray)?;
        let shift = start.checked_sub(offset).ok_or_else(astray)?;
        let central = start as usize..limit as usize;
        let entries = read_entries(bytes, central.clone(), shift)?;
        Ok(Self { entries, central, end, end64, shift: shift as usize })
    }

    fn within_limits(self, bytes: &[u8]) -> Result<Self> {
        let (mut total, mut packed) = (0u64, 0u64);
        for entry in &self.entries {
            if entry.size > MAX_PART {
                return Err(too_large(&entry.name, entry.size, MAX_PART));
            }
            if entry.size >= RATIO_FROM && entry.size / MAX_RATIO > entry.compressed {
                return Err(bomb(&entry.name));
            }
            total = total.saturating_add(entry.size);
            packed = packed.saturating_add(entry.compressed);
        }
        if total > MAX_TOTAL {
            return Err(too_large("zip", total, MAX_TOTAL));
        }
        // Entries that share their data are a bomb's trick.
        if packed > bytes.len() as u64 {
            return Err(broken("部品が重なっているか切れています", "entries overlap or are cut off"));
        }
        Ok(self)
    }
}

/// The zip64 end record, through its locator just before the end record.
fn find_end64(bytes: &[u8], end: usize) -> Option<usize> {
    let locator_at = end.checked_sub(20)?;
    let locator = bytes.get(locator_at..end)?;
    if !locator.starts_with(END64_LOCATOR) {
        return None;
    }
    let stored = usize::try_from(u64_at(locator, 8)?).ok()?;
    // A prefix before the zip moves the record; without extensible data it lies right before its locator.
    let candidates = [stored, locator_at.checked_sub(56)?];
    candidates
        .into_iter()
        .find(|&at| at < locator_at && bytes.get(at..).is_some_and(|rest| rest.starts_with(END64)))
}

fn read_entries(bytes: &[u8], central: Range<usize>, shift: u64) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut at = central.start;
    while at < central.end {
        if entries.len() == MAX_ENTRIES {
            return Err(too_large("zip", entries.len() as u64 + 1, MAX_ENTRIES as u64));
        }
        let record = bytes.get(at..central.end).unwrap_or_default();
        let entry = read_entry(record, at, shift);
        let entry = entry.ok_or_else(|| broken("目次が壊れています", "its directory is broken"))?;
        at = entry.central.end;
        entries.push(entry);
    }
    Ok(entries)
}

/// One central record at position `at` of the file, starting `record`.
fn read_entry(record: &[u8], at: usize, shift: u64) -> Option<Entry> {
    if !record.starts_with(CENTRAL) {
        return None;
    }
    let name_len = usize::from(u16_at(record, 28)?);
    let extra_len = usize::from(u16_at(record, 30)?);
    let len = CENTRAL_LEN + name_len + extra_len + usize::from(u16_at(record, 32)?);
    let name = record.get(CENTRAL_LEN..CENTRAL_LEN + name_len)?;
    let extra = record.get(CENTRAL_LEN + name_len..CENTRAL_LEN + name_len + extra_len)?;
    record.get(..len)?;
    let mut wide = zip64_values(extra);
    let mut value = |narrow: u32| match u64::from(narrow) {
        IN_ZIP64 => wide.next().unwrap_or(IN_ZIP64),
        other => other,
    };
    let size = value(u32_at(record, 24)?);
    let compressed = value(u32_at(record, 20)?);
    let offset = value(u32_at(record, 42)?);
    Some(Entry {
        name: String::from_utf8_lossy(name).into_owned(),
        flags: u16_at(record, 8)?,
        method: u16_at(record, 10)?,
        crc: u32_at(record, 16)?,
        compressed,
        size,
        header: usize::try_from(offset.checked_add(shift)?).ok()?,
        central: at..at + len,
    })
}

/// The eight-byte values of the zip64 extra field, in order.
fn zip64_values(extra: &[u8]) -> impl Iterator<Item = u64> {
    let field = extra_fields(extra).find(|(id, _)| *id == 1);
    let values = field.map_or(&[][..], |(_, value)| value);
    values.chunks_exact(8).filter_map(|chunk| u64_at(chunk, 0))
}

/// The extra fields (id, value) of a header; stops at the first that is cut off.
pub(crate) fn extra_fields(mut extra: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let id = u16_at(extra, 0)?;
        let len = usize::from(u16_at(extra, 2)?);
        let value = extra.get(4..4 + len)?;
        extra = extra.get(4 + len..)?;
        Some((id, value))
    })
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// Why there is no end record.
fn without_end(bytes: &[u8]) -> Error {
    if bytes.starts_with(LOCAL) {
        return broken("途中で切れています", "it is cut off");
    }
    if bytes.is_empty() {
        return not_a_workbook("空のファイルです", "the file is empty");
    }
    not_a_workbook("zip ファイルではありません", "it is not a zip file")
}

fn too_large(place: &str, found: u64, limit: u64) -> Error {
    Error::new(
        ErrorKind::TooLarge,
        format!("「{place}」が上限 {limit} を超えています（{found}）。"),
        format!("\"{place}\" is beyond the limit of {limit}: found {found}"),
    )
    .at(place)
}

fn bomb(place: &str) -> Error {
    Error::new(
        ErrorKind::TooLarge,
        format!("「{place}」の圧縮率が上限 {MAX_RATIO} 倍を超えています。"),
        format!("\"{place}\" is compressed more than {MAX_RATIO} times"),
    )
    .at(place)
}
