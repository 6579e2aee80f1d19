//! Why the vault is locked.

use std::time::Duration;

use keyrack_system::Cause;

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

impl LockReason {
    /// How long a lock waits for the keys to go. The system waits no longer than five seconds before it sleeps
    /// (logind.conf(5), `InhibitDelayMaxSec`); at the end of the program there is more at stake than a moment.
    pub(crate) const fn patience(self) -> Duration {
        match self {
            Self::Quit => Duration::from_secs(10),
            _ => Duration::from_secs(4),
        }
    }

    /// As windows and commands name it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Person => "person",
            Self::Idle => "idle",
            Self::Crash => "crash",
            Self::Quit => "quit",
            Self::Sleep => "sleep",
            Self::Wake => "wake",
            Self::SessionLocked => "session_locked",
            Self::Screensaver => "screensaver",
            Self::SignedOut => "signed_out",
            Self::UserSwitch => "user_switch",
            Self::Disconnected => "disconnected",
            Self::Lid => "lid",
            Self::TimeJump => "time_jump",
            Self::Hidden => "hidden",
            Self::Tray => "tray",
            Self::Command => "command",
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
