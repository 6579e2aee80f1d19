//! The formats that can be read or written.

use std::fmt;
use std::str::FromStr;

use crate::formats::{
    aegis, andotp, authy, base32, bitwarden, cotp, cxf, duo, ente, extension, extract_otp, freeotp,
    freeotp_plus, keepass, keyrack, lastpass, lastpass_authenticator, onepassword, otpauth, proton,
    proton_pass, raivo, spreadsheet, steam, stratum, totp_authenticator, twofas, twofauth, zipped,
};

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// otpauth URIs as plain text, one a line.
    Otpauth,
    /// The transfer codes of Google Authenticator as plain text, one a line.
    GoogleMigration,
    /// The vault file of Aegis.
    Aegis,
    /// The backup of 2FAS.
    TwoFas,
    /// The backup of Stratum, formerly Authenticator Pro.
    Stratum,
    /// The export of Proton Authenticator.
    Proton,
    /// The export of Ente Auth.
    Ente,
    /// The exports of Bitwarden.
    Bitwarden,
    /// The backups of FreeOTP.
    FreeOtp,
    /// The backup of FreeOTP+.
    FreeOtpPlus,
    /// The export of LastPass Authenticator.
    LastPassAuthenticator,
    /// The backup of andOTP.
    AndOtp,
    /// The backup of the browser extension Authenticator.
    Extension,
    /// Databases of KeePass and KeePassXC.
    KeePass,
    /// Bare secrets in Base32, one a line.
    Base32,
    /// A table as text.
    Csv,
    /// A table in a workbook.
    Xlsx,
    /// The export of 2FAuth.
    TwoFAuth,
    /// The plain database of cotp.
    Cotp,
    /// What extract_otp_secrets makes of transfer codes.
    ExtractOtp,
    /// FIDO's Credential Exchange Format.
    Cxf,
    /// The accounts of Duo Mobile.
    Duo,
    /// The export of Raivo OTP.
    Raivo,
    /// The files of Steam and of Steam Desktop Authenticator.
    Steam,
    /// The export of 1Password.
    OnePassword,
    /// The export of Proton Pass.
    ProtonPass,
    /// The export of the password manager LastPass.
    LastPass,
    /// The data of Authy on Android.
    Authy,
    /// The backup of TOTP Authenticator.
    TotpAuthenticator,
    /// The list of WinAuth in a zip file.
    WinAuth,
    /// The backup of Authenticator Plus.
    AuthenticatorPlus,
    /// Keyrack's own document as plain JSON.
    KeyrackJson,
    /// Keyrack's own document in an age file with a passphrase.
    Keyrack,
}

impl Format {
    /// All formats, Keyrack's own first. A file is of the first one that recognises it.
    pub(crate) const ALL: [Self; 33] = [
        Self::Keyrack,
        Self::KeyrackJson,
        // Lists of URIs go before JSON, because they may begin with a heading in brackets.
        Self::Ente,
        Self::GoogleMigration,
        Self::Otpauth,
        Self::Aegis,
        Self::TwoFas,
        Self::TwoFAuth,
        Self::Cotp,
        Self::ExtractOtp,
        Self::Cxf,
        Self::Duo,
        Self::Raivo,
        Self::Steam,
        Self::OnePassword,
        Self::ProtonPass,
        Self::LastPass,
        Self::Stratum,
        Self::Proton,
        Self::Bitwarden,
        Self::LastPassAuthenticator,
        Self::FreeOtpPlus,
        Self::FreeOtp,
        Self::Authy,
        Self::KeePass,
        Self::Xlsx,
        Self::AuthenticatorPlus,
        Self::WinAuth,
        Self::AndOtp,
        Self::Extension,
        Self::Csv,
        Self::Base32,
        Self::TotpAuthenticator,
    ];

    /// The stable identifier, as the command line takes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.info().id
    }

    /// What is to know about the format.
    #[must_use]
    pub fn info(self) -> &'static FormatInfo {
        match self {
            Self::Keyrack => &keyrack::INFO,
            Self::KeyrackJson => &keyrack::JSON_INFO,
            Self::Otpauth => &otpauth::INFO,
            Self::GoogleMigration => &otpauth::MIGRATION_INFO,
            Self::Aegis => &aegis::INFO,
            Self::WinAuth => &zipped::WINAUTH_INFO,
            Self::AuthenticatorPlus => &zipped::PLUS_INFO,
            Self::TotpAuthenticator => &totp_authenticator::INFO,
            Self::Authy => &authy::INFO,
            Self::LastPass => &lastpass::INFO,
            Self::ProtonPass => &proton_pass::INFO,
            Self::OnePassword => &onepassword::INFO,
            Self::Steam => &steam::INFO,
            Self::Raivo => &raivo::INFO,
            Self::Duo => &duo::INFO,
            Self::TwoFAuth => &twofauth::INFO,
            Self::Cotp => &cotp::INFO,
            Self::ExtractOtp => &extract_otp::INFO,
            Self::Cxf => &cxf::INFO,
            Self::Csv => &spreadsheet::CSV_INFO,
            Self::Xlsx => &spreadsheet::XLSX_INFO,
            Self::Base32 => &base32::INFO,
            Self::KeePass => &keepass::INFO,
            Self::TwoFas => &twofas::INFO,
            Self::Stratum => &stratum::INFO,
            Self::Proton => &proton::INFO,
            Self::Ente => &ente::INFO,
            Self::Bitwarden => &bitwarden::INFO,
            Self::FreeOtp => &freeotp::INFO,
            Self::FreeOtpPlus => &freeotp_plus::INFO,
            Self::LastPassAuthenticator => &lastpass_authenticator::INFO,
            Self::AndOtp => &andotp::INFO,
            Self::Extension => &extension::INFO,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads what [`Format::as_str`] writes, in upper or lower case.
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        formats()
            .map(|info| info.format)
            .find(|format| format.as_str().eq_ignore_ascii_case(text))
            .ok_or(UnknownFormat)
    }
}

/// The text names no [`Format`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown format")]
pub struct UnknownFormat;

/// What is to know about a format before a file is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatInfo {
    /// The format.
    pub format: Format,
    /// The stable identifier.
    pub id: &'static str,
    /// The name of the product or format; names are not translated.
    pub name: &'static str,
    /// The usual file name extensions, without a dot.
    pub extensions: &'static [&'static str],
    /// Whether files of the format can be read.
    pub imports: bool,
    /// Whether files of the format can be written.
    pub exports: bool,
    /// Whether encrypted files of the format can be read or written.
    pub encrypted: bool,
    /// Whether files of the format are written with a password.
    pub sealing: Sealing,
}

/// Whether files of a format are written with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealing {
    /// Never: whoever has the file has the secrets.
    Never,
    /// If one is given.
    Choice,
    /// Always.
    Always,
}

/// All formats, Keyrack's own first.
pub fn formats() -> impl Iterator<Item = &'static FormatInfo> {
    Format::ALL.into_iter().map(Format::info)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_identifier() {
        for info in formats() {
            assert_eq!(info.id.parse(), Ok(info.format));
            assert_eq!(info.format.info(), info);
        }
        assert_eq!("KEYRACK-JSON".parse(), Ok(Format::KeyrackJson));
        assert_eq!("".parse::<Format>(), Err(UnknownFormat));
    }
}
