//! `team …` with two computers over a folder: what the answers look like, what is said to whom, and how commands end while
//! the store is away.

use std::{fs, os::unix::fs::PermissionsExt};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    desk::{Desk, Outcome, URIS},
    seen::Seen,
};

/// A store, Olga who founds an office in it, and Anna.
struct Office {
    store: TempDir,
    olga: Desk,
    anna: Desk,
}

impl Office {
    /// Olga has shared her folder "Szabó Bt.", which has a code and a phone number for emergencies.
    fn found() -> Self {
        let office = Self {
            store: tempfile::tempdir().unwrap(),
            olga: Desk::new(),
            anna: Desk::new(),
        };
        let olga = &office.olga;
        let uri = URIS[0].replace("anna", "cili");
        olga.open(&["add", "--uri-file", "-", "--folder", "Szabó Bt."], &uri)
            .done();
        let phone = ["--kind", "phone", "--value-file", "-"];
        olga.open(&[&["recovery", "add", "cili"], &phone[..]].concat(), "112")
            .done();
        office
    }

    fn place(&self) -> String {
        format!("file://{}/store", self.store.path().display())
    }

    fn found_line(&self) -> Vec<String> {
        let sheets = [self.olga.text("sheet 1"), self.olga.text("sheet 2")];
        let line = [
            "team",
            "found",
            "--name",
            "Kiss Iroda",
            "--member-name",
            "Olga",
        ];
        let line = line.map(str::to_owned).into_iter();
        line.chain([
            "--store".to_owned(),
            self.place(),
            "--key-sheet-file".to_owned(),
        ])
        .chain(sheets)
        .collect()
    }

    fn invite_line(&self, file: &str) -> Vec<String> {
        let person = [
            "team",
            "invite",
            "--name",
            "Anna",
            "--email",
            "anna@example.org",
        ];
        let folder = "Szabó Bt.:edit:recovery:2099-12-31";
        let more = ["--folder", folder, "--code-file", file];
        [&person[..], &more]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect()
    }

    fn join_line(&self) -> Vec<String> {
        let line = ["team", "join", "--member-name", "Anna", "--store"];
        let line = line.map(str::to_owned).into_iter();
        let code = ["--code-file".to_owned(), self.olga.text("code")];
        line.chain([self.place()]).chain(code).collect()
    }

    /// Makes the store, founds the office, and lets Anna in.
    fn with_anna() -> Self {
        let office = Self::found();
        fs::create_dir(office.store.path().join("store")).unwrap();
        run(&office.olga, &office.found_line()).done();
        office
            .olga
            .open(&["team", "folder", "share", "Szabó Bt."], "")
            .done();
        run(&office.olga, &office.invite_line(&office.olga.text("code"))).done();
        let digits = json(&office.anna, &office.join_line())["digits"].clone();
        let request = json(&office.olga, &["team", "requests"])[0]["id"].clone();
        let (digits, request) = (digits.as_str().unwrap(), request.as_str().unwrap());
        let approve = ["team", "approve", request, "--digits-file", "-"];
        office.olga.open(&approve, digits).done();
        run(&office.anna, &office.join_line()).done();
        office
    }
}

fn run<T: AsRef<str>>(desk: &Desk, line: &[T]) -> Outcome {
    let line: Vec<&str> = line.iter().map(AsRef::as_ref).collect();
    desk.open(&line, "")
}

#[track_caller]
fn json<T: AsRef<str>>(desk: &Desk, line: &[T]) -> Value {
    let line: Vec<&str> = ["--json"]
        .into_iter()
        .chain(line.iter().map(AsRef::as_ref))
        .collect();
    desk.open(&line, "").done().json()
}

#[track_caller]
fn refused<T: AsRef<str>>(desk: &Desk, line: &[T], status: i32, code: &str) {
    let line: Vec<&str> = ["--json"]
        .into_iter()
        .chain(line.iter().map(AsRef::as_ref))
        .collect();
    let outcome = desk.open(&line, "");
    assert_eq!(
        (outcome.status, outcome.stdout.as_str()),
        (status, ""),
        "{outcome:?}"
    );
    assert_eq!(outcome.said()["error"]["code"], code, "{outcome:?}");
}

