//! The exit statuses and error objects that scripts rely on.

use std::collections::BTreeSet;
use std::fs;
use std::thread;

use crate::desk::{Desk, PASSWORD_MARK, args, counting_uri, secret, uri};

#[test]
fn a_wrong_command_line_is_status_2() {
    let desk = Desk::with_accounts(1);
    for line in [
        &["frobnicate"][..],
        &["list", "--no-such-option"],
        &["code"],
        &["add"],
        &[
            "add",
            "--issuer",
            "Portal",
            "--account",
            "x",
            "--secret-file",
            "-",
            "--digits",
            "many",
        ],
        &["export"],
        &["import", "--format", "no-such-format", "file"],
        &["edit", "id", "not-an-assignment"],
        &["init", "--kdf", "m=lots"],
        &[],
    ] {
        let outcome = desk
            .keyrack(line.iter().copied())
            .input(secret(1))
            .json_output()
            .run();
        assert_eq!(outcome.status, Some(2), "keyrack {line:?}: {outcome:?}");
        assert!(
            outcome.stdout.is_empty(),
            "usage errors leave standard output alone: {outcome:?}"
        );
    }
}

#[test]
fn a_kdf_below_the_floor_is_refused() {
    let desk = Desk::without_vault();
    for kdf in [
        "m=8,t=1,p=1",
        "m=65535,t=3,p=1",
        "m=65536,t=2,p=1",
        "m=4294967295,t=3,p=1",
        "m=65536,t=1000,p=1",
    ] {
        let outcome = desk.keyrack(["init", "--kdf", kdf]).json_output().run();
        assert!(matches!(outcome.status, Some(1 | 2)), "{kdf}: {outcome:?}");
        assert!(!desk.vault_file().exists());
    }
}

#[test]
fn no_vault_is_said_and_nothing_is_made() {
    let desk = Desk::without_vault();
    for line in [
        &["list"][..],
        &["code", "x"],
        &["add", "--uri-file", "-"],
        &["verify"],
    ] {
        let refusal = desk.keyrack(line.iter().copied()).input(uri(1)).refused(3);
        assert!(refusal.code.contains("vault"), "{refusal:?}");
    }
    assert!(!desk.vault_file().exists());
}

#[test]
fn a_wrong_password_is_status_3_and_then_a_delay() {
    let desk = Desk::with_accounts(1);
    let wrong = desk.write("wrong", format!("rossz {PASSWORD_MARK}"));
    let try_wrong = || {
        desk.locked(["list"])
            .way_in("--password-file", &wrong)
            .refused(3)
    };
    let first = try_wrong();
    assert_eq!(first.retry_after, None, "{first:?}");
    // A right password in between sets the count back.
    desk.keyrack(["list"]).done();
    for _ in 0..4 {
        assert_eq!(try_wrong().code, first.code);
    }
    try_wrong();
    let delayed = desk.keyrack(["list"]).refused(3);
    assert_ne!(delayed.code, first.code, "a delay is not a wrong password");
    assert!(
        delayed
            .retry_after
            .is_some_and(|seconds| (1..=30).contains(&seconds)),
        "{delayed:?}"
    );
    assert_eq!(desk.list().len(), 1, "the paper is never delayed");
    assert!(
        !desk.locked(["status"]).json()["throttle"].is_null(),
        "status tells of the delay"
    );
}

