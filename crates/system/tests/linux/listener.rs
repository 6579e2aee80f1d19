//! A program that listens, in a process of its own: it finds its buses as the real one does, by its environment, and is
//! as closed to other programs.

use std::env;
use std::io::{BufRead, BufReader, Write, stdin};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use keyrack_system::{EventListener, clock_is_synchronised, idle};
use rustix::process::{DumpableBehavior, set_dumpable_behavior};

use crate::buses::Bus;

const IS_LISTENER: &str = "KEYRACK_TEST_LISTENER";

/// What the listener calls a line for the test.
const MARK: &str = "listener: ";

/// After this a listener is taken to hear nothing. No machine is so slow.
const PATIENCE: Duration = Duration::from_secs(60);

/// No test: what the tests start. Says each cause and waits for a line then, as if that were the lock.
#[test]
fn listens() {
    if env::var_os(IS_LISTENER).is_none() {
        return;
    }
    set_dumpable_behavior(DumpableBehavior::NotDumpable).unwrap();
    println!("{MARK}{:?}", idle());
    println!("{MARK}{:?}", clock_is_synchronised());
    let _listener = EventListener::start(|cause| {
        println!("{MARK}{cause:?}");
        let mut line = String::new();
        if stdin().read_line(&mut line).unwrap() == 0 {
            // The test is over.
            std::process::exit(0);
        }
    });
    loop {
        thread::park();
    }
}

/// A listener that runs.
pub struct Listener {
    process: Child,
    input: ChildStdin,
    output: Receiver<String>,
    /// For how long nobody touched anything, as it was told at the start.
    pub idle: String,
    /// Whether something keeps the clock right, as it was told at the start.
    pub synchronised: String,
}

impl Listener {
    /// With these buses, and what else is in `environment`.
    pub fn start(system: &Bus, session: &Bus, environment: &[(&str, &str)]) -> Self {
        let mut process = Command::new(env::current_exe().unwrap())
            .args(["--exact", "listener::listens", "--nocapture"])
            .env(IS_LISTENER, "yes")
            .env("DBUS_SYSTEM_BUS_ADDRESS", system.address())
            .env("DBUS_SESSION_BUS_ADDRESS", session.address())
            .env_remove("XDG_SESSION_ID")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap()).lines();
        let (tell, output) = mpsc::channel();
        thread::spawn(move || {
            for line in said.map_while(Result::ok) {
                if let Some((_, what)) = line.split_once(MARK) {
                    _ = tell.send(what.to_owned());
                }
            }
        });
        let mut listener = Self {
            input: process.stdin.take().unwrap(),
            output,
            process,
            idle: String::new(),
            synchronised: String::new(),
        };
        listener.idle = listener.says();
        listener.synchronised = listener.says();
        listener
    }

    /// What it hears next. It waits until [`Listener::goes_on`].
    pub fn hears(&mut self) -> String {
        self.says()
    }

    /// As if it were locked now.
    pub fn goes_on(&mut self) {
        self.input.write_all(b"\n").unwrap();
    }

    /// What it hears next, after which it goes on.
    pub fn heard(&mut self) -> String {
        let cause = self.hears();
        self.goes_on();
        cause
    }

    /// Whether it runs.
    pub fn lives(&mut self) -> bool {
        self.process.try_wait().unwrap().is_none()
    }

    fn says(&mut self) -> String {
        let said = self.output.recv_timeout(PATIENCE);
        said.expect("the listener hears nothing, or has ended")
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}
