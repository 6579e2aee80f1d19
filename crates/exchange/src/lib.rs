//! Import from and export to the files of other authenticators, and Keyrack's own plain format.
//!
//! Everything here is a function of its arguments: bytes become [`Row`]s, a [`Document`] becomes bytes, and
//! [`reconcile`] compares rows with what a vault already holds. Files, randomness and the sealing of Keyrack's own
//! encrypted export stay with the caller.
//!
//! Each format has a file of its own in `formats/`, the mechanisms that they encrypt with are in `sealed/`.
//!
//! One entry that cannot be read never blocks the others: it becomes a [`Refusal`] with a stable [`Reason`]. Only a
//! file that cannot be read at all is an [`ImportError`].

#![forbid(unsafe_code)]

mod archive;
mod content;
mod description;
mod document;
mod error;
mod format;
mod formats;
mod import;
mod json;
mod key_derivation;
mod limits;
mod login;
mod loss;
mod migration;
mod names;
mod parameters;
mod passing;
mod places;
mod preferences;
mod qr_text;
mod reader;
mod reason;
mod reconcile;
mod row;
mod seal;
mod sealed;
mod secret;
mod table;
mod text;
mod uri_list;
mod zipped_list;

use content::Content;
use description::Description;
use reader::Reader;
use zeroize::Zeroizing;

pub use document::{
    Account, Attachment, Client, Document, Extra, Factor, Folder, MAX_ATTACHMENT_BYTES, Records,
    Recovery, RecoveryCode, Replaced, Unread,
};
pub use error::{ExportError, ImportError};
pub use format::{Format, FormatInfo, Sealing, UnknownFormat};
pub use formats::formats;
pub use import::{File, Import, ReadOptions};
pub use key_derivation::{KeyDerivation, MAX_MEMORY_MIB, USUAL_MEMORY_MIB};
pub use limits::{MAX_FILE_BYTES, MAX_ROWS, MAX_TEXT_BYTES};
pub use loss::{Loss, Reduced, Written};
pub use migration::{LeftOut, MAX_ACCOUNTS, Missing, Part, Transfer, Unfit, transfer};
pub use names::{is_unseen, plain_name};
pub use passing::{Garbled, MAX_PASSED_BYTES, pass, take_over};
pub use qr_text::{QrKind, QrText, QrTexts, read_qr_texts};
pub use reason::{Notice, Reason};
pub use reconcile::{Existing, Other, Status, reconcile};
pub use row::{Entry, Outcome, Refusal, Row, Source};
pub use seal::Seal;
pub use secret::{SecretBytes, SecretText};
pub use table::field::Field;
pub use table::guard::csv_line;
pub use table::shown::Column;

/// Tells the format of some files by their content.
///
/// # Errors
/// [`ImportError::FormatUnknown`], [`ImportError::FormatMismatch`] if the files differ in format, and
/// [`ImportError::FileTooLarge`] or [`ImportError::Damaged`] if that can be seen without knowing more.
pub fn recognise(files: &[File<'_>]) -> Result<Format, ImportError> {
    check_size(files)?;
    let texts = decode(files);
    formats::of(&contents(files, &texts)).map(Description::format)
}

/// Reads files of one format, or of the format that [`recognise`] tells if none is given.
///
/// Files of [`Format::KEYRACK`] are opened by the caller, with the crate that seals: `read` answers the sealed file with
/// [`ImportError::PasswordNeeded`] and takes the opened content under the same format.
///
/// # Errors
/// Those of [`recognise`]; [`ImportError::FormatMismatch`] for content of another format than the one given;
/// [`ImportError::PasswordNeeded`], [`ImportError::PasswordWrong`] and the other cases of encrypted files;
/// [`ImportError::Damaged`] or [`ImportError::FormatNewer`] for content that cannot be read as a whole.
pub fn read(
    files: &[File<'_>],
    options: &ReadOptions<'_>,
    derivation: &mut KeyDerivation<'_>,
) -> Result<Import, ImportError> {
    check_size(files)?;
    let texts = decode(files);
    let contents = contents(files, &texts);
    let format = match options.format {
        Some(format) => formats::named(format, &contents)?,
        None => formats::of(&contents)?,
    };
    let mut reader = Reader::new(format.format(), &contents, options, derivation);
    for content in &contents {
        (format.read)(content, &mut reader)?;
    }
    Ok(reader.into_import())
}

/// Tells what the columns of a table hold, as [`read`] takes it, for a person to correct it by
/// [`ReadOptions::columns`]. Of several files, those of the first. `named` are the columns that somebody has named.
///
/// # Errors
/// [`ImportError::ColumnsUnknown`] if a name in `named` is that of no column or field, or if the file is no table; else
/// why it cannot be read.
pub fn columns(files: &[File<'_>], named: &[(String, String)]) -> Result<Vec<Column>, ImportError> {
    check_size(files)?;
    let first = files.get(..1).ok_or(ImportError::ColumnsUnknown)?;
    let texts = decode(first);
    let content = &contents(first, &texts)[0];
    formats::columns(content, named)
}

/// Writes a document in a format, in the order of its accounts and their factors.
///
/// [`Format::KEYRACK`] and [`Format::KEYRACK_JSON`] carry all of it; the caller seals the former. Other formats have
/// places for less: what that means for which account is a part of the answer, and can be asked before with
/// [`losses`]. Accounts in the trash are left out.
///
/// # Errors
/// [`ExportError::NotSupported`] for a format that can only be read, [`ExportError::PasswordNeeded`] for one that is
/// always sealed, and why it could not be sealed.
pub fn write(
    document: &Document,
    format: Format,
    seal: &mut Seal<'_, '_>,
) -> Result<Written, ExportError> {
    let writing = format.writing().ok_or(ExportError::NotSupported)?;
    let bytes = (writing.write)(document, seal)?;
    Ok(Written {
        bytes,
        reduced: losses(document, format),
    })
}

/// Tells what of a document a format has no place for, in the order of its accounts.
#[must_use]
pub fn losses(document: &Document, format: Format) -> Vec<Reduced> {
    let places = format.writing().and_then(|writing| writing.places.as_ref());
    places.map_or_else(Vec::new, |places| places::losses(document, places))
}

fn check_size(files: &[File<'_>]) -> Result<(), ImportError> {
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    if bytes > MAX_FILE_BYTES {
        Err(ImportError::FileTooLarge)
    } else {
        Ok(())
    }
}

fn decode(files: &[File<'_>]) -> Vec<Zeroizing<String>> {
    files.iter().map(|file| text::decode(file.bytes)).collect()
}

fn contents<'a>(files: &[File<'a>], texts: &'a [Zeroizing<String>]) -> Vec<Content<'a>> {
    files
        .iter()
        .zip(texts)
        .map(|(file, text)| Content::new(file.name, file.bytes, text))
        .collect()
}
