//! Backups: made when it is time, looked at, brought back, tried, and made the vault.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
};

use keyrack_app::{Keyrack, RecoveryKey, Unlock};
use keyrack_keeper::{controller::LockReason, shell::Choose, views::Event};
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD, SECRET, Trouble};

const MINUTE: u64 = 60 * 1000;
const DAY: u64 = 24 * 60 * MINUTE;

/// Chooses a new folder for backups.
fn choose_folder(office: &Office) -> PathBuf {
    let folder = office.path("backups");
    fs::create_dir(&folder).unwrap();
    *office.shell.choice.lock().unwrap() = Some(folder.clone());
    office.ask(json!({ "ask": "choose_backup_folder" }));
    folder
}

/// The names of what lies in a folder.
fn there(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}

/// How many accounts a backup holds, by the password.
fn accounts_in(office: &Office, path: &Path) -> usize {
    let keyrack = Keyrack::new(office.computer.clone(), None);
    let way = Unlock::password(PASSWORD);
    let view = keyrack.backup_verify(&fs::read(path).unwrap(), &way, None);
    view.unwrap().accounts
}

/// Adds an account at the controller.
fn add(office: &Office, label: &str) -> String {
    let uri = format!("otpauth://totp/NAV:{label}?secret={SECRET}&issuer=NAV");
    let draft = office.ask(json!({ "ask": "read_text", "text": uri, "how": {} }));
    let added = office.ask(json!({
        "ask": "add", "draft": draft["draft"], "service": "NAV", "label": label, "folder": "Kovács Bt.", "desk": "",
        "fields": [],
    }));
    added["account"]["id"].as_str().unwrap().to_owned()
}

fn failures(office: &Office) -> Vec<String> {
    let told = office.shell.told.lock().unwrap();
    let failures = told.iter().filter_map(|event| match event {
        Event::BackupFailed { code } => Some(code.as_str().to_owned()),
        _ => None,
    });
    failures.collect()
}

fn open(from: &str, file: Value, password: Value) -> Value {
    json!({ "ask": "open_backup", "from": from, "file": file, "password": password })
}

#[test]
fn a_backup_is_opened_before_it_counts_and_the_newest_ten_stay() {
    let office = Office::new();
    let back_up = json!({ "ask": "back_up" });
    assert_eq!(office.refusal(back_up.clone()), "no_backup_folder");
    let folder = choose_folder(&office);
    fs::write(folder.join("letter.tar"), "Dear Ms Kovács").unwrap();
    let settings = office.ask(json!({ "ask": "settings" }));
    assert_eq!(settings["backup_folder"], folder.display().to_string());
    assert_eq!(settings["last_backup"], json!(null));
    let mut made = Vec::new();
    for number in 0..12 {
        office.add("Kovács Bt.", "NAV", &format!("user {number}"), "totp");
        let done = office.ask(back_up.clone());
        assert_eq!(
            (&done["accounts"], &done["codes"]),
            (&json!(number + 1), &json!(number + 1))
        );
        made.push(done["file"].as_str().unwrap().to_owned());
        office.clock.wait(24 * 60 * 60 * 1000);
        office.ask(json!({ "ask": "active" }));
    }
    assert!(made[0].contains("2026-"), "{}", made[0]);
    let there = |name: &String| folder.join(name).exists();
    assert!(!there(&made[0]) && !there(&made[1]) && made[2..].iter().all(there));
    assert!(
        folder.join("letter.tar").exists(),
        "nobody else's files are touched"
    );
    let last = office.ask(json!({ "ask": "settings" }))["last_backup"].clone();
    assert_eq!(last, 1_790_000_000_000_u64 + 11 * 24 * 60 * 60 * 1000);

    let newest = fs::read(folder.join(&made[11])).unwrap();
    let keyrack = Keyrack::new(office.computer.clone(), None);
    let view = keyrack
        .backup_verify(&newest, &Unlock::password(PASSWORD), None)
        .unwrap();
    assert_eq!(view.accounts, 12, "the password opens it as well");
}

