//! What windows ask about offices, once each.

use serde_json::{Value, json};

use super::{Listener, NEW_PASSWORD, SHOWN_KEY, STORE_PASSWORD, copied_key};
use crate::offices;
use crate::support::{Office, PASSWORD};

/// Founds an office, lets a colleague in and out again, and asks to join that of the colleague. Returns the sheets and the
/// codes of invitations that came up.
pub fn use_offices(window: &mut Listener) -> Vec<String> {
    let mut secrets = Vec::new();
    let colleague = Office::new();
    *window.office.shell.choice.lock().unwrap() = Some(window.office.path("store"));
    window.ask(json!({ "ask": "choose_store_folder" }));
    let store = offices::store(&window.office);
    window.ask(json!({ "ask": "probe_store", "store": store }));
    let web = json!({ "in": "web", "address": "http://127.0.0.1:1/", "user": "anna", "password": STORE_PASSWORD });
    let s3 = json!({
        "in": "s3", "endpoint": "http://127.0.0.1:1", "region": "", "bucket": "office", "key": "anna",
        "secret": STORE_PASSWORD,
    });
    for place in [&web, &s3] {
        window.ask_and_be_refused(&json!({ "ask": "probe_store", "store": place }));
    }

    window.ask(json!({ "ask": "make_sheets", "count": 2, "name": "Kovács Bt." }));
    let made = window.ask(json!({ "ask": "show_sheets" }));
    window.paper(json!({ "ask": "paper" }));
    let sheets = offices::sheets_on_paper(&window.office, 2);
    let ask = &made["sheets"][0]["ask"];
    window.ask_and_be_refused(
        &json!({ "ask": "confirm_sheet", "sheet": 1, "groups": offices::groups(&sheets[1], ask) }),
    );
    window.ask(
        json!({ "ask": "confirm_sheet", "sheet": 1, "groups": offices::groups(&sheets[0], ask) }),
    );
    window.office.scanner.will_see(&[&sheets[1]]);
    window.ask(json!({ "ask": "scan_sheet", "from": "screens" }));
    let person = |ask: &str, store: &Value, rest: Value| {
        let mut request =
            json!({ "ask": ask, "store": store, "person": "Anna", "email": "anna@example.org" });
        request
            .as_object_mut()
            .unwrap()
            .extend(rest.as_object().unwrap().clone());
        request
    };
    window.ask_and_be_refused(&person(
        "found_office",
        &web,
        json!({ "name": "Kovács Bt." }),
    ));
    let office = window.ask(person(
        "found_office",
        &store,
        json!({ "name": "Kovács Bt." }),
    ))["id"]
        .clone();
    window.ask(json!({ "ask": "make_sheets", "count": 1, "name": "Another" }));
    secrets.extend(offices::sheets_on_paper(&window.office, 1));
    window.ask(json!({ "ask": "drop_sheets" }));
    window.try_ask(&person(
        "recover_office",
        &store,
        json!({ "sheet": sheets[0] }),
    ));
    window.ask_and_be_refused(&person(
        "recover_office",
        &web,
        json!({ "sheet": sheets[0] }),
    ));

    let of = |ask: &str, rest: Value| {
        let mut request = json!({ "ask": ask, "office": office });
        request
            .as_object_mut()
            .unwrap()
            .extend(rest.as_object().unwrap().clone());
        request
    };
    window.ask(json!({ "ask": "offices" }));
    window.ask(of("office", json!({})));
    window.ask(of("change_store", json!({ "store": store })));
    window.try_ask(&of("change_store", json!({ "store": web })));
    let folder = window.ask(of("new_office_folder", json!({ "name": "Tóth Kft." })));
    let grants = json!([{ "folder": folder, "role": "edit", "recovery": true, "until": null }]);
    let invited = window.ask(of(
        "invite",
        json!({ "name": "Béla", "email": "bela@example.org", "owner": false, "grants": grants, "days": 3 }),
    ))["id"].clone();
    let device = window.ask(of("invite_device", json!({})))["id"].clone();
    for invite in [&invited, &device] {
        window.ask(of("show_invitation", json!({ "invite": invite })));
        window.paper(json!({ "ask": "paper" }));
        secrets.push(copied_key(window));
        window.ask(of("mail_invitation", json!({ "invite": invite })));
        window.ask(of("copy_invitation", json!({ "invite": invite })));
    }
    let code = secrets[secrets.len() - 2].clone();
    window.heard.extend(
        window
            .office
            .shell
            .opened
            .lock()
            .unwrap()
            .join("\n")
            .into_bytes(),
    );
    window.ask(of("cancel_invitation", json!({ "invite": device })));
    colleague.ask(json!({ "ask": "read_invitation", "text": code }));
    let digits = colleague.ask(person("join_office", &store, json!({})))["digits"].clone();
    window.ask(of(
        "sync_office",
        json!({ "incomplete": false, "seed": false }),
    ));
    let people = window.ask(of("people", json!({})));
    let request = people["requests"][0]["id"].clone();
    window.ask_and_be_refused(&of(
        "approve",
        json!({ "request": request, "digits": "000000000000" }),
    ));
    let people = window.ask(of(
        "approve",
        json!({ "request": request, "digits": digits }),
    ));
    colleague.ask(of("joining", json!({})));
    let rows = people["people"].as_array().unwrap().iter();
    let member =
        { rows }.find(|row| row["member"]["you"] == false).unwrap()["member"]["id"].clone();
    window.ask(of("person", json!({ "member": member })));

    let own =
        window.ask(json!({ "ask": "add_folder", "name": "Kiss Bt.", "fields": [] }))["id"].clone();
    window.ask(of("share_folders", json!({ "folders": [own] })));
    window.ask(of(
        "matrix",
        json!({ "people": "", "query": "", "from": 0, "count": 60 }),
    ));
    window.ask(json!({ "ask": "sharing", "folder": folder }));
    window.ask(of("share", json!({
        "members": [member], "folders": [folder], "role": "view", "recovery": false, "until": null,
    })));
    let draft =
        window.ask(json!({ "ask": "read_text", "text": SHOWN_KEY, "how": {} }))["draft"].clone();
    window.ask(json!({
        "ask": "add", "draft": draft, "service": "NAV", "label": "szabo", "folder": "Tóth Kft.", "desk": "", "fields": [],
    }));
    window.ask(of(
        "sync_office",
        json!({ "incomplete": false, "seed": false }),
    ));
    window.ask(of("promote", json!({ "member": member })));
    let who = json!({ "kind": "member", "who": member });
    window.ask(of("plan_removal", who));
    window.ask(of(
        "remove_from_office",
        json!({
            "kind": "member", "who": member, "takes_back": true, "incomplete": false,
        }),
    ));
    let list = json!({ "member": null, "query": "", "from": 0, "count": 60 });
    let page = window.ask(of("exposed", list));
    let ids: Vec<Value> = { page["rows"].as_array().unwrap().iter() }
        .map(|row| row["id"].clone())
        .collect();
    window.ask(of("tick_exposed", json!({ "ids": ids, "ticked": true })));
    *window.office.shell.choice.lock().unwrap() = Some(window.office.path("list.csv"));
    window.ask(of("save_exposed", json!({ "member": null, "form": "csv" })));
    window
        .heard
        .extend(std::fs::read(window.office.path("list.csv")).unwrap());
    window.ask(of("print_exposed", json!({ "member": null })));
    window.paper(json!({ "ask": "close" }));
    window.try_ask(&of("settle", json!({ "member": member, "stays": false })));
    window.try_ask(&of(
        "decide_set_aside",
        json!({ "id": "no such", "take": false }),
    ));
    window.try_ask(&of("leave_office", json!({})));
    window.try_ask(&of("forget_office", json!({})));
    window.ask_and_be_refused(&json!({ "ask": "prove", "password": NEW_PASSWORD }));
    window.ask(json!({ "ask": "prove", "password": PASSWORD }));

    let (other, _) = offices::found(&colleague, "Nagy Zrt.", "Béla");
    let (_, letter) = offices::invite(&colleague, &other, "Anna");
    let code = { letter.lines() }
        .find(|line| line.starts_with("KR1-"))
        .unwrap()
        .to_owned();
    window.ask(json!({ "ask": "read_invitation", "text": letter }));
    window.office.scanner.will_see(&[&code]);
    window.ask(json!({ "ask": "scan_invitation", "from": "screens" }));
    window.ask_and_be_refused(&person("join_office", &web, json!({})));
    window.ask(person(
        "join_office",
        &offices::store(&colleague),
        json!({}),
    ));
    window.ask(json!({ "ask": "joining", "office": other }));
    window.ask(json!({ "ask": "offices" }));
    window.ask(json!({ "ask": "cancel_joining", "office": other }));
    secrets.push(code);
    secrets.extend(sheets);
    // As they are typed and scanned.
    secrets.extend(secrets.clone().iter().map(|secret| secret.replace(' ', "")));
    secrets
}
