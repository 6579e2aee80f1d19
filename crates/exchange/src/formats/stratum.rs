//! The backup of Stratum, formerly Authenticator Pro
//! (<https://github.com/stratumauth/app/blob/master/doc/BACKUP_FORMAT.md>).
//!
//! Categories name their members by secret, which is the primary key there: no two accounts can share one. The heads
//! of the two encrypted forms differ in upper and lower case only.

use std::collections::HashMap;

use keyrack_otp::Kind;
use sha1::{Digest, Sha1};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::{Description, Writing};
use crate::document::Document;
use crate::error::{ExportError, ImportError};
use crate::format::Sealing;
use crate::json::{Members, Object, Sink};
use crate::key_derivation::KeyDerivation;
use crate::parameters::{Key, Parameters};
use crate::places::{Item, Places, items};
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::Entry;
use crate::seal::Seal;
use crate::sealed::kdf::{self, Argon2id};
use crate::sealed::{self, Plain, cbc, gcm};
use crate::text;

pub(crate) const FORMAT: Description = Description {
    id: "stratum",
    name: "Stratum (Authenticator Pro)",
    extensions: &["authpro"],
    encrypted: true,
    recognises,
    read,
    writing: Some(Writing::new(Sealing::Choice, PLACES, write)),
    ..Description::READ_ONLY
};

const PLACES: Places = Places {
    digits: 6..=10,
    equal_secrets: false,
    tags: true,
    folder: true,
    ..Places::FACTORS
};

fn recognises(content: &Content<'_>) -> bool {
    content.bytes.starts_with(STRONG)
        || content.bytes.starts_with(LEGACY)
        || content
            .object()
            .is_some_and(|file| file.has("Authenticators"))
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if let Some(file) = content.object() {
        return read_backup(file, reader);
    }
    let password = reader.password()?;
    let plain = if let Some(sealed) = content.bytes.strip_prefix(STRONG) {
        open_strong(sealed, password, reader.derivation)?
    } else if let Some(sealed) = content.bytes.strip_prefix(LEGACY) {
        open_legacy(sealed, password, reader.derivation)?
    } else {
        return Err(ImportError::FormatMismatch);
    };
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::PasswordWrong)?;
    read_backup(&Object::parse(text)?, reader)
}