/// Guesses that are under way together are not refused, but each of them counts for what comes after.
#[test]
fn guesses_of_eight_programs_at_once_all_count() {
    let desk = Desk::with_accounts(1);
    let wrong = desk.write("wrong", format!("rossz {PASSWORD_MARK}"));
    let guess = || {
        desk.locked(["list"])
            .way_in("--password-file", &wrong)
            .refused(3)
    };
    let refusals: Vec<_> = thread::scope(|scope| {
        let guesses: Vec<_> = (0..8).map(|_| scope.spawn(guess)).collect();
        guesses.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let guessed = refusals.iter().filter(|it| it.code == "wrong_password");
    let guessed = guessed.count() as u64;
    assert!(guessed >= 5, "{refusals:?}");
    let throttle = desk.locked(["status"]).json()["throttle"].clone();
    assert_eq!(throttle["wrong"], guessed);
    // The fifth costs half a minute, and each further one doubles it.
    let delay = 30 << (guessed - 5);
    let left = throttle["retry_after_s"].as_u64().unwrap();
    assert!((1..=delay).contains(&left), "{throttle}");
    assert_eq!(desk.keyrack(["list"]).refused(3).code, "throttled");
}

#[test]
fn other_wrong_ways_in_are_status_3() {
    let desk = Desk::with_accounts(1);
    let other = Desk::new();
    desk.locked(["list"])
        .way_in("--recovery-key-file", other.path("recovery-key.txt"))
        .refused(3);
    desk.locked(["list"])
        .way_in("--recovery-key-file", desk.write("empty", ""))
        .refused(3);
    desk.locked(["list"])
        .way_in(
            "--recovery-key-file",
            desk.write("nonsense", "ceci n'est pas une clé"),
        )
        .refused(3);
    // Nobody is there to be asked.
    desk.locked(["list"]).refused(3);
    desk.locked(["list"])
        .way_in("--password-file", desk.write("no-password", ""))
        .refused(3);
    desk.locked(["list"])
        .way_in("--password-file", desk.path("missing"))
        .refused(1);
}

#[test]
fn nothing_or_too_much_matched_is_status_4() {
    let desk = Desk::with_accounts(2);
    desk.by_paper(["code", "nobody"]).refused(4);
    desk.by_paper(["code", "client"]).refused(4);
    desk.by_paper(["show", "no-such-id"]).refused(4);
    desk.keyrack(["remove", "no-such-id"]).refused(4);
    desk.keyrack(["edit", "no-such-id", "label=x"]).refused(4);
    desk.by_paper(["list", "--folder", "no such folder"])
        .refused(4);
    assert_eq!(
        desk.by_paper(["code", "client", "--all"])
            .json()
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    assert_eq!(
        desk.by_paper(["list", "nobody"])
            .json()
            .as_array()
            .map(Vec::len),
        Some(0),
        "an empty list is an answer"
    );
}

/// Counting up several tokens at once would spend codes that nobody typed.
#[test]
fn an_ambiguous_counting_code_counts_nothing() {
    let desk = Desk::new();
    desk.add(&counting_uri(1, 3));
    desk.add(&counting_uri(2, 3));
    let state = desk.state();
    desk.keyrack(["code", "token"]).refused(4);
    assert_eq!(desk.state(), state);
}

#[test]
fn a_files_own_password_is_status_7() {
    let desk = Desk::with_accounts(2);
    let right = desk.write("file-password", format!("fájl {PASSWORD_MARK}"));
    let wrong = desk.write("wrong", format!("nem ez a {PASSWORD_MARK}"));
    let export = desk.path("people.age");
    desk.keyrack(args![
        "export",
        export,
        "--format",
        "keyrack",
        "--export-password-file",
        right
    ])
    .done();
    let dry_run = |password: &[&dyn AsRef<std::ffi::OsStr>]| {
        let line = args!["import", export, "--dry-run", "--no-vault"];
        desk.locked(
            line.into_iter()
                .chain(password.iter().map(|argument| argument.as_ref().to_owned())),
        )
    };
    let missing = dry_run(&[]).refused(7);
    let mistaken = dry_run(&[&"--file-password-file", &wrong]).refused(7);
    assert_ne!(
        missing.code, mistaken.code,
        "missing and wrong are told apart"
    );
    let answer = dry_run(&[&"--file-password-file", &right]).json();
    assert_eq!(
        (
            &answer["encrypted"],
            answer["rows"].as_array().map(Vec::len)
        ),
        (&true.into(), Some(2))
    );

    let backup = desk.path("office.keyrack");
    desk.keyrack(args!["backup", backup]).done();
    desk.locked(args!["backup", "verify", backup])
        .way_in("--password-file", &wrong)
        .refused(7);
}

#[test]
fn bad_input_is_told_by_a_code_of_its_own() {
    let desk = Desk::with_accounts(1);
    let state = desk.state();
    let codes: BTreeSet<_> = [
        "https://example.com/",
        "otpauth://totp/x",
        "otpauth://totp/x?secret=KEYRACKTEST1089",
        "otpauth://totp/x?secret=KEYRACKTESTAAAAA&digits=0",
        "otpauth://totp/x?secret=KEYRACKTESTAAAAA&period=0",
        "otpauth://totp/x?secret=KEYRACKTESTAAAAA&algorithm=ROT13",
        "otpauth://hotp/x?secret=KEYRACKTESTAAAAA&counter=minus",
    ]
    .map(|uri| {
        let refusal = desk
            .keyrack(["add", "--uri-file", "-"])
            .input(uri)
            .refused(1);
        format!("{}: {}", refusal.code, refusal.arguments["reason"])
    })
    .into();
    assert_eq!(codes.len(), 7, "each fault has its name: {codes:?}");
    desk.keyrack(["add", "--uri-file", "-"])
        .input(b"\xff\xfe\x00nonsense")
        .refused(1);
    desk.keyrack(["add", "--uri-file", "-"]).refused(1);
    desk.keyrack(["add", "--uri-file", "-"])
        .input(vec![b'A'; 3 << 20])
        .refused(1);
    desk.keyrack(args![
        "restore",
        desk.write("nonsense", "nonsense"),
        "--all"
    ])
    .refused(1);
    desk.keyrack(args!["import", desk.write("empty", "")])
        .refused(1);
    desk.keyrack(args!["import", desk.path("missing")])
        .refused(1);
    desk.keyrack(args!["backup", desk.path("no/such/folder/backup")])
        .refused(1);
    assert_eq!(desk.state(), state);
}

/// A reader that goes away early, as `head` does, is no reason to panic.
#[test]
fn a_closed_pipe_is_no_panic() {
    let desk = Desk::with_accounts(2);
    for line in [
        &["list"][..],
        &["code", "", "--all"],
        &["man"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let mut child = desk
            .by_paper(line.iter().copied())
            .command()
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let messages = String::from_utf8_lossy(&output.stderr);
        assert!(
            !messages.contains("panicked") && output.status.code() != Some(101),
            "{line:?}: {messages}"
        );
    }
}

/// An existing file is never overwritten by a backup, an export or a recovery key.
#[test]
fn files_are_not_overwritten() {
    let desk = Desk::with_accounts(1);
    let mine = desk.write("mine", "mine");
    desk.keyrack(args!["backup", mine]).refused(1);
    desk.keyrack(args!["export", mine, "--format", "otpauth"])
        .refused(1);
    desk.keyrack(args!["recovery-key", "new", "--out", mine])
        .refused(1);
    desk.keyrack(args!["qr", desk.id_of("client1"), "--out", mine])
        .run();
    assert_eq!(fs::read(mine).unwrap(), b"mine");
    assert_eq!(
        desk.list().len(),
        1,
        "the old recovery key still opens the vault"
    );
}
