//! Records that could not be read. They are kept as they stand, and passed on.

use std::{collections::BTreeMap, fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{SecretText, stamp::Replicas};

/// A record that could not be read. It is kept, and tried again whenever the vault opens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarantined {
    /// What it stood for.
    pub kind: RecordKind,
    /// Its text.
    pub raw: SecretText,
    /// The replicas that its stamps name by numbers, where it came from a file with another table than the one it lies in.
    pub replicas: Option<Arc<Replicas>>,
    /// Why it was not readable; no part of its content.
    pub reason: String,
}

/// The records that have a line of their own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordKind {
    /// A [`Folder`].
    Folder,
    /// An [`Account`].
    Account,
}

impl fmt::Debug for Quarantined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, bytes) = (self.kind, self.raw.reveal().len());
        write!(f, "Quarantined({kind:?} of {bytes} bytes: {})", self.reason)
    }
}

impl Quarantined {
    /// What makes it another one than the next.
    fn content(&self) -> (RecordKind, &SecretText, Option<&Replicas>) {
        (self.kind, &self.raw, self.replicas.as_deref())
    }
}

/// Joins what another state could not read. Of two reasons for one text, one is kept.
pub(crate) fn merge_quarantine(ours: &mut Vec<Quarantined>, theirs: &[Quarantined]) {
    ours.extend_from_slice(theirs);
    ours.sort();
    ours.dedup_by(|a, b| a.content() == b.content());
}

/// Whether [`merge_quarantine`] would change nothing in what was joined before.
pub(crate) fn covers_quarantine(ours: &[Quarantined], theirs: &[Quarantined]) -> bool {
    let known = ours.iter().map(|it| (it.content(), &it.reason));
    let known: BTreeMap<_, _> = known.collect();
    let mut theirs = theirs.iter();
    theirs.all(|it| {
        let ours = known.get(&it.content());
        ours.is_some_and(|reason| **reason <= it.reason)
    })
}
