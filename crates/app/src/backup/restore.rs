//! What comes back from a backup into a vault that lives on.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_exchange as exchange;
use keyrack_vault::{Account, Factor, Folder, Id, Record, Recovery, Stamp, Ticker, Vault};

use super::OpenedBackup;
use crate::{
    Result, Session,
    accounts::{
        folders,
        ids::{by_id, not_found},
        views::folder_name,
    },
    transfer::document,
    view::{ChangedField, Difference, DifferenceView, RestoreView},
};

/// What to bring back.
#[derive(Debug, Clone, Default)]
pub struct Restore {
    /// Everything that differs.
    pub all: bool,
    /// These accounts, by id.
    pub accounts: Vec<String>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// How the accounts were that a restore has changed. It holds secrets.
pub struct BeforeRestore {
    accounts: Vec<(Id, Option<Account>)>,
    /// Folders that came back with them.
    folders: Vec<Id>,
}

impl Session {
    /// The accounts that bringing back would change, by folder and name, and how. What only the vault has is no
    /// difference, for it stays.
    #[must_use]
    pub fn differences(&self, backup: &OpenedBackup) -> Vec<DifferenceView> {
        let theirs = &backup.read.vault;
        let mut ticker = Ticker::new(keyrack_vault::Replica(u64::MAX));
        ticker.observe(self.vault().latest());
        // Where there is no later stamp, the restore itself says so.
        let now = self.keyrack.computer.clock.now();
        let stamp = ticker.tick(now).unwrap_or(self.vault().latest());
        let mut after = self.vault().clone();
        for account in theirs.live_accounts() {
            // A folder for what had none can always be made, and where not, the restore itself says so.
            _ = take(&mut after, theirs, account.id(), stamp);
        }
        let (before, after) = (by_account(self.vault()), by_account(&after));
        let mut differences: Vec<DifferenceView> = theirs
            .live_accounts()
            .filter_map(|account| {
                let id = account.id();
                let text = id.to_string();
                let (before, after) = (before.get(&text), after.get(&text)?);
                let (difference, fields) = match self.vault().accounts.get(id) {
                    None => (Difference::Missing, Vec::new()),
                    Some(here) if !here.is_live() => (Difference::Deleted, Vec::new()),
                    Some(_) => (Difference::Changed, fields(before?, after)),
                };
                let same = difference == Difference::Changed && fields.is_empty();
                (!same).then(|| DifferenceView {
                    id: text,
                    state: difference,
                    issuer: account.issuer.get().clone(),
                    label: account.label.get().clone(),
                    service: account.service.get().clone(),
                    folder: folder_name(theirs, account)
                        .map(|folder| folder.name)
                        .unwrap_or_default(),
                    fields,
                    taken: false,
                })
            })
            .collect();
        differences.sort_by(|a, b| {
            (&a.folder, &a.service, &a.issuer, &a.label, &a.id)
                .cmp(&(&b.folder, &b.service, &b.issuer, &b.label, &b.id))
        });
        differences
    }

    /// Brings back what a backup has otherwise than the vault. What is taken is written as a new change, so that it wins
    /// on every computer; nothing that only the vault has is removed. Also returns how it was before, where it has changed
    /// anything.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`](crate::ErrorCode::NotFound) for an account that does not differ, or why it could not be saved.
    pub fn restore(
        &mut self,
        backup: &OpenedBackup,
        restore: &Restore,
    ) -> Result<(RestoreView, Option<BeforeRestore>)> {
        let mut differences = self.differences(backup);
        let differing = differences.iter().map(|it| it.id.parse());
        let differing: Vec<Id> = differing.filter_map(std::result::Result::ok).collect();
        let named: BTreeSet<Id> = restore
            .accounts
            .iter()
            .map(|text| by_id(differing.iter().copied(), text)?.ok_or_else(|| not_found(text)))
            .collect::<Result<_>>()?;
        let taken: Vec<Id> = differing
            .into_iter()
            .filter(|id| restore.all || named.contains(id))
            .collect();
        let mut before = None;
        if !restore.dry_run && !taken.is_empty() {
            before = Some(BeforeRestore::of(self.vault(), &backup.read.vault, &taken));
            self.commit(|vault, stamp| {
                taken
                    .iter()
                    .try_for_each(|id| take(vault, &backup.read.vault, *id, stamp))
            })?;
        }
        let ids: BTreeSet<String> = taken.iter().map(Id::to_string).collect();
        for difference in &mut differences {
            difference.taken = ids.contains(&difference.id);
        }
        let view = RestoreView {
            adopted: false,
            differences,
            restored: taken.len(),
        };
        Ok((view, before))
    }

