//! Single accounts, and changes to one or many.

use serde_json::{Value, json};

use crate::support::{Office, SECRET};

const NOBODY: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

#[test]
fn an_account_is_shown_without_its_secrets() {
    let office = Office::new();
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    office.ask(json!({
        "ask": "add_recovery", "account": id, "kind": "backup_codes", "label": "Paper",
        "whose": "Éva", "value": "11112222\n33334444",
    }));
    let account = office.ask(json!({ "ask": "account", "account": id }));
    assert_eq!(account["factors"][0]["code"]["id"], json!(factor));
    assert_eq!(account["factors"][0]["algorithm"], "SHA1");
    assert_eq!(account["recovery"][0]["codes_left"], 2);
    for secret in [SECRET, "11112222", "33334444"] {
        assert!(!account.to_string().contains(secret));
    }
    let item = account["recovery"][0]["id"].clone();
    let used = office.ask(json!({ "ask": "use_recovery", "account": id, "item": item }));
    assert_eq!(used["recovery"][0]["codes_left"], 1);
    let removed = office.ask(json!({ "ask": "remove_recovery", "account": id, "item": item }));
    assert_eq!(removed["recovery"], json!([]));
    let restore = json!({ "ask": "restore_recovery", "account": id, "item": item });
    assert_eq!(
        office.ask(restore.clone())["recovery"],
        used["recovery"],
        "what was used stays used"
    );
    assert_eq!(office.refusal(restore), "not_found", "it is back already");
}

