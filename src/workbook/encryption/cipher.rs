//! The primitives of both schemes: AES by key length, and the hashes by name.

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{
    BlockCipher, BlockDecrypt, BlockDecryptMut, BlockEncrypt, BlockEncryptMut, BlockSizeUser, KeyInit,
    KeyIvInit,
};
use aes::{Aes128, Aes192, Aes256};
use hmac::{Mac, SimpleHmac};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// Bytes of a cipher block.
pub(super) const BLOCK: usize = 16;

/// Which way the cipher runs.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Encrypt,
    Decrypt,
}

/// Runs AES over `data` in place: chained from `iv`, or block by block without one. None where a length does not fit.
pub(super) fn aes(way: Way, key: &[u8], iv: Option<&[u8]>, data: &mut [u8]) -> Option<()> {
    match (key.len(), iv) {
        (16, Some(iv)) => chained::<Aes128>(way, key, iv, data),
        (24, Some(iv)) => chained::<Aes192>(way, key, iv, data),
        (32, Some(iv)) => chained::<Aes256>(way, key, iv, data),
        (16, None) => blocks::<Aes128>(way, key, data),
        (24, None) => blocks::<Aes192>(way, key, data),
        (32, None) => blocks::<Aes256>(way, key, data),
        _ => None,
    }
}

fn chained<A>(way: Way, key: &[u8], iv: &[u8], data: &mut [u8]) -> Option<()>
where
    A: BlockCipher + BlockEncryptMut + BlockDecryptMut + KeyInit,
{
    let length = data.len();
    match way {
        Way::Encrypt => {
            let cipher = cbc::Encryptor::<A>::new_from_slices(key, iv).ok()?;
            cipher.encrypt_padded_mut::<NoPadding>(data, length).ok().map(|_| ())
        }
        Way::Decrypt => {
            let cipher = cbc::Decryptor::<A>::new_from_slices(key, iv).ok()?;
            cipher.decrypt_padded_mut::<NoPadding>(data).ok().map(|_| ())
        }
    }
}

fn blocks<A: BlockEncrypt + BlockDecrypt + KeyInit>(way: Way, key: &[u8], data: &mut [u8]) -> Option<()> {
    let cipher = A::new_from_slice(key).ok()?;
    if !data.len().is_multiple_of(BLOCK) {
        return None;
    }
    for block in data.chunks_exact_mut(BLOCK) {
        match way {
            Way::Encrypt => cipher.encrypt_block(block.into()),
            Way::Decrypt => cipher.decrypt_block(block.into()),
        }
    }
    Some(())
}

/// A hash function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The function that an encryption names; some writers put a hyphen into it.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.replace('-', "").as_str() {
            "SHA1" => Some(Self::Sha1),
            "SHA256" => Some(Self::Sha256),
            "SHA384" => Some(Self::Sha384),
            "SHA512" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The hash of the parts one after another.
    pub(super) fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Self::Sha1 => digest::<Sha1>(parts),
            Self::Sha256 => digest::<Sha256>(parts),
            Self::Sha384 => digest::<Sha384>(parts),
            Self::Sha512 => digest::<Sha512>(parts),
        }
    }

    /// The hash of a salted password, hashed again `count` times with the number of the round before it.
    pub(super) fn spin(self, salt: &[u8], password: &[u8], count: u32) -> Vec<u8> {
        let first = self.digest(&[salt, password]);
        (0..count).fold(first, |hash, round| self.digest(&[&round.to_le_bytes(), &hash]))
    }

    /// The keyed hash of the parts one after another.
    pub(super) fn keyed(self, key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Self::Sha1 => keyed::<Sha1>(key, parts),
            Self::Sha256 => keyed::<Sha256>(key, parts),
            Self::Sha384 => keyed::<Sha384>(key, parts),
            Self::Sha512 => keyed::<Sha512>(key, parts),
        }
    }

    /// Bytes of a hash.
    pub(super) fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let hash = parts.iter().fold(D::new(), |hash, part| hash.chain_update(part));
    hash.finalize().to_vec()
}

fn keyed<D: Digest + BlockSizeUser>(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    // A key of any length is accepted: longer ones are hashed first.
    let Ok(hash) = <SimpleHmac<D> as Mac>::new_from_slice(key) else { return Vec::new() };
    parts.iter().fold(hash, |hash, part| hash.chain_update(part)).finalize().into_bytes().to_vec()
}
