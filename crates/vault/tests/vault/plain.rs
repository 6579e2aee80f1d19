//! What somebody else puts in the place of files: links, pipes, folders, giants. The real file system answers.

use std::{
    fs::{self, File},
    io,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};

use keyrack_seal::{Identity, OsEntropy};
use keyrack_vault::{
    Replica,
    disk::{self, Disk, NotPlain, OsDisk},
    files::{FilesError, Moment, VaultFiles, WayIn},
};

use crate::world::CHEAP;

const PASSWORD: &str = "correct horse";

#[test]
fn what_is_no_file_is_neither_waited_for_nor_read_nor_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("mine"), "a letter").unwrap();
    symlink(path("mine"), path("link")).unwrap();
    symlink(path("nowhere"), path("loose link")).unwrap();
    symlink("/dev/zero", path("zeros")).unwrap();
    fs::create_dir(path("folder")).unwrap();
    make_pipe(&path("pipe"));
    for (name, is_link) in [
        ("link", true),
        ("loose link", true),
        ("zeros", true),
        ("folder", false),
        ("pipe", false),
    ] {
        let named = NotPlain {
            path: path(name),
            is_link,
        };
        let refusals = [
            OsDisk.read(&path(name), 1 << 20).err(),
            OsDisk.sync(&path(name)).err(),
            OsDisk.set_modified(&path(name), 0).err(),
            disk::replace(&OsDisk, &path(name), b"new").err(),
        ];
        for (at, refusal) in refusals.into_iter().enumerate() {
            let error = refusal.unwrap_or_else(|| panic!("{name}: {at} was not refused"));
            assert_eq!(NotPlain::of(&error), Some(&named), "{name}: {at}");
        }
    }
    assert_eq!(fs::read(path("mine")).unwrap(), b"a letter");
    assert!(!path("nowhere").exists());
    let listed = OsDisk.list(folder.path()).unwrap();
    let listed: Vec<_> = listed.into_iter().map(|entry| entry.name).collect();
    assert_eq!(
        listed,
        ["link", "loose link", "mine", "pipe", "zeros"],
        "all that is no folder is seen, and nothing is left over"
    );
}

#[test]
fn a_lock_that_is_no_file_is_named_at_once() {
    for plant in [make_pipe, make_link, make_folder] {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join(".lock");
        plant(&lock);
        let refused = OsDisk.lock(folder.path(), Duration::from_secs(600)).err();
        let named = NotPlain::of(&refused.unwrap()).map(|found| found.path.clone());
        assert_eq!(named, Some(lock));
    }
}

#[test]
fn a_giant_without_content_is_refused_by_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("giant");
    File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let refused = OsDisk.read(&path, 1 << 20).unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::FileTooLarge);
}

/// Who could write to the folder would otherwise have any file of the user copied into it, as a damaged vault, or
/// replaced.
#[test]
fn a_vault_that_is_a_link_is_named_and_neither_read_nor_written_through() {
    let office = Office::new();
    let letter = office.folder.path().join("letter");
    fs::write(&letter, "a letter").unwrap();
    for target in ["letter", "elsewhere.age"] {
        let mut open = office.open().unwrap();
        let vault = office.vault().join("vault.age");
        let there = fs::read(&vault).unwrap();
        let target = office.folder.path().join(target);
        if !target.exists() {
            fs::write(&target, &there).unwrap();
        }
        let content = fs::read(&target).unwrap();
        fs::remove_file(&vault).unwrap();
        symlink(&target, &vault).unwrap();

        assert_names(open.save(&moment()).unwrap_err(), &vault);
        assert_names(office.open().err().unwrap(), &vault);
        assert!(fs::symlink_metadata(&vault).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), content);
        assert!(!office.vault().join("set-aside").exists());

        fs::remove_file(&vault).unwrap();
        fs::write(&vault, there).unwrap();
    }
}

