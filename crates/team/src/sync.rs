//! Keeping in step: read, judge, merge, and only then seal and publish.
//!
//! Nothing in here talks to a store. [`Office::pull`] says which files it wants, is handed them, and goes on, until it wants
//! none; [`Office::prepare`] says which files to create, and in which order. [`SyncSteps`] puts that together to steps with
//! [`Errand`]s between them, so that keys and network can be kept apart; [`Syncing`] carries both out in a row.

mod along;
mod aside;
mod clock;
mod cover;
mod drive;
mod entries;
mod errand;
mod heal;
mod look;
mod merge;
mod moves;
mod names;
mod noted;
mod notice;
mod outcome;
mod publish;
mod pull;
mod retire;
mod sealing;
mod send;
mod steps;
mod uncounted;

use std::collections::{BTreeMap, BTreeSet};

pub use aside::SetAside;
pub use clock::clock_alarm;
pub use drive::Syncing;
pub use errand::{Answer, Errand, NewFile, read_all};
pub use names::HeadNames;
pub use outcome::{KeepError, Options, Outcome, SyncError};
pub use publish::{BATCH, PublishError};
pub use steps::{Here, Step, SyncSteps};

use crate::{
    alarm::{About, Alarms},
    ids::{FolderId, ObjectId},
};

/// What a device keeps of the store's files: by the last part of their names, which their contents decide.
pub trait Cache {
    /// A file.
    fn get(&self, name: &str) -> Option<Vec<u8>>;
    /// Keeps a file. Where that fails it is read again from the store.
    fn put(&self, name: &str, bytes: &[u8]);
    /// Forgets a file.
    fn remove(&self, name: &str);
    /// The names of all files.
    fn names(&self) -> Vec<String>;
}

/// A file that is wanted from the store.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Want {
    /// Where it lies.
    pub path: String,
    /// The most bytes that it may have.
    pub max: usize,
}

/// What can be read: the cache, and which files the store did not give.
pub struct Files<'a> {
    /// What was read before.
    pub cache: &'a dyn Cache,
    /// Paths that the store did not give in this round.
    pub missing: BTreeSet<String>,
}

/// The moment at which something is done.
#[derive(Debug, Clone)]
pub struct Moment {
    /// Milliseconds since 1970.
    pub now: u64,
    /// The program and its version.
    pub program: String,
}

/// What reading brought.
#[derive(Debug, Default)]
pub struct Pulled {
    /// Files that are wanted before it can go on.
    pub wanted: BTreeSet<Want>,
    /// What a person should know.
    pub alarms: Alarms,
    /// The same, of what is seen only when it is taken in.
    pub once: Alarms,
    /// Folders that changed.
    pub changed: BTreeSet<FolderId>,
    /// How many heads were taken in.
    pub heads: usize,
    /// An owner knows entries of the log that are not known here.
    pub lacks_entries: bool,
    /// Heads of others that are known here, and not in the store.
    pub lost: bool,
    /// What of the listing is believed: without heads that their devices did not publish.
    pub names: HeadNames,
    /// Files that are not what was published, and whose they are: worth to be fetched once more.
    pub damaged: BTreeMap<String, About>,
}

/// What an object is called in the cache.
pub(crate) fn cached_object(object: ObjectId) -> String {
    format!("{object}.o")
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
