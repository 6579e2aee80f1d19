//! Joining: the code of an invitation, the request that answers it, and the digits that are read out.

use std::fmt;

use hkdf::Hkdf;
use keyrack_seal::{
    Entropy, Identity, Kdf, KdfError,
    base32::{base32, from_base32},
    entropy::draw,
    file,
    identity::KeyError,
    sign::{Context, SigningKey},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{
    form::{self, FormError, Framed, Kind},
    ids::{DeviceId, InviteId, MemberId, TeamId, sha256},
    json,
    log::{DeviceDocument, Invite, invite_id},
};

/// The secret of an invitation, and the beginning of the office's name: it pins the founding, so that no other office can
/// answer.
#[derive(Clone)]
pub struct InviteCode {
    secret: Zeroizing<[u8; 20]>,
    team: [u8; 16],
    member: Option<MemberId>,
    opens: Identity,
}

/// The text is no code, or mistyped. Never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the code of an invitation")]
pub struct CodeError;

impl InviteCode {
    /// A new code.
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn make(team: TeamId, entropy: &mut dyn Entropy) -> std::io::Result<Self> {
        Self::draw(team, None, entropy)
    }

    /// A new code for a further computer of a member.
    ///
    /// # Errors
    /// When the source of randomness fails.
    pub fn for_device(
        team: TeamId,
        member: MemberId,
        entropy: &mut dyn Entropy,
    ) -> std::io::Result<Self> {
        Self::draw(team, Some(member), entropy)
    }

    fn draw(
        team: TeamId,
        member: Option<MemberId>,
        entropy: &mut dyn Entropy,
    ) -> std::io::Result<Self> {
        let mut first = [0; 16];
        first.copy_from_slice(&team.0[..16]);
        let secret = Zeroizing::new(draw(entropy)?);
        Self::of(secret, first, member).map_err(std::io::Error::other)
    }

    fn of(
        secret: Zeroizing<[u8; 20]>,
        team: [u8; 16],
        member: Option<MemberId>,
    ) -> Result<Self, KeyError> {
        let opens = Identity::from_bytes(*derive(&secret, "box"))?;
        Ok(Self {
            secret,
            team,
            member,
            opens,
        })
    }

    /// The member whose further computer it lets in; none where it makes somebody a member.
    #[must_use]
    pub const fn member(&self) -> Option<MemberId> {
        self.member
    }

    /// Whether it is of this office.
    #[must_use]
    pub fn is_of(&self, team: TeamId) -> bool {
        team.0.starts_with(&self.team)
    }

    /// What proves that the code is known.
    #[must_use]
    pub fn signing_key(&self) -> SigningKey {
        SigningKey::from_seed(*derive(&self.secret, "sign"))
    }

    /// What requests are sealed to.
    #[must_use]
    pub const fn identity(&self) -> &Identity {
        &self.opens
    }

    /// The invitation.
    #[must_use]
    pub fn id(&self) -> InviteId {
        invite_id(&self.signing_key().verifying_key())
    }

    /// `KR1-` and 61 characters; for a further computer `KR2-` and 87, because that has to know whose it is.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        let member = self.member.as_ref().map_or(&[][..], |it| &it.0);
        let bytes = [&self.secret[..], &self.team, member, &self.checksum()].concat();
        let digits = Zeroizing::new(base32(&Zeroizing::new(bytes)));
        let kind = if self.member.is_some() { 2 } else { 1 };
        Zeroizing::new(format!("KR{kind}-{}", digits.to_ascii_uppercase()))
    }

    /// Reads what was pasted or scanned: spaces and lower case are forgiven.
    ///
    /// # Errors
    /// [`CodeError`].
    pub fn read(text: &str) -> Result<Self, CodeError> {
        if text.len() > 1_000 {
            return Err(CodeError);
        }
        let compact: Zeroizing<String> = Zeroizing::new(
            text.chars()
                .filter(|it| !it.is_whitespace() && *it != '-')
                .map(|it| it.to_ascii_lowercase())
                .collect(),
        );
        let (digits, is_for_device) = match compact.strip_prefix("kr1") {
            Some(digits) => (digits, false),
            None => (compact.strip_prefix("kr2").ok_or(CodeError)?, true),
        };
        let bytes = Zeroizing::new(from_base32(digits).ok_or(CodeError)?);
        let (secret, rest) = bytes.split_first_chunk::<20>().ok_or(CodeError)?;
        let (team, mut checksum) = rest.split_first_chunk::<16>().ok_or(CodeError)?;
        let mut member = None;
        if is_for_device {
            let (id, rest) = checksum.split_first_chunk::<16>().ok_or(CodeError)?;
            (member, checksum) = (Some(MemberId(*id)), rest);
        }
        let code = Self::of(Zeroizing::new(*secret), *team, member).map_err(|_| CodeError)?;
        match code.checksum() == checksum {
            true => Ok(code),
            false => Err(CodeError),
        }
    }

    fn checksum(&self) -> [u8; 2] {
        let digest = Sha256::new()
            .chain_update("keyrack.team.v1.code")
            .chain_update(*self.secret)
            .chain_update(self.team)
            .chain_update(self.member.as_ref().map_or(&[][..], |it| &it.0))
            .finalize();
        [digest[0], digest[1]]
    }
}

