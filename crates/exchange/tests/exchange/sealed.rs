//! Encrypted files, made here with cheap costs where the format states them: cut off, changed, and too costly.

use std::ops::ControlFlow;

use keyrack_exchange::{
    Document, File, Format, ImportError, KeyDerivation, MAX_MEMORY_MIB, Sealing, formats,
};

use crate::{aegis, document, named, read, read_files, read_with, write};

const PASSWORD: &str = "korte";

/// A sealed file of each format that is written so.
fn sealed() -> Vec<(Format, Vec<u8>)> {
    // One account is enough, and makes for fewer bytes to change.
    let table = format!(
        "issuer,account,secret\nBank,{},GEZDGNBVGY3TQOJQ\n",
        "anna ".repeat(100)
    );
    let document: Document = read(table, None).unwrap().document.unwrap();
    formats()
        .filter(|info| info.sealing == Sealing::Choice)
        .map(|info| {
            let written = write(&document, info.format(), Some(PASSWORD)).unwrap();
            (info.format(), written.bytes.to_vec())
        })
        .collect()
}

fn take_out_of_the_trash(document: &mut Document) {
    for account in document.accounts.0.iter_mut().flatten() {
        account.trashed = None;
    }
}

/// Reads with the right password until a key would be derived.
fn read_up_to_the_key(bytes: &[u8], format: Option<Format>) -> Option<ImportError> {
    let mut watch = |_| ControlFlow::Break(());
    let mut derivation = KeyDerivation::default().watched(&mut watch);
    let file = File { name: "any", bytes };
    read_files(&[file], format, Some(PASSWORD), &mut derivation).err()
}

#[test]
fn a_sealed_file_cut_off_or_changed_is_refused_in_words() {
    for (format, file) in sealed() {
        for end in 0..file.len() {
            for format in [None, Some(format)] {
                assert!(
                    read_up_to_the_key(&file[..end], format).is_some(),
                    "{format:?} cut off after {end}"
                );
            }
        }
        let mut changed = file.clone();
        for at in 0..file.len() {
            for mask in [1, 4, 32, 128] {
                changed[at] ^= mask;
                let _ = read_up_to_the_key(&changed, None);
                let _ = read_up_to_the_key(&changed, Some(format));
                changed[at] ^= mask;
            }
        }
    }
}

#[test]
fn changed_text_behind_the_right_key_is_noticed() {
    for (format, file) in sealed() {
        // A byte of what is sealed: in the middle of the longest text without spaces and signs, or near the end.
        let at = std::str::from_utf8(&file).map_or(file.len() - 20, |text| {
            let sealed = text
                .split(|character: char| {
                    !character.is_ascii_alphanumeric() && !"+/".contains(character)
                })
                .max_by_key(|run| run.len())
                .unwrap();
            text.find(sealed).unwrap() + sealed.len() / 2
        });
        let mut changed = file.clone();
        changed[at] = match changed[at] {
            b'A' => b'B',
            _ => b'A',
        };
        let answer = read_with(&changed, PASSWORD).map(|import| import.rows.len());
        assert!(
            matches!(
                answer,
                Err(ImportError::Damaged { .. } | ImportError::PasswordWrong)
            ),
            "{format}: {answer:?}"
        );
    }
}

