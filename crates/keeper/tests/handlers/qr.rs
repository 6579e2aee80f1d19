//! QR codes for other devices, read back as a phone would.

use keyrack_keeper::request::Reply;
use keyrack_qr::Progress;
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD, SECRET};

fn show(accounts: &[&str], kind: &str) -> Value {
    json!({
        "ask": "show_qr", "accounts": accounts, "factor": null, "kind": kind, "sure": false, "password": PASSWORD,
    })
}

/// The texts of the codes on the page that is shown.
fn read_back(office: &Office) -> Vec<String> {
    let request = json!({ "ask": "picture", "width": 640, "scale": 1.0, "dark": true });
    let Ok(Reply::Picture(png)) = office.try_paper(request) else {
        panic!("no picture");
    };
    let reading = keyrack_qr::read(&png, &Progress::silent()).unwrap();
    let symbols = reading.pages.into_iter().flat_map(|page| page.symbols);
    symbols.map(|symbol| symbol.text.to_string()).collect()
}

fn paper(office: &Office) -> Value {
    office.paper(json!({ "ask": "paper" }))
}

#[test]
fn a_code_for_a_phone_says_what_the_factor_is() {
    let office = Office::new();
    let (account, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let mut request = show(&[&account], "phone");
    request["factor"] = json!(factor);
    assert_eq!(office.ask(request), json!({ "shown": 1, "left_out": [] }));
    assert_eq!(office.shell.since().last().unwrap(), "open paper");
    let shown = paper(&office);
    assert_eq!(
        (&shown["kind"], &shown["name"]),
        (&json!("qr"), &json!("Kovács Bt. · NAV"))
    );
    assert_eq!((&shown["page"], &shown["pages"]), (&json!(1), &json!(1)));
    assert_eq!(shown["items"], json!([{ "what": "secret", "label": "" }]));
    let texts = read_back(&office);
    assert_eq!(texts.len(), 1);
    assert!(
        texts[0].starts_with("otpauth://totp/NAV:anna?"),
        "{}",
        texts[0]
    );
    assert!(texts[0].contains(SECRET));
    office.paper(json!({ "ask": "copy_item", "item": 0 }));
    assert_eq!(office.clipboard.lent().unwrap().0, SECRET);
}

#[test]
fn pages_are_turned_and_each_is_shown_for_a_minute() {
    let office = Office::new();
    let (first, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let (second, _) = office.add("Szabó Kft.", "Bank", "béla", "hotp");
    office.ask(show(&[&second, &first], "phone"));
    assert_eq!(paper(&office)["name"], "Szabó Kft. · Bank");
    assert!(read_back(&office)[0].starts_with("otpauth://hotp/"));
    let turn = |page: u16| office.paper(json!({ "ask": "turn", "page": page }));
    let until = paper(&office)["until"].as_u64().unwrap();
    office.clock.wait(50_000);
    assert_eq!(turn(2)["name"], "Kovács Bt. · NAV");
    assert_eq!(paper(&office)["until"], until + 50);
    assert!(read_back(&office)[0].contains("anna"));
    assert_eq!((&turn(0)["page"], &turn(9)["page"]), (&json!(1), &json!(2)));
    office.clock.wait(59_999);
    office.controller.tick();
    assert_eq!(paper(&office)["page"], 2);
    office.clock.wait(1);
    office.controller.tick();
    let gone = office
        .try_paper(json!({ "ask": "turn", "page": 1 }))
        .err()
        .unwrap();
    assert_eq!(gone.code.as_str(), "paper_gone");
}

#[test]
fn a_transfer_holds_ten_factors_a_code_and_says_what_it_leaves_out() {
    let office = Office::new();
    let mut accounts: Vec<String> = (0..11)
        .map(|number| {
            office
                .add("Kovács Bt.", "NAV", &format!("user{number}"), "totp")
                .0
        })
        .collect();
    let ids = |accounts: &[String]| {
        accounts
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let request = |sure: bool| {
        let accounts: Vec<Value> = ids(&accounts).split(' ').map(|id| json!(id)).collect();
        json!({
            "ask": "show_qr", "accounts": accounts, "factor": null, "kind": "transfer", "sure": sure,
            "password": PASSWORD,
        })
    };
    assert_eq!(
        office.ask(request(false)),
        json!({ "shown": 11, "left_out": [] })
    );
    let shown = paper(&office);
    assert_eq!(
        (&shown["kind"], &shown["pages"]),
        (&json!("transfer"), &json!(2))
    );
    assert_eq!(shown["items"][0]["what"], "transfer_code");
    let mut texts = read_back(&office);
    office.paper(json!({ "ask": "turn", "page": 2 }));
    texts.extend(read_back(&office));
    let read = keyrack_app::scanned(texts.iter().map(String::as_str));
    assert_eq!((read.found.len(), read.missing.len()), (11, 0));
    office.paper(json!({ "ask": "close" }));

    accounts.push(office.add("Kovács Bt.", "Steam", "player", "steam").0);
    office.shell.since();
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    let told = office.ask(show(&accounts, "transfer"));
    assert_eq!(
        (&told["shown"], &told["left_out"][0]["label"]),
        (&json!(11), &json!("player"))
    );
    assert_eq!(
        office.shell.since(),
        [""; 0],
        "told first, shown when the person is sure"
    );
    let mut sure = show(&accounts, "transfer");
    sure["sure"] = json!(true);
    assert_eq!(office.ask(sure)["shown"], 11);
    assert_eq!(office.shell.since().last().unwrap(), "open paper");
    let mut nothing = show(&accounts[11..], "transfer");
    nothing["sure"] = json!(true);
    office.shell.since();
    assert_eq!(office.ask(nothing)["shown"], 0);
    assert_eq!(office.shell.since(), [""; 0], "an empty paper is of no use");
}

#[test]
fn a_sheet_has_six_codes_a_page_and_all_of_them_in_its_pdf() {
    let office = Office::new();
    let accounts: Vec<String> = (0..7)
        .map(|number| {
            office
                .add("Kovács Bt.", "NAV", &format!("user{number}"), "totp")
                .0
        })
        .collect();
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    assert_eq!(office.ask(show(&accounts, "sheet"))["shown"], 7);
    let shown = paper(&office);
    assert_eq!(
        (&shown["kind"], &shown["pages"]),
        (&json!("sheet"), &json!(2))
    );
    assert_eq!(shown["until"], 1_790_000_300);
    assert_eq!(read_back(&office).len(), 6);
    office.paper(json!({ "ask": "turn", "page": 2 }));
    assert_eq!(read_back(&office).len(), 1);

    let path = office.path("sheet.pdf");
    *office.shell.choice.lock().unwrap() = Some(path.clone());
    assert_eq!(office.paper(json!({ "ask": "save_pdf" })), true);
    let reading = keyrack_qr::read(&std::fs::read(path).unwrap(), &Progress::silent()).unwrap();
    let codes: usize = reading.pages.iter().map(|page| page.symbols.len()).sum();
    assert_eq!((reading.pages.len(), codes), (2, 7));
}

#[test]
fn codes_are_for_who_knows_the_password_and_for_no_helper() {
    let office = Office::new();
    let (account, _) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    office.shell.since();
    for kind in ["phone", "transfer", "sheet"] {
        let mut request = show(&[&account], kind);
        request["password"] = json!("wrong");
        assert_eq!(office.refusal(request), "wrong_password");
    }
    assert_eq!(office.refusal(show(&["NAV"], "phone")), "not_found");
    office.ask(json!({ "ask": "start_support", "minutes": 30 }));
    assert_eq!(office.refusal(show(&[&account], "phone")), "support_mode");
    office.ask(json!({ "ask": "end_support" }));
    office.ask(json!({ "ask": "lock" }));
    assert_eq!(office.refusal(show(&[&account], "phone")), "locked");
    assert!(!office.shell.since().contains(&"open paper".to_owned()));
}
