//! Carrying a whole sync out with a store and an office that nobody else has: all steps, one after the other (`steps.rs`).

use std::{collections::BTreeSet, sync::atomic::AtomicBool};

use keyrack_store::{Store, StoreError};

use super::{Cache, Here, Moment, PublishError, Step, SyncSteps};
use crate::{
    alarm::Alarms,
    ids::FolderId,
    office::{Office, Request},
};

pub(super) const HOUR: u64 = 60 * 60 * 1000;
/// A day, in milliseconds.
pub(super) const DAY: u64 = 24 * HOUR;
/// Rounds of reading. What a round brings may name what the next one needs; a chain as long as this is made by nobody who
/// means well.
pub(super) const MAX_ROUNDS: usize = 1_000;

/// What a sync is done with.
pub struct Syncing<'a> {
    /// The store.
    pub store: &'a dyn Store,
    /// What is kept of its files here.
    pub cache: &'a dyn Cache,
    /// When, and with what program.
    pub moment: Moment,
    /// Random numbers.
    pub draw: &'a mut dyn FnMut() -> u64,
    /// Keeps the office on this computer; what was not kept must not be published.
    pub keep: &'a mut dyn FnMut(&Office) -> Result<(), KeepError>,
}

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

impl Syncing<'_> {
    /// Reads what is new, keeps it, and publishes what this device has to.
    ///
    /// # Errors
    /// [`SyncError`]. What was read before that stays; what could not be published waits.
    pub fn run(&mut self, office: &mut Office, options: Options) -> Result<Outcome, SyncError> {
        let mut sync = SyncSteps::new(options);
        let mut errand = sync.begin();
        loop {
            let answer = errand.run(self.store, self.cache, &AtomicBool::new(false));
            let mut here = Here {
                cache: self.cache,
                moment: self.moment.clone(),
                draw: self.draw,
                keep: self.keep,
            };
            match sync.go_on(office, &mut here, answer)? {
                Step::Ask(next) => errand = next,
                Step::Done(outcome) => return Ok(outcome),
            }
        }
    }
}
