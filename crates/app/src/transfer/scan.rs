//! What the QR codes of pictures mean, beside what the vault holds.

use std::collections::BTreeMap;

use keyrack_exchange::{self as exchange, Outcome, Row, Status};

use crate::{Draft, Session, transfer::import, view::MissingParts};

/// The meaning of some texts that were read from codes.
#[derive(Debug, Default)]
pub struct Scanned {
    /// One for each text, in their order.
    pub codes: Vec<ScannedCode>,
    /// The keys.
    pub found: Vec<Found>,
    /// Codes, or accounts of a transfer, that make no key.
    pub refused: Vec<Refused>,
    /// Transfers of which a part only was among the texts.
    pub missing: Vec<MissingParts>,
}

/// What one code is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannedCode {
    /// `otpauth`, `migration` or `other`.
    pub kind: &'static str,
    /// The numbers, from 1, of the parts that the transfer of this code still misses.
    pub missing_parts: Vec<u32>,
}

/// A key that a code holds.
#[derive(Debug, Clone)]
pub struct Found {
    /// The key, with its names and parameters.
    pub draft: Draft,
    /// How it relates to the vault, and to what was found before it: `new`, `identical`, `same_secret` or `same_name`.
    pub status: &'static str,
    /// The account in use that it resembles, by its id.
    pub account: Option<String>,
    /// The place of its code among the texts.
    pub code: usize,
}

/// A code that makes no key, with as much of its name as could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// `unreadable` or `unsupported`.
    pub status: &'static str,
    /// Why, by the name of its words.
    pub reason: &'static str,
    /// The issuer, or empty.
    pub issuer: String,
    /// The user name, or the host of a web page, or empty.
    pub label: String,
    /// The place of the code among the texts.
    pub code: usize,
}

/// Reads the texts of codes without a vault. They may come from several pictures: parts of one transfer find each
/// other, and a text that is there twice counts once.
pub fn scanned<'a>(texts: impl IntoIterator<Item = &'a str>) -> Scanned {
    read(texts, |rows| {
        let statuses = exchange::reconcile(rows, &[]).into_iter();
        statuses.map(|status| (status, None)).collect()
    })
}

impl Session {
    /// As [`scanned`], compared with the accounts in use.
    pub fn scanned<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Scanned {
        read(texts, |rows| {
            let compared = import::compare(self.vault(), rows).into_iter();
            compared
                .map(|(status, twin)| (status, twin.map(|(account, _)| account.to_string())))
                .collect()
        })
    }
}

fn read<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    compare: impl FnOnce(&[Row]) -> Vec<(Status, Option<String>)>,
) -> Scanned {
    let read = exchange::read_qr_texts(texts);
    let gaps: BTreeMap<(i32, u32), &[u32]> = read
        .missing
        .iter()
        .map(|missing| ((missing.batch, missing.of), &missing.parts[..]))
        .collect();
    let mut scanned = Scanned {
        missing: read.missing.iter().map(MissingParts::from).collect(),
        ..Scanned::default()
    };
    let mut rows = Vec::new();
    let mut places = Vec::new();
    for (place, code) in read.texts.into_iter().enumerate() {
        let gap = code.part.and_then(|part| gaps.get(&(part.batch, part.of)));
        scanned.codes.push(ScannedCode {
            kind: code.kind.as_str(),
            missing_parts: gap.map(|parts| parts.to_vec()).unwrap_or_default(),
        });
        places.extend(code.rows.iter().map(|_| place));
        rows.extend(code.rows);
    }
    let compared = compare(&rows);
    for ((row, code), (status, account)) in rows.into_iter().zip(places).zip(compared) {
        match row.outcome {
            Outcome::Entry(entry) => scanned.found.push(Found {
                draft: Draft::of(entry),
                status: status.as_str(),
                account,
                code,
            }),
            Outcome::Refused(refusal) => scanned.refused.push(Refused {
                status: status.as_str(),
                reason: refusal.reason.code(),
                issuer: refusal.issuer,
                label: refusal.label,
                code,
            }),
        }
    }
    scanned
}
