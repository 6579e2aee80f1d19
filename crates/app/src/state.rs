//! What this computer remembers about a vault, apart from the vault itself.

use std::path::PathBuf;

use keyrack_seal::{Entropy, entropy::draw};
use keyrack_vault::{
    Id, Replica,
    disk::{self, Lock},
};
use serde::{Deserialize, Serialize};

use crate::{Computer, Error, Result, backup::BackupRecord, throttle::Tries};

/// The largest state file that is read, in bytes.
const MAX: usize = 64 * 1024;

/// This computer's memory of one vault.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Wrong passwords in a row.
    pub tries: Tries,
    /// The highest sequence that was seen, and when that state was saved, in milliseconds since 1970.
    pub seen: Option<(u64, u64)>,
    /// The last import, for its undoing.
    pub import: Option<ImportMark>,
    /// Whether the vault was made here and nobody has proved yet that its emergency kit is at hand.
    pub kit_unproved: bool,
    /// What became of backups.
    pub backup: BackupRecord,
}

/// Where the vault stood before an import, and how what came in is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportMark {
    /// The sequence before it.
    pub before: u64,
    /// Milliseconds and counter of the stamp that all of the import bears.
    pub stamp: (u64, u16),
}

/// The state file of one vault.
pub struct StateFile<'a> {
    computer: &'a Computer,
    path: PathBuf,
}

impl<'a> StateFile<'a> {
    /// The state of a vault, by the id that its files state. A forged id that is none leads to no path of its own.
    pub fn of(computer: &'a Computer, vault: &str) -> Self {
        let name = vault
            .parse::<Id>()
            .map_or_else(|_| "unknown".to_owned(), |id| id.to_string());
        Self {
            computer,
            path: computer.home.join("vaults").join(format!("{name}.json")),
        }
    }

    /// What is remembered. Nothing, where the file is missing or cannot be read: it holds conveniences and a delay,
    /// no key and no account.
    #[must_use]
    pub fn read(&self) -> State {
        let bytes = self.computer.disk.read(&self.path, MAX).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Changes what is remembered, while no other process does.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn change(&self, change: impl FnOnce(&mut State)) -> Result<State> {
        let _lock = lock(self.computer)?;
        let mut state = self.read();
        let before = state.clone();
        change(&mut state);
        if state != before {
            let json = serde_json::to_vec(&state).unwrap_or_default();
            disk::replace(&*self.computer.disk, &self.path, &json)
                .map_err(|error| Error::io(&error, &self.path))?;
        }
        Ok(state)
    }
}

/// Keeps other processes from changing what this computer remembers about vaults.
///
/// # Errors
/// When the folder cannot be made or locked.
pub fn lock(computer: &Computer) -> Result<Box<dyn Lock>> {
    let folder = computer.home.join("vaults");
    let made = computer.disk.make_folder(&folder);
    made.and_then(|()| computer.disk.lock(&folder, keyrack_vault::store::LOCK_WAIT))
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
            .lock(&computer.home, keyrack_vault::store::LOCK_WAIT)?;
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
