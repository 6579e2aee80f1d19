//! What every store does.

use keyrack_store::testing::MemoryStore;
use keyrack_store::{Created, FsStore, MAX_PATH, Store, StoreError};

/// What may be relied on, of every store.
pub fn keeps_the_contract(store: &dyn Store) {
    let probe = store.probe().unwrap();
    assert!(probe.can_create && probe.can_delete);
    assert_eq!(names(store, ""), [""; 0]);
    assert_eq!(names(store, "heads"), [""; 0], "a folder that is not there");
    assert_eq!(store.read("heads/a.h", 10), Err(StoreError::NotFound));
    assert_eq!(
        store.read("keyrack-team.json", 10),
        Err(StoreError::NotFound)
    );
    store.delete("heads/a.h").unwrap();

    let long = format!("heads/{}", "x".repeat(MAX_PATH - 6));
    let files: [(&str, Vec<u8>); 6] = [
        (
            "keyrack-team.json",
            b"{\"magic\":\"keyrack-team\"}".to_vec(),
        ),
        ("heads/a.000000000001.b.h", (0..=255).collect()),
        (&long, vec![0; 1]),
        ("obj/device-1/a.o", vec![7; 300_000]),
        (
            "obj/device-1/page.o",
            b"<html><body>no page</body></html>".to_vec(),
        ),
        ("obj/device-2/empty.o", Vec::new()),
    ];
    for (path, bytes) in &files {
        assert_eq!(store.create(path, bytes), Ok(Created::Created), "{path}");
    }
    for (path, bytes) in &files {
        assert_eq!(&store.read(path, bytes.len()).unwrap(), bytes, "{path}");
        if let Some(less) = bytes.len().checked_sub(1) {
            assert_eq!(store.read(path, less), Err(StoreError::TooLarge), "{path}");
        }
    }
    assert_eq!(names(store, ""), ["keyrack-team.json"]);
    assert_eq!(names(store, "heads"), ["a.000000000001.b.h", &long[6..]]);
    assert_eq!(names(store, "obj"), [""; 0]);
    assert_eq!(names(store, "obj/device-1"), ["a.o", "page.o"]);
    let mut sizes: Vec<_> = store
        .list("obj/device-1")
        .unwrap()
        .into_iter()
        .map(|file| file.size)
        .collect();
    sizes.sort();
    assert_eq!(sizes, [33, 300_000]);

    for (path, bytes) in [&files[0], &files[3]] {
        let again = store.create(path, b"other").unwrap();
        let expected: &[u8] = if again == Created::Exists {
            bytes
        } else {
            b"other"
        };
        assert_eq!(
            store.read(path, 300_000).unwrap(),
            expected,
            "{path}: whole, and as was said"
        );
    }

    for (path, _) in &files {
        store.delete(path).unwrap();
        store.delete(path).unwrap();
        assert_eq!(
            store.read(path, 300_000),
            Err(StoreError::NotFound),
            "{path}"
        );
    }
    assert_eq!(names(store, "heads"), [""; 0]);
    leads_nowhere_else(store);
}

fn leads_nowhere_else(store: &dyn Store) {
    for path in [
        "../a",
        "/etc/passwd",
        "heads/../../a",
        "heads//a",
        ".",
        "",
        "a/b/c/d",
        "A",
        "heads/a?b",
        "heads/%2e%2e",
    ] {
        assert_eq!(store.read(path, 10), Err(StoreError::BadAddress), "{path}");
        assert_eq!(
            store.create(path, b"x"),
            Err(StoreError::BadAddress),
            "{path}"
        );
        assert_eq!(store.delete(path), Err(StoreError::BadAddress), "{path}");
    }
    for folder in ["..", "/", "heads/", "a/b/c", "heads?x"] {
        assert_eq!(store.list(folder), Err(StoreError::BadAddress), "{folder}");
    }
}

pub fn names(store: &dyn Store, folder: &str) -> Vec<String> {
    let mut names: Vec<_> = store
        .list(folder)
        .unwrap()
        .into_iter()
        .map(|file| file.name)
        .collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

#[test]
fn a_folder_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    keeps_the_contract(&FsStore::new(folder.path().to_owned()));
}

#[cfg(unix)]
#[test]
fn a_folder_keeps_the_contract_by_its_address() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("file://{}", folder.path().display());
    keeps_the_contract(&*keyrack_store::open(&address, None).unwrap());
}

#[test]
fn the_memory_keeps_the_contract() {
    keeps_the_contract(&MemoryStore::new());
}
