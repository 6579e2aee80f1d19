//! What lies of an office on this computer, never on a share:
//!
//! ```text
//! offices/<the vault's id>/<first 16 bytes of the office's id>/
//!   device.age      the keys of this device, wrapped by its secret, sealed for the vault's keys
//!   device.entry    by what the keyring knows that secret
//!   device.secret   the secret itself, only where there is no keyring
//!   state.age       the log, what others publish, what is on its way; sealed for the vault's keys
//!   snapshot.age    all folders, and what this member may; sealed for the vault's keys
//!   store.age       the store's address and the password for it; sealed for the vault's keys
//!   joining.age     keys of a device that asked to join; wrapped and sealed as those of a device
//!   asked           the store has what it asked
//!   cache/          files of the store, as they are
//!   generations/    earlier snapshots
//! ```

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use keyrack_seal::{Plaintext, base32::base32};
use keyrack_team::{
    device_keys::DeviceKeys,
    folders::{Folders, SnapshotHead},
    ids::{FolderId, MemberId, TeamId},
    office::{JoiningDevice, Office},
    state::State,
};
use keyrack_vault::{
    Document, Id, Record,
    disk::{self, Lock},
    documents,
    files::{Beside, LOCK_WAIT, OpenVault},
};

use super::{cache::DiskCache, device_secret::DeviceSecret, place::KeptPlace};
use crate::{Computer, Error, ErrorCode, Result};

/// The largest file that is read, in bytes.
const MAX: usize = 256 << 20;
/// How many snapshots are kept, besides one a day for a week.
const KEPT: usize = 10;
const DAY: u64 = 24 * 60 * 60 * 1000;
const FORMAT: &str = "keyrack-snapshot";

const DEVICE: &str = "device.age";
const STATE: &str = "state.age";
const SNAPSHOT: &str = "snapshot.age";
const STORE: &str = "store.age";
const JOINING: &str = "joining.age";
const ASKED: &str = "asked";
const GENERATIONS: &str = "generations";
const CACHE: &str = "cache";

/// The folder of an office on this computer.
#[derive(Clone)]
pub(crate) struct OfficeFiles {
    computer: Computer,
    folder: PathBuf,
    beside: Beside,
}

/// A snapshot that was read.
pub(crate) struct Snapshot {
    pub team: TeamId,
    pub member: MemberId,
    pub sequence: u64,
    pub folders: Folders,
    /// Whether the newest one could not be read, and this is one before it.
    pub is_from_before: bool,
}

/// By what a file is recognised as the one that was read: when it was written, and its size.
pub(crate) type Mark = Option<(u64, u64)>;

impl OfficeFiles {
    /// Those of an office. Two vaults on one computer may be in the same office, each as a device of its own.
    pub fn new(computer: &Computer, open: &OpenVault, team: TeamId) -> Self {
        Self {
            computer: computer.clone(),
            folder: offices(computer, open.vault.id).join(short(team)),
            beside: open.beside(),
        }
    }

