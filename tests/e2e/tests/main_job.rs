//! The main job from end to end: a vault is made, filled, searched, asked for codes, tidied, backed up and restored.

use std::process::Command;

use serde_json::{Value, json};

use crate::desk::{Desk, MOMENT, PASSWORD_MARK, PEEK_AT_ALL, args};
use crate::desk::{counting_uri, has_program, secret, skipped, state_from, text, uri};

#[test]
fn init_prints_the_recovery_key_once_unless_a_file_is_given() {
    let desk = Desk::without_vault();
    let printed = desk.keyrack(["init", "--kdf", "m=65536,t=3,p=1"]).done();
    let key = printed
        .stdout
        .split_whitespace()
        .find(|word| word.starts_with("AGE-SECRET-KEY-1"))
        .expect("a key");
    desk.write("recovery-key.txt", format!("{key}\n"));
    assert_eq!(
        desk.list(),
        Vec::<Value>::new(),
        "the printed key opens the vault"
    );

    let other = Desk::without_vault();
    let silent = other.init().done();
    assert!(
        !silent.stdout.contains("AGE-SECRET-KEY-1"),
        "the key went to the file alone"
    );
    assert_eq!(other.list(), Vec::<Value>::new());
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &other
            .path("recovery-key.txt")
            .metadata()
            .unwrap()
            .permissions(),
    );
    assert_eq!(mode & 0o077, 0, "nobody else may read the recovery key");
}

#[test]
fn init_does_not_overwrite_a_vault_or_a_file() {
    let desk = Desk::with_accounts(1);
    let state = desk.state();
    let key = std::fs::read(desk.path("recovery-key.txt")).unwrap();
    desk.init().refused(1);
    assert_eq!(desk.state(), state);
    assert_eq!(std::fs::read(desk.path("recovery-key.txt")).unwrap(), key);

    let other = Desk::without_vault();
    other.write("recovery-key.txt", "something of mine");
    other.init().refused(1);
    assert_eq!(
        std::fs::read(other.path("recovery-key.txt")).unwrap(),
        b"something of mine"
    );
}

/// Accounts come in as a URI, as a file of URIs, through standard input and field by field; each gives the codes that
/// `oathtool` gives.
#[test]
fn every_way_to_add_gives_the_codes_of_oathtool() {
    let desk = Desk::new();
    desk.keyrack(["add", &uri(1)]).done();
    desk.keyrack(args!["add", "--uri-file", desk.write("uris", uri(2))])
        .done();
    desk.add(&counting_uri(3, 5));
    let fields: [(&str, &[&str]); 5] = [
        ("plain", &[]),
        (
            "long",
            &["--algorithm", "SHA512", "--digits", "8", "--period", "60"],
        ),
        ("middle", &["--algorithm", "SHA256", "--digits", "7"]),
        ("counting", &["--type", "hotp", "--counter", "9"]),
        ("steam", &["--type", "steam"]),
    ];
    for (n, (label, options)) in (4..).zip(fields) {
        let line = [
            "add",
            "--issuer",
            "Portál & Co: ű",
            "--account",
            label,
            "--secret-file",
            "-",
        ];
        desk.keyrack(line.iter().chain(options).copied())
            .input(format!(" {} \n", secret(n).to_lowercase()))
            .done();
    }

    let codes = desk.by_paper(PEEK_AT_ALL).json();
    let code = |label: &str| {
        let found = codes
            .as_array()
            .unwrap()
            .iter()
            .find(|code| code["account"]["label"] == label)
            .expect("a code");
        text(&found["code"])
    };
    assert_eq!(codes.as_array().unwrap().len(), 8);
    assert_eq!(code("steam").len(), 5);
    if !has_program("oathtool") {
        return skipped(
            "every_way_to_add_gives_the_codes_of_oathtool",
            "oathtool is missing",
        );
    }
    assert_eq!(code("client1"), oathtool(1, &["--totp"]));
    assert_eq!(code("client2"), oathtool(2, &["--totp"]));
    assert_eq!(code("token3"), oathtool(3, &["--hotp", "--counter=5"]));
    assert_eq!(code("plain"), oathtool(4, &["--totp"]));
    assert_eq!(
        code("long"),
        oathtool(5, &["--totp=SHA512", "--digits=8", "--time-step-size=60s"])
    );
    assert_eq!(
        code("middle"),
        oathtool(6, &["--totp=SHA256", "--digits=7"])
    );
    assert_eq!(code("counting"), oathtool(7, &["--hotp", "--counter=9"]));
}

