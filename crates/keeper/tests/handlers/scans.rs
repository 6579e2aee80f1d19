//! Looking for keys, with a scanner that sees what the test shows it.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;

use keyrack_keeper::{
    clipboard::Content,
    controller::LockReason,
    request::Reply,
    scanner::{ScanError, ScannedTexts},
    shell::WindowKind,
    views::Event,
};
use keyrack_qr::Error;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::support::{Office, account};

const KEY: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const URI: &str = "otpauth://totp/Bank:anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Bank";
const OTHER: &str =
    "otpauth://totp/NAV:b%C3%A9la?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=NAV";

fn scan(from: &str) -> Value {
    json!({ "ask": "scan", "from": from, "more": false })
}

fn labels(scan: &Value) -> Vec<&str> {
    let found = scan["found"].as_array().unwrap().iter();
    found
        .map(|draft| draft["label"].as_str().unwrap())
        .collect()
}

fn text(text: &str) -> Content {
    Content::Text(Zeroizing::new(text.to_owned()))
}

impl Office {
    fn shown(&self) -> Vec<String> {
        let shown = std::mem::take(&mut *self.scanner.shown.lock().unwrap());
        let shown = shown.into_iter().map(String::from_utf8);
        shown.map(Result::unwrap).collect()
    }

    fn copied(&self, content: Content) {
        *self.clipboard.content.lock().unwrap() = Some(content);
    }

    /// Lets the person choose files of these names and contents.
    pub fn chosen(&self, files: &[(&str, &str)]) {
        let paths = files.iter().map(|(name, content)| {
            let path = self.path(name);
            std::fs::write(&path, content).unwrap();
            Some(path)
        });
        *self.shell.files.lock().unwrap() = paths.collect();
    }
}

#[test]
fn screens_are_looked_at_while_no_window_of_ours_is_on_them() {
    let office = Office::new();
    for from in ["screens", "area"] {
        office.shell.since();
        office.scanner.will_see(&[URI, OTHER]);
        let shell = Arc::clone(&office.shell);
        let (tell, told) = mpsc::channel();
        *office.scanner.meanwhile.lock().unwrap() =
            Some(Box::new(move |_| tell.send(shell.since()).unwrap()));
        let found = office.ask(scan(from));
        assert_eq!(labels(&found), ["anna", "béla"]);
        assert_eq!(found["pictures"], 1);
        assert_eq!(told.recv().unwrap(), ["hiding"]);
        assert_eq!(office.shell.since(), ["show_windows"]);
        assert_eq!(office.shown(), [from]);
    }
}

#[test]
fn what_is_seen_adds_nothing_by_itself() {
    let office = Office::new();
    let file = office.vault().join("vault.age");
    let before = std::fs::read(&file).unwrap();
    for from in ["screens", "area", "clipboard"] {
        office.scanner.will_see(&[URI, OTHER]);
        let found = office.ask(scan(from));
        assert_eq!(labels(&found), ["anna", "béla"]);
        let draft = &found["found"][0];
        assert_eq!(
            (&draft["issuer"], &draft["digits"], &draft["period"]),
            (&json!("Bank"), &json!(6), &json!(30)),
            "whom it is for is seen first"
        );
    }
    office.unlocked_again();
    assert!(office.labels("", json!({ "in": "all" })).is_empty());
    assert_eq!(std::fs::read(file).unwrap(), before);
}

#[test]
fn the_window_keeps_the_focus_where_the_desktop_asks_for_it() {
    let office = Office::new();
    office.scanner.asks.store(true, Ordering::Relaxed);
    office.shell.since();
    office.scanner.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("screens"))), ["anna"]);
    assert_eq!(office.shell.since(), [""; 0]);
}

#[test]
fn the_windows_come_back_whatever_becomes_of_the_scanner() {
    let office = Office::new();
    for error in ScanError::ALL {
        office.scanner.sees.lock().unwrap().push_back(Err(error));
        office.shell.since();
        assert_eq!(office.refusal(scan("screens")), error.code().as_str());
        assert_eq!(office.shell.since(), ["hiding", "show_windows"]);
    }
    *office.scanner.meanwhile.lock().unwrap() =
        Some(Box::new(|_| panic!("a fault in the scanner")));
    assert_eq!(office.refusal(scan("area")), "unexpected");
    assert_eq!(office.shell.since(), ["hiding", "show_windows"]);
    office.scanner.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("area"))), ["anna"]);
}

