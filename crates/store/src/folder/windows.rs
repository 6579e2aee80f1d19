//! Windows. Links and junctions need rights that employees have not; they are looked for all the same.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::TempPath;

use super::Entry;

/// How often, and how many times, a file that another program has open is tried again: three seconds in all.
const STEP: Duration = Duration::from_millis(50);
const STEPS: u32 = 60;

/// A folder that is there.
pub struct Folder(PathBuf);

impl Folder {
    pub fn root(path: &Path) -> io::Result<Self> {
        if fs::metadata(path)?.is_dir() {
            Ok(Self(path.to_owned()))
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    pub fn inside(&self, name: &str) -> io::Result<Self> {
        let path = self.0.join(name);
        // What is behind a link or a junction counts as no folder here.
        if fs::symlink_metadata(&path)?.is_dir() {
            Ok(Self(path))
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    pub fn make_inside(&self, name: &str) -> io::Result<Self> {
        match fs::create_dir(self.0.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => self.inside(name),
        }
    }

    /// Shows every entry that is no folder, until `next` has had enough.
    pub fn each(&self, mut next: impl FnMut(Entry) -> bool) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let (Ok(name), Ok(there)) = (entry.file_name().into_string(), entry.metadata()) else {
                continue;
            };
            let (size, modified) = (there.len(), there.modified().ok());
            if !there.is_dir()
                && !next(Entry {
                    name,
                    size,
                    modified,
                })
            {
                break;
            }
        }
        Ok(())
    }

    pub fn file(&self, name: &str) -> io::Result<File> {
        let path = self.0.join(name);
        if !fs::symlink_metadata(&path)?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        patiently(|| File::open(&path))
    }

    pub fn create(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).open(self.0.join(name))
    }

    /// Gives a file a name that nothing has.
    pub fn rename_new(&self, from: &str, to: &str) -> io::Result<()> {
        let target = self.0.join(to);
        patiently(|| {
            let mut temporary = TempPath::try_from_path(self.0.join(from))?;
            // It is tried again, and removed by the caller where nothing helps.
            temporary.disable_cleanup(true);
            temporary
                .persist_noclobber(&target)
                .map_err(|refused| refused.error)
        })
    }

    pub fn remove(&self, name: &str) -> io::Result<()> {
        let path = self.0.join(name);
        patiently(|| fs::remove_file(&path))
    }

    /// There is no handle for this. NTFS keeps a journal of the names.
    pub fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    /// Whether something was not opened because it is none: a folder or a link.
    pub fn is_no_file(_: &io::Error) -> bool {
        false
    }
}

/// Virus scanners, indexers and sync programs open what has just been written. They are done with it in a moment.
fn patiently<T>(mut action: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 0..STEPS {
        match action() {
            Err(error) if is_in_use(&error) => thread::sleep(STEP),
            result => return result,
        }
    }
    action()
}

/// `ERROR_ACCESS_DENIED`, `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION` of the system. The first is also said where
/// a right is missing, which takes three seconds longer to be told, then.
fn is_in_use(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use std::os::windows::fs::OpenOptionsExt;

    use super::*;

    #[test]
    fn a_file_that_a_scanner_has_open_is_read_once_it_is_done() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.h");
        fs::write(&path, "x").unwrap();
        let alone = File::options()
            .read(true)
            .share_mode(0)
            .open(&path)
            .unwrap();
        let folder = Folder::root(root.path()).unwrap();
        thread::scope(|scope| {
            let reading = scope.spawn(|| folder.file("a.h").map(|_| ()));
            drop(alone);
            reading.join().unwrap().unwrap();
        });
    }

    #[test]
    fn nothing_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::root(root.path()).unwrap();
        for name in ["new", "old"] {
            fs::write(root.path().join(name), name).unwrap();
        }
        let error = folder.rename_new("new", "old").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(root.path().join("old")).unwrap(), b"old");
        folder.rename_new("new", "other").unwrap();
        assert_eq!(fs::read(root.path().join("other")).unwrap(), b"new");
    }
}
