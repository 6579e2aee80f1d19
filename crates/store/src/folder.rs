//! A folder: local, on a share, or one that a program keeps in step with a server.
//!
//! Others write in it too. So what lies in the place of a file is never believed to be one: links are not followed, and
//! pipes and devices are neither waited for nor read. A file is written under a temporary name, made durable, and given
//! its name in one step that replaces nothing: nobody ever sees a part of it.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, Read, Write},
    path::PathBuf,
    time::{Duration, SystemTime},
};

use parking_lot::Mutex;

use crate::{Created, Listed, MAX_LISTED, Probe, Store, StoreError, clock::ClockLead, name};
#[cfg(unix)]
use unix::Folder;
#[cfg(windows)]
use windows::Folder;

/// A folder as a store.
#[derive(Debug)]
pub struct FsStore {
    root: PathBuf,
    /// Folders in which this store has looked for what a killed process left behind.
    cleaned: Mutex<BTreeSet<String>>,
    clock: ClockLead,
}

impl FsStore {
    /// The store in the folder `root`, which may be a link and need not be there yet.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            cleaned: Mutex::default(),
            clock: ClockLead::default(),
        }
    }

    /// The folder `folder` of the store; none where it does not exist.
    fn open(&self, folder: &str) -> Result<Option<Folder>, StoreError> {
        let mut open = self.root()?;
        for part in name::parts(folder) {
            match open.inside(part) {
                Ok(next) => open = next,
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(reading(&error)),
            }
        }
        Ok(Some(open))
    }

    /// The folder `folder` of the store, which is made where it does not exist.
    fn make(&self, folder: &str) -> Result<Folder, StoreError> {
        let mut open = self.root()?;
        for part in name::parts(folder) {
            let next = match open.inside(part) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    open.make_inside(part).map_err(|error| writing(&error))?
                }
                next => next.map_err(|error| reading(&error))?,
            };
            open = next;
        }
        Ok(open)
    }

    /// A share that is not mounted has no folder, or no more than the empty one that it is mounted on. Of the second the
    /// caller must beware.
    fn root(&self) -> Result<Folder, StoreError> {
        Folder::root(&self.root).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StoreError::Unreachable,
            _ => reading(&error),
        })
    }

    /// Removes what a killed process left behind more than a day ago, once for each folder. `now` is the time of the
    /// place.
    fn clean(&self, path: &str, folder: &Folder, now: SystemTime) {
        if !self.cleaned.lock().insert(path.to_owned()) {
            return;
        }
        let Some(limit) = now.checked_sub(KEPT) else {
            return;
        };
        let is_old = |modified: SystemTime| modified < limit;
        let mut old = Vec::new();
        let _ = folder.each(|entry| {
            if is_temporary(&entry.name) && entry.modified.is_some_and(is_old) {
                old.push(entry.name);
            }
            old.len() < MAX_CLEANED
        });
        for name in old {
            let _ = folder.remove(&name);
        }
    }
}

/// How long a temporary file is left alone: whoever writes it may be slow.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
const MAX_CLEANED: usize = 1000;

/// How long the path of the folder may be, in characters, so that the files in it can be used by every program.
const DEEPEST: usize = if cfg!(windows) { 150 } else { 250 };

/// Something in a folder that is no folder itself.
struct Entry {
    name: String,
    size: u64,
    modified: Option<SystemTime>,
}

impl Store for FsStore {
    fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError> {
        name::check_folder(folder)?;
        let mut files = Vec::new();
        if let Some(folder) = self.open(folder)? {
            let each = folder.each(|Entry { name, size, .. }| {
                files.push(Listed { name, size });
                files.len() < MAX_LISTED
            });
            each.map_err(|error| reading(&error))?;
        }
        Ok(files)
    }

    fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError> {
        let (folder, name) = name::split(path)?;
        let folder = self.open(folder)?.ok_or(StoreError::NotFound)?;
        let file = folder.file(name).map_err(|error| reading(&error))?;
        let size = plain_size(&file)?;
        if size > max as u64 {
            return Err(StoreError::TooLarge);
        }
        let mut bytes = Vec::with_capacity(size as usize);
        // It may have grown meanwhile.
        let read = file.take(max as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| reading(&error))?;
        if bytes.len() > max {
            return Err(StoreError::TooLarge);
        }
        Ok(bytes)
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        let (parent, name) = name::split(path)?;
        let folder = self.make(parent)?;
        match folder.file(name) {
            Ok(file) => return plain_size(&file).map(|_| Created::Exists),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(reading(&error)),
        }
        let temporary = format!("{name}.{}.tmp", name::random()?);
        let mut file = folder.create(&temporary).map_err(|error| writing(&error))?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        // It was made just now: its date is that of the place, whose clock may be another than ours.
        let modified = file.metadata().and_then(|there| there.modified());
        if let Ok(now) = modified {
            self.clock.note(now);
            self.clean(parent, &folder, now);
        }
        // Windows gives no new name to a file that is open.
        drop(file);
        let named = written.and_then(|()| folder.rename_new(&temporary, name));
        if let Err(error) = named {
            let _ = folder.remove(&temporary);
            let is_taken = error.kind() == io::ErrorKind::AlreadyExists;
            return if is_taken {
                Ok(Created::Exists)
            } else {
                Err(writing(&error))
            };
        }
        folder.sync().map_err(|error| writing(&error))?;
        Ok(Created::Created)
    }

    fn delete(&self, path: &str) -> Result<(), StoreError> {
        let (folder, name) = name::split(path)?;
        let Some(folder) = self.open(folder)? else {
            return Ok(());
        };
        match folder.remove(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(writing(&error)),
            _ => Ok(()),
        }
    }

    /// Also refuses a folder whose path is so long that programs fail on the files in it: 250 characters, of Windows 150.
    fn probe(&self) -> Result<Probe, StoreError> {
        if self.root.to_string_lossy().chars().count() > DEEPEST {
            return Err(StoreError::BadAddress);
        }
        let name = name::probe()?;
        match self.create(&name, PROBE) {
            Ok(_) => {}
            Err(StoreError::ReadOnly | StoreError::Full) => {
                self.list("")?;
                return Ok(Probe {
                    can_create: false,
                    can_delete: false,
                });
            }
            Err(error) => return Err(error),
        }
        let read = self.read(&name, PROBE.len());
        let deleted = self.delete(&name);
        if read? != PROBE {
            return Err(StoreError::Broken);
        }
        let can_delete = deleted.is_ok();
        Ok(Probe {
            can_create: true,
            can_delete,
        })
    }

    fn take_clock_lead(&self) -> Option<i64> {
        self.clock.take()
    }
}

const PROBE: &[u8] = b"Keyrack tries whether files can be created here. This one may be deleted.\n";

/// Whether a name is one that [`FsStore::create`] gives while it writes.
fn is_temporary(name: &str) -> bool {
    let stem = name
        .strip_suffix(".tmp")
        .and_then(|stem| stem.rsplit_once('.'));
    let is_number =
        |number: &str| number.len() == 16 && number.bytes().all(|byte| byte.is_ascii_hexdigit());
    stem.is_some_and(|(name, number)| is_number(number) && name::split(name).is_ok())
}

fn plain_size(file: &File) -> Result<u64, StoreError> {
    let there = file.metadata().map_err(|error| reading(&error))?;
    if there.is_file() {
        Ok(there.len())
    } else {
        Err(StoreError::NotPlain)
    }
}

fn reading(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::PermissionDenied => StoreError::Refused,
        _ => meaning(error),
    }
}

fn writing(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::PermissionDenied => StoreError::ReadOnly,
        // The folder was there a moment ago.
        io::ErrorKind::NotFound => StoreError::Unreachable,
        _ => meaning(error),
    }
}

fn meaning(error: &io::Error) -> StoreError {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => StoreError::NotFound,
        Kind::ReadOnlyFilesystem => StoreError::ReadOnly,
        Kind::StorageFull | Kind::QuotaExceeded => StoreError::Full,
        Kind::TimedOut => StoreError::TimedOut,
        Kind::NotADirectory | Kind::IsADirectory | Kind::InvalidInput => StoreError::NotPlain,
        Kind::InvalidFilename => StoreError::BadAddress,
        _ if Folder::is_no_file(error) => StoreError::NotPlain,
        _ => StoreError::Unreachable,
    }
}

#[cfg(test)]
mod tests;
