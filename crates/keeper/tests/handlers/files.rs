//! Exports.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Office, PASSWORD, SECRET};

fn export(accounts: &[&str], format: &str, file_password: Option<&str>) -> Value {
    json!({
        "ask": "export", "accounts": accounts, "folder": null, "format": format, "file_password": file_password, "password": PASSWORD,
    })
}

#[test]
fn a_selection_is_written_where_the_person_chooses_for_this_user_alone() {
    let office = Office::new();
    let (anna, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    office.add("Szabó Kft.", "NAV", "bela", "totp");
    office.ask(json!({ "ask": "edit", "account": anna, "fields": [["note", "since May"]] }));
    assert_eq!(
        office.ask(export(&[], "otpauth", None)),
        json!(null),
        "they chose no place"
    );
    let path = office.path("codes.txt");
    *office.shell.choice.lock().unwrap() = Some(path.clone());
    let done = office.ask(export(&[&anna], "otpauth", None));
    assert_eq!(
        done,
        json!({ "file": "codes.txt", "accounts": 1, "left_out": 2 })
    );
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("anna") && text.contains(SECRET) && !text.contains("bela"),
        "{text}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
    let done = office.ask(export(&[], "keyrack-json", None));
    assert_eq!(
        (&done["accounts"], &done["left_out"]),
        (&json!(2), &json!(0))
    );
}

#[test]
fn no_file_of_the_vault_or_of_the_program_is_written_over() {
    let office = Office::new();
    office.add("Kovács Bt.", "NAV", "anna", "totp");
    let before = fs::read(office.vault().join("vault.age")).unwrap();
    fs::create_dir(office.path("elsewhere")).unwrap();
    let around = office.path("elsewhere").join("..").join("vault");
    for path in [
        office.vault().join("vault.age"),
        office.vault().join("new.txt"),
        office.vault().join("generations").join("1.age"),
        office.computer.home.join("settings.json"),
        around.join("slots.json"),
    ] {
        *office.shell.choice.lock().unwrap() = Some(path.clone());
        let refused = office.refusal(export(&[], "otpauth", None));
        assert_eq!(refused, "vault_file_chosen", "{}", path.display());
    }
    assert_eq!(fs::read(office.vault().join("vault.age")).unwrap(), before);
    assert!(!office.vault().join("new.txt").exists());
}

#[test]
fn an_export_needs_the_password_of_the_vault_and_a_sealed_one_its_own() {
    let office = Office::new();
    let (anna, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    assert_eq!(
        office.refusal(export(&[], "keyrack", None)),
        "file_password_needed"
    );
    assert_eq!(
        office.refusal(export(&[], "keyrack", Some(""))),
        "file_password_needed"
    );
    assert_eq!(
        office.refusal(export(&[], "freeotp", None)),
        "format_unknown"
    );
    assert_eq!(
        office.refusal(export(&["anna"], "otpauth", None)),
        "not_found"
    );
    let mut request = export(&[&anna], "otpauth", None);
    request["password"] = json!("a wrong guess");
    assert_eq!(office.refusal(request), "wrong_password");
    assert!(
        office.shell.dialogs.lock().unwrap().is_empty(),
        "nobody was asked for a place"
    );

    let path = office.path("codes.age");
    *office.shell.choice.lock().unwrap() = Some(path.clone());
    office.ask(export(&[], "keyrack", Some("of the file")));
    let sealed = fs::read(path).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1"));
}
