//! Whatever a file holds, it is read or refused; and a document that was read is the same after it was written.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::import::any(bytes)));
