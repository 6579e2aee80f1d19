//! Settings.

use std::sync::atomic::Ordering;

use serde_json::json;

use crate::support::Office;

#[test]
fn settings_work_while_locked_reach_the_windows_and_are_kept() {
    let office = Office::empty();
    let first = office.ask(json!({ "ask": "settings" }));
    assert_eq!(first["idle_minutes"], 10);
    assert_eq!(first["language"], json!(null));
    let changes = json!({ "zoom": 125, "theme": "dark", "language": "hu", "hide_codes": true });
    let changed = office.ask(json!({ "ask": "change_settings", "changes": changes }));
    assert_eq!(changed, office.ask(json!({ "ask": "settings" })));
    assert_eq!(
        [&changed["zoom"], &changed["theme"], &changed["language"]],
        [&json!(125), &json!("dark"), &json!("hu")]
    );
    assert_eq!(office.shell.since(), ["zoom 125", "theme dark"]);
    let events = office.shell.told.lock().unwrap().clone();
    assert_eq!(
        serde_json::to_value(events).unwrap(),
        json!([{ "event": "settings_changed" }])
    );
    let kept = keyrack_app::Settings::of(&office.computer);
    assert_eq!((kept.zoom, kept.hide_codes), (125, true));

    let changes = json!({ "language": "" });
    let changed = office.ask(json!({ "ask": "change_settings", "changes": changes }));
    assert_eq!(changed["language"], json!(null), "that of the system again");
}

#[test]
fn what_is_out_of_bounds_changes_nothing() {
    let office = Office::empty();
    let before = office.ask(json!({ "ask": "settings" }));
    for changes in [
        json!({ "zoom": 79 }),
        json!({ "zoom": 100, "theme": "pink" }),
        json!({ "clear_clipboard_s": 4 }),
        json!({ "idle_minutes": 61, "hide_codes": true }),
        json!({ "hidden_minutes": 61 }),
        json!({ "language": "../../etc" }),
    ] {
        assert_eq!(
            office.refusal(json!({ "ask": "change_settings", "changes": changes })),
            "bad_value"
        );
    }
    assert_eq!(office.ask(json!({ "ask": "settings" })), before);
    assert!(office.shell.told.lock().unwrap().is_empty());
}

#[test]
fn what_the_system_keeps_shows_as_it_is_there() {
    let office = Office::empty();
    let outside = |office: &Office| {
        let settings = office.ask(json!({ "ask": "settings" }));
        ["tray", "can_start_at_login", "start_at_login"].map(|name| settings[name] == true)
    };
    assert_eq!(outside(&office), [false, false, false]);
    let start = json!({ "ask": "change_settings", "changes": { "start_at_login": true } });
    assert_eq!(office.refusal(start.clone()), "no_start_at_login");

    office.shell.tray.store(true, Ordering::Relaxed);
    *office.shell.starts_at_login.lock().unwrap() = Some(false);
    assert_eq!(outside(&office), [true, true, false]);
    assert_eq!(office.ask(start)["start_at_login"], true);
    *office.shell.starts_at_login.lock().unwrap() = Some(false);
    assert_eq!(outside(&office), [true, true, false], "removed elsewhere");
}
