//! Workbooks that need a password to open (\[MS-OFFCRYPTO\]): the package inside is decrypted, and a filled one takes
//! its place in the same container, under the same password.
//!
//! The container keeps its algorithms, its key and whoever else can open it; only the encrypted package and what
//! depends on it change.

mod agile;
mod cipher;
mod standard;

use std::io::{Cursor, Read, Write};

use cfb::CompoundFile;

use self::agile::Agile;
use self::standard::Standard;
use super::compound;
use crate::error::{Error, ErrorKind, Result};

/// The password of files that Excel protects without asking for one; every reader tries it.
const DEFAULT_PASSWORD: &str = "VelvetSweatshop";
/// The first bytes of a compound file.
const MAGIC: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const INFO: &str = "EncryptionInfo";
const PACKAGE: &str = "EncryptedPackage";
/// The storage that describes how a package is protected.
const DATA_SPACES: &str = "\u{6}DataSpaces";

/// How a workbook was encrypted, and the key to encrypt another package in the same way.
pub(super) struct Encryption {
    container: Vec<u8>,
    scheme: Scheme,
}

enum Scheme {
    /// Excel 2010 and later.
    Agile(Agile),
    /// Excel 2007, and LibreOffice.
    Standard(Standard),
}

impl Encryption {
    /// Decrypts the package of a compound file; none where it holds no encrypted package.
    ///
    /// # Errors
    /// `encrypted` without a password, `wrong-password`, `unsupported-encryption`, or `damaged`.
    pub(super) fn open(bytes: &[u8], password: Option<&str>) -> Result<Option<(Self, Vec<u8>)>> {
        if !bytes.starts_with(MAGIC) {
            return Ok(None);
        }
        let container = compound::repaired(bytes);
        let mut file = match CompoundFile::open(Cursor::new(container.as_slice())) {
            Ok(file) => file,
            Err(error) if mentions_package(bytes) => return Err(broken(&error.to_string())),
            Err(_) => return Ok(None),
        };
        let (info, package) = (stream(&mut file, INFO), stream(&mut file, PACKAGE));
        let (info, package) = match (info, package) {
            (Some(info), Some(package)) => (info, package),
            _ if file.exists(DATA_SPACES) => return Err(unsupported("IRM")),
            _ => return Ok(None),
        };
        let scheme = match password.filter(|password| !password.is_empty()) {
            None => unlock(&info, DEFAULT_PASSWORD)?.ok_or_else(needs_password)?,
            Some(given) => match unlock(&info, given)? {
                Some(scheme) => scheme,
                None => unlock(&info, DEFAULT_PASSWORD)?.ok_or_else(wrong_password)?,
            },
        };
        let content = scheme.decrypt(&package)?;
        Ok(Some((Self { container: bytes.to_vec(), scheme }, content)))
    }

    /// The container as it came.
    pub(super) fn container(&self) -> &[u8] {
        &self.container
    }

    /// The container with `content` as its package.
    ///
    /// # Errors
    /// `damaged` where the container cannot be written, `proof-failed` where the result does not decrypt to `content`.
    pub(super) fn encrypt(&self, content: &[u8]) -> Result<Vec<u8>> {
        let (info, package) = match &self.scheme {
            Scheme::Agile(agile) => agile.encrypt(content)?,
            Scheme::Standard(standard) => (None, standard.encrypt(content)?),
        };
        let sealed = self.replace(info.as_deref(), &package).map_err(|error| broken(&error.to_string()))?;
        self.require_same(&sealed, content)?;
        Ok(sealed)
    }

    fn replace(&self, info: Option<&[u8]>, package: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut file = CompoundFile::open(Cursor::new(compound::repaired(&self.container)))?;
        for (name, content) in [(INFO, info), (PACKAGE, Some(package))] {
            if let Some(content) = content {
                // Overwriting a stream does not ask the clock, which creating a storage would.
                let mut stream = file.create_stream(name)?;
                stream.write_all(content)?;
                stream.flush()?;
            }
        }
        file.flush()?;
        Ok(file.into_inner().into_inner())
    }

