//! The PIN of a computer, with a keyring that does what a test wants.

use std::{fs, panic, sync::atomic::Ordering};

use keyrack_app::{
    ErrorCode, Export, KeyringError, RecoveryKey, Session, Unlock, Way, Which, view::PinView,
};
use zeroize::Zeroizing;

use crate::support::{Office, PASSWORD, SECRET, add, labels};

const PIN: &str = "135790";
const WRONG: &str = "135791";
const WEEK: u64 = 7 * 24 * 60 * 60;

fn by(pin: &str) -> Unlock {
    Unlock::Pin(Zeroizing::new(pin.to_owned()))
}

impl Office {
    /// An office whose first computer has a PIN.
    fn with_pin() -> Self {
        let office = Self::new();
        office.desk("one").set_pin(PASSWORD, PIN).expect("a PIN");
        office
    }

    fn pin(&self) -> PinView {
        self.desk("one").pin()
    }

    fn by_pin(&self) -> Session {
        self.desk("one").unlock(&by(PIN)).expect("the PIN opens")
    }

    /// Why the PIN does not open, and how many tries are left.
    fn refusal(&self, pin: &str) -> (ErrorCode, Option<String>) {
        let error = self.desk("one").unlock(&by(pin)).expect_err("a refusal");
        (error.code, error.args.get("tries").cloned())
    }

    /// The password opens the vault, and what waits until then is done.
    fn renew(&self) {
        let proof = self.open("one").proof().expect("by password");
        self.desk("one").renew_pin(&proof).expect("renewed");
    }
}

#[test]
fn a_pin_opens_on_its_computer_and_nowhere_else() {
    let office = Office::with_pin();
    let mut session = office.by_pin();
    assert_eq!(session.way(), Way::Pin);
    add(&mut session, "", "A", "a", SECRET);
    assert_eq!(labels(&mut office.open("two")), ["a"]);

    let refused = office.desk("two").unlock(&by(PIN)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::PinNotSet);
    // Its file alone, on another computer.
    fs::create_dir_all(office.state("two")).unwrap();
    fs::copy(office.pin_file("one"), office.pin_file("two")).unwrap();
    let refused = office.desk("two").unlock(&by(PIN)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::PinGone);
}

#[test]
fn nothing_of_it_lies_in_the_folder_of_the_vault() {
    let office = Office::new();
    let names = || {
        let files = fs::read_dir(office.vault()).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let (files, slots) = (
        names(),
        fs::read(office.vault().join("slots.json")).unwrap(),
    );
    office.desk("one").set_pin(PASSWORD, PIN).unwrap();
    assert_eq!(names(), files);
    assert_eq!(fs::read(office.vault().join("slots.json")).unwrap(), slots);
    let kept = fs::read_to_string(office.pin_file("one")).unwrap();
    assert!(!kept.contains(PIN));
}

#[test]
fn five_wrong_pins_of_two_programs_remove_it_and_nothing_else() {
    let office = Office::with_pin();
    for (at, left) in ["4", "3", "2", "1"].into_iter().enumerate() {
        let refused = office.refusal(WRONG);
        assert_eq!(
            refused,
            (ErrorCode::WrongPin, Some(left.to_owned())),
            "{at}"
        );
    }
    assert_eq!(office.pin().tries_left, Some(1));
    assert_eq!(office.refusal(WRONG).0, ErrorCode::PinUsedUp);
    assert!(office.keyring("one").texts().is_empty());
    assert_eq!(office.refusal(PIN).0, ErrorCode::PinUsedUp, "the right one");
    let pin = office.pin();
    assert_eq!(
        (pin.set, pin.usable, pin.why),
        (true, false, Some(ErrorCode::PinUsedUp))
    );

    office.renew();
    assert_eq!(
        office.refusal(PIN).0,
        ErrorCode::PinUsedUp,
        "nothing comes back"
    );
    office.desk("one").set_pin(PASSWORD, PIN).unwrap();
    assert_eq!(office.by_pin().way(), Way::Pin);
}

#[test]
fn a_right_pin_and_the_password_begin_the_count_anew() {
    let office = Office::with_pin();
    office.refusal(WRONG);
    office.by_pin();
    assert_eq!(office.pin().tries_left, Some(5));
    office.refusal(WRONG);
    office.renew();
    assert_eq!(office.pin().tries_left, Some(5));
}

#[test]
fn an_older_copy_of_the_computers_folder_gives_no_further_try() {
    let office = Office::with_pin();
    let file = office.pin_file("one");
    let before = fs::read(&file).unwrap();
    office.refusal(WRONG);
    fs::write(&file, &before).unwrap();
    assert_eq!(office.refusal(WRONG).1.as_deref(), Some("3"));
    for _ in 0..3 {
        office.refusal(WRONG);
    }
    fs::write(&file, &before).unwrap();
    assert_eq!(office.refusal(PIN).0, ErrorCode::PinGone);
}

#[test]
fn a_try_counts_before_it_is_made() {
    let office = Office::with_pin();
    // Whoever reads the keyring for the second time, to see what was written, is killed.
    office.keyring("one").kill_at_read(2);
    let killed = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        let _ = office.desk("one").unlock(&by(PIN));
    }));
    assert!(killed.is_err());
    assert_eq!(office.pin().tries_left, Some(4));
}

