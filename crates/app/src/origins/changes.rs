//! What a change touched.

use std::collections::BTreeSet;

use keyrack_vault::{Id, Vault};

/// Folders that are otherwise than before, or came, or went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    folders: BTreeSet<Id>,
    /// Whether anything in no folder is.
    elsewhere: bool,
}

/// The records in which a vault differs from what it was, and the folders that are concerned.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    pub folders: Vec<Id>,
    pub accounts: Vec<Id>,
    pub concerned: Changes,
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folders.is_empty() && !self.elsewhere
    }

    /// The ids of the folders.
    pub fn folders(&self) -> impl Iterator<Item = String> {
        self.folders.iter().map(Id::to_string)
    }

    /// Each folder once, and `None` where anything in no folder changed.
    pub(crate) fn places(&self) -> impl Iterator<Item = Option<Id>> {
        let elsewhere = self.elsewhere.then_some(None);
        self.folders.iter().copied().map(Some).chain(elsewhere)
    }

    /// Adds what changed since.
    pub(crate) fn add(&mut self, other: Self) {
        self.folders.extend(other.folders);
        self.elsewhere |= other.elsewhere;
    }

    fn note(&mut self, folder: Option<Id>) {
        match folder {
            Some(folder) => _ = self.folders.insert(folder),
            None => self.elsewhere = true,
        }
    }
}

impl Changed {
    /// In what `after` differs from `before`; one of them began as a copy of the other.
    pub fn between(before: &Vault, after: &Vault) -> Self {
        let mut changed = Self {
            folders: after.folders.differing(&before.folders),
            accounts: after.accounts.differing(&before.accounts),
            concerned: Changes::default(),
        };
        for folder in &changed.folders {
            changed.concerned.note(Some(*folder));
        }
        for account in &changed.accounts {
            // An account that moved concerns both of its folders.
            for vault in [before, after] {
                if let Some(account) = vault.accounts.get(*account) {
                    changed.concerned.note(*account.folder.get());
                }
            }
        }
        changed
    }
}
