//! Looking for keys, with an eye that sees what the test shows it.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;

use keyrack_keeper::{
    desk::{Because, Blind, Content, Reply, Seen},
    stage::Window,
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
        let shown = std::mem::take(&mut *self.eye.shown.lock().unwrap());
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
        *self.stage.files.lock().unwrap() = paths.collect();
    }
}

#[test]
fn screens_are_looked_at_while_no_window_of_ours_is_on_them() {
    let office = Office::new();
    for from in ["screens", "area"] {
        office.stage.since();
        office.eye.will_see(&[URI, OTHER]);
        let stage = Arc::clone(&office.stage);
        let (tell, told) = mpsc::channel();
        *office.eye.meanwhile.lock().unwrap() =
            Some(Box::new(move |_| tell.send(stage.since()).unwrap()));
        let found = office.ask(scan(from));
        assert_eq!(labels(&found), ["anna", "béla"]);
        assert_eq!(found["pictures"], 1);
        assert_eq!(told.recv().unwrap(), ["veil"]);
        assert_eq!(office.stage.since(), ["unveil"]);
        assert_eq!(office.shown(), [from]);
    }
}

#[test]
fn what_is_seen_adds_nothing_by_itself() {
    let office = Office::new();
    let file = office.vault().join("vault.age");
    let before = std::fs::read(&file).unwrap();
    for from in ["screens", "area", "clipboard"] {
        office.eye.will_see(&[URI, OTHER]);
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
    office.eye.asks.store(true, Ordering::Relaxed);
    office.stage.since();
    office.eye.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("screens"))), ["anna"]);
    assert_eq!(office.stage.since(), [""; 0]);
}

#[test]
fn the_windows_come_back_whatever_becomes_of_the_eye() {
    let office = Office::new();
    for blind in Blind::ALL {
        office.eye.sees.lock().unwrap().push_back(Err(blind));
        office.stage.since();
        assert_eq!(office.refusal(scan("screens")), blind.as_str());
        assert_eq!(office.stage.since(), ["veil", "unveil"]);
    }
    *office.eye.meanwhile.lock().unwrap() = Some(Box::new(|_| panic!("a fault in the eye")));
    assert_eq!(office.refusal(scan("area")), "unexpected");
    assert_eq!(office.stage.since(), ["veil", "unveil"]);
    office.eye.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("area"))), ["anna"]);
}

#[test]
fn who_chooses_nothing_gets_nothing() {
    let office = Office::new();
    office.eye.sees.lock().unwrap().push_back(Ok(None));
    assert_eq!(
        office.ask(scan("area")),
        Value::Null,
        "cancelled by the eye"
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
    assert_eq!(office.eye.asked_ways.load(Ordering::Relaxed), 1);
}

#[test]
fn the_clipboard_may_hold_a_key_an_uri_several_lines_a_picture_or_files() {
    let office = Office::new();
    assert_eq!(
        {
            office
                .eye
                .sees
                .lock()
                .unwrap()
                .push_back(Err(Blind::ClipboardEmpty));
            office.refusal(scan("clipboard"))
        },
        "clipboard_empty"
    );
    office.shown();

    office.copied(text("  jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp \n"));
    assert_eq!(office.ask(scan("clipboard"))["found"][0]["kind"], "totp");
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
    office.eye.will_see(&[OTHER]);
    assert_eq!(labels(&office.ask(scan("clipboard"))), ["béla"]);
    // As a spreadsheet copies cells: as a text, and as a picture of it.
    office.copied(text("Dear Ms Kovács"));
    office.eye.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("clipboard"))), ["anna"]);
    assert_eq!(office.shown(), ["clipboard", "clipboard"]);

    let path = office.path("code.png");
    std::fs::write(&path, "a picture").unwrap();
    office.copied(Content::Files(vec![Some(path)]));
    office.eye.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("clipboard"))), ["anna"]);
    assert_eq!(office.shown(), ["a picture"]);
}

