//! Real exports of other authenticators, imported and compared with what is known to be in them. They are not part of
//! this repository: they are looked for in `KEYRACK_FIXTURES`, or beside the repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::desk::{Desk, args, skipped};

#[test]
fn aegis_exports_come_in_whole() {
    every_variant("aegis_exports_come_in_whole", "aegis");
}

#[test]
fn lists_of_uris_come_in_whole() {
    every_variant("lists_of_uris_come_in_whole", "otpauth-text");
}

fn every_variant(test: &str, format: &str) {
    let root = std::env::var_os("KEYRACK_FIXTURES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let Ok(variants) = fs::read_dir(root.join("fixtures").join(format)) else {
        return skipped(test, "the fixtures are not here (KEYRACK_FIXTURES)");
    };
    for variant in variants {
        let folder = variant.unwrap().path();
        let Ok(expected) = fs::read(folder.join("expected.json")) else {
            continue;
        };
        compare(&folder, &serde_json::from_slice(&expected).unwrap());
    }
}

fn compare(folder: &Path, expected: &Value) {
    let file = folder.join(expected["file"].as_str().expect("a file name"));
    let desk = Desk::new();
    let dry_run = desk.locked(args!["import", file, "--dry-run", "--no-vault"]);
    if !expected["password"].is_null() {
        // A password is asked for; with it, the list is the expected one, or it is said that this cannot be done.
        let refusal = dry_run.json_output().run();
        assert!(
            matches!(refusal.status, Some(1 | 7)),
            "{}: {refusal:?}",
            folder.display()
        );
        refusal.refusal();
        return;
    }
    let rows = dry_run.json()["rows"].as_array().expect("rows").clone();
    let expected_accounts = expected["accounts"].as_array().expect("accounts");
    let unsupported = expected["unsupported"].as_array().map_or(0, Vec::len);
    assert_eq!(
        rows.len(),
        expected_accounts.len() + unsupported,
        "{}: every entry has its row",
        folder.display()
    );
    for row in &rows {
        let read = !matches!(row["status"].as_str(), Some("unreadable" | "unsupported"));
        assert!(
            read || row["reason"].is_string(),
            "{}: {row} says why",
            folder.display()
        );
    }

    // What an import prints has no secrets, so the accounts are compared as they stand in the vault afterwards.
    let imported = desk.keyrack(args!["import", file]).json_output().run();
    assert!(
        matches!(imported.status, Some(0 | 5)),
        "{}: {imported:?}",
        folder.display()
    );
    let export = desk.path("export.json");
    desk.keyrack(args!["export", export, "--format", "keyrack-json"])
        .done();
    let document: Value = serde_json::from_slice(&fs::read(export).unwrap()).unwrap();
    let mut found: Vec<_> = document["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|account| {
            account["factors"]
                .as_array()
                .unwrap()
                .iter()
                .map(move |factor| (account, factor))
        })
        .collect();
    for wanted in expected_accounts {
        let place = found
            .iter()
            .position(|(account, factor)| matches(wanted, account, factor));
        let place = place
            .unwrap_or_else(|| panic!("{}: {wanted} is not among {found:#?}", folder.display()));
        found.swap_remove(place);
    }
    assert!(
        found.is_empty(),
        "{}: accounts from nowhere: {found:#?}",
        folder.display()
    );
}

fn matches(wanted: &Value, account: &Value, factor: &Value) -> bool {
    let accepted = |field: &str, found: &Value| {
        // An absent text and an empty one are the same.
        let same = |value: &Value| {
            value == found || (found.is_null() && value == "") || (value.is_null() && found == "")
        };
        same(&wanted[field])
            || wanted["accept"][field]
                .as_array()
                .is_some_and(|values| values.iter().any(same))
    };
    let kind = factor["type"].as_str();
    let counts = kind == Some("hotp");
    let bits = |text: &Value| base32(text.as_str().unwrap_or_default());
    let names = BTreeMap::from([
        ("issuer", &account["issuer"]),
        ("name", &account["label"]),
        ("note", &account["note"]),
    ]);
    names.iter().all(|(field, found)| accepted(field, found))
        && accepted("type", &factor["type"])
        && bits(&factor["secret"]) == hex(wanted["secret_hex"].as_str().expect("secret_hex"))
        && (kind == Some("steam") || accepted("algorithm", &factor["algorithm"]))
        && accepted("digits", &factor["digits"])
        && (counts || accepted("period", &factor["period"]))
        && (!counts || accepted("counter", &factor["counter"]))
}

/// The whole bytes of a Base32 text.
fn base32(text: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for symbol in text.bytes().filter(u8::is_ascii_alphanumeric) {
        let value = if symbol.is_ascii_digit() {
            symbol - b'2' + 26
        } else {
            symbol.to_ascii_uppercase() - b'A'
        };
        bits = bits << 5 | u32::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|n| u8::from_str_radix(&text[2 * n..2 * n + 2], 16).expect("hex"))
        .collect()
}
