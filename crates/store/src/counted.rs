//! Counts what a store is asked for.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::{Created, Listed, Probe, Store, StoreError};

/// A store that counts. A probe counts as one request of each kind.
#[derive(Debug, Default)]
pub struct Counted<S> {
    store: S,
    counters: Counters,
}

/// How many requests, and how many bytes of files were written to the store and read from it. Requests count when they
/// are made; bytes when the request succeeded.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Listings.
    pub list: u64,
    /// Files that were asked for.
    pub read: u64,
    /// Files that were to be created.
    pub create: u64,
    /// Files that were to be deleted.
    pub delete: u64,
    /// Bytes that came from the store, names in listings included.
    pub bytes_read: u64,
    /// Bytes that went to the store.
    pub bytes_written: u64,
}

impl Counts {
    /// All requests.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.list + self.read + self.create + self.delete
    }
}

impl<S> Counted<S> {
    /// Counts from nothing.
    pub fn new(store: S) -> Self {
        let counters = Counters::default();
        Self { store, counters }
    }

    /// What was counted so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counters
            .each(|counter| counter.load(Ordering::Relaxed))
    }

    /// What was counted so far; from here on it begins anew.
    pub fn take_counts(&self) -> Counts {
        self.counters
            .each(|counter| counter.swap(0, Ordering::Relaxed))
    }

    /// The store itself.
    pub fn store(&self) -> &S {
        &self.store
    }
}

impl<S: Store> Store for Counted<S> {
    fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError> {
        add(&self.counters.list, 1);
        let files = self.store.list(folder)?;
        let bytes = files.iter().map(|file| file.name.len()).sum();
        add(&self.counters.bytes_read, bytes);
        Ok(files)
    }

    fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError> {
        add(&self.counters.read, 1);
        let bytes = self.store.read(path, max)?;
        add(&self.counters.bytes_read, bytes.len());
        Ok(bytes)
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        add(&self.counters.create, 1);
        let created = self.store.create(path, bytes)?;
        if created == Created::Created {
            add(&self.counters.bytes_written, bytes.len());
        }
        Ok(created)
    }

    fn delete(&self, path: &str) -> Result<(), StoreError> {
        add(&self.counters.delete, 1);
        self.store.delete(path)
    }

    fn probe(&self) -> Result<Probe, StoreError> {
        let counters = &self.counters;
        for counter in [
            &counters.list,
            &counters.read,
            &counters.create,
            &counters.delete,
        ] {
            add(counter, 1);
        }
        self.store.probe()
    }

    fn take_clock_lead(&self) -> Option<i64> {
        self.store.take_clock_lead()
    }
}

fn add(counter: &AtomicU64, number: usize) {
    counter.fetch_add(number as u64, Ordering::Relaxed);
}

#[derive(Debug, Default)]
struct Counters {
    list: AtomicU64,
    read: AtomicU64,
    create: AtomicU64,
    delete: AtomicU64,
    bytes_read: AtomicU64,
    bytes_written: AtomicU64,
}

impl Counters {
    fn each(&self, get: impl Fn(&AtomicU64) -> u64) -> Counts {
        Counts {
            list: get(&self.list),
            read: get(&self.read),
            create: get(&self.create),
            delete: get(&self.delete),
            bytes_read: get(&self.bytes_read),
            bytes_written: get(&self.bytes_written),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::MemoryStore;

    #[test]
    fn requests_count_when_made_and_bytes_when_they_came() {
        let store = Counted::new(MemoryStore::new());
        store.create("heads/a.h", b"12345").unwrap();
        store.create("heads/a.h", b"12345").unwrap();
        store.list("heads").unwrap();
        store.read("heads/a.h", 10).unwrap();
        store.read("heads/a.h", 4).unwrap_err();
        store.delete("heads/a.h").unwrap();
        let counts = store.take_counts();
        let expected = Counts {
            list: 1,
            read: 2,
            create: 2,
            delete: 1,
            bytes_read: 3 + 5,
            bytes_written: 5,
        };
        assert_eq!(counts, expected);
        assert_eq!(counts.requests(), 6);
        assert_eq!(store.counts(), Counts::default());
    }
}