    /// Those of all offices of a vault that are on this computer.
    pub fn all(computer: &Computer, open: &OpenVault) -> Vec<Self> {
        let Ok(entries) = fs::read_dir(offices(computer, open.vault.id)) else {
            return Vec::new();
        };
        let beside = open.beside();
        let folders = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let mut folders: Vec<PathBuf> = folders.filter(|it| it.is_dir()).collect();
        folders.sort();
        let files = folders.into_iter().map(|folder| Self {
            computer: computer.clone(),
            folder,
            beside: beside.clone(),
        });
        files.collect()
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Seals everything anew that `before` opens. Snapshots before the newest go: they would open with the old keys for
    /// ever.
    pub fn reseal(&self, before: &Beside) -> Result<()> {
        let _lock = self.lock(LOCK_WAIT)?;
        for name in [DEVICE, STATE, SNAPSHOT, STORE, JOINING] {
            if let Ok(sealed) = self.computer.disk.read(&self.folder.join(name), MAX)
                && let Ok(plain) = before.open(&sealed)
            {
                self.write(name, &plain)?;
            }
        }
        let disk = &self.computer.disk;
        let generations = self.folder.join(GENERATIONS);
        for file in disk.list_inside(&generations).unwrap_or_default() {
            let _ = disk.remove(&generations.join(file.name));
        }
        Ok(())
    }

    /// Goes on with the keys that the vault has now.
    pub fn use_keys(&mut self, beside: &Beside) {
        self.beside = beside.clone();
    }

    /// Keeps other processes away.
    pub fn lock(&self, wait: Duration) -> Result<Box<dyn Lock>> {
        let disk = &self.computer.disk;
        disk.make_folder(&self.folder)
            .and_then(|()| disk.lock(&self.folder, wait))
            .map_err(|error| Error::io(&error, &self.folder))
    }

    /// What the snapshot that is there is recognised by.
    pub fn mark(&self) -> Mark {
        self.mark_of(SNAPSHOT)
    }

    /// What the log and what is known of the store are recognised by.
    pub fn state_mark(&self) -> Mark {
        self.mark_of(STATE)
    }

    fn mark_of(&self, name: &str) -> Mark {
        let files = self.computer.disk.list(&self.folder).ok()?;
        let file = files.into_iter().find(|it| it.name == name)?;
        Some((file.modified, file.size))
    }

    /// The snapshot, or where it is damaged the one before it; none where there is none.
    ///
    /// # Errors
    /// Why none can be read.
    pub fn snapshot(&self) -> Result<Option<Snapshot>> {
        let Ok(sealed) = self.computer.disk.read(&self.folder.join(SNAPSHOT), MAX) else {
            return Ok(None);
        };
        let read = self.beside.open(&sealed).map_err(Error::from);
        match read.and_then(|plain| self.read_snapshot(&plain)) {
            Ok(snapshot) => Ok(Some(snapshot)),
            Err(error) => self.generation().map_or(Err(error), |it| Ok(Some(it))),
        }
    }

    /// The newest snapshot before the one that cannot be read.
    fn generation(&self) -> Option<Snapshot> {
        let disk = &self.computer.disk;
        let folder = self.folder.join(GENERATIONS);
        let mut files = disk.list_inside(&folder).ok()?;
        files.sort_by(|a, b| b.name.cmp(&a.name));
        files.iter().find_map(|file| {
            let sealed = disk.read(&folder.join(&file.name), MAX).ok()?;
            let snapshot = self.read_snapshot(&self.beside.open(&sealed).ok()?).ok()?;
            Some(Snapshot {
                is_from_before: true,
                ..snapshot
            })
        })
    }

    fn read_snapshot(&self, plain: &[u8]) -> Result<Snapshot> {
        let read = documents::read::<SnapshotHead>(plain).map_err(|_| self.damaged())?;
        if read.head.format != FORMAT || read.head.version != 1 {
            return Err(Error::new(ErrorCode::NeedsNewer).with("needs", read.head.version));
        }
        let documents = read.documents.into_iter();
        let documents: BTreeMap<FolderId, Document> =
            documents.map(|it| (it.folder.id(), it)).collect();
        Ok(Snapshot {
            team: read.head.team,
            member: read.head.member,
            sequence: read.head.sequence,
            folders: Folders {
                documents,
                dirty: read.head.dirty,
                rights: read.head.rights,
            },
            // A folder whose line is lost is read from the store once more.
            is_from_before: read.lost > 0,
        })
    }

    /// Writes a snapshot, and keeps the one before it.
    pub fn write_snapshot(&self, snapshot: &SnapshotHead, folders: &Folders) -> Result<Mark> {
        let plain = documents::write(snapshot, folders.documents.values());
        let plain = plain.map_err(|_| Error::new(ErrorCode::FolderTooLarge))?;
        self.keep_generation(snapshot.sequence);
        self.write(SNAPSHOT, &plain)?;
        Ok(self.mark())
    }

    /// Keeps the snapshot that is there. That it fails keeps nobody from saving.
    fn keep_generation(&self, sequence: u64) {
        let disk = &self.computer.disk;
        let Ok(bytes) = disk.read(&self.folder.join(SNAPSHOT), MAX) else {
            return;
        };
        let generations = self.folder.join(GENERATIONS);
        let name = format!("{:012}.age", sequence.saturating_sub(1));
        let kept = disk
            .make_folder(&generations)
            .and_then(|()| disk::replace(&**disk, &generations.join(name), &bytes));
        let Ok(mut files) = kept.and_then(|()| disk.list_inside(&generations)) else {
            return;
        };
        files.sort_by(|a, b| b.name.cmp(&a.name));
        let now = self.computer.clock.now();
        let mut days = BTreeSet::new();
        for file in files.into_iter().skip(KEPT) {
            let day = now.saturating_sub(file.modified) / DAY;
            if day >= 7 || !days.insert(day) {
                let _ = disk.remove(&generations.join(file.name));
            }
        }
    }

    /// The office with its log and keys, and folders that are at hand.
    pub fn office(&self, team: TeamId, folders: Folders) -> Result<Office> {
        let now = self.computer.clock.now();
        let plain = self.read(STATE)?;
        let (state, log) = State::read(&plain, team, now).map_err(|_| self.damaged())?;
        let keys = DeviceKeys::read(&self.unwrapped(DEVICE)?);
        Ok(Office {
            keys: keys.map_err(|_| self.damaged())?,
            log,
            state,
            folders,
        })
    }

    /// Keeps an office that is new here: its keys, and where it lives.
    pub fn begin(&self, place: &KeptPlace, office: &Office) -> Result<()> {
        self.make_secret()?;
        self.write(STORE, &place.write())?;
        self.write_office(office)
    }

    /// Keeps keys and state. The snapshot is kept apart.
    pub fn write_office(&self, office: &Office) -> Result<()> {
        let keys = office.keys.write().map_err(|_| self.damaged())?;
        self.write_wrapped(DEVICE, &keys)?;
        let state = office.state.write(&office.log);
        self.write(STATE, &state.map_err(|_| self.damaged())?)
    }

    /// Where the office lives.
    pub fn place(&self) -> Result<KeptPlace> {
        let plain = self.read(STORE)?;
        serde_json::from_slice(&plain).map_err(|_| self.damaged())
    }

    /// Says anew where the office lives.
    pub fn write_place(&self, place: &KeptPlace) -> Result<()> {
        self.write(STORE, &place.write())
    }

    /// What that is recognised by.
    pub fn asking_mark(&self) -> Mark {
        self.mark_of(JOINING)
    }

    /// Keeps what asked to join.
    pub fn begin_joining(&self, place: &KeptPlace, joining: &JoiningDevice) -> Result<()> {
        let _ = self.computer.disk.remove(&self.folder.join(ASKED));
        self.make_secret()?;
        self.write(STORE, &place.write())?;
        let plain = joining.write().map_err(|_| self.damaged())?;
        self.write_wrapped(JOINING, &plain)
    }

    /// What asked to join this office; none where nothing did.
    pub fn joining(&self, team: TeamId) -> Option<JoiningDevice> {
        self.asking().filter(|it| it.keys.team == team)
    }

    /// What asked to join, whichever office it is; none where nothing did.
    pub fn asking(&self) -> Option<JoiningDevice> {
        let sealed = self.read(JOINING).ok()?;
        let secret = DeviceSecret::find(&self.computer, &self.folder).ok()?;
        JoiningDevice::read(&secret.unwrap(&sealed).ok()?).ok()
    }

    /// Notes that the store has the request. If that fails, it is put there once more.
    pub fn note_asked(&self) {
        let _ = self
            .computer
            .disk
            .create(&self.folder.join(ASKED), b"asked\n");
    }

    /// Whether the store had the request: where it is there no more, somebody took it away.
    pub fn has_asked(&self) -> bool {
        let asked = self.computer.disk.read(&self.folder.join(ASKED), MAX);
        asked.is_ok()
    }

    /// Forgets that something asked to join.
    pub fn end_joining(&self) {
        for name in [JOINING, ASKED] {
            let _ = self.computer.disk.remove(&self.folder.join(name));
        }
    }

    /// Takes everything away.
    pub fn forget(&self) {
        DeviceSecret::forget(&self.computer, &self.folder);
        let disk = &self.computer.disk;
        let folders = [
            self.folder.join(CACHE),
            self.folder.join(GENERATIONS),
            self.folder.clone(),
        ];
        for folder in folders {
            for file in disk.list(&folder).unwrap_or_default() {
                let _ = disk.remove(&folder.join(file.name));
            }
            let _ = fs::remove_dir(folder);
        }
    }

    /// The files of the store that are kept.
    pub fn cache(&self) -> DiskCache {
        DiskCache::new(self.computer.disk.clone(), self.folder.join(CACHE))
    }

    fn make_secret(&self) -> Result<()> {
        let disk = &self.computer.disk;
        disk.make_folder(&self.folder)
            .map_err(|error| Error::io(&error, &self.folder))?;
        DeviceSecret::make(&self.computer, &self.folder)
    }

    fn unwrapped(&self, name: &str) -> Result<Plaintext> {
        let secret = DeviceSecret::find(&self.computer, &self.folder)?;
        secret.unwrap(&self.read(name)?)
    }

    fn write_wrapped(&self, name: &str, plain: &[u8]) -> Result<()> {
        let secret = DeviceSecret::find(&self.computer, &self.folder)?;
        self.write(name, &secret.wrap(plain)?)
    }

    fn read(&self, name: &str) -> Result<Plaintext> {
        let path = self.folder.join(name);
        let sealed = self.computer.disk.read(&path, MAX);
        let sealed = sealed.map_err(|error| Error::io(&error, &path))?;
        Ok(self.beside.open(&sealed)?)
    }

    fn write(&self, name: &str, plain: &[u8]) -> Result<()> {
        let path = self.folder.join(name);
        let sealed = self.beside.seal(plain)?;
        disk::replace(&*self.computer.disk, &path, &sealed)
            .map_err(|error| Error::io(&error, &path))
    }

    fn damaged(&self) -> Error {
        Error::new(ErrorCode::FileDamaged).with("path", self.folder.display())
    }
}

impl std::fmt::Debug for OfficeFiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("OfficeFiles").field(&self.folder).finish()
    }
}

/// The head of a snapshot.
pub(crate) fn head_of(
    team: TeamId,
    member: MemberId,
    sequence: u64,
    folders: &Folders,
) -> SnapshotHead {
    SnapshotHead {
        format: FORMAT.to_owned(),
        version: 1,
        team,
        member,
        sequence,
        dirty: folders.dirty.clone(),
        rights: folders.rights.clone(),
    }
}

/// Where the offices of a vault lie.
fn offices(computer: &Computer, vault: Id) -> PathBuf {
    computer.home.join("offices").join(vault.to_string())
}

/// The beginning of an office's id, which names its folder here.
fn short(team: TeamId) -> String {
    base32(&team.0[..16])
}
