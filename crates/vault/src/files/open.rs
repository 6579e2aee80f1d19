//! Opening: ways in, the vault itself, what lies beside it, and what is done when something is damaged.
//!
//! Whoever can write to the folder can write everything in it, and seal to public keys. So a file is believed only for
//! what a tag under the vault's keys vouches for, and what has none is neither shown nor merged.

use std::path::{Path, PathBuf};

use keyrack_seal::{
    Identity, MacKey, OpenError, file,
    salvage::{self, Salvage},
    slot::{Budget, Keys, Slot, SlotError, Slots, Unlocked},
};

use super::{
    FilesError, Mark, OpenVault, VAULT, VaultFiles, WayIn,
    generations::{MAX_COPIES_BYTES, read_sealed},
    read_error,
};
use crate::{
    Id,
    payload::{self, PayloadError},
};

/// The most files with ways in that one opening looks at: the living one, and copies of it.
const MAX_SLOT_FILES: usize = 64;
/// The most copies that one opening looks at.
const MAX_COPIES: usize = 64;

/// What opening found. All of it is for the user to know; none of it lost an account without saying so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// `vault.age` was missing or damaged, or not ours.
    pub damage: Option<Damage>,
    /// A kept state that was newer than the vault's file, and was merged: its sequence, and when it was saved (milliseconds
    /// since 1970).
    pub newer_kept: Option<(u64, u64)>,
    /// Copies of sync programs and pending changes that were merged.
    pub merged: Vec<String>,
    /// Copies that these keys do not open, that are damaged, or too many; they stay where they are.
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
    /// It was readable, and written by somebody without the vault's keys.
    pub forged: bool,
    /// Chunks of 64 KiB that authenticated.
    pub chunks_read: usize,
    /// Chunks that did not.
    pub chunks_lost: usize,
    /// The kept generation that filled the gaps: its sequence, and when it was saved (milliseconds since 1970).
    pub filled_from: Option<(u64, u64)>,
    /// Whether anything may be missing: changes after the generation that filled the gaps.
    pub may_lack_changes: bool,
}

impl VaultFiles {
    /// Opens the vault.
    ///
    /// `now` is in milliseconds since 1970 and only serves to recognise stamps of the future in copies that are merged.
    ///
    /// # Errors
    /// [`FilesError`].
    pub fn open(&self, way: &WayIn<'_>, now: u64) -> Result<OpenVault, FilesError> {
        match (self.unlock(way)?, way) {
            (unlocked, WayIn::RecoveryKey(paper)) => self.open_by_paper(unlocked, paper, now),
            (Some(unlocked), WayIn::Password(_)) => self.open_with_keys(unlocked, now),
            (None, WayIn::Password(_)) => Err(FilesError::SlotsDamaged),
        }
    }

    /// Opens the vault with what a way in led to.
    ///
    /// # Errors
    /// [`FilesError::KeysChanged`] when the vault has other keys by now; else as for [`VaultFiles::open`].
    pub fn open_with_keys(&self, unlocked: Unlocked, now: u64) -> Result<OpenVault, FilesError> {
        Ok(self.load(unlocked)?.joined(now))
    }

    /// By the keys to which its way in led; and by itself where they do not open what is there, because a way in of the
    /// past may have been put back.
    fn open_by_paper(
        &self,
        unlocked: Option<Unlocked>,
        paper: &Identity,
        now: u64,
    ) -> Result<OpenVault, FilesError> {
        let by_way = unlocked.map(|unlocked| self.open_with_keys(unlocked, now));
        let open = match by_way {
            Some(Ok(open)) if open.report.damage.is_none() => return Ok(open),
            Some(open) => open,
            None => return self.open_by_paper_alone(paper, now),
        };
        match (open, self.open_by_paper_alone(paper, now)) {
            (Ok(open), Ok(alone)) => {
                let is_newer = alone.header.sequence > open.header.sequence;
                let is_better = alone.report.damage.is_none() || is_newer;
                Ok(if is_better { alone } else { open })
            }
            (Err(_), Ok(alone)) => Ok(alone),
            (open, Err(_)) => open,
        }
    }

