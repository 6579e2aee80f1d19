//! Real exports of other programs, where they are at hand.
//!
//! `KEYRACK_FIXTURES` names the folder that holds `fixtures/<format>/<variant>/expected.json`; without it, the folder
//! `shared` beside the repository is looked for.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::{env, fs};

use keyrack_exchange::{
    Entry, File, Import, ImportError, KeyDerivation, MAX_MEMORY_MIB, Outcome, Reason, Refusal,
    recognise,
};
use keyrack_otp::{Kind, Secret};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::{entries, read_files, refusals};

/// One test for each variant of each format, and the list of them.
macro_rules! variants {
    ($($format:ident in $folder:literal { $($variant:ident)* })*) => {
        $(#[allow(non_snake_case)]
        mod $format {
            $(#[test]
            fn $variant() {
                super::check($folder, &stringify!($variant).replace('_', "-"));
            })*
        })*

        const FORMATS: &[(&str, &[&str])] = &[$(($folder, &[$(stringify!($variant)),*])),*];
    };
}

variants! {
    aegis in "aegis" {
        aegis_plain_db1
        gnome_issuer_null
        passimport_plain_db1
        proton_bad_period_digits
        proton_encrypted_db3
        proton_missing_fields
        stratum_plain_db2
    }
    andotp in "andotp" {
        aegis_encrypted_old
        aegis_plain
        passimport_plain
        stratum_encrypted_new
    }
    bitwarden in "bitwarden" {
        aegis_json
        keepassxc_encrypted_argon2id
        keepassxc_plain
        proton_authenticator_csv
        proton_vault_json
        sdk_json
        stratum_authenticator_app
        stratum_encrypted_pbkdf2
        stratum_plain
    }
    ente in "ente" {
        aegis_plain
        proton_encrypted_nominal
        proton_hotp_trashed
        proton_literal_nulls
        proton_plain
        proton_steam_hotp
        stratum_encrypted_1GiB
    }
    extension in "authenticator-extension" {
        v5_encrypted
        v5_plain_json
        v6_plain_says_encrypted
        v7_cloud_plain_with_key
        v7_encrypted
        v7_plain_json
        v8_encrypted
        v8_encrypted_numeric_type
        v8_plain_json
        v8_plain_json_numeric_type
        v8_plain_json_password_set
        v8_plain_txt
        v8_plain_txt_second_visit
    }
    freeotp in "freeotp" {
        aegis_v1_xml
        aegis_v2_api23
        aegis_v2_api34
        aegis_v2_null_algo
    }
    freeotp_plus in "freeotp-plus" {
        aegis_json
        cotp_zero_secrets
        passimport_json
        stratum_json
    }
    google_migration in "google-migration" {
        digitalduke_unspecified
        gnome
        proton_bad_scheme
        proton_malformed
        proton_one
        scito_only_totp
        scito_raw_plus
        scito_wrong_data
        scito_wrong_prefix
        stratum_txt
    }
    keepass in "keepass" {
        keepassxc_kdbx3_totpseed
        passimport_four_encodings
        scito_hotp_csv
        stratum_aes256_aeskdf
        stratum_aes256_argon2id
        stratum_chacha20_argon2d
        stratum_groups
        stratum_norecyclebin
        stratum_recyclebin
    }
    lastpass_authenticator in "lastpass-authenticator" {
        bitwarden_ios
        proton_ios
        stratum
    }
    otpauth_text in "otpauth-text" {
        aegis_plain_txt
        proton_aegis_txt
    }
    proton_authenticator in "proton-authenticator" {
        aegis_plain
        ente_plain
    }
    stratum in "stratum" {
        aegis_encrypted_legacy
        aegis_plain
        stratum_demo_legacy
        stratum_plain
        stratum_strong
    }
    twofas in "2fas" {
        aegis_v1
        aegis_v2_encrypted
        aegis_v3_plain
        aegis_v4_encrypted
        bitwarden_ios
        proton_hotp
        proton_hotp_missing_period
        proton_manual_entries
        proton_plain
        python2fas_encrypted
        stratum_plain
    }
    authenticator_plus in "authenticator-plus" {
        aegis_zip
    }
    authy in "authy" {
        aegis_plain
    }
    cotp in "cotp" {
        cotp_native_v2
    }
    cxf in "cxf" {
        sdk_1password
        sdk_example
    }
    extract_otp in "extract-otp-secrets" {
        scito_json
    }
    duo in "duo" {
        aegis
    }
    lastpass_vault in "lastpass-vault" {
        webclients_csv
    }
    onepassword in "1password" {
        keepassxc_1pux
    }
    proton_pass in "proton-pass" {
        keepassxc_json
    }
    raivo in "raivo" {
        bitwarden_ios
    }
    steam in "steam" {
        aegis_accounts
        sda_encrypted
        sda_plain
    }
    totp_authenticator in "totp-authenticator" {
        aegis_bin
        stratum_bin
    }
    twofauth in "2fauth" {
        export_json
    }
    winauth in "winauth" {
        stratum_zip
    }
}

