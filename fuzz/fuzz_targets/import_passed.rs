//! Whatever a process that reads files may answer, it is an import that can be passed on or refused.

#![no_main]

use keyrack_exchange::{pass, take_over};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok((import, columns)) = take_over(bytes) {
        let passed = pass(&import, columns.as_deref()).expect("it came in this size");
        let (again, its_columns) = take_over(&passed).expect("it was written here");
        assert_eq!(again.rows.len(), import.rows.len());
        assert_eq!(again.document, import.document);
        assert_eq!(its_columns, columns);
    }
});
