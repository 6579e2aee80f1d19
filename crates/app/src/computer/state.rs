//! What this computer remembers about a vault, apart from the vault itself.
//!
//! Before a vault is open, everything that its files say is a claim of whoever can write to the folder. So what is
//! remembered of a vault is found by the id that its opening has proved, and what has to be known before is remembered
//! of the folder.

use std::{io, path::PathBuf};

use keyrack_seal::{
    Entropy,
    entropy::draw,
    hex::hex,
    slot::{Slot, Slots},
};
use keyrack_vault::{
    Id, Replica,
    disk::{self, Lock},
    files::OpenVault,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{Computer, Error, Keyrack, Result, access::tries::Tries, backup::record::BackupRecord};

/// The largest state file that is read, in bytes.
const MAX: usize = 64 * 1024;

/// This computer's memory of one vault.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The highest sequence that was seen, and when that state was saved, in milliseconds since 1970.
    pub seen: Option<(u64, u64)>,
    /// The ways in that were seen last.
    pub ways: Option<WaysSeen>,
    /// The last import, for its undoing.
    pub import: Option<ImportMark>,
    /// Whether the vault was made here and nobody has proved yet that its emergency kit is at hand.
    pub kit_unproved: bool,
    /// What became of backups.
    pub backup: BackupRecord,
}

/// What this computer remembers about a folder in which a vault lies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FolderState {
    /// Passwords that were tried there in vain.
    pub tries: Tries,
    /// The id of the vault that was opened there last.
    pub vault: Option<Id>,
}

/// The ways in of a vault, as they were when it was open. No secret is among it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaysSeen {
    /// Names the identity that the vault was sealed to.
    pub identity: String,
    /// Each way in by its id, with when it was made, in milliseconds since 1970.
    pub ways: Vec<(String, u64)>,
}

/// Where the vault stood before an import, and how what came in is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportMark {
    /// The sequence before it.
    pub before: u64,
    /// Milliseconds and counter of the stamp that all of the import bears.
    pub stamp: (u64, u16),
}

/// The file in which something is remembered.
pub struct StateFile<'a> {
    computer: &'a Computer,
    path: PathBuf,
}

impl<'a> StateFile<'a> {
    /// The state of a vault, by the id that its opening has proved.
    pub fn of(computer: &'a Computer, vault: Id) -> Self {
        Self {
            computer,
            path: computer.home.join("vaults").join(format!("{vault}.json")),
        }
    }

    /// What is remembered. Nothing, where the file is missing or cannot be read: it holds conveniences, no key and no
    /// account.
    #[must_use]
    pub fn read(&self) -> State {
        read(self.computer, &self.path)
    }

    /// Changes what is remembered, while no other process does.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn change(&self, change: impl FnOnce(&mut State)) -> Result<State> {
        let _lock = lock(self.computer)?;
        let before = self.read();
        let mut state = before.clone();
        change(&mut state);
        if state != before {
            write(self.computer, &self.path, &state)
                .map_err(|error| Error::io(&error, &self.path))?;
        }
        Ok(state)
    }
}

/// The file in which something is remembered of a vault's folder. It has a folder of its own, whose lock may be held for
/// as long as a password is tried.
pub struct FolderFile<'a> {
    computer: &'a Computer,
    place: PathBuf,
}

impl<'a> FolderFile<'a> {
    /// The state of the folder in which the vault lies, whatever links led there.
    pub fn of(keyrack: &'a Keyrack) -> Self {
        let folder = &keyrack.folder;
        let folder = std::fs::canonicalize(folder)
            .or_else(|_| std::path::absolute(folder))
            .unwrap_or_else(|_| folder.clone());
        let digest = hex(&Sha256::digest(folder.as_os_str().as_encoded_bytes())[..16]);
        Self {
            computer: &keyrack.computer,
            place: keyrack.computer.home.join("folders").join(digest),
        }
    }

    /// What is remembered; nothing, where the file is missing or cannot be read.
    #[must_use]
    pub fn read(&self) -> FolderState {
        read(self.computer, &self.path())
    }

