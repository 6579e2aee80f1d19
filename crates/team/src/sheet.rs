//! The office key sheet: the key above all others, on paper.

use std::fmt;

use hkdf::Hkdf;
use keyrack_seal::{
    Entropy, Identity,
    base32::{base32, from_base32},
    entropy::draw,
    identity::KeyError,
    sign::SigningKey,
};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::log::SheetKeys;

/// A sheet: a seed, from which its keys come.
#[derive(Clone)]
pub struct Sheet {
    seed: Zeroizing<[u8; 32]>,
    opens: Identity,
}

/// The text is no sheet's, or mistyped. Never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an office key sheet")]
pub struct SheetError;

impl Sheet {
    /// The length of its text without spaces, in characters after the prefix.
    pub const LENGTH: usize = 56;

    /// A new sheet.
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn make(entropy: &mut dyn Entropy) -> std::io::Result<Self> {
        let seed = Zeroizing::new(draw(entropy)?);
        Self::from_seed(seed).map_err(std::io::Error::other)
    }

    fn from_seed(seed: Zeroizing<[u8; 32]>) -> Result<Self, KeyError> {
        let opens = Identity::from_bytes(*derive(&seed, "keyrack.team.v1.kit.box"))?;
        Ok(Self { seed, opens })
    }

    /// What it signs with.
    #[must_use]
    pub fn signing_key(&self) -> SigningKey {
        SigningKey::from_seed(*derive(&self.seed, "keyrack.team.v1.kit.sign"))
    }

    /// What opens everything that is sealed to it.
    #[must_use]
    pub const fn identity(&self) -> &Identity {
        &self.opens
    }

    /// The public keys.
    #[must_use]
    pub fn keys(&self) -> SheetKeys {
        SheetKeys {
            sign: self.signing_key().verifying_key(),
            sealed_to: self.opens.recipient(),
        }
    }

    /// `KRS1-` and 56 characters in groups of four.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new([&self.seed[..], &self.checksum()].concat());
        let digits = Zeroizing::new(base32(&bytes).to_ascii_uppercase());
        let mut text = Zeroizing::new(String::with_capacity(80));
        text.push_str(PREFIX);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push(' ');
            }
            text.push(digit);
        }
        text
    }

    /// Reads what was typed or scanned: spaces, dashes and lower case are forgiven.
    ///
    /// # Errors
    /// [`SheetError`] also where a character is wrong.
    pub fn read(text: &str) -> Result<Self, SheetError> {
        if text.len() > 1_000 {
            return Err(SheetError);
        }
        let compact: Zeroizing<String> = Zeroizing::new(
            text.chars()
                .filter(|it| !it.is_whitespace() && *it != '-')
                .map(|it| it.to_ascii_lowercase())
                .collect(),
        );
        let digits = compact.strip_prefix("krs1").ok_or(SheetError)?;
        if digits.len() != Self::LENGTH {
            return Err(SheetError);
        }
        let bytes = Zeroizing::new(from_base32(digits).ok_or(SheetError)?);
        let (seed, checksum) = bytes.split_first_chunk::<32>().ok_or(SheetError)?;
        let sheet = Self::from_seed(Zeroizing::new(*seed)).map_err(|_| SheetError)?;
        match sheet.checksum() == checksum {
            true => Ok(sheet),
            false => Err(SheetError),
        }
    }

    fn checksum(&self) -> [u8; 3] {
        let digest = Sha256::new()
            .chain_update("keyrack.team.v1.sheet")
            .chain_update(*self.seed)
            .finalize();
        [digest[0], digest[1], digest[2]]
    }
}

fn derive(seed: &[u8; 32], info: &str) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are within what HKDF gives.
    let _ = Hkdf::<Sha256>::new(None, seed).expand(info.as_bytes(), &mut *key);
    key
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sheet")
    }
}

const PREFIX: &str = "KRS1-";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t95_a_sheet_is_read_back_however_it_is_typed_and_not_with_a_wrong_character() {
        let sheet = Sheet::from_seed(Zeroizing::new([3; 32])).unwrap();
        let text = sheet.reveal();
        assert_eq!(text.len(), 5 + 56 + 13);
        for typed in [
            text.to_lowercase(),
            text.replace(' ', ""),
            text.replace(' ', "-"),
            format!("\n{}\n", *text),
        ] {
            assert_eq!(*Sheet::read(&typed).unwrap().seed, [3; 32]);
        }
        for at in 5..text.len() {
            let mut typed: Vec<char> = text.chars().collect();
            if typed[at] != ' ' {
                typed[at] = if typed[at] == 'A' { 'B' } else { 'A' };
                let typed: String = typed.into_iter().collect();
                assert_eq!(
                    Sheet::read(&typed).unwrap_err(),
                    SheetError,
                    "character {at}"
                );
            }
        }
        for cut in 0..text.len() {
            assert!(Sheet::read(&text[..cut]).is_err());
        }
    }

    #[test]
    fn its_keys_follow_from_its_seed() {
        let (one, same, other) = (
            Sheet::from_seed(Zeroizing::new([1; 32])).unwrap(),
            Sheet::from_seed(Zeroizing::new([1; 32])).unwrap(),
            Sheet::from_seed(Zeroizing::new([2; 32])).unwrap(),
        );
        assert_eq!(one.keys().id(), same.keys().id());
        assert_eq!(one.identity().recipient(), same.identity().recipient());
        assert_ne!(one.keys().id(), other.keys().id());
        assert_ne!(one.identity().recipient(), other.identity().recipient());
    }
}
