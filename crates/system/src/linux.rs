//! Linux: what logind says on the system's bus, what screen savers say on the session's, for how long nobody has
//! touched anything, and what is on the screens.

mod bus;
mod clock;
mod confine;
mod family;
mod idle;
mod logind;
mod patience;
mod portal;
pub mod screen;
mod screensaver;
mod x11;

use std::sync::Arc;
use std::thread;

use crate::events::On;

pub use clock::clock_is_synchronised;
pub use confine::{bound, confine};
pub use family::{Family, has_members};
pub use idle::idle;

/// Two threads that listen for as long as the program runs.
#[derive(Debug)]
pub struct Watch;

impl Watch {
    pub fn start(on: On) -> Self {
        let sleeps = Arc::clone(&on);
        thread::spawn(move || bus::listen(bus::Which::System, || logind::Logind::new(&sleeps)));
        thread::spawn(move || {
            bus::listen(bus::Which::Session, || screensaver::ScreenSavers::new(&on));
        });
        Self
    }
}
