//! Why the vault is locked.

use std::time::Duration;

use keyrack_app::named;
use keyrack_system::Cause;

named! {
    /// Why the vault was locked.
    #[cfg_attr(test, derive(ts_rs::TS))]
    pub enum LockReason {
        /// The program has just started.
        Start = "start",
        /// A person wished it.
        Person = "person",
        /// Nobody was at work.
        Idle = "idle",
        /// The window broke down.
        Crash = "crash",
        /// The program ends.
        Quit = "quit",
        /// The computer was about to sleep.
        Sleep = "sleep",
        /// The computer had slept, and had not said so before.
        Wake = "wake",
        /// The session was locked.
        SessionLocked = "session_locked",
        /// The screen saver began.
        Screensaver = "screensaver",
        /// The user signed out, or the computer was shut down.
        SignedOut = "signed_out",
        /// Another user's session came to the screen.
        UserSwitch = "user_switch",
        /// The session lost its screen: the connection from afar was closed.
        Disconnected = "disconnected",
        /// The lid was closed.
        Lid = "lid",
        /// The clock on the wall was moved, or the computer stood still without knowing.
        TimeJump = "time_jump",
        /// There was no window to see for as long as is set.
        Hidden = "hidden",
        /// A person wished it in the tray.
        Tray = "tray",
        /// A command wished it.
        Command = "command",
    }
}

impl LockReason {
    /// How long a lock waits for the keys to go. The system waits no longer than five seconds before it sleeps
    /// (logind.conf(5), `InhibitDelayMaxSec`); at the end of the program there is more at stake than a moment.
    pub(crate) const fn patience(self) -> Duration {
        match self {
            Self::Quit => Duration::from_secs(10),
            _ => Duration::from_secs(4),
        }
    }
}

impl From<Cause> for LockReason {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::Sleep => Self::Sleep,
            Cause::Wake => Self::Wake,
            Cause::SessionLocked => Self::SessionLocked,
            Cause::Screensaver => Self::Screensaver,
            Cause::SignedOut => Self::SignedOut,
            Cause::UserSwitch => Self::UserSwitch,
            Cause::Disconnected => Self::Disconnected,
            Cause::Lid => Self::Lid,
        }
    }
}
