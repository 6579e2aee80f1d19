//! Whatever a file of this format holds, it is read or refused.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::import::of(
    "totp-authenticator",
    bytes
)));
