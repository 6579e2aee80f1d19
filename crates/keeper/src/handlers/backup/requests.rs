//! What a window asks about backups.

use serde::Deserialize;

use crate::controller::Controller;
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::typed::Typed;
use crate::views::Failure;

/// What a window asks about backups.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum BackupRequest {
    /// Lets the person choose the folder for backups, and answers as `settings`.
    ChooseBackupFolder,
    /// Writes a backup into the folder for backups and opens it to see that it is good:
    /// [`CheckedBackup`](crate::views::CheckedBackup).
    BackUp,
    /// What lies in the folder for backups: [`Backups`](crate::views::Backups).
    Backups,
    /// Opens a backup to see what it would bring: [`RestorePlan`](crate::views::RestorePlan), or `null` when the person
    /// chose none. Refused with `file_password_needed` where it was made under another password; then it stays at hand, and
    /// is opened by the next `open_backup` with one. Where there is no vault, or none that can be read, `adopt` makes it
    /// the vault.
    OpenBackup {
        /// Where it is.
        from: BackupFrom,
        /// The name of the file, in the folder for backups.
        file: Option<String>,
        /// The password of the time when it was made, or the recovery key.
        #[cfg_attr(test, ts(type = "string | null"))]
        password: Option<Typed>,
    },
    /// Accounts that the opened backup has otherwise: [`RestorePage`](crate::views::RestorePage).
    RestoreRows {
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
        count: usize,
    },
    /// Brings accounts back from the opened backup, as a new change: [`Restored`](crate::views::Restored).
    TakeRestore {
        /// The accounts; none for all that differ.
        accounts: Option<Vec<String>>,
    },
    /// Takes back what was brought back last. Answered with how many accounts.
    UndoRestore,
    /// Forgets the opened backup. Answered with `null`.
    DropRestore,
    /// Opens the newest backup by what stands on the paper, and compares it: [`CheckedBackup`](crate::views::CheckedBackup).
    Drill {
        /// The recovery key, or the password.
        #[cfg_attr(test, ts(type = "string"))]
        typed: Typed,
    },
    /// Makes the opened backup the vault, where there is none or none that can be read, and opens it. What was there is set
    /// aside. Answers as `state`.
    Adopt {
        /// The password or recovery key of the backup.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
}

impl RequestGroup for BackupRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::ChooseBackupFolder => json(&controller.choose_backup_folder()?),
            Self::BackUp => json(&controller.back_up()?),
            Self::Backups => json(&controller.backups()?),
            Self::OpenBackup {
                from,
                file,
                password,
            } => json(&controller.open_backup(from, file, password.as_ref())?),
            Self::RestoreRows { from, count } => json(&controller.restore_rows(from, count)?),
            Self::TakeRestore { accounts } => json(&controller.take_restore(accounts)?),
            Self::UndoRestore => json(&controller.undo_restore()?),
            Self::DropRestore => json(&controller.drop_restore()),
            Self::Drill { typed } => json(&controller.drill(&typed)?),
            Self::Adopt { password } => json(&controller.adopt(&password)?),
        }
    }

    fn shows_secret(&self) -> bool {
        matches!(self, Self::Drill { .. })
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::ChooseBackupFolder => ("choose_backup_folder", Concerns::Nobody),
            Self::BackUp => ("back_up", Concerns::Nobody),
            Self::TakeRestore { .. } => ("take_restore", Concerns::Nobody),
            Self::UndoRestore => ("undo_restore", Concerns::Nobody),
            _ => return None,
        })
    }
}

/// Where a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BackupFrom {
    /// In the folder for backups.
    Folder,
    /// Where the person chooses it.
    File,
}
