//! Which way to the screens there is: the X server itself, or on Wayland the portal.

use std::env;
use std::time::{Duration, Instant};

use super::portal::Portal;
use super::x11::Display;
use crate::screen::{Capture, Hint, ScreenError, Ways, Why};

/// What there is.
enum Way {
    X11(Box<Display>),
    Portal(Portal),
}

pub fn ways() -> Ways {
    let way = way();
    let asks = is_wayland() || matches!(way, Ok(Way::Portal(_)));
    let all = way.as_ref().map(|_| ()).map_err(|error| why(*error));
    let area = way.map_err(why).and_then(|way| match way {
        Way::Portal(portal) if !portal.has_choice() => Err(Why::NoArea),
        _ => Ok(()),
    });
    Ways { all, area, asks }
}

pub fn capture_all(patience: Duration) -> Result<Option<Capture>, ScreenError> {
    match way()? {
        Way::X11(display) => Ok(Some(Capture::Shots(display.capture_all()?))),
        Way::Portal(portal) => by(portal, false, patience),
    }
}

pub fn capture_area(hint: &Hint<'_>, patience: Duration) -> Result<Option<Capture>, ScreenError> {
    match way()? {
        Way::X11(display) => {
            let shot = display.capture_area(hint, Instant::now() + patience)?;
            Ok(shot.map(|shot| Capture::Shots(vec![shot])))
        }
        Way::Portal(portal) if portal.has_choice() => by(portal, true, patience),
        Way::Portal(_) => Err(ScreenError::Unavailable(Why::NoArea)),
    }
}

fn way() -> Result<Way, ScreenError> {
    if is_wayland() {
        return Portal::open().map(Way::Portal);
    }
    let display = Display::open()?;
    // Somebody may have hidden Wayland from us, but its X server shows only black.
    if display.is_in_wayland()? {
        return Portal::open().map(Way::Portal);
    }
    Ok(Way::X11(Box::new(display)))
}

fn is_wayland() -> bool {
    env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty())
}

fn by(portal: Portal, chooses: bool, patience: Duration) -> Result<Option<Capture>, ScreenError> {
    let picture = portal.take(chooses, Instant::now() + patience)?;
    Ok(picture.map(Capture::Encoded))
}

/// Why the way is not there, of an attempt to go it.
const fn why(error: ScreenError) -> Why {
    match error {
        ScreenError::Unavailable(why) => why,
        _ => Why::NoAnswer,
    }
}
