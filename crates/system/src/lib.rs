//! What the operating system tells Keyrack, and is told by it. The one crate that may hold unsafe code, where an
//! interface of the system needs it.

mod events;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(target_os = "macos")]
use macos as os;
#[cfg(windows)]
use windows as os;

pub use events::{Cause, Watch, idle};
#[cfg(windows)]
pub use os::Family;
#[cfg(not(target_os = "linux"))]
pub use os::{awake, boot_id, clipboard_changes, harden, since_boot};