fn open_strong(
    sealed: &[u8],
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<Plain, ImportError> {
    let (salt, rest) = sealed
        .split_first_chunk::<16>()
        .ok_or(ImportError::DAMAGED)?;
    let (nonce, text) = rest
        .split_first_chunk::<{ gcm::NONCE }>()
        .ok_or(ImportError::DAMAGED)?;
    if text.len() < gcm::TAG {
        return Err(ImportError::DAMAGED);
    }
    let key = COSTS.derive(password, salt, derivation)?;
    gcm::open(&key, nonce, text, &[]).ok_or(ImportError::PasswordWrong)
}

fn open_legacy(
    sealed: &[u8],
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<Plain, ImportError> {
    let (salt, rest) = sealed
        .split_first_chunk::<20>()
        .ok_or(ImportError::DAMAGED)?;
    let (iv, blocks) = rest.split_first_chunk::<16>().ok_or(ImportError::DAMAGED)?;
    if blocks.is_empty() || !blocks.len().is_multiple_of(16) {
        return Err(ImportError::DAMAGED);
    }
    let key = kdf::pbkdf2(kdf::Hash::Sha1, password, salt, LEGACY_ROUNDS, derivation)?;
    cbc::open(&key, iv, blocks)
        // Padding fits a wrong password once in 256 times; a backup does not.
        .filter(|plain| plain.trim_ascii_start().starts_with(b"{"))
        .ok_or(ImportError::PasswordWrong)
}

fn read_backup(file: &Object<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let categories = categories(file);
    let entries = file.list("Authenticators").map_err(ImportError::of)?;
    entries.into_iter().try_for_each(|raw| {
        let members = Object::read(raw).unwrap_or_default();
        let text = |name| members.text(name).unwrap_or_default();
        reader.push_read(entry(&members, &categories), || {
            (text("Issuer"), text("Username"))
        })
    })
}

/// The names of categories by the hashes of their members' secrets; `None` for one that the file does not name.
type Categories = HashMap<[u8; 32], Vec<Option<String>>>;

fn categories(file: &Object<'_>) -> Categories {
    let names = file.pairs("Categories", "Id", "Name");
    let names: HashMap<String, String> = names.into_iter().collect();
    let members = file.list("AuthenticatorCategories").unwrap_or_default();
    let members = members.into_iter().filter_map(|raw| Object::read(raw).ok());
    let mut categories: HashMap<_, Vec<_>> = HashMap::new();
    for member in members {
        if let (Some(secret), Ok(id)) = (
            member.text_of("AuthenticatorSecret"),
            member.text("CategoryId"),
        ) {
            categories
                .entry(Sha256::digest(secret.as_bytes()).into())
                .or_default()
                .push(names.get(&id).cloned());
        }
    }
    categories
}

fn entry(members: &Object<'_>, categories: &Categories) -> Result<Entry, Reason> {
    let kind = match members.number("Type", Reason::Type)? {
        Some(1) => Kind::Hotp,
        Some(2) => Kind::Totp,
        Some(3) => return Err(Reason::Motp),
        Some(4) => Kind::Steam,
        Some(5) => return Err(Reason::Yandex),
        _ => return Err(Reason::Type),
    };
    let algorithm = match members.number("Algorithm", Reason::Algorithm)? {
        None | Some(0) => "SHA1",
        Some(1) => "SHA256",
        Some(2) => "SHA512",
        Some(_) => return Err(Reason::Algorithm),
    };
    let secret = members.secret("Secret")?.unwrap_or_default();
    let parameters = Parameters {
        kind,
        key: Key::Base32(&secret),
        algorithm,
        digits: members.number("Digits", Reason::BadDigits)?,
        period: members.number("Period", Reason::BadPeriod)?,
        counter: members.number("Counter", Reason::BadCounter)?,
    };
    let mut entry = parameters.entry()?;
    (entry.issuer, entry.label) = (members.text("Issuer")?, members.text("Username")?);
    for category in categories
        .get(Sha256::digest(secret.as_bytes()).as_slice())
        .into_iter()
        .flatten()
    {
        match category {
            Some(name) => entry.groups.push(name.clone()),
            None => entry.notices.push(Notice::GroupUnknown),
        }
    }
    if members.text("Icon")?.starts_with(CUSTOM_ICON) {
        entry.notices.push(Notice::IconIgnored);
    }
    Ok(entry)
}

/// Writes a backup, sealed if there is a password. Folders and tags are categories.
fn write(document: &Document, seal: &mut Seal<'_, '_>) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let items = items(document, &PLACES);
    let mut names: Vec<&str> = items.iter().flat_map(Item::groups).collect();
    names.sort_unstable();
    names.dedup();
    let mut out = Sink::default();
    out.object(|members| {
        members.put_each(
            "Authenticators",
            items.iter().enumerate(),
            |(place, item), out| {
                out.object(|members| write_entry(place, item, members));
            },
        );
        members.put_each(
            "Categories",
            names.iter().enumerate(),
            |(place, name), out| {
                out.object(|members| {
                    members.put_text("Id", &category_id(name));
                    members.put_text("Name", name);
                    members.put("Ranking", &(place as u64));
                });
            },
        );
        let memberships = items
            .iter()
            .flat_map(|item| item.groups().map(move |name| (item, name)));
        members.put_each(
            "AuthenticatorCategories",
            memberships,
            |(item, name), out| {
                out.object(|members| {
                    members.put_text("CategoryId", &category_id(name));
                    members.put_text("AuthenticatorSecret", &item.factor.otp.secret().to_base32());
                    members.put("Ranking", &0);
                });
            },
        );
        members.put_raw("CustomIcons", "[]");
        members.put_raw("IconPacks", "[]");
    });
    let backup = text::into_bytes(out.into_text());
    let Some(password) = seal.password else {
        return Ok(backup);
    };
    let (salt, nonce) = (seal.bytes::<16>(), seal.bytes::<{ gcm::NONCE }>());
    let key = COSTS.derive(password.as_bytes(), &*salt, seal.derivation)?;
    let sealed = gcm::seal(&key, &nonce, &backup, &[]).ok_or(ExportError::PasswordNeeded)?;
    Ok(Zeroizing::new([STRONG, &*salt, &*nonce, &sealed].concat()))
}

fn write_entry(place: usize, item: &Item<'_>, members: &mut Members<'_>) {
    let otp = &item.factor.otp;
    let kind: u64 = match otp.kind() {
        Kind::Hotp => 1,
        Kind::Totp => 2,
        Kind::Steam => 4,
    };
    let algorithm: u64 = match otp.algorithm().as_str() {
        "SHA256" => 1,
        "SHA512" => 2,
        _ => 0,
    };
    members.put("Type", &kind);
    members.put_raw("Icon", "null");
    members.put_text("Issuer", &item.account.issuer);
    members.put_text("Username", &item.account.label);
    members.put_text("Secret", &otp.secret().to_base32());
    members.put_raw("Pin", "null");
    members.put("Algorithm", &algorithm);
    members.put("Digits", &u64::from(otp.digits()));
    members.put("Period", &otp.period().map_or(30, u64::from));
    members.put("Counter", &item.factor.counter.unwrap_or(0));
    members.put("CopyCount", &0);
    members.put("Ranking", &(place as u64));
}

/// The first four bytes of the SHA-1 of a name, in hexadecimal digits.
fn category_id(name: &str) -> String {
    sealed::to_hex(&Sha1::digest(name.as_bytes())[..4]).to_string()
}

const STRONG: &[u8] = b"AUTHENTICATORPRO";
const LEGACY: &[u8] = b"AuthenticatorPro";

const COSTS: Argon2id = Argon2id {
    memory_kib: 1 << 16,
    passes: 3,
    lanes: 4,
};

const LEGACY_ROUNDS: u64 = 64_000;

/// How the identifier of a picture in the file begins, other than the name of one in the app.
const CUSTOM_ICON: char = '@';
