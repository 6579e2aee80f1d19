//! The vault: laws of merging, round trips, crashes, damage, copies, kept states, and the stock tools.

#![forbid(unsafe_code)]
// Tests may panic; clippy.toml only knows that of functions marked as such.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod attacker;
mod copies;
mod covering;
mod crash;
mod damage;
mod disk;
mod documents;
mod edits;
mod folders;
mod generations;
mod laws;
mod many_documents;
#[cfg(unix)]
mod plain;
mod round_trip;
mod stock;
mod tags;
mod without_a_key;
mod world;