    /// Where no way in is left that the paper vouches for, it opens by itself: it is a recipient of every state, and each
    /// bears a tag under the paper's own key. The vault's keys are unknown then, and new ways in have to be made before
    /// anything can be saved.
    fn open_by_paper_alone(&self, paper: &Identity, now: u64) -> Result<OpenVault, FilesError> {
        let keys = Keys::of_paper(paper);
        let open = self.load(Unlocked { keys, kdf: None });
        open.map(|open| open.joined(now))
            .map_err(|error| match error {
                FilesError::KeysChanged => FilesError::WrongKey,
                error => error,
            })
    }

    /// The keys behind a way in. `None`: the paper fits no slot, so it has to open the vault by itself.
    ///
    /// # Errors
    /// [`FilesError::WrongKey`] and [`FilesError::SlotsDamaged`] for a password that was tried in vain; else why none could
    /// be tried.
    pub fn unlock(&self, way: &WayIn<'_>) -> Result<Option<Unlocked>, FilesError> {
        let files = self.slot_files()?;
        if files.is_empty() && !self.exists()? {
            return Err(FilesError::NoVault);
        }
        let mut budget = Budget::of_one_opening();
        let mut refusal = SlotError::None;
        let mut unread = None;
        for path in files.into_iter().take(MAX_SLOT_FILES) {
            let slots = match self.read_slots(&path) {
                Ok(slots) => slots,
                Err(error) => {
                    unread = unread.or(Some(error));
                    continue;
                }
            };
            match unlock_slots(&slots, way, &mut budget) {
                Ok(unlocked) => return Ok(Some(unlocked)),
                Err(error) => refusal = refusal.max(error),
            }
        }
        match (way, refusal) {
            (WayIn::RecoveryKey(_), _) => Ok(None),
            (WayIn::Password(_), SlotError::None) => {
                Err(unread.unwrap_or(FilesError::SlotsDamaged))
            }
            (WayIn::Password(_), refusal) => Err(refusal.into()),
        }
    }

