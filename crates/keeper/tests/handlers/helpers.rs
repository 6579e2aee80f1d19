//! Help over a remote connection: what the helper does not see, and the list of what was done.

use serde_json::{Value, json};

use crate::support::{Office, PASSWORD};

#[test]
fn a_helper_sees_no_code_and_no_secret_while_copying_works() {
    let office = Office::new();
    office.clock.set_wall(1_111_111_109_000);
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    assert_eq!(row(&office)["code"], "081804");
    office.ask(json!({ "ask": "reveal", "account": id, "password": PASSWORD }));
    office.shell.since();

    let support = office.ask(json!({ "ask": "start_support", "minutes": 30 }));
    assert_eq!(support["until"], 1_111_111_109_000_u64 + 30 * 60 * 1000);
    assert_eq!(
        office.shell.since(),
        ["close paper", "protect false"],
        "what was revealed is gone, and the helper sees the other windows"
    );
    for code in [row(&office), details(&office, &id)] {
        assert_eq!(
            [&code["code"], &code["next"], &code["masked"]],
            [&json!(null), &json!(null), &json!(true)]
        );
    }
    office.ask(copy(&id, &factor));
    assert_eq!(office.clipboard.lent().unwrap().0, "081804");
    for refused in [
        json!({ "ask": "reveal", "account": id, "password": PASSWORD }),
        json!({ "ask": "make_kit", "password": PASSWORD }),
        json!({ "ask": "show_kit" }),
        json!({ "ask": "codes_around", "account": id, "factor": factor }),
        json!({ "ask": "export", "accounts": [], "format": "otpauth", "file_password": "x", "password": PASSWORD }),
    ] {
        assert_eq!(office.refusal(refused), "support_mode");
    }
    office.unlocked_again();
    assert_eq!(row(&office)["masked"], true, "a lock does not end it");

    office.ask(json!({ "ask": "end_support" }));
    assert_eq!(row(&office)["code"], "081804");
    assert_eq!(
        office.shell.since().last().map(String::as_str),
        Some("protect true")
    );
}

#[test]
fn a_code_that_counts_is_copied_without_being_told() {
    let office = Office::new();
    let (id, factor) = office.add("Kovács Bt.", "Bank", "anna", "hotp");
    office.ask(json!({ "ask": "start_support", "minutes": 30 }));
    assert_eq!(office.ask(copy(&id, &factor))["code"], json!(null));
    let (copied, _) = office.clipboard.lent().unwrap();
    office.ask(json!({ "ask": "end_support" }));
    let told = office.ask(copy(&id, &factor))["code"].clone();
    assert_eq!(told, json!(office.clipboard.lent().unwrap().0));
    assert_ne!(told, json!(copied), "the first one was used up");
}

#[test]
fn what_was_done_meanwhile_is_told_by_name_and_only_while_open() {
    let office = Office::new();
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    office.ask(copy(&id, &factor));
    office.ask(json!({ "ask": "start_support", "minutes": 5 }));
    office.ask(copy(&id, &factor));
    office.ask(json!({ "ask": "edit", "account": id, "fields": [["label", "bea"]] }));
    office.refusal(json!({ "ask": "edit", "account": "no such", "fields": [] }));
    office.ask(json!({ "ask": "remove", "accounts": [id] }));
    let done = office.ask(json!({ "ask": "end_support" }))["done"].clone();
    office.ask(json!({ "ask": "restore", "accounts": [id] }));
    let whom = "Kovács Bt. · NAV · bea";
    assert_eq!(
        steps(&done),
        [
            ("begin_support", ""),
            ("copy", whom),
            ("edit", whom),
            ("remove", whom),
            ("end_support", "")
        ]
    );
    assert_eq!(office.ask(json!({ "ask": "support" }))["done"], done);

    office.ask(json!({ "ask": "lock" }));
    assert_eq!(office.ask(json!({ "ask": "support" }))["done"], json!([]));
}

