//! The few operations that the vault asks of a file system, and how they are put together so that a crash at any moment
//! leaves either the old state or the new.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, UNIX_EPOCH},
};

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

/// A file system as the vault needs it. Tests put one in its place that forgets whatever was not made durable.
pub trait Disk: Send + Sync {
    /// Reads a file of at most `limit` bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::FileTooLarge`] over the limit; else as the system says.
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>>;
    /// The files of a folder; none where the folder does not exist.
    ///
    /// # Errors
    /// As the system says.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// Makes a folder and those above it; it is durable once the folder above is synced.
    ///
    /// # Errors
    /// As the system says.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Writes a new file; fails if the name is taken. Its content is not durable before [`Disk::sync`].
    ///
    /// # Errors
    /// As the system says; a part of the file may then exist.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Makes a file's content durable.
    ///
    /// # Errors
    /// As the system says.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a folder durable.
    ///
    /// # Errors
    /// As the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Gives a file another name in one step, replacing what had it.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// As the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Dates a file back, in milliseconds since 1970.
    ///
    /// # Errors
    /// As the system says.
    fn set_modified(&self, path: &Path, modified: u64) -> io::Result<()>;
    /// Takes the lock of a folder, waiting up to `wait`; it is given back when the value is dropped.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] when another process holds it for longer.
    fn lock(&self, folder: &Path, wait: Duration) -> io::Result<Box<dyn Lock>>;
}

/// A lock that is held.
pub trait Lock: Send {}

/// A file in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name; names that are no Unicode are left out.
    pub name: String,
    /// When it was last written, in milliseconds since 1970.
    pub modified: u64,
    /// Its size in bytes.
    pub size: u64,
}

/// Puts `bytes` in the place of `path`, durably: temporary file in the same folder, sync, rename, sync of the folder.
///
/// # Errors
/// As the system says. Before the rename nothing has changed; after it the new content is in place, and an error of the
/// last step only means that a power cut could still bring the old content back.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_checked(disk, path, bytes, |_| Ok(()))
}

/// As [`replace`], if `check` finds nothing wrong with the temporary file, which is durable by then.
///
/// # Errors
/// As of [`replace`]; what `check` says, before anything has changed.
pub fn replace_checked(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    check: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let (folder, name) = split(path)?;
    let temporary = loop {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let temporary = folder.join(format!(
            ".{name}.{}-{number}{TEMPORARY}",
            std::process::id()
        ));
        match disk.create(&temporary, bytes) {
            Ok(()) => break temporary,
            // Left behind by a process that had our number and was killed, or in use on another computer.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                let _ = disk.remove(&temporary);
                return Err(error);
            }
        }
    };
    let renamed = disk
        .sync(&temporary)
        .and_then(|()| check(&temporary))
        .and_then(|()| disk.rename(&temporary, path));
    if let Err(error) = renamed {
        let _ = disk.remove(&temporary);
        return Err(error);
    }
    disk.sync_folder(folder)
}

/// Removes what a killed process left behind more than an hour ago.
pub fn remove_leftovers(disk: &dyn Disk, folder: &Path, now: u64) {
    const HOUR: u64 = 60 * 60 * 1000;
    for entry in disk.list(folder).unwrap_or_default() {
        let leftover = entry.name.starts_with('.') && entry.name.ends_with(TEMPORARY);
        if leftover && entry.modified.saturating_add(HOUR) < now {
            let _ = disk.remove(&folder.join(&entry.name));
        }
    }
}

const TEMPORARY: &str = ".tmp";

fn split(path: &Path) -> io::Result<(&Path, &str)> {
    let name = path.file_name().and_then(|name| name.to_str());
    path.parent()
        .zip(name)
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))
}

/// The computer's file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsDisk;

impl Disk for OsDisk {
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        // Opening a pipe would wait for its other end.
        if !fs::metadata(path)?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        if size > limit as u64 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut bytes = Vec::with_capacity(size as usize + 1);
        file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > limit {
            Err(io::ErrorKind::FileTooLarge.into())
        } else {
            Ok(bytes)
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry?;
            // A file that another process removed meanwhile is simply not there.
            let Ok(metadata) = entry.metadata() else {
                continue;
            };
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            if metadata.is_file() {
                let modified = metadata
                    .modified()
                    .ok()
                    .and_then(|at| at.duration_since(UNIX_EPOCH).ok());
                let modified = modified.map_or(0, |age| age.as_millis() as u64);
                files.push(Entry {
                    name,
                    modified,
                    size: metadata.len(),
                });
            }
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(files)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        os::private_folder(builder.recursive(true));
        builder.create(folder)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        os::private_file(options.write(true).create_new(true));
        options.open(path)?.write_all(bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        os::sync_folder(folder)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        os::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn set_modified(&self, path: &Path, modified: u64) -> io::Result<()> {
        let file = OpenOptions::new().write(true).open(path)?;
        file.set_modified(UNIX_EPOCH + Duration::from_millis(modified))
    }

    fn lock(&self, folder: &Path, wait: Duration) -> io::Result<Box<dyn Lock>> {
        const STEP: Duration = Duration::from_millis(25);
        let path: PathBuf = folder.join(".lock");
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Box::new(FileLock { _file: file })),
                Err(fs::TryLockError::WouldBlock) if waited < wait => {
                    thread::sleep(STEP);
                    waited += STEP;
                }
                Err(fs::TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
                // Some shares have no locks. Renames keep each state whole there, and states merge.
                Err(fs::TryLockError::Error(error))
                    if error.kind() == io::ErrorKind::Unsupported =>
                {
                    return Ok(Box::new(FileLock { _file: file }));
                }
                Err(fs::TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

struct FileLock {
    _file: File,
}

impl Lock for FileLock {}
