//! The message of a code, and the URI that carries it.

use base64::Engine as _;
use keyrack_otp::{Algorithm, Kind, Otp, Secret};
use prost::Message;
use zeroize::{Zeroize, Zeroizing};

use crate::document::{Account, Factor};
use crate::limits::MAX_TEXT_BYTES;
use crate::names::after_issuer;
use crate::reason::Reason;
use crate::sealed::LENIENT;

/// The place of a code in its transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The number that all parts of the batch carry.
    pub batch: i32,
    /// How many parts the batch has.
    pub of: u32,
    /// The number of this one, counted from 1.
    pub part: u32,
}

/// Why a factor does not fit a code for a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Unfit {
    /// Steam's codes are unknown to Google Authenticator.
    #[serde(rename = "unfit_steam")]
    Steam,
    /// Google Authenticator knows six and eight digits only.
    #[serde(rename = "unfit_digits")]
    Digits,
    /// Google Authenticator knows 30 seconds only.
    #[serde(rename = "unfit_period")]
    Period,
    /// The counter is larger than the message can say.
    #[serde(rename = "unfit_counter")]
    Counter,
    /// Names and secret are too long for a QR code.
    #[serde(rename = "unfit_too_long")]
    TooLong,
}

impl Unfit {
    /// All reasons.
    pub const ALL: [Self; 5] = [
        Self::Steam,
        Self::Digits,
        Self::Period,
        Self::Counter,
        Self::TooLong,
    ];

    /// The stable code that scripts and translations rely on.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Steam => "unfit_steam",
            Self::Digits => "unfit_digits",
            Self::Period => "unfit_period",
            Self::Counter => "unfit_counter",
            Self::TooLong => "unfit_too_long",
        }
    }
}

/// Whether a line is a transfer code, at least by its beginning.
pub(crate) fn is_migration(line: &str) -> bool {
    line.split_once("://")
        .is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case(SCHEME))
}

const SCHEME: &str = "otpauth-migration";

/// The most parts of a batch that are believed: more than a full vault makes.
const MAX_PARTS: u32 = 5_000;

/// What `batch_size`, `version` and so on say is read leniently; unknown fields are passed over.
#[derive(Clone, PartialEq, Message)]
#[prost(skip_debug)]
pub(super) struct Payload {
    /// Each is read on its own, so that one that is damaged leaves the others alone.
    #[prost(bytes = "vec", repeated, tag = "1")]
    pub(super) accounts: Vec<Vec<u8>>,
    #[prost(int32, tag = "2")]
    pub(super) version: i32,
    #[prost(int32, tag = "3")]
    pub(super) batch_size: i32,
    #[prost(int32, tag = "4")]
    pub(super) batch_index: i32,
    #[prost(int32, tag = "5")]
    pub(super) batch_id: i32,
}

/// One account. Names are bytes here, because a name that is no UTF-8 should not cost the account.
#[derive(Clone, PartialEq, Message)]
#[prost(skip_debug)]
pub(super) struct Parameters {
    #[prost(bytes = "vec", tag = "1")]
    secret: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    pub(super) name: Vec<u8>,
    #[prost(bytes = "vec", tag = "3")]
    pub(super) issuer: Vec<u8>,
    /// 0 unspecified, 1 SHA-1, 2 SHA-256, 3 SHA-512, 4 MD5.
    #[prost(int32, tag = "4")]
    algorithm: i32,
    /// 0 unspecified, 1 six, 2 eight.
    #[prost(int32, tag = "5")]
    digits: i32,
    /// 0 unspecified, 1 HOTP, 2 TOTP.
    #[prost(int32, tag = "6")]
    kind: i32,
    #[prost(int64, tag = "7")]
    counter: i64,
}

impl Payload {
    pub(super) fn of(text: &str) -> Result<Self, Reason> {
        let message = data(text)?;
        let payload = Self::decode(&message[..]).map_err(|_| Reason::BadStructure)?;
        // Nearly any short text is a message of unknown fields; one without an account is no transfer.
        if payload.accounts.is_empty() {
            return Err(Reason::BadStructure);
        }
        Ok(payload)
    }

    pub(super) fn part(&self) -> Option<Part> {
        let of = u32::try_from(self.batch_size).ok()?;
        let index = u32::try_from(self.batch_index).ok()?;
        (of <= MAX_PARTS && index < of).then_some(Part {
            batch: self.batch_id,
            of,
            part: index + 1,
        })
    }
}

impl Drop for Payload {
    fn drop(&mut self) {
        self.accounts.zeroize();
    }
}

