//! Backups: made when it is time, looked at, brought back, tried.
//!
//! The folder may lie on a disk that is slow, full or gone. Nothing waits for it with the keys in hand, and nobody waits
//! for it for ever.

mod adopt;
mod restore;

mod requests;

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyrack_app::view::BackupView;
use keyrack_app::{Backups, Error, ErrorCode, Keyrack, RecoveryKey, Settings, Unlock};
use zeroize::Zeroizing;

use crate::controller::backups::{Plan, Running};
use crate::controller::opened::Opened;
use crate::controller::{Controller, LockReason};
use crate::shell::{Choose, WindowKind};
use crate::typed::Typed;
use crate::views::{self, CheckedBackup, Event, Failure, WindowErrorCode};

pub use requests::{BackupFrom, BackupRequest};

/// How long the folder of the backups is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// The most backups that are listed.
const MAX_LISTED: usize = 200;

impl Controller {
    /// Makes a backup if one is due: after changes, once it is quiet, and not too often. Called every few seconds; may take as
    /// long as the folder of the backups does.
    pub fn keep_backups(&self) {
        let backups = self.backups_of(&self.settings());
        let Some(folder) = backups.folder else { return };
        let Ok(sequence) = self.with(|opened| Ok(opened.session.sequence())) else {
            return;
        };
        let backed_up = self.keyrack.backup_record().sequence;
        let now = self.computer.clock.boot().elapsed;
        if !self.backups.plan.lock().is_due(sequence, backed_up, now) {
            return;
        }
        match self.make_backup(folder, backups.kept) {
            Ok(_) => self.backups.plan.lock().trouble = false,
            // Another program saves, or a person backs up just now.
            Err(failure) if failure.code == ErrorCode::Busy.into() => {}
            Err(failure) => self.note_trouble(&failure),
        }
    }

    pub(crate) fn back_up(&self) -> Result<CheckedBackup, Failure> {
        let backups = self.backups_of(&self.settings());
        let folder = backups.folder.ok_or_else(no_folder)?;
        self.change(|opened| {
            if opened.session.is_unsaved() {
                opened.session.save()?;
            }
            Ok(())
        })?;
        let made = self.make_backup(folder, backups.kept)?;
        self.backups.plan.lock().trouble = false;
        Ok(made)
    }

    pub(crate) fn backups(&self) -> Result<views::Backups, Failure> {
        let Some(folder) = self.backups_of(&self.settings()).folder else {
            return Ok(views::Backups { files: Vec::new() });
        };
        let keyrack = self.keyrack.clone();
        let found = within(PATIENCE, move || keyrack.backups_in(&folder))?;
        let files = found?.into_iter().take(MAX_LISTED);
        Ok(views::Backups {
            files: files.collect(),
        })
    }

    /// Opens the newest backup with what stands on the paper, as after a day on which everything else was lost.
    pub(crate) fn drill(&self, typed: &Typed) -> Result<CheckedBackup, Failure> {
        self.vault_lock.keys()?;
        let folder = self.backups_of(&self.settings()).folder;
        let folder = folder.ok_or_else(no_folder)?;
        let keyrack = self.keyrack.clone();
        let newest = within(PATIENCE, move || newest(&keyrack, &folder))??;
        let (file, bytes) = newest.ok_or_else(|| Failure::new(WindowErrorCode::NoBackup))?;
        let opened = self.open_with(&bytes, typed)?;
        let view = self.with(|here| Ok(opened.view(Some(&here.session))))?;
        if !view.ways_in {
            return Err(Failure::new(ErrorCode::WaysInForeign));
        }
        // What opens and holds something else was no drill.
        if view.matches == Some(true) {
            let now = self.computer.clock.now();
            self.keyrack
                .change_backup_record(|record| record.drill = Some(now))?;
            self.shell.tell(&Event::SettingsChanged);
        }
        Ok(CheckedBackup { file, backup: view })
    }

    /// Copies what no backup holds yet, as it lies on the disk, without the keys: they are gone. It is opened, and so proven,
    /// after the next unlock. Nobody waits for that but the end of the program, and no longer than `patience`.
    pub(crate) fn copy_after_lock(&self, because: LockReason, patience: Duration) {
        let Some(sequence) = self.backups.plan.lock().take_seen() else {
            return;
        };
        let Some(folder) = self.backups_of(&self.settings()).folder else {
            return;
        };
        let Some(running) = Running::begin(&self.backups.running) else {
            return;
        };
        let keyrack = self.keyrack.clone();
        let copy = move || {
            let _running = running;
            if keyrack.backup_record().sequence != Some(sequence) {
                // What goes wrong is found, and told, when it is to be proven.
                _ = keyrack.copy_to_backups(&folder, sequence);
            }
        };
        let patience = match because {
            LockReason::Quit => patience,
            _ => Duration::ZERO,
        };
        _ = within(patience, copy);
    }

    /// Notes how far the vault's file is, so that a lock knows whether a backup is due.
    pub(crate) fn note_sequence(&self, opened: &Opened) {
        let now = self.computer.clock.boot().elapsed;
        self.backups.plan.lock().see(opened.session.sequence(), now);
    }

    /// Notes that this computer has the vault open, if it never had.
    pub(crate) fn note_first_sight(&self) {
        if self.keyrack.backup_record().since.is_none() {
            let now = self.computer.clock.now();
            // Without it, nothing reminds of a backup that was never made.
            _ = self
                .keyrack
                .change_backup_record(|record| record.since = Some(now));
        }
    }

