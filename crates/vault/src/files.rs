//! The vault folder: ways in, opening, saving, generations, and what is done about damage.
//!
//! ```text
//! vault.age                    the vault, sealed to its own identity and to the recovery key
//! slots.json                   ways in
//! generations/<seq>.age        kept states, with the ways in of their time as <seq>.slots
//! pending/<id>.age             changes that a lock sealed because they could not be saved
//! set-aside/…                  damaged files and merged conflict copies, as they were
//! ```

mod follow;
mod generations;
mod open;
mod rekey;
mod save;
mod snapshot;

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use keyrack_seal::{
    Costs, Kdf, OpenError, Paper, Recipient,
    slot::{Keys, SlotError, Slots, SlotsError},
};
use sha2::{Digest, Sha256};

use crate::{
    Id, Vault,
    disk::{self, Disk, Entry},
    payload::{Header, PayloadError},
};

pub use follow::Beside;
pub use generations::Generation;
pub use open::{Damage, Report};
pub use save::{Moment, Writing};
pub use snapshot::Snapshot;

/// How long a writer waits for another one.
pub const LOCK_WAIT: Duration = Duration::from_secs(10);

/// The files of one vault.
#[derive(Clone)]
pub struct VaultFiles {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// A second place for pending changes, for when the vault's own folder cannot be written: a folder for each vault.
    pending_elsewhere: Option<PathBuf>,
    /// The least that a way in costs which is made without costs being asked for.
    least: Costs,
}

/// A vault that is open. Dropping it wipes its keys and secrets.
pub struct OpenVault {
    files: VaultFiles,
    /// The vault as it is now, unsaved changes included.
    pub vault: Vault,
    /// What was last read or written.
    pub header: Header,
    /// What opening found.
    pub report: Report,
    keys: Keys,
    /// What the way in that opened it cost to derive; none for the recovery key, which others may have seen on its way out
    /// of the safe, so that there have to be new ways in before anything is saved.
    kdf: Option<Kdf>,
    /// The highest sequence that was seen, copies included; the next save goes beyond it.
    newest: u64,
    /// The file that `vault` was read from or saved to.
    mark: Option<Mark>,
    /// Whether `vault` has a change that no file has.
    unsaved: bool,
    /// How the files looked when they were last followed.
    sight: Option<Vec<Entry>>,
    /// Whether something was written that has not been read back yet.
    unsettled: bool,
    /// The file of which a copy is known to be kept.
    kept: Option<Mark>,
    /// Copies that were merged and are not saved yet.
    merged: Vec<PathBuf>,
    /// Copies whose content has been saved, to be put away.
    saved: Vec<PathBuf>,
    /// A damaged `vault.age`, to be set aside before it is replaced.
    damaged: bool,
}

/// Tells one written file from another: every sealing begins with fresh random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark([u8; 32]);

/// How to open a vault.
pub enum WayIn<'a> {
    /// By password.
    Password(&'a str),
    /// By the key on paper.
    RecoveryKey(&'a keyrack_seal::Identity),
}

/// Why something with the vault's files did not succeed. Nothing that was saved before is lost in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// There is no vault in the folder.
    #[error("no vault in this folder")]
    NoVault,
    /// There is one already.
    #[error("there is a vault in this folder already")]
    Exists,
    /// The password or key opens none of the ways in.
    #[error("wrong password or key")]
    WrongKey,
    /// The ways in cannot be read, so that even the right password would not open them. The recovery key may.
    #[error("the ways in are damaged")]
    SlotsDamaged,
    /// A way in is damaged and did not open. The password was tried all the same, and may be right.
    #[error("the way in is damaged")]
    SlotDamaged,
    /// A way in states costs out of bounds.
    #[error("a way in asks for too much work")]
    TooCostly,
    /// Not enough memory for the key derivation.
    #[error("not enough memory for the key derivation")]
    NoMemory,
    /// Neither the vault nor any kept generation opens with the right keys.
    #[error("neither the vault nor a kept generation is readable")]
    Unreadable,
    /// Sealed under other keys: the password was changed elsewhere.
    #[error("the vault was sealed under other keys")]
    KeysChanged,
    /// Written by a newer version.
    #[error("needs Keyrack {needs} or newer")]
    Newer {
        /// That version.
        needs: String,
    },
    /// A file is larger than any Keyrack writes.
    #[error("a file is larger than any Keyrack writes")]
    TooLarge,
    /// Another process is writing.
    #[error("another program is writing the vault")]
    Busy,
    /// The recovery key opened the vault, and nothing is saved before it has a new password.
    #[error("the vault needs new ways in first")]
    NewWaysNeeded,
    /// The system's word.
    #[error("{step}: {error}")]
    Io {
        /// What was being done.
        step: Step,
        /// What the system said.
        error: io::Error,
    },
}

