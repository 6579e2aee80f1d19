//! The backup of andOTP, plain and under a password.
//!
//! Nothing tells the encrypted forms from each other, or from noise. The newer one begins with a number of rounds; an
//! old file read that way asks for hundreds of millions, so that form is tried only within bounds, and then the old
//! one. Backups for OpenPGP cannot be read here.

use keyrack_otp::Kind;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::key_derivation::KeyDerivation;
use crate::parameters::entry_of;
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::Entry;
use crate::sealed::{Plain, gcm, kdf};

pub(crate) const FORMAT: Description = Description {
    id: "andotp",
    name: "andOTP",
    extensions: &["json", "aes"],
    encrypted: true,
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    if content.text.starts_with(OPENPGP) {
        return true;
    }
    match content.list() {
        Some(list) => {
            list.is_empty()
                || content
                    .first()
                    .is_some_and(|entry| entry.has("secret") && entry.has("label"))
        }
        None => {
            content.is_binary()
                && content.bytes.len() > gcm::NONCE + gcm::TAG
                && !MAGICS.iter().any(|magic| content.bytes.starts_with(magic))
        }
    }
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if let Some(list) = content.list() {
        return read_list(list, reader);
    }
    if content.text.starts_with(OPENPGP) {
        return Err(ImportError::OpenPgp);
    }
    let password = reader.password()?;
    let plain = match open_new(content.bytes, password, reader.derivation)? {
        Some(plain) => plain,
        None => open_old(content.bytes, password).ok_or(ImportError::PasswordWrong)?,
    };
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::DAMAGED)?;
    match json::parse_list(text) {
        Ok(list) => read_list(&list, reader),
        Err(error) => read_cut_off(text, reader, error),
    }
}

/// Reads a list whose end was not sealed with it: OTPClient 3 leaves out a byte, and one for each letter in it that is not
/// ASCII. What is missing is the end of the last entry at the most.
fn read_cut_off(
    text: &str,
    reader: &mut Reader<'_, '_>,
    error: ImportError,
) -> Result<(), ImportError> {
    let closed = Zeroizing::new(format!("{text}]"));
    if let Ok(list) = json::parse_list(&closed) {
        return read_list(&list, reader);
    }
    let end = text.rfind("},").ok_or(error)?;
    let without_last = Zeroizing::new(format!("{}]", &text[..=end]));
    let list = json::parse_list(&without_last).map_err(|_| error)?;
    read_list(&list, reader)?;
    reader.push_refused(Reason::BadStructure, (String::new(), String::new()))
}

fn open_new(
    file: &[u8],
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<Option<Plain>, ImportError> {
    let parts = file.split_first_chunk::<4>().and_then(|(rounds, rest)| {
        let (salt, rest) = rest.split_first_chunk::<12>()?;
        let (nonce, text) = rest.split_first_chunk::<{ gcm::NONCE }>()?;
        Some((u64::from(u32::from_be_bytes(*rounds)), salt, nonce, text))
    });
    let Some((rounds @ 1..=kdf::MAX_ROUNDS, salt, nonce, text)) = parts else {
        return Ok(None);
    };
    let key = kdf::pbkdf2(kdf::Hash::Sha1, password, salt, rounds, derivation)?;
    Ok(gcm::open(&key, nonce, text, &[]))
}

fn open_old(file: &[u8], password: &[u8]) -> Option<Plain> {
    let (nonce, text) = file.split_first_chunk::<{ gcm::NONCE }>()?;
    let key = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(password)));
    gcm::open(&key, nonce, text, &[])
}

fn read_list(list: &[&RawValue], reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    list.iter().try_for_each(|raw| {
        let members = Object::read(raw).unwrap_or_default();
        reader.push_read(entry(&members), || names(&members).unwrap_or_default())
    })
}

fn entry(members: &Object<'_>) -> Result<Entry, Reason> {
    let kind = members.text("type")?.to_ascii_uppercase();
    let mut entry = match kind.as_str() {
        "MOTP" => return Err(Reason::Motp),
        "" => entry_of(Kind::Totp, members)?,
        name => entry_of(name.parse()?, members)?,
    };
    if kind.is_empty() {
        entry.notices.insert(0, Notice::TypeAssumed);
    }
    (entry.issuer, entry.label) = names(members)?;
    entry.tags = members
        .list("tags")?
        .into_iter()
        .map(json::text)
        .collect::<Result<_, _>>()?;
    Ok(entry)
}

/// Early versions wrote `Issuer - Issuer:Name` and no issuer.
fn names(members: &Object<'_>) -> Result<(String, String), Reason> {
    let label = members.text("label")?;
    if members.has("issuer") {
        return Ok((members.text("issuer")?, label));
    }
    Ok(match label.split_once(" - ") {
        Some((issuer, rest)) => {
            let name = rest
                .strip_prefix(issuer)
                .and_then(|rest| rest.strip_prefix(':'))
                .unwrap_or(rest);
            (issuer.to_owned(), name.to_owned())
        }
        None => (String::new(), label),
    })
}

const OPENPGP: &str = "-----BEGIN PGP MESSAGE-----";

/// How files begin that are surely something else.
const MAGICS: [&[u8]; 14] = [
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"RIFF",
    b"%PDF",
    b"PK",
    b"SQLite format 3",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ",
    b"bplist",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
];
