//! The export of LastPass Authenticator: version 3 of Android, version 1 of iOS.
//!
//! Folder 0 is the one for everything else.

use keyrack_otp::Kind;

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::Object;
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::Entry;

pub(crate) const FORMAT: Description = Description {
    id: "lastpass-authenticator",
    name: "LastPass Authenticator",
    versions: "1 and 3",
    extensions: &["json"],
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    content.object().is_some_and(|file| {
        file.has("accounts")
            && (file.has("localDeviceId") || file.has("deviceId") || file.has("deviceName"))
    })
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    file.check_version("version", VERSION)?;
    let folders: Vec<(u64, String)> = file
        .list("folders")
        .unwrap_or_default()
        .into_iter()
        .filter_map(|raw| {
            let folder = Object::read(raw).ok()?;
            let id = folder.number("id", Reason::BadStructure).ok()??;
            Some((id, folder.text("name").ok()?))
        })
        .collect();
    let accounts = file.list("accounts").map_err(ImportError::of)?;
    accounts.into_iter().try_for_each(|raw| {
        let account = Object::read(raw).unwrap_or_default();
        reader.push_read(entry(&account, &folders), || {
            names(&account).unwrap_or_default()
        })
    })
}

fn entry(account: &Object<'_>, folders: &[(u64, String)]) -> Result<Entry, Reason> {
    let secret = account.secret("secret")?.unwrap_or_default();
    if secret.is_empty() && account.flag("pushNotification") {
        return Err(Reason::Push);
    }
    let parameters = Parameters {
        kind: Kind::Totp,
        key: Key::Base32(&secret),
        algorithm: &account.text("algorithm")?,
        digits: account.number("digits", Reason::BadDigits)?,
        period: account.number("timeStep", Reason::BadPeriod)?,
        counter: None,
    };
    let mut entry = parameters.entry()?;
    (entry.issuer, entry.label) = names(account)?;
    let place = account.object("folderData").unwrap_or_default();
    match place.number("folderId", Reason::BadStructure)? {
        None | Some(ELSE) => {}
        Some(id) => match folders.iter().find(|(known, _)| *known == id) {
            Some((_, name)) => entry.groups.push(name.clone()),
            None => entry.notices.push(Notice::GroupUnknown),
        },
    }
    entry.favourite = account.flag("isFavorite");
    Ok(entry)
}

/// What the user typed goes before what was scanned.
fn names(account: &Object<'_>) -> Result<(String, String), Reason> {
    let first = |typed, scanned| {
        let typed = account.text(typed)?;
        if typed.is_empty() {
            account.text(scanned)
        } else {
            Ok(typed)
        }
    };
    Ok((
        first("issuerName", "originalIssuerName")?,
        first("userName", "originalUserName")?,
    ))
}

const VERSION: u64 = 3;

/// The folder for what is in no other.
const ELSE: u64 = 0;
