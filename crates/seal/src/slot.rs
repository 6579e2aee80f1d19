//! Ways in: each slot wraps the vault's keys so that one password or one recovery key opens them.
//!
//! A password slot is XChaCha20-Poly1305 under an Argon2id key. Its associated data names the kind, the vault, the slot,
//! the identity it opens and the costs, so that no slot can be passed off as another. A recovery slot is an age file to
//! the recovery key, which anybody could seal; so it bears a tag under a key that only the paper gives, and nothing in
//! it is believed before that. Kinds that this version does not know are kept as they stand.
//!
//! The whole list bears a tag under the vault's own key as well. It cannot be checked before a way in has opened, and
//! tells afterwards whether anybody without the keys has changed the list.

use std::{cmp::Ordering, collections::BTreeMap, fmt, io, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{
    Costs, Entropy, Identity, Kdf, KdfError, MacKey, Paper,
    entropy::draw,
    file,
    hex::{hex, unhex},
    kdf::Key,
};

/// The largest slots file that is read, in bytes. One slot takes some 600.
pub const MAX_SLOTS_FILE: usize = 256 * 1024;
/// The most slots that are looked at; Keyrack writes two, and four while a password changes.
pub const MAX_SLOTS: usize = 32;
/// The longest id of a vault, in bytes. Ours have 26.
const MAX_ID: usize = 64;
/// The longest password, in bytes of UTF-8.
pub const MAX_PASSWORD: usize = 4096;

/// What a way in opens.
#[derive(Clone)]
pub struct Keys {
    /// Opens `vault.age`.
    pub identity: Identity,
    /// Authenticates the payload.
    pub mac: MacKey,
    /// The keys before these, while a change of password is under way: some files may still be sealed to them.
    pub previous: Option<Box<Keys>>,
}

/// All ways in of one vault, as `slots.json` holds them.
#[derive(Debug, Clone, Default)]
pub struct Slots {
    /// The vault they belong to.
    pub vault: String,
    /// In the order of the file.
    pub slots: Vec<Slot>,
    /// Tags over all of it, by the [id](Recipient::id) of the identity whose keys made them.
    tags: BTreeMap<String, String>,
}

/// What a way in led to.
#[derive(Debug, Clone)]
pub struct Unlocked {
    /// The vault's keys.
    pub keys: Keys,
    /// What the derivation cost; none for the recovery key.
    pub kdf: Option<Kdf>,
}

/// How much work one opening may cause, whatever the files ask for.
#[derive(Debug)]
pub struct Budget {
    /// KiB times passes that are left.
    work: u64,
    /// Slots that were tried, each with the text that was typed: copies are mostly alike.
    tried: Vec<[u8; 32]>,
}

/// One way in.
#[derive(Debug, Clone)]
pub enum Slot {
    /// By password.
    Password(PasswordSlot),
    /// By the recovery key on paper.
    Recovery(RecoverySlot),
    /// Of a newer version, or damaged: kept and passed on.
    Unknown(Box<RawValue>),
}

/// The vault's keys under a password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordSlot {
    kind: PasswordKind,
    /// Random id of the slot.
    pub id: String,
    /// The [id](Recipient::id) of the identity inside.
    pub opens: String,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
    kdf: StoredKdf,
    nonce: String,
    wrapped: String,
    check: String,
}

/// The vault's keys sealed to the recovery key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoverySlot {
    kind: RecoveryKind,
    /// Random id of the slot.
    pub id: String,
    /// The [id](Recipient::id) of the identity inside.
    pub opens: String,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
    sealed: String,
    tag: String,
    check: String,
}

/// Why a slot did not open. The later ones say more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum SlotError {
    /// There was none to be tried.
    #[error("no way in of this kind")]
    None,
    /// This computer has not enough memory for it.
    #[error("not enough memory for the key derivation")]
    NoMemory,
    /// The costs it states are out of bounds, or more than one opening may cause.
    #[error("the way in asks for too much work")]
    TooCostly,
    /// The slot's bytes are not what was written. The password was tried, and may be right.
    #[error("the way in is damaged")]
    Damaged,
    /// The password or key is not that of a slot that is whole.
    #[error("wrong password or key")]
    Wrong,
}

/// Why a slots file could not be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotsError {
    /// Over [`MAX_SLOTS_FILE`] or [`MAX_SLOTS`].
    #[error("the file of the ways in is larger than any Keyrack writes")]
    TooLarge,
    /// No JSON, or not of this shape.
    #[error("the file of the ways in is damaged")]
    Damaged,
    /// Made by a newer version that this one cannot read.
    #[error("the file of the ways in needs a newer version")]
    Newer,
}

