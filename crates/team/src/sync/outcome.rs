//! How a sync is done, what it did, and why there was none.

use std::collections::BTreeSet;

use keyrack_store::StoreError;

use super::PublishError;
use crate::{alarm::Alarms, ids::FolderId, office::Request};

pub(super) const HOUR: u64 = 60 * 60 * 1000;
/// A day, in milliseconds.
pub(super) const DAY: u64 = 24 * HOUR;
/// Rounds of reading. What a round brings may name what the next one needs; a chain as long as this is made by nobody who
/// means well.
pub(super) const MAX_ROUNDS: usize = 1_000;

/// The office could not be kept on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the office cannot be saved on this computer")]
pub struct KeepError;

/// How a sync is done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Publish folders though an owner knows more of the log.
    pub incomplete: bool,
    /// Make the office anew in a store where it is no more.
    pub seed: bool,
    /// Publish nothing.
    pub only_read: bool,
    /// Look on an owner's device who asks to join.
    pub requests: bool,
}

/// What a sync did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many heads of others were taken in.
    pub pulled: usize,
    /// Whether a head was published.
    pub published: bool,
    /// Folders that changed.
    pub changed: BTreeSet<FolderId>,
    /// What a person should know.
    pub alarms: Alarms,
    /// Why something did not reach the store, which waits.
    pub waiting: Option<StoreError>,
    /// Who asks to join; none where it was not looked.
    pub requests: Option<Vec<Request>>,
}

/// Why there was no sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SyncError {
    /// The store did not do what it was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store holds another office.
    #[error("the store holds another office")]
    OtherOffice,
    /// The office is not in the store.
    #[error("the office is not in the store")]
    OfficeGone,
    /// What was read could not be kept.
    #[error(transparent)]
    Keep(#[from] KeepError),
    /// A folder could not be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
}
