//! One folder and everything in it, apart from the others: what is sealed and handed on where a folder has readers of its
//! own.
//!
//! ```text
//! {"format":…,"replicas":[…],"folders":[
//! {"id":…,"accounts":[
//! {"id":…},
//! {"id":…}
//! ]}
//! ],"quarantine":[
//! ],
//! "end":true}
//! ```
//!
//! These are the lines of a vault's payload with another first line, whose members the caller brings, and with a table of
//! replicas of its own. Nothing in here vouches for them: whoever hands a document on has to.
//!
//! A document is written in two compartments, because staff who use codes need not hold what deletes an account. Joined
//! they are the folder.
//!
//! Accounts that moved to another folder stay in the document in memory and are neither written nor shown: there is a mark
//! of the folder, and no purge, with which an account that is moved back would be empty.

use std::{collections::BTreeSet, sync::Arc};

use keyrack_seal::Plaintext;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use crate::{
    Account, Folder, Id, Quarantined, Record, Records, Stamp, Vault,
    collect::{Limits, collect_accounts, collect_folder},
    enclosure::{Table, enclose, is_whole},
    lines::{Lines, Writer, lines_of},
    quarantine::{covers_quarantine, merge_quarantine},
    record::Part,
    stamp::Replicas,
    vault::latest_in_time,
};

/// The plaintext is filled up to a multiple of this many bytes, so that its size tells less.
pub const PADDING: usize = 1024;
/// The most bytes of a document that are written or read: 4 MiB, less what sealing adds at the most.
pub const MAX_BYTES: usize = (4 << 20) - (32 << 10);
/// The most accounts of a document that are written or read.
pub const MAX_ACCOUNTS: usize = 2_000;

/// A folder, and the accounts in it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The folder.
    pub folder: Folder,
    /// Accounts in it, in whatever state.
    pub accounts: Records<Account>,
    /// Records that could not be read, as they stood.
    pub quarantine: Vec<Quarantined>,
}

/// A part of a folder that is sealed apart from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Compartment {
    /// Everything but recovery items.
    Codes,
    /// Recovery items, and of everything else the ids.
    Recovery,
}

/// Why a document could not be written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// It is none, or one that is cut off.
    #[error("not a folder's document")]
    NotADocument,
    /// It holds no folder that can be read, or several.
    #[error("a document holds exactly one folder")]
    NotOneFolder,
    /// More than [`MAX_BYTES`], [`MAX_ACCOUNTS`] or [`Replicas::MAX`].
    #[error("the document is larger than any Keyrack writes")]
    TooLarge,
}

impl Document {
    /// A folder with nothing in it.
    #[must_use]
    pub fn new(folder: Folder) -> Self {
        Self {
            folder,
            accounts: Records::default(),
            quarantine: Vec::new(),
        }
    }

    /// A folder of a vault, with the accounts that lie in it; none where the vault does not have it.
    #[must_use]
    pub fn of(vault: &Vault, folder: Id) -> Option<Self> {
        let mut document = Self::new(vault.folders.get(folder)?.clone());
        let in_it = |account: &&Account| *account.folder.get() == Some(folder);
        for account in vault.accounts.unsorted().filter(in_it) {
            document.accounts.take_over(account.id(), &vault.accounts);
        }
        Some(document)
    }

    /// Joins another state of this folder, or its other compartment. Of another folder nothing is taken, whatever the ids
    /// in it: who may change that folder must not change this one.
    pub fn merge(&mut self, other: &Self) {
        if other.folder.id() != self.folder.id() {
            return;
        }
        self.folder.merge(&other.folder);
        self.accounts.merge(&other.accounts);
        merge_quarantine(&mut self.quarantine, &other.quarantine);
    }

