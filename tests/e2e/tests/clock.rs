//! A clock that is wrong, or set back and forth. Codes follow it, as they must; nothing else depends on it.

use crate::desk::{Desk, Invocation, PASSWORD_MARK, has_program, skipped, text, uri};

const YEAR: i64 = 365 * 24 * 3600;

#[test]
fn codes_follow_the_wall_clock() {
    if !has_program("faketime") {
        return skipped("codes_follow_the_wall_clock", "faketime is missing");
    }
    let desk = Desk::with_accounts(1);
    for moment in [
        "2026-11-21 09:00:10",
        "2026-11-20 23:59:45",
        "2031-01-01 00:00:00",
        "2001-09-09 01:46:40",
    ] {
        let codes = at(desk.by_paper(["code", "client1"]), moment).json();
        let code = &codes[0];
        let (from, until) = (
            code["valid_from"].as_u64().unwrap(),
            code["valid_until"].as_u64().unwrap(),
        );
        assert_eq!(until - from, 30, "{code}");
        let again = desk
            .by_paper(["code", "client1", "--at", &from.to_string()])
            .json();
        assert_eq!(code["code"], again[0]["code"], "at {moment}");
        assert_eq!(until % 30, 0);
        // The known moment pins the window to the clock that was set.
        let seconds: u64 = date(moment);
        assert!(
            (from..until).contains(&seconds),
            "{moment} lies in {from}..{until}"
        );
    }
}

#[test]
fn changes_made_under_a_wrong_clock_are_kept() {
    if !has_program("faketime") {
        return skipped(
            "changes_made_under_a_wrong_clock_are_kept",
            "faketime is missing",
        );
    }
    let desk = Desk::with_accounts(1);
    for (n, moment) in [
        (2, "2036-01-01 00:00:00"),
        (3, "2016-01-01 00:00:00"),
        (4, "1999-12-31 23:59:59"),
    ] {
        at(
            desk.keyrack(["add", "--uri-file", "-"]).input(uri(n)),
            moment,
        )
        .done();
    }
    desk.add(&uri(5));
    assert_eq!(desk.state().len(), 5);

    // An edit made while the clock is years behind wins over the older one made ahead of it.
    let id = desk.id_of("client1");
    at(
        desk.keyrack(["edit", &id, "label=ahead"]),
        "2036-01-01 00:00:00",
    )
    .done();
    at(
        desk.keyrack(["edit", &id, "label=behind"]),
        "2016-01-01 00:00:00",
    )
    .done();
    assert_eq!(desk.id_of("behind"), id);
}

/// Somebody removed an account an hour ago, and the computer starts with a wrong year once.
#[test]
fn a_clock_years_ahead_does_not_empty_the_trash() {
    if !has_program("faketime") {
        return skipped(
            "a_clock_years_ahead_does_not_empty_the_trash",
            "faketime is missing",
        );
    }
    let desk = Desk::with_accounts(2);
    let id = desk.id_of("client1");
    desk.keyrack(["remove", &id]).done();
    at(
        desk.keyrack(["add", "--uri-file", "-"]).input(uri(3)),
        "2036-06-01 00:00:00",
    )
    .done();
    desk.keyrack(["trash", "restore", &id]).done();
    assert_eq!(desk.id_of("client1"), id);
}

/// After five wrong passwords there is a delay. It is counted by a clock that nobody can set.
#[test]
fn a_delay_is_not_shortened_by_setting_the_clock() {
    if !has_program("faketime") {
        return skipped(
            "a_delay_is_not_shortened_by_setting_the_clock",
            "faketime is missing",
        );
    }
    let desk = Desk::with_accounts(1);
    let wrong = desk.write("wrong-password", format!("wrong {PASSWORD_MARK}"));
    for _ in 0..5 {
        desk.locked(["list"])
            .way_in("--password-file", &wrong)
            .refused(3);
    }
    for shift in [0, 3600, -3600, YEAR, -YEAR] {
        let refusal = shifted(desk.keyrack(["list"]), shift).refused(3);
        let seconds = refusal
            .retry_after
            .unwrap_or_else(|| panic!("shifted by {shift} s: no delay, but {refusal:?}"));
        assert!(
            (1..=30).contains(&seconds),
            "shifted by {shift} s: {refusal:?}"
        );
    }
    assert_eq!(
        shifted(desk.by_paper(["list"]), -YEAR)
            .json()
            .as_array()
            .map(Vec::len),
        Some(1),
        "the paper never waits"
    );
    assert_eq!(text(&desk.list()[0]["label"]), "client1");
}

/// Runs the command with the wall clock set to a moment in UTC. Its other clocks run on.
fn at(invocation: Invocation, moment: &str) -> Invocation {
    invocation
        .under(["faketime", "-f", &format!("@{moment}")])
        .env("TZ", "UTC")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
}

/// Runs the command with the wall clock shifted by some seconds.
fn shifted(invocation: Invocation, seconds: i64) -> Invocation {
    invocation
        .under(["faketime", "-f", &format!("{seconds:+}s")])
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
}

/// Unix seconds of a moment in UTC, by the system's own `date`.
fn date(moment: &str) -> u64 {
    let output = std::process::Command::new("date")
        .args(["--utc", "+%s", "--date", moment])
        .output()
        .unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .trim()
        .parse()
        .unwrap()
}
