//! Whatever is read as an otpauth URI is equal, its notices aside, after it was written and read again.

#![no_main]

use keyrack_otp::otpauth::{self, Uri};
use libfuzzer_sys::fuzz_target;

/// The fuzzer would hardly find these by itself, so every text is tried behind each of them.
const BEGINNINGS: [&str; 6] = [
    "",
    "otpauth://totp/",
    "otpauth://totp/a?secret=JBSWY3DP&issuer=",
    "otpauth://totp/a?secret=",
    "otpauth://hotp/a?secret=JBSWY3DP&",
    "steam://",
];

fuzz_target!(|text: &str| {
    for beginning in BEGINNINGS {
        if let Ok(uri) = otpauth::parse(&format!("{beginning}{text}")) {
            let again = otpauth::parse(&uri.write());
            let notices = Vec::new();
            assert_eq!(again, Ok(Uri { notices, ..uri }));
        }
    }
});
