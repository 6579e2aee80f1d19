//! The use cases on real files, with a clock that the tests set.

#![allow(
    clippy::expect_used,
    reason = "a test stops where its ground is missing"
)]

mod backups;
mod bulk;
mod delegation;
mod follow;
mod imports;
mod leaving;
mod locking;
mod main_job;
mod pins;
mod rivals;
mod rows;
mod scans;
mod store_clock;
mod support;
mod syncing;
mod team;
mod team_exposed;
mod team_moves;
mod vouching;
