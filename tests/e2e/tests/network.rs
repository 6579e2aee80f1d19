//! The network: no command goes there, or waits for somebody from there.

use std::ffi::OsString;
use std::fs;
use std::process::Command;

use crate::desk::{Desk, args, skipped, uri};
use crate::strace;

#[test]
fn no_command_makes_a_socket_of_the_network() {
    const NAME: &str = "no_command_makes_a_socket_of_the_network";
    if !strace::works() {
        return skipped(NAME, "strace does not work here");
    }
    let desk = Desk::with_accounts(1);
    let id = desk.id_of("client1");
    let (out, copy) = (desk.path("out.txt"), desk.path("copy.age"));
    let password = desk.path("password");
    let link = desk.write("link", uri(2));
    let commands = [
        desk.keyrack(args!["add", "--uri-file", &link]),
        desk.keyrack(["list"]),
        desk.keyrack(["show", &id, "--reveal"]),
        desk.keyrack(["edit", &id, "url=https://portal.example/"]),
        desk.keyrack(["code", "client1"]),
        desk.keyrack(args!["export", &out, "--format", "otpauth"]),
        desk.keyrack(args!["import", &out]),
        desk.keyrack(args!["backup", &copy]),
        desk.keyrack(args!["password", "--new-password-file", &password]),
        desk.keyrack(["verify"]),
        desk.keyrack(["status"]),
        desk.keyrack(["doctor"]),
    ];
    for command in commands {
        let log = desk.path("sockets.log");
        command.under(strace::sockets(&log)).done();
        let sockets = fs::read_to_string(&log).unwrap();
        assert!(!of_the_network(&sockets), "{sockets}");
    }
}

/// Without this, the test above might look for something that is never there.
#[test]
fn a_program_that_listens_would_be_seen() {
    const NAME: &str = "a_program_that_listens_would_be_seen";
    if !strace::works() {
        return skipped(NAME, "strace does not work here");
    }
    let desk = Desk::without_vault();
    let log = desk.path("sockets.log");
    let mut line = strace::sockets(&log).into_iter();
    let listens = "import socket; socket.create_server(('127.0.0.1', 0))";
    let status = Command::new(line.next().unwrap())
        .args(line)
        .args([
            OsString::from("/usr/bin/python3"),
            "-c".into(),
            listens.into(),
        ])
        .status();
    assert!(status.unwrap().success());
    assert!(of_the_network(&fs::read_to_string(&log).unwrap()));
}

/// Whether a socket among those in `log` reaches beyond this computer's own programs and kernel.
fn of_the_network(log: &str) -> bool {
    let made = log.lines().filter(|line| line.contains("socket("));
    let mut families = made.map(|line| line.split_once("socket(").unwrap_or_default().1);
    families.any(|family| !family.starts_with("AF_UNIX") && !family.starts_with("AF_NETLINK"))
}
