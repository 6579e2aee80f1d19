//! What is known about backups while the program runs: when one is due, whether one is being written, and which one may become
//! the vault.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;

use super::opened::ChosenBackup;

/// How long nothing has to have changed before a backup is made, in milliseconds.
const QUIET: u64 = 2 * 60 * 1000;

/// How long after one try the next may follow, in milliseconds. Changes that never pause are backed up this often.
const INTERVAL: u64 = 15 * 60 * 1000;

/// What is known about backups. It outlasts a lock.
#[derive(Default)]
pub struct BackupState {
    /// When one is due.
    pub plan: Mutex<Plan>,
    /// Whether one is being written.
    pub running: Arc<AtomicBool>,
    /// One that may become the vault, sealed as it was read: it was chosen while there was no vault to open.
    pub found: Mutex<Option<ChosenBackup>>,
    /// Whether the vault could not be read.
    pub vault_lost: Mutex<bool>,
}

/// What is known about changes and tries. Times are those of the clock that starts with the computer.
#[derive(Debug, Default)]
pub struct Plan {
    /// The sequence that was seen last, and since when; none for one that was there when the vault was opened.
    seen: Option<(u64, Option<u64>)>,
    /// Since when there is something that no backup holds.
    behind: Option<u64>,
    /// When the last try began.
    tried: Option<u64>,
    /// Whether it was told that tries fail.
    pub trouble: bool,
}

impl Plan {
    /// Whether a backup is to be made now, at `now`; notes that it is. `backed_up` is the sequence in the last one.
    pub fn is_due(&mut self, sequence: u64, backed_up: Option<u64>, now: u64) -> bool {
        self.see(sequence, now);
        if backed_up == Some(sequence) {
            self.behind = None;
            return false;
        }
        let since = self.seen.and_then(|(_, since)| since);
        let behind = *self.behind.get_or_insert(now);
        let passed = |since: u64, time: u64| now.saturating_sub(since) >= time;
        let rested = self.tried.is_none_or(|tried| passed(tried, INTERVAL));
        let quiet = since.is_none_or(|since| passed(since, QUIET));
        let due = rested && (quiet || passed(behind, INTERVAL));
        if due {
            self.tried = Some(now);
        }
        due
    }

    /// Notes the sequence of the vault's file.
    pub fn see(&mut self, sequence: u64, now: u64) {
        match self.seen {
            Some((seen, _)) if seen == sequence => {}
            None => self.seen = Some((sequence, None)),
            Some(_) => self.seen = Some((sequence, Some(now))),
        }
    }

    /// The sequence that was seen last. It is forgotten, for the vault is locked.
    pub fn take_seen(&mut self) -> Option<u64> {
        self.behind = None;
        self.seen.take().map(|(sequence, _)| sequence)
    }
}

/// A backup that is being written. There is one at a time.
pub struct Running(Arc<AtomicBool>);

impl Running {
    /// Begins one, unless another is being written.
    pub fn begin(flag: &Arc<AtomicBool>) -> Option<Self> {
        let began = !flag.swap(true, Ordering::AcqRel);
        began.then(|| Self(Arc::clone(flag)))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60 * 1000;

    #[test]
    fn what_was_there_before_is_backed_up_at_once_and_a_change_when_it_is_quiet() {
        let mut plan = Plan::default();
        assert!(plan.is_due(1, None, 100 * MINUTE));
        assert!(!plan.is_due(1, Some(1), 101 * MINUTE));
        assert!(!plan.is_due(2, Some(1), 120 * MINUTE), "just now");
        assert!(!plan.is_due(3, Some(1), 121 * MINUTE), "and again");
        assert!(!plan.is_due(3, Some(1), 122 * MINUTE));
        assert!(plan.is_due(3, Some(1), 123 * MINUTE));
    }

    #[test]
    fn changes_that_never_pause_are_backed_up_now_and_then() {
        let mut plan = Plan::default();
        assert!(plan.is_due(1, None, 0));
        let minutes = 1..=60;
        let due = minutes.filter(|minute| plan.is_due(1 + minute, Some(1), minute * MINUTE));
        assert_eq!(due.collect::<Vec<_>>(), [15, 30, 45, 60]);
    }

    #[test]
    fn one_that_failed_is_tried_again_and_not_at_every_turn() {
        let mut plan = Plan::default();
        let minutes = 0..40;
        let due = minutes.filter(|minute| plan.is_due(5, None, minute * MINUTE));
        assert_eq!(due.collect::<Vec<_>>(), [0, 15, 30]);
    }

    #[test]
    fn there_is_one_at_a_time() {
        let flag = Arc::default();
        let first = Running::begin(&flag);
        assert!(first.is_some() && Running::begin(&flag).is_none());
        drop(first);
        assert!(Running::begin(&flag).is_some());
    }
}
