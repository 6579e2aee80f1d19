//! Pictures of what is on the screens, in which a code is looked for.
//!
//! Nothing of it is written to disk, and pixels are wiped when they are dropped. All functions block, some of them for
//! as long as a person takes. They are for a process that holds no keys and can be ended at any time: it draws over
//! other programs, and on Wayland other programs may look at its memory while it asks.

mod area;
mod area_selector;
mod capture;
mod choice;
mod error;
mod hint;
mod hint_box;
mod outline;
mod uncover;

use std::time::Duration;

pub(crate) use area::Area;
pub(crate) use area_selector::{AreaSelector, At, Ground, Input, Key, Monitor};
pub(crate) use capture::MAX_PIXELS;
pub use capture::{Capture, Shot, ShotLayout};
pub(crate) use choice::Chosen;
pub use error::{ScreenError, Ways, Why};
pub use hint::{Drawing, Hint};
pub(crate) use hint_box::{HintBox, draw_hint};
pub(crate) use outline::{HAIRLINE, LINE, Outline};
pub(crate) use uncover::uncover;

use crate::os;

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
