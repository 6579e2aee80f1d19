//! Imports: what was read, and what becomes of it.

use keyrack_exchange::{Notice, Reason, Status};
use serde::Serialize;

use super::{Algorithm, FactorKind, Likeness, MissingParts};
use crate::named;

/// The result of an import, or of a trial of one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportView {
    /// The format that was read.
    pub format: String,
    /// Whether the file was encrypted.
    pub encrypted: bool,
    /// Every entry, in the order of the file.
    pub rows: Vec<ImportRow>,
    /// Transfers from Google Authenticator of which the files have a part only.
    pub missing_parts: Vec<MissingParts>,
    /// The clients that a table names.
    pub clients: Vec<ClientRow>,
    /// Entries that were added or replaced something.
    pub imported: usize,
    /// Those of them that replaced something.
    pub replaced: usize,
    /// Entries that were left out.
    pub skipped: usize,
    /// Folders that were made.
    pub folders: usize,
    /// Accounts that became favourites.
    pub favourites: usize,
}

/// A client that a table names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClientRow {
    /// The name.
    pub name: String,
    /// The tax number, as the table has it.
    pub tax_number: String,
    /// Whether the vault knows it.
    pub status: ClientStatus,
    /// How many accounts the client has, in the vault and in the table; with 0 there is no code yet.
    pub accounts: usize,
}

named! {
    /// Whether the vault knows a client.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum ClientStatus {
        /// It does not.
        New = "new",
        /// It does, by tax number or name.
        Known = "known",
    }
}

/// One entry of an imported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ImportRow {
    /// Its place, from 1.
    pub row: usize,
    /// How it relates to what is there.
    pub status: RowStatus,
    /// Why it cannot be read or is not supported.
    pub reason: Option<Reason>,
    /// What becomes of it; none where there is no choice.
    pub decision: Option<Decision>,
    /// The account that it became or equals.
    pub account_id: Option<String>,
    /// The factor that it became or equals.
    pub factor_id: Option<String>,
    /// The issuer.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// How its codes follow each other.
    #[serde(rename = "type")]
    pub kind: Option<FactorKind>,
    /// The hash under its codes.
    pub algorithm: Option<Algorithm>,
    /// Characters of a code.
    pub digits: Option<u8>,
    /// Seconds that a code lives.
    pub period: Option<u32>,
    /// The next counter.
    pub counter: Option<u64>,
    /// Its note.
    pub note: String,
    /// Its groups and tags.
    pub groups: Vec<String>,
    /// What the user should know about it.
    pub notices: Vec<Notice>,
}

named! {
    /// How an entry relates to the vault, and to what was read before it.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum RowStatus {
        /// Nothing has its secret or name.
        New = "new",
        /// It is there already, in every field.
        Identical = "identical",
        /// The secret is there under another name, or with other parameters.
        SameSecret = "same_secret",
        /// The name is there with another secret.
        SameName = "same_name",
        /// It is faulty.
        Unreadable = "unreadable",
        /// It is of a kind that Keyrack makes no codes of.
        Unsupported = "unsupported",
    }
}

named! {
    /// What happens to a row.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    #[derive(Default)]
    pub enum Decision {
        /// It becomes an account of its own.
        #[default]
        Add = "add",
        /// It is left out.
        Skip = "skip",
        /// It takes the place of what it resembles; a secret that it replaces is kept for a while. Where nothing in the vault
        /// resembles it, it is added.
        Replace = "replace",
    }
}

/// How many entries are of which status.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ImportCounts {
    /// Nothing has their secret or name.
    pub new: usize,
    /// They are there already.
    pub identical: usize,
    /// The secret is there under another name, or with other parameters.
    pub same_secret: usize,
    /// The name is there with another secret.
    pub same_name: usize,
    /// Faulty.
    pub unreadable: usize,
    /// Of a kind that Keyrack makes no codes of.
    pub unsupported: usize,
    /// With something that the person should know, whatever their status.
    pub notices: usize,
}

impl ImportCounts {
    /// Counts entries.
    #[must_use]
    pub fn of(rows: &[ImportRow]) -> Self {
        let mut counts = Self::default();
        for row in rows {
            let count = match row.status {
                RowStatus::New => &mut counts.new,
                RowStatus::Identical => &mut counts.identical,
                RowStatus::SameSecret => &mut counts.same_secret,
                RowStatus::SameName => &mut counts.same_name,
                RowStatus::Unreadable => &mut counts.unreadable,
                RowStatus::Unsupported => &mut counts.unsupported,
            };
            *count += 1;
            counts.notices += usize::from(!row.notices.is_empty());
        }
        counts
    }
}

impl From<Likeness> for RowStatus {
    fn from(likeness: Likeness) -> Self {
        match likeness {
            Likeness::Secret => Self::SameSecret,
            Likeness::Name => Self::SameName,
        }
    }
}

impl From<Status> for RowStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::New => Self::New,
            Status::Identical(_) => Self::Identical,
            Status::SameSecret(_) => Self::SameSecret,
            Status::SameName(_) => Self::SameName,
            Status::Unreadable => Self::Unreadable,
            Status::Unsupported => Self::Unsupported,
        }
    }
}
