//! Taking in the files of other authenticators and Keyrack's own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use keyrack_exchange::{
    self as exchange, Entry, Existing, File, Format, Other, Outcome, Row, Status, Work,
};
use keyrack_seal::{OpenError, file};
use keyrack_vault::{Account, Factor, Id, Record, Stamp, Vault};
use zeroize::Zeroizing;

use crate::{
    Code, Error, Result, Session,
    accounts::make_id,
    backup, document,
    factors::counter_of,
    state::{ImportMark, StateFile},
    view::{ImportRow, ImportView, MissingParts},
};

/// What an import is to do.
#[derive(Clone, Default)]
pub struct Import {
    /// The format, if it is not to be recognised.
    pub format: Option<String>,
    /// The password of the file.
    pub file_password: Option<Zeroizing<String>>,
    /// The folder that everything goes to, made if need be. Keyrack's own formats bring their folders.
    pub folder: Option<String>,
    /// What happens to rows that resemble what is there.
    pub on: On,
    /// Only say what would happen.
    pub dry_run: bool,
    /// The most memory in MiB that a file may take to be opened, if somebody agreed to more than usual.
    pub memory_mib: Option<u32>,
    /// Which column of a table holds which field, by heading or letter; others are guessed.
    pub columns: Vec<(String, String)>,
    /// Told how far a long derivation of a file's key is, and asked whether to go on.
    pub watch: Option<Watch>,
}

/// Hears how far something is, from 0 to 1, and answers whether it goes on.
pub type Watch = Arc<dyn Fn(f32) -> ControlFlow<()> + Send + Sync>;

/// What happens to rows that resemble what is there. Rows that equal it in every field are always left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct On {
    /// The same secret under another name, or with other parameters.
    pub same_secret: Decision,
    /// The same name with another secret.
    pub same_name: Decision,
}

/// What happens to a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Decision {
    /// It becomes an account of its own.
    #[default]
    Add,
    /// It is left out.
    Skip,
    /// It takes the place of what it resembles; a secret that it replaces is kept for a while.
    Replace,
}

/// Reads files without a vault, and says what is in them.
///
/// # Errors
/// Why the files cannot be read as a whole.
pub fn preview(files: &[(String, Vec<u8>)], import: &Import) -> Result<ImportView> {
    let read = read(files, import)?;
    let statuses = exchange::reconcile(&read.rows, &[]);
    let rows = read
        .rows
        .iter()
        .zip(&statuses)
        .map(|(row, status)| row_view(row, *status))
        .collect();
    Ok(ImportView {
        format: read.format.to_string(),
        encrypted: read.encrypted,
        rows,
        missing_parts: read.missing.iter().map(MissingParts::from).collect(),
        imported: 0,
        skipped: 0,
    })
}

impl Session {
    /// Imports files, all in one save. One row that cannot be read never keeps the others out.
    ///
    /// # Errors
    /// Why the files cannot be read as a whole, or why the result could not be saved; then nothing was taken in.
    pub fn import(&mut self, files: &[(String, Vec<u8>)], import: &Import) -> Result<ImportView> {
        let read = read(files, import)?;
        let (rows, plans) = plan(self.vault(), &read.rows, import.on);
        // With nothing to take in, nothing is saved, and the import before can still be undone.
        let nothing = read.document.is_none() && plans.iter().all(Option::is_none);
        if import.dry_run || nothing {
            return Ok(summary(&read, rows, &plans));
        }
        let before = self.open.header.sequence;
        let mut mark = None;
        let view = self.commit(|vault, stamp| {
            let (mut rows, plans) = plan(vault, &read.rows, import.on);
            let mut taking = Taking {
                vault,
                stamp,
                folder: None,
                folders: BTreeMap::new(),
                accounts: BTreeMap::new(),
            };
            taking.open_folder(import.folder.as_deref())?;
            for ((row, view), plan) in read.rows.iter().zip(&mut rows).zip(&plans) {
                let (Outcome::Entry(entry), Some(act)) = (&row.outcome, plan) else {
                    continue;
                };
                let (account, factor) = taking.take(entry, act, read.document.as_ref())?;
                view.account_id = Some(account.to_string());
                view.factor_id = Some(factor.to_string());
            }
            if let Some(document) = &read.document {
                taking.take_bare_accounts(document)?;
            }
            mark = Some(ImportMark {
                before,
                stamp: (stamp.milliseconds(), stamp.counter()),
            });
            Ok(summary(&read, rows, &plans))
        })?;
        let (vault, computer) = self.state();
        // Without the mark the import cannot be undone in one go; it is done all the same.
        let _ = StateFile::of(computer, &vault).change(|state| state.import = mark);
        Ok(view)
    }

