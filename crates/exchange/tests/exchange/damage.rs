//! Whatever the bytes are: rows or a typed error, and what was not touched survives.

use keyrack_exchange::{Format, formats};
use proptest::prelude::*;

use crate::{aegis, document, entries, named, read};

const TEXT: &str = "otpauth://totp/Deno:Mason?secret=AAAAAAAA&issuer=Deno&algorithm=SHA256&digits=8&period=60\n\
                    otpauth://hotp/Issuu:James?secret=BBBBBBBB&issuer=Issuu&counter=7\r\n\
                    otpauth://steam/Boeing:Sophia?secret=CCCCCCCC&issuer=Boeing\n";

/// Reads bytes in every way there is. The point is that it comes back.
fn read_in_every_way(bytes: &[u8]) {
    for format in formats().map(|info| Some(info.format())).chain([None]) {
        let _ = read(bytes, format);
    }
}

#[test]
fn a_file_cut_off_anywhere_is_read_or_refused() {
    let document = document::everything();
    let json = crate::text(&document, Format::KEYRACK_JSON);
    for file in [aegis::VAULT, TEXT, &json] {
        for end in 0..file.len() {
            for format in [None, Some(named("otpauth")), Some(Format::CSV)] {
                let _ = read(&file.as_bytes()[..end], format);
            }
        }
    }
    for end in 1..aegis::VAULT.len() {
        let error = read(&aegis::VAULT[..end], None).unwrap_err();
        assert_eq!(
            error.code(),
            "truncated_or_damaged",
            "cut off after {end} bytes"
        );
    }
}

#[test]
fn a_file_with_any_byte_changed_is_read_or_refused() {
    let json = crate::text(&document::everything(), Format::KEYRACK_JSON);
    for (file, format) in [
        (aegis::VAULT, named("aegis")),
        (&json, Format::KEYRACK_JSON),
    ] {
        for_each_change(file, |at, bytes| {
            let _ = read(bytes, Some(format));
            // There are many formats to look for, and most have nothing to do with this file.
            if at % 16 == 0 {
                let _ = read(bytes, None);
            }
        });
    }
}

#[test]
fn a_changed_byte_costs_its_own_line_only() {
    let whole = read(TEXT, Some(named("otpauth"))).unwrap();
    let mut from = 0;
    let lines: Vec<_> = TEXT
        .split_inclusive('\n')
        .map(|line| {
            from += line.len();
            from - line.len()..from
        })
        .collect();
    for_each_change(TEXT, |at, bytes| {
        let import = read(bytes, Some(named("otpauth"))).unwrap();
        let found = entries(&import.rows);
        for (line, entry) in lines.iter().zip(entries(&whole.rows)) {
            // The line end before a line belongs to it as much as its own.
            if !(line.start.saturating_sub(2)..line.end).contains(&at) {
                assert!(
                    found.contains(&entry),
                    "a change at {at} cost line {line:?}"
                );
            }
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2048)) {
        read_in_every_way(&bytes);
    }

    #[test]
    fn any_text_of_uri_and_json_pieces_is_read_or_refused(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "otpauth://", "steam://", "totp/", "?", "&", "=", "secret=AA", "issuer=", "%", "%c5", "ő", "\u{feff}",
                ",", "\n", "#", "{", "}", "[", "]", "\"", "\\", "\\ud800", ":", "null", "1e9", "\"db\":", "\"version\":1",
                "\"entries\":", "\"format\":\"keyrack\"", "\"accounts\":", "\"factors\":", "\"info\":", "\"secret\":\"AA\"",
            ]),
            0..64,
        )
    ) {
        read_in_every_way(pieces.concat().as_bytes());
    }
}

/// Each bit and all bits of each byte flipped, one at a time.
fn for_each_change(file: &str, mut check: impl FnMut(usize, &[u8])) {
    let mut bytes = file.as_bytes().to_vec();
    for at in 0..bytes.len() {
        for mask in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
            bytes[at] ^= mask;
            check(at, &bytes);
            bytes[at] ^= mask;
        }
    }
}
