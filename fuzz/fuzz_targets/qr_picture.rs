//! Reads any bytes as a picture or a PDF. Whatever they are, it ends, within the limits.

#![no_main]

use keyrack_qr::{Watch, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes, &Watch::silent());
});
