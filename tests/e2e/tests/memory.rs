//! What a command leaves in its memory: at its very end, nothing of the password and the secrets that it used. Memory
//! that a process gives back may be swapped out or handed on, and a slip that leaves a secret there is seen here.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};

use crate::desk::{Desk, Invocation, PASSWORD, args, secret, skipped, uri};
use crate::strace;

const SECRET: u32 = 7;
/// The same secret as bytes: Base32 of RFC 4648.
const SECRET_BYTES: [u8; 10] = [0x51, 0x31, 0x10, 0x09, 0x53, 0x24, 0xa6, 0x00, 0x00, 0x07];

/// Rust's runtime gives back the stack of its signal handlers after everything else: it is the main thread's third call
/// of this name.
const AT_THE_END: (&str, u32) = ("sigaltstack", 3);

/// A file for a person is written under another name first, and then given its own, by a call that replaces nothing. Files
/// of our own are replaced by another.
const RENAME: (&str, u32) = ("renameat2,linkat", 1);

#[test]
fn a_command_leaves_no_secret_in_its_memory() {
    const NAME: &str = "a_command_leaves_no_secret_in_its_memory";
    if !strace::works() {
        return skipped(NAME, "strace does not work here");
    }
    let desk = Desk::new();
    desk.add(&uri(SECRET));
    let id = desk.id_of(&format!("client{SECRET}"));
    let out = desk.path("out.json");
    let commands: [(&str, Invocation); 5] = [
        ("code", desk.keyrack(["code", "client"])),
        ("list", desk.keyrack(["list"])),
        ("show", desk.keyrack(["show", &id, "--reveal"])),
        ("edit", desk.keyrack(["edit", &id, "note=moved"])),
        (
            "export",
            desk.keyrack(args!["export", &out, "--format", "keyrack-json"]),
        ),
    ];
    for (name, command) in commands {
        let Some(stopped) = Stopped::at(&desk, AT_THE_END, command) else {
            return skipped(NAME, "another process cannot be read here");
        };
        assert_eq!(stopped.found(), BTreeSet::new(), "left by {name}");
    }
}

#[test]
fn a_command_leaves_nothing_of_an_office_in_its_memory() {
    const NAME: &str = "a_command_leaves_nothing_of_an_office_in_its_memory";
    if !strace::works() {
        return skipped(NAME, "strace does not work here");
    }
    let desk = Desk::new();
    let store = desk.path("store");
    fs::create_dir(&store).unwrap();
    let (address, sheet) = (format!("file://{}", store.display()), desk.path("sheet"));
    desk.keyrack(args![
        "team",
        "found",
        "--store",
        &address,
        "--name",
        "Office",
        "--member-name",
        "Olga",
        "--key-sheet-file",
        &sheet,
        "--sheet-back-file",
        &sheet
    ])
    .done();
    desk.keyrack(["team", "folder", "new", "Shared"]).done();
    let uri = desk.write("uri", uri(SECRET));
    desk.keyrack(args!["add", "--folder", "Shared", "--uri-file", &uri])
        .done();
    let commands: [(&str, Invocation); 4] = [
        ("code", desk.keyrack(["code", "client"])),
        ("team sync", desk.keyrack(["team", "sync"])),
        ("team members", desk.keyrack(["team", "members"])),
        ("edit", desk.keyrack(["edit", "client", "note=moved"])),
    ];
    for (name, command) in commands {
        let Some(stopped) = Stopped::at(&desk, AT_THE_END, command) else {
            return skipped(NAME, "another process cannot be read here");
        };
        assert_eq!(stopped.found(), BTreeSet::new(), "left by {name}");
    }
}

/// Where it waits to give a file its name, the vault is open.
#[test]
fn a_command_holds_its_keys_in_locked_memory() {
    let Some((_desk, stopped)) = stopped_in_an_export("a_command_holds_its_keys_in_locked_memory")
    else {
        return;
    };
    let status = fs::read_to_string(stopped.file("status")).unwrap();
    let locked = status.lines().find_map(|line| line.strip_prefix("VmLck:"));
    assert_ne!(locked.map(str::trim), Some("0 kB"), "{status}");
}

/// Without this, the test above might look in the wrong place.
#[test]
fn what_a_command_is_about_to_write_is_found_in_its_memory() {
    let Some((_desk, stopped)) =
        stopped_in_an_export("what_a_command_is_about_to_write_is_found_in_its_memory")
    else {
        return;
    };
    assert!(stopped.found().contains("secret in Base32"));
    assert!(stopped.found().contains("secret"));
}

