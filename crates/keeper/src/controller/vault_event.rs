//! Who is told, outside of the windows, when the vault is opened, locked or changed.

use keyrack_app::control_socket::{LockChange, LockState};
use keyrack_app::{Boot, Changes, Clock};

use super::lock_reason::LockReason;

/// What happened to the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultEvent {
    /// The lock was opened or closed.
    LockChanged(LockChange),
    /// It was changed while it was open: these folders are otherwise than before.
    Changed(Changes),
    /// What is set on this computer was changed.
    SettingsChanged,
}

/// Is told what happens, and answers whether it wants to hear more. It must not wait: nobody locks meanwhile.
pub type Subscriber = Box<dyn Fn(&VaultEvent) -> bool + Send>;

/// A moment by both clocks.
pub(crate) struct Moment {
    /// Milliseconds since 1970.
    pub at: u64,
    /// Since the computer started.
    pub boot: Boot,
}

/// Those who are told, and what they know of the lock.
pub(crate) struct Subscribers {
    pub(super) all: Vec<Subscriber>,
    pub(super) lock_change: LockChange,
}

impl Moment {
    /// This one.
    pub fn of(clock: &dyn Clock) -> Self {
        Self {
            at: clock.now(),
            boot: clock.boot(),
        }
    }
}

impl Subscribers {
    /// Nobody, of a vault that is locked since `moment`.
    pub fn new(moment: &Moment) -> Self {
        Self {
            all: Vec::new(),
            lock_change: lock_change(Some(LockReason::Start), moment),
        }
    }

    /// Tells that the vault was opened, or locked for a reason.
    pub fn tell_lock(&mut self, locked: Option<LockReason>, moment: &Moment) {
        self.lock_change = lock_change(locked, moment);
        self.tell(&VaultEvent::LockChanged(self.lock_change.clone()));
    }

    /// Tells what happened.
    pub fn tell(&mut self, event: &VaultEvent) {
        self.all.retain(|subscriber| subscriber(event));
    }
}

fn lock_change(locked: Option<LockReason>, moment: &Moment) -> LockChange {
    LockChange {
        event: locked.map_or(LockState::Unlocked, |_| LockState::Locked),
        because: locked.map(|because| because.as_str().to_owned()),
        at: moment.at,
        monotonic_ms: moment.boot.elapsed,
    }
}
