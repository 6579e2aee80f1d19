//! Clients and folders.

use serde_json::{Value, json};

use crate::support::Office;

#[test]
fn a_client_is_made_changed_and_removed() {
    let office = Office::new();
    assert_eq!(
        found(&office, "", false)["total"],
        0,
        "a lone unnamed folder is not shown"
    );
    let made = office.ask(json!({
        "ask": "add_folder", "name": "Kovács Bt.", "fields": [["short_code", "KOV7"]],
    }));
    assert_eq!(made["client"]["short_code"], "KOV7");
    assert_eq!(made["colour"], "");
    assert_eq!(found(&office, "kov7", false)["folders"], json!([made]));

    let edit =
        |fields: Value| json!({ "ask": "edit_folder", "folder": made["id"], "fields": fields });
    let long = "Ű".repeat(10_000);
    let edited = office.ask(edit(json!([
        ["name", long],
        ["colour", "teal"],
        ["notes", "\u{200f}x"]
    ])));
    assert_eq!(edited["name"], json!(long));
    assert_eq!(
        (&edited["colour"], &edited["shown_colour"]),
        (&json!("teal"), &json!("teal"))
    );
    let plain = office.ask(edit(json!([["colour", ""]])));
    assert_eq!(
        plain["shown_colour"], made["shown_colour"],
        "the same as on the first day"
    );
    for (wrong, code) in [
        (json!([["notes", "y"], ["colour", "#ff0000"]]), "bad_value"),
        (json!([["notes", "y"], ["name", " "]]), "bad_value"),
        (
            json!([["notes", "y"], ["archived", "perhaps"]]),
            "bad_value",
        ),
        (json!([["notes", "y"], ["secret", "x"]]), "unknown_field"),
    ] {
        assert_eq!(office.refusal(edit(wrong)), code);
    }
    assert_eq!(
        found(&office, "", false)["folders"][0]["client"]["notes"],
        "\u{200f}x"
    );
    let nameless = json!({ "ask": "add_folder", "name": "", "fields": [] });
    assert_eq!(office.refusal(nameless), "bad_value");

    let remove = json!({ "ask": "remove_folder", "folder": made["id"] });
    office.ask(remove.clone());
    assert_eq!(found(&office, "", false)["total"], 0);
    assert_eq!(office.refusal(remove), "not_found");
}

#[test]
fn folders_come_by_name_with_their_accounts_and_apart_from_archived_ones() {
    let office = Office::new();
    let (id, _) = office.add("Zsiga Bt.", "NAV", "a", "totp");
    for name in ["Ábel Kft.", "abacus"] {
        office.ask(json!({ "ask": "add_folder", "name": name, "fields": [] }));
    }
    let names = |page: &Value| -> Vec<String> {
        let folders = page["folders"].as_array().unwrap().iter();
        folders
            .map(|folder| folder["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = found(&office, "", false);
    assert_eq!(names(&all), ["abacus", "Ábel Kft.", "Zsiga Bt."]);
    assert_eq!(all["folders"][2]["accounts"], 1);
    let zsiga = all["folders"][2]["id"].clone();
    let remove = json!({ "ask": "remove_folder", "folder": zsiga });
    assert_eq!(office.refusal(remove), "folder_not_empty");

    office.ask(json!({
        "ask": "edit_folder", "folder": zsiga, "fields": [["archived", "true"]],
    }));
    assert_eq!(names(&found(&office, "", true)), ["Zsiga Bt."]);
    assert_eq!(names(&found(&office, "zsiga", false)), [""; 0]);
    let account = office.ask(json!({ "ask": "account", "account": id }));
    assert_eq!(
        account["folder"]["name"], "Zsiga Bt.",
        "out of the way, but there"
    );
}

fn found(office: &Office, query: &str, archived: bool) -> Value {
    office.ask(json!({
        "ask": "folders", "query": query, "from": 0, "count": 60, "archived": archived,
    }))
}
