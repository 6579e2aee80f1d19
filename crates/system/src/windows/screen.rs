//! The screens.

use std::time::Duration;

use crate::screen::{Capture, Hint, ScreenError, Ways, Why};

pub const fn ways() -> Ways {
    Ways {
        all: Err(Why::NoDisplay),
        area: Err(Why::NoDisplay),
        asks: false,
    }
}

pub const fn capture_all(_patience: Duration) -> Result<Option<Capture>, ScreenError> {
    Err(ScreenError::Unavailable(Why::NoDisplay))
}

pub fn capture_area(_hint: &Hint<'_>, _patience: Duration) -> Result<Option<Capture>, ScreenError> {
    Err(ScreenError::Unavailable(Why::NoDisplay))
}