#[test]
fn a_folder_that_is_gone_is_said_and_nothing_counts_as_a_backup() {
    let office = Office::new();
    fs::remove_dir(choose_folder(&office)).unwrap();
    assert_eq!(
        office.refusal(json!({ "ask": "back_up" })),
        "file_not_found"
    );
    assert_eq!(
        office.ask(json!({ "ask": "settings" }))["last_backup"],
        json!(null)
    );
}

#[test]
fn what_changes_is_backed_up_once_it_is_quiet_and_not_again_before_it_changes() {
    let office = Office::new();
    office.controller.keep_backups();
    let folder = choose_folder(&office);
    office.controller.keep_backups();
    let first = there(&folder);
    assert_eq!(first.len(), 1, "what was there before");
    office.clock.wait(60 * MINUTE);
    office.controller.keep_backups();
    assert_eq!(there(&folder), first, "nothing has changed");

    add(&office, "anna");
    office.controller.keep_backups();
    assert_eq!(there(&folder), first, "it has only just changed");
    office.clock.wait(2 * MINUTE);
    office.controller.keep_backups();
    let second = there(&folder);
    assert_eq!(second.len(), 2);
    assert_eq!(accounts_in(&office, &folder.join(&second[1])), 1);
    let settings = office.ask(json!({ "ask": "settings" }));
    assert_eq!(settings["last_backup"], office.now());
    assert_eq!(failures(&office), [""; 0]);
    let listed = office.ask(json!({ "ask": "backups" }))["files"].clone();
    assert_eq!(listed[0]["file"], second[1], "the newest first");
    assert_eq!(
        (&listed[0]["own"], &listed[0]["verified"]),
        (&json!(true), &json!(office.now()))
    );

    office.ask(json!({ "ask": "change_settings", "changes": { "backups_kept": 1 } }));
    add(&office, "bela");
    office.clock.wait(15 * MINUTE);
    office.controller.keep_backups();
    let third = there(&folder);
    assert_eq!(third.len(), 1);
    assert_eq!(accounts_in(&office, &folder.join(&third[0])), 2);
    for none in [0, 101] {
        let changes = json!({ "backups_kept": none });
        let request = json!({ "ask": "change_settings", "changes": changes });
        assert_eq!(office.refusal(request), "bad_value");
    }
}

#[test]
fn a_disk_in_trouble_costs_no_older_backup_and_is_told_once() {
    for (trouble, code) in [
        (Trouble::Full, "disk_full"),
        (Trouble::Forgetful, "backup_read_back"),
    ] {
        let office = Office::new();
        let folder = choose_folder(&office);
        office.ask(json!({ "ask": "change_settings", "changes": { "backups_kept": 1 } }));
        office.controller.keep_backups();
        let good = there(&folder);
        let last = office.ask(json!({ "ask": "settings" }))["last_backup"].clone();

        *office.disk.trouble.lock().unwrap() = Some((folder.clone(), trouble));
        add(&office, "anna");
        for _ in 0..3 {
            office.clock.wait(15 * MINUTE);
            office.controller.keep_backups();
            assert_eq!(there(&folder), good, "{code}");
        }
        assert_eq!(failures(&office), [code]);
        let settings = office.ask(json!({ "ask": "settings" }));
        assert_eq!(settings["backup_trouble"], code);
        assert_eq!(settings["last_backup"], last);

        *office.disk.trouble.lock().unwrap() = None;
        office.clock.wait(15 * MINUTE);
        office.controller.keep_backups();
        assert_eq!(there(&folder).len(), 1);
        assert_ne!(there(&folder), good);
        let settings = office.ask(json!({ "ask": "settings" }));
        assert_eq!(settings["backup_trouble"], json!(null));
    }
}

#[test]
fn a_folder_that_was_unplugged_is_used_again_when_it_is_back() {
    let office = Office::new();
    let folder = choose_folder(&office);
    let away = office.path("unplugged");
    fs::rename(&folder, &away).unwrap();
    office.controller.keep_backups();
    assert_eq!(failures(&office), ["file_not_found"]);
    assert!(!folder.exists(), "no folder is made where the disk was");
    assert_eq!(office.ask(json!({ "ask": "backups" }))["files"], json!([]));
    fs::rename(&away, &folder).unwrap();
    office.clock.wait(15 * MINUTE);
    office.controller.keep_backups();
    assert_eq!(there(&folder).len(), 1);
}