#[test]
fn code_prints_the_shape_of_the_contract() {
    let desk = Desk::with_accounts(2);
    let codes = desk
        .by_paper(["code", "client2", "--at", &MOMENT.to_string()])
        .json();
    let [code] = codes.as_array().unwrap().as_slice() else {
        panic!("one code, not {codes}")
    };
    assert_eq!(code["account"]["issuer"], "Portal");
    assert_eq!(code["account"]["label"], "client2");
    assert_eq!(code["account"]["id"], desk.id_of("client2"));
    assert!(code["account"].get("folder").is_some());
    assert_eq!(code["factor"]["type"], "totp");
    assert_eq!(
        (&code["factor"]["digits"], &code["factor"]["period"]),
        (&json!(6), &json!(30))
    );
    assert_eq!(code["valid_from"], json!(MOMENT / 30 * 30));
    assert_eq!(code["valid_until"], json!(MOMENT / 30 * 30 + 30));
    let next = desk
        .by_paper(["code", "client2", "--at", &(MOMENT + 30).to_string()])
        .json();
    assert_eq!(code["next"], next[0]["code"]);

    // For a person or a shell's $(…): the code is there, and the secret is not.
    let plain = desk
        .by_paper(["code", "client2", "--at", &MOMENT.to_string()])
        .done();
    let digits: String = plain.stdout.chars().filter(char::is_ascii_digit).collect();
    assert!(digits.contains(&text(&code["code"])), "{}", plain.stdout);
}

#[test]
fn searching_ignores_case_accents_and_dashes() {
    let desk = Desk::new();
    desk.keyrack([
        "folder",
        "add",
        "Szabó és Társa Bt.",
        "tax_number=12345678-2-41",
    ])
    .done();
    desk.keyrack(["add", "--uri-file", "-", "--folder", "Szabó és Társa Bt."])
        .input(uri(1))
        .done();
    desk.keyrack([
        "add",
        "--issuer",
        "Ügyfélkapu+",
        "--account",
        "Őri Ádám",
        "--secret-file",
        "-",
    ])
    .input(secret(2))
    .done();
    for (query, label) in [
        ("szabo", "client1"),
        ("SZABÓ", "client1"),
        ("tarsa szabo", "client1"),
        ("12345678241", "client1"),
        ("12345678-2-41", "client1"),
        ("ugyfelkapu", "Őri Ádám"),
        ("adam ori", "Őri Ádám"),
    ] {
        let found = desk.by_paper(["list", query]).json();
        let labels: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|account| text(&account["label"]))
            .collect();
        assert_eq!(labels, [label], "list {query:?}");
    }
    let elsewhere = desk
        .by_paper(["list", "--folder", "Szabó és Társa Bt."])
        .json();
    assert_eq!(elsewhere.as_array().unwrap().len(), 1);
    assert_eq!(elsewhere[0]["folder"]["name"], "Szabó és Társa Bt.");
}

#[test]
fn accounts_are_edited_moved_removed_and_restored() {
    let desk = Desk::with_accounts(2);
    let id = desk.id_of("client1");
    let code = desk.by_paper(["code", &id, "--at", "1790000000"]).json()[0]["code"].clone();

    desk.keyrack([
        "edit",
        &id,
        "label=Kovács Béla",
        "issuer=NAV",
        "note=első sor",
    ])
    .done();
    let shown = desk.by_paper(["show", &id]).json();
    assert_eq!(
        (&shown["label"], &shown["issuer"], &shown["note"]),
        (&json!("Kovács Béla"), &json!("NAV"), &json!("első sor"))
    );
    assert!(
        !shown.to_string().contains("KEYRACKTEST"),
        "show tells no secret"
    );
    assert!(
        desk.keyrack(["show", &id, "--reveal"])
            .json()
            .to_string()
            .contains(&secret(1)),
        "unless it is asked to"
    );

    desk.keyrack(["folder", "add", "Clients"]).done();
    desk.keyrack(["edit", &id, "folder=Clients"]).done();
    assert_eq!(
        desk.by_paper(["list", "--folder", "Clients"]).json()[0]["id"],
        id,
        "a move keeps the id"
    );

    desk.keyrack(["remove", &id]).done();
    assert_eq!(desk.list().len(), 1);
    assert!(
        desk.by_paper(["trash", "list"])
            .json()
            .to_string()
            .contains(&id)
    );
    desk.keyrack(["trash", "restore", &id]).done();
    assert_eq!(desk.id_of("Kovács Béla"), id);
    assert_eq!(
        desk.by_paper(["code", &id, "--at", "1790000000"]).json()[0]["code"],
        code,
        "with its secret"
    );

    desk.keyrack(["remove", &id]).done();
    desk.keyrack(["trash", "empty"]).done();
    desk.keyrack(["trash", "restore", &id]).refused(4);
    assert_eq!(desk.list().len(), 1);
}

