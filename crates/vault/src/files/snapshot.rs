//! The two files of a vault at one moment, for backups.

use keyrack_seal::{
    Paper, file,
    slot::{Budget, Keys, MAX_SLOTS_FILE, Slots},
};

use super::{
    FilesError, OpenVault, VaultFiles, WayIn, generations::read_sealed, open::unlock_slots,
    read_error,
};
use crate::payload;

/// Ways in and vault of one moment.
pub struct Snapshot {
    /// The content of `slots.json`.
    pub slots: Vec<u8>,
    /// The content of `vault.age`.
    pub vault: Vec<u8>,
}

impl VaultFiles {
    /// The files as they are now.
    ///
    /// # Errors
    /// [`FilesError::NoVault`], or why they cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, FilesError> {
        if !self.exists()? {
            return Err(FilesError::NoVault);
        }
        // In a folder that cannot be written nobody writes, so there the lock is not needed.
        let _lock = match self.lock() {
            Err(FilesError::Busy) => return Err(FilesError::Busy),
            lock => lock.ok(),
        };
        let slots = self.slots()?.to_json();
        let vault = self
            .disk
            .read(&self.vault_path(), file::MAX_SEALED)
            .map_err(read_error)?;
        Ok(Snapshot { slots, vault })
    }

    /// Whether the folder can be written, tried with its lock.
    #[must_use]
    pub fn can_write(&self) -> bool {
        matches!(self.lock(), Ok(_) | Err(FilesError::Busy))
    }

    /// Makes a snapshot the vault. What lies in the folder and could not be read is set aside, not lost.
    ///
    /// # Errors
    /// Why it could not be written; then nothing was replaced that is not set aside.
    pub fn adopt(&self, snapshot: &Snapshot) -> Result<(), FilesError> {
        self.make_folder(&self.folder)?;
        let _lock = self.lock()?;
        self.set_aside_file(&self.vault_path(), "vault-damaged", ".age")?;
        self.set_aside_file(&self.slots_path(), "slots", ".json")?;
        self.replace(&self.slots_path(), &snapshot.slots)?;
        self.replace(&self.vault_path(), &snapshot.vault)
    }
}

impl Snapshot {
    /// Opens it by its own ways in, or by the paper alone where they are damaged. Says as well whether all its ways in are
    /// as somebody with its keys wrote them.
    ///
    /// # Errors
    /// Why it does not open. [`FilesError::Unreadable`] as well when its tag is wrong.
    pub fn open(&self, way: &WayIn<'_>) -> Result<(payload::Read, bool), FilesError> {
        let slots = self.slots();
        let unlocked = slots.and_then(|slots| {
            let mut budget = Budget::of_one_opening();
            Ok(unlock_slots(&slots, way, &mut budget)?)
        });
        let keys = match (unlocked, way) {
            (Ok(unlocked), _) => unlocked.keys,
            (Err(_), WayIn::RecoveryKey(paper)) => Keys::of_paper(paper),
            (Err(error), WayIn::Password(_)) => return Err(error),
        };
        let read = read_sealed(&self.vault, &keys)?;
        let slots = self.slots();
        let whole = slots.is_ok_and(|slots| vouches_for(&slots, &keys, &read.header.paper));
        Ok((read, whole))
    }

    fn slots(&self) -> Result<Slots, FilesError> {
        if self.slots.len() > MAX_SLOTS_FILE {
            return Err(FilesError::TooLarge);
        }
        Slots::parse(&self.slots).map_err(|_| FilesError::SlotsDamaged)
    }
}

impl OpenVault {
    /// Opens a snapshot that was made under the present keys.
    ///
    /// # Errors
    /// When it was made under others, or is damaged.
    pub fn open_snapshot(&self, snapshot: &Snapshot) -> Result<payload::Read, FilesError> {
        read_sealed(&snapshot.vault, &self.keys)
    }

    /// Sees to it that a snapshot can be opened without this computer: its ways in are the very list that somebody with
    /// these keys wrote, a password among them, and the present paper.
    ///
    /// # Errors
    /// [`FilesError::SlotsDamaged`].
    pub fn check_ways_of(&self, snapshot: &Snapshot) -> Result<(), FilesError> {
        let slots = snapshot.slots()?;
        if self.vouches_for(&slots) {
            Ok(())
        } else {
            Err(FilesError::SlotsDamaged)
        }
    }

    /// Whether these are ways in that somebody with the vault's keys wrote, and both kinds lead to them.
    #[must_use]
    pub fn vouches_for(&self, slots: &Slots) -> bool {
        vouches_for(slots, &self.keys, &self.header.paper)
    }

    /// The newest kept state of a sequence up to `sequence` that opens.
    #[must_use]
    pub fn generation_before(&self, sequence: u64) -> Option<payload::Read> {
        let kept = self.files.generations().ok()?;
        let earlier = kept.iter().filter(|kept| kept.sequence <= sequence);
        earlier
            .into_iter()
            .find_map(|kept| self.open_generation(kept).ok())
    }

    /// Opens a kept state.
    ///
    /// # Errors
    /// Why it does not open.
    pub fn open_generation(&self, kept: &super::Generation) -> Result<payload::Read, FilesError> {
        self.files.open_generation(kept, &self.keys)
    }
}

fn vouches_for(slots: &Slots, keys: &Keys, paper: &Paper) -> bool {
    let ours = keys.identity.recipient().id();
    slots.is_tagged_by(keys)
        && slots.passwords().any(|slot| slot.opens == ours)
        && slots.has_recovery(paper, &ours)
}
