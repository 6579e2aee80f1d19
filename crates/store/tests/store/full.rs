use std::io::Write;
use std::path::Path;
use std::process::Command;

use keyrack_store::{Created, FsStore, Store, StoreError};

const VARIABLE: &str = "KEYRACK_FULL_FOLDER";

/// On a file system of 512 KiB, in a name space that ends with the process that fills it.
#[test]
fn a_full_disk_is_told_and_nothing_half_written_stays() {
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return fill(Path::new(&folder));
    }
    let test = "full::a_full_disk_is_told_and_nothing_half_written_stays";
    let folder = tempfile::tempdir().unwrap();
    let mount = "mount -t tmpfs -o size=512k none \"$KEYRACK_FULL_FOLDER\" || exit 77; exec \"$0\" \"$1\" --exact";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", mount]);
    command.arg(std::env::current_exe().unwrap()).arg(test);
    match command.env(VARIABLE, folder.path()).output() {
        Ok(done) if done.status.success() => {}
        Ok(done)
            if matches!(done.status.code(), Some(77 | 1))
                && !text(&done.stdout).contains("running 1 test") =>
        {
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
