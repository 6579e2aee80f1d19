//! Plain vault files of Aegis.

use aes_gcm::aead::Aead;
use aes_gcm::{Aes256Gcm, KeyInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyrack_exchange::{File, Import, ImportError, KeyDerivation, Notice, recognise};
use keyrack_otp::{Algorithm, Kind};

use crate::{codes, entries, named, read_files, refusals};

/// A vault of the newest version with something of everything.
pub const VAULT: &str = r#"{
    "version": 1,
    "header": {"slots": null, "params": null},
    "db": {
        "version": 3,
        "entries": [
            {"type": "totp", "uuid": "01234567-89ab-cdef-0123-456789abcdef", "name": "Deno:Mason", "issuer": "Deno",
             "note": "two\nlines", "favorite": true, "icon": "iVBORw0KGgo=", "icon_mime": "image\/png",
             "info": {"secret": "aaaa aaaa", "algo": "SHA256", "digits": "8", "period": 60.0},
             "groups": ["11111111-89ab-cdef-0123-456789abcdef", "22222222-89ab-cdef-0123-456789abcdef", "By name"]},
            {"type": "hotp", "uuid": "01234567-89ab-cdef-0123-456789abcdef", "name": "Mason", "issuer": null,
             "info": {"secret": "BBBBBBBB", "algo": "SHA1", "digits": 6, "counter": 18446744073709551615}},
            {"type": "steam", "name": "gamer", "issuer": "Steam", "group": "Games",
             "info": {"secret": "CCCCCCCC", "algo": "SHA1", "digits": 5, "period": 30}},
            {"type": "motp", "name": "Motp", "issuer": "M",
             "info": {"secret": "VKVKVKVK", "algo": "MD5", "digits": 6, "period": 10, "pin": "1234"}},
            {"type": "yandex", "name": "Yandex", "issuer": "Y",
             "info": {"secret": "LA2V6KMC", "algo": "SHA256", "digits": 8, "period": 30, "pin": "7586"}},
            {"type": "totp", "name": "digits", "info": {"secret": "AAAAAAAA", "digits": 0, "period": 30}},
            {"type": "totp", "name": "period", "info": {"secret": "AAAAAAAA", "digits": 6, "period": 0}},
            {"type": "totp", "name": "float", "info": {"secret": "AAAAAAAA", "digits": 6, "period": 30.5}},
            {"type": "totp", "name": "secret", "info": {"secret": "0189", "digits": 6, "period": 30}},
            {"type": "totp", "name": "no secret", "info": {"secret": null, "digits": 6, "period": 30}},
            {"type": "totp", "name": "no info"},
            {"type": "totp", "name": ["list"], "issuer": "odd name", "info": {"secret": "AAAAAAAA"}},
            {"type": "totp", "name": "md5", "info": {"secret": "AAAAAAAA", "algo": "MD5"}},
            {"type": "ocra", "name": "ocra", "info": {"secret": "AAAAAAAA"}},
            "no object",
            {"name": "bare", "info": {"secret": "DDDDDDDD"}}
        ],
        "groups": [{"uuid": "11111111-89ab-cdef-0123-456789abcdef", "name": "Clients"}, 7],
        "icons_optimized": true
    }
}"#;

fn read(text: &str) -> Import {
    crate::read(text, None).unwrap()
}

#[test]
fn each_entry_stands_alone() {
    let import = read(VAULT);
    assert_eq!(import.format, named("aegis"));
    assert!(!import.encrypted);
    assert_eq!(
        codes(&import.rows),
        [
            "ok",
            "ok",
            "ok",
            "motp",
            "yandex",
            "bad_digits",
            "bad_period",
            "bad_period",
            "bad_secret",
            "no_secret",
            "bad_structure",
            "bad_structure",
            "algorithm",
            "type",
            "bad_structure",
            "ok"
        ]
    );
    let refusals = refusals(&import.rows);
    assert_eq!(
        (refusals[0].issuer.as_str(), refusals[0].label.as_str()),
        ("M", "Motp")
    );
    assert_eq!(
        (refusals[8].issuer.as_str(), refusals[8].label.as_str()),
        ("odd name", "")
    );
}

#[test]
fn every_field_is_taken_over() {
    let import = read(VAULT);
    let entries = entries(&import.rows);

    let totp = entries[0];
    assert_eq!(
        (totp.issuer.as_str(), totp.label.as_str()),
        ("Deno", "Mason"),
        "the issuer is not kept twice"
    );
    assert_eq!(
        (totp.otp.kind(), totp.otp.algorithm()),
        (Kind::Totp, Algorithm::Sha256)
    );
    assert_eq!(
        (totp.otp.digits(), totp.otp.period(), totp.counter),
        (8, Some(60), None)
    );
    assert_eq!(totp.otp.secret().to_base32().as_str(), "AAAAAAAA");
    assert_eq!(totp.note, "two\nlines");
    assert_eq!(totp.groups, ["Clients", "By name"]);
    assert!(totp.favourite);
    assert_eq!(totp.notices, [Notice::GroupUnknown, Notice::IconIgnored]);

    let hotp = entries[1];
    assert_eq!((hotp.issuer.as_str(), hotp.label.as_str()), ("", "Mason"));
    assert_eq!(
        (hotp.otp.kind(), hotp.otp.period(), hotp.counter),
        (Kind::Hotp, None, Some(u64::MAX))
    );

    let steam = entries[2];
    assert_eq!((steam.otp.kind(), steam.otp.digits()), (Kind::Steam, 5));
    assert_eq!(steam.groups, ["Games"]);

    let bare = entries[3];
    assert_eq!((bare.otp.digits(), bare.otp.period()), (6, Some(30)));
    assert_eq!(bare.notices, [Notice::TypeAssumed]);
}