impl Drop for Parameters {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl Parameters {
    pub(super) fn of(account: &Account, factor: &Factor) -> Result<Self, Unfit> {
        let otp = &factor.otp;
        let kind = match otp.kind() {
            Kind::Hotp => 1,
            Kind::Totp => 2,
            Kind::Steam => return Err(Unfit::Steam),
        };
        let digits = match otp.digits() {
            6 => 1,
            8 => 2,
            _ => return Err(Unfit::Digits),
        };
        if otp.period().is_some_and(|period| period != PERIOD) {
            return Err(Unfit::Period);
        }
        let counter = factor.counter.unwrap_or_default();
        let issuer = &account.issuer;
        // A label that begins as the app would have it begin is read back whole only if it does so twice.
        let name = match after_issuer(&account.label, issuer) {
            Some(_) => format!("{issuer}:{}", account.label),
            None => account.label.clone(),
        };
        Ok(Self {
            secret: otp.secret().as_bytes().to_vec(),
            name: name.into_bytes(),
            issuer: issuer.clone().into_bytes(),
            algorithm: match otp.algorithm() {
                Algorithm::Sha1 => 1,
                Algorithm::Sha256 => 2,
                Algorithm::Sha512 => 3,
            },
            digits,
            kind,
            counter: i64::try_from(counter).map_err(|_| Unfit::Counter)?,
        })
    }

    pub(super) fn factor(&mut self) -> Result<(Otp, Option<u64>), Reason> {
        let algorithm = match self.algorithm {
            0 | 1 => Algorithm::Sha1,
            2 => Algorithm::Sha256,
            3 => Algorithm::Sha512,
            _ => return Err(Reason::Algorithm),
        };
        let kind = match self.kind {
            0 | 2 => Kind::Totp,
            1 => Kind::Hotp,
            _ => return Err(Reason::Type),
        };
        let digits = match self.digits {
            0 | 1 => 6,
            2 => 8,
            _ => return Err(Reason::BadDigits),
        };
        let counter = match kind {
            Kind::Hotp => Some(u64::try_from(self.counter).map_err(|_| Reason::BadCounter)?),
            Kind::Totp | Kind::Steam => None,
        };
        let secret = Secret::from_bytes(std::mem::take(&mut self.secret))?;
        Ok((Otp::new(kind, secret, algorithm, digits, PERIOD)?, counter))
    }
}

/// The seconds that every time-based code of Google Authenticator lives.
const PERIOD: u32 = 30;

pub(super) fn uri(payload: &Payload) -> Zeroizing<String> {
    let message = Zeroizing::new(payload.encode_to_vec());
    let data = Zeroizing::new(LENIENT.encode(&*message));
    let mut uri = Zeroizing::new(String::with_capacity(64 + 3 * data.len()));
    uri.push_str(SCHEME);
    uri.push_str("://offline?data=");
    for character in data.chars() {
        match character {
            '+' => uri.push_str("%2B"),
            '/' => uri.push_str("%2F"),
            '=' => uri.push_str("%3D"),
            character => uri.push(character),
        }
    }
    uri
}

/// The message of a code. Real writers leave `+` unescaped, which others then make a space, use the alphabet for URLs,
/// or leave the padding out.
fn data(uri: &str) -> Result<Zeroizing<Vec<u8>>, Reason> {
    if uri.len() > MAX_TEXT_BYTES {
        return Err(Reason::TooLong);
    }
    let (_, query) = uri.split_once('?').ok_or(Reason::BadStructure)?;
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let data = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| name.eq_ignore_ascii_case("data"))
        .map(|(_, value)| value)
        .ok_or(Reason::BadStructure)?;

    let mut base64 = Zeroizing::new(Vec::with_capacity(data.len()));
    let mut bytes = data.bytes();
    while let Some(byte) = bytes.next() {
        let byte = match byte {
            b'%' => escaped(&mut bytes).ok_or(Reason::BadStructure)?,
            byte => byte,
        };
        base64.push(match byte {
            b' ' | b'-' => b'+',
            b'_' => b'/',
            byte => byte,
        });
    }
    LENIENT
        .decode(&*base64)
        .map(Zeroizing::new)
        .map_err(|_| Reason::BadStructure)
}

fn escaped(bytes: &mut impl Iterator<Item = u8>) -> Option<u8> {
    let mut digit = || char::from(bytes.next()?).to_digit(16);
    u8::try_from(digit()? << 4 | digit()?).ok()
}
