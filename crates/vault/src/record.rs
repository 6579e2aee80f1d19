//! The parts that records are made of, and how each merges.
//!
//! Every part is a join-semilattice: merging is commutative, associative and idempotent, so replicas that have seen the
//! same changes agree, in whatever order and however often they saw them. `tests/vault/laws.rs` holds the parts to that.
//!
//! On disk a record is a JSON object. `id` names it; `s` is the stamp of its creation, which all its parts bear unless
//! `t` says otherwise (paths to stamps); `life` and `purged` tell its end; what this version does not know stays as it is.

use std::{collections::BTreeMap, fmt};

use litemap::LiteMap;
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, MapAccess, Visitor},
};

use crate::{
    Id, SecretText, Stamp,
    stamp::{Replica, Replicas},
};

/// A value that the last change wins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field<T> {
    value: T,
    stamp: Stamp,
}

/// Values by key, each set or removed on its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Map<T>(
    // A sorted list, because nearly all maps hold nothing or a few entries.
    LiteMap<String, Field<Option<T>>>,
);

/// Records inside a record, by id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Records<R>(
    // Boxed, because a node of the map has room for eleven records however few there are.
    BTreeMap<Id, Box<R>>,
);

/// Whether a record is in use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Life {
    /// In use.
    #[default]
    Live,
    /// In the trash, since the stamp of this field.
    Trashed,
}

/// What the parts of a record have in common.
pub trait Part: Default {
    /// Joins `other` into this part.
    fn merge(&mut self, other: &Self);
    /// Forgets what was set at or before `floor`.
    fn purge(&mut self, floor: Stamp);
    /// Calls `see` with every stamp.
    fn stamps(&self, see: &mut dyn FnMut(Stamp));
    #[doc(hidden)]
    fn put(&self, out: &mut Out<'_>);
    #[doc(hidden)]
    fn take<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error>;
    /// Applies one entry of `t`; `key` is what follows the part's name.
    #[doc(hidden)]
    fn date(&mut self, key: Option<&str>, stamp: Stamp);
    /// Turns the stamps of a file into real ones.
    #[doc(hidden)]
    fn resolve(&mut self, created: Stamp, replicas: &Replicas) -> Result<(), StampError>;
}

/// What records have in common; made by `record!`.
pub trait Record: Clone {
    /// A new record with nothing set.
    fn new(id: Id, created: Stamp) -> Self;
    /// Its id.
    fn id(&self) -> Id;
    /// When it was made.
    fn created(&self) -> Stamp;
    /// In use or in the trash.
    fn life(&self) -> &Field<Life>;
    /// As [`Record::life`], to change it.
    fn life_mut(&mut self) -> &mut Field<Life>;
    /// Everything set at or before this stamp is gone for good.
    fn purged(&self) -> Stamp;
    /// Joins another state of the same record into this one.
    fn merge(&mut self, other: &Self);
    /// Forgets everything set at or before `floor`, for good.
    fn purge(&mut self, floor: Stamp);
    /// Forgets the same because the record around this one was purged, which keeps the mark for both.
    #[doc(hidden)]
    fn forget(&mut self, floor: Stamp);
    /// Calls `see` with every stamp, those of records inside included.
    fn stamps(&self, see: &mut dyn FnMut(Stamp));
    #[doc(hidden)]
    fn put(&self, out: &mut Vec<u8>, replicas: &mut Replicas, parent: Stamp);
    #[doc(hidden)]
    fn take<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
    #[doc(hidden)]
    fn resolve(&mut self, parent: Stamp, replicas: &Replicas) -> Result<(), StampError>;

    /// Whether it is neither in the trash nor gone.
    fn is_live(&self) -> bool {
        !self.is_gone() && *self.life().get() == Life::Live
    }

    /// Whether it lies in the trash, and can come back.
    fn is_trashed(&self) -> bool {
        !self.is_gone() && *self.life().get() == Life::Trashed
    }

    /// Whether only its tombstone is left. What another computer set after the purge brings a record back, because a
    /// secret that was set must never be out of sight.
    fn is_gone(&self) -> bool {
        let purged = self.purged();
        if !purged.is_set() {
            return false;
        }
        let mut set_since = false;
        self.stamps(&mut |stamp| set_since |= stamp > purged);
        !set_since
    }

