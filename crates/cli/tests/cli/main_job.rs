//! The main job on any system: a vault is made, filled by several commands at once, read, and written out again.

use std::{fs, thread};

use crate::desk::Desk;

/// RFC 6238, appendix B: its secrets, and its codes of three moments.
const HASHES: [&str; 3] = ["SHA1", "SHA256", "SHA512"];
const SECRETS: [&str; 3] = [
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA",
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA",
];
const CODES: [(&str, [&str; 3]); 3] = [
    ("59", ["94287082", "46119246", "90693936"]),
    ("1234567890", ["89005924", "91819424", "93441116"]),
    ("20000000000", ["65353130", "77737706", "47863826"]),
];

#[test]
fn what_several_commands_add_at_once_gives_the_codes_of_the_specification_and_leaves_whole() {
    let desk = Desk::new();
    // Each has to wait for the lock of the vault's folder.
    thread::scope(|scope| {
        for (hash, secret) in HASHES.into_iter().zip(SECRETS) {
            let uri = format!(
                "otpauth://totp/RFC:{hash}?secret={secret}&issuer=RFC&algorithm={hash}&digits=8"
            );
            let desk = &desk;
            scope.spawn(move || desk.open(&["add", "--uri-file", "-"], &uri).done());
        }
    });
    for (moment, codes) in CODES {
        for (hash, expected) in HASHES.into_iter().zip(codes) {
            let said = desk.open(&["--json", "code", hash, "--at", moment], "");
            assert_eq!(
                said.done().json()[0]["code"],
                expected,
                "{hash} at {moment}"
            );
        }
    }

    let file = desk.text("codes.txt");
    let export = ["export", &file, "--format", "otpauth"];
    desk.open(&export, "").done();
    let text = fs::read_to_string(&file).unwrap();
    for secret in SECRETS {
        assert!(text.contains(secret), "{text}");
    }
    let again = desk.open(&[&["--json"][..], &export].concat(), "");
    assert_eq!(again.said()["error"]["code"], "file_exists");
}
