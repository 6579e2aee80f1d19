//! Offices of several devices over one store in memory, which goes wrong where a test says so.

#![forbid(unsafe_code)]
// Tests may panic; clippy.toml only knows that of functions marked as such.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bytes;
mod convergence;
mod desk;
mod devices;
mod everyday;
mod exposed;
mod insiders;
mod joining;
mod leaving;
mod moves;
#[cfg(unix)]
mod real_files;
mod rollback;
mod sealing;
#[cfg(unix)]
mod servers;
mod sharing;
mod store_faults;
mod time;
