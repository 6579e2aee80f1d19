//! What takes secrets out of an open vault, or changes the ways in, asks for the password once more.

use serde_json::{Value, json};

use crate::support::{Office, PASSWORD};

#[test]
fn what_takes_secrets_away_asks_for_the_password() {
    let office = Office::new();
    let (id, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let file = office.path("out.txt");
    *office.shell.choice.lock().unwrap() = Some(file.clone());
    let requests: [&dyn Fn(&str) -> Value; 7] = [
        &|password| json!({ "ask": "reveal", "account": id, "password": password }),
        &|password| {
            json!({
                "ask": "show_qr", "accounts": [id], "factor": null, "kind": "phone", "sure": true, "password": password,
            })
        },
        &|password| {
            json!({
                "ask": "show_qr", "accounts": [id], "factor": null, "kind": "transfer", "sure": true, "password": password,
            })
        },
        &|password| {
            json!({
                "ask": "export", "accounts": [], "format": "otpauth", "file_password": null, "password": password,
            })
        },
        &|password| json!({ "ask": "make_kit", "password": password }),
        &|password| json!({ "ask": "set_pin", "password": password, "pin": "908172635445" }),
        &|password| json!({ "ask": "change_password", "old": password, "new": "second" }),
    ];
    for request in requests {
        office.shell.since();
        let shown = request("a wrong guess");
        assert_eq!(office.refusal(shown.clone()), "wrong_password", "{shown}");
        assert!(office.shell.since().is_empty(), "{shown} opened a window");
        assert!(!file.exists(), "{shown} wrote a file");
        // It was the password that kept it from being done.
        office.ask(request(PASSWORD));
        std::fs::remove_file(&file).ok();
    }
}