#[test]
fn who_chooses_nothing_gets_nothing() {
    let office = Office::new();
    office.scanner.sees.lock().unwrap().push_back(Ok(None));
    assert_eq!(
        office.ask(scan("area")),
        Value::Null,
        "cancelled by the scanner"
    );
    assert_eq!(office.ask(scan("files")), Value::Null);
    assert_eq!(office.ask(scan("dropped")), Value::Null);
    assert_eq!(office.ask(scan("tray")), Value::Null);
    let nothing = office.ask(scan("screens"));
    assert_eq!(nothing["found"], json!([]), "nothing found is an answer");
}

#[test]
fn the_ways_are_asked_for_once() {
    let office = Office::new();
    let ways = json!({ "ask": "scan_ways" });
    assert_eq!(
        office.ask(ways.clone()),
        json!({ "screens": null, "area": "no_portal", "asks": false })
    );
    office.ask(ways);
    assert_eq!(office.scanner.asked_ways.load(Ordering::Relaxed), 1);
}

#[test]
fn the_clipboard_may_hold_a_key_an_uri_several_lines_a_picture_or_files() {
    let office = Office::new();
    assert_eq!(
        {
            office
                .scanner
                .sees
                .lock()
                .unwrap()
                .push_back(Err(ScanError::ClipboardEmpty));
            office.refusal(scan("clipboard"))
        },
        "clipboard_empty"
    );
    office.shown();

    office.copied(text("  jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp \n"));
    assert_eq!(office.ask(scan("clipboard"))["found"][0]["type"], "totp");
    office.copied(text(&format!("\n{URI}\n\n  {OTHER}\n")));
    let found = office.ask(scan("clipboard"));
    assert_eq!(
        (labels(&found), &found["pictures"]),
        (vec!["anna", "béla"], &json!(0))
    );
    assert_eq!(
        office.shown(),
        [""; 0],
        "no picture is looked for beside a text that is a key"
    );

    office.copied(Content::Nothing);
    office.scanner.will_see(&[OTHER]);
    assert_eq!(labels(&office.ask(scan("clipboard"))), ["béla"]);
    // As a spreadsheet copies cells: as a text, and as a picture of it.
    office.copied(text("Dear Ms Kovács"));
    office.scanner.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("clipboard"))), ["anna"]);
    assert_eq!(office.shown(), ["clipboard", "clipboard"]);

    let path = office.path("code.png");
    std::fs::write(&path, "a picture").unwrap();
    office.copied(Content::Files(vec![Some(path)]));
    office.scanner.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("clipboard"))), ["anna"]);
    assert_eq!(office.shown(), ["a picture"]);
}

#[test]
fn one_file_that_cannot_be_read_keeps_none_of_the_others_out() {
    let office = Office::new();
    office.chosen(&[("a.png", "first"), ("b.png", "second"), ("c.pdf", "third")]);
    {
        let mut files = office.shell.files.lock().unwrap();
        files.push(Some(office.path("gone.png")));
        files.push(Some(office.vault()));
        files.push(None);
    }
    office.scanner.will_see(&[URI]);
    office
        .scanner
        .sees
        .lock()
        .unwrap()
        .push_back(Err(ScanError::Picture(Error::Damaged)));
    office
        .scanner
        .sees
        .lock()
        .unwrap()
        .push_back(Ok(Some(ScannedTexts {
            texts: vec![Zeroizing::new(OTHER.to_owned())],
            doubtful: 1,
            pictures: 3,
        })));
    let found = office.ask(scan("files"));
    assert_eq!(office.shown(), ["first", "second", "third"]);
    assert_eq!(labels(&found), ["anna", "béla"]);
    assert_eq!(
        (&found["doubtful"], &found["pictures"]),
        (&json!(1), &json!(4))
    );
    assert_eq!(
        found["unread"],
        json!([
            { "name": "b.png", "code": "picture_damaged" },
            { "name": "gone.png", "code": "file_not_found" },
            { "name": "vault", "code": "picture_unknown" },
            { "name": "", "code": "name_unusable" },
        ])
    );
    let file = office.shell.files.lock().unwrap()[0].clone();
    *office.shell.files.lock().unwrap() = vec![file; 201];
    assert_eq!(office.refusal(scan("files")), "too_many_pictures");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let office = Office::new();
    office.chosen(&[("large.png", "")]);
    let file = std::fs::File::create(office.path("large.png")).unwrap();
    file.set_len(keyrack_keeper::scanner::MAX_FILE as u64 + 1)
        .unwrap();
    let found = office.ask(scan("files"));
    assert_eq!(found["unread"][0]["code"], "picture_too_large");
    assert_eq!(office.shown(), [""; 0]);
}

