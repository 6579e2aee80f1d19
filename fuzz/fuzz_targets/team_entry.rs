//! Entries of an office's log, signed by who may be in it or not: in whatever order they come, they mean the same.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::team::entries(bytes)));
