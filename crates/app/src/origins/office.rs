//! The folders of an office, from the snapshot on this computer. The log and the keys stay on the disk until somebody
//! needs them.

use std::{collections::BTreeSet, time::Duration};

use keyrack_team::{
    folders::{Folders, Right},
    ids::{FolderId, MemberId, TeamId},
    rules::Role,
};
use keyrack_vault::{
    Account, Compartment, Document, Id, Record, Records, Stamp, Vault,
    disk::Lock,
    files::{LOCK_WAIT, Moment},
};

use super::{
    changes::Changed,
    origin::{Action, Origin},
};
use crate::{
    Error, ErrorCode, Result,
    offices::{
        files::{Mark, OfficeFiles, Snapshot, head_of},
        memory::OfficeMemory,
    },
};

/// How long a change waits for an office that another process is busy with.
const BRIEFLY: Duration = Duration::from_millis(500);

/// The folders of one office.
#[derive(Debug)]
pub(crate) struct OfficeOrigin {
    /// Where they lie.
    pub files: OfficeFiles,
    /// The office.
    pub team: TeamId,
    /// This person in it.
    pub member: MemberId,
    /// All that is known of the folders.
    pub folders: Folders,
    /// What is known besides, while the vault is open.
    pub memory: OfficeMemory,
    /// Counts how often other folders than before were taken over.
    pub version: u64,
    /// Accounts in use that stand in two folders: of each, only the one in the first is shown.
    pub duplicates: BTreeSet<Id>,
    sequence: u64,
    view: Vault,
    mark: Mark,
    /// The last moment that was seen, in milliseconds since 1970: who sets a clock back sees no more for it.
    now: u64,
    lock: Held,
    is_unsaved: bool,
    /// Whether what is unsaved waits until others have saved.
    is_held: bool,
    /// Whether a folder was changed from here since it was last published.
    is_changed_here: bool,
    /// Whether the newest snapshot could not be read.
    is_from_before: bool,
}

/// The lock of the office's folder, while it is held.
struct Held(Option<Box<dyn Lock>>);

impl OfficeOrigin {
    /// The office whose snapshot that is, which was read after `mark` was taken; `now` is in milliseconds since 1970.
    pub fn new(files: OfficeFiles, snapshot: Snapshot, mark: Mark, now: u64) -> Self {
        let mut origin = Self {
            mark,
            files,
            team: snapshot.team,
            member: snapshot.member,
            folders: Folders::default(),
            memory: OfficeMemory::default(),
            version: 0,
            duplicates: BTreeSet::new(),
            sequence: snapshot.sequence,
            view: Vault::new(Id::from_bytes([0; 16])),
            now,
            lock: Held(None),
            is_unsaved: false,
            is_held: false,
            is_changed_here: false,
            is_from_before: snapshot.is_from_before,
        };
        origin.show(snapshot.folders);
        origin
    }

    /// Takes folders over as they are now, and keeps them on the disk.
    pub fn keep(&mut self, folders: Folders) -> Result<()> {
        self.show(folders);
        self.write()
    }

    /// Whether folders are those that are kept already.
    pub fn has_kept(&self, folders: &Folders) -> bool {
        let is_kept = self.mark.is_some() && !self.is_unsaved && !self.is_from_before;
        is_kept && self.folders.is_same_as(folders)
    }

    /// Whether a folder was changed from here, and that is not published yet.
    pub fn is_changed_here(&self) -> bool {
        self.is_changed_here && !self.folders.dirty.is_empty()
    }

    /// Whether what is here is older than what was kept last.
    pub const fn is_from_before(&self) -> bool {
        self.is_from_before
    }

    /// Notes that it is known by now what has to be read once more.
    pub const fn note_reread(&mut self) {
        self.is_from_before = false;
    }

    /// How many folders this member has.
    pub fn live_folders(&self) -> usize {
        let folders = self.view.folders.unsorted();
        folders.filter(|it| it.is_live()).count()
    }

    /// What this member may do with a folder.
    pub fn right(&self, folder: FolderId) -> Option<Right> {
        self.folders.rights.of(folder, self.now)
    }

