//! Transfer codes of Google Authenticator: what others write is read, and what is written is read back.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use keyrack_exchange::{
    Account, Document, Factor, MAX_ACCOUNTS, Missing, Outcome, QrKind, Transfer, Unfit,
    read_qr_texts, transfer,
};
use keyrack_otp::{Algorithm, Kind, Otp, Secret};
use proptest::prelude::*;

use crate::{codes, entries, named, read, refusals, write};

/// A field of a protocol buffer that has a length.
fn text(tag: u8, bytes: &[u8]) -> Vec<u8> {
    let length = u8::try_from(bytes.len()).unwrap();
    assert!(length < 128);
    [&[tag << 3 | 2, length], bytes].concat()
}

/// A field of a protocol buffer that is a small number.
fn number(tag: u8, value: u8) -> Vec<u8> {
    assert!(value < 128);
    vec![tag << 3, value]
}

fn uri(payload: &[u8]) -> String {
    let data = STANDARD.encode(payload);
    format!("otpauth-migration://offline?data={data}")
}

/// A code with one account, whose fields after secret and name are given.
fn with(fields: &[(u8, u8)]) -> String {
    let mut account = [text(1, b"12345678901234567890"), text(2, b"anna")].concat();
    for (tag, value) in fields {
        account.extend(number(*tag, *value));
    }
    uri(&text(1, &account))
}

#[test]
fn what_is_not_specified_is_the_usual_and_what_is_not_known_is_refused() {
    let rows = |fields: &[(u8, u8)]| read(with(fields), None).unwrap().rows;
    let (algorithm, digits, kind) = (4, 5, 6);
    for fields in [&[][..], &[(algorithm, 0), (digits, 0), (kind, 0)]] {
        let rows = rows(fields);
        let otp = &entries(&rows)[0].otp;
        let expected = Otp::totp(Secret::from_bytes(b"12345678901234567890".to_vec()).unwrap());
        assert_eq!(*otp, expected);
    }
    for (field, reason) in [
        ((algorithm, 4), "algorithm"),
        ((algorithm, 5), "algorithm"),
        ((digits, 3), "bad_digits"),
        ((kind, 3), "type"),
    ] {
        let rows = rows(&[field]);
        assert_eq!(codes(&rows), [reason]);
        assert_eq!(refusals(&rows)[0].label, "anna");
    }
}

#[test]
fn one_account_that_cannot_be_read_leaves_the_others_alone() {
    let sound = [text(1, b"0123456789"), text(2, b"anna")].concat();
    let payload = [
        text(1, &sound),
        text(1, b"\x0a\x7f"),
        text(1, &text(2, b"no key")),
        text(1, &[text(1, b"0123456789"), text(2, b"\xff\xfe")].concat()),
        text(9, b"a field of a later version"),
    ];
    let rows = read(uri(&payload.concat()), None).unwrap().rows;
    assert_eq!(codes(&rows), ["ok", "bad_structure", "no_secret", "ok"]);
    assert_eq!(entries(&rows)[1].notices.len(), 1);
}

#[test]
fn every_way_to_write_the_data_is_read() {
    // Bytes whose Base64 has both of the characters that differ.
    let payload = text(1, &text(1, b"00\xfb\xef\xbe\xff\xff\xff00"));
    let standard = STANDARD.encode(&payload);
    assert!(standard.contains('+') && standard.contains('/') && standard.ends_with('='));
    let escaped = standard
        .replace('+', "%2B")
        .replace('/', "%2f")
        .replace('=', "%3D");
    let ways = [
        standard.clone(),
        standard.replace('+', " "),
        standard.trim_end_matches('=').to_owned(),
        URL_SAFE_NO_PAD.encode(&payload),
        escaped,
    ];
    for data in ways {
        for uri in [
            format!("otpauth-migration://offline?data={data}"),
            format!("OTPAUTH-MIGRATION://offline/?v=1&Data={data}#x"),
        ] {
            let import = read(&uri, None).unwrap();
            assert_eq!(codes(&import.rows), ["ok"], "{uri}");
            assert_eq!(import.format, named("google-migration"));
        }
    }
    for data in ["", "%", "%4", "%zz", "!", "CgA", "XXXX"] {
        let uri = format!("otpauth-migration://offline?data={data}");
        let refused = codes(&read(&uri, None).unwrap().rows);
        assert_ne!(refused, ["ok"], "{uri}");
    }
}