impl Slots {
    /// A list without a tag.
    #[must_use]
    pub fn new(vault: String, slots: Vec<Slot>) -> Self {
        Self {
            vault,
            slots,
            tags: BTreeMap::new(),
        }
    }

    /// Reads `slots.json`. A slot that cannot be read does not hide the others.
    ///
    /// # Errors
    /// [`SlotsError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, SlotsError> {
        if bytes.len() > MAX_SLOTS_FILE {
            return Err(SlotsError::TooLarge);
        }
        let stored: StoredSlots = serde_json::from_slice(bytes).map_err(|_| SlotsError::Damaged)?;
        let id = stored.vault.as_bytes();
        let is_id = (1..=MAX_ID).contains(&id.len()) && id.iter().all(u8::is_ascii_alphanumeric);
        // It becomes a line of what tags are over.
        if stored.format != FORMAT || !is_id {
            return Err(SlotsError::Damaged);
        }
        match stored.version.cmp(&VERSION) {
            Ordering::Less => return Err(SlotsError::Damaged),
            Ordering::Equal => {}
            Ordering::Greater => return Err(SlotsError::Newer),
        }
        if stored.slots.len() > MAX_SLOTS {
            return Err(SlotsError::TooLarge);
        }
        let slots = stored.slots.into_iter().map(Slot::from).collect();
        Ok(Self {
            vault: stored.vault,
            slots,
            tags: stored.tags,
        })
    }

    /// Writes `slots.json`.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let stored = StoredSlots {
            format: FORMAT.into(),
            version: VERSION,
            vault: self.vault.clone(),
            slots: self.slots.iter().filter_map(Slot::to_raw).collect(),
            tags: self.tags.clone(),
        };
        let mut json = serde_json::to_vec_pretty(&stored).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// The password slots, in order.
    pub fn passwords(&self) -> impl Iterator<Item = &PasswordSlot> {
        self.slots.iter().filter_map(|slot| {
            if let Slot::Password(slot) = slot {
                Some(slot)
            } else {
                None
            }
        })
    }

    /// The recovery slots, in order.
    pub fn recoveries(&self) -> impl Iterator<Item = &RecoverySlot> {
        self.slots.iter().filter_map(|slot| {
            if let Slot::Recovery(slot) = slot {
                Some(slot)
            } else {
                None
            }
        })
    }

    /// Opens the first password slot that `password` fits: in Unicode's composed form (NFC) first, then as typed.
    /// Slots that `budget` has seen are not tried again.
    ///
    /// # Errors
    /// The refusal that settles the matter: [`SlotError::Wrong`] once a whole slot was tried, then
    /// [`SlotError::Damaged`] once any was, because then the password was tried as well.
    pub fn unlock(&self, password: &str, budget: &mut Budget) -> Result<Unlocked, SlotError> {
        if password.len() > MAX_PASSWORD {
            return Err(SlotError::Wrong);
        }
        let composed: Zeroizing<String> = Zeroizing::new(password.nfc().collect());
        let mut typed = vec![composed.as_str()];
        if composed.as_str() != password {
            typed.push(password);
        }
        let mut refusal = None;
        // The cheapest first: a dear one that somebody put before them keeps none of the others from being tried.
        let mut slots: Vec<&PasswordSlot> = self.passwords().collect();
        slots.sort_by_key(|slot| slot.kdf().work());
        for slot in slots {
            for (form, typed) in typed.iter().enumerate() {
                let tried = match budget.allow(slot, form, &self.vault) {
                    Ok(true) => slot.unlock(typed, &self.vault),
                    Ok(false) => continue,
                    Err(error) => Err(error),
                };
                match tried {
                    Ok(unlocked) => return Ok(unlocked),
                    Err(error) => refusal = Some(error.or_stronger(refusal)),
                }
            }
        }
        Err(refusal.unwrap_or(SlotError::None))
    }

    /// Opens the first recovery slot that bears the tag of `identity`.
    ///
    /// # Errors
    /// [`SlotError::Wrong`] when none does.
    pub fn unlock_with_key(&self, identity: &Identity) -> Result<Unlocked, SlotError> {
        let paper = identity.paper();
        let mut refusal = None;
        for slot in self.recoveries() {
            match slot.unlock(identity, &paper, &self.vault) {
                Ok(keys) => return Ok(Unlocked { keys, kdf: None }),
                Err(error) => refusal = Some(error.or_stronger(refusal)),
            }
        }
        Err(refusal.unwrap_or(SlotError::None))
    }

    /// Adds the tag of `keys` over the list as it stands.
    pub fn tag(&mut self, keys: &Keys) {
        let tag = hex(&keys.mac.tag(self.message().as_bytes()));
        self.tags.insert(keys.identity.recipient().id(), tag);
    }

    /// Whether this very list was written by somebody who held `keys`.
    #[must_use]
    pub fn is_tagged_by(&self, keys: &Keys) -> bool {
        let tag = self.tags.get(&keys.identity.recipient().id());
        let tag = tag.and_then(|tag| unhex(tag));
        tag.is_some_and(|tag| keys.mac.verify(self.message().as_bytes(), &tag))
    }

    /// Whether somebody who holds the paper's tag key has sealed a recovery slot for the identity of this id.
    #[must_use]
    pub fn has_recovery(&self, paper: &Paper, opens: &str) -> bool {
        let mut slots = self.recoveries().filter(|slot| slot.opens == opens);
        slots.any(|slot| slot.is_whole(&self.vault) && slot.is_tagged_by(paper, &self.vault))
    }

    /// What the tags are over; see `docs/vault-format.md`.
    fn message(&self) -> String {
        let mut message = format!("keyrack\nslots\n1\n{}\n", self.vault);
        for slot in self.slots.iter().filter_map(Slot::to_raw) {
            message.push_str(slot.get());
            message.push('\n');
        }
        message
    }
}

