//! From loose parameters to a factor and an entry, as every format but otpauth has to go.

use keyrack_otp::{Algorithm, Kind, Otp, Secret};

use crate::json::Object;
use crate::reason::{Notice, Reason};
use crate::row::Entry;
use crate::sealed;

/// What a file says about a factor. `None` and an empty text mean that it does not say.
pub(crate) struct Parameters<'a> {
    pub(crate) kind: Kind,
    pub(crate) key: Key<'a>,
    pub(crate) algorithm: &'a str,
    pub(crate) digits: Option<u64>,
    pub(crate) period: Option<u64>,
    pub(crate) counter: Option<u64>,
}

/// How a file writes a secret.
#[derive(Clone, Copy)]
pub(crate) enum Key<'a> {
    /// RFC 4648, as people write it.
    Base32(&'a str),
    /// Pairs of hexadecimal digits.
    Hex(&'a str),
    /// RFC 4648.
    Base64(&'a str),
    /// The key itself.
    Bytes(&'a [u8]),
}

/// Makes an entry without names of an object whose members are called `secret` (Base32), `algorithm`, `digits`, `period`
/// and `counter`, as several programs call them.
pub(crate) fn entry_of(kind: Kind, members: &Object<'_>) -> Result<Entry, Reason> {
    let parameters = Parameters {
        kind,
        key: Key::Base32(&members.secret("secret")?.unwrap_or_default()),
        algorithm: &members.text("algorithm")?,
        digits: members.number("digits", Reason::BadDigits)?,
        period: members.number("period", Reason::BadPeriod)?,
        counter: members.number("counter", Reason::BadCounter)?,
    };
    parameters.entry()
}

impl<'a> Parameters<'a> {
    /// A secret about which nothing else is known.
    pub(crate) const fn of_key(kind: Kind, key: Key<'a>) -> Self {
        Self {
            kind,
            key,
            algorithm: "",
            digits: None,
            period: None,
            counter: None,
        }
    }

    /// Makes an entry without names.
    pub(crate) fn entry(&self) -> Result<Entry, Reason> {
        let mut notices = Vec::new();
        let (otp, counter) = self.factor(&mut notices)?;
        let mut entry = Entry::new(String::new(), String::new(), otp, counter);
        entry.notices = notices;
        Ok(entry)
    }

    /// Makes the factor and the counter of its next code.
    ///
    /// What the file does not say is what the otpauth URI would mean by silence: SHA-1, 6 digits, 30 seconds. What it
    /// says wrongly is an error, never another code.
    pub(crate) fn factor(&self, notices: &mut Vec<Notice>) -> Result<(Otp, Option<u64>), Reason> {
        let secret = self.key.read(notices)?;
        let algorithm = match self.algorithm {
            "" => Algorithm::default(),
            name => name.parse()?,
        };
        let digits = self
            .digits
            .map_or(Ok(6), u8::try_from)
            .map_err(|_| Reason::BadDigits)?;
        let period = match self.kind {
            Kind::Hotp => None,
            Kind::Totp | Kind::Steam => self.period,
        };
        let period = period
            .map_or(Ok(30), u32::try_from)
            .map_err(|_| Reason::BadPeriod)?;
        let counter = match self.kind {
            Kind::Hotp => self.counter.or_else(|| {
                notices.push(Notice::CounterAssumed);
                Some(0)
            }),
            Kind::Totp | Kind::Steam => None,
        };
        Ok((
            Otp::new(self.kind, secret, algorithm, digits, period)?,
            counter,
        ))
    }
}

impl Key<'_> {
    fn read(self, notices: &mut Vec<Notice>) -> Result<Secret, Reason> {
        let bytes = match self {
            Self::Base32(text) => {
                let secret = Secret::from_base32(text)?;
                if has_left_over_bits(text, &secret) {
                    notices.push(Notice::LeftOverBits);
                }
                return Ok(secret);
            }
            Self::Hex("") => return Err(Reason::NoSecret),
            Self::Hex(text) => sealed::hex(text).ok_or(Reason::BadSecret)?,
            Self::Base64(text) => sealed::base64(text).ok_or(Reason::BadSecret)?,
            Self::Bytes(bytes) => return Ok(Secret::from_bytes(bytes.to_vec())?),
        };
        Ok(Secret::from_bytes(bytes.to_vec())?)
    }
}

/// Whether the text says more than the secret that was read from it.
fn has_left_over_bits(text: &str, secret: &Secret) -> bool {
    let said = text.chars().filter(char::is_ascii_alphanumeric);
    !said
        .map(|character| character.to_ascii_uppercase())
        .eq(secret.to_base32().chars())
}
