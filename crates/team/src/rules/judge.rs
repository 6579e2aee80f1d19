//! R7: which entries count.

use std::collections::{BTreeMap, HashMap};

use super::{
    past::{At, Set},
    places::{Belonging, Log, Places},
    removals::{Removal, Removals},
};

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It counts.
    Live,
    /// A removal excludes it.
    Cut,
    /// The op that gave its author the place does not count.
    Orphan,
    /// Its author never had such a place, or it is of another office.
    Void,
    /// Its past is not complete.
    Pending,
}

/// What became of each entry, and because of which removals.
#[derive(Debug)]
pub(super) struct Verdicts {
    pub status: Vec<Status>,
    /// Those of live entries.
    pub removals: Removals,
    /// Numbers in `causes`; 0 is no removal at all.
    cause_of: Vec<usize>,
    causes: Vec<Set>,
}

impl Verdicts {
    pub fn new(log: &Log<'_>, places: &Places, belonging: &Belonging<'_>) -> Self {
        let count = log.entries.len();
        let mut verdicts = Self {
            status: vec![Status::Void; count],
            removals: Removals::default(),
            cause_of: vec![0; count],
            causes: vec![Set::new(count)],
        };
        // What decides about an entry has a strictly smaller (rank, depth), so those with equal ones come in any order.
        let mut order: Vec<_> = places.entries().collect();
        order.sort_by_key(|(_, standing)| standing.seniority());
        let mut known = HashMap::new();
        for (at, _) in order {
            let status = verdicts.judge(log, places, at, &mut known);
            verdicts.status[at] = status;
            if status == Status::Live {
                for removal in Removal::of_entry(log, places, belonging, at) {
                    verdicts.removals.add(removal);
                }
            }
        }
        verdicts
    }

    pub fn is_live(&self, at: At) -> bool {
        self.status[at] == Status::Live
    }

    /// The removals because of which an entry does not count.
    pub fn cause(&self, at: At) -> &Set {
        &self.causes[self.cause_of[at]]
    }

    /// Sorts entries by what they fell by.
    pub fn by_cause(&self, entries: impl Iterator<Item = At>) -> Vec<(&Set, Set)> {
        let mut sorted: BTreeMap<usize, Set> = BTreeMap::new();
        for at in entries {
            let together = sorted.entry(self.cause_of[at]);
            together
                .or_insert_with(|| Set::new(self.status.len()))
                .add(at);
        }
        let sorted = sorted.into_iter();
        sorted
            .map(|(cause, entries)| (&self.causes[cause], entries))
            .collect()
    }

    fn judge(
        &mut self,
        log: &Log<'_>,
        places: &Places,
        at: At,
        known: &mut HashMap<Set, usize>,
    ) -> Status {
        let entry = log.entries[at];
        let (Some(device), Some((under, _)), Some(place)) =
            (entry.device, entry.under, places.of(at))
        else {
            return Status::Live; // the office key sheet
        };
        let Some(under) = log.past.find(under) else {
            return Status::Void; // has no place either
        };
        if !self.is_live(under) {
            self.cause_of[at] = self.cause_of[under];
            return Status::Orphan;
        }
        let mut cause: Option<Set> = None;
        for removal in self.removals.naming(device, place.member) {
            if removal.counts_against(&log.past, device, place) && !removal.keeps(&log.past, at) {
                cause
                    .get_or_insert_with(|| Set::new(log.entries.len()))
                    .add(removal.by.0);
            }
        }
        let Some(cause) = cause else {
            return Status::Live;
        };
        // Most entries of one author fall by the same removals.
        let causes = &mut self.causes;
        self.cause_of[at] = *known.entry(cause).or_insert_with_key(|cause| {
            causes.push(cause.clone());
            causes.len() - 1
        });
        Status::Cut
    }
}
