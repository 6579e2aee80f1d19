//! Codes and fields on their way to the clipboard, and pages to the browser.

use std::sync::atomic::Ordering;

use keyrack_keeper::views::FailureCode;
use serde_json::{Value, json};

use crate::support::Office;

#[test]
fn a_code_is_lent_for_as_long_as_is_set() {
    let office = Office::new();
    office.clock.set_wall(1_111_111_109_000);
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let done = office.ask(copy(&id, &factor, false, false));
    assert_eq!(office.clipboard.lent(), Some(("081804".into(), 30)));
    assert_eq!(done["copy"], "done");
    assert_eq!(done["folder"]["name"], "Kovács Bt.");
    assert_eq!(
        [&done["service"], &done["label"], &done["what"]],
        ["NAV", "anna", "code"]
    );
    assert_eq!(done["valid_until"], 1_111_111_110);
    assert_eq!(done["code"], json!(null), "what ticks need not be shown");

    office.ask(json!({ "ask": "change_settings", "changes": { "clear_clipboard_s": 5 } }));
    let next = office.ask(copy(&id, &factor, true, false));
    assert_eq!(office.clipboard.lent(), Some(("050471".into(), 5)));
    assert_eq!(next["what"], "next");
    assert_eq!(next["clears_in_s"], 5);
    assert_eq!(next["valid_until"], 1_111_111_140);
    office.ask(json!({ "ask": "clear_clipboard" }));
    assert_eq!(office.clipboard.lent(), None);
}

#[test]
fn a_code_that_counts_is_used_once_saved_first_and_shown() {
    let office = Office::new();
    let (id, factor) = office.add("Kovács Bt.", "Bank", "anna", "hotp");
    // RFC 4226, appendix D.
    for code in ["755224", "287082"] {
        let done = office.ask(copy(&id, &factor, false, false));
        assert_eq!(done["code"], code);
        assert_eq!(office.clipboard.lent().unwrap().0, code);
    }
    let stored = office.elsewhere().show(&id).unwrap();
    assert_eq!(stored.factors[0].counter, Some(2));
    assert_eq!(office.refusal(copy(&id, &factor, true, false)), "bad_value");
    let account = office.ask(json!({ "ask": "account", "account": id }));
    assert_eq!(
        account["factors"][0]["counter"], 2,
        "asking for the next used none up"
    );
    assert_eq!(account["factors"][0]["code"]["code"], json!(null));
}

#[test]
fn another_client_within_ten_seconds_is_asked_about() {
    let office = Office::new();
    let (kovacs, of_kovacs) = office.add("Kovács Bt.", "NAV", "a", "totp");
    let (szabo, of_szabo) = office.add("Szabó Kft.", "NAV", "b", "totp");
    let (bank, of_bank) = office.add("Szabó Kft.", "Bank", "c", "hotp");
    office.ask(copy(&kovacs, &of_kovacs, false, false));
    let lent = office.clipboard.lent();
    office.clock.wait(10_000);
    office.clock.set_wall(7);
    for (account, factor) in [(&szabo, &of_szabo), (&bank, &of_bank)] {
        let ask = office.ask(copy(account, factor, false, false));
        assert_eq!(ask["copy"], "ask", "setting the wall clock changes nothing");
        assert_eq!(ask["before"]["name"], "Kovács Bt.");
        assert_eq!(ask["now"]["name"], "Szabó Kft.");
        assert_eq!(
            office.clipboard.lent(),
            lent,
            "nothing is lent before the answer"
        );
    }
    let counter = office.ask(json!({ "ask": "account", "account": bank }));
    assert_eq!(
        counter["factors"][0]["counter"], 0,
        "nor is a counter moved on"
    );

    assert_eq!(
        office.ask(copy(&szabo, &of_szabo, false, true))["copy"],
        "done"
    );
    assert_eq!(
        office.ask(copy(&bank, &of_bank, false, false))["copy"],
        "done",
        "same client"
    );
    office.clock.wait(10_001);
    assert_eq!(
        office.ask(copy(&kovacs, &of_kovacs, false, false))["copy"],
        "done"
    );
    let changes = json!({ "ask_on_client_change": false });
    office.ask(json!({ "ask": "change_settings", "changes": changes }));
    assert_eq!(
        office.ask(copy(&szabo, &of_szabo, false, false))["copy"],
        "done"
    );
}

#[test]
fn what_could_not_be_lent_is_neither_noted_nor_asked_about() {
    let office = Office::new();
    let (kovacs, of_kovacs) = office.add("Kovács Bt.", "NAV", "a", "totp");
    let (szabo, of_szabo) = office.add("Szabó Kft.", "NAV", "b", "totp");
    office.clipboard.broken.store(true, Ordering::Relaxed);
    let refusal = office.refusal(copy(&kovacs, &of_kovacs, false, false));
    assert_eq!(refusal, "clipboard_unavailable");
    assert_eq!(office.labels("", json!({ "in": "recent" })), [""; 0]);
    office.clipboard.broken.store(false, Ordering::Relaxed);
    assert_eq!(
        office.ask(copy(&szabo, &of_szabo, false, false))["copy"],
        "done"
    );
    assert_eq!(office.labels("", json!({ "in": "recent" })), ["b"]);
}

#[test]
fn plain_fields_are_lent_and_others_are_not() {
    let office = Office::new();
    let (id, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let account = office.ask(json!({
        "ask": "edit", "account": id,
        "fields": [["email", "anna@example.hu"], ["url", "https://nav.gov.hu/"]],
    }));
    office.ask(json!({
        "ask": "edit_folder", "folder": account["folder"]["id"],
        "fields": [["tax_number", "12345678-2-41"]],
    }));
    for (field, text) in [
        ("label", "anna"),
        ("email", "anna@example.hu"),
        ("url", "https://nav.gov.hu/"),
        ("tax_number", "12345678-2-41"),
    ] {
        let done = office.ask(json!({ "ask": "copy_field", "account": id, "field": field }));
        assert_eq!(done["what"], field);
        assert_eq!(office.clipboard.lent(), Some((text.into(), 30)));
    }
    let of = |field: &str| json!({ "ask": "copy_field", "account": id, "field": field });
    assert_eq!(office.refusal(of("secret")), "unknown_field");
    office.ask(json!({ "ask": "edit", "account": id, "fields": [["email", ""]] }));
    assert_eq!(office.refusal(of("email")), "field_empty");
}

#[test]
fn a_login_page_is_opened_if_it_is_one() {
    let office = Office::new();
    let (id, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let open = json!({ "ask": "open_page", "account": id });
    assert_eq!(office.refusal(open.clone()), "field_empty");
    for (url, refusal) in [
        ("https://nav.gov.hu/belepes", None),
        ("javascript:alert(1)", Some("page_not_web")),
        ("file:///etc/passwd", Some("page_not_web")),
    ] {
        office.ask(json!({ "ask": "edit", "account": id, "fields": [["url", url]] }));
        let answer = office.try_ask(open.clone());
        let code = answer.err().map(|failure| failure.code);
        assert_eq!(code.map(FailureCode::as_str), refusal, "{url}");
    }
    let opened = office.shell.opened.lock().unwrap();
    assert_eq!(*opened, ["https://nav.gov.hu/belepes"]);
}

fn copy(account: &str, factor: &str, next: bool, sure: bool) -> Value {
    json!({ "ask": "copy", "account": account, "factor": factor, "next": next, "sure": sure })
}
