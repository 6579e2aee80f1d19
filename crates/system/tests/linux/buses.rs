//! Buses of the tests' own, and who is on them.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use zbus::blocking::{Connection, connection::Builder};
use zbus::message::Message;
use zbus::zvariant::Value;

use crate::ordinary;

/// Debian's, which has `dbusmock`.
const PYTHON: &str = "/usr/bin/python3";

const BUS: &str = "org.freedesktop.DBus";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const MOCK: &str = "org.freedesktop.DBus.Mock";
pub const LOGIND: &str = "org.freedesktop.login1";
pub const MANAGER: &str = "org.freedesktop.login1.Manager";

/// Everybody may do everything, and nobody is started by the bus.
const RULES: &str = r#"<busconfig>
  <type>session</type>
  <listen>ADDRESS</listen>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>"#;

/// Whether the programs for these tests are there. If not, says so.
pub fn are_there() -> bool {
    let runs = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let there = runs("dbus-daemon", &["--version"]) && runs(PYTHON, &["-c", "import dbusmock"]);
    if !there {
        eprintln!("skipped: dbus-daemon or python3-dbusmock is missing");
    }
    there
}

/// A place for a bus.
pub struct Bus {
    folder: TempDir,
}

/// A bus that runs. It ends with this value.
pub struct Running {
    process: Child,
    connection: Connection,
}

/// Somebody on a bus, in a process of its own.
pub struct Mock(Child);

impl Bus {
    /// Where nobody listens yet.
    pub fn absent() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// One that runs.
    pub fn running() -> (Self, Running) {
        let bus = Self::absent();
        let running = bus.start();
        (bus, running)
    }

    /// One that runs, of an ordinary user.
    pub fn of_ordinary_user() -> (Self, Running) {
        let bus = Self::absent();
        ordinary::give(bus.folder.path());
        let running = bus.start_as(ordinary::run);
        (bus, running)
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn address(&self) -> String {
        format!("unix:path={}", self.socket().display())
    }

    pub fn start(&self) -> Running {
        self.start_as(|command| command)
    }

    fn start_as(&self, user: impl Fn(&mut Command) -> &mut Command) -> Running {
        _ = std::fs::remove_file(self.socket());
        let rules = self.folder.path().join("rules.xml");
        std::fs::write(&rules, RULES.replace("ADDRESS", &self.address())).unwrap();
        let mut command = Command::new("dbus-daemon");
        command
            .args(["--nofork", "--nopidfile", "--print-address"])
            .arg(format!("--config-file={}", rules.display()))
            .stdout(Stdio::piped());
        let mut process = user(&mut command).spawn().unwrap();
        let mut line = String::new();
        let output = process.stdout.as_mut().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let builder = Builder::address(self.address().as_str()).unwrap();
        let connection = builder
            .method_timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        Running {
            process,
            connection,
        }
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("bus")
    }
}

impl Running {
    /// A logind with the session `c1` of this user and `c2` of another one.
    pub fn logind(&self, bus: &Bus) -> Mock {
        let mock = Command::new(PYTHON)
            .args(["-m", "dbusmock", "--system", "--template", "logind"])
            .env("DBUS_SYSTEM_BUS_ADDRESS", bus.address())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        self.wait_for(LOGIND);
        let user = rustix::process::getuid().as_raw();
        // The template's own takes the number for a text.
        let answer = "ret = '/org/freedesktop/login1/user/%d' % args[0]";
        let get_user = (MANAGER, "GetUser", "u", "o", answer);
        self.call(
            LOGIND,
            "/org/freedesktop/login1",
            MOCK,
            "AddMethod",
            &get_user,
        );
        for (name, user) in [("c1", user), ("c2", user + 1)] {
            let session = (name, "seat0", user, "somebody", true);
            self.call(
                LOGIND,
                "/org/freedesktop/login1",
                MOCK,
                "AddSession",
                &session,
            );
        }
        Mock(mock)
    }

    /// Somebody with the name `name` and one object, whose `method` answers the Python expression `answer`.
    pub fn mock(
        &self,
        bus: &Bus,
        name: &str,
        path: &str,
        method: &str,
        out: &str,
        answer: &str,
    ) -> Mock {
        let mock = Command::new(PYTHON)
            .args(["-m", "dbusmock", "--session", name, path, name])
            .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        self.wait_for(name);
        let method = (name, method, "", out, format!("ret = {answer}"));
        self.call(name, path, MOCK, "AddMethod", &method);
        Mock(mock)
    }

