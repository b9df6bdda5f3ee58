//! The zip package of an .xlsx or .xlsm workbook: its parts, read one at a time and within limits.

mod directory;
pub(crate) mod markup;
mod relationships;
mod sheets;
mod splice;
mod xml;

use std::collections::HashMap;
use std::fmt;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::Format;
use crate::error::{Error, ErrorKind, Result};
pub(crate) use directory::{Directory, Entry, extra_fields, u16_at, u32_at, u64_at};
pub use directory::{MAX_ENTRIES, MAX_PART, MAX_RATIO, MAX_TOTAL, RATIO_FROM};
pub use relationships::Relationship;
pub use sheets::{SheetEntry, SheetKind, Visibility};
pub(crate) use xml::{
    XmlText, attribute, qualified_attribute, raw_attribute, require_attributes, strict_attributes,
};

/// The first bytes of a compound file (.xls, or the container of an encrypted workbook).
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// An opened package; holds the original bytes, which are never changed.
#[derive(Clone)]
pub struct Package {
    bytes: Vec<u8>,
    directory: Directory,
    /// Entry by its part name as [`part_key`] spells it.
    index: HashMap<String, usize>,
    workbook: String,
    format: Format,
    last: LastWorksheet,
}

/// The worksheet that was read last: opening, editing and proving read the same one after the other.
#[derive(Default)]
struct LastWorksheet(Mutex<Option<(usize, Arc<XmlText>)>>);

impl Clone for LastWorksheet {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Package {
    /// Opens a package from its bytes.
    ///
    /// # Errors
    /// `not-a-workbook` for anything else than a zip package with a workbook part, `encrypted` for a workbook with a
    /// password, `damaged` where the package is cut off or contradicts itself, `too-large` beyond the limits.
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        Self::open_zip(bytes)?.with_workbook()
    }

    /// A package of any kind as one with a workbook part.
    ///
    /// # Errors
    /// As [`Package::open`].
    pub(crate) fn with_workbook(mut self) -> Result<Self> {
        (self.workbook, self.format) = sheets::find_workbook(&self)?;
        Ok(self)
    }

    /// Opens a zip package of any kind, without looking for a workbook part (OpenDocument has none).
    ///
    /// # Errors
    /// As [`Package::open`].
    pub(crate) fn open_zip(bytes: Vec<u8>) -> Result<Self> {
        if bytes.starts_with(&COMPOUND_FILE) {
            return Err(compound_file(&bytes));
        }
        let directory = Directory::read(&bytes)?;
        let index = index(&directory)?;
        Ok(Self {
            bytes,
            directory,
            index,
            workbook: String::new(),
            format: Format::Xlsx,
            last: LastWorksheet::default(),
        })
    }

