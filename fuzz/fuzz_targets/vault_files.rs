//! A vault's own files from hostile hands: the payload behind the seal, with and without right tags, whole and with
//! chunks lost, two of them merged; and the ways in before it.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::vault::files(bytes)));
