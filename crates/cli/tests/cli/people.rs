//! What the command says to people: the main job in Hungarian, and nothing that a name could smuggle in.

use crate::desk::{CHEAP, Desk, URIS};

#[test]
fn the_main_job_speaks_hungarian() {
    let desk = Desk::empty();
    let password = desk.text("password");
    let hu = |line: &[&str], input: &str| {
        desk.run(
            &[&["--lang", "hu", "--password-file", &password], line].concat(),
            input,
        )
    };
    let made = hu(&["init", "--kdf", CHEAP], "").done().stdout;
    assert!(
        made.contains("A széf elkészült") && made.contains("helyreállítási kulcs"),
        "{made}"
    );
    let key = made
        .lines()
        .find(|line| line.starts_with("AGE-SECRET-KEY-1"))
        .expect("the recovery key");
    desk.write("key.txt", key);
    let hu = |line: &[&str], input: &str| desk.open(&[&["--lang", "hu"], line].concat(), input);

    let added = hu(
        &["add", "--uri-file", "-", "--folder", "Szabó és Társa Bt."],
        URIS[0],
    )
    .done()
    .stdout;
    assert!(
        added.starts_with("Felvéve: Szabó és Társa Bt. · Portal · anna ("),
        "{added}"
    );
    let code = hu(&["code", "szabo", "--at", "1790000020"], "")
        .done()
        .stdout;
    let lines: Vec<&str> = code.lines().collect();
    assert_eq!(lines[0], "Szabó és Társa Bt. · Portal · anna");
    assert!(
        lines[1].trim().len() == 6 && lines[1].trim().bytes().all(|b| b.is_ascii_digit()),
        "{code}"
    );
    assert_eq!(lines[2], "  még 20 másodpercig él");
    let nobody = hu(&["code", "senki"], "");
    assert_eq!(
        nobody.stderr,
        "Nincs találat erre: „senki”.\nA „keyrack list” megmutatja, mi van a széfben.\n"
    );
    let backup = desk.text("backup");
    assert!(
        hu(&["backup", &backup], "")
            .done()
            .stdout
            .starts_with("A biztonsági mentés elkészült")
    );
    assert!(
        hu(&["backup", "verify", &backup], "")
            .done()
            .stdout
            .contains("Ugyanazok a fiókok")
    );
}

#[test]
fn the_language_of_the_system_is_spoken() {
    let desk = Desk::empty();
    let refused = desk.run(&["list"], "");
    assert!(
        refused.stderr.starts_with("There is no vault here"),
        "{refused:?}"
    );
}

#[test]
fn names_cannot_steer_the_terminal() {
    let desk = Desk::new();
    desk.open(
        &[
            "add",
            "--issuer",
            "evil\u{1b}[2J\u{202e}",
            "--account",
            "x",
            "--secret-file",
            "-",
        ],
        "MARKEDSECRETCCCC",
    )
    .done();
    for line in [
        &["list"][..],
        &["show", "evil"],
        &["code", "evil"],
        &["code", "evil nobody"],
    ] {
        let outcome = desk.open(line, "");
        assert!(
            !(outcome.stdout + &outcome.stderr).contains(['\u{1b}', '\u{202e}']),
            "{line:?} shows it without effect"
        );
    }
}

#[test]
fn secrets_are_shown_only_when_asked_for() {
    let desk = Desk::new();
    for line in [
        &["list"][..],
        &["show", "anna"],
        &["code", "", "--all", "--peek"],
        &["status"],
        &["trash", "list"],
    ] {
        for json in [false, true] {
            let options: &[&str] = if json { &["--json"] } else { &[] };
            let outcome = desk.open(&[options, line].concat(), "").done();
            assert!(
                !outcome.stdout.contains("MARKEDSECRET"),
                "{line:?}: {outcome:?}"
            );
        }
    }
    for line in [
        &["show", "anna", "--reveal"],
        &["recovery", "show", "anna"][..],
    ] {
        assert!(
            desk.open(line, "")
                .done()
                .stdout
                .contains("MARKEDSECRETAAAA"),
            "{line:?}"
        );
    }
}

#[test]
fn what_was_typed_in_the_wrong_place_is_not_repeated() {
    let desk = Desk::empty();
    for line in [
        &["list", "x", "MARKEDSECRETAAAA"][..],
        &[URIS[0]],
        &["edit", "x", "titkos tűkör"],
        &["folder", "add", "x", "MARKEDSECRETAAAA"],
        &["init", "titkos tűkör"],
    ] {
        for json in [false, true] {
            let options: &[&str] = if json { &["--json"] } else { &[] };
            // The desk sees that no message has a mark.
            assert_eq!(
                desk.run(&[options, line].concat(), "").status,
                2,
                "{line:?}"
            );
        }
    }
}
