//! The few operations that the vault asks of a file system, and how they are put together so that a crash at any moment
//! leaves either the old state or the new.

mod lock;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, UNIX_EPOCH},
};

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

/// A file system as the vault needs it. Tests put one in its place that forgets whatever was not made durable.
///
/// Others may write in the folders too. So what lies in the place of a file is never believed to be one: links are not
/// followed, and pipes and devices are neither waited for nor read. [`NotPlain`] names what is there instead.
pub trait Disk: Send + Sync {
    /// Reads a file of at most `limit` bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::FileTooLarge`] over the limit; [`NotPlain`]; else as the system says.
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>>;
    /// All that is in a folder and is no folder itself; nothing where the folder does not exist.
    ///
    /// # Errors
    /// As the system says.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// As [`Disk::list`], for a folder that lies in one of ours and is none of another program's behind a link: what is
    /// too old in it is removed.
    ///
    /// # Errors
    /// [`NotPlain`] for a link; else as the system says.
    fn list_inside(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.list(folder)
    }
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
    /// Gives a file another name in one step, replacing the file that had it.
    ///
    /// # Errors
    /// [`NotPlain`] where something else had it; else as the system says.
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
    /// [`io::ErrorKind::WouldBlock`] when another process holds it for longer; [`NotPlain`].
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

/// Something else lies where a file of Keyrack's should, or nothing but a link to one. Comes inside of an [`io::Error`].
///
/// A link to the folder of a vault is as good as the folder. One to a file in it is not: whoever can write to the folder
/// could have any file of the user read, kept as a damaged vault, or replaced; and the lock, the kept states and the
/// copies of sync programs would lie beside the link, where those who use the file itself do not look.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} is {}", path.display(), if *is_link { "a link" } else { "no file" })]
pub struct NotPlain {
    /// Where it lies.
    pub path: PathBuf,
    /// Whether it is a link, to whatever.
    pub is_link: bool,
}

impl NotPlain {
    /// What an error is about, if it is this one.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }

    /// Looks at what lies at `path`, and not behind it. What is not there may become a file.
    fn check(path: &Path) -> io::Result<()> {
        match fs::symlink_metadata(path) {
            Ok(there) if !there.is_file() => Err(Self::error(path, there.is_symlink())),
            _ => Ok(()),
        }
    }

    fn error(path: &Path, is_link: bool) -> io::Error {
        let path = path.to_owned();
        io::Error::new(io::ErrorKind::InvalidInput, Self { path, is_link })
    }
}

/// Opens a plain file, or makes it, if `options` say so.
fn open_plain(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    // To open a device may be enough to make it do something.
    NotPlain::check(path)?;
    // Somebody may have put another thing there meanwhile. Then this neither follows a link nor waits for a pipe.
    let file = os::without_surprise(options).open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(NotPlain::error(path, false))
    }
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
        if is_temporary(&entry.name) && entry.modified.saturating_add(HOUR) < now {
            let _ = disk.remove(&folder.join(&entry.name));
        }
    }
}

const TEMPORARY: &str = ".tmp";

/// Whether a name is one that [`replace`] or the lock gives: a dot, a name, the numbers of its maker, the ending.
fn is_temporary(name: &str) -> bool {
    let stem = name
        .strip_prefix('.')
        .and_then(|name| name.strip_suffix(TEMPORARY));
    let maker = stem.and_then(|stem| stem.rsplit_once('.'));
    maker.is_some_and(|(_, maker)| {
        maker.contains('-') && maker.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    })
}

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
        let file = open_plain(path, OpenOptions::new().read(true))?;
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
            if !metadata.is_dir() {
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

    fn list_inside(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        match fs::symlink_metadata(folder) {
            Ok(there) if there.is_symlink() => Err(NotPlain::error(folder, true)),
            _ => self.list(folder),
        }
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
        open_plain(path, OpenOptions::new().write(true))?.sync_all()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        os::sync_folder(folder)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        NotPlain::check(to)?;
        os::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn set_modified(&self, path: &Path, modified: u64) -> io::Result<()> {
        let file = open_plain(path, OpenOptions::new().write(true))?;
        file.set_modified(UNIX_EPOCH + Duration::from_millis(modified))
    }

    fn lock(&self, folder: &Path, wait: Duration) -> io::Result<Box<dyn Lock>> {
        lock::take(folder, wait, File::try_lock)
    }
}
