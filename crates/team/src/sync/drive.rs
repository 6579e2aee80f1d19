//! Carrying a sync out with a store: in rounds of reading, and then one publication (`send.rs`).

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use keyrack_store::{Store, StoreError};
use parking_lot::Mutex;

use super::{Cache, Files, HeadNames, Moment, PublishError, Pulled, Want, file_name};
use crate::{
    alarm::{About, AlarmCode, Alarms},
    ids::FolderId,
    layout::{HEADS, HeadName, MAX_TEAM_FILE, TEAM_FILE, TeamFile},
    office::Office,
};

/// How many files are read at once.
const READERS: usize = 8;
pub(super) const HOUR: u64 = 60 * 60 * 1000;
/// A day, in milliseconds.
pub(super) const DAY: u64 = 24 * HOUR;
/// Rounds of reading. What a round brings may name what the next one needs; a chain as long as this is made by nobody who
/// means well.
const MAX_ROUNDS: usize = 1_000;

/// What a sync is done with.
pub struct Syncing<'a> {
    /// The store.
    pub store: &'a dyn Store,
    /// What is kept of its files here.
    pub cache: &'a dyn Cache,
    /// When, and with what program.
    pub moment: Moment,
    /// Random numbers.
    pub draw: &'a mut dyn FnMut() -> u64,
    /// Keeps the office on this computer; what was not kept must not be published.
    pub keep: &'a mut dyn FnMut(&Office) -> Result<(), KeepError>,
}

/// The office could not be kept on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the office cannot be saved on this computer")]
pub struct KeepError;

/// How a sync is done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Publish folders though an owner knows more of the log.
    pub incomplete: bool,
    /// Make the office anew in a store where it is no more.
    pub seed: bool,
    /// Publish nothing.
    pub only_read: bool,
}

/// What a sync did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many heads of others were taken in.
    pub pulled: usize,
    /// Whether a head was published.
    pub published: bool,
    /// Folders that changed.
    pub changed: BTreeSet<FolderId>,
    /// What a person should know.
    pub alarms: Alarms,
    /// Why something did not reach the store, which waits.
    pub waiting: Option<StoreError>,
}

