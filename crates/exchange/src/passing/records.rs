//! The parts of an import, field by field.

use keyrack_otp::{Algorithm, Kind, Otp, Secret};

use super::bytes::{Garbled, In, Out, Pass};
use crate::document::{
    Account, Attachment, Client, Document, Extra, Factor, Folder, MAX_ATTACHMENT_BYTES, Records,
    Recovery, RecoveryCode, Replaced, Unread, for_each_record,
};
use crate::format::Format;
use crate::import::Import;
use crate::limits::MAX_ROWS;
use crate::migration::Missing;
use crate::reason::{Notice, Reason};
use crate::row::{Entry, Outcome, Refusal, Row, Source};
use crate::secret::{SecretBytes, SecretText};
use crate::table::field::Field;
use crate::table::shown::Column;

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
    Format: Format::as_str, |name| name.parse().ok();
    Reason: Reason::code, |name| Reason::ALL.into_iter().find(|it| it.code() == name);
    Notice: Notice::code, |name| Notice::ALL.into_iter().find(|it| it.code() == name);
    Field: Field::as_str, |name| Field::ALL.into_iter().find(|it| it.as_str() == name);
    Kind: Kind::as_str, |name| name.parse().ok();
    Algorithm: Algorithm::as_str, |name| name.parse().ok();
}

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

/// Passes a record of a document.
macro_rules! record {
    ($name:ident { $($field:ident),+ }) => {
        fields!($name { $($field,)+ extra });
    };
    ($name:ident { $($before:ident,)* [$otp:ident, $counter:ident], $($after:ident),+ }) => {
        fields!($name { $($before,)* $otp, $counter, $($after,)+ extra });
    };
}

for_each_record!(record);

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
        if length > MAX_ATTACHMENT_BYTES {
            return Err(Garbled);
        }
        Ok(Self::new(from.bytes(length)?.to_vec()))
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
