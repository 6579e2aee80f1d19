//! The export of Raivo OTP: a list whose values are all texts, in a zip file with a password or by itself.

use keyrack_otp::Kind;
use serde_json::value::RawValue;

use crate::archive;
use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::{self, Object};
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;

pub(crate) const FORMAT: Description = Description {
    id: "raivo",
    name: "Raivo OTP",
    extensions: &["zip", "json"],
    encrypted: true,
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    let is_list = content
        .first()
        .is_some_and(|entry| entry.has("kind") && entry.has("timer"));
    is_list
        || archive::names(content.bytes)
            .iter()
            .any(|name| name == EXPORT)
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if let Some(list) = content.list() {
        return read_list(list, reader);
    }
    let plain = archive::read(content.bytes, EXPORT, reader)?;
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::DAMAGED)?;
    read_list(&json::parse_list(text)?, reader)
}

fn read_list(list: &[&RawValue], reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    list.iter().try_for_each(|raw| {
        let members = Object::read(raw).unwrap_or_default();
        let text = |name| members.text(name).unwrap_or_default();
        reader.push_read(entry(&members), || (text("issuer"), text("account")))
    })
}

fn entry(members: &Object<'_>) -> Result<Entry, Reason> {
    let kind: Kind = members.text("kind")?.parse()?;
    let parameters = Parameters {
        kind,
        key: Key::Base32(&members.secret("secret")?.unwrap_or_default()),
        algorithm: &members.text("algorithm")?,
        digits: members.number("digits", Reason::BadDigits)?,
        period: members.number("timer", Reason::BadPeriod)?,
        counter: members.number("counter", Reason::BadCounter)?,
    };
    let mut entry = parameters.entry()?;
    (entry.issuer, entry.label) = (members.text("issuer")?, members.text("account")?);
    entry.favourite = members.flag("pinned");
    Ok(entry)
}

const EXPORT: &str = "raivo-otp-export.json";