#[test]
fn while_the_folder_hangs_the_vault_works_and_locks_and_no_second_backup_begins() {
    let office = Office::new();
    let folder = choose_folder(&office);
    let (hangs, told) = mpsc::channel();
    let (release, held) = mpsc::channel::<()>();
    let hang = Box::new(move || {
        hangs.send(()).unwrap();
        _ = held.recv();
    });
    *office.disk.trouble.lock().unwrap() = Some((folder.clone(), Trouble::Happens(hang)));
    std::thread::scope(|scope| {
        scope.spawn(|| office.controller.keep_backups());
        told.recv().unwrap();
        add(&office, "anna");
        assert_eq!(office.refusal(json!({ "ask": "back_up" })), "busy");
        office.controller.lock(LockReason::Person);
        assert_eq!(office.ask(json!({ "ask": "state" }))["state"], "locked");
        office.unlock();
        drop(release);
    });
    assert_eq!(there(&folder).len(), 1, "it was finished all the same");
}

#[test]
fn what_was_not_backed_up_yet_is_copied_when_the_program_ends_and_proven_after_the_next_unlock() {
    let office = Office::new();
    let folder = choose_folder(&office);
    office.controller.keep_backups();
    let before = there(&folder);
    add(&office, "anna");
    office.controller.lock(LockReason::Quit);
    let copied = there(&folder);
    assert_eq!(copied.len(), 2);
    assert_eq!(accounts_in(&office, &folder.join(&copied[1])), 1);
    let verified = |office: &Office| {
        let files = office.ask(json!({ "ask": "backups" }))["files"].clone();
        files[0]["verified"].clone()
    };
    assert_eq!(verified(&office), json!(null), "nobody has opened it");
    assert!(copied.contains(&before[0]), "so no other goes for it");

    office.unlock();
    office.clock.wait(15 * MINUTE);
    office.controller.keep_backups();
    assert_eq!(verified(&office), office.now());
    assert_eq!(there(&folder), copied);
    office.controller.lock(LockReason::Quit);
    assert_eq!(there(&folder), copied, "nothing has changed since");
}

#[test]
fn accounts_come_back_from_a_backup_that_was_looked_at_and_go_again() {
    let office = Office::new();
    let folder = choose_folder(&office);
    let [anna, bela] = ["anna", "bela"].map(|label| add(&office, label));
    office.ask(json!({ "ask": "back_up" }));
    let file = there(&folder)[0].clone();
    office.ask(json!({ "ask": "remove", "accounts": [anna] }));
    office.ask(json!({ "ask": "edit", "account": bela, "fields": [["note", "since May"]] }));

    for other in ["../vault/vault.age", "keyrack-notes.tar", ""] {
        let refused = office.refusal(open("folder", json!(other), json!(null)));
        assert_eq!(refused, "not_found", "{other}");
    }
    let plan = office.ask(open("folder", json!(file), json!(null)));
    assert_eq!(
        plan,
        json!({
            "file": file, "vault": plan["vault"], "sequence": plan["sequence"], "saved_at": office.now(), "accounts": 2,
            "codes": 2, "ways_in": true, "matches": null, "own": true, "adopts": false, "missing": 0, "deleted": 1,
            "changed": 1,
        })
    );
    let page = office.ask(json!({ "ask": "restore_rows", "from": 0, "count": 60 }));
    let rows: Vec<Value> = ["anna", "bela"]
        .iter()
        .zip([&anna, &bela])
        .zip([("deleted", json!([])), ("changed", json!(["note"]))])
        .map(|((label, account), (status, fields))| {
            json!({
                "id": account, "state": status, "folder": "Kovács Bt.", "service": "NAV", "issuer": "NAV", "label": label,
                "fields": fields, "taken": false,
            })
        })
        .collect();
    assert_eq!(page, json!({ "total": 2, "rows": rows }));
    assert_eq!(
        office.ask(json!({ "ask": "restore_rows", "from": 1, "count": 1 }))["rows"],
        json!(rows[1..])
    );

    let taken = office.ask(json!({ "ask": "take_restore", "accounts": [anna] }));
    assert_eq!(taken["restored"], 1);
    let labels = || office.labels("", json!({ "in": "all" }));
    assert_eq!(labels(), ["anna", "bela"]);
    assert_eq!(
        office.refusal(json!({ "ask": "take_restore", "accounts": null })),
        "backup_gone",
        "it is opened anew for more"
    );
    assert_eq!(office.ask(json!({ "ask": "undo_restore" })), 1);
    assert_eq!(labels(), ["bela"]);
    assert_eq!(
        office.refusal(json!({ "ask": "undo_restore" })),
        "nothing_to_undo"
    );
    office.ask(open("folder", json!(file), json!(null)));
    office.unlocked_again();
    assert_eq!(
        office.refusal(json!({ "ask": "restore_rows", "from": 0, "count": 60 })),
        "backup_gone",
        "a lock forgets it"
    );
}

