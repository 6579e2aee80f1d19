//! The JSON backup of FreeOTP+. Its list of URIs is one like any other.

use super::freeotp::{self, Counter};
use crate::content::Content;
use crate::description::{Description, Takes};
use crate::error::ImportError;
use crate::json::Object;
use crate::reader::Reader;
use crate::reason::Reason;
use crate::uri_list;

pub(crate) const FORMAT: Description = Description {
    id: "freeotp-plus",
    name: "FreeOTP+",
    extensions: &["json"],
    recognises,
    // Its text form is a list of URIs like any other.
    takes: Takes::Also(|content| uri_list::is_otpauth(content.text)),
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    content
        .object()
        .is_some_and(|file| file.has("tokens") && file.has("tokenOrder"))
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if uri_list::is_list(content) {
        return uri_list::read(content.text, reader);
    }
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    let tokens = file.list("tokens").map_err(ImportError::of)?;
    tokens.into_iter().try_for_each(|raw| {
        let token = Object::read(raw).unwrap_or_default();
        let secret = token
            .get("secret")
            .ok_or(Reason::NoSecret)
            .and_then(freeotp::bytes);
        let entry = secret.and_then(|secret| freeotp::entry(&token, &secret, Counter::Last));
        reader.push_read(entry, || freeotp::names(&token).unwrap_or_default())
    })
}
