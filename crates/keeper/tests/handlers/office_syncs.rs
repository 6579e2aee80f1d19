//! Offices in the background: what is asked of their stores, and that nobody waits for it.

use std::{sync::Arc, thread, time::Duration};

use keyrack_app::{
    FoundOffice, GrantRequest, InviteSomebody, JoinOffice, NewAccount, NewFactor, Role, StorePlace,
    TeamPerson, new_sheet,
};
use keyrack_keeper::{controller::LockReason, views::Event};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::{
    dav::Server,
    support::{Office, SECRET},
};

fn person(name: &str) -> TeamPerson {
    TeamPerson {
        name: name.to_owned(),
        email: String::new(),
    }
}

/// An office in a store, with a folder. Returns the office's id and the folder's.
fn found(desk: &Office, address: &str) -> (String, String) {
    let mut session = desk.elsewhere();
    let found = FoundOffice {
        place: place(address),
        name: "Kovács és társa".to_owned(),
        person: person("Olga"),
        sheets: vec![new_sheet().unwrap()],
    };
    let office = session.found_office(&found).unwrap().office.id;
    let (folder, _) = session.new_office_folder(None, "Kovács Bt").unwrap();
    drop(session);
    desk.unlocked_again();
    (office, folder.id)
}

fn place(address: &str) -> StorePlace {
    StorePlace {
        address: address.to_owned(),
        credentials: None,
    }
}

/// A colleague of the desk's, who edits the folder, at a desk of her own.
fn colleague(desk: &Office, address: &str, folder: &str) -> Office {
    let mut olga = desk.elsewhere();
    let invite = InviteSomebody {
        person: person("Anna"),
        owner: false,
        grants: vec![GrantRequest {
            folder: folder.to_owned(),
            role: Role::Edit,
            recovery: false,
            until: None,
        }],
        days: 3,
    };
    let (_, code) = olga.invite(None, &invite).unwrap();
    let anna = Office::new();
    let mut session = anna.elsewhere();
    let join = JoinOffice {
        place: place(address),
        code,
        person: person("Anna"),
    };
    let digits = session.join_office(&join).unwrap().digits.unwrap();
    let requests = olga.join_requests(None).unwrap();
    olga.approve_request(None, &requests[0].id, &digits)
        .unwrap();
    session.join_office(&join).unwrap();
    drop(session);
    anna.unlocked_again();
    anna
}

/// Adds an account to a folder in the window.
fn add(desk: &Office, folder: &str, service: &str) {
    let new = NewAccount {
        factor: NewFactor {
            secret: Some(Zeroizing::new(SECRET.to_owned())),
            ..NewFactor::default()
        },
        issuer: Some(service.to_owned()),
        label: Some(service.to_owned()),
        folder: Some(folder.to_owned()),
        fields: Vec::new(),
    };
    desk.elsewhere().add(new).unwrap();
    desk.controller.follow();
}

/// Gives the only account another user name, in the window.
fn edit(desk: &Office, label: &str) {
    let list =
        json!({ "ask": "list", "query": "", "place": { "in": "all" }, "from": 0, "count": 9 });
    let id = desk.ask(list)["rows"][0]["account"].clone();
    desk.ask(json!({ "ask": "edit", "account": id, "fields": [["label", label]] }));
}

/// Carries out what is due now.
fn look(desk: &Office) -> usize {
    let due = desk.controller.offices_due();
    let count = due.len();
    due.iter().for_each(|it| desk.controller.look_into(it));
    count
}

fn card(desk: &Office) -> Value {
    desk.ask(json!({ "ask": "offices" }))["offices"][0].clone()
}

fn labels(desk: &Office) -> Vec<String> {
    let mut labels = desk.labels("", json!({ "in": "all" }));
    labels.sort();
    labels
}

fn told(desk: &Office, event: &Event) -> usize {
    let mut told = desk.shell.told.lock().unwrap();
    let count = told.iter().filter(|it| *it == event).count();
    told.clear();
    count
}

