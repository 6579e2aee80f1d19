//! The JSON export of 2FAuth, schema 1.

use keyrack_otp::Kind;

use crate::content::Content;
use crate::format::{Format, FormatInfo, Sealing};
use crate::json::Object;
use crate::parameters::factor_of;
use crate::reader::Reader;
use crate::{Entry, ImportError, Notice, Reason};

pub(crate) const INFO: FormatInfo = FormatInfo {
    format: Format::TwoFAuth,
    id: "2fauth",
    name: "2FAuth",
    extensions: &["json"],
    imports: true,
    exports: false,
    encrypted: false,
    sealing: Sealing::Never,
};

pub(crate) fn recognises(content: &Content<'_>) -> bool {
    content.object().is_some_and(|file| {
        file.text("app").is_ok_and(|app| app.starts_with("2fauth")) && file.has("data")
    })
}

pub(crate) fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    let schema = file.number("schema", Reason::BadStructure);
    if matches!(schema, Ok(Some(schema)) if schema > SCHEMA) {
        return Err(ImportError::FormatNewer);
    }
    let accounts = file.list("data").map_err(ImportError::of)?;
    accounts.into_iter().try_for_each(|raw| {
        let account = Object::read(raw).unwrap_or_default();
        let text = |name| account.text(name).unwrap_or_default();
        reader.push_read(entry(&account), || (text("service"), text("account")))
    })
}

fn entry(account: &Object<'_>) -> Result<Entry, Reason> {
    let mut notices = Vec::new();
    let kind = match account.text("otp_type")?.as_str() {
        "steamtotp" => Kind::Steam,
        name => name.parse()?,
    };
    let (otp, counter) = factor_of(kind, account, &mut notices)?;
    let mut entry = Entry::new(
        account.text("service")?,
        account.text("account")?,
        otp,
        counter,
    );
    if account.get("icon_file").is_some() {
        notices.push(Notice::IconIgnored);
    }
    entry.notices = notices;
    Ok(entry)
}

const SCHEMA: u64 = 1;
