//! Agile encryption: AES in chained segments, described by XML (\[MS-OFFCRYPTO\] 2.3.4.10–2.3.4.15).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cipher::{BLOCK, Hash, Way, aes};
use super::{broken, sized, unsupported, utf16};
use crate::error::Result;
use crate::workbook::edit::tag;
use crate::workbook::xml::{self, Visitor};

/// Bytes that are chained; every segment starts from an initialisation vector of its own.
const SEGMENT: usize = 4096;
/// Bytes in front of the XML.
const PREAMBLE: usize = 8;
/// Rounds of hashing that are carried out; Excel writes 100,000.
const MAX_ROUNDS: u32 = 1_000_000;
/// What the values of the description are told apart by.
const VERIFIER_INPUT: &[u8] = &[0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: &[u8] = &[0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const PACKAGE_KEY: &[u8] = &[0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];
const INTEGRITY_KEY: &[u8] = &[0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6];
const INTEGRITY_VALUE: &[u8] = &[0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33];

/// The description of an encryption with the key of its package.
pub(super) struct Agile {
    info: Vec<u8>,
    parameters: Parameters,
    integrity: Option<Integrity>,
    key: Vec<u8>,
}

/// How something is encrypted.
#[derive(Clone)]
struct Parameters {
    hash: Hash,
    key_bytes: usize,
    salt: Vec<u8>,
}

/// The encrypted key and value of the keyed hash over the whole stream.
#[derive(Clone)]
struct Integrity {
    key: Vec<u8>,
    value: Vec<u8>,
}

/// What the password opens.
struct Password {
    parameters: Parameters,
    rounds: u32,
    verifier_input: Vec<u8>,
    verifier_hash: Vec<u8>,
    package_key: Vec<u8>,
}

impl Agile {
    /// The description with the key of the package; none where the password is another one.
    ///
    /// # Errors
    /// `unsupported-encryption` for other ciphers and hashes, `damaged` where the description is broken.
    pub(super) fn unlock(info: &[u8], password: &str) -> Result<Option<Self>> {
        let scan = Scan::read(info)?;
        let (Some(parameters), Some(lock)) = (scan.package, scan.password) else {
            return Err(unsupported("without a password"));
        };
        let hash = lock.parameters.hash;
        let spun = hash.spin(&lock.parameters.salt, &utf16(password), lock.rounds);
        let open = |block: &[u8], sealed: &[u8]| {
            let key = fitted(hash.digest(&[&spun, block]), lock.parameters.key_bytes);
            decrypted(&key, &fitted(lock.parameters.salt.clone(), BLOCK), sealed)
        };
        let input = open(VERIFIER_INPUT, &lock.verifier_input)?;
        if !open(VERIFIER_HASH, &lock.verifier_hash)?.starts_with(&hash.digest(&[&input])) {
            return Ok(None);
        }
        let mut key = open(PACKAGE_KEY, &lock.package_key)?;
        key.truncate(parameters.key_bytes);
        Ok(Some(Self { info: info.to_vec(), parameters, integrity: scan.integrity, key }))
    }

    /// The same key under another description of the same container.
    pub(super) fn with_info(&self, info: &[u8]) -> Result<Self> {
        let scan = Scan::read(info)?;
        let parameters = scan.package.ok_or_else(|| broken("keyData"))?;
        Ok(Self { info: info.to_vec(), parameters, integrity: scan.integrity, key: self.key.clone() })
    }

    /// The package in a stream, whose keyed hash must fit where there is one.
    pub(super) fn decrypt(&self, stream: &[u8]) -> Result<Vec<u8>> {
        let hash = self.parameters.hash;
        if let Some(integrity) = &self.integrity {
            let mut key = decrypted(&self.key, &self.vector(INTEGRITY_KEY), &integrity.key)?;
            key.truncate(hash.length());
            let value = decrypted(&self.key, &self.vector(INTEGRITY_VALUE), &integrity.value)?;
            if !value.starts_with(&hash.keyed(&key, &[stream])) {
                return Err(broken("its integrity value does not match"));
            }
        }
        let mut content = stream.get(8..).unwrap_or_default().to_vec();
        content.truncate(content.len() / BLOCK * BLOCK);
        self.segments(Way::Decrypt, &mut content)?;
        sized(content, stream)
    }

    /// The description and the stream of a package.
    ///
    /// The key stays, so that everyone who could open the container still can. Its salt, which makes the initialisation
    /// vectors, must not serve two contents: it is derived from the key and the content, which needs no source of
    /// randomness, cannot be foreseen without the key, and gives the same file for the same content.
    pub(super) fn encrypt(&self, content: &[u8]) -> Result<(Option<Vec<u8>>, Vec<u8>)> {
        let digest = Hash::Sha512.digest(&[content]);
        let drawn = |label: &[u8], length| {
            let mut bytes = Hash::Sha512.keyed(&self.key, &[b"kaito ", label, &digest]);
            bytes.truncate(length);
            bytes
        };
        let length = self.parameters.salt.len();
        let salt = fitted(drawn(b"salt", length), length);
        let fresh = Self {
            info: Vec::new(),
            parameters: Parameters { salt, ..self.parameters.clone() },
            integrity: None,
            key: self.key.clone(),
        };
        let mut blocks = content.to_vec();
        blocks.resize(content.len().next_multiple_of(BLOCK), 0);
        fresh.segments(Way::Encrypt, &mut blocks)?;
        let stream = [&(content.len() as u64).to_le_bytes(), blocks.as_slice()].concat();
        let hash = self.parameters.hash;
        let mac_key = drawn(b"integrity", hash.length());
        let mac = hash.keyed(&mac_key, &[&stream]);
        let info = self.described(&fresh, mac_key, mac)?;
        Ok((Some(info), stream))
    }

    /// The description with the salt of `fresh` and its keyed hash.
    fn described(&self, fresh: &Self, mac_key: Vec<u8>, mac: Vec<u8>) -> Result<Vec<u8>> {
        let seal = |mut value: Vec<u8>, block: &[u8]| {
            value.resize(value.len().next_multiple_of(BLOCK), 0);
            let vector = fresh.vector(block);
            aes(Way::Encrypt, &self.key, Some(&vector), &mut value).ok_or_else(|| broken("key"))?;
            Ok(STANDARD.encode(value))
        };
        let (preamble, xml) = parts(&self.info)?;
        let mut xml = with_attribute(xml, "keyData", "saltValue", &STANDARD.encode(&fresh.parameters.salt))?;
        if self.integrity.is_some() {
            let (key, value) = (seal(mac_key, INTEGRITY_KEY)?, seal(mac, INTEGRITY_VALUE)?);
            xml = with_attribute(&xml, "dataIntegrity", "encryptedHmacKey", &key)?;
            xml = with_attribute(&xml, "dataIntegrity", "encryptedHmacValue", &value)?;
        }
        Ok([preamble, xml.as_bytes()].concat())
    }

    fn segments(&self, way: Way, content: &mut [u8]) -> Result<()> {
        for (index, segment) in content.chunks_mut(SEGMENT).enumerate() {
            let vector = self.vector(&(index as u32).to_le_bytes());
            aes(way, &self.key, Some(&vector), segment).ok_or_else(|| broken("key"))?;
        }
        Ok(())
    }

    /// The initialisation vector of a segment or of a value.
    fn vector(&self, block: &[u8]) -> Vec<u8> {
        fitted(self.parameters.hash.digest(&[&self.parameters.salt, block]), BLOCK)
    }
}

/// Cut or filled up to a length, as keys and vectors are.
fn fitted(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}

fn decrypted(key: &[u8], vector: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
    let mut value = sealed.to_vec();
    let done = aes(Way::Decrypt, key, Some(vector), &mut value);
    done.map(|()| value).ok_or_else(|| broken("EncryptionInfo has values of odd lengths"))
}

/// The preamble and the XML of a description.
fn parts(info: &[u8]) -> Result<(&[u8], &str)> {
    let (preamble, xml) =
        info.split_at_checked(PREAMBLE).ok_or_else(|| broken("EncryptionInfo is cut off"))?;
    // Some writers end the XML with zeros.
    let xml = std::str::from_utf8(xml).map_err(|_| broken("EncryptionInfo is not UTF-8"))?;
    Ok((preamble, xml.trim_end_matches('\0')))
}

/// The XML with one attribute of its first element `name` set.
fn with_attribute(xml: &str, name: &str, attribute: &str, value: &str) -> Result<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        let start = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == name => {
                let span = start..reader.buffer_position() as usize;
                let mut result = xml.to_owned();
                let old = xml.get(span.clone()).unwrap_or_default();
                result.replace_range(span, &tag::with(old, attribute, value));
                return Ok(result);
            }
            Ok(Event::Eof) | Err(_) => return Err(broken(name)),
            Ok(_) => {}
        }
    }
}

