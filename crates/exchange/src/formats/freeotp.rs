//! The backups of FreeOTP: `tokens.xml` of version 1, and the encrypted one of version 2, which is a Java map whatever
//! its name says.
//!
//! Secrets are lists of signed bytes. Version 1, and FreeOTP+ after it, store the counter of the last code; version 2
//! that of the next one.

mod java;

use keyrack_otp::Kind;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::key_derivation::KeyDerivation;
use crate::parameters::{Key, Parameters};
use crate::preferences;
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;
use crate::sealed::{Plain, gcm, kdf};

pub(crate) const FORMAT: Description = Description {
    id: "freeotp",
    name: "FreeOTP",
    versions: "1 and 2",
    extensions: &["xml"],
    encrypted: true,
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    java::is_map(content.bytes)
        || preferences::is_preferences(content.text) && content.text.contains("issuerExt")
        || preferences::is_preferences(content.text) && content.text.contains(ORDER)
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if java::is_map(content.bytes) {
        read_sealed(content.bytes, reader)
    } else {
        read_preferences(content.text, reader)
    }
}

fn read_preferences(text: &str, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let mut preferences = preferences::read(text).ok_or(ImportError::DAMAGED)?;
    let order: Vec<String> = preferences
        .iter()
        .find(|(name, _)| name == ORDER)
        .and_then(|(_, list)| serde_json::from_str(list).ok())
        .unwrap_or_default();
    preferences.retain(|(name, _)| name != ORDER);
    // A stable sort: what the order does not name comes last, as it stands.
    preferences.sort_by_key(|(name, _)| {
        order
            .iter()
            .position(|known| known == name)
            .unwrap_or(usize::MAX)
    });
    preferences.iter().try_for_each(|(name, token)| {
        let token = Object::parse(token).unwrap_or_default();
        let secret = token.get("secret").ok_or(Reason::NoSecret).and_then(bytes);
        let entry = secret.and_then(|secret| entry(&token, &secret, Counter::Last));
        reader.push_read(entry, || {
            let names = names(&token).unwrap_or_default();
            if names.1.is_empty() {
                (names.0, name.clone())
            } else {
                names
            }
        })
    })
}

fn read_sealed(file: &[u8], reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let map = java::read_map(file).ok_or(ImportError::DAMAGED)?;
    let value = |key: &str| {
        map.iter()
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value.as_str())
    };
    let master = value("masterKey").ok_or(ImportError::DAMAGED)?;
    let master = open_master(
        &Object::parse(master)?,
        reader.password()?,
        reader.derivation,
    )?;
    map.iter()
        .filter_map(|(key, token)| Some((key.strip_suffix("-token")?, token)))
        .try_for_each(|(id, token)| {
            let token = Object::parse(token).unwrap_or_default();
            let secret = value(id)
                .ok_or(Reason::NoSecret)
                .and_then(|key| open_key(key, &master));
            let entry = secret.and_then(|secret| entry(&token, &secret, Counter::Next));
            reader.push_read(entry, || names(&token).unwrap_or_default())
        })
}

