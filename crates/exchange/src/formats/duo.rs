//! The accounts file of Duo Mobile. A counter makes a factor one that counts; there are no issuers.

use keyrack_otp::Kind;

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::Object;
use crate::parameters::{Key, Parameters};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;

pub(crate) const FORMAT: Description = Description {
    id: "duo",
    name: "Duo Mobile",
    extensions: &["json"],
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    content
        .first()
        .is_some_and(|account| account.has("otpGenerator") || account.has("accountType"))
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let accounts = content.list().ok_or(ImportError::FormatMismatch)?;
    accounts.iter().try_for_each(|raw| {
        let account = Object::read(raw).unwrap_or_default();
        reader.push_read(entry(&account), || {
            (String::new(), account.text("name").unwrap_or_default())
        })
    })
}

fn entry(account: &Object<'_>) -> Result<Entry, Reason> {
    let generator = account.object("otpGenerator").map_err(|_| Reason::Push)?;
    let counter = generator.number("counter", Reason::BadCounter)?;
    let kind = match counter {
        Some(_) => Kind::Hotp,
        None => Kind::Totp,
    };
    let secret = generator.secret("otpSecret")?.unwrap_or_default();
    let parameters = Parameters {
        counter,
        ..Parameters::of_key(kind, Key::Base32(&secret))
    };
    let mut entry = parameters.entry()?;
    entry.label = account.text("name")?;
    Ok(entry)
}