#[test]
fn one_file_that_cannot_be_read_keeps_none_of_the_others_out() {
    let office = Office::new();
    office.chosen(&[("a.png", "first"), ("b.png", "second"), ("c.pdf", "third")]);
    {
        let mut files = office.stage.files.lock().unwrap();
        files.push(Some(office.path("gone.png")));
        files.push(Some(office.vault()));
        files.push(None);
    }
    office.eye.will_see(&[URI]);
    office
        .eye
        .sees
        .lock()
        .unwrap()
        .push_back(Err(Blind::Picture(Error::Damaged)));
    office.eye.sees.lock().unwrap().push_back(Ok(Some(Seen {
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
    let file = office.stage.files.lock().unwrap()[0].clone();
    *office.stage.files.lock().unwrap() = vec![file; 201];
    assert_eq!(office.refusal(scan("files")), "too_many_pictures");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let office = Office::new();
    office.chosen(&[("large.png", "")]);
    let file = std::fs::File::create(office.path("large.png")).unwrap();
    file.set_len(keyrack_keeper::desk::MAX_FILE as u64 + 1)
        .unwrap();
    let found = office.ask(scan("files"));
    assert_eq!(found["unread"][0]["code"], "picture_too_large");
    assert_eq!(office.shown(), [""; 0]);
}

#[test]
fn dropped_files_wait_for_the_window_to_ask_while_it_is_open() {
    let office = Office::new();
    office.chosen(&[("a.png", "first")]);
    let files = office.stage.files.lock().unwrap().clone();
    office.ask(json!({ "ask": "lock" }));
    office.desk.dropped(files.clone());
    assert!(office.stage.told.lock().unwrap().is_empty());
    office.unlock();
    assert_eq!(
        office.ask(scan("dropped")),
        Value::Null,
        "dropped on the lock screen"
    );

    office.desk.dropped(files);
    assert_eq!(
        *office.stage.told.lock().unwrap(),
        [Event::Dropped { files: 1 }]
    );
    office.eye.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("dropped"))), ["anna"]);
    assert_eq!(office.ask(scan("dropped")), Value::Null, "asked for once");
}

#[test]
fn how_far_a_look_is_is_told_once_it_takes_a_while() {
    let office = Office::new();
    let clock = Arc::clone(&office.clock);
    *office.eye.meanwhile.lock().unwrap() = Some(Box::new(move |look| {
        look.progress(100);
        clock.wait(299);
        look.progress(200);
        clock.wait(1);
        look.progress(300);
        look.progress(64_000);
    }));
    office.ask(scan("screens"));
    let far = |done| Event::ScanProgress { done };
    assert_eq!(*office.stage.told.lock().unwrap(), [far(300), far(1000)]);
}

#[test]
fn of_several_files_it_is_told_how_far_all_are() {
    let office = Office::new();
    office.chosen(&[("a.png", "first"), ("b.png", "second")]);
    office.eye.will_see(&[URI]);
    let (clock, eye) = (Arc::clone(&office.clock), Arc::clone(&office.eye));
    *office.eye.meanwhile.lock().unwrap() = Some(Box::new(move |look| {
        look.progress(0);
        clock.wait(300);
        look.progress(500);
        *eye.meanwhile.lock().unwrap() = Some(Box::new(|look| look.progress(500)));
    }));
    office.ask(scan("files"));
    let far = |done| Event::ScanProgress { done };
    assert_eq!(*office.stage.told.lock().unwrap(), [far(250), far(750)]);
}

#[test]
fn a_look_that_is_cancelled_ends_and_is_answered_with_nothing() {
    let office = Office::new();
    office.chosen(&[("a.png", "first"), ("b.png", "second")]);
    for from in ["screens", "files"] {
        let desk = Arc::clone(&office.desk);
        let (end, ended) = mpsc::channel();
        *office.eye.meanwhile.lock().unwrap() = Some(Box::new(move |look| {
            look.at_end(move || end.send(()).unwrap());
            let cancel = json!({ "ask": "cancel_scan" }).to_string();
            desk.answer(Window::Main, cancel.as_bytes()).unwrap();
            look.progress(1000);
        }));
        office.eye.will_see(&[URI]);
        office.clock.wait(1000);
        assert_eq!(office.ask(scan(from)), Value::Null);
        ended.recv().unwrap();
        office.eye.sees.lock().unwrap().clear();
    }
    assert_eq!(
        office.shown(),
        ["screens", "first"],
        "the second file is left alone"
    );
    assert!(office.stage.told.lock().unwrap().is_empty());
    office.ask(json!({ "ask": "cancel_scan" }));
    office.eye.will_see(&[URI]);
    assert_eq!(labels(&office.ask(scan("screens"))), ["anna"]);
}

#[test]
fn a_second_look_ends_the_first_and_begins_when_our_windows_are_back() {
    let office = Office::new();
    let desk = Arc::clone(&office.desk);
    let (give, second) = mpsc::channel();
    let stage = Arc::clone(&office.stage);
    *office.eye.meanwhile.lock().unwrap() = Some(Box::new(move |look| {
        stage.since();
        let (end, ended) = mpsc::channel();
        look.at_end(move || end.send(()).unwrap());
        let ask = move || {
            let reply = desk.answer(Window::Main, scan("screens").to_string().as_bytes());
            matches!(reply, Ok(Reply::Json(json)) if json.contains("anna"))
        };
        give.send(thread::spawn(ask)).unwrap();
        ended.recv().unwrap();
    }));
    office.eye.will_see(&[OTHER]);
    office.eye.will_see(&[URI]);
    assert_eq!(office.ask(scan("screens")), Value::Null);
    assert!(second.recv().unwrap().join().unwrap());
    assert_eq!(office.stage.since(), ["unveil", "veil", "unveil"]);
}

#[test]
fn a_lock_ends_a_look_and_nothing_of_it_reaches_the_next_unlock() {
    let office = Office::new();
    let (end, ended) = mpsc::channel();
    let (desk, again) = (Arc::clone(&office.desk), Arc::clone(&office.desk));
    *office.eye.meanwhile.lock().unwrap() = Some(Box::new(move |look| {
        look.at_end(move || end.send(()).unwrap());
        desk.lock(Because::Idle);
        let unlock = json!({ "ask": "unlock", "password": crate::support::PASSWORD });
        again
            .answer(Window::Main, unlock.to_string().as_bytes())
            .unwrap();
    }));
    office.eye.will_see(&[URI]);
    assert_eq!(office.ask(scan("screens")), Value::Null);
    ended.recv().unwrap();
    assert_eq!(office.stage.since().last().unwrap(), "unveil");
    // The next scan of the new vault knows nothing of what the eye saw in the old one.
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
    office.stage.since();
    for from in ["clipboard", "screens", "area", "files", "dropped", "tray"] {
        assert_eq!(office.refusal(scan(from)), "locked");
    }
    assert!(!office.desk.scan_screens());
    assert_eq!(office.shown(), [""; 0]);
    assert_eq!(office.stage.since(), [""; 0]);
}

#[test]
fn what_was_found_for_the_tray_waits_for_the_window() {
    let office = Office::new();
    office.eye.will_see(&[URI]);
    let state = json!({ "ask": "state" });
    assert_eq!(office.ask(state.clone())["scan_waits"], false);
    let desk = Arc::clone(&office.desk);
    assert!(thread::spawn(move || desk.scan_screens()).join().unwrap());
    assert_eq!(*office.stage.told.lock().unwrap(), [Event::Scanned]);
    assert_eq!(office.ask(state.clone())["scan_waits"], true);
    assert_eq!(labels(&office.ask(scan("tray"))), ["anna"]);
    assert_eq!(office.ask(state)["scan_waits"], false);
    assert_eq!(office.ask(scan("tray")), Value::Null);

    office
        .eye
        .sees
        .lock()
        .unwrap()
        .push_back(Err(Blind::ScreenRefused));
    assert!(office.desk.scan_screens());
    assert_eq!(office.refusal(scan("tray")), "screen_refused");
    office.eye.sees.lock().unwrap().push_back(Ok(None));
    assert!(
        !office.desk.scan_screens(),
        "cancelled: there is nothing to show"
    );
}

#[test]
fn several_accounts_are_added_at_once_and_taken_back() {
    let office = Office::new();
    office.eye.will_see(&[URI, OTHER]);
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

    office.eye.will_see(&[URI, OTHER]);
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
    office.eye.will_see(&texts);
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
fn parts_of_a_transfer_come_from_several_looks() {
    let office = Office::new();
    let texts = transfer(25);
    let more = |more: bool| json!({ "ask": "scan", "from": "screens", "more": more });
    let missing = |found: &Value| found["missing"][0]["parts"].clone();
    office.eye.will_see(&[&texts[1], "otpauth://totp/x"]);
    let first = office.ask(more(false));
    assert_eq!(
        (missing(&first), &first["missing"][0]["of"]),
        (json!([1, 3]), &json!(3))
    );
    assert_eq!(first["refused"].as_array().unwrap().len(), 1);
    office.eye.will_see(&[&texts[1], &texts[0]]);
    let second = office.ask(more(true));
    assert_eq!(
        (missing(&second), second["found"].as_array().unwrap().len()),
        (json!([3]), 20)
    );
    office.eye.will_see(&[&texts[2]]);
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

    office.eye.will_see(&[&texts[2]]);
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
    office.eye.will_see(&texts);
    assert_eq!(office.refusal(scan("screens")), "answer_too_large");
    office.eye.will_see(&[URI]);
    let more = json!({ "ask": "scan", "from": "screens", "more": true });
    assert_eq!(labels(&office.ask(more)), ["anna"]);
}
