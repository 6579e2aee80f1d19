//! Whether something keeps the clock right.

use zbus::zvariant::OwnedValue;

use super::bus::{self, BusKind};

/// The interface of systemd's `org.freedesktop.timedate1(5)`, which asks the kernel, whoever keeps its clock.
const TIMEDATE: &str = "org.freedesktop.timedate1";

pub fn clock_is_synchronised() -> Option<bool> {
    let bus = bus::connect(BusKind::System).ok()?;
    let answer = bus.call_method(
        Some(TIMEDATE),
        "/org/freedesktop/timedate1",
        Some("org.freedesktop.DBus.Properties"),
        "Get",
        &(TIMEDATE, "NTPSynchronized"),
    );
    let value: OwnedValue = answer.ok()?.body().deserialize().ok()?;
    value.try_into().ok()
}