impl Budget {
    /// For one opening of a vault: as much as the dearest single slot may cost.
    #[must_use]
    pub fn of_one_opening() -> Self {
        Self {
            work: Kdf::CEILING.work(),
            tried: Vec::new(),
        }
    }

    /// Whether a slot is to be tried with the password in this form; takes what it costs.
    fn allow(&mut self, slot: &PasswordSlot, form: usize, vault: &str) -> Result<bool, SlotError> {
        let mark = Sha256::new()
            .chain_update(slot.associated_data(vault))
            .chain_update(&slot.nonce)
            .chain_update(&slot.wrapped)
            .chain_update(&slot.check)
            .chain_update([form as u8])
            .finalize()
            .into();
        if self.tried.contains(&mark) {
            return Ok(false);
        }
        let costs = slot.kdf().check_for_reading()?;
        self.work = self
            .work
            .checked_sub(costs.work())
            .ok_or(SlotError::TooCostly)?;
        self.tried.push(mark);
        Ok(true)
    }
}

impl SlotError {
    /// Of two refusals, the one that settles the matter.
    fn or_stronger(self, other: Option<Self>) -> Self {
        other.map_or(self, |other| self.max(other))
    }
}

impl Slot {
    /// The [id](Recipient::id) of the identity inside, where the slot could be read.
    #[must_use]
    pub fn opens(&self) -> Option<&str> {
        match self {
            Self::Password(slot) => Some(&slot.opens),
            Self::Recovery(slot) => Some(&slot.opens),
            Self::Unknown(_) => None,
        }
    }

    fn to_raw(&self) -> Option<Box<RawValue>> {
        match self {
            Self::Password(slot) => serde_json::value::to_raw_value(slot).ok(),
            Self::Recovery(slot) => serde_json::value::to_raw_value(slot).ok(),
            Self::Unknown(raw) => Some(raw.clone()),
        }
    }
}

/// What a new slot leads to.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The keys that it gives.
    pub keys: &'a Keys,
    /// The id of the vault that they are of.
    pub vault: &'a str,
    /// When the slot is made, in milliseconds since 1970.
    pub created: u64,
}

impl PasswordSlot {
    /// Wraps keys under `password` (composed to NFC).
    ///
    /// # Errors
    /// When randomness or memory fails.
    pub fn make(
        target: &Target<'_>,
        password: &str,
        costs: Costs,
        entropy: &mut dyn Entropy,
    ) -> io::Result<Self> {
        let salt = new_salt(entropy)?;
        let nonce = draw::<24>(entropy)?;
        let mut slot = Self {
            kind: PasswordKind::Password,
            id: new_id(entropy)?,
            opens: target.keys.identity.recipient().id(),
            created: target.created,
            kdf: StoredKdf::new(costs.kdf(), &salt),
            nonce: BASE64.encode(nonce),
            wrapped: String::new(),
            check: String::new(),
        };
        let composed: Zeroizing<String> = Zeroizing::new(password.nfc().collect());
        let key = slot
            .kdf
            .derive(composed.as_bytes())
            .map_err(io::Error::other)?;
        let data = slot.associated_data(target.vault);
        slot.wrapped = target.keys.wrap(&key, &nonce, &data)?;
        slot.check = slot.digest(target.vault);
        Ok(slot)
    }

    /// The costs of its key derivation.
    #[must_use]
    pub fn kdf(&self) -> Kdf {
        self.kdf.costs
    }