#[test]
fn a_factor_is_added_replaced_confirmed_and_removed() {
    let desk = Desk::with_accounts(1);
    let id = desk.id_of("client1");
    desk.keyrack(["factor", "add", &id, "--factor", "balie", "--uri-file", "-"])
        .input(uri(2))
        .done();
    let factors = || desk.list()[0]["factors"].as_array().unwrap().clone();
    assert_eq!(factors().len(), 2);
    let balie = factors()
        .into_iter()
        .find(|factor| factor["label"] == "balie")
        .expect("the desk's factor");
    let factor = text(&balie["id"]);

    let first = desk.state();
    desk.keyrack(["factor", "replace", &factor, "--uri-file", "-"])
        .input(uri(3))
        .done();
    assert_ne!(desk.state(), first, "codes come from the new secret");
    let revealed = desk.keyrack(["show", &id, "--reveal"]).json().to_string();
    assert!(
        revealed.contains(&secret(2)) && revealed.contains(&secret(3)),
        "the old secret is kept until later"
    );
    desk.keyrack(["factor", "confirm", &factor]).done();
    desk.keyrack(["factor", "remove", &factor]).done();
    assert_eq!(factors().len(), 1);
}

#[test]
fn backup_codes_are_kept_and_marked_as_used() {
    let desk = Desk::with_accounts(1);
    let id = desk.id_of("client1");
    desk.keyrack([
        "recovery",
        "add",
        &id,
        "--kind",
        "backup_codes",
        "--label",
        "Tartalék",
        "--value-file",
        "-",
    ])
    .input("KEYRACKT-1111\nKEYRACKT-2222\n")
    .done();
    assert!(
        !desk
            .by_paper(["show", &id])
            .json()
            .to_string()
            .contains("KEYRACKT-1111"),
        "show does not tell them"
    );
    let left = || desk.by_paper(["show", &id]).json()["recovery"][0]["codes_left"].clone();
    assert_eq!(left(), 2);
    desk.keyrack(["recovery", "use", &id]).done();
    assert_eq!(left(), 1);
    let shown = desk.keyrack(["recovery", "show", &id]).json();
    assert!(
        shown.to_string().contains("KEYRACKT-1111") && shown.to_string().contains("KEYRACKT-2222"),
        "{shown}"
    );
}

#[test]
fn a_counting_code_moves_on_and_peeking_does_not() {
    let desk = Desk::new();
    desk.add(&counting_uri(1, 7));
    let take = |peek: &[&str]| {
        let codes = desk
            .keyrack(["code", "token1"].iter().chain(peek).copied())
            .json();
        text(&codes[0]["code"])
    };
    let (peeked, peeked_again) = (take(&["--peek"]), take(&["--peek"]));
    let taken: Vec<_> = (0..3).map(|_| take(&[])).collect();
    assert_eq!(peeked, peeked_again);
    assert_eq!(peeked, taken[0]);
    if !has_program("oathtool") {
        return skipped(
            "a_counting_code_moves_on_and_peeking_does_not",
            "oathtool is missing",
        );
    }
    let expected: Vec<_> = (7..10)
        .map(|counter| oathtool(1, &["--hotp", &format!("--counter={counter}")]))
        .collect();
    assert_eq!(taken, expected);
}

#[test]
fn a_backup_is_verified_and_restored_on_a_new_computer() {
    let desk = Desk::with_accounts(3);
    desk.add(&counting_uri(8, 2));
    let state = desk.state();
    let backup = desk.path("office.keyrack");
    desk.keyrack(args!["backup", backup]).done();
    desk.keyrack(args!["backup", "verify", backup]).done();

    // A damaged backup is not called good.
    let mut damaged = std::fs::read(&backup).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let damaged = desk.write("damaged.keyrack", damaged);
    let outcome = desk
        .keyrack(args!["backup", "verify", damaged])
        .json_output()
        .run();
    assert!(matches!(outcome.status, Some(1 | 3 | 5 | 7)), "{outcome:?}");

    // By the password, and by the paper.
    let by_password = Desk::without_vault();
    by_password
        .keyrack(args!["restore", backup, "--all"])
        .done();
    assert_eq!(state_from(&by_password.keyrack(PEEK_AT_ALL).json()), state);
    let by_paper = Desk::without_vault();
    by_paper.write(
        "recovery-key.txt",
        std::fs::read(desk.path("recovery-key.txt")).unwrap(),
    );
    by_paper.by_paper(args!["restore", backup, "--all"]).done();
    assert_eq!(by_paper.state(), state);
}

