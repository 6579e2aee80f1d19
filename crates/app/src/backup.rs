//! Backups: one file with the vault and its ways in, and what comes back from it.
//!
//! The file is a plain tar archive of `slots.json` and `vault.age` as they lie in the vault's folder. So it is as well
//! sealed as they are, and without Keyrack `tar` and `age -d -i` open it.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    path::Path,
};

use keyrack_vault::{
    Account, Factor, Folder, Id, Record, Recovery, Stamp, Vault, payload,
    store::{Snapshot, StoreError, WayIn},
};

use crate::{
    Code, Error, Keyrack, Result, Session, Unlock,
    accounts::{by_id, not_found},
    document, state,
    state::StateFile,
    view::{BackupView, DifferenceView, RestoreView},
};

/// The moment that codes are compared for, in seconds since 1970.
const FIXED_MOMENT: u64 = 1_000_000_000;

/// How many backups of a vault stay in a folder.
const KEPT_BACKUPS: usize = 10;

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

/// How an account in a backup differs from the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The vault never had it, or has forgotten it.
    Missing,
    /// It was removed.
    Deleted,
    /// It has changed.
    Changed,
}

impl Keyrack {
    /// The vault's files as one backup file. No key is needed for it.
    ///
    /// # Errors
    /// [`Code::NoVault`], or why the files cannot be read.
    pub fn backup(&self) -> Result<Vec<u8>> {
        let snapshot = self.store(None).snapshot()?;
        let mut archive = tar::Builder::new(Vec::with_capacity(snapshot.vault.len() + 8192));
        for (name, bytes) in [(SLOTS, &snapshot.slots), (VAULT, &snapshot.vault)] {
            let mut header = tar::Header::new_ustar();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o600);
            header.set_mtime(self.computer.clock.now() / 1000);
            header.set_cksum();
            let appended = archive.append_data(&mut header, name, bytes.as_slice());
            appended.map_err(|error| Error::new(Code::DiskError).with("detail", error))?;
        }
        archive
            .into_inner()
            .map_err(|error| Error::new(Code::DiskError).with("detail", error))
    }

    /// Opens a backup and computes its codes for one fixed moment; with the vault open, compares both.
    ///
    /// # Errors
    /// [`Code::FileDamaged`], [`Code::FilePasswordWrong`], or why it cannot be read.
    pub fn backup_verify(
        &self,
        bytes: &[u8],
        way: &Unlock,
        session: Option<&Session>,
    ) -> Result<BackupView> {
        Ok(compare(&open(&unpack(bytes)?, way)?, session))
    }

    /// Makes a backup the vault, where there is none or it cannot be read. What was there is set aside. This computer
    /// gets a new name as a writer, because the one it had may be in use in the backup.
    ///
    /// # Errors
    /// [`Code::FileDamaged`], [`Code::FilePasswordWrong`], [`Code::VaultExists`], or why it could not be written.
    pub fn adopt(&self, bytes: &[u8], way: &Unlock, dry_run: bool) -> Result<RestoreView> {
        let snapshot = unpack(bytes)?;
        let read = open(&snapshot, way)?;
        if !dry_run {
            self.store(None).adopt(&snapshot)?;
            state::forget_replica(&self.computer)?;
            let seen = Some((read.header.sequence, read.header.saved_at));
            let file = StateFile::of(&self.computer, &read.header.vault.to_string());
            file.change(|state| state.seen = seen)?;
        }
        let restored = read.vault.live_accounts().count();
        Ok(RestoreView {
            adopted: true,
            differences: Vec::new(),
            restored,
        })
    }
}

