//! What a sync has done with the store: names, and bytes that are sealed. Nothing in here knows a key, so that it may take
//! as long as a network does.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};

use keyrack_store::{Created, Listed, Store, StoreError};
use parking_lot::Mutex;

use super::{Cache, Want, file_name};

/// How many files are read at once.
const READERS: usize = 8;

/// Something that is to be done with the store before a sync goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// List folders.
    List(Vec<String>),
    /// Read a small file, of at most so many bytes, that may not be there.
    Find(String, usize),
    /// Read files into the cache.
    Read(BTreeSet<Want>),
    /// Create files, in this order.
    Create(Vec<NewFile>),
    /// The same, where none is to be created after one that the cache has lost.
    Publish(Vec<NewFile>),
    /// Delete files, as far as that succeeds.
    Delete(Vec<String>),
}

/// A file to create.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where.
    path: String,
    /// What it holds; none for what the cache has under its name.
    bytes: Option<Vec<u8>>,
    /// Whether it is one of this device, which has to be there in the end. Others' are put back where that is possible.
    is_own: bool,
}

/// What came of an errand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The files of each folder.
    Listed(Vec<Vec<Listed>>),
    /// The file; none where there is none.
    Found(Option<Vec<u8>>),
    /// What is there lies in the cache; these paths the store does not give.
    Read(BTreeSet<String>),
    /// The files are there.
    Created,
    /// The cache had lost one of the files.
    Lost,
    /// These paths were deleted.
    Deleted(Vec<String>),
    /// The store did not do it, or not all of it.
    Failed(StoreError),
}

impl NewFile {
    /// A file of this device that the cache has.
    pub(super) const fn own(path: String) -> Self {
        Self {
            path,
            bytes: None,
            is_own: true,
        }
    }

    /// A file of this device.
    pub(super) const fn own_of(path: String, bytes: Vec<u8>) -> Self {
        Self {
            path,
            bytes: Some(bytes),
            is_own: true,
        }
    }

    /// A file of another device that the cache has.
    pub(super) const fn back(path: String) -> Self {
        Self {
            path,
            bytes: None,
            is_own: false,
        }
    }

    /// A file that anybody may put back.
    pub(super) const fn back_of(path: String, bytes: Vec<u8>) -> Self {
        Self {
            path,
            bytes: Some(bytes),
            is_own: false,
        }
    }
}

impl Errand {
    /// Does it. Once `stop` is set nothing more is begun.
    pub fn run(&self, store: &dyn Store, cache: &dyn Cache, stop: &AtomicBool) -> Answer {
        let is_stopped = || stop.load(Ordering::Relaxed);
        match self {
            _ if is_stopped() => Answer::Failed(StoreError::Unreachable),
            Self::List(folders) => {
                let listed = folders.iter().map(|it| {
                    let stopped = is_stopped().then_some(Err(StoreError::Unreachable));
                    stopped.unwrap_or_else(|| store.list(it))
                });
                let listed: Result<Vec<_>, _> = listed.collect();
                listed.map_or_else(Answer::Failed, Answer::Listed)
            }
            Self::Find(path, max) => match store.read(path, *max) {
                Ok(bytes) => Answer::Found(Some(bytes)),
                Err(StoreError::NotFound) => Answer::Found(None),
                Err(error) => Answer::Failed(error),
            },
            Self::Read(wanted) => {
                let read = read_while(store, cache, wanted, &|| !is_stopped());
                read.map_or_else(Answer::Failed, Answer::Read)
            }
            Self::Create(files) => create_all(store, cache, files, false, &is_stopped),
            Self::Publish(files) => create_all(store, cache, files, true, &is_stopped),
            Self::Delete(paths) => {
                let mut deleted = Vec::new();
                for path in paths {
                    match store.delete(path) {
                        Ok(()) => deleted.push(path.clone()),
                        Err(error) if is_out(error) => break,
                        Err(_) => {}
                    }
                }
                Answer::Deleted(deleted)
            }
        }
    }
}

/// Creates files in their order, and stops at the first that cannot be.
fn create_all(
    store: &dyn Store,
    cache: &dyn Cache,
    files: &[NewFile],
    all_or_none: bool,
    is_stopped: &dyn Fn() -> bool,
) -> Answer {
    for file in files {
        if is_stopped() {
            return Answer::Failed(StoreError::Unreachable);
        }
        let cached = || cache.get(file_name(&file.path));
        let Some(bytes) = file.bytes.clone().or_else(cached) else {
            if all_or_none {
                return Answer::Lost;
            }
            continue;
        };
        let created = match file.is_own {
            true => put(store, &file.path, &bytes),
            false => put_back(store, &file.path, &bytes),
        };
        if let Err(error) = created {
            return Answer::Failed(error);
        }
    }
    Answer::Created
}

/// Puts a file of others back, but not where others may not be written for, or something else lies there.
fn put_back(store: &dyn Store, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
    match store.create(path, bytes) {
        Ok(_) | Err(StoreError::ReadOnly | StoreError::NotPlain | StoreError::Refused) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Creates a file of this device. A torn or foreign one under its name is written over where it can be.
fn put(store: &dyn Store, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
    match store.create(path, bytes) {
        Ok(Created::Created) => return Ok(()),
        Ok(Created::Exists) | Err(StoreError::NotPlain) => {}
        Err(error) => return Err(error),
    }
    match store.read(path, bytes.len()) {
        Ok(there) if there == bytes => return Ok(()),
        Ok(_) | Err(StoreError::NotFound | StoreError::TooLarge | StoreError::NotPlain) => {}
        Err(error) => return Err(error),
    }
    store.delete(path)?;
    match store.create(path, bytes)? {
        Created::Created => Ok(()),
        Created::Exists => Err(StoreError::Broken),
    }
}

/// Whether an error says that the next request will fare no better.
pub(super) const fn is_out(error: StoreError) -> bool {
    matches!(
        error,
        StoreError::Unreachable | StoreError::TimedOut | StoreError::Refused
    )
}

/// Reads files into the cache, several at once, and says which of them the store does not give.
///
/// # Errors
/// [`StoreError`] where the store cannot be reached.
pub fn read_all(
    store: &dyn Store,
    cache: &dyn Cache,
    wanted: &BTreeSet<Want>,
) -> Result<BTreeSet<String>, StoreError> {
    read_while(store, cache, wanted, &|| true)
}

fn read_while(
    store: &dyn Store,
    cache: &dyn Cache,
    wanted: &BTreeSet<Want>,
    goes_on: &(dyn Fn() -> bool + Sync),
) -> Result<BTreeSet<String>, StoreError> {
    let wanted: Vec<&Want> = wanted.iter().collect();
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
    let read = Mutex::new(Vec::new());
    let work = || {
        while let Some(want) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = match goes_on() {
                true => store.read(&want.path, want.max),
                false => Err(StoreError::Unreachable),
            };
            if let Some(error) = bytes.as_ref().err().filter(|it| is_out(**it)) {
                next.store(wanted.len(), Ordering::Relaxed);
                *failed.lock() = Some(*error);
            }
            read.lock().push((&want.path, bytes));
        }
    };
    thread::scope(|scope| {
        for _ in 1..READERS.min(wanted.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut missing = BTreeSet::new();
    for (path, bytes) in read.into_inner() {
        match bytes {
            Ok(bytes) => cache.put(file_name(path), &bytes),
            Err(_) => _ = missing.insert(path.clone()),
        }
    }
    failed.into_inner().map_or(Ok(missing), Err)
}
