//! A vault's own files from hostile hands: the payload behind the seal, and the ways in before it.

#![no_main]

use keyrack_seal::{MacKey, file, slot::Slots};
use keyrack_vault::payload;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let key = MacKey::from_bytes([7; 32]);
    // The first line alone decides whether this is a vault at all, so half of the inputs get a good one.
    let mut headed = br#"{"format":"keyrack-vault","version":1,"min_reader":1,"written_by":"x","vault":"aaaaaaaaaaaaaaaaaaaaaaaaaa","sequence":1,"replica":"1","saved_at":1,"aged":1,"recovery":"","count":0,"replicas":["1","2"],"folders":["#.to_vec();
    headed.push(b'\n');
    headed.extend_from_slice(bytes);
    for plain in [bytes, headed.as_slice()] {
        let Ok(mut read) = payload::read(plain, Some(&key)) else {
            continue;
        };
        let rewrite = |read: &mut payload::Read| {
            let written = payload::write(&mut read.vault, &read.header, &key);
            let again = payload::read(&written, Some(&key)).expect("what was written is read");
            assert!(again.authentic);
            again
        };
        // The first round may bring a record out of quarantine whose bytes were no UTF-8; from then on all stays as it is.
        let mut once = rewrite(&mut read);
        let twice = rewrite(&mut once);
        assert_eq!(once.vault.accounts, twice.vault.accounts);
        assert_eq!(once.vault.folders, twice.vault.folders);
        assert_eq!(once.vault.quarantine, twice.vault.quarantine);
    }
    if let Ok(slots) = Slots::parse(bytes) {
        assert_eq!(
            Slots::parse(&slots.to_json()).map(|again| again.slots.len()),
            Ok(slots.slots.len())
        );
    }
    let _ = file::wants_passphrase(bytes);
});
