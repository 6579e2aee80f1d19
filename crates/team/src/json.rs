//! Strict JSON: what is signed must mean one thing to every reader.

use std::{collections::BTreeSet, fmt};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::form::FormError;

/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 16;
/// The greatest integer that is read: beyond, programs in other languages round.
pub const MAX_INTEGER: u64 = 1 << 53;

/// Reads a value of a known shape; members that are not known are passed over.
///
/// # Errors
/// [`FormError::Malformed`] also for members that are there twice, fractions, integers beyond [`MAX_INTEGER`], nesting
/// beyond [`MAX_DEPTH`], characters of no text (NUL), and anything after the value.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FormError> {
    check(bytes)?;
    serde_json::from_slice(bytes).map_err(|_| FormError::Malformed)
}

/// Reads an object whose members are asked for one by one.
///
/// # Errors
/// As [`read`].
pub fn read_object(bytes: &[u8]) -> Result<Fields, FormError> {
    read::<Map<String, Value>>(bytes).map(Fields)
}

/// Unpadded base64url, of which only the one text that stands for the bytes is read.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads [`base64`].
///
/// # Errors
/// [`FormError::Malformed`].
pub fn from_base64(text: &str) -> Result<Vec<u8>, FormError> {
    URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| FormError::Malformed)
}

/// An object whose members are taken out one by one, so that what is left over at the end is known to be unknown.
pub struct Fields(Map<String, Value>);

impl Fields {
    /// An object that stands in another one.
    ///
    /// # Errors
    /// [`FormError::Malformed`].
    pub fn of(value: Value) -> Result<Self, FormError> {
        match value {
            Value::Object(members) => Ok(Self(members)),
            _ => Err(FormError::Malformed),
        }
    }

    /// Takes a member.
    ///
    /// # Errors
    /// [`FormError::Malformed`] where it is missing or of another type.
    pub fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, FormError> {
        let value = self.0.remove(name).ok_or(FormError::Malformed)?;
        serde_json::from_value(value).map_err(|_| FormError::Malformed)
    }

    /// Takes a member that is bytes in base64url.
    ///
    /// # Errors
    /// As [`Fields::take`].
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>, FormError> {
        from_base64(&self.take::<String>(name)?)
    }

    /// Makes sure that every member was known.
    ///
    /// # Errors
    /// [`FormError::Newer`].
    pub fn end(self) -> Result<(), FormError> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(FormError::Newer),
        }
    }
}

/// A text that is wiped.
pub(crate) struct Secret(pub Zeroizing<String>);

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)
            .map(Zeroizing::new)
            .map(Self)
    }
}

/// Bytes of a fixed number in base64url.
pub mod fixed {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes them.
    ///
    /// # Errors
    /// As the serializer says.
    pub fn serialize<S: Serializer, const N: usize>(
        bytes: &[u8; N],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::base64(bytes))
    }

    /// Reads them.
    ///
    /// # Errors
    /// Where they are others, or more or fewer.
    pub fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
        deserializer: D,
    ) -> Result<[u8; N], D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let bytes = super::from_base64(&text).map_err(D::Error::custom)?;
        let bytes = bytes.try_into();
        bytes.map_err(|_| D::Error::custom("another number of bytes"))
    }
}

fn check(bytes: &[u8]) -> Result<(), FormError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    Depth(0)
        .deserialize(&mut json)
        .and_then(|()| json.end())
        .map_err(|_| FormError::Malformed)
}

/// Walks a value that stands in so many others.
struct Depth(usize);

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Depth {
    fn deeper<E: de::Error>(&self) -> Result<usize, E> {
        match self.0 < MAX_DEPTH {
            true => Ok(self.0 + 1),
            false => Err(E::custom("too deep")),
        }
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON with one meaning")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        match number <= MAX_INTEGER {
            true => Ok(()),
            false => Err(E::custom("too great")),
        }
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        self.visit_u64(number.unsigned_abs())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        match text.contains('\0') {
            true => Err(E::custom("no text")),
            false => Ok(()),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        while items.next_element_seed(Depth(depth))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let mut names = BTreeSet::new();
        while let Some(name) = members.next_key::<Name>()? {
            if name.0.contains('\0') || !names.insert(name.0) {
                return Err(de::Error::custom("twice"));
            }
            members.next_value_seed(Depth(depth))?;
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Name(String);

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str) -> bool {
        read::<Value>(text.as_bytes()).is_ok()
    }

    #[test]
    fn t7_what_could_be_read_in_two_ways_is_not_read() {
        assert!(reads(r#"{"a":1,"b":[{"a":2}],"c":9007199254740992}"#));
        let refused = [
            r#"{"a":1,"a":2}"#,
            r#"{"b":{"a":1,"a":1}}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"a":1.5}"#,
            r#"{"a":1e3}"#,
            r#"{"a":9007199254740993}"#,
            r#"{"a":-9007199254740993}"#,
            r#"{"a":18446744073709551616}"#,
            r#"{"a":"\u0000"}"#,
            r#"{"\u0000":1}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":1} {}"#,
            r#"{"a":1}x"#,
            r#"{"a":1"#,
            "",
        ];
        for text in refused {
            assert!(!reads(text), "{text}");
        }
        assert!(read::<Value>(b"{\"a\":\"\xff\"}").is_err());
    }

    #[test]
    fn t7_sixteen_levels_are_read_and_seventeen_are_not() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(reads(&nested(16)));
        assert!(!reads(&nested(17)));
        assert!(!reads(&nested(100_000)));
    }

    #[test]
    fn base64_has_one_text_for_the_same_bytes() {
        assert_eq!(from_base64("_w"), Ok(vec![255]));
        for text in ["_x", "_w==", "/w", "_", " _w"] {
            assert!(from_base64(text).is_err(), "{text}");
        }
    }
}
