//! What an import consists of: entries, and what could not become one.

use keyrack_otp::{Otp, OtpError, SecretError};

/// One entry of an imported file.
#[derive(Debug)]
pub struct Row {
    /// The place of the entry in the import, counted from 1 over all files.
    pub row: usize,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an entry of a file.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are entries, and a box for each would cost more"
)]
pub enum Outcome {
    /// It can be taken over.
    Entry(Entry),
    /// It cannot.
    Refused(Refusal),
}

/// An entry that can be taken over.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who issued the secret; empty if the file does not say.
    pub issuer: String,
    /// The user or account name; empty if the file does not say.
    pub label: String,
    /// The secret and its parameters.
    pub otp: Otp,
    /// The counter of the next code; `Some` for HOTP only.
    pub counter: Option<u64>,
    /// A note, possibly of several lines.
    pub note: String,
    /// The address of the login page; empty if the file does not say.
    pub url: String,
    /// The names of the groups, categories or folders that the entry lies in.
    pub groups: Vec<String>,
    /// Free tags.
    pub tags: Vec<String>,
    /// Whether the entry was pinned or starred.
    pub favourite: bool,
    /// Whether the entry lay in the trash.
    pub trashed: bool,
    /// What the user should know about the entry.
    pub notices: Vec<Notice>,
    /// Where the entry stands in [`Import::document`](crate::Import::document), if there is one.
    pub source: Option<Source>,
}

impl Entry {
    /// An entry with what every format knows, and nothing else.
    pub(crate) fn new(issuer: String, label: String, otp: Otp, counter: Option<u64>) -> Self {
        Self {
            issuer,
            label,
            otp,
            counter,
            note: String::new(),
            url: String::new(),
            groups: Vec::new(),
            tags: Vec::new(),
            favourite: false,
            trashed: false,
            notices: Vec::new(),
            source: None,
        }
    }

    /// Notes that a text has characters that could not be decoded.
    pub(crate) fn note_replaced_characters(&mut self) {
        if [&self.issuer, &self.label, &self.note]
            .iter()
            .any(|text| text.contains(char::REPLACEMENT_CHARACTER))
        {
            self.notices.push(Notice::CharactersReplaced);
        }
    }
}

impl Outcome {
    /// Makes the names [plain](plain_name).
    pub(crate) fn make_names_plain(&mut self) {
        let (issuer, label) = match self {
            Self::Entry(entry) => (&mut entry.issuer, &mut entry.label),
            Self::Refused(refusal) => (&mut refusal.issuer, &mut refusal.label),
        };
        for name in [issuer, label] {
            *name = plain_name(name);
        }
    }
}

/// A name without control characters and marks that turn the direction of writing: what cannot be seen itself, and would
/// change how the text beside it is read.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let unseen = |character: char| {
        character.is_control()
            || matches!(
                character,
                '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            )
    };
    name.replace(unseen, "").trim().to_owned()
}

/// The identifiers under which a document knows an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The identifier of the account.
    pub account_id: String,
    /// The identifier of the factor.
    pub factor_id: String,
}

/// An entry that cannot be taken over, with as much of its name as could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why not.
    pub reason: Reason,
    /// Who issued the secret; empty if that is not known.
    pub issuer: String,
    /// The user or account name; empty if that is not known.
    pub label: String,
}