    /// Moves it to the trash.
    fn trash(&mut self, stamp: Stamp) {
        self.life_mut().set(Life::Trashed, stamp);
    }

    /// Brings it back.
    fn revive(&mut self, stamp: Stamp) {
        self.life_mut().set(Life::Live, stamp);
    }

    /// The latest stamp anywhere in it.
    fn changed(&self) -> Stamp {
        let mut latest = self.purged();
        self.stamps(&mut |stamp| latest = latest.max(stamp));
        latest
    }
}

/// A stamp in a file names a replica that the file does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a stamp names an unknown replica")]
pub struct StampError;

impl<T> Field<T> {
    /// The value.
    pub const fn get(&self) -> &T {
        &self.value
    }

    /// When it was set; [`Stamp::NEVER`] if it was not.
    pub const fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Sets the value, unless a later change is already there.
    pub fn set(&mut self, value: T, stamp: Stamp) {
        if stamp >= self.stamp {
            *self = Self { value, stamp };
        }
    }
}

impl<T: Default> Default for Field<T> {
    fn default() -> Self {
        Self {
            value: T::default(),
            stamp: Stamp::NEVER,
        }
    }
}

impl<T: Wire + Default> Field<T> {
    /// Sets the value only where it differs, so that nothing changes for nothing.
    pub fn update(&mut self, value: T, stamp: Stamp) -> bool {
        let differs = self.value != value;
        if differs {
            self.set(value, stamp);
        }
        differs
    }
}

impl<T: Wire + Default> Part for Field<T> {
    fn merge(&mut self, other: &Self) {
        // Equal stamps mean the same change; comparing the values keeps the order total for damaged files as well.
        if (other.stamp, &other.value) > (self.stamp, &self.value) {
            self.clone_from(other);
        }
    }

    fn purge(&mut self, floor: Stamp) {
        if self.stamp <= floor {
            *self = Self::default();
        }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        see(self.stamp);
    }

    fn put(&self, out: &mut Out<'_>) {
        let blank = self.value == T::default();
        if !blank {
            out.key();
            self.value.put(out.bytes);
        }
        if self.stamp.is_set() && (blank || self.stamp != out.created) {
            out.date(None, self.stamp);
        }
    }

    fn take<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        *self = Self {
            value: T::take(deserializer)?,
            stamp: INHERITED,
        };
        Ok(())
    }

    fn date(&mut self, _key: Option<&str>, stamp: Stamp) {
        self.stamp = stamp;
    }

    fn resolve(&mut self, created: Stamp, replicas: &Replicas) -> Result<(), StampError> {
        self.stamp = real(self.stamp, created, replicas)?;
        Ok(())
    }
}

impl<T> Map<T> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.get(key)?.get().as_ref()
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

    /// Drops removals older than `before`.
    pub fn drop_removals(&mut self, before: Stamp) {
        self.forget(|field| field.value.is_some() || field.stamp >= before);
    }
}

impl<T: Wire> Part for Map<T> {
    fn merge(&mut self, other: &Self) {
        merge_sorted(&mut self.0, &other.0, Field::merge);
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

impl<R: Record> Records<R> {
    /// The record of an id, in whatever state.
    pub fn get(&self, id: Id) -> Option<&R> {
        self.0.get(&id).map(|record| &**record)
    }

    /// As [`Records::get`], to change it.
    pub fn get_mut(&mut self, id: Id) -> Option<&mut R> {
        self.0.get_mut(&id).map(|record| &mut **record)
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

    /// All of them, to change them; in no particular order.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut R> {
        self.0.values_mut().map(|record| &mut **record)
    }

    /// Takes a record in, joining it with the one of the same id.
    pub fn insert(&mut self, record: R) {
        match self.0.get_mut(&record.id()) {
            Some(ours) => ours.merge(&record),
            None => {
                self.0.insert(record.id(), Box::new(record));
            }
        }
    }

    /// Keeps those that `keep` wants.
    pub fn retain(&mut self, mut keep: impl FnMut(&mut R) -> bool) {
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
                Some(ours) => ours.merge(theirs),
                None => {
                    self.0.insert(*id, theirs.clone());
                }
            }
        }
    }

