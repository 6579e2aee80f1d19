//! What the operating system tells Keyrack, and is told by it. It may hold unsafe code, where an interface of the system
//! needs it, as no other crate but `memory` may.

mod confine;
mod events;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
pub mod screen;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(target_os = "macos")]
use macos as os;
#[cfg(windows)]
use windows as os;

pub use confine::{Bounds, Walls, bound, confine};
pub use events::{Cause, EventListener, idle};
pub use os::ProcessTree;
#[cfg(target_os = "linux")]
pub use os::has_members;
#[cfg(target_os = "macos")]
pub use os::with_main_loop;
#[cfg(not(target_os = "linux"))]
pub use os::{awake, boot_id, clipboard_changes, since_boot};

/// Whether the system keeps its clock by a time server. `None` where it does not tell.
#[must_use]
pub fn clock_is_synchronised() -> Option<bool> {
    os::clock_is_synchronised()
}

/// Runs `work`. It can do so on any thread of these systems; macOS has things to tell the first one.
#[cfg(not(target_os = "macos"))]
pub fn with_main_loop<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    work()
}
