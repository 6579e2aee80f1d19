//! Sleep, shutdown, sessions and the lid.

use zbus::zvariant::{ObjectPath, Value};

use crate::buses::{self, Bus, LOGIND, MANAGER, Running};
use crate::listener::Listener;

const PATH: &str = "/org/freedesktop/login1";
const SESSION: &str = "org.freedesktop.login1.Session";
const OURS: &str = "/org/freedesktop/login1/session/c1";
const ANOTHERS: &str = "/org/freedesktop/login1/session/c2";

/// Which session the listener belongs to.
const IN_OURS: &[(&str, &str)] = &[("XDG_SESSION_ID", "c1")];

fn prepare(system: &Running, what: &str, begin: bool) {
    system.emit(PATH, MANAGER, what, "b", vec![Value::from(begin)]);
}

fn both(inhibitors: &[String]) -> bool {
    inhibitors == ["shutdown", "sleep"]
}

#[test]
fn sleep_and_shutdown_wait_until_it_is_locked() {
    if !buses::are_there() {
        return;
    }
    let (bus, system) = Bus::running();
    let _logind = system.logind(&bus);
    let mut listener = Listener::start(&bus, &Bus::absent(), IN_OURS);
    for (prepare_for, cause, other) in [
        ("PrepareForSleep", "Sleep", "shutdown"),
        ("PrepareForShutdown", "SignedOut", "sleep"),
    ] {
        system.wait_for_inhibitors(both);
        prepare(&system, prepare_for, true);
        assert_eq!(listener.hears(), cause);
        // It is not locked yet.
        system.wait_for_inhibitors(both);
        listener.goes_on();
        system.wait_for_inhibitors(|all| all == [other]);

        prepare(&system, prepare_for, false);
        if cause == "Sleep" {
            assert_eq!(listener.heard(), "Wake");
        }
    }
    system.wait_for_inhibitors(both);
}

#[test]
fn only_the_own_session_and_only_logind_itself_count() {
    if !buses::are_there() {
        return;
    }
    let (bus, system) = Bus::running();
    let _logind = system.logind(&bus);
    let mut listener = Listener::start(&bus, &Bus::absent(), IN_OURS);
    system.wait_for_inhibitors(both);

    let removed = |id: &'static str, path: &'static str| {
        let path = ObjectPath::try_from(path).unwrap();
        let values = vec![Value::from(id), Value::from(path)];
        system.emit(PATH, MANAGER, "SessionRemoved", "so", values);
    };
    system.forge("PrepareForSleep");
    system.emit(ANOTHERS, SESSION, "Lock", "", vec![]);
    system.change(ANOTHERS, SESSION, "LockedHint", Value::from(true));
    system.change(ANOTHERS, SESSION, "Active", Value::from(false));
    removed("c2", ANOTHERS);
    system.change(OURS, SESSION, "Active", Value::from(true));
    system.emit(OURS, SESSION, "Unlock", "", vec![]);

    // Signals keep their order, so none of those before was heard.
    system.emit(OURS, SESSION, "Lock", "", vec![]);
    assert_eq!(listener.heard(), "SessionLocked");
    system.change(OURS, SESSION, "Active", Value::from(false));
    assert_eq!(listener.heard(), "UserSwitch");
    system.change(OURS, SESSION, "LockedHint", Value::from(true));
    assert_eq!(listener.heard(), "SessionLocked");
    system.tell(PATH, MANAGER, "LidClosed", Value::from(true));
    assert_eq!(listener.heard(), "Lid");
    removed("c1", OURS);
    assert_eq!(listener.heard(), "SignedOut");
}

#[test]
fn a_program_of_no_session_belongs_to_the_one_with_the_screen() {
    if !buses::are_there() {
        return;
    }
    let (bus, system) = Bus::running();
    let _logind = system.logind(&bus);
    let user = format!(
        "/org/freedesktop/login1/user/{}",
        rustix::process::getuid().as_raw()
    );
    let display = Value::from(("c1", ObjectPath::try_from(OURS).unwrap()));
    system.set(&user, "org.freedesktop.login1.User", "Display", display);
    let mut listener = Listener::start(&bus, &Bus::absent(), &[]);
    system.wait_for_inhibitors(both);
    system.emit(ANOTHERS, SESSION, "Lock", "", vec![]);
    system.emit(OURS, SESSION, "Lock", "", vec![]);
    system.emit(
        PATH,
        MANAGER,
        "PrepareForSleep",
        "b",
        vec![Value::from(true)],
    );
    assert_eq!(
        [listener.heard(), listener.heard()],
        ["SessionLocked", "Sleep"]
    );
}

#[test]
fn a_bus_and_a_logind_that_come_late_or_again_are_found() {
    if !buses::are_there() {
        return;
    }
    let bus = Bus::absent();
    let mut listener = Listener::start(&bus, &Bus::absent(), IN_OURS);
    let mut sleeps = |system: &Running| {
        system.wait_for_inhibitors(both);
        prepare(system, "PrepareForSleep", true);
        assert_eq!(listener.heard(), "Sleep");
        system.wait_for_inhibitors(|all| all == ["shutdown"]);
    };
    let system = bus.start();
    let logind = system.logind(&bus);
    sleeps(&system);
    drop(logind);
    // It is noticed on the bus, without a new connection.
    let _logind = system.logind(&bus);
    sleeps(&system);
    drop(system);
    let system = bus.start();
    let _logind = system.logind(&bus);
    sleeps(&system);
}

#[test]
fn without_any_bus_the_program_works_all_the_same() {
    let mut listener = Listener::start(&Bus::absent(), &Bus::absent(), &[]);
    assert_eq!(listener.idle, "None");
    assert!(listener.lives());
    // Whoever has the name but speaks another language is no reason to end either.
    if !buses::are_there() {
        return;
    }
    let (bus, system) = Bus::running();
    system.connection().request_name(LOGIND).unwrap();
    let mut listener = Listener::start(&bus, &Bus::absent(), &[]);
    assert!(listener.lives());
}
