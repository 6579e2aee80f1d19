//! What belongs to one person on one computer: favourites, and what was copied lately. It is nobody else's business, so
//! it lies apart from the vault, sealed for the vault's keys.

mod marks;

use std::path::PathBuf;

use keyrack_vault::{Id, Record, Vault, disk, files::OpenVault};
use zeroize::Zeroizing;

pub(crate) use marks::Personal;

use crate::{Computer, Error, Result, Session, computer::state};

/// The most accounts that count as copied lately.
pub const MAX_RECENT: usize = 20;

/// The largest file that is read, in bytes: more favourites than a vault has accounts.
const MAX: usize = 16 * 1024 * 1024;

impl Session {
    /// Marks accounts as favourites of this person on this computer, or no longer.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`](crate::ErrorCode::NotFound), or why it could not be written; then none is changed.
    pub fn mark_favourites(&mut self, accounts: &[String], on: bool) -> Result<()> {
        let ids = self.all_live(accounts)?;
        self.change_personal(|personal| {
            for id in &ids {
                if on {
                    personal.favourites.insert(*id);
                } else {
                    personal.favourites.remove(id);
                }
            }
        })
    }

    /// Marks accounts that an import has added.
    pub(crate) fn add_favourites(&mut self, accounts: &[Id]) -> Result<()> {
        if accounts.is_empty() {
            return Ok(());
        }
        self.change_personal(|personal| personal.favourites.extend(accounts))
    }

    /// Takes the marks of accounts away.
    pub(crate) fn drop_favourites(&mut self, accounts: &[Id]) -> Result<()> {
        if !accounts
            .iter()
            .any(|id| self.personal.favourites.contains(id))
        {
            return Ok(());
        }
        self.change_personal(|personal| {
            for id in accounts {
                personal.favourites.remove(id);
            }
        })
    }

    /// Notes that something of an account was copied. Where that cannot be written, it is remembered until the lock.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`](crate::ErrorCode::NotFound).
    pub fn note_copied(&mut self, account: &str) -> Result<()> {
        let id = self.live(account)?;
        let note = |personal: &mut Personal| {
            personal.recent.retain(|other| *other != id);
            personal.recent.insert(0, id);
            personal.recent.truncate(MAX_RECENT);
        };
        if self.change_personal(note).is_err() {
            note(&mut self.personal);
        }
        Ok(())
    }

    /// Seals it for the keys that the vault has now. If that fails, nothing but marks is lost.
    pub(crate) fn reseal_personal(&self) {
        let _ = self.personal.write(&self.keyrack.computer, self.own());
    }

    fn all_live(&self, accounts: &[String]) -> Result<Vec<Id>> {
        accounts.iter().map(|account| self.live(account)).collect()
    }

    /// Changes it on disk, while no other process does, and then here.
    fn change_personal(&mut self, change: impl FnOnce(&mut Personal)) -> Result<()> {
        let computer = &self.keyrack.computer;
        let _lock = state::lock(computer)?;
        let mut personal =
            Personal::stored(computer, self.own()).unwrap_or_else(|| self.personal.clone());
        let before = personal.clone();
        change(&mut personal);
        personal.forget_gone(self.vault());
        if personal != before {
            personal.write(computer, self.own())?;
        }
        self.personal = personal;
        Ok(())
    }
}

impl Personal {
    /// What was kept; nothing where that is damaged, missing or sealed for other keys.
    pub fn read(computer: &Computer, open: &OpenVault, view: &Vault) -> Self {
        let mut personal = Self::stored(computer, open).unwrap_or_default();
        personal.forget_gone(view);
        personal
    }

    fn stored(computer: &Computer, open: &OpenVault) -> Option<Self> {
        let sealed = computer.disk.read(&path(computer, open), MAX).ok()?;
        serde_json::from_slice(&open.open_beside(&sealed).ok()?).ok()
    }

    fn write(&self, computer: &Computer, open: &OpenVault) -> Result<()> {
        let path = path(computer, open);
        let json = Zeroizing::new(serde_json::to_vec(self).unwrap_or_default());
        let sealed = open.seal_beside(&json)?;
        disk::replace(&*computer.disk, &path, &sealed).map_err(|error| Error::io(&error, &path))
    }

    /// Drops accounts of which the vault knows nothing any more. One in the trash keeps its mark.
    fn forget_gone(&mut self, vault: &Vault) {
        let is_there = |id: &Id| {
            let account = vault.accounts.get(*id);
            account.is_some_and(|account| !account.is_gone())
        };
        self.favourites.retain(is_there);
        self.recent.retain(is_there);
    }
}

fn path(computer: &Computer, open: &OpenVault) -> PathBuf {
    let vault = open.vault.id;
    computer
        .home
        .join("vaults")
        .join(format!("{vault}.personal.age"))
}
