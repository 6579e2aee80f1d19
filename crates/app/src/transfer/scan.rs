//! What the QR codes of pictures mean, beside what the vault holds.

use std::collections::BTreeMap;

use keyrack_exchange::{self as exchange, Outcome, QrKind, Row, Status};

use crate::{
    Draft, Session,
    transfer::import,
    view::{MissingParts, RefusedCode, RowStatus},
};

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
    /// What it is for.
    pub kind: QrKind,
    /// The numbers, from 1, of the parts that the transfer of this code still misses.
    pub missing_parts: Vec<u32>,
}

/// A key that a code holds.
#[derive(Debug, Clone)]
pub struct Found {
    /// The key, with its names and parameters.
    pub draft: Draft,
    /// How it relates to the vault, and to what was found before it.
    pub status: RowStatus,
    /// The account in use that it resembles, by its id.
    pub account: Option<String>,
    /// The place of its code among the texts.
    pub code: usize,
}

/// A code that makes no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Whether it is faulty, or of a kind that Keyrack makes no codes of.
    pub status: RowStatus,
    /// Why, and its name.
    pub refused: RefusedCode,
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
            kind: code.kind,
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
                status: status.into(),
                account,
                code,
            }),
            Outcome::Refused(refusal) => scanned.refused.push(Refused {
                status: status.into(),
                refused: refusal.into(),
                code,
            }),
        }
    }
    scanned
}
