//! A disk that is full, and a folder that may not be written: reading works, writing says why it does not.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::desk::{Desk, PEEK_AT_ALL, args, binary, has_program, skipped, state_from, uri};

#[test]
fn a_full_disk_costs_nothing() {
    let name = "a_full_disk_costs_nothing";
    let desk = Desk::without_vault();
    let Some(disk) = SmallDisk::mount(&desk.vault()) else {
        return skipped(name, "mounting a small disk needs root and leave to mount");
    };
    desk.init().done();
    desk.add(&uri(1));
    let before = desk.state();

    let filler = disk.fill();
    desk.keyrack(["add", "--uri-file", "-"])
        .input(uri(2))
        .refused(1);
    assert_eq!(
        desk.state(),
        before,
        "reading works on a full disk, and nothing is lost"
    );

    fs::remove_file(filler).unwrap();
    desk.add(&uri(2));
    assert_eq!(
        desk.state().len(),
        2,
        "writing works again once there is room"
    );
}

/// The disk fills up from one change to the next: the change that does not fit says so, all others are there.
#[test]
fn changes_until_the_disk_is_full_are_all_kept() {
    let name = "changes_until_the_disk_is_full_are_all_kept";
    let desk = Desk::without_vault();
    let Some(disk) = SmallDisk::mount(&desk.vault()) else {
        return skipped(name, "mounting a small disk needs root and leave to mount");
    };
    desk.init().done();
    disk.fill_except(64);
    let mut kept = 0;
    loop {
        let outcome = desk
            .keyrack(["add", "--uri-file", "-"])
            .input(uri(kept + 1))
            .json_output()
            .run();
        if outcome.status != Some(0) {
            outcome.assert_status(1).refusal();
            break;
        }
        kept += 1;
        assert!(kept < 1000, "the disk is never full");
    }
    assert_eq!(desk.state().len(), kept as usize);
}

#[test]
fn a_vault_that_may_not_be_written_can_be_read() {
    let name = "a_vault_that_may_not_be_written_can_be_read";
    let desk = Desk::with_accounts(2);
    let state = desk.state();
    let root = rustix::process::geteuid().is_root();
    if root && !has_program("setpriv") {
        return skipped(
            name,
            "root may write everywhere, and there is no setpriv to become somebody else",
        );
    }
    // Root is bound by no permissions, so the command runs as a nobody who owns only this computer's state.
    let command = desk.path("keyrack");
    fs::copy(binary(), &command).unwrap();
    if root {
        let owned = Command::new("chown")
            .args(["-R", "65534:65534"])
            .arg(desk.path(""))
            .status()
            .unwrap();
        assert!(owned.success());
    }
    let as_nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--",
    ];
    let wrapper: &[&str] = if root { &as_nobody } else { &[] };

    set_mode_below(&desk.vault(), 0o555, 0o444);
    let read = desk
        .keyrack(PEEK_AT_ALL)
        .under(wrapper)
        .json_output()
        .binary(&command)
        .done();
    let write = desk
        .keyrack(["add", "--uri-file", "-"])
        .input(uri(3))
        .under(wrapper)
        .json_output()
        .binary(&command)
        .run();
    set_mode_below(&desk.vault(), 0o755, 0o644);

    assert_eq!(state_from(&read.value()), state);
    let refusal = write.assert_status(1).refusal();
    assert!(refusal.retry_after.is_none(), "{refusal:?}");
    assert_eq!(desk.state(), state);
}

/// The computer's own state cannot be written either, as when a home folder is full: reading still works.
#[test]
fn a_home_that_is_full_does_not_keep_codes_back() {
    let name = "a_home_that_is_full_does_not_keep_codes_back";
    let desk = Desk::with_accounts(2);
    let state = desk.state();
    let home = desk.path("home");
    fs::create_dir_all(&home).unwrap();
    let kept = desk.path("kept");
    fs::rename(&home, &kept).unwrap();
    let Some(disk) = SmallDisk::mount(&home) else {
        return skipped(name, "mounting a small disk needs root and leave to mount");
    };
    crate::desk::copy_folder(&kept, &home);
    disk.fill();
    assert_eq!(desk.state(), state);
    let outcome = desk.keyrack(PEEK_AT_ALL).json_output().run();
    assert_eq!(state_from(&outcome.assert_status(0).value()), state);
}

/// Backups and exports that do not fit are said to have failed, and leave no half file that looks like a whole one.
#[test]
fn a_backup_that_does_not_fit_fails() {
    let name = "a_backup_that_does_not_fit_fails";
    let desk = Desk::with_accounts(1);
    let folder = desk.path("stick");
    let Some(disk) = SmallDisk::mount(&folder) else {
        return skipped(name, "mounting a small disk needs root and leave to mount");
    };
    disk.fill();
    let backup = folder.join("backup.keyrack");
    desk.keyrack(args!["backup", backup]).refused(1);
    assert!(!backup.exists(), "half a backup is none");
}

/// A file system of its own, in memory, taken away when dropped.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    const KIBIBYTES: u32 = 256;

    fn mount(folder: &Path) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let size = format!("size={}k", Self::KIBIBYTES);
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "keyrack-test"])
            .arg(folder)
            .output()
            .ok()?;
        mounted.status.success().then(|| Self {
            folder: folder.to_owned(),
        })
    }

    /// Leaves room for so many KiB.
    fn fill_except(&self, kibibytes: u32) {
        let room = (Self::KIBIBYTES - kibibytes) as usize * 1024;
        let _ = fs::write(self.folder.join("filler"), vec![0; room]);
    }

    /// Fills the disk to the last byte.
    fn fill(&self) -> PathBuf {
        let filler = self.folder.join("filler");
        let error = fs::write(&filler, vec![0; (Self::KIBIBYTES as usize + 1) * 1024]).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
        filler
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.folder).status();
    }
}

fn set_mode_below(path: &Path, folders: u32, files: u32) {
    let mode = if path.is_dir() { folders } else { files };
    if path.is_dir() {
        // A folder is opened before its contents change and closed after.
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        for entry in fs::read_dir(path).unwrap() {
            set_mode_below(&entry.unwrap().path(), folders, files);
        }
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}