    /// Whether there are changes of an account's folder that are not published.
    pub fn is_unsent(&self, account: &Account) -> bool {
        let has_dirty = |part| {
            let folder = *account.folder.get();
            folder.is_some_and(|it| self.folders.dirty.contains(&(it, part)))
        };
        has_dirty(Compartment::Codes)
            || !account.recovery.is_empty() && has_dirty(Compartment::Recovery)
    }

    /// Runs something while nobody else changes the office on this computer, and while what is here is the latest.
    pub fn alone<T>(&mut self, run: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let _lock = self.files.lock(LOCK_WAIT)?;
        self.take_over()?;
        run(self)
    }

    /// Reads the snapshot again, if another process wrote it. What waits here to be saved is joined with that.
    fn take_over(&mut self) -> Result<bool> {
        let mark = self.files.mark();
        if mark == self.mark {
            return Ok(false);
        }
        let Some(snapshot) = self.files.snapshot()? else {
            return Err(Error::new(ErrorCode::NoOffice));
        };
        self.mark = mark;
        self.is_from_before |= snapshot.is_from_before;
        self.sequence = snapshot.sequence;
        let mut folders = snapshot.folders;
        if self.is_unsaved {
            for (id, document) in &self.folders.documents {
                match folders.documents.get_mut(id) {
                    Some(known) => known.merge(document),
                    None => _ = folders.documents.insert(*id, document.clone()),
                }
            }
            folders.dirty.extend(self.folders.dirty.iter().copied());
        }
        self.show(folders);
        Ok(true)
    }

    fn write(&mut self) -> Result<()> {
        let sequence = self.sequence + 1;
        let head = head_of(self.team, self.member, sequence, &self.folders);
        let written = self.files.write_snapshot(&head, &self.folders);
        self.is_unsaved = written.is_err();
        self.is_held &= self.is_unsaved;
        self.mark = written?;
        self.sequence = sequence;
        Ok(())
    }

    /// Shows what may be read of the folders, and leaves alone what is shown already: what did not change is known by being
    /// the same.
    fn show(&mut self, folders: Folders) {
        self.folders = folders;
        self.version += 1;
        self.duplicates.clear();
        let mut accounts = BTreeSet::new();
        let mut shown = BTreeSet::new();
        for (id, document) in &self.folders.documents {
            let Some(right) = self.folders.rights.of(*id, self.now) else {
                continue;
            };
            shown.insert(*id);
            if self.view.folders.get(*id) != Some(&document.folder) {
                self.view.folders.insert(document.folder.clone());
            }
            for account in at_home(document) {
                // An id that stands in two folders is that of the first: who edits one must not change the other.
                if accounts.insert(account.id()) {
                    show_account(&mut self.view, account, document, right);
                } else if account.is_live() {
                    self.duplicates.insert(account.id());
                }
            }
        }
        self.view.folders.retain(|it| shown.contains(&it.id()));
        self.view.accounts.retain(|it| accounts.contains(&it.id()));
    }

    /// Takes over from `view` what changed.
    fn take(&mut self, view: &Vault, changed: &Changed, moment: &Moment, aged: Stamp) {
        self.change(view, changed, moment, aged);
        for id in &changed.folders {
            self.view.folders.take_over(*id, &view.folders);
        }
        for id in &changed.accounts {
            self.view.accounts.take_over(*id, &view.accounts);
        }
    }

    /// Takes over from `view` what changed, into the documents.
    fn change(&mut self, view: &Vault, changed: &Changed, moment: &Moment, aged: Stamp) {
        let mut touched = BTreeSet::new();
        for id in &changed.folders {
            if let Some(document) = self.folders.documents.get_mut(id)
                && let Some(folder) = view.folders.get(*id)
            {
                document.folder = folder.clone();
                touched.insert(*id);
            }
        }
        for id in &changed.accounts {
            let before = self.view.accounts.get(*id);
            let before = before.and_then(|it| *it.folder.get());
            let after = view.accounts.get(*id).and_then(|it| *it.folder.get());
            // Where it left, its contents stay until it is seen at home elsewhere.
            for folder in [before, after].into_iter().flatten() {
                if let Some(document) = self.folders.documents.get_mut(&folder) {
                    // Joined: what of it may not be seen here is not in the view.
                    if let Some(account) = view.accounts.get(*id) {
                        document.accounts.insert(account.clone());
                    }
                    touched.insert(folder);
                }
            }
        }
        for folder in touched {
            if let Some(document) = self.folders.documents.get_mut(&folder) {
                document.collect(moment.now, aged);
            }
            self.folders.touch(folder, moment.now);
            self.is_changed_here = true;
            self.memory.changes += 1;
        }
    }
}

