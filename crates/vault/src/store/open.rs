//! Opening: ways in, the vault itself, what lies beside it, and what is done when something is damaged.

use std::path::{Path, PathBuf};

use keyrack_seal::{
    Identity, Recipient, file, salvage,
    slot::{Keys, Slots},
};

use super::{Mark, Open, Store, StoreError, VAULT, WayIn, generations::open_with, read_error};
use crate::{
    Vault,
    payload::{self, Header},
};

/// What opening found. All of it is for the user to know; none of it lost an account without saying so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// `vault.age` was missing or damaged.
    pub damage: Option<Damage>,
    /// The payload's tag is wrong: written by someone without the vault's keys. The vault is open for reading only.
    pub forged: bool,
    /// The tag could not be checked, because no way in could be read; see [`WayIn::RecoveryKey`].
    pub unchecked: bool,
    /// Copies of sync programs and pending changes that were merged.
    pub merged: Vec<String>,
    /// Copies that these keys do not open, or that are damaged; they stay where they are.
    pub not_merged: Vec<String>,
    /// Records left out of a merge because their stamps lie too far in the future.
    pub from_the_future: usize,
    /// Records in quarantine.
    pub quarantined: usize,
}

/// What was wrong with `vault.age`, and what could be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Damage {
    /// The file was not there at all.
    pub missing: bool,
    /// Chunks of 64 KiB that authenticated.
    pub chunks_read: usize,
    /// Chunks that did not.
    pub chunks_lost: usize,
    /// The kept generation that filled the gaps: its sequence, and when it was saved (milliseconds since 1970).
    pub filled_from: Option<(u64, u64)>,
    /// Whether anything may be missing: changes after the generation that filled the gaps.
    pub may_lack_changes: bool,
}