/// Other variants of these formats that lie there, as they may where somebody else keeps the fixtures.
#[test]
fn variants_that_are_not_listed() {
    for (format, variants) in FORMATS {
        for variant in folders(&fixtures().join(format)) {
            // A list of cases in one file, which has a test of its own.
            if variant != "upstream-cases"
                && !variants.contains(&variant.replace('-', "_").as_str())
            {
                println!("{format}: {variant}");
                check(format, &variant);
            }
        }
    }
}

/// Files cut off and changed anywhere are read or refused: nothing panics or hangs. Sealed ones are given their password,
/// and read as far as a key would be derived. Large files are tried at some hundred places, or everywhere if
/// `KEYRACK_EVERY_BYTE` is set.
#[test]
fn damaged_variants_are_read_or_refused() {
    let step = |length: usize| match env::var_os("KEYRACK_EVERY_BYTE") {
        Some(_) => 1,
        None => length.div_ceil(PLACES),
    };
    for (format, _) in FORMATS {
        for variant in folders(&fixtures().join(format)) {
            let folder = fixtures().join(format).join(&variant);
            let Ok(expected) = fs::read(folder.join("expected.json")) else {
                continue;
            };
            let expected: Value = serde_json::from_slice(&expected).expect("JSON");
            let Some(name) = expected["file"]
                .as_str()
                .filter(|name| !name.contains(" + "))
            else {
                continue;
            };
            let whole = fs::read(folder.join(name)).expect("the file");
            let password = expected["password"].as_str();
            let known = recognise(&[File {
                name,
                bytes: &whole,
            }])
            .ok();
            let read = |bytes: &[u8]| {
                for format in [None, known] {
                    let mut watch = |_| ControlFlow::Break(());
                    let mut derivation = KeyDerivation::default().watched(&mut watch);
                    let file = File { name, bytes };
                    drop(read_files(&[file], format, password, &mut derivation));
                }
            };
            for at in (0..whole.len()).step_by(step(whole.len())) {
                read(&whole[..at]);
                let mut changed = whole.clone();
                changed[at] ^= 1 << (at % 8);
                read(&changed);
            }
        }
    }
}

/// At how many places a file is cut off and changed.
const PLACES: usize = 100;

/// The names of the folders in a folder; none if it is not there.
fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// Reads a variant without a password, with a wrong one and with the right one.
fn check(format: &str, variant: &str) {
    let folder = fixtures().join(format).join(variant);
    let Ok(expected) = fs::read(folder.join("expected.json")) else {
        println!("SKIPPED: no fixture in {}", folder.display());
        return;
    };
    let expected: Value = serde_json::from_slice(&expected).expect("JSON");
    let files = files(&folder, &expected);
    let files: Vec<File<'_>> = files
        .iter()
        .map(|(name, bytes)| File { name, bytes })
        .collect();
    let read = |password, derivation: &mut KeyDerivation<'_>| {
        read_files(&files, None, password, derivation)
    };
    let plain = read(None, &mut KeyDerivation::default());
    let is_empty = |list: &Value| list.as_array().is_none_or(Vec::is_empty);
    if !expected["behaviour"].is_null() && is_empty(&expected["accounts"]) {
        // Some files hold nothing, and may be refused as a whole or line by line.
        if let Ok(import) = plain {
            assert_eq!(entries(&import.rows).len(), 0);
            assert_ne!(refusals(&import.rows).len(), 0);
        }
        return;
    }
    let Some(password) = expected["password"].as_str() else {
        let import = plain.expect("a file that can be read");
        assert!(!import.encrypted);
        return compare(&import, &expected);
    };
    assert_eq!(plain.unwrap_err(), ImportError::PasswordNeeded);
    let mut derivation = KeyDerivation::default();
    let import = match read(Some(password), &mut derivation) {
        Err(ImportError::MemoryConsent { mib }) => {
            assert_eq!(mib, MAX_MEMORY_MIB);
            read(
                Some(password),
                &mut KeyDerivation::default().allow_memory(mib),
            )
        }
        answer => {
            let wrong = read(Some("wrong"), &mut derivation);
            assert_eq!(wrong.unwrap_err(), ImportError::PasswordWrong);
            answer
        }
    };
    let import = import.expect("a file that the password opens");
    assert!(import.encrypted);
    compare(&import, &expected);
}

/// The file that is expected to be read, and those that belong to it.
fn files(folder: &Path, expected: &Value) -> Vec<(String, Vec<u8>)> {
    let names = expected["file"].as_str().expect("the names of files");
    names
        .split(" + ")
        .map(|name| {
            let bytes = fs::read(folder.join(name)).expect("the file");
            (name.to_owned(), bytes)
        })
        .collect()
}

