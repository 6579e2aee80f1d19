//! A factor: one registered way of making codes, with the secrets it had.
//!
//! Type, secret, algorithm, digits and period belong together: changing one without the others would give wrong codes.
//! So they are one value, a *version*, and a version says which ones it replaced. Two versions that do not know of each
//! other were set at the same time on two computers; then both are kept and shown, and the next change settles it.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use keyrack_otp::{Algorithm, Kind, Otp, Secret};
use litemap::LiteMap;
use serde::{
    Deserializer,
    de::{self, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{
    SecretText, Stamp,
    record::{Field, Wire},
    record::{
        INHERITED, Name, Out, Part, StampError, StoredStamp, merge_sorted, put_member, put_stamp,
        put_str, real, record,
    },
    stamp::Replicas,
};

record! {
    /// One way of making codes for an account, named as the portal names it ("balie").
    Factor {
        /// The name of the desk or device at the portal.
        label: Field<String>,
        /// What it makes codes from, now and before.
        versions: Versions,
    }
}

impl Factor {
    /// The kind of its codes; none for one of a newer version, and where no secret is left.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        let (_, version) = self.versions.current()?;
        version.otp().map(Otp::kind)
    }
}

/// The most secrets of one factor that are read.
const MAX_VERSIONS: usize = 1000;

/// The secrets of a factor, by the stamp that set them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Versions(LiteMap<Stamp, Version>);

/// One secret of a factor with all that its codes depend on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// `None` once it was forgotten; then only the mark is left, so that no copy brings it back.
    otp: Option<Otp>,
    /// The versions it replaced.
    over: Vec<Stamp>,
    /// The next HOTP counter. Merges by maximum.
    counter: u64,
    /// When the portal accepted a code, in milliseconds since 1970; 0 while nobody said so.
    confirmed: Field<u64>,
    /// Members of a newer version, as they stand.
    extra: BTreeMap<String, SecretText>,
}

impl Versions {
    /// Sets a new secret over all that are in force.
    pub fn set(&mut self, otp: Otp, counter: u64, stamp: Stamp) {
        let over = self.in_force().map(|(stamp, _)| stamp).collect();
        let version = Version {
            otp: Some(otp),
            over,
            counter,
            confirmed: Field::default(),
            extra: BTreeMap::new(),
        };
        self.0.insert(stamp, version);
    }

    /// The secret that makes codes: the latest in force.
    #[must_use]
    pub fn current(&self) -> Option<(Stamp, &Version)> {
        self.in_force().last()
    }

    /// Every secret in force: one, or more when they were set at the same time on different computers.
    pub fn in_force(&self) -> impl Iterator<Item = (Stamp, &Version)> {
        self.known()
            .filter(|(stamp, _)| !self.0.values().any(|later| later.over.contains(stamp)))
    }

    /// Secrets that were replaced and are still kept, oldest first.
    pub fn replaced(&self) -> impl Iterator<Item = (Stamp, &Version)> {
        self.known()
            .filter(|(stamp, _)| self.0.values().any(|later| later.over.contains(stamp)))
    }

    /// Those that the portal takes no more, because it accepted a code of a later one: the marks of forgotten ones too.
    #[must_use]
    pub fn retired(&self) -> BTreeSet<Stamp> {
        let confirmed = self.0.values().filter(|it| it.confirmed().is_some());
        let mut next: Vec<Stamp> = confirmed.flat_map(|it| &it.over).copied().collect();
        let mut retired = BTreeSet::new();
        while let Some(stamp) = next.pop() {
            if retired.insert(stamp)
                && let Some(version) = self.0.get(&stamp)
            {
                next.extend(&version.over);
            }
        }
        retired
    }

    /// Every secret that is kept, oldest first.
    pub fn known(&self) -> impl Iterator<Item = (Stamp, &Version)> {
        self.0
            .iter()
            .filter(|(_, version)| version.otp.is_some())
            .map(|(stamp, version)| (*stamp, version))
    }

    /// Moves the current HOTP counter to `next`; never back.
    pub fn advance(&mut self, next: u64) {
        if let Some(version) = self.current_mut() {
            version.counter = version.counter.max(next);
        }
    }

