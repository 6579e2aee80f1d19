//! The plain database of cotp, as `cotp export` writes it (<https://github.com/replydev/cotp>).

use crate::content::Content;
use crate::format::{Format, FormatInfo, Sealing};
use crate::json::Object;
use crate::parameters::factor_of;
use crate::reader::Reader;
use crate::{Entry, ImportError, Reason};

pub(crate) const INFO: FormatInfo = FormatInfo {
    format: Format::Cotp,
    id: "cotp",
    name: "cotp",
    extensions: &["json", "cotp"],
    imports: true,
    exports: false,
    encrypted: false,
    sealing: Sealing::Never,
};

pub(crate) fn recognises(content: &Content<'_>) -> bool {
    content
        .object()
        .is_some_and(|file| file.has("elements") && file.has("version"))
}

pub(crate) fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    if matches!(file.number("version", Reason::BadStructure), Ok(Some(version)) if version > VERSION)
    {
        return Err(ImportError::FormatNewer);
    }
    let elements = file.list("elements").map_err(ImportError::of)?;
    elements.into_iter().try_for_each(|raw| {
        let element = Object::read(raw).unwrap_or_default();
        let text = |name| element.text(name).unwrap_or_default();
        reader.push_read(entry(&element), || (text("issuer"), text("label")))
    })
}

fn entry(element: &Object<'_>) -> Result<Entry, Reason> {
    let mut notices = Vec::new();
    let kind = match element.text("type")?.to_ascii_lowercase().as_str() {
        "motp" => return Err(Reason::Motp),
        "yandex" => return Err(Reason::Yandex),
        name => name.parse()?,
    };
    let (otp, counter) = factor_of(kind, element, &mut notices)?;
    let mut entry = Entry::new(
        element.text("issuer")?,
        element.text("label")?,
        otp,
        counter,
    );
    entry.notices = notices;
    Ok(entry)
}

const VERSION: u64 = 2;
