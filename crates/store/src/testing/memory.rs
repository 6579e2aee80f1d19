//! A store in memory that does what stores do to those who believe in them. Nothing in it waits, and nothing is left to
//! luck.

mod rules;

use std::collections::BTreeMap;
use std::sync::Arc;

use parking_lot::Mutex;

use crate::{Counts, Created, Listed, Probe, Store, StoreError, name};
pub use rules::{Fault, Request, Rule};
use rules::{Faults, Rules};

/// The store. A clone is the same store as the same client sees it; [`MemoryStore::view`] is another client of it, with
/// faults and counts of its own; [`MemoryStore::fork`] is a store that was the same until now.
#[derive(Clone, Default)]
pub struct MemoryStore {
    files: Arc<Mutex<Files>>,
    client: Arc<Mutex<Client>>,
}

/// All files, as they were once.
#[derive(Clone)]
pub struct Snapshot(BTreeMap<String, Arc<[u8]>>);

/// What all clients share.
#[derive(Default)]
struct Files {
    there: BTreeMap<String, Arc<[u8]>>,
    /// What was accepted and is not to be seen yet, in the order of its arrival.
    delayed: Vec<(String, Arc<[u8]>)>,
    /// Every change, the newest last.
    journal: Vec<Change>,
    room: Option<u64>,
    creates_left: Option<u64>,
    clock_lead: Option<i64>,
}

/// A path, and what was there before.
type Change = (String, Option<Arc<[u8]>>);

/// Whether a path is kept from a client.
type Withheld = Box<dyn Fn(&str) -> bool + Send>;

/// What one client has of its own.
#[derive(Default)]
struct Client {
    rules: Rules,
    withheld: Option<Withheld>,
    counts: Counts,
    requests: Vec<(Request, String)>,
    /// Whether it was asked something since it was asked for the time.
    is_asked: bool,
}

/// Other clients, other stores, other times.
impl MemoryStore {
    /// An empty store in which nothing goes wrong.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same store for another client, for whom nothing goes wrong yet.
    #[must_use]
    pub fn view(&self) -> Self {
        let files = self.files.clone();
        Self {
            files,
            client: Arc::default(),
        }
    }

    /// A store of its own that holds the same files, as when a server shows somebody another state.
    #[must_use]
    pub fn fork(&self) -> Self {
        let fork = Self::new();
        fork.restore(&self.snapshot());
        fork
    }

    /// All files as they are now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot(self.files.lock().there.clone())
    }

    /// Puts the store back to what it was, for all clients.
    pub fn restore(&self, snapshot: &Snapshot) {
        let mut files = self.files.lock();
        files.there.clone_from(&snapshot.0);
        files.journal.clear();
    }
}

/// What tests do to the files, past all rules. Paths need not be such as a store allows.
impl MemoryStore {
    /// Puts a file there, in the place of what was.
    pub fn put(&self, path: &str, bytes: &[u8]) {
        self.files.lock().put(path, bytes.into());
    }

    /// Takes a file away. Returns whether it was there.
    pub fn remove(&self, path: &str) -> bool {
        self.files.lock().remove(path)
    }

    /// What a file holds.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.files
            .lock()
            .there
            .get(path)
            .map(|bytes| bytes.to_vec())
    }

    /// The paths of all files that are to be seen, sorted.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.files.lock().there.keys().cloned().collect()
    }

    /// All files that are to be seen.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.files.lock();
        files
            .there
            .iter()
            .map(|(path, bytes)| (path.clone(), bytes.to_vec()))
            .collect()
    }
}

/// What goes wrong for everybody.
impl MemoryStore {
    /// Leaves room for so many more bytes and files; without a number, for any.
    pub fn set_room(&self, bytes: Option<u64>, creates: Option<u64>) {
        let mut files = self.files.lock();
        files.room = bytes;
        files.creates_left = creates;
    }

    /// By how many milliseconds clients are ahead of the store, as it tells with every answer from now on.
    pub fn set_clock_lead(&self, lead: Option<i64>) {
        self.files.lock().clock_lead = lead;
    }

    /// The paths of what [`Fault::Delay`] keeps from being seen, in the order of arrival.
    #[must_use]
    pub fn delayed(&self) -> Vec<String> {
        self.files
            .lock()
            .delayed
            .iter()
            .map(|(path, _)| path.clone())
            .collect()
    }

    /// Lets everything be seen that was delayed.
    pub fn release(&self) {
        self.files.lock().release(|_| true);
    }

    /// Lets one file be seen that was delayed. Returns whether it was.
    pub fn release_one(&self, path: &str) -> bool {
        self.files.lock().release(|delayed| delayed == path)
    }
}

/// What goes wrong for this client.
impl MemoryStore {
    /// Lets requests go wrong as the rule says, from the next one on. Every rule that fits a request counts it; all those
    /// that are due take effect.
    pub fn add(&self, rule: Rule) {
        self.client.lock().rules.add(rule);
    }

    /// Shows this client no file whose path is one of these: neither in listings nor to be read.
    pub fn withhold(&self, is_withheld: impl Fn(&str) -> bool + Send + 'static) {
        self.client.lock().withheld = Some(Box::new(is_withheld));
    }

    /// Lets nothing go wrong any more for this client, and withholds nothing. What is delayed stays so.
    pub fn mend(&self) {
        let mut client = self.client.lock();
        client.rules = Rules::default();
        client.withheld = None;
    }

    /// What this client has asked for, counted.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.client.lock().counts
    }

    /// What this client has asked for since this was asked last, in order. A probe is four requests.
    pub fn take_requests(&self) -> Vec<(Request, String)> {
        let mut client = self.client.lock();
        client.counts = Counts::default();
        std::mem::take(&mut client.requests)
    }
}

