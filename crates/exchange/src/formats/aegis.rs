//! The vault file of Aegis Authenticator (<https://github.com/beemdevelopment/Aegis/blob/master/docs/vault.md>).
//!
//! Versions of the database differ in how entries name their group: 1 and 2 have a `group` with its name, 3 has
//! `groups` with identifiers. Identifiers of entries may repeat and are not used.
//!
//! An encrypted vault has slots: each holds the master key under a password, a backup password, or a key of the
//! phone. The phone's can stand anywhere among them.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keyrack_otp::Kind;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::{Description, Writing};
use crate::document::Document;
use crate::error::{ExportError, ImportError};
use crate::format::Sealing;
use crate::json::{self, Members, Object, Sink};
use crate::key_derivation::KeyDerivation;
use crate::names::after_issuer;
use crate::parameters::{Key, Parameters};
use crate::places::{Item, Places, items};
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::Entry;
use crate::seal::Seal;
use crate::sealed::{self, Plain, gcm, kdf};
use crate::text;

pub(crate) const FORMAT: Description = Description {
    id: "aegis",
    name: "Aegis",
    versions: "vault 1, database 1 to 3",
    extensions: &["json"],
    encrypted: true,
    recognises: |content| content.object().is_some_and(is_aegis),
    read,
    writing: Some(Writing::new(Sealing::Choice, PLACES, write)),
    ..Description::READ_ONLY
};

const PLACES: Places = Places {
    note: usize::MAX,
    tags: true,
    folder: true,
    ..Places::FACTORS
};

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    file.check_version("version", VERSION)?;
    match file.get("db") {
        Some(sealed) if sealed.get().starts_with('"') => {
            let password = reader.password()?;
            let plain = open(file, password, reader.derivation)?;
            let text = std::str::from_utf8(&plain).map_err(|_| ImportError::DAMAGED)?;
            read_database(&Object::parse(text)?, reader)
        }
        Some(plain) => read_database(&Object::read(plain).map_err(ImportError::of)?, reader),
        None => Err(ImportError::DAMAGED),
    }
}

fn read_database(database: &Object<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    database.check_version("version", DATABASE_VERSION)?;
    let groups = database.pairs("groups", "uuid", "name");
    let groups: HashMap<String, String> = groups.into_iter().collect();
    let entries = database
        .get("entries")
        .ok_or(Reason::BadStructure)
        .and_then(json::list)
        .map_err(ImportError::of)?;
    entries.into_iter().try_for_each(|raw| {
        let members = Object::read(raw).unwrap_or_default();
        let text = |name| members.text(name).unwrap_or_default();
        reader.push_read(entry(&members, &groups), || (text("issuer"), text("name")))
    })
}

/// Whether an object is such a file, in plain or encrypted.
fn is_aegis(file: &Object<'_>) -> bool {
    file.get("db").is_some() && file.get("version").is_some()
}

fn entry(members: &Object<'_>, groups: &HashMap<String, String>) -> Result<Entry, Reason> {
    let info = members
        .get("info")
        .ok_or(Reason::BadStructure)
        .and_then(Object::read)?;
    let mut notices = Vec::new();
    let parameters = Parameters {
        kind: kind(members, &info, &mut notices)?,
        key: Key::Base32(&info.secret("secret")?.unwrap_or_default()),
        algorithm: &info.text("algo")?,
        digits: info.number("digits", Reason::BadDigits)?,
        period: info.number("period", Reason::BadPeriod)?,
        counter: info.number("counter", Reason::BadCounter)?,
    };
    let (otp, counter) = parameters.factor(&mut notices)?;

    let issuer = members.text("issuer")?;
    let name = members.text("name")?;
    let label = after_issuer(&name, &issuer).map_or(name.as_str(), str::trim_end);
    let label = label.to_owned();
    let mut entry = Entry::new(issuer, label, otp, counter);
    entry.note = members.text("note")?;
    entry.favourite = members.flag("favorite");
    entry.groups = entry_groups(members, groups, &mut notices)?;
    if members.get("icon").is_some() {
        notices.push(Notice::IconIgnored);
    }
    entry.notices = notices;
    Ok(entry)
}

fn kind(
    members: &Object<'_>,
    info: &Object<'_>,
    notices: &mut Vec<Notice>,
) -> Result<Kind, Reason> {
    match members.text("type")?.to_ascii_lowercase().as_str() {
        "motp" => Err(Reason::Motp),
        "yandex" => Err(Reason::Yandex),
        "" => {
            notices.push(Notice::TypeAssumed);
            let counts = info.get("counter").is_some() && info.get("period").is_none();
            Ok(if counts { Kind::Hotp } else { Kind::Totp })
        }
        name => Ok(name.parse()?),
    }
}

