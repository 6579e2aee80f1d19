//! Programs that are not ours read what Keyrack writes, and write what it reads.
//!
//! `scripts/prepare.sh test` installs them: Python libraries in a virtual environment, a reader for Node beside its
//! script, OTPClient and KeePassXC from the system's packages. What is missing is said, and proves nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::desk::{Desk, args, has_program, secret, skipped, text};

const PASSWORD: &str = "jelszó 1";
/// OTPClient takes others for wrong.
const ASCII_PASSWORD: &str = "jelszo 1";

/// Accounts of every kind, with names that programs have mixed up.
fn desk() -> Desk {
    let desk = Desk::new();
    let uris = [
        "totp/NAV%20%26%20Co.%3A%20%231:anna%2B1%40x?issuer=NAV%20%26%20Co.%3A%20%231&n=1"
            .to_owned(),
        "totp/%C3%9Cgyf%C3%A9lkapu%2B:Kov%C3%A1cs%20Bt.?issuer=%C3%9Cgyf%C3%A9lkapu%2B&n=2"
            .to_owned(),
        "totp/Bank:b%C3%A9la?issuer=Bank&digits=8&algorithm=SHA256&n=3".to_owned(),
        "totp/Slow:c?issuer=Slow&period=60&algorithm=SHA512&n=4".to_owned(),
        "totp/Plain:d?issuer=Plain&n=5".to_owned(),
        "hotp/Token:e?issuer=Token&counter=7&n=6".to_owned(),
        "steam/Steam:gamer?issuer=Steam&n=7".to_owned(),
    ];
    for (n, uri) in (1..).zip(uris) {
        desk.add(&format!(
            "otpauth://{}",
            uri.replace(&format!("n={n}"), &format!("secret={}", long_secret(n)))
        ));
    }
    desk
}

/// What a desk holds, as the readers tell it.
fn accounts(desk: &Desk) -> Vec<Value> {
    let file = desk.path("all.json");
    desk.keyrack(args!["export", file, "--format", "keyrack-json", "--force"])
        .done();
    let document: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let accounts = document["accounts"].as_array().unwrap().iter();
    accounts
        .map(|account| {
            let factor = &account["factors"][0];
            let kind = text(&factor["type"]);
            let or = |name: &str, default: Value| factor.get(name).cloned().unwrap_or(default);
            let mut all = json!({
                "id": account["id"],
                "issuer": account["issuer"],
                "label": account["label"],
                "secret": factor["secret"],
                "type": kind,
                "algorithm": or("algorithm", "SHA1".into()),
                "digits": or("digits", if kind == "steam" { 5.into() } else { 6.into() }),
            });
            if kind == "hotp" {
                all["counter"] = or("counter", 0.into());
            } else {
                all["period"] = or("period", 30.into());
            }
            all
        })
        .collect()
}

/// Exports the desk and has another program read it: it finds every account that is not named as left out, and of each
/// the same names and numbers, as far as it knows them.
fn is_read_elsewhere(
    desk: &Desk,
    format: &str,
    password: Option<&str>,
    read: impl Fn(&Path) -> Value,
) {
    let file = desk.path(&format!("out.{format}.{}", password.is_some()));
    let mut line = args!["export", file, "--format", format].to_vec();
    if let Some(password) = password {
        line.extend(args![
            "--export-password-file",
            desk.write("out-password", password)
        ]);
    }
    let written = desk.keyrack(line).json();
    let stays_out = ["hotp", "steam", "digits", "period", "algorithm"];
    let left_out: BTreeSet<String> = written["reduced"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|reduced| stays_out.contains(&text(&reduced["loss"]).as_str()))
        .map(|reduced| text(&reduced["account_id"]))
        .collect();
    let found = read(&file);
    let mut found = found
        .as_array()
        .unwrap_or_else(|| panic!("{format}: {found}"))
        .clone();
    for account in accounts(desk) {
        if left_out.contains(&text(&account["id"])) {
            continue;
        }
        let place = found
            .iter()
            .position(|other| other["secret"] == account["secret"]);
        let other = found.remove(place.unwrap_or_else(|| panic!("{format} has lost {account}")));
        for (name, value) in other.as_object().unwrap() {
            assert_eq!(
                Some(value),
                account.get(name),
                "{format}: {name} of {account}"
            );
        }
    }
    assert_eq!(found, [] as [Value; 0], "{format} has more");
}

#[test]
fn libraries_of_others_read_what_is_written() {
    let Some(python) = python("libraries_of_others_read_what_is_written") else {
        return;
    };
    let desk = desk();
    let script = foreign().join("read.py");
    for (format, sealed) in [
        ("otpauth", false),
        ("csv", false),
        ("aegis", false),
        ("aegis", true),
        ("2fas", false),
        ("2fas", true),
        ("stratum", false),
        ("stratum", true),
        ("ente", false),
        ("ente", true),
        ("proton-authenticator", false),
        ("proton-authenticator", true),
        ("bitwarden", false),
    ] {
        let password = sealed.then_some(PASSWORD);
        is_read_elsewhere(&desk, format, password, |file| {
            let mut reader = Command::new(&python);
            reader.arg(&script).arg(format).arg(file);
            output(reader, password.unwrap_or_default())
        });
    }
}

