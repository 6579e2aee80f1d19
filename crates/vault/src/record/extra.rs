//! What this version does not know.

use std::collections::BTreeMap;

use super::{
    part::Out,
    stored_stamp::{INHERITED, StampError, real},
};
use crate::{SecretText, Stamp, stamp::Replicas};

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
    pub fn covers_since(&self, other: &Self, floor: Stamp) -> bool {
        other.0.iter().all(|(key, theirs)| {
            theirs.latest().is_purged_by(floor)
                || (self.0.get(key))
                    .is_some_and(|ours| (theirs.latest(), theirs) <= (ours.latest(), ours))
        })
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
