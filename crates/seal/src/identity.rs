//! X25519 identities and their public halves, in age's own notation.

use std::{fmt, str::FromStr, sync::Arc};

use age::secrecy::ExposeSecret;
use bech32::{Bech32, Hrp};
use hkdf::Hkdf;
use keyrack_memory::Locked;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::{MacKey, base32::base32, hex::hex};

/// The private half: whoever holds it opens what was sealed to its [`Recipient`]. Clones share one place in locked memory.
#[derive(Clone)]
pub struct Identity(Arc<Locked<age::x25519::Identity>>);

/// The public half, written `age1…`.
#[derive(Clone)]
pub struct Recipient(age::x25519::Recipient);

/// What a vault keeps of the key on paper, so that its way in can be made anew while the paper lies in a safe.
#[derive(Clone, PartialEq, Eq)]
pub struct Paper {
    /// What is sealed to the paper.
    pub recipient: Recipient,
    /// Tags what the paper is to believe. It comes from the paper's secret, so no public key gives it.
    pub tag_key: MacKey,
}

/// The text is no X25519 key in age's notation. Never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an age key")]
pub struct KeyError;

impl Identity {
    /// Makes a new random identity.
    #[must_use]
    pub fn make() -> Self {
        age::x25519::Identity::generate().into()
    }

    /// The identity of 32 bytes that somebody else derived: the private key of X25519 (RFC 7748) as it is, which is clamped
    /// wherever it is used.
    ///
    /// # Errors
    /// None that could happen: age reads every 32 bytes that are written in its notation.
    pub fn from_bytes(mut bytes: [u8; 32]) -> Result<Self, KeyError> {
        // age has no constructor from bytes, but reads its own text.
        let text = bech32::encode_upper::<Bech32>(SECRET_KEY, &bytes);
        bytes.zeroize();
        text.map(Zeroizing::new).map_err(|_| KeyError)?.parse()
    }

    /// The public half.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(self.0.to_public())
    }

    /// `AGE-SECRET-KEY-1…`, as the stock `age` program reads it.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// Reads a key from typed or scanned text: the first line that holds one. Comments (`#`), blank lines, spaces
    /// inside the key and lower case are forgiven.
    ///
    /// # Errors
    /// [`KeyError`] when no line holds a valid key.
    pub fn find_in(text: &str) -> Result<Self, KeyError> {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .find_map(|line| line.parse().ok())
            .ok_or(KeyError)
    }

    /// What a vault keeps of it, where this is the key on paper. The tag key is HKDF-SHA-256 (RFC 5869) of the
    /// [text](Identity::reveal) of the identity.
    #[must_use]
    pub fn paper(&self) -> Paper {
        let mut key = Zeroizing::new([0; 32]);
        // 32 bytes are within what HKDF gives.
        let _ = Hkdf::<Sha256>::new(None, self.reveal().as_bytes())
            .expand(b"keyrack\nrecovery tag\n1\n", key.as_mut_slice());
        Paper {
            recipient: self.recipient(),
            tag_key: MacKey::from_bytes(*key),
        }
    }

    pub(crate) fn as_age(&self) -> &age::x25519::Identity {
        &self.0
    }
}

/// What the text of an identity begins with.
const SECRET_KEY: Hrp = Hrp::parse_unchecked("age-secret-key-");

impl FromStr for Identity {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        if text.len() > 256 {
            return Err(KeyError);
        }
        let compact: Zeroizing<String> = Zeroizing::new(
            text.chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| c.to_ascii_uppercase())
                .collect(),
        );
        let read = compact.parse::<age::x25519::Identity>();
        read.map(Self::from).map_err(|_| KeyError)
    }
}

impl From<age::x25519::Identity> for Identity {
    fn from(identity: age::x25519::Identity) -> Self {
        Self(Arc::new(Locked::new(identity)))
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity(of {})", self.recipient())
    }
}

impl Recipient {
    /// Names the identity where its public half must not be read, because whoever has that can seal to it: the first
    /// 32 hex digits of a SHA-256.
    #[must_use]
    pub fn id(&self) -> String {
        let digest = Sha256::new()
            .chain_update("keyrack\nidentity\n1\n")
            .chain_update(self.to_string())
            .finalize();
        hex(&digest[..16])
    }

    /// Names the key among those of an office, short enough to be listed with everything that is sealed to it: the first 10
    /// characters of the Base32 of the SHA-256 of its text, 50 bits. Whoever has the public half can compute it.
    #[must_use]
    pub fn key_id(&self) -> String {
        let mut id = base32(&Sha256::digest(self.to_string()));
        id.truncate(10);
        id
    }

    pub(crate) fn as_age(&self) -> &age::x25519::Recipient {
        &self.0
    }
}

impl FromStr for Recipient {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        text.parse().map(Self).map_err(|_| KeyError)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Paper({})", self.recipient)
    }
}

impl PartialEq for Recipient {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Recipient {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revealed_identity_reads_back_however_it_was_typed() {
        let identity = Identity::make();
        let text = identity.reveal();
        let spaced: String = text
            .to_lowercase()
            .as_bytes()
            .chunks(4)
            .map(|c| String::from_utf8_lossy(c).into_owned() + " ")
            .collect();
        for typed in [
            text.to_string(),
            spaced,
            format!("# kit\n\n{}\r\n", text.as_str()),
        ] {
            let again = Identity::find_in(&typed).expect("the key is in the text");
            assert_eq!(again.recipient(), identity.recipient());
        }
    }

    #[test]
    fn debug_shows_only_the_public_half() {
        let shown = format!("{:?}", Identity::make());
        assert!(
            shown.contains("age1") && !shown.contains("SECRET"),
            "{shown}"
        );
    }

    #[test]
    fn rubbish_is_refused() {
        for text in [
            "",
            "AGE-SECRET-KEY-1",
            "age1qqqq",
            "# only a comment",
            &"A".repeat(10_000),
        ] {
            assert_eq!(Identity::find_in(text).map(|_| ()), Err(KeyError));
        }
    }

    #[test]
    fn an_identity_of_32_bytes_is_the_key_of_x25519_that_these_bytes_are() {
        // Computed by another program (Python's cryptography, and Bech32 by BIP 173).
        let bytes = std::array::from_fn(|at| at as u8);
        let identity = Identity::from_bytes(bytes).unwrap();
        assert_eq!(
            *identity.reveal(),
            "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWRYDWG"
        );
        let recipient = identity.recipient();
        assert_eq!(
            recipient.to_string(),
            "age13aqvttdk3ujkyjh9kg2w5an6dmy5mq5a84a4uxk3hfhnugfc9p0sy5p2wh"
        );
        assert_eq!(recipient.key_id(), "nuks7koace");
    }

    #[test]
    fn every_32_bytes_are_an_identity() {
        for bytes in [[0; 32], [0xff; 32], [0x80; 32]] {
            assert!(Identity::from_bytes(bytes).is_ok());
        }
    }
}
