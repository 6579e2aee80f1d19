//! Backups: one file with the vault and its ways in, and what comes back from it.
//!
//! The file is a plain tar archive of `slots.json` and `vault.age` as they lie in the vault's folder. So it is as well
//! sealed as they are, and without Keyrack `tar` and `age -d -i` open it.

mod archive;
mod folder;
pub(crate) mod record;
mod restore;

use std::collections::{BTreeMap, BTreeSet};

use keyrack_vault::{
    Id, Record, Vault,
    files::{FilesError, Snapshot, WayIn},
    payload,
};

use crate::{
    Error, ErrorCode, Keyrack, Result, Session, Unlock,
    computer::state,
    computer::state::StateFile,
    view::{BackupView, RestoreView},
};

pub use archive::MAX_BACKUP;
use archive::{SLOTS, VAULT, unpack};
pub use folder::{MAX_KEPT, Proven};
pub use record::BackupRecord;
pub(crate) use restore::overlay;
pub use restore::{BeforeRestore, Restore};

/// The moment that codes are compared for, in seconds since 1970.
const FIXED_MOMENT: u64 = 1_000_000_000;

/// A backup that was opened. It holds secrets.
pub struct OpenedBackup {
    read: payload::Read,
    /// Whether its ways in are as somebody with its keys wrote them.
    ways_in: bool,
}

impl Keyrack {
    /// The vault's files as one backup file. No key is needed for it.
    ///
    /// # Errors
    /// [`ErrorCode::NoVault`], or why the files cannot be read.
    pub fn backup(&self) -> Result<Vec<u8>> {
        let snapshot = self.files().snapshot()?;
        let mut archive = tar::Builder::new(Vec::with_capacity(snapshot.vault.len() + 8192));
        for (name, bytes) in [(SLOTS, &snapshot.slots), (VAULT, &snapshot.vault)] {
            let mut header = tar::Header::new_ustar();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o600);
            header.set_mtime(self.computer.clock.now() / 1000);
            header.set_cksum();
            let appended = archive.append_data(&mut header, name, bytes.as_slice());
            appended.map_err(|error| Error::new(ErrorCode::DiskError).with("detail", error))?;
        }
        archive
            .into_inner()
            .map_err(|error| Error::new(ErrorCode::DiskError).with("detail", error))
    }

    /// Opens a backup by its own ways in, which may be those of an earlier time. Takes as long as opening a vault does.
    ///
    /// # Errors
    /// [`ErrorCode::FileDamaged`], [`ErrorCode::FilePasswordWrong`], or why it cannot be read.
    pub fn open_backup(&self, bytes: &[u8], way: &Unlock) -> Result<OpenedBackup> {
        let (read, ways_in) = open(&unpack(bytes)?, way)?;
        Ok(OpenedBackup { read, ways_in })
    }

    /// Opens a backup and computes its codes for one fixed moment; with the vault open, compares both.
    ///
    /// # Errors
    /// [`ErrorCode::FileDamaged`], [`ErrorCode::FilePasswordWrong`], or why it cannot be read.
    pub fn backup_verify(
        &self,
        bytes: &[u8],
        way: &Unlock,
        session: Option<&Session>,
    ) -> Result<BackupView> {
        Ok(self.open_backup(bytes, way)?.view(session))
    }

    /// Makes a backup the vault, where there is none or it cannot be read. What was there is set aside. This computer
    /// gets a new name as a writer, because the one it had may be in use in the backup.
    ///
    /// # Errors
    /// [`ErrorCode::FileDamaged`], [`ErrorCode::FilePasswordWrong`], or why it could not be written.
    pub fn adopt(&self, bytes: &[u8], way: &Unlock, dry_run: bool) -> Result<RestoreView> {
        let snapshot = unpack(bytes)?;
        let (read, _) = open(&snapshot, way)?;
        if !dry_run {
            self.files().adopt(&snapshot)?;
            state::forget_replica(&self.computer)?;
            let vault = read.header.vault;
            StateFile::of(&self.computer, vault).change(|state| {
                // Older on purpose, and with the ways in of its time.
                state.seen = Some((read.header.sequence, read.header.saved_at));
                state.ways = None;
            })?;
        }
        let restored = read.vault.live_accounts().count();
        Ok(RestoreView {
            adopted: true,
            differences: Vec::new(),
            restored,
        })
    }

    /// What this computer remembers about the backups of the vault.
    #[must_use]
    pub fn backup_record(&self) -> BackupRecord {
        let vault = self.vault_id();
        vault
            .map(|vault| StateFile::of(&self.computer, vault).read().backup)
            .unwrap_or_default()
    }

    /// Changes what this computer remembers about them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn change_backup_record(
        &self,
        change: impl FnOnce(&mut BackupRecord),
    ) -> Result<BackupRecord> {
        let vault = self
            .vault_id()
            .ok_or_else(|| Error::new(ErrorCode::NoVault))?;
        let file = StateFile::of(&self.computer, vault);
        Ok(file.change(|state| change(&mut state.backup))?.backup)
    }
}

