//! Opening, locking, and what locking forgets.

use std::{
    path::PathBuf,
    sync::{Arc, atomic::Ordering, mpsc},
    thread,
};

use keyrack_app::{Kdf, Keyrack, RecoveryKey};
use keyrack_keeper::controller::LockReason;
use keyrack_keeper::shell::WindowKind;
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD};

#[test]
fn a_new_vault_is_open_and_reminds_of_its_kit_until_that_is_confirmed() {
    let office = Office::empty();
    let state = office.ask(json!({ "ask": "state" }));
    let folder = office.vault().display().to_string();
    assert_eq!(state, json!({ "state": "no_vault", "folder": folder }));

    let state = office.ask(json!({ "ask": "create", "password": PASSWORD }));
    assert_eq!(state["state"], "unlocked");
    assert_eq!(state["kit_confirmed"], false);
    assert_eq!(state["kit_waits"]["ask"].as_array().unwrap().len(), 2);
    assert_eq!(
        office.refusal(json!({ "ask": "create", "password": PASSWORD })),
        "vault_exists"
    );

    office.ask(json!({ "ask": "lock" }));
    let state = office.unlock();
    assert_eq!(state["kit_waits"], json!(null), "a lock forgets the key");
    assert_eq!(state["kit_confirmed"], false);
}

