//! Offices by mouse: founded with sheets that are at hand, joined by digits, shared and left, over a folder that two
//! computers see.

use std::{fs, sync::PoisonError};

use keyrack_keeper::{clipboard::Content, shell::Choose};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::support::Office;

/// A store that all computers see.
pub fn store(of: &Office) -> Value {
    let path = of.path("store");
    fs::create_dir_all(&path).unwrap();
    json!({ "in": "folder", "path": path.to_str().unwrap() })
}

/// The text that was lent last.
pub fn lent(office: &Office) -> String {
    office.clipboard.lent().unwrap().0
}

/// The texts of the sheets on the paper, page by page.
pub fn sheets_on_paper(office: &Office, count: usize) -> Vec<String> {
    let pages = 1..=count;
    pages
        .map(|page| {
            office.paper(json!({ "ask": "turn", "page": page }));
            office.paper(json!({ "ask": "copy_item", "item": 0 }));
            lent(office)
        })
        .collect()
}

/// The groups of a sheet that are asked for.
pub fn groups(text: &str, ask: &Value) -> Vec<String> {
    let groups: Vec<&str> = text.strip_prefix("KRS1-").unwrap().split(' ').collect();
    assert_eq!(groups.len(), 14);
    let asked = ask.as_array().unwrap().iter();
    asked
        .map(|number| groups[number.as_u64().unwrap() as usize - 1].to_lowercase())
        .collect()
}

/// Makes sheets, confirms each, and founds an office in the store. Returns its id and the texts of the sheets.
pub fn found(office: &Office, name: &str, person: &str) -> (String, Vec<String>) {
    let made = office.ask(json!({ "ask": "make_sheets", "count": 2, "name": name }));
    let texts = sheets_on_paper(office, 2);
    for (place, text) in texts.iter().enumerate() {
        let typed = groups(text, &made["sheets"][place]["ask"]);
        office.ask(json!({ "ask": "confirm_sheet", "sheet": place + 1, "groups": typed }));
    }
    let card = office.ask(json!({
        "ask": "found_office", "name": name, "store": store(office), "person": person, "email": "",
    }));
    assert_eq!(card["name"], name);
    (card["id"].as_str().unwrap().to_owned(), texts)
}

/// Invites somebody, and returns the invitation's id and its text, as it is sent.
pub fn invite(office: &Office, id: &str, name: &str) -> (String, String) {
    let invitation = office.ask(json!({
        "ask": "invite", "office": id, "name": name, "email": "bela@example.org", "owner": false, "grants": [], "days": 3,
    }));
    let invite = invitation["id"].as_str().unwrap().to_owned();
    office.ask(json!({ "ask": "copy_invitation", "office": id, "invite": invite }));
    (invite, lent(office))
}

/// Two computers in one office: the one that founded it, and a member's.
fn two() -> (Office, Office, String) {
    let (anna, bela) = (Office::new(), Office::new());
    let (id, _) = found(&anna, "Kovács Bt.", "Anna");
    let (_, text) = invite(&anna, &id, "Béla");
    bela.ask(json!({ "ask": "read_invitation", "text": text }));
    let joining = bela.ask(json!({
        "ask": "join_office", "store": store(&anna), "person": "Béla", "email": "bela@example.org",
    }));
    assert_eq!(joining["state"], "waiting");
    sync(&anna, &id);
    let request = anna.ask(json!({ "ask": "people", "office": id }))["requests"][0].clone();
    assert_eq!(request["name"], "Béla");
    let approve = |digits: &str| json!({ "ask": "approve", "office": id, "request": request["id"], "digits": digits });
    assert_eq!(
        anna.refusal(approve("123")),
        "bad_value",
        "no guess is used up"
    );
    assert_eq!(anna.refusal(approve("000 000 000 000")), "wrong_digits");
    let people = anna.ask(approve(joining["digits"].as_str().unwrap()));
    assert_eq!(people["people"].as_array().unwrap().len(), 2);
    assert_eq!(people["requests"], json!([]));
    sync(&anna, &id);
    let joined = bela.ask(json!({ "ask": "joining", "office": id }));
    assert_eq!(joined["state"], "joined");
    (anna, bela, id)
}