#[test]
fn every_answer_of_an_office_keeps_to_its_schema() {
    let office = Office::found();
    let (olga, anna) = (&office.olga, &office.anna);
    let mut seen = Seen::default();
    fs::create_dir(office.store.path().join("store")).unwrap();
    seen.check("team-list", &json(olga, &["team", "list"]));
    let founded = json(olga, &office.found_line());
    assert_eq!(founded["sheets"], 2);
    seen.check("team-founded", &founded);
    seen.check("team-list", &json(olga, &["team", "list"]));
    let shared = json(olga, &["team", "folder", "share", "Szabó Bt."]);
    assert_eq!(shared["folder"]["name"], "Szabó Bt.");
    seen.check("team-change", &shared);
    seen.check(
        "team-change",
        &json(olga, &["team", "folder", "new", "Kovács Bt."]),
    );
    let printed = json(olga, &office.invite_line("-"));
    seen.check("team-invite", &printed);
    let id = printed["id"].as_str().unwrap();
    seen.check("team-change", &json(olga, &["team", "cancel", id]));
    seen.check(
        "team-invite",
        &json(olga, &office.invite_line(&olga.text("code"))),
    );

    let waiting = json(anna, &office.join_line());
    assert_eq!(waiting["state"], "waiting");
    seen.check("team-join", &waiting);
    let requests = json(olga, &["team", "requests"]);
    assert_eq!(requests[0]["folders"][0]["role"], "edit");
    seen.check("team-requests", &requests);
    let request = requests[0]["id"].as_str().unwrap();
    let digits = waiting["digits"].as_str().unwrap();
    let approved = json(olga, &["team", "approve", request, "--digits", digits]);
    assert_eq!(approved["member"]["name"], "Anna");
    seen.check("team-change", &approved);
    let joined = json(anna, &office.join_line());
    assert_eq!(
        (&joined["state"], &joined["digits"]),
        (&"joined".into(), &Value::Null)
    );
    seen.check("team-join", &joined);

    for line in [
        &[
            "team",
            "grant",
            "Kovács Bt.",
            "Anna",
            "view",
            "--until",
            "2099-12-31",
        ][..],
        &["team", "revoke", "Kovács Bt.", "Anna"],
    ] {
        seen.check("team-change", &json(olga, line));
    }
    for desk in [olga, anna] {
        let synced = json(desk, &["team", "sync"]);
        assert_eq!(synced["offices"].as_array().map(Vec::len), Some(1));
        seen.check("team-sync", &synced);
        let members = json(desk, &["team", "members"]);
        assert_eq!(members.as_array().map(Vec::len), Some(2));
        seen.check("team-members", &members);
        seen.check("team-folders", &json(desk, &["team", "folders"]));
        let exposure = json(desk, &["team", "exposure"]);
        assert_eq!(exposure["total"], 0, "who has a folder may know it");
        seen.check("team-exposure", &exposure);
        seen.check("team-status", &json(desk, &["team", "status"]));
        seen.check("team-number", &json(desk, &["team", "number"]));
    }
    seen.check("team-change", &json(olga, &["team", "promote", "Anna"]));
    // As a member she keeps the folder; out of the office, what is in it and the copy in Olga's own vault are known to her.
    for (line, exposed) in [
        (&["team", "demote", "Anna", "--dry-run"][..], 0),
        (&["team", "demote", "Anna"], 0),
        (&["team", "remove", "Anna", "--dry-run"], 2),
        (&["team", "remove", "Anna"], 2),
    ] {
        let removal = json(olga, line);
        assert_eq!(removal["leaver"]["name"], "Anna");
        assert_eq!(removal["exposed"], exposed, "{removal}");
        seen.check("team-removal", &removal);
    }
    let further = json(olga, &["team", "device", "add", "--code-file", "-"]);
    seen.check("team-invite", &further);
    seen.check(
        "team-set-aside",
        &json(olga, &["team", "set-aside", "list"]),
    );
    let members = json(olga, &["team", "members"]);
    assert_eq!(members.as_array().map(Vec::len), Some(1));
    let (file, out) = (olga.text("sheet 1"), olga.text("sheet"));
    let line = [
        "team",
        "sheet-identity",
        "--key-sheet-file",
        &file,
        "--out",
        &out,
    ];
    seen.check("team-sheet", &json(olga, &line));
    let fresh = Desk::new();
    let place = office.place();
    let line = [
        "team",
        "recover",
        "--store",
        &place,
        "--key-sheet-file",
        &file,
    ];
    seen.check("team-founded", &json(&fresh, &line));
    seen.assert_complete(|name| name.starts_with("team-"));
}