    /// Somebody with the name `name`, as a program in Python. Who had the name before has to be gone.
    pub fn play(&self, bus: &Bus, name: &str, program: &str) -> Mock {
        until(|| !self.has_owner(name));
        let mock = Command::new(PYTHON)
            .args(["-c", program])
            .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        self.wait_for(name);
        Mock(mock)
    }

    /// A timedated that says whether the clock is kept right.
    pub fn timedated(&self, bus: &Bus, synchronised: bool) -> Mock {
        const NAME: &str = "org.freedesktop.timedate1";
        let path = "/org/freedesktop/timedate1";
        let mock = Command::new(PYTHON)
            .args(["-m", "dbusmock", "--system", NAME, path, NAME])
            .env("DBUS_SYSTEM_BUS_ADDRESS", bus.address())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        self.wait_for(NAME);
        let property = (NAME, "NTPSynchronized", Value::from(synchronised));
        self.call(NAME, path, MOCK, "AddProperty", &property);
        Mock(mock)
    }

    /// Lets logind send a signal.
    pub fn emit(
        &self,
        path: &str,
        interface: &str,
        name: &str,
        signature: &str,
        values: Vec<Value<'_>>,
    ) {
        let signal = (interface, name, signature, values);
        self.call(LOGIND, path, MOCK, "EmitSignal", &signal);
    }

    /// Lets logind change a property, and tell it.
    pub fn change(&self, path: &str, interface: &str, name: &str, value: Value<'_>) {
        let changes = (interface, HashMap::from([(name, value)]));
        self.call(LOGIND, path, MOCK, "UpdateProperties", &changes);
    }

    /// Lets logind tell that a property has changed.
    pub fn tell(&self, path: &str, interface: &str, name: &str, value: Value<'_>) {
        let changes = HashMap::from([(name, value)]);
        let values = vec![
            Value::from(interface),
            Value::from(changes),
            Value::from(Vec::<&str>::new()),
        ];
        self.emit(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", values);
    }

    /// Lets logind set a property, of whatever type.
    pub fn set(&self, path: &str, interface: &str, name: &str, value: Value<'_>) {
        self.call(LOGIND, path, PROPERTIES, "Set", &(interface, name, value));
    }

    /// Sends a signal in logind's name, as anybody can, to everybody on the bus.
    pub fn forge(&self, member: &str) {
        let names: Vec<String> = self.ask(BUS, "/org/freedesktop/DBus", BUS, "ListNames", &());
        for name in names.iter().filter(|name| name.starts_with(':')) {
            self.connection
                .emit_signal(
                    Some(name.as_str()),
                    "/org/freedesktop/login1",
                    MANAGER,
                    member,
                    &true,
                )
                .unwrap();
        }
    }

    /// What is delayed by whom, once `right` holds for it.
    pub fn wait_for_inhibitors(&self, right: impl Fn(&[String]) -> bool) {
        type Inhibitor = (String, String, String, String, u32, u32);
        until(|| {
            let all: Vec<Inhibitor> = self.ask(
                LOGIND,
                "/org/freedesktop/login1",
                MANAGER,
                "ListInhibitors",
                &(),
            );
            let ours = all
                .into_iter()
                .filter(|(_, who, _, mode, ..)| who == "Keyrack" && mode == "delay");
            let mut ours: Vec<String> = ours.map(|(what, ..)| what).collect();
            ours.sort();
            right(&ours)
        });
    }

    /// The connection of the test.
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }

    pub fn wait_for(&self, name: &str) {
        until(|| self.has_owner(name));
    }

    fn has_owner(&self, name: &str) -> bool {
        self.ask(BUS, "/org/freedesktop/DBus", BUS, "NameHasOwner", &name)
    }

    /// Calls a method, and returns what it answers.
    fn ask<B, T>(&self, to: &str, path: &str, interface: &str, method: &str, body: &B) -> T
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
        T: serde::de::DeserializeOwned + zbus::zvariant::Type,
    {
        let answer = self.call(to, path, interface, method, body);
        answer.body().deserialize().unwrap()
    }

    fn call<B>(&self, to: &str, path: &str, interface: &str, method: &str, body: &B) -> Message
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        let answer = self
            .connection
            .call_method(Some(to), path, Some(interface), method, body);
        answer.unwrap()
    }
}

/// Returns once `is_so`, of which nobody tells; fails after a minute.
pub fn until(is_so: impl Fn() -> bool) {
    for _ in 0..3_000 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("waited in vain");
}

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}
