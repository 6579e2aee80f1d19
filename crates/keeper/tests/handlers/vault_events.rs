//! Who is told, outside of the windows, when the vault is opened, locked or changed.

use std::sync::mpsc;

use keyrack_app::{
    Changes, Clock,
    control_socket::{LockChange, LockState},
};
use keyrack_keeper::controller::{LockReason, VaultEvent};
use serde_json::json;

use crate::support::Office;

#[test]
fn a_watcher_hears_of_each_lock_and_unlock_in_order_and_of_changes_between() {
    let office = Office::new();
    office.controller.lock(LockReason::Person);
    let (tell, heard) = mpsc::channel();
    let before = office
        .controller
        .subscribe(Box::new(move |it| tell.send(it.clone()).is_ok()));
    assert_eq!(before.event, LockState::Locked);
    assert_eq!(before.because.as_deref(), Some("person"));

    let turn = |event, because: Option<&str>| {
        VaultEvent::LockChanged(LockChange {
            event,
            because: because.map(str::to_owned),
            at: office.clock.now(),
            monotonic_ms: office.clock.boot().elapsed,
        })
    };
    office.clock.wait(1000);
    office.unlock();
    let opened = turn(LockState::Unlocked, None);
    office.unlock();
    office.ask(json!({ "ask": "empty_trash" }));
    office.clock.wait(1000);
    office.controller.lock(LockReason::Sleep);
    let locked = turn(LockState::Locked, Some("sleep"));
    office.clock.wait(1000);
    office.controller.lock(LockReason::Idle);
    assert_eq!(
        heard.try_iter().collect::<Vec<_>>(),
        [
            opened,
            VaultEvent::Changed(Changes::default()),
            locked.clone()
        ]
    );
    assert_eq!(
        VaultEvent::LockChanged(office.controller.lock_change()),
        locked
    );
}

#[test]
fn who_has_heard_enough_is_told_no_more() {
    let office = Office::new();
    let (tell, heard) = mpsc::channel();
    office
        .controller
        .subscribe(Box::new(move |it| tell.send(it.clone()).is_err()));
    office.controller.lock(LockReason::Person);
    office.unlock();
    assert_eq!(heard.iter().count(), 1);
}

#[test]
fn a_watcher_hears_which_folders_changed() {
    let office = Office::new();
    let (account, _) = office.add("Kovács", "Ügyfélkapu+", "eva", "totp");
    let shown = office.ask(json!({ "ask": "account", "account": account }));
    let folder = shown["folder"]["id"].as_str().unwrap();
    let (tell, heard) = mpsc::channel();
    office
        .controller
        .subscribe(Box::new(move |it| tell.send(it.clone()).is_ok()));
    let fields = json!([["note", "new"]]);
    office.ask(json!({ "ask": "edit", "account": account, "fields": fields }));
    let events: Vec<VaultEvent> = heard.try_iter().collect();
    let [VaultEvent::Changed(changes)] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(changes.folders().collect::<Vec<_>>(), [folder]);
}