    /// Reads the vault with keys that are known to be right.
    pub(super) fn load(&self, unlocked: Unlocked) -> Result<OpenVault, FilesError> {
        let sealed = match self.disk.read(&self.vault_path(), file::MAX_SEALED) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let damage = Damage {
                    missing: true,
                    may_lack_changes: true,
                    ..Damage::default()
                };
                let kept = self.newest_readable(&unlocked.keys);
                let kept = kept.ok_or(FilesError::NoVault)?;
                return Ok(self.filled(unlocked, kept, damage, None));
            }
            Err(error) => return Err(read_error(error)),
        };
        let mark = Mark::of(&sealed);
        match read_sealed(&sealed, &unlocked.keys) {
            Ok(read) => Ok(self.opened(read, Report::default(), unlocked, Some(mark))),
            Err(error @ FilesError::Newer { .. }) => Err(error),
            Err(_) => self.repair(unlocked, &sealed, mark),
        }
    }

    /// Opens what is left of a damaged vault: the newest kept state, and every line of the damaged file that bears a right
    /// tag.
    fn repair(
        &self,
        unlocked: Unlocked,
        sealed: &[u8],
        mark: Mark,
    ) -> Result<OpenVault, FilesError> {
        let keys = &unlocked.keys;
        let found =
            keys.and_previous()
                .find_map(|keys| match salvage::salvage(sealed, &keys.identity) {
                    Ok(salvaged) => Some((salvaged, &keys.mac)),
                    Err(_) => None,
                });
        // The paper saves nothing by itself, so to show it what was kept before somebody put other files there does no
        // harm.
        let by_paper = unlocked.kdf.is_none();
        if found.is_none() && !by_paper && self.was_sealed_anew(sealed, keys) {
            return Err(FilesError::KeysChanged);
        }
        let kept = self.newest_readable(keys);
        let mut damage = Damage {
            may_lack_changes: true,
            ..Damage::default()
        };
        let Some((salvage, mac)) = found else {
            // Not even a key for the file. Without a kept state, nobody can say whether it is damaged or somebody else's.
            let refusal = match file::open(sealed, &keys.identity) {
                Err(OpenError::NotForThisKey) => FilesError::KeysChanged,
                Err(OpenError::TooLarge) => FilesError::TooLarge,
                _ => FilesError::Unreadable,
            };
            let kept = kept.ok_or(refusal)?;
            return Ok(self.filled(unlocked, kept, damage, Some(mark)));
        };
        let found = read_salvaged(&salvage, mac, kept.as_ref(), &mut damage)?;
        match found {
            Some(found) => self.joined_with_kept(unlocked, found, kept, damage, mark),
            None => {
                let kept = kept.ok_or(FilesError::Unreadable)?;
                Ok(self.filled(unlocked, kept, damage, Some(mark)))
            }
        }
    }

    /// Opens what the lines of a damaged file gave, joined with what is kept.
    fn joined_with_kept(
        &self,
        unlocked: Unlocked,
        found: payload::Salvaged,
        kept: Option<payload::Read>,
        mut damage: Damage,
        mark: Mark,
    ) -> Result<OpenVault, FilesError> {
        let sequence = found.header.as_ref().map(|header| header.sequence);
        let mut open = match (kept, found.header) {
            (Some(kept), header) if !found.whole => {
                // The kept state may be the very one that was damaged.
                let same = header.is_some_and(|header| header.sequence <= kept.header.sequence);
                damage.may_lack_changes = !same;
                let mut open = self.filled(unlocked, kept, damage, Some(mark));
                open.vault.merge(&found.vault);
                open
            }
            // Of a header alone nobody would know what it stood for.
            (_, Some(header)) if header.accounts > 0 && found.vault.accounts.is_empty() => {
                return Err(FilesError::Unreadable);
            }
            (_, Some(header)) => {
                let read = payload::Read {
                    header,
                    vault: found.vault,
                };
                let report = Report {
                    damage: Some(damage),
                    ..Report::default()
                };
                self.opened(read, report, unlocked, Some(mark))
            }
            (_, None) => return Err(FilesError::Unreadable),
        };
        open.newest = open.newest.max(sequence.unwrap_or_default());
        open.damaged = true;
        Ok(open)
    }

    /// Opens a kept state in place of a vault that cannot be read.
    fn filled(
        &self,
        unlocked: Unlocked,
        kept: payload::Read,
        mut damage: Damage,
        mark: Option<Mark>,
    ) -> OpenVault {
        damage.filled_from = Some((kept.header.sequence, kept.header.saved_at));
        let report = Report {
            damage: Some(damage),
            ..Report::default()
        };
        let mut open = self.opened(kept, report, unlocked, mark);
        open.damaged = true;
        open
    }

    /// Whether a file that these keys do not open was sealed under others to which the ways in lead. It is then not
    /// damaged.
    fn was_sealed_anew(&self, sealed: &[u8], keys: &Keys) -> bool {
        if file::open(sealed, &keys.identity).err() != Some(OpenError::NotForThisKey) {
            return false;
        }
        let ours: Vec<String> = keys
            .and_previous()
            .map(|keys| keys.identity.recipient().id())
            .collect();
        let leads_elsewhere = |slot: &Slot| {
            let opens = slot.opens();
            opens.is_some_and(|opens| !ours.iter().any(|ours| ours == opens))
        };
        self.read_slots(&self.slots_path())
            .is_ok_and(|slots| slots.slots.iter().any(leads_elsewhere))
    }

    pub(super) fn opened(
        &self,
        read: payload::Read,
        report: Report,
        unlocked: Unlocked,
        mark: Option<Mark>,
    ) -> OpenVault {
        OpenVault {
            files: self.clone(),
            newest: read.header.sequence,
            vault: read.vault,
            header: read.header,
            report,
            keys: unlocked.keys,
            kdf: unlocked.kdf,
            mark,
            sight: None,
            unsaved: false,
            unsettled: false,
            kept: None,
            merged: Vec::new(),
            saved: Vec::new(),
            damaged: false,
        }
    }

    /// Copies that sync programs leave when two computers wrote, and changes sealed at a lock: as many as one opening can
    /// look at, and the others.
    fn copies(&self, vault: Id) -> [Vec<PathBuf>; 2] {
        let mut bytes = 0_u64;
        let [mut copies, mut others] = [Vec::new(), Vec::new()];
        let conflict =
            |name: &str| name.starts_with("vault") && name.ends_with(".age") && name != VAULT;
        let pending = |name: &str| name.ends_with(".age");
        let mut look = |folder: &Path, wanted: &dyn Fn(&str) -> bool| {
            let listed = match folder == self.folder {
                true => self.disk.list(folder),
                false => self.disk.list_inside(folder),
            };
            for entry in listed.unwrap_or_default() {
                if !wanted(&entry.name) {
                    continue;
                }
                let with_this = bytes.saturating_add(entry.size);
                let fits = copies.len() < MAX_COPIES && with_this <= MAX_COPIES_BYTES;
                if fits {
                    bytes = with_this;
                }
                let list = if fits { &mut copies } else { &mut others };
                list.push(folder.join(&entry.name));
            }
        };
        // First what was sealed on this computer, because nobody else can fill that folder.
        for folder in self.pending_folders(vault).rev() {
            look(&folder, &pending);
        }
        look(&self.folder, &conflict);
        [copies, others]
    }
}

