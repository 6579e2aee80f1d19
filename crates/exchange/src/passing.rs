//! An import as bytes, for another process: the one that read the files has no keys, and the one that has them reads no
//! files.
//!
//! Integers are little-endian, texts and lists begin with their length as `u32`, an option or a choice with a byte. No
//! value has a shorter form than another, so no bytes are the start of something larger than they are by more than a
//! small factor. What this version does not know of its own documents ([`Extra`], the text of [`Unread`]) stays behind:
//! nobody who takes an import in has a use for it.

use std::collections::BTreeMap;

use keyrack_otp::{Algorithm, Kind, Otp, Secret};
use zeroize::Zeroizing;

use crate::{
    Account, Attachment, Client, Column, Document, Entry, Extra, Factor, Field, Folder, Format,
    Import, MAX_ROWS, Missing, Notice, Outcome, Reason, Records, Recovery, RecoveryCode, Refusal,
    Replaced, Row, SecretBytes, SecretText, Source, Unread,
};

/// The most bytes that an import takes on its way. Files of [`MAX_FILE_BYTES`](crate::MAX_FILE_BYTES) bytes stay below.
pub const MAX_PASSED_BYTES: usize = 160 << 20;

/// The most elements of all lists of an import together, so that little that is said cannot become much in memory.
const MAX_ELEMENTS: usize = 2_000_000;

/// What came is no import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what came is no import")]
pub struct Garbled;

/// Writes an import, and what is to know of the columns of a table.
///
/// # Errors
/// [`Garbled`] where it is larger than any that is taken.
pub fn pass(import: &Import, columns: Option<&[Column]>) -> Result<Zeroizing<Vec<u8>>, Garbled> {
    let mut out = Out(Zeroizing::default());
    import.send(&mut out);
    out.option(columns, |out, columns| out.list(columns));
    if out.0.len() > MAX_PASSED_BYTES {
        return Err(Garbled);
    }
    Ok(out.0)
}

/// Reads what [`pass`] wrote. Nothing of it is believed: every text is one, every number is one that its place takes,
/// and rows are counted anew.
///
/// # Errors
/// [`Garbled`] for all else.
pub fn take_over(bytes: &[u8]) -> Result<(Import, Option<Vec<Column>>), Garbled> {
    if bytes.len() > MAX_PASSED_BYTES {
        return Err(Garbled);
    }
    let mut from = In {
        rest: bytes,
        elements: MAX_ELEMENTS,
    };
    let taken = (Import::receive(&mut from)?, Option::receive(&mut from)?);
    if from.rest.is_empty() {
        Ok(taken)
    } else {
        Err(Garbled)
    }
}

/// Bytes that are written.
struct Out(Zeroizing<Vec<u8>>);

impl Out {
    fn bytes(&mut self, bytes: &[u8]) {
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
    fn length(&mut self, length: usize) {
        self.bytes(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes(text.as_bytes());
    }

    fn list<'a, T: Pass + 'a>(
        &mut self,
        list: impl IntoIterator<Item = &'a T, IntoIter: ExactSizeIterator>,
    ) {
        let list = list.into_iter();
        self.length(list.len());
        list.for_each(|element| element.send(self));
    }

    fn option<T>(&mut self, option: Option<T>, send: impl FnOnce(&mut Self, T)) {
        self.bytes(&[u8::from(option.is_some())]);
        if let Some(value) = option {
            send(self, value);
        }
    }
}

/// Bytes that are read.
struct In<'a> {
    rest: &'a [u8],
    /// How many elements of lists may still come.
    elements: usize,
}

impl<'a> In<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8], Garbled> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or(Garbled)?;
        self.rest = rest;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Garbled> {
        self.bytes(N)?.try_into().map_err(|_| Garbled)
    }

    fn length(&mut self) -> Result<usize, Garbled> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    fn text(&mut self) -> Result<&'a str, Garbled> {
        let length = self.length()?;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| Garbled)
    }

    fn list<T>(
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
trait Pass: Sized {
    fn send(&self, out: &mut Out);
    fn receive(from: &mut In<'_>) -> Result<Self, Garbled>;
}

/// Passes a struct field by field.
macro_rules! fields {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl Pass for $name {
            fn send(&self, out: &mut Out) {
                let Self { $($field),+ } = self;
                $($field.send(out);)+
            }

            fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
                Ok(Self { $($field: Pass::receive(from)?),+ })
            }
        }
    };
}

/// Passes one of a few by its name.
macro_rules! names {
    ($($name:ident: $of:expr, $named:expr;)+) => {
        $(impl Pass for $name {
            fn send(&self, out: &mut Out) {
                let name: fn(Self) -> &'static str = $of;
                out.text(name(*self));
            }

            fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
                let named: fn(&str) -> Option<Self> = $named;
                named(from.text()?).ok_or(Garbled)
            }
        })+
    };
}

