//! The vault in memory: every folder and account, and how two states of it join.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    Account, Factor, Folder, Id, Record, SecretText, Stamp,
    record::Records,
    stamp::{Replica, Replicas},
};

/// Everything that a vault's payload holds.
#[derive(Clone, Debug)]
pub struct Vault {
    /// The vault's own id.
    pub id: Id,
    /// Folders, in whatever state.
    pub folders: Records<Folder>,
    /// Accounts, in whatever state.
    pub accounts: Records<Account>,
    /// Records that could not be read, as they stood.
    pub quarantine: Vec<Quarantined>,
    pub(crate) replicas: Replicas,
}

/// A record that could not be read. It is kept, and tried again whenever the vault opens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarantined {
    /// What it stood for.
    pub kind: RecordKind,
    /// Its text.
    pub raw: SecretText,
    /// Why it was not readable; no part of its content.
    pub reason: String,
}

/// The records that have a line of their own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordKind {
    /// A [`Folder`].
    Folder,
    /// An [`Account`].
    Account,
}

impl std::fmt::Debug for Quarantined {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kind, bytes) = (self.kind, self.raw.reveal().len());
        write!(f, "Quarantined({kind:?} of {bytes} bytes: {})", self.reason)
    }
}

/// How long what was deleted is remembered.
pub mod keep {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    /// Contents of the trash, in milliseconds.
    pub const TRASH: u64 = 30 * DAY;
    /// Replaced secrets after the new one was confirmed, in milliseconds.
    pub const REPLACED: u64 = 30 * DAY;
    /// Tombstones, in milliseconds: longer than any computer stays switched off.
    pub const TOMBSTONE: u64 = 400 * DAY;
    /// How far ahead of our clock another computer's stamps may be, in milliseconds.
    pub const AHEAD: u64 = DAY;
}

impl Vault {
    /// An empty vault.
    #[must_use]
    pub fn new(id: Id) -> Self {
        Self {
            id,
            folders: Records::default(),
            accounts: Records::default(),
            quarantine: Vec::new(),
            replicas: Replicas::default(),
        }
    }

    /// Joins another state of this vault into this one. Commutative, associative and idempotent in what it holds.
    pub fn merge(&mut self, other: &Self) {
        use crate::record::Part;
        self.folders.merge(&other.folders);
        self.accounts.merge(&other.accounts);
        self.quarantine.extend_from_slice(&other.quarantine);
        self.quarantine.sort();
        self.quarantine
            .dedup_by(|a, b| (a.kind, &a.raw) == (b.kind, &b.raw));
        for replica in other.replicas.as_slice() {
            self.replicas.number(*replica);
        }
    }

    /// The latest stamp in the vault.
    #[must_use]
    pub fn latest(&self) -> Stamp {
        use crate::record::Part;
        let mut latest = Stamp::NEVER;
        let mut see = |stamp: Stamp| latest = latest.max(stamp);
        self.folders.stamps(&mut see);
        self.accounts.stamps(&mut see);
        latest
    }

    /// Takes out the records whose stamps are more than [`keep::AHEAD`] beyond `now` (milliseconds since 1970): a
    /// computer with a wrong clock would win every merge for years.
    pub fn set_aside_future(&mut self, now: u64) -> usize {
        let limit = Stamp::new(now.saturating_add(keep::AHEAD), u16::MAX, Replica(u64::MAX));
        let before = self.folders.len() + self.accounts.len();
        self.folders.retain(|folder| folder.changed() <= limit);
        self.accounts.retain(|account| account.changed() <= limit);
        before - self.folders.len() - self.accounts.len()
    }