#[test]
fn fields_are_changed_together_or_not_at_all() {
    let office = Office::new();
    let (id, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let edit = |fields: Value| json!({ "ask": "edit", "account": id, "fields": fields });
    let long = "Ű".repeat(10_000);
    let account = office.ask(edit(json!([
        ["service", "\u{202e}Ügyfélkapu+\u{200f}"],
        ["note", long],
        ["tags", "áfa, bér"],
        ["folder", "Új ügyfél"],
        ["deadline.review", "2026-09-30"],
    ])));
    assert_eq!(account["service"], "\u{202e}Ügyfélkapu+\u{200f}");
    assert_eq!(account["note"], json!(long));
    assert_eq!(account["tags"], json!(["bér", "áfa"]));
    assert_eq!(account["folder"]["name"], "Új ügyfél");
    let badge = json!({ "badge": "deadline", "name": "review", "date": "2026-09-30", "days": 9 });
    assert!(
        account["badges"].as_array().unwrap().contains(&badge),
        "{account}"
    );
    for (wrong, code) in [
        (
            json!([["note", "x"], ["deadline.review", "30.09.2026"]]),
            "bad_value",
        ),
        (json!([["note", "x"], ["secret", "y"]]), "unknown_field"),
        (json!([["note", "x".repeat(100_000)]]), "bad_value"),
        (
            json!([["note", "x"], ["also_serves", "nobody"]]),
            "not_found",
        ),
    ] {
        assert_eq!(office.refusal(edit(wrong)), code);
    }
    let after = office.ask(json!({ "ask": "account", "account": id }));
    assert_eq!(after, account);
}

#[test]
fn a_desk_is_renamed_and_a_factor_removed_and_brought_back() {
    let office = Office::new();
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let of_factor = |ask: &str| json!({ "ask": ask, "account": id, "factor": factor });
    let account = office.ask(json!({
        "ask": "edit_factor", "account": id, "factor": factor, "desk": "Balie",
    }));
    assert_eq!(account["factors"][0]["code"]["label"], "Balie");
    assert_eq!(office.labels("balie", json!({ "in": "all" })), ["anna"]);
    assert_eq!(
        office.ask(of_factor("confirm"))["factors"][0]["confirmed"],
        true
    );
    let before = office.ask(json!({ "ask": "account", "account": id }));
    assert_eq!(office.ask(of_factor("remove_factor"))["factors"], json!([]));
    assert_eq!(office.refusal(of_factor("confirm")), "not_found");
    assert_eq!(
        office.ask(of_factor("restore_factor"))["factors"],
        before["factors"]
    );
    assert_eq!(office.labels("balie", json!({ "in": "all" })), ["anna"]);
    assert_eq!(office.refusal(of_factor("restore_factor")), "not_found");
    office.ask(of_factor("remove_factor"));
    office.take_over();
    assert_eq!(
        office.refusal(of_factor("restore_factor")),
        "not_found",
        "the trash was emptied"
    );
}

#[test]
fn many_accounts_are_changed_at_once() {
    let office = Office::new();
    let ids = ["a", "b"].map(|label| office.add("Kovács Bt.", "NAV", label, "totp").0);
    let all = json!({ "in": "all" });
    let tag = json!({ "ask": "tag", "accounts": ids, "add": ["áfa"], "remove": [] });
    assert_eq!(office.ask(tag), 2);
    assert_eq!(office.labels("AFA", all.clone()), ["a", "b"]);
    let shift = json!({ "ask": "move", "accounts": ids, "folder": "Új ügyfél" });
    assert_eq!(office.ask(shift), 2);
    assert_eq!(office.labels("uj ugyfel", all.clone()), ["a", "b"]);
    assert_eq!(office.ask(json!({ "ask": "remove", "accounts": ids })), 2);
    assert_eq!(
        office.ask(json!({ "ask": "restore", "accounts": [ids[0]] })),
        1
    );
    assert_eq!(office.ask(json!({ "ask": "empty_trash" })), 1);
    assert_eq!(office.labels("", all), ["a"]);
    let gone = json!({ "ask": "account", "account": ids[1] });
    assert_eq!(office.refusal(gone), "not_found");
}

#[test]
fn ids_that_name_nothing_are_refused_and_never_taken_for_words() {
    let office = Office::new();
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    for wrong in [
        "",
        "NAV",
        &id[..8],
        NOBODY,
        "../../etc/passwd",
        &"x".repeat(100_000),
    ] {
        let fields = json!([["note", "x"]]);
        for request in [
            json!({ "ask": "account", "account": wrong }),
            json!({ "ask": "edit", "account": wrong, "fields": fields }),
            json!({ "ask": "confirm", "account": wrong, "factor": factor }),
            json!({ "ask": "confirm", "account": id, "factor": wrong }),
            json!({ "ask": "edit_factor", "account": id, "factor": wrong, "desk": "x" }),
            json!({ "ask": "remove_factor", "account": wrong, "factor": factor }),
            json!({ "ask": "restore_factor", "account": wrong, "factor": factor }),
            json!({ "ask": "restore_factor", "account": id, "factor": wrong }),
            json!({ "ask": "restore_recovery", "account": id, "item": wrong }),
            json!({ "ask": "remove", "accounts": [id, wrong] }),
            json!({ "ask": "restore", "accounts": [wrong] }),
            json!({ "ask": "move", "accounts": [id, wrong], "folder": "New" }),
            json!({ "ask": "tag", "accounts": [wrong], "add": [], "remove": [] }),
            json!({ "ask": "favourite", "accounts": [id, wrong], "on": true }),
            json!({ "ask": "copy", "account": wrong, "factor": factor, "next": false, "sure": true }),
            json!({ "ask": "copy", "account": id, "factor": wrong, "next": false, "sure": true }),
            json!({ "ask": "copy_field", "account": wrong, "field": "label" }),
            json!({ "ask": "open_page", "account": wrong }),
            json!({ "ask": "use_recovery", "account": id, "item": wrong }),
            json!({ "ask": "remove_folder", "folder": wrong }),
            json!({ "ask": "edit_folder", "folder": wrong, "fields": [] }),
        ] {
            assert_eq!(office.refusal(request.clone()), "not_found", "{request}");
        }
    }
    assert_eq!(office.ask(json!({ "ask": "counts" }))["favourites"], 0);
    assert_eq!(office.labels("", json!({ "in": "all" })), ["anna"]);
}

#[test]
fn an_account_that_another_program_removed_meanwhile_is_told() {
    let office = Office::new();
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    office.elsewhere().remove(&id).unwrap();
    assert_eq!(
        office.labels("", json!({ "in": "all" })),
        ["anna"],
        "not known here yet"
    );
    let remove = json!({ "ask": "remove", "accounts": [id] });
    assert_eq!(office.refusal(remove), "not_found");
    let confirm = json!({ "ask": "confirm", "account": id, "factor": factor });
    assert_eq!(office.refusal(confirm), "not_found");
    assert_eq!(office.labels("", json!({ "in": "trash" })), ["anna"]);
}

#[cfg(unix)]
#[test]
fn a_vault_that_cannot_be_written_is_read_and_refuses_changes() {
    let office = Office::new();
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let (bank, counting) = office.add("Kovács Bt.", "Bank", "counting", "hotp");
    // A lock that cannot be opened stands for a folder without permission, which root would have all the same.
    let lock = office.vault().join(".lock");
    std::fs::remove_file(&lock).unwrap();
    std::fs::create_dir(&lock).unwrap();
    let copy =
        json!({ "ask": "copy", "account": id, "factor": factor, "next": false, "sure": true });
    assert_eq!(office.ask(copy)["copy"], "done");
    let lent = office.clipboard.lent();
    for change in [
        json!({ "ask": "remove", "accounts": [id] }),
        json!({ "ask": "add_folder", "name": "x", "fields": [] }),
        json!({ "ask": "copy", "account": bank, "factor": counting, "next": false, "sure": true }),
    ] {
        assert_ne!(office.refusal(change), "not_available");
    }
    assert_eq!(
        office.clipboard.lent(),
        lent,
        "a counter that cannot be saved is not used"
    );
    assert_eq!(
        office.labels("", json!({ "in": "all" })),
        ["counting", "anna"]
    );
}

#[test]
fn a_locked_vault_answers_nothing_of_this() {
    let office = Office::new();
    office.ask(json!({ "ask": "lock" }));
    for request in [
        json!({ "ask": "list", "query": "", "place": { "in": "all" }, "from": 0, "count": 1 }),
        json!({ "ask": "counts" }),
        json!({ "ask": "account", "account": NOBODY }),
        json!({ "ask": "folders", "query": "", "from": 0, "count": 1, "archived": false }),
        json!({ "ask": "empty_trash" }),
        json!({ "ask": "copy", "account": NOBODY, "factor": NOBODY, "next": false, "sure": true }),
    ] {
        assert_eq!(office.refusal(request), "locked");
    }
}