fn derive(secret: &[u8; 20], info: &str) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are within what HKDF gives.
    let _ = Hkdf::<Sha256>::new(None, secret).expand(info.as_bytes(), &mut *key);
    key
}

impl fmt::Debug for InviteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InviteCode({})", self.id())
    }
}

/// A request to join, as it lies in the store.
#[derive(Debug, Clone)]
pub struct JoinRequest {
    /// The invitation that it answers.
    pub invite: InviteId,
    /// The joining document, or that of a further computer.
    pub document: DeviceDocument,
}

impl JoinRequest {
    /// Writes a request of whoever has the code.
    ///
    /// # Errors
    /// [`FormError::Malformed`] where it is larger than requests may be.
    pub fn write(code: &InviteCode, document: &DeviceDocument) -> Result<Vec<u8>, FormError> {
        let key = code.signing_key();
        let stored = Stored {
            document: json::base64(document.bytes()),
            proof: json::base64(&key.sign(Context::Proof, &[document.bytes()])),
            own: json::base64(document.signature()),
        };
        let plain = crate::object::padded(&stored)?;
        let to = code.identity().recipient();
        let sealed = file::seal(&plain, &[&to]).map_err(|_| FormError::Malformed)?;
        form::write(Kind::Join, &key, &[&sealed])
    }

    /// Reads a request that lies under the name of a device, and answers `invite`.
    ///
    /// # Errors
    /// [`FormError`]: [`FormError::Misplaced`] where it answers another invitation, is for another office, or is of another
    /// device than its name says.
    pub fn read(
        bytes: &[u8],
        team: TeamId,
        invite: &Invite,
        device: DeviceId,
    ) -> Result<Self, FormError> {
        let [sealed, _] = Framed::split(Kind::Join, bytes)?.verified(&invite.sign)?;
        let plain = file::open(sealed, &invite.opens).map_err(|_| FormError::Sealed)?;
        let stored: Stored = json::read(&plain)?;
        let document = json::from_base64(&stored.document)?;
        let proof = json::from_base64(&stored.proof)?;
        let proof = <[u8; 64]>::try_from(proof).map_err(|_| FormError::Malformed)?;
        if !invite.sign.verify(Context::Proof, &[&document], &proof) {
            return Err(FormError::Unsigned);
        }
        let document = DeviceDocument::read(document, &json::from_base64(&stored.own)?)?;
        let contents = document.contents();
        // That a further computer answers this invitation, the proof alone says.
        let answers = match (&contents.person, invite.class) {
            (Some(person), Some(_)) => person.invite == Some(invite.id),
            (None, None) => true,
            _ => false,
        };
        let is_the_one = contents.team == Some(team) && answers && contents.device.id() == device;
        match is_the_one {
            true => Ok(Self {
                invite: invite.id,
                document,
            }),
            false => Err(FormError::Misplaced),
        }
    }

    /// The digits that the person who joins reads out.
    ///
    /// # Errors
    /// As [`digits`].
    pub fn digits(&self, team: TeamId) -> Result<String, KdfError> {
        digits(&self.document, team, self.invite)
    }
}

/// Twelve digits that stand for a joining document, in groups of three. They are stretched, because whoever has the code
/// and can write to the store could else look for another document with the same ones.
///
/// # Errors
/// [`KdfError::NoMemory`] where 64 MiB cannot be had.
pub fn digits(
    document: &DeviceDocument,
    team: TeamId,
    invite: InviteId,
) -> Result<String, KdfError> {
    let salt = sha256(&[&team.0[..], &invite.0].concat());
    let mut first = [0; 16];
    first.copy_from_slice(&salt[..16]);
    let key = Kdf::FLOOR.derive(&sha256(document.bytes()), &first)?;
    let number = key.first_chunk().map_or(0, |it| u64::from_be_bytes(*it)) % 1_000_000_000_000;
    let text = format!("{number:012}");
    let groups: Vec<&str> = (0..4)
        .filter_map(|at| text.get(at * 3..at * 3 + 3))
        .collect();
    Ok(groups.join(" "))
}

/// Whether somebody typed these digits.
#[must_use]
pub fn are_digits(typed: &str, digits: &str) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    plain(typed) == plain(digits)
}

#[derive(Serialize, Deserialize)]
struct Stored {
    document: String,
    proof: String,
    #[serde(rename = "self")]
    own: String,
}