#[test]
fn dropped_files_wait_for_the_window_to_ask_while_it_is_open() {
    let office = Office::new();
    office.chosen(&[("a.png", "first")]);
    let files = office.shell.files.lock().unwrap().clone();
    office.ask(json!({ "ask": "lock" }));
    office.controller.dropped(files.clone());
    assert!(office.shell.told.lock().unwrap().is_empty());
    office.unlock();
    assert_eq!(
        office.ask(scan("dropped")),
        Value::Null,
        "dropped on the lock screen"
    );

    office.controller.dropped(files);
    assert_eq!(
        *office.shell.told.lock().unwrap(),
        [Event::Dropped { files: 1 }]
    );
    office.scanner.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("dropped"))), ["anna"]);
    assert_eq!(office.ask(scan("dropped")), Value::Null, "asked for once");
}

#[test]
fn how_far_a_scan_is_is_told_once_it_takes_a_while() {
    let office = Office::new();
    let clock = Arc::clone(&office.clock);
    *office.scanner.meanwhile.lock().unwrap() = Some(Box::new(move |task| {
        task.progress(100);
        clock.wait(299);
        task.progress(200);
        clock.wait(1);
        task.progress(300);
        task.progress(64_000);
    }));
    office.ask(scan("screens"));
    let far = |done| Event::ScanProgress { done };
    assert_eq!(*office.shell.told.lock().unwrap(), [far(300), far(1000)]);
}

#[test]
fn of_several_files_it_is_told_how_far_all_are() {
    let office = Office::new();
    office.chosen(&[("a.png", "first"), ("b.png", "second")]);
    office.scanner.will_see(&[URI]);
    let (clock, scanner) = (Arc::clone(&office.clock), Arc::clone(&office.scanner));
    *office.scanner.meanwhile.lock().unwrap() = Some(Box::new(move |task| {
        task.progress(0);
        clock.wait(300);
        task.progress(500);
        *scanner.meanwhile.lock().unwrap() = Some(Box::new(|task| task.progress(500)));
    }));
    office.ask(scan("files"));
    let far = |done| Event::ScanProgress { done };
    assert_eq!(*office.shell.told.lock().unwrap(), [far(250), far(750)]);
}

#[test]
fn a_scan_that_is_cancelled_ends_and_is_answered_with_nothing() {
    let office = Office::new();
    office.chosen(&[("a.png", "first"), ("b.png", "second")]);
    for from in ["screens", "files"] {
        let controller = Arc::clone(&office.controller);
        let (end, ended) = mpsc::channel();
        *office.scanner.meanwhile.lock().unwrap() = Some(Box::new(move |task| {
            task.on_cancel(move || end.send(()).unwrap());
            let cancel = json!({ "ask": "cancel_scan" }).to_string();
            controller
                .answer(WindowKind::Main, cancel.as_bytes())
                .unwrap();
            task.progress(1000);
        }));
        office.scanner.will_see(&[URI]);
        office.clock.wait(1000);
        assert_eq!(office.ask(scan(from)), Value::Null);
        ended.recv().unwrap();
        office.scanner.sees.lock().unwrap().clear();
    }
    assert_eq!(
        office.shown(),
        ["screens", "first"],
        "the second file is left alone"
    );
    assert!(office.shell.told.lock().unwrap().is_empty());
    office.ask(json!({ "ask": "cancel_scan" }));
    office.scanner.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("screens"))), ["anna"]);
}

#[test]
fn a_second_scan_ends_the_first_and_begins_when_our_windows_are_back() {
    let office = Office::new();
    let controller = Arc::clone(&office.controller);
    let (give, second) = mpsc::channel();
    let shell = Arc::clone(&office.shell);
    *office.scanner.meanwhile.lock().unwrap() = Some(Box::new(move |task| {
        shell.since();
        let (end, ended) = mpsc::channel();
        task.on_cancel(move || end.send(()).unwrap());
        let ask = move || {
            let reply = controller.answer(WindowKind::Main, scan("screens").to_string().as_bytes());
            matches!(reply, Ok(Reply::Json(json)) if json.contains("anna"))
        };
        give.send(thread::spawn(ask)).unwrap();
        ended.recv().unwrap();
    }));
    office.scanner.will_see(&[OTHER]);
    office.scanner.will_see(&[URI]);
    assert_eq!(office.ask(scan("screens")), Value::Null);
    assert!(second.recv().unwrap().join().unwrap());
    assert_eq!(
        office.shell.since(),
        ["show_windows", "hiding", "show_windows"]
    );
}

