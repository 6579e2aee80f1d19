//! The one vault of the app, open or not, and everything that is known about it. The [handlers](crate::handlers) answer the
//! windows with it.
//!
//! Everything that a lock has to forget lies in one place, [`Opened`](opened::Opened): the keys, drafts, a kit that waits, what is on
//! the paper. Locking drops it.

pub(crate) mod at_hand;
pub(crate) mod backups;
pub(crate) mod clock_gap;
pub(crate) mod lock_reason;
pub(crate) mod lock_state;
pub(crate) mod office_turns;
pub(crate) mod offices;
pub(crate) mod opened;
pub(crate) mod paper;
pub(crate) mod remote_help;
pub(crate) mod task;
pub(crate) mod vault_event;

use std::sync::Arc;

use keyrack_app::control_socket::LockChange;
use keyrack_app::{Computer, ErrorCode, Keyrack, RightTime, Settings};
use parking_lot::Mutex;
use zeroize::Zeroizing;

use backups::BackupState;
use clock_gap::ClockReading;
use lock_state::{Keys, VaultLock, locked};
use office_turns::OfficeTurns;
use opened::Opened;
use remote_help::RemoteHelp;
use vault_event::Moment;

use crate::clipboard::Clipboard;
use crate::scanner::Scanner;
use crate::shell::Shell;
use crate::views::{Event, Failure, ScanWays};

pub use lock_reason::LockReason;
pub use vault_event::{Subscriber, VaultEvent};

/// The one vault of the app, and everything that the windows may ask about it. Each part has a lock of its own, if it
/// needs one; none is held while another is waited for.
pub struct Controller {
    pub(crate) computer: Computer,
    pub(crate) keyrack: Keyrack,
    pub(crate) shell: Arc<dyn Shell>,
    pub(crate) clipboard: Box<dyn Clipboard>,
    pub(crate) settings: Mutex<Settings>,
    pub(crate) vault_lock: Arc<VaultLock>,
    pub(crate) scanning: Scanning,
    pub(crate) backups: BackupState,
    pub(crate) remote_help: Mutex<RemoteHelp>,
    pub(crate) clocks: Clocks,
    pub(crate) office_turns: OfficeTurns,
}

/// The way to codes on screens and in pictures.
pub(crate) struct Scanning {
    pub(crate) scanner: Box<dyn Scanner>,
    /// Held while our windows are off the screens.
    pub(crate) windows_hidden: Mutex<()>,
    /// Which ways to the screens there are, once the scanner has said so.
    pub(crate) ways: Mutex<Option<ScanWays>>,
}

/// What is known of the clocks.
pub(crate) struct Clocks {
    /// What a time server has said.
    pub(crate) online: Mutex<Option<RightTime>>,
    /// What those of the computer said last.
    pub(crate) last: Mutex<ClockReading>,
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
            settings: Mutex::new(Settings::of(&computer)),
            vault_lock: Arc::new(VaultLock::new(&Moment::of(&*computer.clock))),
            scanning: Scanning {
                scanner,
                windows_hidden: Mutex::default(),
                ways: Mutex::default(),
            },
            backups: BackupState::default(),
            remote_help: Mutex::default(),
            clocks: Clocks {
                online: Mutex::default(),
                last: Mutex::new(ClockReading::of(&*computer.clock)),
            },
            office_turns: OfficeTurns::default(),
            computer,
        }
    }

    /// Since when the vault is open, or not.
    #[must_use]
    pub fn lock_change(&self) -> LockChange {
        self.vault_lock.now().subscribers.lock_change.clone()
    }

    /// Tells `subscriber` of everything that happens after the change that is returned.
    pub fn subscribe(&self, subscriber: Subscriber) -> LockChange {
        let subscribers = &mut self.vault_lock.now().subscribers;
        subscribers.all.push(subscriber);
        subscribers.lock_change.clone()
    }

    /// Whether the vault is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.vault_lock.now().unlocked.is_some()
    }

    /// What is set on this computer.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.settings.lock().clone()
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
        let done = keys.lock().as_mut().map(act);
        done.filter(|_| self.vault_lock.has(keys))
            .unwrap_or_else(|| Err(locked()))
    }

    /// Changes the open vault. What cannot be saved stays in memory: saving is tried again, and a lock seals it.
    pub(crate) fn change<T>(
        &self,
        act: impl FnOnce(&mut Opened) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let (done, newly_unsaved, changes) = self.with(|opened| {
            let before = opened.session.is_unsaved();
            let done = act(opened);
            self.note_sequence(opened);
            let newly_unsaved = !before && opened.session.is_unsaved();
            Ok((done, newly_unsaved, opened.session.take_changes()))
        })?;
        if newly_unsaved {
            self.shell.tell(&Event::Unsaved);
        }
        self.vault_lock
            .now()
            .subscribers
            .tell(&VaultEvent::Changed(changes));
        // What was done in an office is sent soon, without anybody waiting for it.
        self.office_turns.nudge();
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
        Err(Failure::new(ErrorCode::NotFound).with("query", id))
    }
}

pub(crate) fn bad_value(field: &str) -> Failure {
    Failure::new(ErrorCode::BadValue).with("field", field)
}