impl OpenVault {
    /// With what lies beside the vault.
    fn joined(mut self, now: u64) -> Self {
        self.merge_newer_kept();
        self.merge_copies(now);
        self.report.quarantined = self.vault.quarantine.len();
        self
    }

    /// Joins a kept state that is newer than the vault's file: then somebody has put an old file back. That nobody with the
    /// keys took what is in it back is shown by its tag.
    fn merge_newer_kept(&mut self) {
        let files = &self.files;
        if let Some(kept) = files.readable_after(self.header.sequence, &self.keys)
            && kept.header.vault == self.vault.id
        {
            self.vault.merge(&kept.vault);
            self.newest = self.newest.max(kept.header.sequence);
            self.report.newer_kept = Some((kept.header.sequence, kept.header.saved_at));
        }
    }

    /// Joins every copy that these keys open and whose tag is right, and says whether there was one. They are set aside
    /// after the next save.
    pub(super) fn merge_copies(&mut self, now: u64) -> bool {
        self.report.not_merged.clear();
        self.report.from_the_future = 0;
        let mut any = false;
        let name_of = |path: &Path| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        };
        let [copies, others] = self.files.copies(self.vault.id);
        for path in copies {
            let name = name_of(&path);
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
        let others = others.iter().map(|path| name_of(path));
        self.report.not_merged.extend(others);
        any
    }

    fn read_copy(&self, path: &Path) -> Option<payload::Read> {
        let sealed = self.files.disk.read(path, file::MAX_SEALED).ok()?;
        let read = read_sealed(&sealed, &self.keys).ok()?;
        (read.header.vault == self.vault.id).then_some(read)
    }
}

pub(super) fn unlock_slots(
    slots: &Slots,
    way: &WayIn<'_>,
    budget: &mut Budget,
) -> Result<Unlocked, SlotError> {
    match way {
        WayIn::Password(password) => slots.unlock(password, budget),
        WayIn::RecoveryKey(identity) => slots.unlock_with_key(identity),
    }
}

/// Reads the lines of a damaged file, and notes what they tell of the damage; none where no line bears a right tag.
fn read_salvaged(
    salvage: &Salvage,
    mac: &MacKey,
    kept: Option<&payload::Read>,
    damage: &mut Damage,
) -> Result<Option<payload::Salvaged>, FilesError> {
    damage.chunks_read = salvage.chunks.iter().flatten().count();
    damage.chunks_lost = salvage.chunks.len() - damage.chunks_read;
    let first_line_is_there = salvage.chunks.first().is_some_and(Option::is_some);
    match payload::read_salvage(salvage, mac, kept) {
        Ok(found) => {
            damage.forged = first_line_is_there && found.header.is_none();
            damage.may_lack_changes = !found.whole;
            Ok(Some(found))
        }
        Err(error @ PayloadError::Newer { .. }) => Err(error.into()),
        Err(_) => {
            damage.forged = first_line_is_there;
            Ok(None)
        }
    }
}