/// What was being done when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Drawing random bytes.
    Random,
}

impl VaultFiles {
    /// The vault in `folder`, which need not exist yet.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self {
            disk,
            folder,
            pending_elsewhere: None,
            least: Costs::FLOOR,
        }
    }

    /// Names a second place for changes that a lock could not save, on this computer: a folder that gets one for each
    /// vault, named by the id that its own files prove.
    #[must_use]
    pub fn with_pending_folder(self, folders: PathBuf) -> Self {
        Self {
            pending_elsewhere: Some(folders),
            ..self
        }
    }

    /// Lets a change of the ways in be finished at costs that no program may write, for tests that do it hundreds of
    /// times.
    #[doc(hidden)]
    #[must_use]
    pub fn with_least_costs_for_tests(self, least: Costs) -> Self {
        Self { least, ..self }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a vault lies in the folder, be it only a kept state of it. Ways in alone are none: they are what is left
    /// when making a vault was interrupted.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn exists(&self) -> Result<bool, FilesError> {
        let here = self.disk.list(&self.folder).map_err(read_error)?;
        Ok(here.iter().any(|entry| entry.name == VAULT) || !self.generations()?.is_empty())
    }

    /// Changes of a vault that wait for the next unlock.
    #[must_use]
    pub fn pending(&self, vault: Id) -> usize {
        let is_pending = |entry: &&Entry| entry.name.ends_with(".age");
        let lists = self
            .pending_folders(vault)
            .map(|folder| self.disk.list_inside(&folder).unwrap_or_default());
        lists
            .map(|entries| entries.iter().filter(is_pending).count())
            .sum()
    }

    /// The ways in, from `slots.json` or, where that is missing or damaged, from the newest copy that can be read.
    ///
    /// # Errors
    /// [`FilesError::NoVault`], [`FilesError::SlotsDamaged`], or why the file was refused.
    pub fn slots(&self) -> Result<Slots, FilesError> {
        let mut refusal = None;
        for path in self.slot_files()? {
            match self.read_slots(&path) {
                Ok(slots) => return Ok(slots),
                Err(error) => refusal = refusal.or(Some(error)),
            }
        }
        match refusal {
            Some(error) => Err(error),
            None if self.exists()? => Err(FilesError::SlotsDamaged),
            None => Err(FilesError::NoVault),
        }
    }

    /// The ways in as the living file states them.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn living_slots(&self) -> Result<Slots, FilesError> {
        self.read_slots(&self.slots_path())
    }

    /// Every file that may hold ways in: the living one, conflict copies of it, then the kept ones, newest first.
    fn slot_files(&self) -> Result<Vec<PathBuf>, FilesError> {
        let here = self.disk.list(&self.folder).map_err(read_error)?;
        let mut files: Vec<PathBuf> = here
            .iter()
            .filter(|entry| entry.name.starts_with("slots") && entry.name.ends_with(".json"))
            .map(|entry| self.folder.join(&entry.name))
            .collect();
        files.sort_by_key(|path| *path != self.slots_path());
        let kept = match self.disk.list_inside(&self.generations_folder()) {
            // A file in the place of that folder keeps nobody from the living one.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => Vec::new(),
            kept => kept.map_err(read_error)?,
        };
        for entry in generations::newest_first(kept, ".slots") {
            files.push(self.generations_folder().join(entry.1.name));
        }
        Ok(files)
    }

    fn read_slots(&self, path: &Path) -> Result<Slots, FilesError> {
        let bytes = self
            .disk
            .read(path, keyrack_seal::slot::MAX_SLOTS_FILE)
            .map_err(read_error)?;
        Slots::parse(&bytes).map_err(|error| match error {
            SlotsError::TooLarge => FilesError::TooLarge,
            SlotsError::Damaged => FilesError::SlotsDamaged,
            SlotsError::Newer => FilesError::Newer {
                needs: String::new(),
            },
        })
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), FilesError> {
        disk::replace(&*self.disk, path, bytes).map_err(write_error)
    }

    /// Makes a folder of ours, durably.
    fn make_folder(&self, folder: &Path) -> Result<(), FilesError> {
        let above = folder.parent().unwrap_or(folder);
        let here = Path::new(".");
        let above = if above == Path::new("") { here } else { above };
        let made = self.disk.make_folder(folder);
        match made.and_then(|()| self.disk.sync_folder(above)) {
            // Whoever may not open the folder above has not made this one in it.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            result => result.map_err(write_error),
        }
    }

    fn vault_path(&self) -> PathBuf {
        self.folder.join(VAULT)
    }

    fn slots_path(&self) -> PathBuf {
        self.folder.join(SLOTS)
    }

    fn generations_folder(&self) -> PathBuf {
        self.folder.join("generations")
    }

    fn pending_folders(&self, vault: Id) -> impl DoubleEndedIterator<Item = PathBuf> + use<> {
        let elsewhere = self.pending_elsewhere.as_ref();
        [
            Some(self.folder.join("pending")),
            elsewhere.map(|folders| folders.join(vault.to_string())),
        ]
        .into_iter()
        .flatten()
    }

    fn set_aside_folder(&self) -> PathBuf {
        self.folder.join("set-aside")
    }
}

