//! Lists of URIs in a zip file with a password: `Accounts.txt` of Authenticator Plus, and whatever WinAuth's list was
//! called.

use super::otpauth;
use crate::content::Content;
use crate::format::{Format, FormatInfo, Sealing};
use crate::reader::Reader;
use crate::{ImportError, archive, text};

pub(crate) const WINAUTH_INFO: FormatInfo = FormatInfo {
    format: Format::WinAuth,
    id: "winauth",
    name: "WinAuth",
    extensions: &["zip", "txt"],
    imports: true,
    exports: false,
    encrypted: true,
    sealing: Sealing::Never,
};

pub(crate) const PLUS_INFO: FormatInfo = FormatInfo {
    format: Format::AuthenticatorPlus,
    id: "authenticator-plus",
    name: "Authenticator Plus",
    extensions: &["zip"],
    imports: true,
    exports: false,
    encrypted: true,
    sealing: Sealing::Never,
};

pub(crate) fn is_plus(content: &Content<'_>) -> bool {
    lists(content).iter().any(|name| name == ACCOUNTS)
}

pub(crate) fn is_winauth(content: &Content<'_>) -> bool {
    let lists = lists(content);
    !lists.is_empty() && lists.len() == archive::names(content.bytes).len()
}

pub(crate) fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    for name in lists(content) {
        let plain = archive::read(content.bytes, &name, reader)?;
        otpauth::read(&text::decode(&plain), reader)?;
    }
    Ok(())
}

/// The names of the texts in the file.
fn lists(content: &Content<'_>) -> Vec<String> {
    let mut names = archive::names(content.bytes);
    names.retain(|name| {
        name.rsplit_once('.')
            .is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("txt"))
    });
    names
}

const ACCOUNTS: &str = "Accounts.txt";
