//! The zip package of an .xlsx or .xlsm workbook: its parts, read one at a time and within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::error::{Error, ErrorKind, Result};

/// An opened package; holds the original bytes, which are never changed.
#[derive(Debug, Clone)]
pub struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

impl Package {
    /// Opens a package from its bytes.
    ///
    /// # Errors
    /// `damaged` where the central directory cannot be read.
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("zip", &error.to_string()))?;
        Ok(Self { archive })
    }

    /// The uncompressed bytes of the part `name` (without a leading slash).
    ///
    /// # Errors
    /// `damaged` where the part is missing or cannot be unpacked.
    pub fn part(&self, name: &str) -> Result<Vec<u8>> {
        let mut archive = self.archive.clone();
        let mut file = archive
            .by_name(name)
            .map_err(|error| damaged(name, &error.to_string()))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)
            .map_err(|error| damaged(name, &error.to_string()))?;
        Ok(bytes)
    }
}

fn damaged(part: &str, found: &str) -> Error {
    Error::new(
        ErrorKind::Damaged,
        format!("「{part}」を読み取れません: {found}"),
        format!("cannot read \"{part}\": {found}"),
    )
    .at(part)
}