#[test]
fn a_lock_drops_everything_renews_the_window_and_takes_the_code_back() {
    let office = Office::new();
    let (account, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let copy =
        json!({ "ask": "copy", "account": account, "factor": factor, "next": false, "sure": true });
    office.ask(copy.clone());
    office.ask(json!({ "ask": "reveal", "account": account, "password": PASSWORD }));
    office.shell.since();

    assert_eq!(office.ask(json!({ "ask": "lock" })), json!(null));
    assert_eq!(office.shell.since(), ["close paper", "renew"]);
    assert_eq!(office.clipboard.lent(), None);
    assert_eq!(
        office.ask(json!({ "ask": "state" })),
        json!({
            "state": "locked", "because": "person", "at": 1_790_000_000_000_u64, "retry_after_s": null,
            "unsaved_lost": false, "lost": false, "pin": false,
        })
    );
    for request in [
        copy,
        json!({ "ask": "counts" }),
        json!({ "ask": "show_kit" }),
    ] {
        assert_eq!(office.refusal(request), "locked");
    }
    assert_eq!(
        office
            .try_paper(json!({ "ask": "paper" }))
            .err()
            .unwrap()
            .code
            .as_str(),
        "locked"
    );
}

#[test]
fn a_lock_screen_knows_why_it_is_there() {
    let office = Office::new();
    for (because, word) in [
        (LockReason::Crash, "crash"),
        (LockReason::Idle, "idle"),
        (LockReason::Person, "person"),
    ] {
        office.controller.lock(because);
        assert_eq!(office.ask(json!({ "ask": "state" }))["because"], word);
        office.clock.wait(1_000);
        office.controller.lock(LockReason::Wake);
        let state = office.ask(json!({ "ask": "state" }));
        assert_eq!(state["because"], word, "it was locked already");
        assert_eq!(state["at"], office.computer.clock.now() - 1_000);
        office.unlock();
    }
    office.shell.since();
    office.controller.lock(LockReason::Quit);
    assert_eq!(
        office.shell.since(),
        ["close paper"],
        "nobody is left to see a new window"
    );
}

#[test]
fn a_lock_that_comes_while_a_password_is_tried_keeps_the_vault_shut() {
    let office = Office::new();
    office.controller.lock(LockReason::Person);
    let controller = Arc::clone(&office.controller);
    let (shut, is_shut) = mpsc::channel();
    *office.clipboard.meanwhile.lock().unwrap() = Some(Box::new(move || shut.send(()).unwrap()));
    *office.clock.meanwhile.lock().unwrap() = Some(Box::new(move || {
        // It waits for the keys that are made just now.
        thread::spawn(move || controller.lock(LockReason::Idle));
        is_shut.recv().unwrap();
    }));
    assert_eq!(
        office.refusal(json!({ "ask": "unlock", "password": PASSWORD })),
        "locked"
    );
    assert_eq!(office.ask(json!({ "ask": "state" }))["state"], "locked");
    assert_eq!(
        office.unlock()["state"],
        "unlocked",
        "the next try counts again"
    );
}

#[test]
fn wrong_passwords_are_counted_wherever_they_are_typed() {
    let office = Office::new();
    let (account, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let wrong = "a wrong guess";
    for request in [
        json!({ "ask": "reveal", "account": account, "password": wrong }),
        json!({ "ask": "make_kit", "password": wrong }),
        json!({ "ask": "change_password", "old": wrong, "new": "x" }),
        json!({ "ask": "export", "accounts": [], "format": "otpauth", "file_password": null, "password": wrong }),
        json!({ "ask": "unlock", "password": wrong }),
    ] {
        let failure = office.try_ask(request).unwrap_err();
        assert_eq!(failure.code.as_str(), "wrong_password");
        assert!(!format!("{failure:?}").contains(wrong));
    }
    assert_eq!(
        office.refusal(json!({ "ask": "make_kit", "password": PASSWORD })),
        "throttled"
    );
    office.controller.lock(LockReason::Person);
    let state = office.ask(json!({ "ask": "state" }));
    assert_eq!(state["retry_after_s"], 30);
    office.clock.wait(30_000);
    assert_eq!(office.unlock()["state"], "unlocked");
}

#[test]
fn whoever_comes_in_with_the_recovery_key_chooses_a_new_password_without_the_old_one() {
    let office = Office::empty();
    let key = RecoveryKey::make();
    let keyrack = Keyrack::new(office.computer.clone(), None);
    drop(keyrack.init(PASSWORD, Some(Kdf::FLOOR), &key));
    let groups: Vec<String> = key
        .groups()
        .iter()
        .map(|group| group.to_lowercase())
        .collect();
    let typed = groups.join(" - ");
    let state = office.ask(json!({ "ask": "unlock_with_key", "key": typed }));
    assert_eq!(state["by_recovery_key"], true);

    office.ask(json!({ "ask": "change_password", "old": "", "new": "a new one" }));
    assert_eq!(
        office.ask(json!({ "ask": "state" }))["by_recovery_key"],
        false
    );
    assert_eq!(
        office.refusal(json!({ "ask": "change_password", "old": "", "new": "x" })),
        "wrong_password",
        "from now on the password is known"
    );
    office.ask(json!({ "ask": "lock" }));
    assert_eq!(
        office.refusal(json!({ "ask": "unlock", "password": PASSWORD })),
        "wrong_password"
    );
    office.ask(json!({ "ask": "unlock", "password": "a new one" }));
    let other = RecoveryKey::make().reveal();
    let wrong = json!({ "ask": "unlock_with_key", "key": other.as_str() });
    assert_eq!(office.refusal(wrong), "wrong_recovery_key");
}

#[test]
fn it_locks_when_nobody_was_at_work_for_as_long_as_is_set() {
    let office = Office::new();
    let state = || office.ask(json!({ "ask": "state" }))["state"].clone();
    let minutes = |count: u64| {
        office.clock.wait(count * 60_000);
        office.controller.tick();
    };
    minutes(9);
    office.ask(json!({ "ask": "active" }));
    minutes(9);
    assert_eq!(state(), "unlocked");
    minutes(1);
    assert_eq!(state(), "locked");
    assert_eq!(office.ask(json!({ "ask": "state" }))["because"], "idle");

    office.unlock();
    office.ask(json!({ "ask": "change_settings", "changes": { "idle_minutes": 0 } }));
    minutes(100_000);
    assert_eq!(state(), "unlocked", "never, if so chosen");
}

#[test]
fn what_another_program_wrote_is_taken_over_and_told() {
    let office = Office::new();
    office.controller.follow();
    office.shell.told.lock().unwrap().clear();
    office.controller.follow();
    assert!(office.shell.told.lock().unwrap().is_empty());
    let mut elsewhere = office.elsewhere();
    elsewhere
        .add(crate::support::account("NAV", "from elsewhere"))
        .unwrap();
    office.controller.follow();
    assert_eq!(
        office.labels("", json!({ "in": "all" })),
        ["from elsewhere"]
    );
    assert_eq!(told(&office), [json!({ "event": "changed" })]);
}

#[test]
fn a_vault_that_vanishes_stays_open_from_memory_and_the_person_is_told() {
    let office = Office::new();
    office.add("Kovács Bt.", "NAV", "anna", "totp");
    office.controller.follow();
    let aside = office.path("aside");
    std::fs::rename(office.vault(), &aside).unwrap();
    office.controller.follow();
    let codes = |state: &Value| -> Vec<String> {
        let notices = state["notices"].as_array().unwrap().iter();
        notices
            .map(|notice| notice["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        codes(&office.ask(json!({ "ask": "state" }))),
        ["vault_gone"]
    );
    assert_eq!(office.labels("", json!({ "in": "all" })), ["anna"]);
    std::fs::remove_dir_all(office.vault()).ok();
    std::fs::rename(&aside, office.vault()).unwrap();
    office.controller.follow();
    assert!(codes(&office.ask(json!({ "ask": "state" }))).is_empty());
}

/// Puts something in the way of saving, and makes a change that cannot be saved for it.
fn unsaved(office: &Office) -> PathBuf {
    let kept = office.vault().join("generations");
    std::fs::remove_dir_all(&kept).ok();
    std::fs::write(&kept, "in the way").unwrap();
    office.shell.told.lock().unwrap().clear();
    office
        .try_ask(json!({ "ask": "add_folder", "name": "Nagy Zrt.", "fields": [] }))
        .unwrap_err();
    assert_eq!(told(office), [json!({ "event": "unsaved" })]);
    kept
}

fn has_the_change(office: &Office) -> bool {
    let folders =
        json!({ "ask": "folders", "query": "Nagy", "from": 0, "count": 60, "archived": false });
    office.ask(folders)["total"] == 1
}

#[test]
fn a_change_that_could_not_be_saved_is_saved_once_that_is_possible() {
    let office = Office::new();
    let in_the_way = unsaved(&office);
    office.controller.follow();
    std::fs::remove_file(in_the_way).unwrap();
    office.controller.follow();
    office.ask(json!({ "ask": "lock" }));
    assert!(
        !office.vault().join("pending").exists(),
        "nothing was left to be sealed"
    );
    office.unlock();
    assert!(has_the_change(&office));
}

#[test]
fn a_change_that_could_not_be_saved_outlives_a_lock() {
    let office = Office::new();
    let in_the_way = unsaved(&office);
    assert!(has_the_change(&office), "it is in memory");
    office.ask(json!({ "ask": "lock" }));
    std::fs::remove_file(in_the_way).unwrap();
    assert_eq!(office.ask(json!({ "ask": "state" }))["state"], "locked");
    office.unlock();
    assert!(has_the_change(&office));
}

#[test]
fn a_change_that_no_place_could_take_is_said_to_be_lost_until_the_next_lock() {
    let office = Office::new();
    let lost = || office.ask(json!({ "ask": "state" }))["unsaved_lost"].clone();
    let in_the_way = unsaved(&office);
    let pending = [
        office.vault().join("pending"),
        office.computer.home.join("pending"),
    ];
    for place in &pending {
        std::fs::write(place, "in the way").unwrap();
    }
    office.shell.told.lock().unwrap().clear();
    office.controller.lock(LockReason::Idle);
    assert_eq!(told(&office), [json!({ "event": "unsaved_lost" })]);
    for place in pending.iter().chain([&in_the_way]) {
        std::fs::remove_file(place).unwrap();
    }
    assert_eq!(lost(), true);
    office.controller.lock(LockReason::Crash);
    assert_eq!(lost(), true, "a lock of what is locked forgets nothing");
    office.unlock();
    assert!(!has_the_change(&office));
    office.controller.lock(LockReason::Person);
    assert_eq!(lost(), false);
}

#[test]
fn the_end_of_the_program_waits_for_what_another_lock_has_to_seal() {
    let office = Office::new();
    unsaved(&office);
    let (controller, pending) = (
        Arc::clone(&office.controller),
        office.vault().join("pending"),
    );
    let (ended, was_sealed) = mpsc::channel();
    *office.clipboard.meanwhile.lock().unwrap() = Some(Box::new(move || {
        thread::spawn(move || {
            controller.lock(LockReason::Quit);
            ended.send(pending.exists()).unwrap();
        });
    }));
    office.controller.lock(LockReason::Idle);
    assert!(was_sealed.recv().unwrap());
}

#[test]
fn whoever_comes_in_twice_loses_no_change() {
    let office = Office::new();
    std::fs::remove_file(unsaved(&office)).unwrap();
    assert_eq!(office.unlock()["state"], "unlocked");
    assert!(has_the_change(&office));
}

#[test]
fn a_fault_while_time_passes_keeps_nothing_from_being_locked() {
    let office = Office::new();
    *office.clock.meanwhile.lock().unwrap() = Some(Box::new(|| panic!("a fault in the clock")));
    office.controller.tick();
    office.clock.wait(10 * 60_000);
    office.controller.tick();
    assert_eq!(office.ask(json!({ "ask": "state" }))["because"], "idle");
}

#[test]
fn a_fault_in_one_request_harms_no_other() {
    let office = Office::new();
    let (account, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let copy =
        json!({ "ask": "copy", "account": account, "factor": factor, "next": false, "sure": true });
    office.clipboard.deadly.store(true, Ordering::Relaxed);
    assert_eq!(office.refusal(copy.clone()), "unexpected");
    office.clipboard.deadly.store(false, Ordering::Relaxed);
    assert_eq!(office.ask(copy)["copy"], "done");
    office.controller.lock(LockReason::Person);
    assert_eq!(office.ask(json!({ "ask": "state" }))["state"], "locked");
}

#[test]
fn what_is_no_request_is_refused_and_not_repeated() {
    let office = Office::new();
    let typed = "my secret words";
    for request in [
        format!(r#"{{"ask":"{typed}"}}"#),
        format!(r#"{{"ask":"unlock","password":{{"{typed}":1}}}}"#),
        format!(r#"{{"ask":"unlock","password":"x","{typed}":1}}"#),
        format!(r#"{{"ask":"unlock","password":"{typed}"#),
        r#"{"ask":"unlock"}"#.to_owned(),
        r#"{"ask":"paper"}"#.to_owned(),
        "[".repeat(100_000),
        String::new(),
    ] {
        let failure = office
            .controller
            .answer(WindowKind::Main, request.as_bytes())
            .err()
            .unwrap();
        assert_eq!(failure.code.as_str(), "bad_request");
        assert!(!format!("{failure:?}").contains(typed));
    }
    assert_eq!(
        office
            .controller
            .answer(WindowKind::Main, b"\xff")
            .err()
            .unwrap()
            .code
            .as_str(),
        "bad_request"
    );
    assert_eq!(
        office
            .try_paper(json!({ "ask": "state" }))
            .err()
            .unwrap()
            .code
            .as_str(),
        "bad_request"
    );
}

#[test]
fn a_password_is_told_how_hard_it_is_to_guess_and_a_very_long_one_takes_no_longer() {
    let office = Office::empty();
    let score = |password: &str| {
        office.ask(json!({ "ask": "strength", "password": password }))["score"].clone()
    };
    assert_eq!(score(""), 0);
    assert_eq!(score("password1"), 0);
    assert_eq!(score("negyven zöld villamos kaptató gyufa"), 4);
    assert_eq!(score(&"árvíztűrő tükörfúrógép ".repeat(40_000)), 4);
}

fn told(office: &Office) -> Vec<Value> {
    let events = office.shell.told.lock().unwrap();
    events
        .iter()
        .map(|event| serde_json::to_value(event).unwrap())
        .collect()
}
