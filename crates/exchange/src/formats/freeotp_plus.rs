//! The JSON backup of FreeOTP+. Its list of URIs is one like any other.

use super::freeotp::{self, Counter};
use crate::content::Content;
use crate::format::{Format, FormatInfo, Sealing};
use crate::json::Object;
use crate::reader::Reader;
use crate::{ImportError, Reason};

pub(crate) const INFO: FormatInfo = FormatInfo {
    format: Format::FreeOtpPlus,
    id: "freeotp-plus",
    name: "FreeOTP+",
    extensions: &["json"],
    imports: true,
    exports: false,
    encrypted: false,
    sealing: Sealing::Never,
};

pub(crate) fn recognises(content: &Content<'_>) -> bool {
    content
        .object()
        .is_some_and(|file| file.has("tokens") && file.has("tokenOrder"))
}

pub(crate) fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
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
