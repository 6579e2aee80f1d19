//! Screen savers. Each kind tells under a name of its own that it has begun; one that starts later is heard as well.

use zbus::blocking::Connection;
use zbus::message::Message;

use super::bus::{SignalHandler, want};
use crate::events::{Cause, On};

const INTERFACES: [&str; 6] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.kde.screensaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];

/// Listens to all of them.
pub struct ScreenSavers<'a> {
    on: &'a On,
}

impl<'a> ScreenSavers<'a> {
    pub fn new(on: &'a On) -> Self {
        Self { on }
    }
}

impl SignalHandler for ScreenSavers<'_> {
    fn begin(&mut self, bus: &Connection) -> zbus::Result<()> {
        INTERFACES.iter().try_for_each(|interface| {
            want(
                bus,
                &format!("interface='{interface}',member='ActiveChanged'"),
            )
        })
    }

    fn hear(&mut self, _bus: &Connection, signal: &Message) -> zbus::Result<()> {
        let header = signal.header();
        let is_known = header
            .interface()
            .is_some_and(|interface| INTERFACES.contains(&interface.as_str()));
        let is_change = header
            .member()
            .is_some_and(|member| member.as_str() == "ActiveChanged");
        if is_known && is_change && matches!(signal.body().deserialize(), Ok(true)) {
            (self.on)(Cause::Screensaver);
        }
        Ok(())
    }
}
