//! Puts what was read into the vault.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use keyrack_exchange::{self as exchange, Entry, Outcome};
use keyrack_vault::{Account, Factor, Folder, Id, Record, Stamp, Vault};

use super::clients::{self, Known};
use super::{Choices, Groups, Incoming};
use super::{act::Act, plan::Plan};
use crate::{Result, accounts::ids::make_id, transfer::document, view::ImportView};

/// Carries out a plan that was made for this vault. Answers with what was done, and with the accounts that were
/// favourites in the other program.
///
/// # Errors
/// When there is no randomness for identifiers.
pub(super) fn take(
    vault: &mut Vault,
    stamp: Stamp,
    incoming: &Incoming,
    choices: &Choices,
    plan: Plan,
) -> Result<(ImportView, Vec<Id>)> {
    let Plan { mut view, acts, .. } = plan;
    let document = incoming.read.document.as_ref();
    let folders = vault.folders.len();
    let mut taking = Taking {
        source: document.map(Source::of),
        known: Known::of(vault),
        factors: factors(vault),
        groups: choices.groups,
        vault,
        stamp,
        folder: None,
        default: None,
        folders: BTreeMap::new(),
        accounts: BTreeMap::new(),
    };
    if let Some(name) = &choices.folder {
        taking.folder = Some(crate::accounts::folders::find_or_make(
            taking.vault,
            name,
            stamp,
        )?);
    }
    let mut favourites = Vec::new();
    for ((row, view), act) in incoming.read.rows.iter().zip(&mut view.rows).zip(&acts) {
        let (Outcome::Entry(entry), Some(act)) = (&row.outcome, act) else {
            continue;
        };
        let (account, factor) = taking.take(entry, *act)?;
        view.account_id = Some(account.to_string());
        view.factor_id = Some(factor.to_string());
        if entry.favourite && act.adds() {
            favourites.push(account);
        }
    }
    if let Some(document) = document {
        taking.take_bare(document)?;
    }
    view.folders = taking.vault.folders.len() - folders;
    Ok((view, favourites))
}

/// A vault while rows go into it.
struct Taking<'a> {
    vault: &'a mut Vault,
    stamp: Stamp,
    source: Option<Source<'a>>,
    known: Known,
    /// The factors that are there already.
    factors: BTreeSet<Id>,
    groups: Groups,
    /// The folder that everything goes to.
    folder: Option<Id>,
    /// The folder for what names none, once it was looked for.
    default: Option<Id>,
    /// Folders of a document, by its ids.
    folders: BTreeMap<String, Id>,
    /// Accounts of a document that are in, by its ids.
    accounts: BTreeMap<String, Id>,
}

/// A document by its ids.
struct Source<'a> {
    accounts: HashMap<&'a str, &'a exchange::Account>,
    folders: HashMap<&'a str, &'a exchange::Folder>,
}

