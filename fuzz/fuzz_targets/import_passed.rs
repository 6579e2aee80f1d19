//! Whatever a process that reads files may answer, it is an import that can be passed on or refused.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::import::passed(bytes)));