impl Session {
    /// Writes a backup into a folder, reads it back, opens it, and compares its accounts and codes with the vault. Of the
    /// backups of this vault that are there, the newest ten stay. Returns the name of the file.
    ///
    /// # Errors
    /// [`Code::FileDamaged`] when what was read back is not the vault as it is now; then no older backup is removed. Else
    /// why it could not be read or written.
    pub fn back_up(&mut self, folder: &Path) -> Result<(String, BackupView)> {
        if self.is_unsaved() {
            self.save()?;
        }
        self.refresh()?;
        let computer = self.keyrack.computer.clone();
        let own = format!(
            "keyrack-{}-",
            self.vault().id.to_string().get(..8).unwrap_or_default()
        );
        let date = computer.clock.today();
        let name = format!("{own}{date}-{:08}.tar", self.open.header.sequence);
        let path = folder.join(&name);
        computer.write_private(&path, &self.keyrack.backup()?)?;
        let written = computer.disk.read(&path, keyrack_seal::file::MAX_SEALED);
        let written = written.map_err(|error| Error::io(&error, &path))?;
        let view = self.verify_backup(&written)?;
        if view.matches != Some(true) {
            return Err(Error::new(Code::FileDamaged).with("detail", ""));
        }
        let mut names: Vec<String> = computer
            .disk
            .list(folder)
            .unwrap_or_default()
            .into_iter()
            .map(|entry| entry.name)
            .filter(|name| name.starts_with(&own) && name.ends_with(".tar"))
            .collect();
        names.sort_unstable_by(|a, b| b.cmp(a));
        for old in names.iter().skip(KEPT_BACKUPS) {
            // One that cannot be removed now is removed after the next backup.
            _ = computer.disk.remove(&folder.join(old));
        }
        Ok((name, view))
    }

    /// Opens a backup that was made under the keys of now, and compares it.
    fn verify_backup(&self, bytes: &[u8]) -> Result<BackupView> {
        let read = self.open.open_snapshot(&unpack(bytes)?)?;
        Ok(compare(&read, Some(self)))
    }

    /// Brings back what a backup has otherwise than the vault. What is taken is written as a new change, so that it wins
    /// on every computer; nothing that only the vault has is removed.
    ///
    /// # Errors
    /// [`Code::FileDamaged`], [`Code::FilePasswordWrong`], [`Code::NotFound`] for an account that does not differ, or why
    /// it could not be saved.
    pub fn restore(
        &mut self,
        bytes: &[u8],
        way: &Unlock,
        restore: &Restore,
    ) -> Result<RestoreView> {
        let snapshot = unpack(bytes)?;
        let read = match self.open.open_snapshot(&snapshot) {
            Ok(read) => read,
            Err(_) => open(&snapshot, way)?,
        };
        let differing = differences(self.vault(), &read.vault);
        let ids = || differing.iter().map(|(id, _)| *id);
        let named: BTreeSet<Id> = restore
            .accounts
            .iter()
            .map(|text| by_id(ids(), text)?.ok_or_else(|| not_found(text)))
            .collect::<Result<_>>()?;
        let wanted = |id: Id| restore.all || named.contains(&id);
        let taken: Vec<Id> = ids().filter(|id| wanted(*id)).collect();
        if !restore.dry_run && !taken.is_empty() {
            self.commit(|vault, stamp| {
                taken
                    .iter()
                    .try_for_each(|id| take(vault, &read.vault, *id, stamp))
            })?;
        }
        let views = differing.iter().filter_map(|(id, difference)| {
            let account = read.vault.accounts.get(*id)?;
            let folder =
                crate::accounts::folder_name(&read.vault, account).map(|folder| folder.name);
            Some(DifferenceView {
                id: id.to_string(),
                state: difference.as_str(),
                issuer: account.issuer.get().clone(),
                label: account.label.get().clone(),
                folder: folder.unwrap_or_default(),
                taken: wanted(*id),
            })
        });
        Ok(RestoreView {
            adopted: false,
            differences: views.collect(),
            restored: taken.len(),
        })
    }
}

impl Difference {
    /// The stable text that scripts rely on.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Deleted => "deleted",
            Self::Changed => "changed",
        }
    }
}

const SLOTS: &str = "slots.json";
const VAULT: &str = "vault.age";

fn unpack(bytes: &[u8]) -> Result<Snapshot> {
    let damaged = |_| Error::new(Code::FileDamaged).with("detail", "");
    if bytes.len() > keyrack_seal::file::MAX_SEALED {
        return Err(Error::new(Code::FileTooLarge));
    }
    let (mut slots, mut vault) = (None, None);
    let mut archive = tar::Archive::new(bytes);
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let path = entry.path().map_err(damaged)?.into_owned();
        let target = match path.to_str() {
            Some(SLOTS) => &mut slots,
            Some(VAULT) => &mut vault,
            _ => continue,
        };
        let mut content = Vec::new();
        entry.read_to_end(&mut content).map_err(damaged)?;
        // An archive that was cut short ends before the size that its header states.
        if content.len() as u64 != entry.size() {
            return Err(Error::new(Code::FileDamaged).with("detail", ""));
        }
        *target = Some(content);
    }
    match (slots, vault) {
        (Some(slots), Some(vault)) => Ok(Snapshot { slots, vault }),
        _ => Err(Error::new(Code::FileDamaged).with("detail", "")),
    }
}

