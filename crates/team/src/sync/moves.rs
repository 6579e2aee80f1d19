//! Accounts that moved from one folder to another (D6): what is left of them where they were.

use std::collections::BTreeSet;

use keyrack_vault::{Account, Compartment, Id, Record, Stamp, stamp::Ticker};

use super::{Pulled, outcome::DAY};
use crate::{ids::FolderId, office::Office};

/// How long an account is at home nowhere, in milliseconds, before an owner's device brings it back.
const PATIENCE: u64 = DAY;

/// An account that left a folder.
pub(crate) type Departed = (FolderId, Id);

impl Office {
    /// Lets go of accounts where they were, once they are seen where they went; what was changed meanwhile where they were
    /// follows them. An account that went nowhere is brought back by an owner's device, if all is here that would say where
    /// it is (`is_whole`).
    pub(super) fn settle_moves(&mut self, is_whole: bool, now: u64, done: &mut Pulled) {
        let mut homeless = BTreeSet::new();
        for departed in self.departed() {
            let homes = self.homes(departed);
            if homes.is_empty() {
                homeless.insert(departed);
            }
            let mut is_whole_there = false;
            for home in homes {
                is_whole_there |= self.follow(departed, home, now, done);
            }
            if is_whole_there {
                self.let_go(departed);
            }
        }
        if self.is_owner() && is_whole && done.wanted.is_empty() && !done.lacks_entries {
            self.bring_back(homeless, now, done);
        }
    }

    fn departed(&self) -> Vec<Departed> {
        let documents = self.folders.documents.iter();
        documents
            .flat_map(|(folder, document)| document.departed().map(|it| (*folder, it.id())))
            .collect()
    }

    /// The folders in which an account is at home that left another one, went there by what that one says, and says itself
    /// that it was there: an account under the same id is another one, for who may change one folder must not change
    /// another.
    fn homes(&self, (left, account): Departed) -> Vec<FolderId> {
        let key = left.to_string();
        let homes = self.where_it_went((left, account)).into_iter();
        homes
            .filter(|folder| {
                self.folders.documents.get(folder).is_some_and(|document| {
                    document.accounts.get(account).is_some_and(|it| {
                        let says_so = it.been.get(&key).is_some() || it.is_gone();
                        document.is_at_home(it) && says_so
                    })
                })
            })
            .collect()
    }

    /// The folders that the marks lead to, one after the other: only who may change a folder says where its accounts went.
    fn where_it_went(&self, (left, account): Departed) -> BTreeSet<FolderId> {
        let key = account.to_string();
        let (mut went, mut at) = (BTreeSet::new(), left);
        while let Some(to) = self
            .folders
            .documents
            .get(&at)
            .and_then(|it| it.folder.moved.get(&key))
            && *to != left
            && went.insert(*to)
        {
            at = *to;
        }
        went
    }

    /// Has what is left of an account follow it, if this member may, and says whether all of it is there and published.
    fn follow(
        &mut self,
        (left, account): Departed,
        home: FolderId,
        now: u64,
        done: &mut Pulled,
    ) -> bool {
        let Some(rest) = self.account(left, account).cloned() else {
            return false;
        };
        if self
            .account(home, account)
            .is_some_and(|it| it.covers(&rest))
        {
            return !self.folders.dirty.contains(&(home, Compartment::Codes));
        }
        let me = self.device();
        let may = |part| self.may_write(me, left, part, now) && self.may_write(me, home, part, now);
        let may =
            may(Compartment::Codes) && (rest.recovery.is_empty() || may(Compartment::Recovery));
        if let Some(document) = self.folders.documents.get_mut(&home).filter(|_| may) {
            document.accounts.insert(rest);
            self.folders.touch(home, now);
            done.changed.insert(home);
        }
        false
    }

    fn account(&self, folder: FolderId, account: Id) -> Option<&Account> {
        self.folders.documents.get(&folder)?.accounts.get(account)
    }

    fn let_go(&mut self, (left, account): Departed) {
        if let Some(document) = self.folders.documents.get_mut(&left) {
            document.accounts.retain(|it| it.id() != account);
        }
    }

    fn bring_back(&mut self, homeless: BTreeSet<Departed>, now: u64, done: &mut Pulled) {
        self.state.homeless.retain(|it, _| homeless.contains(it));
        for departed in homeless {
            let since = *self.state.homeless.entry(departed).or_insert(now);
            if now.saturating_sub(since) < PATIENCE {
                continue;
            }
            let (folder, account) = departed;
            if let Some(stamp) = self.next_stamp(folder, now)
                && let Some(document) = self.folders.documents.get_mut(&folder)
                && let Some(back) = document.accounts.get_mut(account)
            {
                back.folder.set(Some(folder), stamp);
                // It has not come only now.
                back.been.set(&folder.to_string(), Some(true), stamp);
                document.folder.moved.set(&account.to_string(), None, stamp);
                self.folders.touch(folder, now);
                self.state.homeless.remove(&departed);
                done.changed.insert(folder);
            }
        }
    }

    /// A stamp of this device that is later than all in a folder.
    fn next_stamp(&self, folder: FolderId, now: u64) -> Option<Stamp> {
        let document = self.log.document(self.device(), self.keys.member)?;
        let mut ticker = Ticker::new(document.device.replica);
        ticker.observe(self.folders.documents.get(&folder)?.latest());
        ticker.tick(now).ok()
    }
}
