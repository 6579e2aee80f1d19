//! Linux and macOS. Every name is looked up in the open folder that it is in, so that no link can come in between.

use std::fs::File;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::fs::{self as sys, AtFlags, Dir, FileType, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use super::Entry;

/// A folder that is open.
pub struct Folder(File);

/// How often, and how many times, a file is tried to be removed that cannot be: a fifth of a second in all.
const STEP: Duration = Duration::from_millis(20);
const STEPS: u32 = 10;

/// Opens no link, waits for no other end of a pipe, and takes no terminal over.
const CAREFUL: OFlags = OFlags::NOFOLLOW
    .union(OFlags::NONBLOCK)
    .union(OFlags::NOCTTY)
    .union(OFlags::CLOEXEC);

impl Folder {
    pub fn root(path: &Path) -> io::Result<Self> {
        let folder = sys::open(path, OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        Ok(Self(folder.into()))
    }

    pub fn inside(&self, name: &str) -> io::Result<Self> {
        let folder = sys::openat(&self.0, name, OFlags::DIRECTORY | CAREFUL, Mode::empty())?;
        Ok(Self(folder.into()))
    }

    /// Whoever may read or write this folder may do so with the new one.
    pub fn make_inside(&self, name: &str) -> io::Result<Self> {
        match sys::mkdirat(&self.0, name, Mode::from_raw_mode(0o777)) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
        let folder = self.inside(name)?;
        let rights = Mode::from_raw_mode(self.rights()? & 0o3777);
        let _ = sys::fchmod(&folder.0, rights);
        self.sync()?;
        Ok(folder)
    }

    /// Shows every entry that is no folder, until `next` has had enough.
    pub fn each(&self, mut next: impl FnMut(Entry) -> bool) -> io::Result<()> {
        for entry in Dir::read_from(&self.0)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().to_str() else {
                continue;
            };
            if matches!(entry.file_type(), FileType::Directory) {
                continue;
            }
            // A file that another process removed meanwhile is simply not there.
            let Ok(there) = sys::statat(&self.0, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)
            else {
                continue;
            };
            if FileType::from_raw_mode(there.st_mode) == FileType::Directory {
                continue;
            }
            let entry = Entry {
                name: name.to_owned(),
                size: there.st_size as u64,
                modified: modified(&there),
            };
            if !next(entry) {
                break;
            }
        }
        Ok(())
    }

    pub fn file(&self, name: &str) -> io::Result<File> {
        let file = sys::openat(&self.0, name, OFlags::RDONLY | CAREFUL, Mode::empty())?;
        Ok(file.into())
    }

    /// Creates a file that whoever may read this folder may read.
    pub fn create(&self, name: &str) -> io::Result<File> {
        let rights = Mode::from_raw_mode(0o600 | (self.rights()? & 0o044));
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | CAREFUL;
        let file = sys::openat(&self.0, name, flags, Mode::from_raw_mode(0o600))?;
        // Some shares have no rights of files.
        let _ = sys::fchmod(&file, rights);
        Ok(file.into())
    }

    /// Gives a file a name that nothing has.
    pub fn rename_new(&self, from: &str, to: &str) -> io::Result<()> {
        let renamed = sys::renameat_with(&self.0, from, &self.0, to, RenameFlags::NOREPLACE);
        match renamed {
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => self.link_new(from, to),
            result => Ok(result?),
        }
    }

    /// Where the file system cannot rename without replacing: a second name, then away with the first.
    fn link_new(&self, from: &str, to: &str) -> io::Result<()> {
        match sys::linkat(&self.0, from, &self.0, to, AtFlags::empty()) {
            Ok(()) => self.remove(from),
            Err(Errno::EXIST) => Err(Errno::EXIST.into()),
            // It knows no second names either. Names are never used twice, so replacing would do no harm but by intent.
            Err(_) => match sys::statat(&self.0, to, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(_) => Err(Errno::EXIST.into()),
                Err(_) => Ok(sys::renameat(&self.0, from, &self.0, to)?),
            },
        }
    }

    /// Removes a file. A share refuses it while somebody has the file open, if only the system, which closes on shares a
    /// moment after the program did.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        for _ in 0..STEPS {
            match sys::unlinkat(&self.0, name, AtFlags::empty()) {
                Err(Errno::ACCESS | Errno::PERM | Errno::BUSY | Errno::TXTBSY) => {
                    thread::sleep(STEP);
                }
                result => return Ok(result?),
            }
        }
        Ok(sys::unlinkat(&self.0, name, AtFlags::empty())?)
    }

    /// Makes the names in the folder durable.
    pub fn sync(&self) -> io::Result<()> {
        match self.0.sync_all() {
            // Some shares know no such thing for folders.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            result => result,
        }
    }

    /// Whether something was not opened because it is a link, a socket, or a device that is not there.
    pub fn is_no_file(error: &io::Error) -> bool {
        let number = Errno::from_io_error(error);
        matches!(
            number,
            Some(Errno::LOOP | Errno::NXIO | Errno::NODEV | Errno::MLINK)
        )
    }

    fn rights(&self) -> io::Result<sys::RawMode> {
        Ok(sys::fstat(&self.0)?.st_mode)
    }
}

fn modified(there: &sys::Stat) -> Option<SystemTime> {
    let seconds = u64::try_from(there.st_mtime).ok()?;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}
