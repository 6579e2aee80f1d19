//! The office's folders on this device: their documents, what of them is not published, and what this member may.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_vault::{Compartment, Document};
use serde::{Deserialize, Serialize};

use crate::{
    ids::{FolderId, MemberId, TeamId},
    rules::Role,
    state::Place,
};

/// The folders.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// Everything that this member reads, or wrote.
    pub documents: BTreeMap<FolderId, Document>,
    /// What was changed here and is not published.
    pub dirty: BTreeSet<Place>,
    /// What this member may do, as the log said when it was last judged.
    pub rights: Rights,
}

/// What a member may do, without the log at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// What the office is called.
    pub name: String,
    /// Whether this member is an owner, who may everything.
    pub owner: bool,
    /// Whether this device is out of the office.
    pub out: bool,
    /// What was granted.
    pub folders: BTreeMap<FolderId, Right>,
    /// How many others read each folder.
    pub readers: BTreeMap<FolderId, usize>,
}

/// What a member may do with a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Right {
    /// The role.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Until when, in milliseconds since 1970; none for ever.
    pub until: Option<u64>,
}

impl Rights {
    /// What may be done with a folder at `now`; none where nothing may.
    #[must_use]
    pub fn of(&self, folder: FolderId, now: u64) -> Option<Right> {
        if self.out {
            return None;
        }
        if self.owner {
            return Some(Right {
                role: Role::Manage,
                recovery: true,
                until: None,
            });
        }
        let right = self.folders.get(&folder).copied();
        right.filter(|it| it.until.is_none_or(|until| until > now))
    }
}

impl Folders {
    /// Whether a compartment holds anything that is worth an object: of recovery items, many folders have none.
    pub(crate) fn is_worth_an_object(&self, place: Place) -> bool {
        let Some(document) = self.documents.get(&place.0) else {
            return false;
        };
        place.1 == Compartment::Codes
            || document
                .accounts
                .unsorted()
                .any(|it| !it.recovery.is_empty())
    }

    /// Whether these are the folders that `other` began as a copy of, and nothing in them is another.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let is_same = |(ours, theirs): (&Document, &Document)| {
            ours.folder == theirs.folder
                && ours.quarantine.len() == theirs.quarantine.len()
                && ours.accounts.differing(&theirs.accounts).is_empty()
        };
        self.dirty == other.dirty
            && self.rights == other.rights
            && self.documents.keys().eq(other.documents.keys())
            && self
                .documents
                .values()
                .zip(other.documents.values())
                .all(is_same)
    }

    /// How many compartments were changed here and are not published.
    #[must_use]
    pub fn unsent(&self) -> usize {
        let dirty = self.dirty.iter();
        dirty.filter(|it| self.is_worth_an_object(**it)).count()
    }

    /// Notes that a folder was changed here.
    pub fn touch(&mut self, folder: FolderId, now: u64) {
        let recovers = self.rights.of(folder, now).is_some_and(|it| it.recovery);
        self.dirty.insert((folder, Compartment::Codes));
        if recovers {
            self.dirty.insert((folder, Compartment::Recovery));
        }
    }
}

/// What stands in a snapshot before its documents.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SnapshotHead {
    /// The format.
    pub format: String,
    /// Its version.
    pub version: u64,
    /// The office.
    pub team: TeamId,
    /// Whose computer it is.
    pub member: MemberId,
    /// Counts the changes.
    pub sequence: u64,
    /// What is not published.
    pub dirty: BTreeSet<Place>,
    /// What this member may do.
    pub rights: Rights,
}
