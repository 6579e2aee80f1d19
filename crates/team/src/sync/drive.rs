//! Carrying a whole sync out with a store and an office that nobody else has: all steps, one after the other (`steps.rs`).

use std::sync::atomic::AtomicBool;

use keyrack_store::Store;

use super::{Cache, Here, KeepError, Moment, Options, Outcome, Step, SyncError, SyncSteps};
use crate::office::Office;

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

impl Syncing<'_> {
    /// Reads what is new, keeps it, and publishes what this device has to.
    ///
    /// # Errors
    /// [`SyncError`]. What was read before that stays; what could not be published waits.
    pub fn run(&mut self, office: &mut Office, options: Options) -> Result<Outcome, SyncError> {
        // What was told before may not be so any more.
        let _ = self.store.take_clock_lead();
        let mut sync = SyncSteps::new(options);
        let mut errand = sync.begin();
        loop {
            let answer = errand.run(self.store, self.cache, &AtomicBool::new(false));
            let mut here = Here {
                cache: self.cache,
                clock_lead: self.store.take_clock_lead(),
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
