//! The export of 1Password (`.1pux`): a zip file with `export.data`. An item may have several one-time passwords, each
//! of which becomes an entry.

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
    id: "1password",
    name: "1Password",
    extensions: &["1pux"],
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    archive::names(content.bytes)
        .iter()
        .any(|name| name == DATA)
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let plain = archive::read(content.bytes, DATA, reader)?;
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::DAMAGED)?;
    let file = Object::parse(text)?;
    for account in objects(&file, "accounts")? {
        for vault in objects(&account, "vaults")? {
            let attributes = vault.object("attrs").unwrap_or_default();
            let name = attributes.text("name").unwrap_or_default();
            for item in objects(&vault, "items")? {
                read_item(&item, &name, reader)?;
            }
        }
    }
    Ok(())
}

fn objects<'a>(object: &Object<'a>, name: &str) -> Result<Vec<Object<'a>>, ImportError> {
    let list = object.list(name).map_err(ImportError::of)?;
    Ok(list
        .into_iter()
        .map(|raw| Object::read(raw).unwrap_or_default())
        .collect())
}

fn read_item(
    item: &Object<'_>,
    vault: &str,
    reader: &mut Reader<'_, '_>,
) -> Result<(), ImportError> {
    let overview = item.object("overview").unwrap_or_default();
    let details = item.object("details").unwrap_or_default();
    let title = overview.text("title").unwrap_or_default();
    let codes = codes(&details);
    if codes.is_empty() {
        return reader.push_refused(Reason::WithoutCode, (String::new(), title));
    }
    let texts = |object: &Object<'_>, name| object.text(name).unwrap_or_default();
    let fields = objects(&details, "loginFields").unwrap_or_default();
    let field = |designation: &str| {
        fields
            .iter()
            .find(|field| field.text("designation").as_deref() == Ok(designation))
            .map(|field| texts(field, "value"))
            .unwrap_or_default()
    };
    let tags = overview.list("tags").unwrap_or_default();
    for code in codes {
        let login = Login {
            title: title.clone(),
            user: field("username"),
            code,
            note: texts(&details, "notesPlain"),
            url: texts(&overview, "url"),
            groups: group(vault.to_owned()),
            tags: tags.iter().filter_map(|raw| json::text(raw).ok()).collect(),
            favourite: matches!(item.number("favIndex", Reason::BadStructure), Ok(Some(1..))),
            has_more: !field("password").is_empty(),
            ..Login::default()
        };
        reader.push_read(login.entry(), || (String::new(), title.clone()))?;
    }
    Ok(())
}

fn codes(details: &Object<'_>) -> Vec<Zeroizing<String>> {
    let mut codes = Vec::new();
    for section in objects(details, "sections").unwrap_or_default() {
        for field in objects(&section, "fields").unwrap_or_default() {
            let code = field
                .object("value")
                .ok()
                .and_then(|value| value.text_of("totp"));
            codes.extend(code.filter(|code| !code.is_empty()));
        }
    }
    codes
}

const DATA: &str = "export.data";
