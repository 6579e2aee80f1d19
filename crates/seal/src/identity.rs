//! X25519 identities and their public halves, in age's own notation.

use std::{fmt, str::FromStr, sync::Arc};

use age::secrecy::ExposeSecret;
use hkdf::Hkdf;
use keyrack_memory::Locked;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{MacKey, hex::hex};

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
}
