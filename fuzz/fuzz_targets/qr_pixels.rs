//! Takes any bytes for the pixels of a small picture, so that the search is reached without a valid file.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::qr::pixels(bytes)));
