use std::fs;

use super::*;

fn store() -> (tempfile::TempDir, FsStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = FsStore::new(folder.path().to_owned());
    (folder, store)
}

#[test]
fn a_place_that_is_not_there_is_told_from_a_folder_that_is_not() {
    let (folder, store) = store();
    assert_eq!(store.list("heads"), Ok(Vec::new()));
    assert_eq!(store.read("heads/a", 9), Err(StoreError::NotFound));
    drop(folder);
    assert_eq!(store.list("heads"), Err(StoreError::Unreachable));
    assert_eq!(store.read("heads/a", 9), Err(StoreError::Unreachable));
    assert_eq!(store.create("heads/a", b"a"), Err(StoreError::Unreachable));
    assert_eq!(store.delete("heads/a"), Err(StoreError::Unreachable));
    assert_eq!(store.probe(), Err(StoreError::Unreachable));
}

#[test]
fn a_file_in_the_place_of_the_store_is_no_store() {
    let (folder, _) = store();
    fs::write(folder.path().join("file"), "x").unwrap();
    let store = FsStore::new(folder.path().join("file"));
    assert_eq!(store.list(""), Err(StoreError::Unreachable));
}

#[test]
fn a_file_that_has_the_name_already_is_left_as_it_is_and_nothing_else_stays() {
    let (folder, store) = store();
    assert_eq!(store.create("heads/a", b"first"), Ok(Created::Created));
    assert_eq!(store.create("heads/a", b"second"), Ok(Created::Exists));
    assert_eq!(store.read("heads/a", 9).unwrap(), b"first");
    assert_eq!(
        fs::read_dir(folder.path().join("heads")).unwrap().count(),
        1
    );
}

