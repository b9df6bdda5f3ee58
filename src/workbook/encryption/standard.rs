//! Standard encryption: AES block by block, the key made of the password by SHA-1 (\[MS-OFFCRYPTO\] 2.3.4.5–2.3.4.9).

use super::cipher::{BLOCK, Hash, Way, aes};
use super::{broken, sized, unsupported, utf16};
use crate::error::Result;

/// Rounds of hashing the password; the standard fixes them.
const ROUNDS: u32 = 50_000;
/// Bytes of a SHA-1 block, over which the key is derived.
const HASH_BLOCK: usize = 64;

/// The key, which the password and the salt alone determine.
pub(super) struct Standard {
    key: Vec<u8>,
}

impl Standard {
    /// The key; none where the password is another one.
    ///
    /// # Errors
    /// `unsupported-encryption` for anything but AES with SHA-1, `damaged` where the description is cut off.
    pub(super) fn unlock(info: &[u8], password: &str) -> Result<Option<Self>> {
        let cut = || broken("EncryptionInfo is cut off");
        let header_size = number(info, 8).ok_or_else(cut)? as usize;
        let header = info.get(12..).and_then(|rest| rest.get(..header_size)).ok_or_else(cut)?;
        let verifier = info.get(12 + header_size..).ok_or_else(cut)?;
        let key_bytes = key_bytes(header)?;
        let salt = verifier.get(4..20).ok_or_else(cut)?;
        let mut secret = verifier.get(20..36).ok_or_else(cut)?.to_vec();
        let mut hash = verifier.get(40..72).ok_or_else(cut)?.to_vec();
        let key = derive(salt, password, key_bytes);
        let decrypted =
            aes(Way::Decrypt, &key, None, &mut secret).and(aes(Way::Decrypt, &key, None, &mut hash));
        decrypted.ok_or_else(cut)?;
        Ok(hash.starts_with(&Hash::Sha1.digest(&[&secret])).then_some(Self { key }))
    }

    /// The package in a stream.
    pub(super) fn decrypt(&self, stream: &[u8]) -> Result<Vec<u8>> {
        let mut content = stream.get(8..).unwrap_or_default().to_vec();
        content.truncate(content.len() / BLOCK * BLOCK);
        aes(Way::Decrypt, &self.key, None, &mut content).ok_or_else(|| broken("key"))?;
        sized(content, stream)
    }

    /// The stream of a package.
    pub(super) fn encrypt(&self, content: &[u8]) -> Result<Vec<u8>> {
        let mut blocks = content.to_vec();
        blocks.resize(content.len().next_multiple_of(BLOCK), 0);
        aes(Way::Encrypt, &self.key, None, &mut blocks).ok_or_else(|| broken("key"))?;
        Ok([&(content.len() as u64).to_le_bytes(), blocks.as_slice()].concat())
    }
}

/// Bytes of the key that the header asks for.
fn key_bytes(header: &[u8]) -> Result<usize> {
    match (number(header, 8), number(header, 16)) {
        (Some(0x660E), Some(128)) => Ok(16),
        (Some(0x660F), Some(192)) => Ok(24),
        (Some(0x6610), Some(256)) => Ok(32),
        (Some(0x6801), _) => Err(unsupported("RC4")),
        (Some(cipher), Some(bits)) => Err(unsupported(&format!("cipher {cipher:#x}, {bits} bits"))),
        _ => Err(broken("EncryptionInfo is cut off")),
    }
}

fn derive(salt: &[u8], password: &str, key_bytes: usize) -> Vec<u8> {
    let hash = Hash::Sha1.spin(salt, &utf16(password), ROUNDS);
    let hash = Hash::Sha1.digest(&[&hash, &0u32.to_le_bytes()]);
    let half = |fill: u8| {
        let mut block = [fill; HASH_BLOCK];
        block.iter_mut().zip(&hash).for_each(|(a, b)| *a ^= b);
        Hash::Sha1.digest(&[&block])
    };
    let mut key = [half(0x36), half(0x5C)].concat();
    key.truncate(key_bytes);
    key
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
