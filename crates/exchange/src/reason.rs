//! Why an entry cannot be taken over, and what to know about one that was.

use keyrack_otp::otpauth::{Scheme, UriError};
use keyrack_otp::{OtpError, SecretError};

/// Why an entry cannot be taken over. `docs/cli/import-reasons.md` explains the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
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
    #[serde(rename = "securid_app")]
    SecurIdApp,
    /// A transfer code of LastPass Authenticator.
    #[serde(rename = "lastpass_app")]
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

impl From<UriError> for Reason {
    fn from(error: UriError) -> Self {
        match error {
            UriError::NotOtpauth => Self::NotAUri,
            UriError::TooLong | UriError::TooManyParameters => Self::TooLong,
            UriError::UnsupportedScheme(Scheme::Motp) => Self::Motp,
            UriError::UnsupportedScheme(Scheme::PhoneFactor) => Self::Push,
            UriError::UnsupportedScheme(Scheme::Yandex) => Self::Yandex,
            UriError::UnsupportedScheme(_) | UriError::UnsupportedType => Self::Type,
            UriError::NoSecret => Self::NoSecret,
            UriError::BadSecret(error) => error.into(),
            UriError::BadAlgorithm => Self::Algorithm,
            UriError::BadDigits => Self::BadDigits,
            UriError::BadPeriod => Self::BadPeriod,
            UriError::BadCounter => Self::BadCounter,
            _ => Self::BadStructure,
        }
    }
}

/// What a user should know about an entry that was taken over. `docs/cli/import-reasons.md` explains the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "EntryNotice"))]
#[serde(rename_all = "snake_case")]
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
