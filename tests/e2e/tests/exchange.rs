//! What goes out comes in again: exports imported into an empty vault give the same codes.

use std::fs;

use serde_json::Value;

use crate::desk::{Desk, PASSWORD_MARK, args, counting_uri, secret, uri};

#[test]
fn every_export_comes_in_again() {
    let desk = Desk::with_accounts(2);
    desk.add(&counting_uri(3, 12));
    for (n, line) in [
        (
            4,
            [
                "--issuer",
                "Portál & Co: #1 +50% ű",
                "--account",
                "a&b=c:d",
                "--type",
                "totp",
                "--digits",
                "8",
            ],
        ),
        (
            5,
            [
                "--issuer",
                "Gőz",
                "--account",
                "Iroda",
                "--type",
                "steam",
                "--factor",
                "balie",
            ],
        ),
        (
            6,
            [
                "--issuer",
                "",
                "--account",
                "csak név",
                "--algorithm",
                "SHA256",
                "--period",
                "60",
            ],
        ),
    ] {
        let line = ["add", "--secret-file", "-"].into_iter().chain(line);
        desk.keyrack(line).input(secret(n)).done();
    }
    let password = desk.write("file-password", format!("fájl {PASSWORD_MARK}"));

    for format in ["keyrack-json", "otpauth", "keyrack"] {
        let file = desk.path(&format!("export.{format}"));
        let mut line = args!["export", file, "--format", format].to_vec();
        if format == "keyrack" {
            line.extend(args!["--export-password-file", password]);
        }
        desk.keyrack(line).done();

        let other = Desk::new();
        let imported = other
            .keyrack(args!["import", file, "--file-password-file", password])
            .json();
        assert_eq!(
            (&imported["format"], &imported["imported"]),
            (&format.into(), &6.into()),
            "{imported}"
        );
        assert_eq!(statuses(&imported), ["new"; 6], "{format}");
        let codes = |desk: &Desk| -> Vec<String> {
            // A list of URIs has no place for a factor's label.
            desk.state()
                .iter()
                .map(|line| line.replace("balie", ""))
                .collect()
        };
        assert_eq!(codes(&other), codes(&desk), "{format}");

        let again = other
            .keyrack(args!["import", file, "--file-password-file", password])
            .json();
        assert_eq!(
            statuses(&again),
            ["identical"; 6],
            "{format}, a second time"
        );
        assert_eq!((other.list().len(), &again["imported"]), (6, &0.into()));
    }
}

#[test]
fn the_plain_format_is_lossless() {
    let desk = Desk::with_accounts(1);
    let id = desk.id_of("client1");
    desk.keyrack(["folder", "add", "Szabó Bt.", "tax_number=12345678-2-41"])
        .done();
    desk.keyrack([
        "edit",
        &id,
        "folder=Szabó Bt.",
        "note=két\nsor",
        "url=https://example.com",
    ])
    .done();
    desk.keyrack([
        "recovery",
        "add",
        &id,
        "--kind",
        "deletion_code",
        "--value-file",
        "-",
    ])
    .input("KEYRACKT-9")
    .done();
    let first = export_json(&desk);
    assert_eq!(
        (&first["format"], &first["version"]),
        (&"keyrack".into(), &1.into())
    );
    let factor = &first["accounts"][0]["factors"][0];
    assert_eq!(
        (&factor["secret"], &factor["type"], &factor["digits"]),
        (&secret(1).into(), &"totp".into(), &6.into())
    );

    let other = Desk::new();
    other
        .keyrack(args!["import", desk.path("plain.json")])
        .done();
    let mut second = export_json(&other);
    let mut first = first;
    for document in [&mut first, &mut second] {
        // Ids name things inside one vault; a new vault has a first folder of its own.
        remove_ids(document);
        let folders = document["folders"].as_array_mut().unwrap();
        folders.retain(|folder| folder["name"] == "Szabó Bt.");
        assert_eq!(folders.len(), 1);
    }
    assert_eq!(first, second);
}

#[test]
fn rows_tell_what_is_new_and_what_is_known() {
    let desk = Desk::with_accounts(1);
    let lines = [
        uri(1),
        uri(2),
        uri(1).replace("client1", "another"),
        uri(1).replace(&secret(1), &secret(9)),
        "otpauth://totp/x?secret=KEYRACKTESTAAAAA&digits=0".into(),
        "motp://motp:user?secret=30edcc8edae50a60".into(),
    ];
    let file = desk.write("list.txt", lines.join("\n"));
    let before = desk.state();
    let shown = desk.keyrack(args!["import", file, "--dry-run"]).json();
    let expected = [
        "identical",
        "new",
        "same_secret",
        "same_name",
        "unreadable",
        "unsupported",
    ];
    assert_eq!(statuses(&shown), expected, "{shown}");
    assert!(shown["rows"][4]["reason"].is_string() && shown["rows"][5]["reason"].is_string());
    assert_eq!(desk.state(), before, "a dry run changes nothing");

    let outcome = desk.keyrack(args!["import", file]).json_output().run();
    assert!(
        matches!(outcome.status, Some(0 | 5)),
        "done, or done in part: {outcome:?}"
    );
    assert_eq!(
        (&outcome.value()["imported"], desk.list().len()),
        (&3.into(), 4)
    );
    desk.keyrack(["undo-import"]).done();
    assert_eq!(desk.state(), before, "the whole import is undone");
}

fn statuses(import: &Value) -> Vec<&str> {
    import["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["status"].as_str().unwrap())
        .collect()
}

fn export_json(desk: &Desk) -> Value {
    let file = desk.path("plain.json");
    desk.keyrack(args!["export", file, "--format", "keyrack-json"])
        .done();
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

fn remove_ids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("id");
            fields.remove("folder");
            fields.values_mut().for_each(remove_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_ids),
        _ => {}
    }
}

/// `--force` replaces files of the user's, and none that the vault is made of.
#[test]
fn no_export_and_no_backup_takes_the_place_of_the_vault() {
    let desk = Desk::with_accounts(1);
    let state = desk.state();
    for file in [
        desk.vault_file(),
        desk.slots_file(),
        desk.vault().join("new"),
    ] {
        let export = args!["export", &file, "--format", "keyrack-json", "--force"];
        let backup = args!["backup", &file, "--force"];
        for command in [desk.keyrack(export), desk.keyrack(backup)] {
            assert_eq!(command.refused(1).code, "vault_file_chosen");
        }
    }
    assert_eq!(desk.state(), state);
}
