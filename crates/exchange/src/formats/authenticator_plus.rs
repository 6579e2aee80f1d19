//! The backup of Authenticator Plus: a list of URIs in a zip file with a password.

use crate::description::Description;
use crate::zipped_list;

pub(crate) const FORMAT: Description = Description {
    id: "authenticator-plus",
    name: "Authenticator Plus",
    extensions: &["zip"],
    encrypted: true,
    recognises: |content| {
        zipped_list::names(content)
            .iter()
            .any(|name| name == "Accounts.txt")
    },
    read: zipped_list::read,
    ..Description::READ_ONLY
};
