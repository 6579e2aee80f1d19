//! Ways in, wrong tries, and a vault that is older than it should be.

use keyrack_app::{ErrorCode, NewAccount, RecoveryKey, Unlock};

use crate::support::{Office, PASSWORD, SECRET, add, factor, labels};

fn wrong(office: &Office) -> keyrack_app::Error {
    office
        .desk("one")
        .unlock(&Unlock::password("wrong"))
        .expect_err("a wrong password does not open")
}

#[test]
fn five_wrong_passwords_cost_a_delay_that_no_clock_setting_shortens() {
    let office = Office::new();
    for tries in 1..=4 {
        let error = wrong(&office);
        assert_eq!(
            (error.code, error.retry_after_s),
            (ErrorCode::WrongPassword, None),
            "try {tries}"
        );
    }
    assert_eq!(wrong(&office).retry_after_s, Some(30));
    let right = || office.desk("one").unlock(&Unlock::password(PASSWORD));
    assert_eq!(
        right().unwrap_err().code,
        ErrorCode::Throttled,
        "even the right one has to wait"
    );
    for wall in [0, u64::MAX / 2] {
        office.clock.set_wall(wall);
        assert_eq!(
            right().unwrap_err().retry_after_s,
            Some(30),
            "the wall clock does not count"
        );
    }
    office.clock.set_wall(1_790_000_000_000);
    office.clock.restart();
    assert_eq!(
        right().unwrap_err().code,
        ErrorCode::Throttled,
        "a restart does not help"
    );
    assert!(
        office
            .desk("one")
            .unlock(&Unlock::RecoveryKey(office.recovery.clone()))
            .is_ok(),
        "paper never waits"
    );
    office.clock.wait(30);
    drop(right().expect("after the delay it opens"));
    assert_eq!(
        wrong(&office).retry_after_s,
        None,
        "a success starts the count anew"
    );
}

#[test]
fn another_computer_has_its_own_count() {
    let office = Office::new();
    (0..5).for_each(|_| drop(wrong(&office)));
    assert!(
        office
            .desk("two")
            .unlock(&Unlock::password(PASSWORD))
            .is_ok()
    );
}

#[test]
fn after_a_change_of_password_only_the_new_one_and_the_paper_open() {
    let office = Office::new();
    let mut session = office.open("one");
    add(&mut session, "", "A", "a", SECRET);
    session.settle().unwrap();
    session.change_password("új jelszó", None).unwrap();
    session.settle().unwrap();
    assert_eq!(
        office
            .desk("two")
            .unlock(&Unlock::password(PASSWORD))
            .unwrap_err()
            .code,
        ErrorCode::WrongPassword
    );
    for way in [
        Unlock::password("új jelszó"),
        Unlock::RecoveryKey(office.recovery.clone()),
    ] {
        let mut session = office.desk("two").unlock(&way).unwrap();
        assert_eq!(labels(&mut session), ["a"]);
        let status = office.desk("two").status(Some(&session)).unwrap();
        let kept = status.vault.unwrap().generations;
        assert!(
            !kept.is_empty() && kept.iter().all(|kept| kept.opens == Some(true)),
            "{kept:?}"
        );
    }
}

#[test]
fn a_forgotten_password_is_replaced_with_the_paper_and_a_lost_paper_with_the_password() {
    let office = Office::new();
    let mut session = office
        .desk("one")
        .unlock(&Unlock::RecoveryKey(office.recovery.clone()))
        .unwrap();
    assert_eq!(session.way(), keyrack_app::Way::RecoveryKey);
    assert!(session.needs_new_password());
    let account = NewAccount {
        factor: factor(SECRET),
        issuer: Some("A".into()),
        label: Some("a".into()),
        folder: None,
        fields: Vec::new(),
    };
    let refused = session.add(account).unwrap_err().code;
    assert_eq!(
        refused,
        ErrorCode::NewPasswordNeeded,
        "nothing is saved before"
    );
    session.change_password("second", None).unwrap();
    assert!(!session.needs_new_password());
    add(&mut session, "", "A", "a", SECRET);
    let new = RecoveryKey::make();
    let mut session = office
        .desk("one")
        .unlock(&Unlock::password("second"))
        .unwrap();
    assert_eq!(
        session
            .change_recovery_key("not it", None, &new)
            .unwrap_err()
            .code,
        ErrorCode::WrongPassword
    );
    session.change_recovery_key("second", None, &new).unwrap();
    let old = office
        .desk("one")
        .unlock(&Unlock::RecoveryKey(office.recovery.clone()));
    assert!(old.is_err(), "the lost paper opens nothing");
    for way in [Unlock::password("second"), Unlock::RecoveryKey(new)] {
        assert_eq!(labels(&mut office.desk("one").unlock(&way).unwrap()), ["a"]);
    }
}

#[test]
fn a_vault_that_is_older_than_this_computer_has_seen_says_so() {
    let office = Office::new();
    let file = office.vault().join("vault.age");
    let mut session = office.open("one");
    let old = std::fs::read(&file).unwrap();
    add(&mut session, "", "A", "a", SECRET);
    drop(session);
    std::fs::write(&file, old).unwrap();
    let session = office.open("one");
    assert!(
        session
            .notices()
            .iter()
            .any(|notice| notice.code.as_str() == "older_than_seen"),
        "{:?}",
        session.notices()
    );
    assert!(
        office.open("two").notices().is_empty(),
        "another computer never saw the newer one"
    );
}

#[test]
fn empty_and_endless_passwords_are_refused() {
    let office = Office::without_vault();
    for password in ["", &"x".repeat(5000)] {
        let refused = office
            .desk("one")
            .init(password, None, &office.recovery)
            .unwrap_err();
        assert_eq!(refused.code, ErrorCode::BadPassword);
    }
    assert!(!office.desk("one").exists().unwrap());
    assert_eq!(
        office
            .desk("one")
            .unlock(&Unlock::password("x"))
            .unwrap_err()
            .code,
        ErrorCode::NoVault
    );
}