    /// Takes the last import of this computer back: what it added goes to the trash, what it changed is as before.
    /// Returns how many accounts that concerned.
    ///
    /// # Errors
    /// [`Code::NothingToUndo`], or why it could not be saved.
    pub fn undo_import(&mut self) -> Result<usize> {
        let (vault, computer) = self.state();
        let state = StateFile::of(computer, &vault).read();
        let mark = state
            .import
            .ok_or_else(|| Error::new(Code::NothingToUndo))?;
        let before = self.open.generation_before(mark.before);
        let is_its = |stamp: Stamp| (stamp.milliseconds(), stamp.counter()) == mark.stamp;
        let undone = self.commit(|vault, stamp| {
            let touched: Vec<Id> = vault
                .accounts
                .iter()
                .filter(|account| {
                    let mut touched = false;
                    account.stamps(&mut |stamp| touched |= is_its(stamp));
                    touched
                })
                .map(Record::id)
                .collect();
            let mut undone = 0;
            for id in touched {
                let Some(account) = vault.accounts.get_mut(id) else {
                    continue;
                };
                if is_its(account.created()) {
                    if account.is_live() {
                        account.trash(stamp);
                        undone += 1;
                    }
                } else if let Some(old) =
                    before.as_ref().and_then(|read| read.vault.accounts.get(id))
                {
                    backup::overlay(account, old, stamp);
                    undone += 1;
                }
            }
            Ok(undone)
        })?;
        let (vault, computer) = self.state();
        let _ = StateFile::of(computer, &vault).change(|state| state.import = None);
        Ok(undone)
    }
}

/// What is done with a row that is not left out.
enum Act {
    Add,
    /// Give this factor the row's secret.
    Replace(Id, Id),
    /// Give this account the row's name.
    Rename(Id, Id),
}

/// A vault while rows go into it.
struct Taking<'a> {
    vault: &'a mut Vault,
    stamp: Stamp,
    folder: Option<Id>,
    /// Folders of a document, by its ids.
    folders: BTreeMap<String, Id>,
    /// Accounts of a document that are in, by its ids.
    accounts: BTreeMap<String, Id>,
}