#[test]
fn the_cases_of_the_extension_itself() {
    let folder = fixtures().join("authenticator-extension/upstream-cases");
    let Ok(expected) = fs::read(folder.join("expected.json")) else {
        println!("SKIPPED: no fixture in {}", folder.display());
        return;
    };
    let expected: Value = serde_json::from_slice(&expected).expect("JSON");
    let cases = fs::read(folder.join("cases.json")).expect("the file");
    // As it stands, because the order of members counts.
    let cases: Vec<BTreeMap<String, &RawValue>> = serde_json::from_slice(&cases).expect("JSON");
    for (case, expected) in cases
        .iter()
        .zip(expected["cases"].as_array().expect("cases"))
    {
        println!("{}", case["name"]);
        let import = crate::read(case["data"].get(), None).expect("a backup");
        compare(&import, expected);
    }
}

#[test]
fn otpauth_uri() {
    let folder = fixtures().join("otpauth-uri/stratum-cases");
    let Ok(expected) = fs::read(folder.join("expected.json")) else {
        println!("SKIPPED: no fixture in {}", folder.display());
        return;
    };
    let expected: Value = serde_json::from_slice(&expected).expect("JSON");
    let text = fs::read(folder.join("uris.txt")).expect("the file");
    let import = crate::read(text, None).expect("a list of URIs is always read");
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

fn fixtures() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    env::var_os("KEYRACK_FIXTURES")
        .map_or(beside, PathBuf::from)
        .join("fixtures")
}

/// Compares as multisets, and the order where the file has one: each account is an entry, each unsupported one is
/// refused by name, and there is nothing else.
fn compare(import: &Import, expected: &Value) {
    let mut entries: Vec<_> = entries(&import.rows).into_iter().enumerate().collect();
    let mut refused = refusals(&import.rows);
    let mut places = Vec::new();
    for account in expected["accounts"].as_array().expect("accounts") {
        let found = entries
            .iter()
            .position(|(_, entry)| is_account(entry, account));
        match (found, account["secret_status"].as_str()) {
            (Some(index), _) => places.push(entries.remove(index).0),
            (None, Some("too_short" | "invalid_chars" | "empty")) => {
                take_refusal(&mut refused, account);
            }
            (None, _) => panic!("lost: {account}\namong {entries:#?}\nand {refused:#?}"),
        }
    }
    let accounts = expected["accounts"].as_array().into_iter().flatten();
    let items: Vec<&Value> = accounts.map(|account| &account["item_name"]).collect();
    for unsupported in expected["unsupported"].as_array().into_iter().flatten() {
        // An item whose key was found is not refused for what else it holds.
        if !items.contains(&&unsupported["name"]) {
            take_refusal(&mut refused, unsupported);
        }
    }
    assert!(entries.is_empty(), "too many entries: {entries:?}");
    // Not every expectation lists the logins without a code.
    refused.retain(|refusal| refusal.reason != Reason::WithoutCode);
    assert!(refused.is_empty(), "too many refusals: {refused:?}");
    // FreeOTP 2 keeps its tokens in no order.
    if expected["format"] != "freeotp" {
        assert!(places.is_sorted(), "in another order: {places:?}");
    }
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
    let is_name = |name: &str, value: &str| {
        let trimmed = account[name].as_str().is_some_and(|it| it.trim() == value);
        trimmed || is(name, value.into())
    };
    let flag = |name: &str, value: bool| account.get(name).is_none_or(|flag| *flag == value);
    is_name("issuer", &entry.issuer)
        && is_name("name", &entry.label)
        && is("secret_hex", hex.into())
        && is("type", otp.kind().as_str().into())
        && is("algorithm", otp.algorithm().as_str().into())
        && is("digits", otp.digits().into())
        && is("period", otp.period().into())
        && is("counter", entry.counter.into())
        && is("note", entry.note.as_str().into())
        // The expectation knows one list for groups and tags; of an account in a field of an item some know no tags.
        && (is("groups", [&entry.groups[..], &entry.tags[..]].concat().into())
            || account.get("field").is_some() && is("groups", entry.groups[..].into()))
        && flag("trashed", entry.trashed)
        && flag("favorite", entry.favourite)
        && flag("pinned", entry.favourite)
}

fn take_refusal(refused: &mut Vec<&Refusal>, expected: &Value) {
    let name = expected["name"].as_str().unwrap_or_default();
    let index = refused.iter().position(|refusal| refusal.label == name);
    let index =
        index.unwrap_or_else(|| panic!("neither taken nor refused by name: {name:?} {refused:?}"));
    refused.remove(index);
}
