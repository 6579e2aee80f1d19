//! Whether the vault is open.
//!
//! Nothing in here waits for a disk, so that a lock does not either: [`VaultLock::lock`] takes the open vault away, and
//! from then on nobody gets at it. What is at work with its keys just then may finish; they are dropped after that.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use keyrack_app::Boot;
use parking_lot::{Condvar, Mutex, MutexGuard};

use super::lock_reason::LockReason;
use super::opened::Opened;
use super::paper::Paper;
use super::vault_event::{Moment, Subscribers};
use crate::scanner::TaskHandle;
use crate::views::{Failure, WindowErrorCode};

/// The keys of a vault, with what needs them; none once they are dropped. Whoever works with them holds the mutex,
/// perhaps for as long as a slow disk takes.
pub(crate) type Keys = Mutex<Option<Opened>>;

/// The lock of the vault: whether it is open, and who has its keys.
pub(crate) struct VaultLock {
    now: Mutex<State>,
    /// Held while a key is derived from a password: one at a time, for each takes memory and is a guess.
    pub deriving: Mutex<()>,
    keys_gone: Condvar,
}

/// The state of the lock at this moment.
pub(crate) struct State {
    /// The open vault, while it is open.
    pub unlocked: Option<Unlocked>,
    /// Why it was locked.
    pub reason: LockReason,
    /// When it was locked, in milliseconds since 1970.
    pub at: u64,
    /// Whether changes went with the keys, because no place could take them.
    pub unsaved_lost: bool,
    /// How often it was locked. What began before a lock must not end with an open vault after it.
    pub locks: u64,
    /// Who is told of it.
    pub subscribers: Subscribers,
    /// How many have keys in memory though the vault is shut: those that leave, and those that may come in.
    key_holders: usize,
}

/// What of an open vault is at hand at once.
pub(crate) struct Unlocked {
    /// The keys.
    pub keys: Arc<Keys>,
    /// When somebody was last at work.
    pub active: Boot,
    /// When there was last a window to see.
    pub seen: Boot,
    /// What the paper window shows.
    pub paper: Option<Arc<Paper>>,
    /// The task that is under way.
    pub task: Option<Arc<TaskHandle>>,
    /// The files that were dropped on the window last; `None` for one whose name is no Unicode.
    pub dropped: Vec<Option<PathBuf>>,
}

impl VaultLock {
    /// Locked since `start`, when the program started.
    pub fn new(start: &Moment) -> Self {
        Self {
            now: Mutex::new(State {
                unlocked: None,
                reason: LockReason::Start,
                at: start.at,
                unsaved_lost: false,
                locks: 0,
                subscribers: Subscribers::new(start),
                key_holders: 0,
            }),
            deriving: Mutex::default(),
            keys_gone: Condvar::new(),
        }
    }

    /// To look at and to change. Nothing slow may be done while this is held.
    pub fn now(&self) -> MutexGuard<'_, State> {
        self.now.lock()
    }

    /// The keys.
    ///
    /// # Errors
    /// `locked`.
    pub fn keys(&self) -> Result<Arc<Keys>, Failure> {
        let now = self.now();
        let unlocked = now.unlocked.as_ref().ok_or_else(locked)?;
        Ok(Arc::clone(&unlocked.keys))
    }

    /// Whether `keys` still open something.
    pub fn has(&self, keys: &Arc<Keys>) -> bool {
        let now = self.now();
        now.unlocked
            .as_ref()
            .is_some_and(|unlocked| Arc::ptr_eq(&unlocked.keys, keys))
    }

    /// Opens the vault, unless it was locked since it had been so `locks` times. Who comes in twice finds what the first
    /// one has opened: that may have changes that no file has.
    ///
    /// # Errors
    /// `locked`.
    pub fn unlock(&self, opened: Opened, locks: u64, moment: Moment) -> Result<(), Failure> {
        let mut now = self.now();
        if now.locks != locks {
            return Err(locked());
        }
        if now.unlocked.is_none() {
            now.subscribers.tell_lock(None, &moment);
            now.unlocked = Some(Unlocked {
                keys: Arc::new(Mutex::new(Some(opened))),
                active: moment.boot.clone(),
                seen: moment.boot,
                paper: None,
                task: None,
                dropped: Vec::new(),
            });
        }
        Ok(())
    }

    /// Locks the vault. What is locked already keeps its word of why, when, and what was lost. Returns what was open;
    /// [`VaultLock::keys_dropped`] has to be called for its keys.
    pub fn lock(&self, reason: LockReason, moment: &Moment) -> Option<Unlocked> {
        let mut now = self.now();
        now.locks += 1;
        let unlocked = now.unlocked.take()?;
        (now.reason, now.at, now.unsaved_lost) = (reason, moment.at, false);
        now.subscribers.tell_lock(Some(reason), moment);
        now.key_holders += 1;
        Some(unlocked)
    }

    /// Notes that the keys of a vault that was shut are dropped.
    pub fn keys_dropped(&self) {
        self.now().key_holders -= 1;
        self.keys_gone.notify_all();
    }

    /// Notes that keys are made, until the returned value is dropped.
    pub fn guard_keys(&self) -> KeyGuard<'_> {
        self.now().key_holders += 1;
        KeyGuard(self)
    }

    /// Waits until no keys are left in memory, but no longer than `patience`.
    pub fn wait_until_gone(&self, patience: Duration) {
        let mut now = self.now();
        self.keys_gone
            .wait_while_for(&mut now, |now| now.key_holders > 0, patience);
    }
}

/// Somebody who makes keys, to come in or to prove the password.
pub(crate) struct KeyGuard<'a>(&'a VaultLock);

impl Drop for KeyGuard<'_> {
    fn drop(&mut self) {
        self.0.keys_dropped();
    }
}

pub(crate) fn locked() -> Failure {
    Failure::new(WindowErrorCode::Locked)
}
