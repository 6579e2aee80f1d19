//! What every store does, tried on folders, in memory, and on servers that are started for it.
//!
//! A server that cannot be had here is said, in a line that begins with `SKIPPED`.

#![forbid(unsafe_code)]
// Tests may panic; clippy.toml only knows that of functions marked as such.
#![allow(clippy::unwrap_used, clippy::panic)]

mod contract;
#[cfg(target_os = "linux")]
mod file_systems;
mod hostile;
#[cfg(unix)]
mod servers;
#[cfg(unix)]
mod tls;
