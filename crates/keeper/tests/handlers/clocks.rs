//! Whether the clock is right.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use crate::support::{Office, PASSWORD};

const MINUTE: u64 = 60 * 1000;

#[test]
fn a_clock_that_nobody_doubts_is_taken_for_right() {
    let office = Office::new();
    assert_eq!(
        office.ask(json!({ "ask": "clock" })),
        report(None, None, false)
    );
}

#[test]
fn a_time_server_tells_how_far_it_is_off_then_and_later() {
    let office = Office::new();
    let now = office.now();
    office.time.right.store(now - 20_000, Ordering::Relaxed);
    let told = report(Some(20_000), Some("online"), true);
    assert_eq!(office.ask(json!({ "ask": "check_clock" })), told);
    office.clock.wait(MINUTE);
    assert_eq!(office.ask(json!({ "ask": "clock" })), told, "time goes on");
    office.clock.set_wall(now + MINUTE - 20_000);
    assert_eq!(
        office.ask(json!({ "ask": "clock" })),
        report(Some(0), Some("online"), false),
        "somebody has set it right"
    );
}

#[test]
fn without_being_asked_no_time_server_is_asked() {
    let office = Office::empty();
    let asked = || office.time.asked.load(Ordering::Relaxed);
    office.ask(json!({ "ask": "create", "password": PASSWORD }));
    let (account, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    for request in [
        json!({ "ask": "state" }),
        json!({ "ask": "clock" }),
        json!({ "ask": "settings" }),
        json!({ "ask": "codes_around", "account": account, "factor": factor }),
        json!({ "ask": "copy", "account": account, "factor": factor, "next": false, "sure": true }),
        json!({ "ask": "lock" }),
    ] {
        office.ask(request);
        office.clock.wait(MINUTE);
        office.controller.tick();
    }
    office.unlock();
    assert_eq!(asked(), 0);
    office.refusal(json!({ "ask": "check_clock" }));
    assert_eq!(asked(), 1);
}

#[test]
fn without_a_time_server_nothing_is_claimed() {
    let office = Office::new();
    office.time.right.store(0, Ordering::Relaxed);
    assert_eq!(
        office.refusal(json!({ "ask": "check_clock" })),
        "clock_unreachable"
    );
    assert_eq!(
        office.ask(json!({ "ask": "clock" }))["measured"],
        json!(null)
    );
}

#[test]
fn a_change_from_the_future_shows_that_the_clock_is_behind() {
    let office = Office::new();
    office.add("Kovács Bt.", "NAV", "anna", "totp");
    let now = office.now();
    office.clock.set_wall(now - 3 * MINUTE);
    let told = office.ask(json!({ "ask": "clock" }));
    assert_eq!(told["measured"], "changes");
    assert_eq!(told["wrong"], true);
    assert!(told["off_ms"].as_i64().unwrap() <= -(3 * MINUTE as i64));
}

#[test]
fn the_codes_around_now_are_those_that_the_list_shows_at_their_time() {
    let office = Office::new();
    office.clock.set_wall(1_111_111_109_000);
    let (id, factor) = office.add("Kovács Bt.", "NAV", "anna", "totp");
    let around = office.ask(json!({ "ask": "codes_around", "account": id, "factor": factor }));
    let around = around.as_array().unwrap();
    let steps: Vec<_> = around.iter().map(|code| code["step"].clone()).collect();
    assert_eq!(steps, [-2, -1, 0, 1, 2]);
    // RFC 6238, appendix B, by their last six digits.
    assert_eq!(around[2]["code"], "081804");
    assert_eq!(around[3]["code"], "050471");
    for code in around {
        let from = code["valid_from"].as_u64().unwrap();
        office.clock.set_wall(from * 1000);
        let list =
            json!({ "ask": "list", "query": "", "place": { "in": "all" }, "from": 0, "count": 9 });
        let shown = office.ask(list)["rows"][0]["factor"].clone();
        assert_eq!(
            [&shown["code"], &shown["valid_until"]],
            [&code["code"], &code["valid_until"]]
        );
    }

    let (id, factor) = office.add("Kovács Bt.", "Bank", "anna", "hotp");
    let none = office.ask(json!({ "ask": "codes_around", "account": id, "factor": factor }));
    assert_eq!(none, json!([]), "a counter has no time");
}

fn report(off_ms: Option<i64>, measured: Option<&str>, wrong: bool) -> Value {
    json!({ "synchronised": null, "off_ms": off_ms, "measured": measured, "wrong": wrong })
}