    fn purge(&mut self, floor: Stamp) {
        self.0.retain(|_, record| {
            record.forget(floor);
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
                    self.0.0.insert(record.id(), Box::new(record));
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
            .try_for_each(|record| record.resolve(created, replicas))
    }
}

/// Members of a newer version, as they stand. A member has one stamp here, the latest of those it came with.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extra(BTreeMap<String, Unknown>);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Unknown {
    stamp: Stamp,
    /// Its JSON. Nobody here knows whether it is a secret.
    raw: SecretText,
    /// What `t` says about its insides.
    dates: BTreeMap<String, Stamp>,
}

impl Unknown {
    fn latest(&self) -> Stamp {
        self.dates.values().copied().fold(self.stamp, Stamp::max)
    }
}

impl Extra {
    #[doc(hidden)]
    pub fn insert(&mut self, key: &str, raw: SecretText) {
        let unknown = Unknown {
            stamp: INHERITED,
            raw,
            dates: BTreeMap::new(),
        };
        self.0.insert(key.to_owned(), unknown);
    }

    #[doc(hidden)]
    pub fn date(&mut self, path: &str, stamp: Stamp) {
        if let Some(unknown) = self.0.get_mut(path) {
            unknown.stamp = stamp;
        } else if let Some((key, inside)) = path.split_once('/')
            && let Some(unknown) = self.0.get_mut(key)
        {
            unknown.dates.insert(inside.to_owned(), stamp);
        }
    }

    #[doc(hidden)]
    pub fn merge(&mut self, other: &Self) {
        for (key, theirs) in &other.0 {
            match self.0.get_mut(key) {
                Some(ours) if (theirs.latest(), theirs) <= (ours.latest(), &*ours) => {}
                _ => {
                    self.0.insert(key.clone(), theirs.clone());
                }
            }
        }
    }

    #[doc(hidden)]
    pub fn purge(&mut self, floor: Stamp) {
        self.0.retain(|_, unknown| unknown.latest() > floor);
    }

    #[doc(hidden)]
    pub fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        self.0.values().for_each(|unknown| see(unknown.latest()));
    }

    #[doc(hidden)]
    pub fn put(&self, out: &mut Out<'_>) {
        for (key, unknown) in &self.0 {
            out.named(key);
            out.bytes.extend_from_slice(unknown.raw.reveal().as_bytes());
            if unknown.stamp != out.created {
                out.dates.push((key.clone(), unknown.stamp));
            }
            for (inside, stamp) in &unknown.dates {
                out.dates.push((format!("{key}/{inside}"), *stamp));
            }
        }
    }

    #[doc(hidden)]
    pub fn resolve(&mut self, created: Stamp, replicas: &Replicas) -> Result<(), StampError> {
        self.0.values_mut().try_for_each(|unknown| {
            unknown.stamp = real(unknown.stamp, created, replicas)?;
            unknown.dates.values_mut().try_for_each(|stamp| {
                *stamp = real(*stamp, created, replicas)?;
                Ok(())
            })
        })
    }
}

/// Marks a part whose stamp is that of the record's creation, until [`Part::resolve`].
pub(crate) const INHERITED: Stamp = Stamp::new(u64::MAX, u16::MAX, Replica(u64::MAX));

/// The stamp that one from a file stands for: there, the replica is a number in the file's table.
pub(crate) fn real(
    stored: Stamp,
    created: Stamp,
    replicas: &Replicas,
) -> Result<Stamp, StampError> {
    match stored {
        INHERITED => Ok(created),
        Stamp::NEVER => Ok(Stamp::NEVER),
        _ => {
            let replica = replicas.get(stored.replica().0).ok_or(StampError)?;
            Ok(Stamp::new(stored.milliseconds(), stored.counter(), replica))
        }
    }
}

/// A stamp as a file holds it, its replica still a number.
#[doc(hidden)]
pub struct StoredStamp(pub Stamp);