    /// The bytes the package was opened from.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// `Xlsx`, `Xlsm` or `Xlsb`, by the content type of the workbook part.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The names of all entries as stored, in the order of the central directory.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.directory.entries.iter().map(|entry| entry.name.as_str())
    }

    /// Whether there is a part `name`; names differ neither by ASCII case, nor by a leading or a backward slash.
    pub fn has(&self, name: &str) -> bool {
        self.index.contains_key(&part_key(name))
    }

    /// The uncompressed bytes of the part `name`.
    ///
    /// # Errors
    /// `damaged` where the part is missing, cannot be unpacked or fails its checksum; `unsupported-encryption` where the
    /// entry itself has a password.
    pub fn part(&self, name: &str) -> Result<Vec<u8>> {
        self.unpack(self.entry(name)?)
    }

    /// The part `name` as text, whatever its encoding.
    ///
    /// # Errors
    /// As [`Package::part`]; `damaged` where the bytes do not fit their encoding, or the text uses entities of a
    /// document type.
    pub(crate) fn xml(&self, name: &str) -> Result<XmlText> {
        XmlText::decode(self.part(name)?, name)
    }

    /// The worksheet part `name` as text; the one that was read last is at hand.
    ///
    /// # Errors
    /// As [`Package::xml`].
    pub(crate) fn worksheet(&self, name: &str) -> Result<Arc<XmlText>> {
        let header = self.entry(name)?.header;
        // What a panic left there is a whole text or none.
        let mut last = self.last.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, text)) = last.as_ref().filter(|(own, _)| *own == header) {
            return Ok(Arc::clone(text));
        }
        // Of two worksheets only one is in memory.
        *last = None;
        let text = Arc::new(self.xml(name)?);
        *last = Some((header, Arc::clone(&text)));
        Ok(text)
    }

    /// The name of the workbook part, found through the relationships of the package.
    pub fn workbook_part(&self) -> &str {
        &self.workbook
    }

    /// The sheets in tab order.
    ///
    /// # Errors
    /// `damaged` where the workbook part cannot be read, `not-a-workbook` for a binary workbook.
    pub fn worksheets(&self) -> Result<Vec<SheetEntry>> {
        sheets::worksheets(self)
    }

    /// The relationships of the part `source`; `""` stands for the package itself. None where it has none.
    ///
    /// # Errors
    /// `damaged` where the relationships part cannot be read.
    pub fn relationships(&self, source: &str) -> Result<Vec<Relationship>> {
        relationships::of(self, source)
    }

    /// The styles part of the workbook, if there is one.
    ///
    /// # Errors
    /// As [`Package::relationships`].
    pub fn styles_part(&self) -> Result<Option<String>> {
        self.workbook_relation("styles")
    }

    /// The shared strings part of the workbook, if there is one.
    ///
    /// # Errors
    /// As [`Package::relationships`].
    pub fn shared_strings_part(&self) -> Result<Option<String>> {
        self.workbook_relation("sharedStrings")
    }

    /// The first existing part that the workbook relates to as `kind`.
    fn workbook_relation(&self, kind: &str) -> Result<Option<String>> {
        let relations = self.relationships(&self.workbook)?;
        let found = relations.into_iter().find(|it| it.is(kind) && self.has(&it.target));
        Ok(found.map(|it| it.target))
    }

    /// Whether the package carries a digital signature over its parts.
    ///
    /// # Errors
    /// As [`Package::relationships`].
    pub fn is_signed(&self) -> Result<bool> {
        let relations = self.relationships("")?;
        Ok(relations.iter().any(|it| it.kind.contains("/digital-signature/")))
    }

    pub(crate) fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The directory entry of the part `name`.
    pub(crate) fn entry(&self, name: &str) -> Result<&Entry> {
        let found = self.index.get(&part_key(name));
        found
            .and_then(|&at| self.directory.entries.get(at))
            .ok_or_else(|| damaged(name, "ありません", "it is missing"))
    }

    /// Inflates one entry, never beyond its declared size.
    fn unpack(&self, entry: &Entry) -> Result<Vec<u8>> {
        if entry.is_encrypted() {
            return Err(super::encryption::unsupported("zip").at(&entry.name));
        }
        let raw = entry.data(&self.bytes)?;
        let bytes = match entry.method {
            Entry::STORED => raw.to_vec(),
            Entry::DEFLATED => inflate(raw, entry)?,
            other => {
                let found = format!("compression method {other}");
                return Err(damaged(&entry.name, &format!("未対応の圧縮方式 {other}"), &found));
            }
        };
        let mut crc = Crc::new();
        crc.update(&bytes);
        if bytes.len() as u64 != entry.size || crc.sum() != entry.crc {
            let found = "its size or checksum does not match";
            return Err(damaged(&entry.name, "サイズまたはチェックサムが一致しません", found));
        }
        Ok(bytes)
    }
}

impl fmt::Debug for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

fn inflate(raw: &[u8], entry: &Entry) -> Result<Vec<u8>> {
    // The directory has been checked against the limits, so the declared size is safe to reserve.
    let mut bytes = Vec::with_capacity(entry.size as usize);
    DeflateDecoder::new(raw)
        .take(entry.size + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(&entry.name, "展開できません", &error.to_string()))?;
    Ok(bytes)
}

/// The spelling by which part names are compared: OPC ignores ASCII case; some writers use backslashes or a leading slash.
fn part_key(name: &str) -> String {
    let mut key = name.replace('\\', "/");
    key.make_ascii_lowercase();
    key.trim_start_matches('/').to_owned()
}

/// Indexes the parts; two entries of one name would let two readers see two different workbooks.
fn index(directory: &Directory) -> Result<HashMap<String, usize>> {
    let mut index = HashMap::new();
    for (at, entry) in directory.entries.iter().enumerate() {
        let key = part_key(&entry.name);
        if !key.ends_with('/') && index.insert(key, at).is_some() {
            return Err(damaged(&entry.name, "同じ名前が二つあります", "the name occurs twice"));
        }
    }
    Ok(index)
}

/// What a compound file is, when a zip package is wanted.
fn compound_file(bytes: &[u8]) -> Error {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") && holds("EncryptionInfo") {
        return Error::new(
            ErrorKind::Encrypted,
            "このブックは開くのにパスワードが必要です。",
            "the workbook needs a password to open",
        );
    }
    not_a_workbook("旧形式の複合ファイルです", "it is a compound file of an older format")
}

/// A `damaged` error about one part.
pub(crate) fn damaged(part: &str, ja: &str, en: &str) -> Error {
    Error::new(
        ErrorKind::Damaged,
        format!("ファイルの中の部品を読み取れません: {ja}"),
        format!("cannot read a part of the file: {en}"),
    )
    .at(part)
}

/// A `damaged` error about the file as a whole.
pub(crate) fn broken(ja: &str, en: &str) -> Error {
    Error::new(
        ErrorKind::Damaged,
        format!("ファイルが壊れています: {ja}"),
        format!("the file is broken: {en}"),
    )
}

fn not_a_workbook(ja: &str, en: &str) -> Error {
    Error::new(
        ErrorKind::NotAWorkbook,
        format!("Excel ブック（.xlsx .xlsm）ではありません: {ja}"),
        format!("expected an .xlsx or .xlsm workbook: {en}"),
    )
}
