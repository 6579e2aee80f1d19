//! Help over a remote connection.

use serde::Serialize;

/// How it stands with help over a remote connection, while which codes and secrets are hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Support {
    /// Until when, in milliseconds since 1970; none while nobody helps.
    pub until: Option<u64>,
    /// What was done meanwhile, or the last time, the latest last. Each begin and end is among it, and a help that is begun
    /// soon after another goes on with its list.
    pub done: Vec<SupportStep>,
    /// How many steps went before these and are no longer kept.
    pub left_out: usize,
}

/// Something that was done while somebody helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SupportStep {
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// What, by the name of the request; `begin_support`, `end_support`, or `support_over` when its time was up.
    pub what: String,
    /// Of which account or client; empty where it was of none, or of many.
    pub about: String,
}
