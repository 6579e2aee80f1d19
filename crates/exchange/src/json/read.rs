//! A value stays a slice of the input until it is asked for.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::error::ImportError;
use crate::limits::{MAX_ROWS, MAX_TEXT_BYTES};
use crate::reason::Reason;

/// The members of an object by name. Of two members with one name the last one counts.
#[derive(Clone, Default)]
pub(crate) struct Object<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> Object<'a> {
    /// Reads a whole file, which has to be an object.
    pub(crate) fn parse(text: &'a str) -> Result<Self, ImportError> {
        parse(text)
    }

    /// Reads a value that has to be an object.
    pub(crate) fn read(raw: &'a RawValue) -> Result<Self, Reason> {
        serde_json::from_str(raw.get()).map_err(|_| Reason::BadStructure)
    }

    /// A member that is there and not `null`.
    pub(crate) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.get(name).copied().filter(|raw| !is_null(raw))
    }

    /// A text; empty if there is none.
    pub(crate) fn text(&self, name: &str) -> Result<String, Reason> {
        self.get(name).map_or(Ok(String::new()), text)
    }

    /// A text that is there.
    pub(crate) fn text_of(&self, name: &str) -> Option<Zeroizing<String>> {
        self.secret(name).ok().flatten()
    }

    /// A text that is secret.
    pub(crate) fn secret(&self, name: &str) -> Result<Option<Zeroizing<String>>, Reason> {
        self.get(name)
            .map(|raw| text(raw).map(Zeroizing::new))
            .transpose()
    }

    /// A whole number, which may be written as `30`, `30.0` or `"30"`; `fault` if it is none.
    pub(crate) fn number(&self, name: &str, fault: Reason) -> Result<Option<u64>, Reason> {
        self.get(name)
            .map(|raw| number(raw).ok_or(fault))
            .transpose()
    }

    /// Whether a member is `true`.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.get(name)
            .is_some_and(|raw| matches!(raw.get(), "true" | "1" | "\"true\""))
    }

    /// Refuses a file whose member says that it has a later version than `known`. One that says nothing sensible passes.
    pub(crate) fn check_version(&self, name: &str, known: u64) -> Result<(), ImportError> {
        match self.number(name, Reason::BadStructure) {
            Ok(Some(version)) if version > known => Err(ImportError::FormatNewer),
            _ => Ok(()),
        }
    }

    /// Two texts of each object in a list, such as identifiers and names. Faulty objects are left out.
    pub(crate) fn pairs(&self, list: &str, first: &str, second: &str) -> Vec<(String, String)> {
        let list = self.list(list).unwrap_or_default().into_iter();
        list.filter_map(|raw| {
            let object = Self::read(raw).ok()?;
            Some((object.text(first).ok()?, object.text(second).ok()?))
        })
        .collect()
    }

    /// A member that is an object.
    pub(crate) fn object(&self, name: &str) -> Result<Self, Reason> {
        self.get(name)
            .ok_or(Reason::BadStructure)
            .and_then(Self::read)
    }

    /// Whether there is a member of this name, be it `null`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The names and values of all members, sorted by name.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, raw)| (name.as_str(), *raw))
    }

    /// A list; empty if there is none.
    pub(crate) fn list(&self, name: &str) -> Result<Vec<&'a RawValue>, Reason> {
        self.get(name).map_or(Ok(Vec::new()), list)
    }

    /// Takes a member out as it is.
    pub(crate) fn take_raw(&mut self, name: &str) -> Option<&'a RawValue> {
        self.0.remove(name).filter(|raw| !is_null(raw))
    }

    /// Takes a number out, as [`Object::number`] reads it.
    pub(crate) fn take_number(&mut self, name: &str, fault: Reason) -> Result<Option<u64>, Reason> {
        let number = self.number(name, fault)?;
        self.0.remove(name);
        Ok(number)
    }

    /// What has not been taken out.
    pub(crate) fn into_rest(self) -> impl Iterator<Item = (String, &'a RawValue)> {
        self.0.into_iter()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let InOrder(members) = InOrder::deserialize(deserializer)?;
        Ok(Self(members.into_iter().collect()))
    }
}

/// The members of an object, in their order.
struct InOrder<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for InOrder<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                    if members.len() > MAX_ROWS {
                        return Err(A::Error::custom("too many members"));
                    }
                }
                Ok(members)
            }
        }

        deserializer.deserialize_map(Members).map(Self)
    }
}

/// Reads a whole file, which has to be a list.
pub(crate) fn parse_list(text: &str) -> Result<Vec<&RawValue>, ImportError> {
    let raw: &RawValue = parse(text)?;
    list(raw).map_err(ImportError::of)
}

