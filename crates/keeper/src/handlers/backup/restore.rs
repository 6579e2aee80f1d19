//! What comes back from a backup: first looked at, then taken, then perhaps taken back.

use std::path::PathBuf;
use std::sync::Arc;

use keyrack_app::view::Difference;
use keyrack_app::{ErrorCode, Restore};

use super::requests::BackupFrom;
use super::{PATIENCE, within};
use crate::controller::opened::{ChosenBackup, Restoring};
use crate::controller::{Controller, whole};
use crate::request::MAX_ROWS;
use crate::shell::{Choose, WindowKind};
use crate::typed::Typed;
use crate::views::{
    CheckedBackup, Event, Failure, RestorePage, RestorePlan, Restored, WindowErrorCode,
};

impl Controller {
    /// Opens a backup by the keys of now, or else by what was typed.
    pub(crate) fn open_backup(
        &self,
        from: BackupFrom,
        file: Option<String>,
        typed: Option<&Typed>,
    ) -> Result<Option<RestorePlan>, Failure> {
        if self.vault_lock.keys().is_err() {
            return self.look_into_backup(typed);
        }
        // With a password comes the same one again.
        let kept = self.with(|opened| Ok(opened.restoring.chosen.clone()))?;
        let chosen = match kept.filter(|_| typed.is_some()) {
            Some(chosen) => Some(chosen),
            None => self.choose_backup(from, file)?,
        };
        let Some(chosen) = chosen else {
            return Ok(None);
        };
        let by_present_keys = self.with(|opened| {
            opened.restoring = Restoring {
                chosen: Some(chosen.clone()),
                before: opened.restoring.before.take(),
                opened: None,
            };
            Ok(opened.session.open_backup(&chosen.bytes))
        })?;
        let backup = match (by_present_keys, typed) {
            (Ok(backup), _) => backup,
            (Err(_), Some(typed)) => self.open_with(&chosen.bytes, typed)?,
            (Err(error), None) => return Err(Failure::from(error).with("file", &chosen.name)),
        };
        self.with(|opened| {
            let differences = opened.session.differences(&backup);
            let count = |state| differences.iter().filter(|it| it.state == state).count();
            let view = backup.view(None);
            let plan = RestorePlan {
                own: self.is_of_vault(&view),
                checked: CheckedBackup {
                    file: chosen.name,
                    backup: view,
                },
                adopts: false,
                missing: count(Difference::Missing),
                deleted: count(Difference::Deleted),
                changed: count(Difference::Changed),
            };
            opened.restoring.opened = Some((backup, differences));
            Ok(Some(plan))
        })
    }

    pub(crate) fn restore_rows(&self, from: usize, count: usize) -> Result<RestorePage, Failure> {
        self.with(|opened| {
            let restoring = opened.restoring.opened.as_ref();
            let (_, differences) = restoring.ok_or_else(gone)?;
            let rows = differences.iter().skip(from).take(count.min(MAX_ROWS));
            Ok(RestorePage {
                total: differences.len(),
                rows: rows.cloned().collect(),
            })
        })
    }

    pub(crate) fn take_restore(&self, accounts: Option<Vec<String>>) -> Result<Restored, Failure> {
        let wanted = Restore {
            all: accounts.is_none(),
            accounts: accounts.unwrap_or_default(),
            dry_run: false,
        };
        wanted
            .accounts
            .iter()
            .try_for_each(|id| whole(id).map(drop))?;
        let restored = self.change(|opened| {
            let (backup, _) = opened.restoring.opened.as_ref().ok_or_else(gone)?;
            let (view, before) = opened.session.restore(backup, &wanted)?;
            opened.restoring = Restoring {
                before,
                ..Restoring::default()
            };
            Ok(Restored {
                restored: view.restored,
            })
        })?;
        // The list stands behind the settings.
        self.shell.tell(&Event::Changed);
        Ok(restored)
    }

    /// Takes back what the last restore has brought.
    pub(crate) fn undo_restore(&self) -> Result<usize, Failure> {
        let undone = self.change(|opened| {
            let before = opened.restoring.before.as_ref();
            let before = before.ok_or_else(|| Failure::new(ErrorCode::NothingToUndo))?;
            let undone = opened.session.undo_restore(before)?;
            opened.restoring.before = None;
            Ok(undone)
        })?;
        self.shell.tell(&Event::Changed);
        Ok(undone)
    }

    /// Forgets the backup that was chosen, and what it held.
    pub(crate) fn drop_restore(&self) {
        *self.backups.found.lock() = None;
        // Where it was locked, it is forgotten already.
        _ = self.with(|opened| {
            opened.restoring.chosen = None;
            opened.restoring.opened = None;
            Ok(())
        });
    }

    /// Reads the file that is named, or that the person chooses; none when they chose none.
    pub(crate) fn choose_backup(
        &self,
        from: BackupFrom,
        file: Option<String>,
    ) -> Result<Option<ChosenBackup>, Failure> {
        let path = match from {
            BackupFrom::Folder => Some(self.listed(&file.unwrap_or_default())?),
            BackupFrom::File => self.shell.choose(
                WindowKind::Main,
                &Choose::Open {
                    extension: "tar".to_owned(),
                },
            )?,
        };
        let Some(path) = path else { return Ok(None) };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.into_owned();
        let keyrack = self.keyrack.clone();
        let bytes = within(PATIENCE, move || keyrack.read_backup(&path))??;
        let bytes = Arc::new(bytes);
        Ok(Some(ChosenBackup { name, bytes }))
    }

    /// The path of a file that the list of backups has. No other file of the folder is read, nor of any other.
    fn listed(&self, file: &str) -> Result<PathBuf, Failure> {
        let folder = self.backups_of(&self.settings()).folder;
        let folder = folder.ok_or_else(super::no_folder)?;
        let listed = self.backups()?.files.iter().any(|it| it.file == file);
        if !listed {
            return Err(Failure::new(ErrorCode::NotFound).with("query", file));
        }
        Ok(folder.join(file))
    }
}

fn gone() -> Failure {
    Failure::new(WindowErrorCode::BackupGone)
}