impl Store {
    /// Opens the vault.
    ///
    /// `now` is in milliseconds since 1970 and only serves to recognise stamps of the future in copies that are merged.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(&self, way: &WayIn<'_>, now: u64) -> Result<Open, StoreError> {
        let keys = self.unlock(way)?;
        let mut open = match (keys, way) {
            (Some(keys), _) => self.load(keys)?,
            (None, WayIn::RecoveryKey(paper)) => self.load_by_paper_alone(paper)?,
            (None, WayIn::Password(_)) => return Err(StoreError::SlotsDamaged),
        };
        open.merge_copies(now);
        open.report.quarantined = open.vault.quarantine.len();
        Ok(open)
    }

    /// The keys behind a way in. `None`: the paper fits no slot, so it has to open the vault by itself.
    pub fn unlock(&self, way: &WayIn<'_>) -> Result<Option<Keys>, StoreError> {
        let files = self.slot_files()?;
        if files.is_empty() && !self.exists()? {
            return Err(StoreError::NoVault);
        }
        let kept = self.generations_folder();
        let mut refusal: Option<StoreError> = None;
        let mut tried: Vec<Vec<u8>> = Vec::new();
        for path in files {
            // Once a living file was whole and refused, that is the answer: kept copies may know passwords of the past.
            if path.starts_with(&kept) && matches!(refusal, Some(StoreError::WrongKey)) {
                break;
            }
            let slots = match self.read_slots(&path) {
                Ok(slots) => slots,
                Err(error) => {
                    refusal = refusal.or(Some(error));
                    continue;
                }
            };
            // Copies are mostly alike, and a derivation is too dear to be done twice for nothing.
            let text = slots.to_json();
            if tried.contains(&text) {
                continue;
            }
            tried.push(text);
            match unlock_slots(&slots, way) {
                Ok(keys) => return Ok(Some(keys)),
                Err(error) => refusal = Some(plainer(refusal, error)),
            }
        }
        match (way, refusal) {
            (WayIn::RecoveryKey(_), _) => Ok(None),
            (WayIn::Password(_), refusal) => Err(refusal.unwrap_or(StoreError::SlotsDamaged)),
        }
    }

    /// Reads the vault with keys that are known to be right.
    pub(super) fn load(&self, keys: Keys) -> Result<Open, StoreError> {
        let sealed = match self.disk.read(&self.vault_path(), file::MAX_SEALED) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let damage = Damage {
                    missing: true,
                    may_lack_changes: true,
                    ..Damage::default()
                };
                return self.fall_back(keys, damage, None, StoreError::NoVault);
            }
            Err(error) => return Err(read_error(error)),
        };
        let mark = Mark::of(&sealed);
        match open_with(&sealed, &keys) {
            Ok((plain, used)) => {
                let read = payload::read(&plain, Some(&used.mac))?;
                let recovery = read
                    .header
                    .recovery
                    .parse()
                    .map_err(|_| StoreError::Unreadable)?;
                let report = Report {
                    forged: !read.authentic,
                    ..Report::default()
                };
                Ok(self.opened(read.vault, read.header, report, keys, recovery, Some(mark)))
            }
            Err(keyrack_seal::OpenError::TooLarge) => Err(StoreError::TooLarge),
            Err(error) => self.repair(keys, &sealed, mark, error),
        }
    }

    /// Reads what is left of a damaged vault and fills the gaps from the newest kept state.
    fn repair(
        &self,
        keys: Keys,
        sealed: &[u8],
        mark: Mark,
        error: keyrack_seal::OpenError,
    ) -> Result<Open, StoreError> {
        let kept = self.newest_readable(&keys);
        let salvaged = salvage::salvage(sealed, &keys.identity).or_else(|error| {
            keys.previous
                .as_ref()
                .map_or(Err(error), |old| salvage::salvage(sealed, &old.identity))
        });
        let Ok(salvaged) = salvaged else {
            // Not even a key for the file. If it is whole otherwise, it was sealed for somebody else.
            let refusal = match error {
                keyrack_seal::OpenError::NotForThisKey if kept.is_none() => StoreError::KeysChanged,
                _ => StoreError::Unreadable,
            };
            let damage = Damage {
                may_lack_changes: true,
                ..Damage::default()
            };
            return self.fall_back(keys, damage, Some(mark), refusal);
        };
        let chunks_read = salvaged
            .chunks
            .iter()
            .filter(|chunk| chunk.is_some())
            .count();
        let chunks_lost = salvaged.chunks.len() - chunks_read;
        let all_read = chunks_lost == 0 && salvaged.reached_end;
        let damage = Damage {
            chunks_read,
            chunks_lost,
            may_lack_changes: !all_read,
            ..Damage::default()
        };
        let fallback = kept.as_ref().map(|kept| (&kept.header, &kept.vault));
        match payload::read_salvage(&salvaged, fallback) {
            Some(read) if all_read => {
                let recovery = read
                    .header
                    .recovery
                    .parse()
                    .map_err(|_| StoreError::Unreadable)?;
                let report = Report {
                    damage: Some(damage),
                    ..Report::default()
                };
                let mut open =
                    self.opened(read.vault, read.header, report, keys, recovery, Some(mark));
                open.damaged = true;
                Ok(open)
            }
            Some(read) => {
                let first_line_read = salvaged.chunks.first().is_some_and(Option::is_some);
                let mut open = self.fall_back(keys, damage, Some(mark), StoreError::Unreadable)?;
                // A record without a folder of its own may have lost it with its chunk; the kept state knows it.
                open.vault.merge(&read.vault);
                if first_line_read {
                    let complete = open.header.sequence >= read.header.sequence;
                    if let Some(damage) = &mut open.report.damage {
                        damage.may_lack_changes = !complete;
                    }
                    open.header.sequence = open.header.sequence.max(read.header.sequence);
                }
                Ok(open)
            }
            None => self.fall_back(keys, damage, Some(mark), StoreError::Unreadable),
        }
    }

    /// Opens the newest kept state in place of a vault that cannot be read.
    fn fall_back(
        &self,
        keys: Keys,
        mut damage: Damage,
        mark: Option<Mark>,
        refusal: StoreError,
    ) -> Result<Open, StoreError> {
        let Some(kept) = self.newest_readable(&keys) else {
            return Err(refusal);
        };
        let recovery = kept
            .header
            .recovery
            .parse()
            .map_err(|_| StoreError::Unreadable)?;
        damage.filled_from = Some((kept.header.sequence, kept.header.saved_at));
        let report = Report {
            damage: Some(damage),
            ..Report::default()
        };
        let mut open = self.opened(kept.vault, kept.header, report, keys, recovery, mark);
        open.damaged = true;
        Ok(open)
    }

    /// Opens with the paper where no way in can be read: the paper itself is a recipient of the vault. Nobody can then
    /// say who wrote the payload, and new ways in have to be made before anything can be saved.
    fn load_by_paper_alone(&self, paper: &Identity) -> Result<Open, StoreError> {
        let sealed = self
            .disk
            .read(&self.vault_path(), file::MAX_SEALED)
            .map_err(read_error)?;
        let plain = file::open(&sealed, paper)?;
        let read = payload::read(&plain, None)?;
        let keys = Keys {
            identity: paper.clone(),
            mac: keyrack_seal::MacKey::from_bytes([0; 32]),
            previous: None,
        };
        let report = Report {
            unchecked: true,
            ..Report::default()
        };
        Ok(self.opened(
            read.vault,
            read.header,
            report,
            keys,
            paper.recipient(),
            Some(Mark::of(&sealed)),
        ))
    }

    fn opened(
        &self,
        vault: Vault,
        header: Header,
        report: Report,
        keys: Keys,
        recovery: Recipient,
        mark: Option<Mark>,
    ) -> Open {
        Open {
            store: self.clone(),
            vault,
            header,
            report,
            keys,
            recovery,
            mark,
            merged: Vec::new(),
            damaged: false,
        }
    }

    /// Copies that sync programs leave when two computers wrote, and changes sealed at a lock.
    fn copies(&self) -> Vec<PathBuf> {
        let in_folder = |folder: &Path, wanted: &dyn Fn(&str) -> bool| -> Vec<PathBuf> {
            let entries = self.disk.list(folder).unwrap_or_default();
            entries
                .iter()
                .filter(|entry| wanted(&entry.name))
                .map(|entry| folder.join(&entry.name))
                .collect()
        };
        let conflict =
            |name: &str| name.starts_with("vault") && name.ends_with(".age") && name != VAULT;
        let mut copies = in_folder(&self.folder, &conflict);
        for folder in self.pending_folders() {
            copies.extend(in_folder(&folder, &|name| name.ends_with(".age")));
        }
        copies
    }
}

