//! The workbook inside a compound file (.xls), however the file is laid out.
//!
//! Source: \[MS-CFB\] Compound File Binary File Format. A chain that loops, or leaves its table, is an error; nothing else
//! of the file matters here, so that files which stricter readers refuse are still read.

use crate::error::{Error, ErrorKind, Result};

/// Bytes of the header that the sectors stand behind; also the size of a sector of version 3.
const HEADER: usize = 512;
/// Bytes of a directory entry.
const ENTRY: usize = 128;
/// Bytes of a sector inside the mini stream.
const MINI_SECTOR: usize = 64;
/// Streams shorter than this stand in the mini stream.
const MINI_STREAM: usize = 4096;
/// Ends a chain.
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// From here on a number is no sector.
const RESERVED: u32 = 0xFFFF_FFFA;

/// The stream of an .xls workbook; none where the file holds no such stream.
///
/// # Errors
/// `damaged` with the chain that loops or leaves the file.
pub(super) fn workbook_stream(bytes: &[u8]) -> Result<Option<Vec<u8>>> {
    // A table in the last sector may be cut short behind its last entry.
    let mut whole = bytes.to_vec();
    whole.resize(bytes.len().next_multiple_of(HEADER), 0);
    let Some(file) = Compound::new(&whole) else { return Ok(None) };
    let fat = file.fat()?;
    let directory = file.chain("directory", file.number(48), &fat, usize::MAX)?;
    let entries: Vec<Entry> =
        (0..directory.len() / ENTRY).map(|index| Entry::read(&directory, index)).collect();
    // Excel 95 and Excel 97 in one file: the newer one counts.
    let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name.as_bytes()));
    let (Some(root), Some(entry)) = (entries.first(), named("workbook").or_else(|| named("book"))) else {
        return Ok(None);
    };
    if entry.length >= MINI_STREAM || file.number(64) == 0 {
        return file.chain("Workbook", entry.start, &fat, entry.length).map(Some);
    }
    let mini = file.chain("mini stream", root.start, &fat, root.length)?;
    let mini_fat = numbers(&file.chain("mini FAT", file.number(60), &fat, usize::MAX)?);
    let sectors = walk("Workbook", entry.start, &mini_fat, entry.length.div_ceil(MINI_SECTOR))?;
    let sector = |id: u32| mini.chunks(MINI_SECTOR).nth(id as usize).unwrap_or_default();
    Ok(Some(sectors.into_iter().flat_map(sector).copied().take(entry.length).collect()))
}

/// The file as strict readers accept it: some writers leave the successors of sectors that do not exist at zero.
pub(super) fn repaired(bytes: &[u8]) -> Vec<u8> {
    let mut repaired = bytes.to_vec();
    let Some(file) = Compound::new(bytes) else { return repaired };
    let existing = (bytes.len() / file.sector_size).saturating_sub(1);
    let per_sector = file.sector_size / 4;
    for (table, id) in file.fat_sectors().unwrap_or_default().into_iter().enumerate() {
        let start = (id as usize + 1) * file.sector_size;
        for slot in existing.saturating_sub(table * per_sector)..per_sector {
            let at = start + slot * 4;
            repaired.get_mut(at..at + 4).into_iter().flatten().for_each(|byte| *byte = 0xFF);
        }
    }
    repaired
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector_size: usize,
}

/// A directory entry, as far as it matters here.
struct Entry {
    name: Vec<u8>,
    start: u32,
    length: usize,
}

impl Entry {
    fn read(directory: &[u8], index: usize) -> Self {
        let entry = directory.get(index * ENTRY..(index + 1) * ENTRY).unwrap_or(&[]);
        let number = |at: usize| entry.get(at..).and_then(first_number).unwrap_or(END_OF_CHAIN);
        let name = entry.iter().take(64).step_by(2).copied().take_while(|&b| b != 0).collect();
        Self { name, start: number(116), length: number(120) as usize }
    }
}

impl<'a> Compound<'a> {
    /// The file, where its header is one that a reader accepts.
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16::from_le_bytes(bytes.get(30..32)?.try_into().ok()?);
        let sector_size = match shift {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        (bytes.len() >= HEADER).then_some(Self { bytes, sector_size })
    }

    /// The 32-bit number of the header at `at`.
    fn number(&self, at: usize) -> u32 {
        self.bytes.get(at..).and_then(first_number).unwrap_or(END_OF_CHAIN)
    }

    /// Sectors that the file can have; the last one may be cut short.
    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector_size + 1
    }

    /// The bytes of a sector, as many as the file has.
    fn sector(&self, id: u32) -> &'a [u8] {
        let start = (id as usize).saturating_add(1).saturating_mul(self.sector_size);
        let end = start.saturating_add(self.sector_size).min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or(&[])
    }

    /// The table of successors.
    fn fat(&self) -> Result<Vec<u32>> {
        Ok(self.fat_sectors()?.into_iter().flat_map(|id| numbers(self.sector(id))).collect())
    }

    /// The sectors that the table of successors stands in.
    fn fat_sectors(&self) -> Result<Vec<u32>> {
        let mut sectors = numbers(self.bytes.get(76..HEADER).unwrap_or(&[]));
        let mut next = self.number(68);
        let mut followed = 0;
        while next < RESERVED {
            followed += 1;
            if followed > self.sectors() {
                return Err(broken("DIFAT", next));
            }
            sectors.extend(numbers(self.sector(next)));
            next = sectors.pop().unwrap_or(END_OF_CHAIN);
        }
        let listed = sectors.into_iter().filter(|&id| id < RESERVED);
        Ok(listed.take(self.sectors()).collect())
    }

    /// The bytes of a chain, at most `wanted`.
    fn chain(&self, name: &str, start: u32, fat: &[u32], wanted: usize) -> Result<Vec<u8>> {
        let sectors = wanted.div_ceil(self.sector_size).min(self.sectors().saturating_add(1));
        let ids = walk(name, start, fat, sectors)?;
        if ids.len() > self.sectors() {
            return Err(broken(name, start));
        }
        Ok(ids.into_iter().flat_map(|id| self.sector(id)).copied().take(wanted).collect())
    }
}

/// Follows a chain for at most `wanted` sectors.
fn walk(name: &str, start: u32, successors: &[u32], wanted: usize) -> Result<Vec<u32>> {
    let mut ids = Vec::new();
    let mut next = start;
    while next != END_OF_CHAIN && ids.len() < wanted {
        ids.push(next);
        if ids.len() > successors.len() {
            return Err(broken(name, start));
        }
        next = match successors.get(next as usize) {
            Some(&next) => next,
            None if ids.len() >= wanted => END_OF_CHAIN,
            None => return Err(broken(name, next)),
        };
    }
    Ok(ids)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(first_number).collect()
}

fn first_number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?))
}

fn broken(chain: &str, sector: u32) -> Error {
    Error::new(
        ErrorKind::Damaged,
        format!("複合ファイルの「{chain}」のセクターのつながりが壊れています（{sector}）。"),
        format!("the sector chain \"{chain}\" of the compound file is broken at sector {sector}"),
    )
    .at(chain)
}
