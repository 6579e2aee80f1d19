//! Locks at bad moments, and the ones that nobody wished for.

use std::{
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

use keyrack_keeper::controller::LockReason;
use keyrack_keeper::shell::WindowKind;
use serde_json::{Value, json};

use crate::support::{Meanwhile, Office, PASSWORD};

/// Something that stops in the middle until it is let go on.
struct Stuck {
    reached: Receiver<()>,
    go_on: Sender<()>,
}

impl Stuck {
    /// What stops, and who lets it go on.
    fn new() -> (Meanwhile, Self) {
        let (reach, reached) = mpsc::channel();
        let (go_on, gone_on) = mpsc::channel();
        let happens = move || {
            reach.send(()).unwrap();
            _ = gone_on.recv();
        };
        (Box::new(happens), Self { reached, go_on })
    }
}

fn state(office: &Office) -> Value {
    office.ask(json!({ "ask": "state" }))
}

fn add_folder() -> Value {
    json!({ "ask": "add_folder", "name": "Nagy Zrt.", "fields": [] })
}

#[test]
fn a_disk_that_hangs_holds_up_no_lock_and_loses_no_change() {
    let office = Office::new();
    let (account, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    office.ask(
        json!({ "ask": "copy", "account": account, "factor": factor, "next": false, "sure": true }),
    );
    let (happens, disk) = Stuck::new();
    *office.disk.meanwhile.lock().unwrap() = Some(happens);
    thread::scope(|scope| {
        let saving = scope.spawn(|| office.refusal(add_folder()));
        disk.reached.recv().unwrap();
        office.shell.since();

        office.controller.lock(LockReason::Sleep);
        assert_eq!(state(&office)["because"], "sleep");
        assert_eq!(office.refusal(json!({ "ask": "counts" })), "locked");
        assert_eq!(office.shell.since(), ["close paper", "renew"]);
        assert_eq!(office.clipboard.lent(), None);

        disk.go_on.send(()).unwrap();
        assert_eq!(saving.join().unwrap(), "locked", "nobody hears the answer");
    });
    // Waits for the keys that were in use.
    office.controller.lock(LockReason::Quit);
    office.unlock();
    let folders =
        json!({ "ask": "folders", "query": "Nagy", "from": 0, "count": 60, "archived": false });
    assert_eq!(office.ask(folders)["total"], 1);
}

#[test]
fn a_lock_ends_as_soon_as_a_slow_disk_is_done() {
    let office = Office::new();
    let (saves, disk) = Stuck::new();
    *office.disk.meanwhile.lock().unwrap() = Some(saves);
    let (clears, clipboard) = Stuck::new();
    *office.clipboard.meanwhile.lock().unwrap() = Some(clears);
    thread::scope(|scope| {
        scope.spawn(|| office.refusal(add_folder()));
        disk.reached.recv().unwrap();
        let locking = scope.spawn(|| office.controller.lock(LockReason::Quit));
        clipboard.reached.recv().unwrap();
        // From here on only the keys are waited for.
        clipboard.go_on.send(()).unwrap();
        disk.go_on.send(()).unwrap();
        locking.join().unwrap();
        assert_eq!(state(&office)["state"], "locked");
    });
}

#[test]
fn what_time_brings_waits_for_no_disk() {
    let office = Office::new();
    let (happens, disk) = Stuck::new();
    *office.disk.meanwhile.lock().unwrap() = Some(happens);
    thread::scope(|scope| {
        scope.spawn(|| office.refusal(add_folder()));
        disk.reached.recv().unwrap();
        office.clock.wait(10 * 60_000);
        office.controller.tick();
        assert_eq!(state(&office)["because"], "idle");
        disk.go_on.send(()).unwrap();
    });
}

#[test]
fn a_code_that_reaches_the_clipboard_after_a_lock_is_taken_back() {
    let office = Office::new();
    let (account, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let controller = Arc::clone(&office.controller);
    let lock = move || controller.lock(LockReason::SessionLocked);
    *office.clipboard.while_lending.lock().unwrap() = Some(Box::new(lock));
    let copy =
        json!({ "ask": "copy", "account": account, "factor": factor, "next": false, "sure": true });
    assert_eq!(office.refusal(copy), "locked");
    assert_eq!(office.clipboard.lent(), None);
}

#[test]
fn a_lock_while_a_dialog_is_open_leaves_nothing_to_export() {
    let office = Office::new();
    office.add("Kovács Bt.", "NAV", "anna", "totp");
    let file = office.path("export.txt");
    *office.shell.choice.lock().unwrap() = Some(file.clone());
    let controller = Arc::clone(&office.controller);
    *office.shell.meanwhile.lock().unwrap() =
        Some(Box::new(move || controller.lock(LockReason::Lid)));
    let export = json!({
        "ask": "export", "accounts": [], "format": "otpauth", "file_password": null, "password": PASSWORD,
    });
    assert_eq!(office.refusal(export), "locked");
    assert!(!file.exists());
    assert_eq!(state(&office)["because"], "lid");
}

#[test]
fn a_lock_clears_the_paper_and_a_file_of_it_that_is_being_chosen() {
    let office = Office::new();
    let (account, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    office.ask(json!({ "ask": "reveal", "account": account, "password": PASSWORD }));
    let file = office.path("kit.pdf");
    *office.shell.choice.lock().unwrap() = Some(file.clone());
    let controller = Arc::clone(&office.controller);
    *office.shell.meanwhile.lock().unwrap() =
        Some(Box::new(move || controller.lock(LockReason::UserSwitch)));
    let refused = |request: Value| office.try_paper(request).err().unwrap().code.as_str();
    assert_eq!(refused(json!({ "ask": "save_pdf" })), "locked");
    assert!(!file.exists());
    assert_eq!(
        office
            .controller
            .answer(WindowKind::Paper, br#"{"ask":"paper"}"#)
            .err()
            .unwrap()
            .code
            .as_str(),
        "locked"
    );
}

#[test]
fn a_sleep_that_nobody_announced_locks_and_one_that_is_over_does_not() {
    let office = Office::new();
    office.controller.tick();
    assert_eq!(state(&office)["state"], "unlocked");
    office.clock.sleep(3_600_000);
    office.controller.tick();
    assert_eq!(state(&office)["because"], "wake");

    office.controller.tick();
    office.clock.sleep(3_600_000);
    office.unlock();
    office.controller.tick();
    assert_eq!(state(&office)["state"], "unlocked");
}

#[test]
fn a_clock_that_jumps_locks() {
    let office = Office::new();
    office.controller.tick();
    office.clock.set_wall(office.now() + 3_600_000);
    office.controller.tick();
    assert_eq!(state(&office)["because"], "time_jump");
    office.unlock();
    office.clock.set_wall(office.now() - 3_600_000);
    office.controller.tick();
    assert_eq!(state(&office)["because"], "time_jump");
}

#[test]
fn work_in_another_program_counts_as_work() {
    let office = Office::new();
    let says = |minutes: Option<u64>| {
        *office.shell.idle.lock().unwrap() = minutes.map(|it| Duration::from_secs(it * 60));
        office.controller.tick();
        state(&office)["state"].clone()
    };
    office.clock.wait(60 * 60_000);
    assert_eq!(says(Some(9)), "unlocked");
    office.ask(json!({ "ask": "active" }));
    assert_eq!(
        says(Some(10)),
        "unlocked",
        "somebody is here, whatever the system says"
    );
    office.clock.wait(10 * 60_000);
    assert_eq!(says(Some(10)), "locked");
    assert_eq!(state(&office)["because"], "idle");
}

#[test]
fn a_counter_that_cannot_be_saved_does_not_run_ahead() {
    let office = Office::new();
    let (account, factor) = office.add("Kovács Bt.", "Bank", "anna", "hotp");
    let copy =
        json!({ "ask": "copy", "account": account, "factor": factor, "next": false, "sure": true });
    let in_the_way = office.vault().join("generations");
    std::fs::remove_dir_all(&in_the_way).ok();
    std::fs::write(&in_the_way, "in the way").unwrap();
    for _ in 0..5 {
        office.try_ask(copy.clone()).unwrap_err();
        assert_eq!(office.clipboard.lent(), None);
    }
    std::fs::remove_file(in_the_way).unwrap();
    // RFC 4226, appendix D: the second value. The first one was counted before it could not be saved.
    assert_eq!(office.ask(copy)["code"], "287082");
}
