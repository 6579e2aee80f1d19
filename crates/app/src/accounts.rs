//! Accounts: find, show, add, edit, remove.

use std::collections::BTreeMap;

use keyrack_otp::otpauth;
use keyrack_seal::OsEntropy;
use keyrack_vault::{Account, Id, Record, Stamp, Vault};

use crate::{
    Error, ErrorCode, NewFactor, Result, Session, edit, factors,
    view::{
        AccountRow, AccountView, FactorRow, FactorView, FolderName, Page, RecoveryView,
        RevealedAccount, RevealedCode, RevealedFactor, RevealedRecovery,
    },
};

/// The fewest characters of an id that stand for it.
const SHORTEST_PREFIX: usize = 4;

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// Words, in any order, without regard to accents and dashes; empty for everything.
    pub query: String,
    /// Only within this folder: id, name, tax number or short code.
    pub folder: Option<String>,
}

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
    /// Accounts in use that match, `count` of them from the place `from` on.
    ///
    /// # Errors
    /// When the folder is not found.
    pub fn list(&mut self, find: &Find, from: usize, count: usize) -> Result<Page> {
        let hits = self.find(find)?;
        let vault = self.vault();
        let rows = hits.iter().skip(from).take(count);
        let rows = rows
            .filter_map(|id| Some(row(vault, vault.accounts.get(*id)?)))
            .collect();
        Ok(Page {
            total: hits.len(),
            rows,
        })
    }

    /// All about an account, without its secrets. `id` may be the beginning of an id, or words that only it matches.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] or [`ErrorCode::Ambiguous`].
    pub fn show(&mut self, id: &str) -> Result<AccountView> {
        let id = self.resolve(id)?;
        Ok(view(self.vault(), self.account(id)?))
    }

    /// As [`Session::show`], with the secrets. For a person who asked to see them.
    ///
    /// # Errors
    /// [`ErrorCode::PinNotEnough`], [`ErrorCode::NotFound`] or [`ErrorCode::Ambiguous`].
    pub fn reveal(&mut self, id: &str) -> Result<RevealedAccount> {
        self.ask_more_than_pin()?;
        let id = self.resolve(id)?;
        let account = self.account(id)?;
        let mut secrets = Vec::new();
        for factor in account.factors.live() {
            let current = factor.versions.current().map(|(stamp, _)| stamp);
            let in_force: Vec<_> = factor.versions.in_force().map(|(stamp, _)| stamp).collect();
            for (stamp, version) in factor.versions.known() {
                let Some(otp) = version.otp() else { continue };
                let state = match () {
                    () if Some(stamp) == current => "current",
                    () if in_force.contains(&stamp) => "rival",
                    () => "replaced",
                };
                let uri = otpauth::Uri {
                    otp: otp.clone(),
                    issuer: account.issuer.get().clone(),
                    label: account.label.get().clone(),
                    counter: factors::counter_of(otp, version.counter()),
                    extra: Vec::new(),
                    notices: Vec::new(),
                };
                secrets.push(RevealedFactor {
                    factor: factor.id().to_string(),
                    state,
                    secret: otp.secret().to_base32().to_string(),
                    uri: uri.write().to_string(),
                });
            }
        }
        let recovery_values = account
            .recovery
            .live()
            .map(|item| RevealedRecovery {
                id: item.id().to_string(),
                value: item.value.get().reveal().to_owned(),
                codes: crate::recovery::codes(item)
                    .map(|(number, text, used)| RevealedCode {
                        number,
                        text: text.to_owned(),
                        used,
                    })
                    .collect(),
            })
            .collect();
        Ok(RevealedAccount {
            account: view(self.vault(), account),
            secrets,
            recovery_values,
        })
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
                crate::folders::check(vault, folder)?;
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
        self.edit_in(id, fields, |vault, folder, _| {
            crate::folders::find(vault, folder)
        })
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
        self.edit_in(id, fields, crate::folders::find_or_make)
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
        self.commit(|vault, stamp| {
            for (field, value) in fields {
                match field.as_str() {
                    "folder" => target = Some(value),
                    "also_serves" => {
                        let folders: Result<Vec<String>> = edit::split_list(value)
                            .map(|name| Ok(crate::folders::find(vault, name)?.to_string()))
                            .collect();
                        let folders = folders?;
                        edited
                            .also_serves
                            .replace(folders.iter().map(|id| (id.as_str(), true)), stamp);
                    }
                    field => {
                        if !edit::account(&mut edited, field, value, stamp)? {
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
            if let Some(folder) = folder {
                vault.move_account(id, folder, stamp);
            }
            Ok(())
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
    ///
    /// # Errors
    /// Why it could not be saved.
    pub fn empty_trash(&mut self) -> Result<usize> {
        self.commit(|vault, stamp| {
            let mut emptied = 0;
            for account in vault.accounts.iter_mut() {
                if account.is_trashed() {
                    account.purge(stamp);
                    emptied += 1;
                }
                account
                    .factors
                    .iter_mut()
                    .filter(|factor| factor.is_trashed())
                    .for_each(|factor| factor.purge(stamp));
                account
                    .recovery
                    .iter_mut()
                    .filter(|item| item.is_trashed())
                    .for_each(|item| item.purge(stamp));
            }
            let shown: Vec<Id> = vault.shown_folders().into_keys().collect();
            for folder in vault.folders.iter_mut() {
                if folder.is_trashed() && !shown.contains(&folder.id()) {
                    folder.purge(stamp);
                }
            }
            Ok(emptied)
        })
    }

    /// Accounts in use that match, best first.
    pub(crate) fn find(&mut self, find: &Find) -> Result<Vec<Id>> {
        let folder = match &find.folder {
            Some(name) => Some(crate::folders::find(self.vault(), name)?),
            None => None,
        };
        Ok(self.index().find(&find.query, folder))
    }

    /// The one account in use that `text` names: by id, by the beginning of an id, or by words.
    pub(crate) fn resolve(&mut self, text: &str) -> Result<Id> {
        if let Ok(id) = text.parse() {
            return self.live(text).map(|_| id);
        }
        let live = self.vault().live_accounts().map(Record::id);
        if let Some(id) = by_id(live, text)? {
            return Ok(id);
        }
        let hits = self.index().find(text, None);
        match hits[..] {
            _ if text.trim().is_empty() => Err(not_found(text)),
            [] => Err(not_found(text)),
            [id] => Ok(id),
            _ => Err(self.ambiguous(text, &hits)),
        }
    }

    /// The account in use of an id, which has to be all of it.
    pub(crate) fn live(&self, id: &str) -> Result<Id> {
        let account = id.parse().ok().and_then(|id| self.vault().accounts.get(id));
        match account {
            Some(account) if account.is_live() => Ok(account.id()),
            _ => Err(not_found(id)),
        }
    }

    /// Says which accounts were meant, by name.
    pub(crate) fn ambiguous(&self, text: &str, hits: &[Id]) -> Error {
        const SHOWN: usize = 8;
        let vault = self.vault();
        let names: Vec<String> = hits
            .iter()
            .take(SHOWN)
            .filter_map(|id| {
                let account = vault.accounts.get(*id)?;
                let folder = folder_name(vault, account)
                    .map(|folder| folder.name)
                    .unwrap_or_default();
                let parts = [folder.as_str(), account.issuer.get(), account.label.get()];
                let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                Some(format!(
                    "{} ({})",
                    parts.join(" · "),
                    id.to_string().get(..8).unwrap_or_default()
                ))
            })
            .collect();
        Error::new(ErrorCode::Ambiguous)
            .with("query", text)
            .with("count", hits.len())
            .with("names", names.join("; "))
    }

    pub(crate) fn account(&self, id: Id) -> Result<&Account> {
        self.vault()
            .accounts
            .get(id)
            .ok_or_else(|| not_found(&id.to_string()))
    }

    pub(crate) fn change_account<T>(
        &mut self,
        id: Id,
        change: impl FnOnce(&mut Account, Stamp) -> Result<T>,
    ) -> Result<T> {
        // On a copy, so that a change that is refused halfway leaves nothing behind.
        let mut account = self.account(id)?.clone();
        self.commit(|vault, stamp| {
            let answer = change(&mut account, stamp)?;
            vault.accounts.insert(account);
            Ok(answer)
        })
    }
}

impl NewAccount {
    /// The account, and the name of the folder that it is to lie in.
    fn make(self, stamp: Stamp) -> Result<(Account, Option<String>)> {
        let (factor, uri) = self.factor.read()?;
        let (issuer, label) = uri.map_or_else(Default::default, |uri| (uri.issuer, uri.label));
        let issuer = self.issuer.unwrap_or(issuer);
        let label = self.label.unwrap_or(label);
        edit::check_text("issuer", &issuer)?;
        edit::check_text("label", &label)?;
        let mut account = Account::new(make_id()?, stamp);
        account.issuer.update(issuer, stamp);
        account.label.update(label, stamp);
        for (field, value) in &self.fields {
            if !edit::account(&mut account, field, value, stamp)? {
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
        Some(name) => crate::folders::find_or_make(vault, name, stamp)?,
        None => crate::folders::default(vault, stamp)?,
    };
    let id = account.id();
    account.folder.set(Some(folder), stamp);
    vault.accounts.insert(account);
    Ok(id)
}

/// The record that `text` names by its id or the beginning of it.
pub(crate) fn by_id(ids: impl Iterator<Item = Id>, text: &str) -> Result<Option<Id>> {
    if text.len() < SHORTEST_PREFIX
        || text.len() > Id::LENGTH
        || !text.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return Ok(None);
    }
    let text = text.to_ascii_lowercase();
    let mut hits = ids.filter(|id| id.to_string().starts_with(&text));
    match (hits.next(), hits.count()) {
        (hit, 0) => Ok(hit),
        (_, more) => Err(Error::new(ErrorCode::Ambiguous)
            .with("query", &text)
            .with("count", more + 1)
            .with("names", "")),
    }
}

/// Whether `text` is all of an id, whatever it names.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.parse::<Id>().is_ok()
}

pub(crate) fn make_id() -> Result<Id> {
    Id::make(&mut OsEntropy).map_err(|_| Error::new(ErrorCode::NoRandomness))
}

pub(crate) fn not_found(query: &str) -> Error {
    let shown: String = query.chars().take(80).collect();
    Error::new(ErrorCode::NotFound).with("query", shown)
}

pub(crate) fn folder_name(vault: &Vault, account: &Account) -> Option<FolderName> {
    let folder = vault.folders.get((*account.folder.get())?)?;
    Some(FolderName {
        id: folder.id().to_string(),
        name: folder.name.get().clone(),
    })
}

pub(crate) fn row(vault: &Vault, account: &Account) -> AccountRow {
    AccountRow {
        id: account.id().to_string(),
        folder: folder_name(vault, account),
        service: account.service.get().clone(),
        issuer: account.issuer.get().clone(),
        label: account.label.get().clone(),
        tags: account.tags.iter().map(|(tag, _)| tag.to_owned()).collect(),
        factors: account
            .factors
            .live()
            .map(|factor| FactorRow {
                id: factor.id().to_string(),
                label: factor.label.get().clone(),
                kind: factors::kind_of(factor).to_owned(),
            })
            .collect(),
    }
}

pub(crate) fn view(vault: &Vault, account: &Account) -> AccountView {
    let texts = |map: &keyrack_vault::Map<String>| -> BTreeMap<String, String> {
        map.iter()
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .collect()
    };
    let row = row(vault, account);
    AccountView {
        id: row.id,
        folder: row.folder,
        service: row.service,
        issuer: row.issuer,
        label: row.label,
        url: account.url.get().clone(),
        email: account.email.get().clone(),
        note: account.note.get().clone(),
        tags: row.tags,
        icon: account.icon.get().clone(),
        also_serves: account
            .also_serves
            .iter()
            .filter_map(|(id, _)| {
                let folder = vault.folders.get(id.parse().ok()?)?;
                Some(FolderName {
                    id: id.to_owned(),
                    name: folder.name.get().clone(),
                })
            })
            .collect(),
        deadlines: texts(&account.deadlines),
        support: account.support.get().clone(),
        channels: texts(&account.channels),
        trashed: account
            .is_trashed()
            .then(|| account.life().stamp().milliseconds()),
        created: account.created().milliseconds(),
        changed: account.changed().milliseconds(),
        factors: account.factors.live().filter_map(factor_view).collect(),
        recovery: account.recovery.live().map(recovery_view).collect(),
    }
}

fn factor_view(factor: &keyrack_vault::Factor) -> Option<FactorView> {
    let (_, version) = factor.versions.current()?;
    let otp = version.otp()?;
    Some(FactorView {
        id: factor.id().to_string(),
        label: factor.label.get().clone(),
        kind: otp.kind().as_str().to_owned(),
        algorithm: otp.algorithm().as_str().to_owned(),
        digits: otp.digits(),
        period: otp.period(),
        counter: factors::counter_of(otp, version.counter()),
        confirmed: version.confirmed().is_some(),
        rivals: factor.versions.in_force().count() - 1,
        replaced: factor
            .versions
            .replaced()
            .map(|(stamp, _)| stamp.milliseconds())
            .collect(),
    })
}

fn recovery_view(item: &keyrack_vault::Recovery) -> RecoveryView {
    let codes: Vec<_> = crate::recovery::codes(item).collect();
    let total = (!codes.is_empty()).then_some(codes.len());
    RecoveryView {
        id: item.id().to_string(),
        kind: item.kind.get().clone(),
        label: item.label.get().clone(),
        whose: item.whose.get().clone(),
        codes_left: total.map(|_| codes.iter().filter(|(_, _, used)| used.is_none()).count()),
        codes_total: total,
        file: item.file.get().as_ref().map(|file| file.name.clone()),
    }
}
