//! What an entry does, as it is written.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use keyrack_seal::{Identity, Recipient, sign::VerifyingKey};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::device_document::{DeviceDocument, device_id};
use crate::{
    ids::{DeviceId, EntryId, FolderId, InviteId, MemberId, ObjectId, TeamId, id_of},
    json,
    rules::{self, Class, Role},
};

/// An op. In JSON an object whose member `op` names it; the others stand in this order.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Op {
    /// Founds the office.
    Found {
        /// What it is called.
        name: String,
        /// One to three office key sheets.
        sheets: Vec<SheetKeys>,
        /// The founder's.
        #[serde(flatten)]
        document: DeviceDocument,
        /// The first policy.
        policy: Policy,
    },
    /// Admits a member.
    AddMember {
        /// Owner or member.
        class: Class,
        /// The joining document.
        #[serde(flatten)]
        document: DeviceDocument,
        /// The invitation that was answered; none where the sheet admits somebody.
        invite: Option<InviteId>,
    },
    /// Gives a device of a member another place.
    Appoint {
        /// The member.
        member: MemberId,
        /// The class.
        class: Class,
        /// The device.
        device: DeviceId,
    },
    /// Adds a further device of the author.
    AddDevice {
        /// The member.
        member: MemberId,
        /// The device's.
        #[serde(flatten)]
        document: DeviceDocument,
    },
    /// Takes a member out.
    RmMember {
        /// The member.
        member: MemberId,
        /// Entries of the member that stand.
        keeps: Vec<EntryId>,
        /// The heads whose objects count until they are covered.
        heads: BTreeMap<DeviceId, ObjectId>,
    },
    /// Takes a device out.
    RmDevice {
        /// The device.
        device: DeviceId,
        /// Entries of the device that stand.
        keeps: Vec<EntryId>,
        /// The head whose objects count until they are covered.
        head: Option<ObjectId>,
    },
    /// Takes a member's places above a class.
    Demote {
        /// The member.
        member: MemberId,
        /// The class.
        class: Class,
        /// Entries of the member that stand.
        keeps: Vec<EntryId>,
    },
    /// Announces a new key of a member.
    MemberKey {
        /// The member.
        member: MemberId,
        /// The key.
        #[serde(serialize_with = "as_text")]
        recipient: Recipient,
    },
    /// Makes a folder, whose id is a hash over the author's key and the nonce.
    FolderNew {
        /// The folder.
        folder: FolderId,
        /// Random.
        #[serde(with = "json::fixed")]
        nonce: [u8; 16],
    },
    /// Lets a member at a folder.
    Grant {
        /// The folder.
        folder: FolderId,
        /// The member.
        member: MemberId,
        /// The role.
        role: Role,
        /// Whether recovery items are readable.
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
    /// Ends holds.
    Settle {
        /// The removals that brought them about.
        removals: Vec<EntryId>,
    },
    /// Sets the policy.
    Policy(Policy),
    /// The office moved to another store.
    Moved {
        /// Where to, sealed.
        sealed: String,
    },
    /// Invites somebody.
    Invite(Invite),
    /// Takes an invitation back.
    Cancel {
        /// The invitation.
        invite: InviteId,
    },
    /// Notes that codes were given out, or given back.
    Pack {
        /// What and to whom.
        record: Value,
    },
}

/// The public keys of an office key sheet.
#[derive(Debug, Clone, Serialize)]
pub struct SheetKeys {
    /// What it signs with.
    #[serde(serialize_with = "as_bytes")]
    pub sign: VerifyingKey,
    /// What is sealed to it.
    #[serde(rename = "box", serialize_with = "as_text")]
    pub sealed_to: Recipient,
}

impl SheetKeys {
    /// The id under which it signs.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        device_id(&self.sign)
    }
}

/// Rules of the office for the program: numbers, `0` and `1` for no and yes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// The fields by name.
    pub fields: BTreeMap<String, u64>,
    /// Those without which a program must not go on.
    pub crit: BTreeSet<String>,
}

/// An invitation.
#[derive(Debug, Clone, Serialize)]
pub struct Invite {
    /// A hash of `sign`.
    pub id: InviteId,
    /// Proves that the code was known.
    #[serde(serialize_with = "as_bytes")]
    pub sign: VerifyingKey,
    /// Opens requests, on every owner's device.
    #[serde(rename = "box", serialize_with = "as_secret_text")]
    pub opens: Identity,
    /// Owner or member; none for a further device of the inviter.
    pub class: Option<Class>,
    /// What is granted at once: folder, role, recovery, until.
    pub folders: Vec<(FolderId, Role, bool, Option<u64>)>,
    /// Until when, in milliseconds since 1970.
    pub expires: u64,
    /// Whom the inviter meant.
    pub label: String,
    /// The e-mail address that it is for.
    pub email: String,
}

/// The fields of the policy that are known here.
pub const POLICY_FIELDS: &[&str] = &[
    "min_password_len",
    "min_zxcvbn",
    "pin_allowed",
    "pin_len",
    "max_autolock_min",
    "lock_on_sleep",
    "password_max_age_days",
    "unlock_fail_delay",
    "max_offline_days",
    "max_silence_days",
    "silence_stops_writing",
    "export_plain",
    "export_encrypted",
    "reveal_secret",
    "clipboard_clear_s",
    "inactive_months",
    "device_approval",
    "members_make_folders",
    "invite_hours",
    "sheet_check_months",
    "audit_level",
    "heartbeat_h",
];

