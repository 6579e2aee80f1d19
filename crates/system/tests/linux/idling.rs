//! For how long nobody has touched anything.

use zbus::zvariant::Value;

use crate::buses::{self, Bus};
use crate::display::Display;
use crate::listener::Listener;

const SESSION: &str = "org.freedesktop.login1.Session";
const OURS: &str = "/org/freedesktop/login1/session/c1";

#[test]
fn gnome_tells() {
    if !buses::are_there() {
        return;
    }
    let (bus, session) = Bus::running();
    let (name, path) = (
        "org.gnome.Mutter.IdleMonitor",
        "/org/gnome/Mutter/IdleMonitor/Core",
    );
    let _gnome = session.mock(&bus, name, path, "GetIdletime", "t", "dbus.UInt64(754000)");
    let listener = Listener::start(&Bus::absent(), &bus, &[]);
    assert_eq!(listener.idle, "Some(754s)");
}

#[test]
fn logind_tells_if_the_desktop_tells_it() {
    if !buses::are_there() {
        return;
    }
    let (bus, system) = Bus::running();
    let _logind = system.logind(&bus);
    let idle = || {
        Listener::start(&bus, &Bus::absent(), &[("XDG_SESSION_ID", "c1")])
            .idle
            .clone()
    };
    assert_eq!(idle(), "None", "perhaps only nobody tells");
    system.change(OURS, SESSION, "IdleSinceHintMonotonic", Value::from(1_u64));
    system.change(OURS, SESSION, "IdleHint", Value::from(true));
    assert!(idle().starts_with("Some("));
}

#[test]
fn an_x_server_tells_but_not_one_inside_wayland() {
    let Some(server) = Display::start() else {
        return;
    };
    let idle = |environment: &[(&str, &str)]| {
        Listener::start(&Bus::absent(), &Bus::absent(), environment)
            .idle
            .clone()
    };
    let display = ("DISPLAY", server.name.as_str());
    assert!(idle(&[display]).starts_with("Some("));
    assert_eq!(idle(&[display, ("WAYLAND_DISPLAY", "wayland-0")]), "None");
}
