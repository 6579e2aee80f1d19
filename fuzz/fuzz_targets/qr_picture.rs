//! Reads any bytes as a picture or a PDF. Whatever they are, it ends, within the limits.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::qr::picture(bytes)));
