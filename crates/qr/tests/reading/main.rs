//! The reader, on pictures that are made here and on those of the fixtures.

#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test stops where something fails, and says when it is skipped"
)]

mod bad;
mod canvas;
mod fixtures;
mod formats;
mod pdf;
mod pictures;
mod property;
mod segments;