impl Open {
    /// Joins every copy that these keys open and whose tag is right. They are set aside after the next save.
    fn merge_copies(&mut self, now: u64) {
        for path in self.store.copies() {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            match self.read_copy(&path) {
                Some(mut copy) => {
                    self.report.from_the_future += copy.vault.set_aside_future(now);
                    self.vault.merge(&copy.vault);
                    self.header.sequence = self.header.sequence.max(copy.header.sequence);
                    self.report.merged.push(name);
                    self.merged.push(path);
                }
                None => self.report.not_merged.push(name),
            }
        }
    }

    fn read_copy(&self, path: &Path) -> Option<payload::Read> {
        let sealed = self.store.disk.read(path, file::MAX_SEALED).ok()?;
        let plain = file::open(&sealed, &self.keys.identity).ok()?;
        let read = payload::read(&plain, Some(&self.keys.mac)).ok()?;
        (read.authentic && read.header.vault == self.vault.id).then_some(read)
    }
}

pub(super) fn unlock_slots(slots: &Slots, way: &WayIn<'_>) -> Result<Keys, StoreError> {
    Ok(match way {
        WayIn::Password(password) => slots.unlock(password)?,
        WayIn::RecoveryKey(identity) => slots.unlock_with_key(identity)?,
    })
}

/// Of two refusals, the one that settles the matter: a whole file that says no.
fn plainer(first: Option<StoreError>, second: StoreError) -> StoreError {
    match first {
        Some(StoreError::WrongKey) => StoreError::WrongKey,
        Some(first) if !matches!(second, StoreError::WrongKey) => first,
        _ => second,
    }
}
