//! The document of Keyrack's own formats: everything that folders and accounts hold, losslessly.

mod json;

use std::collections::BTreeMap;

use keyrack_otp::Otp;

use crate::reason::Reason;
use crate::secret::{SecretBytes, SecretText};

/// The most bytes of an [`Attachment`].
pub const MAX_ATTACHMENT_BYTES: usize = 1 << 20;

/// Folders and accounts with everything that they hold.
///
/// Neither a document nor a part of it has a general way to be serialised, because it holds secrets:
/// [`write`](crate::write) and [`read`](crate::read) are the only ways out and in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The folders.
    pub folders: Records<Folder>,
    /// The accounts of all folders.
    pub accounts: Records<Account>,
    /// Unknown members.
    pub extra: Extra,
}

/// A client, or another unit that is shared as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// The identifier; empty if the file gives none.
    pub id: String,
    /// The name.
    pub name: String,
    /// Details, if the folder stands for a client.
    pub client: Option<Client>,
    /// The name of a colour.
    pub colour: String,
    /// Whether the folder is no longer in use.
    pub archived: bool,
    /// Unknown members.
    pub extra: Extra,
}

/// Who a folder stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// The tax number, as the client writes it.
    pub tax_number: String,
    /// The office's own short name or number for the client.
    pub short_code: String,
    /// The person to ask.
    pub contact: String,
    /// The e-mail address to ask.
    pub email: String,
    /// Notes.
    pub notes: String,
    /// Unknown members.
    pub extra: Extra,
}

/// A login at a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The identifier; empty if the file gives none.
    pub id: String,
    /// The identifier of the folder; empty for the first one.
    pub folder: String,
    /// The service that a template knows.
    pub service: String,
    /// Who issued the secrets.
    pub issuer: String,
    /// The user or account name.
    pub label: String,
    /// Where to sign in.
    pub url: String,
    /// The e-mail address that the service knows.
    pub email: String,
    /// A note, possibly of several lines.
    pub note: String,
    /// Free tags.
    pub tags: Vec<String>,
    /// The name of a picture.
    pub icon: String,
    /// The identifiers of further folders that the login serves.
    pub also_serves: Vec<String>,
    /// Dates to keep, as `2026-12-31`, by what they are for, such as `authorisation`.
    pub deadlines: BTreeMap<String, String>,
    /// Whom to ask when the service does not work.
    pub support: String,
    /// Other ways in and whose they are, such as `SMS` to `+36 …, Anna`.
    pub channels: BTreeMap<String, String>,
    /// When the account was put into the trash, in milliseconds since 1970.
    pub trashed: Option<u64>,
    /// The factors.
    pub factors: Records<Factor>,
    /// What helps when the factors are lost.
    pub recovery: Records<Recovery>,
    /// Unknown members.
    pub extra: Extra,
}

/// A secret that gives codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The identifier; empty if the file gives none.
    pub id: String,
    /// What distinguishes the factor from others of the account, such as who holds it.
    pub label: String,
    /// The secret and its parameters.
    pub otp: Otp,
    /// The counter of the next code; `Some` for HOTP only.
    pub counter: Option<u64>,
    /// Whether the service has accepted a code.
    pub confirmed: bool,
    /// When it did, in milliseconds since 1970, if that is known.
    pub confirmed_at: Option<u64>,
    /// Secrets that this one replaced.
    pub replaced: Vec<Replaced>,
    /// Unknown members.
    pub extra: Extra,
}

/// A secret that another one replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The secret and its parameters.
    pub otp: Otp,
    /// The counter of the next code; `Some` for HOTP only.
    pub counter: Option<u64>,
    /// When it was replaced, in milliseconds since 1970.
    pub replaced_at: Option<u64>,
    /// Unknown members.
    pub extra: Extra,
}

/// What helps when the factors are lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// The identifier; empty if the file gives none.
    pub id: String,
    /// What it is, such as `deletion_code`, `backup_codes`, `file` or `phone`.
    pub kind: String,
    /// The name that the service gives it.
    pub label: String,
    /// The code or number itself, where there is one.
    pub value: SecretText,
    /// Codes for one use each.
    pub codes: Vec<RecoveryCode>,
    /// Whose telephone it is.
    pub whose: String,
    /// The file, where it is one.
    pub file: Option<Attachment>,
    /// Unknown members.
    pub extra: Extra,
}

/// A code for one use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecoveryCode {
    /// The code.
    pub text: SecretText,
    /// Whether it has been used.
    pub used: bool,
    /// When it was, in milliseconds since 1970, if that is known.
    pub used_at: Option<u64>,
    /// Unknown members.
    pub extra: Extra,
}

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The name without folders.
    pub name: String,
    /// The content, at most [`MAX_ATTACHMENT_BYTES`] long; Base64 in the document.
    pub content: SecretBytes,
    /// Unknown members.
    pub extra: Extra,
}

/// Members that this version does not know, as raw JSON by name. They are kept and passed on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra(pub BTreeMap<String, SecretText>);

/// A list of records, some of which this version may be unable to read. Those are kept in their place and passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records<T>(pub Vec<Result<T, Unread>>);

impl<T> Records<T> {
    /// The records that were read, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for Records<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        Self(records.into_iter().map(Ok).collect())
    }
}

/// A record that this version cannot read, for instance a factor of a kind that a later one knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Why not.
    pub reason: Reason,
    /// The record as raw JSON.
    pub json: SecretText,
}

/// Hands each record with its fields to the macro `$each`, in the order in which they are written. The secret and its
/// counter stand in brackets. Every record has `extra` as well.
macro_rules! for_each_record {
    ($each:ident) => {
        $each! { Folder { id, name, client, colour, archived } }
        $each! { Client { tax_number, short_code, contact, email, notes } }
        $each! { Account {
            id, folder, service, issuer, label, url, email, note, tags, icon, also_serves, deadlines, support, channels,
            trashed, factors, recovery
        } }
        $each! { Factor { id, label, [otp, counter], confirmed, confirmed_at, replaced } }
        $each! { Replaced { [otp, counter], replaced_at } }
        $each! { Recovery { id, kind, label, value, codes, whose, file } }
        $each! { RecoveryCode { text, used, used_at } }
        $each! { Attachment { name, content } }
    };
}
pub(crate) use for_each_record;