fn sync(office: &Office, id: &str) {
    office.ask(json!({ "ask": "sync_office", "office": id, "incomplete": false, "seed": false }));
}

/// The id of the member of that name.
fn member(office: &Office, id: &str, name: &str) -> Value {
    let people = office.ask(json!({ "ask": "people", "office": id }));
    let people = people["people"].as_array().unwrap().iter();
    { people }
        .map(|row| &row["member"])
        .find(|member| member["name"] == name)
        .unwrap()["id"]
        .clone()
}

/// Shares Anna's client with Béla, with one account in it, and returns the folder.
fn shared(anna: &Office, bela: &Office, id: &str) -> Value {
    anna.add("Szabó Kft.", "NAV", "szabo", "totp");
    let folders =
        json!({ "ask": "folders", "query": "Szabó", "from": 0, "count": 9, "archived": false });
    let own = anna.ask(folders)["folders"][0]["id"].clone();
    let ids = anna.ask(json!({ "ask": "share_folders", "office": id, "folders": [own] }));
    let folder = ids[0].clone();
    let share = anna.ask(json!({
        "ask": "share", "office": id, "members": [member(anna, id, "Béla")], "folders": [folder],
        "role": "view", "recovery": false, "until": null,
    }));
    assert_eq!(share["changed"], 1);
    sync(anna, id);
    sync(bela, id);
    folder
}

#[test]
fn an_office_is_founded_joined_and_shared_by_mouse() {
    let (anna, bela, id) = two();
    let folder = shared(&anna, &bela, &id);
    assert_eq!(bela.labels("szabo", json!({ "in": "all" })), ["szabo"]);
    let matrix = anna.ask(json!({
        "ask": "matrix", "office": id, "people": "", "query": "szabó", "from": 0, "count": 1000,
    }));
    assert_eq!(matrix["total"], 1);
    assert_eq!(matrix["rows"][0]["cells"][1]["role"], "view");
    let sharing = bela.ask(json!({ "ask": "sharing", "folder": folder }));
    assert_eq!(sharing["role"], "view");
    assert_eq!(sharing["readers"].as_array().unwrap().len(), 2);
    let new = anna.ask(json!({ "ask": "new_office_folder", "office": id, "name": "Nagy Zrt." }));
    assert!(keyrack_app::is_id(new.as_str().unwrap()));
}

#[test]
fn who_left_is_on_a_list_that_is_ticked_saved_and_printed() {
    let (anna, bela, id) = two();
    shared(&anna, &bela, &id);
    let who = member(&anna, &id, "Béla");
    let plan =
        anna.ask(json!({ "ask": "plan_removal", "office": id, "kind": "member", "who": who }));
    assert_eq!(plan["leaver"]["name"], "Béla");
    anna.ask(json!({
        "ask": "remove_from_office", "office": id, "kind": "member", "who": who, "takes_back": true, "incomplete": false,
    }));
    let list = json!({ "ask": "exposed", "office": id, "member": null, "query": "", "from": 0, "count": 9 });
    let page = anna.ask(list.clone());
    assert_eq!((&page["total"], &page["open"]), (&json!(1), &json!(1)));
    let save = |form: &str| {
        let path = anna.path(&format!("list.{form}"));
        *anna.shell.choice.lock().unwrap() = Some(path.clone());
        let name =
            anna.ask(json!({ "ask": "save_exposed", "office": id, "member": null, "form": form }));
        assert_eq!(name, format!("list.{form}"));
        fs::read(path).unwrap()
    };
    let csv = String::from_utf8(save("csv")).unwrap();
    for part in ["Szabó Kft.", "NAV", "szabo", "Béla"] {
        assert!(csv.contains(part), "{csv}");
    }
    assert!(save("pdf").starts_with(b"%PDF"));

    anna.shell.since();
    anna.ask(json!({ "ask": "print_exposed", "office": id, "member": null }));
    assert_eq!(anna.shell.since(), ["open paper"]);
    let paper = anna.paper(json!({ "ask": "paper" }));
    assert_eq!(
        (&paper["kind"], &paper["items"]),
        (&json!("exposed"), &json!([]))
    );

    let row = page["rows"][0]["id"].clone();
    anna.ask(json!({ "ask": "tick_exposed", "office": id, "ids": [row], "ticked": true }));
    assert_eq!(anna.ask(list)["open"], 0);
}

