//! Damaged files. Whatever happened to a file of the vault, what can be read is shown, what cannot is said, and nothing
//! that is on the disk is thrown away: never an empty vault, a silent loss, a panic or a hang.

use std::fs;
use std::path::Path;

use crate::desk::{Desk, Outcome, PEEK_AT_ALL, state_from};

#[test]
fn any_flipped_byte_of_the_vault_is_survived() {
    let template = Desk::with_accounts(3);
    let whole = fs::read(template.vault_file()).unwrap();
    // The header, the end, and places in between, where every byte is as good as any other.
    for position in (0..whole.len()).filter(|at| *at < 700 || at % 7 == 0 || at + 200 > whole.len())
    {
        let mut damaged = whole.clone();
        damaged[position] ^= 0x41;
        assert_survived(
            &template,
            &damaged,
            &format!("byte {position} of {} flipped", whole.len()),
        );
    }
}

#[test]
fn a_vault_cut_off_anywhere_is_survived() {
    let template = Desk::with_accounts(3);
    let whole = fs::read(template.vault_file()).unwrap();
    for length in (0..whole.len())
        .filter(|length| *length < 600 || length % 61 == 0 || length + 40 > whole.len())
    {
        assert_survived(
            &template,
            &whole[..length],
            &format!("cut off after {length} of {} bytes", whole.len()),
        );
    }
}

#[test]
fn a_vault_overwritten_with_something_else_is_survived() {
    let template = Desk::with_accounts(3);
    let other = Desk::with_accounts(1);
    let whole = fs::read(template.vault_file()).unwrap();
    for (what, contents) in [
        ("zeros", vec![0; whole.len()]),
        (
            "another person's vault",
            fs::read(other.vault_file()).unwrap(),
        ),
        ("the slots", fs::read(template.slots_file()).unwrap()),
        ("a page of text", b"Dear Sir or Madam,\r\n".repeat(200)),
        ("itself, twice", whole.repeat(2)),
        ("itself, with a tail", [whole.as_slice(), b"\n"].concat()),
    ] {
        assert_survived(&template, &contents, what);
    }
}

/// The vault file and every earlier state are gone or damaged: the command says so and makes no new, empty vault.
#[test]
fn a_vault_damaged_beyond_help_is_not_replaced_by_an_empty_one() {
    let desk = Desk::with_accounts(2);
    for folder in [desk.vault(), desk.vault().join("generations")] {
        for file in files(&folder)
            .filter(|file| file.extension().is_some_and(|extension| extension == "age"))
        {
            fs::write(file, b"age-encryption.org/v1\nnothing useful\n").unwrap();
        }
    }
    let before = fs::read(desk.vault_file()).unwrap();
    for arguments in [vec!["list"], vec!["add", "--uri-file", "-"], vec!["init"]] {
        let outcome = desk
            .keyrack(arguments)
            .input(crate::desk::uri(5))
            .json_output()
            .run();
        assert!(matches!(outcome.status, Some(1 | 3)), "{outcome:?}");
        assert!(outcome.refusal().retry_after.is_none());
    }
    assert_eq!(
        fs::read(desk.vault_file()).unwrap(),
        before,
        "the damaged file is left for a specialist"
    );
}

#[test]
fn a_missing_vault_file_beside_earlier_states_is_not_an_empty_vault() {
    let desk = Desk::with_accounts(3);
    fs::remove_file(desk.vault_file()).unwrap();
    assert_told(
        &desk.by_paper(PEEK_AT_ALL).json_output().run(),
        3,
        "vault.age removed",
    );
    let outcome = desk.keyrack(["init"]).json_output().run();
    assert!(
        matches!(outcome.status, Some(1 | 2)),
        "init does not run over the earlier states: {outcome:?}"
    );
}

/// The paper needs no slots, so it opens the vault whatever became of them.
#[test]
fn any_flipped_byte_of_the_slots_leaves_the_paper_working() {
    let template = Desk::with_accounts(2);
    let state = template.state();
    for_each_damage_of_the_slots(&template, |desk, what| {
        let outcome = desk.by_paper(PEEK_AT_ALL).json_output().run();
        assert_eq!(outcome.status, Some(0), "{what}: {outcome:?}");
        assert_eq!(state_from(&outcome.value()), state, "{what}");
    });
}

