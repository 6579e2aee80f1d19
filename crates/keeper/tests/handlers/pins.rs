//! The PIN at the controller.

use std::sync::mpsc;

use keyrack_keeper::controller::LockReason;
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD};

const PIN: &str = "271828";
const DAY: u64 = 24 * 60 * 60 * 1000;

fn set() -> Value {
    json!({ "ask": "set_pin", "password": PASSWORD, "pin": PIN })
}

fn unlock() -> Value {
    json!({ "ask": "unlock_with_pin", "pin": PIN })
}

fn pin() -> Value {
    json!({ "ask": "pin" })
}

fn state() -> Value {
    json!({ "ask": "state" })
}

impl Office {
    /// An office with a PIN, locked.
    fn locked_with_pin() -> Self {
        let office = Self::new();
        office.ask(set());
        office.controller.lock(LockReason::Person);
        office
    }
}

#[test]
fn a_pin_opens_what_is_locked() {
    let office = Office::new();
    assert_eq!(office.ask(pin())["usable"], true, "one can be set");
    assert_eq!(office.ask(set())["set"], true);
    office.controller.lock(LockReason::Person);
    assert_eq!(office.ask(state())["pin"], true);
    let view = office.ask(pin());
    assert_eq!(
        (&view["tries_left"], &view["digits"]),
        (&json!(5), &json!(6))
    );

    let opened = office.ask(unlock());
    assert_eq!(opened["state"], "unlocked");
    assert_eq!(opened["by_recovery_key"], false);
    office.ask(json!({ "ask": "remove_pin" }));
    office.controller.lock(LockReason::Person);
    assert_eq!(office.ask(state())["pin"], false);
    assert_eq!(office.refusal(unlock()), "pin_not_set");
}

#[test]
fn a_wrong_pin_says_how_many_tries_are_left() {
    let office = Office::locked_with_pin();
    let wrong = json!({ "ask": "unlock_with_pin", "pin": "314159" });
    let refused = office.try_ask(wrong).unwrap_err();
    assert_eq!(
        (refused.code.as_str(), refused.args["tries"].as_str()),
        ("wrong_pin", "4")
    );
    assert_eq!(office.ask(state())["state"], "locked");
}

#[test]
fn whoever_came_in_by_pin_is_asked_for_the_password() {
    let office = Office::locked_with_pin();
    office.ask(unlock());
    for request in [
        json!({ "ask": "change_password", "old": PIN, "new": "second" }),
        json!({ "ask": "make_kit", "password": PIN }),
        json!({ "ask": "export", "accounts": [], "format": "keyrack-json",
                "file_password": null, "password": PIN }),
        json!({ "ask": "set_pin", "password": PIN, "pin": "314159" }),
    ] {
        assert_eq!(office.refusal(request), "wrong_password");
    }
    office.ask(json!({ "ask": "change_password", "old": PASSWORD, "new": "second" }));
}

#[test]
fn a_lock_while_the_keyring_is_asked_keeps_the_vault_shut() {
    let office = Office::locked_with_pin();
    let controller = office.controller.clone();
    *office.keyring.meanwhile.lock().unwrap() =
        Some(Box::new(move || controller.lock(LockReason::Sleep)));
    assert_eq!(office.refusal(unlock()), "locked");
    assert_eq!(office.ask(state())["state"], "locked");
}

#[test]
fn nobody_waits_for_the_keyring() {
    let office = Office::new();
    for request in [pin(), set()] {
        let (controller, answered) = (office.controller.clone(), mpsc::channel());
        let told = answered.0;
        *office.keyring.meanwhile.lock().unwrap() = Some(Box::new(move || {
            let counts = br#"{"ask":"counts"}"#;
            let counts = controller.answer(keyrack_keeper::shell::WindowKind::Main, counts);
            told.send(counts.is_ok()).unwrap();
        }));
        office.ask(request);
        assert_eq!(answered.1.recv(), Ok(true));
    }
}

#[test]
fn a_locked_desk_sets_and_removes_no_pin() {
    let office = Office::locked_with_pin();
    assert_eq!(office.refusal(set()), "locked");
    assert_eq!(office.refusal(json!({ "ask": "remove_pin" })), "locked");
}

#[test]
fn the_password_gives_the_pin_another_week() {
    let office = Office::locked_with_pin();
    office.clock.wait(8 * DAY);
    assert_eq!(office.refusal(unlock()), "pin_week");
    assert_eq!(office.ask(pin())["why"], "pin_week");
    let (tell, told) = mpsc::channel();
    *office.keyring.kept.lock().unwrap() = Some(tell);
    office.unlock();
    told.recv().unwrap();
    office.controller.lock(LockReason::Person);
    assert_eq!(office.ask(unlock())["state"], "unlocked");
}

#[test]
fn a_new_password_ends_the_pin_and_the_window_can_say_so() {
    let office = Office::new();
    office.ask(set());
    office.ask(json!({ "ask": "change_password", "old": PASSWORD, "new": "second" }));
    let notices = office.ask(state())["notices"].clone();
    assert_eq!(notices[0]["code"], "pin_outdated");
}
