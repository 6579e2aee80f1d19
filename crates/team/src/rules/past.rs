//! R1: which entries have all of their past, an order in which the past comes first, and who is in whose past.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::entry::Entry;
use crate::ids::EntryId;

/// An entry, by its number in an order in which the past comes first.
pub(super) type At = usize;

/// Up to here comparing each with each is faster than a walk over a set of all entries.
const FEW: usize = 16;

/// Who is in whose past.
#[derive(Debug)]
pub(super) struct Past {
    ids: Vec<EntryId>,
    numbers: HashMap<EntryId, At>,
    /// For each entry, where its row begins: one bit for each entry with a smaller number.
    starts: Vec<usize>,
    rows: Vec<u64>,
}

impl Past {
    /// Puts entries in order. Gives them in that order, and the ids of those whose past is not complete: what names
    /// itself, or what is not here, waits for ever.
    pub fn new(entries: &[Entry]) -> (Self, Vec<&Entry>, BTreeSet<EntryId>) {
        // Sorted, so that nothing at all depends on the order of arrival.
        let mut entries: Vec<&Entry> = entries.iter().collect();
        entries.sort_by_key(|entry| entry.id);
        entries.dedup_by_key(|entry| entry.id);

        let mut past = Self {
            ids: Vec::with_capacity(entries.len()),
            numbers: HashMap::with_capacity(entries.len()),
            starts: Vec::with_capacity(entries.len()),
            rows: Vec::new(),
        };
        let mut unmet = Vec::with_capacity(entries.len());
        let mut followers: HashMap<EntryId, Vec<usize>> = HashMap::new();
        let mut ready = VecDeque::new();
        for (number, entry) in entries.iter().enumerate() {
            let prev: BTreeSet<_> = entry.prev.iter().copied().collect();
            if prev.is_empty() {
                ready.push_back(number);
            }
            unmet.push(prev.len());
            for id in prev {
                followers.entry(id).or_default().push(number);
            }
        }
        let mut ordered = Vec::with_capacity(entries.len());
        while let Some(number) = ready.pop_front() {
            let entry = entries[number];
            past.push(entry);
            ordered.push(entry);
            for follower in followers.get(&entry.id).into_iter().flatten() {
                unmet[*follower] -= 1;
                if unmet[*follower] == 0 {
                    ready.push_back(*follower);
                }
            }
        }
        let waiting = entries.iter().map(|entry| entry.id);
        let waiting = waiting
            .filter(|id| !past.numbers.contains_key(id))
            .collect();
        (past, ordered, waiting)
    }

    /// Adds an entry whose `prev` are all here.
    fn push(&mut self, entry: &Entry) {
        let at = self.ids.len();
        let start = self.rows.len();
        self.rows.resize(start + at.div_ceil(64), 0);
        let (earlier, row) = self.rows.split_at_mut(start);
        for prev in entry.prev.iter().filter_map(|id| self.numbers.get(id)) {
            let from = self.starts[*prev];
            for (word, more) in row.iter_mut().zip(&earlier[from..from + prev.div_ceil(64)]) {
                *word |= more;
            }
            row[prev / 64] |= 1 << (prev % 64);
        }
        self.starts.push(start);
        self.numbers.insert(entry.id, at);
        self.ids.push(entry.id);
    }

    pub fn find(&self, id: EntryId) -> Option<At> {
        self.numbers.get(&id).copied()
    }

    pub fn id(&self, at: At) -> EntryId {
        self.ids[at]
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether `a` is in the past of `b`.
    pub fn is_before(&self, a: At, b: At) -> bool {
        a < b && self.rows[self.starts[b] + a / 64] >> (a % 64) & 1 == 1
    }

    /// Whether an entry is one of `tips`, or in the past of one.
    pub fn is_seen_by(&self, at: At, tips: &[At]) -> bool {
        tips.iter()
            .any(|tip| *tip == at || self.is_before(at, *tip))
    }

    /// Those that are in the past of no other of them.
    pub fn latest(&self, entries: &[At]) -> Vec<At> {
        if entries.len() <= FEW {
            let is_latest = |at: &At| !entries.iter().any(|other| self.is_before(*at, *other));
            return entries.iter().copied().filter(is_latest).collect();
        }
        let mut seen = Set::new(self.len());
        for at in entries {
            seen.add_words(self.row(*at));
        }
        let is_latest = |at: &At| !seen.has(*at);
        entries.iter().copied().filter(is_latest).collect()
    }

    /// Those that have no other of them in their past.
    pub fn earliest(&self, entries: &[At]) -> Vec<At> {
        if entries.len() <= FEW {
            let is_earliest = |at: &At| !entries.iter().any(|other| self.is_before(*other, *at));
            return entries.iter().copied().filter(is_earliest).collect();
        }
        let mut all = Set::new(self.len());
        for at in entries {
            all.add(*at);
        }
        let is_earliest = |at: &At| !all.meets_words(self.row(*at));
        entries.iter().copied().filter(is_earliest).collect()
    }

    fn row(&self, at: At) -> &[u64] {
        let start = self.starts[at];
        &self.rows[start..start + at.div_ceil(64)]
    }
}

/// A set of entries.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Set(Vec<u64>);

impl Set {
    /// An empty set of `len` possible entries.
    pub fn new(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    pub fn add(&mut self, at: At) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub fn has(&self, at: At) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    pub fn add_all(&mut self, others: &Self) {
        self.add_words(&others.0);
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub fn is_within(&self, other: &Self) -> bool {
        let mut words = self.0.iter().zip(&other.0);
        words.all(|(a, b)| a & !b == 0)
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.meets_words(&other.0)
    }

    pub fn iter(&self) -> impl Iterator<Item = At> + '_ {
        self.0.iter().enumerate().flat_map(|(number, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| number * 64 + bit)
        })
    }

    fn add_words(&mut self, words: &[u64]) {
        for (word, more) in self.0.iter_mut().zip(words) {
            *word |= more;
        }
    }

    fn meets_words(&self, words: &[u64]) -> bool {
        self.0.iter().zip(words).any(|(a, b)| a & b != 0)
    }
}
