//! Files that are imported: looked over by the person, then added.

use keyrack_app::{
    Column,
    view::{ClientRow, ImportCounts, ImportRow, MissingParts, SimilarAccount},
};
use serde::Serialize;

/// What was read of files and is not added yet. The secrets stay with the keeper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Incoming {
    /// The format.
    pub format: String,
    /// The name of the program or format.
    pub name: String,
    /// Whether the files are encrypted.
    pub encrypted: bool,
    /// The names of the files, without their folders.
    pub files: Vec<String>,
    /// How many entries. None of a table of whose columns too little is known.
    pub total: usize,
    /// How many of each kind.
    pub counts: ImportCounts,
    /// How many entries would be added or replace something, as things are chosen now.
    pub taken: usize,
    /// Transfers of Google Authenticator of which the files have a part only.
    pub missing: Vec<MissingParts>,
    /// What the columns of a table hold; none for other files.
    pub columns: Option<Vec<Column>>,
    /// How many groups the entries lie in.
    pub groups: usize,
    /// Clients that a table names.
    pub clients: ClientCounts,
}

/// How many clients a table names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClientCounts {
    /// In all.
    pub total: usize,
    /// Those that the vault does not know yet.
    pub new: usize,
    /// Those of whom there is no code, in the vault or in the table.
    pub without_code: usize,
}

/// A part of the entries that were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportPage {
    /// How many there are of the status in question.
    pub total: usize,
    /// Those asked for, in the order of the files.
    pub rows: Vec<ImportEntry>,
}

/// An entry that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportEntry {
    /// What was read, and what becomes of it.
    #[serde(flatten)]
    pub row: ImportRow,
    /// The account that it resembles. None also where it resembles an entry before it.
    pub same: Option<SimilarAccount>,
}

/// A part of the clients that a table names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportClients {
    /// How many in all.
    pub total: usize,
    /// Those asked for, in the order of the table.
    pub clients: Vec<ClientRow>,
}

/// What an import has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Imported {
    /// Entries that became accounts.
    pub added: usize,
    /// Entries that took the place of something.
    pub replaced: usize,
    /// Entries that were left out.
    pub skipped: usize,
    /// Clients and folders that were made.
    pub folders: usize,
    /// Accounts that became favourites.
    pub favourites: usize,
}

/// What files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DroppedKind {
    /// There is a picture or a PDF among them.
    Pictures,
    /// Other files, or none.
    Files,
}
