//! The export of LastPass Authenticator: version 3 of Android, version 1 of iOS.
//!
//! Folder 0 is the one for everything else.

use keyrack_otp::Kind;

use crate::content::Content;
use crate::format::{Format, FormatInfo, Sealing};
use crate::json::Object;
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::{Entry, ImportError, Notice, Reason};

pub(crate) const INFO: FormatInfo = FormatInfo {
    format: Format::LastPassAuthenticator,
    id: "lastpass-authenticator",
    name: "LastPass Authenticator",
    extensions: &["json"],
    imports: true,
    exports: false,
    encrypted: false,
    sealing: Sealing::Never,
};

pub(crate) fn recognises(content: &Content<'_>) -> bool {
    content.object().is_some_and(|file| {
        file.has("accounts")
            && (file.has("localDeviceId") || file.has("deviceId") || file.has("deviceName"))
    })
}

pub(crate) fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    if matches!(file.number("version", Reason::BadStructure), Ok(Some(version)) if version > VERSION)
    {
        return Err(ImportError::FormatNewer);
    }
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
    let mut notices = Vec::new();
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
    let (otp, counter) = parameters.factor(&mut notices)?;
    let (issuer, label) = names(account)?;
    let mut entry = Entry::new(issuer, label, otp, counter);
    let place = account.object("folderData").unwrap_or_default();
    match place.number("folderId", Reason::BadStructure)? {
        None | Some(ELSE) => {}
        Some(id) => match folders.iter().find(|(known, _)| *known == id) {
            Some((_, name)) => entry.groups.push(name.clone()),
            None => notices.push(Notice::GroupUnknown),
        },
    }
    entry.favourite = account.flag("isFavorite");
    entry.notices = notices;
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
