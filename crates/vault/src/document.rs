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

use keyrack_seal::Plaintext;
use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, Error as _},
};
use zeroize::Zeroizing;

use crate::{
    Account, Folder, Id, Quarantined, Record, Records, Vault,
    lines::{Lines, Writer, fill, lines_of},
    record::{Part, put_member},
    stamp::{Replica, Replicas},
};

/// The plaintext is filled up to a multiple of this many bytes, so that its size tells less.
pub const PADDING: usize = 1024;
/// The most bytes of a document that are written or read.
pub const MAX_BYTES: usize = 4 << 20;
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
    replicas: Replicas,
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
            replicas: Replicas::default(),
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
        self.quarantine.extend_from_slice(&other.quarantine);
        self.quarantine.sort();
        self.quarantine.dedup();
    }

    /// Writes a compartment. `head` is an object whose first member is `format`; what it says stands in the first line.
    ///
    /// # Errors
    /// [`DocumentError::TooLarge`]; [`DocumentError::NotADocument`] where `head` is no such object.
    pub fn write(
        &mut self,
        compartment: Compartment,
        head: &impl Serialize,
    ) -> Result<Plaintext, DocumentError> {
        let folder = folder_part(&self.folder, compartment);
        let accounts = self.accounts.iter();
        let accounts: Vec<Account> = accounts
            .map(|account| account_part(account, compartment))
            .collect();
        let mut body = Zeroizing::new(Vec::new());
        let mut writer = Writer {
            replicas: &mut self.replicas,
            tagger: None,
            out: &mut body,
        };
        writer.folder(Some(&folder), &accounts.iter().collect::<Vec<_>>(), true);
        let quarantine = match compartment {
            Compartment::Codes => &self.quarantine[..],
            Compartment::Recovery => &[],
        };
        writer.quarantine(quarantine, true);

        let mut plain = Zeroizing::new(Vec::with_capacity(body.len() + 2 * PADDING));
        serde_json::to_writer(&mut *plain, head).map_err(|_| DocumentError::NotADocument)?;
        if !plain.starts_with(FIRST) || plain.pop() != Some(b'}') {
            return Err(DocumentError::NotADocument);
        }
        put_member("replicas", &mut plain);
        let numbers = self.replicas.as_slice().iter();
        let numbers: Vec<String> = numbers.map(ToString::to_string).collect();
        // Writing text into memory cannot fail.
        let _ = serde_json::to_writer(&mut *plain, &numbers);
        let mut writer = Writer {
            replicas: &mut self.replicas,
            tagger: None,
            out: &mut plain,
        };
        writer.open_folders(0);
        plain.extend_from_slice(&body);
        plain.extend_from_slice(END);
        fill(&mut plain, PADDING);
        let is_too_large = plain.len() > MAX_BYTES
            || lines_of(&plain) > MAX_LINES
            || accounts.len() > MAX_ACCOUNTS
            || self.replicas.as_slice().len() > Replicas::MAX;
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
        if !plain.trim_ascii_end().ends_with(END) {
            return Err(DocumentError::NotADocument);
        }
        let lines = Lines::sort(plain.split(|byte| *byte == b'\n'), None);
        let table: Table = lines.header().ok_or(DocumentError::NotADocument)?;
        let head: H = lines.header().ok_or(DocumentError::NotADocument)?;
        let contents = lines.read(&table.replicas);
        let mut folders = contents.folders.iter();
        let (Some(folder), None) = (folders.next(), folders.next()) else {
            return Err(DocumentError::NotOneFolder);
        };
        if contents.accounts.len() > MAX_ACCOUNTS {
            return Err(DocumentError::TooLarge);
        }
        let document = Self {
            folder: folder.clone(),
            accounts: contents.accounts,
            quarantine: contents.quarantine,
            replicas: table.replicas,
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

/// What of an account belongs to a compartment.
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
            part
        }
    }
}

/// As many records in quarantine as accounts, and six lines before and after them.
const MAX_LINES: usize = 2 * MAX_ACCOUNTS + 6;
const FIRST: &[u8] = b"{\"format\":";
const END: &[u8] = b"\"end\":true}";

/// The table in the first line.
#[derive(Deserialize)]
struct Table {
    #[serde(deserialize_with = "replicas")]
    replicas: Replicas,
}

fn replicas<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Replicas, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let replica = |text: &String| u64::from_str_radix(text, 16).map(Replica).ok();
    let replicas: Option<Vec<Replica>> = texts.iter().map(replica).collect();
    let replicas = replicas.and_then(Replicas::from_list);
    replicas.ok_or_else(|| D::Error::custom("no table of replicas"))
}