#[test]
fn a_fifth_try_that_is_killed_leaves_no_sixth() {
    let office = Office::with_pin();
    for _ in 0..4 {
        office.refusal(WRONG);
    }
    office.keyring("one").kill_at_read(2);
    let killed = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        let _ = office.desk("one").unlock(&by(WRONG));
    }));
    assert!(killed.is_err());
    assert_eq!(office.refusal(PIN).0, ErrorCode::PinUsedUp);
    assert!(office.keyring("one").texts().is_empty());
}

#[test]
fn the_password_is_due_after_a_restart_and_after_a_week_whatever_the_wall_clock_says() {
    let office = Office::with_pin();
    office.clock.wait(WEEK - 60);
    office.clock.set_wall(1_000_000_000_000);
    office.by_pin();
    office.clock.set_wall(4_000_000_000_000);
    office.by_pin();
    office.clock.set_wall(1_790_000_000_000);
    office.clock.wait(60);
    assert_eq!(office.refusal(PIN).0, ErrorCode::PinWeek);
    office.clock.set_wall(1_000_000_000_000);
    assert_eq!(office.refusal(PIN).0, ErrorCode::PinWeek);
    office.renew();
    office.by_pin();

    office.clock.restart();
    assert_eq!(office.refusal(PIN).0, ErrorCode::PinRestarted);
    assert_eq!(office.pin().why, Some(ErrorCode::PinRestarted));
    office.renew();
    office.by_pin();
}

#[test]
fn the_paper_does_not_stand_for_the_password() {
    let office = Office::with_pin();
    office.clock.restart();
    let paper = Unlock::RecoveryKey(office.recovery.clone());
    let session = office.desk("one").unlock(&paper).unwrap();
    assert!(session.proof().is_none());
    office.renew();
    assert!(office.by_pin().proof().is_none(), "nor does the PIN");
}

#[test]
fn a_keyring_in_trouble_costs_nothing_but_the_pin() {
    let office = Office::with_pin();
    let keyring = office.keyring("one");
    for (trouble, code) in [
        (KeyringError::Absent, ErrorCode::KeyringAbsent),
        (KeyringError::Locked, ErrorCode::KeyringLocked),
        (KeyringError::Broken, ErrorCode::KeyringBroken),
        (KeyringError::Silent, ErrorCode::KeyringSilent),
        (KeyringError::Off, ErrorCode::KeyringOff),
    ] {
        keyring.fail(Some(trouble));
        assert_eq!(office.refusal(PIN), (code, None));
        let pin = office.pin();
        assert_eq!((pin.set, pin.usable, pin.why), (true, false, Some(code)));
        let session = office.open("one");
        let renewed = office.desk("one").renew_pin(&session.proof().unwrap());
        assert_eq!(renewed.unwrap_err().code, code);
        let other = office.desk("one").set_pin(PASSWORD, "246802");
        assert_eq!(other.unwrap_err().code, code);
    }
    keyring.fail(None);
    assert_eq!(office.by_pin().way(), Way::Pin, "an error is not 'no key'");
    assert_eq!(office.pin().tries_left, Some(5), "and no try");
}

