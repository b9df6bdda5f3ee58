//! Two zip files compared entry by entry: headers, data, what lies between and around them.

use std::collections::HashMap;

use super::Proof;
use crate::order;
use crate::workbook::package::{Entry, Package, extra_fields, u16_at, u32_at, u64_at};

/// Length of a local header and of a central record before their names.
const LOCAL_LEN: usize = 30;
const CENTRAL_LEN: usize = 46;
/// A size or offset of this value stands in the zip64 extra field.
const IN_ZIP64: u32 = u32::MAX;
/// Flag of an entry whose sizes follow its data.
const DESCRIPTOR: u16 = 1 << 3;

/// Fills in the identical and the changed parts; whatever else differs in the zip files is a problem.
pub(super) fn compare(before: &Package, after: &Package, proof: &mut Proof) {
    let (old, new) = (Side::of(before), Side::of(after));
    for entry in new.entries.iter().filter(|entry| !old.named.contains_key(entry.name.as_str())) {
        let name = &entry.name;
        proof.problem(format!("「{name}」が増えています。"), format!("\"{name}\" was added"));
    }
    for (at, entry) in old.entries.iter().enumerate() {
        let name = &entry.name;
        // Where the order differs, the name leads to the entry.
        let same_place = new.entries.get(at).filter(|it| it.name == *name);
        match same_place.or_else(|| new.named.get(name.as_str()).copied()) {
            Some(other) => compare_entry((&old, entry), (&new, other), proof),
            None => proof.problem(format!("「{name}」がありません。"), format!("\"{name}\" is missing")),
        }
    }
    let same_order = before.names().eq(after.names()) && old.in_file().eq(new.in_file());
    if !same_order && proof.problems.is_empty() {
        proof.problem("部品の順序が変わっています。", "the order of the parts differs");
    }
    if !same_around(before, after) {
        proof.problem("zip の前後の内容が変わっています。", "bytes before or after the zip differ");
    }
}

/// One of the two packages.
struct Side<'a> {
    bytes: &'a [u8],
    entries: &'a [Entry],
    named: HashMap<&'a str, &'a Entry>,
    /// Where local headers begin, with their entry's place in the directory; then where the directory begins.
    starts: Vec<(usize, usize)>,
}

impl<'a> Side<'a> {
    fn of(package: &'a Package) -> Self {
        let directory = package.directory();
        let entries = directory.entries.as_slice();
        let mut starts: Vec<_> = entries.iter().enumerate().map(|(at, entry)| (entry.header, at)).collect();
        starts.push((directory.central.start, entries.len()));
        order::sort(&mut starts);
        let named = entries.iter().map(|entry| (entry.name.as_str(), entry)).collect();
        Self { bytes: package.bytes(), entries, named, starts }
    }

    /// The entries' places in the directory, in the order of the file.
    fn in_file(&self) -> impl Iterator<Item = usize> {
        self.starts.iter().map(|(_, at)| *at)
    }

    /// The bytes from `at` to the next entry or the directory.
    fn up_to_next(&self, at: usize) -> &'a [u8] {
        let next = self.starts.partition_point(|(start, _)| *start < at);
        let end = self.starts.get(next).map_or(self.bytes.len(), |(start, _)| *start);
        self.bytes.get(at..end).unwrap_or_default()
    }
}

/// Whether what stands before the first entry and after the directory is the same, the directory's place aside.
fn same_around(before: &Package, after: &Package) -> bool {
    let around = |package: &Package| {
        let (bytes, directory) = (package.bytes(), package.directory());
        let first = directory.entries.iter().map(|entry| entry.header).min();
        let prefix = bytes.get(..first.unwrap_or(directory.central.start)).unwrap_or_default().to_vec();
        let from = directory.central.end;
        let mut tail = bytes.get(from..).unwrap_or_default().to_vec();
        let end = directory.end - from;
        let mut free = vec![(end + 16, end + 20)];
        if let Some(end64) = directory.end64.map(|at| at.saturating_sub(from)) {
            // The offset in the zip64 end record, and its own place in the locator before the end record.
            let locator = end.saturating_sub(20);
            free.extend([(end64 + 48, end64 + 56), (locator + 8, locator + 16)]);
        }
        clear(&mut tail, &free);
        (prefix, tail)
    };
    around(before) == around(after)
}

/// First position and the one after the last.
type Span = (usize, usize);

fn clear(bytes: &mut [u8], spans: &[Span]) {
    for &(from, to) in spans {
        if let Some(place) = bytes.get_mut(from..to) {
            place.fill(0);
        }
    }
}

