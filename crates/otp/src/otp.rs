//! What decides the codes of a factor.

use std::str::FromStr;

use sha1::Sha1;
use sha2::{Sha256, Sha512};

use crate::code::{Code, STEAM_DIGITS, truncated_hmac};
use crate::secret::Secret;

/// The most digits a code can have: the 31 bits behind it have no more.
pub const MAX_DIGITS: u8 = 10;

/// The longest life of a code, in seconds: one day.
pub const MAX_PERIOD: u32 = 86_400;

pub(crate) const DEFAULT_DIGITS: u8 = 6;
pub(crate) const DEFAULT_PERIOD: u32 = 30;

/// Everything that decides the codes of a factor, except the counter of HOTP, which moves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Otp {
    kind: Kind,
    secret: Secret,
    algorithm: Algorithm,
    digits: u8,
    period: u32,
}

impl Otp {
    /// Puts a factor together.
    ///
    /// A Steam code always has [`STEAM_DIGITS`] characters, so `digits` is checked and then has no effect there;
    /// HOTP has no period and ignores `period`.
    ///
    /// # Errors
    /// [`OtpError::Digits`] outside 1 to [`MAX_DIGITS`], [`OtpError::Period`] outside 1 to [`MAX_PERIOD`] seconds.
    pub fn new(
        kind: Kind,
        secret: Secret,
        algorithm: Algorithm,
        digits: u8,
        period: u32,
    ) -> Result<Self, OtpError> {
        if !(1..=MAX_DIGITS).contains(&digits) {
            return Err(OtpError::Digits(digits));
        }
        let digits = if kind == Kind::Steam {
            STEAM_DIGITS
        } else {
            digits
        };
        let period = if kind == Kind::Hotp {
            DEFAULT_PERIOD
        } else {
            period
        };
        if !(1..=MAX_PERIOD).contains(&period) {
            return Err(OtpError::Period(period));
        }
        Ok(Self {
            kind,
            secret,
            algorithm,
            digits,
            period,
        })
    }

    /// The factor that nearly every service means: time-based, SHA-1, 6 digits, 30 seconds.
    #[must_use]
    pub fn totp(secret: Secret) -> Self {
        Self {
            kind: Kind::Totp,
            secret,
            algorithm: Algorithm::Sha1,
            digits: DEFAULT_DIGITS,
            period: DEFAULT_PERIOD,
        }
    }

    /// How codes follow each other.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The shared key.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The hash under the HMAC.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The number of characters of a code.
    #[must_use]
    pub fn digits(&self) -> u8 {
        self.digits
    }

    /// How long a code lives, in seconds; `None` for HOTP.
    #[must_use]
    pub fn period(&self) -> Option<u32> {
        (self.kind != Kind::Hotp).then_some(self.period)
    }

    /// The code at a time, given in seconds since 1970 (RFC 6238); `None` for HOTP, which knows no time.
    #[must_use]
    pub fn code_at(&self, unix_seconds: u64) -> Option<Code> {
        self.period()
            .map(|period| self.code_for(unix_seconds / u64::from(period)))
    }

    /// The code for a counter (RFC 4226). The counter of a time-based code is the number of whole periods since 1970.
    #[must_use]
    pub fn code_for(&self, counter: u64) -> Code {
        let key = self.secret.as_bytes();
        let value = match self.algorithm {
            Algorithm::Sha1 => truncated_hmac::<Sha1>(key, counter),
            Algorithm::Sha256 => truncated_hmac::<Sha256>(key, counter),
            Algorithm::Sha512 => truncated_hmac::<Sha512>(key, counter),
        };
        match self.kind {
            Kind::Totp | Kind::Hotp => Code::decimal(value, self.digits),
            Kind::Steam => Code::steam(value),
        }
    }

    /// When the code of a moment begins and ends; `None` for HOTP.
    #[must_use]
    pub fn window_at(&self, unix_seconds: u64) -> Option<Validity> {
        let period = u64::from(self.period()?);
        let from = unix_seconds - unix_seconds % period;
        Some(Validity {
            from,
            until: from.saturating_add(period),
        })
    }
}

/// The life of a time-based code, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// The first second in which the code is valid.
    pub from: u64,
    /// The first second in which it no longer is.
    pub until: u64,
}

/// How the codes of a factor follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// By time (RFC 6238).
    Totp,
    /// By a counter that moves with every use (RFC 4226).
    Hotp,
    /// By time, written in the 26 letters and digits that Steam uses.
    Steam,
}

impl Kind {
    /// The name in an otpauth URI: `totp`, `hotp` or `steam`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Hotp => "hotp",
            Self::Steam => "steam",
        }
    }
}

impl FromStr for Kind {
    type Err = OtpError;

    /// Reads what [`Kind::as_str`] writes, in upper or lower case.
    fn from_str(text: &str) -> Result<Self, OtpError> {
        [Self::Totp, Self::Hotp, Self::Steam]
            .into_iter()
            .find(|kind| kind.as_str().eq_ignore_ascii_case(text))
            .ok_or(OtpError::UnknownKind)
    }
}

/// The hash under the HMAC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm {
    /// SHA-1, which nearly every service means.
    #[default]
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

impl Algorithm {
    /// The name in an otpauth URI: `SHA1`, `SHA256` or `SHA512`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }
}

impl FromStr for Algorithm {
    type Err = OtpError;

    /// Reads the spellings in use, among them `SHA1`, `sha-256` and `HmacSHA512`.
    fn from_str(text: &str) -> Result<Self, OtpError> {
        // One character more than the longest name, so that a longer text stays one that does not match.
        let name: String = text
            .chars()
            .filter(|character| !matches!(character, '-' | '_' | ' '))
            .take("HMACSHA256".len() + 1)
            .map(|character| character.to_ascii_uppercase())
            .collect();
        match name.strip_prefix("HMAC").unwrap_or(&name) {
            "SHA1" => Ok(Self::Sha1),
            "SHA256" => Ok(Self::Sha256),
            "SHA512" => Ok(Self::Sha512),
            _ => Err(OtpError::UnknownAlgorithm),
        }
    }
}

/// Why parameters make no factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OtpError {
    /// The number of digits is outside 1 to [`MAX_DIGITS`].
    #[error("a code cannot have {0} digits")]
    Digits(u8),
    /// The period is outside 1 to [`MAX_PERIOD`] seconds.
    #[error("a code cannot live {0} seconds")]
    Period(u32),
    /// The text names no [`Kind`].
    #[error("unknown kind of one-time password")]
    UnknownKind,
    /// The text names no [`Algorithm`].
    #[error("unknown hash algorithm")]
    UnknownAlgorithm,
}