#[derive(Default)]
struct Scan {
    package: Option<Parameters>,
    integrity: Option<Integrity>,
    password: Option<Password>,
}

impl Scan {
    fn read(info: &[u8]) -> Result<Self> {
        let mut scan = Self::default();
        xml::walk(parts(info)?.1, super::INFO, &mut scan)?;
        Ok(scan)
    }
}

impl Visitor for Scan {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        match name {
            "keyData" if self.package.is_none() => self.package = Some(Parameters::read(element)?),
            "dataIntegrity" => {
                self.integrity = Some(Integrity {
                    key: bytes(element, "encryptedHmacKey")?,
                    value: bytes(element, "encryptedHmacValue")?,
                });
            }
            // A certificate's key has no rounds.
            "encryptedKey" if self.password.is_none() && xml::attribute(element, "spinCount").is_some() => {
                self.password = Some(Password::read(element)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, _: &str) -> Result<()> {
        Ok(())
    }

    fn text(&mut self, _: &str) {}
}

impl Password {
    fn read(element: &BytesStart<'_>) -> Result<Self> {
        let rounds = xml::number(element, "spinCount").unwrap_or(u32::MAX);
        if rounds > MAX_ROUNDS {
            return Err(unsupported(&format!("spinCount > {MAX_ROUNDS}")));
        }
        Ok(Self {
            parameters: Parameters::read(element)?,
            rounds,
            verifier_input: bytes(element, "encryptedVerifierHashInput")?,
            verifier_hash: bytes(element, "encryptedVerifierHashValue")?,
            package_key: bytes(element, "encryptedKeyValue")?,
        })
    }
}

impl Parameters {
    fn read(element: &BytesStart<'_>) -> Result<Self> {
        let text = |name| xml::attribute(element, name).unwrap_or_default();
        let (cipher, chaining, hash) =
            (text("cipherAlgorithm"), text("cipherChaining"), text("hashAlgorithm"));
        let bits: usize = xml::number(element, "keyBits").unwrap_or(0);
        let aes = cipher == "AES" && matches!(bits, 128 | 192 | 256) && text("blockSize") == "16";
        match Hash::named(&hash) {
            Some(hash) if aes && chaining == "ChainingModeCBC" => {
                let salt = bytes(element, "saltValue")?;
                // The shortest salt of the format is one byte; without any, no two contents would be encrypted apart.
                if salt.is_empty() {
                    return Err(broken("saltValue"));
                }
                Ok(Self { hash, key_bytes: bits / 8, salt })
            }
            _ => Err(unsupported(&format!("{cipher} {bits} {chaining} {hash}"))),
        }
    }
}

fn bytes(element: &BytesStart<'_>, name: &str) -> Result<Vec<u8>> {
    let text = xml::attribute(element, name).unwrap_or_default();
    STANDARD.decode(text.trim()).map_err(|_| broken(name))
}
