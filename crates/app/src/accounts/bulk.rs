//! Changes to many accounts at once: one durable change each, for all of them or for none.

use std::collections::BTreeSet;

use keyrack_vault::{Account, Id, Record, Stamp, Vault};

use crate::{
    Error, ErrorCode, Result, Session,
    accounts::{fields, folders, ids::not_found, moving},
};

impl Session {
    /// Moves accounts to a folder, named by id, name, tax number or short code; a name that is not there yet makes a new
    /// one. What leaves an office becomes a new account, and lies in the trash there. Returns how many accounts.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] for an id that is none of an account in use, [`ErrorCode::Ambiguous`], [`ErrorCode::BadValue`],
    /// [`ErrorCode::NeedsRecoveryRight`] for one that leaves an office where recovery items of it may be out of sight, or why
    /// it could not be saved.
    pub fn move_all(&mut self, accounts: &[String], folder: &str) -> Result<usize> {
        self.change_all(accounts, Record::is_live, |vault, ids, stamp| {
            let folder = folders::find_or_make(vault, folder, stamp)?;
            for id in ids {
                moving::move_account(vault, *id, folder, stamp)?;
            }
            Ok(())
        })
    }

    /// Adds tags to accounts and takes others away. Returns how many accounts.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], [`ErrorCode::BadValue`], or why it could not be saved.
    pub fn tag_all(
        &mut self,
        accounts: &[String],
        add: &[String],
        remove: &[String],
    ) -> Result<usize> {
        for tag in add {
            fields::check_text("tags", tag)?;
            // A comma is what stands between tags where they are typed.
            if tag.trim().is_empty() || tag.contains(',') {
                return Err(Error::new(ErrorCode::BadValue).with("field", "tags"));
            }
        }
        self.change_all(accounts, Record::is_live, |vault, ids, stamp| {
            each(vault, ids, |account| {
                for tag in remove.iter().map(|tag| tag.trim()) {
                    if account.tags.get(tag).is_some() {
                        account.tags.set(tag, None, stamp);
                    }
                }
                for tag in add.iter().map(|tag| tag.trim()) {
                    if account.tags.get(tag).is_none() {
                        account.tags.set(tag, Some(true), stamp);
                    }
                }
            });
            Ok(())
        })
    }

    /// Moves accounts to the trash, where they stay for 30 days. Returns how many.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], or why it could not be saved.
    pub fn remove_all(&mut self, accounts: &[String]) -> Result<usize> {
        self.change_all(accounts, Record::is_live, |vault, ids, stamp| {
            each(vault, ids, |account| account.trash(stamp));
            Ok(())
        })
    }

    /// Brings accounts back from the trash. Returns how many.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the trash does not hold one of them, or why it could not be saved.
    pub fn restore_all(&mut self, accounts: &[String]) -> Result<usize> {
        self.change_all(accounts, Record::is_trashed, |vault, ids, stamp| {
            each(vault, ids, |account| account.revive(stamp));
            Ok(())
        })
    }

    /// Makes one change of many accounts, once it is certain that every one of them is there and `fits`. The change may
    /// fail only before it has changed anything.
    fn change_all(
        &mut self,
        accounts: &[String],
        fits: impl Fn(&Account) -> bool,
        change: impl FnOnce(&mut Vault, &BTreeSet<Id>, Stamp) -> Result<()>,
    ) -> Result<usize> {
        let parsed: Result<BTreeSet<Id>> = accounts
            .iter()
            .map(|id| id.parse().map_err(|_| not_found(id)))
            .collect();
        let ids = parsed?;
        if ids.is_empty() {
            return Ok(0);
        }
        self.commit(|vault, stamp| {
            // Looked up only now, because what another computer wrote has just been merged.
            let fits = |id: &Id| vault.accounts.get(*id).is_some_and(&fits);
            if let Some(missing) = ids.iter().find(|id| !fits(id)) {
                return Err(not_found(&missing.to_string()));
            }
            change(vault, &ids, stamp)?;
            Ok(ids.len())
        })
    }
}

fn each(vault: &mut Vault, ids: &BTreeSet<Id>, mut change: impl FnMut(&mut Account)) {
    for id in ids {
        if let Some(account) = vault.accounts.get_mut(*id) {
            change(account);
        }
    }
}