/// A vault whose key takes next to nothing, so that it can be opened thousands of times.
fn cheap_vault(n: &str) -> String {
    let slot = format!(
        r#"{{"type":1,"uuid":"u","key":"00","key_params":{{"nonce":"000000000000000000000000","tag":"00000000000000000000000000000000"}},"n":{n},"r":1,"p":1,"salt":"00"}}"#
    );
    format!(r#"{{"version":1,"header":{{"slots":[{slot}],"params":{{}}}},"db":"AAAA"}}"#)
}

#[test]
fn costs_of_a_file_are_bounded() {
    let refused = |file: &str| read_with(file, PASSWORD).unwrap_err();
    assert_eq!(refused(&cheap_vault("2")), ImportError::PasswordWrong);
    assert_eq!(refused(&cheap_vault("3")).code(), "truncated_or_damaged");
    assert_eq!(
        refused(&cheap_vault("9007199254740992")),
        ImportError::TooCostly
    );

    let ente = |memory: u64, passes: u64| {
        format!(
            r#"{{"version":1,"kdfParams":{{"memLimit":{memory},"opsLimit":{passes},"salt":"AAAAAAAAAAAAAAAAAAAAAA=="}},
               "encryptedData":"AAAA","encryptionNonce":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}"#
        )
    };
    assert_eq!(refused(&ente(8 << 10, 1)), ImportError::PasswordWrong);
    assert_eq!(
        refused(&ente(1 << 30, 4)),
        ImportError::MemoryConsent {
            mib: MAX_MEMORY_MIB
        }
    );
    assert_eq!(refused(&ente(1 << 40, 1)), ImportError::TooCostly);
    assert_eq!(refused(&ente(1 << 20, 1 << 40)), ImportError::TooCostly);

    let bitwarden = |kind: u8, rounds: u64, memory: u64| {
        format!(
            r#"{{"encrypted":true,"passwordProtected":true,"salt":"x","kdfType":{kind},"kdfIterations":{rounds},
               "kdfMemory":{memory},"kdfParallelism":1,
               "encKeyValidation_DO_NOT_EDIT":"2.AAAAAAAAAAAAAAAAAAAAAA==|AAAA|AAAA","data":"2.AAAA|AAAA|AAAA"}}"#
        )
    };
    assert_eq!(refused(&bitwarden(0, 1, 0)), ImportError::PasswordWrong);
    assert_eq!(refused(&bitwarden(0, u64::MAX, 0)), ImportError::TooCostly);
    assert_eq!(
        refused(&bitwarden(1, 1, 1024)),
        ImportError::MemoryConsent { mib: 1024 }
    );
    assert_eq!(refused(&bitwarden(1, 1, 1 << 60)), ImportError::TooCostly);
    assert_eq!(refused(&bitwarden(9, 1, 1)), ImportError::FormatNewer);
}

#[test]
fn kinds_that_no_password_opens_are_named() {
    let refused = |file: &[u8]| read_with(file, PASSWORD).unwrap_err();
    assert_eq!(
        refused(br#"{"encrypted":true,"passwordProtected":false,"encKeyValidation_DO_NOT_EDIT":"2.a|b|c","folders":[],"items":[]}"#),
        ImportError::AccountRestricted
    );
    assert_eq!(
        refused(b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
        ImportError::OpenPgp
    );
    let phone = r#"{"version":1,"header":{"slots":[{"type":2,"uuid":"u","key":"00"}],"params":{}},"db":"AAAA"}"#;
    assert_eq!(refused(phone.as_bytes()), ImportError::KeyFile);
    assert_eq!(
        refused(b"\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5\0\0\0\0"),
        ImportError::EncryptedNotSupported
    );
    assert_eq!(
        refused(b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\0\0\x05\0\0\0\0\0"),
        ImportError::FormatNewer
    );
    for newer in [
        r#"{"schemaVersion":5,"services":[]}"#,
        r#"{"version":2,"db":{"entries":[]}}"#,
        r#"{"version":1,"db":{"version":4,"entries":[]}}"#,
        r#"{"version":2,"kdfParams":{},"encryptedData":""}"#,
        r#"{"version":2,"salt":"","content":""}"#,
        r#"{"version":4,"deviceId":"","accounts":[]}"#,
        r#"{"app":"2fauth_v9","schema":2,"data":[]}"#,
    ] {
        assert_eq!(
            refused(newer.as_bytes()),
            ImportError::FormatNewer,
            "{newer}"
        );
    }
}

#[test]
fn the_backup_password_of_a_vault_opens_it_too() {
    let mut document = document::everything();
    take_out_of_the_trash(&mut document);
    let mut files = ["first", "second"].map(|password| {
        let written = write(&document, named("aegis"), Some(password)).unwrap();
        String::from_utf8(written.bytes.to_vec()).unwrap()
    });
    // The slot of another vault stands before, and one of the phone: both do not open, and are passed over.
    let slot = |file: &str| {
        let from = file.find(r#""slots":["#).unwrap() + r#""slots":["#.len();
        let to = file.find("],\"params\"").unwrap();
        file[from..to].to_owned()
    };
    let (other, own) = (slot(&files[0]), slot(&files[1]));
    let backup = own.replace("\"type\":1", "\"type\":3");
    let phone = r#"{"type":2,"uuid":"u","key":"00"}"#;
    files[1] = files[1].replace(&own, &format!("{phone},{other},{backup}"));
    assert!(!read_with(&files[1], "second").unwrap().rows.is_empty());
    assert_eq!(
        read_with(&files[1], "third").unwrap_err(),
        ImportError::PasswordWrong
    );
    // The first password opens its own slot, whose key is not that of this database.
    assert_eq!(
        read_with(&files[1], "first").unwrap_err().code(),
        "truncated_or_damaged"
    );
}

#[test]
fn a_plain_vault_needs_no_password_and_takes_one() {
    let import = read_with(aegis::VAULT, PASSWORD).unwrap();
    assert!(!import.encrypted);
}
