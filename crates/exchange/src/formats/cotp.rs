//! The plain database of cotp, as `cotp export` writes it (<https://github.com/replydev/cotp>).

use crate::content::Content;
use crate::description::Description;
use crate::error::ImportError;
use crate::json::Object;
use crate::parameters::entry_of;
use crate::reader::Reader;
use crate::reason::Reason;
use crate::row::Entry;

pub(crate) const FORMAT: Description = Description {
    id: "cotp",
    name: "cotp",
    versions: "2",
    extensions: &["json", "cotp"],
    recognises,
    read,
    ..Description::READ_ONLY
};

fn recognises(content: &Content<'_>) -> bool {
    content
        .object()
        .is_some_and(|file| file.has("elements") && file.has("version"))
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let file = content.object().ok_or(ImportError::FormatMismatch)?;
    file.check_version("version", VERSION)?;
    let elements = file.list("elements").map_err(ImportError::of)?;
    elements.into_iter().try_for_each(|raw| {
        let element = Object::read(raw).unwrap_or_default();
        let text = |name| element.text(name).unwrap_or_default();
        reader.push_read(entry(&element), || (text("issuer"), text("label")))
    })
}

fn entry(element: &Object<'_>) -> Result<Entry, Reason> {
    let kind = match element.text("type")?.to_ascii_lowercase().as_str() {
        "motp" => return Err(Reason::Motp),
        "yandex" => return Err(Reason::Yandex),
        name => name.parse()?,
    };
    let mut entry = entry_of(kind, element)?;
    (entry.issuer, entry.label) = (element.text("issuer")?, element.text("label")?);
    Ok(entry)
}

const VERSION: u64 = 2;