#[test]
fn sheets_codes_and_digits_reach_those_whom_they_are_for_and_nobody_else() {
    let office = Office::found();
    let (olga, anna) = (&office.olga, &office.anna);
    fs::create_dir(office.store.path().join("store")).unwrap();
    let founded = run(olga, &office.found_line()).done().stdout;
    // The folder that is granted is none of the office's yet.
    let early = office.invite_line(&olga.text("code"));
    refused(olga, &early, 4, "not_found");
    assert!(!olga.path("code").exists());
    run(olga, &["team", "folder", "share", "Szabó Bt."]).done();
    let invited = run(olga, &office.invite_line(&olga.text("code")))
        .done()
        .stdout;
    let sheets = ["sheet 1", "sheet 2"].map(|name| fs::read_to_string(olga.path(name)).unwrap());
    assert_ne!(sheets[0], sheets[1]);
    for name in ["sheet 1", "sheet 2", "code"] {
        let mode = olga.path(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else may read {name}");
    }
    let code = fs::read_to_string(olga.path("code")).unwrap();
    assert!(
        code.starts_with("KR1-") && !invited.contains(code.trim()),
        "{invited}"
    );
    assert!(
        !founded.contains("KRS1-") && !founded.contains("AGE-SECRET"),
        "{founded}"
    );

    let waiting = run(anna, &office.join_line()).done().stdout;
    let digits = waiting.lines().nth(1).unwrap().to_owned();
    assert_eq!(
        digits.chars().filter(char::is_ascii_digit).count(),
        12,
        "{waiting}"
    );
    let again = run(anna, &office.join_line()).done().stdout;
    assert!(
        again.contains(&digits),
        "the same request is meant: {again}"
    );
    let asked = run(olga, &["team", "requests"]).done().stdout;
    let asked_json = json(olga, &["team", "requests"]).to_string();
    let plain = digits.replace(' ', "");
    for text in [&asked, &asked_json] {
        assert!(!text.contains(&digits) && !text.contains(&plain), "{text}");
    }
    let request = json(olga, &["team", "requests"])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let wrong = ["team", "approve", &request, "--digits", "000 000 000 000"];
    refused(olga, &wrong, 1, "wrong_digits");
    let members = json(olga, &["team", "members"]);
    assert_eq!(
        members.as_array().map(Vec::len),
        Some(1),
        "nobody was let in"
    );
    run(olga, &["team", "approve", &request, "--digits", &plain]).done();
    let joined = run(anna, &office.join_line()).done().stdout;
    assert!(joined.contains("Kiss Iroda"), "{joined}");
    assert!(
        run(anna, &["list", "cili"])
            .done()
            .stdout
            .contains("Szabó Bt.")
    );
}

#[test]
fn what_the_store_has_not_got_yet_is_status_8_and_nothing_is_lost() {
    let office = Office::with_anna();
    let (olga, anna) = (&office.olga, &office.anna);
    let (store, away) = (
        office.store.path().join("store"),
        office.store.path().join("away"),
    );
    fs::rename(&store, &away).unwrap();
    let waits = |desk: &Desk, line: &[&str]| {
        let outcome = desk.open(&[&["--json"], line].concat(), "");
        assert_eq!(
            (outcome.status, outcome.stderr.as_str()),
            (8, ""),
            "{line:?}: {outcome:?}"
        );
        outcome.json()
    };
    let made = waits(olga, &["team", "folder", "new", "Kovács Bt."]);
    assert!(made["sync"]["outbox"].as_u64() > Some(0), "{made}");
    waits(olga, &["team", "grant", "Kovács Bt.", "Anna", "view"]);
    waits(
        olga,
        &[
            "team",
            "invite",
            "--name",
            "B",
            "--email",
            "b@c",
            "--code-file",
            "-",
        ],
    );
    let said = olga.open(&["team", "revoke", "Kovács Bt.", "Anna"], "");
    assert_eq!(said.status, 8, "{said:?}");
    assert!(said.stdout.contains("not in the store yet"), "{said:?}");
    waits(olga, &["team", "grant", "Kovács Bt.", "Anna", "edit"]);
    refused(olga, &["team", "sync"], 1, "store_unreachable");
    refused(anna, &["team", "requests"], 1, "store_unreachable");
    for line in [
        &["team", "members"][..],
        &["team", "folders"],
        &["team", "status"],
        &["team", "number"],
    ] {
        run(anna, line).done();
    }
    run(anna, &["code", "cili"]).done();

    fs::rename(&away, &store).unwrap();
    assert_eq!(json(olga, &["team", "sync"])["outbox"], 0);
    run(anna, &["team", "sync"]).done();
    let folders = json(anna, &["team", "folders"]);
    let names: Vec<&Value> = folders
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["name"])
        .collect();
    assert_eq!(names, ["Kovács Bt.", "Szabó Bt."]);
    let numbers = [olga, anna].map(|desk| json(desk, &["team", "number"])["number"].clone());
    assert_eq!(numbers[0], numbers[1]);
}

