//! The lock of a folder: that of the system, or a file, where the system has none.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::{Lock, NotPlain, TEMPORARY, open_plain, os};

/// The file that the system locks. It stays, because a lock belongs to the file and not to its name.
const FILE: &str = ".lock";
/// The file that is a lock by being there.
const HELD: &str = ".lock.held";
/// How old such a file is, by the clock of the disk, when nobody can hold it any more: far longer than a save takes.
const STALE: Duration = Duration::from_secs(60);
/// How often it is tried again.
const STEP: Duration = Duration::from_millis(25);

/// Takes the lock. `try_lock` asks the system for it.
///
/// Many a network share and file system in user space has no locks, and says so in many ways (`ENOLCK`, `EINVAL`,
/// `ENOSYS`, …). Whatever it says, nobody is kept from saving by it: there, a file that only one can make is the lock.
/// Whoever was killed with it makes others wait for a minute. Two computers of which only one has locks do not see each
/// other's; renames keep each state whole even then.
///
/// # Errors
/// [`io::ErrorKind::WouldBlock`] when another process holds it for longer than `wait`; [`NotPlain`]; else why neither
/// file can be made.
pub fn take(
    folder: &Path,
    wait: Duration,
    try_lock: impl Fn(&File) -> Result<(), TryLockError>,
) -> io::Result<Box<dyn Lock>> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    let file = open_plain(&folder.join(FILE), &mut options)?;
    let by_system = until(wait, || match try_lock(&file) {
        Ok(()) => Ok(Some(true)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => Ok(None),
        Err(TryLockError::Error(_)) => Ok(Some(false)),
    })?;
    if by_system {
        return Ok(Box::new(OfSystem { _file: file }));
    }
    let mut lock = OfFile::new(folder);
    lock.take_from_the_dead()?;
    until(wait, || lock.make())?;
    Ok(Box::new(lock))
}

/// Asks again and again for an answer.
fn until<T>(wait: Duration, mut ask: impl FnMut() -> io::Result<Option<T>>) -> io::Result<T> {
    let mut waited = Duration::ZERO;
    loop {
        match ask()? {
            Some(answer) => return Ok(answer),
            None if waited < wait => {
                thread::sleep(STEP);
                waited += STEP;
            }
            None => return Err(io::ErrorKind::WouldBlock.into()),
        }
    }
}

struct OfSystem {
    _file: File,
}

impl Lock for OfSystem {}

struct OfFile {
    folder: PathBuf,
    /// What stands in the file, so that its maker knows it again.
    mark: String,
    held: bool,
}

impl Lock for OfFile {}

impl OfFile {
    fn new(folder: &Path) -> Self {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let nanoseconds = now.map_or(0, |now| now.as_nanos());
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        Self {
            folder: folder.to_owned(),
            mark: format!("{}-{number}-{nanoseconds}", std::process::id()),
            held: false,
        }
    }

    /// Makes the file, unless it is there.
    fn make(&mut self) -> io::Result<Option<()>> {
        match self.write_new(&self.path()) {
            Ok(()) => {
                self.held = true;
                Ok(Some(()))
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                NotPlain::check(&self.path())?;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Removes the file of one who was killed with it.
    fn take_from_the_dead(&self) -> io::Result<()> {
        let (path, aside) = (self.path(), self.temporary());
        let Some((old, made)) = read(&path) else {
            return Ok(());
        };
        // How late it is for the disk, which may be another computer's, tells a file that is made now.
        self.write_new(&aside)?;
        let now = read(&aside).map(|(_, made)| made);
        fs::remove_file(&aside)?;
        let age = now.and_then(|now| now.duration_since(made).ok());
        if age.is_none_or(|age| age < STALE) {
            return Ok(());
        }
        // Another may be at the same and have made its own by now; it gets that back.
        if fs::rename(&path, &aside).is_ok() {
            if read(&aside).is_some_and(|(moved, _)| moved != old) {
                return fs::rename(&aside, &path);
            }
            fs::remove_file(&aside)?;
        }
        Ok(())
    }

    fn write_new(&self, path: &Path) -> io::Result<()> {
        let mut options = OpenOptions::new();
        os::private_file(options.write(true).create_new(true));
        options.open(path)?.write_all(self.mark.as_bytes())
    }

    fn path(&self) -> PathBuf {
        self.folder.join(HELD)
    }

    /// A name that is tidied up if it is left behind.
    fn temporary(&self) -> PathBuf {
        self.folder.join(format!("{FILE}.{}{TEMPORARY}", self.mark))
    }
}

impl Drop for OfFile {
    fn drop(&mut self) {
        // Whoever was stopped for longer than a minute may find that of another.
        if self.held && read(&self.path()).is_some_and(|(mark, _)| mark == self.mark) {
            let _ = fs::remove_file(self.path());
        }
    }
}

/// What stands in such a file, and when it was made.
fn read(path: &Path) -> Option<(String, SystemTime)> {
    const LONGEST: u64 = 256;
    let file = open_plain(path, OpenOptions::new().read(true)).ok()?;
    let made = file.metadata().and_then(|there| there.modified()).ok()?;
    let mut mark = String::new();
    file.take(LONGEST).read_to_string(&mut mark).ok()?;
    Some((mark, made))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What flock says on a share without a lock service, on Linux.
    const ENOLCK: i32 = 37;

    fn without_locks(_: &File) -> Result<(), TryLockError> {
        Err(TryLockError::Error(io::Error::from_raw_os_error(ENOLCK)))
    }

    fn lock(folder: &Path) -> io::Result<Box<dyn Lock>> {
        take(folder, Duration::ZERO, without_locks)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn without_locks_of_the_system_only_one_has_it_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let first = lock(folder.path()).unwrap();
        let refused = lock(folder.path()).err().map(|error| error.kind());
        assert_eq!(refused, Some(io::ErrorKind::WouldBlock));
        drop(first);
        drop(lock(folder.path()).unwrap());
        assert_eq!(names(folder.path()), [FILE], "nothing is left behind");
    }

    #[test]
    fn what_a_killed_process_left_is_removed_after_a_minute() {
        let folder = tempfile::tempdir().unwrap();
        let held = folder.path().join(HELD);
        let dated = |seconds| {
            fs::write(&held, "of a killed process").unwrap();
            let file = File::options().write(true).open(&held).unwrap();
            let made = SystemTime::now() - Duration::from_secs(seconds);
            file.set_modified(made).unwrap();
        };
        dated(30);
        assert!(lock(folder.path()).is_err(), "its process may still live");
        dated(90);
        let ours = lock(folder.path()).unwrap();
        assert_ne!(fs::read(&held).unwrap(), b"of a killed process");
        drop(ours);
        assert_eq!(names(folder.path()), [FILE]);
    }

    #[test]
    fn who_was_stopped_for_long_leaves_the_file_of_the_next_alone() {
        let folder = tempfile::tempdir().unwrap();
        let ours = lock(folder.path()).unwrap();
        fs::write(folder.path().join(HELD), "of the next").unwrap();
        drop(ours);
        assert!(folder.path().join(HELD).exists());
    }

    #[test]
    fn a_folder_in_the_place_of_either_file_is_named() {
        for name in [FILE, HELD] {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join(name)).unwrap();
            let refused = lock(folder.path()).err().unwrap();
            let named = NotPlain::of(&refused).map(|found| found.path.clone());
            assert_eq!(named, Some(folder.path().join(name)));
        }
    }
}
