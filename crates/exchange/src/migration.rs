//! The transfer codes of Google Authenticator: `otpauth-migration://offline?data=` and a protocol buffer in Base64.
//!
//! One code carries up to ten accounts; a transfer of more is a batch of codes, each of which tells its place. The
//! message has no public specification; its fields are as the app writes them, in versions 1 and 2. What the app leaves
//! unspecified is SHA-1, six digits and a code by time, and every period is 30 seconds.

mod message;
mod transfer;

use std::collections::{BTreeMap, BTreeSet};

use prost::Message as _;

pub(crate) use message::is_migration;
use message::{Parameters, Payload};
pub use message::{Part, Unfit};
pub(crate) use transfer::unfit;
pub use transfer::{LeftOut, MAX_ACCOUNTS, Transfer, transfer};

use crate::limits::MAX_TEXT_BYTES;
use crate::names::after_issuer;
use crate::reason::Reason;
use crate::row::{Entry, Outcome};

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

fn outcome(message: &[u8]) -> Outcome {
    let Ok(mut parameters) = Parameters::decode(message) else {
        return Outcome::refused(Reason::BadStructure, Default::default());
    };
    let issuer = name(&parameters.issuer);
    let whole = name(&parameters.name);
    let label = after_issuer(&whole, &issuer).unwrap_or(&whole).to_owned();
    let too_long = issuer.len().max(whole.len()) > MAX_TEXT_BYTES;
    match parameters.factor() {
        Ok((otp, counter)) if !too_long => Outcome::Entry(Entry::new(issuer, label, otp, counter)),
        factor => {
            let reason = factor.err().unwrap_or(Reason::TooLong);
            Outcome::refused(reason, (issuer, label))
        }
    }
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}
