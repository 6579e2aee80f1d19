//! What records have in common, and whether one is in use.

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

use super::{
    field::Field,
    stored_stamp::StampError,
    wire::{Wire, put_str},
};
use crate::{Id, Stamp, stamp::Replicas};

/// Whether a record is in use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Life {
    /// In use.
    #[default]
    Live,
    /// In the trash, since the stamp of this field.
    Trashed,
}

/// What records have in common; made by `record!`.
pub trait Record: Clone + PartialEq {
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
    /// Whether joining another state of the same record into this one would change nothing.
    fn covers(&self, other: &Self) -> bool {
        self.covers_since(other, Stamp::NEVER)
    }
    /// The same for a record inside another one that was purged at `floor`.
    #[doc(hidden)]
    fn covers_since(&self, other: &Self, floor: Stamp) -> bool;
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
