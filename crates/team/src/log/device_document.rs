//! What a device says of itself: its keys, and whose it is.

use keyrack_seal::{
    Recipient,
    sign::{Context, SigningKey, VerifyingKey},
};
use keyrack_vault::Replica;
use serde::{Deserialize, Serialize};

use crate::{
    form::FormError,
    ids::{DeviceId, InviteId, MemberId, TeamId, id_of},
    json,
};

/// The most characters of a name, an e-mail address or a label.
pub const MAX_TEXT: usize = 320;

/// A document that a device signed, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceDocument {
    bytes: Vec<u8>,
    signature: [u8; 64],
    contents: Contents,
}

/// What a document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The office that it is for; none in that of the founder, which is there before the office is.
    pub team: Option<TeamId>,
    /// Whose device it is.
    pub member: MemberId,
    /// Who that is, where the document makes a member: by joining, or by founding.
    pub person: Option<Person>,
    /// The device.
    pub device: Device,
}

/// Somebody who joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The invitation that is answered; none for the founder.
    pub invite: Option<InviteId>,
    /// The name.
    pub name: String,
    /// The e-mail address; may be empty.
    pub email: String,
    /// The member's first key.
    pub key: Recipient,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// What it signs with.
    pub sign: VerifyingKey,
    /// What is sealed to it alone.
    pub sealed_to: Recipient,
    /// What its person calls it.
    pub label: String,
    /// What its changes bear.
    pub replica: Replica,
}

impl Device {
    /// The id, which its key gives.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        device_id(&self.sign)
    }
}

/// The id of a device with this key.
#[must_use]
pub fn device_id(sign: &VerifyingKey) -> DeviceId {
    DeviceId(id_of("keyrack.team.v1.device", sign.as_bytes()))
}

impl DeviceDocument {
    /// The document of somebody who joins, or founds. `nonce` is random: it makes the member's id new.
    #[must_use]
    pub fn joining(
        key: &SigningKey,
        team: Option<TeamId>,
        nonce: &[u8; 16],
        person: &Person,
        device: &Device,
    ) -> Self {
        let stored = Stored {
            v: 1,
            team,
            member: None,
            invite: person.invite,
            nonce: Some(json::base64(nonce)),
            name: Some(person.name.clone()),
            email: Some(person.email.clone()),
            key: Some(person.key.to_string()),
            device: StoredDevice::of(device),
        };
        let bytes = serde_json::to_vec(&stored).unwrap_or_default();
        let contents = Contents {
            team,
            member: member_id(&bytes),
            person: Some(person.clone()),
            device: device.clone(),
        };
        Self::signed(key, bytes, contents)
    }

    /// The document of a further device of a member.
    #[must_use]
    pub fn further(key: &SigningKey, team: TeamId, member: MemberId, device: &Device) -> Self {
        let stored = Stored {
            v: 1,
            team: Some(team),
            member: Some(member),
            invite: None,
            nonce: None,
            name: None,
            email: None,
            key: None,
            device: StoredDevice::of(device),
        };
        let bytes = serde_json::to_vec(&stored).unwrap_or_default();
        let contents = Contents {
            team: Some(team),
            member,
            person: None,
            device: device.clone(),
        };
        Self::signed(key, bytes, contents)
    }

    fn signed(key: &SigningKey, bytes: Vec<u8>, contents: Contents) -> Self {
        Self {
            signature: key.sign(Context::SelfSigned, &[&bytes]),
            bytes,
            contents,
        }
    }

    /// Reads a document, and checks that the device signed it.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn read(bytes: Vec<u8>, signature: &[u8]) -> Result<Self, FormError> {
        if bytes.len() > MAX_BYTES {
            return Err(FormError::Malformed);
        }
        let signature = signature.try_into().map_err(|_| FormError::Malformed)?;
        let stored: Stored = json::read(&bytes)?;
        let contents = stored.contents(&bytes)?;
        let key = &contents.device.sign;
        if !key.verify(Context::SelfSigned, &[&bytes], &signature) {
            return Err(FormError::Unsigned);
        }
        Ok(Self {
            bytes,
            signature,
            contents,
        })
    }

    /// The bytes that are signed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The device's signature of them.
    #[must_use]
    pub const fn signature(&self) -> &[u8; 64] {
        &self.signature
    }

    /// What it says.
    #[must_use]
    pub const fn contents(&self) -> &Contents {
        &self.contents
    }
}

const MAX_BYTES: usize = 8 << 10;

fn member_id(joining: &[u8]) -> MemberId {
    MemberId(id_of("keyrack.team.v1.member", joining))
}

/// Joining: `{"v":1,"team","invite","nonce","name","email","key","device"}`; a further device: `{"v":1,"team","member",
/// "device"}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    v: u64,
    team: Option<TeamId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<MemberId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invite: Option<InviteId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    device: StoredDevice,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredDevice {
    #[serde(with = "json::fixed")]
    sign: [u8; 32],
    #[serde(rename = "box")]
    sealed_to: String,
    label: String,
    replica: String,
}

impl StoredDevice {
    fn of(device: &Device) -> Self {
        Self {
            sign: *device.sign.as_bytes(),
            sealed_to: device.sealed_to.to_string(),
            label: device.label.clone(),
            replica: device.replica.to_string(),
        }
    }

    fn device(&self) -> Result<Device, FormError> {
        let replica = (self.replica.len() == 16)
            .then(|| u64::from_str_radix(&self.replica, 16).ok())
            .flatten();
        let device = Device {
            sign: VerifyingKey::from_bytes(&self.sign).map_err(|_| FormError::Malformed)?,
            sealed_to: recipient(&self.sealed_to)?,
            label: text(&self.label)?,
            replica: Replica(replica.ok_or(FormError::Malformed)?),
        };
        // Only the one text that stands for the number.
        match device.replica.to_string() == self.replica {
            true => Ok(device),
            false => Err(FormError::Malformed),
        }
    }
}

impl Stored {
    fn contents(&self, bytes: &[u8]) -> Result<Contents, FormError> {
        if self.v != 1 {
            return Err(FormError::Newer);
        }
        let device = self.device.device()?;
        let team = self.team;
        let joins = self.nonce.is_some();
        let (member, person) = match (self.member, joins) {
            (Some(member), false) => (member, None),
            (None, true) => (member_id(bytes), Some(self.person()?)),
            _ => return Err(FormError::Malformed),
        };
        Ok(Contents {
            team,
            member,
            person,
            device,
        })
    }

    fn person(&self) -> Result<Person, FormError> {
        let required = |text: &Option<String>| text.clone().ok_or(FormError::Malformed);
        let nonce = json::from_base64(&required(&self.nonce)?)?;
        if nonce.len() != 16 {
            return Err(FormError::Malformed);
        }
        Ok(Person {
            invite: self.invite,
            name: text(&required(&self.name)?)?,
            email: text(&required(&self.email)?)?,
            key: recipient(&required(&self.key)?)?,
        })
    }
}

/// A key as it is written, in the one way that it is written.
pub(super) fn recipient(text: &str) -> Result<Recipient, FormError> {
    let recipient: Recipient = text.parse().map_err(|_| FormError::Malformed)?;
    match recipient.to_string() == text {
        true => Ok(recipient),
        false => Err(FormError::Malformed),
    }
}

/// A text of a bounded length.
pub(super) fn text(text: &str) -> Result<String, FormError> {
    match text.chars().count() <= MAX_TEXT {
        true => Ok(text.to_owned()),
        false => Err(FormError::Malformed),
    }
}
