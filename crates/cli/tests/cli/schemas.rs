//! What the command prints keeps to the schemas in `docs/cli`.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    desk::{CHEAP, Desk, URIS},
    seen::Seen,
};

#[test]
fn every_answer_keeps_to_its_schema() {
    let desk = Desk::new();
    let mut seen = Seen::default();
    let json = |line: &[&str], input: &str| {
        desk.open(&[&["--json"], line].concat(), input)
            .done()
            .json()
    };

    seen.check(
        "show",
        &json(
            &["add", "--uri-file", "-", "--folder", "Szabó Bt."],
            &URIS[0].replace("anna", "cili"),
        ),
    );
    let folder = json(
        &["folder", "edit", "Szabó Bt.", "tax_number=12345678-2-41"],
        "",
    );
    seen.check("folders", &Value::Array(vec![folder]));
    seen.check("folders", &json(&["folder", "list"], ""));
    seen.check("list", &json(&["list"], ""));
    seen.check("code", &json(&["code", "", "--all"], ""));

    json(
        &[
            "recovery",
            "add",
            "cili",
            "--kind",
            "backup_codes",
            "--value-file",
            "-",
        ],
        "MARKEDSECRET1\nMARKEDSECRET2",
    );
    json(
        &[
            "recovery",
            "add",
            "cili",
            "--kind",
            "phone",
            "--whose",
            "Cili",
            "--value-file",
            "-",
        ],
        "+36 1 234 5678",
    );
    let item = json(&["show", "cili"], "")["recovery"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    json(&["recovery", "use", "cili", "--item", &item], "");
    json(&["factor", "replace", "cili", "--uri-file", "-"], URIS[0]);
    json(
        &[
            "edit",
            "cili",
            "tags=a,b",
            "deadline.password=2027-01-31",
            "channel.SMS=Cili",
            "also_serves=Szabó Bt.",
        ],
        "",
    );
    seen.check("show", &json(&["show", "cili"], ""));
    seen.check("show", &json(&["show", "cili", "--reveal"], ""));

    let list = desk.write(
        "list.txt",
        &format!(
            "{}\nnonsense\nmotp://x:y?secret=00\n{}",
            URIS[0],
            URIS[1].replace("bela", "dora")
        ),
    );
    for line in [
        &["import", &list, "--dry-run", "--no-vault"][..],
        &["import", &list, "--dry-run"],
    ] {
        seen.check("import", &json(line, ""));
    }
    let partly = desk.open(&["--json", "import", &list], "");
    assert_eq!(partly.status, 5, "{partly:?}");
    seen.check("import", &partly.json());
    json(&["undo-import"], "");

    let backup = desk.text("backup");
    seen.check("written", &json(&["backup", &backup], ""));
    seen.check("backup", &json(&["backup", "verify", &backup], ""));
    let folder = desk.text("backups");
    fs::create_dir(&folder).unwrap();
    let name = Path::new(&folder).join("keyrack-abcdefgh-2026-11-22-00000007.tar");
    fs::copy(&backup, name).unwrap();
    let listed = json(&["backup", "list", &folder], "");
    assert_eq!(listed[0]["own"], false, "it goes by the name");
    seen.check("backups", &listed);
    let checks = json(&["doctor"], "");
    let checks = checks.as_array().unwrap();
    let backups = checks.iter().find(|it| it["check"] == "backups").unwrap();
    assert_eq!(
        (&backups["state"], &backups["args"]["age"]),
        (&"ok".into(), &"0".into()),
        "one was verified"
    );
    json(&["remove", "anna"], "");
    seen.check("trash", &json(&["trash", "list"], ""));
    let other = desk.open(&["--json", "backup", "verify", &backup], "");
    assert_eq!(
        (other.status, &other.json()["matches"]),
        (5, &Value::Bool(false)),
        "the vault has changed since"
    );
    seen.check("restore", &json(&["restore", &backup], ""));
    seen.check("restore", &json(&["restore", &backup, "--all"], ""));

    let plain = desk.text("plain.json");
    seen.check(
        "written",
        &json(&["export", &plain, "--format", "keyrack-json"], ""),
    );
    seen.check(
        "keyrack-json",
        &serde_json::from_slice(&fs::read(&plain).unwrap()).unwrap(),
    );

    seen.check("status", &json(&["status"], ""));
    seen.check("pin", &json(&["pin", "remove"], ""));
    seen.check("status", &desk.run(&["--json", "status"], "").done().json());
    seen.check(
        "status",
        &Desk::empty().run(&["--json", "status"], "").done().json(),
    );
    seen.check("verify", &json(&["verify"], ""));
    seen.check("doctor", &json(&["doctor"], ""));
    seen.check("formats", &json(&["formats"], ""));

    let picture = desk.text("code.png");
    let drawn = json(&["qr", "cili", "--out", &picture], "");
    seen.check("qr", &drawn);
    seen.check("scan", &json(&["scan", &picture], ""));
    seen.check("scan", &json(&["scan", "--add", &picture], ""));

    let fresh = Desk::empty();
    let password = fresh.text("password");
    let made = fresh
        .run(
            &[
                "--json",
                "--password-file",
                &password,
                "init",
                "--kdf",
                CHEAP,
            ],
            "",
        )
        .done();
    seen.check("init", &made.json());
    seen.check(
        "error",
        &fresh
            .run(&["--json", "--password-file", &password, "init"], "")
            .said(),
    );
    seen.check("error", &fresh.run(&["--json", "frobnicate"], "").said());
    let wrong = fresh.write("wrong", "nem az a tűkör");
    let try_wrong = || {
        fresh
            .run(&["--json", "--password-file", &wrong, "list"], "")
            .said()
    };
    (0..4).for_each(|_| drop(try_wrong()));
    let delayed = try_wrong();
    assert_eq!(delayed["error"]["retry_after_s"], 30);
    seen.check("error", &delayed);

    // A copy of the vault that was made elsewhere and cannot be opened is told of, and is no error.
    fs::write(
        desk.path("vault").join("vault (1).age"),
        "age-encryption.org/v1\nno\n",
    )
    .unwrap();
    let told = desk.open(&["--json", "list"], "");
    assert_eq!(told.status, 0);
    seen.check("notice", &told.said());

    seen.check("app-event", &crate::app::line());

    // Those of offices have a test of their own.
    seen.assert_complete(|name| !name.starts_with("team-"));
}
