//! Backups of andOTP, plain and sealed in both ways.

use aes_gcm::aead::Aead;
use aes_gcm::{Aes256Gcm, KeyInit};
use hmac::Hmac;
use keyrack_exchange::{File, Format, Import, ImportError, KeyDerivation, recognise};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::{codes, entries, named, read, read_files, refusals};

const ENTRY: &str = r#"{"secret":"GEZDGNBVGY3TQOJQ","issuer":"Portal","label":"anna","digits":6,"type":"TOTP","algorithm":"SHA1","thumbnail":"Default","period":30,"tags":["a","b"]}"#;

fn list(entries: &[&str]) -> String {
    format!("[{}]", entries.join(","))
}

fn seal(key: [u8; 32], text: &str) -> Vec<u8> {
    let sealed = Aes256Gcm::new(&key.into()).encrypt(&[9; 12].into(), text.as_bytes());
    [&[9; 12][..], &sealed.unwrap()].concat()
}

fn sealed(rounds: u32, text: &str, password: &str) -> Vec<u8> {
    let mut key = [0; 32];
    pbkdf2::pbkdf2::<Hmac<Sha1>>(password.as_bytes(), &[7; 12], rounds, &mut key).unwrap();
    [&rounds.to_be_bytes()[..], &[7; 12], &seal(key, text)].concat()
}

fn open(
    bytes: &[u8],
    format: Option<Format>,
    password: Option<&str>,
) -> Result<Import, ImportError> {
    let file = File {
        name: "otp_accounts.json.aes",
        bytes,
    };
    read_files(&[file], format, password, &mut KeyDerivation::default())
}

#[test]
fn a_sealed_backup_is_told_and_opens_with_its_password_alone() {
    let bytes = sealed(140_000, &list(&[ENTRY]), "korte");
    let file = File {
        name: "x",
        bytes: &bytes,
    };
    assert_eq!(recognise(&[file]), Ok(named("andotp")));
    let import = open(&bytes, None, Some("korte")).unwrap();
    assert!(import.encrypted);
    assert_eq!(entries(&import.rows)[0].tags, ["a", "b"]);
    let refused = |bytes: &[u8], password| open(bytes, None, password).unwrap_err();
    assert_eq!(refused(&bytes, None), ImportError::PasswordNeeded);
    assert_eq!(refused(&bytes, Some("alma")), ImportError::PasswordWrong);
    assert_eq!(
        refused(&bytes[..bytes.len() - 1], Some("korte")),
        ImportError::PasswordWrong
    );
}

#[test]
fn an_older_one_opens_too_though_nothing_tells_it_from_noise() {
    let bytes = seal(Sha256::digest("korte").into(), &list(&[ENTRY]));
    for format in [None, Some(named("andotp"))] {
        let import = open(&bytes, format, Some("korte")).unwrap();
        assert_eq!(import.format, named("andotp"));
        assert_eq!(codes(&import.rows), ["ok"]);
        let wrong = open(&bytes, format, Some("alma")).unwrap_err();
        assert_eq!(wrong, ImportError::PasswordWrong);
    }
    for rubbish in [&b""[..], b"x", &[0; 20]] {
        assert!(open(rubbish, Some(named("andotp")), Some("korte")).is_err());
    }
}

#[test]
fn a_list_whose_end_was_not_sealed_loses_its_last_entry_at_the_most() {
    let whole = list(&[ENTRY, ENTRY]);
    let without = |bytes: usize| {
        let file = sealed(1_000, &whole[..whole.len() - bytes], "korte");
        open(&file, None, Some("korte"))
    };
    assert_eq!(codes(&without(1).unwrap().rows), ["ok", "ok"]);
    for bytes in [2, 3, 20, ENTRY.len()] {
        assert_eq!(
            codes(&without(bytes).unwrap().rows),
            ["ok", "bad_structure"],
            "{bytes}"
        );
    }
    let error = without(ENTRY.len() + 10).unwrap_err();
    assert_eq!(error.code(), "truncated_or_damaged");
}

#[test]
fn what_is_odd_costs_its_own_entry() {
    let odd = [
        ENTRY,
        r#"{"secret":"30ed","label":"pin","type":"MOTP"}"#,
        r#"{"secret":"GEZDGNBV","label":"x","type":"OCRA"}"#,
        r#"{"label":"Bank - Bank:bela","type":"TOTP","secret":"GEZDGNBV===="}"#,
        "null",
    ];
    let import = read(list(&odd), None).unwrap();
    assert_eq!(import.format, named("andotp"));
    assert_eq!(
        codes(&import.rows),
        ["ok", "motp", "type", "ok", "no_secret"]
    );
    assert_eq!(refusals(&import.rows)[0].label, "pin");
    let old = entries(&import.rows)[1];
    assert_eq!((old.issuer.as_str(), old.label.as_str()), ("Bank", "bela"));
}

#[test]
fn a_backup_cut_off_anywhere_is_refused() {
    let file = list(&[ENTRY, ENTRY]);
    for end in 1..file.len() {
        assert!(
            read(&file[..end], None).is_err(),
            "cut off after {end} bytes"
        );
        let cut = read(&file[..end], Some(named("andotp"))).unwrap_err();
        assert_eq!(
            cut.code(),
            "truncated_or_damaged",
            "cut off after {end} bytes"
        );
    }
}
