//! Making and saving. The order of the steps is what keeps every state whole; `tests/crash.rs` stops it at each.

use std::{io, path::Path};

use keyrack_seal::{
    Entropy, Kdf, Recipient, file,
    slot::{Keys, PasswordSlot, RecoverySlot, Slot, Slots},
};

use super::{
    LOCK_WAIT, Mark, Open, Report, Store, StoreError, random_error, read_error, write_error,
};
use crate::{
    Id, Vault,
    disk::{self, Lock},
    payload::{self, Header},
    stamp::Replica,
};

/// When and by whom something is written.
#[derive(Debug, Clone)]
pub struct Moment {
    /// Milliseconds since 1970.
    pub now: u64,
    /// This computer and user.
    pub replica: Replica,
    /// The program and its version.
    pub program: String,
}

impl Store {
    /// Makes a new vault in the folder. The file of the vault is written last: until then there is no vault.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is one; else why it could not be made. Nothing that was there is lost.
    pub fn create(
        &self,
        password: &str,
        kdf: Kdf,
        recovery: &Recipient,
        moment: &Moment,
        entropy: &mut dyn Entropy,
    ) -> Result<Open, StoreError> {
        self.disk.make_folder(&self.folder).map_err(write_error)?;
        let _lock = self.lock()?;
        if self.exists()? {
            return Err(StoreError::Exists);
        }
        if let Ok(orphaned) = self.disk.read(&self.slots_path(), file::MAX_SEALED) {
            self.set_aside(&orphaned, "slots", ".json")?;
        }
        let id = Id::make(entropy).map_err(random_error)?;
        let keys = Keys::make(entropy).map_err(random_error)?;
        let slots = make_slots(&keys, id, password, kdf, recovery, moment.now, entropy)?;
        self.replace(&self.slots_path(), &slots.to_json())?;
        let header = Header {
            vault: id,
            sequence: 0,
            replica: moment.replica,
            saved_at: moment.now,
            written_by: moment.program.clone(),
            recovery: recovery.to_string(),
            accounts: 0,
        };
        let mut open = Open {
            store: self.clone(),
            vault: Vault::new(id),
            header,
            report: Report::default(),
            keys,
            recovery: recovery.clone(),
            mark: None,
            merged: Vec::new(),
            damaged: false,
        };
        open.write(moment)?;
        // The folder itself must survive a power cut as well.
        if let Some(parent) = self.folder.parent() {
            let _ = self.disk.sync_folder(parent);
        }
        Ok(open)
    }

    /// Copies bytes into the folder of what was set aside, under a name of their own.
    pub(super) fn set_aside(
        &self,
        bytes: &[u8],
        stem: &str,
        ending: &str,
    ) -> Result<(), StoreError> {
        let folder = self.set_aside_folder();
        self.disk.make_folder(&folder).map_err(write_error)?;
        let mark: String = Mark::of(bytes)
            .0
            .iter()
            .take(4)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        self.replace(&folder.join(format!("{stem}-{mark}{ending}")), bytes)
    }

    pub(super) fn lock(&self) -> Result<Box<dyn Lock>, StoreError> {
        self.disk.lock(&self.folder, LOCK_WAIT).map_err(write_error)
    }
}

impl Open {
    /// Saves the vault: merges what others wrote meanwhile, keeps the old state, puts the new one in its place.
    ///
    /// # Errors
    /// [`StoreError`]; the change stays in memory and can be saved again, and on disk nothing is lost.
    pub fn save(&mut self, moment: &Moment) -> Result<(), StoreError> {
        self.save_with(moment, |_| Ok(()))
    }

    /// As [`Open::save`], with a change made in between: after what others wrote was merged, and while nobody else can
    /// write. So a counter that is moved on here was moved on by nobody else.
    ///
    /// # Errors
    /// What `change` answers, and then nothing is written; else as [`Open::save`].
    pub fn save_with<T, E: From<StoreError>>(
        &mut self,
        moment: &Moment,
        change: impl FnOnce(&mut Vault) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.report.forged || self.report.unchecked {
            return Err(StoreError::ReadOnly.into());
        }
        let _lock = self.store.lock()?;
        self.refresh()?;
        let answer = change(&mut self.vault)?;
        self.write(moment)?;
        Ok(answer)
    }

    /// What can wait until the user has the answer: reads the saved file back, keeps a copy of it, tidies up. Until it
    /// ran, merged copies stay where they are, to be merged again.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when what was read back is not what was written; the state before is kept.
    pub fn settle(&mut self, now: u64) -> Result<(), StoreError> {
        let store = self.store.clone();
        let sealed = store
            .disk
            .read(&store.vault_path(), file::MAX_SEALED)
            .map_err(read_error)?;
        // Another process may have saved since; then reading back is its business.
        if self.mark == Some(Mark::of(&sealed)) {
            let plain = file::open(&sealed, &self.keys.identity)?;
            let read = payload::read(&plain, Some(&self.keys.mac))?;
            if !read.authentic || read.header != self.header {
                return Err(StoreError::Unreadable);
            }
            let slots = store
                .disk
                .read(&store.slots_path(), keyrack_seal::slot::MAX_SLOTS_FILE)
                .ok();
            store.keep(self.header.sequence, &sealed, slots.as_deref())?;
        }
        for path in std::mem::take(&mut self.merged) {
            store.put_away(&path);
        }
        store.prune(now);
        for folder in [store.folder.clone(), store.generations_folder()] {
            disk::remove_leftovers(&*store.disk, &folder, now);
        }
        Ok(())
    }

