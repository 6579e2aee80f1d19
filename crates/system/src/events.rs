//! The moments at which nobody may be at the computer any more.

use std::sync::Arc;
use std::time::Duration;

use crate::os;

/// Why the vault should be locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The computer is about to sleep.
    Sleep,
    /// It woke up. Comes after a [`Cause::Sleep`], or instead of one that was missed.
    Wake,
    /// The session was locked.
    SessionLocked,
    /// The screen saver began.
    Screensaver,
    /// The user signs out, or the computer is about to shut down.
    SignedOut,
    /// Another user's session is on the screen.
    UserSwitch,
    /// The screen of the session is gone: the connection from afar was closed.
    Disconnected,
    /// The lid was closed.
    Lid,
}

/// Who is called at each cause. The system's sleep or end waits for it where the system allows that, so it returns
/// as soon as the keys are gone.
pub(crate) type On = Arc<dyn Fn(Cause) + Send + Sync>;

/// Listens to the system, on threads of its own, for as long as the program runs.
///
/// What cannot be listened to, or is not there yet, is tried again quietly; the program works without it.
#[derive(Debug)]
pub struct EventListener {
    _os: os::EventListener,
}

impl EventListener {
    /// Calls `on` at each cause, on a thread of the listener and perhaps on several at once. The system is let go on once
    /// `on` has returned.
    pub fn start(on: impl Fn(Cause) + Send + Sync + 'static) -> Self {
        Self {
            _os: os::EventListener::start(Arc::new(on)),
        }
    }
}

/// For how long nobody has touched keyboard, mouse or screen in this session, in any program. `None` where the system
/// does not tell.
#[must_use]
pub fn idle() -> Option<Duration> {
    os::idle()
}
