//! Whether the vault is open.
//!
//! Nothing in here waits for a disk, so that a lock does not either: [`Standing::shut`] takes the open vault away, and
//! from then on nobody gets at it. What is at work with its keys just then may finish; they are dropped after that.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keyrack_app::Boot;

use super::watch::{Moment, Watch};
use super::{Because, Look, Opened, lock, paper::Paper};
use crate::views::Failure;

/// The keys of a vault, with what needs them; none once they are dropped. Whoever works with them holds the mutex,
/// perhaps for as long as a slow disk takes.
pub(super) type Keys = Mutex<Option<Opened>>;

/// How things stand, for everybody who asks.
pub(super) struct Standing {
    now: Mutex<Now>,
    keys_gone: Condvar,
}

/// How things stand at this moment.
pub(super) struct Now {
    /// The open vault, while it is open.
    pub entry: Option<Entry>,
    /// Why it was locked.
    pub because: Because,
    /// When it was locked, in milliseconds since 1970.
    pub at: u64,
    /// Whether changes went with the keys, because no place could take them.
    pub unsaved_lost: bool,
    /// How often it was locked. What began before a lock must not end with an open vault after it.
    pub locks: u64,
    /// Who is told of it.
    pub watch: Watch,
    /// How many have keys in memory though the vault is shut: those that leave, and those that may come in.
    on_the_way: usize,
}

/// What of an open vault is at hand at once.
pub(super) struct Entry {
    /// The keys.
    pub keys: Arc<Keys>,
    /// When somebody was last at work.
    pub active: Boot,
    /// When there was last a window to see.
    pub seen: Boot,
    /// What the paper window shows.
    pub paper: Option<Arc<Paper>>,
    /// The look that is under way.
    pub look: Option<Arc<Look>>,
    /// The files that were dropped on the window last; `None` for one whose name is no Unicode.
    pub dropped: Vec<Option<PathBuf>>,
}

impl Standing {
    /// Locked since `start`, when the program started.
    pub fn new(start: &Moment) -> Self {
        Self {
            now: Mutex::new(Now {
                entry: None,
                because: Because::Start,
                at: start.at,
                unsaved_lost: false,
                locks: 0,
                watch: Watch::new(start),
                on_the_way: 0,
            }),
            keys_gone: Condvar::new(),
        }
    }

    /// To look at and to change. Nothing slow may be done while this is held.
    pub fn now(&self) -> MutexGuard<'_, Now> {
        lock(&self.now)
    }

    /// The keys.
    ///
    /// # Errors
    /// `locked`.
    pub fn keys(&self) -> Result<Arc<Keys>, Failure> {
        let now = self.now();
        let entry = now.entry.as_ref().ok_or_else(locked)?;
        Ok(Arc::clone(&entry.keys))
    }

    /// Whether `keys` still open something.
    pub fn has(&self, keys: &Arc<Keys>) -> bool {
        let now = self.now();
        now.entry
            .as_ref()
            .is_some_and(|entry| Arc::ptr_eq(&entry.keys, keys))
    }

    /// Opens the vault, unless it was locked since it had been so `locks` times. Who comes in twice finds what the first
    /// one has opened: that may have changes that no file has.
    ///
    /// # Errors
    /// `locked`.
    pub fn enter(&self, opened: Opened, locks: u64, moment: Moment) -> Result<(), Failure> {
        let mut now = self.now();
        if now.locks != locks {
            return Err(locked());
        }
        if now.entry.is_none() {
            now.watch.turn(None, &moment);
            now.entry = Some(Entry {
                keys: Arc::new(Mutex::new(Some(opened))),
                active: moment.boot.clone(),
                seen: moment.boot,
                paper: None,
                look: None,
                dropped: Vec::new(),
            });
        }
        Ok(())
    }

    /// Locks the vault. What is locked already keeps its word of why, when, and what was lost. Returns what was open;
    /// [`Standing::gone`] has to be called for its keys.
    pub fn shut(&self, because: Because, moment: &Moment) -> Option<Entry> {
        let mut now = self.now();
        now.locks += 1;
        let entry = now.entry.take()?;
        (now.because, now.at, now.unsaved_lost) = (because, moment.at, false);
        now.watch.turn(Some(because), moment);
        now.on_the_way += 1;
        Some(entry)
    }

    /// Notes that the keys of a vault that was shut are dropped.
    pub fn gone(&self) {
        self.now().on_the_way -= 1;
        self.keys_gone.notify_all();
    }

    /// Notes that keys are made, until the returned value is dropped.
    pub fn coming(&self) -> Coming<'_> {
        self.now().on_the_way += 1;
        Coming(self)
    }

    /// Waits until no keys are left in memory, but no longer than `patience`.
    pub fn wait_until_gone(&self, patience: Duration) {
        let waited = self
            .keys_gone
            .wait_timeout_while(self.now(), patience, |now| now.on_the_way > 0);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }
}

/// Somebody who makes keys, to come in or to prove the password.
pub(super) struct Coming<'a>(&'a Standing);

impl Drop for Coming<'_> {
    fn drop(&mut self) {
        self.0.gone();
    }
}

pub(super) fn locked() -> Failure {
    Failure::new("locked")
}
