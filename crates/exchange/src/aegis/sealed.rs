//! A vault of Aegis with a password: slots that each hold the key of the database, sealed in their own way.
//!
//! Slots of a password derive their key with scrypt (RFC 7914); one that the phone's own hardware opens is of no use
//! anywhere else. Keys and database are sealed with AES-256-GCM.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use scrypt::Params;
use zeroize::Zeroizing;

use super::unreadable;
use crate::cipher::open_gcm;
use crate::json::Object;
use crate::{ImportError, Reason};

/// Opens the database, which stands in the file as Base64.
pub(super) fn open(
    file: &Object<'_>,
    database: &str,
    password: Option<&str>,
) -> Result<Zeroizing<String>, ImportError> {
    let damaged = || unreadable(Reason::BadStructure);
    let header = file.get("header").ok_or_else(damaged)?;
    let header = Object::read(header).map_err(unreadable)?;
    let slots: Vec<Slot> = header
        .list("slots")
        .map_err(unreadable)?
        .into_iter()
        .filter_map(|slot| Slot::read(&Object::read(slot).ok()?))
        .take(MAX_SLOTS)
        .collect();
    if slots.is_empty() {
        return Err(ImportError::EncryptedNotSupported);
    }
    let password = password.ok_or(ImportError::PasswordNeeded)?;
    let key = slots
        .iter()
        .find_map(|slot| slot.open(password))
        .ok_or(ImportError::PasswordWrong)?;
    let sealed = BASE64.decode(database).map_err(|_| damaged())?;
    let opened = header
        .get("params")
        .and_then(|raw| Seal::read(&Object::read(raw).ok()?))
        .and_then(|seal| seal.open(&key, sealed))
        .ok_or_else(damaged)?;
    let text = std::str::from_utf8(&opened).map_err(|_| damaged())?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// The most slots that are tried: each costs a key derivation.
const MAX_SLOTS: usize = 8;

/// The most memory that a derivation may take, in bytes; the app's takes 32 MiB.
const MAX_MEMORY: u64 = 256 << 20;

/// The most work of a derivation, as cost times block size times parallelism; 16 times the app's.
const MAX_WORK: u64 = 1 << 22;

/// A slot that a password opens.
struct Slot {
    params: Params,
    salt: Vec<u8>,
    key: Vec<u8>,
    seal: Seal,
}

impl Slot {
    /// `None` for the other kinds, for what is faulty, and for what would cost too much.
    fn read(slot: &Object<'_>) -> Option<Self> {
        // 1 is a password, 3 one for backups.
        if !matches!(slot.number("type", Reason::BadStructure).ok()??, 1 | 3) {
            return None;
        }
        let cost = |name| slot.number(name, Reason::BadStructure).ok().flatten();
        let (n, r, p) = (cost("n")?, cost("r")?, cost("p")?);
        let memory = n.checked_mul(r)?.checked_mul(128)?;
        let work = n.checked_mul(r)?.checked_mul(p)?;
        if !n.is_power_of_two() || memory > MAX_MEMORY || work > MAX_WORK {
            return None;
        }
        let log_n = u8::try_from(n.trailing_zeros()).ok()?;
        let (r, p) = (u32::try_from(r).ok()?, u32::try_from(p).ok()?);
        Some(Self {
            params: Params::new(log_n, r, p, 32).ok()?,
            salt: hex(&slot.text("salt").ok()?)?,
            key: hex(&slot.text("key").ok()?)?,
            seal: Seal::read(&Object::read(slot.get("key_params")?).ok()?)?,
        })
    }

    /// The key of the database.
    fn open(&self, password: &str) -> Option<Zeroizing<[u8; 32]>> {
        let mut derived = Zeroizing::new([0; 32]);
        scrypt::scrypt(password.as_bytes(), &self.salt, &self.params, &mut *derived).ok()?;
        let key = self.seal.open(&derived, self.key.clone())?;
        Some(Zeroizing::new(key.as_slice().try_into().ok()?))
    }
}

/// What AES-GCM needs beside the key.
struct Seal {
    nonce: [u8; 12],
    tag: [u8; 16],
}

impl Seal {
    fn read(params: &Object<'_>) -> Option<Self> {
        let field = |name| hex(&params.text(name).ok()?);
        Some(Self {
            nonce: field("nonce")?.try_into().ok()?,
            tag: field("tag")?.try_into().ok()?,
        })
    }

    fn open(&self, key: &[u8; 32], mut sealed: Vec<u8>) -> Option<Zeroizing<Vec<u8>>> {
        sealed.extend_from_slice(&self.tag);
        open_gcm(key, &self.nonce, &sealed)
    }
}

/// Bytes that are written as pairs of hexadecimal digits.
fn hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes = pairs
        .iter()
        .map(|&[high, low]| u8::try_from(digit(high)? << 4 | digit(low)?).ok());
    rest.is_empty().then(|| bytes.collect()).flatten()
}
