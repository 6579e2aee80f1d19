//! The exports of Bitwarden and Vaultwarden, of vaults, of organisations and of Bitwarden Authenticator: JSON, JSON
//! under a password, and CSV.
//!
//! An item's one-time password is a URI, `steam://SECRET`, or the bare secret. Only in the latter two does the item
//! give the names.

use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::{Description, Writing};
use crate::document::Document;
use crate::error::{ExportError, ImportError};
use crate::format::Sealing;
use crate::json::{Members, Object, Sink};
use crate::key_derivation::KeyDerivation;
use crate::login::{Login, group};
use crate::places::{Item, Places, Steam, items};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;
use crate::seal::Seal;
use crate::sealed::kdf::{self, Argon2id, Key};
use crate::sealed::{self, Plain, cbc};
use crate::table::Table;
use crate::{text, uri_list};

pub(crate) const FORMAT: Description = Description {
    id: "bitwarden",
    name: "Bitwarden",
    extensions: &["json", "csv"],
    encrypted: true,
    recognises,
    read,
    writing: Some(Writing::new(Sealing::Never, PLACES, write)),
    ..Description::READ_ONLY
};

const PLACES: Places = Places {
    hotp: false,
    steam: Steam::Plain,
    note: usize::MAX,
    folder: true,
    url: true,
    ..Places::FACTORS
};

fn recognises(content: &Content<'_>) -> bool {
    match content.object() {
        Some(file) if file.has("items") => ["encrypted", "folders", "collections"]
            .iter()
            .any(|name| file.has(name)),
        Some(file) => file.has("encrypted") && file.has("encKeyValidation_DO_NOT_EDIT"),
        None => content.text.lines().next().is_some_and(|line| {
            line.split(',')
                .any(|name| name.trim_matches('"') == "login_totp")
        }),
    }
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let Some(file) = content.object() else {
        return read_csv(&Table::of_csv(content.text)?, reader);
    };
    if !file.flag("encrypted") {
        return read_items(file, reader);
    }
    if !file.flag("passwordProtected") {
        return Err(ImportError::AccountRestricted);
    }
    let plain = open(file, reader.password()?, reader.derivation)?;
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::DAMAGED)?;
    read_items(&Object::parse(text)?, reader)
}

fn read_items(file: &Object<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let mut folders = file.pairs("folders", "id", "name");
    folders.extend(file.pairs("collections", "id", "name"));
    let items = file.list("items").map_err(ImportError::of)?;
    items.into_iter().try_for_each(|raw| {
        let item = Object::read(raw).unwrap_or_default();
        reader.push_read(entry(&item, &folders), || {
            (String::new(), item.text("name").unwrap_or_default())
        })
    })
}

fn entry(item: &Object<'_>, folders: &[(String, String)]) -> Result<Entry, Reason> {
    if item.number("type", Reason::BadStructure)? != Some(LOGIN) {
        return Err(Reason::OtherItem);
    }
    let login = item.object("login").unwrap_or_default();
    let uri = login.list("uris").unwrap_or_default().into_iter().next();
    let groups = [item.text("folderId")?].into_iter().chain(
        item.list("collectionIds")?
            .into_iter()
            .filter_map(|raw| crate::json::text(raw).ok()),
    );
    Login {
        title: item.text("name")?,
        user: login.text("username")?,
        code: login.secret("totp")?.unwrap_or_default(),
        note: item.text("notes")?,
        url: uri
            .and_then(|raw| Object::read(raw).ok()?.text("uri").ok())
            .unwrap_or_default(),
        groups: groups
            .filter_map(|id| Some(folders.iter().find(|(known, _)| *known == id)?.1.clone()))
            .collect(),
        favourite: item.flag("favorite"),
        has_more: login.get("password").is_some() || login.get("fido2Credentials").is_some(),
        ..Login::default()
    }
    .entry()
}

fn read_csv(table: &Table, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let column = |name: &str| table.column(name);
    let [
        folder,
        favourite,
        kind,
        name,
        notes,
        url,
        user,
        password,
        code,
    ] = [
        "folder",
        "favorite",
        "type",
        "name",
        "notes",
        "login_uri",
        "login_username",
        "login_password",
        "login_totp",
    ]
    .map(column);
    for row in table.rows() {
        let cell = |column: Option<usize>| row.cell(column).to_owned();
        let is_login = matches!(row.cell(kind), "" | "1" | "login");
        let entry = if is_login {
            Login {
                title: cell(name),
                user: cell(user),
                code: Zeroizing::new(cell(code)),
                note: cell(notes),
                url: cell(url),
                groups: group(cell(folder)),
                favourite: row.cell(favourite) == "1",
                has_more: !row.cell(password).is_empty(),
                ..Login::default()
            }
            .entry()
        } else {
            Err(Reason::OtherItem)
        };
        reader.push_read(entry, || (String::new(), cell(name)))?;
    }
    Ok(())
}