impl Taking<'_> {
    fn open_folder(&mut self, name: Option<&str>) -> Result<()> {
        self.folder = match name {
            Some(name) => Some(crate::folders::find_or_make(self.vault, name, self.stamp)?),
            None => None,
        };
        Ok(())
    }

    fn take(
        &mut self,
        entry: &Entry,
        act: &Act,
        document: Option<&exchange::Document>,
    ) -> Result<(Id, Id)> {
        match act {
            Act::Add => match source(entry, document) {
                Some((account, factor)) => self.add_from(account, factor, document),
                None => self.add(entry),
            },
            Act::Replace(account, factor) => {
                if let Some(factor) = self.factor(*account, *factor) {
                    let (otp, counter) = (entry.otp.clone(), entry.counter.unwrap_or(0));
                    factor.1.versions.set(otp, counter, factor.0);
                }
                Ok((*account, *factor))
            }
            Act::Rename(account, factor) => {
                let stamp = self.stamp;
                if let Some((_, factor)) = self.factor(*account, *factor) {
                    if factor
                        .versions
                        .current()
                        .and_then(|(_, version)| version.otp())
                        != Some(&entry.otp)
                    {
                        factor
                            .versions
                            .set(entry.otp.clone(), entry.counter.unwrap_or(0), stamp);
                    } else if let Some(counter) = entry.counter {
                        factor.versions.advance(counter);
                    }
                }
                if let Some(account) = self.vault.accounts.get_mut(*account) {
                    account.issuer.update(entry.issuer.clone(), stamp);
                    account.label.update(entry.label.clone(), stamp);
                    account.note.update(entry.note.clone(), stamp);
                }
                Ok((*account, *factor))
            }
        }
    }

    fn factor(&mut self, account: Id, factor: Id) -> Option<(Stamp, &mut Factor)> {
        Some((
            self.stamp,
            self.vault
                .accounts
                .get_mut(account)?
                .factors
                .get_mut(factor)?,
        ))
    }

    fn add(&mut self, entry: &Entry) -> Result<(Id, Id)> {
        let stamp = self.stamp;
        let folder = self.default_folder()?;
        let mut account = Account::new(make_id()?, stamp);
        account.folder.set(Some(folder), stamp);
        account.issuer.update(entry.issuer.clone(), stamp);
        account.label.update(entry.label.clone(), stamp);
        account.note.update(entry.note.clone(), stamp);
        if is_page(&entry.url) {
            account.url.update(entry.url.clone(), stamp);
        }
        let tags = entry.groups.iter().chain(&entry.tags);
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

    /// Adds a factor of a document, and with the first one its account.
    fn add_from(
        &mut self,
        account: &exchange::Account,
        factor: &exchange::Factor,
        document: Option<&exchange::Document>,
    ) -> Result<(Id, Id)> {
        let id = self.account_of(account, document)?;
        let mut alone = exchange::Account {
            factors: [factor.clone()].into_iter().collect(),
            ..Default::default()
        };
        if self.factor_is_taken(factor) {
            alone.factors = [exchange::Factor {
                id: String::new(),
                ..factor.clone()
            }]
            .into_iter()
            .collect();
        }
        let read = document::take_account(self.vault, &alone, id, self.stamp)?;
        let mut added = None;
        if let Some(there) = self.vault.accounts.get_mut(id) {
            for factor in read.factors.iter() {
                added = Some(factor.id());
                there.factors.insert(factor.clone());
            }
        }
        Ok((id, added.unwrap_or(id)))
    }

    fn account_of(
        &mut self,
        account: &exchange::Account,
        document: Option<&exchange::Document>,
    ) -> Result<Id> {
        if let Some(id) = self.accounts.get(&account.id) {
            return Ok(*id);
        }
        let folder = self.folder_of(account, document)?;
        let bare = exchange::Account {
            factors: Default::default(),
            ..account.clone()
        };
        let new = document::take_account(self.vault, &bare, folder, self.stamp)?;
        let id = new.id();
        self.vault.accounts.insert(new);
        self.accounts.insert(account.id.clone(), id);
        Ok(id)
    }

    fn folder_of(
        &mut self,
        account: &exchange::Account,
        document: Option<&exchange::Document>,
    ) -> Result<Id> {
        if self.folder.is_some() {
            return self.default_folder();
        }
        if let Some(id) = self.folders.get(&account.folder) {
            return Ok(*id);
        }
        let folder = document.and_then(|document| {
            document
                .folders
                .iter()
                .find(|folder| folder.id == account.folder)
        });
        let id = match folder {
            // Two unnamed folders for an individual would be one too many.
            Some(folder) if folder.name.is_empty() && folder.client.is_none() => {
                self.default_folder()?
            }
            Some(folder) => document::take_folder(self.vault, folder, self.stamp)?,
            None => self.default_folder()?,
        };
        self.folders.insert(account.folder.clone(), id);
        Ok(id)
    }

    /// Accounts of a document without factors have no rows; they may hold recovery codes all the same.
    fn take_bare_accounts(&mut self, document: &exchange::Document) -> Result<()> {
        for folder in document.folders.iter() {
            let named = !folder.name.is_empty() || folder.client.is_some();
            if named && self.folder.is_none() && !self.folders.contains_key(&folder.id) {
                let id = document::take_folder(self.vault, folder, self.stamp)?;
                self.folders.insert(folder.id.clone(), id);
            }
        }
        let there: BTreeSet<String> = self
            .vault
            .accounts
            .iter()
            .map(|account| account.id().to_string())
            .collect();
        for account in document
            .accounts
            .iter()
            .filter(|account| account.factors.0.is_empty())
        {
            if !there.contains(&account.id) {
                self.account_of(account, Some(document))?;
            }
        }
        Ok(())
    }

    fn default_folder(&mut self) -> Result<Id> {
        match self.folder {
            Some(folder) => Ok(folder),
            None => crate::folders::default(self.vault, self.stamp),
        }
    }

    fn factor_is_taken(&self, factor: &exchange::Factor) -> bool {
        let Ok(id) = factor.id.parse::<Id>() else {
            return false;
        };
        self.vault
            .accounts
            .iter()
            .any(|account| account.factors.get(id).is_some())
    }
}