impl<'de> Deserialize<'de> for StoredStamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (milliseconds, counter, number) = <(u64, u16, u32)>::deserialize(deserializer)?;
        if milliseconds == 0 || milliseconds > Stamp::LAST_READ {
            return Err(de::Error::custom("a stamp out of range"));
        }
        Ok(Self(Stamp::new(
            milliseconds,
            counter,
            Replica(number.into()),
        )))
    }
}

/// A value as a file holds it. Apart from `serde::Serialize`, so that types holding secrets need not have that.
pub trait Wire: Clone + Ord {
    #[doc(hidden)]
    fn put(&self, out: &mut Vec<u8>);
    #[doc(hidden)]
    fn take<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

macro_rules! wire_by_serde {
    ($($type:ty),*) => {$(
        impl Wire for $type {
            fn put(&self, out: &mut Vec<u8>) {
                // Writing a number, a truth value or a text into memory cannot fail.
                let _ = serde_json::to_writer(out, self);
            }
            fn take<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$type>::deserialize(deserializer)
            }
        }
    )*};
}
wire_by_serde!(bool, u32, u64);

impl Wire for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_str(self, out);
    }
    fn take<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Wire for Id {
    fn put(&self, out: &mut Vec<u8>) {
        put_str(&self.to_string(), out);
    }
    fn take<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Wire for Life {
    fn put(&self, out: &mut Vec<u8>) {
        put_str(
            if *self == Self::Live {
                "live"
            } else {
                "trashed"
            },
            out,
        );
    }
    fn take<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            "live" => Ok(Self::Live),
            "trashed" => Ok(Self::Trashed),
            _ => Err(de::Error::custom("neither live nor trashed")),
        }
    }
}

/// The JSON of one record while it is written.
#[doc(hidden)]
pub struct Out<'a> {
    /// Where it goes.
    pub bytes: &'a mut Vec<u8>,
    /// Numbers for replicas.
    pub replicas: &'a mut Replicas,
    /// The stamp that parts bear unless `dates` says otherwise.
    pub created: Stamp,
    name: &'static str,
    dates: Vec<(String, Stamp)>,
}

impl<'a> Out<'a> {
    pub fn begin(
        bytes: &'a mut Vec<u8>,
        replicas: &'a mut Replicas,
        id: Id,
        created: Stamp,
        parent: Stamp,
    ) -> Self {
        bytes.extend_from_slice(b"{\"id\":");
        put_str(&id.to_string(), bytes);
        let mut out = Self {
            bytes,
            replicas,
            created,
            name: "",
            dates: Vec::new(),
        };
        if created != parent {
            out.named("s");
            out.put_stamp(created);
        }
        out
    }

    pub fn part(&mut self, name: &'static str, part: &impl Part) {
        self.name = name;
        part.put(self);
    }

    pub fn finish(mut self, purged: Stamp) {
        if purged.is_set() {
            self.named("purged");
            self.put_stamp(purged);
        }
        let dates = std::mem::take(&mut self.dates);
        if !dates.is_empty() {
            self.named("t");
            for (at, (path, stamp)) in dates.iter().enumerate() {
                self.bytes.push(if at == 0 { b'{' } else { b',' });
                put_str(path, self.bytes);
                self.bytes.push(b':');
                self.put_stamp(*stamp);
            }
            self.bytes.push(b'}');
        }
        self.bytes.push(b'}');
    }

    /// Begins the current part's member.
    pub fn key(&mut self) {
        self.named(self.name);
    }

    fn named(&mut self, name: &str) {
        put_member(name, self.bytes);
    }

    pub fn date(&mut self, key: Option<&str>, stamp: Stamp) {
        let path = key.map_or_else(
            || self.name.to_owned(),
            |key| format!("{}/{key}", self.name),
        );
        self.dates.push((path, stamp));
    }

    pub fn put_stamp(&mut self, stamp: Stamp) {
        put_stamp(stamp, self.replicas, self.bytes);
    }
}