#[test]
fn pipes_in_the_place_of_any_file_keep_nobody_waiting() {
    let office = Office::new();
    let mut open = office.open().unwrap();
    open.save(&moment()).unwrap();
    open.settle(moment().now).unwrap();
    let folders = ["", "generations", "pending"];
    for (folder, names) in folders.into_iter().zip([
        vec!["vault (conflicted copy).age", "slots-2.json"],
        vec!["9.age", "9.slots"],
        vec!["1.age"],
    ]) {
        fs::create_dir_all(office.vault().join(folder)).unwrap();
        for name in names {
            make_pipe(&office.vault().join(folder).join(name));
        }
    }
    let mut open = office.open().unwrap();
    open.save(&moment()).unwrap();
    open.settle(moment().now).unwrap();

    for name in ["vault.age", "slots.json"] {
        let (path, aside) = (office.vault().join(name), office.vault().join("aside"));
        fs::rename(&path, &aside).unwrap();
        make_pipe(&path);
        if let Err(error) = office.open() {
            assert_names(error, &path);
        }
        fs::remove_file(&path).unwrap();
        fs::rename(&aside, &path).unwrap();
    }
}

/// What is too old among the kept states is removed, and so would be the files of another program with such names.
#[test]
fn a_folder_inside_that_is_a_link_is_named_and_nothing_in_it_removed() {
    let office = Office::new();
    let others = office.folder.path().join("others");
    fs::create_dir(&others).unwrap();
    for year in 1990..2020 {
        fs::write(others.join(format!("{year}-letters.age")), "").unwrap();
    }
    let mut open = office.open().unwrap();
    let kept = office.vault().join("generations");
    symlink(&others, &kept).unwrap();
    let _ = open.save(&moment());
    let _ = open.settle(moment().now);
    let letters = OsDisk.list(&others).unwrap();
    let letters = letters.iter().filter(|e| e.name.contains("letters"));
    assert_eq!(letters.count(), 30);
    assert_names(office.open().err().unwrap(), &kept);
}

#[test]
fn the_folder_of_a_vault_may_be_a_link() {
    let office = Office::new();
    let elsewhere = office.folder.path().join("shared");
    fs::rename(office.vault(), &elsewhere).unwrap();
    symlink(&elsewhere, office.vault()).unwrap();
    let mut open = office.open().unwrap();
    open.save(&moment()).unwrap();
    open.settle(moment().now).unwrap();
    assert!(fs::symlink_metadata(office.vault()).unwrap().is_symlink());
    assert_eq!(office.open().unwrap().header, open.header);
}

#[test]
fn what_replaces_a_file_gets_its_rights_to_read_and_write_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("vault"), "old").unwrap();
    fs::set_permissions(path("vault"), fs::Permissions::from_mode(0o6777)).unwrap();
    disk::replace(&OsDisk, &path("vault"), b"new").unwrap();
    let mode = fs::metadata(path("vault")).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o666);
}

struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let office = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let (files, paper) = (office.files(), Identity::make().paper());
        files
            .create(PASSWORD, CHEAP, &paper, &moment(), &mut OsEntropy)
            .unwrap();
        office
    }

    fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn files(&self) -> VaultFiles {
        VaultFiles::new(Arc::new(OsDisk), self.vault())
    }

    fn open(&self) -> Result<keyrack_vault::files::OpenVault, FilesError> {
        self.files().open(&WayIn::Password(PASSWORD), moment().now)
    }
}

fn moment() -> Moment {
    Moment {
        now: 1_700_000_000_000,
        replica: Replica(7),
        program: "test".into(),
    }
}

fn assert_names(error: FilesError, path: &Path) {
    let FilesError::Io { error, .. } = error else {
        panic!("{error}");
    };
    let named = NotPlain::of(&error).map(|found| found.path.as_path());
    assert_eq!(named, Some(path), "{error}");
}

fn make_pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

fn make_link(path: &Path) {
    symlink("/dev/null", path).unwrap();
}

fn make_folder(path: &Path) {
    fs::create_dir(path).unwrap();
}
