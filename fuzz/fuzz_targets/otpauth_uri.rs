//! Whatever is read as an otpauth URI is equal, its notices aside, after it was written and read again.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| drop(keyrack_fuzz::otpauth::uri(text)));