    /// Notes that the portal accepted a code of the current secret (milliseconds since 1970), or takes that back with 0.
    pub fn confirm(&mut self, at: u64, stamp: Stamp) {
        if let Some(version) = self.current_mut() {
            version.confirmed.set(at, stamp);
        }
    }

    /// Whether [`Versions::forget_replaced`] would forget anything.
    #[must_use]
    pub fn has_forgettable(&self, confirmed_before: u64, marks_before: Stamp) -> bool {
        let is_old_mark =
            |(stamp, version): (&Stamp, &Version)| version.otp.is_none() && *stamp < marks_before;
        self.0.iter().any(is_old_mark)
            || (self.is_settled(confirmed_before) && self.outdated().next().is_some())
    }

    /// Replaced secrets whose bytes are in force no more. Where only the digits were changed, the earlier version says since
    /// when the secret has been known.
    fn outdated(&self) -> impl Iterator<Item = Stamp> {
        let is_in_force = |otp: Option<&Otp>| {
            let mut in_force = self.in_force();
            in_force.any(|(_, it)| it.otp().map(Otp::secret) == otp.map(Otp::secret))
        };
        let replaced = self.replaced();
        let outdated = replaced.filter(move |(_, it)| !is_in_force(it.otp()));
        outdated.map(|(stamp, _)| stamp)
    }

    /// Whether one secret is in force, and the portal accepted a code of it before then (milliseconds since 1970).
    fn is_settled(&self, confirmed_before: u64) -> bool {
        self.in_force().count() == 1
            && self
                .current()
                .is_some_and(|(_, version)| (1..confirmed_before).contains(version.confirmed.get()))
    }

    /// Forgets replaced secrets once the one in force was confirmed before `confirmed_before` (milliseconds since 1970), but
    /// none whose bytes are in force still; and the marks of those forgotten that are older than `marks_before`. Returns
    /// whether anything went.
    pub fn forget_replaced(&mut self, confirmed_before: u64, marks_before: Stamp) -> bool {
        let settled = self.is_settled(confirmed_before);
        let outdated: Vec<Stamp> = self.outdated().collect();
        let mut changed = false;
        for stamp in outdated.iter().filter(|_| settled) {
            if let Some(version) = self.0.get_mut(stamp) {
                version.forget();
                changed = true;
            }
        }
        self.0.retain(|stamp, version| {
            let keep = version.otp.is_some() || *stamp >= marks_before;
            changed |= !keep;
            keep
        });
        changed
    }

    fn current_mut(&mut self) -> Option<&mut Version> {
        let stamp = self.current()?.0;
        self.0.get_mut(&stamp)
    }
}

impl Version {
    /// What the codes are made from; `None` once forgotten.
    #[must_use]
    pub const fn otp(&self) -> Option<&Otp> {
        self.otp.as_ref()
    }

    /// The next HOTP counter.
    #[must_use]
    pub const fn counter(&self) -> u64 {
        self.counter
    }

    /// The next HOTP counter; none for the kinds that do not count.
    #[must_use]
    pub fn counter_in_use(&self) -> Option<u64> {
        let otp = self.otp.as_ref()?;
        (otp.kind() == Kind::Hotp).then_some(self.counter)
    }

    /// When the portal accepted a code, in milliseconds since 1970.
    #[must_use]
    pub fn confirmed(&self) -> Option<u64> {
        Some(*self.confirmed.get()).filter(|at| *at > 0)
    }

    fn forget(&mut self) {
        self.otp = None;
        self.counter = 0;
        self.confirmed = Field::default();
        self.extra.clear();
    }

    fn merge(&mut self, other: &Self) {
        for over in &other.over {
            if let Err(at) = self.over.binary_search(over) {
                self.over.insert(at, *over);
            }
        }
        match (&self.otp, &other.otp) {
            (None, _) => {}
            (_, None) => self.forget(),
            (Some(ours), Some(theirs)) => match ours.cmp(theirs) {
                // One stamp, two secrets: only a damaged or forged file holds that. Any fixed choice keeps replicas alike.
                Ordering::Less => self.clone_from(&Self {
                    over: self.over.clone(),
                    ..other.clone()
                }),
                Ordering::Greater => {}
                Ordering::Equal => {
                    self.counter = self.counter.max(other.counter);
                    self.confirmed.merge(&other.confirmed);
                    for (name, theirs) in &other.extra {
                        let ours = self.extra.entry(name.clone()).or_default();
                        if theirs > ours {
                            ours.clone_from(theirs);
                        }
                    }
                }
            },
        }
    }

