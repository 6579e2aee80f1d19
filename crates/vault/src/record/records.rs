//! Records by id.

use std::{collections::BTreeMap, fmt, sync::Arc};

use serde::{
    Deserializer,
    de::{self, Visitor},
};

use super::{
    life::Record,
    part::{Out, Part},
    read::RecordSeed,
    stored_stamp::StampError,
};
use crate::{Id, Stamp, stamp::Replicas};

/// Records inside a record, by id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Records<R>(
    // Shared, so that a copy of all costs little, and what a change touched is seen by what is no longer shared.
    BTreeMap<Id, Arc<R>>,
);

impl<R: Record> Records<R> {
    /// The record of an id, in whatever state.
    pub fn get(&self, id: Id) -> Option<&R> {
        self.0.get(&id).map(|record| &**record)
    }

    /// As [`Records::get`], to change it.
    pub fn get_mut(&mut self, id: Id) -> Option<&mut R> {
        self.0.get_mut(&id).map(Arc::make_mut)
    }

    /// All of them, in the order of their making.
    pub fn iter(&self) -> impl Iterator<Item = &R> {
        let mut records: Vec<&R> = self.0.values().map(|record| &**record).collect();
        records.sort_by_key(|record| (record.created(), record.id()));
        records.into_iter()
    }

    /// All of them, by id: quicker than [`Records::iter`], which has to sort.
    pub fn unsorted(&self) -> impl Iterator<Item = &R> {
        self.0.values().map(|record| &**record)
    }

    /// Those in use, in the order of their making.
    pub fn live(&self) -> impl Iterator<Item = &R> {
        self.iter().filter(|record| record.is_live())
    }

    /// All of them, to change them; in no particular order. Each one is copied that was shared: where only some are meant,
    /// [`Records::change_where`] is for that.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut R> {
        self.0.values_mut().map(Arc::make_mut)
    }

    /// Changes those that `wanted` names, in no particular order. The others stay shared with copies.
    pub fn change_where(&mut self, wanted: impl Fn(&R) -> bool, change: impl FnMut(&mut R)) {
        self.0
            .values_mut()
            .filter(|record| wanted(record))
            .map(Arc::make_mut)
            .for_each(change);
    }

    /// The ids of records that are not shared with `other`, of which this began as a copy, or that only one of them has.
    pub fn differing(&self, other: &Self) -> Vec<Id> {
        let (mut ours, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut differing = Vec::new();
        // Both in the order of ids, so that one walk tells.
        loop {
            let id = match (ours.peek(), theirs.peek()) {
                (None, None) => return differing,
                (Some((id, _)), None) | (None, Some((id, _))) => **id,
                (Some((ours, _)), Some((theirs, _))) => **ours.min(theirs),
            };
            let ours = ours.next_if(|(ours, _)| **ours == id);
            let theirs = theirs.next_if(|(theirs, _)| **theirs == id);
            match (ours, theirs) {
                (Some((_, ours)), Some((_, theirs))) if Arc::ptr_eq(ours, theirs) => {}
                _ => differing.push(id),
            }
        }
    }

    /// Takes the record of an id over from `other` as it is there, without joining it; none is there, none stays here.
    pub fn take_over(&mut self, id: Id, other: &Self) {
        match other.0.get(&id) {
            Some(record) => self.0.insert(id, Arc::clone(record)),
            None => self.0.remove(&id),
        };
    }

    /// Takes a record in, joining it with the one of the same id.
    pub fn insert(&mut self, record: R) {
        match self.0.get_mut(&record.id()) {
            Some(ours) => Arc::make_mut(ours).merge(&record),
            None => {
                self.0.insert(record.id(), Arc::new(record));
            }
        }
    }

    /// Keeps those that `keep` wants.
    pub fn retain(&mut self, mut keep: impl FnMut(&R) -> bool) {
        self.0.retain(|_, record| keep(record));
    }

    /// How many there are, in whatever state.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<R> Default for Records<R> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<R: Record> Part for Records<R> {
    fn merge(&mut self, other: &Self) {
        for (id, theirs) in &other.0 {
            match self.0.get_mut(id) {
                // What both have alike stays shared.
                Some(ours) if Arc::ptr_eq(ours, theirs) || ours == theirs => {}
                Some(ours) => Arc::make_mut(ours).merge(theirs),
                None => {
                    self.0.insert(*id, theirs.clone());
                }
            }
        }
    }

    fn covers_since(&self, other: &Self, floor: Stamp) -> bool {
        other.0.iter().all(|(id, theirs)| match self.0.get(id) {
            Some(ours) => Arc::ptr_eq(ours, theirs) || ours.covers_since(theirs, floor),
            None if floor.is_set() => {
                let mut left = R::clone(theirs);
                left.forget(floor);
                left.changed() <= floor
            }
            None => false,
        })
    }

    fn purge(&mut self, floor: Stamp) {
        self.0.retain(|_, record| {
            Arc::make_mut(record).forget(floor);
            record.changed() > floor
        });
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for record in self.0.values() {
            record.stamps(see);
            see(record.purged());
        }
    }

    fn put(&self, out: &mut Out<'_>) {
        if self.0.is_empty() {
            return;
        }
        out.key();
        for (at, record) in self.iter().enumerate() {
            out.bytes.push(if at == 0 { b'[' } else { b',' });
            record.put(out.bytes, out.replicas, out.created);
        }
        out.bytes.push(b']');
    }

    fn take<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        struct List<'a, R>(&'a mut Records<R>);
        impl<'de, R: Record> Visitor<'de> for List<'_, R> {
            type Value = ();
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of records")
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
                while let Some(record) = list.next_element_seed(RecordSeed::<R>::default())? {
                    self.0.0.insert(record.id(), Arc::new(record));
                }
                Ok(())
            }
        }
        deserializer.deserialize_seq(List(self))
    }

    fn date(&mut self, _key: Option<&str>, _stamp: Stamp) {}

    fn resolve(&mut self, created: Stamp, replicas: &Replicas) -> Result<(), StampError> {
        self.0
            .values_mut()
            .try_for_each(|record| Arc::make_mut(record).resolve(created, replicas))
    }
}
