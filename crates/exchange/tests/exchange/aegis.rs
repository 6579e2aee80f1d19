//! Plain vault files of Aegis.

use keyrack_exchange::{Format, Import, ImportError, Notice};
use keyrack_otp::{Algorithm, Kind};

use crate::{codes, entries, refusals};

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
    assert_eq!(import.format, Format::Aegis);
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

#[test]
fn a_faulty_byte_in_a_name_is_noted() {
    let vault = b"{\"version\":1,\"db\":{\"entries\":[{\"name\":\"\xf5\",\"type\":\"totp\",\"info\":{\"secret\":\"AAAAAAAA\"}}]}}";
    let import = crate::read(vault, None).unwrap();
    assert_eq!(
        entries(&import.rows)[0].notices,
        [Notice::CharactersReplaced]
    );
}
