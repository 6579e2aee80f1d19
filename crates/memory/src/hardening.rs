//! Keeps other programs of the user out of the memory of this process, as far as the system lets it.

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

/// Lets neither a crash write the memory to disk, nor another program of the same user read it. To be called first thing:
/// it holds from then on, and on Linux the limit of core files for every process that is started from here. Where a part
/// of it is not possible, the rest is done.
pub fn harden() {
    os::harden();
}