#[test]
fn of_many_who_create_the_same_name_at_once_one_wins_and_its_file_is_whole() {
    let (folder, _) = store();
    let contents: Vec<Vec<u8>> = (0..8).map(|n| vec![n; 50_000]).collect();
    let results: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = contents
            .iter()
            .map(|bytes| {
                let store = FsStore::new(folder.path().to_owned());
                scope.spawn(move || store.create("obj/a/b.o", bytes).unwrap())
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let winners: Vec<_> = (0..)
        .zip(&results)
        .filter(|(_, made)| **made == Created::Created)
        .collect();
    assert_eq!(winners.len(), 1);
    let read = FsStore::new(folder.path().to_owned())
        .read("obj/a/b.o", 50_000)
        .unwrap();
    assert_eq!(read, contents[winners[0].0 as usize]);
    assert_eq!(
        fs::read_dir(folder.path().join("obj/a")).unwrap().count(),
        1
    );
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let (folder, store) = store();
    fs::create_dir(folder.path().join("heads")).unwrap();
    let sparse = File::create(folder.path().join("heads/a")).unwrap();
    sparse.set_len(1 << 30).unwrap();
    assert_eq!(store.read("heads/a", 1000), Err(StoreError::TooLarge));
    assert_eq!(store.list("heads").unwrap()[0].size, 1 << 30);
}

#[test]
fn a_hundred_thousand_names_are_listed() {
    let (folder, store) = store();
    let heads = folder.path().join("heads");
    fs::create_dir(&heads).unwrap();
    for n in 0..100_000 {
        File::create(heads.join(format!("{n}.h"))).unwrap();
    }
    assert_eq!(store.list("heads").unwrap().len(), 100_000);
}

#[test]
fn what_a_killed_process_left_is_removed_after_a_day_and_nothing_else() {
    let (folder, store) = store();
    let heads = folder.path().join("heads");
    fs::create_dir(&heads).unwrap();
    let old = SystemTime::now() - 2 * KEPT;
    let names = [
        ("a.h.0123456789abcdef.tmp", true),
        ("b.h", true),
        ("c.tmp", true),
        ("~$d.0123456789abcdef.tmp", true),
        ("e.h.0123456789abcdef.tmp", false),
    ];
    for (name, is_old) in names {
        let file = File::create(heads.join(name)).unwrap();
        if is_old {
            file.set_modified(old).unwrap();
        }
    }
    store.create("heads/new.h", b"x").unwrap();
    let mut left: Vec<_> = store
        .list("heads")
        .unwrap()
        .into_iter()
        .map(|file| file.name)
        .collect();
    left.sort();
    assert_eq!(
        left,
        [
            "b.h",
            "c.tmp",
            "e.h.0123456789abcdef.tmp",
            "new.h",
            "~$d.0123456789abcdef.tmp"
        ]
    );
}

#[test]
fn a_probe_tells_what_is_allowed_and_leaves_nothing() {
    let (folder, store) = store();
    let probe = store.probe().unwrap();
    assert!(probe.can_create && probe.can_delete);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// A place whose clock is another than this computer's needs another computer: here it is the same one.
#[test]
fn a_folder_tells_its_time_with_a_file_that_was_created_and_with_nothing_else() {
    let (_folder, store) = store();
    store.list("heads").unwrap();
    assert_eq!(store.take_clock_lead(), None);
    store.create("heads/a.h", b"x").unwrap();
    let lead = store.take_clock_lead().unwrap();
    assert!(lead.abs() < 3_600_000, "{lead}");
    store.read("heads/a.h", 9).unwrap();
    assert_eq!(store.create("heads/a.h", b"x"), Ok(Created::Exists));
    assert_eq!(store.take_clock_lead(), None);
}

#[test]
fn a_folder_that_lies_too_deep_is_refused() {
    let (folder, _) = store();
    let mut deep = folder.path().to_owned();
    while deep.as_os_str().len() <= DEEPEST {
        deep.push("a-folder-with-a-long-name");
    }
    fs::create_dir_all(&deep).unwrap();
    assert_eq!(FsStore::new(deep).probe(), Err(StoreError::BadAddress));
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    use super::*;

    fn pipe(path: &Path) {
        let made = std::process::Command::new("mkfifo")
            .arg(path)
            .status()
            .unwrap();
        assert!(made.success());
    }

    #[test]
    fn links_and_pipes_are_neither_followed_nor_waited_for() {
        let (folder, store) = store();
        let secret = folder.path().join("secret");
        fs::write(&secret, "secret").unwrap();
        let heads = folder.path().join("heads");
        fs::create_dir(&heads).unwrap();
        symlink(&secret, heads.join("link")).unwrap();
        symlink("nowhere", heads.join("broken")).unwrap();
        pipe(&heads.join("pipe"));
        fs::create_dir(heads.join("folder")).unwrap();
        for name in ["heads/link", "heads/broken", "heads/pipe", "heads/folder"] {
            assert_eq!(store.read(name, 100), Err(StoreError::NotPlain), "{name}");
            assert_eq!(
                store.create(name, b"x"),
                Err(StoreError::NotPlain),
                "{name}"
            );
        }
        assert_eq!(store.list("heads").unwrap().len(), 3);
        store.delete("heads/link").unwrap();
        assert_eq!(fs::read(&secret).unwrap(), b"secret");
    }

    #[test]
    fn a_folder_that_is_a_link_is_not_entered() {
        let (folder, store) = store();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("a.h"), "x").unwrap();
        symlink(elsewhere.path(), folder.path().join("heads")).unwrap();
        assert_eq!(store.list("heads"), Err(StoreError::NotPlain));
        assert_eq!(store.read("heads/a.h", 9), Err(StoreError::NotPlain));
        assert_eq!(store.create("heads/b.h", b"x"), Err(StoreError::NotPlain));
        assert_eq!(store.delete("heads/a.h"), Err(StoreError::NotPlain));
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_link_to_the_store_is_as_good_as_the_store() {
        let (folder, store) = store();
        store.create("heads/a.h", b"x").unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let link = elsewhere.path().join("office");
        symlink(folder.path(), &link).unwrap();
        assert_eq!(FsStore::new(link).read("heads/a.h", 9).unwrap(), b"x");
    }

    #[test]
    fn whoever_may_use_the_folder_may_use_what_is_made_in_it() {
        let (folder, store) = store();
        for (rights, of_folder, of_file) in [
            (0o2770, 0o2770, 0o640),
            (0o700, 0o700, 0o600),
            (0o755, 0o755, 0o644),
        ] {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(rights)).unwrap();
            let name = format!("f{rights}");
            store.create(&format!("{name}/a.h"), b"x").unwrap();
            let mode = |path: &str| {
                folder
                    .path()
                    .join(path)
                    .metadata()
                    .unwrap()
                    .permissions()
                    .mode()
                    & 0o7777
            };
            assert_eq!(mode(&name), of_folder, "{rights:o}");
            assert_eq!(mode(&format!("{name}/a.h")), of_file, "{rights:o}");
        }
    }
}