    fn unlock(&self, password: &str, vault: &str) -> Result<Unlocked, SlotError> {
        let nonce: [u8; 24] = decode(&self.nonce)?;
        let key = self.kdf.derive(password.as_bytes())?;
        let data = self.associated_data(vault);
        match Keys::unwrap(&self.wrapped, &key, &nonce, &data) {
            Err(SlotError::Wrong) if self.check != self.digest(vault) => Err(SlotError::Damaged),
            Err(error) => Err(error),
            Ok(keys) => Ok(Unlocked {
                keys,
                kdf: Some(self.kdf()),
            }),
        }
    }

    /// Lines that the wrapped keys are bound to; see `docs/vault-format.md`.
    fn associated_data(&self, vault: &str) -> String {
        let Self { id, opens, kdf, .. } = self;
        let kdf = kdf.lines();
        format!("keyrack\nslot\n1\npassword\n{vault}\n{id}\n{opens}\n{kdf}")
    }

    fn digest(&self, vault: &str) -> String {
        digest(&[&self.associated_data(vault), &self.nonce, &self.wrapped])
    }
}

impl RecoverySlot {
    /// Seals keys to the recovery key, and tags them with what the paper left behind for that.
    ///
    /// # Errors
    /// When randomness fails.
    pub fn make(target: &Target<'_>, paper: &Paper, entropy: &mut dyn Entropy) -> io::Result<Self> {
        let mut slot = Self {
            kind: RecoveryKind::Recovery,
            id: new_id(entropy)?,
            opens: target.keys.identity.recipient().id(),
            created: target.created,
            sealed: String::new(),
            tag: String::new(),
            check: String::new(),
        };
        let vault = target.vault;
        let mut plain = Zeroizing::new(slot.binding(vault));
        plain.push_str(&target.keys.to_text());
        let sealed = file::seal(plain.as_bytes(), &[&paper.recipient]).map_err(io::Error::other)?;
        slot.sealed = BASE64.encode(sealed);
        slot.tag = hex(&paper.tag_key.tag(slot.message(vault).as_bytes()));
        slot.check = slot.digest(vault);
        Ok(slot)
    }

    fn unlock(&self, identity: &Identity, paper: &Paper, vault: &str) -> Result<Keys, SlotError> {
        // Anybody may seal to a public key. Only the paper's own key says that this was sealed by one who may.
        if !self.is_tagged_by(paper, vault) {
            return Err(if self.is_whole(vault) {
                SlotError::Wrong
            } else {
                SlotError::Damaged
            });
        }
        let sealed = BASE64
            .decode(&self.sealed)
            .map_err(|_| SlotError::Damaged)?;
        let plain = file::open(&sealed, identity).map_err(|_| SlotError::Damaged)?;
        let keys = plain
            .strip_prefix(self.binding(vault).as_bytes())
            .ok_or(SlotError::Damaged)?;
        Keys::from_text(keys)
    }

    fn is_tagged_by(&self, paper: &Paper, vault: &str) -> bool {
        let tag = unhex(&self.tag);
        tag.is_some_and(|tag| paper.tag_key.verify(self.message(vault).as_bytes(), &tag))
    }

    fn is_whole(&self, vault: &str) -> bool {
        self.check == self.digest(vault)
    }

    /// Lines that the sealed keys are bound to; see `docs/vault-format.md`.
    fn binding(&self, vault: &str) -> String {
        format!(
            "keyrack\nslot\n1\nrecovery\n{vault}\n{}\n{}\n",
            self.id, self.opens
        )
    }

    /// What the tag is over.
    fn message(&self, vault: &str) -> String {
        format!("{}{}\n", self.binding(vault), self.sealed)
    }

    fn digest(&self, vault: &str) -> String {
        digest(&[&self.binding(vault), &self.sealed, &self.tag])
    }
}

impl Keys {
    /// Makes a new identity and authentication key.
    ///
    /// # Errors
    /// When randomness fails.
    pub fn make(entropy: &mut dyn Entropy) -> io::Result<Self> {
        Ok(Self {
            identity: Identity::make(),
            mac: MacKey::make(entropy)?,
            previous: None,
        })
    }

    /// What the key on paper opens and checks by itself: every state is sealed to it and bears a tag under its own key.
    #[must_use]
    pub fn of_paper(paper: &Identity) -> Self {
        Self {
            identity: paper.clone(),
            mac: paper.paper().tag_key,
            previous: None,
        }
    }

    /// These keys, and those before them.
    pub fn and_previous(&self) -> impl Iterator<Item = &Self> {
        [Some(self), self.previous.as_deref()].into_iter().flatten()
    }

