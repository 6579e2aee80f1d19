//! URIs, case by case.

use keyrack_otp::otpauth::{self, MAX_EXTRA, MAX_URI_BYTES, Notice, Scheme, Uri, UriError};
use keyrack_otp::{Algorithm, Kind, Otp, Secret, SecretError};

#[test]
fn every_part_of_a_full_uri_is_read() {
    let uri = read(
        "otpauth://totp/ACME%20Co:john.doe@email.com?secret=JBSWY3DPEHPK3PXP\
         &issuer=ACME%20Co&algorithm=SHA512&digits=8&period=60&icon=acme&lock=true",
    );
    let secret = Secret::from_bytes(b"Hello!\xde\xad\xbe\xef".to_vec()).unwrap();
    let extra = [("icon", "acme"), ("lock", "true")].map(|(n, v)| (n.to_owned(), v.to_owned()));
    assert_eq!(
        uri,
        Uri {
            otp: Otp::new(Kind::Totp, secret, Algorithm::Sha512, 8, 60).unwrap(),
            issuer: "ACME Co".to_owned(),
            label: "john.doe@email.com".to_owned(),
            counter: None,
            extra: extra.to_vec(),
            notices: Vec::new(),
        }
    );
}

#[test]
fn what_is_missing_empty_or_null_is_the_default() {
    for rest in [
        "",
        "&algorithm=&digits=&period=&issuer=&encoder=",
        "&algorithm=null&digits=null&period=NULL&encoder=null&steam=false",
        "&&algorithm&digits&period",
    ] {
        let uri = read(&format!("otpauth://totp/me?secret=JBSWY3DPEHPK3PXP{rest}"));
        let secret = Secret::from_base32("JBSWY3DPEHPK3PXP").unwrap();
        assert_eq!(uri.otp, Otp::totp(secret), "{rest}");
        assert_eq!((uri.issuer.as_str(), uri.extra.len()), ("", 0), "{rest}");
    }
}