#[test]
fn what_is_not_allowed_or_not_there_has_a_status_and_a_code() {
    let office = Office::with_anna();
    let (olga, anna) = (&office.olga, &office.anna);
    let empty = tempfile::tempdir().unwrap();
    let (place, none) = (office.place(), format!("file://{}", empty.path().display()));
    let (code, sheet) = (olga.text("code"), olga.text("sheet 1"));
    let new = olga.text("new sheet");
    let found = |place: &str| {
        let line = [
            "team",
            "found",
            "--store",
            place,
            "--name",
            "N",
            "--key-sheet-file",
            &new,
        ];
        line.map(str::to_owned)
    };
    refused(olga, &found(&place), 1, "office_exists");
    refused(olga, &found("ftp://example.org/x"), 1, "store_address");
    refused(
        olga,
        &found("https://user:password@example.org/x"),
        1,
        "store_address",
    );
    assert!(!olga.path("new sheet").exists());
    for (desk, line, status, code) in [
        (
            anna,
            &["team", "folder", "share", "nothing"][..],
            4,
            "not_found",
        ),
        (
            anna,
            &["team", "grant", "Szabó Bt.", "Olga", "view"],
            1,
            "needs_manage",
        ),
        (
            anna,
            &["team", "revoke", "Szabó Bt.", "Olga"],
            1,
            "needs_manage",
        ),
        (
            anna,
            &[
                "team",
                "invite",
                "--name",
                "B",
                "--email",
                "b@c",
                "--code-file",
                "-",
            ],
            1,
            "needs_owner",
        ),
        (
            olga,
            &["team", "grant", "Szabó Bt.", "nobody", "view"],
            4,
            "not_found",
        ),
        (
            olga,
            &["team", "grant", "nothing", "Anna", "view"],
            4,
            "not_found",
        ),
        (
            olga,
            &["team", "approve", "nobody", "--digits", "1"],
            4,
            "not_found",
        ),
        (olga, &["team", "cancel", "nothing"], 4, "not_found"),
        (
            olga,
            &["team", "members", "--office", "another"],
            4,
            "no_office",
        ),
        (
            anna,
            &[
                "team",
                "recover",
                "--store",
                &none,
                "--key-sheet-file",
                &sheet,
            ],
            1,
            "not_an_office",
        ),
        (
            anna,
            &[
                "team",
                "recover",
                "--store",
                &place,
                "--key-sheet-file",
                &code,
            ],
            1,
            "sheet_wrong",
        ),
        (
            anna,
            &["team", "join", "--store", &none, "--code-file", &code],
            1,
            "not_an_office",
        ),
        (
            anna,
            &["team", "join", "--store", &place, "--code-file", &sheet],
            1,
            "wrong_code",
        ),
        (
            anna,
            &["team", "join", "--store", &place, "--code-file", &code],
            1,
            "office_exists",
        ),
    ] {
        refused(desk, line, status, code);
    }
    let stranger = Desk::new();
    for line in [
        &["team", "members"][..],
        &["team", "folders"],
        &["team", "sync"],
        &["team", "number"],
        &["team", "status"],
    ] {
        refused(&stranger, line, 4, "no_office");
    }
    run(olga, &["team", "grant", "Szabó Bt.", "anna", "view"]).done();
    run(anna, &["team", "sync"]).done();
    refused(anna, &["edit", "cili", "note=x"], 1, "needs_edit");
}
