//! File systems that take no more, or nothing.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use keyrack_store::{Created, FsStore, Store, StoreError};

const VARIABLE: &str = "KEYRACK_TEST_MOUNT";

#[test]
fn a_full_disk_is_told_and_nothing_half_written_stays() {
    let test = "file_systems::a_full_disk_is_told_and_nothing_half_written_stays";
    on_a_file_system(test, "size=512k", fill);
}

#[test]
fn a_place_that_cannot_be_written_is_told_and_read() {
    let test = "file_systems::a_place_that_cannot_be_written_is_told_and_read";
    on_a_file_system(test, "ro", |folder| {
        let store = FsStore::new(folder.to_owned());
        assert_eq!(store.list("heads"), Ok(Vec::new()));
        assert_eq!(store.create("heads/a.h", b"x"), Err(StoreError::ReadOnly));
        let probe = store.probe().unwrap();
        assert!(!probe.can_create && !probe.can_delete);
    });
}

/// Runs a test on a file system of its own, in a name space that ends with the process that it runs in.
fn on_a_file_system(test: &str, options: &str, check: impl FnOnce(&Path)) {
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return check(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    let mount = "mount -t tmpfs -o \"$2\" none \"$KEYRACK_TEST_MOUNT\" || exit 77; exec \"$0\" \"$1\" --exact";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", mount]);
    command
        .arg(std::env::current_exe().unwrap())
        .args([test, options]);
    match command.env(VARIABLE, folder.path()).output() {
        Ok(done) if text(&done.stdout).contains("1 passed") => {}
        Ok(done) if !text(&done.stdout).contains("running 1 test") => {
            skipped(test, text(&done.stderr).trim());
        }
        Ok(done) => panic!("{}{}", text(&done.stdout), text(&done.stderr)),
        Err(error) => skipped(test, &error.to_string()),
    }
}

fn skipped(test: &str, why: &str) {
    drop(writeln!(std::io::stderr(), "SKIPPED: {test}: {why}"));
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn fill(folder: &Path) {
    let store = FsStore::new(folder.to_owned());
    let bytes = vec![7; 100_000];
    let create = |n: usize| store.create(&format!("obj/a/{n}.o"), &bytes);
    let made = (0..100)
        .take_while(|n| create(*n) == Ok(Created::Created))
        .count();
    assert!((3..=5).contains(&made), "{made}");
    assert_eq!(create(made), Err(StoreError::Full));
    assert_eq!(
        store.list("obj/a").unwrap().len(),
        made,
        "no part of a file stays"
    );
    assert_eq!(store.read("obj/a/0.o", bytes.len()).unwrap(), bytes);
    let small = store.create("heads/a.h", b"x");
    assert!(matches!(
        small,
        Ok(Created::Created) | Err(StoreError::Full)
    ));
    store.delete("obj/a/0.o").unwrap();
    assert_eq!(create(made), Ok(Created::Created));
}
