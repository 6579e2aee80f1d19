//! One value.

use serde::Deserializer;

use super::{
    part::{Out, Part},
    stored_stamp::{INHERITED, StampError, real},
    wire::Wire,
};
use crate::{Stamp, stamp::Replicas};

/// A value that the last change wins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field<T> {
    pub(super) value: T,
    pub(super) stamp: Stamp,
}

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

    fn covers_since(&self, other: &Self, floor: Stamp) -> bool {
        other.stamp.is_purged_by(floor) || (other.stamp, &other.value) <= (self.stamp, &self.value)
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
