//! The key that a service and its user share.

use std::cmp::Ordering;
use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

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
        let bytes = Zeroizing::new(bytes);
        match bytes.len() {
            0 => Err(SecretError::Empty),
            1..=MAX_SECRET_BYTES => Ok(Self(bytes)),
            _ => Err(SecretError::TooLong),
        }
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
        Self::read_base32(text).map(|(secret, _)| secret)
    }

    /// Writes Base32 (RFC 4648, section 6): upper case, without padding.
    #[must_use]
    pub fn to_base32(&self) -> Zeroizing<String> {
        encode(&self.0)
    }

    /// The key bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// As [`Secret::from_base32`], and whether something was dropped: bits that are not zero, or a character that RFC 4648
    /// would not have written.
    pub(crate) fn read_base32(text: &str) -> Result<(Self, bool), SecretError> {
        // Reserved in full, because a vector that grows leaves copies of its contents behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_SECRET_BYTES.min(text.len())));
        let mut bits = 0_u32;
        let mut bit_count = 0_u32;
        let mut empty = true;
        let mut padding = None;

        for (position, character) in text.chars().enumerate() {
            if is_separator(character) {
                continue;
            }
            if character == '=' {
                padding = padding.or(Some(position));
                continue;
            }
            let value = value(character).ok_or(SecretError::InvalidCharacter { position })?;
            if let Some(position) = padding {
                return Err(SecretError::InvalidCharacter { position });
            }
            empty = false;
            bits = bits << 5 | value;
            bit_count += 5;
            if bit_count >= 8 {
                if bytes.len() == MAX_SECRET_BYTES {
                    return Err(SecretError::TooLong);
                }
                bit_count -= 8;
                bytes.push((bits >> bit_count) as u8);
                bits &= (1 << bit_count) - 1;
            }
        }

        if bytes.is_empty() {
            return Err(if empty {
                SecretError::Empty
            } else {
                SecretError::TooShort
            });
        }
        Ok((Self(bytes), bits != 0 || bit_count >= 5))
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

/// Base32 (RFC 4648, section 6), without padding.
fn encode(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity((bytes.len() * 8).div_ceil(5)));
    for chunk in bytes.chunks(5) {
        let mut group = [0_u8; 8];
        group[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(group);
        let characters = (chunk.len() * 8).div_ceil(5);
        text.extend(
            (0..characters).map(|i| char::from(ALPHABET[(bits >> (35 - 5 * i) & 31) as usize])),
        );
    }
    text
}

/// What people and web pages put between the groups of a secret.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' // hyphens and dashes
            | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') // zero width
}

fn value(character: char) -> Option<u32> {
    match character.to_ascii_uppercase() {
        letter @ 'A'..='Z' => Some(letter as u32 - 'A' as u32),
        digit @ '2'..='7' => Some(digit as u32 - '2' as u32 + 26),
        _ => None,
    }
}

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

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
