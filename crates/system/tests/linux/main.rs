//! What is heard on real buses, from a logind and screen savers that the tests play, and seen on real screens.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test stops where its ground is missing, and says what it skips"
)]

mod buses;
mod clock;
mod display;
mod idling;
mod listener;
mod logind;
mod ordinary;
mod portals;
mod scanner;
mod screens;
mod screensavers;