/// The password opens the vault, or the command says why not: and then it has not made things worse.
#[test]
fn any_flipped_byte_of_the_slots_is_survived_by_the_password() {
    let template = Desk::with_accounts(2);
    let state = template.state();
    let mut turn = 0;
    for_each_damage_of_the_slots(&template, |desk, what| {
        // Each try derives a key, so only every seventh place is tried.
        turn += 1;
        if turn % 7 != 0 {
            return;
        }
        let damaged = fs::read(desk.slots_file()).unwrap();
        let outcome = desk.keyrack(PEEK_AT_ALL).json_output().run();
        match outcome.status {
            Some(0) => assert_eq!(state_from(&outcome.value()), state, "{what}"),
            _ => {
                assert!(matches!(outcome.status, Some(1 | 3)), "{what}: {outcome:?}");
                outcome.refusal();
                assert_eq!(
                    fs::read(desk.slots_file()).unwrap(),
                    damaged,
                    "{what}: the damaged file is kept"
                );
            }
        }
    });
}

#[test]
fn missing_slots_leave_the_paper_working() {
    let desk = Desk::with_accounts(2);
    let state = desk.state();
    fs::remove_file(desk.slots_file()).unwrap();
    assert_eq!(desk.state(), state);
    let outcome = desk.keyrack(["list"]).json_output().run();
    assert!(matches!(outcome.status, Some(0 | 1 | 3)), "{outcome:?}");
}

/// This computer's own state is a convenience: damage to it costs neither accounts nor the way in.
#[test]
fn damage_to_the_computers_own_state_is_survived() {
    let template = Desk::with_accounts(2);
    let state = template.state();
    for file in files_below(&template.path("home")) {
        let name = file.strip_prefix(template.path("")).unwrap();
        for contents in [&b""[..], b"{", b"\0\0\0\0\0\0\0\0", b"[[[[[[[[", b"null"] {
            let desk = template.duplicate();
            fs::write(desk.path("").join(name), contents).unwrap();
            assert_eq!(desk.state(), state, "{} holds {contents:?}", name.display());
            assert_eq!(state_from(&desk.keyrack(PEEK_AT_ALL).json()), state);
            desk.add(&crate::desk::uri(9));
        }
    }
}

/// Writes `damaged` in place of the vault and looks at what the command makes of it.
fn assert_survived(template: &Desk, damaged: &[u8], what: &str) {
    let desk = template.duplicate();
    fs::write(desk.vault_file(), damaged).unwrap();
    assert_told(&desk.by_paper(PEEK_AT_ALL).json_output().run(), 3, what);
}

/// Either accounts are shown, and if it is not all of them something is said; or the command fails with a reason.
fn assert_told(outcome: &Outcome, accounts: usize, what: &str) {
    match outcome.status {
        Some(0 | 5) => {
            let shown = state_from(&outcome.value()).len();
            assert!(shown > 0, "{what}: an empty vault is shown");
            assert!(shown <= accounts, "{what}: accounts from nowhere");
            let said = outcome.status == Some(5) || !outcome.stderr.trim().is_empty();
            assert!(
                shown == accounts || said,
                "{what}: {shown} of {accounts} accounts are shown without a word"
            );
        }
        Some(1 | 3) => assert!(!outcome.refusal().code.is_empty()),
        _ => panic!("{what}: {outcome:?}"),
    }
}

fn for_each_damage_of_the_slots(template: &Desk, mut check: impl FnMut(&Desk, &str)) {
    let whole = fs::read(template.slots_file()).unwrap();
    let flipped = (0..whole.len()).step_by(3).map(|position| {
        let mut damaged = whole.clone();
        damaged[position] ^= 0x01;
        (
            format!("byte {position} of {} of the slots flipped", whole.len()),
            damaged,
        )
    });
    let cut = (0..whole.len()).step_by(13).map(|length| {
        (
            format!("slots cut off at {length}"),
            whole[..length].to_vec(),
        )
    });
    let others = [
        ("no JSON", &b"\xff\xfe"[..]),
        ("an empty object", b"{}"),
        ("null", b"null"),
        ("an array", b"[]"),
    ]
    .map(|(what, contents)| (what.to_owned(), contents.to_vec()));
    for (what, contents) in flipped.chain(cut).chain(others) {
        let desk = template.duplicate();
        fs::write(desk.slots_file(), contents).unwrap();
        check(&desk, &what);
    }
}

fn files(folder: &Path) -> impl Iterator<Item = std::path::PathBuf> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
}

fn files_below(folder: &Path) -> Vec<std::path::PathBuf> {
    let folders = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir());
    files(folder)
        .chain(folders.flat_map(|folder| files_below(&folder)))
        .collect()
}