    /// Accounts in use, in no order that means anything.
    pub fn live_accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.unsorted().filter(|account| account.is_live())
    }

    /// The name of each folder that is to be shown: those in use, and those in the trash that still hold an account in
    /// use, because absence is never deletion.
    #[must_use]
    pub fn shown_folders(&self) -> BTreeMap<Id, &Folder> {
        let occupied: BTreeSet<Id> = self
            .live_accounts()
            .filter_map(|account| *account.folder.get())
            .collect();
        self.folders
            .iter()
            .filter(|folder| folder.is_live() || occupied.contains(&folder.id()))
            .map(|folder| (folder.id(), folder))
            .collect()
    }

    /// Moves an account, leaving a mark where it was, and one on the account itself.
    pub fn move_account(&mut self, account: Id, to: Id, stamp: Stamp) {
        let Some(moved) = self.accounts.get_mut(account) else {
            return;
        };
        let from = *moved.folder.get();
        if !moved.folder.update(Some(to), stamp) {
            return;
        }
        if let Some(from) = from {
            moved.been.set(&from.to_string(), Some(true), stamp);
        }
        // A mark would bring a folder back of which only the tombstone is left.
        let mut mark = |folder: Id, moved: Option<Id>| {
            let folder = self.folders.get_mut(folder);
            if let Some(folder) = folder.filter(|folder| !folder.is_gone()) {
                folder.moved.set(&account.to_string(), moved, stamp);
            }
        };
        mark(to, None);
        if let Some(from) = from {
            mark(from, Some(to));
        }
    }

    /// Removes for good what was deleted long ago; `now` is in milliseconds since 1970. Returns whether anything went.
    ///
    /// `stamp` dates the removal. Ages are counted from a record's stamp, so a clock that runs ahead only shortens the
    /// time in the trash, and one that runs behind only lengthens it.
    pub fn collect(&mut self, now: u64, stamp: Stamp) -> bool {
        let at = |age: u64| Stamp::new(now.saturating_sub(age).max(1), 0, Replica(0));
        let limits = Limits {
            trash: at(keep::TRASH),
            tombstone: at(keep::TOMBSTONE),
            confirmed_before: now.saturating_sub(keep::REPLACED),
        };
        let mut changed = sweep(&mut self.accounts, &limits, stamp, |_| false);
        // A folder stays as long as anything lies in it: what comes back from the trash is to find its client's name.
        let occupied: BTreeSet<Id> = self
            .accounts
            .unsorted()
            .filter(|account| !account.is_gone())
            .filter_map(|account| *account.folder.get())
            .collect();
        changed |= sweep(&mut self.folders, &limits, stamp, |folder| {
            occupied.contains(&folder.id())
        });
        self.folders.change_where(
            |folder| folder.moved.has_removals(limits.tombstone),
            |folder| folder.moved.drop_removals(limits.tombstone),
        );
        self.accounts.change_where(
            |account| limits.concern(account),
            |account| {
                account.tags.drop_removals(limits.tombstone);
                account.also_serves.drop_removals(limits.tombstone);
                account.deadlines.drop_removals(limits.tombstone);
                account.channels.drop_removals(limits.tombstone);
                changed |= sweep(&mut account.factors, &limits, stamp, |_| false);
                changed |= sweep(&mut account.recovery, &limits, stamp, |_| false);
                account.factors.change_where(
                    |factor| limits.forget_secrets_of(factor),
                    |factor| {
                        changed |= factor
                            .versions
                            .forget_replaced(limits.confirmed_before, limits.tombstone);
                    },
                );
            },
        );
        changed
    }
}

/// Up to when what was deleted is remembered.
struct Limits {
    trash: Stamp,
    tombstone: Stamp,
    /// Milliseconds since 1970.
    confirmed_before: u64,
}

impl Limits {
    /// Whether anything inside the account is too old to be kept.
    fn concern(&self, account: &Account) -> bool {
        account.tags.has_removals(self.tombstone)
            || account.also_serves.has_removals(self.tombstone)
            || account.deadlines.has_removals(self.tombstone)
            || account.channels.has_removals(self.tombstone)
            || account.factors.unsorted().any(|factor| {
                self.purge(factor) || self.drop(factor) || self.forget_secrets_of(factor)
            })
            || account
                .recovery
                .unsorted()
                .any(|item| self.purge(item) || self.drop(item))
    }

    fn forget_secrets_of(&self, factor: &Factor) -> bool {
        factor
            .versions
            .has_forgettable(self.confirmed_before, self.tombstone)
    }

    /// Whether a record has been in the trash for too long.
    fn purge(&self, record: &impl Record) -> bool {
        record.is_trashed() && record.life().stamp() < self.trash
    }

    /// Whether even the tombstone is too old.
    fn drop(&self, record: &impl Record) -> bool {
        record.is_gone() && record.purged() < self.tombstone
    }
}

fn sweep<R: Record>(
    records: &mut Records<R>,
    limits: &Limits,
    stamp: Stamp,
    spared: impl Fn(&R) -> bool,
) -> bool {
    let mut changed = false;
    records.change_where(
        |record| limits.purge(record) && !spared(record),
        |record| {
            record.purge(stamp);
            changed = true;
        },
    );
    let before = records.len();
    records.retain(|record| !limits.drop(record));
    changed || records.len() < before
}
