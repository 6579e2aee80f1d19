//! What this computer remembers, and what it believes of a folder that others can write to.

use std::{
    fs,
    sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering},
    },
};

use keyrack_app::{ErrorCode, RecoveryKey, Session, Unlock};
use serde_json::{Value, json};

use crate::support::{Office, PASSWORD, SECRET, add, labels};

fn codes(session: &Session) -> Vec<&'static str> {
    session
        .notices()
        .iter()
        .map(|notice| notice.code.as_str())
        .collect()
}

/// Changes `slots.json` as anybody with a text editor can.
fn edit(office: &Office, change: impl FnOnce(&mut Value)) {
    let path = office.vault().join("slots.json");
    let mut slots: Value = serde_json::from_slice(&fs::read(&path).expect("a file of the vault"))
        .expect("a file of the vault");
    change(&mut slots);
    fs::write(
        &path,
        serde_json::to_vec(&slots).expect("a file of the vault"),
    )
    .expect("a file of the vault");
}

/// Both ways in stand in every kept state as well; without those, only the living file counts.
fn forget_kept_ways(office: &Office) {
    for entry in fs::read_dir(office.vault().join("generations")).expect("a file of the vault") {
        let path = entry.expect("a file of the vault").path();
        if path.extension().is_some_and(|ending| ending == "slots") {
            fs::remove_file(path).expect("a file of the vault");
        }
    }
}

#[test]
fn a_password_that_was_changed_elsewhere_is_told_once_with_its_date() {
    let office = Office::new();
    assert_eq!(
        codes(&office.open("two")),
        [""; 0],
        "nothing to compare with"
    );
    office.clock.set_wall(1_790_000_500_000);
    let mut session = office.open("one");
    session.change_password("second", None).unwrap();
    drop(session);
    let second = Unlock::password("second");
    let here = office.desk("one").unlock(&second).unwrap();
    assert_eq!(codes(&here), [""; 0], "it was changed here");
    let there = office.desk("two").unlock(&second).unwrap();
    assert_eq!(codes(&there), ["ways_in_changed"]);
    assert_eq!(there.notices()[0].args["changed_at"], "1790000500000");
    let again = office.desk("two").unlock(&second).unwrap();
    assert_eq!(codes(&again), [""; 0], "told once");
}

#[test]
fn ways_in_that_nobody_with_the_keys_wrote_are_told_until_a_new_password_makes_them_anew() {
    let office = Office::new();
    let changes: [fn(&mut Value); 4] = [
        |slots| {
            slots["slots"]
                .as_array_mut()
                .unwrap()
                .push(json!({"kind":"palm"}));
        },
        |slots| slots["slots"].as_array_mut().unwrap().truncate(1),
        |slots| slots["slots"].as_array_mut().unwrap().reverse(),
        |slots| slots["tags"] = json!({}),
    ];
    for change in changes {
        edit(&office, change);
        for _ in 0..2 {
            assert_eq!(codes(&office.open("one")), ["ways_in_altered"]);
        }
        let mut session = office.open("one");
        let backup = office.desk("one").backup().unwrap();
        let proven = session.prove(backup).map(|_| ());
        assert_eq!(
            proven.unwrap_err().code,
            ErrorCode::WaysInForeign,
            "what perhaps nothing opens is no backup"
        );
        session.change_password(PASSWORD, None).unwrap();
        drop(session);
        assert_eq!(codes(&office.open("one")), [""; 0]);
        let key = Unlock::RecoveryKey(office.recovery.clone());
        let opened = office.desk("one").unlock(&key).unwrap();
        assert_eq!(codes(&opened), [""; 0], "the paper opens again as well");
    }
}

