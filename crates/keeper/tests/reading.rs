//! The desk with the real readers of files. This program is what the controller starts as a reader, as the app is for itself,
//! so it has a first function of its own.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where its ground is missing"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "requests are made where they are asked"
)]

#[allow(dead_code, reason = "the other tests of the controller use the rest")]
#[path = "handlers/support.rs"]
mod support;
#[path = "../../../tests/workbook.rs"]
mod workbook;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::process::ExitCode;
use std::sync::Arc;

use keyrack_app::Export;
use keyrack_keeper::controller::LockReason;
use keyrack_keeper::scanner::ScannerProcess;
use keyrack_reader::AS_READER;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use support::{Office, account};
use workbook::workbook;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if words.first().is_some_and(|role| role == AS_READER) {
        return keyrack_reader::serve();
    }
    let tests: [(&str, fn()); 4] = [
        ("a_bomb_is_an_error", a_bomb_is_an_error),
        ("many_come_through", many_come_through),
        ("a_sealed_file_opens", a_sealed_file_opens),
        ("a_lock_ends_the_reader", a_lock_ends_the_reader),
    ];
    let wanted = words.iter().find(|word| !word.starts_with('-'));
    for (name, test) in tests {
        if wanted.is_none_or(|part| name.contains(part.as_str())) {
            println!("test reading::{name}");
            test();
        }
    }
    ExitCode::SUCCESS
}

fn office() -> Office {
    Office::with_scanner(Box::new(ScannerProcess::here().unwrap()))
}

impl Office {
    fn chosen(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        *self.shell.files.lock().unwrap() = vec![Some(path)];
    }
}

fn open() -> Value {
    json!({ "ask": "open_import", "from": "files" })
}

fn take() -> Value {
    json!({ "ask": "take_import", "folder": null, "groups": "tags" })
}

/// A workbook that ended the process which held the keys is an error with a code, and the controller goes on.
fn a_bomb_is_an_error() {
    let office = office();
    office.chosen("bomb.xlsx", &workbook(400_000_000_000));
    assert_eq!(office.refusal(open()), "file_reader_ended");
    assert_eq!(office.refusal(take()), "import_gone", "nothing was read");
    office.chosen("good.xlsx", &workbook(2));
    assert_eq!(office.ask(open())["taken"], 1);
    assert_eq!(office.ask(take())["added"], 1);
    assert_eq!(office.labels("", json!({ "in": "all" })), ["anna"]);
}

/// Ten thousand accounts arrive, each as it was.
fn many_come_through() {
    const MANY: usize = 10_000;
    let office = office();
    let mut lines = String::new();
    for number in 0..MANY {
        let uri = "otpauth://totp/Portal:user";
        writeln!(
            lines,
            "{uri}{number:05}?secret=JBSWY3DPEHPK3PXP&issuer=Portal"
        )
        .unwrap();
    }
    office.chosen("codes.txt", lines.as_bytes());
    assert_eq!(office.ask(open())["total"], MANY);
    assert_eq!(office.ask(take())["added"], MANY);
    let last = office.labels("user09999", json!({ "in": "all" }));
    assert_eq!(last, ["user09999"]);
}

/// The password of a file goes to the reader, and what it opens comes back.
fn a_sealed_file_opens() {
    let office = office();
    let mut session = office.elsewhere();
    session.add(account("Bank", "sealed")).unwrap();
    let export = Export {
        format: "keyrack".into(),
        password: Some(Zeroizing::new("of the file".to_owned())),
        ..Export::default()
    };
    office.chosen("sealed.age", &session.export(&export).unwrap().bytes);
    office.take_over();
    assert_eq!(office.refusal(open()), "file_password_needed");
    let read = |password: &str| json!({ "ask": "read_import", "password": password, "memory_mib": null, "columns": [] });
    assert_eq!(office.refusal(read("another")), "file_password_wrong");
    let opened = office.ask(read("of the file"));
    assert_eq!(
        (&opened["encrypted"], &opened["counts"]["identical"]),
        (&json!(true), &json!(1))
    );
}

/// A lock while a reader derives a key ends it, and leaves nothing of the file.
fn a_lock_ends_the_reader() {
    let office = office();
    let mut session = office.elsewhere();
    let export = Export {
        format: "keyrack".into(),
        password: Some(Zeroizing::new("of the file".to_owned())),
        ..Export::default()
    };
    office.chosen("sealed.age", &session.export(&export).unwrap().bytes);
    assert_eq!(office.refusal(open()), "file_password_needed");
    let controller = Arc::clone(&office.controller);
    *office.clock.while_working.lock().unwrap() =
        Some(Box::new(move || controller.lock(LockReason::Idle)));
    let read = json!({ "ask": "read_import", "password": "of the file", "memory_mib": null, "columns": [] });
    // Locked while the key was derived, or cancelled by that: in any case there is no answer.
    let refusal = office.refusal(read);
    assert!(
        ["locked", "cancelled"].contains(&refusal.as_str()),
        "{refusal}"
    );
    *office.clock.while_working.lock().unwrap() = None;
    office.unlock();
    assert_eq!(office.refusal(take()), "import_gone");
}