    /// Whether [`Version::merge`] would change nothing.
    fn covers(&self, other: &Self) -> bool {
        let has_all_over = || {
            let mut over = other.over.iter();
            over.all(|over| self.over.binary_search(over).is_ok())
        };
        let is_covered = match (&self.otp, &other.otp) {
            (None, _) => true,
            (_, None) => false,
            (Some(ours), Some(theirs)) => match ours.cmp(theirs) {
                Ordering::Less => false,
                Ordering::Greater => true,
                Ordering::Equal => {
                    let mut extra = other.extra.iter();
                    self.counter >= other.counter
                        && self.confirmed.covers(&other.confirmed)
                        && extra.all(|(name, theirs)| {
                            self.extra.get(name).is_some_and(|ours| theirs <= ours)
                        })
                }
            },
        };
        is_covered && has_all_over()
    }

    fn put(&self, stamp: Stamp, created: Stamp, replicas: &mut Replicas, out: &mut Vec<u8>) {
        let begin = out.len();
        if stamp != created {
            put_member("at", out);
            put_stamp(stamp, replicas, out);
        }
        if !self.over.is_empty() {
            put_member("over", out);
            for (at, over) in self.over.iter().enumerate() {
                out.push(if at == 0 { b'[' } else { b',' });
                put_stamp(*over, replicas, out);
            }
            out.push(b']');
        }
        if let Some(otp) = &self.otp {
            put_otp(otp, out);
        }
        if self.counter > 0 {
            put_member("counter", out);
            self.counter.put(out);
        }
        if self.confirmed.stamp().is_set() {
            put_member("confirmed", out);
            self.confirmed.get().put(out);
            put_member("confirmed_at", out);
            put_stamp(self.confirmed.stamp(), replicas, out);
        }
        for (name, raw) in &self.extra {
            put_member(name, out);
            out.extend_from_slice(raw.reveal().as_bytes());
        }
        // Every member wrote a comma before itself; the first one's becomes the brace.
        match out.get_mut(begin) {
            Some(first) => *first = b'{',
            None => out.push(b'{'),
        }
        out.push(b'}');
    }
}

impl Part for Versions {
    fn merge(&mut self, other: &Self) {
        merge_sorted(&mut self.0, &other.0, Version::merge);
    }

    fn covers_since(&self, other: &Self, floor: Stamp) -> bool {
        other.0.iter().all(|(stamp, theirs)| {
            stamp.is_purged_by(floor) || self.0.get(stamp).is_some_and(|ours| ours.covers(theirs))
        })
    }

    fn purge(&mut self, floor: Stamp) {
        self.0.retain(|stamp, _| *stamp > floor);
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (stamp, version) in &self.0 {
            see(*stamp);
            see(version.confirmed.stamp());
        }
    }

    fn put(&self, out: &mut Out<'_>) {
        if self.0.is_empty() {
            return;
        }
        out.key();
        for (at, (stamp, version)) in self.0.iter().enumerate() {
            out.bytes.push(if at == 0 { b'[' } else { b',' });
            version.put(*stamp, out.created, out.replicas, out.bytes);
        }
        out.bytes.push(b']');
    }

    fn take<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        struct List<'a>(&'a mut Versions);
        impl<'de> Visitor<'de> for List<'_> {
            type Value = ();
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of secrets")
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
                let mut versions = Vec::new();
                while let Some(StoredVersion(stamp, version)) = list.next_element()? {
                    if versions.len() == MAX_VERSIONS {
                        return Err(de::Error::custom("more secrets than a factor ever has"));
                    }
                    versions.push((stamp, version));
                }
                self.0.0.extend(versions);
                Ok(())
            }
        }
        deserializer.deserialize_seq(List(self))
    }

    fn date(&mut self, _key: Option<&str>, _stamp: Stamp) {}

    fn resolve(&mut self, created: Stamp, replicas: &Replicas) -> Result<(), StampError> {
        let mut resolved = Vec::with_capacity(self.0.len());
        for (stamp, mut version) in std::mem::take(&mut self.0) {
            for over in &mut version.over {
                *over = real(*over, created, replicas)?;
            }
            version.over.sort_unstable();
            version.over.dedup();
            version.confirmed.resolve(created, replicas)?;
            resolved.push((real(stamp, created, replicas)?, version));
        }
        self.0.extend(resolved);
        Ok(())
    }
}

