//! The transfer codes of Google Authenticator: `otpauth-migration://offline?data=` and a protocol buffer in Base64.
//!
//! One code carries up to ten accounts; a transfer of more is a batch of codes, each of which tells its place. The
//! message has no public specification; its fields are as the app writes them, in versions 1 and 2. What the app leaves
//! unspecified is SHA-1, six digits and a code by time, and every period is 30 seconds.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use keyrack_otp::{Algorithm, Kind, Otp, Secret};
use prost::Message;
use zeroize::{Zeroize, Zeroizing};

use crate::{Account, Document, Entry, Factor, MAX_TEXT_BYTES, Outcome, Reason, Refusal};

/// The most accounts of one code, as in Google's app.
pub const MAX_ACCOUNTS: usize = 10;

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

/// Parts of a batch that were not among what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The number that all parts of the batch carry.
    pub batch: i32,
    /// How many parts the batch has.
    pub of: u32,
    /// The numbers of the missing ones, counted from 1.
    pub parts: Vec<u32>,
}

/// Accounts as codes for Google Authenticator.
#[derive(Default)]
pub struct Transfer {
    /// The texts of the codes, in their order.
    pub codes: Vec<Zeroizing<String>>,
    /// The factors that no such code can hold.
    pub left_out: Vec<LeftOut>,
}

/// A factor that a transfer cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why not.
    pub reason: Unfit,
    /// Who issued the secret.
    pub issuer: String,
    /// The user or account name.
    pub label: String,
}

/// Why a factor does not fit a code for a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unfit {
    /// Steam's codes are unknown to Google Authenticator.
    Steam,
    /// Google Authenticator knows six and eight digits only.
    Digits,
    /// Google Authenticator knows 30 seconds only.
    Period,
    /// The counter is larger than the message can say.
    Counter,
    /// Names and secret are too long for a QR code.
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

/// Writes all factors that are not in the trash as one batch of codes.
///
/// A code has at most [`MAX_ACCOUNTS`] accounts, and fewer where their names are so long that a phone could hardly read
/// it off a screen. `batch` should be drawn at random: phones and people tell by it which codes belong together.
#[must_use]
pub fn transfer(document: &Document, batch: i32) -> Transfer {
    let mut transfer = Transfer::default();
    let mut parts: Vec<Payload> = Vec::new();
    let mut room = 0;
    let factors = document
        .accounts
        .iter()
        .filter(|account| account.trashed.is_none())
        .flat_map(|account| account.factors.iter().map(move |factor| (account, factor)));
    for (account, factor) in factors {
        let message = match message(account, factor) {
            Ok(message) => message,
            Err(reason) => {
                transfer.left_out.push(LeftOut {
                    reason,
                    issuer: account.issuer.clone(),
                    label: account.label.clone(),
                });
                continue;
            }
        };
        let fits = room >= message.len();
        match parts.last_mut() {
            Some(part) if fits && part.accounts.len() < MAX_ACCOUNTS => {
                room -= message.len();
                part.accounts.push(message);
            }
            _ => {
                room = EASY_PAYLOAD.saturating_sub(message.len());
                parts.push(Payload {
                    accounts: vec![message],
                    version: 1,
                    batch_id: batch,
                    ..Payload::default()
                });
            }
        }
    }
    let size = i32::try_from(parts.len()).unwrap_or(i32::MAX);
    transfer.codes = (0..)
        .zip(&mut parts)
        .map(|(index, part)| {
            part.batch_size = size;
            part.batch_index = index;
            uri(part)
        })
        .collect();
    transfer
}

/// Why no such code can hold a factor; `None` if one can.
pub(crate) fn unfit(account: &Account, factor: &Factor) -> Option<Unfit> {
    message(account, factor).err()
}

fn message(account: &Account, factor: &Factor) -> Result<Vec<u8>, Unfit> {
    let message = Parameters::of(account, factor)?.encode_to_vec();
    if message.len() > MAX_MESSAGE {
        return Err(Unfit::TooLong);
    }
    Ok(message)
}

/// Whether a line is a transfer code, at least by its beginning.
pub(crate) fn is_migration(line: &str) -> bool {
    line.split_once("://")
        .is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case(SCHEME))
}

/// Reads one code. What it holds comes in its order; `seen` notes which part of which batch it is.
pub(crate) fn read(text: &str, seen: &mut Batches) -> Result<Vec<Outcome>, Reason> {
    let payload = Payload::of(text)?;
    if let Some(part) = payload.part() {
        seen.note(part);
    }
    Ok(payload.accounts.iter().map(|it| outcome(it)).collect())
}

