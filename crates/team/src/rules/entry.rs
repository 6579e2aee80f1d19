//! Entries, as the rules see them: without signatures, names and keys.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{DeviceId, EntryId, FolderId, MemberId};

/// An entry whose form and signature are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The hash of its frame.
    pub id: EntryId,
    /// Who signed it; none for the office key sheet.
    pub device: Option<DeviceId>,
    /// What gave the device the place under which it signs; none for the sheet.
    pub under: Option<Under>,
    /// The tips that its author had seen.
    pub prev: Vec<EntryId>,
    /// What it does.
    pub ops: Vec<Op>,
}

/// An op of an entry, by its number from 0.
pub type Under = (EntryId, usize);

/// What a member may do in the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// The office key sheet.
    Sheet,
    /// Decides about everything, and reads every folder.
    Owner,
    /// Admits and dismisses members. Nothing gives this class yet.
    Manager,
    /// Has the folders that were granted.
    Member,
}

/// What a member may do with a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sees what is in it.
    View,
    /// Changes what is in it.
    Edit,
    /// Says who else does.
    Manage,
}

/// What an entry does. Each op stands or falls by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Founds the office: its first owner, and that member's first device.
    Found {
        /// The founder.
        member: MemberId,
        /// The founder's device.
        device: DeviceId,
    },
    /// Admits a member with a first device.
    AddMember {
        /// The member.
        member: MemberId,
        /// The class.
        class: Class,
        /// The device of the joining document.
        device: DeviceId,
    },
    /// Gives one device of a member another place, or takes the member back.
    Appoint {
        /// The member.
        member: MemberId,
        /// The class.
        class: Class,
        /// One device of the member.
        device: DeviceId,
    },
    /// Adds a further device of the author.
    AddDevice {
        /// The member.
        member: MemberId,
        /// The new device.
        device: DeviceId,
    },
    /// Takes a member out.
    RemoveMember {
        /// The member.
        member: MemberId,
        /// The latest entries of the member that stand.
        keeps: Vec<EntryId>,
    },
    /// Takes a device out; its own: it retires.
    RemoveDevice {
        /// The device.
        device: DeviceId,
        /// The latest entries of the device that stand.
        keeps: Vec<EntryId>,
    },
    /// Takes a member's places above a class.
    Demote {
        /// The member.
        member: MemberId,
        /// The new class.
        class: Class,
        /// The latest entries of the member that stand.
        keeps: Vec<EntryId>,
    },
    /// Announces a new key of a member.
    MemberKey {
        /// The member.
        member: MemberId,
        /// `age1…`.
        key: String,
    },
    /// Makes a folder.
    FolderNew {
        /// The folder.
        folder: FolderId,
        /// Whether the folder's id is one that the entry's author made: it names the author's key.
        is_authors: bool,
    },
    /// Lets a member at a folder.
    Grant {
        /// The folder.
        folder: FolderId,
        /// The member.
        member: MemberId,
        /// The role.
        role: Role,
        /// Whether recovery items are readable as well.
        recovery: bool,
        /// Until when, in milliseconds since 1970; none for ever.
        until: Option<u64>,
    },
    /// Takes a folder from a member.
    Revoke {
        /// The folder.
        folder: FolderId,
        /// The member.
        member: MemberId,
    },
    /// Ends the holds that removals brought about.
    Settle {
        /// The removals.
        removals: Vec<EntryId>,
    },
    /// Sets fields of the policy.
    Policy(BTreeMap<String, u64>),
    /// Something that changes nothing here: an invitation, a code pack.
    Record,
}
