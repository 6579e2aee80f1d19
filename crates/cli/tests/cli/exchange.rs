//! Files of other authenticators, to and fro.

use serde_json::json;

use crate::desk::Desk;

#[test]
fn what_another_authenticator_gets_comes_back_from_it() {
    let desk = Desk::new();
    let password = desk.text("file password");
    desk.write("file password", "korte tűkör\n");
    for (format, sealed) in [
        ("aegis", true),
        ("aegis", false),
        ("stratum", true),
        ("csv", false),
    ] {
        let file = desk.text(&format!("{format}-{sealed}"));
        let mut line = vec!["--json", "export", &file, "--format", format];
        if sealed {
            line.extend(["--export-password-file", &password]);
        }
        let answer = desk.open(&line, "").done().json();
        assert_eq!(answer["reduced"], json!([]), "{format}");

        let line = ["--json", "import", &file, "--dry-run", "--no-vault"];
        let refused = desk.run(&line, "");
        if sealed {
            assert_eq!(refused.status, 7, "{format}");
        }
        let line = [&line[..], &["--file-password-file", &password]].concat();
        let answer = desk.run(&line, "").done().json();
        assert_eq!(answer["format"], format);
        assert_eq!(answer["encrypted"], sealed);
        let labels: Vec<_> = answer["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| &row["label"])
            .collect();
        assert_eq!(labels, ["anna", "bela"], "{format}");
    }
}

#[test]
fn what_a_format_has_no_place_for_is_told_before_anything_is_written() {
    let desk = Desk::new();
    let file = desk.text("bitwarden.json");
    let line = [
        "--json",
        "export",
        &file,
        "--format",
        "bitwarden",
        "--dry-run",
    ];
    let answer = desk.open(&line, "").done().json();
    assert!(!std::path::Path::new(&file).exists());
    let reduced = &answer["reduced"][0];
    assert_eq!(
        (&reduced["label"], &reduced["loss"], &reduced["left_out"]),
        (&json!("bela"), &json!("hotp"), &json!(true))
    );
    let said = desk.open(
        &[
            "--lang",
            "en",
            "export",
            &file,
            "--format",
            "bitwarden",
            "--dry-run",
        ],
        "",
    );
    assert!(said.done().stdout.contains("It is counter-based"));
}

#[test]
fn columns_are_named_on_the_command_line() {
    let desk = Desk::empty();
    desk.write("list.csv", "a;b\nanna;GEZDGNBVGY3TQOJQ\n");
    let file = desk.text("list.csv");
    let line = [
        "--json",
        "import",
        &file,
        "--format",
        "csv",
        "--dry-run",
        "--no-vault",
    ];
    let refused = desk.run(&line, "");
    assert_eq!(refused.said()["error"]["code"], "columns_unknown");
    let line = [&line[..], &["--map", "B=secret", "--map", "a=account"]].concat();
    let answer = desk.run(&line, "").done().json();
    assert_eq!(answer["rows"][0]["label"], "anna");
}

#[test]
fn a_client_list_is_held_against_the_vault() {
    let desk = Desk::new();
    desk.write(
        "codes.csv",
        "Client;Tax number;User;Key\nKovács Bt.;12345678-2-42;anna;GEZDGNBVGY3TQOJQ\n",
    );
    desk.open(&["import", &desk.text("codes.csv")], "").done();
    desk.write(
        "list.csv",
        "Client;Tax number\nAnother name;123456782 42\nSzabó Kft.;87654321-1-42\n",
    );
    let file = desk.text("list.csv");
    let list = desk.open(&["--json", "import", &file, "--dry-run"], "");
    let client = |name: &str, tax_number: &str, status: &str, accounts: u8| {
        json!({
            "name": name, "tax_number": tax_number, "status": status, "accounts": accounts,
        })
    };
    assert_eq!(
        list.done().json()["clients"],
        json!([
            client("Another name", "123456782 42", "known", 1),
            client("Szabó Kft.", "87654321-1-42", "new", 0),
        ])
    );
    let said = desk.open(&["import", &file, "--dry-run"], "").done().stdout;
    assert!(
        said.contains("Clients in the list: 2. One has no code yet."),
        "{said}"
    );
    assert!(
        said.contains("Szabó Kft.") && !said.contains("Another name"),
        "{said}"
    );
    let taken = desk.open(&["import", &file], "").done().stdout;
    assert!(taken.contains("Added one client."), "{taken}");
    let again = desk.open(&["--json", "import", &file], "").done().json();
    assert_eq!(again["folders"], 0);
    let undone = desk.open(&["undo-import"], "").done().stdout;
    assert!(undone.contains("The import was undone."), "{undone}");
    let anew = desk.open(&["--json", "import", &file], "").done().json();
    assert_eq!(anew["folders"], 1);
}