    fn require_same(&self, sealed: &[u8], content: &[u8]) -> Result<()> {
        let unreadable = || broken("it cannot be read again");
        let mut file = CompoundFile::open(Cursor::new(sealed)).map_err(|_| unreadable())?;
        let info = stream(&mut file, INFO).ok_or_else(unreadable)?;
        let package = stream(&mut file, PACKAGE).ok_or_else(unreadable)?;
        let again = match &self.scheme {
            Scheme::Agile(agile) => agile.with_info(&info)?.decrypt(&package)?,
            Scheme::Standard(standard) => standard.decrypt(&package)?,
        };
        if again == content {
            return Ok(());
        }
        let ja = "暗号化した結果を復号すると元の内容になりません。";
        Err(Error::new(
            ErrorKind::ProofFailed,
            ja,
            "the encrypted result does not decrypt to what was written",
        ))
    }
}

impl std::fmt::Debug for Encryption {
    /// Tells the scheme and keeps the key to itself.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.scheme {
            Scheme::Agile(_) => "Agile",
            Scheme::Standard(_) => "Standard",
        })
    }
}

impl Scheme {
    fn decrypt(&self, package: &[u8]) -> Result<Vec<u8>> {
        match self {
            Self::Agile(agile) => agile.decrypt(package),
            Self::Standard(standard) => standard.decrypt(package),
        }
    }
}

/// The scheme with its key; none where the password is another one.
fn unlock(info: &[u8], password: &str) -> Result<Option<Scheme>> {
    let version = |at: usize| info.get(at..at + 2).and_then(|it| it.try_into().ok()).map(u16::from_le_bytes);
    match (version(0), version(2)) {
        (Some(4), Some(4)) => Ok(Agile::unlock(info, password)?.map(Scheme::Agile)),
        (Some(2..=4), Some(2)) => Ok(Standard::unlock(info, password)?.map(Scheme::Standard)),
        (Some(major), Some(minor)) => Err(unsupported(&format!("EncryptionInfo {major}.{minor}"))),
        _ => Err(broken("EncryptionInfo is cut off")),
    }
}

/// A password as the key derivation wants it: UTF-16, low byte first.
fn utf16(password: &str) -> Vec<u8> {
    password.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The content that stands behind its declared size in a decrypted stream.
fn sized(mut content: Vec<u8>, stream: &[u8]) -> Result<Vec<u8>> {
    let size = stream.get(..8).and_then(|it| it.try_into().ok()).map(u64::from_le_bytes);
    let size = size.and_then(|size| usize::try_from(size).ok()).filter(|size| *size <= content.len());
    content.truncate(size.ok_or_else(|| broken("EncryptedPackage is cut off"))?);
    Ok(content)
}

/// Whether the directory of a broken container names the encrypted package.
fn mentions_package(bytes: &[u8]) -> bool {
    let name = utf16(PACKAGE);
    bytes.windows(name.len()).any(|window| window == name)
}

/// The bytes of a stream; none where there is no such stream or it cannot be read.
fn stream(file: &mut CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn needs_password() -> Error {
    Error::new(
        ErrorKind::Encrypted,
        "このブックは開くのにパスワードが必要です。",
        "the workbook needs a password to open",
    )
}

fn wrong_password() -> Error {
    Error::new(ErrorKind::WrongPassword, "パスワードが違います。", "the password is wrong")
}

/// An encryption that is not read; `found` names it.
pub(super) fn unsupported(found: &str) -> Error {
    Error::new(
        ErrorKind::UnsupportedEncryption,
        format!("対応していない方式の暗号化です: {found}"),
        format!("this kind of encryption is not supported: {found}"),
    )
}

fn broken(found: &str) -> Error {
    Error::new(
        ErrorKind::Damaged,
        format!("暗号化されたブックが壊れています: {found}"),
        format!("the encrypted workbook is damaged: {found}"),
    )
    .at(PACKAGE)
}