/// An entry with the package that it is in.
type Located<'s, 'a> = (&'s Side<'a>, &'a Entry);

fn compare_entry(old: Located<'_, '_>, new: Located<'_, '_>, proof: &mut Proof) {
    let name = old.1.name.clone();
    let same = match (old.1.data(old.0.bytes), new.1.data(new.0.bytes)) {
        (Ok(x), Ok(y)) => x == y && old.1.crc == new.1.crc && old.1.size == new.1.size,
        // Two entries that are broken in the same way are the same.
        (Err(x), Err(y)) => x == y,
        _ => false,
    };
    if !same_headers(old, new, same) {
        proof.problem(
            format!("「{name}」の時刻や拡張情報が変わっています。"),
            format!("time, method or extra fields of \"{name}\" differ"),
        );
    }
    let list = if same { &mut proof.identical_parts } else { &mut proof.changed_parts };
    list.push(name);
}

/// Whether everything of an entry but its data is the same, or follows from the new data where that is not the same.
fn same_headers(old: Located<'_, '_>, new: Located<'_, '_>, same_data: bool) -> bool {
    let ((x, behind_x), (y, behind_y)) = (Local::of(old), Local::of(new));
    let local = if same_data {
        x.header == y.header && behind_x == behind_y
    } else {
        let described = described(old.1, behind_x);
        let behind = described.map_or(behind_x.to_vec(), |shape| {
            [shape.bytes(new.1), behind_x.get(shape.bytes(old.1).len()..).unwrap_or_default().to_vec()]
                .concat()
        });
        behind == behind_y && x.may_become(&y, new.1, described.is_some())
    };
    let record = |(side, entry): Located<'_, '_>| {
        let record = side.bytes.get(entry.central.clone()).unwrap_or_default();
        let free: &[Span] = if same_data { &[(42, 46)] } else { &[(16, 28), (42, 46)] };
        let flags = u16_at(record, 8).unwrap_or_default();
        (without_sizes(record, CENTRAL_LEN, free), flags)
    };
    let ((u, old_flags), (v, new_flags)) = (record(old), record(new));
    local && u == v && (old_flags == new_flags || !same_data && new_flags == old_flags & !DESCRIPTOR)
}

/// A header without its flags, the ranges `free` and the values of its zip64 field; its name begins at `len`.
fn without_sizes(header: &[u8], len: usize, free: &[Span]) -> Vec<u8> {
    let mut result = header.to_vec();
    let (flags, name) = if len == LOCAL_LEN { (6, 26) } else { (8, 28) };
    clear(&mut result, &[(flags, flags + 2)]);
    clear(&mut result, free);
    let mut at = len + usize::from(u16_at(header, name).unwrap_or(0));
    let extra = usize::from(u16_at(header, name + 2).unwrap_or(0));
    for (id, value) in extra_fields(header.get(at..at + extra).unwrap_or_default()) {
        if id == 1 {
            clear(&mut result, &[(at + 4, at + 4 + value.len())]);
        }
        at += 4 + value.len();
    }
    result
}

/// A local header.
struct Local<'a> {
    header: &'a [u8],
}

impl<'a> Local<'a> {
    /// The local header of an entry, and the bytes from the end of its data to the next entry or the directory.
    fn of((side, entry): Located<'_, 'a>) -> (Self, &'a [u8]) {
        let data = entry.data_range(side.bytes).unwrap_or(entry.header..entry.header);
        let header = side.bytes.get(entry.header..data.start).unwrap_or_default();
        (Self { header }, side.up_to_next(data.end))
    }

    fn flags(&self) -> u16 {
        u16_at(self.header, 6).unwrap_or_default()
    }

    /// Crc, compressed and uncompressed size as stated, in the zip64 field where they are said to be there.
    fn sizes(&self) -> [u64; 3] {
        let [crc, packed, size] = [14, 18, 22].map(|at| u32_at(self.header, at).unwrap_or_default());
        let extra = LOCAL_LEN + usize::from(u16_at(self.header, 26).unwrap_or(0));
        let zip64 = extra_fields(self.header.get(extra..).unwrap_or_default()).find(|(id, _)| *id == 1);
        let value = zip64.map_or(&[][..], |(_, value)| value);
        let mut wide = value.chunks_exact(8).filter_map(|chunk| u64_at(chunk, 0));
        // The uncompressed size stands first.
        let mut stated = |narrow: u32| match narrow {
            IN_ZIP64 => wide.next().unwrap_or(u64::MAX),
            narrow => u64::from(narrow),
        };
        let size = stated(size);
        [u64::from(crc), stated(packed), size]
    }

    /// Whether this header may become `new`, whose entry has new data; sizes that stood behind the data stay there.
    fn may_become(&self, new: &Self, entry: &Entry, described: bool) -> bool {
        let free = [(14, 26)];
        let kept =
            without_sizes(self.header, LOCAL_LEN, &free) == without_sizes(new.header, LOCAL_LEN, &free);
        let flags = if described { self.flags() } else { self.flags() & !DESCRIPTOR };
        let right = [u64::from(entry.crc), entry.compressed, entry.size];
        let behind = |(old, new, right): (u64, u64, u64)| new == right || described && old == 0 && new == 0;
        let [old, stated] = [self.sizes(), new.sizes()];
        let mut sizes = old.into_iter().zip(stated).zip(right).map(|((old, new), right)| (old, new, right));
        kept && flags == new.flags() && sizes.all(behind)
    }
}

/// The shape of a data descriptor.
#[derive(Clone, Copy)]
struct Shape {
    signature: bool,
    wide: bool,
}

impl Shape {
    fn bytes(self, entry: &Entry) -> Vec<u8> {
        let mut bytes = if self.signature { b"PK\x07\x08".to_vec() } else { Vec::new() };
        bytes.extend_from_slice(&entry.crc.to_le_bytes());
        for value in [entry.compressed, entry.size] {
            let len = if self.wide { 8 } else { 4 };
            bytes.extend(value.to_le_bytes().into_iter().take(len));
        }
        bytes
    }
}

/// The data descriptor that begins what lies `behind` an entry's data, if it has one.
fn described(entry: &Entry, behind: &[u8]) -> Option<Shape> {
    let shapes = [(true, true), (true, false), (false, true), (false, false)];
    let mut shapes = shapes.into_iter().map(|(signature, wide)| Shape { signature, wide });
    shapes.find(|shape| entry.flags & DESCRIPTOR != 0 && behind.starts_with(&shape.bytes(entry)))
}