/// Writes `[milliseconds,counter,replica's number]`.
pub(crate) fn put_stamp(stamp: Stamp, replicas: &mut Replicas, out: &mut Vec<u8>) {
    let number = replicas.number(stamp.replica());
    let _ = serde_json::to_writer(out, &(stamp.milliseconds(), stamp.counter(), number));
}

pub(crate) fn put_str(text: &str, out: &mut Vec<u8>) {
    // Writing a text into memory cannot fail.
    let _ = serde_json::to_writer(out, text);
}

/// Writes the name of a member that is not the first.
pub(crate) fn put_member(name: &str, out: &mut Vec<u8>) {
    out.push(b',');
    put_str(name, out);
    out.push(b':');
}

/// Reads a record from a JSON object.
#[doc(hidden)]
pub struct RecordSeed<R>(std::marker::PhantomData<R>);

impl<R> Default for RecordSeed<R> {
    fn default() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<'de, R: Record> DeserializeSeed<'de> for RecordSeed<R> {
    type Value = R;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<R, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, R: Record> Visitor<'de> for RecordSeed<R> {
    type Value = R;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<R, A::Error> {
        R::take(map)
    }
}

/// Feeds one member of a record to its part.
#[doc(hidden)]
pub struct PartSeed<'a, P>(pub &'a mut P);

impl<'de, P: Part> DeserializeSeed<'de> for PartSeed<'_, P> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.take(deserializer)
    }
}

pub(crate) struct Leaf<T>(std::marker::PhantomData<T>);

impl<T> Default for Leaf<T> {
    fn default() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<'de, T: Wire> DeserializeSeed<'de> for Leaf<Option<T>> {
    type Value = Option<T>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        <Option<T> as Wire>::take(deserializer)
    }
}

/// A value or its absence, written `null`.
impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.put(out),
            None => out.extend_from_slice(b"null"),
        }
    }
    fn take<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Maybe<T>(std::marker::PhantomData<T>);
        impl<'de, T: Wire> Visitor<'de> for Maybe<T> {
            type Value = Option<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or null")
            }
            fn visit_none<E>(self) -> Result<Option<T>, E> {
                Ok(None)
            }
            fn visit_some<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Option<T>, D::Error> {
                T::take(deserializer).map(Some)
            }
        }
        deserializer.deserialize_option(Maybe(std::marker::PhantomData))
    }
}

