//! The JSON export of 2FAuth, schema 1.

use keyrack_otp::Kind;

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::Object;
use crate::parameters::entry_of;
use crate::reader::Reader;
use crate::reason::{Notice, Reason};
use crate::row::Entry;

pub(crate) const FORMAT: Description = Description {
    id: "2fauth",
    name: "2FAuth",
    versions: "schema 1",
    extensions: &["json"],
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    content.object().is_some_and(|file| {
        file.text("app").is_ok_and(|app| app.starts_with("2fauth")) && file.has("data")
    })
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    file.check_version("schema", SCHEMA)?;
    let accounts = file.list("data").map_err(ImportError::of)?;
    accounts.into_iter().try_for_each(|raw| {
        let account = Object::read(raw).unwrap_or_default();
        let text = |name| account.text(name).unwrap_or_default();
        reader.push_read(entry(&account), || (text("service"), text("account")))
    })
}

fn entry(account: &Object<'_>) -> Result<Entry, Reason> {
    let kind = match account.text("otp_type")?.as_str() {
        "steamtotp" => Kind::Steam,
        name => name.parse()?,
    };
    let mut entry = entry_of(kind, account)?;
    (entry.issuer, entry.label) = (account.text("service")?, account.text("account")?);
    if account.get("icon_file").is_some() {
        entry.notices.push(Notice::IconIgnored);
    }
    Ok(entry)
}

const SCHEMA: u64 = 1;
