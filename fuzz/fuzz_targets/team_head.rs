//! Heads from hostile hands: what all may read, and what the office may, signed and sealed by a device of it.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::team::head(bytes)));