#[test]
fn equal_members_do_not_matter_and_the_last_one_counts() {
    let import = read(
        r#"{"version":1,"db":"","db":{"entries":[{"type":"hotp","type":"totp","name":"a","name":"b",
           "info":{"secret":"AAAAAAAA","digits":0,"digits":6}}]}}"#,
    );
    assert_eq!(codes(&import.rows), ["ok"]);
    assert_eq!(entries(&import.rows)[0].label, "b");
}

#[test]
fn a_database_that_is_none_is_damage() {
    for text in [
        r#"{"version":1,"db":{}}"#,
        r#"{"version":1,"db":[]}"#,
        r#"{"version":1,"db":{"entries":{}}}"#,
    ] {
        let error = crate::read(text, None).unwrap_err();
        assert_eq!(error, ImportError::Damaged { line: 0, column: 0 }, "{text}");
    }
}

/// A vault with a slot that the phone opens and slots for these passwords; costs as given.
fn sealed(passwords: &[&str], costs: &str) -> String {
    let hex = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    let seal = |key: [u8; 32], text: &[u8]| {
        let mut sealed = Aes256Gcm::new(&key.into())
            .encrypt(&[9; 12].into(), text)
            .unwrap();
        let tag = sealed.split_off(sealed.len() - 16);
        let params = format!(r#"{{"nonce":"{}","tag":"{}"}}"#, hex(&[9; 12]), hex(&tag));
        (sealed, params)
    };
    let mut slots =
        vec![r#"{"type":2,"key":"00","key_params":{"nonce":"00","tag":"00"}}"#.to_owned()];
    for password in passwords {
        let mut derived = [0; 32];
        let params = scrypt::Params::new(4, 1, 1, 32).unwrap();
        scrypt::scrypt(password.as_bytes(), &[7; 32], &params, &mut derived).unwrap();
        let (key, params) = seal(derived, &[5; 32]);
        slots.push(format!(
            r#"{{"type":1,"uuid":"x","key":"{}","key_params":{params},{costs},"salt":"{}"}}"#,
            hex(&key),
            hex(&[7; 32])
        ));
    }
    let database = r#"{"version":3,"entries":[{"type":"totp","name":"anna","issuer":"Portal","info":{"secret":"AAAAAAAA"}}]}"#;
    let (database, params) = seal([5; 32], database.as_bytes());
    format!(
        r#"{{"version":1,"header":{{"slots":[{}],"params":{params}}},"db":"{}"}}"#,
        slots.join(","),
        STANDARD.encode(database).replace('/', "\\/")
    )
}

const CHEAP: &str = r#""n":16,"r":1,"p":1"#;

#[test]
fn an_encrypted_vault_opens_with_any_of_its_passwords_alone() {
    let open = |vault: &str, password| {
        let file = File {
            name: "aegis.json",
            bytes: vault.as_bytes(),
        };
        assert_eq!(recognise(&[file]), Ok(named("aegis")));
        read_files(&[file], None, password, &mut KeyDerivation::default())
    };
    let vault = sealed(&["korte", "alma"], CHEAP);
    for password in ["korte", "alma"] {
        let import = open(&vault, Some(password)).unwrap();
        assert!(import.encrypted);
        assert_eq!(entries(&import.rows)[0].label, "anna");
    }
    let refused = |vault: &str, password| open(vault, password).unwrap_err();
    assert_eq!(refused(&vault, None), ImportError::PasswordNeeded);
    assert_eq!(refused(&vault, Some("szilva")), ImportError::PasswordWrong);
    // The first character of the database is another.
    let at = vault.find(r#""db":""#).unwrap() + 6;
    let mut damaged = vault.clone();
    damaged.replace_range(at..=at, if &vault[at..=at] == "A" { "B" } else { "A" });
    assert_eq!(
        refused(&damaged, Some("alma")).code(),
        "truncated_or_damaged"
    );
    let costs = |costs| refused(&sealed(&["alma"], costs), Some("alma"));
    assert_eq!(
        costs(r#""n":1073741824,"r":8,"p":1"#),
        ImportError::TooCostly
    );
    assert_eq!(
        costs(r#""n":32768,"r":8,"p":1000000"#),
        ImportError::TooCostly
    );
    let largest = r#""n":18446744073709551615,"r":18446744073709551615,"p":1"#;
    assert_eq!(costs(largest).code(), "truncated_or_damaged");
    assert_eq!(
        costs(r#""n":17,"r":1,"p":1"#).code(),
        "truncated_or_damaged"
    );
    // Without a slot for a password, only the phone opens it.
    for locked in [
        sealed(&[], CHEAP),
        r#"{"version":1,"header":{"slots":[],"params":{}},"db":"IvZKCA\/J"}"#.to_owned(),
    ] {
        assert_eq!(refused(&locked, Some("alma")), ImportError::KeyFile);
    }
}

#[test]
fn a_faulty_byte_in_a_name_is_noted() {
    let vault = b"{\"version\":1,\"db\":{\"entries\":[{\"name\":\"\xf5\",\"type\":\"totp\",\"info\":{\"secret\":\"AAAAAAAA\"}}]}}";
    let import = crate::read(vault, None).unwrap();
    assert_eq!(
        entries(&import.rows)[0].notices,
        [Notice::CharactersReplaced]
    );
}
