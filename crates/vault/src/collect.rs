//! What age takes away: the trash, tombstones, secrets that were replaced.

use crate::{Account, Factor, Folder, Record, Records, Stamp, stamp::Replica};

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

/// Purges accounts that were in the trash for too long, drops old tombstones, and forgets what is too old inside the
/// others. What an account holds that `wanted` does not name stays as it is.
pub(crate) fn collect_accounts(
    accounts: &mut Records<Account>,
    limits: &Limits,
    stamp: Stamp,
    wanted: impl Fn(&Account) -> bool,
) -> bool {
    let mut changed = sweep(accounts, limits, stamp, |account| !wanted(account));
    accounts.change_where(
        |account| wanted(account) && limits.concern(account),
        |account| {
            account.tags.drop_removals(limits.tombstone);
            account.also_serves.drop_removals(limits.tombstone);
            account.deadlines.drop_removals(limits.tombstone);
            account.channels.drop_removals(limits.tombstone);
            changed |= sweep(&mut account.factors, limits, stamp, |_| false);
            changed |= sweep(&mut account.recovery, limits, stamp, |_| false);
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

/// Purges a folder that was in the trash for too long, unless something lies in it.
pub(crate) fn collect_folder(
    folder: &mut Folder,
    limits: &Limits,
    stamp: Stamp,
    is_occupied: bool,
) -> bool {
    folder.moved.drop_removals(limits.tombstone);
    let is_due = limits.purge(folder) && !is_occupied;
    if is_due {
        folder.purge(stamp);
    }
    is_due
}

/// Purges folders that were in the trash for too long, unless they are `spared`, and drops old tombstones.
pub(crate) fn collect_folders(
    folders: &mut Records<Folder>,
    limits: &Limits,
    stamp: Stamp,
    spared: impl Fn(&Folder) -> bool,
) -> bool {
    let changed = sweep(folders, limits, stamp, spared);
    folders.change_where(
        |folder| folder.moved.has_removals(limits.tombstone),
        |folder| folder.moved.drop_removals(limits.tombstone),
    );
    changed
}

/// Up to when what was deleted is remembered.
pub(crate) struct Limits {
    trash: Stamp,
    tombstone: Stamp,
    /// Milliseconds since 1970.
    confirmed_before: u64,
}

impl Limits {
    /// Those of a moment, in milliseconds since 1970.
    pub(crate) fn at(now: u64) -> Self {
        let at = |age: u64| Stamp::new(now.saturating_sub(age).max(1), 0, Replica(0));
        Self {
            trash: at(keep::TRASH),
            tombstone: at(keep::TOMBSTONE),
            confirmed_before: now.saturating_sub(keep::REPLACED),
        }
    }

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
