//! A part of a long list of folders: those whose id begins with one hex digit.

use keyrack_seal::Plaintext;
use serde::{Deserialize, Serialize};

use super::padded;
use crate::{
    form::FormError,
    head::{Listing, MAX_PAGE},
    ids::{DeviceId, TeamId},
    json,
};

/// A page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    format: String,
    version: u64,
    team: TeamId,
    dev: DeviceId,
    page: usize,
    list: Vec<Listing>,
}

impl Page {
    /// The page of a digit.
    #[must_use]
    pub fn new(team: TeamId, device: DeviceId, digit: usize, list: Vec<Listing>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: 1,
            team,
            dev: device,
            page: digit,
            list,
        }
    }

    /// The plaintext.
    ///
    /// # Errors
    /// [`FormError::Malformed`], which means a defect here.
    pub fn write(&self) -> Result<Plaintext, FormError> {
        padded(self)
    }

    /// Reads a page, which must be the one that is expected.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn read(
        plain: &[u8],
        team: TeamId,
        device: DeviceId,
        digit: usize,
    ) -> Result<Vec<Listing>, FormError> {
        let page: Self = json::read(plain)?;
        if page.version != 1 {
            return Err(FormError::Newer);
        }
        if page.format != FORMAT || page.list.len() > MAX_PAGE {
            return Err(FormError::Malformed);
        }
        let is_the_one = page.team == team && page.dev == device && page.page == digit;
        let fits = page.list.iter().all(|it| it.digit() == digit);
        match is_the_one && fits {
            true => Ok(page.list),
            false => Err(FormError::Misplaced),
        }
    }
}

const FORMAT: &str = "keyrack-page";
