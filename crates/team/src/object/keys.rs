//! Key objects: how keys reach the devices that may have them.

use keyrack_seal::{Identity, Plaintext};
use serde::{Deserialize, Serialize};

use super::padded;
use crate::{
    form::FormError,
    ids::{DeviceId, EntryId, MemberId, TeamId},
    json::{self, Secret},
};

/// The most keys in one object: one for each loss that an office ever had.
const MAX_KEYS: usize = 4_096;

/// Keys that are handed on.
#[derive(Debug, Clone)]
pub struct KeyObject {
    /// The office.
    pub team: TeamId,
    /// What they open.
    pub keys_for: KeysFor,
    /// The keys.
    pub keys: Vec<KeyEntry>,
}

/// What keys open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeysFor {
    /// A member's folders.
    Member(MemberId),
    /// The log.
    Log,
}

/// A key that is handed on.
#[derive(Debug, Clone)]
pub struct KeyEntry {
    /// The key.
    pub identity: Identity,
    /// The device that made it.
    pub maker: DeviceId,
    /// Of a log key: the tips of the log that its maker had seen.
    pub tips: Vec<EntryId>,
}

impl KeyEntry {
    /// What the key is named by.
    #[must_use]
    pub fn id(&self) -> String {
        self.identity.recipient().key_id()
    }
}

impl KeyObject {
    /// The plaintext.
    ///
    /// # Errors
    /// [`FormError::Malformed`], which means a defect here.
    pub fn write(&self) -> Result<Plaintext, FormError> {
        let keys = self.keys.iter().map(|key| Key {
            id: key.id(),
            identity: Secret(key.identity.reveal()),
            dev: key.maker,
            tips: key.tips.clone(),
        });
        let (purpose, member) = match self.keys_for {
            KeysFor::Member(member) => (Purpose::Member, Some(member)),
            KeysFor::Log => (Purpose::Log, None),
        };
        padded(&Stored {
            format: FORMAT.into(),
            version: 1,
            team: self.team,
            purpose,
            member,
            keys: keys.collect(),
        })
    }

    /// Reads a plaintext.
    ///
    /// # Errors
    /// [`FormError`]: [`FormError::Misplaced`] where it is of another office, or a key is named as another one.
    pub fn read(plain: &[u8], team: TeamId) -> Result<Self, FormError> {
        let stored: Stored = json::read(plain)?;
        if stored.version != 1 {
            return Err(FormError::Newer);
        }
        if stored.format != FORMAT || stored.keys.len() > MAX_KEYS {
            return Err(FormError::Malformed);
        }
        if stored.team != team {
            return Err(FormError::Misplaced);
        }
        let keys_for = match (stored.purpose, stored.member) {
            (Purpose::Member, Some(member)) => KeysFor::Member(member),
            (Purpose::Log, None) => KeysFor::Log,
            _ => return Err(FormError::Malformed),
        };
        let keys = stored.keys.into_iter().map(Key::entry);
        Ok(Self {
            team,
            keys_for,
            keys: keys.collect::<Result<_, _>>()?,
        })
    }
}

const FORMAT: &str = "keyrack-keys";

#[derive(Serialize, Deserialize)]
struct Stored {
    format: String,
    version: u64,
    team: TeamId,
    #[serde(rename = "for")]
    purpose: Purpose,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<MemberId>,
    keys: Vec<Key>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Purpose {
    Member,
    Log,
}

#[derive(Serialize, Deserialize)]
struct Key {
    id: String,
    identity: Secret,
    dev: DeviceId,
    tips: Vec<EntryId>,
}

impl Key {
    fn entry(self) -> Result<KeyEntry, FormError> {
        let identity = self.identity.0.parse();
        let entry = KeyEntry {
            identity: identity.map_err(|_| FormError::Malformed)?,
            maker: self.dev,
            tips: self.tips,
        };
        match entry.id() == self.id {
            true => Ok(entry),
            false => Err(FormError::Misplaced),
        }
    }
}
