//! Names of things in an office: each is a hash of what it names, so that nothing can be taken over by naming it again.

use std::{fmt, str::FromStr};

use keyrack_seal::base32::{base32, from_base32};
use keyrack_vault::Id;
use sha2::{Digest, Sha256};

/// The text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id")]
pub struct IdError;

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The first 16 bytes of SHA-256(`domain` ‖ 0 ‖ what is named).
#[must_use]
pub fn id_of(domain: &str, named: &[u8]) -> [u8; 16] {
    let digest = Sha256::new()
        .chain_update(domain)
        .chain_update([0])
        .chain_update(named)
        .finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    id
}

/// A name of so many bytes, written in Base32.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident($bytes:literal)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $bytes]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&base32(&self.0))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let bytes = from_base32(text).ok_or(IdError)?;
                bytes.try_into().map(Self).map_err(|_| IdError)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// The name of what has this hash.
macro_rules! hash {
    ($(#[$doc:meta])* $name:ident) => {
        id! { $(#[$doc])* $name(32) }

        impl $name {
            /// The hash of bytes.
            #[must_use]
            pub fn of(bytes: &[u8]) -> Self {
                Self(sha256(bytes))
            }
        }
    };
}

id! {
    /// A device: a computer, and one of its users.
    DeviceId(16)
}
id! {
    /// A member of an office.
    MemberId(16)
}
id! {
    /// An invitation.
    InviteId(16)
}
hash! {
    /// An entry of the log: the hash of its frame.
    EntryId
}
hash! {
    /// An office: the hash of its founding entry's frame.
    TeamId
}
hash! {
    /// A file in the store: the hash of its bytes.
    ObjectId
}

/// A folder of an office: the id of the folder's record.
pub type FolderId = Id;
