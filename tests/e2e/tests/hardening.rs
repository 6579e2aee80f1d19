//! What a command lets no other program of its user see, asked as an ordinary user: root may see everything.

use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use crate::desk::{Desk, Invocation, PEEK_AT_ALL, binary, has_program, skipped, state_from, uri};

const NOBODY: [&str; 6] = [
    "setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
    "--bounding-set=-all",
    "--inh-caps=-all",
];

/// A desk that belongs to an ordinary user, and how that user runs a program.
struct Ordinary {
    desk: Desk,
    command: PathBuf,
    wrapper: &'static [&'static str],
}

impl Ordinary {
    /// `None` where a test that runs as root cannot become one.
    fn new(test: &str) -> Option<Self> {
        let desk = Desk::with_accounts(2);
        let command = desk.path("keyrack");
        fs::copy(binary(), &command).unwrap();
        if !rustix::process::geteuid().is_root() {
            let wrapper = &[];
            return Some(Self {
                desk,
                command,
                wrapper,
            });
        }
        if !has_program("setpriv") {
            skipped(test, "there is no setpriv to become an ordinary user");
            return None;
        }
        let mut owned = Command::new("chown");
        owned.args(["-R", "65534:65534"]).arg(desk.path(""));
        assert!(owned.status().unwrap().success());
        Some(Self {
            desk,
            command,
            wrapper: &NOBODY,
        })
    }

    fn keyrack<const N: usize>(&self, line: [&str; N]) -> Invocation {
        self.as_user(self.desk.keyrack(line))
    }

    fn as_user(&self, invocation: Invocation) -> Invocation {
        invocation.binary(&self.command).under(self.wrapper)
    }

    /// Whether another program of the same user can read this of the process.
    fn can_read(&self, process: u32, what: &str) -> bool {
        let input = format!("if=/proc/{process}/{what}");
        let mut line = self.wrapper.to_vec();
        line.extend(["dd", &input, "of=/dev/null", "status=none", "count=1"]);
        let mut copy = Command::new(line[0]);
        copy.args(&line[1..]).stderr(Stdio::null());
        copy.status().unwrap().success()
    }
}

#[test]
fn where_no_memory_can_be_locked_everything_opens_and_doctor_says_so() {
    let name = "where_no_memory_can_be_locked_everything_opens_and_doctor_says_so";
    if !has_program("prlimit") {
        return skipped(name, "there is no prlimit");
    }
    let Some(user) = Ordinary::new(name) else {
        return;
    };
    for (limit, state, kept) in [
        ("--memlock=65536", "ok", "yes"),
        ("--memlock=0", "warn", "no"),
    ] {
        let limited = |invocation: Invocation| invocation.under(["prlimit", limit, "--"]);
        let opened = limited(user.keyrack(PEEK_AT_ALL)).json();
        assert_eq!(state_from(&opened).len(), 2, "{limit}");
        let added = user.keyrack(["add", "--uri-file", "-"]).input(uri(3));
        limited(added).done();
        limited(user.keyrack(["remove", "client3"])).done();

        let checks = limited(user.keyrack(["doctor"])).json();
        let memory = checks.as_array().unwrap().iter();
        let mut memory = memory.filter(|check| check["check"] == "memory");
        let check = memory.next().unwrap();
        assert_eq!(
            (&check["state"], &check["args"]["kept"]),
            (&state.into(), &kept.into()),
            "{limit}"
        );
    }
    let words = user
        .keyrack(["doctor"])
        .under(["prlimit", "--memlock=0", "--"])
        .done();
    assert!(words.stdout.contains("ulimit -l"), "{}", words.stdout);
}

#[test]
fn another_program_of_the_user_cannot_look_into_a_command() {
    let name = "another_program_of_the_user_cannot_look_into_a_command";
    let Some(user) = Ordinary::new(name) else {
        return;
    };
    let waiting = user.keyrack(["add", "--uri-file", "-"]);
    let mut child = waiting.command().stdin(Stdio::piped()).spawn().unwrap();
    let process = child.id();
    // What may not be traced is root's, see ptrace(2). Before the command has begun it is the user's.
    let environment = format!("/proc/{process}/environ");
    while fs::metadata(&environment).unwrap().uid() != 0 {
        assert!(child.try_wait().unwrap().is_none(), "it never hides");
        thread::yield_now();
    }
    for what in ["mem", "environ", "maps"] {
        assert!(!user.can_read(process, what), "{what}");
    }
    assert!(user.can_read(process, "stat"), "the reader works");
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let core = limits.lines().find(|line| line.contains("core file"));
    let core: Vec<_> = core.unwrap().split_whitespace().collect();
    assert_eq!(core[4..6], ["1", "1"], "{limits}");

    // It does its work nevertheless.
    let mut input = child.stdin.take().unwrap();
    input.write_all(uri(3).as_bytes()).unwrap();
    drop(input);
    assert!(child.wait().unwrap().success());
}
