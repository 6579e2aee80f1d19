//! Adding, editing and removing accounts.

use std::collections::BTreeSet;

use keyrack_vault::{Account, Factor, Id, Record, Recovery, Stamp, Vault};

use super::{
    fields, folders,
    ids::{by_id, make_id, not_found},
    moving,
    views::{row, view},
};
use crate::{
    Error, ErrorCode, NewFactor, Result, Session,
    view::{AccountRow, AccountView},
};

/// A new account with one factor.
#[derive(Debug, Clone, Default)]
pub struct NewAccount {
    /// Everything about codes; an otpauth URI in it names issuer and label as well.
    pub factor: NewFactor,
    /// The issuer; over that of a URI.
    pub issuer: Option<String>,
    /// The user name; over that of a URI.
    pub label: Option<String>,
    /// The folder by id, name, tax number or short code. A name that is not there yet makes a new folder.
    pub folder: Option<String>,
    /// Further fields, as in [`Session::edit`].
    pub fields: Vec<(String, String)>,
}

impl Session {
    /// All about an account, without its secrets. `id` may be the beginning of an id, or words that only it matches.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] or [`ErrorCode::Ambiguous`].
    pub fn show(&mut self, id: &str) -> Result<AccountView> {
        let id = self.resolve(id)?;
        Ok(view(self.vault(), self.account(id)?))
    }

    /// Adds an account.
    ///
    /// # Errors
    /// [`ErrorCode::BadUri`], [`ErrorCode::BadSecret`], [`ErrorCode::BadValue`], or why it could not be saved.
    pub fn add(&mut self, new: NewAccount) -> Result<AccountView> {
        let id = self.commit(|vault, stamp| {
            let (account, folder) = new.make(stamp)?;
            insert(vault, account, folder.as_deref(), stamp)
        })?;
        Ok(view(self.vault(), self.account(id)?))
    }

    /// Adds several accounts in one save, all or none of them, and returns their ids in the same order.
    /// [`Session::remove_all`] with these ids takes them back.
    ///
    /// # Errors
    /// As [`Session::add`].
    pub fn add_many(&mut self, new: Vec<NewAccount>) -> Result<Vec<String>> {
        if new.is_empty() {
            return Ok(Vec::new());
        }
        self.commit(|vault, stamp| {
            let made: Result<Vec<_>> = new.into_iter().map(|new| new.make(stamp)).collect();
            let made = made?;
            for folder in made.iter().filter_map(|(_, folder)| folder.as_deref()) {
                folders::check(vault, folder)?;
            }
            made.into_iter()
                .map(|(account, folder)| {
                    insert(vault, account, folder.as_deref(), stamp).map(|id| id.to_string())
                })
                .collect()
        })
    }

    /// Changes fields: `service`, `issuer`, `label`, `url`, `email`, `note`, `icon`, `support`, `tags` (between commas),
    /// `folder`, `also_serves` (folders between commas), `deadline.NAME` (a date), `channel.NAME`. An empty value clears.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownField`], [`ErrorCode::BadValue`], or why it could not be saved; then no field is changed.
    pub fn edit(&mut self, id: &str, fields: &[(String, String)]) -> Result<AccountView> {
        self.edit_in(id, fields, |vault, folder, _| folders::find(vault, folder))
    }

    /// As [`Session::edit`], where a `folder` that is not there yet is made.
    ///
    /// # Errors
    /// As [`Session::edit`].
    pub fn edit_or_make_folder(
        &mut self,
        id: &str,
        fields: &[(String, String)],
    ) -> Result<AccountView> {
        self.edit_in(id, fields, folders::find_or_make)
    }

    fn edit_in(
        &mut self,
        id: &str,
        fields: &[(String, String)],
        find_folder: impl FnOnce(&mut Vault, &str, Stamp) -> Result<Id>,
    ) -> Result<AccountView> {
        let id = self.resolve(id)?;
        let mut edited = self.account(id)?.clone();
        let mut target = None;
        let id = self.commit(|vault, stamp| {
            for (field, value) in fields {
                match field.as_str() {
                    "folder" => target = Some(value),
                    "also_serves" => {
                        let folders: Result<Vec<String>> = fields::split_list(value)
                            .map(|name| Ok(folders::find(vault, name)?.to_string()))
                            .collect();
                        let folders = folders?;
                        edited
                            .also_serves
                            .replace(folders.iter().map(|id| (id.as_str(), true)), stamp);
                    }
                    field => {
                        if !fields::account(&mut edited, field, value, stamp)? {
                            return Err(Error::new(ErrorCode::UnknownField).with("field", field));
                        }
                    }
                }
            }
            // Last, because it may make a folder: up to here a refusal leaves the vault as it was.
            let folder = match target {
                Some(name) => Some(find_folder(vault, name, stamp)?),
                None => None,
            };
            vault.accounts.insert(edited);
            match folder {
                Some(folder) => moving::move_account(vault, id, folder, stamp),
                None => Ok(id),
            }
        })?;
        Ok(view(self.vault(), self.account(id)?))
    }