struct StoredVersion(Stamp, Version);

impl<'de> serde::Deserialize<'de> for StoredVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = StoredVersion;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a secret and what belongs to it")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<StoredVersion, A::Error> {
                let mut members = StoredMembers::default();
                while let Some(Name(name)) = map.next_key()? {
                    members.take(&name, &mut map)?;
                }
                members.version()
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// The members of a version while they are read.
struct StoredMembers {
    at: Stamp,
    over: Vec<Stamp>,
    kind: Option<Kind>,
    secret: Option<Secret>,
    algorithm: Option<Algorithm>,
    digits: Option<u8>,
    period: Option<u32>,
    counter: u64,
    confirmed: Field<u64>,
    confirmed_at: Option<Stamp>,
    extra: BTreeMap<String, SecretText>,
}

impl StoredMembers {
    fn take<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        let stamp = |stored: StoredStamp| stored.0;
        match name {
            "at" => self.at = map.next_value().map(stamp)?,
            "over" => {
                let over: Vec<StoredStamp> = map.next_value()?;
                self.over = over.into_iter().map(stamp).collect();
            }
            "type" => self.kind = Some(parse::<Kind, A>(&map.next_value::<Name<'de>>()?)?),
            "secret" => {
                let Name(text) = map.next_value()?;
                self.secret = Some(Secret::from_base32(&text).map_err(de::Error::custom)?);
            }
            "algorithm" => {
                self.algorithm = Some(parse::<Algorithm, A>(&map.next_value::<Name<'de>>()?)?);
            }
            "digits" => self.digits = Some(map.next_value()?),
            "period" => self.period = map.next_value()?,
            "counter" => self.counter = map.next_value()?,
            "confirmed" => self.confirmed.set(map.next_value()?, Stamp::NEVER),
            "confirmed_at" => self.confirmed_at = Some(map.next_value().map(stamp)?),
            name => {
                let raw = map.next_value::<Box<RawValue>>()?;
                self.extra.insert(name.to_owned(), raw.into());
            }
        }
        Ok(())
    }

    fn version<E: de::Error>(self) -> Result<StoredVersion, E> {
        let otp = self.secret.map(|secret| {
            let otp = Otp::new(
                self.kind.ok_or_else(|| E::missing_field("type"))?,
                secret,
                self.algorithm.unwrap_or_default(),
                self.digits.ok_or_else(|| E::missing_field("digits"))?,
                self.period.unwrap_or(30),
            );
            otp.map_err(E::custom)
        });
        let mut version = Version {
            otp: otp.transpose()?,
            over: self.over,
            counter: self.counter,
            confirmed: self.confirmed,
            extra: self.extra,
        };
        if let Some(stamp) = self.confirmed_at {
            version.confirmed.date(None, stamp);
        }
        if version.otp.is_none() {
            // It was forgotten, with all that belonged to it; whoever still had some would merge otherwise.
            version.forget();
        }
        Ok(StoredVersion(self.at, version))
    }
}

impl Default for StoredMembers {
    fn default() -> Self {
        Self {
            at: INHERITED,
            over: Vec::new(),
            kind: None,
            secret: None,
            algorithm: None,
            digits: None,
            period: None,
            counter: 0,
            confirmed: Field::default(),
            confirmed_at: None,
            extra: BTreeMap::new(),
        }
    }
}

fn parse<'de, T: std::str::FromStr, A: MapAccess<'de>>(name: &Name<'de>) -> Result<T, A::Error> {
    name.0
        .parse()
        .map_err(|_| de::Error::custom("an unknown kind or algorithm"))
}

fn put_otp(otp: &Otp, out: &mut Vec<u8>) {
    put_member("type", out);
    put_str(otp.kind().as_str(), out);
    put_member("secret", out);
    put_str(&otp.secret().to_base32(), out);
    put_member("algorithm", out);
    put_str(otp.algorithm().as_str(), out);
    put_member("digits", out);
    u32::from(otp.digits()).put(out);
    if let Some(period) = otp.period() {
        put_member("period", out);
        period.put(out);
    }
}
