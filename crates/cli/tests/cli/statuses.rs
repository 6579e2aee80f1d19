//! Exit statuses and error codes.

use std::fs;

use keyrack_app::{AlarmCode, ErrorCode};

use crate::desk::{Desk, URIS, documents};

#[test]
fn each_kind_of_failure_has_its_status() {
    let desk = Desk::new();
    let empty = Desk::empty();
    let other = desk.write("other", "nem az a tűkör");
    let nothing = desk.write("nothing", "\n");
    let list = desk.write(
        "list.txt",
        "no uri\notpauth://totp/x:y?secret=MARKEDSECRETDDDD",
    );
    for (line, input, status, code) in [
        (&["frobnicate"][..], "", 2, "usage"),
        (&["code"], "", 2, "usage"),
        (
            &["add", "otpauth://totp/x", "--uri-file", "-"],
            "",
            2,
            "usage",
        ),
        (
            &["--password-file", "-", "add", "--uri-file", "-"],
            URIS[0],
            2,
            "usage",
        ),
        (&["list"], "", 3, "password_needed"),
        (
            &["--password-file", &nothing, "list"],
            "",
            3,
            "password_needed",
        ),
        (
            &["--password-file", &other, "list"],
            "",
            3,
            "wrong_password",
        ),
        (
            &["--recovery-key-file", &other, "list"],
            "",
            3,
            "wrong_recovery_key",
        ),
        (
            &["--password-file", "/no/such/file", "list"],
            "",
            1,
            "file_not_found",
        ),
        (&["--vault", "/no/such/vault", "list"], "", 3, "no_vault"),
        (&["app", "lock"], "", 1, "app_not_running"),
    ] {
        let outcome = desk.run(&[&["--json"], line].concat(), input);
        assert_eq!(
            (outcome.status, outcome.stdout.as_str()),
            (status, ""),
            "{line:?}: {outcome:?}"
        );
        assert_eq!(outcome.said()["error"]["code"], code, "{line:?}");
    }
    for (line, input, status, code) in [
        (&["code", "nobody"][..], "", 4, "not_found"),
        (&["code", ""], "", 4, "not_found"),
        (&["show", "a"], "", 4, "ambiguous"),
        (
            &["add", "--uri-file", "-"],
            "otpauth://totp/x",
            1,
            "bad_uri",
        ),
        (&["edit", "anna", "colour=red"], "", 1, "unknown_field"),
        (&["edit", "anna", "deadline.x=soon"], "", 1, "bad_value"),
        (
            &["export", &list, "--format", "otpauth"],
            "",
            1,
            "file_exists",
        ),
        (&["backup", &list], "", 1, "file_exists"),
        (&["undo-import"], "", 1, "nothing_to_undo"),
        (
            &["export", &desk.text("x"), "--format", "keyrack"],
            "",
            7,
            "file_password_needed",
        ),
    ] {
        let outcome = desk.open(&[&["--json"], line].concat(), input);
        assert_eq!(
            (outcome.status, outcome.stdout.as_str()),
            (status, ""),
            "{line:?}: {outcome:?}"
        );
        assert_eq!(outcome.said()["error"]["code"], code, "{line:?}");
    }
    assert_eq!(
        desk.open(&["import", &list], "").status,
        5,
        "an entry that cannot be read is left out"
    );
    assert_eq!(
        desk.open(&["import", &list, "--dry-run"], "").status,
        0,
        "a trial does all that it is asked to"
    );
    assert_eq!(
        empty.run(&["status"], "").status,
        0,
        "to have no vault is an answer"
    );
}

#[test]
fn what_needs_no_vault_asks_for_none() {
    let desk = Desk::empty();
    let list = desk.write("list.txt", URIS[0]);
    for line in [
        &["formats"][..],
        &["man"],
        &["completions", "bash"],
        &["import", &list, "--dry-run", "--no-vault"],
        &["status"],
    ] {
        desk.run(line, "").done();
    }
    assert!(!desk.path("vault").exists(), "none of them makes one");
}

#[test]
fn several_factors_of_one_account_are_no_ambiguity() {
    let desk = Desk::new();
    desk.open(
        &[
            "factor",
            "add",
            "anna",
            "--factor",
            "balie",
            "--uri-file",
            "-",
        ],
        URIS[0],
    )
    .done();
    let codes = desk
        .open(&["--json", "code", "anna", "--at", "1790000000"], "")
        .done()
        .json();
    let labels: Vec<_> = codes
        .as_array()
        .unwrap()
        .iter()
        .map(|code| code["factor"]["label"].clone())
        .collect();
    assert_eq!(labels, ["", "balie"]);
    let factor = codes[1]["factor"]["id"].as_str().unwrap().to_owned();
    desk.open(&["factor", "confirm", &factor], "").done();
    desk.open(&["factor", "remove", "anna", "--factor", "BALIE"], "")
        .done();
    assert_eq!(
        desk.open(&["--json", "code", "anna"], "")
            .done()
            .json()
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn the_documents_list_every_error_code_with_its_status() {
    let text = fs::read_to_string(documents().join("README.md")).unwrap();
    for code in ErrorCode::ALL {
        let row = format!("| `{}` |", code.as_str());
        assert_eq!(text.matches(&row).count(), 1, "{row} stands in the table");
    }
}

#[test]
fn the_documents_list_every_alarm_of_an_office() {
    let text = fs::read_to_string(documents().join("README.md")).unwrap();
    for code in AlarmCode::ALL {
        let line = format!("\n- `{}`: ", code.as_str());
        assert_eq!(text.matches(&line).count(), 1, "{line} stands in the list");
    }
}