#[test]
fn who_leaves_has_told_the_others_once_the_office_is_off_the_computer() {
    let (anna, bela, id) = two();
    shared(&anna, &bela, &id);
    let left = bela.ask(json!({ "ask": "leave_office", "office": id }));
    assert_eq!(left["offices"], json!([]));
    assert!(bela.labels("szabo", json!({ "in": "all" })).is_empty());
    sync(&anna, &id);
    let people = anna.ask(json!({ "ask": "people", "office": id }))["people"].clone();
    let names: Vec<&Value> = { people.as_array().unwrap().iter() }
        .map(|row| &row["member"]["name"])
        .collect();
    assert_eq!(names, ["Anna"]);
}

#[test]
fn an_office_stays_on_the_computer_that_leaves_it_until_it_was_told() {
    let (anna, bela, id) = two();
    let folder = anna.path("store");
    let away = anna.path("away");
    fs::rename(&folder, &away).unwrap();
    let leave = json!({ "ask": "leave_office", "office": id });
    assert_eq!(bela.refusal(leave.clone()), "store_unreachable");
    let offices = bela.ask(json!({ "ask": "offices" }));
    assert_eq!(offices["offices"][0]["id"], id);
    fs::rename(&away, &folder).unwrap();
    assert_eq!(bela.ask(leave)["offices"], json!([]));
}

#[test]
fn an_invitation_goes_over_the_clipboard_and_never_into_a_mail() {
    let (anna, bela) = (Office::new(), Office::new());
    let (id, _) = found(&anna, "Kovács Bt.", "Anna");
    let (invite, text) = invite(&anna, &id, "Béla");
    let code = { text.lines() }
        .find(|line| line.starts_with("KR1-"))
        .unwrap();
    let of = |ask: &str| json!({ "ask": ask, "office": id, "invite": invite });

    let copied = anna.ask(of("mail_invitation"));
    assert_eq!(copied["what"], "invitation");
    assert!(
        copied["clears_in_s"].as_u64().unwrap() >= 120,
        "a mail program has to start"
    );
    assert_eq!(lent(&anna), text);
    let mails = anna.shell.opened.lock().unwrap().clone();
    assert!(mails[0].starts_with("mailto:bela@example.org?subject="));
    assert!(
        !mails[0].contains("KR1"),
        "others see what a program is started with"
    );

    anna.ask(of("show_invitation"));
    let paper = anna.paper(json!({ "ask": "paper" }));
    assert_eq!(
        (&paper["kind"], &paper["name"]),
        (&json!("invitation"), &json!("Béla"))
    );
    assert!(paper["until"].is_u64(), "it closes by itself");
    anna.paper(json!({ "ask": "copy_item", "item": 0 }));
    assert_eq!(lent(&anna), code);

    let path = anna.path("store").to_str().unwrap().to_owned();
    bela.scanner
        .will_see(&["otpauth://totp/x", &format!("file://{path}\n{code}")]);
    let read = bela.ask(json!({ "ask": "scan_invitation", "from": "screens" }));
    assert_eq!(read["store"], format!("file://{path}"));
    bela.unlocked_again();
    let join =
        json!({ "ask": "join_office", "store": store(&anna), "person": "Béla", "email": "" });
    assert_eq!(
        bela.refusal(join.clone()),
        "invitation_gone",
        "a lock forgets it"
    );
    bela.ask(json!({ "ask": "read_invitation", "text": code }));
    bela.ask(join);
    bela.ask(json!({ "ask": "cancel_joining", "office": id }));

    let people = anna.ask(of("cancel_invitation"));
    assert_eq!(people["invitations"], json!([]));
}