    /// Seals them under a key: XChaCha20-Poly1305, as base64. `data` is what they are bound to.
    pub(crate) fn wrap(&self, key: &Key, nonce: &[u8; 24], data: &str) -> io::Result<String> {
        let plain = self.to_text();
        let payload = Payload {
            msg: plain.as_bytes(),
            aad: data.as_bytes(),
        };
        XChaCha20Poly1305::new(key.as_slice().into())
            .encrypt(XNonce::from_slice(nonce), payload)
            .map(|wrapped| BASE64.encode(wrapped))
            .map_err(|_| io::Error::other("sealing a way in failed"))
    }

    /// Opens what [`Keys::wrap`] sealed.
    pub(crate) fn unwrap(
        wrapped: &str,
        key: &Key,
        nonce: &[u8; 24],
        data: &str,
    ) -> Result<Self, SlotError> {
        let wrapped = BASE64.decode(wrapped).map_err(|_| SlotError::Damaged)?;
        let payload = Payload {
            msg: &wrapped,
            aad: data.as_bytes(),
        };
        let plain = XChaCha20Poly1305::new(key.as_slice().into())
            .decrypt(XNonce::from_slice(nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| SlotError::Wrong)?;
        Self::from_text(&plain)
    }

    /// Two lines, and two more for the previous keys: the identity as age writes it, the authentication key in base64.
    fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(512));
        let mut keys = Some(self);
        while let Some(current) = keys {
            let mac = Zeroizing::new(BASE64.encode(current.mac.as_bytes()));
            for line in [current.identity.reveal().as_str(), mac.as_str()] {
                text.push_str(line);
                text.push('\n');
            }
            keys = current.previous.as_deref();
        }
        text
    }

    fn from_text(bytes: &[u8]) -> Result<Self, SlotError> {
        let text = std::str::from_utf8(bytes).map_err(|_| SlotError::Damaged)?;
        let mut lines = text.lines().take(4);
        let mut pair = || -> Result<Option<Self>, SlotError> {
            let Some(identity) = lines.next() else {
                return Ok(None);
            };
            let identity = Identity::from_str(identity).map_err(|_| SlotError::Damaged)?;
            let mac =
                MacKey::from_bytes(*Zeroizing::new(decode(lines.next().unwrap_or_default())?));
            Ok(Some(Self {
                identity,
                mac,
                previous: None,
            }))
        };
        let keys = pair()?.ok_or(SlotError::Damaged)?;
        Ok(Self {
            previous: pair()?.map(Box::new),
            ..keys
        })
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({:?})", self.identity)
    }
}

impl From<KdfError> for SlotError {
    fn from(error: KdfError) -> Self {
        match error {
            KdfError::NoMemory => Self::NoMemory,
            KdfError::TooCheap | KdfError::TooCostly => Self::TooCostly,
        }
    }
}

impl From<Box<RawValue>> for Slot {
    fn from(raw: Box<RawValue>) -> Self {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Known {
            Password(PasswordSlot),
            Recovery(RecoverySlot),
        }
        match serde_json::from_str(raw.get()) {
            Ok(Known::Password(slot)) => Self::Password(slot),
            Ok(Known::Recovery(slot)) => Self::Recovery(slot),
            Err(_) => Self::Unknown(raw),
        }
    }
}

const FORMAT: &str = "keyrack-slots";
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct StoredSlots {
    format: String,
    version: u32,
    vault: String,
    slots: Vec<Box<RawValue>>,
    #[serde(default)]
    tags: BTreeMap<String, String>,
}

/// A key derivation as a slot states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredKdf {
    algorithm: Argon2id,
    #[serde(flatten)]
    pub(crate) costs: Kdf,
    pub(crate) salt: String,
}

impl StoredKdf {
    pub(crate) fn new(costs: Kdf, salt: &[u8; 16]) -> Self {
        Self {
            algorithm: Argon2id::Argon2id,
            costs,
            salt: BASE64.encode(salt),
        }
    }

    /// Two lines that name it.
    pub(crate) fn lines(&self) -> String {
        let Kdf { m, t, p } = self.costs;
        format!("argon2id\nm={m},t={t},p={p}\n{}\n", self.salt)
    }

