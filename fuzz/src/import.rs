//! The importers.

use std::ops::ControlFlow;

use keyrack_exchange::{
    File, Format, Import, ImportError, KeyDerivation, ReadOptions, Seal, formats, pass, take_over, write,
};

use crate::Reached;

/// Reads bytes as a format, without a password, and with one up to the moment when a key would be derived from it.
///
/// # Panics
/// When what was read shows a defect.
#[must_use]
pub fn of(format: Format, bytes: &[u8]) -> Reached {
    let mut reached = Reached::default();
    let file = File { name: "", bytes };
    for password in [None, Some("password")] {
        let mut keys = 0;
        let mut watch = |_| {
            keys += 1;
            ControlFlow::Break(())
        };
        let mut derivation = KeyDerivation::default().watched(&mut watch);
        let options = ReadOptions {
            format: Some(format),
            password,
            ..ReadOptions::default()
        };
        let import = keyrack_exchange::read(&[file], &options, &mut derivation);
        assert!(password.is_some() || !matches!(import, Err(ImportError::PasswordWrong)));
        reached.count("keys", keys);
        if let Ok(import) = import {
            reached.count("rows", import.rows.len());
        }
    }
    reached
}

/// The fuzzer would hardly find these by itself, so every file is tried behind each of them.
const BEGINNINGS: [&[u8]; 5] = [
    b"",
    b"otpauth://totp/a?secret=AA\n",
    br#"{"version":1,"db":{"version":3,"entries":[{"type":"totp","info":{"secret":"AA""#,
    br#"{"format":"keyrack","version":1,"accounts":[{"issuer":"a","factors":[{"secret":"AA""#,
    b"\xff\xfe",
];

/// Reads bytes as every format, and writes and reads again what is a document.
///
/// # Panics
/// When a document is not the same after it was written.
#[must_use]
pub fn any(bytes: &[u8]) -> Reached {
    let mut reached = Reached::default();
    for beginning in BEGINNINGS {
        let file = [beginning, bytes].concat();
        for format in formats().map(|info| Some(info.format())).chain([None]) {
            let mut seal = Seal {
                password: None,
                random: &mut |_| {},
                derivation: &mut KeyDerivation::default(),
            };
            let Ok(Import { rows, document, .. }) = read(&file, format) else {
                continue;
            };
            reached.count("rows", rows.len());
            if let Some(document) = document
                && let Ok(json) = write(&document, Format::KEYRACK_JSON, &mut seal)
            {
                let again =
                    read(&json.bytes, Some(Format::KEYRACK_JSON)).map(|import| import.document);
                assert_eq!(again, Ok(Some(document)));
                reached.count("documents", 1);
            }
        }
    }
    reached
}

/// Takes bytes for what a process that reads files answers: it is an import that can be passed on, or refused.
///
/// # Panics
/// When an import is not the same after it was passed on.
#[must_use]
pub fn passed(bytes: &[u8]) -> Reached {
    let mut reached = Reached::default();
    if let Ok((import, columns)) = take_over(bytes) {
        let passed = pass(&import, columns.as_deref()).expect("it came in this size");
        let (again, its_columns) = take_over(&passed).expect("it was written here");
        assert_eq!(again.rows.len(), import.rows.len());
        assert_eq!(again.document, import.document);
        assert_eq!(its_columns, columns);
        reached.count("rows", import.rows.len());
        reached.count("documents", usize::from(import.document.is_some()));
        reached.count("columns", columns.map_or(0, |columns| columns.len()));
    }
    reached
}

fn read(bytes: &[u8], format: Option<Format>) -> Result<Import, ImportError> {
    let options = ReadOptions {
        format,
        ..ReadOptions::default()
    };
    keyrack_exchange::read(
        &[File { name: "", bytes }],
        &options,
        &mut KeyDerivation::default(),
    )
}
