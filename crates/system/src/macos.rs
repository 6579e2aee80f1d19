//! macOS.

// Its functions take pointers, and its messages are not checked by the compiler.
#![allow(unsafe_code)]

mod clipboard;
mod clock;
mod confine;
mod family;
mod idle;
mod main_loop;
pub mod screen;
mod watch;

pub use clipboard::clipboard_changes;
pub use clock::{awake, boot_id, clock_is_synchronised, since_boot};
pub use confine::{bound, confine};
pub use family::Family;
pub use idle::idle;
pub use main_loop::with_main_loop;
pub use watch::Watch;
