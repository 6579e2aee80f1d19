//! What this computer remembers about backups of a vault.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::view::BackupView;

/// What this computer remembers about the backups of a vault. Times are in milliseconds since 1970.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BackupRecord {
    /// When this computer first had the vault open in the app.
    pub since: Option<u64>,
    /// When a backup was last found to hold what the vault held then.
    pub last: Option<u64>,
    /// The sequence of the vault in that backup.
    pub sequence: Option<u64>,
    /// When somebody last opened a backup with what stands on the paper, or the password.
    pub drill: Option<u64>,
    /// Why the last try to make one failed, by the name of a code; none since one was made.
    pub trouble: Option<String>,
    /// When which file of the folder for backups was found good.
    pub verified: BTreeMap<String, u64>,
}

impl BackupRecord {
    /// Remembers that a backup of a state was found good, and forgets files other than `there`, those in the folder.
    pub fn note(&mut self, view: &BackupView, now: u64, file: &str, there: &BTreeSet<&str>) {
        (self.last, self.sequence, self.trouble) = (Some(now), Some(view.sequence), None);
        self.verified.insert(file.to_owned(), now);
        self.verified
            .retain(|name, _| there.contains(name.as_str()));
    }
}