#[test]
fn a_name_loses_the_issuer_that_it_repeats_and_nothing_else() {
    let names = |name: &str, issuer: &str| {
        let account = [
            text(1, b"0123456789"),
            text(2, name.as_bytes()),
            text(3, issuer.as_bytes()),
        ];
        let rows = read(uri(&text(1, &account.concat())), None).unwrap().rows;
        let entry = entries(&rows)[0];
        (entry.issuer.clone(), entry.label.clone())
    };
    let pair = |issuer: &str, label: &str| (issuer.to_owned(), label.to_owned());
    assert_eq!(names("Portal:anna", "Portal"), pair("Portal", "anna"));
    assert_eq!(names("Portal: anna", "Portal"), pair("Portal", "anna"));
    assert_eq!(names("Portal:anna", ""), pair("", "Portal:anna"));
    assert_eq!(names("desk:anna", "Portal"), pair("Portal", "desk:anna"));
    assert_eq!(
        names("Portal2:anna", "Portal"),
        pair("Portal", "Portal2:anna")
    );
}

#[test]
fn a_list_may_mix_both_kinds_of_code() {
    let import = read(
        format!("otpauth://totp/a?secret=GEZDGNBV\n{}\n", with(&[])),
        None,
    )
    .unwrap();
    assert_eq!(import.format, named("otpauth"));
    assert_eq!(codes(&import.rows), ["ok", "ok"]);
    let only = read(with(&[]), Some(named("otpauth"))).unwrap();
    assert_eq!(codes(&only.rows), ["ok"]);
}

fn part(batch: u8, of: u8, index: u8) -> String {
    let account = [text(1, &[b'0' + index; 10]), text(2, b"anna")].concat();
    let fields = [number(3, of), number(4, index), number(5, batch)].concat();
    uri(&[text(1, &account), fields].concat())
}

#[test]
fn parts_find_each_other_in_any_order_and_the_missing_ones_are_told() {
    let missing = |parts: &[String]| read_qr_texts(parts.iter().map(String::as_str)).missing;
    let gap = |batch, of, parts: &[u32]| Missing {
        batch,
        of,
        parts: parts.to_vec(),
    };
    assert_eq!(missing(&[part(1, 3, 2), part(1, 3, 0), part(1, 3, 1)]), []);
    assert_eq!(
        missing(&[part(1, 3, 2), part(2, 2, 0), part(1, 3, 2), part(3, 1, 0)]),
        [gap(1, 3, &[1, 2]), gap(2, 2, &[2])]
    );
    // Places that cannot be are no reason to ask for what never was.
    assert_eq!(missing(&[part(1, 2, 7), part(1, 0, 0), with(&[])]), []);
    let file = [part(1, 3, 2), part(1, 3, 0)].join("\n");
    assert_eq!(read(file, None).unwrap().missing, [gap(1, 3, &[2])]);
}

#[test]
fn a_repeated_code_brings_its_accounts_once() {
    let read = read_qr_texts([part(1, 1, 0).as_str(), part(1, 1, 0).as_str()]);
    let rows: Vec<usize> = read.texts.iter().map(|code| code.rows.len()).collect();
    assert_eq!(rows, [1, 0]);
    assert!(read.texts.iter().all(|it| it.kind == QrKind::Migration));
}

fn account(issuer: &str, label: &str, otp: Otp, counter: Option<u64>) -> Account {
    let factor = Factor {
        id: String::new(),
        label: String::new(),
        otp,
        counter,
        confirmed: true,
        confirmed_at: None,
        replaced: Vec::new(),
        extra: Default::default(),
    };
    Account {
        issuer: issuer.to_owned(),
        label: label.to_owned(),
        factors: [factor].into_iter().collect(),
        ..Account::default()
    }
}

fn otp(kind: Kind, digits: u8, period: u32) -> Otp {
    let secret = Secret::from_bytes(b"12345678901234567890".to_vec()).unwrap();
    Otp::new(kind, secret, Algorithm::Sha256, digits, period).unwrap()
}

fn sheet(accounts: impl IntoIterator<Item = Account>) -> Document {
    Document {
        accounts: accounts.into_iter().collect(),
        ..Document::default()
    }
}

/// Issuer, label, parameters and counter of each account, as codes hold them.
fn read_back(transfer: &Transfer) -> Vec<(String, String, Otp, Option<u64>)> {
    let read = read_qr_texts(transfer.codes.iter().map(|code| code.as_str()));
    assert_eq!(read.missing, []);
    let rows = read.texts.into_iter().flat_map(|code| code.rows);
    rows.map(|row| match row.outcome {
        Outcome::Entry(it) => (it.issuer, it.label, it.otp, it.counter),
        Outcome::Refused(refusal) => panic!("{refusal:?}"),
    })
    .collect()
}