#[test]
fn a_backup_under_an_earlier_password_asks_for_that_and_is_not_chosen_twice() {
    let office = Office::new();
    let folder = choose_folder(&office);
    add(&office, "anna");
    office.ask(json!({ "ask": "back_up" }));
    let file = folder.join(&there(&folder)[0]);
    office.ask(json!({ "ask": "change_password", "old": PASSWORD, "new": "another one" }));
    *office.shell.choice.lock().unwrap() = Some(file);
    let dialogs = || office.shell.dialogs.lock().unwrap().len();
    let before = dialogs();
    let needed = office.refusal(open("file", json!(null), json!(null)));
    assert_eq!(needed, "file_password_needed");
    let wrong = office.refusal(open("file", json!(null), json!("another one")));
    assert_eq!(wrong, "backup_key_wrong");
    let plan = office.ask(open("file", json!(null), json!(PASSWORD)));
    assert_eq!(plan["accounts"], 1);
    assert_eq!(dialogs(), before + 1);
    assert_eq!(
        office.shell.dialogs.lock().unwrap().last(),
        Some(&Choose::Open {
            extension: "tar".to_owned()
        })
    );
    *office.shell.choice.lock().unwrap() = None;
    assert_eq!(
        office.ask(open("file", json!(null), json!(null))),
        json!(null)
    );
}

#[test]
fn a_drill_opens_the_newest_backup_by_the_paper_and_is_remembered() {
    let office = Office::empty();
    let key = RecoveryKey::make();
    Keyrack::new(office.computer.clone(), None)
        .init(PASSWORD, Some(keyrack_app::Kdf::FLOOR), &key)
        .unwrap();
    office.unlock();
    let typed = key.reveal().to_string();
    let drill = |typed: &str| json!({ "ask": "drill", "typed": typed });
    assert_eq!(office.refusal(drill(&typed)), "no_backup_folder");
    choose_folder(&office);
    assert_eq!(office.refusal(drill(&typed)), "no_backup");
    add(&office, "anna");
    office.ask(json!({ "ask": "back_up" }));
    let other = RecoveryKey::make().reveal().to_string();
    assert_eq!(office.refusal(drill(&other)), "backup_key_wrong");
    let settings = || office.ask(json!({ "ask": "settings" }))["last_drill"].clone();
    assert_eq!(settings(), json!(null));
    for way in [typed.as_str(), PASSWORD] {
        let done = office.ask(drill(way));
        assert_eq!(
            (&done["accounts"], &done["codes"], &done["matches"]),
            (&json!(1), &json!(1), &json!(true))
        );
    }
    assert_eq!(settings(), office.now());
    add(&office, "bela");
    assert_eq!(office.ask(drill(&typed))["matches"], false);
    office.ask(json!({ "ask": "start_support", "minutes": 5 }));
    assert_eq!(office.refusal(drill(&typed)), "support_mode");
}

