//! Whatever a file holds, it is read or refused; and a document that was read is the same after it was written.

#![no_main]

use keyrack_exchange::{File, Format, Import, ImportError, Seal, Work, formats, write};
use libfuzzer_sys::fuzz_target;

/// The fuzzer would hardly find these by itself, so every file is tried behind each of them.
const BEGINNINGS: [&[u8]; 5] = [
    b"",
    b"otpauth://totp/a?secret=AA\n",
    br#"{"version":1,"db":{"version":3,"entries":[{"type":"totp","info":{"secret":"AA""#,
    br#"{"format":"keyrack","version":1,"accounts":[{"issuer":"a","factors":[{"secret":"AA""#,
    b"\xff\xfe",
];

fuzz_target!(|bytes: &[u8]| {
    for beginning in BEGINNINGS {
        let file = [beginning, bytes].concat();
        for format in formats().map(|info| Some(info.format)).chain([None]) {
            let mut seal = Seal {
                password: None,
                random: &mut |_| {},
                work: &mut Work::default(),
            };
            if let Ok(Import {
                document: Some(document),
                ..
            }) = read(&file, format)
                && let Ok(json) = write(&document, Format::KeyrackJson, &mut seal)
            {
                let again =
                    read(&json.bytes, Some(Format::KeyrackJson)).map(|import| import.document);
                assert_eq!(again, Ok(Some(document)));
            }
        }
    }
});

fn read(bytes: &[u8], format: Option<Format>) -> Result<Import, ImportError> {
    keyrack_exchange::read(
        &[File { name: "", bytes }],
        format,
        None,
        &mut Work::default(),
    )
}