impl Taking<'_> {
    fn take(&mut self, entry: &Entry, act: Act) -> Result<(Id, Id)> {
        match act {
            Act::Add => match self.source.as_ref().and_then(|source| source.find(entry)) {
                Some((account, factor)) => self.add_from(account, factor),
                None => self.add(entry),
            },
            Act::Replace(account, factor) => {
                if let Some(factor) = self.factor(account, factor) {
                    let (otp, counter) = (entry.otp.clone(), entry.counter.unwrap_or(0));
                    factor.1.versions.set(otp, counter, factor.0);
                }
                Ok((account, factor))
            }
            Act::Rename(account, factor) => {
                self.rename(entry, account, factor);
                Ok((account, factor))
            }
        }
    }

    fn rename(&mut self, entry: &Entry, account: Id, factor: Id) {
        let stamp = self.stamp;
        if let Some((_, factor)) = self.factor(account, factor) {
            let current = factor.versions.current();
            let is_same = current.and_then(|(_, version)| version.otp()) == Some(&entry.otp);
            if !is_same {
                let counter = entry.counter.unwrap_or(0);
                factor.versions.set(entry.otp.clone(), counter, stamp);
            } else if let Some(counter) = entry.counter {
                factor.versions.advance(counter);
            }
        }
        if let Some(account) = self.vault.accounts.get_mut(account) {
            account.issuer.update(entry.issuer.clone(), stamp);
            account.label.update(entry.label.clone(), stamp);
            account.note.update(entry.note.clone(), stamp);
        }
    }

    fn factor(&mut self, account: Id, factor: Id) -> Option<(Stamp, &mut Factor)> {
        let account = self.vault.accounts.get_mut(account)?;
        Some((self.stamp, account.factors.get_mut(factor)?))
    }

    fn add(&mut self, entry: &Entry) -> Result<(Id, Id)> {
        let stamp = self.stamp;
        let (folder, groups) = self.folder_by_group(entry)?;
        let mut account = Account::new(make_id()?, stamp);
        account.folder.set(Some(folder), stamp);
        account.issuer.update(entry.issuer.clone(), stamp);
        account.label.update(entry.label.clone(), stamp);
        account.note.update(entry.note.clone(), stamp);
        if is_page(&entry.url) {
            account.url.update(entry.url.clone(), stamp);
        }
        let tags = groups.iter().chain(&entry.tags);
        account
            .tags
            .replace(tags.map(|tag| (tag.as_str(), true)), stamp);
        let mut factor = Factor::new(make_id()?, stamp);
        factor
            .versions
            .set(entry.otp.clone(), entry.counter.unwrap_or(0), stamp);
        // It was in use in the program that it comes from; nobody wants to try hundreds of codes again.
        factor.versions.confirm(stamp.milliseconds(), stamp);
        let ids = (account.id(), factor.id());
        account.factors.insert(factor);
        if entry.trashed {
            account.trash(stamp);
        }
        self.vault.accounts.insert(account);
        Ok(ids)
    }

    /// The folder of an entry, and its groups that are to be tags.
    fn folder_by_group<'e>(&mut self, entry: &'e Entry) -> Result<(Id, &'e [String])> {
        if let (Groups::Folders, [first, rest @ ..]) = (self.groups, &entry.groups[..]) {
            let folder = exchange::Folder {
                name: exchange::plain_name(first),
                ..exchange::Folder::default()
            };
            if !folder.name.is_empty() {
                return Ok((self.take_folder(&folder)?, rest));
            }
        }
        Ok((self.default_folder()?, &entry.groups))
    }

    /// Adds a factor of a document, and with the first one its account.
    fn add_from(
        &mut self,
        account: &exchange::Account,
        factor: &exchange::Factor,
    ) -> Result<(Id, Id)> {
        let id = self.account_of(account)?;
        let own = factor.id.parse().ok();
        let own = own.filter(|own| !self.factors.contains(own));
        let factor_id = own.map_or_else(make_id, Ok)?;
        let new = document::take_factor(factor, factor_id, self.stamp);
        if let Some(account) = self.vault.accounts.get_mut(id) {
            account.factors.insert(new);
        }
        self.factors.insert(factor_id);
        Ok((id, factor_id))
    }

    fn account_of(&mut self, account: &exchange::Account) -> Result<Id> {
        if let Some(id) = self.accounts.get(&account.id) {
            return Ok(*id);
        }
        let folder = self.folder_of(account)?;
        let new = document::take_account(self.vault, account, folder, self.stamp)?;
        let id = new.id();
        self.vault.accounts.insert(new);
        self.accounts.insert(account.id.clone(), id);
        Ok(id)
    }

    fn folder_of(&mut self, account: &exchange::Account) -> Result<Id> {
        if self.folder.is_some() {
            return self.default_folder();
        }
        if let Some(id) = self.folders.get(&account.folder) {
            return Ok(*id);
        }
        let source = self.source.as_ref();
        let folder = source.and_then(|source| source.folders.get(account.folder.as_str()));
        let id = match folder.copied() {
            Some(folder) if clients::is_named(folder) => self.take_folder(folder)?,
            _ => self.default_folder()?,
        };
        self.folders.insert(account.folder.clone(), id);
        Ok(id)
    }

    /// Accounts of a document without factors have no rows, and may hold recovery codes all the same; folders may hold no
    /// accounts.
    fn take_bare(&mut self, document: &exchange::Document) -> Result<()> {
        for folder in document.folders.iter().filter(|it| clients::is_named(it)) {
            if self.folder.is_none() && !self.folders.contains_key(&folder.id) {
                let id = self.take_folder(folder)?;
                self.folders.insert(folder.id.clone(), id);
            }
        }
        let is_there = |vault: &Vault, account: &exchange::Account| {
            account
                .id
                .parse()
                .is_ok_and(|id| vault.accounts.get(id).is_some())
        };
        for account in document.accounts.iter() {
            if account.factors.0.is_empty() && !is_there(self.vault, account) {
                self.account_of(account)?;
            }
        }
        Ok(())
    }

    /// The folder that the vault knows, or a new one.
    fn take_folder(&mut self, folder: &exchange::Folder) -> Result<Id> {
        if let Some(id) = self.known.find_or_own(self.vault, folder) {
            return Ok(id);
        }
        let new: Folder = document::take_folder(folder, self.stamp)?;
        let id = new.id();
        self.known.add(&new);
        self.vault.folders.insert(new);
        Ok(id)
    }

    fn default_folder(&mut self) -> Result<Id> {
        if let Some(id) = self.folder.or(self.default) {
            return Ok(id);
        }
        let id = crate::accounts::folders::default(self.vault, self.stamp)?;
        self.default = Some(id);
        Ok(id)
    }
}

impl<'a> Source<'a> {
    fn of(document: &'a exchange::Document) -> Self {
        let accounts = document.accounts.iter();
        let folders = document.folders.iter();
        Self {
            accounts: accounts.map(|it| (it.id.as_str(), it)).collect(),
            folders: folders.map(|it| (it.id.as_str(), it)).collect(),
        }
    }

    /// Where an entry stands in the document.
    fn find(&self, entry: &Entry) -> Option<(&'a exchange::Account, &'a exchange::Factor)> {
        let source = entry
            .source
            .as_ref()
            .filter(|source| !source.account_id.is_empty())?;
        let account = *self.accounts.get(source.account_id.as_str())?;
        let factor = account
            .factors
            .iter()
            .find(|factor| factor.id == source.factor_id && factor.otp == entry.otp)?;
        Some((account, factor))
    }
}

fn factors(vault: &Vault) -> BTreeSet<Id> {
    let accounts = vault.accounts.unsorted();
    accounts
        .flat_map(|account| account.factors.unsorted().map(Record::id))
        .collect()
}

/// Whether an address is that of a web page: password managers also keep the names of apps there.
fn is_page(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
