//! Backups, and what they would bring back.

use serde::Serialize;

use crate::named;

/// A backup in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BackupFile {
    /// The name of the file; the command line puts its folder before it.
    pub file: String,
    /// When it was written, in milliseconds since 1970, by the clock of that disk.
    pub modified: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether it is of this vault.
    pub own: bool,
    /// When this computer opened it and found it good, in milliseconds since 1970.
    pub verified: Option<u64>,
}

/// A backup that was opened and compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BackupView {
    /// The vault it is of.
    pub vault: String,
    /// The sequence it was made at.
    pub sequence: u64,
    /// When that state was saved, in milliseconds since 1970.
    pub saved_at: u64,
    /// Accounts in use in it.
    pub accounts: usize,
    /// Factors whose code for one fixed moment was computed.
    pub codes: usize,
    /// Whether its ways in are as somebody with its keys wrote them: the password and the recovery key open it.
    pub ways_in: bool,
    /// Whether accounts and those codes are the same as in the vault now; `null` if there is no vault to compare with.
    pub matches: Option<bool>,
}

/// What a restore did or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestoreView {
    /// Whether the backup became the vault as a whole.
    pub adopted: bool,
    /// Accounts that differ, when it did not.
    pub differences: Vec<DifferenceView>,
    /// Accounts that were taken from the backup.
    pub restored: usize,
}

/// An account that a backup has otherwise than the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DifferenceView {
    /// The account.
    pub id: String,
    /// How it differs.
    pub state: Difference,
    /// The service in the backup, as the office calls it.
    pub service: String,
    /// The issuer in the backup.
    pub issuer: String,
    /// The user name in the backup.
    pub label: String,
    /// The name of its folder in the backup.
    pub folder: String,
    /// What would change, where it is in the vault.
    pub fields: Vec<ChangedField>,
    /// Whether it was taken.
    pub taken: bool,
}

named! {
    /// How an account of a backup differs from the vault.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum Difference {
        /// The vault has never had it, or no longer knows of it.
        Missing = "missing",
        /// It was removed.
        Deleted = "deleted",
        /// It is there with something else in it.
        Changed = "changed",
    }
}

named! {
    /// What of an account has changed.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum ChangedField {
        /// Where it belongs.
        Folder = "folder",
        /// The service.
        Service = "service",
        /// The issuer.
        Issuer = "issuer",
        /// The user name.
        Label = "label",
        /// A secret or its parameters.
        Secret = "secret",
        /// The name of a factor.
        FactorLabel = "desk",
        /// A counter.
        Counter = "counter",
        /// What helps when the factors are lost.
        Recovery = "recovery",
        /// The login page.
        Url = "url",
        /// The e-mail address.
        Email = "email",
        /// The note.
        Note = "note",
        /// The tags.
        Tags = "tags",
        /// The icon.
        Icon = "icon",
        /// Other folders that it serves.
        AlsoServes = "also_serves",
        /// Dates to keep.
        Deadlines = "deadlines",
        /// Whom to ask.
        Support = "support",
        /// Other ways that the portal sends codes.
        Channels = "channels",
    }
}
