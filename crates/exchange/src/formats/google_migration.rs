//! The transfer codes of Google Authenticator as plain text, one a line.

use crate::description::{Description, Kind, Writing};
use crate::format::Sealing;
use crate::migration;
use crate::places::Places;
use crate::{text, uri_list};

pub(crate) const FORMAT: Description = Description {
    id: "google-migration",
    name: "Google Authenticator",
    versions: "1 and 2",
    extensions: &["txt"],
    kind: Kind::Uris,
    recognises: |content| uri_list::is_migration(content.text),
    read: |content, reader| uri_list::read(content.text, reader),
    writing: Some(Writing {
        sealing: Sealing::Never,
        places: Some(Places {
            transfer: true,
            ..Places::FACTORS
        }),
        write: |document, seal| {
            let batch = i32::from_ne_bytes(*seal.bytes());
            let transfer = migration::transfer(document, batch);
            let lines = uri_list::write_lines(transfer.codes.into_iter());
            Ok(text::into_bytes(lines))
        },
    }),
    ..Description::READ_ONLY
};
