//! The export of Proton Authenticator.
//!
//! Each entry is a URI, with the name and the note beside it. Steam's has neither issuer nor label in the URI.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keyrack_otp::Kind;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::{Description, Writing};
use crate::document::Document;
use crate::error::{ExportError, ImportError};
use crate::format::Sealing;
use crate::json::{Members, Object, Sink};
use crate::places::{Item, Places, Steam, items};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;
use crate::seal::Seal;
use crate::sealed::kdf::Argon2id;
use crate::sealed::{self, gcm};
use crate::{text, uri_list};

pub(crate) const FORMAT: Description = Description {
    id: "proton-authenticator",
    name: "Proton Authenticator",
    versions: "1",
    extensions: &["json"],
    encrypted: true,
    recognises,
    read,
    writing: Some(Writing::new(Sealing::Choice, PLACES, write)),
    ..Description::READ_ONLY
};

const PLACES: Places = Places {
    hotp: false,
    steam: Steam::Nameless,
    note: usize::MAX,
    ..Places::FACTORS
};

fn recognises(content: &Content<'_>) -> bool {
    content.object().is_some_and(|file| {
        let is_sealed = file.has("salt") && file.has("content") && !file.has("encrypted");
        let plain = file.list("entries").unwrap_or_default();
        let is_plain = file.has("entries")
            && plain
                .first()
                .is_none_or(|raw| Object::read(raw).is_ok_and(|entry| entry.has("content")));
        file.has("version") && (is_sealed || is_plain)
    })
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    file.check_version("version", VERSION)?;
    let Some(sealed) = file.text_of("content") else {
        return read_entries(file, reader);
    };
    let salt = file
        .text_of("salt")
        .and_then(|salt| sealed::base64(&salt))
        .ok_or(ImportError::DAMAGED)?;
    let sealed = sealed::base64(&sealed).ok_or(ImportError::DAMAGED)?;
    let (nonce, text) = sealed
        .split_at_checked(gcm::NONCE)
        .filter(|(_, text)| text.len() >= gcm::TAG)
        .ok_or(ImportError::DAMAGED)?;
    let key = COSTS.derive(reader.password()?, &salt, reader.derivation)?;
    let plain = gcm::open(&key, nonce, text, BOUND_TO).ok_or(ImportError::PasswordWrong)?;
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::DAMAGED)?;
    let file = Object::parse(text)?;
    file.check_version("version", VERSION)?;
    read_entries(&file, reader)
}

fn read_entries(file: &Object<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let entries = file.list("entries").map_err(ImportError::of)?;
    entries.into_iter().try_for_each(|raw| {
        let members = Object::read(raw).unwrap_or_default();
        let content = members.object("content").unwrap_or_default();
        reader.push_read(entry(&members, &content), || {
            let uri = content.text_of("uri").unwrap_or_default();
            let (issuer, label) = uri_list::names(&uri).unwrap_or_default();
            let name = content.text("name").unwrap_or_default();
            (issuer, if label.is_empty() { name } else { label })
        })
    })
}

fn entry(members: &Object<'_>, content: &Object<'_>) -> Result<Entry, Reason> {
    let uri = content.secret("uri")?.ok_or(Reason::BadStructure)?;
    let mut entry = uri_list::read_entry(&uri)?;
    let name = content.text("name")?;
    if !name.is_empty() {
        // The name is what the user edits.
        entry.label = name;
    }
    entry.note = members.text("note")?;
    Ok(entry)
}

/// Writes an export, sealed if there is a password.
fn write(document: &Document, seal: &mut Seal<'_, '_>) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let items = items(document, &PLACES);
    let ids: Vec<String> = items.iter().map(|_| seal.uuid()).collect();
    let mut out = Sink::default();
    out.object(|members| {
        members.put("version", &VERSION);
        members.put_each("entries", items.iter().zip(&ids), |(item, id), out| {
            out.object(|members| write_entry(item, id, members));
        });
    });
    let plain = text::into_bytes(out.into_text());
    let Some(password) = seal.password else {
        return Ok(plain);
    };
    let (salt, nonce) = (seal.bytes::<16>(), seal.bytes::<{ gcm::NONCE }>());
    let key = COSTS.derive(password.as_bytes(), &*salt, seal.derivation)?;
    let sealed = gcm::seal(&key, &nonce, &plain, BOUND_TO).ok_or(ExportError::PasswordNeeded)?;
    let mut out = Sink::default();
    out.object(|members| {
        members.put("version", &VERSION);
        members.put_text("salt", &BASE64.encode(*salt));
        members.put_text("content", &BASE64.encode([&*nonce, &sealed[..]].concat()));
    });
    Ok(text::into_bytes(out.into_text()))
}

fn write_entry(item: &Item<'_>, id: &str, members: &mut Members<'_>) {
    let account = item.account;
    let is_steam = item.factor.otp.kind() == Kind::Steam;
    let name = if is_steam && account.label.is_empty() {
        &account.issuer
    } else {
        &account.label
    };
    members.put_text("id", id);
    members.put_object("content", |content| {
        if is_steam {
            let secret = item.factor.otp.secret().to_base32();
            content.put_text("uri", &Zeroizing::new(format!("steam://{}", *secret)));
        } else {
            content.put_text("uri", &uri_list::uri(item).write());
        }
        content.put_text("entry_type", if is_steam { "Steam" } else { "Totp" });
        content.put_text("name", name);
    });
    match item.note {
        "" => members.put_raw("note", "null"),
        note => members.put_text("note", note),
    }
}

const VERSION: u64 = 1;

const COSTS: Argon2id = Argon2id {
    memory_kib: 19 * 1024,
    passes: 2,
    lanes: 1,
};

/// The data that the sealed content is bound to.
const BOUND_TO: &[u8] = b"proton.authenticator.export.v1";
