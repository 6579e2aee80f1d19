//! A command that is killed, or whose disk fails, at any one of its system calls loses nothing: the vault opens
//! afterwards, holds the old state or the new one, and takes the next change.

use std::fs;

use crate::desk::{Desk, Invocation, Outcome, args, counting_uri, skipped, state_from, uri};
use crate::desk::{PASSWORD_MARK, PEEK_AT_ALL};
use crate::strace::{self, Fault};

const EVERY_FAULT: [Fault; 4] = [
    Fault::Kill,
    Fault::BadSector,
    Fault::DiskFull,
    Fault::Unreadable,
];
/// For commands that derive keys several times, which makes each try slow.
const WRITING_FAULTS: [Fault; 3] = [Fault::Kill, Fault::BadSector, Fault::DiskFull];

#[test]
fn adding_an_account_is_all_or_nothing() {
    let desk = Desk::with_accounts(2);
    all_or_nothing("adding_an_account_is_all_or_nothing", &desk, |desk| {
        desk.keyrack(["add", "--uri-file", "-"]).input(uri(3))
    });
}

#[test]
fn editing_an_account_is_all_or_nothing() {
    let desk = Desk::with_accounts(2);
    let id = desk.id_of("client1");
    all_or_nothing("editing_an_account_is_all_or_nothing", &desk, |desk| {
        desk.keyrack(["edit", &id, "label=renamed", "note=moved house"])
    });
}

/// A code that was shown is never given again: the counter is safe before anything is printed.
#[test]
fn a_counting_code_is_shown_only_once_its_counter_is_safe() {
    let desk = Desk::with_accounts(1);
    desk.add(&counting_uri(7, 41));
    let name = "a_counting_code_is_shown_only_once_its_counter_is_safe";
    all_or_nothing(name, &desk, |desk| desk.keyrack(["code", "token7"]));
}

#[test]
fn restoring_a_backup_is_all_or_nothing() {
    let desk = Desk::with_accounts(3);
    desk.keyrack(args!["backup", desk.path("backup.keyrack")])
        .done();
    desk.keyrack(["remove", &desk.id_of("client1")]).done();
    desk.keyrack(["edit", &desk.id_of("client2"), "label=renamed"])
        .done();
    desk.add(&uri(4));
    all_or_nothing("restoring_a_backup_is_all_or_nothing", &desk, |desk| {
        desk.keyrack(args!["restore", desk.path("backup.keyrack"), "--all"])
    });
}

/// The old password opens the vault or the new one does, and the paper always.
#[test]
fn changing_the_password_never_locks_anyone_out() {
    let name = "changing_the_password_never_locks_anyone_out";
    let template = Desk::with_accounts(2);
    template.write("new-password", format!("másik {PASSWORD_MARK} 8"));
    let state = template.state();
    let change = |desk: &Desk| {
        desk.keyrack(args![
            "password",
            "--new-password-file",
            desk.path("new-password")
        ])
    };

    at_every_point(name, &template, &WRITING_FAULTS, change, |desk, outcome| {
        assert_eq!(desk.state(), state, "through the paper, after {outcome:?}");
        let old = desk.keyrack(PEEK_AT_ALL).json_output().run();
        let new = desk
            .locked(PEEK_AT_ALL)
            .way_in("--password-file", desk.path("new-password"))
            .json_output()
            .run();
        let (opened, other) = if new.status == Some(0) {
            (new, old)
        } else {
            (old, new)
        };
        assert_eq!(
            state_from(&opened.assert_status(0).value()),
            state,
            "through a password, after {outcome:?}"
        );
        assert!(
            matches!(other.status, Some(0 | 3)),
            "the other password is right or wrong: {other:?}"
        );
        if outcome.status == Some(0) {
            assert_eq!(
                other.status,
                Some(3),
                "after the change, the old password is wrong"
            );
        }
    });
}

/// Either there is no vault and `init` can be repeated, or the vault opens with the password and with the paper.
#[test]
fn making_a_vault_is_all_or_nothing() {
    let name = "making_a_vault_is_all_or_nothing";
    let template = Desk::without_vault();
    at_every_point(
        name,
        &template,
        &WRITING_FAULTS,
        Desk::init,
        |desk, outcome| {
            let opened = desk.by_paper(["list"]).json_output().run();
            if opened.status != Some(0) {
                assert_ne!(
                    outcome.status,
                    Some(0),
                    "init said that it was done, but {opened:?}"
                );
                // What a person would do: try again, after putting away the paper that no vault belongs to.
                let _ = fs::remove_file(desk.path("recovery-key.txt"));
                desk.init().done();
            }
            desk.add(&uri(1));
            assert_eq!(
                desk.state().len(),
                1,
                "the paper opens the vault after {outcome:?}"
            );
        },
    );
}

/// Runs a command with each fault at each of its system calls, and checks that the vault then holds the state before or
/// the state after, that nothing was answered too early, and that the next change is taken.
fn all_or_nothing(name: &str, template: &Desk, command: impl Fn(&Desk) -> Invocation) {
    let before = template.state();
    let ways_in = fs::read(template.slots_file()).unwrap();
    let undisturbed = template.duplicate();
    command(&undisturbed).done();
    let after = undisturbed.state();
    assert_ne!(before, after, "the command changes something");

    at_every_point(name, template, &EVERY_FAULT, command, |desk, outcome| {
        let state = desk.state();
        assert!(
            state == before || state == after,
            "neither the old state nor the new one, but {state:#?}"
        );
        if outcome.status == Some(0) || !outcome.stdout.is_empty() {
            assert_eq!(
                state, after,
                "the command said that it was done: {outcome:?}"
            );
        }
        assert!(
            fs::read(desk.slots_file()).unwrap() == ways_in,
            "the ways in are untouched"
        );
        desk.keyrack(["add", "--uri-file", "-"])
            .input(uri(99))
            .done();
        let then = desk.state();
        assert!(
            then.is_superset(&state) && then.len() == state.len() + 1,
            "the next change is taken: {then:#?}"
        );
    });
}

/// Runs a command on fresh copies of a desk with each fault at each of its system calls, and a check after each.
fn at_every_point(
    name: &str,
    template: &Desk,
    faults: &[Fault],
    command: impl Fn(&Desk) -> Invocation,
    check: impl Fn(&Desk, &Outcome),
) {
    if !strace::works() {
        return skipped(name, "strace is missing or may not trace here");
    }
    let traced = template.duplicate();
    let points = strace::points(&traced, command(&traced));
    for &fault in faults {
        for point in points.iter().filter(|point| fault.can_happen_at(point)) {
            let desk = template.duplicate();
            let outcome = command(&desk)
                .under(strace::fault(&desk, point, fault))
                .run();
            let killed = outcome.signal.is_some();
            assert!(
                !killed || matches!(fault, Fault::Kill),
                "only a kill kills: {fault:?} at {point:?}, {outcome:?}"
            );
            assert!(
                matches!(outcome.status, None | Some(0 | 1)),
                "{fault:?} at {point:?} has a clear status, but {outcome:?}"
            );
            // Tells where it happened when the check fails.
            let told = On(format!("{fault:?} at {point:?} of {}", points.len()));
            check(&desk, &outcome);
            drop(told);
        }
    }
}

/// Names the place of a failing check when the test unwinds.
struct On(String);

impl Drop for On {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("this was after {}", self.0);
        }
    }
}