fn open(snapshot: &Snapshot, way: &Unlock) -> Result<payload::Read> {
    let way = match way {
        Unlock::Password(password) => WayIn::Password(password),
        Unlock::RecoveryKey(key) => WayIn::RecoveryKey(key.identity()),
        // The PIN belongs to this computer, and a backup to none.
        Unlock::Pin(_) => return Err(Error::new(Code::PinNotEnough)),
    };
    snapshot.open(&way).map_err(|error| match error {
        StoreError::WrongKey => Error::new(Code::FilePasswordWrong),
        StoreError::SlotsDamaged | StoreError::Unreadable | StoreError::KeysChanged => {
            Error::new(Code::FileDamaged).with("detail", "")
        }
        error => error.into(),
    })
}

fn compare(read: &payload::Read, session: Option<&Session>) -> BackupView {
    let codes = codes(&read.vault);
    let matches = session.map(|session| crate::backup::codes(session.vault()) == codes);
    BackupView {
        vault: read.header.vault.to_string(),
        sequence: read.header.sequence,
        saved_at: read.header.saved_at,
        accounts: read.vault.live_accounts().count(),
        codes: codes.len(),
        matches,
    }
}

/// Every factor's code for the fixed moment; HOTP with its counter.
fn codes(vault: &Vault) -> BTreeMap<(Id, Id), String> {
    let mut codes = BTreeMap::new();
    for account in vault.live_accounts() {
        for factor in account.factors.live() {
            if let Some(view) = crate::codes::code_view(vault, account, factor, FIXED_MOMENT) {
                codes.insert((account.id(), factor.id()), view.code);
            }
        }
    }
    codes
}

fn differences(ours: &Vault, theirs: &Vault) -> Vec<(Id, Difference)> {
    let ours_as_text = document::of(ours, None);
    let theirs_as_text = document::of(theirs, None);
    let by_id =
        |document: &keyrack_exchange::Document| -> BTreeMap<String, keyrack_exchange::Account> {
            document
                .accounts
                .iter()
                .map(|account| (account.id.clone(), account.clone()))
                .collect()
        };
    let (our_accounts, their_accounts) = (by_id(&ours_as_text), by_id(&theirs_as_text));
    theirs
        .live_accounts()
        .filter_map(|account| {
            let id = account.id();
            let difference = match ours.accounts.get(id) {
                None => Difference::Missing,
                Some(here) if !here.is_live() => Difference::Deleted,
                Some(_)
                    if our_accounts.get(&id.to_string()) != their_accounts.get(&id.to_string()) =>
                {
                    Difference::Changed
                }
                Some(_) => return None,
            };
            Some((id, difference))
        })
        .collect()
}

/// Takes one account of a backup, and its folder if that is not in use.
fn take(vault: &mut Vault, backup: &Vault, id: Id, stamp: Stamp) -> Result<()> {
    let Some(old) = backup.accounts.get(id) else {
        return Ok(());
    };
    let folder = match *old.folder.get() {
        Some(folder) if vault.folders.get(folder).is_some_and(Record::is_live) => folder,
        Some(folder) => match backup.folders.get(folder) {
            Some(old) => {
                take_folder(vault, old, stamp);
                folder
            }
            None => crate::folders::default(vault, stamp)?,
        },
        None => crate::folders::default(vault, stamp)?,
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
    let old_factors: BTreeSet<Id> = old.factors.live().map(Record::id).collect();
    for factor in old.factors.live() {
        if account.factors.get(factor.id()).is_none() {
            account.factors.insert(Factor::new(factor.id(), stamp));
        }
    }
    for factor in account
        .factors
        .iter_mut()
        .filter(|factor| old_factors.contains(&factor.id()))
    {
        if let Some(old) = old.factors.get(factor.id()) {
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
