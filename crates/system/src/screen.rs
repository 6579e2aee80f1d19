//! Pictures of what is on the screens, in which a code is looked for.
//!
//! Nothing of it is written to disk, and pixels are wiped when they are dropped. All functions block, some of them for
//! as long as a person takes. They are for a process that holds no keys and can be ended at any time: it draws over
//! other programs, and on Wayland other programs may look at its memory while it asks.

mod area;
mod area_selector;
mod choice;
mod hint_box;
mod outline;
mod uncover;

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

pub(crate) use area::Area;
pub(crate) use area_selector::{AreaSelector, At, Chosen, Ground, Input, Key, Monitor};
pub(crate) use hint_box::{HintBox, draw_hint};
pub(crate) use outline::{HAIRLINE, LINE, Outline};
pub(crate) use uncover::uncover;

use crate::os;

/// How many pixels are taken at once, over all screens: twelve of 3840 × 2160, in 400 MB.
pub(crate) const MAX_PIXELS: u64 = 100_000_000;

/// What can be had of the screens here, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    /// For [`capture_all`].
    pub all: Result<(), Why>,
    /// For [`capture_area`].
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

/// What was on the screens.
pub enum Capture {
    /// Pixels: of each screen, or of an area.
    Shots(Vec<Shot>),
    /// A picture file, of whatever format the system has chosen: usually PNG.
    Encoded(Zeroizing<Vec<u8>>),
}

/// The pixels of a screen or of an area. All sizes are in physical pixels.
pub struct Shot {
    /// From the left edge of the desktop; less than 0 where a screen is left of the main one.
    pub x: i32,
    /// From the upper edge of the desktop.
    pub y: i32,
    /// Pixels in a row; at least 1.
    pub width: u32,
    /// Rows; at least 1.
    pub height: u32,
    /// Rows from the upper one, without padding, four bytes a pixel.
    pub pixels: Zeroizing<Vec<u8>>,
    /// The order of these bytes.
    pub layout: ShotLayout,
}

/// The order of the four bytes of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShotLayout {
    /// Blue, green, red, and one without a meaning.
    Bgrx,
    /// Blue, green, red, opacity.
    Bgra,
    /// Red, green, blue, opacity.
    Rgba,
}

/// Draws what the person is told at the upper edge of each screen, for its scale: 1.0 where an inch has 96 pixels, up to
/// 4.0. It gets round corners and an edge, so there should be some room around the text.
pub type Hint<'a> = dyn Fn(f64) -> Drawing + 'a;

/// A drawn text.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue and opacity, not multiplied; rows from the upper one, without padding.
    pub pixels: Vec<u8>,
}

/// Tells what can be had here, without a picture and without asking the person. Takes a few seconds where the screen or
/// the service hangs.
#[must_use]
pub fn ways() -> Ways {
    os::screen::ways()
}

/// Takes a picture of every screen; the pointer is not in it. `None`: the person has cancelled.
///
/// The system may ask the person first, who is waited for as long as `patience`.
///
/// # Errors
/// See [`ScreenError`].
pub fn capture_all(patience: Duration) -> Result<Option<Capture>, ScreenError> {
    os::screen::capture_all(patience)
}

/// Lets the person choose an area with the mouse or by keys, on all screens, and takes a picture of it with a margin of
/// some pixels. `None`: the person has cancelled.
///
/// Shows the screens as they are, with an outline around the area and `hint` above; both are gone before the picture is
/// taken. Where the system has a way of its own, as on Wayland, that one is shown instead. The person is waited for as
/// long as `patience`. On macOS only the first thread of the program can do it.
///
/// # Errors
/// See [`ScreenError`].
pub fn capture_area(hint: &Hint<'_>, patience: Duration) -> Result<Option<Capture>, ScreenError> {
    os::screen::capture_area(hint, patience)
}

impl Drawing {
    /// Whether there are as many pixels as it says.
    pub(crate) fn is_whole(&self) -> bool {
        let size = u64::from(self.width) * u64::from(self.height) * 4;
        self.pixels.len() as u64 == size
    }
}

impl fmt::Debug for Capture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shots(shots) => f.debug_tuple("Shots").field(shots).finish(),
            Self::Encoded(bytes) => write!(f, "Encoded({} bytes)", bytes.len()),
        }
    }
}

impl fmt::Debug for Shot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            x,
            y,
            width,
            height,
            ..
        } = self;
        write!(f, "Shot({width}x{height}{x:+}{y:+})")
    }
}
