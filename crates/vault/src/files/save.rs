//! Making and saving. The order of the steps is what keeps every state whole; `tests/vault/crash.rs` stops it at each.

use std::{io, path::Path};

use keyrack_seal::{
    Costs, Entropy, Paper, file,
    slot::{Keys, PasswordSlot, RecoverySlot, Slot, Slots, Target, Unlocked},
};

use super::{
    Damage, FilesError, LOCK_WAIT, Mark, OpenVault, Report, VaultFiles, generations::open_with,
    random_error, read_error, write_error,
};
use crate::{
    Id, Vault,
    disk::{self, Lock},
    lines,
    payload::{self, Header, Read},
    stamp::{Replica, Replicas},
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

/// A save that has begun: nobody else writes the vault's files until it is dropped.
pub struct Writing(#[expect(dead_code, reason = "held, not read")] Box<dyn Lock>);

impl VaultFiles {
    /// Makes a new vault in the folder. The file of the vault is written last: until then there is no vault.
    ///
    /// # Errors
    /// [`FilesError::Exists`] where there is one; else why it could not be made. Nothing that was there is lost.
    pub fn create(
        &self,
        password: &str,
        costs: Costs,
        paper: &Paper,
        moment: &Moment,
        entropy: &mut dyn Entropy,
    ) -> Result<OpenVault, FilesError> {
        self.make_folder(&self.folder)?;
        let _lock = self.lock()?;
        if self.exists()? {
            return Err(FilesError::Exists);
        }
        self.set_aside_file(&self.slots_path(), "slots", ".json")?;
        let id = Id::make(entropy).map_err(random_error)?;
        let keys = Keys::make(entropy).map_err(random_error)?;
        let slots = make_slots(
            &Target {
                keys: &keys,
                vault: &id.to_string(),
                created: moment.now,
            },
            password,
            costs,
            paper,
            entropy,
        )?;
        self.replace(&self.slots_path(), &slots.to_json())?;
        let header = Header {
            vault: id,
            sequence: 0,
            replica: moment.replica,
            saved_at: moment.now,
            aged: moment.now,
            written_by: moment.program.clone(),
            paper: paper.clone(),
            accounts: 0,
        };
        let read = Read {
            header,
            vault: Vault::new(id),
        };
        let unlocked = Unlocked {
            keys,
            kdf: Some(costs.kdf()),
        };
        let mut open = self.opened(read, Report::default(), unlocked, None);
        open.write(moment)?;
        Ok(open)
    }

    /// Copies bytes into the folder of what was set aside, under a name of their own.
    pub(super) fn set_aside(
        &self,
        bytes: &[u8],
        stem: &str,
        ending: &str,
    ) -> Result<(), FilesError> {
        let folder = self.set_aside_folder();
        self.make_folder(&folder)?;
        let mark = Mark::of(bytes).short();
        self.replace(&folder.join(format!("{stem}-{mark}{ending}")), bytes)
    }

    /// Copies a file there, if there is one. What cannot be read is not to be replaced.
    pub(super) fn set_aside_file(
        &self,
        path: &Path,
        stem: &str,
        ending: &str,
    ) -> Result<(), FilesError> {
        match self.disk.read(path, file::MAX_SEALED) {
            Ok(old) => self.set_aside(&old, stem, ending),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(read_error(error)),
        }
    }

    pub(super) fn lock(&self) -> Result<Box<dyn Lock>, FilesError> {
        self.disk.lock(&self.folder, LOCK_WAIT).map_err(write_error)
    }
}

impl OpenVault {
    /// Saves the vault: merges what others wrote meanwhile, keeps the old state, puts the new one in its place.
    ///
    /// # Errors
    /// [`FilesError`]; the change stays in memory and can be saved again, and on disk nothing is lost.
    pub fn save(&mut self, moment: &Moment) -> Result<(), FilesError> {
        self.save_with(moment, |_| Ok(()))
    }

    /// As [`OpenVault::save`], with a change made in between: after what others wrote was merged, and while nobody else can
    /// write. So a counter that is moved on here was moved on by nobody else.
    ///
    /// # Errors
    /// What `change` answers, and then nothing is written; else as [`OpenVault::save`].
    pub fn save_with<T, E: From<FilesError>>(
        &mut self,
        moment: &Moment,
        change: impl FnOnce(&mut Vault) -> Result<T, E>,
    ) -> Result<T, E> {
        let writing = self.begin()?;
        let answer = change(&mut self.vault)?;
        self.finish(writing, moment)?;
        Ok(answer)
    }

    /// The first half of [`OpenVault::save_with`]: joins what others wrote. Nobody else writes until the answer is dropped
    /// or given to [`OpenVault::finish`].
    ///
    /// # Errors
    /// As [`OpenVault::save`].
    pub fn begin(&mut self) -> Result<Writing, FilesError> {
        self.check_ways()?;
        let lock = self.files.lock()?;
        self.refresh()?;
        Ok(Writing(lock))
    }

    /// The second half: saves what was changed meanwhile.
    ///
    /// # Errors
    /// As [`OpenVault::save`].
    pub fn finish(&mut self, writing: Writing, moment: &Moment) -> Result<(), FilesError> {
        self.unsaved = true;
        let written = self.write(moment);
        drop(writing);
        written
    }

    /// What can wait until the user has the answer: reads the saved file back, keeps a copy of it, tidies up. Until a
    /// save and this have run, merged copies stay where they are, to be merged again.
    ///
    /// # Errors
    /// [`FilesError::Unreadable`] when what was read back is not what was written; the state before is kept.
    pub fn settle(&mut self, now: u64) -> Result<(), FilesError> {
        if !self.unsettled {
            return Ok(());
        }
        let files = self.files.clone();
        let _lock = files.lock()?;
        let sealed = files
            .disk
            .read(&files.vault_path(), file::MAX_SEALED)
            .map_err(read_error)?;
        // Another process may have saved since; then reading back is its business.
        if self.mark == Some(Mark::of(&sealed)) {
            let (plain, keys) = open_with(&sealed, &self.keys)?;
            if payload::check(&plain, &keys.mac).as_ref() != Some(&self.header) {
                return Err(FilesError::Unreadable);
            }
            let slots = files
                .disk
                .read(&files.slots_path(), keyrack_seal::slot::MAX_SLOTS_FILE)
                .ok();
            files.keep(self.header.sequence, &sealed, slots.as_deref())?;
            self.kept = self.mark;
            for path in std::mem::take(&mut self.saved) {
                files.put_away(&path, self.vault.id, self.header.sequence);
            }
        }
        files.prune(self.header.sequence, now);
        let folders = [
            files.folder.clone(),
            files.generations_folder(),
            files.set_aside_folder(),
        ];
        for folder in folders
            .into_iter()
            .chain(files.pending_folders(self.vault.id))
        {
            disk::remove_leftovers(&*files.disk, &folder, now);
        }
        self.unsettled = false;
        Ok(())
    }

    /// Seals unsaved changes beside the vault, for a lock that cannot wait until saving works. They are merged when the
    /// vault opens next.
    ///
    /// # Errors
    /// [`FilesError::NewWaysNeeded`] as for saving; else when neither the vault's folder nor the one on this computer can be
    /// written.
    pub fn seal_pending(
        &mut self,
        moment: &Moment,
        entropy: &mut dyn Entropy,
    ) -> Result<(), FilesError> {
        self.check_ways()?;
        let replicas = self.vault.replicas.clone();
        let sealed = self.seal(moment);
        self.vault.replicas = replicas;
        let (_, sealed) = sealed?;
        let name = format!("{}.age", Id::make(entropy).map_err(random_error)?);
        let mut refusal = None;
        for folder in self.files.pending_folders(self.vault.id) {
            let made = self.files.make_folder(&folder);
            match made.and_then(|()| self.files.replace(&folder.join(&name), &sealed)) {
                Ok(()) => return Ok(()),
                Err(error) => refusal = Some(error),
            }
        }
        Err(refusal.unwrap_or(FilesError::NoVault))
    }

    /// Whether the vault on disk is known to be the one that was last read or written.
    pub(super) fn is_in_place(&self) -> bool {
        let sealed = self
            .files
            .disk
            .read(&self.files.vault_path(), file::MAX_SEALED);
        sealed.is_ok_and(|sealed| self.mark == Some(Mark::of(&sealed)))
    }

    /// Joins what is on disk now, if it is not what was read.
    pub(super) fn refresh(&mut self) -> Result<(), FilesError> {
        let sealed = match self
            .files
            .disk
            .read(&self.files.vault_path(), file::MAX_SEALED)
        {
            Ok(sealed) => sealed,
            // Someone deleted it while it was open here. What is in memory is all there is.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(read_error(error)),
        };
        if self.mark == Some(Mark::of(&sealed)) {
            return Ok(());
        }
        let fresh = self.files.load(Unlocked {
            keys: self.keys.clone(),
            kdf: self.kdf,
        });
        let fresh = match fresh {
            // Nobody with the keys wrote this, and no state is kept. What is in memory is all there is, and this file is
            // set aside.
            Err(FilesError::Unreadable) => {
                self.damaged = true;
                self.mark = Some(Mark::of(&sealed));
                self.report.damage = Some(Damage {
                    forged: true,
                    filled_from: Some((self.header.sequence, self.header.saved_at)),
                    ..Damage::default()
                });
                return Ok(());
            }
            fresh => fresh?,
        };
        self.vault.merge(&fresh.vault);
        if !fresh.damaged {
            self.header = fresh.header;
        }
        if fresh.report.damage.is_some() {
            self.report.damage = fresh.report.damage;
        }
        self.newest = self.newest.max(fresh.newest);
        self.damaged = fresh.damaged;
        self.mark = fresh.mark;
        Ok(())
    }

    /// Writes the next state. The lock is held, and `refresh` has been called.
    pub(super) fn write(&mut self, moment: &Moment) -> Result<(), FilesError> {
        self.secure_old_state()?;
        let replicas = self.vault.replicas.clone();
        let written = self.seal(moment).and_then(|(header, sealed)| {
            self.files.replace(&self.files.vault_path(), &sealed)?;
            Ok((header, Mark::of(&sealed)))
        });
        match written {
            Ok((header, mark)) => {
                self.newest = header.sequence;
                self.header = header;
                self.mark = Some(mark);
                self.damaged = false;
                self.unsaved = false;
                self.unsettled = true;
                self.saved.append(&mut self.merged);
                Ok(())
            }
            Err(error) => {
                // Another writer may give their numbers to others first.
                self.vault.replicas = replicas;
                Err(error)
            }
        }
    }

    /// Sees to it that the state about to be replaced is kept: among the generations, or set aside if it is damaged.
    fn secure_old_state(&self) -> Result<(), FilesError> {
        if self.mark.is_none() || (!self.damaged && self.kept == self.mark) {
            return Ok(());
        }
        let old = match self
            .files
            .disk
            .read(&self.files.vault_path(), file::MAX_SEALED)
        {
            Ok(old) => old,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(read_error(error)),
        };
        if self.damaged {
            return self.files.set_aside(&old, "vault-damaged", ".age");
        }
        let slots = self
            .files
            .disk
            .read(&self.files.slots_path(), keyrack_seal::slot::MAX_SLOTS_FILE)
            .ok();
        self.files
            .keep(self.header.sequence, &old, slots.as_deref())
    }

    fn seal(&mut self, moment: &Moment) -> Result<(Header, Vec<u8>), FilesError> {
        let header = Header {
            vault: self.vault.id,
            sequence: self.newest + 1,
            replica: moment.replica,
            saved_at: moment.now,
            aged: self.header.aged_at(moment.now),
            written_by: moment.program.clone(),
            paper: self.header.paper.clone(),
            accounts: self.vault.live_accounts().count(),
        };
        let plain = payload::write(&mut self.vault, &header, &self.keys.mac);
        let sealed = file::seal(
            &plain,
            &[&self.keys.identity.recipient(), &header.paper.recipient],
        )
        .map_err(|error| write_error(io::Error::other(error)))?;
        // What could not be read again must not be written.
        if sealed.len() > file::MAX_SEALED
            || lines::lines_of(&plain) > payload::MAX_LINES
            || self.vault.replicas.as_slice().len() > Replicas::MAX
            || header.sequence > payload::MAX_SEQUENCE
        {
            return Err(FilesError::TooLarge);
        }
        Ok((header, sealed))
    }
}

impl VaultFiles {
    /// Removes a pending change, moves a conflict copy out of the way. If that fails it is merged once more, in vain.
    fn put_away(&self, path: &Path, vault: Id, sequence: u64) {
        if self
            .pending_folders(vault)
            .any(|folder| path.starts_with(folder))
        {
            let _ = self.disk.remove(path);
            return;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = self.set_aside_folder();
        // Sync programs use a name again once it is free.
        let place = folder.join(format!("{sequence}-{name}"));
        if self.make_folder(&folder).is_ok() && self.disk.rename(path, &place).is_ok() {
            let _ = self.disk.sync_folder(&folder);
            let _ = self.disk.sync_folder(&self.folder);
        }
    }
}

/// The two ways in that every vault has.
pub(super) fn make_slots(
    target: &Target<'_>,
    password: &str,
    costs: Costs,
    paper: &Paper,
    entropy: &mut dyn Entropy,
) -> Result<Slots, FilesError> {
    let by_password = PasswordSlot::make(target, password, costs, entropy).map_err(random_error)?;
    let by_paper = RecoverySlot::make(target, paper, entropy).map_err(random_error)?;
    let both = vec![Slot::Password(by_password), Slot::Recovery(by_paper)];
    let mut slots = Slots::new(target.vault.to_owned(), both);
    slots.tag(target.keys);
    Ok(slots)
}