#[test]
fn a_lock_ends_a_scan_and_nothing_of_it_reaches_the_next_unlock() {
    let office = Office::new();
    let (end, ended) = mpsc::channel();
    let (controller, again) = (
        Arc::clone(&office.controller),
        Arc::clone(&office.controller),
    );
    *office.scanner.meanwhile.lock().unwrap() = Some(Box::new(move |task| {
        task.on_cancel(move || end.send(()).unwrap());
        controller.lock(LockReason::Idle);
        let unlock = json!({ "ask": "unlock", "password": crate::support::PASSWORD });
        again
            .answer(WindowKind::Main, unlock.to_string().as_bytes())
            .unwrap();
    }));
    office.scanner.will_see(&[URI]);
    assert_eq!(office.ask(scan("screens")), Value::Null);
    ended.recv().unwrap();
    assert_eq!(office.shell.since().last().unwrap(), "show_windows");
    // The next scan of the new vault knows nothing of what the scanner saw in the old one.
    let more = json!({ "ask": "scan", "from": "screens", "more": true });
    assert_eq!(office.ask(more)["found"], json!([]));
    for draft in 0..4 {
        let add = json!({ "ask": "add_many", "drafts": [draft], "folder": null, "folders": [] });
        assert_eq!(office.refusal(add), "draft_gone");
    }
}

#[test]
fn while_it_is_locked_nothing_is_looked_at() {
    let office = Office::new();
    office.chosen(&[("a.png", "first")]);
    office.ask(json!({ "ask": "lock" }));
    office.shell.since();
    for from in ["clipboard", "screens", "area", "files", "dropped", "tray"] {
        assert_eq!(office.refusal(scan(from)), "locked");
    }
    assert!(!office.controller.scan_screens());
    assert_eq!(office.shown(), [""; 0]);
    assert_eq!(office.shell.since(), [""; 0]);
}

#[test]
fn what_was_found_for_the_tray_waits_for_the_window() {
    let office = Office::new();
    office.scanner.will_see(&[URI]);
    let state = json!({ "ask": "state" });
    assert_eq!(office.ask(state.clone())["scan_waits"], false);
    let controller = Arc::clone(&office.controller);
    assert!(
        thread::spawn(move || controller.scan_screens())
            .join()
            .unwrap()
    );
    assert_eq!(*office.shell.told.lock().unwrap(), [Event::Scanned]);
    assert_eq!(office.ask(state.clone())["scan_waits"], true);
    assert_eq!(labels(&office.ask(scan("tray"))), ["anna"]);
    assert_eq!(office.ask(state)["scan_waits"], false);
    assert_eq!(office.ask(scan("tray")), Value::Null);

    office
        .scanner
        .sees
        .lock()
        .unwrap()
        .push_back(Err(ScanError::ScreenRefused));
    assert!(office.controller.scan_screens());
    assert_eq!(office.refusal(scan("tray")), "screen_refused");
    office.scanner.sees.lock().unwrap().push_back(Ok(None));
    assert!(
        !office.controller.scan_screens(),
        "cancelled: there is nothing to show"
    );
}

