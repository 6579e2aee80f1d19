//! The parts that records are made of, and how each merges.
//!
//! Every part is a join-semilattice: merging is commutative, associative and idempotent, so replicas that have seen the
//! same changes agree, in whatever order and however often they saw them. `tests/vault/laws.rs` holds the parts to that.
//!
//! On disk a record is a JSON object. `id` names it; `s` is the stamp of its creation, which all its parts bear unless
//! `t` says otherwise (paths to stamps); `life` and `purged` tell its end; what this version does not know stays as it is.

mod extra;
mod field;
mod life;
mod map;
mod part;
mod read;
mod records;
mod stored_stamp;
mod wire;

#[doc(hidden)]
pub use extra::Extra;
pub use field::Field;
pub use life::{Life, Record};
pub use map::Map;
pub(crate) use map::merge_sorted;
#[doc(hidden)]
pub use part::Out;
pub use part::Part;
#[doc(hidden)]
pub use read::{Dates, Name, PartSeed, RecordSeed};
pub use records::Records;
pub use stored_stamp::StampError;
#[doc(hidden)]
pub use stored_stamp::StoredStamp;
pub(crate) use stored_stamp::{INHERITED, put_stamp, real};
#[doc(hidden)]
pub use wire::Wire;
pub(crate) use wire::{put_member, put_str};

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

            fn covers_since(&self, other: &Self, floor: $crate::Stamp) -> bool {
                use $crate::record::Part;
                let is_purged_here = other.purged <= self.purged || other.purged.is_purged_by(floor);
                let floor = floor.max(self.purged);
                is_purged_here
                    && self.created <= other.created
                    && self.life.covers_since(&other.life, floor)
                    && self.extra.covers_since(&other.extra, floor)
                    $(&& self.$part.covers_since(&other.$part, floor))*
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
