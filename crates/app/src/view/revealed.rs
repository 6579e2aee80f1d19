//! Secrets, for whoever asked to see them.

use serde::Serialize;

use super::AccountView;
use crate::named;

/// The secrets of an account, for whoever asked to see them.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RevealedAccount {
    /// All that is no secret.
    #[serde(flatten)]
    pub account: AccountView,
    /// The secrets of its factors.
    pub secrets: Vec<RevealedFactor>,
    /// The values of its recovery items.
    pub recovery_values: Vec<RevealedRecovery>,
}

/// A secret in force or replaced.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RevealedFactor {
    /// The factor.
    pub factor: String,
    /// Whether it is in force.
    pub state: SecretState,
    /// The key in Base32.
    pub secret: String,
    /// All of it as an otpauth URI.
    pub uri: String,
}

named! {
    /// Whether a secret is in force.
    pub enum SecretState {
        /// It makes the codes.
        Current = "current",
        /// It was set at the same time as the one that does.
        Rival = "rival",
        /// Another one took its place.
        Replaced = "replaced",
    }
}

/// What a recovery item holds.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RevealedRecovery {
    /// The item.
    pub id: String,
    /// The deletion code or phone number.
    pub value: String,
    /// The backup codes.
    pub codes: Vec<RevealedCode>,
}

/// A backup code.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RevealedCode {
    /// Its place on the list, from 1.
    pub number: usize,
    /// The code.
    pub text: String,
    /// When it was used, in milliseconds since 1970.
    pub used: Option<u64>,
}

macro_rules! hidden_debug {
    ($($type:ident),*) => {$(
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(..)"))
            }
        }
    )*};
}
hidden_debug!(
    RevealedAccount,
    RevealedFactor,
    RevealedRecovery,
    RevealedCode
);
