//! What Keyrack's own format reads and writes.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::read::{Object, is_null, list, number, text};
use super::write::{Members, Sink};
use crate::reason::Reason;

/// A value that Keyrack's own format reads and writes.
pub(crate) trait Value: Sized {
    fn read(raw: &RawValue) -> Result<Self, Reason>;

    fn write(&self, out: &mut Sink);

    /// Whether a member with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

impl Value for String {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        text(raw)
    }

    fn write(&self, out: &mut Sink) {
        out.string(self);
    }
}

impl Value for bool {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        raw.get().parse().map_err(|_| Reason::BadStructure)
    }

    fn write(&self, out: &mut Sink) {
        out.raw(if *self { "true" } else { "false" });
    }
}

impl Value for u64 {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        number(raw).ok_or(Reason::BadStructure)
    }

    fn write(&self, out: &mut Sink) {
        out.raw(&self.to_string());
    }
}

impl<T: Value> Value for Option<T> {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        if is_null(raw) {
            Ok(None)
        } else {
            T::read(raw).map(Some)
        }
    }

    fn write(&self, out: &mut Sink) {
        match self {
            Some(value) => value.write(out),
            None => out.raw("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Value> Value for Vec<T> {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        list(raw)?.into_iter().map(T::read).collect()
    }

    fn write(&self, out: &mut Sink) {
        out.list(self);
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn read(raw: &RawValue) -> Result<Self, Reason> {
        Object::read(raw)?
            .into_rest()
            .map(|(name, raw)| Ok((name, T::read(raw)?)))
            .collect()
    }

    fn write(&self, out: &mut Sink) {
        out.object(|members| {
            for (name, value) in self {
                members.put(name, value);
            }
        });
    }
}

impl Object<'_> {
    /// Takes a member out. One that is absent or `null` has the default value.
    pub(crate) fn take<T: Value + Default>(&mut self, name: &str) -> Result<T, Reason> {
        self.take_raw(name).map_or(Ok(T::default()), T::read)
    }
}

impl Sink {
    pub(crate) fn list<T: Value>(&mut self, values: &[T]) {
        self.each(values, |value, out| value.write(out));
    }

    /// Writes a list with one value a line.
    pub(crate) fn lines<T: Value>(&mut self, values: &[T]) {
        self.raw("[");
        for (index, value) in values.iter().enumerate() {
            self.raw(if index > 0 { ",\n" } else { "\n" });
            value.write(self);
        }
        self.raw("\n]");
    }
}

impl Members<'_> {
    /// Writes a member, unless its value [is absent](Value::is_absent).
    pub(crate) fn put<T: Value>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            self.put_always(name, value);
        }
    }

    /// Writes a member, as `null` if its value is absent.
    pub(crate) fn put_always<T: Value>(&mut self, name: &str, value: &T) {
        value.write(self.name(name));
    }

    /// Writes a list with one value a line.
    pub(crate) fn put_lines<T: Value>(&mut self, name: &str, values: &[T]) {
        self.name(name).lines(values);
    }
}
