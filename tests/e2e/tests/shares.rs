//! Places that are not what a file system should be: shares without locks, sticks without links, and folders in which
//! others put links and pipes.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::desk::{Desk, args, skipped, uri};
use crate::strace;

/// NFS without a lock service, and some file systems in user space.
#[test]
fn where_nothing_can_be_locked_it_is_saved_all_the_same() {
    const NAME: &str = "where_nothing_can_be_locked_it_is_saved_all_the_same";
    if !strace::works() {
        return skipped(NAME, "strace does not work here");
    }
    let desk = Desk::new();
    for (n, error) in (1..).zip(["ENOLCK", "EINVAL", "EIO", "ENOSYS"]) {
        desk.keyrack(["add", "--uri-file", "-"])
            .input(uri(n))
            .under(failing(&desk, &[("flock", error)]))
            .done();
        let log = fs::read_to_string(desk.path("strace.log")).unwrap();
        assert!(log.contains(error), "no lock was asked for:\n{log}");
    }
    assert_eq!(desk.state().len(), 4);
    let left = fs::read_dir(desk.vault()).unwrap();
    let left = left.map(|entry| entry.unwrap().file_name());
    let held = left.filter(|name| name.to_string_lossy().starts_with(".lock."));
    assert_eq!(held.count(), 0, "the file in place of the lock is gone");
}

/// FAT, and some file systems in user space: no rename to a free name only, and no second name for a file.
#[test]
fn files_are_written_where_there_are_no_links() {
    const NAME: &str = "files_are_written_where_there_are_no_links";
    if !strace::works() {
        return skipped(NAME, "strace does not work here");
    }
    let desk = Desk::without_vault();
    let calls = [
        ("renameat2", "EINVAL"),
        ("?link", "EPERM"),
        ("linkat", "EPERM"),
    ];
    desk.init().under(failing(&desk, &calls)).done();
    desk.add(&uri(1));
    let id = desk.id_of("client1");
    let [backup, export, picture] =
        ["office.keyrack", "out.json", "code.png"].map(|name| desk.path(name));
    let commands = [
        (&backup, args!["backup", backup].to_vec()),
        (
            &export,
            args!["export", export, "--format", "keyrack-json"].to_vec(),
        ),
        (&picture, args!["qr", id, "--out", picture].to_vec()),
    ];
    for (path, line) in commands {
        desk.keyrack(line.clone())
            .under(failing(&desk, &calls))
            .done();
        let written = fs::read(path).unwrap();
        assert!(!written.is_empty());
        let refusal = desk.keyrack(line).under(failing(&desk, &calls)).refused(1);
        assert_eq!(refusal.code, "file_exists");
        assert_eq!(fs::read(path).unwrap(), written);
    }
    desk.keyrack(args!["backup", "verify", backup]).done();
}

#[test]
fn a_vault_that_is_a_link_is_named_and_the_link_left_as_it_is() {
    let desk = Desk::with_accounts(1);
    let elsewhere = desk.path("elsewhere.age");
    fs::rename(desk.vault_file(), &elsewhere).unwrap();
    symlink(&elsewhere, desk.vault_file()).unwrap();
    let before = fs::read(&elsewhere).unwrap();
    for line in [vec!["list"], vec!["add", "--uri-file", "-"]] {
        let refusal = desk.keyrack(line).input(uri(2)).refused(1);
        assert_eq!(refusal.code, "not_plain");
        let path = desk.vault_file().display().to_string();
        assert_eq!(refusal.arguments["path"], *path);
    }
    assert!(desk.vault_file().symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::read(&elsewhere).unwrap(), before);
    let words = desk.keyrack(["list"]).run();
    assert!(
        words.stderr.contains("link its whole folder"),
        "{}",
        words.stderr
    );

    fs::remove_file(desk.vault_file()).unwrap();
    fs::rename(&elsewhere, desk.vault_file()).unwrap();
    let shared = desk.path("shared");
    fs::rename(desk.vault(), &shared).unwrap();
    symlink(&shared, desk.vault()).unwrap();
    desk.add(&uri(2));
    assert_eq!(desk.state().len(), 2, "its folder may be one");
    assert!(desk.vault().symlink_metadata().unwrap().is_symlink());
}

#[test]
fn a_link_to_another_file_of_the_user_never_gets_it_read_kept_or_replaced() {
    let desk = Desk::with_accounts(1);
    let letter = desk.write("letter", "Dear Anna, the password is 1234.");
    let names = ["vault.age", "slots.json", "vault (conflict).age", ".lock"];
    for (n, name) in (2..).zip(names) {
        let place = desk.vault().join(name);
        let aside = desk.path("aside");
        let was_there = fs::rename(&place, &aside).is_ok();
        symlink(&letter, &place).unwrap();
        let _ = desk.keyrack(["add", "--uri-file", "-"]).input(uri(n)).run();
        let _ = desk.keyrack(args!["backup", desk.path("backup")]).run();
        assert_eq!(
            fs::read_to_string(&letter).unwrap(),
            "Dear Anna, the password is 1234."
        );
        let copied = Command::new("grep")
            .args(["--recursive", "--files-with-matches", "Dear Anna"])
            .args([desk.vault(), desk.path("home"), desk.path("backup")])
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&copied.stdout),
            "",
            "copied through {name}"
        );
        let _ = fs::remove_file(&place);
        let _ = fs::remove_file(desk.path("backup"));
        if was_there {
            fs::rename(&aside, &place).unwrap();
        }
    }
    assert!(!desk.state().is_empty());
}

/// Whoever opens a pipe waits for its other end, and the test with them.
#[test]
fn a_pipe_in_the_place_of_any_file_keeps_no_command_waiting() {
    let desk = Desk::with_accounts(2);
    let mut files = Vec::new();
    for (folder, most) in [
        ("vault", 9),
        ("vault/generations", 2),
        ("home", 9),
        ("home/vaults", 9),
    ] {
        let entries = fs::read_dir(desk.path(folder)).unwrap();
        let entries = entries.map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.is_file()).take(most));
    }
    for new in [
        "vault/pending/1.age",
        "vault/vault-2.age",
        "vault/slots-2.json",
    ] {
        fs::create_dir_all(desk.path(new).parent().unwrap()).unwrap();
        files.push(desk.path(new));
    }
    assert!(files.len() > 6, "{files:?}");
    for (n, file) in (3..).zip(files) {
        let aside = desk.path("aside");
        let was_there = fs::rename(&file, &aside).is_ok();
        let made = Command::new("mkfifo").arg(&file).status().unwrap();
        assert!(made.success());
        // It ends, with an error in words or without one.
        let _ = desk.by_paper(["doctor"]).run();
        let add = desk.keyrack(["add", "--uri-file", "-"]);
        let _ = add.input(uri(n)).run();
        let _ = fs::remove_file(&file);
        if was_there {
            fs::rename(&aside, &file).unwrap();
        }
    }
    assert!(desk.state().len() >= 2);
}

/// The wrapper that lets each of these calls fail.
fn failing(desk: &Desk, calls: &[(&str, &str)]) -> Vec<OsString> {
    let names: Vec<_> = calls.iter().map(|(call, _)| *call).collect();
    let mut options = vec!["-e".to_owned(), format!("trace={}", names.join(","))];
    for (call, error) in calls {
        options.extend(["-e".to_owned(), format!("inject={call}:error={error}")]);
    }
    strace::strace(&desk.path("strace.log"), options)
}