/// The id of an invitation.
#[must_use]
pub fn invite_id(sign: &VerifyingKey) -> InviteId {
    InviteId(id_of("keyrack.team.v1.invite", sign.as_bytes()))
}

/// The id of a folder that a device made.
#[must_use]
pub fn folder_id(maker: &VerifyingKey, nonce: &[u8; 16]) -> FolderId {
    let named = [&maker.as_bytes()[..], nonce].concat();
    FolderId::from_bytes(id_of("keyrack.team.v1.folder", &named))
}

impl Op {
    /// The document that it bears.
    #[must_use]
    pub const fn document(&self) -> Option<&DeviceDocument> {
        match self {
            Self::Found { document, .. }
            | Self::AddMember { document, .. }
            | Self::AddDevice { document, .. } => Some(document),
            _ => None,
        }
    }

    /// Its name, as the log writes it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Found { .. } => "found",
            Self::AddMember { .. } => "add_member",
            Self::Appoint { .. } => "appoint",
            Self::AddDevice { .. } => "add_device",
            Self::RmMember { .. } => "rm_member",
            Self::RmDevice { .. } => "rm_device",
            Self::Demote { .. } => "demote",
            Self::MemberKey { .. } => "member_key",
            Self::FolderNew { .. } => "folder_new",
            Self::Grant { .. } => "grant",
            Self::Revoke { .. } => "revoke",
            Self::Settle { .. } => "settle",
            Self::Policy(_) => "policy",
            Self::Moved { .. } => "moved",
            Self::Invite(_) => "invite",
            Self::Cancel { .. } => "cancel",
            Self::Pack { .. } => "pack",
        }
    }

    /// What the rules see of it; `author` is the key that signed the entry. What names a device by a document of another
    /// office, or of another member, gives nothing.
    #[must_use]
    pub fn for_rules(&self, team: TeamId, author: &VerifyingKey) -> rules::Op {
        if let Some(place) = self.place_for_rules(team) {
            return place.unwrap_or(rules::Op::Record);
        }
        match self.clone() {
            Self::Appoint {
                member,
                class,
                device,
            } => rules::Op::Appoint {
                member,
                class,
                device,
            },
            Self::RmMember { member, keeps, .. } => rules::Op::RemoveMember { member, keeps },
            Self::RmDevice { device, keeps, .. } => rules::Op::RemoveDevice { device, keeps },
            Self::Demote {
                member,
                class,
                keeps,
            } => rules::Op::Demote {
                member,
                class,
                keeps,
            },
            Self::MemberKey { member, recipient } => rules::Op::MemberKey {
                member,
                key: recipient.to_string(),
            },
            Self::FolderNew { folder, nonce } => rules::Op::FolderNew {
                folder,
                is_authors: folder == folder_id(author, &nonce),
            },
            Self::Grant {
                folder,
                member,
                role,
                recovery,
                until,
            } => rules::Op::Grant {
                folder,
                member,
                role,
                recovery,
                until,
            },
            Self::Revoke { folder, member } => rules::Op::Revoke { folder, member },
            Self::Settle { removals } => rules::Op::Settle { removals },
            Self::Policy(policy) => rules::Op::Policy(policy.fields),
            Self::Moved { .. } | Self::Invite(_) | Self::Cancel { .. } | Self::Pack { .. } => {
                rules::Op::Record
            }
            Self::Found { .. } | Self::AddMember { .. } | Self::AddDevice { .. } => {
                rules::Op::Record
            }
        }
    }

    /// For an op that bears a document: what the rules see of it, if the document fits.
    fn place_for_rules(&self, team: TeamId) -> Option<Option<rules::Op>> {
        let contents = self.document()?.contents();
        let (member, device) = (contents.member, contents.device.id());
        let (ours, joins) = (contents.team == Some(team), contents.person.is_some());
        Some(match self {
            Self::Found { .. } => {
                let fits = contents.team.is_none() && joins;
                fits.then_some(rules::Op::Found { member, device })
            }
            Self::AddMember { class, .. } => {
                let class = *class;
                (ours && joins).then_some(rules::Op::AddMember {
                    member,
                    class,
                    device,
                })
            }
            Self::AddDevice { member: named, .. } => {
                (ours && *named == member).then_some(rules::Op::AddDevice { member, device })
            }
            _ => None,
        })
    }
}

/// In JSON: `"doc"` and `"sig"`, in base64url.
impl Serialize for DeviceDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut members = serializer.serialize_map(Some(2))?;
        members.serialize_entry("doc", &json::base64(self.bytes()))?;
        members.serialize_entry("sig", &json::base64(self.signature()))?;
        members.end()
    }
}

fn as_text<S: Serializer>(recipient: &Recipient, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(recipient)
}

fn as_secret_text<S: Serializer>(identity: &Identity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&identity.reveal())
}

fn as_bytes<S: Serializer>(key: &VerifyingKey, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&json::base64(key.as_bytes()))
}
