//! The tag that proves that a payload was written by someone who holds the vault's keys: HMAC-SHA-256 (RFC 2104).

use std::{fmt, io, sync::Arc};

use hmac::{Hmac, Mac};
use keyrack_memory::Locked;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::Entropy;

/// A 256-bit authentication key. Clones share one place in locked memory.
#[derive(Clone)]
pub struct MacKey(Arc<Locked<[u8; 32]>>);

impl MacKey {
    /// Makes a new random key.
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn make(entropy: &mut dyn Entropy) -> io::Result<Self> {
        let mut key = Locked::new([0; 32]);
        entropy.fill(&mut *key)?;
        Ok(Self(Arc::new(key)))
    }

    /// A key from its 32 bytes.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; 32]) -> Self {
        let key = Locked::new(bytes);
        bytes.zeroize();
        Self(Arc::new(key))
    }

    /// The 32 bytes, for wrapping in a slot.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The tag over `message`.
    #[must_use]
    pub fn tag(&self, message: &[u8]) -> [u8; 32] {
        self.keyed(message).finalize().into_bytes().into()
    }

    /// Whether `tag` belongs to `message`; takes the same time wherever they differ.
    #[must_use]
    pub fn verify(&self, message: &[u8], tag: &[u8; 32]) -> bool {
        self.keyed(message).verify_slice(tag).is_ok()
    }

    /// Another key for a purpose of its own, from which this one cannot be had.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Self {
        let message = format!("keyrack\nkey\n1\n{purpose}\n");
        Self::from_bytes(self.tag(message.as_bytes()))
    }

    /// The key made ready for many short messages.
    #[must_use]
    pub fn tagger(&self) -> Tagger {
        Tagger(self.keyed(b""))
    }

    fn keyed(&self, message: &[u8]) -> Hmac<Sha256> {
        // HMAC pads a 32-byte key with zeros to its block; `new` takes exactly one block and therefore cannot fail.
        let mut block = [0; 64];
        block[..32].copy_from_slice(self.0.as_slice());
        let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new(&block.into());
        block.zeroize();
        mac.update(message);
        mac
    }
}

/// A key that many messages are tagged with, one after the other.
pub struct Tagger(Hmac<Sha256>);

impl Tagger {
    /// The tag over a message in two parts, as over both at one go.
    #[must_use]
    pub fn tag(&self, message: [&[u8]; 2]) -> [u8; 32] {
        self.over(message).finalize().into_bytes().into()
    }

    /// Whether `tag` is the beginning of the tag over a message in two parts; takes the same time wherever they differ.
    #[must_use]
    pub fn verify(&self, message: [&[u8]; 2], tag: &[u8]) -> bool {
        self.over(message).verify_truncated_left(tag).is_ok()
    }

    fn over(&self, [begin, end]: [&[u8]; 2]) -> Hmac<Sha256> {
        self.0.clone().chain_update(begin).chain_update(end)
    }
}

impl PartialEq for MacKey {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

impl Eq for MacKey {}

impl fmt::Debug for MacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MacKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_holds_for_its_message_and_key_only() {
        let key = MacKey::from_bytes([3; 32]);
        let tag = key.tag(b"payload");
        assert!(key.verify(b"payload", &tag));
        assert!(!key.verify(b"payloae", &tag));
        assert!(!MacKey::from_bytes([4; 32]).verify(b"payload", &tag));
    }

    #[test]
    fn agrees_with_rfc_4231_in_the_padded_form() {
        // HMAC pads short keys with zeros, so RFC 4231's 4-byte key "Jefe" equals it padded to 32 bytes (test case 2).
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let tag = MacKey::from_bytes(key).tag(b"what do ya want for nothing?");
        assert_eq!(tag[..4], [0x5b, 0xdc, 0xc1, 0x46]);
        assert_eq!(tag[28..], [0x64, 0xec, 0x38, 0x43]);
    }
}
