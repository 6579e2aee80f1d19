//! Windows.

// Its functions take pointers and handles.
#![allow(unsafe_code)]

mod clipboard;
mod clock;
mod confine;
mod event_listener;
mod idle;
mod process_tree;
pub mod screen;

pub use clipboard::clipboard_changes;
pub use clock::{awake, boot_id, clock_is_synchronised, since_boot};
pub use confine::{bound, confine};
pub use event_listener::EventListener;
pub use idle::idle;
pub use process_tree::ProcessTree;

/// A text as the wide functions of the system take it: UTF-16 with a zero at the end.
fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}
