//! What a head lists by hash: immutable files, each an ordinary age file.

mod folder;
mod keys;
mod page;
mod segment;

pub use folder::{FolderObject, Sealed, Span, join_sealed, join_span};
pub use keys::{KeyEntry, KeyObject, KeysFor};
pub use page::Page;
pub use segment::Segment;

use keyrack_seal::{Identity, OpenError, Plaintext, Recipient, file};
use serde::Serialize;

use crate::{form::FormError, ids::ObjectId};

/// The most bytes of an object.
pub const MAX_OBJECT: usize = 4 << 20;
/// Plaintexts are filled up to a multiple of this many bytes, so that their size tells less.
pub const PADDING: usize = 1024;

/// An object that is to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewObject {
    /// Its name.
    pub id: ObjectId,
    /// The file.
    pub bytes: Vec<u8>,
}

impl NewObject {
    /// Seals a plaintext.
    ///
    /// # Errors
    /// [`FormError::Malformed`] where it would be larger than objects may be.
    pub fn seal(plain: &[u8], to: &[&Recipient]) -> Result<Self, FormError> {
        let bytes = file::seal(plain, to).map_err(|_| FormError::Malformed)?;
        match bytes.len() <= MAX_OBJECT {
            true => Ok(Self {
                id: ObjectId::of(&bytes),
                bytes,
            }),
            false => Err(FormError::Malformed),
        }
    }
}

/// Opens an object with whichever key it is sealed to.
///
/// # Errors
/// [`FormError::Sealed`] where it is sealed to none of them; [`FormError::Malformed`] where nobody could open it.
pub fn open<'a>(
    bytes: &[u8],
    identities: impl IntoIterator<Item = &'a Identity>,
) -> Result<Plaintext, FormError> {
    if bytes.len() > MAX_OBJECT {
        return Err(FormError::Malformed);
    }
    file::open_with(bytes, identities).map_err(|error| match error {
        OpenError::NotForThisKey => FormError::Sealed,
        _ => FormError::Malformed,
    })
}

/// The most bytes of an object that is listed with this size.
#[must_use]
pub fn most(len: u64) -> usize {
    usize::try_from(len).unwrap_or(MAX_OBJECT).min(MAX_OBJECT)
}

/// One line of JSON, filled up.
pub(crate) fn padded(value: &impl Serialize) -> Result<Plaintext, FormError> {
    let mut plain = Plaintext::new(Vec::with_capacity(4 * PADDING));
    serde_json::to_writer(&mut *plain, value).map_err(|_| FormError::Malformed)?;
    let filled = (plain.len() + 1).next_multiple_of(PADDING);
    plain.resize(filled - 1, b' ');
    plain.push(b'\n');
    Ok(plain)
}