#[test]
fn several_accounts_are_added_at_once_and_taken_back() {
    let office = Office::new();
    office.scanner.will_see(&[URI, OTHER]);
    let found = office.ask(scan("screens"));
    let drafts: Vec<&Value> = found["found"].as_array().unwrap().iter().collect();
    assert_eq!([&drafts[0]["status"], &drafts[1]["status"]], ["new", "new"]);
    let numbers: Vec<&Value> = drafts.iter().map(|draft| &draft["draft"]).collect();
    let added = office.ask(json!({
        "ask": "add_many", "drafts": numbers, "folder": "Kovács Bt.",
        "folders": [[numbers[1], "Szabó Kft."]],
    }));
    assert_eq!(added["accounts"].as_array().unwrap().len(), 2);
    assert_eq!(added["first"]["account"]["label"], "anna");
    assert_eq!(added["first"]["account"]["folder"]["name"], "Kovács Bt.");
    let factor = &added["first"]["account"]["factors"][0]["code"]["id"];
    assert_eq!(&added["first"]["factor"], factor);
    let other = office.ask(json!({ "ask": "account", "account": added["accounts"][1] }));
    assert_eq!(
        (&other["folder"]["name"], &other["issuer"]),
        (&json!("Szabó Kft."), &json!("NAV"))
    );

    office.scanner.will_see(&[URI, OTHER]);
    let again = office.ask(scan("screens"));
    let statuses: Vec<&Value> = again["found"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["status"])
        .collect();
    assert_eq!(statuses, ["identical", "identical"]);
    office.copied(text(KEY));
    let bare = office.ask(scan("clipboard"));
    assert_eq!(bare["found"][0]["status"], "same_secret");

    office.ask(json!({ "ask": "undo_add", "accounts": added["accounts"] }));
    assert_eq!(office.labels("", json!({ "in": "all" })), [""; 0]);
    assert_eq!(office.labels("", json!({ "in": "trash" })).len(), 2);
}

/// The transfer codes of an office with so many accounts.
fn transfer(accounts: usize) -> Vec<String> {
    let other = Office::new();
    let mut session = other.elsewhere();
    let new = (0..accounts).map(|number| account("NAV", &format!("user{number}")));
    session.add_many(new.collect()).unwrap();
    let codes = session.transfer(&[], None).unwrap().codes;
    codes.iter().map(|(text, _)| text.to_string()).collect()
}

#[test]
fn a_hundred_accounts_of_a_transfer_all_wait_and_are_added_in_one_go() {
    let office = Office::new();
    let texts = transfer(100);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    office.scanner.will_see(&texts);
    let found = office.ask(scan("screens"));
    assert_eq!(
        (found["found"].as_array().unwrap().len(), &found["missing"]),
        (100, &json!([]))
    );
    // What is typed meanwhile takes no place of theirs.
    for _ in 0..70 {
        office.ask(json!({ "ask": "read_text", "text": KEY, "how": {} }));
    }
    let drafts: Vec<&Value> = found["found"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["draft"])
        .collect();
    let add = json!({ "ask": "add_many", "drafts": drafts, "folder": "Kovács Bt.", "folders": [] });
    assert_eq!(office.ask(add)["accounts"].as_array().unwrap().len(), 100);
    assert_eq!(office.ask(json!({ "ask": "counts" }))["all"], 100);
}

#[test]
fn parts_of_a_transfer_come_from_several_scans() {
    let office = Office::new();
    let texts = transfer(25);
    let more = |more: bool| json!({ "ask": "scan", "from": "screens", "more": more });
    let missing = |found: &Value| found["missing"][0]["parts"].clone();
    office.scanner.will_see(&[&texts[1], "otpauth://totp/x"]);
    let first = office.ask(more(false));
    assert_eq!(
        (missing(&first), &first["missing"][0]["of"]),
        (json!([1, 3]), &json!(3))
    );
    assert_eq!(first["refused"].as_array().unwrap().len(), 1);
    office.scanner.will_see(&[&texts[1], &texts[0]]);
    let second = office.ask(more(true));
    assert_eq!(
        (missing(&second), second["found"].as_array().unwrap().len()),
        (json!([3]), 20)
    );
    office.scanner.will_see(&[&texts[2]]);
    let third = office.ask(more(true));
    assert_eq!(
        (&third["missing"], third["found"].as_array().unwrap().len()),
        (&json!([]), 25)
    );
    let old = json!({ "ask": "add_many", "drafts": [first["found"][0]["draft"]], "folder": null, "folders": [] });
    assert_eq!(
        office.refusal(old),
        "draft_gone",
        "an answer replaces the one before"
    );

    office.scanner.will_see(&[&texts[2]]);
    let anew = office.ask(more(false));
    assert_eq!(missing(&anew), json!([1, 2]), "forgotten without `more`");
}

#[test]
fn of_more_than_can_be_shown_nothing_is_kept() {
    let office = Office::new();
    let key = |number: usize| {
        format!("otpauth://totp/a:{number}?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    };
    let texts: Vec<String> = (0..1_001).map(key).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    office.scanner.will_see(&texts);
    assert_eq!(office.refusal(scan("screens")), "answer_too_large");
    office.scanner.will_see(&[URI]);
    let more = json!({ "ask": "scan", "from": "screens", "more": true });
    assert_eq!(labels(&office.ask(more)), ["anna"]);
}
