//! Backups: made, looked at, brought back, tried.

use keyrack_app::view::{BackupFile, BackupView, DifferenceView};
use serde::Serialize;

/// A backup that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CheckedBackup {
    /// The name of the file, without its folder.
    pub file: String,
    /// What is in it.
    #[serde(flatten)]
    pub backup: BackupView,
}

/// The backups in their folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Backups {
    /// Those of this vault, the newest first, then those of others.
    pub files: Vec<BackupFile>,
}

/// What a backup would bring back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RestorePlan {
    /// The backup.
    #[serde(flatten)]
    pub checked: CheckedBackup,
    /// Whether it is of this vault.
    pub own: bool,
    /// Whether it would become the vault.
    pub adopts: bool,
    /// Accounts that the vault does not have.
    pub missing: usize,
    /// Accounts that were removed.
    pub deleted: usize,
    /// Accounts that have changed.
    pub changed: usize,
}

/// A part of the accounts that a backup has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RestorePage {
    /// How many there are in all.
    pub total: usize,
    /// Those asked for, by client and name.
    pub rows: Vec<DifferenceView>,
}

/// What was brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Restored {
    /// How many accounts.
    pub restored: usize,
}

/// What was written to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Exported {
    /// The name of the file, without its folder.
    pub file: String,
    /// How many accounts.
    pub accounts: usize,
    /// How many things the format has no place for.
    pub left_out: usize,
}