/// Why an entry cannot be taken over. `docs/cli/import-reasons.md` explains the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The line is no URI of a one-time password.
    NotAUri,
    /// The entry is not built as the format wants it.
    BadStructure,
    /// A text or the whole entry is longer than any real one.
    TooLong,
    /// There is no secret.
    NoSecret,
    /// The secret is not Base32, or has an impossible length.
    BadSecret,
    /// The number of digits is not 1 to 10.
    BadDigits,
    /// The period is not 1 to 86,400 seconds.
    BadPeriod,
    /// The counter is no whole number that fits 64 bits.
    BadCounter,
    /// The hash algorithm is none of SHA-1, SHA-256 and SHA-512.
    Algorithm,
    /// The kind of one-time password is not known.
    Type,
    /// Mobile-OTP, which needs a PIN for every code.
    Motp,
    /// Yandex.Key, which needs a PIN for every code.
    Yandex,
    /// An approval by push message, which has no secret to take over.
    Push,
    /// A login that has no one-time password.
    WithoutCode,
    /// No login, but a note, a card or the like.
    OtherItem,
    /// The entry lay in the bin.
    Deleted,
    /// The row of a table names a client and no key; it becomes a folder.
    Client,
    /// The code sets up Microsoft Authenticator, and nothing else.
    MicrosoftApp,
    /// The code sets up Duo Mobile, and nothing else.
    DuoApp,
    /// The code sets up Okta Verify, and nothing else.
    OktaApp,
    /// The code sets up RSA SecurID, and nothing else.
    SecurIdApp,
    /// A transfer code of LastPass Authenticator.
    LastPassApp,
    /// The code is for another app that alone can read it.
    OtherApp,
    /// The code signs in with the app of a state, a bank or a wallet, such as DigiD, itsme or BankID.
    IdentityApp,
    /// The code signs in with the Steam app.
    SteamLogin,
    /// The code signs in with a passkey on a phone.
    Passkey,
    /// The code links a messenger on a phone with a computer.
    DeviceLink,
    /// The code opens a web page.
    WebPage,
    /// The code joins a wireless network.
    Wifi,
    /// The code pays a bill.
    Payment,
    /// The code holds an address, a number, a date or a place.
    Contact,
    /// The code holds something else.
    PlainText,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 32] = [
        Self::NotAUri,
        Self::BadStructure,
        Self::TooLong,
        Self::NoSecret,
        Self::BadSecret,
        Self::BadDigits,
        Self::BadPeriod,
        Self::BadCounter,
        Self::Algorithm,
        Self::Type,
        Self::Motp,
        Self::Yandex,
        Self::Push,
        Self::WithoutCode,
        Self::OtherItem,
        Self::Deleted,
        Self::Client,
        Self::MicrosoftApp,
        Self::DuoApp,
        Self::OktaApp,
        Self::SecurIdApp,
        Self::LastPassApp,
        Self::OtherApp,
        Self::IdentityApp,
        Self::SteamLogin,
        Self::Passkey,
        Self::DeviceLink,
        Self::WebPage,
        Self::Wifi,
        Self::Payment,
        Self::Contact,
        Self::PlainText,
    ];

    /// The stable code that scripts and translations rely on.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAUri => "not_a_uri",
            Self::BadStructure => "bad_structure",
            Self::TooLong => "too_long",
            Self::NoSecret => "no_secret",
            Self::BadSecret => "bad_secret",
            Self::BadDigits => "bad_digits",
            Self::BadPeriod => "bad_period",
            Self::BadCounter => "bad_counter",
            Self::Algorithm => "algorithm",
            Self::Type => "type",
            Self::Motp => "motp",
            Self::Yandex => "yandex",
            Self::Push => "push",
            Self::WithoutCode => "without_code",
            Self::OtherItem => "other_item",
            Self::Deleted => "deleted",
            Self::Client => "client",
            Self::MicrosoftApp => "microsoft_app",
            Self::DuoApp => "duo_app",
            Self::OktaApp => "okta_app",
            Self::SecurIdApp => "securid_app",
            Self::LastPassApp => "lastpass_app",
            Self::OtherApp => "other_app",
            Self::IdentityApp => "identity_app",
            Self::SteamLogin => "steam_login",
            Self::Passkey => "passkey",
            Self::DeviceLink => "device_link",
            Self::WebPage => "web_page",
            Self::Wifi => "wifi",
            Self::Payment => "payment",
            Self::Contact => "contact",
            Self::PlainText => "plain_text",
        }
    }

    /// Whether the entry is sound but of a kind that Keyrack does not compute, rather than faulty.
    #[must_use]
    pub fn is_unsupported(self) -> bool {
        !matches!(
            self,
            Self::NotAUri
                | Self::BadStructure
                | Self::TooLong
                | Self::NoSecret
                | Self::BadSecret
                | Self::BadDigits
                | Self::BadPeriod
                | Self::BadCounter
        )
    }
}

impl From<SecretError> for Reason {
    fn from(error: SecretError) -> Self {
        match error {
            SecretError::Empty => Self::NoSecret,
            SecretError::TooLong => Self::TooLong,
            _ => Self::BadSecret,
        }
    }
}

impl From<OtpError> for Reason {
    fn from(error: OtpError) -> Self {
        match error {
            OtpError::Digits(_) => Self::BadDigits,
            OtpError::Period(_) => Self::BadPeriod,
            OtpError::UnknownKind => Self::Type,
            OtpError::UnknownAlgorithm => Self::Algorithm,
            _ => Self::BadStructure,
        }
    }
}

/// What a user should know about an entry that was taken over. `docs/cli/import-reasons.md` explains the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Notice {
    /// The label names another issuer than the issuer field does.
    IssuerMismatch,
    /// The secret has bits that fill no byte; they were dropped.
    LeftOverBits,
    /// The file gives no counter; 0 was assumed.
    CounterAssumed,
    /// The file names no kind; the usual one was assumed.
    TypeAssumed,
    /// Some characters could not be read, and were replaced.
    CharactersReplaced,
    /// Notes or tags beside the secret could not be read.
    DetailsIgnored,
    /// The entry lies in a group that the file does not name.
    GroupUnknown,
    /// The file holds a picture, which was not taken over.
    IconIgnored,
    /// The file holds a password or other details of the login, which were not taken over.
    PasswordIgnored,
}

impl Notice {
    /// All notices.
    pub const ALL: [Self; 9] = [
        Self::IssuerMismatch,
        Self::LeftOverBits,
        Self::CounterAssumed,
        Self::TypeAssumed,
        Self::CharactersReplaced,
        Self::DetailsIgnored,
        Self::GroupUnknown,
        Self::IconIgnored,
        Self::PasswordIgnored,
    ];

    /// The stable code that scripts and translations rely on.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::IssuerMismatch => "issuer_mismatch",
            Self::LeftOverBits => "left_over_bits",
            Self::CounterAssumed => "counter_assumed",
            Self::TypeAssumed => "type_assumed",
            Self::CharactersReplaced => "characters_replaced",
            Self::DetailsIgnored => "details_ignored",
            Self::GroupUnknown => "group_unknown",
            Self::IconIgnored => "icon_ignored",
            Self::PasswordIgnored => "password_ignored",
        }
    }
}
