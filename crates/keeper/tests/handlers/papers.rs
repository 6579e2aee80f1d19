//! The paper window.

use std::sync::Arc;

use keyrack_keeper::{controller::LockReason, request::Reply, shell::WindowKind};
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD, SECRET};

fn reveal(office: &Office) -> String {
    let (account, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    for (kind, label, value) in [
        ("deletion_code", "", "TK-4711"),
        ("backup_codes", "on paper", "first\nsecond"),
    ] {
        office.ask(json!({
            "ask": "add_recovery", "account": account, "kind": kind, "label": label, "whose": "", "value": value,
        }));
    }
    office.ask(json!({ "ask": "reveal", "account": account, "password": PASSWORD }));
    account
}

fn picture(office: &Office, dark: bool) -> Vec<u8> {
    let request = json!({ "ask": "picture", "width": 640, "scale": 1.0, "dark": dark });
    match office.try_paper(request) {
        Ok(Reply::Picture(png)) => png.to_vec(),
        _ => panic!("no picture"),
    }
}

fn refusal(office: &Office, request: Value) -> String {
    office
        .try_paper(request)
        .err()
        .unwrap()
        .code
        .as_str()
        .to_owned()
}

#[test]
fn secrets_are_shown_as_a_picture_and_their_names_as_words() {
    let office = Office::new();
    reveal(&office);
    assert_eq!(office.shell.since().last().unwrap(), "open paper");
    let paper = office.paper(json!({ "ask": "paper" }));
    assert_eq!(
        (&paper["kind"], &paper["name"]),
        (&json!("secrets"), &json!("NAV"))
    );
    let items = paper["items"].as_array().unwrap().iter();
    let what: Vec<&Value> = items.map(|item| &item["what"]).collect();
    assert_eq!(what[0], "secret");
    assert!(what.contains(&&json!("deletion_code")) && what.contains(&&json!("backup_codes")));
    assert_eq!(paper["until"], 1_790_000_060);
    let (light, dark) = (picture(&office, false), picture(&office, true));
    assert!(light.starts_with(b"\x89PNG") && dark.starts_with(b"\x89PNG"));
    assert_ne!(light, dark);
    office.paper(json!({ "ask": "print" }));
    assert_eq!(office.shell.since(), ["print"]);
}

#[test]
fn a_text_on_the_paper_is_lent_to_the_clipboard() {
    let office = Office::new();
    reveal(&office);
    let copied = office.paper(json!({ "ask": "copy_item", "item": 0 }));
    assert_eq!(office.clipboard.lent(), Some((SECRET.into(), 30)));
    assert_eq!(
        (&copied["what"], &copied["code"]),
        (&json!("secret"), &json!(null))
    );
    assert_eq!(
        refusal(&office, json!({ "ask": "copy_item", "item": 99 })),
        "paper_gone"
    );
}

#[test]
fn secrets_close_by_themselves_and_with_the_vault() {
    let office = Office::new();
    let account = reveal(&office);
    office.shell.since();
    office.clock.wait(59_999);
    office.controller.tick();
    assert!(office.shell.since().is_empty());
    office.clock.wait(1);
    office.controller.tick();
    assert_eq!(office.shell.since(), ["close paper"]);
    assert_eq!(
        refusal(&office, json!({ "ask": "copy_item", "item": 0 })),
        "paper_gone"
    );

    office.ask(json!({ "ask": "reveal", "account": account, "password": PASSWORD }));
    office.paper(json!({ "ask": "close" }));
    assert_eq!(refusal(&office, json!({ "ask": "paper" })), "paper_gone");

    office.ask(json!({ "ask": "reveal", "account": account, "password": PASSWORD }));
    office.controller.paper_closed();
    assert_eq!(refusal(&office, json!({ "ask": "paper" })), "paper_gone");

    office.ask(json!({ "ask": "reveal", "account": account, "password": PASSWORD }));
    office.controller.lock(LockReason::Idle);
    assert_eq!(refusal(&office, json!({ "ask": "paper" })), "locked");
}

#[test]
fn a_pdf_is_saved_where_the_person_chooses_for_this_user_alone() {
    let office = Office::empty();
    office.ask(json!({ "ask": "create", "password": PASSWORD }));
    office.ask(json!({ "ask": "change_settings", "changes": { "language": "hu" } }));
    office.ask(json!({ "ask": "show_kit" }));
    assert_eq!(
        office.paper(json!({ "ask": "save_pdf" })),
        false,
        "they chose no place"
    );
    let path = office.path("kit.pdf");
    *office.shell.choice.lock().unwrap() = Some(path.clone());
    assert_eq!(office.paper(json!({ "ask": "save_pdf" })), true);
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
    *office.shell.choice.lock().unwrap() = Some(office.path("no/such/folder/kit.pdf"));
    assert_eq!(
        refusal(&office, json!({ "ask": "save_pdf" })),
        "file_not_found"
    );
}

#[test]
fn what_came_onto_the_paper_during_a_dialog_is_not_saved_under_the_name_of_what_was_there() {
    let office = Office::new();
    let account = reveal(&office);
    let path = office.path("secrets.pdf");
    *office.shell.choice.lock().unwrap() = Some(path.clone());
    let controller = Arc::clone(&office.controller);
    let other = json!({ "ask": "reveal", "account": account, "password": PASSWORD }).to_string();
    *office.shell.meanwhile.lock().unwrap() = Some(Box::new(move || {
        controller
            .answer(WindowKind::Main, other.as_bytes())
            .unwrap();
    }));
    assert_eq!(refusal(&office, json!({ "ask": "save_pdf" })), "paper_gone");
    assert!(!path.exists());
}