#[test]
fn what_google_cannot_hold_is_left_out_by_name() {
    let long = "ő".repeat(1_000);
    let mut trashed = account("bin", "", otp(Kind::Totp, 6, 30), None);
    trashed.trashed = Some(1);
    let transfer = transfer(
        &sheet([
            account("kept", "", otp(Kind::Totp, 8, 30), None),
            account("steam", "", otp(Kind::Steam, 6, 30), None),
            account("seven", "", otp(Kind::Totp, 7, 30), None),
            account("slow", "", otp(Kind::Totp, 6, 60), None),
            account("far", "", otp(Kind::Hotp, 6, 30), Some(1 << 63)),
            account("long", &long, otp(Kind::Totp, 6, 30), None),
            trashed,
        ]),
        7,
    );
    let left_out: Vec<(&str, Unfit)> = transfer
        .left_out
        .iter()
        .map(|it| (it.issuer.as_str(), it.reason))
        .collect();
    assert_eq!(
        left_out,
        [
            ("steam", Unfit::Steam),
            ("seven", Unfit::Digits),
            ("slow", Unfit::Period),
            ("far", Unfit::Counter),
            ("long", Unfit::TooLong),
        ]
    );
    assert_eq!(read_back(&transfer).len(), 1);
    let written = write(&sheet([]), named("google-migration"), None).unwrap();
    assert!(written.bytes.is_empty(), "no account, no code");
}

#[test]
fn a_code_holds_ten_accounts_or_as_many_as_stay_easy_to_scan() {
    let of = |label: &str, count: usize| {
        let accounts = (0..count).map(|_| account("", label, otp(Kind::Totp, 6, 30), None));
        let transfer = transfer(&sheet(accounts), 1);
        assert_eq!(read_back(&transfer).len(), count);
        transfer.codes
    };
    assert_eq!(of("anna", 0).len(), 0);
    assert_eq!(of("anna", MAX_ACCOUNTS).len(), 1);
    assert_eq!(of("anna", MAX_ACCOUNTS + 1).len(), 2);
    assert_eq!(of("anna", 100).len(), 10);
    let wordy = of(&"long name ".repeat(15), 20);
    assert!(wordy.len() > 2);
    // Where codes get 117 modules on a side.
    assert!(wordy.iter().all(|code| code.len() < 997));
}

/// Names without what turns text round, which does not come back.
const NAME: &str = r"[^\s\p{C}]([^\p{C}\p{Zl}\p{Zp}]{0,10}[^\s\p{C}])?|";
const LABEL: &str = r"(A:)?[^\s\p{C}]([^\p{C}\p{Zl}\p{Zp}]{0,10}[^\s\p{C}])?|";

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        accounts in prop::collection::vec(
            (NAME, LABEL, prop::bool::ANY, 0..u64::MAX / 2,
             prop::collection::vec(any::<u8>(), 1..40), 0..3, prop::bool::ANY),
            0..30,
        ),
        batch: i32,
    ) {
        let expected: Vec<_> = accounts
            .into_iter()
            .map(|(issuer, label, repeats, counter, secret, algorithm, is_hotp)| {
                let secret = Secret::from_bytes(secret).unwrap();
                let algorithm =
                    [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512][algorithm as usize];
                let (kind, counter) = if is_hotp { (Kind::Hotp, Some(counter)) } else { (Kind::Totp, None) };
                let otp = Otp::new(kind, secret, algorithm, 6, 30).unwrap();
                let label = if repeats { format!("{issuer}:{label}") } else { label };
                (issuer, label, otp, counter)
            })
            .collect();
        let accounts = expected
            .iter()
            .map(|(issuer, label, otp, counter)| account(issuer, label, otp.clone(), *counter));
        let transfer = transfer(&sheet(accounts), batch);
        prop_assert_eq!(transfer.left_out, []);
        prop_assert_eq!(read_back(&Transfer { left_out: Vec::new(), ..transfer }), expected);
    }

    #[test]
    fn any_data_is_read_or_refused(payload in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_qr_texts([uri(&payload).as_str()]);
    }

    #[test]
    fn any_text_is_something(text in ".{0,200}") {
        let read = read_qr_texts([text.as_str()]);
        prop_assert!(!read.texts[0].rows.is_empty());
    }
}