/// Why there was no sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SyncError {
    /// The store did not do what it was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store holds another office.
    #[error("the store holds another office")]
    OtherOffice,
    /// The office is not in the store.
    #[error("the office is not in the store")]
    OfficeGone,
    /// What was read could not be kept.
    #[error(transparent)]
    Keep(#[from] KeepError),
    /// A folder could not be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl Syncing<'_> {
    /// Reads what is new, keeps it, and publishes what this device has to.
    ///
    /// # Errors
    /// [`SyncError`]. What was read before that stays; what could not be published waits.
    pub fn run(&mut self, office: &mut Office, options: Options) -> Result<Outcome, SyncError> {
        let listed = self.store.list(HEADS)?;
        let names = HeadNames::read(&listed);
        let mut outcome = Outcome::default();
        self.check_place(office, &names, options)?;
        let pulled = self.pull(office, &names, &mut outcome)?;
        outcome.alarms = pulled.alarms;
        let names = pulled.names;
        let is_news = note(office, &outcome, self.moment.now);
        if is_news {
            (self.keep)(office)?;
        }
        if options.only_read {
            return Ok(outcome);
        }
        match self.publish(office, &names, pulled.lacks_entries, options, &mut outcome) {
            Err(SyncError::Store(error)) => outcome.waiting = Some(error),
            Err(error) => return Err(error),
            Ok(()) => {}
        }
        if outcome.published {
            (self.keep)(office)?;
        }
        self.tidy(office, &listed);
        Ok(outcome)
    }

    /// Makes sure that the store is that of the office, where the listing does not say so already.
    fn check_place(
        &self,
        office: &Office,
        names: &HeadNames,
        options: Options,
    ) -> Result<(), SyncError> {
        let knows_us = names.newest.keys().any(|it| office.log.key(*it).is_some());
        if knows_us {
            return Ok(());
        }
        let ours = TeamFile::of(office.team());
        match self.store.read(TEAM_FILE, MAX_TEAM_FILE) {
            Ok(bytes) => match TeamFile::read(&bytes) {
                Some(file) if file.team == office.team() => Ok(()),
                _ => Err(SyncError::OtherOffice),
            },
            Err(StoreError::NotFound) if options.seed => {
                self.store.create(TEAM_FILE, &ours.write())?;
                Ok(())
            }
            Err(StoreError::NotFound) => Err(SyncError::OfficeGone),
            Err(error) => Err(error.into()),
        }
    }

    fn pull(
        &mut self,
        office: &mut Office,
        names: &HeadNames,
        outcome: &mut Outcome,
    ) -> Result<Pulled, SyncError> {
        let mut files = Files {
            cache: self.cache,
            missing: BTreeSet::new(),
        };
        let mut damaged: BTreeMap<String, About> = BTreeMap::new();
        let mut once = Alarms::default();
        for _ in 0..MAX_ROUNDS {
            let pulled = office.pull(names, &files, self.moment.now);
            once.extend(&pulled.once);
            outcome.changed.extend(pulled.changed.iter().copied());
            outcome.pulled += pulled.heads;
            let mut again = false;
            for (path, about) in pulled.damaged {
                self.cache.remove(file_name(&path));
                // It is fetched once more: it may have been read while it was written. Then it is done without.
                again = true;
                if damaged.insert(path.clone(), about).is_some() {
                    files.missing.insert(path);
                }
            }
            if pulled.wanted.is_empty() && !again {
                let mut pulled = Pulled {
                    damaged: BTreeMap::new(),
                    ..pulled
                };
                for (path, about) in damaged {
                    if files.missing.remove(&path) {
                        pulled.alarms.add(AlarmCode::Damaged, about);
                    }
                }
                pulled.alarms.extend(&once);
                pulled.alarms.extend(&incomplete(office, &files.missing));
                return Ok(pulled);
            }
            let missing = read_all(self.store, self.cache, &pulled.wanted);
            files.missing.extend(missing.inspect_err(|_| {
                // What was read so far is worth keeping.
                let _ = (self.keep)(office);
            })?);
        }
        Err(SyncError::Store(StoreError::Broken))
    }
}

/// Notes what a sync found, and says whether that is worth to be kept: a poll that brings nothing costs no writing.
fn note(office: &mut Office, outcome: &Outcome, now: u64) -> bool {
    let alarms: Vec<(AlarmCode, About, u64)> = outcome.alarms.iter().collect();
    let state = &mut office.state;
    let is_long_ago = state.synced.is_none_or(|it| now.saturating_sub(it) > HOUR);
    let is_news = alarms != state.alarms || outcome.pulled > 0 || !outcome.changed.is_empty();
    state.alarms = alarms;
    state.synced = Some(now);
    is_news || is_long_ago
}

/// Files that heads list and the store does not have.
fn incomplete(office: &Office, missing: &BTreeSet<String>) -> Alarms {
    let mut alarms = Alarms::default();
    let mut by_device: BTreeMap<_, u64> = BTreeMap::new();
    for path in missing {
        let device = path.split('/').nth(1).and_then(|it| it.parse().ok());
        let head = HeadName::read(file_name(path)).map(|it| it.device);
        if let Some(device) = device.or(head)
            && office.judgement().place(device).is_some()
        {
            *by_device.entry(device).or_default() += 1;
        }
    }
    for (device, count) in by_device {
        alarms.count(AlarmCode::Incomplete, About::device(device), count);
    }
    alarms
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
    let wanted: Vec<&Want> = wanted.iter().collect();
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
    let read = Mutex::new(Vec::new());
    let work = || {
        while let Some(want) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = store.read(&want.path, want.max);
            let is_out = matches!(
                bytes,
                Err(StoreError::Unreachable | StoreError::TimedOut | StoreError::Refused)
            );
            if is_out {
                next.store(wanted.len(), Ordering::Relaxed);
                *failed.lock() = bytes.as_ref().err().copied();
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
