//! What heads list: keys, pages, segments of the log and folders, behind the seal.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::team::object(bytes)));
