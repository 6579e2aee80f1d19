//! macOS.

// Its functions take pointers, and its messages are not checked by the compiler.
#![allow(unsafe_code)]

mod clipboard;
mod clock;
mod confine;
mod event_listener;
mod idle;
mod main_loop;
mod process_tree;
pub mod screen;

pub use clipboard::clipboard_changes;
pub use clock::{awake, boot_id, clock_is_synchronised, since_boot};
pub use confine::{bound, confine};
pub use event_listener::EventListener;
pub use idle::idle;
pub use main_loop::with_main_loop;
pub use process_tree::ProcessTree;
