//! Real exports of other programs, where they are at hand.
//!
//! `KEYRACK_FIXTURES` names the folder that holds `fixtures/<format>/<variant>/expected.json`; without it, the folder
//! `shared` beside the repository is looked for.

use std::path::{Path, PathBuf};
use std::{env, fs};

use keyrack_exchange::{Entry, File, Format, Import, ImportError, Outcome, Refusal};
use keyrack_otp::{Kind, Secret};
use serde_json::Value;

use crate::{entries, refusals};

#[test]
fn aegis() {
    for_each_variant("aegis", compare);
}

#[test]
fn andotp() {
    for_each_variant_as(Some(Format::AndOtp), "andotp", compare);
}

#[test]
fn twofas() {
    for_each_variant("2fas", compare);
}

#[test]
fn otpauth_text() {
    for_each_variant("otpauth-text", compare);
}

#[test]
fn ente() {
    for_each_variant("ente", compare);
}

#[test]
fn google_migration() {
    for_each_variant("google-migration", |import, expected| {
        if expected["behaviour"].is_null() {
            return compare(import, expected);
        }
        // Some files hold nothing, and may be refused as a whole or line by line.
        if let Ok(import) = import {
            assert_eq!(entries(&import.rows).len(), 0);
            assert_ne!(refusals(&import.rows).len(), 0);
        }
    });
}

#[test]
fn otpauth_uri() {
    for_each_variant("otpauth-uri", |import, expected| {
        let import = import.expect("a list of URIs is always read");
        let cases = expected["cases"].as_array().expect("cases");
        assert_eq!(import.rows.len(), cases.len(), "one row for each line");
        for (row, case) in import.rows.iter().zip(cases) {
            match &row.outcome {
                Outcome::Entry(entry) => compare_case(entry, case),
                Outcome::Refused(_) => assert!(
                    case["ok"] == false || case["type"] == "motp" || case["type"] == "yandex",
                    "refused though it is sound: {case}"
                ),
            }
        }
    });
}

/// Issuer and label are left out: the cases follow one program's own rules for them.
fn compare_case(entry: &Entry, case: &Value) {
    if case["ok"] == false {
        // A sound secret without any name is of use to someone who gives it one.
        let nameless = entry.issuer.is_empty() && entry.label.is_empty();
        return assert!(nameless, "taken though it is faulty: {case}");
    }
    let otp = &entry.otp;
    let secret = Secret::from_base32(case["secret"].as_str().expect("a secret"));
    assert_eq!(secret.as_ref(), Ok(otp.secret()), "{case}");
    assert_eq!(case["algorithm"], otp.algorithm().as_str(), "{case}");
    // The cases take a factor for Steam if its issuer has that name. Here the URI has to say so.
    if case["type"] == "steam" && otp.kind() == Kind::Totp {
        assert!(
            [&entry.issuer, &entry.label].contains(&&"Steam".to_owned()),
            "{case}"
        );
    } else {
        assert_eq!(case["type"], otp.kind().as_str(), "{case}");
        assert_eq!(case["digits"], otp.digits(), "{case}");
    }
    if let Some(period) = otp.period() {
        assert_eq!(case["period"], period, "{case}");
    }
    if let Some(counter) = entry.counter {
        assert_eq!(case["counter"], counter, "{case}");
    }
}

/// Reads the file of each variant of a format, with its password, and hands it over with what is expected of it.
fn for_each_variant(format: &str, check: impl Fn(Result<Import, ImportError>, &Value)) {
    for_each_variant_as(None, format, check);
}

/// The same where the content does not always tell the format.
fn for_each_variant_as(
    named: Option<Format>,
    format: &str,
    check: impl Fn(Result<Import, ImportError>, &Value),
) {
    let folder = fixtures().join(format);
    let Ok(variants) = fs::read_dir(&folder) else {
        println!("SKIPPED: no fixtures in {}", folder.display());
        return;
    };
    for variant in variants {
        let variant = variant.expect("a readable folder").path();
        let expected = fs::read(variant.join("expected.json")).expect("expected.json");
        let expected: Value = serde_json::from_slice(&expected).expect("JSON");
        let name = expected["file"].as_str().expect("the name of the file");
        let bytes = fs::read(variant.join(name)).expect("the file");
        println!("{}", variant.display());
        let file = File {
            name,
            bytes: &bytes,
        };
        check(
            keyrack_exchange::read(&[file], named, expected["password"].as_str()),
            &expected,
        );
    }
}

fn fixtures() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    env::var_os("KEYRACK_FIXTURES")
        .map_or(beside, PathBuf::from)
        .join("fixtures")
}

/// Compares as multisets, in order where both have one: each account is an entry, each unsupported one is refused by
/// name, and there is nothing else.
fn compare(import: Result<Import, ImportError>, expected: &Value) {
    let refused = matches!(
        import,
        Err(ImportError::EncryptedNotSupported | ImportError::FormatUnknown)
    );
    if refused && !expected["password"].is_null() {
        println!("NOT COMPARED: it is encrypted, and refused as such");
        return;
    }
    let import = import.expect("a file that can be read");
    let mut entries = entries(&import.rows);
    let mut refused = refusals(&import.rows);
    for account in expected["accounts"].as_array().expect("accounts") {
        let found = entries.iter().position(|entry| is_account(entry, account));
        match (found, account["secret_status"].as_str()) {
            (Some(index), _) => drop(entries.remove(index)),
            (None, Some("too_short" | "invalid_chars" | "empty")) => {
                take_refusal(&mut refused, account);
            }
            (None, _) => panic!("lost: {} {}", account["issuer"], account["name"]),
        }
    }
    for unsupported in expected["unsupported"].as_array().into_iter().flatten() {
        take_refusal(&mut refused, unsupported);
    }
    assert!(entries.is_empty(), "too many entries: {entries:?}");
    assert!(refused.is_empty(), "too many refusals: {refused:?}");
}

fn is_account(entry: &Entry, account: &Value) -> bool {
    let otp = &entry.otp;
    let hex: String = otp
        .secret()
        .as_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let is = |name: &str, value: Value| {
        let accepted = account["accept"][name]
            .as_array()
            .is_some_and(|accepted| accepted.contains(&value));
        account[name] == value || accepted
    };
    let trashed = account
        .get("trashed")
        .is_none_or(|trashed| *trashed == entry.trashed);
    is("issuer", entry.issuer.as_str().into())
        && is("name", entry.label.as_str().into())
        && is("secret_hex", hex.into())
        && is("type", otp.kind().as_str().into())
        && is("algorithm", otp.algorithm().as_str().into())
        && is("digits", otp.digits().into())
        && is("period", otp.period().into())
        && is("counter", entry.counter.into())
        && is("note", entry.note.as_str().into())
        // The expectation knows one list for groups and tags.
        && is("groups", [&entry.groups[..], &entry.tags[..]].concat().into())
        && trashed
}

fn take_refusal(refused: &mut Vec<&Refusal>, expected: &Value) {
    let name = expected["name"].as_str().unwrap_or_default();
    let index = refused.iter().position(|refusal| refusal.label == name);
    let index = index.unwrap_or_else(|| panic!("neither taken nor refused by name: {name}"));
    refused.remove(index);
}
