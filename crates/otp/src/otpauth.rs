//! The URIs that services show as QR codes and that other programs export.
//!
//! No standard defines them. The base is Google's "Key URI Format"
//! (<https://github.com/google/google-authenticator/wiki/Key-Uri-Format>); this reader also takes what real writers make
//! of it, as long as only one set of codes can be meant. It never guesses what decides a code: a parameter that is
//! faulty is an error, not a default.
//!
//! # What is taken
//! * `otpauth://totp/…`, `hotp` and `steam`, `apple-otpauth://` for the same, and `steam://SECRET`. Scheme, type and
//!   names of parameters may be in upper or lower case. The parameters `encoder=steam` and `steam` make a time-based
//!   code a Steam code; an issuer called "Steam" does not.
//! * The issuer is the parameter `issuer`, else what stands before the first colon (`:` or `%3A`) of the label.
//! * A `%` that begins no escape stands for itself, as do unescaped spaces and `#`. Bytes that are not UTF-8 become
//!   U+FFFD.
//! * `+` stands for itself in the label, where e-mail addresses have it. In a parameter it means a space, as HTML forms
//!   write it, if the value can come from a form: it has no other spaces, and `+` only between two other characters.
//!   So `Air+Canada` is "Air Canada", while `Portal+`, `C++` and `A+B Kft.` keep their plus.
//! * Empty parameters, and `null` for a setting, mean the default. A parameter that means nothing for the type
//!   (`counter` for TOTP, `period` for HOTP) is passed over. Unknown parameters are kept.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::code::STEAM_DIGITS;
use crate::otp::{Algorithm, DEFAULT_DIGITS, DEFAULT_PERIOD, Kind, Otp, OtpError};
use crate::secret::{Secret, SecretError};

/// The longest URI that is read, in bytes, also counted as [`Uri::write`] would write it.
pub const MAX_URI_BYTES: usize = 16 * 1024;

/// The most unknown parameters that a URI may have.
pub const MAX_EXTRA: usize = 64;

/// What an otpauth URI says.
///
/// `Debug` shows neither the secret nor the values of unknown parameters, which may be secret as well.
#[derive(Clone, PartialEq, Eq)]
pub struct Uri {
    /// What decides the codes.
    pub otp: Otp,
    /// The service, or empty.
    pub issuer: String,
    /// The account or user name, or empty.
    pub label: String,
    /// The counter of the next HOTP code; `None` for the other kinds.
    pub counter: Option<u64>,
    /// Unknown parameters and their values, in their order.
    pub extra: Vec<(String, String)>,
    /// What a user may want to know about the URI that was read.
    pub notices: Vec<Notice>,
}

/// Reads a URI. White space around it does not matter.
///
/// # Errors
/// A [`UriError`], which never carries a part of the text.
pub fn parse(text: &str) -> Result<Uri, UriError> {
    let text =
        text.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    if text.len() > MAX_URI_BYTES {
        return Err(UriError::TooLong);
    }
    let (scheme, rest) = text.split_once("://").ok_or(UriError::NotOtpauth)?;
    let uri = match scheme.to_ascii_lowercase().as_str() {
        "otpauth" | "apple-otpauth" => parse_otpauth(rest),
        "steam" => parse_steam(rest),
        "otpauth-migration" => Err(UriError::UnsupportedScheme(Scheme::Migration)),
        "motp" => Err(UriError::UnsupportedScheme(Scheme::Motp)),
        "phonefactor" => Err(UriError::UnsupportedScheme(Scheme::PhoneFactor)),
        _ => Err(UriError::NotOtpauth),
    }?;
    // Escapes make a URI longer; whatever was read must be readable again after it was written.
    if uri.write().len() > MAX_URI_BYTES {
        return Err(UriError::TooLong);
    }
    Ok(uri)
}