#[test]
fn a_keyring_that_was_wiped_is_said_and_nothing_is_made_up() {
    let office = Office::with_pin();
    office.keyring("one").wipe();
    assert_eq!(office.refusal(PIN).0, ErrorCode::PinGone);
    let session = office.open("one");
    let renewed = office.desk("one").renew_pin(&session.proof().unwrap());
    assert_eq!(renewed.unwrap_err().code, ErrorCode::PinGone);
    assert!(office.keyring("one").texts().is_empty());
    office.desk("one").set_pin(PASSWORD, PIN).unwrap();
    office.by_pin();
}

#[test]
fn texts_that_somebody_changed_open_nothing() {
    let office = Office::with_pin();
    let keyring = office.keyring("one");
    for text in ["", "no base64!", "AAAA", &"A".repeat(100_000)] {
        keyring.replace(text);
        assert_eq!(office.refusal(PIN).0, ErrorCode::PinGone, "{text:.20}");
    }
}

#[test]
fn a_keyring_that_adds_ends_of_lines_does_no_harm() {
    let office = Office::new();
    office
        .keyring("one")
        .breaks_lines
        .store(true, Ordering::Relaxed);
    office.desk("one").set_pin(PASSWORD, PIN).unwrap();
    office.by_pin();
}

#[test]
fn a_keyring_that_forgets_what_it_says_it_keeps_gets_no_pin() {
    let office = Office::new();
    office.keyring("one").forgets.store(true, Ordering::Relaxed);
    let refused = office.desk("one").set_pin(PASSWORD, PIN).unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeyringBroken);
    assert!(!office.pin().set);
}

#[test]
fn a_keyring_that_stops_counting_stops_the_tries() {
    let office = Office::with_pin();
    office.keyring("one").forgets.store(true, Ordering::Relaxed);
    for _ in 0..6 {
        assert_eq!(office.refusal(WRONG).0, ErrorCode::KeyringBroken);
    }
    assert_eq!(office.refusal(PIN).0, ErrorCode::KeyringBroken);
}

#[test]
fn a_new_password_ends_the_pin_and_says_so() {
    for computer in ["one", "two"] {
        let office = Office::with_pin();
        let mut session = office.open(computer);
        session.change_password("second", None).unwrap();
        let said = |session: &Session| {
            session
                .notices()
                .iter()
                .any(|it| it.code.as_str() == "pin_outdated")
        };
        assert_eq!(said(&session), computer == "one");
        assert_eq!(office.refusal(PIN).0, ErrorCode::PinOutdated);
        assert_eq!(office.pin().why, Some(ErrorCode::PinOutdated));

        let session = office.desk("one").unlock(&Unlock::password("second"));
        let session = session.unwrap();
        assert!(said(&session));
        let proof = session.proof().unwrap();
        office.desk("one").renew_pin(&proof).unwrap();
        assert!(!office.pin().set);
        assert!(office.keyring("one").texts().is_empty());
        assert!(!office.pin_file("one").exists());
    }
}

#[test]
fn the_pin_is_not_enough_for_secrets_and_ways_in_until_the_password_is_proved() {
    let office = Office::with_pin();
    let id = add(&mut office.open("one"), "", "A", "a", SECRET).id;
    let mut session = office.by_pin();
    let export = Export {
        format: "otpauth".into(),
        ..Export::default()
    };
    let not_enough = |refused: Option<keyrack_app::Error>| {
        assert_eq!(
            refused.map(|error| error.code),
            Some(ErrorCode::PinNotEnough)
        );
    };
    not_enough(session.reveal(&id).err());
    not_enough(
        session
            .phone_codes(std::slice::from_ref(&id), &Which(None))
            .err(),
    );
    not_enough(session.transfer(&[], None).err());
    not_enough(session.export(&export).err());
    not_enough(session.change_password("second", None).err());
    let key = RecoveryKey::make();
    let changed = session.change_recovery_key(PIN, None, &key).unwrap_err();
    assert_eq!(changed.code, ErrorCode::WrongPassword);

    let other = Office::new();
    let foreign = other.desk("one").prove(PASSWORD).unwrap();
    assert_eq!(
        session.accept(&foreign).unwrap_err().code,
        ErrorCode::KeysChanged
    );
    not_enough(session.reveal(&id).err());

    session
        .accept(&office.desk("one").prove(PASSWORD).unwrap())
        .unwrap();
    assert!(session.reveal(&id).is_ok() && session.export(&export).is_ok());
    session.change_password("second", None).unwrap();
}

