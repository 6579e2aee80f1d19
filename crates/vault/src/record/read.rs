//! Reading records from JSON.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, MapAccess, Visitor},
};

use super::{life::Record, part::Part, stored_stamp::StoredStamp};

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
