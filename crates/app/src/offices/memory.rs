//! What is known of an office while the vault is open, so that nobody has to read the log for it.

use std::sync::Arc;

use keyrack_store::Listed;
use keyrack_team::{
    alarm::AlarmCode,
    office::{Office, Request},
    rules::Class,
};

use super::{files::Mark, place::OpenStore};
use crate::{
    ErrorCode,
    view::{AlarmView, RequestView},
};

/// What is known of an office, besides its folders.
#[derive(Default)]
pub(crate) struct OfficeMemory {
    /// What the log said when it was last looked at.
    pub known: Option<Known>,
    /// Why the last sync did not get through.
    pub trouble: Option<ErrorCode>,
    /// When the store was last read, in milliseconds since 1970, where that was not kept.
    pub read_at: Option<u64>,
    /// Who asks to join, as it was last seen.
    pub requests: Vec<Request>,
    pub request_views: Vec<RequestView>,
    /// Counts what was done here that has to be sent.
    pub changes: u64,
    /// The office as the last step of a sync left it.
    pub at_hand: Option<AtHand>,
    /// What makes a poll one that brings nothing.
    pub rest: Option<Rest>,
    /// The store, for those who wait and for those who do not; and how often it is looked into, in milliseconds.
    pub stores: [Option<Arc<OpenStore>>; 2],
    pub pace: Option<u64>,
}

/// What the log said.
pub(crate) struct Known {
    /// The file that it was read from.
    pub state: Mark,
    /// What this person is in the office.
    pub class: Option<Class>,
    /// What a person should know.
    pub alarms: Vec<AlarmView>,
    /// How much waits to be sent, apart from folders.
    pub entries: usize,
    /// When the store was last read, in milliseconds since 1970.
    pub synced: Option<u64>,
    /// Whether somebody may answer an invitation.
    pub awaits_answers: bool,
    /// Why nothing can be read of it here.
    pub broken: Option<ErrorCode>,
}

/// An office between two steps of a sync.
pub(crate) struct AtHand {
    /// Of which sync.
    pub sync: u64,
    /// By what it is recognised as the newest there is.
    pub state: Mark,
    pub version: u64,
    pub office: Office,
}

/// What a listing has to be, and until when, for a poll to have nothing to do.
pub(crate) struct Rest {
    pub listed: Vec<Vec<Listed>>,
    pub state: Mark,
    pub version: u64,
    /// What was to be said of the clock.
    pub clock: Option<AlarmCode>,
    /// In milliseconds since 1970.
    pub until: u64,
}

impl std::fmt::Debug for OfficeMemory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OfficeMemory")
            .field("changes", &self.changes)
            .finish_non_exhaustive()
    }
}
