//! The export of Proton Pass: JSON, by itself or in a zip file. The one for OpenPGP cannot be read here.

use zeroize::Zeroizing;

use crate::archive;
use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::login::{Login, group};
use crate::reader::Reader;
use crate::reason::Reason;

pub(crate) const FORMAT: Description = Description {
    id: "proton-pass",
    name: "Proton Pass",
    extensions: &["zip", "json"],
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    let is_file = content
        .object()
        .is_some_and(|file| file.has("vaults") && file.has("version"));
    is_file
        || archive::names(content.bytes)
            .iter()
            .any(|name| name == DATA || name == SEALED)
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if let Some(file) = content.object() {
        return read_file(file, reader);
    }
    if archive::names(content.bytes)
        .iter()
        .any(|name| name == SEALED)
    {
        return Err(ImportError::OpenPgp);
    }
    let plain = archive::read(content.bytes, DATA, reader)?;
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::DAMAGED)?;
    read_file(&Object::parse(text)?, reader)
}

fn read_file(file: &Object<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let vaults = file.get("vaults").ok_or(ImportError::DAMAGED)?;
    for (_, raw) in json::parse_members(vaults.get())? {
        let vault = Object::read(raw).unwrap_or_default();
        let name = vault.text("name").unwrap_or_default();
        for raw in vault.list("items").map_err(ImportError::of)? {
            read_item(&Object::read(raw).unwrap_or_default(), &name, reader)?;
        }
    }
    Ok(())
}

fn read_item(
    item: &Object<'_>,
    vault: &str,
    reader: &mut Reader<'_, '_>,
) -> Result<(), ImportError> {
    let data = item.object("data").unwrap_or_default();
    let about = data.object("metadata").unwrap_or_default();
    let content = data.object("content").unwrap_or_default();
    let text = |object: &Object<'_>, name| object.text(name).unwrap_or_default();
    let title = text(&about, "name");
    let mut codes: Vec<Zeroizing<String>> = content.text_of("totpUri").into_iter().collect();
    for raw in data.list("extraFields").unwrap_or_default() {
        let field = Object::read(raw).unwrap_or_default();
        let data = field.object("data").unwrap_or_default();
        codes.extend(data.text_of("totpUri"));
    }
    codes.retain(|code| !code.is_empty());
    if codes.is_empty() {
        let reason = match data.text("type").as_deref() {
            Ok("login") => Reason::WithoutCode,
            _ => Reason::OtherItem,
        };
        return reader.push_refused(reason, (String::new(), title));
    }
    let url = content.list("urls").unwrap_or_default().into_iter().next();
    let user = text(&content, "itemUsername");
    for code in codes {
        let login = Login {
            title: title.clone(),
            user: if user.is_empty() {
                text(&content, "itemEmail")
            } else {
                user.clone()
            },
            code,
            note: text(&about, "note"),
            url: url.and_then(|raw| json::text(raw).ok()).unwrap_or_default(),
            groups: group(vault.to_owned()),
            favourite: item.flag("pinned"),
            trashed: item.number("state", Reason::BadStructure) == Ok(Some(TRASHED)),
            has_more: !text(&content, "password").is_empty(),
            ..Login::default()
        };
        reader.push_read(login.entry(), || (String::new(), title.clone()))?;
    }
    Ok(())
}

const DATA: &str = "Proton Pass/data.json";
const SEALED: &str = "Proton Pass/data.pgp";

/// The state of an item in the trash.
const TRASHED: u64 = 2;
