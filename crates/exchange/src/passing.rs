//! An import as bytes, for another process: the one that read the files has no keys, and the one that has them reads no
//! files.
//!
//! Integers are little-endian, texts and lists begin with their length as `u32`, an option or a choice with a byte. No
//! value has a shorter form than another, so no bytes are the start of something larger than they are by more than a
//! small factor. What this version does not know of its own documents ([`Extra`](crate::Extra), the text of [`Unread`](crate::Unread)) stays behind:
//! nobody who takes an import in has a use for it.

mod bytes;
mod records;

use zeroize::Zeroizing;

pub use bytes::Garbled;
use bytes::{In, Out, Pass as _};

use crate::import::Import;
use crate::table::shown::Column;

/// The most bytes that an import takes on its way. Files of [`MAX_FILE_BYTES`](crate::MAX_FILE_BYTES) bytes stay below.
pub const MAX_PASSED_BYTES: usize = 160 << 20;

/// Writes an import, and what is to know of the columns of a table.
///
/// # Errors
/// [`Garbled`] where it is larger than any that is taken.
pub fn pass(import: &Import, columns: Option<&[Column]>) -> Result<Zeroizing<Vec<u8>>, Garbled> {
    let mut out = Out::default();
    import.send(&mut out);
    out.option(columns, |out, columns| out.list(columns));
    let bytes = out.into_bytes();
    if bytes.len() > MAX_PASSED_BYTES {
        return Err(Garbled);
    }
    Ok(bytes)
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
    let mut from = In::new(bytes);
    let taken = (Import::receive(&mut from)?, Option::receive(&mut from)?);
    if from.is_empty() {
        Ok(taken)
    } else {
        Err(Garbled)
    }
}
