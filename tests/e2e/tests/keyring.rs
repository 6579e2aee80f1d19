//! The PIN with a real keyring: GNOME Keyring on a bus of its own, and everything that can be wrong with one.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::{Value, json};

use crate::desk::{Desk, Invocation, Refusal, args, has_program, skipped};

const PIN: &str = "271828";
const WRONG: &str = "271829";

/// A session bus that starts nothing by itself, and what runs on it. All of it ends with the test.
struct Bus<'a> {
    desk: &'a Desk,
    address: OsString,
    running: Vec<Child>,
}

impl<'a> Bus<'a> {
    /// None, and a line that says so, where this machine lacks a program for `test`.
    fn start(test: &str, desk: &'a Desk) -> Option<Self> {
        let programs = ["dbus-daemon", "gdbus", "gnome-keyring-daemon"];
        if let Some(missing) = programs.into_iter().find(|name| !has_program(name)) {
            skipped(test, &format!("{missing} is not installed"));
            return None;
        }
        let mut python = Command::new(PYTHON);
        let python = python.args(["-c", "import dbus, dbusmock"]).output();
        if !python.is_ok_and(|it| it.status.success()) {
            skipped(test, "python3-dbusmock is not installed");
            return None;
        }
        for pin in [PIN, WRONG] {
            desk.write(pin, pin);
        }
        let socket = desk.path("bus");
        let config = desk.write(
            "bus.conf",
            format!(
                r#"<busconfig>
                     <type>session</type>
                     <listen>unix:path={}</listen>
                     <policy context="default">
                       <allow send_destination="*" eavesdrop="true"/>
                       <allow eavesdrop="true"/>
                       <allow own="*"/>
                     </policy>
                   </busconfig>"#,
                socket.display()
            ),
        );
        let mut daemon = Command::new("dbus-daemon")
            .args(["--nofork", "--print-address=1", "--config-file"])
            .arg(config)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It prints its address once it listens.
        let mut address = String::new();
        let mut lines = BufReader::new(daemon.stdout.take().unwrap());
        lines.read_line(&mut address).unwrap();
        Some(Self {
            desk,
            address: address.trim().into(),
            running: vec![daemon],
        })
    }

    fn with_keyring(test: &str, desk: &'a Desk) -> Option<Self> {
        let mut bus = Self::start(test, desk)?;
        bus.start_keyring();
        Some(bus)
    }

    /// Starts GNOME Keyring with its keyring unlocked, which it makes where there is none.
    fn start_keyring(&mut self) {
        let run = self.desk.path("run");
        fs::create_dir_all(&run).unwrap();
        let mut daemon = self
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .env("XDG_DATA_HOME", self.keyrings())
            .env("XDG_RUNTIME_DIR", run)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut password = daemon.stdin.take().unwrap();
        password.write_all(b"the password of the session").unwrap();
        drop(password);
        self.running.push(daemon);
        self.wait_for_keyring();
    }

    /// Ends what was started last.
    fn stop_keyring(&mut self) {
        let mut daemon = self.running.pop().unwrap();
        daemon.kill().unwrap();
        daemon.wait().unwrap();
    }

    /// Starts a Secret Service that answers what `methods` say: interface, name, signatures in and out, Python.
    fn start_mock(&mut self, methods: &[[&str; 5]]) {
        let mock = self
            .command(PYTHON)
            .args(["-m", "dbusmock", "--session"])
            .args(["org.freedesktop.secrets", SERVICE_PATH, SERVICE])
            .spawn()
            .unwrap();
        self.running.push(mock);
        self.wait_for_keyring();
        for [interface, name, takes, gives, code] in methods {
            self.call(
                "org.freedesktop.DBus.Mock.AddMethod",
                &[interface, name, takes, gives, code],
            );
        }
    }

    fn wait_for_keyring(&self) {
        let wait = [
            "wait",
            "--session",
            "--timeout",
            "60",
            "org.freedesktop.secrets",
        ];
        let there = self.command("gdbus").args(wait).status().unwrap();
        assert!(there.success(), "the keyring does not take its name");
    }