#[test]
fn a_parser_of_others_reads_the_transfer_codes() {
    if !foreign().join("node_modules").is_dir() {
        return skipped(
            "a_parser_of_others_reads_the_transfer_codes",
            "its npm package is missing",
        );
    }
    is_read_elsewhere(&desk(), "google-migration", None, |file| {
        let mut reader = Command::new("node");
        reader.arg(foreign().join("read-transfer.mjs"));
        output(reader, &fs::read_to_string(file).unwrap())
    });
}

#[test]
fn age_opens_an_export() {
    if !has_program("age") {
        return skipped("age_opens_an_export", "age is missing");
    }
    let Some(python) = python("age_opens_an_export") else {
        return;
    };
    is_read_elsewhere(&desk(), "keyrack", Some(PASSWORD), |file| {
        // `age` asks for a passphrase at a terminal only.
        let mut age = Command::new(&python);
        age.arg(foreign().join("age.py")).arg(file);
        let document = output(age, PASSWORD);
        let desk = Desk::new();
        let plain = desk.write("plain.json", document.to_string());
        desk.keyrack(args!["import", plain]).done();
        let mut accounts = accounts(&desk);
        for account in &mut accounts {
            account.as_object_mut().unwrap().remove("id");
        }
        accounts.into()
    });
}

#[test]
fn what_pykeepass_and_keepassxc_write_comes_in() {
    let test = "what_pykeepass_and_keepassxc_write_comes_in";
    let Some(python) = python(test) else { return };
    comes_in(
        &python,
        "pykeepass",
        |folder| folder.join("made.kdbx"),
        |folder| folder.join("made.kdbx"),
    );
    if has_program("keepassxc-cli") {
        comes_in(
            &python,
            "keepassxc",
            |folder| folder.join("made.kdbx"),
            |folder| folder.join("made.kdbx"),
        );
    } else {
        skipped(test, "keepassxc-cli is missing");
    }
}

#[test]
fn what_otpclient_writes_comes_in() {
    let test = "what_otpclient_writes_comes_in";
    let Some(python) = python(test) else { return };
    if !has_program("otpclient-cli") {
        return skipped(test, "otpclient-cli is missing");
    }
    for (kind, files) in [
        ("aegis", &["aegis_export_plain.json"][..]),
        ("freeotpplus", &["freeotpplus-exports.txt"]),
        // Versions differ in which of the two is sealed.
        (
            "andotp_plain",
            &["andotp_exports.json", "andotp_exports.json.aes"],
        ),
        (
            "andotp_encrypted",
            &["andotp_exports.json", "andotp_exports.json.aes"],
        ),
    ] {
        comes_in(
            &python,
            &format!("otpclient-{kind}"),
            Path::to_owned,
            |folder| {
                let mut made = files
                    .iter()
                    .map(|file| folder.join(file))
                    .filter(|file| file.exists());
                made.next()
                    .unwrap_or_else(|| panic!("{kind}: nothing was written"))
            },
        );
    }
}

/// Has another program write the accounts of a desk, and imports that: all are there, with the same names and numbers.
fn comes_in(
    python: &Path,
    program: &str,
    target: impl Fn(&Path) -> PathBuf,
    made: impl Fn(&Path) -> PathBuf,
) {
    let desk = desk();
    let mut accounts = accounts(&desk);
    // OTPClient 3 cuts off what it writes for each letter that is not ASCII, and loses counters in a list of URIs.
    let (is_otpclient, is_list) = (
        program.starts_with("otpclient"),
        program == "otpclient-freeotpplus",
    );
    accounts.retain(|account| match text(&account["type"]).as_str() {
        "totp" => !is_otpclient || account.to_string().is_ascii(),
        kind => kind == "hotp" && !is_list,
    });
    let folder = desk.path(program);
    fs::create_dir(&folder).unwrap();
    let mut writer = Command::new(python);
    writer
        .arg(foreign().join("write.py"))
        .arg(program)
        .arg(target(&folder));
    finish(
        writer,
        &json!({ "password": ASCII_PASSWORD, "accounts": accounts }).to_string(),
    );

    let other = Desk::new();
    let password = other.write("file-password", ASCII_PASSWORD);
    let imported = other
        .keyrack(args![
            "import",
            made(&folder),
            "--file-password-file",
            password
        ])
        .json();
    assert_eq!(
        imported["imported"],
        accounts.len(),
        "{program}: {imported}"
    );
    let mut found = self::accounts(&other);
    for account in &accounts {
        let place = found
            .iter()
            .position(|other| other["secret"] == account["secret"]);
        let other = found.remove(place.unwrap_or_else(|| panic!("{program}: lost {account}")));
        for (name, value) in account
            .as_object()
            .unwrap()
            .iter()
            .filter(|(name, _)| *name != "id")
        {
            assert_eq!(
                Some(value),
                other.get(name),
                "{program}: {name} of {account}"
            );
        }
    }
}

/// The scripts that use what others wrote.
fn foreign() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("foreign")
}

/// The Python with their libraries, or why it is not there.
fn python(test: &str) -> Option<PathBuf> {
    let python = foreign().join("venv/bin/python");
    if python.exists() {
        return Some(python);
    }
    skipped(
        test,
        "the Python libraries are missing (scripts/prepare.sh test)",
    );
    None
}

fn output(command: Command, input: &str) -> Value {
    serde_json::from_slice(&finish(command, input)).expect("JSON")
}

fn finish(mut command: Command, input: &str) -> Vec<u8> {
    use std::io::Write;

    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(
        done.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    done.stdout
}

/// One that is long enough for readers that refuse short ones.
fn long_secret(n: u32) -> String {
    format!("{}KEYRACKT", secret(n))
}