/// An export that waits to give its file its name, at a desk of its own; none, and a line that says so, where that cannot
/// be had here.
fn stopped_in_an_export(test: &str) -> Option<(Desk, Stopped)> {
    if !strace::works() {
        skipped(test, "strace does not work here");
        return None;
    }
    let desk = Desk::new();
    desk.add(&uri(SECRET));
    let out = desk.path("out.json");
    let export = desk.keyrack(args!["export", &out, "--format", "keyrack-json"]);
    let stopped = Stopped::at(&desk, RENAME, export);
    if stopped.is_none() {
        skipped(test, "another process cannot be read here");
    }
    Some((desk, stopped?))
}

/// A command that was stopped before a system call of its own takes effect.
struct Stopped {
    tracer: Child,
    process: Pid,
}

impl Stopped {
    /// Runs `command` up to one of `calls`, by its number in its thread. `None` where its memory cannot be read.
    fn at(desk: &Desk, (calls, number): (&str, u32), command: Invocation) -> Option<Self> {
        let log = desk.write("strace.log", "");
        let tracer = command
            .under(strace::stop(&log, calls, number))
            .command()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Until then it stands for the tracer, which ends the command when it ends.
        let process = Pid::from_child(&tracer);
        let mut stopped = Self { tracer, process };
        stopped.process = stopped.wait(&log)?;
        File::open(stopped.file("mem")).ok()?;
        Some(stopped)
    }

    /// Waits until `log` says which process was stopped.
    fn wait(&mut self, log: &Path) -> Option<Pid> {
        loop {
            let text = fs::read_to_string(log).unwrap();
            let told = |line: &&str| line.contains("stopped by SIGSTOP");
            if text.lines().any(|line| told(&line)) {
                return self.only_child();
            }
            let ended = self.tracer.try_wait().unwrap();
            assert_eq!(ended, None, "it makes the call:\n{text}");
            thread::yield_now();
        }
    }

    fn only_child(&self) -> Option<Pid> {
        let tracer = self.tracer.id();
        let children = fs::read_to_string(format!("/proc/{tracer}/task/{tracer}/children"));
        let first = children.ok()?.split_whitespace().next()?.parse().ok()?;
        Pid::from_raw(first)
    }

    /// Which of the secrets are in its memory.
    fn found(&self) -> BTreeSet<&'static str> {
        let base32 = secret(SECRET);
        let hex: String = SECRET_BYTES.iter().map(|b| format!("{b:02x}")).collect();
        let wanted: [(&str, &[u8]); 5] = [
            ("a key of the vault", b"AGE-SECRET-KEY-1"),
            ("password", PASSWORD.as_bytes()),
            ("secret", &SECRET_BYTES),
            ("secret in Base32", base32.as_bytes()),
            ("secret in hexadecimal", hex.as_bytes()),
        ];
        let memory = File::open(self.file("mem")).unwrap();
        let mut found = BTreeSet::new();
        for (start, end) in self.regions() {
            let mut bytes = vec![0; (end - start) as usize];
            if memory.read_exact_at(&mut bytes, start).is_err() {
                continue;
            }
            found.extend(
                wanted
                    .iter()
                    .filter(|(_, what)| holds(&bytes, what))
                    .map(|it| it.0),
            );
        }
        found
    }

    /// What the process may have written to.
    fn regions(&self) -> Vec<(u64, u64)> {
        let maps = fs::read_to_string(self.file("maps")).unwrap();
        let region = |line: &str| {
            let (range, rest) = line.split_once(' ')?;
            let (start, end) = range.split_once('-')?;
            let number = |text| u64::from_str_radix(text, 16).ok();
            rest.starts_with("rw")
                .then_some((number(start)?, number(end)?))
        };
        maps.lines().filter_map(region).collect()
    }

    fn file(&self, name: &str) -> String {
        format!("/proc/{}/{name}", self.process.as_raw_nonzero())
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        let _ = kill_process(self.process, Signal::KILL);
        let _ = self.tracer.wait();
    }
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    let [first, ..] = what else { return true };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| byte == first) {
        from += at;
        if bytes[from..].starts_with(what) {
            return true;
        }
        from += 1;
    }
    false
}
