//! What a window asks about files of other authenticators and tables.

use keyrack_app::{
    Groups,
    view::{Decision, RowStatus},
};
use serde::Deserialize;

use crate::controller::Controller;
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::typed::Typed;
use crate::views::Failure;

/// What a window asks about files of other authenticators and tables.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum ImportRequest {
    /// Reads files of other authenticators and tables: [`Incoming`](crate::views::Incoming), or `null` when the person
    /// chose none. Nothing is added yet. What was read before is forgotten. The files stay with the keeper, also when they
    /// cannot be read as yet, for want of a password for instance; `read_import` reads them again.
    OpenImport {
        /// Where the files are.
        from: ImportFrom,
    },
    /// Reads the files of `open_import` again: [`Incoming`](crate::views::Incoming).
    ReadImport {
        /// The password of the files.
        #[cfg_attr(test, ts(type = "string | null"))]
        password: Option<Typed>,
        /// The most memory in MiB that the files may take to be opened, once the person agreed to it.
        memory_mib: Option<u32>,
        /// What columns of a table hold: the letter of the column, and the field. The others are guessed.
        columns: Vec<(String, String)>,
    },
    /// Entries of what was read: [`ImportPage`](crate::views::ImportPage).
    ImportRows {
        /// Only those of this status.
        status: Option<RowStatus>,
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
        count: usize,
    },
    /// Clients that the table names: [`ImportClients`](crate::views::ImportClients).
    ImportClients {
        /// Only those of whom there is no code, in the vault or in the table.
        without_code: bool,
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
        count: usize,
    },
    /// Says what is to become of entries: [`Incoming`](crate::views::Incoming). What is said of single ones goes before
    /// what was said of all, until something is said of all again.
    ChooseImport {
        /// The entries; empty for all.
        rows: Vec<usize>,
        /// Only those of this status.
        status: Option<RowStatus>,
        /// What becomes of them. Where nothing resembles an entry that could be replaced, it is added.
        decision: Decision,
    },
    /// Adds what was read, in one save, and forgets it: [`Imported`](crate::views::Imported).
    TakeImport {
        /// The name or id of the client or folder for everything; a new name makes a new one.
        folder: Option<String>,
        /// What becomes of the groups of the other program.
        groups: Groups,
    },
    /// Takes the last import on this computer back. Answered with how many accounts that concerned.
    UndoImport,
    /// Writes what became of each entry of the last import to a file that the person chooses, without secrets. Answered
    /// with the name of the file, or `null` when they chose none.
    SaveImportReport,
    /// Forgets what was read. Answered with `null`.
    DropImport,
    /// Ends the reading that is under way, which is answered with `cancelled`. Answered with `null`.
    CancelImport,
    /// Whether the files that were dropped last are for `scan` or for `open_import`: [`DroppedKind`](crate::views::DroppedKind).
    DroppedKind,
}

impl RequestGroup for ImportRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::OpenImport { from } => json(&controller.open_import(from)?),
            Self::ReadImport {
                password,
                memory_mib,
                columns,
            } => json(&controller.read_import(password, memory_mib, columns)?),
            Self::ImportRows {
                status,
                from,
                count,
            } => json(&controller.import_rows(status, from, count)?),
            Self::ImportClients {
                without_code,
                from,
                count,
            } => json(&controller.import_clients(without_code, from, count)?),
            Self::ChooseImport {
                rows,
                status,
                decision,
            } => json(&controller.choose_import(&rows, status, decision)?),
            Self::TakeImport { folder, groups } => json(&controller.take_import(folder, groups)?),
            Self::UndoImport => json(&controller.undo_import()?),
            Self::SaveImportReport => json(&controller.save_import_report()?),
            Self::DropImport => json(&controller.drop_import()?),
            Self::CancelImport => json(&controller.cancel_task()),
            Self::DroppedKind => json(&controller.dropped_kind()?),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::TakeImport { .. } => ("take_import", Concerns::Nobody),
            Self::UndoImport => ("undo_import", Concerns::Nobody),
            Self::SaveImportReport => ("save_import_report", Concerns::Nobody),
            _ => return None,
        })
    }
}

/// Where files to import are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ImportFrom {
    /// Where the person chooses them.
    Files,
    /// They were dropped on the window last.
    Dropped,
}
