//! What can be had of the screens, and why it cannot.

/// What can be had of the screens here, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    /// For [`capture_all`](super::capture_all).
    pub all: Result<(), Why>,
    /// For [`capture_area`](super::capture_area).
    pub area: Result<(), Why>,
    /// Whether the system asks the person in a window of its own. Some desktops open that only for the program whose
    /// window has the focus, so that window had better stay.
    pub asks: bool,
}

/// Why a way is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// This program has no screen: it runs without a desktop.
    NoDisplay,
    /// Wayland, without the service that takes pictures for programs (`xdg-desktop-portal`).
    NoPortal,
    /// Wayland, with a service that cannot take pictures of an area.
    NoArea,
    /// The screen or the service does not answer.
    NoAnswer,
    /// The person has to allow it first, in the settings of the system.
    NotPermitted,
}

impl Why {
    /// The code by which words are found.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoDisplay => "no_display",
            Self::NoPortal => "no_portal",
            Self::NoArea => "no_area",
            Self::NoAnswer => "no_answer",
            Self::NotPermitted => "not_permitted",
        }
    }
}

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenError {
    /// There is no way to one here.
    Unavailable(Why),
    /// The person or the system has refused it.
    Refused,
    /// The screen, the service or the person has not answered in time.
    TimedOut,
    /// Another program holds mouse or keyboard, as an open menu does.
    Busy,
    /// The screen or the service has gone, or has answered what cannot be used.
    Failed,
}

impl ScreenError {
    /// The code by which words are found.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unavailable(_) => "screen_unavailable",
            Self::Refused => "screen_refused",
            Self::TimedOut => "screen_timed_out",
            Self::Busy => "screen_busy",
            Self::Failed => "screen_failed",
        }
    }
}
