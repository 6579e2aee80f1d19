//! Whatever a file of a format holds, it is read or refused. `FORMAT` names the format by its identifier.

#![no_main]

use std::sync::LazyLock;

use keyrack_exchange::Format;

static FORMAT: LazyLock<Format> = LazyLock::new(|| {
    let id = std::env::var("FORMAT").expect("FORMAT names a format");
    id.parse().expect("FORMAT is one of `keyrack formats`")
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(keyrack_fuzz::import::of(*FORMAT, bytes)));
