//! The backups of andOTP: a list of entries as JSON, plain or sealed with a password.
//!
//! Sealed files have no mark of their own. The newer ones begin with the number of rounds of their key derivation, which
//! the app draws between 140,000 and 160,000, and so are told; the older ones are read only where somebody says what
//! they are.

use hmac::Hmac;
use keyrack_otp::Kind;
use pbkdf2::pbkdf2;
use serde_json::value::RawValue;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::cipher::open_gcm;
use crate::json::{self, Object};
use crate::migration::after_issuer;
use crate::parameters::Parameters;
use crate::{Entry, Import, ImportError, Outcome, Reason, Refusal, text};

pub(crate) fn read(
    bytes: &[u8],
    password: Option<&str>,
    import: &mut Import,
) -> Result<(), ImportError> {
    let text = text::decode(bytes);
    if text.trim_start().starts_with('[') {
        return read_list(&text, import);
    }
    import.encrypted = true;
    let password = password.ok_or(ImportError::PasswordNeeded)?;
    let opened = open(bytes, password)
        .or_else(|| open_old(bytes, password))
        .ok_or(ImportError::PasswordWrong)?;
    read_list(&text::decode(&opened), import)
}

/// Whether a text is a plain backup.
pub(crate) fn is_plain(text: &str) -> bool {
    if !text.trim_start().starts_with('[') {
        return false;
    }
    let list = serde_json::from_str(text).ok();
    let first = list.and_then(|raw: &RawValue| json::list(raw).ok()?.first().copied());
    first
        .and_then(|raw| Object::read(raw).ok())
        .is_some_and(|entry| {
            ["secret", "label", "type", "thumbnail"]
                .iter()
                .all(|name| entry.get(name).is_some())
        })
}

/// Whether bytes are a sealed backup of the newer kind, as far as can be told without its password.
pub(crate) fn is_sealed(bytes: &[u8]) -> bool {
    Sealed::read(bytes).is_some_and(|sealed| (140_000..=160_000).contains(&sealed.rounds))
}

/// The most rounds of the key derivation: the first bytes of an older file may say anything.
const MAX_ROUNDS: u32 = 1_000_000;

fn read_list(text: &str, import: &mut Import) -> Result<(), ImportError> {
    let list: &RawValue = serde_json::from_str(text).map_err(|error| ImportError::Damaged {
        line: error.line(),
        column: error.column(),
    })?;
    let entries = json::list(list).map_err(|_| ImportError::Damaged { line: 0, column: 0 })?;
    entries
        .into_iter()
        .try_for_each(|raw| import.push(outcome(raw)))
}

fn outcome(raw: &RawValue) -> Outcome {
    let members = Object::read(raw).unwrap_or_default();
    entry(&members).map_or_else(
        |reason| {
            let (issuer, label) = names(&members).unwrap_or_default();
            Outcome::Refused(Refusal {
                reason,
                issuer,
                label,
            })
        },
        Outcome::Entry,
    )
}

fn entry(members: &Object<'_>) -> Result<Entry, Reason> {
    let kind = match members.text("type")?.as_str() {
        "MOTP" => return Err(Reason::Motp),
        name => name.parse::<Kind>()?,
    };
    let mut notices = Vec::new();
    let parameters = Parameters {
        kind,
        secret: &members.secret("secret")?.unwrap_or_default(),
        algorithm: &members.text("algorithm")?,
        digits: members.number("digits", Reason::BadDigits)?,
        period: members.number("period", Reason::BadPeriod)?,
        counter: members.number("counter", Reason::BadCounter)?,
    };
    let (otp, counter) = parameters.factor(&mut notices)?;
    let (issuer, label) = names(members)?;
    let mut entry = Entry::new(issuer, label, otp, counter);
    entry.tags = members
        .list("tags")?
        .into_iter()
        .map(json::text)
        .collect::<Result<_, _>>()?;
    entry.notices = notices;
    Ok(entry)
}

/// Issuer and label. The oldest files have both in the label.
fn names(members: &Object<'_>) -> Result<(String, String), Reason> {
    let label = members.text("label")?;
    let (issuer, label) = match (members.get("issuer"), label.split_once(" - ")) {
        (None, Some((issuer, label))) => (issuer.to_owned(), label.to_owned()),
        _ => (members.text("issuer")?, label),
    };
    let label = after_issuer(&label, &issuer).unwrap_or(&label).to_owned();
    Ok((issuer, label))
}

/// The parts of a newer file: rounds, salt, nonce, and then the ciphertext with its tag.
struct Sealed<'a> {
    rounds: u32,
    salt: &'a [u8; 12],
    nonce: &'a [u8; 12],
    ciphertext: &'a [u8],
}

impl<'a> Sealed<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let (rounds, rest) = bytes.split_first_chunk()?;
        let (salt, rest) = rest.split_first_chunk()?;
        let (nonce, ciphertext) = rest.split_first_chunk()?;
        Some(Self {
            rounds: u32::from_be_bytes(*rounds),
            salt,
            nonce,
            ciphertext,
        })
    }
}

fn open(bytes: &[u8], password: &str) -> Option<Zeroizing<Vec<u8>>> {
    let sealed = Sealed::read(bytes).filter(|it| (1..=MAX_ROUNDS).contains(&it.rounds))?;
    let mut key = Zeroizing::new([0; 32]);
    pbkdf2::<Hmac<Sha1>>(password.as_bytes(), sealed.salt, sealed.rounds, &mut *key).ok()?;
    open_gcm(&key, sealed.nonce, sealed.ciphertext)
}

/// The older files: a nonce, and then the ciphertext; the key is the hash of the password.
fn open_old(bytes: &[u8], password: &str) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, ciphertext) = bytes.split_first_chunk()?;
    let key = Zeroizing::new(Sha256::digest(password.as_bytes()).into());
    open_gcm(&key, nonce, ciphertext)
}
