//! Keyrack's own document in an age file with a passphrase. The caller opens and seals it; what is read and written here
//! is the plain one.

use super::keyrack_json;
use crate::content::Content;
use crate::description::{Description, Takes, Writing};
use crate::error::ImportError;
use crate::format::Sealing;
use crate::reader::Reader;

pub(crate) const FORMAT: Description = Description {
    id: "keyrack",
    name: "Keyrack",
    versions: "1",
    extensions: &["age"],
    encrypted: true,
    recognises,
    takes: Takes::Also(keyrack_json::recognises),
    read,
    writing: Some(Writing {
        sealing: Sealing::Always,
        ..keyrack_json::WRITING
    }),
    ..Description::READ_ONLY
};

/// Whether content is sealed, as an age file.
fn recognises(content: &Content<'_>) -> bool {
    AGE_FILES
        .iter()
        .any(|start| content.text.starts_with(start))
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    if recognises(content) {
        return Err(ImportError::PasswordNeeded);
    }
    reader.import.encrypted = true;
    keyrack_json::read(content, reader)
}

/// How age files begin, in binary and in ASCII armour.
const AGE_FILES: [&str; 2] = [
    "age-encryption.org/v1",
    "-----BEGIN AGE ENCRYPTED FILE-----",
];
