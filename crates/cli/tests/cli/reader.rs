//! The process that reads files of strangers: what it withstands, what it may do, and that the command goes on.

use std::fs;

use keyrack_app::Import;
use keyrack_reader::{Reader, TaskHandle};
use serde_json::Value;

use crate::desk::Desk;
use crate::workbook::workbook;

const BINARY: &str = env!("CARGO_BIN_EXE_keyrack");

#[test]
fn a_workbook_that_asks_for_all_memory_is_an_error_in_words() {
    let desk = Desk::new();
    fs::write(desk.path("good.xlsx"), workbook(2)).unwrap();
    fs::write(desk.path("bomb.xlsx"), workbook(400_000_000_000)).unwrap();
    let (good, bomb) = (desk.text("good.xlsx"), desk.text("bomb.xlsx"));
    for arguments in [
        &["import", &bomb][..],
        &["import", "--dry-run", "--no-vault", &bomb],
    ] {
        let refused = desk.open(arguments, "");
        assert_eq!(refused.status, 1, "{}", refused.stderr);
        assert!(
            refused.stderr.contains("The file could not be read")
                && refused.stderr.contains("Nothing was imported or lost"),
            "{}",
            refused.stderr
        );
        let json = desk.open(&[&["--json"], arguments].concat(), "");
        let error: Value = serde_json::from_str(&json.stderr).unwrap();
        assert_eq!(error["error"]["code"], "file_reader_ended");
    }
    // The vault is as it was, and the next file is read.
    let taken = desk.open(&["--json", "import", &good], "").done();
    let taken: Value = serde_json::from_str(&taken.stdout).unwrap();
    assert_eq!(taken["imported"], 1);
}

#[test]
fn all_that_an_import_needs_goes_over_the_pipes() {
    let reader = Reader::of(BINARY, &[]);
    let look = TaskHandle::new(|_| {});
    let table = b"x;y\nanna;JBSWY3DPEHPK3PXP\n".to_vec();
    let files = [("clients.csv".to_owned(), table)];
    let asked = reader.files(&files, &Import::default(), &look).unwrap();
    assert_eq!(asked.columns().unwrap().len(), 2);
    assert!(asked.preview().is_err(), "the columns are not known");
    let named = Import {
        columns: vec![
            ("A".into(), "account".into()),
            ("B".into(), "secret".into()),
        ],
        ..Import::default()
    };
    let read = reader.files(&files, &named, &look).unwrap();
    assert_eq!(read.preview().unwrap().rows[0].label, "anna");

    let format = Import {
        format: Some("no such format".to_owned()),
        ..Import::default()
    };
    let error = reader.files(&files, &format, &look).err().unwrap();
    assert_eq!(error.code.as_str(), "format_unknown");
    assert_eq!(error.args["format"], "no such format");

    let costly = r#"{"version":1,"kdfParams":{"memLimit":1073741824,"opsLimit":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},
        "encryptedData":"AAAA","encryptionNonce":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
    let files = [("ente.json".to_owned(), costly.as_bytes().to_vec())];
    let mut import = Import {
        file_password: Some("x".to_owned().into()),
        ..Import::default()
    };
    let error = reader.files(&files, &import, &look).err().unwrap();
    assert_eq!(
        (error.code.as_str(), error.args["mib"].as_str()),
        ("file_memory", "1024")
    );
    // Whoever agrees gets that much beyond what every reader has: it comes to the wrong password.
    import.memory_mib = Some(1024);
    let error = reader.files(&files, &import, &look).err().unwrap();
    assert!(
        matches!(error.code.as_str(), "file_password_wrong" | "file_damaged"),
        "{error}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn the_walls_stand_before_the_first_byte_of_a_file() {
    use std::{
        io::{Read, Write},
        process::{Command, Stdio},
        thread,
    };

    use keyrack_reader::AS_READER;

    let walls = Reader::of(BINARY, &[]).walls().unwrap();
    assert!(walls.calls);

    // An order as the command gives it, and then nothing.
    let order = br#"{"memory":1073741824,"seconds":60,"request":"picture"}"#;
    let mut reader = Command::new(BINARY)
        .arg(AS_READER)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let head = [&(order.len() as u32).to_le_bytes()[..], &[1, 0, 0, 0, 0]].concat();
    let mut input = reader.stdin.take().unwrap();
    input.write_all(&head).unwrap();
    input.write_all(order).unwrap();

    let about = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", reader.id())).unwrap();
    while !about("status").contains("Seccomp:\t2\n") {
        assert!(about("status").contains("State"), "it ended");
        thread::yield_now();
    }
    assert!(about("status").contains("NoNewPrivs:\t1\n"));
    let limits = about("limits");
    let limit = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        let rest = line[name.len()..].split_ascii_whitespace().next();
        rest.unwrap().to_owned()
    };
    assert_eq!(limit("Max address space"), (1_u64 << 30).to_string());
    assert_eq!(limit("Max cpu time"), "60");
    assert_eq!(limit("Max file size"), "0");
    assert_eq!(limit("Max open files"), "64");
    // The command goes away: so does the reader, and it has said nothing.
    drop(input);
    assert!(!reader.wait().unwrap().success());
    let mut said = Vec::new();
    reader.stdout.unwrap().read_to_end(&mut said).unwrap();
    assert!(said.is_empty());
}

#[test]
fn the_doctor_says_how_files_of_strangers_are_read() {
    let desk = Desk::new();
    let checks = desk.open(&["--json", "doctor"], "");
    let checks: Value = serde_json::from_str(&checks.stdout).unwrap();
    let checks = checks.as_array().unwrap().iter();
    let reader = checks
        .into_iter()
        .find(|check| check["check"] == "reader")
        .unwrap();
    assert_ne!(reader["state"], "fail");
    let said = desk.open(&["doctor"], "").stdout;
    assert!(
        said.contains("Files from others: read by a separate process"),
        "{said}"
    );
}
