//! The vault in memory: every folder and account, and how two states of it join.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Account, Folder, Id, Quarantined, Record, Stamp,
    collect::{Limits, collect_accounts, collect_folders, keep},
    quarantine::merge_quarantine,
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
    /// Folders that are shared with others, where this is a view of several origins, and the number of the origin that each
    /// is of. No file holds it.
    pub shared: BTreeMap<Id, usize>,
    pub(crate) replicas: Replicas,
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
            shared: BTreeMap::new(),
            replicas: Replicas::default(),
        }
    }

    /// Whether an account lies in a folder that is shared with others.
    #[must_use]
    pub fn is_shared(&self, account: Id) -> bool {
        let account = self.accounts.get(account);
        let folder = account.and_then(|it| *it.folder.get());
        folder.is_some_and(|it| self.shared.contains_key(&it))
    }

    /// Joins another state of this vault into this one. Commutative, associative and idempotent in what it holds.
    pub fn merge(&mut self, other: &Self) {
        use crate::record::Part;
        self.folders.merge(&other.folders);
        self.accounts.merge(&other.accounts);
        merge_quarantine(&mut self.quarantine, &other.quarantine);
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
        let limit = latest_in_time(now);
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
        let limits = Limits::at(now);
        let changed = collect_accounts(&mut self.accounts, &limits, stamp, |_| true);
        // A folder stays as long as anything lies in it: what comes back from the trash is to find its client's name.
        let occupied: BTreeSet<Id> = self
            .accounts
            .unsorted()
            .filter(|account| !account.is_gone())
            .filter_map(|account| *account.folder.get())
            .collect();
        let is_occupied = |folder: &Folder| occupied.contains(&folder.id());
        collect_folders(&mut self.folders, &limits, stamp, is_occupied) || changed
    }
}

/// The last stamp that is not set aside at `now`, in milliseconds since 1970.
pub(crate) fn latest_in_time(now: u64) -> Stamp {
    Stamp::new(now.saturating_add(keep::AHEAD), u16::MAX, Replica(u64::MAX))
}