#[test]
fn case_and_surroundings_do_not_matter() {
    let expected = read("otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=7");
    for text in [
        "OTPAUTH://TOTP/A:b?SECRET=jbswy3dpehpk3pxp&Issuer=A&DIGITS=7",
        "\u{feff} otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=7\r\n",
        "otpauth://totp/A:b?digits=+7&issuer=A&s%65cret=JBSW+Y3DP+EHPK-3PXP%3D%3D",
        "apple-otpauth://totp/A:b?secret=JBSW%20Y3DP EHPK%C2%A03PXP&issuer=A&digits=7",
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn names_come_from_the_parameter_and_from_the_label() {
    for (address, issuer, expected) in [
        ("A:b", None, ("A", "b")),
        ("A%3Ab", None, ("A", "b")),
        ("A:%20b", None, ("A", "b")),
        ("A%3A%20%20b%20", None, ("A", "b")),
        ("A:b", Some("A"), ("A", "b")),
        ("A%3Ab", Some("A"), ("A", "b")),
        ("A :b", Some("A"), ("A", "b")),
        ("b", Some("A"), ("A", "b")),
        ("b", None, ("", "b")),
        (":b", None, ("", "b")),
        (":b", Some("A"), ("A", "b")),
        ("A:", None, ("A", "")),
        ("A", Some("A"), ("A", "A")),
        ("", None, ("", "")),
        ("", Some("A"), ("A", "")),
        ("A:b:c", None, ("A", "b:c")),
        (":b:c", None, ("", "b:c")),
        ("A:b:c", Some("A:b"), ("A:b", "c")),
        ("/A/B:c/d", None, ("/A/B", "c/d")),
        // What users and services put into names.
        (
            "%C3%9Cgyf%C3%A9lkapu%2B:Kov%C3%A1cs%20Kft.",
            None,
            ("Ügyfélkapu+", "Kovács Kft."),
        ),
        (
            "Ügyfélkapu+:őű",
            Some("Ügyfélkapu%2B"),
            ("Ügyfélkapu+", "őű"),
        ),
        ("A%26B:c%26d", Some("A%26B"), ("A&B", "c&d")),
        ("A#B:c #1", Some("A#B"), ("A#B", "c #1")),
        ("A%23B:c", None, ("A#B", "c")),
        ("%F0%9F%98%80%3Ab", None, ("😀", "b")),
        ("100%25:b", None, ("100%", "b")),
        // Faulty escapes stand for themselves, and bytes that are no text become U+FFFD.
        ("100%:b", None, ("100%", "b")),
        ("50%zz:b%4", None, ("50%zz", "b%4")),
        ("%%41:b", None, ("%A", "b")),
        ("A%:b%", Some("%"), ("%", "b%")),
        ("%FF:b%C5", None, ("\u{fffd}", "b\u{fffd}")),
        ("%ő:b", None, ("%ő", "b")),
    ] {
        let issuer = issuer
            .map(|issuer| format!("&issuer={issuer}"))
            .unwrap_or_default();
        let text = format!("otpauth://totp/{address}?secret=JBSWY3DPEHPK3PXP{issuer}");
        let uri = read(&text);
        assert_eq!(
            (uri.issuer.as_str(), uri.label.as_str()),
            expected,
            "{text}"
        );
    }
}

#[test]
fn a_uri_without_a_label_is_taken() {
    for text in [
        "otpauth://totp/?secret=JBSWY3DP",
        "otpauth://totp?secret=JBSWY3DP",
    ] {
        let uri = read(text);
        assert_eq!(
            (uri.issuer.as_str(), uri.label.as_str()),
            ("", ""),
            "{text}"
        );
    }
}

#[test]
fn a_plus_is_a_space_only_where_a_form_can_have_written_it() {
    for (issuer, expected) in [
        ("Air+Canada", "Air Canada"),
        ("A+B+C", "A B C"),
        ("%C3%9Cgyf%C3%A9lkapu%2B+teszt", "Ügyfélkapu+ teszt"),
        ("Portal+", "Portal+"),
        ("+Plus", "+Plus"),
        ("C++", "C++"),
        ("Notepad++%20x", "Notepad++ x"),
        ("A+B Kft.", "A+B Kft."),
        ("A+B%20Kft.", "A+B Kft."),
        ("A%2BB", "A+B"),
    ] {
        let uri = read(&format!(
            "otpauth://totp/me+mail@example.org?secret=JBSWY3DP&issuer={issuer}"
        ));
        assert_eq!(
            (uri.issuer.as_str(), uri.label.as_str()),
            (expected, "me+mail@example.org")
        );
    }
}

#[test]
fn contradicting_issuers_are_both_kept() {
    let uri = read("otpauth://totp/old:me?secret=JBSWY3DP&issuer=new");
    assert_eq!((uri.issuer.as_str(), uri.label.as_str()), ("new", "me"));
    assert_eq!(
        uri.notices,
        [Notice::IssuerMismatch {
            label_issuer: "old".to_owned()
        }]
    );

    let uri = read("otpauth://totp/Air+Canada:me?secret=JBSWY3DP&issuer=Air+Canada");
    assert_eq!(
        (uri.issuer.as_str(), uri.label.as_str()),
        ("Air Canada", "me")
    );
    assert_eq!(uri.notices, [], "one issuer, written as in a form");

    let uri = read("otpauth://totp/me?secret=JBSWY3DP&issuer=&issuer=first&issuer=second");
    assert_eq!(uri.issuer, "first");
}

#[test]
fn an_ampersand_that_was_not_encoded_belongs_to_the_issuer_if_the_path_says_so() {
    for (query, path, issuer) in [
        ("issuer=NAV & Co&digits=8", "NAV%20%26%20Co:me", "NAV & Co"),
        ("digits=8&issuer=A&B&C", "A&B&C:me", "A&B&C"),
        ("issuer=A%26B&steam_is_no_value&digits=8", "A%26B:me", "A&B"),
        ("issuer=NAV & Co&digits=8", "me", "NAV"),
        ("issuer=NAV&digits=8& Co", "NAV & Co:me", "NAV"),
        ("digits=8& Co&issuer=NAV", "NAV & Co:me", "NAV"),
    ] {
        let text = format!("otpauth://totp/{path}?secret=JBSWY3DP&{query}");
        let uri = read(&text);
        let names = (uri.issuer.as_str(), uri.label.as_str(), uri.otp.digits());
        assert_eq!(names, (issuer, "me", 8), "{text}");
    }
}

#[test]
fn left_over_bits_are_noticed() {
    for (secret, notices) in [
        ("JBSWY3DP", &[][..]),
        ("JBSWY3DPEA", &[]),
        ("JBSWY3DPEB", &[Notice::LeftOverBits]),
        ("JBSWY3DPA", &[Notice::LeftOverBits]),
        ("JBSWY3DPAAA", &[Notice::LeftOverBits]),
    ] {
        let uri = read(&format!("otpauth://totp/me?secret={secret}"));
        assert_eq!(uri.notices, notices, "{secret}");
    }
}

#[test]
fn hotp_has_a_counter_and_no_period() {
    let uri = read("otpauth://hotp/me?secret=JBSWY3DP&counter=18446744073709551615&period=x");
    assert_eq!((uri.otp.kind(), uri.counter), (Kind::Hotp, Some(u64::MAX)));
    assert_eq!((uri.otp.period(), uri.notices), (None, Vec::new()));

    let uri = read("otpauth://hotp/me?secret=JBSWY3DP&counter=0");
    assert_eq!((uri.counter, uri.notices), (Some(0), Vec::new()));

    let uri = read("otpauth://hotp/me?secret=JBSWY3DP");
    assert_eq!(
        (uri.counter, uri.notices),
        (Some(0), vec![Notice::MissingCounter])
    );

    let uri = read("otpauth://totp/me?secret=JBSWY3DP&counter=-1");
    assert_eq!(
        (uri.counter, uri.extra),
        (None, Vec::new()),
        "TOTP has no counter"
    );
}

#[test]
fn steam_is_what_says_so_itself() {
    for text in [
        "otpauth://steam/Steam:me?secret=STEAMKEY",
        "otpauth://Steam/me?secret=STEAMKEY&digits=5&period=30",
        "otpauth://totp/Steam:me?secret=STEAMKEY&digits=6&encoder=steam",
        "otpauth://totp/me?secret=STEAMKEY&encoder=Steam",
        "otpauth://totp/me?secret=STEAMKEY&steam",
        "otpauth://totp/me?steam=true&secret=STEAMKEY",
        "steam://STEAMKEY",
        "STEAM://steam%20key/",
    ] {
        let uri = read(text);
        assert_eq!(
            (uri.otp.kind(), uri.otp.digits()),
            (Kind::Steam, 5),
            "{text}"
        );
        assert_eq!(&*uri.otp.code_at(1_742_298_622).unwrap(), "NTK5M", "{text}");
        assert_eq!(uri.extra, [], "{text}");
    }
    for text in [
        "otpauth://totp/Steam:me?secret=STEAMKEY",
        "otpauth://totp/Steam?secret=STEAMKEY&issuer=Steam",
    ] {
        assert_eq!(read(text).otp.kind(), Kind::Totp, "{text}");
    }
}

#[test]
fn what_decides_a_code_is_never_guessed() {
    for (text, error) in [
        ("otpauth://totp/a", UriError::NoSecret),
        ("otpauth://totp", UriError::NoSecret),
        ("otpauth://totp/a?secret", UriError::NoSecret),
        ("otpauth://totp/a?secret=", UriError::NoSecret),
        ("otpauth://totp/a?secret=%20-=", UriError::NoSecret),
        ("otpauth://totp/a?issuer=b", UriError::NoSecret),
        ("steam://", UriError::NoSecret),
        (
            "otpauth://totp/a?secret=A",
            UriError::BadSecret(SecretError::TooShort),
        ),
        ("otpauth://totp/a?secret=JBSW#", bad_character(4)),
        ("otpauth://totp/a?secret=JBSW%21", bad_character(4)),
        ("steam://JBSW?x", bad_character(4)),
        (
            "otpauth://totp/a?secret=JBSWY3DP&secret=STEAMKEY",
            UriError::RepeatedParameter("secret"),
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&digits=6&digits=8",
            UriError::RepeatedParameter("digits"),
        ),
        (
            "otpauth://hotp/a?secret=JBSWY3DP&counter=1&counter=2",
            UriError::RepeatedParameter("counter"),
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&algorithm=MD5",
            UriError::BadAlgorithm,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&algorithm=SHA384",
            UriError::BadAlgorithm,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&digits=0",
            UriError::BadDigits,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&digits=11",
            UriError::BadDigits,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&digits=262",
            UriError::BadDigits,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&digits=-6",
            UriError::BadDigits,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&digits=6.0",
            UriError::BadDigits,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&digits=six",
            UriError::BadDigits,
        ),
        (
            "otpauth://steam/a?secret=JBSWY3DP&digits=0",
            UriError::BadDigits,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&period=0",
            UriError::BadPeriod,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&period=-30",
            UriError::BadPeriod,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&period=86401",
            UriError::BadPeriod,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&period=4294967326",
            UriError::BadPeriod,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&period=30s",
            UriError::BadPeriod,
        ),
        (
            "otpauth://hotp/a?secret=JBSWY3DP&counter=-1",
            UriError::BadCounter,
        ),
        (
            "otpauth://hotp/a?secret=JBSWY3DP&counter=x",
            UriError::BadCounter,
        ),
        (
            "otpauth://hotp/a?secret=JBSWY3DP&counter=18446744073709551616",
            UriError::BadCounter,
        ),
        (
            "otpauth://hotp/a?secret=JBSWY3DP&encoder=steam",
            UriError::UnsupportedType,
        ),
        (
            "otpauth://totp/a?secret=JBSWY3DP&encoder=battlenet",
            UriError::UnsupportedType,
        ),
        (
            "otpauth://motp/a?secret=JBSWY3DP",
            UriError::UnsupportedType,
        ),
        ("otpauth:///a?secret=JBSWY3DP", UriError::UnsupportedType),
        ("otpauth://", UriError::UnsupportedType),
    ] {
        assert_eq!(otpauth::parse(text), Err(error), "{text}");
    }
}

#[test]
fn neighbours_are_named_and_strangers_refused() {
    for (text, scheme, code) in [
        (
            "otpauth-migration://offline?data=x",
            Scheme::Migration,
            "uri_unsupported_migration",
        ),
        (
            "motp://a:b?secret=30edcc8edae50a60",
            Scheme::Motp,
            "uri_unsupported_motp",
        ),
        (
            "phonefactor://activate_account?code=1",
            Scheme::PhoneFactor,
            "uri_unsupported_phonefactor",
        ),
        (
            "otpauth://yaotp/a?secret=JBSWY3DP",
            Scheme::Yandex,
            "uri_unsupported_yandex",
        ),
    ] {
        let error = otpauth::parse(text).unwrap_err();
        assert_eq!(
            (error, error.code()),
            (UriError::UnsupportedScheme(scheme), code),
            "{text}"
        );
    }
    for text in [
        "",
        "otpauth",
        "otpauth:totp/a?secret=A",
        "https://example.org",
        "x otpauth://totp/a",
    ] {
        assert_eq!(otpauth::parse(text), Err(UriError::NotOtpauth), "{text}");
    }
}

#[test]
fn size_has_bounds() {
    let start = "otpauth://totp/a?secret=JBSWY3DP";
    let long = format!("{start}&x={}", "x".repeat(MAX_URI_BYTES));
    assert_eq!(otpauth::parse(&long), Err(UriError::TooLong));
    // It fits as it stands, but not once its characters are escaped.
    let wide = format!("{start}&x={}", "ő".repeat(MAX_URI_BYTES / 3));
    assert!(wide.len() < MAX_URI_BYTES);
    assert_eq!(otpauth::parse(&wide), Err(UriError::TooLong));

    let most = format!("{start}{}", "&x=y".repeat(MAX_EXTRA));
    assert_eq!(read(&most).extra.len(), MAX_EXTRA);
    assert_eq!(
        otpauth::parse(&format!("{most}&x")),
        Err(UriError::TooManyParameters)
    );
}

#[test]
fn what_is_written_is_what_others_read() {
    for (text, written) in [
        (
            "otpauth://totp/b?secret=jbsw y3dp&issuer=A&",
            "otpauth://totp/A:b?secret=JBSWY3DP&issuer=A&algorithm=SHA1&digits=6&period=30",
        ),
        (
            "otpauth://hotp/me?secret=JBSWY3DP&counter=7&digits=8&algorithm=sha256&flag",
            "otpauth://hotp/me?secret=JBSWY3DP&algorithm=SHA256&digits=8&counter=7&flag=",
        ),
        (
            "steam://STEAMKEY",
            "otpauth://steam/?secret=STEAMKEY&algorithm=SHA1&digits=5&period=30",
        ),
        (
            "otpauth://totp/Ügyfélkapu+:a@b.hu: 1#/%?secret=JBSWY3DP&codeDisplay={\"pinned\":true}",
            "otpauth://totp/%C3%9Cgyf%C3%A9lkapu%2B:a%40b.hu%3A%201%23%2F%25?secret=JBSWY3DP\
             &issuer=%C3%9Cgyf%C3%A9lkapu%2B&algorithm=SHA1&digits=6&period=30\
             &codeDisplay=%7B%22pinned%22%3Atrue%7D",
        ),
    ] {
        assert_eq!(*read(text).write(), written);
    }
}

#[test]
fn an_extra_parameter_cannot_change_the_codes() {
    let mut uri = read("otpauth://totp/me?secret=JBSWY3DP");
    let original = uri.clone();
    uri.extra = vec![
        ("Secret".to_owned(), "STEAMKEY".to_owned()),
        ("steam".to_owned(), String::new()),
    ];
    assert_eq!(read(&uri.write()), original);
}

#[test]
fn neither_debug_nor_an_error_tells_secrets() {
    let uri = read("otpauth://totp/me?secret=JBSWY3DP&pin=4711");
    let text = format!("{uri:?}");
    assert!(
        text.contains("pin") && !text.contains("4711") && !text.contains("JBSW"),
        "{text}"
    );
    let error = otpauth::parse("otpauth://totp/me?secret=JBSWY3DP!&digits=4711").unwrap_err();
    let text = format!("{error:?} {error}");
    assert!(
        !text.contains("JBSW") && !text.contains('!') && !text.contains("4711"),
        "{text}"
    );
}

fn read(text: &str) -> Uri {
    otpauth::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn bad_character(position: usize) -> UriError {
    UriError::BadSecret(SecretError::InvalidCharacter { position })
}