impl Session {
    /// Opens a backup that was made under the keys of now.
    ///
    /// # Errors
    /// [`ErrorCode::FileDamaged`], or [`ErrorCode::FilePasswordNeeded`] where it was made under other keys.
    pub fn open_backup(&self, bytes: &[u8]) -> Result<OpenedBackup> {
        let snapshot = unpack(bytes)?;
        let read = self.own().open_snapshot(&snapshot);
        let ways_in = self.own().check_ways_of(&snapshot).is_ok();
        read.map(|read| OpenedBackup { read, ways_in })
            .map_err(|_| Error::new(ErrorCode::FilePasswordNeeded))
    }

    /// The sequence of the vault's file, as it was last read or written.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.own().header.sequence
    }
}

impl OpenedBackup {
    /// What it holds; with the vault open, whether that is the same.
    #[must_use]
    pub fn view(&self, session: Option<&Session>) -> BackupView {
        let (header, vault) = (&self.read.header, &self.read.vault);
        let codes = codes(vault);
        let matches = session.map(|session| {
            let ours = &session.own().vault;
            accounts(ours) == accounts(vault) && self::codes(ours) == codes
        });
        BackupView {
            vault: header.vault.to_string(),
            sequence: header.sequence,
            saved_at: header.saved_at,
            accounts: vault.live_accounts().count(),
            codes: codes.len(),
            ways_in: self.ways_in,
            matches,
        }
    }
}

fn open(snapshot: &Snapshot, way: &Unlock) -> Result<(payload::Read, bool)> {
    let way = match way {
        Unlock::Password(password) => WayIn::Password(password),
        Unlock::RecoveryKey(key) => WayIn::RecoveryKey(key.identity()),
        // The PIN belongs to this computer, and a backup to none.
        Unlock::Pin(_) => return Err(Error::new(ErrorCode::PinNotEnough)),
    };
    snapshot.open(&way).map_err(|error| match error {
        FilesError::WrongKey => Error::new(ErrorCode::FilePasswordWrong),
        FilesError::SlotsDamaged
        | FilesError::SlotDamaged
        | FilesError::Unreadable
        | FilesError::KeysChanged => Error::new(ErrorCode::FileDamaged).with("detail", ""),
        error => error.into(),
    })
}

fn accounts(vault: &Vault) -> BTreeSet<Id> {
    vault.live_accounts().map(Record::id).collect()
}

/// Every factor's code for the fixed moment; HOTP with its counter.
fn codes(vault: &Vault) -> BTreeMap<(Id, Id), String> {
    let mut codes = BTreeMap::new();
    for account in vault.live_accounts() {
        for factor in account.factors.live() {
            if let Some(view) = crate::codes::code_view(vault, account, factor, FIXED_MOMENT) {
                codes.insert((account.id(), factor.id()), view.code);
            }
        }
    }
    codes
}
