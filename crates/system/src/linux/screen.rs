//! Which way to the screens there is: the X server itself, or on Wayland the portal.

use std::time::{Duration, Instant};

use super::x11;
use crate::screen::{Capture, Hint, ScreenError, Ways, Why};

pub fn ways() -> Ways {
    let way = x11::Display::open().map(drop).map_err(why);
    Ways {
        all: way,
        area: way,
    }
}

pub fn capture_all(_patience: Duration) -> Result<Option<Capture>, ScreenError> {
    let display = x11::Display::open()?;
    Ok(Some(Capture::Shots(display.capture_all()?)))
}

pub fn capture_area(hint: &Hint<'_>, patience: Duration) -> Result<Option<Capture>, ScreenError> {
    let display = x11::Display::open()?;
    let shot = display.capture_area(hint, Instant::now() + patience)?;
    Ok(shot.map(|shot| Capture::Shots(vec![shot])))
}

/// Why the way is not there, of an attempt to go it.
const fn why(error: ScreenError) -> Why {
    match error {
        ScreenError::Unavailable(why) => why,
        _ => Why::NoAnswer,
    }
}
