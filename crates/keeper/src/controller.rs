//! The one vault of the app, open or not, and everything that is known about it. The [handlers](crate::handlers) answer the
//! windows with it.
//!
//! Everything that a lock has to forget lies in one place, [`Opened`]: the keys, drafts, a kit that waits, what is on
//! the paper. Locking drops it.

pub mod clock_gap;
pub mod lock_state;
pub mod task;
pub mod vault_event;

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keyrack_app::{Computer, Keyrack, RightTime, Session, Settings};
use lock_state::{Keys, VaultLock, locked};
use zeroize::Zeroizing;

use crate::clipboard::Clipboard;
use crate::handlers::{
    Drafts, Found, Importing, LastCopy, Plan, Restoring, ScanSeries, Support, WaitingKit,
};
use crate::scanner::Scanner;
use crate::shell::Shell;
use crate::views::{Event, Failure, ScanWays};

pub use vault_event::{Subscriber, VaultEvent};

/// One vault, open or not, and everything that the windows may ask about it.
pub struct Controller {
    pub(crate) computer: Computer,
    pub(crate) keyrack: Keyrack,
    pub(crate) shell: Arc<dyn Shell>,
    pub(crate) clipboard: Box<dyn Clipboard>,
    pub(crate) scanner: Box<dyn Scanner>,
    /// Held while our windows are off the screens.
    pub(crate) hiding: Mutex<()>,
    /// Which ways to the screens there are, once the scanner has said so.
    pub(crate) ways: Mutex<Option<ScanWays>>,
    pub(crate) settings: Mutex<Settings>,
    pub(crate) support: Mutex<Support>,
    /// What a time server has said.
    pub(crate) online_clock: Mutex<Option<RightTime>>,
    /// When a backup is due.
    pub(crate) plan: Mutex<Plan>,
    /// Whether one is being written.
    pub(crate) backing_up: Arc<AtomicBool>,
    /// A backup that may become the vault.
    pub(crate) found: Mutex<Found>,
    /// Whether the vault could not be read.
    pub(crate) lost: Mutex<bool>,
    /// Held while a key is derived from a password: one at a time, for each takes memory and is a guess.
    pub(crate) door: Mutex<()>,
    pub(crate) vault_lock: Arc<VaultLock>,
    /// What the clocks said last.
    pub(crate) clocks: Mutex<clock_gap::ClockReading>,
}

/// Why the vault was locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockReason {
    /// The program has just started.
    Start,
    /// A person wished it.
    Person,
    /// Nobody was at work.
    Idle,
    /// The window broke down.
    Crash,
    /// The program ends.
    Quit,
    /// The computer was about to sleep.
    Sleep,
    /// The computer had slept, and had not said so before.
    Wake,
    /// The session was locked.
    SessionLocked,
    /// The screen saver began.
    Screensaver,
    /// The user signed out, or the computer was shut down.
    SignedOut,
    /// Another user's session came to the screen.
    UserSwitch,
    /// The session lost its screen: the connection from afar was closed.
    Disconnected,
    /// The lid was closed.
    Lid,
    /// The clock on the wall was moved, or the computer stood still without knowing.
    TimeJump,
    /// There was no window to see for as long as is set.
    Hidden,
    /// A person wished it in the tray.
    Tray,
    /// A command wished it.
    Command,
}

/// The open vault, and what is forgotten with it.
pub(crate) struct Opened {
    pub(crate) session: Session,
    /// Whether changes were refused when it was opened.
    pub(crate) read_only: bool,
    /// Whether codes are withheld, because somebody helps over a remote connection.
    pub(crate) masked: bool,
    /// Of whom a code was copied last.
    pub(crate) last_copy: Option<LastCopy>,
    /// What was read and is not added yet.
    pub(crate) drafts: Drafts,
    /// What was read by scans that belong together.
    pub(crate) scanned: ScanSeries,
    /// What was read of files.
    pub(crate) importing: Importing,
    /// The kit that is not proved to be at hand yet.
    pub(crate) kit: Option<WaitingKit>,
    /// The backup that was chosen, and how it was before something came back.
    pub(crate) restoring: Restoring,
    /// Why the vault's file could not be followed, if it could not.
    pub(crate) astray: Option<Failure>,
}

impl Controller {
    /// The default vault of `computer`, locked.
    #[must_use]
    pub fn new(
        computer: Computer,
        shell: Arc<dyn Shell>,
        clipboard: Box<dyn Clipboard>,
        scanner: Box<dyn Scanner>,
    ) -> Self {
        Self {
            keyrack: Keyrack::new(computer.clone(), None),
            shell,
            clipboard,
            scanner,
            hiding: Mutex::default(),
            ways: Mutex::default(),
            settings: Mutex::new(Settings::of(&computer)),
            support: Mutex::default(),
            online_clock: Mutex::default(),
            plan: Mutex::default(),
            backing_up: Arc::default(),
            found: Mutex::default(),
            lost: Mutex::default(),
            door: Mutex::default(),
            clocks: Mutex::new(clock_gap::ClockReading::of(&*computer.clock)),
            vault_lock: Arc::new(VaultLock::new(&vault_event::Moment::of(&*computer.clock))),
            computer,
        }
    }

    /// What is set on this computer.
    #[must_use]
    pub fn settings(&self) -> Settings {
        lock(&self.settings).clone()
    }

    /// Acts on the open vault, while nothing else does. What comes of it is not told once the vault is locked.
    pub(crate) fn with<T>(
        &self,
        act: impl FnOnce(&mut Opened) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.with_keys(&self.vault_lock.keys()?, act)
    }

    /// As [`Controller::with`], of the vault that `keys` open and no other.
    pub(crate) fn with_keys<T>(
        &self,
        keys: &Arc<Keys>,
        act: impl FnOnce(&mut Opened) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let done = lock(keys).as_mut().map(act);
        done.filter(|_| self.vault_lock.has(keys))
            .unwrap_or_else(|| Err(locked()))
    }

    /// Changes the open vault. What cannot be saved stays in memory: saving is tried again, and a lock seals it.
    pub(crate) fn change<T>(
        &self,
        act: impl FnOnce(&mut Opened) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let (done, newly_unsaved) = self.with(|opened| {
            let before = opened.session.is_unsaved();
            let done = act(opened);
            self.note_sequence(opened);
            Ok((done, !before && opened.session.is_unsaved()))
        })?;
        if newly_unsaved {
            self.shell.tell(&Event::Unsaved);
        }
        self.vault_lock.now().subscribers.tell(&VaultEvent::Changed);
        done
    }

    /// Lends a text to the clipboard. One that comes there after a lock is taken back.
    pub(crate) fn lend(&self, text: Zeroizing<String>, seconds: u16) -> Result<(), Failure> {
        self.clipboard.lend(text, seconds)?;
        if self.vault_lock.now().unlocked.is_none() {
            _ = self.clipboard.take_back();
            return Err(locked());
        }
        Ok(())
    }
}

/// An id as windows send it: all of it. Words and beginnings of ids are for the command line.
pub(crate) fn whole(id: &str) -> Result<&str, Failure> {
    if keyrack_app::is_id(id) {
        Ok(id)
    } else {
        Err(Failure::new("not_found").with("query", id))
    }
}

pub(crate) fn bad_value(field: &str) -> Failure {
    Failure::new("bad_value").with("field", field)
}

/// What a mutex holds, even after a panic elsewhere: the vault must always be able to be locked.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