    /// Seals unsaved changes beside the vault, for a lock that cannot wait until saving works. They are merged when the
    /// vault opens next.
    ///
    /// # Errors
    /// When neither the vault's folder nor the one on this computer can be written.
    pub fn seal_pending(
        &mut self,
        moment: &Moment,
        entropy: &mut dyn Entropy,
    ) -> Result<(), StoreError> {
        let sealed = self.seal(moment)?;
        let name = format!("{}.age", Id::make(entropy).map_err(random_error)?);
        let mut refusal = None;
        for folder in self.store.pending_folders() {
            let written = self.store.disk.make_folder(&folder).map_err(write_error);
            match written.and_then(|()| self.store.replace(&folder.join(&name), &sealed)) {
                Ok(()) => return Ok(()),
                Err(error) => refusal = Some(error),
            }
        }
        Err(refusal.unwrap_or(StoreError::ReadOnly))
    }

    /// Joins what is on disk now, if it is not what was read.
    pub(super) fn refresh(&mut self) -> Result<(), StoreError> {
        let sealed = match self
            .store
            .disk
            .read(&self.store.vault_path(), file::MAX_SEALED)
        {
            Ok(sealed) => sealed,
            // Someone deleted it while it was open here. What is in memory is all there is.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(read_error(error)),
        };
        if self.mark == Some(Mark::of(&sealed)) {
            return Ok(());
        }
        let fresh = self.store.load(self.keys.clone())?;
        if fresh.report.forged {
            return Err(StoreError::ReadOnly);
        }
        self.vault.merge(&fresh.vault);
        self.header.sequence = self.header.sequence.max(fresh.header.sequence);
        self.recovery = fresh.recovery;
        self.damaged = fresh.damaged;
        self.mark = fresh.mark;
        Ok(())
    }

    /// Writes the next state. The lock is held, and `refresh` has been called.
    pub(super) fn write(&mut self, moment: &Moment) -> Result<(), StoreError> {
        self.secure_old_state()?;
        let before = self.header.clone();
        let written = self.seal(moment).and_then(|sealed| {
            self.store.replace(&self.store.vault_path(), &sealed)?;
            Ok(Mark::of(&sealed))
        });
        match written {
            Ok(mark) => {
                self.mark = Some(mark);
                self.damaged = false;
                Ok(())
            }
            Err(error) => {
                self.header = before;
                Err(error)
            }
        }
    }

    /// Sees to it that the state about to be replaced is kept: among the generations, or set aside if it is damaged.
    fn secure_old_state(&self) -> Result<(), StoreError> {
        let sequence = self.header.sequence;
        if self.mark.is_none()
            || (!self.damaged
                && self
                    .store
                    .generations()?
                    .iter()
                    .any(|kept| kept.sequence == sequence))
        {
            return Ok(());
        }
        let old = match self
            .store
            .disk
            .read(&self.store.vault_path(), file::MAX_SEALED)
        {
            Ok(old) => old,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(read_error(error)),
        };
        if self.damaged {
            return self.store.set_aside(&old, "vault-damaged", ".age");
        }
        let slots = self
            .store
            .disk
            .read(&self.store.slots_path(), keyrack_seal::slot::MAX_SLOTS_FILE)
            .ok();
        self.store.keep(sequence, &old, slots.as_deref())
    }

    fn seal(&mut self, moment: &Moment) -> Result<Vec<u8>, StoreError> {
        self.header = Header {
            vault: self.vault.id,
            sequence: self.header.sequence + 1,
            replica: moment.replica,
            saved_at: moment.now,
            written_by: moment.program.clone(),
            recovery: self.recovery.to_string(),
            accounts: self.vault.live_accounts().count(),
        };
        let plain = payload::write(&mut self.vault, &self.header, &self.keys.mac);
        file::seal(&plain, &[&self.keys.identity.recipient(), &self.recovery])
            .map_err(|error| write_error(io::Error::other(error)))
    }
}

impl Store {
    /// Removes a pending change, moves a conflict copy out of the way. If that fails it is merged once more, in vain.
    fn put_away(&self, path: &Path) {
        if self
            .pending_folders()
            .any(|folder| path.starts_with(folder))
        {
            let _ = self.disk.remove(path);
            return;
        }
        let name = path.file_name().unwrap_or_default();
        let folder = self.set_aside_folder();
        if self.disk.make_folder(&folder).is_ok()
            && self.disk.rename(path, &folder.join(name)).is_ok()
        {
            let _ = self.disk.sync_folder(&self.folder);
        }
    }
}

/// The two ways in that every vault has.
pub(super) fn make_slots(
    keys: &Keys,
    vault: Id,
    password: &str,
    kdf: Kdf,
    recovery: &Recipient,
    now: u64,
    entropy: &mut dyn Entropy,
) -> Result<Slots, StoreError> {
    let vault = vault.to_string();
    let by_password =
        PasswordSlot::make(keys, password, kdf, &vault, now, entropy).map_err(random_error)?;
    let by_paper =
        RecoverySlot::make(keys, recovery, &vault, now, entropy).map_err(random_error)?;
    Ok(Slots {
        vault,
        slots: vec![Slot::Password(by_password), Slot::Recovery(by_paper)],
    })
}