impl Store for MemoryStore {
    fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError> {
        name::check_folder(folder)?;
        let mut client = self.client.lock();
        let faults = client.begin(Request::List, folder);
        faults.before()?;
        let listed = self
            .files
            .lock()
            .list(folder, faults.stale(), |path| !client.withholds(path));
        let files = faults.listing(listed);
        client.counts.bytes_read += files.iter().map(|file| file.name.len() as u64).sum::<u64>();
        faults.after()?;
        Ok(files)
    }

    fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError> {
        name::split(path)?;
        let mut client = self.client.lock();
        let faults = client.begin(Request::Read, path);
        faults.before()?;
        let there = self.files.lock().there.get(path).cloned();
        let there = there
            .filter(|_| !client.withholds(path))
            .ok_or(StoreError::NotFound)?;
        let bytes = faults.content(&there);
        if bytes.len() > max {
            return Err(StoreError::TooLarge);
        }
        client.counts.bytes_read += bytes.len() as u64;
        faults.after()?;
        Ok(bytes)
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        name::split(path)?;
        let mut client = self.client.lock();
        let faults = client.begin(Request::Create, path);
        faults.before()?;
        let mut files = self.files.lock();
        if files.there.contains_key(path) {
            faults.after()?;
            return Ok(Created::Exists);
        }
        files.take_room(bytes.len() as u64)?;
        client.counts.bytes_written += bytes.len() as u64;
        if faults.delays() {
            files.delayed.push((path.to_owned(), bytes.into()));
        } else if !faults.loses() {
            files.put(path, bytes.into());
        }
        faults.after()?;
        Ok(Created::Created)
    }

    fn delete(&self, path: &str) -> Result<(), StoreError> {
        name::split(path)?;
        let faults = self.client.lock().begin(Request::Delete, path);
        faults.before()?;
        if !faults.loses() {
            self.files.lock().remove(path);
        }
        faults.after()
    }

    fn probe(&self) -> Result<Probe, StoreError> {
        self.list("")?;
        let can = |result: Result<(), StoreError>| match result {
            Ok(()) => Ok(true),
            Err(StoreError::ReadOnly | StoreError::Full) => Ok(false),
            Err(error) => Err(error),
        };
        let path = "probe.tmp";
        let can_create = can(self.create(path, b"probe").map(|_| ()))?;
        if !can_create {
            return Ok(Probe {
                can_create,
                can_delete: false,
            });
        }
        // Where creates are lost or late, this one is not there; that is no reason to refuse the place.
        match self.read(path, 5) {
            Ok(_) | Err(StoreError::NotFound) => {}
            Err(error) => return Err(error),
        }
        let can_delete = can(self.delete(path))?;
        Ok(Probe {
            can_create,
            can_delete,
        })
    }

    fn take_clock_lead(&self) -> Option<i64> {
        let is_asked = std::mem::take(&mut self.client.lock().is_asked);
        self.files.lock().clock_lead.filter(|_| is_asked)
    }
}

impl Client {
    fn begin(&mut self, request: Request, path: &str) -> Faults {
        let counter = match request {
            Request::List => &mut self.counts.list,
            Request::Read => &mut self.counts.read,
            Request::Create => &mut self.counts.create,
            Request::Delete => &mut self.counts.delete,
        };
        *counter += 1;
        self.is_asked = true;
        self.requests.push((request, path.to_owned()));
        self.rules.due(request, path)
    }

    fn withholds(&self, path: &str) -> bool {
        self.withheld
            .as_ref()
            .is_some_and(|is_withheld| is_withheld(path))
    }
}

impl Files {
    fn put(&mut self, path: &str, bytes: Arc<[u8]>) {
        let before = self.there.insert(path.to_owned(), bytes);
        self.journal.push((path.to_owned(), before));
    }

    fn remove(&mut self, path: &str) -> bool {
        let before = self.there.remove(path);
        let was_there = before.is_some();
        if was_there {
            self.journal.push((path.to_owned(), before));
        }
        was_there
    }

    fn release(&mut self, which: impl Fn(&str) -> bool) -> bool {
        let (due, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.delayed)
            .into_iter()
            .partition(|(path, _)| which(path));
        self.delayed = rest;
        let is_any = !due.is_empty();
        for (path, bytes) in due {
            self.put(&path, bytes);
        }
        is_any
    }

    fn take_room(&mut self, bytes: u64) -> Result<(), StoreError> {
        let less = |room: Option<u64>, by: u64| match room {
            None => Ok(None),
            Some(room) => room.checked_sub(by).map(Some).ok_or(StoreError::Full),
        };
        let (room, creates) = (less(self.room, bytes)?, less(self.creates_left, 1)?);
        self.room = room;
        self.creates_left = creates;
        Ok(())
    }

    /// The files of a folder as they were `ago` changes ago.
    fn list(&self, folder: &str, ago: usize, is_shown: impl Fn(&str) -> bool) -> Vec<Listed> {
        let mut there: BTreeMap<&str, &Arc<[u8]>> = self
            .there
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes))
            .collect();
        for (path, before) in self.journal.iter().rev().take(ago) {
            match before {
                Some(bytes) => there.insert(path, bytes),
                None => there.remove(path.as_str()),
            };
        }
        let inside = there.into_iter().filter_map(|(path, bytes)| {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let file = Listed {
                name: name.to_owned(),
                size: bytes.len() as u64,
            };
            (parent == folder && is_shown(path)).then_some(file)
        });
        inside.collect()
    }
}

#[cfg(test)]
mod tests;