impl Uri {
    /// Writes the URI in the form that most programs read: every character escaped that any of them could take for
    /// syntax, the issuer both in the label and as parameter, and every setting spelt out.
    ///
    /// What [`parse`] gave is read back equal, except for the notices. A counter is written for HOTP only, and an
    /// `extra` parameter is left out if it has the name of a known one.
    #[must_use]
    pub fn write(&self) -> Zeroizing<String> {
        // Reserved in full, because a string that grows leaves copies of the secret behind.
        let mut text = Zeroizing::new(String::with_capacity(self.written_bound()));
        text.push_str("otpauth://");
        text.push_str(self.otp.kind().as_str());
        text.push('/');
        if !self.issuer.is_empty() || self.label.contains(':') {
            push_escaped(&mut text, &self.issuer);
            text.push(':');
        }
        push_escaped(&mut text, &self.label);
        text.push_str("?secret=");
        text.push_str(&self.otp.secret().to_base32());
        if !self.issuer.is_empty() {
            text.push_str("&issuer=");
            push_escaped(&mut text, &self.issuer);
        }
        text.push_str("&algorithm=");
        text.push_str(self.otp.algorithm().as_str());
        text.push_str("&digits=");
        text.push_str(&self.otp.digits().to_string());
        match self.otp.period() {
            Some(period) => {
                text.push_str("&period=");
                text.push_str(&period.to_string());
            }
            None => {
                text.push_str("&counter=");
                text.push_str(&self.counter.unwrap_or_default().to_string());
            }
        }
        for (name, value) in self
            .extra
            .iter()
            .filter(|(name, _)| Parameter::named(name).is_none())
        {
            text.push('&');
            push_escaped(&mut text, name);
            text.push('=');
            push_escaped(&mut text, value);
        }
        text
    }

    fn written_bound(&self) -> usize {
        const SYNTAX_AND_NUMBERS: usize = 128;
        let extra: usize = self
            .extra
            .iter()
            .map(|(name, value)| 3 * (name.len() + value.len()) + 2)
            .sum();
        3 * (2 * self.issuer.len() + self.label.len())
            + 2 * self.otp.secret().as_bytes().len()
            + extra
            + SYNTAX_AND_NUMBERS
    }
}

impl fmt::Debug for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let extra: Vec<&str> = self.extra.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Uri")
            .field("otp", &self.otp)
            .field("issuer", &self.issuer)
            .field("label", &self.label)
            .field("counter", &self.counter)
            .field("extra", &extra)
            .field("notices", &self.notices)
            .finish()
    }
}

/// Something odd in a URI that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The label begins with another issuer than the parameter `issuer`, which was taken.
    IssuerMismatch {
        /// The issuer in the label.
        label_issuer: String,
    },
    /// The secret ends in bits that fill no byte. They were dropped, as other programs do.
    LeftOverBits,
    /// A HOTP factor came without its counter, and 0 was taken.
    MissingCounter,
}

/// Why a text is no URI that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UriError {
    /// The text is something else.
    #[error("this is not an otpauth URI")]
    NotOtpauth,
    /// The text is longer than [`MAX_URI_BYTES`], or would be once written again.
    #[error("the URI is longer than {MAX_URI_BYTES} bytes")]
    TooLong,
    /// There are more than [`MAX_EXTRA`] unknown parameters.
    #[error("the URI has more than {MAX_EXTRA} unknown parameters")]
    TooManyParameters,
    /// The URI belongs to another way of signing in.
    #[error("{0} is not supported here")]
    UnsupportedScheme(Scheme),
    /// The type is none of `totp`, `hotp` and `steam`, or contradicts the parameters.
    #[error("the URI has an unknown type of one-time password")]
    UnsupportedType,
    /// A parameter that decides the codes is there twice, with two values.
    #[error("the URI gives two values for `{0}`")]
    RepeatedParameter(&'static str),
    /// There is no secret.
    #[error("the URI has no secret")]
    NoSecret,
    /// The secret cannot be read.
    #[error(transparent)]
    BadSecret(SecretError),
    /// The hash algorithm is unknown.
    #[error("the URI names an unknown hash algorithm")]
    BadAlgorithm,
    /// The number of digits is no number, or out of bounds.
    #[error("the number of digits is out of bounds")]
    BadDigits,
    /// The period is no number, or out of bounds.
    #[error("the period is out of bounds")]
    BadPeriod,
    /// The counter is no number, or out of bounds.
    #[error("the counter is out of bounds")]
    BadCounter,
}