/// The place of a code in its transfer. A code that says nothing sensible of it stands for itself.
pub(crate) fn part(text: &str) -> Option<Part> {
    is_migration(text)
        .then(|| Payload::of(text).ok()?.part())
        .flatten()
}

/// Which parts of which batches were read.
#[derive(Default)]
pub(crate) struct Batches(BTreeMap<(i32, u32), BTreeSet<u32>>);

impl Batches {
    /// What is not there yet.
    pub(crate) fn missing(&self) -> Vec<Missing> {
        self.0
            .iter()
            .map(|(&(batch, of), seen)| Missing {
                batch,
                of,
                parts: (1..=of).filter(|part| !seen.contains(part)).collect(),
            })
            .filter(|missing| !missing.parts.is_empty())
            .collect()
    }

    fn note(&mut self, part: Part) {
        let seen = self.0.entry((part.batch, part.of)).or_default();
        seen.insert(part.part);
    }
}

const SCHEME: &str = "otpauth-migration";

/// The most parts of a batch that are believed: more than a full vault makes.
const MAX_PARTS: u32 = 5_000;

/// The most bytes that the accounts of one code have together, unless it holds one only: 117 modules on a side.
const EASY_PAYLOAD: usize = 600;

/// The most bytes of the message of one account, which becomes a code of its own then: 169 modules on a side.
const MAX_MESSAGE: usize = 1_400;

/// What `batch_size`, `version` and so on say is read leniently; unknown fields are passed over.
#[derive(Clone, PartialEq, Message)]
#[prost(skip_debug)]
struct Payload {
    /// Each is read on its own, so that one that is damaged leaves the others alone.
    #[prost(bytes = "vec", repeated, tag = "1")]
    accounts: Vec<Vec<u8>>,
    #[prost(int32, tag = "2")]
    version: i32,
    #[prost(int32, tag = "3")]
    batch_size: i32,
    #[prost(int32, tag = "4")]
    batch_index: i32,
    #[prost(int32, tag = "5")]
    batch_id: i32,
}

/// One account. Names are bytes here, because a name that is no UTF-8 should not cost the account.
#[derive(Clone, PartialEq, Message)]
#[prost(skip_debug)]
struct Parameters {
    #[prost(bytes = "vec", tag = "1")]
    secret: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    name: Vec<u8>,
    #[prost(bytes = "vec", tag = "3")]
    issuer: Vec<u8>,
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
    fn of(text: &str) -> Result<Self, Reason> {
        let message = data(text)?;
        let payload = Self::decode(&message[..]).map_err(|_| Reason::BadStructure)?;
        // Nearly any short text is a message of unknown fields; one without an account is no transfer.
        if payload.accounts.is_empty() {
            return Err(Reason::BadStructure);
        }
        Ok(payload)
    }

    fn part(&self) -> Option<Part> {
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
    fn of(account: &Account, factor: &Factor) -> Result<Self, Unfit> {
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

    fn factor(&mut self) -> Result<(Otp, Option<u64>), Reason> {
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

fn outcome(message: &[u8]) -> Outcome {
    let Ok(mut parameters) = Parameters::decode(message) else {
        return Outcome::Refused(Refusal {
            reason: Reason::BadStructure,
            issuer: String::new(),
            label: String::new(),
        });
    };
    let issuer = name(&parameters.issuer);
    let whole = name(&parameters.name);
    let label = after_issuer(&whole, &issuer).unwrap_or(&whole).to_owned();
    let too_long = issuer.len().max(whole.len()) > MAX_TEXT_BYTES;
    match parameters.factor() {
        Ok((otp, counter)) if !too_long => Outcome::Entry(Entry::new(issuer, label, otp, counter)),
        factor => Outcome::Refused(Refusal {
            reason: factor.err().unwrap_or(Reason::TooLong),
            issuer,
            label,
        }),
    }
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// What follows `issuer:` in a name, where the app has kept the label of the URI that it once read.
pub(crate) fn after_issuer<'a>(name: &'a str, issuer: &str) -> Option<&'a str> {
    if issuer.is_empty() {
        return None;
    }
    let rest = name.strip_prefix(issuer)?.trim_start();
    Some(rest.strip_prefix(':')?.trim_start())
}

fn uri(payload: &Payload) -> Zeroizing<String> {
    let message = Zeroizing::new(payload.encode_to_vec());
    let data = Zeroizing::new(BASE64.encode(&*message));
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
    BASE64
        .decode(&*base64)
        .map(Zeroizing::new)
        .map_err(|_| Reason::BadStructure)
}

fn escaped(bytes: &mut impl Iterator<Item = u8>) -> Option<u8> {
    let mut digit = || char::from(bytes.next()?).to_digit(16);
    u8::try_from(digit()? << 4 | digit()?).ok()
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);
