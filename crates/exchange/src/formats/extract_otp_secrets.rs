//! What extract_otp_secrets makes of Google Authenticator's transfer codes
//! (<https://github.com/scito/extract_otp_secrets>): a JSON list whose items have a URI beside its parts.

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::Object;
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;
use crate::uri_list;

pub(crate) const FORMAT: Description = Description {
    id: "extract-otp-secrets",
    name: "extract_otp_secrets",
    extensions: &["json"],
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    content.first().is_some_and(|item| {
        ["name", "secret", "type", "url"]
            .iter()
            .all(|name| item.has(name))
    })
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let list = content.list().ok_or(ImportError::FormatMismatch)?;
    list.iter().try_for_each(|raw| {
        let item = Object::read(raw).unwrap_or_default();
        let text = |name| item.text(name).unwrap_or_default();
        reader.push_read(entry(&item), || (text("issuer"), text("name")))
    })
}

fn entry(item: &Object<'_>) -> Result<Entry, Reason> {
    let uri = item.secret("url")?.ok_or(Reason::NoSecret)?;
    let mut entry = uri_list::read_entry(&uri)?;
    // A colon in a name is a part of it here, and in the URI nobody can tell.
    (entry.issuer, entry.label) = (item.text("issuer")?, item.text("name")?);
    Ok(entry)
}