/// Opens the data, once the password was seen to be right.
fn open(
    file: &Object<'_>,
    password: &[u8],
    derivation: &mut KeyDerivation<'_>,
) -> Result<Plain, ImportError> {
    let number = |name| match file.number(name, Reason::BadStructure) {
        Ok(Some(number)) => Ok(number),
        _ => Err(ImportError::DAMAGED),
    };
    let text = |name| file.text_of(name).ok_or(ImportError::DAMAGED);
    // The text is the salt, not what it would decode to.
    let salt = text("salt")?;
    let rounds = number("kdfIterations")?;
    let key = match number("kdfType")? {
        PBKDF2 => kdf::pbkdf2(
            kdf::Hash::Sha256,
            password,
            salt.as_bytes(),
            rounds,
            derivation,
        )?,
        ARGON2 => Argon2id {
            memory_kib: number("kdfMemory")?.saturating_mul(1024),
            passes: rounds,
            lanes: number("kdfParallelism")?,
        }
        .derive(password, &Sha256::digest(salt.as_bytes()), derivation)?,
        _ => return Err(ImportError::FormatNewer),
    };
    let [encryption, mac] = stretch(&key)?;
    open_string(&text("encKeyValidation_DO_NOT_EDIT")?, &encryption, &mac)?
        .ok_or(ImportError::PasswordWrong)?;
    open_string(&text("data")?, &encryption, &mac)?.ok_or(ImportError::DAMAGED)
}

/// The keys for the cipher and for the MAC.
fn stretch(key: &Key) -> Result<[Key; 2], ImportError> {
    let source = Hkdf::<Sha256>::from_prk(&**key).map_err(|_| ImportError::DAMAGED)?;
    let mut keys = [Key::default(), Key::default()];
    for (key, purpose) in keys.iter_mut().zip([b"enc", b"mac"]) {
        source
            .expand(purpose, &mut **key)
            .map_err(|_| ImportError::DAMAGED)?;
    }
    Ok(keys)
}

/// Opens `2.iv|text|mac`, each Base64. `None` if the MAC is another.
fn open_string(text: &str, encryption: &Key, mac: &Key) -> Result<Option<Plain>, ImportError> {
    let mut parts = text
        .strip_prefix("2.")
        .ok_or(ImportError::DAMAGED)?
        .split('|')
        .map(sealed::base64);
    let (Some(Some(iv)), Some(Some(sealed)), Some(Some(expected)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(ImportError::DAMAGED);
    };
    let iv: &[u8; 16] = iv.as_slice().try_into().map_err(|_| ImportError::DAMAGED)?;
    let is_right = <Hmac<Sha256> as Mac>::new_from_slice(&**mac)
        .map_err(|_| ImportError::DAMAGED)?
        .chain_update(iv)
        .chain_update(&*sealed)
        .verify_slice(&expected)
        .is_ok();
    Ok(is_right
        .then(|| cbc::open(encryption, iv, &sealed))
        .flatten())
}

/// Writes an export without encryption.
fn write(document: &Document, seal: &mut Seal<'_, '_>) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let items = items(document, &PLACES);
    let mut folders: Vec<&str> = items.iter().map(|item| item.folder).collect();
    folders.sort_unstable();
    folders.dedup();
    folders.retain(|name| !name.is_empty());
    let folders: Vec<(&str, String)> = folders.iter().map(|&name| (name, seal.uuid())).collect();
    let ids: Vec<String> = items.iter().map(|_| seal.uuid()).collect();
    let mut out = Sink::default();
    out.object(|members| {
        members.put("encrypted", &false);
        members.put_each("folders", &folders, |(name, id), out| {
            out.object(|members| {
                members.put_text("id", id);
                members.put_text("name", name);
            });
        });
        members.put_each("items", items.iter().zip(&ids), |(item, id), out| {
            out.object(|members| write_item(item, id, &folders, members));
        });
    });
    Ok(text::into_bytes(out.into_text()))
}

fn write_item(item: &Item<'_>, id: &str, folders: &[(&str, String)], members: &mut Members<'_>) {
    let account = item.account;
    let otp = &item.factor.otp;
    let folder = folders.iter().find(|(name, _)| *name == item.folder);
    let title = [&account.issuer, &account.label]
        .into_iter()
        .find(|name| !name.is_empty());
    members.put_text("id", id);
    members.put_always("folderId", &folder.map(|(_, id)| id.clone()));
    members.put_raw("organizationId", "null");
    members.put_raw("collectionIds", "null");
    members.put("type", &LOGIN);
    members.put("reprompt", &0);
    // Steam's codes take their names from the item.
    match otp.kind() {
        keyrack_otp::Kind::Steam => members.put_text("name", &account.issuer),
        _ => members.put_text("name", title.map_or("", String::as_str)),
    }
    members.put_always(
        "notes",
        &Some(item.note.to_owned()).filter(|note| !note.is_empty()),
    );
    members.put("favorite", &false);
    members.put_object("login", |login| {
        login.put_text("username", &account.label);
        login.put_raw("password", "null");
        match otp.kind() {
            keyrack_otp::Kind::Steam => {
                let secret = otp.secret().to_base32();
                login.put_text("totp", &Zeroizing::new(format!("steam://{}", *secret)));
            }
            _ => login.put_text("totp", &uri_list::uri(item).write()),
        }
        let url = Some(&account.url).filter(|url| !url.is_empty());
        login.put_each("uris", url, |url, out| {
            out.object(|uri| {
                uri.put_raw("match", "null");
                uri.put_text("uri", url);
            });
        });
    });
}

/// The kind of an item.
const LOGIN: u64 = 1;

/// The kinds of key derivations.
const PBKDF2: u64 = 0;
const ARGON2: u64 = 1;
