//! URIs of one-time passwords.

use keyrack_otp::otpauth::{self, Uri};

use crate::Reached;

/// The fuzzer would hardly find these by itself, so every text is tried behind each of them.
const BEGINNINGS: [&str; 6] = [
    "",
    "otpauth://totp/",
    "otpauth://totp/a?secret=JBSWY3DP&issuer=",
    "otpauth://totp/a?secret=",
    "otpauth://hotp/a?secret=JBSWY3DP&",
    "steam://",
];

/// Whatever is read as an otpauth URI is equal, its notices aside, after it was written and read again.
///
/// # Panics
/// When it is not.
#[must_use]
pub fn uri(text: &str) -> Reached {
    let mut reached = Reached::default();
    for beginning in BEGINNINGS {
        if let Ok(uri) = otpauth::parse(&format!("{beginning}{text}")) {
            let again = otpauth::parse(&uri.write());
            let notices = Vec::new();
            assert_eq!(again, Ok(Uri { notices, ..uri }));
            reached.count("uris", 1);
        }
    }
    reached
}
