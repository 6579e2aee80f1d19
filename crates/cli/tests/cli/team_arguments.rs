//! `team …` before there is an office: what the command line takes, and what becomes of sheets that no office came of.

use std::fs;

use crate::desk::{Desk, Outcome};

const STORE: &str = "file:///no/such/store";

#[track_caller]
fn refused(outcome: &Outcome, status: i32, code: &str) {
    assert_eq!(
        (outcome.status, outcome.stdout.as_str()),
        (status, ""),
        "{outcome:?}"
    );
    assert_eq!(outcome.said()["error"]["code"], code, "{outcome:?}");
}

#[test]
fn what_is_written_wrong_is_refused_before_the_vault_is_opened() {
    let desk = Desk::empty();
    let (code, file) = (desk.text("code"), desk.text("sheet"));
    let invite = |more: &[&'static str]| {
        let line = [
            "team",
            "invite",
            "--name",
            "A",
            "--email",
            "a@b",
            "--code-file",
        ];
        [&line[..], &[&code], more].concat().join("\n")
    };
    let found = |sheets: usize| {
        let line = [
            "team",
            "found",
            "--store",
            STORE,
            "--name",
            "N",
            "--key-sheet-file",
        ];
        [&line[..], &vec![file.as_str(); sheets]]
            .concat()
            .join("\n")
    };
    let grant = |more: &[&'static str]| [&["team", "grant", "F", "M"], more].concat().join("\n");
    for line in [
        "team".to_owned(),
        found(0),
        found(4),
        invite(&["--days", "0"]),
        invite(&["--days", "31"]),
        invite(&["--days", "-1"]),
        invite(&["--folder", "F"]),
        invite(&["--folder", "F:own"]),
        invite(&["--folder", "F:view:2020-01-31"]),
        invite(&["--folder", "F:view:someday"]),
        grant(&["own"]),
        grant(&["view", "--until", "yesterday"]),
        grant(&["view", "--until", "2020-01-31"]),
        grant(&["view", "--until", "2027-02-30"]),
        grant(&[]),
        "team\napprove\nID\n--digits\n1\n--digits-file\nx".to_owned(),
        "team\njoin\n--store\nfile:///x".to_owned(),
        "team\nrecover\n--key-sheet-file\nx".to_owned(),
    ] {
        let arguments: Vec<&str> = ["--json"].into_iter().chain(line.split('\n')).collect();
        refused(&desk.run(&arguments, ""), 2, "usage");
    }
    assert!(!desk.path("sheet").exists() && !desk.path("code").exists());
}

#[test]
fn digits_and_sheets_that_nobody_gives_are_asked_for_at_a_terminal_only() {
    let desk = Desk::new();
    refused(
        &desk.open(&["--json", "team", "approve", "ID"], ""),
        2,
        "usage",
    );
    let line = ["--json", "team", "recover", "--store", STORE];
    let wrong = desk.write("wrong", "KRS1-AAAA AAAA");
    let line = [&line[..], &["--key-sheet-file", &wrong]].concat();
    refused(&desk.open(&line, ""), 1, "sheet_wrong");
}

#[test]
fn no_sheet_is_left_of_an_office_that_was_not_founded_and_no_file_of_another_is_touched() {
    let desk = Desk::new();
    let (one, two) = (desk.text("sheet 1"), desk.text("sheet 2"));
    let found = |more: &[&str], input: &str| {
        let line = ["--json", "team", "found", "--store", STORE, "--name", "N"];
        desk.open(&[&line[..], more].concat(), input)
    };

    let unlike = desk.write("unlike", "KRS1-AAAA AAAA");
    for back in [
        &["--sheet-back-file", &unlike][..],
        &["--sheet-back-file", "-"],
    ] {
        let line = [&["--key-sheet-file", &one, &two], back].concat();
        let outcome = found(&line, "not a sheet");
        refused(&outcome, 1, "sheet_wrong");
        assert_eq!(outcome.said()["error"]["hint"], "back");
    }
    let twice = found(&["--key-sheet-file", &one, &one], "");
    refused(&twice, 1, "file_exists");
    assert!(found(&["--key-sheet-file", &one, "--key-sheet-file", &two], "").status != 0);
    assert!(!desk.path("sheet 1").exists() && !desk.path("sheet 2").exists());

    let mine = desk.write("mine", "mine");
    refused(
        &found(&["--key-sheet-file", &one, &mine], ""),
        1,
        "file_exists",
    );
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
    assert!(!desk.path("sheet 1").exists());
    let vault = desk.path("vault").join("sheet.txt");
    let inside = found(&["--key-sheet-file", vault.to_str().unwrap()], "");
    refused(&inside, 1, "vault_file_chosen");
}