impl UriError {
    /// A name for programs and translations; it never changes.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOtpauth => "uri_not_otpauth",
            Self::TooLong => "uri_too_long",
            Self::TooManyParameters => "uri_too_many_parameters",
            Self::UnsupportedScheme(Scheme::Migration) => "uri_unsupported_migration",
            Self::UnsupportedScheme(Scheme::Motp) => "uri_unsupported_motp",
            Self::UnsupportedScheme(Scheme::PhoneFactor) => "uri_unsupported_phonefactor",
            Self::UnsupportedScheme(Scheme::Yandex) => "uri_unsupported_yandex",
            Self::UnsupportedType => "uri_unsupported_type",
            Self::RepeatedParameter(_) => "uri_repeated_parameter",
            Self::NoSecret => "uri_no_secret",
            Self::BadSecret(_) => "uri_bad_secret",
            Self::BadAlgorithm => "uri_bad_algorithm",
            Self::BadDigits => "uri_bad_digits",
            Self::BadPeriod => "uri_bad_period",
            Self::BadCounter => "uri_bad_counter",
        }
    }
}

impl From<OtpError> for UriError {
    fn from(error: OtpError) -> Self {
        match error {
            OtpError::Digits(_) => Self::BadDigits,
            OtpError::Period(_) => Self::BadPeriod,
            OtpError::UnknownKind => Self::UnsupportedType,
            OtpError::UnknownAlgorithm => Self::BadAlgorithm,
        }
    }
}

/// Neighbours of otpauth that are recognised, so that a user can be told what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// `otpauth-migration://`: several accounts at once, from Google Authenticator.
    Migration,
    /// `motp://`: Mobile-OTP.
    Motp,
    /// `phonefactor://`: Microsoft's push notifications, which hold no key.
    PhoneFactor,
    /// `otpauth://yaotp/`: Yandex Key.
    Yandex,
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Migration => "a Google Authenticator transfer",
            Self::Motp => "Mobile-OTP",
            Self::PhoneFactor => "Microsoft push notification",
            Self::Yandex => "Yandex Key",
        })
    }
}

fn parse_otpauth(rest: &str) -> Result<Uri, UriError> {
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    if host.eq_ignore_ascii_case("yaotp") {
        return Err(UriError::UnsupportedScheme(Scheme::Yandex));
    }
    let query = Query::read(query)?;
    let kind = match (host.parse()?, query.wants_steam()?) {
        (Kind::Hotp, true) => return Err(UriError::UnsupportedType),
        (_, true) => Kind::Steam,
        (kind, false) => kind,
    };

    let mut notices = Vec::new();
    let secret = query.value(Parameter::Secret).ok_or(UriError::NoSecret)?;
    let secret = read_secret(secret, &mut notices)?;
    let algorithm = query
        .value(Parameter::Algorithm)
        .map_or(Ok(Algorithm::default()), str::parse)?;
    let digits = query
        .number(Parameter::Digits, UriError::BadDigits)?
        .unwrap_or(DEFAULT_DIGITS);
    let (period, counter) = match kind {
        Kind::Hotp => {
            let counter = query.number(Parameter::Counter, UriError::BadCounter)?;
            if counter.is_none() {
                notices.push(Notice::MissingCounter);
            }
            (DEFAULT_PERIOD, Some(counter.unwrap_or(0)))
        }
        Kind::Totp | Kind::Steam => {
            let period = query.number(Parameter::Period, UriError::BadPeriod)?;
            (period.unwrap_or(DEFAULT_PERIOD), None)
        }
    };
    let otp = Otp::new(kind, secret, algorithm, digits, period)?;
    let path = decode(path, Plus::Itself);
    let (issuer, label) = read_names(&path, query.issuer(&path), &mut notices);
    Ok(Uri {
        otp,
        issuer,
        label,
        counter,
        extra: query.extra,
        notices,
    })
}

