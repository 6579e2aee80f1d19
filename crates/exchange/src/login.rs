//! A login of a password manager, whose one-time password is a URI or a bare secret.

use keyrack_otp::Kind;
use zeroize::Zeroizing;

use crate::parameters::{Key, Parameters};
use crate::reason::{Notice, Reason};
use crate::row::Entry;
use crate::uri_list;

/// What a password manager says about a login.
#[derive(Default)]
pub(crate) struct Login {
    /// What the login is called.
    pub(crate) title: String,
    /// The user name.
    pub(crate) user: String,
    /// An otpauth URI, `steam://SECRET`, or a bare secret; empty if there is none.
    pub(crate) code: Zeroizing<String>,
    pub(crate) note: String,
    pub(crate) url: String,
    pub(crate) groups: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) favourite: bool,
    pub(crate) trashed: bool,
    /// Whether there is a password, or something else that is not taken over.
    pub(crate) has_more: bool,
}

impl Login {
    /// The entry of the login. Names are those of the URI; where it has none, and for bare secrets, those of the login.
    pub(crate) fn entry(self) -> Result<Entry, Reason> {
        let code = self.code.trim();
        let entry = if code.is_empty() {
            return Err(Reason::WithoutCode);
        } else if code.contains("://") {
            uri_list::read_entry(code)?
        } else {
            Parameters::of_key(Kind::Totp, Key::Base32(code)).entry()?
        };
        Ok(self.complete(entry))
    }

    /// Adds what the login says beside its one-time password.
    pub(crate) fn complete(self, mut entry: Entry) -> Entry {
        if entry.issuer.is_empty() && entry.label.is_empty() {
            entry.issuer = self.title;
            entry.label = self.user;
        }
        entry.note = self.note;
        entry.url = self.url;
        entry.groups = self.groups;
        entry.tags = self.tags;
        entry.favourite = self.favourite;
        entry.trashed = self.trashed;
        if self.has_more {
            entry.notices.push(Notice::PasswordIgnored);
        }
        entry
    }
}

/// The groups of what lies in one group or, where that has no name, in none.
pub(crate) fn group(name: String) -> Vec<String> {
    Some(name)
        .filter(|name| !name.is_empty())
        .into_iter()
        .collect()
}
