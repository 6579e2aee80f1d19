//! R8c: what does not count any more and still stops sealing, until an owner has looked.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    entry::Op,
    judge::{Status, Verdicts},
    past::{At, Set},
    places::{Log, Places},
};

/// What is held, and what an owner has looked at.
#[derive(Debug)]
pub(super) struct Holds {
    /// Entries whose losses stop sealing although they do not count.
    held: Set,
    /// Removals whose effects an owner or the sheet accepted.
    settled: Set,
}

impl Holds {
    pub fn new(log: &Log<'_>, places: &Places, verdicts: &Verdicts) -> Self {
        let count = log.entries.len();
        let mut holds = Self {
            held: Set::new(count),
            settled: Set::new(count),
        };
        for (at, settled) in settlements(log, places) {
            if verdicts.is_live(at) {
                for removal in settled.filter(|removal| log.past.is_before(*removal, at)) {
                    holds.settled.add(removal);
                }
            }
        }
        for (at, _) in places.entries() {
            let is_undone = matches!(verdicts.status[at], Status::Cut | Status::Orphan);
            if is_undone
                && log.entries[at].ops.iter().any(takes)
                && !verdicts.cause(at).is_within(&holds.settled)
            {
                holds.held.add(at);
            }
        }
        holds
    }

    pub fn is_held(&self, at: At) -> bool {
        self.held.has(at)
    }

    pub fn is_settled(&self, at: At) -> bool {
        self.settled.has(at)
    }

    pub fn iter(&self) -> impl Iterator<Item = At> + '_ {
        self.held.iter()
    }

    /// The held entries, each with the removals that nobody has looked at.
    pub fn open(&self, verdicts: &Verdicts) -> BTreeMap<At, BTreeSet<At>> {
        let open = |at| {
            let causes = verdicts.cause(at).iter();
            causes.filter(|cause| !self.is_settled(*cause)).collect()
        };
        self.iter().map(|at| (at, open(at))).collect()
    }
}

/// The settlements of owners and of the sheet, live or not, with the removals that each names.
pub(super) fn settlements<'a>(
    log: &'a Log<'_>,
    places: &'a Places,
) -> impl Iterator<Item = (At, impl Iterator<Item = At> + 'a)> + 'a {
    log.ops().filter_map(|(at, _, op)| {
        let Op::Settle { removals } = op else {
            return None;
        };
        let named = removals.iter().filter_map(|id| log.past.find(*id));
        places.of(at)?.is_top().then_some((at, named))
    })
}

/// Whether an op may take something from somebody.
fn takes(op: &Op) -> bool {
    matches!(
        op,
        Op::RemoveMember { .. }
            | Op::RemoveDevice { .. }
            | Op::Demote { .. }
            | Op::Revoke { .. }
            | Op::Grant { .. }
    )
}