fn entry_groups(
    members: &Object<'_>,
    groups: &HashMap<String, String>,
    notices: &mut Vec<Notice>,
) -> Result<Vec<String>, Reason> {
    let mut names = Vec::new();
    for group in members
        .list("groups")?
        .into_iter()
        .chain(members.get("group"))
    {
        let group = json::text(group)?;
        match groups.get(&group) {
            Some(name) => names.push(name.clone()),
            None if is_uuid(&group) => notices.push(Notice::GroupUnknown),
            None => names.push(group),
        }
    }
    names.retain(|name| !name.is_empty());
    Ok(names)
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// Opens the database with the first slot that the password opens.
fn open(
    file: &Object<'_>,
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<Plain, ImportError> {
    let header = file.object("header").map_err(ImportError::of)?;
    let mut failure = ImportError::KeyFile;
    for raw in header.list("slots").map_err(ImportError::of)? {
        let slot = Object::read(raw).map_err(ImportError::of)?;
        let kind = slot.number("type", Reason::BadStructure);
        if !matches!(kind, Ok(Some(PASSWORD_SLOT | BACKUP_SLOT))) {
            continue;
        }
        match master_key(&slot, password, derivation) {
            Ok(master) => {
                let sealed = file.text_of("db").ok_or(ImportError::DAMAGED)?;
                let database = sealed::base64(&sealed).ok_or(ImportError::DAMAGED)?;
                let params = header.object("params").map_err(ImportError::of)?;
                return open_gcm(&master, &params, &database).ok_or(ImportError::DAMAGED);
            }
            Err(ImportError::Cancelled) => return Err(ImportError::Cancelled),
            // What can be mended by consent says more than a password that did not fit another slot.
            Err(error) if !matches!(failure, ImportError::MemoryConsent { .. }) => failure = error,
            Err(_) => {}
        }
    }
    Err(failure)
}

fn master_key(
    slot: &Object<'_>,
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<Zeroizing<[u8; 32]>, ImportError> {
    let number = |name| {
        slot.number(name, Reason::BadStructure)
            .ok()
            .flatten()
            .ok_or(ImportError::DAMAGED)
    };
    let costs = (number("n")?, number("r")?, number("p")?);
    let hex = |name| {
        slot.text_of(name)
            .and_then(|text| sealed::hex(&text))
            .ok_or(ImportError::DAMAGED)
    };
    let (salt, sealed) = (hex("salt")?, hex("key")?);
    let params = slot.object("key_params").map_err(ImportError::of)?;
    let mut unlock = |password: &[u8]| {
        let key = kdf::scrypt(password, &salt, costs, derivation)?;
        let master = open_gcm(&key, &params, &sealed).ok_or(ImportError::PasswordWrong)?;
        let master: [u8; 32] = master
            .as_slice()
            .try_into()
            .map_err(|_| ImportError::DAMAGED)?;
        Ok(Zeroizing::new(master))
    };
    let unlocked = unlock(password);
    match old_form(password) {
        Some(old) if unlocked.is_err() && !slot.flag("repaired") => unlock(&old),
        _ => unlocked,
    }
}

/// How early versions passed on passwords of more than 64 bytes: with the zeros behind them in the buffer.
fn old_form(password: &[u8]) -> Option<Plain> {
    let text = std::str::from_utf8(password).ok()?;
    let mut capacity = text.encode_utf16().count() * 11 / 10;
    while capacity < password.len() {
        capacity = capacity * 2 + 1;
    }
    let mut old = Zeroizing::new(password.to_vec());
    old.resize(capacity, 0);
    (old.len() > 64 && *old != password).then_some(old)
}

fn open_gcm(key: &[u8; 32], params: &Object<'_>, sealed: &[u8]) -> Option<Plain> {
    let hex = |name| sealed::hex(&params.text_of(name)?);
    let (nonce, tag) = (hex("nonce")?, hex("tag")?);
    if tag.len() != gcm::TAG {
        return None;
    }
    gcm::open(key, &nonce, &[sealed, &tag].concat(), &[])
}

/// Writes a vault, sealed if there is a password. Folders and tags are groups.
fn write(document: &Document, seal: &mut Seal<'_, '_>) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let mut database = Sink::default();
    write_database(document, seal, &mut database);
    let database = database.into_text();
    let mut out = Sink::default();
    match seal.password {
        None => out.object(|members| {
            members.put("version", &VERSION);
            members.put_raw("header", r#"{"slots":null,"params":null}"#);
            members.put_raw("db", &database);
        }),
        Some(password) => write_sealed(password.as_bytes(), &database, seal, &mut out)?,
    }
    Ok(text::into_bytes(out.into_text()))
}

fn write_sealed(
    password: &[u8],
    database: &str,
    seal: &mut Seal<'_, '_>,
    out: &mut Sink,
) -> Result<(), ExportError> {
    let (salt, master) = (seal.bytes::<32>(), seal.bytes::<32>());
    let (n, r, p) = COSTS;
    let key = kdf::scrypt(password, &*salt, COSTS, seal.derivation)?;
    let mut encrypt = |key: &[u8; 32], plain: &[u8]| {
        let nonce = seal.bytes::<{ gcm::NONCE }>();
        let sealed = gcm::seal(key, &nonce, plain, &[]).ok_or(ExportError::PasswordNeeded)?;
        let (text, tag) = sealed
            .split_last_chunk::<{ gcm::TAG }>()
            .ok_or(ExportError::PasswordNeeded)?;
        let mut params = Sink::default();
        params.object(|members| {
            members.put_text("nonce", &sealed::to_hex(&*nonce));
            members.put_text("tag", &sealed::to_hex(tag));
        });
        Ok::<_, ExportError>((text.to_vec(), params.into_text()))
    };
    let (slot_key, slot_params) = encrypt(&key, &*master)?;
    let (sealed, params) = encrypt(&master, database.as_bytes())?;
    let uuid = seal.uuid();
    let mut slot = Sink::default();
    slot.object(|members| {
        members.put("type", &PASSWORD_SLOT);
        members.put_text("uuid", &uuid);
        members.put_text("key", &sealed::to_hex(&slot_key));
        members.put_raw("key_params", &slot_params);
        members.put("n", &n);
        members.put("r", &r);
        members.put("p", &p);
        members.put_text("salt", &sealed::to_hex(&*salt));
        members.put("repaired", &true);
        members.put("is_backup", &false);
    });
    out.object(|members| {
        members.put("version", &VERSION);
        members.put_raw(
            "header",
            &format!(
                "{{\"slots\":[{}],\"params\":{}}}",
                *slot.into_text(),
                *params
            ),
        );
        members.put_text("db", &BASE64.encode(sealed));
    });
    Ok(())
}

fn write_database(document: &Document, seal: &mut Seal<'_, '_>, out: &mut Sink) {
    let items = items(document, &PLACES);
    let mut names: Vec<&str> = items.iter().flat_map(Item::groups).collect();
    names.sort_unstable();
    names.dedup();
    let groups: HashMap<&str, String> = names.iter().map(|&name| (name, seal.uuid())).collect();
    let ids: Vec<String> = items.iter().map(|_| seal.uuid()).collect();
    out.object(|members| {
        members.put("version", &DATABASE_VERSION);
        members.put_each("entries", items.iter().zip(&ids), |(item, id), out| {
            out.object(|members| write_entry(item, id, &groups, members));
        });
        members.put_each("groups", &names, |name, out| {
            out.object(|members| {
                members.put("uuid", &groups[name]);
                members.put_text("name", name);
            });
        });
        members.put("icons_optimized", &true);
    });
}

fn write_entry(
    item: &Item<'_>,
    id: &str,
    groups: &HashMap<&str, String>,
    members: &mut Members<'_>,
) {
    let otp = &item.factor.otp;
    members.put_text("type", otp.kind().as_str());
    members.put_text("uuid", id);
    members.put_text("name", &item.account.label);
    members.put_text("issuer", &item.account.issuer);
    members.put_text("note", item.note);
    members.put("favorite", &false);
    members.put_raw("icon", "null");
    members.put_object("info", |info| {
        info.put_text("secret", &otp.secret().to_base32());
        info.put_text("algo", otp.algorithm().as_str());
        info.put("digits", &u64::from(otp.digits()));
        info.put("period", &otp.period().map(u64::from));
        info.put("counter", &item.factor.counter);
    });
    members.put_each("groups", item.groups(), |name, out| {
        out.string(&groups[name]);
    });
}

const VERSION: u64 = 1;
const DATABASE_VERSION: u64 = 3;

const PASSWORD_SLOT: u64 = 1;
const BACKUP_SLOT: u64 = 3;

/// What Aegis itself writes: N, r and p of scrypt.
const COSTS: (u64, u64, u64) = (1 << 15, 8, 1);
