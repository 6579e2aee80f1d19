//! Keyrack's own formats, and exports of them.

use std::collections::BTreeMap;

use keyrack_exchange::{
    Account, Attachment, Client, Document, Extra, Factor, Folder, Format, Import, ImportError,
    MAX_ATTACHMENT_BYTES, Reason, Records, Recovery, RecoveryCode, Replaced, SecretBytes,
    SecretText, Source, Unread, reconcile,
};
use keyrack_otp::{Algorithm, Kind, Otp, Secret};
use proptest::prelude::*;

use crate::{codes, entries, named, read, text};

/// A document in which no field has its default value.
pub fn everything() -> Document {
    let text = |text: &str| text.to_owned();
    let secret = |text: &str| SecretText::new(text.to_owned());
    let extra = || {
        Extra(BTreeMap::from([(
            text("later"),
            secret(r#"{"b": [1.50, "\u0151"]}"#),
        )]))
    };
    let otp = |kind, base32, algorithm, digits, period| {
        Otp::new(
            kind,
            Secret::from_base32(base32).unwrap(),
            algorithm,
            digits,
            period,
        )
        .unwrap()
    };
    let folder = Folder {
        id: text("f1"),
        name: text("Kovács \"és\" Társa Kft."),
        client: Some(Client {
            tax_number: text("12345678-2-42"),
            short_code: text("KOV"),
            contact: text("Kovács Béla"),
            email: text("bela@example.hu"),
            notes: text("line\nline"),
            extra: extra(),
        }),
        colour: text("blue"),
        archived: true,
        extra: extra(),
    };
    let factors = [
        Factor {
            id: text("x1"),
            label: text("balie"),
            otp: otp(Kind::Totp, "AAAAAAAA", Algorithm::Sha512, 10, 60),
            counter: None,
            confirmed: true,
            confirmed_at: Some(1_764_000_000_001),
            replaced: vec![Replaced {
                otp: otp(Kind::Hotp, "BBBBBBBB", Algorithm::Sha1, 6, 30),
                counter: Some(u64::MAX),
                replaced_at: Some(1_764_000_000_000),
                extra: extra(),
            }],
            extra: extra(),
        },
        Factor {
            id: text("x2"),
            label: text(""),
            otp: otp(Kind::Steam, "CCCCCCCC", Algorithm::Sha1, 5, 30),
            counter: None,
            confirmed: false,
            confirmed_at: None,
            replaced: Vec::new(),
            extra: Extra::default(),
        },
    ];
    let recovery = Recovery {
        id: text("r1"),
        kind: text("backup_codes"),
        label: text("Törlőkód"),
        value: secret("TORLO-1"),
        codes: vec![RecoveryCode {
            text: secret("1234"),
            used: true,
            used_at: Some(2),
            extra: extra(),
        }],
        whose: text("Béla"),
        file: Some(Attachment {
            name: text("torlokod.pdf"),
            content: SecretBytes::new((0..=255).collect()),
            extra: extra(),
        }),
        extra: extra(),
    };
    let later = |reason, json| Unread {
        reason,
        json: secret(json),
    };
    let account = Account {
        id: text("a1"),
        folder: text("f1"),
        service: text("ugyfelkapu"),
        issuer: text("Ügyfélkapu+"),
        label: text("kovacs.bela"),
        url: text("https://ugyfelkapu.example"),
        email: text("bela@example.hu"),
        note: text("a note"),
        tags: vec![text("áfa"), text("")],
        icon: text("shield"),
        also_serves: vec![text("f2")],
        deadlines: BTreeMap::from([(text("authorisation"), text("2026-12-31"))]),
        support: text("1818"),
        channels: BTreeMap::from([(text("SMS"), text("+36 1, Anna"))]),
        trashed: Some(1_764_000_000_000),
        factors: Records(
            factors
                .map(Ok)
                .into_iter()
                .chain([Err(later(Reason::Type, r#"{"type":"ocra","x":1}"#))])
                .collect(),
        ),
        recovery: Records(vec![
            Ok(recovery),
            Err(later(Reason::BadStructure, r#"{"codes":7}"#)),
        ]),
        extra: extra(),
    };
    Document {
        folders: Records(vec![
            Ok(folder),
            Err(later(Reason::BadStructure, r#"["?"]"#)),
        ]),
        accounts: Records(vec![
            Err(later(
                Reason::BadStructure,
                r#"{"issuer":"Later","label":"one","tags":{"t":{}}}"#,
            )),
            Ok(account),
            Ok(Account::default()),
        ]),
        extra: extra(),
    }
}

fn reread(document: &Document) -> Import {
    read(text(document, Format::KEYRACK_JSON).as_bytes(), None).unwrap()
}

#[test]
fn nothing_is_lost_between_writing_and_reading() {
    for document in [everything(), Document::default()] {
        let import = reread(&document);
        assert_eq!(import.document.as_ref(), Some(&document));
        let again = text(&import.document.unwrap(), Format::KEYRACK_JSON);
        assert_eq!(
            again,
            text(&document, Format::KEYRACK_JSON),
            "writing is stable"
        );
    }
}

#[test]
fn every_factor_and_every_fault_is_a_row() {
    let import = reread(&everything());
    assert_eq!(
        codes(&import.rows),
        [
            "bad_structure",
            "bad_structure",
            "ok",
            "ok",
            "type",
            "bad_structure"
        ]
    );
    let refused = crate::refusals(&import.rows)[1];
    assert_eq!(
        (refused.issuer.as_str(), refused.label.as_str()),
        ("Later", "one")
    );

    let entry = entries(&import.rows)[0];
    assert_eq!(
        (entry.issuer.as_str(), entry.label.as_str()),
        ("Ügyfélkapu+", "kovacs.bela")
    );
    assert_eq!(entry.groups, ["Kovács \"és\" Társa Kft."]);
    assert_eq!(
        (entry.note.as_str(), entry.tags.len(), entry.trashed),
        ("a note", 2, true)
    );
    assert_eq!(
        entry.source,
        Some(Source {
            account_id: "a1".to_owned(),
            factor_id: "x1".to_owned()
        })
    );
}

#[test]
fn the_documented_members_are_there() {
    let document = Document {
        accounts: [Account {
            id: "a".to_owned(),
            issuer: "I".to_owned(),
            factors: [Factor {
                id: "f".to_owned(),
                label: String::new(),
                otp: Otp::totp(Secret::from_base32("aaaaaaaa").unwrap()),
                counter: None,
                confirmed: true,
                confirmed_at: None,
                replaced: Vec::new(),
                extra: Extra::default(),
            }]
            .into_iter()
            .collect(),
            ..Account::default()
        }]
        .into_iter()
        .collect(),
        ..Document::default()
    };
    let json = text(&document, Format::KEYRACK_JSON);
    assert_eq!(
        json.as_str(),
        concat!(
            r#"{"format":"keyrack","version":1,"folders":["#,
            "\n],\"accounts\":[\n",
            r#"{"id":"a","folder":"","service":"","issuer":"I","label":"","url":"","email":"","note":"","tags":[],"icon":"","#,
            r#""also_serves":[],"deadlines":{},"support":"","channels":{},"factors":[{"id":"f","label":"","type":"totp","#,
            r#""secret":"AAAAAAAA","algorithm":"SHA1","digits":6,"period":30,"counter":null,"confirmed":true,"replaced":[]}],"#,
            r#""recovery":[]}"#,
            "\n]}\n",
        )
    );
}

#[test]
fn a_short_hand_written_document_is_enough() {
    let import = read(
        r#"{"format":"keyrack","version":1,"accounts":[{"issuer":"A","factors":[{"secret":"AAAAAAAA"}]}]}"#,
        None,
    );
    assert_eq!(
        entries(&import.unwrap().rows)[0].otp,
        Otp::totp(Secret::from_base32("AAAAAAAA").unwrap())
    );
}

#[test]
fn the_opened_content_of_a_sealed_document_is_read_under_its_format() {
    let import = read(r#"{"format":"keyrack","version":1}"#, Some(Format::KEYRACK)).unwrap();
    assert!(import.encrypted);
    assert_eq!(import.document, Some(Document::default()));
    for format in [None, Some(Format::KEYRACK)] {
        assert_eq!(
            read("age-encryption.org/v1\n", format).unwrap_err(),
            ImportError::PasswordNeeded
        );
    }
}

#[test]
fn a_document_of_another_version_is_refused() {
    let version = |version: &str| {
        read(
            format!(r#"{{"format":"keyrack","version":{version}}}"#),
            None,
        )
        .unwrap_err()
    };
    assert_eq!(version("2"), ImportError::FormatNewer);
    for damaged in ["0", "null", "\"one\"", "-1"] {
        assert_eq!(
            version(damaged),
            ImportError::Damaged { line: 0, column: 0 }
        );
    }
}

#[test]
fn a_file_that_is_too_large_costs_its_recovery_entry_only() {
    let with = |bytes: usize| {
        let file = Attachment {
            content: SecretBytes::new(vec![0; bytes]),
            ..Attachment::default()
        };
        let recovery = [Recovery {
            file: Some(file),
            ..Recovery::default()
        }]
        .into_iter()
        .collect();
        let accounts = [Account {
            recovery,
            ..Account::default()
        }]
        .into_iter()
        .collect();
        codes(
            &reread(&Document {
                accounts,
                ..Document::default()
            })
            .rows,
        )
    };
    assert_eq!(with(MAX_ATTACHMENT_BYTES), [""; 0]);
    assert_eq!(with(MAX_ATTACHMENT_BYTES + 1), ["too_long"]);
}

#[test]
fn debug_tells_no_secret() {
    let document = everything();
    let import = reread(&document);
    let debug = format!("{document:?} {import:?}");
    for secret in [
        "AAAAAAAA",
        "BBBBBBBB",
        "CCCCCCCC",
        "TORLO-1",
        "1234\"",
        "later\": \"",
        "ocra\",",
        "[0, 1, 2",
    ] {
        assert!(!debug.contains(secret), "{secret}");
    }
}

fn any_account() -> impl Strategy<Value = Account> {
    let name = "[a-zA-Z+&#:%őű =?/,;\"\\\\]{0,12}|.{0,12}";
    let otp = (
        prop_oneof![Just(Kind::Totp), Just(Kind::Hotp), Just(Kind::Steam)],
        proptest::collection::vec(any::<u8>(), 1..40),
        prop_oneof![
            Just(Algorithm::Sha1),
            Just(Algorithm::Sha256),
            Just(Algorithm::Sha512)
        ],
        1..=10_u8,
        1..=86_400_u32,
        any::<u64>(),
    );
    (name, name, otp).prop_map(
        |(issuer, label, (kind, secret, algorithm, digits, period, counter))| {
            let otp = Otp::new(
                kind,
                Secret::from_bytes(secret).unwrap(),
                algorithm,
                digits,
                period,
            )
            .unwrap();
            let counter = (kind == Kind::Hotp).then_some(counter);
            let factor = Factor {
                id: String::new(),
                label: String::new(),
                otp,
                counter,
                confirmed: false,
                confirmed_at: None,
                replaced: Vec::new(),
                extra: Extra::default(),
            };
            Account {
                issuer: issuer.trim().to_owned(),
                label: label.trim().to_owned(),
                factors: [factor].into_iter().collect(),
                ..Account::default()
            }
        },
    )
}

proptest! {
    #[test]
    fn otpauth_keeps_names_parameters_and_order(accounts in proptest::collection::vec(any_account(), 0..8)) {
        let document = Document { accounts: accounts.into_iter().collect(), ..Document::default() };
        let text = text(&document, named("otpauth"));
        let import = read(text.as_bytes(), Some(named("otpauth"))).unwrap();
        let before = reread(&document);
        let without_source = |import: &Import| {
            entries(&import.rows)
                .into_iter()
                .map(|entry| (entry.issuer.clone(), entry.label.clone(), entry.otp.clone(), entry.counter))
                .collect::<Vec<_>>()
        };
        prop_assert_eq!(codes(&import.rows), vec!["ok"; before.rows.len()]);
        prop_assert_eq!(without_source(&import), without_source(&before));
    }
}

#[test]
fn an_otpauth_export_is_identical_when_it_comes_back() {
    let account = |issuer: &str, label: &str, kind, digits, counter| Account {
        issuer: issuer.to_owned(),
        label: label.to_owned(),
        factors: [Factor {
            id: String::new(),
            label: String::new(),
            otp: Otp::new(
                kind,
                Secret::from_base32("AAAAAAAA").unwrap(),
                Algorithm::Sha1,
                digits,
                30,
            )
            .unwrap(),
            counter,
            confirmed: true,
            confirmed_at: None,
            replaced: Vec::new(),
            extra: Extra::default(),
        }]
        .into_iter()
        .collect(),
        ..Account::default()
    };
    let accounts = [
        account(
            "Ügyfélkapu+",
            "a+b & c # d : e % f ő ű",
            Kind::Totp,
            10,
            None,
        ),
        account("A+B Kft.", "x@y.hu", Kind::Hotp, 6, Some(u64::MAX)),
        account("C++", "", Kind::Steam, 5, None),
        account("", "Issuer:Name", Kind::Totp, 1, None),
        account("a:b", "c", Kind::Totp, 6, None),
        account("", "", Kind::Totp, 6, None),
    ];
    let trashed = Account {
        trashed: Some(1),
        ..account("Gone", "gone", Kind::Totp, 6, None)
    };
    let document = Document {
        accounts: accounts.into_iter().chain([trashed]).collect(),
        ..Document::default()
    };
    let existing = reread(&document).rows;
    let existing: Vec<_> = entries(&existing)
        .into_iter()
        .map(|entry| keyrack_exchange::Existing {
            account_id: "",
            factor_id: "",
            issuer: &entry.issuer,
            label: &entry.label,
            note: &entry.note,
            otp: &entry.otp,
            counter: entry.counter,
        })
        .collect();

    let text = text(&document, named("otpauth"));
    let import = read(text.as_bytes(), None).unwrap();
    let statuses: Vec<_> = reconcile(&import.rows, &existing)
        .into_iter()
        .map(|status| status.as_str())
        .collect();
    assert_eq!(
        statuses, ["identical"; 6],
        "and what lies in the trash is not written"
    );
}
