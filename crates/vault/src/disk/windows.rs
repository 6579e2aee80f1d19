//! Windows.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// How often, and how many times, a file that another program has open is tried again: three seconds in all.
const STEP: Duration = Duration::from_millis(50);
const STEPS: u32 = 60;

/// Folders and files get the rights of the folder that they are made in. That of a user's profile is closed to others.
pub fn private_folder(_: &mut DirBuilder) {}

pub fn private_file(_: &mut OpenOptions) {}

/// Pipes and devices have no place in a folder, and links are made by administrators.
pub fn without_surprise(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// There is no handle for this. NTFS keeps a journal of the names: a power cut may bring back the old name, never half
/// of one.
pub fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Virus scanners, indexers and sync programs open what has just been written, and no name can be given to or taken
/// from a file that they have open. They are done with it in a moment.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    for _ in 0..STEPS {
        match fs::rename(from, to) {
            Err(error) if is_in_use(&error) => thread::sleep(STEP),
            result => return result,
        }
    }
    fs::rename(from, to)
}

/// `ERROR_ACCESS_DENIED` and `ERROR_SHARING_VIOLATION` of the system.
fn is_in_use(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(5 | 32))
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::os::windows::fs::OpenOptionsExt;

    use super::*;

    #[test]
    fn a_file_that_a_scanner_has_open_is_replaced_once_it_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name| folder.path().join(name);
        fs::write(path("new"), "new").unwrap();
        fs::write(path("vault"), "old").unwrap();
        let alone = File::options()
            .read(true)
            .share_mode(0)
            .open(path("vault"))
            .unwrap();
        thread::scope(|scope| {
            let renaming = scope.spawn(|| rename(&path("new"), &path("vault")));
            drop(alone);
            renaming.join().unwrap().unwrap();
        });
        assert_eq!(fs::read(path("vault")).unwrap(), b"new");
    }

    #[test]
    fn what_is_not_there_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let error = rename(&folder.path().join("none"), &folder.path().join("vault")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
