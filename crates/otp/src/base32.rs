//! Base32 (RFC 4648, section 6), read leniently and written strictly.

use zeroize::Zeroizing;

use crate::secret::{MAX_SECRET_BYTES, SecretError};

/// What [`decode`] found.
pub(crate) struct Decoded {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    /// Whether something was dropped: bits that are not zero, or a character that RFC 4648 would not have written.
    pub(crate) left_over: bool,
}

pub(crate) fn decode(text: &str) -> Result<Decoded, SecretError> {
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
    Ok(Decoded {
        bytes,
        left_over: bits != 0 || bit_count >= 5,
    })
}

pub(crate) fn encode(bytes: &[u8]) -> Zeroizing<String> {
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
