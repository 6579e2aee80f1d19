//! The emergency kit.

use serde_json::{Value, json};

use crate::support::{Office, PASSWORD};

/// The groups of the key on the paper. Only the clipboard is lent it.
fn groups(office: &Office) -> Vec<String> {
    office.paper(json!({ "ask": "copy_item", "item": 0 }));
    let (key, _) = office.clipboard.lent().unwrap();
    let key = key.strip_prefix("AGE-SECRET-KEY-1").unwrap().as_bytes();
    let groups = key
        .chunks(4)
        .map(|group| String::from_utf8(group.to_vec()).unwrap());
    groups.collect()
}

fn answers(groups: &[String], ask: &Value) -> Vec<String> {
    let asked = ask.as_array().unwrap().iter();
    asked
        .map(|number| groups[number.as_u64().unwrap() as usize - 1].clone())
        .collect()
}

#[test]
fn a_kit_is_confirmed_by_two_of_its_groups() {
    let office = Office::empty();
    office.ask(json!({ "ask": "create", "password": PASSWORD }));
    let kit = office.ask(json!({ "ask": "show_kit" }));
    assert_eq!(office.shell.since(), ["open paper"]);
    let groups = groups(&office);
    assert_eq!(groups.len(), 15);
    let typed: Vec<String> = answers(&groups, &kit["ask"])
        .iter()
        .map(|group| format!(" {} ", group.to_lowercase()))
        .collect();
    let state = office.ask(json!({ "ask": "confirm_kit", "groups": typed }));
    assert_eq!(
        (&state["kit_confirmed"], &state["kit_waits"]),
        (&json!(true), &json!(null))
    );
    assert_eq!(office.shell.since(), ["close paper"]);
    office.ask(json!({ "ask": "lock" }));
    assert_eq!(office.unlock()["kit_confirmed"], true, "it is remembered");
    assert_eq!(office.refusal(json!({ "ask": "show_kit" })), "kit_gone");
}

#[test]
fn after_three_wrong_answers_two_other_groups_are_asked_for() {
    let office = Office::empty();
    office.ask(json!({ "ask": "create", "password": PASSWORD }));
    let ask = || office.ask(json!({ "ask": "state" }))["kit_waits"]["ask"].clone();
    let first = ask();
    for typed in [json!([]), json!(["QQQQ", "QQQQ"]), json!(["", "", ""])] {
        assert_eq!(ask(), first);
        let failure = office
            .try_ask(json!({ "ask": "confirm_kit", "groups": typed }))
            .unwrap_err();
        assert_eq!(failure.code.as_str(), "kit_differs");
    }
    let second = ask();
    for number in second.as_array().unwrap() {
        assert!((1..=15).contains(&number.as_u64().unwrap()));
        assert!(
            !first.as_array().unwrap().contains(number),
            "{first} and then {second}"
        );
    }
    assert_ne!(second[0], second[1]);
}

#[test]
fn a_kit_that_is_put_off_is_gone_and_reminded_of() {
    let office = Office::empty();
    office.ask(json!({ "ask": "create", "password": PASSWORD }));
    office.ask(json!({ "ask": "show_kit" }));
    let state = office.ask(json!({ "ask": "put_off_kit" }));
    assert_eq!(
        (&state["kit_confirmed"], &state["kit_waits"]),
        (&json!(false), &json!(null))
    );
    assert_eq!(
        office
            .try_paper(json!({ "ask": "paper" }))
            .err()
            .unwrap()
            .code
            .as_str(),
        "paper_gone"
    );
}

#[test]
fn a_new_kit_counts_only_once_it_is_confirmed() {
    let office = Office::empty();
    office.ask(json!({ "ask": "create", "password": PASSWORD }));
    office.ask(json!({ "ask": "show_kit" }));
    let old = groups(&office).concat();
    let kit = office.ask(json!({ "ask": "make_kit", "password": PASSWORD }));
    let new = groups(&office);
    assert_ne!(new.concat(), old);
    let opens = |key: &str| {
        office.ask(json!({ "ask": "lock" }));
        office
            .try_ask(json!({ "ask": "unlock_with_key", "key": key }))
            .is_ok()
    };
    assert!(opens(&old), "before");
    assert!(!opens(&new.concat()), "and a lock forgets the new one");

    office.unlock();
    let kit = {
        drop(kit);
        office.ask(json!({ "ask": "make_kit", "password": PASSWORD }))
    };
    let new = groups(&office);
    let typed = answers(&new, &kit["ask"]);
    let state = office.ask(json!({ "ask": "confirm_kit", "groups": typed }));
    assert_eq!(state["kit_confirmed"], true);
    assert!(opens(&new.concat()), "after");
    assert!(!opens(&old));
    assert_eq!(office.unlock()["state"], "unlocked", "the password stays");
}

#[test]
fn a_kit_is_in_the_language_of_the_windows_or_of_whoever_keeps_it() {
    let office = Office::empty();
    office.ask(json!({ "ask": "change_settings", "changes": { "language": "en" } }));
    office.ask(json!({ "ask": "create", "password": PASSWORD }));
    let language_of = |language: Value| {
        office.ask(json!({ "ask": "show_kit", "language": language }));
        let path = office.path("kit.pdf");
        *office.shell.choice.lock().unwrap() = Some(path.clone());
        office.paper(json!({ "ask": "save_pdf" }));
        let pdf = std::fs::read(path).unwrap();
        let holds = |text: &[u8]| pdf.windows(text.len()).any(|part| part == text);
        (holds(b"/Lang (en"), holds(b"/Lang (hu"))
    };
    assert_eq!(language_of(json!(null)), (true, false));
    assert_eq!(language_of(json!("hu")), (false, true));
    assert_eq!(language_of(json!("en")), (true, false));
}
