//! What the tray copies, and the lock of a vault that nobody sees.

use std::sync::atomic::Ordering;

use keyrack_keeper::controller::LockReason;
use serde_json::json;

use crate::support::Office;

fn favourite(office: &Office, accounts: &[&String]) {
    office.ask(json!({ "ask": "favourite", "accounts": accounts, "on": true }));
}

fn names(office: &Office) -> Vec<String> {
    let favourites = office.controller.favourites().into_iter();
    favourites.map(|it| it.name).collect()
}

#[test]
fn favourites_are_named_while_it_is_open_but_those_that_count() {
    let office = Office::new();
    let (anna, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let (bela, _) = office.add("Szabó Kft.", "Bank", "bela", "hotp");
    office.add("Szabó Kft.", "NAV", "cili", "totp");
    assert!(names(&office).is_empty());
    favourite(&office, &[&anna, &bela]);
    assert_eq!(names(&office), ["Kovács Bt. · NAV · anna"]);
    office.controller.lock(LockReason::Tray);
    assert!(names(&office).is_empty());
}

#[test]
fn a_menu_names_ten_and_no_name_is_long_or_writes_otherwise_than_it_reads() {
    let office = Office::new();
    let hostile = format!("\u{202e}e\u{61c}man\u{2028}\n{}", "x".repeat(200));
    let (id, _) = office.add("Kovács Bt.", "NAV", &hostile, "totp");
    favourite(&office, &[&id]);
    let name = names(&office).remove(0);
    assert_eq!(name.chars().count(), 61);
    assert!(name.starts_with("Kovács Bt. · NAV · emanxxx"), "{name}");
    for label in 0..12 {
        let (id, _) = office.add("Kovács Bt.", "NAV", &label.to_string(), "totp");
        favourite(&office, &[&id]);
    }
    assert_eq!(names(&office).len(), 10);
}

#[test]
fn a_favourite_is_copied_as_in_the_window_and_its_client_is_not_asked_about() {
    let office = Office::new();
    office.clock.set_wall(1_111_111_109_000);
    let (anna, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let (bela, other) = office.add("Szabó Kft.", "NAV", "bela", "totp");
    favourite(&office, &[&anna, &bela]);
    for (account, factor) in [(&anna, factor), (&bela, other)] {
        let copied = office.controller.copy_favourite(account.clone(), factor);
        copied.unwrap();
        assert_eq!(office.clipboard.lent(), Some(("081804".into(), 30)));
        office.ask(json!({ "ask": "clear_clipboard" }));
    }
    assert_eq!(
        office.labels("", json!({ "in": "recent" })),
        ["bela", "anna"]
    );
    office.controller.lock(LockReason::Tray);
    let refused = office.controller.copy_favourite(anna, bela);
    assert_eq!(refused.unwrap_err().code.as_str(), "locked");
    assert_eq!(office.clipboard.lent(), None);
}

#[test]
fn without_a_window_to_see_it_locks_after_the_time_that_is_set() {
    let minute = 60_000_u64;
    let office = Office::new();
    let is_open = || office.ask(json!({ "ask": "state" }))["state"] == "unlocked";
    let wait = |minutes: u64| {
        office.clock.wait(minutes * minute);
        office.ask(json!({ "ask": "active" }));
        office.controller.tick();
    };
    office.shell.hidden.store(true, Ordering::Relaxed);
    wait(100);
    assert!(is_open(), "nothing is set");

    let changes = json!({ "hidden_minutes": 5 });
    office.ask(json!({ "ask": "change_settings", "changes": changes }));
    office.shell.hidden.store(false, Ordering::Relaxed);
    wait(1);
    office.shell.hidden.store(true, Ordering::Relaxed);
    wait(4);
    office.shell.hidden.store(false, Ordering::Relaxed);
    wait(1);
    assert!(is_open(), "there was a window meanwhile");
    office.shell.hidden.store(true, Ordering::Relaxed);
    wait(4);
    assert!(is_open());
    wait(1);
    let state = office.ask(json!({ "ask": "state" }));
    assert_eq!(
        [&state["state"], &state["because"]],
        [&json!("locked"), &json!("hidden")]
    );
}
