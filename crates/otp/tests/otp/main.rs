//! Tests of `keyrack-otp` through its public interface, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy knows `#[test]` functions, but not what they share"
)]

mod codes;
mod fixtures;
mod oathtool;
mod otpauth;
mod properties;
mod secrets;

use std::io::Write;

/// Says that a test proved nothing. The test harness swallows what `println!` writes.
fn skipped(reason: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {reason}");
}
