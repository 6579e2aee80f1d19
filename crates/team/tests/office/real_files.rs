//! Offices in a folder of this computer, in which others do what they like.

use std::{
    ffi::OsStr,
    fs, io,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use keyrack_store::{FsStore, Store, StoreError};
use keyrack_team::{
    alarm::AlarmCode,
    ids::FolderId,
    rules::{Class, Role},
    sync::{Options, SyncError},
};

use crate::desk::{DAY, Desk, codes, found_in, grant};

struct World {
    folder: tempfile::TempDir,
    owner: Desk,
    anna: Desk,
    client: FolderId,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("office");
        fs::create_dir(&root).unwrap();
        let place = || Arc::new(FsStore::new(root.clone()));
        let (mut owner, _) = found_in(place());
        let client = owner.folder("Kovács Bt");
        owner.add(client, "NAV");
        let mut anna = owner.admit("Anna", 2, Class::Member, vec![grant(client, Role::Edit)]);
        anna.place = Some(place());
        for _ in 0..3 {
            owner.sync();
            anna.sync();
        }
        Self {
            folder,
            owner,
            anna,
            client,
        }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("office")
    }

    /// All files with their contents.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&self.root(), &mut files);
        files.sort();
        files
    }

    fn newest_head(&self, desk: &Desk) -> PathBuf {
        let device = desk.office.device().to_string();
        let files = self.files().into_iter().map(|it| it.0);
        let heads =
            files.filter(|it| it.parent().and_then(Path::file_name) == Some(OsStr::new("heads")));
        let of_device = heads.filter(|it| {
            it.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with(&device)
        });
        of_device.max().unwrap()
    }

    fn go_on(&mut self, days: usize) {
        for _ in 0..days {
            for desk in [&mut self.owner, &mut self.anna] {
                desk.now += DAY;
                desk.sync();
            }
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        if kind.is_dir() {
            collect(&path, files);
        } else if kind.is_file() {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
}

fn pipe(path: &Path) -> io::Result<()> {
    let made = Command::new("mkfifo").arg(path).status()?;
    made.success()
        .then_some(())
        .ok_or(io::ErrorKind::Other.into())
}

#[test]
fn t79_links_and_pipes_in_the_place_of_files_are_neither_followed_nor_waited_for() {
    for with_pipe in [false, true] {
        let mut world = World::new();
        let outside = world.folder.path().join("outside");
        fs::write(&outside, b"of somebody else").unwrap();
        world.owner.add(world.client, "OTP");
        world.owner.sync();
        let before = world.files();
        // Whatever was published last.
        let head = world.newest_head(&world.owner);
        let object = world.owner.office.state.own.list.iter().map(|it| it.2);
        let device = world.owner.office.device();
        let objects = object.map(|it| world.root().join(format!("obj/{device}/{it}.o")));
        let hidden: Vec<PathBuf> = objects.chain([head]).collect();
        for path in &hidden {
            fs::remove_file(path).unwrap();
            match with_pipe {
                true => pipe(path).unwrap(),
                false => symlink(&outside, path).unwrap(),
            }
        }
        let outcome = world.anna.sync();
        assert!(outcome.alarms.has(AlarmCode::Incomplete));
        assert_eq!(world.anna.services(world.client).unwrap(), ["NAV"]);
        assert_eq!(fs::read(&outside).unwrap(), b"of somebody else");
        // Its own device finds out within a day or two, and writes them anew.
        world.go_on(4);
        let after = world.files();
        for (path, bytes) in before {
            let was_hidden = hidden.contains(&path);
            let there = after.iter().find(|it| it.0 == path);
            assert!(!was_hidden || there.is_none_or(|it| it.1 == bytes));
        }
        world.anna.sync();
        assert_eq!(world.anna.services(world.client).unwrap(), ["NAV", "OTP"]);
        assert_eq!(fs::read(&outside).unwrap(), b"of somebody else");
    }
}

#[test]
fn t79_a_link_in_the_place_of_a_folder_is_not_followed() {
    let mut world = World::new();
    let heads = world.root().join("heads");
    let aside = world.folder.path().join("aside");
    fs::rename(&heads, &aside).unwrap();
    symlink(&aside, &heads).unwrap();
    world.owner.add(world.client, "OTP");
    let refused = world.owner.try_sync(Options::default());
    assert!(matches!(
        refused,
        Err(SyncError::Store(StoreError::NotPlain))
    ));
    fs::remove_file(&heads).unwrap();
    fs::rename(&aside, &heads).unwrap();
    assert!(world.owner.sync().published);
    world.anna.sync();
    assert_eq!(world.anna.services(world.client).unwrap(), ["NAV", "OTP"]);
}

#[test]
fn t66_what_sync_programs_leave_in_a_folder_is_left_alone() {
    let mut world = World::new();
    let head = world.newest_head(&world.owner);
    let name = head.file_name().unwrap().to_str().unwrap().to_owned();
    let heads = world.root().join("heads");
    let junk = [
        heads.join(".DS_Store"),
        heads.join("desktop.ini"),
        heads.join(format!("~${name}")),
        heads.join(format!(".{name}.icloud")),
        heads.join(name.replace(".h", " (Anna's conflicted copy).h")),
        heads.join(name.to_uppercase()),
        world.root().join("Thumbs.db"),
    ];
    for path in &junk {
        fs::copy(&head, path).unwrap();
    }
    fs::create_dir(heads.join("a folder")).unwrap();
    world.owner.add(world.client, "OTP");
    world.go_on(4);
    assert_eq!(world.anna.services(world.client).unwrap(), ["NAV", "OTP"]);
    for path in &junk {
        assert!(path.exists(), "{}", path.display());
    }
}

#[test]
fn t70_a_folder_that_cannot_be_written_is_read() {
    let mut world = World::new();
    world.owner.add(world.client, "OTP");
    world.owner.sync();
    let folders: Vec<PathBuf> = {
        let mut folders: Vec<PathBuf> = world
            .files()
            .into_iter()
            .filter_map(|it| it.0.parent().map(Path::to_owned))
            .collect();
        folders.push(world.root().join("obj"));
        folders
    };
    let allow = |mode| {
        for folder in &folders {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    allow(0o555);
    // Who may everything, as root, is not kept from it; then there is nothing to try.
    let may_all = fs::write(world.root().join("try"), b"").is_ok();
    world.anna.add(world.client, "Bank");
    let outcome = world.anna.sync();
    allow(0o755);
    assert_eq!(
        world.anna.services(world.client).unwrap(),
        ["Bank", "NAV", "OTP"]
    );
    assert!(may_all || outcome.waiting == Some(StoreError::ReadOnly));
    world.go_on(1);
    assert_eq!(
        world.owner.services(world.client).unwrap(),
        ["Bank", "NAV", "OTP"]
    );
}

#[test]
fn t74_a_folder_that_is_deleted_while_it_is_used_is_missed_and_filled_again() {
    let mut world = World::new();
    world.owner.add(world.client, "OTP");
    fs::remove_dir_all(world.root()).unwrap();
    for desk in [&mut world.owner, &mut world.anna] {
        let refused = desk.try_sync(Options::default());
        assert!(matches!(
            refused,
            Err(SyncError::Store(StoreError::Unreachable))
        ));
    }
    // As a share that is not mounted, of which the empty folder is left that it is mounted on.
    fs::create_dir(world.root()).unwrap();
    for desk in [&mut world.owner, &mut world.anna] {
        let refused = desk.try_sync(Options::default());
        assert!(matches!(refused, Err(SyncError::OfficeGone)));
        assert!(
            desk.services(world.client)
                .unwrap()
                .contains(&"NAV".to_owned())
        );
    }
    assert!(world.files().is_empty());
    let seed = Options {
        seed: true,
        ..Options::default()
    };
    world.owner.try_sync(seed).unwrap();
    world.anna.try_sync(seed).unwrap();
    for _ in 0..2 {
        assert_eq!(codes(&world.owner.sync()), []);
        assert_eq!(codes(&world.anna.sync()), []);
    }
    assert_eq!(world.anna.services(world.client).unwrap(), ["NAV", "OTP"]);
}

#[test]
fn t80_the_folder_of_a_device_that_was_deleted_is_filled_again() {
    let mut world = World::new();
    let device = world.owner.office.device();
    fs::remove_dir_all(world.root().join(format!("obj/{device}"))).unwrap();
    world.go_on(4);
    let bela = world.owner.admit(
        "Béla",
        3,
        Class::Member,
        vec![grant(world.client, Role::View)],
    );
    assert_eq!(bela.services(world.client).unwrap(), ["NAV"]);
}

#[test]
fn t68_a_folder_that_lies_too_deep_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut deep = folder.path().to_owned();
    for _ in 0..6 {
        deep.push("a".repeat(50));
    }
    fs::create_dir_all(&deep).unwrap();
    assert_eq!(
        FsStore::new(deep).probe().err(),
        Some(StoreError::BadAddress)
    );
}

#[test]
fn t65_a_folder_that_a_sync_program_copies_file_by_file_is_seen_whole_or_not_at_all() {
    let mut world = World::new();
    let local = world.folder.path().join("local");
    let before = world.files();
    world.owner.add(world.client, "OTP");
    world.owner.sync();
    let copy_to = |local: &Path, path: &Path, bytes: &[u8]| {
        let to = local.join(path.strip_prefix(world.root()).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    };
    let arriving: Vec<(PathBuf, Vec<u8>)> = world
        .files()
        .into_iter()
        .filter(|it| !before.contains(it))
        .collect();
    assert_eq!(arriving.len(), 2);
    for is_reversed in [false, true] {
        let local = local.join(is_reversed.to_string());
        for (path, bytes) in &before {
            copy_to(&local, path, bytes);
        }
        let mut anna = world.anna.copy(world.anna.store.clone());
        anna.place = Some(Arc::new(FsStore::new(local.clone())));
        let mut order = arriving.clone();
        if is_reversed {
            order.reverse();
        }
        for (path, bytes) in order {
            for length in [0, 10, bytes.len()] {
                copy_to(&local, &path, &bytes[..length]);
                anna.now += 600_000;
                anna.sync();
                let services = anna.services(world.client).unwrap();
                assert!(services == ["NAV"] || services == ["NAV", "OTP"]);
            }
        }
        assert_eq!(anna.services(world.client).unwrap(), ["NAV", "OTP"]);
    }
}
