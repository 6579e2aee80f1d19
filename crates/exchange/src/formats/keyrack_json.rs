//! Keyrack's own plain format: a [`Document`] as JSON, one folder or account a line.
//!
//! ```json
//! {"format":"keyrack","version":1,"folders":[
//! {"id":"…","name":"…"}
//! ],"accounts":[
//! {"id":"…","folder":"…","issuer":"…","label":"…","factors":[{"type":"totp","secret":"…"}]}
//! ]}
//! ```
//!
//! Every member but `format`, `version` and the secret of a factor may be missing. Members that this version does not
//! know are kept and passed on; a later version that is no longer understood this way has another number.

use std::collections::HashMap;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::{Description, Writing};
use crate::document::{Account, Document, Extra, Factor, Folder, Unread};
use crate::error::ImportError;
use crate::format::Sealing;
use crate::json::{self, Object, Sink};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::{Entry, Outcome, Source};
use crate::text;

pub(crate) const FORMAT: Description = Description {
    id: "keyrack-json",
    name: "Keyrack JSON",
    versions: "1",
    extensions: &["json"],
    recognises,
    read,
    writing: Some(WRITING),
    ..Description::READ_ONLY
};

/// The document as it is written, and as the caller seals it.
pub(super) const WRITING: Writing = Writing {
    sealing: Sealing::Never,
    places: None,
    write: |document, _| Ok(text::into_bytes(write(document))),
};

pub(super) fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let mut members = content
        .object()
        .cloned()
        .ok_or(ImportError::FormatMismatch)?;
    if members.take::<String>("format") != Ok(NAME.to_owned()) {
        return Err(ImportError::FormatMismatch);
    }
    match members.take_number("version", Reason::BadStructure) {
        Ok(Some(VERSION)) => {}
        Ok(Some(newer)) if newer > VERSION => return Err(ImportError::FormatNewer),
        _ => return Err(ImportError::DAMAGED),
    }

    // Taken out of the import while rows are added to it.
    let mut document = reader.import.document.take().unwrap_or_default();
    for raw in take_list(&mut members, "folders")? {
        let folder = Unread::or_read::<Folder>(raw);
        if let Err(unread) = &folder {
            reader.push(refused(unread, |folder| {
                (String::new(), name(folder, "name"))
            }))?;
        }
        document.folders.0.push(folder);
    }
    let folders: HashMap<&str, &str> = document
        .folders
        .iter()
        .map(|folder| (folder.id.as_str(), folder.name.as_str()))
        .collect();
    for raw in take_list(&mut members, "accounts")? {
        let account = Unread::or_read::<Account>(raw);
        match &account {
            Ok(account) => rows(account, &folders).try_for_each(|row| reader.push(row))?,
            Err(unread) => reader.push(refused(unread, |account| {
                (name(account, "issuer"), name(account, "label"))
            }))?,
        }
        document.accounts.0.push(account);
    }
    document.extra.0.extend(Extra::rest(members).0);
    reader.import.document = Some(document);
    Ok(())
}

/// Whether content is such a document.
pub(super) fn recognises(content: &Content<'_>) -> bool {
    let file = content.object();
    file.is_some_and(|file| file.text("format").as_deref() == Ok(NAME))
}

fn write(document: &Document) -> Zeroizing<String> {
    let Document {
        folders,
        accounts,
        extra,
    } = document;
    let mut out = Sink::default();
    out.object(|members| {
        members.put_text("format", NAME);
        members.put("version", &VERSION);
        members.put_lines("folders", &folders.0);
        members.put_lines("accounts", &accounts.0);
        extra.put(members);
    });
    out.raw("\n");
    out.into_text()
}

fn take_list<'a>(members: &mut Object<'a>, name: &str) -> Result<Vec<&'a RawValue>, ImportError> {
    members
        .take_raw(name)
        .map_or(Ok(Vec::new()), json::list)
        .map_err(ImportError::of)
}

/// A row for each factor, and for each part of the account that cannot be read.
fn rows<'a>(
    account: &'a Account,
    folders: &'a HashMap<&str, &str>,
) -> impl Iterator<Item = Outcome> + 'a {
    let unread =
        |unread: &Unread| refused(unread, |_| (account.issuer.clone(), account.label.clone()));
    let factors = account.factors.0.iter().map(move |factor| match factor {
        Ok(factor) => Outcome::Entry(entry(account, factor, folders)),
        Err(factor) => unread(factor),
    });
    let recovery = account
        .recovery
        .0
        .iter()
        .filter_map(|recovery| recovery.as_ref().err());
    factors.chain(recovery.map(unread))
}

fn entry(account: &Account, factor: &Factor, folders: &HashMap<&str, &str>) -> Entry {
    let mut entry = Entry::new(
        account.issuer.clone(),
        account.label.clone(),
        factor.otp.clone(),
        factor.counter,
    );
    entry.note.clone_from(&account.note);
    entry.groups.extend(
        folders
            .get(account.folder.as_str())
            .map(|&name| name.to_owned()),
    );
    entry.tags.clone_from(&account.tags);
    entry.trashed = account.trashed.is_some();
    entry.source = Some(Source {
        account_id: account.id.clone(),
        factor_id: factor.id.clone(),
    });
    entry
}

fn refused(unread: &Unread, names: impl FnOnce(&Object<'_>) -> (String, String)) -> Outcome {
    let object: Object<'_> = serde_json::from_str(&unread.json).unwrap_or_default();
    Outcome::refused(unread.reason, names(&object))
}

fn name(object: &Object<'_>, member: &str) -> String {
    object.text(member).unwrap_or_default()
}

const NAME: &str = "keyrack";
const VERSION: u64 = 1;