#[test]
fn a_backup_does_not_open_by_pin() {
    let office = Office::with_pin();
    let desk = office.desk("one");
    let backup = desk.backup().unwrap();
    let refused = desk.backup_verify(&backup, &by(PIN), None);
    assert_eq!(refused.unwrap_err().code, ErrorCode::PinNotEnough);
}

#[test]
fn a_pin_that_anybody_would_try_or_a_wrong_password_sets_none() {
    let office = Office::new();
    let desk = office.desk("one");
    for pin in ["0000", "1234", "987654", "123", "1234567890123", "12a4", ""] {
        let refused = desk.set_pin(PASSWORD, pin).unwrap_err();
        assert_eq!(refused.code, ErrorCode::BadPin, "{pin}");
    }
    for _ in 0..5 {
        assert_eq!(
            desk.set_pin("not it", PIN).unwrap_err().code,
            ErrorCode::WrongPassword
        );
    }
    let delayed = desk.set_pin(PASSWORD, PIN).unwrap_err();
    assert_eq!(
        delayed.code,
        ErrorCode::Throttled,
        "guesses count here as well"
    );
    assert!(office.keyring("one").texts().is_empty());
}

#[test]
fn a_hostile_file_is_damaged_and_the_password_opens() {
    let office = Office::with_pin();
    let file = office.pin_file("one");
    let good = fs::read_to_string(&file).unwrap();
    for text in [
        String::new(),
        "[".repeat(10_000),
        "x".repeat(1 << 20),
        good.replace("\"version\": 1", "\"version\": 2"),
        good.replace("\"m\": 65536", "\"m\": 4294967295"),
        good.replace("\"digits\": 6", "\"digits\": 4"),
    ] {
        fs::write(&file, text).unwrap();
        assert_eq!(office.refusal(PIN).0, ErrorCode::PinDamaged);
        assert_eq!(office.pin().why, Some(ErrorCode::PinDamaged));
    }
    office.open("one");
    assert!(!office.desk("one").remove_pin().unwrap().set);
    office.desk("one").set_pin(PASSWORD, PIN).unwrap();
    office.by_pin();
}

#[test]
fn it_can_be_taken_away_even_from_a_silent_keyring() {
    let office = Office::with_pin();
    assert!(!office.desk("one").remove_pin().unwrap().set);
    assert!(office.keyring("one").texts().is_empty());
    assert_eq!(office.refusal(PIN).0, ErrorCode::PinNotSet);

    office.desk("one").set_pin(PASSWORD, PIN).unwrap();
    office.keyring("one").fail(Some(KeyringError::Silent));
    assert!(!office.desk("one").remove_pin().unwrap().set);
    office.keyring("one").fail(None);
    assert_eq!(office.refusal(PIN).0, ErrorCode::PinNotSet);
}

#[test]
fn status_lists_it_and_the_doctor_looks_at_the_keyring() {
    let office = Office::with_pin();
    let status = office.desk("one").status(None).unwrap();
    let kinds: Vec<_> = status.ways_in.iter().map(|way| way.kind.as_str()).collect();
    assert_eq!(kinds, ["password", "recovery", "pin"]);
    let found = || {
        let checks = office.desk("one").doctor(None).unwrap();
        let keyring = checks.into_iter().find(|check| check.check == "keyring");
        let keyring = keyring.expect("a finding");
        (keyring.args["code"].clone(), keyring.state)
    };
    assert_eq!(found(), ("works".into(), keyrack_app::Health::Ok));
    office.keyring("one").fail(Some(KeyringError::Locked));
    let locked = ("keyring_locked".into(), keyrack_app::Health::Warn);
    assert_eq!(found(), locked);
}
