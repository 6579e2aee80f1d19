//! Backups and what comes back from them.

use keyrack_app::{ErrorCode, Restore, Session, Unlock, view::ChangedField};

use crate::support::{Office, PASSWORD, SECRET, add, labels};

fn names(fields: &[ChangedField]) -> Vec<&'static str> {
    fields.iter().map(|field| field.as_str()).collect()
}

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
    assert_eq!(wrong.code, ErrorCode::FilePasswordWrong);
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
        ErrorCode::VaultUnreadable
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

    let backup = session.open_backup(&backup).unwrap();
    let trial = Restore {
        dry_run: true,
        ..all()
    };
    let (trial, before) = session.restore(&backup, &trial).unwrap();
    assert!(before.is_none(), "there is nothing to take back");
    let mut states: Vec<(&str, &str, Vec<&str>)> = trial
        .differences
        .iter()
        .map(|d| (d.label.as_str(), d.state.as_str(), names(&d.fields)))
        .collect();
    states.sort_unstable();
    assert_eq!(
        states,
        [
            ("changed", "changed", vec!["label"]),
            ("deleted", "deleted", vec![]),
            ("purged", "deleted", vec![])
        ]
    );
    assert_eq!(
        labels(&mut session),
        ["newer", "other", "same"],
        "a trial run changes nothing"
    );

    for unknown in [same.id.clone(), String::new()] {
        let unknown = Restore {
            accounts: vec![unknown],
            ..Restore::default()
        };
        assert_eq!(
            session.restore(&backup, &unknown).unwrap_err().code,
            ErrorCode::NotFound,
            "what does not differ, and an empty id, which is no account's beginning"
        );
    }
    let one = Restore {
        accounts: vec![purged.id[..8].to_owned()],
        ..Restore::default()
    };
    assert_eq!(session.restore(&backup, &one).unwrap().0.restored, 1);
    assert_eq!(labels(&mut session), ["newer", "other", "purged", "same"]);
    assert_eq!(session.restore(&backup, &all()).unwrap().0.restored, 2);
    // Another computer merges what was brought back, and agrees.
    assert_eq!(
        labels(&mut office.open("two")),
        ["changed", "deleted", "newer", "purged", "same"]
    );
    assert!(
        session
            .restore(&backup, &all())
            .unwrap()
            .0
            .differences
            .is_empty()
    );
}

#[test]
fn what_a_restore_has_brought_can_be_taken_back() {
    let office = Office::new();
    let mut session = office.open("one");
    let [deleted, changed] =
        ["deleted", "changed"].map(|label| add(&mut session, "Kovács Bt.", "A", label, SECRET));
    let backup = office.desk("one").backup().unwrap();
    session.remove(&deleted.id).unwrap();
    for (field, value) in [("label", "other"), ("note", "since May"), ("tags", "tax")] {
        session
            .edit(&changed.id, &[(field.into(), value.into())])
            .unwrap();
    }
    session
        .move_all(std::slice::from_ref(&changed.id), "Szabó Kft.")
        .unwrap();
    session.folder_remove("Kovács Bt.").unwrap();
    let state = |session: &mut Session| {
        let mut account = session.show(&changed.id).unwrap();
        account.changed = 0;
        account
    };
    let (before, folders) = (state(&mut session), session.folders().len());

    let backup = session.open_backup(&backup).unwrap();
    let (view, done) = session.restore(&backup, &all()).unwrap();
    let row = view.differences.iter().find(|row| row.id == changed.id);
    assert_eq!(
        names(&row.unwrap().fields),
        ["folder", "label", "note", "tags"]
    );
    assert_eq!(labels(&mut session), ["changed", "deleted"]);
    let folder = state(&mut session).folder;
    assert_eq!(folder.unwrap().name, "Kovács Bt.");
    assert_eq!(session.undo_restore(&done.unwrap()).unwrap(), 2);
    assert_eq!(labels(&mut session), ["other"]);
    assert_eq!(state(&mut session), before);
    assert_eq!(session.folders().len(), folders);
    assert_eq!(session.differences(&backup).len(), 2, "as before");
}

#[test]
fn a_backup_of_another_vault_brings_its_accounts_by_its_own_password_alone() {
    let office = Office::new();
    let mut session = office.open("one");
    add(&mut session, "", "A", "a", SECRET);
    let other = Office::new();
    add(&mut other.open("one"), "Kovács Bt.", "B", "b", SECRET);
    let backup = other.desk("one").backup().unwrap();
    assert_eq!(
        session.open_backup(&backup).err().unwrap().code,
        ErrorCode::FilePasswordNeeded
    );
    let backup = office
        .desk("one")
        .open_backup(&backup, &Unlock::password(PASSWORD))
        .unwrap();
    session.restore(&backup, &all()).unwrap();
    assert_eq!(labels(&mut session), ["a", "b"]);
}

#[test]
fn only_what_was_opened_and_read_back_as_it_was_becomes_a_backup_and_lets_older_ones_go() {
    let office = Office::new();
    let mut session = office.open("one");
    let desk = office.desk("one");
    let folder = office.other_vault();
    std::fs::create_dir(&folder).unwrap();
    let computer = office.computer("one");
    let write = |session: &mut Session, kept| {
        let proven = session.prove(desk.backup().unwrap()).unwrap();
        proven.write(&computer, &folder, kept).unwrap()
    };
    for label in ["a", "b"] {
        add(&mut session, "", "A", label, SECRET);
        write(&mut session, 3);
        office.clock.wait(24 * 60 * 60);
    }
    let there = || {
        let found = desk.backups_in(&folder).unwrap().into_iter();
        found.map(|file| file.file).collect::<Vec<_>>()
    };
    let before = there();
    assert_eq!(before.len(), 2);

    add(&mut session, "", "A", "c", SECRET);
    let proven = session.prove(desk.backup().unwrap()).unwrap();
    let broken = office.forgetful("one");
    let failure = proven.write(&broken, &folder, 1).unwrap_err();
    assert_eq!(failure.code, ErrorCode::BackupReadBack);
    assert_eq!(there(), before, "nothing came, and nothing went");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    let gone = office.vault().join("no such folder");
    let failure = proven.write(&computer, &gone, 1).unwrap_err();
    assert_eq!(failure.code, ErrorCode::FileNotFound);

    let mut damaged = desk.backup().unwrap();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    assert!(session.prove(damaged).is_err(), "it is opened first");
    add(&mut office.open("two"), "", "A", "d", SECRET);
    let proven = session.prove(desk.backup().unwrap()).unwrap();
    assert_eq!(proven.view().accounts, 4, "of what another program saved");

    std::fs::write(folder.join("keyrack-notes.tar"), b"mine").unwrap();
    let name = write(&mut session, 1);
    assert_eq!(there(), [name]);
    assert!(folder.join("keyrack-notes.tar").exists());
}
