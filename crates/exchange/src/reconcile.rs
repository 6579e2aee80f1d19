//! Compares what an import brings with what is there already.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use keyrack_otp::{Algorithm, Kind, Otp};

use crate::row::{Entry, Outcome, Row};

/// A factor that is there already.
#[derive(Clone, Copy, Debug)]
pub struct Existing<'a> {
    /// The identifier of the account.
    pub account_id: &'a str,
    /// The identifier of the factor.
    pub factor_id: &'a str,
    /// The issuer of the account.
    pub issuer: &'a str,
    /// The user or account name.
    pub label: &'a str,
    /// The note of the account.
    pub note: &'a str,
    /// The secret and its parameters.
    pub otp: &'a Otp,
    /// The counter of the next code; `Some` for HOTP only.
    pub counter: Option<u64>,
}

/// How a row relates to what is there and to the rows before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing has its secret or its name.
    New,
    /// The other is equal in everything that an import carries: secret, parameters, counter, issuer, label and note.
    Identical(Other),
    /// The other has the same secret under another name, or with other parameters, counter or note.
    SameSecret(Other),
    /// The other has the same issuer and label and another secret. Case and white space do not count.
    SameName(Other),
    /// The row is faulty.
    Unreadable,
    /// The row is of a kind that Keyrack does not compute.
    Unsupported,
}

impl Status {
    /// The stable code that scripts and translations rely on.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Identical(_) => "identical",
            Self::SameSecret(_) => "same_secret",
            Self::SameName(_) => "same_name",
            Self::Unreadable => "unreadable",
            Self::Unsupported => "unsupported",
        }
    }
}

/// The first one that a row resembles. What is there already goes before rows of the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// The index in the list of what is there.
    Existing(usize),
    /// The index in the list of rows; always a row before.
    Row(usize),
}

/// Tells how each row relates to `existing` and to the rows before it. The answer has one status for each row.
#[must_use]
pub fn reconcile(rows: &[Row], existing: &[Existing<'_>]) -> Vec<Status> {
    let mut seen = Seen::default();
    for (index, factor) in existing.iter().enumerate() {
        seen.insert(&Features::of_existing(factor), Other::Existing(index));
    }
    rows.iter()
        .enumerate()
        .map(|(index, row)| match &row.outcome {
            Outcome::Entry(entry) => {
                let features = Features::of_entry(entry);
                let status = seen.status(&features);
                seen.insert(&features, Other::Row(index));
                status
            }
            Outcome::Refused(refusal) if refusal.reason.is_unsupported() => Status::Unsupported,
            Outcome::Refused(_) => Status::Unreadable,
        })
        .collect()
}

/// The first one for each feature.
#[derive(Default)]
struct Seen<'a> {
    identities: HashMap<Identity<'a>, Other>,
    secrets: HashMap<&'a [u8], Other>,
    names: HashMap<(String, String), Other>,
}

impl<'a> Seen<'a> {
    fn insert(&mut self, features: &Features<'a>, other: Other) {
        insert_first(self.identities.entry(features.identity), other);
        insert_first(self.secrets.entry(features.identity.secret), other);
        if let Some(name) = &features.name {
            insert_first(self.names.entry(name.clone()), other);
        }
    }

    fn status(&self, features: &Features<'a>) -> Status {
        if let Some(&other) = self.identities.get(&features.identity) {
            Status::Identical(other)
        } else if let Some(&other) = self.secrets.get(features.identity.secret) {
            Status::SameSecret(other)
        } else if let Some(&other) = features.name.as_ref().and_then(|name| self.names.get(name)) {
            Status::SameName(other)
        } else {
            Status::New
        }
    }
}

fn insert_first<K>(slot: Slot<'_, K, Other>, other: Other) {
    slot.or_insert(other);
}

/// What is compared.
struct Features<'a> {
    identity: Identity<'a>,
    /// `None` without issuer and label: having no name is no resemblance.
    name: Option<(String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Identity<'a> {
    kind: Kind,
    secret: &'a [u8],
    algorithm: Algorithm,
    digits: u8,
    period: Option<u32>,
    counter: Option<u64>,
    issuer: &'a str,
    label: &'a str,
    note: &'a str,
}

impl<'a> Features<'a> {
    fn of_entry(entry: &'a Entry) -> Self {
        Self::new(
            &entry.otp,
            entry.counter,
            &entry.issuer,
            &entry.label,
            &entry.note,
        )
    }

    fn of_existing(factor: &Existing<'a>) -> Self {
        Self::new(
            factor.otp,
            factor.counter,
            factor.issuer,
            factor.label,
            factor.note,
        )
    }

