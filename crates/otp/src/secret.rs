//! The key that a service and its user share.

use std::cmp::Ordering;
use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::base32;

/// The longest secret that is accepted, in bytes. Services use 10 to 64.
pub const MAX_SECRET_BYTES: usize = 1024;

/// The key that a service and its user share: 1 to [`MAX_SECRET_BYTES`] bytes, zeroised on drop.
///
/// Equality takes the same time wherever two secrets of one length differ. The order, which exists for sorting,
/// does not.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes over raw key bytes.
    ///
    /// # Errors
    /// [`SecretError::Empty`] without a byte, [`SecretError::TooLong`] beyond [`MAX_SECRET_BYTES`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, SecretError> {
        Self::from_zeroizing(Zeroizing::new(bytes))
    }

    /// Reads Base32 (RFC 4648, section 6) as people and services write it.
    ///
    /// Lower case, white space of every kind, dashes and padding at the end do not matter. Bits that fill no byte
    /// are dropped, also where that leaves a length which RFC 4648 does not know.
    ///
    /// # Errors
    /// [`SecretError::Empty`] without a character, [`SecretError::TooShort`] without a whole byte,
    /// [`SecretError::TooLong`] beyond [`MAX_SECRET_BYTES`], [`SecretError::InvalidCharacter`] for what is not Base32.
    pub fn from_base32(text: &str) -> Result<Self, SecretError> {
        base32::decode(text).and_then(|decoded| Self::from_zeroizing(decoded.bytes))
    }

    /// Writes Base32 (RFC 4648, section 6): upper case, without padding.
    #[must_use]
    pub fn to_base32(&self) -> Zeroizing<String> {
        base32::encode(&self.0)
    }

    /// The key bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn from_zeroizing(bytes: Zeroizing<Vec<u8>>) -> Result<Self, SecretError> {
        match bytes.len() {
            0 => Err(SecretError::Empty),
            1..=MAX_SECRET_BYTES => Ok(Self(bytes)),
            _ => Err(SecretError::TooLong),
        }
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

impl Eq for Secret {}

impl PartialOrd for Secret {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Secret {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Why something is no [`Secret`]. It never carries the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    /// There is nothing.
    #[error("the secret is empty")]
    Empty,
    /// The characters make no whole byte.
    #[error("the secret is too short")]
    TooShort,
    /// There are more than [`MAX_SECRET_BYTES`] bytes.
    #[error("the secret is longer than {MAX_SECRET_BYTES} bytes")]
    TooLong,
    /// A character is not Base32, or padding stands before the end.
    #[error("character {} of the secret is not Base32", .position + 1)]
    InvalidCharacter {
        /// The place of the character, counted in characters from 0.
        position: usize,
    },
}
