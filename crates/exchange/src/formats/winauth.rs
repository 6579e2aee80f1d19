//! The list of URIs of WinAuth in a zip file with a password, whatever it was called.

use crate::archive;
use crate::description::Description;
use crate::zipped_list;

pub(crate) const FORMAT: Description = Description {
    id: "winauth",
    name: "WinAuth",
    extensions: &["zip", "txt"],
    encrypted: true,
    recognises: |content| {
        let lists = zipped_list::names(content);
        !lists.is_empty() && lists.len() == archive::names(content.bytes).len()
    },
    read: zipped_list::read,
    ..Description::READ_ONLY
};
