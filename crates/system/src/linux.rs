//! Linux: what logind says on the system's bus, what screen savers say on the session's, for how long nobody has
//! touched anything, and what is on the screens.

mod bus;
mod clock;
mod confine;
mod idle;
mod logind;
mod portal;
mod process_tree;
pub mod screen;
mod screensaver;
mod timeout;
mod x11;

use std::sync::Arc;
use std::thread;

use crate::events::On;

pub use clock::clock_is_synchronised;
pub use confine::{bound, confine};
pub use idle::idle;
pub use process_tree::{ProcessTree, has_members};

/// Two threads that listen for as long as the program runs.
#[derive(Debug)]
pub struct EventListener;

impl EventListener {
    pub fn start(on: On) -> Self {
        let sleeps = Arc::clone(&on);
        thread::spawn(move || bus::listen(bus::BusKind::System, || logind::Logind::new(&sleeps)));
        thread::spawn(move || {
            bus::listen(bus::BusKind::Session, || {
                screensaver::ScreenSavers::new(&on)
            });
        });
        Self
    }
}