impl Origin for OfficeOrigin {
    fn vault(&self) -> &Vault {
        &self.view
    }

    fn may(&self, folder: Option<Id>, action: Action) -> Result<()> {
        let right = folder.and_then(|folder| self.right(folder));
        match (action, right) {
            (_, None) => Err(Error::new(ErrorCode::RemovedFromOffice)),
            (Action::Edit, Some(right)) if right.role < Role::Edit => {
                Err(Error::new(ErrorCode::NeedsEdit))
            }
            (Action::Recover, Some(right)) if !right.recovery => {
                Err(Error::new(ErrorCode::NeedsRecoveryRight))
            }
            _ => Ok(()),
        }
    }

    fn is_read_only(&self) -> bool {
        false
    }

    fn begin(&mut self, moment: &Moment) -> Result<()> {
        self.now = self.now.max(moment.now);
        // Most changes are of other folders.
        self.lock = Held(Some(self.files.lock(BRIEFLY)?));
        self.take_over().map(|_| ())
    }

    fn save(
        &mut self,
        view: &Vault,
        changed: &Changed,
        moment: &Moment,
        aged: Stamp,
    ) -> Result<()> {
        self.take(view, changed, moment, aged);
        let folders = std::mem::take(&mut self.folders);
        self.keep(folders)
    }

    fn hold(
        &mut self,
        view: &Vault,
        changed: &Changed,
        moment: &Moment,
        aged: Stamp,
    ) -> Result<()> {
        self.take(view, changed, moment, aged);
        let folders = std::mem::take(&mut self.folders);
        self.show(folders);
        (self.is_unsaved, self.is_held) = (true, true);
        Ok(())
    }

    fn is_held(&self) -> bool {
        self.is_held
    }

    fn leave(&mut self) {
        self.lock = Held(None);
    }

    fn save_again(&mut self, _: &Moment) -> Result<()> {
        let _lock = self.files.lock(LOCK_WAIT)?;
        self.take_over()?;
        self.write()
    }

    fn is_unsaved(&self) -> bool {
        self.is_unsaved
    }

    fn follow(&mut self, now: u64) -> Result<bool> {
        self.now = self.now.max(now);
        let ended = |it: &Id| self.folders.rights.of(*it, self.now).is_none();
        let has_ended = self.view.folders.unsorted().any(|it| ended(&it.id()));
        if self.is_unsaved {
            return Ok(false);
        }
        let changed = self.take_over()?;
        if has_ended && !changed {
            let folders = std::mem::take(&mut self.folders);
            self.show(folders);
        }
        Ok(changed || has_ended)
    }

    fn settle(&mut self, _: u64) -> Result<()> {
        Ok(())
    }

    fn seal_pending(&mut self, _: &Moment) -> Result<()> {
        let _lock = self.files.lock(BRIEFLY)?;
        self.take_over()?;
        self.write()
    }
}

/// Shows an account, without recovery items where the right to see them is over.
fn show_account(view: &mut Vault, account: &Account, document: &Document, right: Right) {
    let id = account.id();
    if right.recovery || account.recovery.is_empty() {
        if view.accounts.get(id) != Some(account) {
            view.accounts.take_over(id, &document.accounts);
        }
        return;
    }
    let mut part = account.clone();
    part.recovery = Records::default();
    if view.accounts.get(id) != Some(&part) {
        let mut one = Records::default();
        one.insert(part);
        view.accounts.take_over(id, &one);
    }
}

fn at_home(document: &Document) -> impl Iterator<Item = &Account> {
    let accounts = document.accounts.unsorted();
    accounts.filter(|account| document.is_at_home(account))
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "held" } else { "free" })
    }
}
