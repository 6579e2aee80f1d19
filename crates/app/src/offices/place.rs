//! Where an office lives, and what may be wrong with that place.

use std::time::Duration;

use keyrack_store::{Address, Bounded, Counted, Credentials, Store, StoreError};
use keyrack_team::layout::{MAX_TEAM_FILE, TEAM_FILE};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::{Error, ErrorCode, Result};

/// How long one request may take. Names and bytes are all that the thread behind it has.
const LIMIT: Duration = Duration::from_secs(60);
/// The same where somebody waits for a code.
const HURRY: Duration = Duration::from_secs(2);

/// How somebody waits for a sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// As long as it takes.
    Long,
    /// Somebody waits for a code.
    Short,
}

/// Where an office lives.
#[derive(Clone)]
pub struct StorePlace {
    /// `file:///…`, `https://…` or `s3://…`; never with a name or password in it.
    pub address: String,
    /// The text of a file with the name and password for it.
    pub credentials: Option<Zeroizing<String>>,
}

impl std::fmt::Debug for StorePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("StorePlace").field(&self.address).finish()
    }
}

/// A store that counts what it is asked.
pub(super) type OpenStore = Counted<Bounded>;

/// A place as it is kept, sealed.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeptPlace {
    pub address: String,
    credentials: Option<String>,
}

impl KeptPlace {
    pub fn of(place: &StorePlace) -> Self {
        Self {
            address: place.address.clone(),
            credentials: place.credentials.as_ref().map(|it| it.to_string()),
        }
    }

    /// Opens the store. Nothing is asked of it yet.
    pub(super) fn open(&self, hurry: bool) -> Result<OpenStore> {
        let credentials = self.credentials.as_deref().map(Credentials::parse);
        let credentials = credentials.transpose();
        let credentials = credentials.map_err(|_| Error::new(ErrorCode::StoreAddress))?;
        let store = keyrack_store::open(&self.address, credentials.as_ref());
        let limit = if hurry { HURRY } else { LIMIT };
        Ok(Counted::new(Bounded::new(store?, limit)))
    }

    /// How often it is looked there, in milliseconds, by what a request costs.
    pub(super) fn pace(&self) -> u64 {
        match Address::parse(&self.address) {
            Ok(Address::S3(_)) => 300_000,
            Ok(Address::WebDav(_)) => 60_000,
            Ok(Address::Folder(_)) | Err(_) => 30_000,
        }
    }

    /// What is kept, as JSON.
    pub(super) fn write(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).unwrap_or_default())
    }
}

impl Drop for KeptPlace {
    fn drop(&mut self) {
        self.credentials.zeroize();
    }
}

impl StorePlace {
    /// Whether it can be the place of an office, as far as that can be told without asking it.
    ///
    /// # Errors
    /// [`ErrorCode::StoreAddress`].
    pub fn check(&self) -> Result<()> {
        Address::parse(&self.address)?;
        Ok(())
    }

    /// Whether an office lives here already. Tries that files can be created, for everybody in an office does so.
    ///
    /// # Errors
    /// Why no office can live here.
    pub fn holds_office(&self) -> Result<bool> {
        match self.probed()?.read(TEAM_FILE, MAX_TEAM_FILE) {
            // One that is too large is none, but a second office would not get its place.
            Ok(_) | Err(StoreError::TooLarge) => Ok(true),
            Err(StoreError::NotFound) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens the store, and makes sure that it can be used.
    pub(super) fn probed(&self) -> Result<OpenStore> {
        let store = KeptPlace::of(self).open(false)?;
        match store.probe()?.can_create {
            true => Ok(store),
            false => Err(Error::new(ErrorCode::StoreReadOnly)),
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::new(match error {
            StoreError::BadAddress => ErrorCode::StoreAddress,
            StoreError::Unreachable | StoreError::TimedOut => ErrorCode::StoreUnreachable,
            StoreError::Refused => ErrorCode::StoreRefused,
            StoreError::ReadOnly => ErrorCode::StoreReadOnly,
            StoreError::Full => ErrorCode::StoreFull,
            StoreError::NotFound
            | StoreError::TooLarge
            | StoreError::NotPlain
            | StoreError::Broken => ErrorCode::StoreBroken,
        })
    }
}
