//! Black-box tests of the `keyrack` command: what a script, an office or an attacker sees of it, through nothing but
//! files, standard streams and exit statuses.
//!
//! The command is found in `KEYRACK_BIN`, or beside this test's own target directory, where
//! `cargo build -p keyrack-cli` puts it. Tests that need a program or a right which this machine lacks print a line that
//! begins with `SKIPPED`.
#![forbid(unsafe_code)]
#![cfg(target_os = "linux")]
// All of this is test code; clippy sees only the functions marked as tests as such.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used
)]

mod clock;
mod conflicts;
mod crash;
mod damage;
mod desk;
mod disk;
mod exchange;
mod fixtures;
mod foreign;
mod hardening;
mod hostile;
mod keyring;
mod main_job;
mod memory;
mod network;
mod pictures;
mod reader;
mod shares;
mod statuses;
mod stock_tools;
mod strace;
mod team;
mod team_crash;
mod without_a_key;
#[path = "../../workbook.rs"]
mod workbook;
mod writers;