    fn new(
        otp: &'a Otp,
        counter: Option<u64>,
        issuer: &'a str,
        label: &'a str,
        note: &'a str,
    ) -> Self {
        let name = (folded(issuer), folded(label));
        Self {
            identity: Identity {
                kind: otp.kind(),
                secret: otp.secret().as_bytes(),
                algorithm: otp.algorithm(),
                digits: otp.digits(),
                period: otp.period(),
                counter,
                issuer,
                label,
                note,
            },
            name: (!name.0.is_empty() || !name.1.is_empty()).then_some(name),
        }
    }
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(|character| !character.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use keyrack_otp::Secret;

    use super::*;
    use crate::reason::Reason;
    use crate::row::Refusal;

    fn entry(issuer: &str, label: &str, secret: &str) -> Entry {
        let otp = Otp::totp(Secret::from_base32(secret).unwrap());
        Entry::new(issuer.to_owned(), label.to_owned(), otp, None)
    }

    fn rows(outcomes: impl IntoIterator<Item = Outcome>) -> Vec<Row> {
        outcomes
            .into_iter()
            .enumerate()
            .map(|(index, outcome)| Row {
                row: index + 1,
                outcome,
            })
            .collect()
    }

    fn existing(entry: &Entry) -> Existing<'_> {
        Existing {
            account_id: "a",
            factor_id: "f",
            issuer: &entry.issuer,
            label: &entry.label,
            note: &entry.note,
            otp: &entry.otp,
            counter: entry.counter,
        }
    }

    #[test]
    fn each_row_is_compared_with_what_is_there() {
        let there = [
            entry("Portal", "Kovács Kft.", "AAAAAAAA"),
            entry("", "", "BBBBBBBB"),
        ];
        let there: Vec<_> = there.iter().map(existing).collect();
        let refused = |reason| {
            Outcome::Refused(Refusal {
                reason,
                issuer: "Portal".to_owned(),
                label: "Kovács Kft.".to_owned(),
            })
        };
        let rows = rows([
            Outcome::Entry(entry("Portal", "Kovács Kft.", "AAAAAAAA")),
            Outcome::Entry(entry("Portal", "Szabó Bt.", "AAAAAAAA")),
            Outcome::Entry(Entry {
                note: "n".to_owned(),
                ..entry("Portal", "Kovács Kft.", "AAAAAAAA")
            }),
            Outcome::Entry(entry("PORTAL ", "kovácskft.", "CCCCCCCC")),
            Outcome::Entry(entry("Portal", "Nagy Zrt.", "DDDDDDDD")),
            Outcome::Entry(entry("", "", "EEEEEEEE")),
            refused(Reason::BadSecret),
            refused(Reason::Motp),
        ]);
        assert_eq!(
            reconcile(&rows, &there),
            [
                Status::Identical(Other::Existing(0)),
                Status::SameSecret(Other::Existing(0)),
                Status::SameSecret(Other::Existing(0)),
                Status::SameName(Other::Existing(0)),
                Status::New,
                Status::New,
                Status::Unreadable,
                Status::Unsupported,
            ]
        );
    }

    #[test]
    fn rows_are_compared_with_the_rows_before_them() {
        let rows = rows(
            [
                entry("A", "a", "AAAAAAAA"),
                entry("A", "a", "AAAAAAAA"),
                entry("B", "b", "AAAAAAAA"),
                entry("A", "A", "BBBBBBBB"),
                entry("B", "b", "AAAAAAAA"),
            ]
            .map(Outcome::Entry),
        );
        assert_eq!(
            reconcile(&rows, &[]),
            [
                Status::New,
                Status::Identical(Other::Row(0)),
                Status::SameSecret(Other::Row(0)),
                Status::SameName(Other::Row(0)),
                Status::Identical(Other::Row(2)),
            ]
        );
    }

    #[test]
    fn ten_thousand_rows_are_found_among_as_many() {
        let entries = || {
            (0..10_000_u32).map(|number| {
                let secret = Secret::from_bytes(number.to_be_bytes().to_vec()).unwrap();
                Entry::new(
                    "Portal".to_owned(),
                    format!("client {number}"),
                    Otp::totp(secret),
                    None,
                )
            })
        };
        let there: Vec<_> = entries().collect();
        let there: Vec<_> = there.iter().map(existing).collect();
        let statuses = reconcile(&rows(entries().map(Outcome::Entry)), &there);
        let expected: Vec<_> = (0..10_000)
            .map(|index| Status::Identical(Other::Existing(index)))
            .collect();
        assert_eq!(statuses, expected);
    }

    #[test]
    fn another_parameter_or_counter_is_not_identical() {
        let secret = || Secret::from_base32("AAAAAAAA").unwrap();
        let factor = |kind, algorithm, digits, period, counter| {
            let otp = Otp::new(kind, secret(), algorithm, digits, period).unwrap();
            Outcome::Entry(Entry::new("A".to_owned(), "a".to_owned(), otp, counter))
        };
        let rows = rows([
            factor(Kind::Totp, Algorithm::Sha1, 6, 30, None),
            factor(Kind::Totp, Algorithm::Sha256, 6, 30, None),
            factor(Kind::Totp, Algorithm::Sha1, 8, 30, None),
            factor(Kind::Totp, Algorithm::Sha1, 6, 60, None),
            factor(Kind::Steam, Algorithm::Sha1, 5, 30, None),
            factor(Kind::Hotp, Algorithm::Sha1, 6, 30, Some(0)),
            factor(Kind::Hotp, Algorithm::Sha1, 6, 30, Some(1)),
        ]);
        let statuses = reconcile(&rows, &[]);
        assert_eq!(statuses[0], Status::New);
        assert_eq!(statuses[1..], [Status::SameSecret(Other::Row(0)); 6]);
    }
}