    /// Whether joining another state of this folder, or a compartment of it, would change nothing. No document covers one
    /// of another folder.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other.folder.id() == self.folder.id()
            && self.folder.covers(&other.folder)
            && self.accounts.covers(&other.accounts)
            && covers_quarantine(&self.quarantine, &other.quarantine)
    }

    /// Whether an account in here lies in this folder as far as is known: neither does it name another folder, nor does this
    /// folder say that it left since. One that names none is a tombstone, or a half whose other compartment is not there.
    #[must_use]
    pub fn is_at_home(&self, account: &Account) -> bool {
        let here = self.folder.id();
        let moved = &self.folder.moved;
        let key = account.id().to_string();
        let has_left = moved.get(&key).is_some_and(|to| *to != here)
            && moved.stamp(&key) > account.folder.stamp();
        account.folder.get().is_none_or(|folder| folder == here) && !has_left
    }

    /// The accounts that are not at home, which are kept until they are seen where they went.
    pub fn departed(&self) -> impl Iterator<Item = &Account> {
        (self.accounts.unsorted()).filter(|account| !self.is_at_home(account))
    }

    /// The same without the accounts that are not at home: what others get. Records stay shared.
    #[must_use]
    pub fn at_home(&self) -> Self {
        let mut at_home = self.clone();
        at_home.accounts.retain(|account| self.is_at_home(account));
        at_home
    }

    /// The latest stamp in it.
    #[must_use]
    pub fn latest(&self) -> Stamp {
        let mut latest = self.folder.changed();
        (self.accounts).stamps(&mut |stamp| latest = latest.max(stamp));
        latest
    }

    /// Splits off the records whose stamps are more than [`keep::AHEAD`](crate::keep::AHEAD) beyond `now` (milliseconds
    /// since 1970), because a computer with a wrong clock would win every merge for years. The first is what can be joined
    /// now, the second what is to be tried again later; each is none where nothing is in it. A folder whose record is ahead
    /// stands in the first with nothing but its id, and in it not at all where it was made in the future.
    #[must_use]
    pub fn set_aside_future(mut self, now: u64) -> (Option<Self>, Option<Self>) {
        let limit = latest_in_time(now);
        if self.latest() <= limit {
            return (Some(self), None);
        }
        if self.folder.created() > limit {
            return (None, Some(self));
        }
        let mut later = self.clone();
        later.quarantine.clear();
        later.accounts.retain(|account| account.changed() > limit);
        (self.accounts).retain(|account| account.changed() <= limit);
        let bare = Folder::new(self.folder.id(), self.folder.created());
        match self.folder.changed() > limit {
            true => self.folder = bare,
            false => later.folder = bare,
        }
        (Some(self), Some(later))
    }

    /// Removes for good what was deleted long ago, as [`Vault::collect`] does. Accounts that are not at home keep what they
    /// hold, for they may come back. A folder that is gone stays as a tombstone.
    pub fn collect(&mut self, now: u64, stamp: Stamp) -> bool {
        let limits = Limits::at(now);
        let departed: BTreeSet<Id> = self.departed().map(Record::id).collect();
        let is_here = |account: &Account| !departed.contains(&account.id());
        let changed = collect_accounts(&mut self.accounts, &limits, stamp, is_here);
        let is_occupied = self.accounts.unsorted().any(|account| !account.is_gone());
        collect_folder(&mut self.folder, &limits, stamp, is_occupied) || changed
    }

    /// What of it belongs to a compartment.
    #[must_use]
    pub fn part(&self, compartment: Compartment) -> Self {
        let mut part = Self::new(folder_part(&self.folder, compartment));
        for account in self.accounts.unsorted() {
            part.accounts.insert(account_part(account, compartment));
        }
        if compartment == Compartment::Codes {
            part.quarantine.clone_from(&self.quarantine);
        }
        part
    }

    /// Writes what is at home of a compartment. `head` is an object whose first member is `format`; what it says stands in
    /// the first line.
    ///
    /// # Errors
    /// [`DocumentError::TooLarge`]; [`DocumentError::NotADocument`] where `head` is no such object.
    pub fn write(
        &self,
        compartment: Compartment,
        head: &impl Serialize,
    ) -> Result<Plaintext, DocumentError> {
        let folder = folder_part(&self.folder, compartment);
        let accounts = self.accounts.iter();
        let accounts: Vec<Account> = accounts
            .filter(|account| self.is_at_home(account))
            .map(|account| account_part(account, compartment))
            .collect();
        let quarantine = match compartment {
            Compartment::Codes => &self.quarantine[..],
            Compartment::Recovery => &[],
        };
        let mut replicas = Replicas::default();
        let mut body = Zeroizing::new(Vec::new());
        let mut writer = Writer {
            replicas: &mut replicas,
            tagger: None,
            out: &mut body,
        };
        writer.folder(Some(&folder), &accounts.iter().collect::<Vec<_>>(), true);
        writer.quarantine(quarantine, true);
        let plain = enclose(head, &replicas, &body, PADDING).ok_or(DocumentError::NotADocument)?;
        let is_too_large = plain.len() > MAX_BYTES
            || lines_of(&plain) > MAX_LINES
            || accounts.len() > MAX_ACCOUNTS
            || replicas.as_slice().len() > Replicas::MAX;
        match is_too_large {
            true => Err(DocumentError::TooLarge),
            false => Ok(plain),
        }
    }

    /// Reads a compartment, and the head that it was written with. A record that cannot be read is no error: it is in
    /// [`Document::quarantine`].
    ///
    /// # Errors
    /// [`DocumentError`].
    pub fn read<H: DeserializeOwned>(plain: &[u8]) -> Result<(H, Self), DocumentError> {
        if plain.len() > MAX_BYTES || lines_of(plain) > MAX_LINES {
            return Err(DocumentError::TooLarge);
        }
        if !is_whole(plain) {
            return Err(DocumentError::NotADocument);
        }
        let lines = Lines::sort(plain.split(|byte| *byte == b'\n'), None);
        let table: Table = lines.header().ok_or(DocumentError::NotADocument)?;
        let table = Arc::new(table.replicas);
        let head: H = lines.header().ok_or(DocumentError::NotADocument)?;
        if lines.folders() != 1 {
            return Err(DocumentError::NotOneFolder);
        }
        let contents = lines.read(&table, Some(&table));
        let folder = contents.first_folder().ok_or(DocumentError::NotOneFolder)?;
        if contents.accounts.len() > MAX_ACCOUNTS {
            return Err(DocumentError::TooLarge);
        }
        let document = Self {
            folder: folder.clone(),
            accounts: contents.accounts,
            quarantine: contents.quarantine,
        };
        Ok((head, document))
    }
}

/// What of a folder belongs to a compartment.
fn folder_part(folder: &Folder, compartment: Compartment) -> Folder {
    match compartment {
        Compartment::Codes => folder.clone(),
        Compartment::Recovery => Folder::new(folder.id(), folder.created()),
    }
}

/// What of an account belongs to a compartment. That it was purged belongs to both: each is judged by itself when it is
/// asked whether another one covers it, and whoever has one only has to forget as well.
fn account_part(account: &Account, compartment: Compartment) -> Account {
    match compartment {
        Compartment::Codes => {
            let mut part = account.clone();
            part.recovery = Records::default();
            part
        }
        Compartment::Recovery => {
            let mut part = Account::new(account.id(), account.created());
            part.recovery.clone_from(&account.recovery);
            if account.purged().is_set() {
                part.purge(account.purged());
            }
            part
        }
    }
}

/// As many records in quarantine as accounts, and six lines before and after them.
const MAX_LINES: usize = 2 * MAX_ACCOUNTS + 6;
