//! `app …` and `status`, beside an app that says what it is told to say.

#![cfg(unix)]

use std::{fs, sync::Arc, thread};

use keyrack_app::control_socket::{
    ControlReply, ControlRequest, Listener, LockChange, LockState, MessageStream,
};
use serde_json::json;

use crate::desk::{Desk, Outcome, documents};

/// Starts an app that answers each wish with lines.
fn app(desk: &Desk, lines: impl Fn(ControlRequest) -> Vec<ControlReply> + Send + 'static) {
    let home = desk.path("home");
    fs::create_dir_all(&home).unwrap();
    let door = Arc::new(Listener::open(&home).unwrap());
    thread::spawn(move || {
        while let Ok(visitor) = door.accept() {
            let mut visitor = MessageStream::new(visitor);
            // `status` connects to see that it runs, and then asks.
            let Ok(Some(wish)) = visitor.hear(None) else {
                continue;
            };
            for line in lines(wish) {
                visitor.say(&line).unwrap();
            }
        }
    });
}

fn locked(because: &str) -> LockChange {
    LockChange {
        event: LockState::Locked,
        because: Some(because.to_owned()),
        at: 1_790_000_000_000,
        monotonic_ms: 5_000_000,
    }
}

fn opened() -> LockChange {
    LockChange {
        event: LockState::Unlocked,
        because: None,
        ..locked("")
    }
}

fn ask(desk: &Desk, line: &[&str]) -> Outcome {
    desk.run(line, "")
}

#[test]
fn without_an_app_that_is_said() {
    let desk = Desk::empty();
    let status = ask(&desk, &["--json", "status"]).done().json();
    assert_eq!(status["app"]["running"], false);
    for what in [
        &["app", "lock"][..],
        &["app", "show"],
        &["app", "quit"],
        &["app", "events", "--follow"],
    ] {
        let outcome = ask(&desk, &[&["--json"], what].concat());
        assert_eq!(outcome.status, 1);
        assert_eq!(outcome.said()["error"]["code"], "app_not_running");
    }
}

#[test]
fn an_app_is_locked_shown_ended_and_followed() {
    let desk = Desk::empty();
    app(&desk, |wish| {
        let turns = match wish {
            ControlRequest::Lock => vec![locked("command")],
            ControlRequest::Show | ControlRequest::Status => vec![opened()],
            ControlRequest::Quit => vec![locked("quit")],
            ControlRequest::Events => vec![opened(), locked("sleep")],
        };
        turns.into_iter().map(ControlReply::LockChange).collect()
    });
    let lock = ask(&desk, &["--json", "app", "lock"]).done().json();
    assert_eq!(
        lock,
        json!({
            "event": "locked",
            "because": "command",
            "at": 1_790_000_000_000_u64,
            "monotonic_ms": 5_000_000,
        })
    );
    let said = |line: &[&str]| ask(&desk, line).done().stdout;
    assert!(said(&["app", "lock"]).ends_with(": a command locked it.\n"));
    assert_eq!(said(&["app", "show"]), "The app is unlocked.\n");
    assert_eq!(said(&["app", "quit"]), "The app has quit.\n");
    assert_eq!(
        ask(&desk, &["--json", "app", "quit"]).done().json(),
        json!({ "ended": true })
    );
    let events = said(&["app", "events", "--follow"]);
    let names: Vec<&str> = events
        .lines()
        .map(|line| line.split('"').nth(3).unwrap())
        .collect();
    assert_eq!(names, ["unlocked", "locked"]);
    let app = ask(&desk, &["--json", "status"]).done().json()["app"].clone();
    assert_eq!(app["running"], true);
    assert_eq!(app["state"], "unlocked");
    assert!(said(&["status"]).contains("The app is unlocked.\n"));
}

#[test]
fn every_reason_that_the_documents_name_has_words_of_its_own() {
    let documents = fs::read_to_string(documents().join("README.md")).unwrap();
    let reasons = documents
        .lines()
        .find_map(|line| line.strip_prefix("The reasons: "))
        .unwrap();
    let reasons: Vec<String> = reasons
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    assert_eq!(reasons.len(), 17, "{reasons:?}");
    for language in ["en", "hu"] {
        let mut lines: Vec<String> = reasons
            .iter()
            .map(|reason| {
                let desk = Desk::empty();
                let turn = locked(reason);
                app(&desk, move |_| vec![ControlReply::LockChange(turn.clone())]);
                ask(&desk, &["--lang", language, "app", "lock"])
                    .done()
                    .stdout
            })
            .collect();
        lines.sort();
        lines.dedup();
        assert_eq!(lines.len(), reasons.len(), "{lines:#?}");
    }
}

#[test]
fn an_app_that_fails_is_told_from_none() {
    let desk = Desk::empty();
    app(&desk, |_| {
        let error = "window_unavailable".to_owned();
        vec![ControlReply::Refusal { error }]
    });
    let outcome = ask(&desk, &["--json", "app", "show"]);
    assert_eq!(outcome.status, 1);
    assert_eq!(outcome.said()["error"]["code"], "app_failed");
    let status = ask(&desk, &["--json", "status"]).done().json();
    assert_eq!(status["app"]["running"], true);
    assert_eq!(status["app"]["state"], json!(null));
}

/// The line of `app lock`, for the schema.
pub fn line() -> serde_json::Value {
    let desk = Desk::empty();
    app(&desk, |_| vec![ControlReply::LockChange(locked("lid"))]);
    ask(&desk, &["--json", "app", "lock"]).done().json()
}
