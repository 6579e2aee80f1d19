//! The list, its places and how many rows each has.

use keyrack_app::view::Colour;
use keyrack_app::{Import, read_files};
use serde_json::json;

use crate::support::{Office, SECRET};

#[test]
fn a_page_has_at_most_sixty_rows_and_the_total_of_all() {
    let office = Office::new();
    let mut session = office.elsewhere();
    let lines: Vec<String> = (0..70)
        .map(|number| format!("otpauth://totp/NAV:user{number:02}?secret={SECRET}&issuer=NAV"))
        .collect();
    let file = ("file.txt".to_owned(), lines.join("\n").into_bytes());
    let import = Import::default();
    let incoming = read_files(&[file], &import).unwrap();
    session.import(&incoming, &import).unwrap();
    office.take_over();
    let page = |from: usize, count: usize| {
        let place = json!({ "in": "all" });
        office.ask(
            json!({ "ask": "list", "query": "", "place": place, "from": from, "count": count }),
        )
    };
    let first = page(0, 1_000);
    assert_eq!(first["total"], 70);
    assert_eq!(first["rows"].as_array().unwrap().len(), 60);
    assert_eq!(page(60, 60)["rows"].as_array().unwrap().len(), 10);
    assert_eq!(page(usize::MAX, 60)["rows"], json!([]));
    assert_eq!(office.ask(json!({ "ask": "counts" }))["all"], 70);
    assert!(!first.to_string().contains(SECRET));
}

#[test]
fn a_row_says_whose_it_is_and_shows_no_code_that_counts() {
    let office = Office::new();
    office.clock.set_wall(1_111_111_109_000);
    office.add("Kovács Bt.", "NAV", "anna", "totp");
    office.add("Kovács Bt.", "Bank", "anna", "hotp");
    let page = office.ask(json!({
        "ask": "list", "query": "kovacs", "place": { "in": "all" }, "from": 0, "count": 60,
    }));
    let [bank, nav] = [&page["rows"][0], &page["rows"][1]];
    assert_eq!(bank["factor"]["code"], json!(null));
    assert_eq!(bank["factor"]["next"], json!(null));
    assert_eq!(
        nav["factor"]["code"], "081804",
        "RFC 6238, appendix B, last six digits"
    );
    assert_eq!(nav["factor"]["valid_until"], 1_111_111_110);
    assert_eq!(nav["folder"]["name"], "Kovács Bt.");
    assert_eq!(nav["badges"], json!([{ "badge": "unconfirmed" }]));
    assert!(Colour::of_name(nav["folder"]["colour"].as_str().unwrap()).is_some());
    assert_eq!(
        nav["folder"], bank["folder"],
        "a colour follows from the folder"
    );
}

#[test]
fn places_are_what_they_say() {
    let office = Office::new();
    let (a, factor) = office.add("Kovács Bt.", "NAV", "a", "totp");
    let (b, _) = office.add("Szabó Kft.", "NAV", "b", "totp");
    let (c, _) = office.add("Szabó Kft.", "NAV", "c", "totp");
    office.ask(json!({ "ask": "favourite", "accounts": [a, b], "on": true }));
    office.ask(json!({ "ask": "favourite", "accounts": [a], "on": false }));
    office.ask(
        json!({ "ask": "copy", "account": a, "factor": factor, "next": false, "sure": false }),
    );
    office.ask(json!({ "ask": "confirm", "account": a, "factor": factor }));
    assert_eq!(office.ask(json!({ "ask": "remove", "accounts": [c] })), 1);

    let folder = office.ask(json!({ "ask": "account", "account": a }))["folder"]["id"].clone();
    assert_eq!(office.labels("", json!({ "in": "all" })), ["a", "b"]);
    assert_eq!(office.labels("", json!({ "in": "favourites" })), ["b"]);
    assert_eq!(office.labels("", json!({ "in": "recent" })), ["a"]);
    assert_eq!(office.labels("", json!({ "in": "attention" })), ["b"]);
    assert_eq!(
        office.labels("", json!({ "in": "folder", "folder": folder })),
        ["a"]
    );
    assert_eq!(office.labels("", json!({ "in": "trash" })), ["c"]);
    assert_eq!(office.labels("szabo", json!({ "in": "recent" })), [""; 0]);
    let counts = office.ask(json!({ "ask": "counts" }));
    for (place, count) in [
        ("all", 2),
        ("favourites", 1),
        ("recent", 1),
        ("attention", 1),
        ("trash", 1),
        ("folders", 2),
        ("archived", 0),
    ] {
        assert_eq!(counts[place], count, "{place}");
    }
}

#[test]
fn requests_of_the_wrong_kind_are_refused() {
    let office = Office::new();
    let list = |query, place, from, count| json!({ "ask": "list", "query": query, "place": place, "from": from, "count": count });
    let all = json!({ "in": "all" });
    for wrong in [
        list(json!(7), all.clone(), json!(0), json!(60)),
        list(json!(""), json!("all"), json!(0), json!(60)),
        list(json!(""), json!({ "in": "nowhere" }), json!(0), json!(60)),
        list(json!(""), all.clone(), json!(-1), json!(60)),
        list(json!(""), all, json!(0), json!("many")),
        json!({ "ask": "favourite", "accounts": "all", "on": true }),
        json!({ "ask": "account", "account": null }),
        json!({ "ask": "account" }),
    ] {
        assert_eq!(office.refusal(wrong), "bad_request");
    }
    for place in ["", "x", "aaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        let place = json!({ "in": "folder", "folder": place });
        let wrong = list(json!(""), place, json!(0), json!(60));
        assert_eq!(office.refusal(wrong), "not_found");
    }
}