    /// Changes what is remembered, and reads it back: some disks say that they keep what they do not. The caller holds the
    /// lock.
    ///
    /// # Errors
    /// When it cannot be written, or is not there afterwards.
    pub fn change_locked(&self, change: impl FnOnce(&mut FolderState)) -> io::Result<FolderState> {
        let mut state = self.read();
        change(&mut state);
        write(self.computer, &self.path(), &state)?;
        if self.read() == state {
            Ok(state)
        } else {
            Err(io::Error::other("what was written is not there"))
        }
    }

    /// Keeps other processes away.
    ///
    /// # Errors
    /// When the folder cannot be made or locked.
    pub fn lock(&self, wait: std::time::Duration) -> io::Result<Box<dyn Lock>> {
        let disk = &self.computer.disk;
        disk.make_folder(&self.place)?;
        disk.lock(&self.place, wait)
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.place.join("state.json")
    }
}

impl WaysSeen {
    /// The ways in that an open vault has now.
    pub fn of(open: &OpenVault, slots: &Slots) -> Self {
        let way = |slot: &Slot| match slot {
            Slot::Password(slot) => (slot.id.clone(), slot.created),
            Slot::Recovery(slot) => (slot.id.clone(), slot.created),
            Slot::Unknown(raw) => (hex(&Sha256::digest(raw.get())[..8]), 0),
        };
        Self {
            identity: open.recipient().id(),
            ways: slots.slots.iter().map(way).collect(),
        }
    }

    /// When the newest of the ways in was made that `earlier` did not have, in milliseconds since 1970; none where only
    /// some are gone.
    pub fn changed_at(&self, earlier: &Self) -> Option<u64> {
        let new = self.ways.iter().filter(|way| !earlier.ways.contains(way));
        new.map(|(_, created)| *created).max()
    }
}

fn read<T: DeserializeOwned + Default>(computer: &Computer, path: &std::path::Path) -> T {
    let bytes = computer.disk.read(path, MAX).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

fn write(computer: &Computer, path: &std::path::Path, state: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_vec(state).unwrap_or_default();
    disk::replace(&*computer.disk, path, &json)
}

/// Keeps other processes from changing what this computer remembers about vaults.
///
/// # Errors
/// When the folder cannot be made or locked.
pub fn lock(computer: &Computer) -> Result<Box<dyn Lock>> {
    let folder = computer.home.join("vaults");
    let made = computer.disk.make_folder(&folder);
    made.and_then(|()| computer.disk.lock(&folder, keyrack_vault::files::LOCK_WAIT))
        .map_err(|error| Error::io(&error, &folder))
}

/// The name of this computer and user as a writer; made at the first need.
///
/// # Errors
/// When it is neither there nor can be made.
pub fn replica(computer: &Computer, entropy: &mut dyn Entropy) -> Result<Replica> {
    let path = computer.home.join("replica");
    let read = || {
        let bytes = computer.disk.read(&path, MAX).ok()?;
        u64::from_str_radix(std::str::from_utf8(&bytes).ok()?.trim(), 16)
            .ok()
            .filter(|id| *id != 0)
            .map(Replica)
    };
    if let Some(replica) = read() {
        return Ok(replica);
    }
    let mut write = || -> std::io::Result<Replica> {
        computer.disk.make_folder(&computer.home)?;
        let _lock = computer
            .disk
            .lock(&computer.home, keyrack_vault::files::LOCK_WAIT)?;
        // Another process may have been quicker.
        if let Some(replica) = read() {
            return Ok(replica);
        }
        let replica = Replica(u64::from_be_bytes(draw(entropy)?).max(1));
        disk::replace(&*computer.disk, &path, format!("{replica}\n").as_bytes())?;
        Ok(replica)
    };
    write().map_err(|error| Error::io(&error, &path))
}

/// Forgets the name, so that the next write gets a new one: after a backup was adopted, two computers may have had it.
///
/// # Errors
/// When the file is there and cannot be removed.
pub fn forget_replica(computer: &Computer) -> Result<()> {
    let path = computer.home.join("replica");
    match computer.disk.remove(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io(&error, &path)),
        _ => Ok(()),
    }
}
