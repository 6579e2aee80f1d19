//! A vault opens without any of our code: with the stock `age`, and with a short script.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::desk::{Desk, PASSWORD_MARK, args, counting_uri, has_program, secret, skipped};

#[test]
fn age_opens_the_vault_with_the_recovery_key() {
    if !has_program("age") {
        return skipped(
            "age_opens_the_vault_with_the_recovery_key",
            "age is missing",
        );
    }
    let desk = Desk::with_accounts(2);
    desk.add(&counting_uri(3, 4));
    let age = Command::new("age")
        .args(["-d", "-i"])
        .arg(desk.path("recovery-key.txt"))
        .arg(desk.vault_file())
        .output();
    let age = age.unwrap();
    assert!(
        age.status.success(),
        "{}",
        String::from_utf8_lossy(&age.stderr)
    );
    let payload: Value = serde_json::from_slice(&age.stdout).expect("the payload is JSON");
    let payload = payload.to_string();
    for n in 1..=3 {
        assert!(payload.contains(&secret(n)), "the secret {n} is readable");
    }
    for label in ["client1", "client2", "token3"] {
        assert!(payload.contains(label), "the account {label} is there");
    }
}

#[test]
fn age_shows_two_recipients_and_no_more() {
    let desk = Desk::with_accounts(1);
    let file = std::fs::read(desk.vault_file()).unwrap();
    let header: Vec<_> = file
        .split(|&byte| byte == b'\n')
        .take_while(|line| !line.starts_with(b"---"))
        .collect();
    assert_eq!(
        header
            .iter()
            .filter(|line| line.starts_with(b"-> X25519 "))
            .count(),
        2
    );
}

#[test]
fn a_script_opens_the_vault_with_the_paper_and_with_the_password() {
    let name = "a_script_opens_the_vault_with_the_paper_and_with_the_password";
    for program in ["python3", "age", "argon2"] {
        if !has_program(program) {
            return skipped(name, &format!("{program} is missing"));
        }
    }
    let desk = Desk::with_accounts(2);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../open-vault.py");
    for (option, file) in [
        ("--recovery-key-file", "recovery-key.txt"),
        ("--password-file", "password"),
    ] {
        let output = Command::new("python3")
            .arg(&script)
            .arg(desk.vault())
            .arg("--reveal")
            .arg(option)
            .arg(desk.path(file))
            .arg("--reveal")
            .output();
        let output = output.unwrap();
        if output.status.code() == Some(77) {
            skipped(name, String::from_utf8_lossy(&output.stderr).trim());
            continue;
        }
        assert!(
            output.status.success(),
            "{option}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let printed = String::from_utf8(output.stdout).unwrap();
        for n in 1..=2 {
            assert!(
                printed.contains(&secret(n)) && printed.contains(&format!("client{n}")),
                "{option}: {printed}"
            );
        }
    }
}

/// The file for people opens with a passphrase, which the stock program asks for on a terminal.
#[test]
fn age_opens_an_export_with_its_passphrase() {
    let name = "age_opens_an_export_with_its_passphrase";
    if !has_program("age") || !has_program("script") {
        return skipped(name, "age or script is missing");
    }
    let desk = Desk::with_accounts(2);
    let passphrase = format!("hosszú {PASSWORD_MARK}");
    let password = desk.write("file-password", &passphrase);
    let export = desk.path("people.age");
    desk.keyrack(args![
        "export",
        export,
        "--format",
        "keyrack",
        "--export-password-file",
        password
    ])
    .done();

    let command = format!(
        "age -d -o '{}' '{}'",
        desk.path("plain.json").display(),
        export.display()
    );
    let mut terminal = Command::new("script");
    terminal.args([
        "--quiet",
        "--return",
        "--echo",
        "never",
        "--command",
        &command,
        "/dev/null",
    ]);
    let mut child = terminal
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(
        child.stdin.as_mut().unwrap(),
        format!("{passphrase}\n").as_bytes(),
    )
    .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    let document: Value =
        serde_json::from_slice(&std::fs::read(desk.path("plain.json")).unwrap()).unwrap();
    assert_eq!(document["accounts"].as_array().map(Vec::len), Some(2));
}
