//! Ids as people and programs name them: whole, or by their beginning.

use keyrack_seal::OsEntropy;
use keyrack_vault::Id;

use crate::{Error, ErrorCode, Result};

/// The fewest characters of an id that stand for it.
const SHORTEST_PREFIX: usize = 4;

/// The record that `text` names by its id or the beginning of it.
pub(crate) fn by_id(ids: impl Iterator<Item = Id>, text: &str) -> Result<Option<Id>> {
    if text.len() < SHORTEST_PREFIX
        || text.len() > Id::LENGTH
        || !text.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return Ok(None);
    }
    let text = text.to_ascii_lowercase();
    let mut hits = ids.filter(|id| id.to_string().starts_with(&text));
    match (hits.next(), hits.count()) {
        (hit, 0) => Ok(hit),
        (_, more) => Err(Error::new(ErrorCode::Ambiguous)
            .with("query", &text)
            .with("count", more + 1)
            .with("names", "")),
    }
}

/// Whether `text` is all of an id, whatever it names.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.parse::<Id>().is_ok()
}

pub(crate) fn make_id() -> Result<Id> {
    Id::make(&mut OsEntropy).map_err(|_| Error::new(ErrorCode::NoRandomness))
}

pub(crate) fn not_found(query: &str) -> Error {
    let shown: String = query.chars().take(80).collect();
    Error::new(ErrorCode::NotFound).with("query", shown)
}