    fn call(&self, method: &str, arguments: &[&str]) {
        let called = self
            .command("gdbus")
            .args(["call", "--session", "--dest", "org.freedesktop.secrets"])
            .args(["--object-path", SERVICE_PATH, "--method", method])
            .args(arguments)
            .status()
            .unwrap();
        assert!(called.success(), "{method} is not carried out");
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("HOME", self.desk.path("home-of-the-keyring"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    fn keyrings(&self) -> PathBuf {
        self.desk.path("home-of-the-keyring")
    }

    /// The command in the session of this bus, opening the vault by password.
    fn keyrack<const N: usize>(&self, arguments: [&str; N]) -> Invocation {
        self.here(self.desk.keyrack(arguments))
    }

    /// The same by PIN.
    fn by_pin<const N: usize>(&self, pin: &str, arguments: [&str; N]) -> Invocation {
        let file = self.desk.path(pin);
        self.here(self.desk.locked(arguments).way_in("--pin-file", file))
    }

    fn here(&self, invocation: Invocation) -> Invocation {
        invocation
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("KEYRACK_KEYRING", "secret-service")
    }

    fn set_pin(&self) {
        self.keyrack(["pin", "set"])
            .way_in("--pin-file", self.desk.path(PIN))
            .done();
    }

    #[track_caller]
    fn refusal(&self, pin: &str) -> Refusal {
        self.by_pin(pin, ["list"]).refused(3)
    }
}

impl Drop for Bus<'_> {
    fn drop(&mut self) {
        for child in self.running.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The one that the packages of the system belong to.
const PYTHON: &str = "/usr/bin/python3";
const SERVICE_PATH: &str = "/org/freedesktop/secrets";
const SERVICE: &str = "org.freedesktop.Secret.Service";

#[test]
fn a_pin_is_set_opens_and_is_taken_away() {
    let desk = Desk::with_accounts(1);
    let Some(bus) = Bus::with_keyring("a PIN with a real keyring", &desk) else {
        return;
    };
    bus.set_pin();
    let listed = bus.by_pin(PIN, ["list"]).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    bus.by_pin(PIN, ["code", "client1"]).done();
    assert_eq!(bus.refusal(WRONG).code, "wrong_pin");
    bus.by_pin(PIN, ["edit", "client1", "note=by PIN"]).done();

    let secrets = bus.by_pin(PIN, ["show", "client1", "--reveal"]).refused(3);
    assert_eq!(secrets.code, "pin_not_enough");
    let out = desk.path("out");
    let export = desk.locked(args!["export", out, "--format", "otpauth"]);
    let export = bus.here(export.way_in("--pin-file", desk.path(PIN)));
    assert_eq!(export.refused(3).code, "pin_not_enough");
    assert!(!out.exists());

    let status = bus.here(desk.locked(["status"])).json();
    let ways = status["ways_in"].as_array().unwrap().iter();
    let kinds: Vec<_> = ways.map(|way| way["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["password", "recovery", "pin"]);

    bus.here(desk.locked(["pin", "remove"])).done();
    assert_eq!(bus.refusal(PIN).code, "pin_not_set");
}

#[test]
fn eight_programs_that_guess_at_once_have_five_tries_together() {
    let desk = Desk::with_accounts(1);
    let Some(bus) = Bus::with_keyring("guesses at once", &desk) else {
        return;
    };
    bus.set_pin();
    let refusals: Vec<Refusal> = thread::scope(|scope| {
        let guesses: Vec<_> = (0..8).map(|_| scope.spawn(|| bus.refusal(WRONG))).collect();
        guesses.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let codes: Vec<&str> = refusals.iter().map(|it| it.code.as_str()).collect();
    let wrong = codes.iter().filter(|code| **code == "wrong_pin").count();
    let used_up = codes.iter().filter(|code| **code == "pin_used_up").count();
    assert_eq!((wrong, used_up), (4, 4), "{codes:?}");
    assert_eq!(bus.refusal(PIN).code, "pin_used_up");
    bus.keyrack(["list"]).done();
    bus.set_pin();
    bus.by_pin(PIN, ["list"]).done();
}

#[test]
fn a_keyring_that_ends_and_comes_back_still_knows_the_pin_and_a_new_one_does_not() {
    let desk = Desk::with_accounts(1);
    let Some(mut bus) = Bus::with_keyring("a keyring that ends", &desk) else {
        return;
    };
    bus.set_pin();
    bus.stop_keyring();
    assert_eq!(bus.refusal(PIN).code, "keyring_absent");
    bus.keyrack(["list"]).done();

    bus.start_keyring();
    bus.by_pin(PIN, ["list"]).done();

    bus.stop_keyring();
    fs::remove_dir_all(bus.keyrings()).unwrap();
    bus.start_keyring();
    assert_eq!(bus.refusal(PIN).code, "pin_gone");
    bus.keyrack(["list"]).done();
    assert_eq!(bus.refusal(PIN).code, "pin_gone", "nothing is made up");
    bus.set_pin();
    bus.by_pin(PIN, ["list"]).done();
}

#[test]
fn a_keyring_that_is_locked_with_nobody_to_ask_is_said() {
    let desk = Desk::with_accounts(1);
    let Some(bus) = Bus::with_keyring("a locked keyring", &desk) else {
        return;
    };
    bus.set_pin();
    let login = "['/org/freedesktop/secrets/collection/login']";
    bus.call("org.freedesktop.Secret.Service.Lock", &[login]);
    let code = bus.refusal(PIN).code;
    assert!(
        ["keyring_locked", "keyring_silent"].contains(&code.as_str()),
        "{code}"
    );
    bus.keyrack(["list"]).done();
}

#[test]
fn a_keyring_that_hangs_is_given_up() {
    let desk = Desk::with_accounts(1);
    let Some(bus) = Bus::with_keyring("a keyring that hangs", &desk) else {
        return;
    };
    bus.set_pin();
    let daemon = rustix::process::Pid::from_child(&bus.running[1]);
    rustix::process::kill_process(daemon, rustix::process::Signal::STOP).unwrap();
    assert_eq!(bus.refusal(PIN).code, "keyring_silent");
    bus.keyrack(["list"]).done();
    rustix::process::kill_process(daemon, rustix::process::Signal::CONT).unwrap();
    bus.by_pin(PIN, ["list"]).done();
}

#[test]
fn a_prompt_that_nobody_answers_is_given_up() {
    let desk = Desk::with_accounts(1);
    let Some(mut bus) = Bus::with_keyring("a prompt for ever", &desk) else {
        return;
    };
    bus.set_pin();
    bus.stop_keyring();
    bus.start_mock(&[
        [
            SERVICE,
            "OpenSession",
            "sv",
            "vo",
            "ret = (dbus.ByteArray(b'\\x02' * 128), dbus.ObjectPath('/session'))",
        ],
        [
            SERVICE,
            "SearchItems",
            "a{ss}",
            "aoao",
            "ret = (dbus.Array([], signature='o'), dbus.Array([dbus.ObjectPath('/item')]))",
        ],
        [
            SERVICE,
            "Unlock",
            "ao",
            "aoo",
            "ret = (dbus.Array([], signature='o'), dbus.ObjectPath('/org/freedesktop/secrets'))",
        ],
        ["org.freedesktop.Secret.Prompt", "Prompt", "s", "", ""],
    ]);
    assert_eq!(bus.refusal(PIN).code, "keyring_silent");
    bus.keyrack(["list"]).done();
}

#[test]
fn a_keyring_that_answers_errors_is_broken() {
    let desk = Desk::with_accounts(1);
    let Some(mut bus) = Bus::start("a keyring that answers errors", &desk) else {
        return;
    };
    bus.start_mock(&[]);
    let set = bus.keyrack(["pin", "set"]);
    let set = set.way_in("--pin-file", desk.path(PIN));
    assert_eq!(set.refused(3).code, "keyring_broken");
    bus.keyrack(["list"]).done();
}

#[test]
fn without_a_keyring_without_a_bus_and_switched_off_the_password_opens() {
    let desk = Desk::with_accounts(1);
    let file = desk.write("pin", PIN);
    let set = |keyring: &str, address: &OsString| {
        desk.keyrack(["pin", "set"])
            .way_in("--pin-file", &file)
            .env("KEYRACK_KEYRING", keyring)
            .env("DBUS_SESSION_BUS_ADDRESS", address)
            .refused(3)
            .code
    };
    let nowhere = format!("unix:path={}", desk.path("no-bus").display()).into();
    assert_eq!(set("secret-service", &nowhere), "keyring_absent");
    assert_eq!(set("none", &nowhere), "keyring_off");
    assert_eq!(set("no such keyring", &nowhere), "keyring_absent");
    if let Some(bus) = Bus::start("a bus without a keyring", &desk) {
        assert_eq!(set("secret-service", &bus.address), "keyring_absent");
        let doctor = bus.here(desk.locked(["doctor"])).json();
        let doctor = doctor.as_array().unwrap().iter();
        let mut keyring = doctor.filter(|check| check["check"] == "keyring");
        assert_eq!(keyring.next().unwrap()["args"]["code"], "keyring_absent");
    }
    desk.keyrack(["list"]).done();
}

/// The keys of the vault are in memory then, and what led to them is not.
#[test]
fn nothing_of_the_pin_stays_in_memory_once_it_has_opened() {
    const NAME: &str = "nothing of the PIN in memory";
    const LONG: &str = "271828182846";
    let desk = Desk::with_accounts(1);
    let Some(bus) = Bus::with_keyring(NAME, &desk) else {
        return;
    };
    if !has_program("argon2") {
        return skipped(NAME, "argon2 is not installed");
    }
    // The name of a file is an argument, and so in memory.
    let file = desk.write("pin", LONG);
    bus.keyrack(["pin", "set"])
        .way_in("--pin-file", &file)
        .done();
    let kept = fs::read_dir(desk.path("home").join("vaults")).unwrap();
    let mut kept = kept.map(|entry| entry.unwrap().path());
    let kept = kept.find(|path| path.extension().is_some_and(|it| it == "pin"));
    let needles = bus
        .command(PYTHON)
        .arg(Path::new(HERE).join("pin_needles.py"))
        .arg(LONG)
        .arg(kept.unwrap())
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    assert!(needles.status.success(), "{needles:?}");
    let mut needles: Value = serde_json::from_slice(&needles.stdout).unwrap();
    needles["an account"] = vec![hex("client1")].into();

    // It opens the vault, and then waits for the new password, which it would not take.
    let line = ["password", "--new-password-file", "-"];
    let invocation = bus.here(desk.locked(line).way_in("--pin-file", &file));
    let mut command = invocation.command();
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let input = child.stdin.take().unwrap();
    wait_for_reading(&mut child);
    let mut search = Command::new(PYTHON)
        .arg(Path::new(HERE).join("../window/memory.py"))
        .arg(child.id().to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut wanted = search.stdin.take().unwrap();
    wanted.write_all(needles.to_string().as_bytes()).unwrap();
    drop(wanted);
    let found = search.wait_with_output().unwrap();
    drop(input);
    child.wait().unwrap();
    assert!(found.status.success(), "{found:?}");
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    let found: Vec<_> = found.as_object().unwrap().values().collect();
    assert_eq!(found, [&json!(["an account"])]);
}

/// Where this package lies.
const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// Waits until a process reads its standard input.
fn wait_for_reading(child: &mut Child) {
    let call = format!("/proc/{}/syscall", child.id());
    // The number of the call, then the file.
    let read = if cfg!(target_arch = "aarch64") {
        "63 0x0 "
    } else {
        "0 0x0 "
    };
    while !fs::read_to_string(&call).is_ok_and(|call| call.starts_with(read)) {
        assert_eq!(child.try_wait().unwrap(), None, "it reads its input");
        thread::yield_now();
    }
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}
