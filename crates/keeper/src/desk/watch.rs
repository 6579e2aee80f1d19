//! Who is told, outside of the windows, when the vault is opened, locked or changed.

use keyrack_app::control_socket::{LockChange, LockState};
use keyrack_app::{Boot, Clock};

use super::{Because, Desk};

/// What happened to the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// It was opened or locked.
    Turned(LockChange),
    /// It was changed while it was open.
    Changed,
}

/// Is told what happens, and answers whether it wants to hear more. It must not wait: nobody locks meanwhile.
pub type Watcher = Box<dyn Fn(&Happening) -> bool + Send>;

/// A moment by both clocks.
pub(super) struct Moment {
    /// Milliseconds since 1970.
    pub at: u64,
    /// Since the computer started.
    pub boot: Boot,
}

/// Those who watch, and what they know.
pub(super) struct Watch {
    watchers: Vec<Watcher>,
    turn: LockChange,
}

impl Desk {
    /// Since when the vault is open, or not.
    #[must_use]
    pub fn turn(&self) -> LockChange {
        self.standing.now().watch.turn.clone()
    }

    /// Tells `watcher` of everything that happens after the turn that is returned.
    pub fn watch(&self, watcher: Watcher) -> LockChange {
        let watch = &mut self.standing.now().watch;
        watch.watchers.push(watcher);
        watch.turn.clone()
    }
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

impl Watch {
    /// Nobody, of a vault that is locked since `moment`.
    pub fn new(moment: &Moment) -> Self {
        Self {
            watchers: Vec::new(),
            turn: turn(Some(Because::Start), moment),
        }
    }

    /// Tells that the vault was opened, or locked for a reason.
    pub fn turn(&mut self, locked: Option<Because>, moment: &Moment) {
        self.turn = turn(locked, moment);
        self.tell(&Happening::Turned(self.turn.clone()));
    }

    /// Tells what happened.
    pub fn tell(&mut self, happening: &Happening) {
        self.watchers.retain(|watcher| watcher(happening));
    }
}

fn turn(locked: Option<Because>, moment: &Moment) -> LockChange {
    LockChange {
        event: locked.map_or(LockState::Unlocked, |_| LockState::Locked),
        because: locked.map(|because| because.as_str().to_owned()),
        at: moment.at,
        monotonic_ms: moment.boot.elapsed,
    }
}