    /// Takes back what a restore has brought, and says of how many accounts.
    ///
    /// # Errors
    /// Why it could not be saved.
    pub fn undo_restore(&mut self, before: &BeforeRestore) -> Result<usize> {
        self.commit(|vault, stamp| {
            for (id, old) in &before.accounts {
                match old.as_ref().filter(|old| old.is_live()) {
                    Some(old) => put_back(vault, *id, old, stamp),
                    None => {
                        if let Some(account) = vault.accounts.get_mut(*id) {
                            account.trash(stamp);
                        }
                    }
                }
            }
            for id in &before.folders {
                let is_empty = vault
                    .live_accounts()
                    .all(|account| *account.folder.get() != Some(*id));
                if let Some(folder) = vault.folders.get_mut(*id).filter(|_| is_empty) {
                    folder.trash(stamp);
                }
            }
            Ok(())
        })?;
        Ok(before.accounts.len())
    }
}

impl BeforeRestore {
    fn of(vault: &Vault, backup: &Vault, taken: &[Id]) -> Self {
        let folders: BTreeSet<Id> = taken
            .iter()
            .filter_map(|id| *backup.accounts.get(*id)?.folder.get())
            .filter(|folder| !vault.folders.get(*folder).is_some_and(Record::is_live))
            .collect();
        Self {
            accounts: taken
                .iter()
                .map(|id| (*id, vault.accounts.get(*id).cloned()))
                .collect(),
            folders: folders.into_iter().collect(),
        }
    }
}

impl std::fmt::Debug for BeforeRestore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BeforeRestore({} accounts)", self.accounts.len())
    }
}

fn by_account(vault: &Vault) -> BTreeMap<String, exchange::Account> {
    let document = document::of(vault, None);
    let accounts = document.accounts.iter();
    accounts
        .map(|account| (account.id.clone(), account.clone()))
        .collect()
}

