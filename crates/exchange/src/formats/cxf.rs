//! FIDO's Credential Exchange Format (<https://fidoalliance.org/specs/cx/cxf-v1.0-ps.html>), in which password managers
//! hand logins on: a document with several accounts, or one account by itself.
//!
//! 1Password writes the URI of a one-time password into a field of its own.

use keyrack_otp::Kind;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::login::Login;
use crate::parameters::entry_of;
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;

pub(crate) const FORMAT: Description = Description {
    id: "cxf",
    name: "Credential Exchange (FIDO)",
    versions: "1",
    extensions: &["json"],
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    let Some(file) = content.object() else {
        return false;
    };
    if file.has("exporterRpId") && file.has("accounts") {
        return true;
    }
    let items = file.list("items").unwrap_or_default();
    let first = items.first().and_then(|raw| Object::read(raw).ok());
    first.is_some_and(|item| item.has("credentials"))
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    let version = file.object("version").unwrap_or_default();
    version.check_version("major", VERSION)?;
    if !file.has("accounts") {
        return read_items(file, reader);
    }
    for raw in file.list("accounts").map_err(ImportError::of)? {
        read_items(&Object::read(raw).map_err(ImportError::of)?, reader)?;
    }
    Ok(())
}

fn read_items(account: &Object<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    for raw in account.list("items").map_err(ImportError::of)? {
        read_item(&Object::read(raw).unwrap_or_default(), reader)?;
    }
    Ok(())
}

fn read_item(item: &Object<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let title = item.text("title").unwrap_or_default();
    let credentials: Vec<Object<'_>> = item
        .list("credentials")
        .unwrap_or_default()
        .into_iter()
        .filter_map(|raw| Object::read(raw).ok())
        .collect();
    let of_kind = |kind: &'static str| {
        let all = credentials.iter();
        all.filter(move |it| it.text("type").is_ok_and(|it| it == kind))
    };
    let login = || Login {
        title: title.clone(),
        user: of_kind("basic-auth")
            .map(|it| value(it, "username"))
            .next()
            .unwrap_or_default(),
        note: of_kind("note")
            .map(|it| value(it, "content"))
            .next()
            .unwrap_or_default(),
        url: texts(item.object("scope").unwrap_or_default().list("urls"))
            .next()
            .unwrap_or_default(),
        tags: texts(item.list("tags")).collect(),
        favourite: item.flag("favorite"),
        has_more: of_kind("basic-auth").any(|it| it.has("password")),
        ..Login::default()
    };
    let mut found = false;
    for credential in of_kind("totp") {
        found = true;
        let entry = factor(credential).map(|entry| login().complete(entry));
        reader.push_read(entry, || (String::new(), title.clone()))?;
    }
    for fields in of_kind("custom-fields") {
        for raw in fields.list("fields").unwrap_or_default() {
            let field = Object::read(raw).unwrap_or_default();
            let code = field.text_of("value").unwrap_or_default();
            if is_uri(&code) {
                found = true;
                let entry = Login { code, ..login() }.entry();
                reader.push_read(entry, || (String::new(), title.clone()))?;
            }
        }
    }
    if found {
        return Ok(());
    }
    let reason = match of_kind("basic-auth").next() {
        Some(_) => Reason::WithoutCode,
        None => Reason::OtherItem,
    };
    reader.push_refused(reason, (String::new(), title))
}

fn factor(credential: &Object<'_>) -> Result<Entry, Reason> {
    let mut entry = entry_of(Kind::Totp, credential)?;
    let (issuer, label) = (credential.text("issuer")?, credential.text("username")?);
    (entry.issuer, entry.label) = (issuer, label);
    Ok(entry)
}

/// The value of an editable field.
fn value(credential: &Object<'_>, name: &str) -> String {
    let field = credential.object(name).unwrap_or_default();
    field.text("value").unwrap_or_default()
}

fn texts(list: Result<Vec<&RawValue>, Reason>) -> impl Iterator<Item = String> {
    let list = list.unwrap_or_default().into_iter();
    list.filter_map(|raw| json::text(raw).ok())
}

fn is_uri(text: &Zeroizing<String>) -> bool {
    let scheme = text.get(..SCHEME.len());
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
}

const SCHEME: &str = "otpauth://";
const VERSION: u64 = 1;
