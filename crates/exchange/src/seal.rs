//! What a file is sealed with.

use zeroize::Zeroizing;

use crate::key_derivation::KeyDerivation;
use crate::sealed::to_hex;

/// What a file is written with.
pub struct Seal<'a, 'w> {
    /// The password that seals the file. Without one, formats that can be plain are.
    pub password: Option<&'a str>,
    /// Fills bytes from the system's source of randomness: salts, nonces, keys and identifiers.
    pub random: &'a mut dyn FnMut(&mut [u8]),
    /// Told while a key is derived.
    pub derivation: &'a mut KeyDerivation<'w>,
}

impl Seal<'_, '_> {
    /// Fresh random bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> Zeroizing<[u8; N]> {
        let mut bytes = Zeroizing::new([0; N]);
        (self.random)(&mut *bytes);
        bytes
    }

    /// A random identifier (RFC 9562, version 4).
    pub(crate) fn uuid(&mut self) -> String {
        let mut bytes = self.bytes::<16>();
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let hex = to_hex(&*bytes);
        let (a, rest) = hex.split_at(8);
        let (b, rest) = rest.split_at(4);
        let (c, rest) = rest.split_at(4);
        let (d, e) = rest.split_at(4);
        format!("{a}-{b}-{c}-{d}-{e}")
    }
}
