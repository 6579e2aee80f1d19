//! The formats that can be read or written.

use std::fmt;
use std::str::FromStr;

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
    /// The backup of andOTP.
    AndOtp,
    /// The backup of 2FAS Authenticator.
    TwoFas,
    /// Keyrack's own document as plain JSON.
    KeyrackJson,
    /// Keyrack's own document in an age file with a passphrase.
    Keyrack,
}

impl Format {
    /// The stable identifier, as the command line takes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.info().id
    }

    /// What is to know about the format.
    #[must_use]
    pub fn info(self) -> &'static FormatInfo {
        match self {
            Self::Otpauth => &OTPAUTH,
            Self::GoogleMigration => &GOOGLE_MIGRATION,
            Self::Aegis => &AEGIS,
            Self::AndOtp => &ANDOTP,
            Self::TwoFas => &TWOFAS,
            Self::KeyrackJson => &KEYRACK_JSON,
            Self::Keyrack => &KEYRACK,
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
}

/// All formats, Keyrack's own first.
pub fn formats() -> impl Iterator<Item = &'static FormatInfo> {
    [&KEYRACK, &KEYRACK_JSON, &OTPAUTH, &GOOGLE_MIGRATION, &AEGIS].into_iter()
}

const KEYRACK: FormatInfo = FormatInfo {
    format: Format::Keyrack,
    id: "keyrack",
    name: "Keyrack",
    extensions: &["age"],
    imports: true,
    exports: true,
    encrypted: true,
};

const KEYRACK_JSON: FormatInfo = FormatInfo {
    format: Format::KeyrackJson,
    id: "keyrack-json",
    name: "Keyrack JSON",
    extensions: &["json"],
    imports: true,
    exports: true,
    encrypted: false,
};

const OTPAUTH: FormatInfo = FormatInfo {
    format: Format::Otpauth,
    id: "otpauth",
    name: "otpauth",
    extensions: &["txt"],
    imports: true,
    exports: true,
    encrypted: false,
};

const GOOGLE_MIGRATION: FormatInfo = FormatInfo {
    format: Format::GoogleMigration,
    id: "google-migration",
    name: "Google Authenticator",
    extensions: &["txt"],
    imports: true,
    exports: true,
    encrypted: false,
};

const AEGIS: FormatInfo = FormatInfo {
    format: Format::Aegis,
    id: "aegis",
    name: "Aegis",
    extensions: &["json"],
    imports: true,
    exports: false,
    encrypted: true,
};

const ANDOTP: FormatInfo = FormatInfo {
    format: Format::AndOtp,
    id: "andotp",
    name: "andOTP",
    extensions: &["json", "aes"],
    imports: true,
    exports: false,
    encrypted: true,
};

const TWOFAS: FormatInfo = FormatInfo {
    format: Format::TwoFas,
    id: "2fas",
    name: "2FAS",
    extensions: &["2fas", "json"],
    imports: true,
    exports: false,
    encrypted: true,
};

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