/// Reads the members of a whole file, which has to be an object, in their order.
pub(crate) fn parse_members(text: &str) -> Result<Vec<(String, &RawValue)>, ImportError> {
    parse(text).map(|InOrder(members)| members)
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ImportError> {
    if depth(text) > MAX_DEPTH {
        return Err(ImportError::DAMAGED);
    }
    serde_json::from_str(text).map_err(|error| ImportError::Damaged {
        line: error.line(),
        column: error.column(),
    })
}

/// Reads a list of at most [`MAX_ROWS`] values; a longer one is [`Reason::TooLong`].
pub(crate) fn list(raw: &RawValue) -> Result<Vec<&RawValue>, Reason> {
    struct List<'a>(Vec<&'a RawValue>);

    impl<'de: 'a, 'a> Deserialize<'de> for List<'a> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_seq(Elements).map(Self)
        }
    }

    struct Elements;

    impl<'de> Visitor<'de> for Elements {
        type Value = Vec<&'de RawValue>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut elements = Vec::new();
            while elements.len() <= MAX_ROWS
                && let Some(element) = list.next_element()?
            {
                elements.push(element);
            }
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(elements)
        }
    }

    let List(elements) = serde_json::from_str(raw.get()).map_err(|_| Reason::BadStructure)?;
    if elements.len() > MAX_ROWS {
        Err(Reason::TooLong)
    } else {
        Ok(elements)
    }
}

/// Reads a text. A number is taken as it is written: names such as `2020` are found unquoted.
pub(crate) fn text(raw: &RawValue) -> Result<String, Reason> {
    let json = raw.get();
    let text = match json.as_bytes() {
        [b'"', ..] => serde_json::from_str(json).map_err(|_| Reason::BadStructure)?,
        [b'-' | b'0'..=b'9', ..] => json.to_owned(),
        _ => return Err(Reason::BadStructure),
    };
    if text.len() > MAX_TEXT_BYTES {
        Err(Reason::TooLong)
    } else {
        Ok(text)
    }
}

pub(super) fn is_null(raw: &RawValue) -> bool {
    raw.get() == "null"
}

pub(super) fn number(raw: &RawValue) -> Option<u64> {
    let digits = raw.get().trim_matches('"').trim();
    digits.parse().ok().or_else(|| {
        let number: f64 = digits.parse().ok()?;
        (number.fract() == 0.0 && (0.0..=MAX_EXACT).contains(&number)).then_some(number as u64)
    })
}

/// How deep objects and lists lie in each other, counted without a stack.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let (mut in_string, mut escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// As deep as other readers of JSON go, so that what is passed on unread stays readable.
const MAX_DEPTH: usize = 127;

/// The largest whole number up to which a float has no gaps.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_read_leniently() {
        let object = Object::parse(
            r#"{"n":30,"f":30.0,"s":" 30 ","e":3e1,"t":"a\u0151","i":2020,"z":null,"b":true,"b2":"true","n":31}"#,
        )
        .unwrap();
        let number = |name| object.number(name, Reason::BadPeriod);
        assert_eq!(
            number("n"),
            Ok(Some(31)),
            "the last of two equal names counts"
        );
        assert_eq!([number("f"), number("s"), number("e")], [Ok(Some(30)); 3]);
        assert_eq!([number("z"), number("none")], [Ok(None); 2]);
        assert_eq!([number("t"), number("b")], [Err(Reason::BadPeriod); 2]);
        assert_eq!(object.text("t").as_deref(), Ok("aő"));
        assert_eq!(object.text("i").as_deref(), Ok("2020"));
        assert_eq!(object.text("b"), Err(Reason::BadStructure));
        assert!(object.flag("b") && object.flag("b2") && !object.flag("z"));
    }

    #[test]
    fn numbers_that_are_not_whole_or_too_large_are_none() {
        for json in [
            "-1",
            "30.5",
            "1e300",
            "18446744073709551616",
            "\"\"",
            "\"NaN\"",
            "\"inf\"",
            "[1]",
        ] {
            let raw: &RawValue = serde_json::from_str(json).unwrap();
            assert_eq!(number(raw), None, "{json}");
        }
        let largest: &RawValue = serde_json::from_str("18446744073709551615").unwrap();
        assert_eq!(number(largest), Some(u64::MAX));
    }

    #[test]
    fn nesting_is_bounded_and_brackets_in_texts_do_not_count() {
        let nested = |levels: usize| {
            format!(
                "{{\"a\":{}{}}}",
                "[".repeat(levels - 1),
                "]".repeat(levels - 1)
            )
        };
        assert!(Object::parse(&nested(MAX_DEPTH)).is_ok());
        assert!(Object::parse(&nested(MAX_DEPTH + 1)).is_err());
        assert!(Object::parse(&nested(1_000_000)).is_err());
        assert!(Object::parse(&format!("{{\"a\":\"\\\"{}\"}}", "[".repeat(1000))).is_ok());
    }
}
