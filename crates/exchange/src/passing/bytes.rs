//! Bytes that are written, and read again without believing anything.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

/// The most elements of all lists of an import together, so that little that is said cannot become much in memory.
const MAX_ELEMENTS: usize = 2_000_000;

/// What came is no import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what came is no import")]
pub struct Garbled;

/// Bytes that are written.
#[derive(Default)]
pub(super) struct Out(Zeroizing<Vec<u8>>);

impl Out {
    pub(super) fn into_bytes(self) -> Zeroizing<Vec<u8>> {
        self.0
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        let (length, needed) = (self.0.len(), self.0.len() + bytes.len());
        if needed > self.0.capacity() {
            // A vector that grows by itself leaves what it held behind.
            let mut larger = Zeroizing::new(Vec::with_capacity((2 * length).max(needed).max(4096)));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
    }

    /// A length that is too large for its place is so for all of it, which is checked at the end.
    pub(super) fn length(&mut self, length: usize) {
        self.bytes(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes(text.as_bytes());
    }

    pub(super) fn list<'a, T: Pass + 'a>(
        &mut self,
        list: impl IntoIterator<Item = &'a T, IntoIter: ExactSizeIterator>,
    ) {
        let list = list.into_iter();
        self.length(list.len());
        list.for_each(|element| element.send(self));
    }

    pub(super) fn option<T>(&mut self, option: Option<T>, send: impl FnOnce(&mut Self, T)) {
        self.bytes(&[u8::from(option.is_some())]);
        if let Some(value) = option {
            send(self, value);
        }
    }
}

/// Bytes that are read.
pub(super) struct In<'a> {
    rest: &'a [u8],
    /// How many elements of lists may still come.
    elements: usize,
}

impl<'a> In<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            elements: MAX_ELEMENTS,
        }
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], Garbled> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or(Garbled)?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Garbled> {
        self.bytes(N)?.try_into().map_err(|_| Garbled)
    }

    pub(super) fn length(&mut self) -> Result<usize, Garbled> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, Garbled> {
        let length = self.length()?;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| Garbled)
    }

    pub(super) fn list<T>(
        &mut self,
        mut receive: impl FnMut(&mut Self) -> Result<T, Garbled>,
    ) -> Result<Vec<T>, Garbled> {
        let length = self.length()?;
        self.elements = self.elements.checked_sub(length).ok_or(Garbled)?;
        // It grows by what is there, not by what is said of it.
        let mut list = Vec::new();
        for _ in 0..length {
            list.push(receive(self)?);
        }
        Ok(list)
    }
}

/// What can be passed.
pub(super) trait Pass: Sized {
    fn send(&self, out: &mut Out);
    fn receive(from: &mut In<'_>) -> Result<Self, Garbled>;
}

/// Passes a number.
macro_rules! numbers {
    ($($name:ident),+) => {
        $(impl Pass for $name {
            fn send(&self, out: &mut Out) {
                out.bytes(&self.to_le_bytes());
            }

            fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
                from.array().map(Self::from_le_bytes)
            }
        })+
    };
}

numbers!(u8, u32, i32, u64);

impl Pass for bool {
    fn send(&self, out: &mut Out) {
        out.bytes(&[u8::from(*self)]);
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        match from.array()? {
            [0] => Ok(false),
            [1] => Ok(true),
            _ => Err(Garbled),
        }
    }
}

impl Pass for String {
    fn send(&self, out: &mut Out) {
        out.text(self);
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        from.text().map(Self::from)
    }
}

impl<T: Pass> Pass for Option<T> {
    fn send(&self, out: &mut Out) {
        out.option(self.as_ref(), |out, value| value.send(out));
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        bool::receive(from)?.then(|| T::receive(from)).transpose()
    }
}

impl<T: Pass, E: Pass> Pass for Result<T, E> {
    fn send(&self, out: &mut Out) {
        self.is_ok().send(out);
        match self {
            Ok(value) => value.send(out),
            Err(other) => other.send(out),
        }
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        Ok(match bool::receive(from)? {
            true => Ok(T::receive(from)?),
            false => Err(E::receive(from)?),
        })
    }
}

impl<T: Pass> Pass for Vec<T> {
    fn send(&self, out: &mut Out) {
        out.list(self);
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        from.list(T::receive)
    }
}

impl Pass for BTreeMap<String, String> {
    fn send(&self, out: &mut Out) {
        out.length(self.len());
        for (name, value) in self {
            out.text(name);
            out.text(value);
        }
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        let pairs = from.list(|from| Ok((Pass::receive(from)?, Pass::receive(from)?)))?;
        Ok(pairs.into_iter().collect())
    }
}