#[test]
fn on_a_new_computer_a_backup_becomes_the_vault_after_a_look_into_it() {
    let old = Office::new();
    let folder = choose_folder(&old);
    add(&old, "anna");
    old.ask(json!({ "ask": "back_up" }));
    let file = folder.join(&there(&folder)[0]);

    let new = Office::empty();
    *new.shell.choice.lock().unwrap() = Some(file);
    assert_eq!(
        new.refusal(json!({ "ask": "adopt", "password": PASSWORD })),
        "backup_gone"
    );
    let needed = new.refusal(open("file", json!(null), json!(null)));
    assert_eq!(needed, "file_password_needed");
    let wrong = new.refusal(open("file", json!(null), json!("x")));
    assert_eq!(wrong, "backup_key_wrong");
    let plan = new.ask(open("file", json!(null), json!(PASSWORD)));
    assert_eq!(
        (&plan["accounts"], &plan["saved_at"], &plan["adopts"]),
        (&json!(1), &json!(old.now()), &json!(true))
    );
    assert_eq!(new.ask(json!({ "ask": "state" }))["state"], "no_vault");
    let wrong = json!({ "ask": "adopt", "password": "x" });
    assert_eq!(new.refusal(wrong), "backup_key_wrong");
    assert_eq!(new.ask(json!({ "ask": "state" }))["state"], "no_vault");
    let state = new.ask(json!({ "ask": "adopt", "password": PASSWORD }));
    assert_eq!(state["state"], "unlocked");
    assert_eq!(state["notices"], json!([]));
    assert_eq!(new.labels("", json!({ "in": "all" })), ["anna"]);
    let replica = |office: &Office| fs::read(office.computer.home.join("replica")).unwrap();
    add(&new, "bela");
    assert_ne!(
        replica(&new),
        replica(&old),
        "two computers write by two names"
    );
}

#[test]
fn a_backup_takes_the_place_of_a_vault_that_cannot_be_read_and_of_no_other() {
    let office = Office::new();
    let folder = choose_folder(&office);
    add(&office, "anna");
    office.ask(json!({ "ask": "back_up" }));
    let file = folder.join(&there(&folder)[0]);
    *office.shell.choice.lock().unwrap() = Some(file);
    office.ask(json!({ "ask": "lock" }));
    let with_password = open("file", json!(null), json!(PASSWORD));
    let adopt = json!({ "ask": "adopt", "password": PASSWORD });
    assert_eq!(office.refusal(with_password.clone()), "vault_exists");
    assert_eq!(office.refusal(adopt.clone()), "vault_exists");
    let lost = || office.ask(json!({ "ask": "state" }))["lost"].clone();
    assert_eq!(lost(), false);

    fs::remove_dir_all(office.vault().join("generations")).unwrap();
    fs::write(office.vault().join("vault.age"), b"ruined").unwrap();
    let unlock = json!({ "ask": "unlock", "password": PASSWORD });
    assert_eq!(office.refusal(unlock), "vault_unreadable");
    assert_eq!(lost(), true);
    office.ask(with_password);
    let state = office.ask(adopt.clone());
    assert_eq!(state["state"], "unlocked");
    assert_eq!(office.labels("", json!({ "in": "all" })), ["anna"]);
    let aside = fs::read_dir(office.vault().join("set-aside")).unwrap();
    assert!(
        aside
            .flatten()
            .any(|file| fs::read(file.path()).unwrap() == b"ruined"),
        "what was there is kept"
    );
    assert_eq!(office.refusal(adopt), "vault_exists");
    office.ask(json!({ "ask": "lock" }));
    assert_eq!(lost(), false);
}

#[test]
fn the_banner_knows_since_when_there_is_no_backup() {
    let office = Office::new();
    let since = || office.ask(json!({ "ask": "settings" }))["backups_since"].clone();
    let first = since();
    assert_eq!(first, office.now());
    office.clock.wait(DAY);
    office.unlocked_again();
    assert_eq!(since(), first);
}
