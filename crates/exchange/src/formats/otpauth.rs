//! otpauth URIs as plain text, one a line.

use zeroize::Zeroizing;

use crate::description::{Description, Kind, Takes, Writing};
use crate::document::Document;
use crate::format::Sealing;
use crate::places::{Places, items};
use crate::{text, uri_list};

pub(crate) const FORMAT: Description = Description {
    id: "otpauth",
    name: "otpauth",
    extensions: &["txt"],
    kind: Kind::Uris,
    recognises: |content| uri_list::is_otpauth(content.text),
    // A text without a single URI is one that is all faults.
    takes: Takes::Rest,
    read: |content, reader| uri_list::read(content.text, reader),
    writing: Some(Writing::new(
        Sealing::Never,
        Places::FACTORS,
        |document, _| Ok(text::into_bytes(write(document))),
    )),
    ..Description::READ_ONLY
};

/// One line for each factor that is not in the trash.
fn write(document: &Document) -> Zeroizing<String> {
    let items = items(document, &Places::FACTORS);
    uri_list::write_lines(items.iter().map(|item| uri_list::uri(item).write()))
}
