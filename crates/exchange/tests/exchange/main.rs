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
mod formats;
mod migration;
mod otpauth;
mod passing;
mod reasons;
mod round_trip;
mod sealed;
mod tables;
mod twofas;

use keyrack_exchange::{
    Document, Entry, ExportError, File, Format, Import, ImportError, KeyDerivation, Outcome,
    ReadOptions, Refusal, Row, Seal, Written,
};

/// The format with an identifier.
fn named(id: &str) -> Format {
    id.parse().unwrap()
}

fn read_files(
    files: &[File<'_>],
    format: Option<Format>,
    password: Option<&str>,
    derivation: &mut KeyDerivation<'_>,
) -> Result<Import, ImportError> {
    let options = ReadOptions {
        format,
        password,
        columns: &[],
    };
    keyrack_exchange::read(files, &options, derivation)
}

fn read_one(
    bytes: &[u8],
    format: Option<Format>,
    password: Option<&str>,
) -> Result<Import, ImportError> {
    let file = File { name: "any", bytes };
    read_files(&[file], format, password, &mut KeyDerivation::default())
}

fn read(bytes: impl AsRef<[u8]>, format: Option<Format>) -> Result<Import, ImportError> {
    read_one(bytes.as_ref(), format, None)
}

fn read_with(bytes: impl AsRef<[u8]>, password: &str) -> Result<Import, ImportError> {
    read_one(bytes.as_ref(), None, Some(password))
}

/// Writes a document with bytes that are random enough for a test.
fn write(
    document: &Document,
    format: Format,
    password: Option<&str>,
) -> Result<Written, ExportError> {
    // Other passwords get other bytes.
    let mut next = password
        .unwrap_or_default()
        .bytes()
        .fold(0_u8, u8::wrapping_add);
    let mut random = |bytes: &mut [u8]| {
        for byte in bytes {
            next = next.wrapping_mul(5).wrapping_add(113);
            *byte = next;
        }
    };
    let mut seal = Seal {
        password,
        random: &mut random,
        derivation: &mut KeyDerivation::default(),
    };
    keyrack_exchange::write(document, format, &mut seal)
}

/// The text of a document in a plain format.
fn text(document: &Document, format: Format) -> String {
    let written = write(document, format, None).unwrap();
    String::from_utf8(written.bytes.to_vec()).unwrap()
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