    pub(crate) fn choose_backup_folder(&self) -> Result<views::Settings, Failure> {
        if let Some(folder) = self.shell.choose(WindowKind::Main, &Choose::Folder)? {
            self.set_backup_folder(folder)?;
        }
        Ok(self.settings_view())
    }

    /// Where the backups of this vault go.
    pub(crate) fn backups_of(&self, settings: &Settings) -> Backups {
        let vault = self.keyrack.vault_id().map(|id| id.to_string());
        let backups = vault.and_then(|vault| settings.backups.get(&vault).cloned());
        backups.unwrap_or_default()
    }

    fn set_backup_folder(&self, folder: PathBuf) -> Result<(), Failure> {
        let vault = self.keyrack.vault_id();
        let vault = vault.ok_or_else(|| Failure::new(ErrorCode::NoVault))?;
        self.keyrack.leave_alone(&folder.join("backup"))?;
        let (before, now) = self.set(|settings| {
            let backups = &mut settings.backups;
            backups.entry(vault.to_string()).or_default().folder = Some(folder);
            Ok(())
        })?;
        if before != now {
            // What was backed up elsewhere is no backup in this folder.
            self.keyrack.change_backup_record(|record| {
                (record.last, record.sequence, record.trouble) = (None, None, None);
                record.verified.clear();
            })?;
            *self.backups.plan.lock() = Plan::default();
            self.shell.tell(&Event::SettingsChanged);
        }
        Ok(())
    }

    fn make_backup(&self, folder: PathBuf, kept: u16) -> Result<CheckedBackup, Failure> {
        let running =
            Running::begin(&self.backups.running).ok_or_else(|| Failure::new(ErrorCode::Busy))?;
        let bytes = self.keyrack.backup()?;
        let proven = self.with(|opened| Ok(opened.session.prove(bytes)?))?;
        let view = proven.view().clone();
        let keyrack = self.keyrack.clone();
        let computer = self.computer.clone();
        let write = move || {
            let _running = running;
            let file = proven.write(&computer, &folder, kept)?;
            let files = keyrack.backups_in(&folder)?;
            Ok::<_, keyrack_app::Error>((file, files))
        };
        let (file, files) = within(PATIENCE, write)??;
        let there = files.iter().map(|file| file.file.as_str()).collect();
        let now = self.computer.clock.now();
        self.keyrack
            .change_backup_record(|record| record.note(&view, now, &file, &there))?;
        self.shell.tell(&Event::SettingsChanged);
        Ok(CheckedBackup { file, backup: view })
    }

    /// Says once that backups do not come about; the settings go on saying it.
    fn note_trouble(&self, failure: &Failure) {
        let was_told = std::mem::replace(&mut self.backups.plan.lock().trouble, true);
        let noted = self
            .keyrack
            .change_backup_record(|record| record.trouble = Some(failure.code.as_str().to_owned()));
        _ = noted;
        if !was_told {
            self.shell.tell(&Event::BackupFailed { code: failure.code });
        }
        self.shell.tell(&Event::SettingsChanged);
    }

    /// Whether a backup is of the vault that is here.
    fn is_of_vault(&self, backup: &BackupView) -> bool {
        let vault = self.keyrack.vault_id();
        vault.is_some_and(|vault| vault.to_string() == backup.vault)
    }

    /// Opens a backup with the password of its time, or the recovery key.
    fn open_with(&self, bytes: &[u8], typed: &Typed) -> Result<keyrack_app::OpenedBackup, Failure> {
        let way = way_of(&typed.0);
        let _coming = self.vault_lock.guard_keys();
        let _door = self.vault_lock.deriving.lock();
        let opened = self.keyrack.open_backup(bytes, &way);
        opened.map_err(wrong_key)
    }
}

/// What somebody typed who was asked for the password or the recovery key.
fn way_of(typed: &Zeroizing<String>) -> Unlock {
    match RecoveryKey::parse(typed) {
        Ok(key) => Unlock::RecoveryKey(key),
        Err(_) => Unlock::Password(typed.clone()),
    }
}

/// The newest backup of the vault, with its name.
fn newest(keyrack: &Keyrack, folder: &Path) -> keyrack_app::Result<Option<(String, Vec<u8>)>> {
    let files = keyrack.backups_in(folder)?;
    let newest = files.into_iter().find(|file| file.own);
    newest
        .map(|file| {
            Ok((
                file.file.clone(),
                keyrack.read_backup(&folder.join(&file.file))?,
            ))
        })
        .transpose()
}

/// Does `work`, and waits for it, but for `patience` at most; then it goes on by itself.
fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    let (done, result) = mpsc::sync_channel(1);
    let started = thread::Builder::new().spawn(move || _ = done.send(work()));
    started.map_err(|_| Failure::new(WindowErrorCode::Overloaded))?;
    result
        .recv_timeout(patience)
        .map_err(|_| Failure::new(WindowErrorCode::BackupFolderSilent))
}

/// Somebody was asked for a password or a recovery key, and gave neither of this backup.
fn wrong_key(error: Error) -> Failure {
    match error.code {
        ErrorCode::FilePasswordWrong => Failure::new(WindowErrorCode::BackupKeyWrong),
        _ => error.into(),
    }
}

fn no_folder() -> Failure {
    Failure::new(WindowErrorCode::NoBackupFolder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_for_ever_for_a_disk_that_hangs() {
        let (release, held) = mpsc::channel::<()>();
        let failure = within(Duration::from_millis(1), move || held.recv()).unwrap_err();
        assert_eq!(failure.code.as_str(), "backup_folder_silent");
        drop(release);
        assert_eq!(within(PATIENCE, || 7).unwrap(), 7);
    }
}