fn source<'a>(
    entry: &Entry,
    document: Option<&'a exchange::Document>,
) -> Option<(&'a exchange::Account, &'a exchange::Factor)> {
    let source = entry
        .source
        .as_ref()
        .filter(|source| !source.account_id.is_empty())?;
    let account = document?
        .accounts
        .iter()
        .find(|account| account.id == source.account_id)?;
    let factor = account
        .factors
        .iter()
        .find(|factor| factor.id == source.factor_id && factor.otp == entry.otp)?;
    Some((account, factor))
}

fn read(files: &[(String, Vec<u8>)], import: &Import) -> Result<exchange::Import> {
    let format = match &import.format {
        Some(name) => Some(
            name.parse::<Format>()
                .map_err(|_| Error::new(Code::FormatUnknown).with("format", name))?,
        ),
        None => None,
    };
    let password = import.file_password.as_deref().map(String::as_str);
    if let [(name, bytes)] = files
        && file::wants_passphrase(bytes).is_ok()
    {
        let plain = open_sealed(bytes, password)?;
        let opened = File {
            name,
            bytes: &plain,
        };
        let import = exchange::read(&[opened], Some(Format::Keyrack), None, &mut Work::default())?;
        return Ok(exchange::Import {
            encrypted: true,
            ..import
        });
    }
    let files: Vec<File<'_>> = files
        .iter()
        .map(|(name, bytes)| File { name, bytes })
        .collect();
    let mut work = Work::default().with_columns(&import.columns);
    if let Some(mib) = import.memory_mib {
        work = work.allow_memory(mib);
    }
    let mut watch = |share| match &import.watch {
        Some(watch) => watch(share),
        None => ControlFlow::Continue(()),
    };
    if import.watch.is_some() {
        work = work.watched(&mut watch);
    }
    Ok(exchange::read(&files, format, password, &mut work)?)
}

