//! Keys that were read of codes, texts and files, and why others are none.

use keyrack_exchange::{self as exchange, Notice, Reason, Unfit};
use keyrack_otp as otp;
use serde::Serialize;

use super::FolderTag;
use crate::named;

named! {
    /// How the codes of a factor follow each other.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum FactorKind {
        /// By time.
        Totp = "totp",
        /// By a counter.
        Hotp = "hotp",
        /// By time, as Steam writes them.
        Steam = "steam",
        /// In a way that a newer version knows.
        Unknown = "unknown",
    }
}

named! {
    /// The hash under a code.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum Algorithm {
        /// SHA-1.
        Sha1 = "SHA1",
        /// SHA-256.
        Sha256 = "SHA256",
        /// SHA-512.
        Sha512 = "SHA512",
    }
}

/// A key with its names and parameters, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct KeyView {
    /// The issuer that it names.
    pub issuer: String,
    /// The user name that it names.
    pub label: String,
    /// How its codes follow each other.
    #[serde(rename = "type")]
    pub kind: FactorKind,
    /// The hash under its codes.
    pub algorithm: Algorithm,
    /// Characters of a code.
    pub digits: u8,
    /// Seconds that a code lives; `null` where it counts.
    pub period: Option<u32>,
    /// The next counter; `null` where it does not count.
    pub counter: Option<u64>,
    /// What the person should know about it.
    pub notices: Vec<Notice>,
}

/// An account that is like a key or an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SimilarAccount {
    /// How it is like it.
    pub how: Likeness,
    /// The account.
    pub account: String,
    /// Where it belongs.
    pub folder: FolderTag,
    /// The service as the office calls it, else the issuer.
    pub service: String,
    /// The user name.
    pub label: String,
}

named! {
    /// How an account is like a key.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum Likeness {
        /// It makes the same codes, or did.
        Secret = "same_secret",
        /// It has the same issuer and user name.
        Name = "same_name",
    }
}

/// A code that makes no key, with as much of its name as could be read; or a factor that no code can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RefusedCode {
    /// Why.
    pub reason: RefusedWhy,
    /// The issuer, or empty.
    pub issuer: String,
    /// The user name, or the host of a web page, or empty.
    pub label: String,
}

/// Why a code makes no key, or a factor no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(untagged)]
pub enum RefusedWhy {
    /// What was read is no key.
    Read(Reason),
    /// What was to be drawn fits no code.
    Drawn(Unfit),
}

/// Parts of a transfer that are not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MissingParts {
    /// Their numbers, from 1.
    pub parts: Vec<u32>,
    /// How many parts there are in all.
    pub of: u32,
}

impl RefusedWhy {
    /// The name of its words.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Read(reason) => reason.code(),
            Self::Drawn(unfit) => unfit.code(),
        }
    }
}

impl From<otp::Kind> for FactorKind {
    fn from(kind: otp::Kind) -> Self {
        match kind {
            otp::Kind::Totp => Self::Totp,
            otp::Kind::Hotp => Self::Hotp,
            otp::Kind::Steam => Self::Steam,
        }
    }
}

impl From<Option<otp::Kind>> for FactorKind {
    /// None is that of a newer version.
    fn from(kind: Option<otp::Kind>) -> Self {
        kind.map_or(Self::Unknown, Self::from)
    }
}

impl From<otp::Algorithm> for Algorithm {
    fn from(algorithm: otp::Algorithm) -> Self {
        match algorithm {
            otp::Algorithm::Sha1 => Self::Sha1,
            otp::Algorithm::Sha256 => Self::Sha256,
            otp::Algorithm::Sha512 => Self::Sha512,
        }
    }
}

impl From<exchange::Refusal> for RefusedCode {
    fn from(refusal: exchange::Refusal) -> Self {
        Self {
            reason: RefusedWhy::Read(refusal.reason),
            issuer: refusal.issuer,
            label: refusal.label,
        }
    }
}

impl From<exchange::LeftOut> for RefusedCode {
    fn from(left_out: exchange::LeftOut) -> Self {
        Self {
            reason: RefusedWhy::Drawn(left_out.reason),
            issuer: left_out.issuer,
            label: left_out.label,
        }
    }
}

impl From<&exchange::Missing> for MissingParts {
    fn from(missing: &exchange::Missing) -> Self {
        Self {
            parts: missing.parts.clone(),
            of: missing.of,
        }
    }
}