fn parse_steam(rest: &str) -> Result<Uri, UriError> {
    let text = Zeroizing::new(decode(rest.trim_end_matches('/'), Plus::Space));
    let mut notices = Vec::new();
    let secret = read_secret(&text, &mut notices)?;
    let otp = Otp::new(
        Kind::Steam,
        secret,
        Algorithm::Sha1,
        STEAM_DIGITS,
        DEFAULT_PERIOD,
    )?;
    Ok(Uri {
        otp,
        issuer: String::new(),
        label: String::new(),
        counter: None,
        extra: Vec::new(),
        notices,
    })
}

fn read_secret(text: &str, notices: &mut Vec<Notice>) -> Result<Secret, UriError> {
    let (secret, has_left_over) = Secret::read_base32(text).map_err(|error| match error {
        SecretError::Empty => UriError::NoSecret,
        error => UriError::BadSecret(error),
    })?;
    if has_left_over {
        notices.push(Notice::LeftOverBits);
    }
    Ok(secret)
}

/// Issuer and label, from the decoded path and the parameter `issuer`.
fn read_names(path: &str, issuer: &str, notices: &mut Vec<Notice>) -> (String, String) {
    let path = path.trim();
    let issuer = issuer.trim();
    // An issuer with a colon of its own is found only by looking for the whole of it.
    if let Some(label) = path
        .strip_prefix(issuer)
        .and_then(|rest| rest.trim_start().strip_prefix(':'))
    {
        return (issuer.to_owned(), label.trim().to_owned());
    }
    let Some((label_issuer, label)) = path.split_once(':') else {
        return (issuer.to_owned(), path.to_owned());
    };
    let label_issuer = label_issuer.trim();
    let label = label.trim().to_owned();
    if issuer.is_empty() {
        return (label_issuer.to_owned(), label);
    }
    // A writer that puts `+` for spaces into parameters may do so in the label.
    if !label_issuer.is_empty() && label_issuer.replace('+', " ") != issuer {
        notices.push(Notice::IssuerMismatch {
            label_issuer: label_issuer.to_owned(),
        });
    }
    (issuer.to_owned(), label)
}

/// The parameters of a URI, decoded.
#[derive(Default)]
struct Query {
    /// At most one value for each parameter, and none that means the default.
    known: Vec<(Parameter, Zeroizing<String>)>,
    extra: Vec<(String, String)>,
    /// The issuer with what follows it up to the next parameter with a value, should its `&` be its own.
    issuer_with_rest: Option<String>,
}

impl Query {
    fn read(text: &str) -> Result<Self, UriError> {
        let mut query = Self::default();
        let mut follows_issuer = false;
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name, Plus::of(name));
            let parameter = Parameter::named(name.trim());
            if !pair.contains('=')
                && follows_issuer
                && let Some(issuer) = query
                    .issuer_with_rest
                    .take()
                    .or_else(|| query.value(Parameter::Issuer).map(str::to_owned))
            {
                query.issuer_with_rest = Some(format!("{issuer}&{name}"));
            } else {
                follows_issuer = parameter == Some(Parameter::Issuer);
            }
            // Base32 has no plus, so in a secret it can only be a space.
            let secret = parameter == Some(Parameter::Secret);
            let value = decode(value, if secret { Plus::Space } else { Plus::of(value) });
            match parameter {
                Some(parameter) => query.add(parameter, value)?,
                None if query.extra.len() == MAX_EXTRA => return Err(UriError::TooManyParameters),
                None => query.extra.push((name.trim().to_owned(), value)),
            }
        }
        Ok(query)
    }

    fn add(&mut self, parameter: Parameter, value: String) -> Result<(), UriError> {
        let value = Zeroizing::new(value);
        if parameter.is_default(&value) {
            return Ok(());
        }
        match self.value(parameter) {
            None => self.known.push((parameter, value)),
            // Two names for one service are harmless: the first is taken.
            Some(first) if first == value.as_str() || parameter == Parameter::Issuer => {}
            Some(_) => return Err(UriError::RepeatedParameter(parameter.name())),
        }
        Ok(())
    }

    fn value(&self, parameter: Parameter) -> Option<&str> {
        self.known
            .iter()
            .find(|(known, _)| *known == parameter)
            .map(|(_, value)| value.as_str())
    }

    /// The issuer; whole where the writer left its `&` as it was, as OTPClient does, and the path says so too.
    fn issuer(&self, path: &str) -> &str {
        let issuer = self.value(Parameter::Issuer).unwrap_or_default();
        self.issuer_with_rest
            .as_deref()
            .filter(|whole| {
                path.trim()
                    .strip_prefix(whole.trim())
                    .is_some_and(|rest| rest.starts_with(':'))
            })
            .unwrap_or(issuer)
    }

    fn number<T: FromStr>(
        &self,
        parameter: Parameter,
        error: UriError,
    ) -> Result<Option<T>, UriError> {
        self.value(parameter)
            .map(|value| value.trim().parse().map_err(|_| error))
            .transpose()
    }

    fn wants_steam(&self) -> Result<bool, UriError> {
        match self.value(Parameter::Encoder) {
            None => Ok(self.value(Parameter::Steam).is_some()),
            Some(encoder) if encoder.trim().eq_ignore_ascii_case("steam") => Ok(true),
            Some(_) => Err(UriError::UnsupportedType),
        }
    }
}