/// In what two states of an account differ.
fn fields(a: &exchange::Account, b: &exchange::Account) -> Vec<ChangedField> {
    let keys = |account: &exchange::Account| -> BTreeMap<String, _> {
        let factors = account.factors.iter();
        factors
            .map(|factor| (factor.id.clone(), factor.otp.clone()))
            .collect()
    };
    let desks = |account: &exchange::Account| -> BTreeMap<String, String> {
        let factors = account.factors.iter();
        factors
            .map(|factor| (factor.id.clone(), factor.label.clone()))
            .collect()
    };
    let counters = |account: &exchange::Account| -> Vec<Option<u64>> {
        account
            .factors
            .iter()
            .map(|factor| factor.counter)
            .collect()
    };
    [
        (ChangedField::Folder, a.folder != b.folder),
        (ChangedField::Service, a.service != b.service),
        (ChangedField::Issuer, a.issuer != b.issuer),
        (ChangedField::Label, a.label != b.label),
        (ChangedField::Secret, keys(a) != keys(b)),
        (ChangedField::FactorLabel, desks(a) != desks(b)),
        (ChangedField::Counter, counters(a) != counters(b)),
        (ChangedField::Recovery, a.recovery != b.recovery),
        (ChangedField::Url, a.url != b.url),
        (ChangedField::Email, a.email != b.email),
        (ChangedField::Note, a.note != b.note),
        (ChangedField::Tags, a.tags != b.tags),
        (ChangedField::Icon, a.icon != b.icon),
        (ChangedField::AlsoServes, a.also_serves != b.also_serves),
        (ChangedField::Deadlines, a.deadlines != b.deadlines),
        (ChangedField::Support, a.support != b.support),
        (ChangedField::Channels, a.channels != b.channels),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}

/// Gives an account everything that it had before, and takes away what has come since.
fn put_back(vault: &mut Vault, id: Id, old: &Account, stamp: Stamp) {
    let Some(account) = vault.accounts.get_mut(id) else {
        return;
    };
    overlay(account, old, stamp);
    let was_live = |id: Id| old.factors.get(id).is_some_and(Record::is_live);
    account.factors.change_where(
        |factor| factor.is_live() && !was_live(factor.id()),
        |factor| factor.trash(stamp),
    );
    let was_live = |id: Id| old.recovery.get(id).is_some_and(Record::is_live);
    account.recovery.change_where(
        |item| item.is_live() && !was_live(item.id()),
        |item| item.trash(stamp),
    );
    if let Some(folder) = *old.folder.get() {
        vault.move_account(id, folder, stamp);
    }
}

/// Takes one account of a backup, and its folder if that is not in use.
fn take(vault: &mut Vault, backup: &Vault, id: Id, stamp: Stamp) -> Result<()> {
    // A backup is of the own vault. What was shared since is the office's, with what colleagues changed.
    let Some(old) = backup.accounts.get(id).filter(|_| !vault.is_shared(id)) else {
        return Ok(());
    };
    let folder = match *old.folder.get() {
        Some(folder) if vault.folders.get(folder).is_some_and(Record::is_live) => folder,
        Some(folder) => match backup.folders.get(folder) {
            Some(old) => {
                take_folder(vault, old, stamp);
                folder
            }
            None => folders::default(vault, stamp)?,
        },
        None => folders::default(vault, stamp)?,
    };
    let mut account = vault
        .accounts
        .get(id)
        .cloned()
        .unwrap_or_else(|| Account::new(id, stamp));
    overlay(&mut account, old, stamp);
    vault.accounts.insert(account);
    vault.move_account(id, folder, stamp);
    Ok(())
}

/// Gives an account everything that an earlier state of it had, as a new change.
pub(crate) fn overlay(account: &mut Account, old: &Account, stamp: Stamp) {
    if !account.is_live() {
        account.revive(stamp);
    }
    if !account.folder.stamp().is_set() {
        account.folder.set(*old.folder.get(), stamp);
    }
    for (field, old) in [
        (&mut account.service, &old.service),
        (&mut account.issuer, &old.issuer),
        (&mut account.label, &old.label),
        (&mut account.url, &old.url),
        (&mut account.email, &old.email),
        (&mut account.note, &old.note),
        (&mut account.icon, &old.icon),
        (&mut account.support, &old.support),
    ] {
        field.update(old.get().clone(), stamp);
    }
    account
        .tags
        .replace(old.tags.iter().map(|(tag, value)| (tag, *value)), stamp);
    account.also_serves.replace(
        old.also_serves.iter().map(|(id, value)| (id, *value)),
        stamp,
    );
    account.deadlines.replace(
        old.deadlines
            .iter()
            .map(|(name, date)| (name, date.clone())),
        stamp,
    );
    account.channels.replace(
        old.channels
            .iter()
            .map(|(name, whose)| (name, whose.clone())),
        stamp,
    );
    for old in old.factors.live() {
        if account.factors.get(old.id()).is_none() {
            account.factors.insert(Factor::new(old.id(), stamp));
        }
        if let Some(factor) = account.factors.get_mut(old.id()) {
            overlay_factor(factor, old, stamp);
        }
    }
    for item in old.recovery.live() {
        if account.recovery.get(item.id()).is_none() {
            account.recovery.insert(Recovery::new(item.id(), stamp));
        }
        if let Some(here) = account.recovery.get_mut(item.id()) {
            overlay_recovery(here, item, stamp);
        }
    }
}

fn overlay_factor(factor: &mut Factor, old: &Factor, stamp: Stamp) {
    if !factor.is_live() {
        factor.revive(stamp);
    }
    factor.label.update(old.label.get().clone(), stamp);
    let Some((_, version)) = old.versions.current() else {
        return;
    };
    let Some(otp) = version.otp() else { return };
    let same = factor
        .versions
        .current()
        .and_then(|(_, version)| version.otp())
        == Some(otp);
    if same {
        // Never back: a counter that was used is used.
        factor.versions.advance(version.counter());
    } else {
        factor.versions.set(otp.clone(), version.counter(), stamp);
        if let Some(at) = version.confirmed() {
            factor.versions.confirm(at, stamp);
        }
    }
}

fn overlay_recovery(item: &mut Recovery, old: &Recovery, stamp: Stamp) {
    if !item.is_live() {
        item.revive(stamp);
    }
    item.kind.update(old.kind.get().clone(), stamp);
    item.label.update(old.label.get().clone(), stamp);
    item.whose.update(old.whose.get().clone(), stamp);
    item.value.update(old.value.get().clone(), stamp);
    item.file.update(old.file.get().clone(), stamp);
    item.codes.replace(
        old.codes.iter().map(|(place, code)| (place, code.clone())),
        stamp,
    );
    for (place, used) in old.used.iter() {
        if item.used.get(place).is_none() {
            item.used.set(place, Some(*used), stamp);
        }
    }
}

fn take_folder(vault: &mut Vault, old: &Folder, stamp: Stamp) {
    let mut folder = vault
        .folders
        .get(old.id())
        .cloned()
        .unwrap_or_else(|| Folder::new(old.id(), stamp));
    if !folder.is_live() {
        folder.revive(stamp);
    }
    for (field, old) in [
        (&mut folder.name, &old.name),
        (&mut folder.tax_number, &old.tax_number),
        (&mut folder.short_code, &old.short_code),
        (&mut folder.contact, &old.contact),
        (&mut folder.email, &old.email),
        (&mut folder.notes, &old.notes),
        (&mut folder.colour, &old.colour),
    ] {
        field.update(old.get().clone(), stamp);
    }
    folder.client.update(*old.client.get(), stamp);
    folder.archived.update(*old.archived.get(), stamp);
    vault.folders.insert(folder);
}