#[test]
fn it_ends_after_its_time_and_lasts_no_longer_than_two_hours() {
    let office = Office::new();
    office.add("Kovács Bt.", "NAV", "anna", "totp");
    for minutes in [0, 4, 121] {
        let request = json!({ "ask": "start_support", "minutes": minutes });
        assert_eq!(office.refusal(request), "bad_value");
    }
    office.ask(json!({ "ask": "start_support", "minutes": 5 }));
    office.clock.wait(5 * 60 * 1000 - 1);
    office.controller.tick();
    assert_eq!(row(&office)["masked"], true);
    office.clock.wait(1);
    office.controller.tick();
    assert_eq!(row(&office)["masked"], false);
    assert_eq!(
        office.ask(json!({ "ask": "support" }))["until"],
        json!(null)
    );
}

#[test]
fn who_ends_it_and_begins_again_leaves_a_trace_and_clears_nothing() {
    let office = Office::new();
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let start = json!({ "ask": "start_support", "minutes": 30 });
    let end = json!({ "ask": "end_support" });
    let begun = 1_800_000_000_000_u64;
    office.clock.set_wall(begun);
    office.ask(start.clone());
    office.ask(copy(&id, &factor));
    office.clock.set_wall(begun + 60_000);
    office.ask(end.clone());
    office.ask(end.clone());
    office.ask(json!({ "ask": "reveal", "account": id, "password": PASSWORD }));
    office.clock.set_wall(begun + 90_000);
    office.ask(start.clone());
    office.ask(start.clone());
    office.clock.wait(30 * 60 * 1000);
    // The first locks, for nobody was at work.
    office.controller.tick();
    office.controller.tick();
    office.unlocked_again();

    let support = office.ask(json!({ "ask": "support" }));
    let trace = [
        ("begin_support", ""),
        ("copy", "Kovács Bt. · NAV · anna"),
        ("end_support", ""),
        ("begin_support", ""),
        ("begin_support", ""),
        ("support_over", ""),
    ];
    assert_eq!(steps(&support["done"]), trace);
    let times = support["done"].as_array().unwrap().iter();
    let times: Vec<_> = times.map(|step| step["at"].as_u64().unwrap()).collect();
    assert_eq!(times[0], begun);
    assert_eq!(times[2..4], [begun + 60_000, begun + 90_000]);

    office.clock.wait(12 * 60 * 60 * 1000 - 1);
    office.ask(start.clone());
    office.ask(end.clone());
    let support = office.ask(json!({ "ask": "support" }));
    assert_eq!(steps(&support["done"])[..6], trace);
    office.clock.wait(12 * 60 * 60 * 1000);
    let support = office.ask(start);
    assert_eq!(
        steps(&support["done"]),
        [("begin_support", "")],
        "another day"
    );
}

#[test]
fn steps_that_are_no_longer_kept_are_counted() {
    let office = Office::new();
    office.add("Kovács Bt.", "NAV", "anna", "totp");
    for _ in 0..251 {
        office.ask(json!({ "ask": "start_support", "minutes": 5 }));
        office.ask(json!({ "ask": "end_support" }));
    }
    let support = office.ask(json!({ "ask": "support" }));
    assert_eq!(support["done"].as_array().unwrap().len(), 500);
    assert_eq!(support["left_out"], 2);
}

/// What was done, and to whom.
fn steps(done: &Value) -> Vec<(&str, &str)> {
    let steps = done.as_array().unwrap().iter();
    steps
        .map(|step| {
            (
                step["what"].as_str().unwrap(),
                step["about"].as_str().unwrap(),
            )
        })
        .collect()
}

fn row(office: &Office) -> Value {
    let list =
        json!({ "ask": "list", "query": "", "place": { "in": "all" }, "from": 0, "count": 9 });
    office.ask(list)["rows"][0]["factor"].clone()
}

fn details(office: &Office, account: &str) -> Value {
    let account = office.ask(json!({ "ask": "account", "account": account }));
    account["factors"][0]["code"].clone()
}

fn copy(account: &str, factor: &str) -> Value {
    json!({ "ask": "copy", "account": account, "factor": factor, "next": false, "sure": true })
}
