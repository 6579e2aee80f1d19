//! logind, which manages sleep, shutdown and sessions: <https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html>.
//!
//! `PrepareForSleep` alone comes too late for whoever has not asked for a delay before, so an inhibitor is held at all
//! times. It is a pipe; closing it lets the system go on.

use std::collections::HashMap;
use std::{env, process};

use zbus::blocking::Connection;
use zbus::message::Message;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};

use super::bus::{SignalHandler, want};
use crate::events::{Cause, On};

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const USER: &str = "org.freedesktop.login1.User";
const PATH: &str = "/org/freedesktop/login1";

/// Tells of the lid as well, also where logind leaves that to the desktop.
const UPOWER: &str = "org.freedesktop.UPower";

const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// Listens to logind.
pub struct Logind<'a> {
    on: &'a On,
    /// Who has the names of logind and UPower. Anybody may send a signal to anybody, so each is checked for its sender.
    owners: HashMap<String, String>,
    /// The session that this program belongs to.
    session: Option<OwnedObjectPath>,
    /// Delays the sleep.
    sleep: Option<OwnedFd>,
    /// Delays the shutdown.
    shutdown: Option<OwnedFd>,
}

impl<'a> Logind<'a> {
    pub fn new(on: &'a On) -> Self {
        Self {
            on,
            owners: HashMap::new(),
            session: None,
            sleep: None,
            shutdown: None,
        }
    }

    /// Begins with a logind that has just come. What it refuses, it may allow the next time.
    fn greet(&mut self, bus: &Connection) {
        self.session = own_session(bus);
        self.sleep = inhibit(bus, "sleep").ok();
        self.shutdown = inhibit(bus, "shutdown").ok();
    }

    fn manager_says(&mut self, bus: &Connection, member: &str, signal: &Message) {
        let body = signal.body();
        match (member, body.deserialize::<bool>()) {
            ("PrepareForSleep", Ok(true)) => {
                (self.on)(Cause::Sleep);
                self.sleep = None;
            }
            ("PrepareForSleep", Ok(false)) => {
                (self.on)(Cause::Wake);
                self.sleep = inhibit(bus, "sleep").ok();
            }
            ("PrepareForShutdown", Ok(true)) => {
                (self.on)(Cause::SignedOut);
                self.shutdown = None;
            }
            ("PrepareForShutdown", Ok(false)) => self.shutdown = inhibit(bus, "shutdown").ok(),
            ("SessionNew", _) if self.session.is_none() => self.session = own_session(bus),
            ("SessionRemoved", _) => {
                let removed = body.deserialize::<(String, OwnedObjectPath)>();
                if removed.is_ok_and(|(_, path)| self.session.as_ref() == Some(&path)) {
                    (self.on)(Cause::SignedOut);
                }
            }
            _ => {}
        }
    }

    fn properties_change(&self, path: &str, signal: &Message) {
        type Changes = (String, HashMap<String, OwnedValue>, Vec<String>);
        let Ok((interface, changes, _)) = signal.body().deserialize::<Changes>() else {
            return;
        };
        let is_now = |name: &str, value: bool| {
            let change = changes.get(name).map(|it| bool::try_from(it.clone()));
            matches!(change, Some(Ok(now)) if now == value)
        };
        let is_ours = self.session.as_ref().is_some_and(|it| it.as_str() == path);
        match interface.as_str() {
            MANAGER if is_now("LidClosed", true) => (self.on)(Cause::Lid),
            UPOWER if is_now("LidIsClosed", true) => (self.on)(Cause::Lid),
            SESSION if is_ours && is_now("LockedHint", true) => (self.on)(Cause::SessionLocked),
            SESSION if is_ours && is_now("Active", false) => (self.on)(Cause::UserSwitch),
            _ => {}
        }
    }
}

