//! A disk in memory that keeps apart what is there and what a power cut would leave, and that fails where it is told to.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use keyrack_vault::disk::{Disk, Entry, Lock};

/// The disk. Clones share it.
#[derive(Clone, Default)]
pub struct MemoryDisk(Arc<Mutex<State>>);

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The process ends in the middle of this step: nothing after it happens, and a file is half written.
    Stop,
    /// This one step fails with an error of the device, and does nothing.
    Eio,
    /// This one step fails because the disk is full; of a file, half is there.
    Full,
}

/// What a power cut leaves of names that no `sync_folder` made durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowerCut {
    /// None of them: each folder is as it was last synced.
    LosesNames,
    /// All of them, though what they name may not be there: renames reach the disk before contents.
    KeepsNames,
}

#[derive(Clone, Default)]
struct State {
    now: u64,
    files: Vec<Content>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
    durable_folders: BTreeSet<PathBuf>,
    steps: usize,
    fault: Option<(usize, Fault)>,
    stopped: bool,
    locked: bool,
    bytes_read: u64,
}

#[derive(Clone)]
struct Content {
    bytes: Vec<u8>,
    durable: Vec<u8>,
    modified: u64,
    /// The size that listings show, where it is not that of the bytes.
    claimed: Option<u64>,
}

impl MemoryDisk {
    /// Dates files from now on, in milliseconds since 1970.
    pub fn set_clock(&self, now: u64) {
        self.state().now = now;
    }

    /// Lets the step `at` (counted from now, from 0) go wrong.
    pub fn break_at(&self, at: usize, fault: Fault) {
        let mut state = self.state();
        state.steps = 0;
        state.fault = Some((at, fault));
    }

    /// Lets nothing go wrong any more. Returns whether anything did.
    pub fn mend(&self) -> bool {
        let mut state = self.state();
        let broke = state.fault.is_some_and(|(at, _)| at < state.steps);
        state.fault = None;
        broke
    }

    /// The disk as the next process finds it when this one was killed.
    pub fn after_kill(&self) -> Self {
        let mut state = self.state().clone();
        state.stopped = false;
        state.locked = false;
        state.fault = None;
        Self(Arc::new(Mutex::new(state)))
    }

    /// The disk as the next process finds it after a power cut.
    pub fn after_power_cut(&self, cut: PowerCut) -> Self {
        let disk = self.after_kill();
        {
            let mut state = disk.state();
            if cut == PowerCut::LosesNames {
                state.folders = state.durable_folders.clone();
                let folders = state.folders.clone();
                state.names = state.durable_names.clone();
                state
                    .names
                    .retain(|path, _| path.parent().is_some_and(|folder| folders.contains(folder)));
            }
            for file in &mut state.files {
                file.bytes.clone_from(&file.durable);
            }
        }
        disk
    }

    /// A disk of its own with the same content.
    pub fn copy(&self) -> Self {
        self.after_kill()
    }

    /// The names in a folder.
    pub fn names(&self, folder: &Path) -> Vec<String> {
        let list = self.list(folder).expect("a folder can be listed");
        list.into_iter().map(|entry| entry.name).collect()
    }

    /// The content of a file.
    pub fn content(&self, path: &Path) -> Vec<u8> {
        self.read(path, usize::MAX).expect("the file is there")
    }

    /// Puts a file on the disk, durably, as another program would.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        let folder = path.parent().expect("a file has a folder").to_owned();
        state.folders.insert(folder.clone());
        state.durable_folders.insert(folder);
        let modified = state.now;
        state.files.push(Content {
            bytes: bytes.to_vec(),
            durable: bytes.to_vec(),
            modified,
            claimed: None,
        });
        let number = state.files.len() - 1;
        state.names.insert(path.to_owned(), number);
        state.durable_names.insert(path.to_owned(), number);
    }

    /// Every file there is, with its content.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let state = self.state();
        let content = |number: &usize| state.files[*number].bytes.clone();
        let files = state.names.iter();
        files
            .map(|(path, number)| (path.clone(), content(number)))
            .collect()
    }

    /// Shows a file in listings with a size that is not its own, as a sparse file has one.
    pub fn claim_size(&self, path: &Path, size: u64) {
        let mut state = self.state();
        let number = state.number(path).expect("the file is there");
        state.files[number].claimed = Some(size);
    }

    /// How many bytes were read since this was asked last.
    pub fn bytes_read(&self) -> u64 {
        std::mem::take(&mut self.state().bytes_read)
    }

    /// Takes a file off the disk, durably.
    pub fn delete(&self, path: &Path) {
        let mut state = self.state();
        state.names.remove(path).expect("the file is there");
        state.durable_names.remove(path);
    }

    /// Lets another process hold the lock.
    pub fn hold_lock(&self, held: bool) {
        self.state().locked = held;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics while it holds this")
    }

    /// Counts a step and says what goes wrong in it.
    fn step(&self) -> (MutexGuard<'_, State>, Option<Fault>) {
        let mut state = self.state();
        let fault = state.fault.filter(|(at, _)| *at == state.steps);
        state.steps += 1;
        let mut fault = fault.map(|(_, fault)| fault);
        if state.stopped {
            fault = Some(Fault::Eio);
        }
        state.stopped |= fault == Some(Fault::Stop);
        (state, fault)
    }

    fn plain_step(&self) -> io::Result<MutexGuard<'_, State>> {
        match self.step() {
            (state, None) => Ok(state),
            (_, Some(fault)) => Err(fault.into()),
        }
    }
}

