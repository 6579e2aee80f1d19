//! The arithmetic: HMAC, truncation, and the characters of a code.

use std::fmt;
use std::ops::Deref;

use hmac::digest::Digest;
use hmac::digest::core_api::BlockSizeUser;
use hmac::digest::generic_array::GenericArray;
use hmac::{Mac, SimpleHmac};
use zeroize::{Zeroize, Zeroizing};

/// The characters of a Steam code.
pub const STEAM_DIGITS: u8 = 5;

/// A code as a user types it, zeroised on drop.
pub struct Code(Zeroizing<String>);

impl Code {
    /// The last `digits` decimal digits of `value`, with leading zeros.
    pub(crate) fn decimal(value: u32, digits: u8) -> Self {
        Self::spelt(value, b"0123456789", (0..digits).rev())
    }

    /// The last five digits of `value` to the base of Steam's alphabet, the least significant one first.
    pub(crate) fn steam(value: u32) -> Self {
        Self::spelt(value, b"23456789BCDFGHJKMNPQRTVWXY", 0..STEAM_DIGITS)
    }

    fn spelt(value: u32, alphabet: &[u8], places: impl Iterator<Item = u8>) -> Self {
        let value = u64::from(value);
        let base = alphabet.len() as u64;
        let digit = |place: u8| alphabet[(value / base.pow(u32::from(place)) % base) as usize];
        Self(Zeroizing::new(
            places.map(|place| char::from(digit(place))).collect(),
        ))
    }
}

impl Deref for Code {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}

/// HMAC of the counter, cut to 31 bits (RFC 4226, section 5.3).
pub(crate) fn truncated_hmac<D: Digest + BlockSizeUser>(key: &[u8], counter: u64) -> u32 {
    let mut block = key_block::<D>(key);
    let mut mac = SimpleHmac::<D>::new(&block);
    block.as_mut_slice().zeroize();

    mac.update(&counter.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[hash.len() - 1] & 0xf);
    let word = [
        hash[offset],
        hash[offset + 1],
        hash[offset + 2],
        hash[offset + 3],
    ];
    u32::from_be_bytes(word) & 0x7fff_ffff
}

/// The key as HMAC uses it (RFC 2104): hashed if it is longer than a block, then filled up with zeros. The constructor
/// that takes a key of any length returns a `Result`, although it cannot fail.
fn key_block<D: Digest + BlockSizeUser>(key: &[u8]) -> GenericArray<u8, D::BlockSize> {
    let mut block = GenericArray::<u8, D::BlockSize>::default();
    if key.len() <= block.len() {
        block[..key.len()].copy_from_slice(key);
    } else {
        let hash = D::digest(key);
        block[..hash.len()].copy_from_slice(&hash);
    }
    block
}
