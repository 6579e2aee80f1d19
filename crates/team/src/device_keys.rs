//! The keys of this device: what it signs with, what opens what is sealed to it, and the keys that it was handed.

use keyrack_seal::{Entropy, Identity, Plaintext, Recipient, sign::SigningKey};
use keyrack_vault::Replica;
use serde::{Deserialize, Serialize};

use crate::{
    form::FormError,
    ids::{DeviceId, EntryId, MemberId, TeamId},
    json::{self, Secret},
    log::{Device, DeviceDocument, Person, device_id},
    object::KeyEntry,
};

/// Keys of a device in an office.
#[derive(Debug, Clone)]
pub struct DeviceKeys {
    /// The office.
    pub team: TeamId,
    /// Whose device it is.
    pub member: MemberId,
    /// What it signs with.
    pub sign: SigningKey,
    /// What opens what is sealed to the device alone.
    pub opens: Identity,
    /// The member's keys.
    pub member_keys: Vec<KeyEntry>,
    /// The keys of the log, as devices in the office hand them on.
    pub log_keys: Vec<KeyEntry>,
    /// Keys of the log that whoever may have put into the store: they open, and nothing is sealed to them.
    pub found_keys: Vec<KeyEntry>,
    /// That of an office key sheet, while it lies on the table; it is never kept.
    pub sheet: Option<Identity>,
}

/// The keys of a device that is in no office yet.
#[derive(Debug)]
pub struct NewDevice {
    sign: SigningKey,
    opens: Identity,
    member_key: Identity,
    nonce: [u8; 16],
    device: Device,
}

impl NewDevice {
    /// Makes keys. `label` is what its person calls it, `replica` what its changes bear.
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn make(label: &str, replica: Replica, entropy: &mut dyn Entropy) -> std::io::Result<Self> {
        let sign = SigningKey::make(entropy)?;
        let opens = Identity::make();
        let mut nonce = [0; 16];
        entropy.fill(&mut nonce)?;
        let device = Device {
            sign: sign.verifying_key(),
            sealed_to: opens.recipient(),
            label: label.to_owned(),
            replica,
        };
        Ok(Self {
            sign,
            opens,
            member_key: Identity::make(),
            nonce,
            device,
        })
    }

    /// The key that its member begins with.
    #[must_use]
    pub fn member_key(&self) -> Recipient {
        self.member_key.recipient()
    }

    /// The document with which its person joins an office, or founds one.
    #[must_use]
    pub fn joining(&self, team: Option<TeamId>, person: &Person) -> DeviceDocument {
        DeviceDocument::joining(&self.sign, team, &self.nonce, person, &self.device)
    }

    /// Its keys, once the office and the member have ids.
    #[must_use]
    pub fn in_office(self, team: TeamId, member: MemberId) -> DeviceKeys {
        let first = KeyEntry {
            identity: self.member_key.clone(),
            maker: self.device.id(),
            tips: Vec::new(),
        };
        let keys = self.further_of(team, member);
        DeviceKeys {
            member_keys: vec![first],
            ..keys
        }
    }

    /// The document with which it comes to a member who has computers.
    #[must_use]
    pub fn further(&self, team: TeamId, member: MemberId) -> DeviceDocument {
        DeviceDocument::further(&self.sign, team, member, &self.device)
    }

    /// Its keys, as of a further device of a member: the member's keys, others hand on.
    #[must_use]
    pub fn further_of(self, team: TeamId, member: MemberId) -> DeviceKeys {
        DeviceKeys {
            team,
            member,
            sign: self.sign,
            opens: self.opens,
            member_keys: Vec::new(),
            log_keys: Vec::new(),
            found_keys: Vec::new(),
            sheet: None,
        }
    }
}

