//! Random identifiers.

use std::{fmt, io, str::FromStr};

use keyrack_seal::{Entropy, entropy::draw};

/// 128 random bits that name a vault, folder, account, factor or recovery item for ever.
///
/// Never derived from an issuer, a name or a secret: portals re-show one secret, names repeat, and every issuer of an
/// accountant is the same. Written as 26 letters and digits of Base32 (RFC 4648) in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 16]);

/// The text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id")]
pub struct IdError;

impl Id {
    /// The length of its text.
    pub const LENGTH: usize = 26;

    /// Makes a new random id.
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn make(entropy: &mut dyn Entropy) -> io::Result<Self> {
        draw(entropy).map(Self)
    }

    /// An id from its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 128 bits are 25 digits of five bits and one of three, filled up with zeros on the right as RFC 4648 says.
        let bits = u128::from_be_bytes(self.0);
        let mut text = [0; Self::LENGTH];
        for (at, letter) in text.iter_mut().enumerate() {
            let digit = if at < 25 {
                bits >> (123 - 5 * at)
            } else {
                bits << 2
            };
            *letter = ALPHABET[(digit & 31) as usize];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let text = text.as_bytes();
        if text.len() != Self::LENGTH {
            return Err(IdError);
        }
        let mut bits = 0_u128;
        for (at, letter) in text.iter().enumerate() {
            let digit = match letter {
                b'a'..=b'z' => letter - b'a',
                b'2'..=b'7' => letter - b'2' + 26,
                _ => return Err(IdError),
            };
            if at < 25 {
                bits |= u128::from(digit) << (123 - 5 * at);
            } else if digit & 3 == 0 {
                bits |= u128::from(digit >> 2);
            } else {
                return Err(IdError);
            }
        }
        Ok(Self(bits.to_be_bytes()))
    }
}

impl<'de> serde::Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl serde::de::Visitor<'_> for Text {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id of 26 letters and digits")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_and_bytes_are_one_to_one(bytes: [u8; 16]) {
            let id = Id::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse::<Id>(), Ok(id));
        }

        #[test]
        fn only_the_canonical_text_is_read(text in "[a-z2-7]{26}") {
            if let Ok(id) = text.parse::<Id>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