#[test]
fn a_sheet_is_at_hand_when_two_of_its_groups_are_typed_or_its_code_is_scanned() {
    let office = Office::new();
    let made = office
        .ask(json!({ "ask": "make_sheets", "count": 2, "name": " Kovács Bt. ", "language": "hu" }));
    assert_eq!(made["sheets"].as_array().unwrap().len(), 2);
    assert_eq!(office.shell.since(), ["open paper"]);
    let paper = office.paper(json!({ "ask": "paper" }));
    assert_eq!(
        [
            &paper["kind"],
            &paper["name"],
            &paper["pages"],
            &paper["until"]
        ],
        [
            &json!("office_sheets"),
            &json!("Kovács Bt."),
            &json!(2),
            &json!(null)
        ]
    );
    let texts = sheets_on_paper(&office, 2);
    assert_ne!(texts[0], texts[1]);
    let path = office.path("sheets.pdf");
    *office
        .shell
        .choice
        .lock()
        .unwrap_or_else(PoisonError::into_inner) = Some(path.clone());
    office.paper(json!({ "ask": "save_pdf" }));
    let pdf = fs::read(path).unwrap();
    let of_pages = pdf.windows(8).filter(|part| part == b"/Count 2").count();
    assert_eq!(of_pages, 1, "each sheet is on a page of its own");

    let found = json!({
        "ask": "found_office", "name": "Kovács Bt.", "store": store(&office), "person": "Anna", "email": "",
    });
    let confirm = |sheet: u8, groups: Value| json!({ "ask": "confirm_sheet", "sheet": sheet, "groups": groups });
    for sheet in [0, 3] {
        assert_eq!(office.refusal(confirm(sheet, json!([]))), "bad_value");
    }
    let others = groups(&texts[1], &made["sheets"][0]["ask"]);
    assert_eq!(
        office.refusal(confirm(1, json!(others))),
        "sheet_differs",
        "that is another sheet"
    );
    let typed = groups(&texts[0], &made["sheets"][0]["ask"]);
    let now = office.ask(confirm(1, json!(typed)));
    assert_eq!(
        [
            &now["sheets"][0]["confirmed"],
            &now["sheets"][1]["confirmed"]
        ],
        [&json!(true), &json!(false)]
    );
    assert_eq!(office.refusal(found.clone()), "sheets_unconfirmed");

    // What is on the clipboard as a text comes from the window, and proves nothing.
    *office.clipboard.content.lock().unwrap() =
        Some(Content::Text(Zeroizing::new(texts[1].clone())));
    let scan = json!({ "ask": "scan_sheet", "from": "clipboard" });
    assert_eq!(office.refusal(scan.clone()), "sheet_differs");
    office
        .scanner
        .will_see(&["KR1-ABC", &texts[1].replace(' ', "")]);
    office.shell.since();
    let now = office.ask(scan);
    assert_eq!(now["sheets"][1]["confirmed"], true);
    assert_eq!(office.shell.since(), ["close paper"], "all are at hand");
    assert!(fs::read_dir(office.path("store")).unwrap().next().is_none());
}

#[test]
fn sheets_are_forgotten_at_a_lock_and_when_they_are_dropped() {
    let office = Office::new();
    for count in [0, 4] {
        let make = json!({ "ask": "make_sheets", "count": count, "name": "A" });
        assert_eq!(office.refusal(make), "bad_value");
    }
    let make = json!({ "ask": "make_sheets", "count": 1, "name": "A" });
    office.ask(make.clone());
    let first = sheets_on_paper(&office, 1);
    office.ask(json!({ "ask": "show_sheets" }));
    assert_eq!(
        sheets_on_paper(&office, 1),
        first,
        "shown again, they are the same"
    );
    office.unlocked_again();
    assert_eq!(
        office.refusal(json!({ "ask": "show_sheets" })),
        "sheets_gone"
    );
    office.ask(make);
    assert_ne!(sheets_on_paper(&office, 1), first);
    office.ask(json!({ "ask": "drop_sheets" }));
    let confirm = json!({ "ask": "confirm_sheet", "sheet": 1, "groups": [] });
    assert_eq!(office.refusal(confirm), "sheets_gone");
}