    /// Moves an account to the trash, where it stays for 30 days.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], [`ErrorCode::Ambiguous`], or why it could not be saved.
    pub fn remove(&mut self, id: &str) -> Result<AccountRow> {
        let id = self.resolve(id)?;
        let row = row(self.vault(), self.account(id)?);
        self.change_account(id, |account, stamp| {
            account.trash(stamp);
            Ok(())
        })?;
        Ok(row)
    }

    /// What lies in the trash, the latest first.
    pub fn trash(&mut self) -> Vec<AccountView> {
        let vault = self.vault();
        let mut trash: Vec<&Account> = vault
            .accounts
            .iter()
            .filter(|account| account.is_trashed())
            .collect();
        trash.sort_by_key(|account| std::cmp::Reverse(account.life().stamp()));
        trash
            .into_iter()
            .map(|account| view(vault, account))
            .collect()
    }

    /// Brings an account back from the trash.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the trash does not hold it.
    pub fn restore_from_trash(&mut self, id: &str) -> Result<AccountView> {
        let trash = self
            .vault()
            .accounts
            .iter()
            .filter(|account| account.is_trashed());
        let id = by_id(trash.map(Record::id), id)?.ok_or_else(|| not_found(id))?;
        self.change_account(id, |account, stamp| {
            account.revive(stamp);
            Ok(())
        })?;
        Ok(view(self.vault(), self.account(id)?))
    }

    /// Removes for good what lies in the trash: accounts, folders, factors and recovery items. Returns how many accounts.
    /// What lies in folders that this person only sees stays, and a notice tells of it.
    ///
    /// # Errors
    /// Why it could not be saved.
    pub fn empty_trash(&mut self) -> Result<usize> {
        let seen: BTreeSet<Id> = self.origins.only_seen().collect();
        let is_only_seen = |it: &Account| it.folder.get().is_some_and(|it| seen.contains(&it));
        let trashed = self.vault().accounts.unsorted();
        let left = trashed.filter(|it| it.is_trashed() && is_only_seen(it));
        let left = left.count();
        let emptied = self.commit(|vault, stamp| {
            let mut emptied = 0;
            let is_emptied = |it: &Account| it.is_trashed() && !is_only_seen(it);
            vault.accounts.change_where(is_emptied, |account| {
                account.purge(stamp);
                emptied += 1;
            });
            let is_swept = |it: &Account| has_trash(it) && !is_only_seen(it);
            vault.accounts.change_where(is_swept, |account| {
                let purge_factor = |factor: &mut Factor| factor.purge(stamp);
                let purge_item = |item: &mut Recovery| item.purge(stamp);
                account
                    .factors
                    .change_where(Record::is_trashed, purge_factor);
                account
                    .recovery
                    .change_where(Record::is_trashed, purge_item);
            });
            let shown: BTreeSet<Id> = vault.shown_folders().into_keys().collect();
            vault.folders.change_where(
                |folder| {
                    let id = folder.id();
                    folder.is_trashed() && !shown.contains(&id) && !seen.contains(&id)
                },
                |folder| folder.purge(stamp),
            );
            Ok(emptied)
        })?;
        self.note_only_seen(left);
        Ok(emptied)
    }
}

impl NewAccount {
    /// The account, and the name of the folder that it is to lie in.
    fn make(self, stamp: Stamp) -> Result<(Account, Option<String>)> {
        let (factor, uri) = self.factor.read()?;
        let (issuer, label) = uri.map_or_else(Default::default, |uri| (uri.issuer, uri.label));
        let issuer = self.issuer.unwrap_or(issuer);
        let label = self.label.unwrap_or(label);
        fields::check_text("issuer", &issuer)?;
        fields::check_text("label", &label)?;
        let mut account = Account::new(make_id()?, stamp);
        account.issuer.update(issuer, stamp);
        account.label.update(label, stamp);
        for (field, value) in &self.fields {
            if !fields::account(&mut account, field, value, stamp)? {
                return Err(Error::new(ErrorCode::UnknownField).with("field", field));
            }
        }
        account.factors.insert(factor.make(make_id()?, stamp));
        Ok((account, self.folder))
    }
}

/// Puts an account into a folder, which may be made for it. A refusal leaves the vault as it was.
fn insert(
    vault: &mut Vault,
    mut account: Account,
    folder: Option<&str>,
    stamp: Stamp,
) -> Result<Id> {
    let folder = match folder {
        Some(name) => folders::find_or_make(vault, name, stamp)?,
        None => folders::default(vault, stamp)?,
    };
    let id = account.id();
    account.folder.set(Some(folder), stamp);
    vault.accounts.insert(account);
    Ok(id)
}

/// Whether a factor or recovery item of the account lies in the trash.
fn has_trash(account: &Account) -> bool {
    account.factors.unsorted().any(Record::is_trashed)
        || account.recovery.unsorted().any(Record::is_trashed)
}