impl Disk for MemoryDisk {
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let mut state = self.plain_step()?;
        let file = &state.files[state.number(path)?];
        let size = file.size();
        // Its size alone shows that a file is too large, as on the disk of the system.
        if size > limit as u64 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let bytes = file.bytes.clone();
        state.bytes_read += size;
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let state = self.plain_step()?;
        let inside = state
            .names
            .iter()
            .filter(|(path, _)| path.parent() == Some(folder));
        Ok(inside
            .map(|(path, number)| Entry {
                name: path.file_name().unwrap().to_str().unwrap().to_owned(),
                modified: state.files[*number].modified,
                size: state.files[*number].size(),
            })
            .collect())
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.plain_step()?;
        state.folders.insert(folder.to_owned());
        Ok(())
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let (mut state, fault) = self.step();
        if fault == Some(Fault::Eio) {
            return Err(Fault::Eio.into());
        }
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if !state.folders.contains(path.parent().unwrap()) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let written = if fault.is_some() {
            bytes.len() / 2
        } else {
            bytes.len()
        };
        let modified = state.now;
        state.files.push(Content {
            bytes: bytes[..written].to_vec(),
            durable: Vec::new(),
            modified,
            claimed: None,
        });
        let number = state.files.len() - 1;
        state.names.insert(path.to_owned(), number);
        fault.map_or(Ok(()), |fault| Err(fault.into()))
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        let mut state = self.plain_step()?;
        let number = state.number(path)?;
        let file = &mut state.files[number];
        file.durable.clone_from(&file.bytes);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.plain_step()?;
        let State {
            names,
            folders,
            durable_names,
            durable_folders,
            ..
        } = &mut *state;
        let inside = |path: &Path| path.parent() == Some(folder);
        durable_names.retain(|path, _| !inside(path));
        durable_names.extend(
            names
                .iter()
                .filter(|(path, _)| inside(path))
                .map(|(path, number)| (path.clone(), *number)),
        );
        durable_folders.extend(folders.iter().filter(|path| inside(path)).cloned());
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.plain_step()?;
        let number = state.number(from)?;
        state.names.remove(from);
        state.names.insert(to.to_owned(), number);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.plain_step()?;
        state.number(path)?;
        state.names.remove(path);
        Ok(())
    }

    fn set_modified(&self, path: &Path, modified: u64) -> io::Result<()> {
        let mut state = self.plain_step()?;
        let number = state.number(path)?;
        state.files[number].modified = modified;
        Ok(())
    }

    fn lock(&self, _folder: &Path, _wait: Duration) -> io::Result<Box<dyn Lock>> {
        let mut state = self.plain_step()?;
        if state.locked {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        state.locked = true;
        drop(state);
        Ok(Box::new(Held(self.clone())))
    }
}

struct Held(MemoryDisk);

impl Lock for Held {}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.state().locked = false;
    }
}

impl Content {
    fn size(&self) -> u64 {
        self.claimed.unwrap_or(self.bytes.len() as u64)
    }
}

impl State {
    fn number(&self, path: &Path) -> io::Result<usize> {
        let number = self.names.get(path).copied();
        number.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Full => io::ErrorKind::StorageFull.into(),
            Fault::Eio => Self::other("input/output error"),
            Fault::Stop => Self::other("the process has ended"),
        }
    }
}
