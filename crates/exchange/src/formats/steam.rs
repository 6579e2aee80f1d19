//! The files of Steam itself, of Steam Desktop Authenticator and of steamguard-cli (`.maFile`). An encrypted one needs
//! the manifest beside it, which holds its salt. The URI in a file may hold another secret than the one that counts,
//! and sessions in it are nobody's business.

use keyrack_otp::Kind;
use zeroize::Zeroizing;

use crate::content::{Content, Json};
use crate::description::{Description, Takes};
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::key_derivation::KeyDerivation;
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::Entry;
use crate::sealed::{self, Plain, cbc, kdf};

pub(crate) const FORMAT: Description = Description {
    id: "steam",
    name: "Steam",
    extensions: &["maFile", "json"],
    encrypted: true,
    recognises,
    takes: Takes::Also(may_be_sealed),
    leads: Some(is_manifest),
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    is_manifest(content)
        || content.object().is_some_and(|file| {
            file.has("shared_secret") || accounts(file).is_ok_and(|accounts| !accounts.is_empty())
        })
}

/// Whether the file tells how others are encrypted.
fn is_manifest(content: &Content<'_>) -> bool {
    content
        .object()
        .is_some_and(|file| file.has("entries") && file.has("encrypted"))
}

/// Whether the file may be an encrypted one.
fn may_be_sealed(content: &Content<'_>) -> bool {
    matches!(content.json, Json::None)
        && sealed::base64(content.text.trim()).is_some_and(|bytes| bytes.len().is_multiple_of(16))
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if is_manifest(content) {
        return Ok(());
    }
    let Some(file) = content.object() else {
        let files = reader.files;
        let manifest = files
            .iter()
            .find(|content| is_manifest(content))
            .and_then(Content::object)
            .ok_or(ImportError::CompanionNeeded("manifest.json"))?;
        let plain = open(content, manifest, reader.password()?, reader.derivation)?;
        let text = std::str::from_utf8(&plain).map_err(|_| ImportError::PasswordWrong)?;
        return read_account(&Object::parse(text)?, reader);
    };
    if file.has("shared_secret") {
        return read_account(file, reader);
    }
    accounts(file)
        .map_err(ImportError::of)?
        .iter()
        .try_for_each(|account| read_account(account, reader))
}

/// Opens a file with what the manifest says about one of its name, or about any if there is none.
fn open(
    content: &Content<'_>,
    manifest: &Object<'_>,
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<Plain, ImportError> {
    let sealed = sealed::base64(content.text).ok_or(ImportError::DAMAGED)?;
    let entries: Vec<Object<'_>> = manifest
        .list("entries")
        .map_err(ImportError::of)?
        .into_iter()
        .filter_map(|raw| Object::read(raw).ok())
        .collect();
    let is_named = |entry: &&Object<'_>| entry.text("filename").as_deref() == Ok(content.name);
    let mut wanted: Vec<&Object<'_>> = entries.iter().filter(is_named).collect();
    if wanted.is_empty() {
        wanted = entries.iter().take(MAX_TRIES).collect();
    }
    for entry in wanted {
        let bytes = |name| sealed::base64(&entry.text_of(name)?);
        let (Some(salt), Some(iv)) = (bytes("encryption_salt"), bytes("encryption_iv")) else {
            continue;
        };
        let key = kdf::pbkdf2(kdf::Hash::Sha1, password, &salt, ROUNDS, derivation)?;
        let opened = iv
            .as_slice()
            .try_into()
            .ok()
            .and_then(|iv| cbc::open(&key, iv, &sealed))
            .filter(|plain| plain.trim_ascii_start().starts_with(b"{"));
        if let Some(plain) = opened {
            return Ok(plain);
        }
    }
    Err(ImportError::PasswordWrong)
}

/// The accounts of the app's own file, by identifier.
fn accounts<'a>(file: &Object<'a>) -> Result<Vec<Object<'a>>, Reason> {
    let accounts = file.object("accounts")?;
    accounts
        .members()
        .map(|(_, raw)| {
            let account = Object::read(raw)?;
            if account.has("shared_secret") {
                Ok(account)
            } else {
                Err(Reason::BadStructure)
            }
        })
        .collect()
}

fn read_account(account: &Object<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let name = || account.text("account_name").unwrap_or_default();
    reader.push_read(entry(account), || ("Steam".to_owned(), name()))
}

fn entry(account: &Object<'_>) -> Result<Entry, Reason> {
    let secret: Zeroizing<String> = match account.get("shared_secret") {
        Some(raw) => Zeroizing::new(json::text(raw)?),
        None => return Err(Reason::NoSecret),
    };
    let mut entry = Parameters::of_key(Kind::Steam, Key::Base64(&secret)).entry()?;
    (entry.issuer, entry.label) = ("Steam".to_owned(), account.text("account_name")?);
    if account.get("Session").is_some() || account.get("revocation_code").is_some() {
        entry.notices.push(Notice::PasswordIgnored);
    }
    Ok(entry)
}

const ROUNDS: u64 = 50_000;

/// The most entries of a manifest that are tried for a file of another name.
const MAX_TRIES: usize = 16;