#[test]
fn restoring_into_a_living_vault_takes_what_is_asked_for() {
    let desk = Desk::with_accounts(3);
    let (one, two) = (desk.id_of("client1"), desk.id_of("client2"));
    let backup = desk.path("office.keyrack");
    desk.keyrack(args!["backup", backup]).done();
    desk.keyrack(["remove", &one]).done();
    desk.keyrack(["edit", &two, "label=renamed"]).done();
    desk.add(&uri(4));
    let before = desk.state();

    let differing = desk
        .keyrack(args!["restore", backup, "--dry-run"])
        .json()
        .to_string();
    assert!(
        differing.contains(&one) && differing.contains(&two),
        "{differing}"
    );
    assert_eq!(desk.state(), before, "a dry run changes nothing");

    desk.keyrack(args!["restore", backup, "--account", one])
        .done();
    assert_eq!(desk.id_of("client1"), one);
    assert_eq!(desk.id_of("renamed"), two);
    desk.keyrack(args!["restore", backup, "--all"]).done();
    assert_eq!(desk.id_of("client2"), two);
    assert_eq!(desk.list().len(), 4, "what the backup does not know stays");
}

#[test]
fn the_password_is_changed_and_the_old_one_no_longer_opens() {
    let desk = Desk::with_accounts(2);
    let state = desk.state();
    let new = desk.write("new-password", format!("új {PASSWORD_MARK} 9\n"));
    desk.keyrack(args!["password", "--new-password-file", new])
        .done();
    desk.keyrack(["list"]).refused(3);
    assert_eq!(
        state_from(
            &desk
                .locked(PEEK_AT_ALL)
                .way_in("--password-file", &new)
                .json()
        ),
        state
    );
    assert_eq!(desk.state(), state, "the paper stays valid");
}

#[test]
fn a_new_recovery_key_replaces_the_old_one() {
    let desk = Desk::with_accounts(1);
    let state = desk.state();
    let old = desk.path("recovery-key.txt");
    let new = desk.path("new-recovery-key.txt");
    desk.keyrack(args!["recovery-key", "new", "--out", new])
        .done();
    assert_eq!(
        state_from(
            &desk
                .locked(PEEK_AT_ALL)
                .way_in("--recovery-key-file", &new)
                .json()
        ),
        state
    );
    desk.locked(["list"])
        .way_in("--recovery-key-file", &old)
        .refused(3);
    assert_eq!(
        state_from(&desk.keyrack(PEEK_AT_ALL).json()),
        state,
        "the password stays valid"
    );
}

/// A password typed on another system, where accents are separate characters, is the same password.
#[test]
fn a_password_opens_however_its_accents_are_composed() {
    let desk = Desk::with_accounts(1);
    let decomposed = "a\u{301}rvi\u{301}ztu\u{30b}ro\u{30b} fu\u{301}ro\u{301}ge\u{301}p 7";
    let file = desk.write("decomposed", format!("{decomposed}\n"));
    assert_eq!(
        desk.locked(["list"])
            .way_in("--password-file", file)
            .json()
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let outcome = desk
        .locked(["list"])
        .way_in("--password-file", "-")
        .input(crate::desk::PASSWORD)
        .json();
    assert_eq!(
        outcome.as_array().map(Vec::len),
        Some(1),
        "through standard input"
    );
}

#[test]
fn status_and_verify_tell_the_state_without_secrets() {
    let desk = Desk::with_accounts(2);
    let status = desk.locked(["status"]).json();
    assert!(status["version"].is_string(), "{status}");
    assert_eq!(status["vault"]["path"], desk.vault().to_str().unwrap());
    assert!(
        status["ways_in"]
            .as_array()
            .is_some_and(|ways| ways.iter().any(|way| way["kind"] == "password")),
        "{status}"
    );
    assert!(
        status.get("throttle").is_some() && status["app"]["running"] == false,
        "{status}"
    );
    desk.keyrack(["verify"]).done();
    desk.locked(["doctor"]).run();
    for command in ["formats", "man"] {
        assert!(
            !desk.locked([command]).done().stdout.is_empty(),
            "{command}"
        );
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            !desk.locked(["completions", shell]).done().stdout.is_empty(),
            "completions for {shell}"
        );
    }
}

/// The code that `oathtool` gives for [`secret`]`(n)` at [`MOMENT`].
fn oathtool(n: u32, options: &[&str]) -> String {
    let now = options
        .iter()
        .any(|option| option.starts_with("--totp"))
        .then(|| format!("--now=@{MOMENT}"));
    let output = Command::new("oathtool")
        .args(options)
        .args(now)
        .args(["--base32", &secret(n)])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