/// Whether an address is that of a web page: password managers also keep the names of apps there.
fn is_page(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn open_sealed(bytes: &[u8], password: Option<&str>) -> Result<Zeroizing<Vec<u8>>> {
    let password = password.ok_or_else(|| Error::new(Code::FilePasswordNeeded))?;
    file::open_with_passphrase(bytes, password).map_err(|error| {
        Error::new(match error {
            OpenError::WrongPassphrase => Code::FilePasswordWrong,
            OpenError::TooLarge => Code::FileTooLarge,
            OpenError::TooCostly => Code::KdfTooCostly,
            OpenError::NotForThisKey => Code::FileEncryption,
            OpenError::NotAge | OpenError::Damaged => Code::FileDamaged,
        })
    })
}

/// Compares rows with the accounts in use, and names the factor that each resembles.
pub(crate) fn compare(vault: &Vault, rows: &[Row]) -> Vec<(Status, Option<(Id, Id)>)> {
    let known: Vec<(&Account, &Factor)> = vault
        .live_accounts()
        .flat_map(|account| account.factors.live().map(move |factor| (account, factor)))
        .collect();
    let ids: Vec<(String, String)> = known
        .iter()
        .map(|(account, factor)| (account.id().to_string(), factor.id().to_string()))
        .collect();
    let mut index = Vec::new();
    let existing: Vec<Existing<'_>> = known
        .iter()
        .zip(&ids)
        .enumerate()
        .filter_map(|(at, ((account, factor), (account_id, factor_id)))| {
            let (_, version) = factor.versions.current()?;
            let otp = version.otp()?;
            index.push(at);
            Some(Existing {
                account_id,
                factor_id,
                issuer: account.issuer.get(),
                label: account.label.get(),
                note: account.note.get(),
                otp,
                counter: counter_of(otp, version.counter()),
            })
        })
        .collect();
    let statuses = exchange::reconcile(rows, &existing).into_iter();
    let with_twin = statuses.map(|status| {
        let twin = match status {
            Status::Identical(Other::Existing(at))
            | Status::SameSecret(Other::Existing(at))
            | Status::SameName(Other::Existing(at)) => index
                .get(at)
                .and_then(|at| known.get(*at))
                .map(|(account, factor)| (account.id(), factor.id())),
            _ => None,
        };
        (status, twin)
    });
    with_twin.collect()
}

/// Compares rows with what is there, and decides what becomes of each.
fn plan(vault: &Vault, rows: &[Row], on: On) -> (Vec<ImportRow>, Vec<Option<Act>>) {
    let mut views = Vec::with_capacity(rows.len());
    let mut acts = Vec::with_capacity(rows.len());
    for (row, (status, twin)) in rows.iter().zip(compare(vault, rows)) {
        let act = match (status, twin) {
            (Status::New, _) => Some(Act::Add),
            (Status::SameSecret(_), twin) => act(on.same_secret, twin, Act::Rename),
            (Status::SameName(_), twin) => act(on.same_name, twin, Act::Replace),
            (Status::Identical(_) | Status::Unreadable | Status::Unsupported, _) => None,
        };
        let mut view = row_view(row, status);
        view.account_id = twin.map(|(account, _)| account.to_string());
        view.factor_id = twin.map(|(_, factor)| factor.to_string());
        views.push(view);
        acts.push(act);
    }
    (views, acts)
}

fn act(decision: Decision, twin: Option<(Id, Id)>, replace: impl Fn(Id, Id) -> Act) -> Option<Act> {
    match (decision, twin) {
        (Decision::Skip, _) => None,
        (Decision::Replace, Some((account, factor))) => Some(replace(account, factor)),
        (Decision::Add | Decision::Replace, _) => Some(Act::Add),
    }
}

fn summary(read: &exchange::Import, rows: Vec<ImportRow>, plans: &[Option<Act>]) -> ImportView {
    let imported = plans.iter().filter(|plan| plan.is_some()).count();
    ImportView {
        format: read.format.to_string(),
        encrypted: read.encrypted,
        skipped: rows.len() - imported,
        rows,
        missing_parts: read.missing.iter().map(MissingParts::from).collect(),
        imported,
    }
}

fn row_view(row: &Row, status: Status) -> ImportRow {
    let mut view = ImportRow {
        row: row.row,
        status: status.as_str(),
        reason: None,
        account_id: None,
        factor_id: None,
        issuer: String::new(),
        label: String::new(),
        kind: None,
        algorithm: None,
        digits: None,
        period: None,
        counter: None,
        note: String::new(),
        groups: Vec::new(),
        notices: Vec::new(),
    };
    match &row.outcome {
        Outcome::Entry(entry) => {
            view.issuer.clone_from(&entry.issuer);
            view.label.clone_from(&entry.label);
            view.kind = Some(entry.otp.kind().as_str());
            view.algorithm = Some(entry.otp.algorithm().as_str());
            view.digits = Some(entry.otp.digits());
            view.period = entry.otp.period();
            view.counter = entry.counter;
            view.note.clone_from(&entry.note);
            view.groups = entry.groups.iter().chain(&entry.tags).cloned().collect();
            view.notices = entry.notices.iter().map(|notice| notice.code()).collect();
        }
        Outcome::Refused(refusal) => {
            view.reason = Some(refusal.reason.code());
            view.issuer.clone_from(&refusal.issuer);
            view.label.clone_from(&refusal.label);
        }
    }
    view
}

impl std::fmt::Debug for Import {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Import")
            .field("format", &self.format)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}
