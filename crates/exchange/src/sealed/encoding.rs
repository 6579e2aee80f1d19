//! Base64 and hexadecimal digits, as files write what is sealed.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// Bytes that were sealed, or will be.
pub(crate) type Plain = Zeroizing<Vec<u8>>;

/// Base64 with or without padding; white space does not matter.
pub(crate) fn base64(text: &str) -> Option<Plain> {
    let mut packed = Zeroizing::new(String::with_capacity(text.len()));
    packed.extend(
        text.chars()
            .filter(|character| !character.is_ascii_whitespace()),
    );
    LENIENT.decode(packed.as_bytes()).map(Zeroizing::new).ok()
}

/// Hexadecimal digits in pairs, in upper or lower case.
pub(crate) fn hex(text: &str) -> Option<Plain> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(pairs.len()));
    for &[high, low] in pairs {
        bytes.push(u8::try_from(digit(high)? << 4 | digit(low)?).ok()?);
    }
    Some(bytes)
}

/// Hexadecimal digits in lower case.
pub(crate) fn to_hex(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        for digit in [byte >> 4, byte & 0xf] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}

/// The usual alphabet, with or without padding.
pub(crate) const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);
