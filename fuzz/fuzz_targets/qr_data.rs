//! Draws any bytes as the data of a QR code and reads it; what it tells is the same when it is drawn again.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| drop(keyrack_fuzz::qr::data(data)));
