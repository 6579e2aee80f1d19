//! The `keyrack` command as scripts see it: its help, its JSON against the schemas in `docs/cli`, its exit statuses, and
//! what it says to people.

#![forbid(unsafe_code)]
// All of this is test code; clippy sees only the functions marked as tests as such.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod app;
mod desk;
mod exchange;
mod help;
mod main_job;
mod people;
mod reader;
mod scans;
// What is printed is the same on every system; the app that one of the answers is from can be played on Unix only.
#[cfg(unix)]
mod schemas;
#[cfg(unix)]
mod seen;
mod statuses;
#[cfg(unix)]
mod team;
mod team_arguments;
#[path = "../../../../tests/workbook.rs"]
mod workbook;