impl DeviceKeys {
    /// The device's id.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        device_id(&self.sign.verifying_key())
    }

    /// Every key that opens what is sealed to this device or its member.
    pub fn own(&self) -> impl Iterator<Item = &Identity> {
        let members = self.member_keys.iter().map(|it| &it.identity);
        std::iter::once(&self.opens)
            .chain(members)
            .chain(&self.sheet)
    }

    /// The log key of an id, for opening.
    #[must_use]
    pub fn log_key(&self, id: &str) -> Option<&KeyEntry> {
        let keys = self.log_keys.iter().chain(&self.found_keys);
        keys.into_iter().find(|it| it.id() == id)
    }

    /// Every key that may open a part of the log.
    pub fn log_identities(&self) -> impl Iterator<Item = &Identity> {
        let keys = self.log_keys.iter().chain(&self.found_keys);
        keys.map(|it| &it.identity)
    }

    /// How many keys there are that others handed on.
    pub(crate) fn count(&self) -> usize {
        self.member_keys.len() + self.log_keys.len() + self.found_keys.len()
    }

    /// Takes keys of the log in from a device in the office.
    pub(crate) fn take_log_keys(&mut self, keys: Vec<KeyEntry>) {
        take(&mut self.log_keys, keys);
        let known: Vec<String> = self.log_keys.iter().map(KeyEntry::id).collect();
        self.found_keys.retain(|it| !known.contains(&it.id()));
    }

    /// Takes keys in that may open the log, and says whether any was new.
    pub(crate) fn find(&mut self, mut keys: Vec<KeyEntry>) -> bool {
        keys.retain(|key| self.log_key(&key.id()).is_none());
        take(&mut self.found_keys, keys)
    }

    /// Takes the member's keys in.
    pub(crate) fn take_member_keys(&mut self, keys: Vec<KeyEntry>) {
        take(&mut self.member_keys, keys);
    }

    /// Its bytes, to be sealed.
    ///
    /// # Errors
    /// [`FormError::Malformed`], which means a defect here.
    pub fn write(&self) -> Result<Plaintext, FormError> {
        let stored = Stored {
            format: FORMAT.to_owned(),
            version: 1,
            team: self.team,
            member: self.member,
            sign: *self.sign.seed(),
            opens: Secret(self.opens.reveal()),
            member_keys: self.member_keys.iter().map(Key::of).collect(),
            log_keys: self.log_keys.iter().map(Key::of).collect(),
            found_keys: self.found_keys.iter().map(Key::of).collect(),
        };
        crate::object::padded(&stored)
    }

    /// Reads what [`DeviceKeys::write`] wrote.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn read(plain: &[u8]) -> Result<Self, FormError> {
        let stored: Stored = json::read(plain)?;
        if stored.format != FORMAT {
            return Err(FormError::Malformed);
        }
        if stored.version != 1 {
            return Err(FormError::Newer);
        }
        let keys = |keys: &[Key]| -> Result<Vec<KeyEntry>, FormError> {
            keys.iter().map(Key::entry).collect()
        };
        Ok(Self {
            team: stored.team,
            member: stored.member,
            sign: SigningKey::from_seed(stored.sign),
            opens: identity(&stored.opens)?,
            member_keys: keys(&stored.member_keys)?,
            log_keys: keys(&stored.log_keys)?,
            found_keys: keys(&stored.found_keys)?,
            sheet: None,
        })
    }
}

/// Adds keys, and says whether any was new.
fn take(known: &mut Vec<KeyEntry>, keys: Vec<KeyEntry>) -> bool {
    let before = known.len();
    for key in keys {
        if known.len() < MAX_KEYS && !known.iter().any(|it| it.id() == key.id()) {
            known.push(key);
        }
    }
    known.len() > before
}

/// The most keys of a kind that a device keeps.
const MAX_KEYS: usize = 4_096;
const FORMAT: &str = "keyrack-device";

#[derive(Serialize, Deserialize)]
struct Stored {
    format: String,
    version: u64,
    team: TeamId,
    member: MemberId,
    #[serde(with = "json::fixed")]
    sign: [u8; 32],
    #[serde(rename = "box")]
    opens: Secret,
    member_keys: Vec<Key>,
    log_keys: Vec<Key>,
    #[serde(default)]
    found_keys: Vec<Key>,
}

impl Drop for Stored {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.sign);
    }
}

#[derive(Serialize, Deserialize)]
struct Key {
    identity: Secret,
    dev: DeviceId,
    tips: Vec<EntryId>,
}

impl Key {
    fn of(entry: &KeyEntry) -> Self {
        Self {
            identity: Secret(entry.identity.reveal()),
            dev: entry.maker,
            tips: entry.tips.clone(),
        }
    }

    fn entry(&self) -> Result<KeyEntry, FormError> {
        Ok(KeyEntry {
            identity: identity(&self.identity)?,
            maker: self.dev,
            tips: self.tips.clone(),
        })
    }
}

fn identity(text: &Secret) -> Result<Identity, FormError> {
    text.0.parse().map_err(|_| FormError::Malformed)
}
