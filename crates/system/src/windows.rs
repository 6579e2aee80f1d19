//! Windows.

// Its functions take pointers and handles.
#![allow(unsafe_code)]

mod clipboard;
mod clock;
mod confine;
mod family;
mod idle;
pub mod screen;
mod watch;

pub use clipboard::clipboard_changes;
pub use clock::{awake, boot_id, clock_is_synchronised, since_boot};
pub use confine::{bound, confine};
pub use family::Family;
pub use idle::idle;
pub use watch::Watch;

/// A text as the wide functions of the system take it: UTF-16 with a zero at the end.
fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}
