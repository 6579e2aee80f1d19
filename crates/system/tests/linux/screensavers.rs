//! Screen savers of several desktops.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::buses::{self, Bus, Running};
use crate::listener::Listener;

fn tell(session: &Running, interface: &str, is_active: bool) {
    let connection = session.connection();
    connection
        .emit_signal(
            None::<&str>,
            "/ScreenSaver",
            interface,
            "ActiveChanged",
            &is_active,
        )
        .unwrap();
}

#[test]
fn each_kind_is_heard_when_it_begins() {
    if !buses::are_there() {
        return;
    }
    let (bus, session) = Bus::running();
    let mut listener = Listener::start(&Bus::absent(), &bus, &[]);
    let interfaces = [
        "org.freedesktop.ScreenSaver",
        "org.gnome.ScreenSaver",
        "org.kde.screensaver",
        "org.cinnamon.ScreenSaver",
        "org.mate.ScreenSaver",
        "org.xfce.ScreenSaver",
    ];
    for interface in interfaces {
        // Nobody tells since when it listens, so it is told until it has heard.
        let is_heard = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !is_heard.load(Ordering::Relaxed) {
                    tell(&session, "org.example.ScreenSaver", true);
                    tell(&session, interface, false);
                    tell(&session, interface, true);
                    thread::sleep(Duration::from_millis(20));
                }
            });
            assert_eq!(listener.hears(), "Screensaver", "{interface}");
            is_heard.store(true, Ordering::Relaxed);
        });
        listener = Listener::start(&Bus::absent(), &bus, &[]);
    }
}