impl SignalHandler for Logind<'_> {
    fn begin(&mut self, bus: &Connection) -> zbus::Result<()> {
        for name in [LOGIND, UPOWER] {
            want(
                bus,
                &format!("sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{name}'"),
            )?;
        }
        for rule in [
            format!("sender='{LOGIND}',interface='{MANAGER}'"),
            format!("sender='{LOGIND}',interface='{SESSION}',member='Lock'"),
            format!("sender='{LOGIND}',interface='{PROPERTIES}',arg0='{MANAGER}'"),
            format!("sender='{LOGIND}',interface='{PROPERTIES}',arg0='{SESSION}'"),
            format!("sender='{UPOWER}',interface='{PROPERTIES}',arg0='{UPOWER}'"),
        ] {
            want(bus, &rule)?;
        }
        for name in [LOGIND, UPOWER] {
            let owner = bus.call_method(
                Some("org.freedesktop.DBus"),
                "/org/freedesktop/DBus",
                Some("org.freedesktop.DBus"),
                "GetNameOwner",
                &name,
            );
            if let Ok(owner) = owner.and_then(|owner| owner.body().deserialize()) {
                self.owners.insert(name.to_owned(), owner);
            }
        }
        self.greet(bus);
        Ok(())
    }

    fn hear(&mut self, bus: &Connection, signal: &Message) -> zbus::Result<()> {
        let header = signal.header();
        let (Some(sender), Some(interface), Some(member), Some(path)) = (
            header.sender(),
            header.interface(),
            header.member(),
            header.path(),
        ) else {
            return Ok(());
        };
        if sender.as_str() == "org.freedesktop.DBus" && member.as_str() == "NameOwnerChanged" {
            let (name, _, owner): (String, String, String) = signal.body().deserialize()?;
            let is_logind = name == LOGIND;
            let is_there = !owner.is_empty();
            self.owners.insert(name, owner);
            if is_logind && is_there {
                self.greet(bus);
            }
            return Ok(());
        }
        let is_ours = self.session.as_ref().is_some_and(|it| **it == *path);
        let is_from = |name| {
            self.owners
                .get(name)
                .is_some_and(|it| it == sender.as_str())
        };
        match interface.as_str() {
            MANAGER if is_from(LOGIND) => self.manager_says(bus, member.as_str(), signal),
            SESSION if is_from(LOGIND) && is_ours && member.as_str() == "Lock" => {
                (self.on)(Cause::SessionLocked);
            }
            PROPERTIES if is_from(LOGIND) || is_from(UPOWER) => {
                self.properties_change(path.as_str(), signal);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Since when nobody has touched anything in the session of this program, in microseconds of the clock that stands
/// still in sleep, if its desktop tells logind. One that never does looks like one where somebody always is.
pub fn idle_since(bus: &Connection) -> Option<u64> {
    let session = own_session(bus)?;
    let is_idle = bool::try_from(property(bus, session.as_str(), SESSION, "IdleHint")?).ok()?;
    let since = property(bus, session.as_str(), SESSION, "IdleSinceHintMonotonic")?;
    is_idle.then(|| u64::try_from(since).ok())?
}

/// Asks that sleep or shutdown waits until the returned pipe is closed, up to `InhibitDelayMaxSec`, usually five
/// seconds.
fn inhibit(bus: &Connection, what: &str) -> zbus::Result<OwnedFd> {
    let request = (what, "Keyrack", "Locks the vault", "delay");
    manager(bus, "Inhibit", &request)?.body().deserialize()
}

/// The session that this program belongs to. What is started by the user's service manager belongs to none, and then
/// it is the one with the user's screen.
fn own_session(bus: &Connection) -> Option<OwnedObjectPath> {
    let path = |answer: zbus::Result<Message>| -> Option<OwnedObjectPath> {
        answer.ok()?.body().deserialize().ok()
    };
    let named = || {
        path(manager(
            bus,
            "GetSession",
            &env::var("XDG_SESSION_ID").ok()?,
        ))
    };
    let of_process = || path(manager(bus, "GetSessionByPID", &process::id()));
    let of_screen = || {
        let user = path(manager(bus, "GetUser", &rustix::process::getuid().as_raw()))?;
        let display = property(bus, user.as_str(), USER, "Display")?;
        let (_, session): (String, OwnedObjectPath) = display.try_into().ok()?;
        Some(session)
    };
    let is_for_people = |session: &OwnedObjectPath| {
        let class = property(bus, session.as_str(), SESSION, "Class");
        let class = class.and_then(|class| String::try_from(class).ok());
        class.is_some_and(|class| class.starts_with("user"))
    };
    named()
        .filter(is_for_people)
        .or_else(|| of_process().filter(is_for_people))
        .or_else(of_screen)
}

fn manager<B>(bus: &Connection, method: &str, body: &B) -> zbus::Result<Message>
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    bus.call_method(Some(LOGIND), PATH, Some(MANAGER), method, body)
}

fn property(bus: &Connection, path: &str, interface: &str, name: &str) -> Option<OwnedValue> {
    let answer = bus.call_method(
        Some(LOGIND),
        path,
        Some(PROPERTIES),
        "Get",
        &(interface, name),
    );
    answer.ok()?.body().deserialize().ok()
}
