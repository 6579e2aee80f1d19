//! What is known about the clock.

use serde::Serialize;

use crate::named;

/// What is known about the clock. Codes are wrong where it is off by more than half of their time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClockReport {
    /// Whether the system keeps it by a time server; none where the system does not say.
    pub synchronised: Option<bool>,
    /// Milliseconds that it is ahead of the right time; negative when it is behind.
    pub off_ms: Option<i64>,
    /// How that was found.
    pub measured: Option<Measured>,
    /// Whether codes will be refused.
    pub wrong: bool,
}

named! {
    /// How it was found that the clock is off.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum Measured {
        /// A time server was asked.
        Online = "online",
        /// Other computers made changes that lie in the future.
        Changes = "changes",
    }
}

/// A code at its time.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CodeStep {
    /// Steps from the present one.
    pub step: i8,
    /// The code.
    pub code: String,
    /// From when it is right, in seconds since 1970.
    pub valid_from: u64,
    /// When it ends, in seconds since 1970.
    pub valid_until: u64,
}
