//! Opening: ways in, the vault itself, what lies beside it, and what is done when something is damaged.

use std::path::{Path, PathBuf};

use keyrack_seal::{
    Identity, OpenError, file, salvage,
    slot::{Keys, Slot, Slots},
};

use super::{Mark, Open, Store, StoreError, VAULT, WayIn, generations::open_with, read_error};
use crate::payload::{self, PayloadError};

/// What opening found. All of it is for the user to know; none of it lost an account without saying so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// `vault.age` was missing or damaged.
    pub damage: Option<Damage>,
    /// The payload's tag is wrong: written by someone without the vault's keys. The vault is open for reading only.
    pub forged: bool,
    /// The tag could not be checked: no way in could be read and the recovery key opened the vault by itself, or a part
    /// of the file is lost and no kept state can fill it. The vault is open for reading only, until it gets new ways in.
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

impl Damage {
    /// Nothing could be read, and nobody knows what was in it.
    fn unknown() -> Self {
        Self {
            may_lack_changes: true,
            ..Self::default()
        }
    }
}

impl Store {
    /// Opens the vault.
    ///
    /// `now` is in milliseconds since 1970 and only serves to recognise stamps of the future in copies that are merged.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(&self, way: &WayIn<'_>, now: u64) -> Result<Open, StoreError> {
        let open = match (self.unlock(way)?, way) {
            (Some(keys), _) => return self.open_with_keys(keys, now),
            (None, WayIn::RecoveryKey(paper)) => self.load_by_paper_alone(paper)?,
            (None, WayIn::Password(_)) => return Err(StoreError::SlotsDamaged),
        };
        Ok(open.joined(now))
    }

    /// Opens the vault with keys that a way in outside its folder led to.
    ///
    /// # Errors
    /// [`StoreError::KeysChanged`] when the vault has other keys by now; else as for [`Store::open`].
    pub fn open_with_keys(&self, keys: Keys, now: u64) -> Result<Open, StoreError> {
        Ok(self.load(keys)?.joined(now))
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
                    ..Damage::unknown()
                };
                let kept = self.newest_readable(&keys);
                return self.fall_back(keys, kept, damage, None, StoreError::NoVault);
            }
            Err(error) => return Err(read_error(error)),
        };
        let mark = Mark::of(&sealed);
        let read = match open_with(&sealed, &keys) {
            Ok((plain, used)) => payload::read(&plain, Some(&used.mac)),
            Err(error) => return self.repair(keys, &sealed, mark, error),
        };
        match read {
            Ok(read) => {
                let report = Report {
                    forged: !read.authentic,
                    ..Report::default()
                };
                self.opened(read, report, keys, Some(mark))
            }
            // The public key is no secret: anyone can seal rubbish to it.
            Err(PayloadError::NotAVault) => {
                let kept = self.newest_readable(&keys);
                self.fall_back(
                    keys,
                    kept,
                    Damage::unknown(),
                    Some(mark),
                    StoreError::Unreadable,
                )
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Reads what is left of a damaged vault and fills the gaps from the newest kept state.
    fn repair(
        &self,
        keys: Keys,
        sealed: &[u8],
        mark: Mark,
        error: OpenError,
    ) -> Result<Open, StoreError> {
        if error == OpenError::NotForThisKey && self.was_sealed_anew(&keys) {
            return Err(StoreError::KeysChanged);
        }
        let kept = self.newest_readable(&keys);
        let salvaged = [Some(&keys), keys.previous.as_deref()]
            .into_iter()
            .flatten()
            .find_map(|keys| Some((salvage::salvage(sealed, &keys.identity).ok()?, &keys.mac)));
        let Some((salvaged, mac)) = salvaged else {
            // Not even a key for the file. If it is whole otherwise, it was sealed for somebody else.
            let refusal = match error {
                OpenError::NotForThisKey => StoreError::KeysChanged,
                error => error.into(),
            };
            return self.fall_back(keys, kept, Damage::unknown(), Some(mark), refusal);
        };
        let chunks_read = salvaged.chunks.iter().flatten().count();
        let chunks_lost = salvaged.chunks.len() - chunks_read;
        let all_read = chunks_lost == 0 && salvaged.reached_end;
        let first_line_read = salvaged.chunks.first().is_some_and(Option::is_some);
        let damage = Damage {
            chunks_read,
            chunks_lost,
            may_lack_changes: !all_read,
            ..Damage::default()
        };
        let fallback = kept.as_ref().map(|kept| (&kept.header, &kept.vault));
        let Some(read) = payload::read_salvage(&salvaged, mac, fallback) else {
            let refusal = StoreError::Unreadable;
            return self.fall_back(
                keys,
                kept,
                Damage {
                    may_lack_changes: true,
                    ..damage
                },
                Some(mark),
                refusal,
            );
        };
        if all_read || kept.is_none() {
            let report = Report {
                damage: Some(damage),
                forged: all_read && !read.authentic,
                unchecked: !all_read,
                ..Report::default()
            };
            let mut open = self.opened(read, report, keys, Some(mark))?;
            open.damaged = true;
            return Ok(open);
        }
        let mut open = self.fall_back(keys, kept, damage, Some(mark), StoreError::Unreadable)?;
        if first_line_read && open.header.sequence >= read.header.sequence {
            // The kept state is the very one that was damaged, and its tag was checked.
            if let Some(damage) = &mut open.report.damage {
                damage.may_lack_changes = false;
            }
        } else {
            open.vault.merge(&read.vault);
            open.newest = open.newest.max(read.header.sequence);
        }
        Ok(open)
    }

    /// Opens the newest kept state in place of a vault that cannot be read.
    fn fall_back(
        &self,
        keys: Keys,
        kept: Option<payload::Read>,
        mut damage: Damage,
        mark: Option<Mark>,
        refusal: StoreError,
    ) -> Result<Open, StoreError> {
        let Some(kept) = kept else {
            return Err(refusal);
        };
        damage.filled_from = Some((kept.header.sequence, kept.header.saved_at));
        let report = Report {
            damage: Some(damage),
            ..Report::default()
        };
        let mut open = self.opened(kept, report, keys, mark)?;
        open.damaged = true;
        Ok(open)
    }

    /// Whether the ways in lead to other keys than these. A vault that these do not open is then not damaged.
    fn was_sealed_anew(&self, keys: &Keys) -> bool {
        let ours = [Some(keys), keys.previous.as_deref()].map(|keys| {
            let keys = keys?;
            Some(keys.identity.recipient().to_string())
        });
        let leads_elsewhere = |slot: &Slot| {
            let opens = slot.opens();
            opens.is_some_and(|opens| !ours.iter().flatten().any(|ours| ours == opens))
        };
        self.read_slots(&self.slots_path())
            .is_ok_and(|slots| slots.slots.iter().any(leads_elsewhere))
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
        let open = self.opened(read, report, keys, Some(Mark::of(&sealed)))?;
        // Not the one that the payload names, which nobody vouches for.
        let recovery = paper.recipient();
        Ok(Open { recovery, ..open })
    }

    fn opened(
        &self,
        read: payload::Read,
        report: Report,
        keys: Keys,
        mark: Option<Mark>,
    ) -> Result<Open, StoreError> {
        let recovery = read.header.recovery.parse();
        Ok(Open {
            store: self.clone(),
            newest: read.header.sequence,
            vault: read.vault,
            header: read.header,
            report,
            keys,
            recovery: recovery.map_err(|_| StoreError::Unreadable)?,
            mark,
            sight: None,
            unsaved: false,
            unsettled: false,
            kept: None,
            merged: Vec::new(),
            saved: Vec::new(),
            damaged: false,
        })
    }

    /// Copies that sync programs leave when two computers wrote, and changes sealed at a lock.
    fn copies(&self) -> Vec<PathBuf> {
        let in_folder = |folder: &Path, wanted: &dyn Fn(&str) -> bool| -> Vec<PathBuf> {
            let listed = if folder == self.folder {
                self.disk.list(folder)
            } else {
                self.disk.list_inside(folder)
            };
            let entries = listed.unwrap_or_default();
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
    /// With what lies beside the vault.
    fn joined(mut self, now: u64) -> Self {
        self.merge_copies(now);
        self.report.quarantined = self.vault.quarantine.len();
        self
    }

    /// Joins every copy that these keys open and whose tag is right, and says whether there was one. They are set aside
    /// after the next save.
    pub(super) fn merge_copies(&mut self, now: u64) -> bool {
        self.report.not_merged.clear();
        self.report.from_the_future = 0;
        let mut any = false;
        for path in self.store.copies() {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            match self.read_copy(&path) {
                Some(mut copy) => {
                    any = true;
                    let left_out = copy.vault.set_aside_future(now);
                    self.report.from_the_future += left_out;
                    self.vault.merge(&copy.vault);
                    self.newest = self.newest.max(copy.header.sequence);
                    if !self.report.merged.contains(&name) {
                        self.report.merged.push(name);
                    }
                    // What was left out is nowhere else, so its file stays until our clock has come that far.
                    if left_out == 0 && !self.merged.contains(&path) {
                        self.merged.push(path);
                    }
                }
                None => self.report.not_merged.push(name),
            }
        }
        any
    }

    fn read_copy(&self, path: &Path) -> Option<payload::Read> {
        let sealed = self.store.disk.read(path, file::MAX_SEALED).ok()?;
        let (plain, keys) = open_with(&sealed, &self.keys).ok()?;
        let read = payload::read(&plain, Some(&keys.mac)).ok()?;
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
