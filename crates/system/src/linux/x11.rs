//! The screens of an X server, asked of the server itself: no program but the server is needed for it.
//!
//! A picture of the root window is what is seen on it, all windows of others included, without the pointer. Its pixels
//! are those of the screen, whatever the desktop scales, and turned as the screen is.

mod monitors;
mod overlay;
mod pixels;
mod timed_stream;

use std::env;
use std::time::Instant;

use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::errors::{ConnectionError, ReplyError, ReplyOrIdError};
use x11rb::protocol::xproto::Screen;
use x11rb::rust_connection::RustConnection;

use crate::screen::{Area, Hint, MAX_PIXELS, ScreenError, Shot, Why};
use timed_stream::TimedStream;

/// A connection to an X server. Each wait for it is bounded.
#[derive(Debug)]
pub struct Display {
    connection: RustConnection<TimedStream>,
}

impl Display {
    /// Connects to the display that the environment names.
    pub fn open() -> Result<Self, ScreenError> {
        if env::var_os("DISPLAY").is_none_or(|name| name.is_empty()) {
            return Err(ScreenError::Unavailable(Why::NoDisplay));
        }
        let connection = timed_stream::connect()?;
        Ok(Self { connection })
    }

    /// Whether the server is one inside Wayland, which sees only the windows of its own programs.
    pub fn is_in_wayland(&self) -> Result<bool, ScreenError> {
        let extension = self.connection.extension_information("XWAYLAND")?;
        Ok(extension.is_some())
    }

    /// A picture of every monitor. Monitors that show the same are taken once.
    pub fn capture_all(&self) -> Result<Vec<Shot>, ScreenError> {
        match self.capture_monitors() {
            // A monitor that goes or turns in between leaves an area that is no longer there.
            Err(ScreenError::Failed) => self.capture_monitors(),
            done => done,
        }
    }

    /// A picture of an area that the person chooses, until `end`. `None`: none is chosen.
    pub fn capture_area(&self, hint: &Hint<'_>, end: Instant) -> Result<Option<Shot>, ScreenError> {
        let chosen = overlay::choose(self, hint, end)?;
        let shot = chosen.map(|(screen, area)| self.capture(screen, area));
        shot.transpose()
    }

    fn capture_monitors(&self) -> Result<Vec<Shot>, ScreenError> {
        let mut areas = Vec::new();
        for screen in self.screens() {
            let monitors = monitors::of(&self.connection, screen)?;
            areas.extend(monitors.into_iter().map(|monitor| (screen, monitor.area)));
        }
        if areas.iter().map(|(_, area)| area.pixels()).sum::<u64>() > MAX_PIXELS {
            return Err(ScreenError::Failed);
        }
        let shots = areas
            .into_iter()
            .map(|(screen, area)| self.capture(screen, area));
        shots.collect()
    }

    /// A picture of an area that lies within the screen.
    fn capture(&self, screen: &Screen, area: Area) -> Result<Shot, ScreenError> {
        pixels::capture(&self.connection, screen, area)
    }

    /// Most servers have one, which spans all monitors.
    fn screens(&self) -> &[Screen] {
        &self.connection.setup().roots
    }
}

/// All of a screen.
const fn bounds(screen: &Screen) -> Area {
    Area {
        x: 0,
        y: 0,
        width: screen.width_in_pixels as u32,
        height: screen.height_in_pixels as u32,
    }
}

impl From<ConnectionError> for ScreenError {
    fn from(error: ConnectionError) -> Self {
        match error {
            ConnectionError::IoError(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                Self::TimedOut
            }
            _ => Self::Failed,
        }
    }
}

impl From<ReplyError> for ScreenError {
    fn from(error: ReplyError) -> Self {
        match error {
            ReplyError::ConnectionError(error) => error.into(),
            ReplyError::X11Error(_) => Self::Failed,
        }
    }
}

impl From<ReplyOrIdError> for ScreenError {
    fn from(error: ReplyOrIdError) -> Self {
        match error {
            ReplyOrIdError::ConnectionError(error) => error.into(),
            ReplyOrIdError::X11Error(_) | ReplyOrIdError::IdsExhausted => Self::Failed,
        }
    }
}
