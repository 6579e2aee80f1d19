//! Values by key.

use std::{collections::BTreeMap, fmt};

use litemap::LiteMap;
use serde::{
    Deserializer,
    de::{MapAccess, Visitor},
};

use super::{
    field::Field,
    part::{Out, Part},
    stored_stamp::{INHERITED, StampError},
    wire::{Leaf, Wire, put_str},
};
use crate::{Stamp, stamp::Replicas};

/// Values by key, each set or removed on its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Map<T>(
    // A sorted list, because nearly all maps hold nothing or a few entries.
    LiteMap<String, Field<Option<T>>>,
);

impl<T> Map<T> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.get(key)?.get().as_ref()
    }

    /// When a key was set or removed; [`Stamp::NEVER`] if it was not.
    pub fn stamp(&self, key: &str) -> Stamp {
        self.0.get(key).map_or(Stamp::NEVER, Field::stamp)
    }

    /// Keys and values, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0
            .iter()
            .filter_map(|(key, field)| Some((key.as_str(), field.get().as_ref()?)))
    }

    /// Sets a key, or removes it with `None`.
    pub fn set(&mut self, key: &str, value: Option<T>, stamp: Stamp) {
        match self.0.get_mut(key) {
            Some(field) => field.set(value, stamp),
            None => {
                self.0.insert(key.to_owned(), Field { value, stamp });
            }
        }
    }

    /// Whether no key has a value.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(LiteMap::new())
    }
}

impl<T: Wire> Map<T> {
    /// Makes the keys and values exactly these, changing only what differs.
    pub fn replace<'a>(
        &mut self,
        wanted: impl IntoIterator<Item = (&'a str, T)>,
        stamp: Stamp,
    ) -> bool {
        let wanted: BTreeMap<&str, T> = wanted.into_iter().collect();
        let gone: Vec<String> = self
            .iter()
            .filter(|(key, _)| !wanted.contains_key(key))
            .map(|(key, _)| key.to_owned())
            .collect();
        let mut changed = !gone.is_empty();
        for key in gone {
            self.set(&key, None, stamp);
        }
        for (key, value) in wanted {
            if self.get(key) != Some(&value) {
                self.set(key, Some(value), stamp);
                changed = true;
            }
        }
        changed
    }

    fn forget(&mut self, keep: impl Fn(&Field<Option<T>>) -> bool) {
        self.0.retain(|_, field| keep(field));
    }

    /// Whether there are removals older than `before`.
    pub fn has_removals(&self, before: Stamp) -> bool {
        self.0
            .values()
            .any(|field| field.value.is_none() && field.stamp < before)
    }

    /// Drops removals older than `before`.
    pub fn drop_removals(&mut self, before: Stamp) {
        self.forget(|field| field.value.is_some() || field.stamp >= before);
    }
}

impl<T: Wire> Part for Map<T> {
    fn merge(&mut self, other: &Self) {
        merge_sorted(&mut self.0, &other.0, Field::merge);
    }

    fn covers_since(&self, other: &Self, floor: Stamp) -> bool {
        other.0.iter().all(|(key, theirs)| match self.0.get(key) {
            Some(ours) => ours.covers_since(theirs, floor),
            None => theirs.stamp.is_purged_by(floor),
        })
    }

    fn purge(&mut self, floor: Stamp) {
        self.forget(|field| field.stamp > floor);
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        self.0.values().for_each(|field| see(field.stamp));
    }

    fn put(&self, out: &mut Out<'_>) {
        if self.0.is_empty() {
            return;
        }
        out.key();
        for (at, (key, field)) in self.0.iter().enumerate() {
            out.bytes.push(if at == 0 { b'{' } else { b',' });
            put_str(key, out.bytes);
            out.bytes.push(b':');
            field.value.put(out.bytes);
            if field.stamp != out.created {
                out.date(Some(key), field.stamp);
            }
        }
        out.bytes.push(b'}');
    }

    fn take<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        struct Entries<'a, T>(&'a mut Map<T>);
        impl<'de, T: Wire> Visitor<'de> for Entries<'_, T> {
            type Value = ();
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
                let mut entries = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    let value = map.next_value_seed(Leaf::<Option<T>>::default())?;
                    let stamp = INHERITED;
                    entries.push((key, Field { value, stamp }));
                }
                self.0.0.extend(entries);
                Ok(())
            }
        }
        deserializer.deserialize_map(Entries(self))
    }

    fn date(&mut self, key: Option<&str>, stamp: Stamp) {
        if let Some(field) = key.and_then(|key| self.0.get_mut(key)) {
            field.stamp = stamp;
        }
    }

    fn resolve(&mut self, created: Stamp, replicas: &Replicas) -> Result<(), StampError> {
        self.0
            .iter_mut()
            .try_for_each(|(_, field)| field.resolve(created, replicas))
    }
}

/// Joins one sorted list into another: entries of both by `merge`, the others as they are, all at once.
pub(crate) fn merge_sorted<K: Ord + Clone, V: Clone>(
    ours: &mut LiteMap<K, V>,
    theirs: &LiteMap<K, V>,
    merge: impl Fn(&mut V, &V),
) {
    let mut missing = Vec::new();
    for (key, theirs) in theirs {
        match ours.get_mut(key) {
            Some(ours) => merge(ours, theirs),
            None => missing.push((key.clone(), theirs.clone())),
        }
    }
    ours.extend(missing);
}