/// The key that all others are sealed with.
fn open_master(
    master: &Object<'_>,
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<Zeroizing<[u8; 32]>, ImportError> {
    let algorithm = master.text("mAlgorithm").map_err(ImportError::of)?;
    let hash = match algorithm.to_ascii_lowercase().as_str() {
        "pbkdf2withhmacsha1" => kdf::Hash::Sha1,
        "pbkdf2withhmacsha256" => kdf::Hash::Sha256,
        "pbkdf2withhmacsha512" => kdf::Hash::Sha512,
        _ => return Err(ImportError::FormatNewer),
    };
    let salt = master
        .get("mSalt")
        .ok_or(Reason::BadStructure)
        .and_then(bytes)
        .map_err(ImportError::of)?;
    let Ok(Some(rounds)) = master.number("mIterations", Reason::BadStructure) else {
        return Err(ImportError::DAMAGED);
    };
    let sealed = master.object("mEncryptedKey").map_err(ImportError::of)?;
    let key = kdf::pbkdf2(hash, password, &salt, rounds, derivation)?;
    let opened = open_gcm(&sealed, &key).map_err(ImportError::of)?;
    let master = opened.ok_or(ImportError::PasswordWrong)?;
    let master: [u8; 32] = master
        .as_slice()
        .try_into()
        .map_err(|_| ImportError::DAMAGED)?;
    Ok(Zeroizing::new(master))
}

/// The secret of a token, from JSON within JSON.
fn open_key(key: &str, master: &[u8; 32]) -> Result<Plain, Reason> {
    let outer = Object::parse(key).map_err(|_| Reason::BadStructure)?;
    let inner = outer.secret("key")?.ok_or(Reason::NoSecret)?;
    let inner = Object::parse(&inner).map_err(|_| Reason::BadStructure)?;
    open_gcm(&inner, master)?.ok_or(Reason::BadStructure)
}

/// Opens what is sealed under a key; `None` if it is another.
fn open_gcm(sealed: &Object<'_>, key: &[u8; 32]) -> Result<Option<Plain>, Reason> {
    let part = |name| sealed.get(name).ok_or(Reason::BadStructure).and_then(bytes);
    let (text, parameters) = (part("mCipherText")?, part("mParameters")?);
    // In ASN.1: the nonce, alone or in a sequence with the length of the tag.
    let nonce = parameters
        .strip_prefix(&[0x30, 0x11])
        .unwrap_or(&parameters)
        .strip_prefix(&[0x04, 0x0c])
        .and_then(|rest| rest.first_chunk::<{ gcm::NONCE }>())
        .ok_or(Reason::BadStructure)?;
    let token = sealed.text("mToken")?;
    Ok(gcm::open(key, nonce, &text, token.as_bytes()))
}

/// Which counter a file stores.
#[derive(Clone, Copy)]
pub(crate) enum Counter {
    /// That of the code given last.
    Last,
    /// That of the next one.
    Next,
}

/// Reads a token of FreeOTP or FreeOTP+.
pub(crate) fn entry(token: &Object<'_>, secret: &[u8], stored: Counter) -> Result<Entry, Reason> {
    let kind = match token.text("type")?.as_str() {
        "" => Kind::Totp,
        name => name.parse()?,
    };
    let counter = token.number("counter", Reason::BadCounter)?;
    let counter = match stored {
        Counter::Last => counter
            .map(|counter| counter.checked_add(1).ok_or(Reason::BadCounter))
            .transpose()?,
        Counter::Next => counter,
    };
    let parameters = Parameters {
        kind,
        key: Key::Bytes(secret),
        algorithm: &token.text("algo")?,
        digits: token.number("digits", Reason::BadDigits)?,
        period: token.number("period", Reason::BadPeriod)?,
        counter,
    };
    let mut entry = parameters.entry()?;
    (entry.issuer, entry.label) = names(token)?;
    Ok(entry)
}

/// What the user typed goes before what was scanned.
pub(crate) fn names(token: &Object<'_>) -> Result<(String, String), Reason> {
    let first = |members: &[&str]| -> Result<String, Reason> {
        for member in members {
            let text = token.text(member)?;
            // A fault of the app: the name of the field instead of what it holds.
            if !text.is_empty() && text != "{token.label}" {
                return Ok(text);
            }
        }
        Ok(String::new())
    };
    Ok((
        first(&["issuerAlt", "issuerExt", "issuerInt"])?,
        first(&["labelAlt", "label"])?,
    ))
}

/// A list of bytes, signed or not.
pub(crate) fn bytes(raw: &RawValue) -> Result<Plain, Reason> {
    let list = json::list(raw)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(list.len()));
    for raw in list {
        let number: i16 = raw.get().parse().map_err(|_| Reason::BadSecret)?;
        if !(-128..=255).contains(&number) {
            return Err(Reason::BadSecret);
        }
        bytes.push(number.to_le_bytes()[0]);
    }
    Ok(bytes)
}

const ORDER: &str = "tokenOrder";
