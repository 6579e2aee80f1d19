//! The crate from outside: real exports of other programs, damaged files, and the way there and back.

// Tests may panic; clippy.toml only knows that of functions marked as such.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod aegis;
mod andotp;
mod bounds;
mod damage;
mod document;
mod fixtures;
mod migration;
mod otpauth;
mod reasons;
mod twofas;

use keyrack_exchange::{Entry, File, Format, Import, ImportError, Outcome, Refusal, Row};

fn read(bytes: impl AsRef<[u8]>, format: Option<Format>) -> Result<Import, ImportError> {
    keyrack_exchange::read(
        &[File {
            name: "any",
            bytes: bytes.as_ref(),
        }],
        format,
        None,
    )
}

fn entries(rows: &[Row]) -> Vec<&Entry> {
    rows.iter()
        .filter_map(|row| match &row.outcome {
            Outcome::Entry(entry) => Some(entry),
            Outcome::Refused(_) => None,
        })
        .collect()
}

fn refusals(rows: &[Row]) -> Vec<&Refusal> {
    rows.iter()
        .filter_map(|row| match &row.outcome {
            Outcome::Entry(_) => None,
            Outcome::Refused(refusal) => Some(refusal),
        })
        .collect()
}

/// The codes of all rows: `ok` for entries.
fn codes(rows: &[Row]) -> Vec<&'static str> {
    rows.iter()
        .map(|row| match &row.outcome {
            Outcome::Entry(_) => "ok",
            Outcome::Refused(refusal) => refusal.reason.code(),
        })
        .collect()
}