impl OpenVault {
    /// The files it belongs to.
    #[must_use]
    pub const fn files(&self) -> &VaultFiles {
        &self.files
    }

    /// What the vault keeps of the recovery key.
    #[must_use]
    pub const fn paper(&self) -> &Paper {
        &self.header.paper
    }

    /// What the way in that opened it cost to derive; none for the recovery key.
    #[must_use]
    pub const fn kdf(&self) -> Option<Kdf> {
        self.kdf
    }

    /// Whether nothing can be saved before the vault has new ways in, because the recovery key opened it.
    #[must_use]
    pub const fn needs_new_ways(&self) -> bool {
        self.kdf.is_none()
    }

    /// The public half of the key that the vault is sealed with, which is another one after each change of password.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        self.keys.identity.recipient()
    }

    /// Whether the vault has a change that could not be saved.
    #[must_use]
    pub const fn is_unsaved(&self) -> bool {
        self.unsaved
    }
}

impl OpenVault {
    /// Refuses to save what the paper opened: until there are new ways in, whoever found it can come again.
    fn check_ways(&self) -> Result<(), FilesError> {
        if self.needs_new_ways() {
            Err(FilesError::NewWaysNeeded)
        } else {
            Ok(())
        }
    }
}

impl std::fmt::Debug for OpenVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenVault")
            .field("header", &self.header)
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Read => "reading",
            Self::Write => "writing",
            Self::Random => "drawing random bytes",
        })
    }
}

impl From<SlotError> for FilesError {
    fn from(error: SlotError) -> Self {
        match error {
            SlotError::Wrong => Self::WrongKey,
            SlotError::Damaged => Self::SlotDamaged,
            SlotError::None => Self::SlotsDamaged,
            SlotError::TooCostly => Self::TooCostly,
            SlotError::NoMemory => Self::NoMemory,
        }
    }
}

impl From<PayloadError> for FilesError {
    fn from(error: PayloadError) -> Self {
        match error {
            PayloadError::Newer { needs } => Self::Newer { needs },
            PayloadError::NotAVault | PayloadError::NotTagged => Self::Unreadable,
            PayloadError::TooLarge => Self::TooLarge,
        }
    }
}

impl From<OpenError> for FilesError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::NotForThisKey | OpenError::WrongPassphrase => Self::WrongKey,
            OpenError::TooLarge => Self::TooLarge,
            OpenError::TooCostly => Self::TooCostly,
            OpenError::NotAge | OpenError::Damaged => Self::Unreadable,
        }
    }
}

impl Mark {
    /// The first eight digits in hex, to name a file by.
    fn short(&self) -> String {
        let [a, b, c, d, ..] = self.0;
        format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
    }

    fn of(sealed: &[u8]) -> Self {
        // The head holds the fresh keys of this sealing; the length tells a file that is still being copied apart.
        let head = sealed.get(..1024).unwrap_or(sealed);
        Self(
            Sha256::new()
                .chain_update((sealed.len() as u64).to_be_bytes())
                .chain_update(head)
                .finalize()
                .into(),
        )
    }
}

const VAULT: &str = "vault.age";
const SLOTS: &str = "slots.json";

fn read_error(error: io::Error) -> FilesError {
    match error.kind() {
        io::ErrorKind::FileTooLarge => FilesError::TooLarge,
        _ => FilesError::Io {
            step: Step::Read,
            error,
        },
    }
}

fn write_error(error: io::Error) -> FilesError {
    match error.kind() {
        io::ErrorKind::WouldBlock => FilesError::Busy,
        _ => FilesError::Io {
            step: Step::Write,
            error,
        },
    }
}

fn random_error(error: io::Error) -> FilesError {
    FilesError::Io {
        step: Step::Random,
        error,
    }
}
