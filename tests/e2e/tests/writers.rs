//! Several commands that write at once: every change is there afterwards.

use std::io::{BufRead, BufReader};
use std::thread;

use crate::desk::{Desk, args, skipped, uri};
use crate::strace::{self, Point};

#[test]
fn changes_made_at_once_are_all_kept() {
    let desk = Desk::new();
    thread::scope(|scope| {
        for worker in 0..4 {
            let desk = &desk;
            scope.spawn(move || (1..=5).for_each(|n| desk.add(&uri(worker * 5 + n))));
        }
    });
    let mut labels: Vec<_> = desk
        .list()
        .iter()
        .map(|account| account["label"].to_string())
        .collect();
    labels.sort();
    let mut expected: Vec<_> = (1..=20).map(|n| format!("\"client{n}\"")).collect();
    expected.sort();
    assert_eq!(labels, expected);
}

/// While another command is held up in the middle of its write, a second one waits, says that the vault is busy and
/// changes nothing; and the first one's change arrives when it goes on.
#[test]
fn a_second_writer_says_busy_and_loses_nothing() {
    let name = "a_second_writer_says_busy_and_loses_nothing";
    if !strace::works() {
        return skipped(name, "strace is missing or may not trace here");
    }
    let desk = Desk::with_accounts(1);

    // A process that is to stop at a call stops when that call is over. After the last flush before the new file takes
    // the old one's place, the write is certainly under way.
    let rehearsal = desk.duplicate();
    // The first opening in a folder is noted, which the one that is held up need not do any more.
    rehearsal.keyrack(["list"]).done();
    let points = strace::points(
        &rehearsal,
        rehearsal.keyrack(["add", "--uri-file", "-"]).input(uri(2)),
    );
    let replaces =
        |point: &Point| point.call.starts_with("rename") && point.shown.contains("vault.age\"");
    let replacing = points
        .iter()
        .rposition(replaces)
        .expect("a write ends with a rename");
    let flush = points[..replacing]
        .iter()
        .rfind(|point| point.call.ends_with("sync"))
        .expect("a flush before it");
    let stop = format!("inject={}:signal=SIGSTOP:when={}", flush.call, flush.number);
    let wrapper = [
        "strace",
        "-f",
        "-e",
        &format!("trace={}", flush.call),
        "-e",
        &stop,
    ];
    let first = desk.keyrack(args!["add", "--uri-file", desk.write("second.txt", uri(2))]);
    let mut held = first.under(wrapper).command().spawn().unwrap();

    let mut trace = BufReader::new(held.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok);
    trace
        .find(|line| line.contains("stopped by SIGSTOP"))
        .expect("the first writer is held up");

    assert_eq!(desk.list().len(), 1, "reading goes on meanwhile");
    desk.keyrack(["add", "--uri-file", "-"])
        .input(uri(3))
        .refused(6);

    rustix::process::kill_process(only_child(held.id()), rustix::process::Signal::CONT).unwrap();
    thread::spawn(move || trace.count());
    assert!(held.wait().unwrap().success(), "the first writer finishes");
    desk.add(&uri(3));
    assert_eq!(desk.state().len(), 3);
}

/// The process that a `strace` runs.
fn only_child(strace: u32) -> rustix::process::Pid {
    let children =
        std::fs::read_to_string(format!("/proc/{strace}/task/{strace}/children")).unwrap();
    let pid = children
        .split_whitespace()
        .next()
        .and_then(|pid| pid.parse().ok())
        .expect("strace has a child");
    rustix::process::Pid::from_raw(pid).unwrap()
}
