//! Backups and what comes back from them.

use keyrack_app::{Code, Restore, Unlock};

use crate::support::{Office, PASSWORD, SECRET, add, labels};

fn all() -> Restore {
    Restore {
        all: true,
        ..Restore::default()
    }
}

#[test]
fn a_backup_opens_by_password_and_by_paper_and_says_whether_it_matches() {
    let office = Office::new();
    let mut session = office.open("one");
    add(&mut session, "", "A", "a", SECRET);
    let desk = office.desk("one");
    let backup = desk.backup().unwrap();
    for way in [
        Unlock::password(PASSWORD),
        Unlock::RecoveryKey(office.recovery.clone()),
    ] {
        let view = desk.backup_verify(&backup, &way, Some(&session)).unwrap();
        assert_eq!(
            (view.accounts, view.codes, view.matches),
            (1, 1, Some(true))
        );
    }
    let wrong = desk
        .backup_verify(&backup, &Unlock::password("x"), None)
        .unwrap_err();
    assert_eq!(wrong.code, Code::FilePasswordWrong);
    add(&mut session, "", "A", "b", SECRET);
    let view = desk
        .backup_verify(&backup, &Unlock::password(PASSWORD), Some(&session))
        .unwrap();
    assert_eq!(view.matches, Some(false));
}

#[test]
fn every_cut_and_every_flipped_bit_of_a_backup_is_noticed_or_harmless() {
    let office = Office::new();
    let mut session = office.open("one");
    add(&mut session, "", "A", "a", SECRET);
    let desk = office.desk("one");
    let backup = desk.backup().unwrap();
    // By paper, which needs no slow derivation for each of them.
    let way = Unlock::RecoveryKey(office.recovery.clone());
    for at in (0..backup.len()).step_by(37) {
        let mut damaged = backup.clone();
        damaged[at] ^= 4;
        for bytes in [&damaged, &backup[..at].to_vec()] {
            if let Ok(view) = desk.backup_verify(bytes, &way, None) {
                assert_eq!((view.accounts, view.codes), (1, 1), "byte {at}");
            }
        }
    }
}

#[test]
fn a_backup_becomes_the_vault_where_there_is_none_or_a_ruined_one() {
    let office = Office::new();
    let mut session = office.open("one");
    add(&mut session, "", "A", "a", SECRET);
    let backup = office.desk("one").backup().unwrap();
    let way = Unlock::password(PASSWORD);
    let fresh = office.keyrack("fresh", office.other_vault());
    assert!(fresh.adopt(&backup, &Unlock::password("x"), false).is_err());
    assert!(
        !fresh.exists().unwrap(),
        "a backup that does not open is not adopted"
    );
    assert!(
        fresh.adopt(&backup, &way, true).unwrap().adopted && !fresh.exists().unwrap(),
        "a trial run"
    );
    fresh.adopt(&backup, &way, false).unwrap();
    assert_eq!(labels(&mut fresh.unlock(&way).unwrap()), ["a"]);

    std::fs::remove_dir_all(office.vault().join("generations")).unwrap();
    std::fs::write(office.vault().join("vault.age"), b"ruined").unwrap();
    assert_eq!(
        office.desk("one").unlock(&way).unwrap_err().code,
        Code::VaultUnreadable
    );
    office.desk("one").adopt(&backup, &way, false).unwrap();
    assert_eq!(labels(&mut office.open("one")), ["a"]);
    let aside = std::fs::read_dir(office.vault().join("set-aside")).unwrap();
    assert!(
        aside
            .flatten()
            .any(|file| std::fs::read(file.path()).unwrap() == b"ruined"),
        "what was there is kept"
    );
}

#[test]
fn restoring_into_a_living_vault_takes_only_what_is_wanted_as_a_new_change() {
    let office = Office::new();
    let mut session = office.open("one");
    let [deleted, changed, purged, same] = ["deleted", "changed", "purged", "same"]
        .map(|label| add(&mut session, "Kovács Bt.", "A", label, SECRET));
    let backup = office.desk("one").backup().unwrap();
    session.remove(&purged.id).unwrap();
    session.empty_trash().unwrap();
    session.remove(&deleted.id).unwrap();
    session
        .edit(&changed.id, &[("label".into(), "other".into())])
        .unwrap();
    add(&mut session, "", "A", "newer", SECRET);

    let way = Unlock::password(PASSWORD);
    let trial = session
        .restore(
            &backup,
            &way,
            &Restore {
                dry_run: true,
                ..all()
            },
        )
        .unwrap();
    let mut states: Vec<(&str, &str)> = trial
        .differences
        .iter()
        .map(|d| (d.label.as_str(), d.state))
        .collect();
    states.sort_unstable();
    assert_eq!(
        states,
        [
            ("changed", "changed"),
            ("deleted", "deleted"),
            ("purged", "deleted")
        ]
    );
    assert_eq!(
        labels(&mut session),
        ["newer", "other", "same"],
        "a trial run changes nothing"
    );

    let unknown = Restore {
        accounts: vec![same.id.clone()],
        ..Restore::default()
    };
    assert_eq!(
        session.restore(&backup, &way, &unknown).unwrap_err().code,
        Code::NotFound
    );
    let none = Restore {
        accounts: vec![String::new()],
        ..Restore::default()
    };
    assert_eq!(
        session.restore(&backup, &way, &none).unwrap_err().code,
        Code::NotFound,
        "an empty id is no account's beginning"
    );
    let one = Restore {
        accounts: vec![purged.id[..8].to_owned()],
        ..Restore::default()
    };
    assert_eq!(session.restore(&backup, &way, &one).unwrap().restored, 1);
    assert_eq!(labels(&mut session), ["newer", "other", "purged", "same"]);
    assert_eq!(session.restore(&backup, &way, &all()).unwrap().restored, 2);
    // Another computer merges what was brought back, and agrees.
    assert_eq!(
        labels(&mut office.open("two")),
        ["changed", "deleted", "newer", "purged", "same"]
    );
    assert!(
        session
            .restore(&backup, &way, &all())
            .unwrap()
            .differences
            .is_empty()
    );
}