/// Defines a record from its parts: the type, how it merges, and its JSON.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$part_doc:meta])* $part:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct $name {
            id: $crate::Id,
            created: $crate::Stamp,
            purged: $crate::Stamp,
            life: $crate::record::Field<$crate::record::Life>,
            extra: $crate::record::Extra,
            $($(#[$part_doc])* pub $part: $type,)*
        }

        impl $crate::record::Record for $name {
            fn new(id: $crate::Id, created: $crate::Stamp) -> Self {
                let mut life = $crate::record::Field::default();
                life.set($crate::record::Life::Live, created);
                Self {
                    id,
                    created,
                    purged: $crate::Stamp::NEVER,
                    life,
                    extra: Default::default(),
                    $($part: Default::default(),)*
                }
            }

            fn id(&self) -> $crate::Id {
                self.id
            }

            fn created(&self) -> $crate::Stamp {
                self.created
            }

            fn life(&self) -> &$crate::record::Field<$crate::record::Life> {
                &self.life
            }

            fn life_mut(&mut self) -> &mut $crate::record::Field<$crate::record::Life> {
                &mut self.life
            }

            fn purged(&self) -> $crate::Stamp {
                self.purged
            }

            fn merge(&mut self, other: &Self) {
                use $crate::record::Part;
                self.created = self.created.min(other.created);
                self.life.merge(&other.life);
                self.extra.merge(&other.extra);
                $(self.$part.merge(&other.$part);)*
                let floor = self.purged.max(other.purged);
                if floor.is_set() {
                    self.purge(floor);
                }
            }

            fn purge(&mut self, floor: $crate::Stamp) {
                let floor = self.purged.max(floor);
                self.forget(floor);
                self.purged = floor;
            }

            fn forget(&mut self, floor: $crate::Stamp) {
                use $crate::record::Part;
                if self.purged <= floor {
                    self.purged = $crate::Stamp::NEVER;
                }
                self.life.purge(floor);
                self.extra.purge(floor);
                $(self.$part.purge(floor);)*
            }

            fn stamps(&self, see: &mut dyn FnMut($crate::Stamp)) {
                use $crate::record::Part;
                see(self.created);
                self.life.stamps(see);
                self.extra.stamps(see);
                $(self.$part.stamps(see);)*
            }

            fn put(&self, bytes: &mut Vec<u8>, replicas: &mut $crate::stamp::Replicas, parent: $crate::Stamp) {
                let mut out = $crate::record::Out::begin(bytes, replicas, self.id, self.created, parent);
                if self.life.stamp() != self.created || *self.life.get() != $crate::record::Life::Live {
                    out.part("life", &self.life);
                }
                $(out.part(stringify!($part), &self.$part);)*
                self.extra.put(&mut out);
                out.finish(self.purged);
            }

            fn take<'de, A: serde::de::MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                use serde::de::Error;
                use $crate::record::{Part, PartSeed, StoredStamp};
                let mut id = None;
                let mut record = Self::new($crate::Id::from_bytes([0; 16]), $crate::record::INHERITED);
                let mut dates: Vec<(std::borrow::Cow<'de, str>, StoredStamp)> = Vec::new();
                while let Some(key) = map.next_key::<$crate::record::Name<'de>>()? {
                    match &*key.0 {
                        "id" => id = Some(map.next_value()?),
                        "s" => record.created = map.next_value::<StoredStamp>()?.0,
                        "t" => dates = map.next_value::<$crate::record::Dates<'de>>()?.0,
                        "purged" => record.purged = map.next_value::<StoredStamp>()?.0,
                        "life" => map.next_value_seed(PartSeed(&mut record.life))?,
                        // Vouches for the line and belongs to it, not to the record.
                        "tag" => drop(map.next_value::<serde::de::IgnoredAny>()?),
                        $(stringify!($part) => map.next_value_seed(PartSeed(&mut record.$part))?,)*
                        name => {
                            let raw = map.next_value::<Box<serde_json::value::RawValue>>()?;
                            record.extra.insert(name, raw.into());
                        }
                    }
                }
                record.id = id.ok_or_else(|| A::Error::missing_field("id"))?;
                for (path, stamp) in dates {
                    let (name, key) = match path.split_once('/') {
                        Some((name, key)) => (name, Some(key)),
                        None => (&*path, None),
                    };
                    match name {
                        "life" => record.life.date(key, stamp.0),
                        $(stringify!($part) => record.$part.date(key, stamp.0),)*
                        _ => record.extra.date(&path, stamp.0),
                    }
                }
                Ok(record)
            }

            fn resolve(
                &mut self,
                parent: $crate::Stamp,
                replicas: &$crate::stamp::Replicas,
            ) -> Result<(), $crate::record::StampError> {
                use $crate::record::Part;
                self.created = $crate::record::real(self.created, parent, replicas)?;
                self.purged = $crate::record::real(self.purged, parent, replicas)?;
                self.life.resolve(self.created, replicas)?;
                self.extra.resolve(self.created, replicas)?;
                $(self.$part.resolve(self.created, replicas)?;)*
                if self.purged.is_set() {
                    self.purge(self.purged);
                }
                Ok(())
            }
        }
    };
}
pub(crate) use record;

/// A member's name, borrowed where it holds no escapes.
#[doc(hidden)]
pub struct Name<'de>(pub std::borrow::Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Name<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(text.into()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
                Ok(Name(text.to_owned().into()))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// The paths and stamps of `t`.
#[doc(hidden)]
pub struct Dates<'de>(pub Vec<(std::borrow::Cow<'de, str>, StoredStamp)>);

impl<'de> Deserialize<'de> for Dates<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Dates<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("paths and stamps")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Dates<'de>, A::Error> {
                let mut dates = Vec::new();
                while let Some((Name(path), stamp)) = map.next_entry::<Name<'de>, StoredStamp>()? {
                    dates.push((path, stamp));
                }
                Ok(Dates(dates))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}
