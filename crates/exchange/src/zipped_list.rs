//! Lists of URIs in a zip file, mostly with a password.

use crate::content::Content;
use crate::error::ImportError;
use crate::reader::Reader;
use crate::{archive, text, uri_list};

/// The names of the texts in the file.
pub(crate) fn names(content: &Content<'_>) -> Vec<String> {
    let mut names = archive::names(content.bytes);
    names.retain(|name| {
        name.rsplit_once('.')
            .is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("txt"))
    });
    names
}

/// Reads all texts in the file.
pub(crate) fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    for name in names(content) {
        let plain = archive::read(content.bytes, &name, reader)?;
        uri_list::read(&text::decode(&plain), reader)?;
    }
    Ok(())
}
