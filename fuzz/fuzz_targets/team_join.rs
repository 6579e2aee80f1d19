//! Requests to join an office, the documents in them, and the texts of codes and sheets.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::team::join(bytes)));