    pub(crate) fn derive(&self, password: &[u8]) -> Result<Key, SlotError> {
        Ok(self.costs.derive(password, &decode(&self.salt)?)?)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Argon2id {
    Argon2id,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum PasswordKind {
    Password,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RecoveryKind {
    Recovery,
}

/// Without zero bytes, because the reference program takes the salt as an argument, which ends at the first one.
pub(crate) fn new_salt(entropy: &mut dyn Entropy) -> io::Result<[u8; 16]> {
    Ok(draw::<16>(entropy)?.map(|byte| byte.max(1)))
}

pub(crate) fn new_id(entropy: &mut dyn Entropy) -> io::Result<String> {
    Ok(hex(&draw::<8>(entropy)?))
}

pub(crate) fn decode<const N: usize>(text: &str) -> Result<[u8; N], SlotError> {
    let bytes = Zeroizing::new(BASE64.decode(text).map_err(|_| SlotError::Damaged)?);
    <[u8; N]>::try_from(bytes.as_slice()).map_err(|_| SlotError::Damaged)
}

/// Tells a damaged slot from a wrong password. It is no protection against anyone: whoever can change the slot can
/// change this too.
pub(crate) fn digest(parts: &[&str]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update(part.as_bytes());
        sha.update(b"\n");
    }
    hex(&sha.finalize()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OsEntropy;

    const CHEAP: Costs = Costs::too_cheap_but_for_tests(Kdf { m: 32, t: 1, p: 1 });

    fn unlock(slots: &Slots, password: &str) -> Result<Keys, SlotError> {
        let unlocked = slots.unlock(password, &mut Budget::of_one_opening());
        unlocked.map(|unlocked| unlocked.keys)
    }

    fn unlock_with_key(slots: &Slots, paper: &Identity) -> Result<Keys, SlotError> {
        slots.unlock_with_key(paper).map(|unlocked| unlocked.keys)
    }

    /// Changes one slot of `slots.json` as anybody with a text editor could, and gives it the digest that fits.
    fn changed(slots: &Slots, at: usize, change: impl FnOnce(&mut Slot)) -> Slots {
        let mut slots = slots.clone();
        let slot = &mut slots.slots[at];
        change(slot);
        match slot {
            Slot::Password(slot) => slot.check = slot.digest("v1"),
            Slot::Recovery(slot) => slot.check = slot.digest("v1"),
            Slot::Unknown(_) => {}
        }
        slots
    }

    fn slots(password: &str) -> (Slots, Keys, Identity) {
        let keys = Keys::make(&mut OsEntropy).unwrap();
        let paper = Identity::make();
        let mut slots = Slots {
            vault: "v1".into(),
            ..Slots::default()
        };
        let by_password =
            PasswordSlot::make(&target(&keys), password, CHEAP, &mut OsEntropy).unwrap();
        let by_paper = RecoverySlot::make(&target(&keys), &paper.paper(), &mut OsEntropy).unwrap();
        slots.slots = vec![Slot::Password(by_password), Slot::Recovery(by_paper)];
        slots.tag(&keys);
        (slots, keys, paper)
    }

    fn target(keys: &Keys) -> Target<'_> {
        Target {
            keys,
            vault: "v1",
            created: 1,
        }
    }

    #[test]
    fn password_and_paper_open_the_same_keys_after_a_round_trip_through_json() {
        let (slots, keys, paper) = slots("Árvíztűrő");
        let slots = Slots::parse(&slots.to_json()).unwrap();
        for opened in [
            unlock(&slots, "Árvíztűrő").unwrap(),
            unlock_with_key(&slots, &paper).unwrap(),
        ] {
            assert_eq!(opened.identity.recipient(), keys.identity.recipient());
            assert_eq!(opened.mac.as_bytes(), keys.mac.as_bytes());
        }
        assert_eq!(
            unlock(&slots, "arvizturo").map(|_| ()),
            Err(SlotError::Wrong)
        );
        assert_eq!(
            unlock_with_key(&slots, &Identity::make()).map(|_| ()),
            Err(SlotError::Wrong)
        );
    }

    #[test]
    fn a_password_opens_in_either_unicode_form() {
        let composed: String = "Árvíztűrő".nfc().collect();
        let decomposed: String = "Árvíztűrő".nfd().collect();
        assert_ne!(composed, decomposed);
        for (made, typed) in [(&composed, &decomposed), (&decomposed, &composed)] {
            assert!(unlock(&slots(made).0, typed).is_ok());
        }
    }

    #[test]
    fn the_reference_program_can_be_given_every_salt() {
        struct Zeros;
        impl Entropy for Zeros {
            fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
                bytes.fill(0);
                Ok(())
            }
        }
        let keys = Keys::make(&mut OsEntropy).unwrap();
        let slot = PasswordSlot::make(&target(&keys), "password", CHEAP, &mut Zeros).unwrap();
        let salt: [u8; 16] = decode(&slot.kdf.salt).unwrap();
        assert!(
            !salt.contains(&0),
            "an argument ends at the first zero byte"
        );
    }

    #[test]
    fn costs_that_are_out_of_bounds_do_not_hide_the_other_slots() {
        let (slots, keys, _) = slots("password");
        let mut costly = slots.slots[0].clone();
        let Slot::Password(slot) = &mut costly else {
            unreachable!()
        };
        slot.kdf.costs.m = u32::MAX;
        let both = Slots {
            slots: vec![costly, slots.slots[0].clone()],
            ..slots
        };
        let opened = unlock(&both, "password").unwrap();
        assert_eq!(opened.identity.recipient(), keys.identity.recipient());
    }

    #[test]
    fn a_slot_of_another_vault_or_with_another_cost_does_not_open() {
        let (mut slots, _, paper) = slots("password");
        slots.vault = "v2".into();
        let moved = unlock(&slots, "password").map(|_| ());
        assert_eq!(
            moved,
            Err(SlotError::Damaged),
            "it may be the vault's id that is damaged"
        );
        let moved = unlock_with_key(&slots, &paper).map(|_| ());
        assert_eq!(moved, Err(SlotError::Damaged));
        slots.vault = "v1".into();
        let Slot::Password(slot) = &mut slots.slots[0] else {
            unreachable!()
        };
        slot.kdf.costs.t = 2;
        assert_eq!(
            unlock(&slots, "password").map(|_| ()),
            Err(SlotError::Damaged),
            "costs changed"
        );
    }

    #[test]
    fn no_flipped_byte_opens_other_keys_or_passes_for_a_wrong_password_in_a_whole_file() {
        let (slots, keys, _) = slots("password");
        let json = slots.to_json();
        for at in 0..json.len() {
            let mut damaged = json.clone();
            damaged[at] ^= 1;
            if let Ok(Ok(opened)) = Slots::parse(&damaged).map(|slots| unlock(&slots, "password")) {
                assert_eq!(
                    opened.identity.recipient(),
                    keys.identity.recipient(),
                    "byte {at}"
                );
            }
        }
    }

    #[test]
    fn hostile_files_are_refused_by_size_and_by_cost() {
        assert_eq!(
            Slots::parse(&vec![b' '; MAX_SLOTS_FILE + 1]).map(|_| ()),
            Err(SlotsError::TooLarge)
        );
        let (slots, ..) = slots("password");
        let many = Slots {
            slots: vec![slots.slots[0].clone(); MAX_SLOTS + 1],
            ..slots.clone()
        };
        assert_eq!(
            Slots::parse(&many.to_json()).map(|_| ()),
            Err(SlotsError::TooLarge)
        );
        let costly = String::from_utf8(slots.to_json())
            .unwrap()
            .replace("\"m\":32", "\"m\":4294967295");
        let costly = Slots::parse(costly.as_bytes()).unwrap();
        assert_eq!(
            unlock(&costly, "password").map(|_| ()),
            Err(SlotError::TooCostly)
        );
        let deep = "[".repeat(100_000);
        assert_eq!(
            Slots::parse(deep.as_bytes()).map(|_| ()),
            Err(SlotsError::Damaged)
        );
    }

    #[test]
    fn a_kind_of_a_newer_version_is_kept_and_does_not_hide_the_others() {
        let (mut slots, ..) = slots("password");
        let raw =
            RawValue::from_string(r#"{"kind":"palm","id":"x","secret":[1,2]}"#.into()).unwrap();
        slots.slots.insert(0, Slot::Unknown(raw));
        let again = Slots::parse(&slots.to_json()).unwrap();
        assert!(matches!(&again.slots[0], Slot::Unknown(raw) if raw.get().contains("palm")));
        assert!(unlock(&again, "password").is_ok());
    }

    #[test]
    fn previous_keys_travel_while_a_password_changes() {
        let old = Keys::make(&mut OsEntropy).unwrap();
        let keys = Keys {
            previous: Some(Box::new(old.clone())),
            ..Keys::make(&mut OsEntropy).unwrap()
        };
        let slot = PasswordSlot::make(&target(&keys), "new", CHEAP, &mut OsEntropy).unwrap();
        let opened = slot.unlock("new", "v1").unwrap().keys;
        assert_eq!(
            opened.previous.unwrap().identity.recipient(),
            old.identity.recipient()
        );
    }

    #[test]
    fn whoever_knows_the_public_key_of_the_paper_makes_no_way_in_for_it() {
        let (slots, _, paper) = slots("password");
        let thief = Keys::make(&mut OsEntropy).unwrap();
        let guess = Paper {
            recipient: paper.recipient(),
            tag_key: thief.mac.clone(),
        };
        let planted = RecoverySlot::make(&target(&thief), &guess, &mut OsEntropy).unwrap();
        let planted = changed(&slots, 1, |slot| *slot = Slot::Recovery(planted));
        assert!(matches!(
            unlock_with_key(&planted, &paper),
            Err(SlotError::Wrong)
        ));
        assert!(slots.has_recovery(&paper.paper(), slots.slots[1].opens().unwrap()));
        assert!(!planted.has_recovery(&paper.paper(), planted.slots[1].opens().unwrap()));
    }

    #[test]
    fn a_recovery_slot_of_another_vault_or_another_id_does_not_open_even_with_the_digest_that_fits()
    {
        let (slots, _, paper) = slots("password");
        let moved = changed(&slots, 1, |slot| {
            if let Slot::Recovery(slot) = slot {
                slot.id = "0123456789abcdef".into();
            }
        });
        assert!(unlock_with_key(&moved, &paper).is_err());
        let Slot::Recovery(slot) = &slots.slots[1] else {
            unreachable!()
        };
        let elsewhere = Slots {
            vault: "v2".into(),
            slots: vec![Slot::Recovery(RecoverySlot {
                check: slot.digest("v2"),
                ..slot.clone()
            })],
            ..Slots::default()
        };
        assert!(unlock_with_key(&elsewhere, &paper).is_err());
    }

    #[test]
    fn the_clear_text_holds_no_public_key() {
        let (slots, keys, paper) = slots("password");
        let json = String::from_utf8(slots.to_json()).unwrap();
        assert!(!json.contains("age1"), "{json}");
        for public in [keys.identity.recipient(), paper.recipient()] {
            assert!(!json.contains(&public.to_string()));
        }
    }

    #[test]
    fn the_tag_holds_for_the_very_list_and_for_no_other() {
        let (slots, keys, _) = slots("password");
        let again = Slots::parse(&slots.to_json()).unwrap();
        assert!(again.is_tagged_by(&keys));
        assert!(!again.is_tagged_by(&Keys::make(&mut OsEntropy).unwrap()));
        let unknown = RawValue::from_string(r#"{"kind":"palm"}"#.into()).unwrap();
        for changed in [
            Slots {
                vault: "v2".into(),
                ..slots.clone()
            },
            Slots {
                slots: slots.slots[..1].to_vec(),
                ..slots.clone()
            },
            Slots {
                slots: slots.slots.iter().rev().cloned().collect(),
                ..slots.clone()
            },
            Slots {
                slots: [&slots.slots[..], &[Slot::Unknown(unknown)]].concat(),
                ..slots.clone()
            },
            changed(&slots, 0, |slot| {
                if let Slot::Password(slot) = slot {
                    slot.created += 1;
                }
            }),
        ] {
            assert!(!changed.is_tagged_by(&keys), "{changed:?}");
        }
    }

    #[test]
    fn a_wrong_password_is_wrong_whatever_stands_beside_the_slot_that_refused() {
        let (slots, ..) = slots("password");
        let unknown = RawValue::from_string(r#"{"kind":"palm"}"#.into()).unwrap();
        let mut damaged = slots.slots[0].clone();
        if let Slot::Password(slot) = &mut damaged {
            slot.check = "0".repeat(16);
            slot.id = "0".repeat(16);
        }
        let mut costly = slots.slots[0].clone();
        if let Slot::Password(slot) = &mut costly {
            slot.kdf.costs.m = u32::MAX;
        }
        for beside in [Slot::Unknown(unknown), damaged.clone(), costly.clone()] {
            for order in [[0, 1], [1, 0]] {
                let both = [slots.slots[0].clone(), beside.clone()];
                let both = Slots {
                    slots: order.map(|at| both[at].clone()).to_vec(),
                    ..slots.clone()
                };
                assert_eq!(unlock(&both, "guess").err(), Some(SlotError::Wrong));
            }
        }
        // Even then a password was tried, so that it counts.
        let doubtful = Slots {
            slots: vec![damaged, costly],
            ..slots
        };
        assert_eq!(unlock(&doubtful, "guess").err(), Some(SlotError::Damaged));
    }

    #[test]
    fn all_slots_together_cost_no_more_than_one_may() {
        let (slots, ..) = slots("password");
        let dear = |salt: u8| {
            let mut slot = slots.slots[0].clone();
            if let Slot::Password(slot) = &mut slot {
                slot.kdf.costs = Kdf {
                    t: 1,
                    ..Kdf::CEILING
                };
                slot.kdf.salt = BASE64.encode([salt; 16]);
            }
            let Slot::Password(slot) = slot else {
                unreachable!()
            };
            slot
        };
        let mut budget = Budget::of_one_opening();
        for salt in 0..16 {
            assert_eq!(budget.allow(&dear(salt), 0, "v1"), Ok(true));
            assert_eq!(
                budget.allow(&dear(salt), 0, "v1"),
                Ok(false),
                "the same once more"
            );
        }
        assert_eq!(budget.allow(&dear(16), 0, "v1"), Err(SlotError::TooCostly));
    }
}