#[test]
fn an_older_vault_is_known_whatever_id_its_clear_text_states() {
    let office = Office::new();
    let file = office.vault().join("vault.age");
    let mut session = office.open("one");
    let old = fs::read(&file).unwrap();
    add(&mut session, "", "A", "a", SECRET);
    drop(session);
    let files = fs::read(office.vault().join("slots.json")).unwrap();
    fs::write(&file, old).unwrap();
    // The right ways in stand beside those that state another id.
    edit(&office, |slots| {
        slots["vault"] = json!("aaaaaaaaaaaaaaaaaaaaaaaaaa");
    });
    fs::write(office.vault().join("slots (copy).json"), files).unwrap();
    let session = office.open("one");
    assert!(
        codes(&session).contains(&"older_than_seen"),
        "{:?}",
        session.notices()
    );
    assert!(
        codes(&session).contains(&"ways_in_altered"),
        "{:?}",
        session.notices()
    );
}

#[test]
fn wrong_passwords_count_whatever_stands_beside_the_way_in_that_refused() {
    let office = Office::new();
    let guess = || {
        let refused = office.desk("one").unlock(&Unlock::password("guess"));
        let error = refused.expect_err("a guess does not open");
        (
            error.code,
            office.desk("one").status(None).unwrap().throttle.wrong,
        )
    };
    edit(&office, |slots| {
        slots["slots"]
            .as_array_mut()
            .unwrap()
            .insert(0, json!({"kind":"palm"}));
    });
    assert_eq!(guess(), (ErrorCode::WrongPassword, 1));
    // The id is bound to what is wrapped: from here on nobody can say that the password is wrong, and it was tried.
    edit(&office, |slots| {
        slots["slots"][1]["check"] = json!("0000000000000000");
    });
    forget_kept_ways(&office);
    assert_eq!(guess(), (ErrorCode::WaysInDamaged, 2));
    edit(&office, |slots| {
        slots["slots"][1]["kdf"]["m"] = json!(u32::MAX);
    });
    assert_eq!(guess(), (ErrorCode::KdfTooCostly, 2), "nothing was tried");
    fs::remove_file(office.vault().join("slots.json")).unwrap();
    assert_eq!(guess(), (ErrorCode::WaysInDamaged, 2), "nothing was tried");
}

#[test]
fn of_a_dozen_guesses_at_once_no_more_are_tried_than_one_after_the_other() {
    const GUESSES: usize = 12;
    let office = Office::new();
    let (barrier, tried) = (Barrier::new(GUESSES), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..GUESSES {
            scope.spawn(|| {
                barrier.wait();
                let refused = office.desk("one").unlock(&Unlock::password("guess"));
                if refused.unwrap_err().code == ErrorCode::WrongPassword {
                    tried.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(tried.into_inner(), 5);
}

#[test]
fn a_try_counts_though_its_process_is_killed_in_the_middle() {
    let office = Office::new();
    let disk = office.killed_while_reading("one", "slots.json");
    for _ in 0..5 {
        let keyrack = keyrack_app::Keyrack::new(disk.clone(), Some(office.vault()));
        let killed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            keyrack.prove("guess").map(|_| ())
        }));
        assert!(killed.is_err());
    }
    let refused = office.desk("one").unlock(&Unlock::password(PASSWORD));
    assert_eq!(refused.unwrap_err().code, ErrorCode::Throttled);
}

#[test]
fn whoever_knows_the_public_key_of_the_paper_opens_no_vault_of_their_own_with_it() {
    let office = Office::new();
    let mut session = office.open("one");
    add(&mut session, "", "A", "a", SECRET);
    session.settle().unwrap();
    drop(session);
    // A vault of the attacker's, with a way in that is sealed to the paper.
    let thief = Office::without_vault();
    let theirs = RecoveryKey::make();
    let mut planted = thief.desk("one").init("thief", None, &theirs).unwrap();
    add(&mut planted, "", "Thief", "thief", SECRET);
    drop(planted);
    for name in ["vault.age", "slots.json"] {
        fs::copy(thief.vault().join(name), office.vault().join(name)).unwrap();
    }
    let key = Unlock::RecoveryKey(office.recovery.clone());
    let mut opened = office
        .desk("one")
        .unlock(&key)
        .expect("the kept state opens");
    assert_eq!(labels(&mut opened), ["a"]);
    assert!(opened.needs_new_password());
}
