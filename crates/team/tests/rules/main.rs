//! The rules of an office's log (design, 2.5), through what the crate gives others.

#![forbid(unsafe_code)]
// Tests may panic; clippy.toml only knows that of functions marked as such.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod adversaries;
mod garbage;
mod log;
mod office;
mod property;
mod questions;
mod vectors;
mod words;