#[test]
fn a_helper_sees_neither_sheets_nor_invitations() {
    let office = Office::new();
    office.ask(json!({ "ask": "make_sheets", "count": 1, "name": "A" }));
    office.ask(json!({ "ask": "start_support", "minutes": 5 }));
    for refused in [
        json!({ "ask": "make_sheets", "count": 1, "name": "A" }),
        json!({ "ask": "show_sheets" }),
        json!({ "ask": "show_invitation", "office": "x", "invite": "x" }),
        json!({ "ask": "copy_invitation", "office": "x", "invite": "x" }),
        json!({ "ask": "mail_invitation", "office": "x", "invite": "x" }),
    ] {
        assert_eq!(office.refusal(refused), "support_mode");
    }
}

#[test]
fn a_place_is_looked_at_before_an_office_is_founded_or_joined() {
    let office = Office::new();
    *office.shell.choice.lock().unwrap() = Some(office.path("store"));
    let chosen = office.ask(json!({ "ask": "choose_store_folder" }));
    assert_eq!(chosen, json!(office.path("store")));
    assert_eq!(*office.shell.dialogs.lock().unwrap(), [Choose::Folder]);

    let store = store(&office);
    let probe = |store: &Value| json!({ "ask": "probe_store", "store": store });
    let free = office.ask(probe(&store));
    assert_eq!(free["found"], "free");
    assert!(free["address"].as_str().unwrap().starts_with("file:///"));
    assert!(
        fs::read_dir(office.path("store")).unwrap().next().is_none(),
        "nothing is left of a look"
    );
    fs::write(office.path("store").join("keyrack-team.json"), "{}").unwrap();
    assert_eq!(office.ask(probe(&store))["found"], "office");
    let missing = json!({ "in": "folder", "path": office.path("no such") });
    assert_eq!(office.refusal(probe(&missing)), "store_unreachable");
    let relative = json!({ "in": "folder", "path": "store" });
    assert_eq!(office.refusal(probe(&relative)), "store_address");
    office.ask(json!({ "ask": "lock" }));
    assert_eq!(office.refusal(probe(&store)), "locked");
}

#[test]
fn an_office_is_come_back_to_with_its_sheet() {
    let (anna, bela) = (Office::new(), Office::new());
    let (id, sheets) = found(&anna, "Kovács Bt.", "Anna");
    let recover = |sheet: &str| {
        json!({
            "ask": "recover_office", "store": store(&anna), "sheet": sheet, "person": "Béla", "email": "",
        })
    };
    assert_eq!(bela.refusal(recover("")), "sheet_wrong");
    assert_eq!(bela.refusal(recover(&sheets[0][..40])), "sheet_wrong");
    bela.scanner.will_see(&[&sheets[1]]);
    let seen = bela.ask(json!({ "ask": "scan_sheet", "from": "screens" }));
    assert_eq!(seen, json!({ "sheets": [] }));
    let card = bela.ask(recover(""));
    assert_eq!(card["id"], json!(id));
    assert_eq!(card["class"], "owner");
}

#[test]
fn offices_and_members_are_named_by_all_of_their_ids() {
    let office = Office::new();
    for id in ["", "Kovács Bt.", "abcd"] {
        let people = json!({ "ask": "people", "office": id });
        assert_eq!(office.refusal(people), "no_office");
        let promote = json!({ "ask": "promote", "office": "a".repeat(52), "member": id });
        assert_eq!(office.refusal(promote), "not_found");
    }
}
