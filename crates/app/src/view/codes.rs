//! Codes as the command line prints them.

use serde::Serialize;

use super::{FactorKind, FolderName};

/// A code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeView {
    /// Whose it is.
    pub account: CodeAccount,
    /// What made it.
    pub factor: CodeFactor,
    /// The code.
    pub code: String,
    /// The first second in which it is valid, since 1970; `null` for HOTP.
    pub valid_from: Option<u64>,
    /// The first second in which it no longer is.
    pub valid_until: Option<u64>,
    /// The code after it; `null` for HOTP, where asking for it would use it up.
    pub next: Option<String>,
}

/// The account of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeAccount {
    /// Its id.
    pub id: String,
    /// The issuer.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// Where it belongs.
    pub folder: Option<FolderName>,
}

/// The factor of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeFactor {
    /// Its id.
    pub id: String,
    /// The name of the desk.
    pub label: String,
    /// How its codes follow each other.
    #[serde(rename = "type")]
    pub kind: FactorKind,
    /// Characters of a code.
    pub digits: u8,
    /// Seconds that a code lives; `null` for HOTP.
    pub period: Option<u32>,
}
