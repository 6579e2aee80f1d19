//! The vault, its ways in, and this computer.

use serde::Serialize;

use crate::{ErrorCode, computer::control_socket::LockState, named};

/// What is known about a vault; parts of it only when it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusView {
    /// The version of this program.
    pub version: &'static str,
    /// The vault, if there is one.
    pub vault: Option<VaultView>,
    /// Its ways in.
    pub ways_in: Vec<WayInView>,
    /// The delay after wrong passwords.
    pub throttle: ThrottleView,
    /// What this computer writes under.
    pub writer: Option<String>,
    /// The desktop app.
    pub app: AppView,
}

/// A vault's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VaultView {
    /// Its folder.
    pub path: String,
    /// Its id.
    pub id: Option<String>,
    /// Rises with every save; `null` while locked.
    pub sequence: Option<u64>,
    /// The version of its format.
    pub format: u32,
    /// The oldest program that reads it.
    pub min_reader: u32,
    /// Kept states.
    pub generations: Vec<GenerationView>,
    /// Records in quarantine; `null` while locked.
    pub quarantined: Option<usize>,
    /// Changes that wait for the next unlock.
    pub pending: usize,
}

/// A kept state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GenerationView {
    /// Its sequence.
    pub seq: u64,
    /// Whether it opens; `null` while locked.
    pub opens: Option<bool>,
    /// When it was saved, in milliseconds since 1970.
    pub saved_at: u64,
    /// Accounts in use in it; `null` while locked.
    pub accounts: Option<usize>,
}

/// A way in, without anything that opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayInView {
    /// Its id.
    pub id: String,
    /// What it takes.
    pub kind: WayInKind,
    /// The costs of its key derivation.
    pub kdf: Option<KdfView>,
}

named! {
    /// What a way in takes.
    pub enum WayInKind {
        /// The password.
        Password = "password",
        /// The recovery key.
        Recovery = "recovery",
        /// The PIN, on this computer alone.
        Pin = "pin",
        /// What a newer version knows.
        Unknown = "unknown",
    }
}

/// How it stands with the PIN of this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PinView {
    /// Whether one is set.
    pub set: bool,
    /// Whether it opens the vault now; where none is set, whether one can be set.
    pub usable: bool,
    /// Why not: what is wrong with the keyring; that the password is due, after a restart or a week; that five were wrong; or
    /// that its parts are gone, damaged or of an earlier password.
    pub why: Option<ErrorCode>,
    /// How many wrong ones are left until the password has to be typed.
    pub tries_left: Option<u8>,
    /// How many digits it has.
    pub digits: Option<u8>,
}

/// Costs of a key derivation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KdfView {
    /// `argon2id`.
    pub algorithm: &'static str,
    /// Memory in KiB.
    pub m: u32,
    /// Passes.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

/// The delay after wrong passwords.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThrottleView {
    /// Wrong passwords in a row.
    pub wrong: u32,
    /// Seconds until the next try.
    pub retry_after_s: Option<u64>,
}

/// The desktop app on this computer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AppView {
    /// Whether it runs.
    pub running: bool,
    /// `locked` or `unlocked`; none where it does not answer.
    pub state: Option<LockState>,
    /// Why it locked.
    pub locked_because: Option<String>,
    /// When, in milliseconds since 1970.
    pub locked_at: Option<u64>,
}
