//! A part of the log that is too long for a head: entries of one author.

use keyrack_seal::Plaintext;
use serde::{Deserialize, Serialize};

use super::padded;
use crate::{form::FormError, ids::TeamId, json};

/// The most bytes of a plaintext: the largest entry there may be, in base64url.
const MAX_SEGMENT: usize = 128 << 10;
const MAX_COUNT: usize = 1_000;

/// Entries of the log, as they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment(pub Vec<Vec<u8>>);

impl Segment {
    /// The plaintext.
    ///
    /// # Errors
    /// [`FormError::Malformed`], which means a defect here.
    pub fn write(&self, team: TeamId) -> Result<Plaintext, FormError> {
        padded(&Stored {
            format: FORMAT.to_owned(),
            version: 1,
            team,
            entries: self.0.iter().map(|entry| json::base64(entry)).collect(),
        })
    }

    /// Reads a plaintext. The entries bear signatures of their own, which are not looked at here.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn read(plain: &[u8], team: TeamId) -> Result<Self, FormError> {
        if plain.len() > MAX_SEGMENT {
            return Err(FormError::Malformed);
        }
        let stored: Stored = json::read(plain)?;
        if stored.version != 1 {
            return Err(FormError::Newer);
        }
        if stored.format != FORMAT || stored.entries.len() > MAX_COUNT {
            return Err(FormError::Malformed);
        }
        if stored.team != team {
            return Err(FormError::Misplaced);
        }
        let entries = stored.entries.iter().map(|entry| json::from_base64(entry));
        Ok(Self(entries.collect::<Result<_, _>>()?))
    }
}

const FORMAT: &str = "keyrack-log";

#[derive(Serialize, Deserialize)]
struct Stored {
    format: String,
    version: u64,
    team: TeamId,
    entries: Vec<String>,
}