/// A parameter that has a meaning here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parameter {
    Secret,
    Issuer,
    Algorithm,
    Digits,
    Period,
    Counter,
    Encoder,
    Steam,
}

impl Parameter {
    const ALL: [Self; 8] = [
        Self::Secret,
        Self::Issuer,
        Self::Algorithm,
        Self::Digits,
        Self::Period,
        Self::Counter,
        Self::Encoder,
        Self::Steam,
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|parameter| parameter.name().eq_ignore_ascii_case(name))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::Issuer => "issuer",
            Self::Algorithm => "algorithm",
            Self::Digits => "digits",
            Self::Period => "period",
            Self::Counter => "counter",
            Self::Encoder => "encoder",
            Self::Steam => "steam",
        }
    }

    /// Whether a value means the same as no parameter.
    fn is_default(self, value: &str) -> bool {
        let value = value.trim();
        match self {
            // "null" is Base32, and may be a name.
            Self::Secret | Self::Issuer => value.is_empty(),
            Self::Algorithm | Self::Digits | Self::Period | Self::Counter | Self::Encoder => {
                value.is_empty() || value.eq_ignore_ascii_case("null")
            }
            // A flag, which needs no value.
            Self::Steam => ["0", "false", "null"]
                .iter()
                .any(|no| value.eq_ignore_ascii_case(no)),
        }
    }
}

/// What `+` means in a part of a URI.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plus {
    Itself,
    Space,
}

impl Plus {
    /// What it means in a parameter; the head of this module tells why.
    fn of(parameter: &str) -> Self {
        let has_spaces = parameter.contains(' ') || parameter.contains("%20");
        let at_the_edge = parameter.starts_with('+') || parameter.ends_with('+');
        if has_spaces || at_the_edge || parameter.contains("++") {
            Self::Itself
        } else {
            Self::Space
        }
    }
}

/// Undoes percent-encoding (RFC 3986, section 2.1).
fn decode(text: &str, plus: Plus) -> String {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escape = match (first, after) {
            (b'%', &[high, low, ..]) => byte(high, low),
            _ => None,
        };
        let (byte, length) = match escape {
            Some(byte) => (byte, 3),
            None if first == b'+' && plus == Plus::Space => (b' ', 1),
            None => (first, 1),
        };
        bytes.push(byte);
        rest = &rest[length..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn byte(high: u8, low: u8) -> Option<u8> {
    let digit = |character: u8| char::from(character).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

/// Escapes all but the unreserved characters of RFC 3986, section 2.3.
fn push_escaped(text: &mut String, part: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            text.push('%');
            text.push(char::from(HEX[usize::from(byte >> 4)]));
            text.push(char::from(HEX[usize::from(byte & 0xf)]));
        }
    }
}