#[test]
fn what_is_changed_at_one_desk_is_seen_at_the_other_at_its_next_look() {
    let store = tempfile::tempdir().unwrap();
    let address = format!("file://{}", store.path().display());
    let olga = Office::new();
    let (_, folder) = found(&olga, &address);
    let anna = colleague(&olga, &address, &folder);
    add(&olga, &folder, "NAV");
    look(&olga);
    look(&anna);
    edit(&olga, "anyk");
    olga.clock.wait(1);
    assert_eq!(look(&olga), 0, "changes are gathered");
    olga.clock.wait(600);
    assert_eq!(look(&olga), 1, "and then sent");
    told(&anna, &Event::Changed);
    assert_eq!(look(&anna), 0, "it is not her turn");
    anna.clock.wait(33_000);
    assert_eq!(look(&anna), 1);
    assert_eq!(labels(&anna), ["anyk"]);
    assert_eq!(told(&anna, &Event::Changed), 1);
    anna.clock.wait(33_000);
    look(&anna);
    assert_eq!(told(&anna, &Event::Changed), 0, "nothing is new");
    assert_eq!(card(&anna)["state"], "in_step");
}

#[test]
fn a_store_that_hangs_keeps_nobody_from_changing_locking_and_opening() {
    let server = Server::start();
    let olga = Office::new();
    let (office, folder) = found(&olga, &server.address());
    look(&olga);
    server.hang(true);
    olga.clock.wait(200_000);
    let (controller, due) = (Arc::clone(&olga.controller), olga.controller.offices_due());
    assert_eq!(due.len(), 1);
    let hangs = thread::spawn(move || due.iter().for_each(|it| controller.look_into(it)));
    server.wait_for_request();

    // All of this would wait for as long as the store does.
    add(&olga, &folder, "NAV");
    edit(&olga, "anyk");
    let card = card(&olga);
    assert_eq!((&card["id"], &card["unsent"]), (&json!(office), &json!(1)));
    olga.ask(json!({ "ask": "office", "office": office }));
    olga.controller.lock(LockReason::Person);
    olga.unlock();
    assert_eq!(labels(&olga), ["anyk"]);

    server.hang(false);
    hangs.join().unwrap();
    look(&olga);
    assert_eq!(
        olga.ask(
            json!({ "ask": "sync_office", "office": office, "incomplete": false, "seed": false })
        )["state"],
        "in_step"
    );
}

#[test]
fn the_window_is_told_once_that_a_store_is_out_of_reach_and_once_that_it_is_back() {
    let store = tempfile::tempdir().unwrap();
    let path = store.path().join("office");
    std::fs::create_dir(&path).unwrap();
    let olga = Office::new();
    found(&olga, &format!("file://{}", path.display()));
    look(&olga);
    told(&olga, &Event::OfficeChanged);
    let aside = store.path().join("aside");
    std::fs::rename(&path, &aside).unwrap();
    for _ in 0..3 {
        olga.clock.wait(150_000);
        look(&olga);
    }
    assert_eq!(card(&olga)["state"], "offline");
    assert_eq!(told(&olga, &Event::OfficeChanged), 1);
    std::fs::rename(&aside, &path).unwrap();
    olga.clock.wait(150_000);
    look(&olga);
    assert_eq!(card(&olga)["state"], "in_step");
    assert!(told(&olga, &Event::OfficeChanged) >= 1);
}

#[test]
fn polls_of_a_store_that_lists_what_it_listed_are_one_request_each() {
    let server = Server::start();
    let olga = Office::new();
    found(&olga, &server.address());
    for _ in 0..3 {
        olga.clock.wait(70_000);
        look(&olga);
    }
    let before = server.requests();
    for _ in 0..3 {
        olga.clock.wait(70_000);
        assert_eq!(look(&olga), 1);
    }
    assert_eq!(server.requests() - before, 3);
}

#[test]
fn whoever_waits_for_something_to_do_is_woken_by_a_change() {
    let olga = Office::new();
    let controller = Arc::clone(&olga.controller);
    let waits = thread::spawn(move || controller.wait_for_offices(Duration::from_secs(600)));
    // However late it began to wait, it does not wait for all of the ten minutes.
    olga.ask(json!({ "ask": "empty_trash" }));
    waits.join().unwrap();
}
