//! Faults and kills at chosen system calls, by `strace`.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::process::Command;

use crate::desk::{Desk, Invocation};

/// The calls through which a command changes files, locks them and answers. A question mark lets strace pass over a call
/// that this processor's Linux does not have.
const CALLS: &str = "trace=openat,write,?writev,?pwrite64,fsync,fdatasync,?rename,?renameat,renameat2,?link,linkat,\
                     ?unlink,unlinkat,?mkdir,mkdirat,ftruncate,?fallocate,flock";

/// One system call of a command: its name, and which one of that name it is in its thread, from 1.
#[derive(Clone, Debug)]
pub struct Point {
    pub call: String,
    pub number: usize,
    /// The call with its arguments, as strace shows it.
    pub shown: String,
}

impl Point {
    /// Whether the call may change what others see: between two such calls a kill leaves the same files.
    fn changes_files(&self) -> bool {
        match self.call.as_str() {
            "openat" => self.shown.contains("O_CREAT") || self.shown.contains("O_TRUNC"),
            "fsync" | "fdatasync" | "flock" => false,
            _ => true,
        }
    }
}

/// What happens at a point.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The process is killed before the call takes effect.
    Kill,
    /// This call, which writes, fails with EIO.
    BadSector,
    /// This call, which reads, fails with EIO.
    Unreadable,
    /// This call fails with ENOSPC, and so do all later writes if it is one.
    DiskFull,
}

impl Fault {
    /// Whether it is worth trying at a point.
    pub fn can_happen_at(self, point: &Point) -> bool {
        match self {
            Self::Kill => point.changes_files(),
            Self::BadSector | Self::DiskFull => {
                point.changes_files() || point.call.ends_with("sync")
            }
            Self::Unreadable => point.call == "openat" && !point.changes_files(),
        }
    }
}

/// Whether commands can be traced here: the program is there, and the system lets it.
pub fn works() -> bool {
    Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .status()
        .is_ok_and(|status| status.success())
}

/// Every call of a command from the first that touches the desk's files on.
pub fn points(desk: &Desk, command: Invocation) -> Vec<Point> {
    let log = desk.path("strace.log");
    let outcome = command.under(strace(&log, ["-e", CALLS])).run();
    assert_eq!(
        outcome.status,
        Some(0),
        "an undisturbed run is done; it said: {}",
        outcome.stderr
    );

    let folder = desk.path("").to_string_lossy().into_owned();
    let log = String::from_utf8_lossy(&fs::read(log).unwrap()).into_owned();
    let mut counts = HashMap::new();
    let mut points = Vec::new();
    let mut begun = false;
    for line in log.lines() {
        // `1234 openat(AT_FDCWD, "/…", O_RDONLY) = 3`; a call that was interrupted is told of a second time.
        let Some((thread, rest)) = line.split_once(' ') else {
            continue;
        };
        let Some((call, _)) = rest.trim_start().split_once('(') else {
            continue;
        };
        if !call
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            continue;
        }
        let number = counts
            .entry((thread.to_owned(), call.to_owned()))
            .or_insert(0);
        *number += 1;
        begun |= line.contains(&folder);
        if begun {
            points.push(Point {
                call: call.to_owned(),
                number: *number,
                shown: rest.trim_start().to_owned(),
            });
        }
    }
    assert!(
        points.len() > 3,
        "the trace shows the command's calls:\n{log}"
    );
    points
}

/// The wrapper that makes a fault happen at a point.
pub fn fault(desk: &Desk, point: &Point, fault: Fault) -> Vec<OsString> {
    let Point { call, number, .. } = point;
    let on = if call == "write" { "+" } else { "" };
    let what = match fault {
        Fault::Kill => format!("signal=SIGKILL:when={number}"),
        Fault::BadSector | Fault::Unreadable => format!("error=EIO:when={number}"),
        Fault::DiskFull => format!("error=ENOSPC:when={number}{on}"),
    };
    strace(
        &desk.path("strace.log"),
        [
            "-e".into(),
            format!("trace={call}"),
            "-e".into(),
            format!("inject={call}:{what}"),
        ],
    )
}

/// The wrapper that stops the command at one of `calls`, by its number in the main thread, and says so in `log`.
pub fn stop(log: &std::path::Path, calls: &str, number: u32) -> Vec<OsString> {
    let trace = format!("trace={calls}");
    let inject = format!("inject={calls}:signal=SIGSTOP:when={number}");
    let mut line = strace(log, ["-e", &trace, "-e", &inject]);
    // Other threads may make these calls as well, and come to an end before the main thread does.
    line.retain(|option| option != "-f");
    line
}

/// The wrapper that notes every socket that the command makes in `log`.
pub fn sockets(log: &std::path::Path) -> Vec<OsString> {
    strace(log, ["-e", "trace=socket"])
}

/// The wrapper with these options, that writes what it has to say into `log`.
pub fn strace<I: IntoIterator<Item: Into<OsString>>>(
    log: &std::path::Path,
    options: I,
) -> Vec<OsString> {
    let mut line: Vec<OsString> = vec![
        "strace".into(),
        "-f".into(),
        "-qq".into(),
        "-o".into(),
        log.into(),
    ];
    line.extend(options.into_iter().map(Into::into));
    line
}