names! {
    Format: Format::as_str, |name| name.parse().ok().filter(|format: &Format| format.info().imports);
    Reason: Reason::code, |name| Reason::ALL.into_iter().find(|it| it.code() == name);
    Notice: Notice::code, |name| Notice::ALL.into_iter().find(|it| it.code() == name);
    Field: Field::as_str, |name| Field::ALL.into_iter().find(|it| it.as_str() == name);
    Kind: Kind::as_str, |name| name.parse().ok();
    Algorithm: Algorithm::as_str, |name| name.parse().ok();
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

fields!(Entry {
    issuer,
    label,
    otp,
    counter,
    note,
    url,
    groups,
    tags,
    favourite,
    trashed,
    notices,
    source,
});
fields!(Source {
    account_id,
    factor_id
});
fields!(Refusal {
    reason,
    issuer,
    label
});
fields!(Missing { batch, of, parts });
fields!(Column {
    letter,
    heading,
    field,
    samples
});
fields!(Document {
    folders,
    accounts,
    extra
});
fields!(Folder {
    id,
    name,
    client,
    colour,
    archived,
    extra
});
fields!(Client {
    tax_number,
    short_code,
    contact,
    email,
    notes,
    extra
});
fields!(Account {
    id,
    folder,
    service,
    issuer,
    label,
    url,
    email,
    note,
    tags,
    icon,
    also_serves,
    deadlines,
    support,
    channels,
    trashed,
    factors,
    recovery,
    extra,
});
fields!(Factor {
    id,
    label,
    otp,
    counter,
    confirmed,
    confirmed_at,
    replaced,
    extra
});
fields!(Replaced {
    otp,
    counter,
    replaced_at,
    extra
});
fields!(Recovery {
    id,
    kind,
    label,
    value,
    codes,
    whose,
    file,
    extra
});
fields!(RecoveryCode {
    text,
    used,
    used_at,
    extra
});
fields!(Attachment {
    name,
    content,
    extra
});

impl Pass for Import {
    fn send(&self, out: &mut Out) {
        let Self {
            format,
            encrypted,
            rows,
            missing,
            document,
        } = self;
        format.send(out);
        encrypted.send(out);
        out.length(rows.len());
        // Their numbers are their places.
        rows.iter().for_each(|row| row.outcome.send(out));
        missing.send(out);
        document.send(out);
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        let (format, encrypted) = (Pass::receive(from)?, Pass::receive(from)?);
        let mut row = 0;
        let rows = from.list(|from| {
            row += 1;
            let outcome = Outcome::receive(from)?;
            (row <= MAX_ROWS)
                .then_some(Row { row, outcome })
                .ok_or(Garbled)
        })?;
        Ok(Self {
            format,
            encrypted,
            rows,
            missing: Pass::receive(from)?,
            document: Pass::receive(from)?,
        })
    }
}

impl Pass for Outcome {
    fn send(&self, out: &mut Out) {
        matches!(self, Self::Entry(_)).send(out);
        match self {
            Self::Entry(entry) => entry.send(out),
            Self::Refused(refusal) => refusal.send(out),
        }
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        Ok(match bool::receive(from)? {
            true => Self::Entry(Pass::receive(from)?),
            false => Self::Refused(Pass::receive(from)?),
        })
    }
}

impl Pass for Otp {
    fn send(&self, out: &mut Out) {
        self.kind().send(out);
        let secret = self.secret().as_bytes();
        out.length(secret.len());
        out.bytes(secret);
        self.algorithm().send(out);
        self.digits().send(out);
        self.period().send(out);
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        let kind = Pass::receive(from)?;
        let length = from.length()?;
        let secret = Secret::from_bytes(from.bytes(length)?.to_vec()).map_err(|_| Garbled)?;
        let (algorithm, digits, period) = (
            Pass::receive(from)?,
            Pass::receive(from)?,
            Option::receive(from)?,
        );
        // Codes by a counter have no period, and ignore what is given for one.
        let period = period.unwrap_or(1);
        Self::new(kind, secret, algorithm, digits, period).map_err(|_| Garbled)
    }
}

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

impl Pass for SecretText {
    fn send(&self, out: &mut Out) {
        out.text(self);
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        from.text().map(|text| Self::new(text.to_owned()))
    }
}

impl Pass for SecretBytes {
    fn send(&self, out: &mut Out) {
        out.length(self.len());
        out.bytes(self);
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        let length = from.length()?;
        if length > crate::MAX_ATTACHMENT_BYTES {
            return Err(Garbled);
        }
        Ok(Self::new(from.bytes(length)?.to_vec()))
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

impl<T: Pass> Pass for Records<T> {
    fn send(&self, out: &mut Out) {
        out.list(&self.0);
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        Vec::receive(from).map(Self)
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

impl Pass for Unread {
    fn send(&self, out: &mut Out) {
        self.reason.send(out);
    }

    fn receive(from: &mut In<'_>) -> Result<Self, Garbled> {
        Ok(Self {
            reason: Pass::receive(from)?,
            json: SecretText::default(),
        })
    }
}

impl Pass for Extra {
    fn send(&self, _out: &mut Out) {}

    fn receive(_from: &mut In<'_>) -> Result<Self, Garbled> {
        Ok(Self::default())
    }
}
