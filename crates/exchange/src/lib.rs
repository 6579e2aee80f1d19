//! Import from and export to the files of other authenticators, and Keyrack's own plain format.
//!
//! Everything here is a function of its arguments: bytes become [`Row`]s, a [`Document`] becomes bytes, and
//! [`reconcile`] compares rows with what a vault already holds. Files, randomness and the sealing of Keyrack's own
//! encrypted export stay with the caller.
//!
//! Each product has a file of its own in `formats/`, the mechanisms that they encrypt with are in `sealed/`.
//!
//! One entry that cannot be read never blocks the others: it becomes a [`Refusal`] with a stable [`Reason`]. Only a
//! file that cannot be read at all is an [`ImportError`].

#![forbid(unsafe_code)]

mod archive;
mod codes;
mod content;
mod document;
mod error;
mod export;
mod format;
mod formats;
mod json;
mod login;
mod migration;
mod parameters;
mod passing;
mod preferences;
mod reader;
mod reconcile;
mod row;
mod sealed;
mod secret;
mod table;
mod text;
mod work;

use content::{Content, Json};
use reader::Reader;
use zeroize::Zeroizing;

pub use codes::{Code, CodeKind, Codes, read_codes};
pub use document::{
    Account, Attachment, Client, Document, Extra, Factor, Folder, MAX_ATTACHMENT_BYTES, Records,
    Recovery, RecoveryCode, Replaced, Unread,
};
pub use error::{ExportError, ImportError};
pub use export::{Loss, Reduced, Seal, Written, losses};
pub use format::{Format, FormatInfo, Sealing, UnknownFormat, formats};
pub use migration::{LeftOut, MAX_ACCOUNTS, Missing, Part, Transfer, Unfit, transfer};
pub use passing::{Garbled, MAX_PASSED_BYTES, pass, take_over};
pub use reconcile::{Existing, Other, Status, reconcile};
pub use row::{Entry, Notice, Outcome, Reason, Refusal, Row, Source, plain_name};
pub use secret::{SecretBytes, SecretText};
pub use table::columns::Field;
pub use table::guard::csv_line;
pub use table::shown::Column;
pub use work::{MAX_MEMORY_MIB, USUAL_MEMORY_MIB, Work};

/// The most bytes that the files of one import may have together.
pub const MAX_FILE_BYTES: usize = 64 << 20;

/// The most rows that one import may have.
pub const MAX_ROWS: usize = 100_000;

/// The most bytes that one text of an entry may have, such as a name or a note.
pub const MAX_TEXT_BYTES: usize = 64 << 10;

/// One file of an import. Some products spread an export over several.
#[derive(Clone, Copy)]
pub struct File<'a> {
    /// The name without folders. It never decides the format.
    pub name: &'a str,
    /// The content as it lies on disk.
    pub bytes: &'a [u8],
}

/// What [`read`] found.
#[derive(Debug)]
pub struct Import {
    /// The format of the files.
    pub format: Format,
    /// Whether the files were encrypted.
    pub encrypted: bool,
    /// What the files hold, in their order.
    pub rows: Vec<Row>,
    /// The parts of transfers from Google Authenticator that the files do not have.
    pub missing: Vec<Missing>,
    /// Everything that Keyrack's own formats carry beyond rows; `None` for other products.
    pub document: Option<Document>,
}

/// Tells the format of some files by their content.
///
/// # Errors
/// [`ImportError::FormatUnknown`], [`ImportError::FormatMismatch`] if the files differ in format, and
/// [`ImportError::FileTooLarge`] or [`ImportError::Damaged`] if that can be seen without knowing more.
pub fn recognise(files: &[File<'_>]) -> Result<Format, ImportError> {
    check_size(files)?;
    let texts = decode(files);
    format_of(&contents(files, &texts))
}

/// Reads files of one format, or of the format that [`recognise`] tells if none is given.
///
/// `password` is for encrypted files. Those of [`Format::Keyrack`] are opened by the caller, with the crate that
/// seals: `read` answers the sealed file with [`ImportError::PasswordNeeded`] and takes the opened content under the
/// same format.
///
/// # Errors
/// Those of [`recognise`]; [`ImportError::FormatMismatch`] for content of another format than the one given;
/// [`ImportError::PasswordNeeded`], [`ImportError::PasswordWrong`] and the other cases of encrypted files;
/// [`ImportError::Damaged`] or [`ImportError::FormatNewer`] for content that cannot be read as a whole.
pub fn read(
    files: &[File<'_>],
    format: Option<Format>,
    password: Option<&str>,
    work: &mut Work<'_>,
) -> Result<Import, ImportError> {
    check_size(files)?;
    let texts = decode(files);
    let contents = contents(files, &texts);
    let format = match format {
        Some(format) => {
            contents
                .iter()
                .try_for_each(|content| check_format(content, format))?;
            format
        }
        None => format_of(&contents)?,
    };
    let mut reader = Reader::new(format, password, work);
    for content in &contents {
        formats::read(format, content, &contents, &mut reader)?;
    }
    Ok(reader.into_import())
}

/// Tells what the columns of a table hold, as [`read`] takes it, for a person to correct it by
/// [`Work::with_columns`]. Of several files, those of the first. `named` are the columns that somebody has named.
///
/// # Errors
/// [`ImportError::ColumnsUnknown`] if a name in `named` is that of no column or field, or if the file is no table; else
/// why it cannot be read.
pub fn columns(files: &[File<'_>], named: &[(String, String)]) -> Result<Vec<Column>, ImportError> {
    check_size(files)?;
    let first = files.get(..1).ok_or(ImportError::ColumnsUnknown)?;
    let texts = decode(first);
    let content = &contents(first, &texts)[0];
    formats::spreadsheet::columns(content, named)
}

/// Writes a document in a format, in the order of its accounts and their factors.
///
/// [`Format::Keyrack`] and [`Format::KeyrackJson`] carry all of it; the caller seals the former. Other formats have
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
    let bytes = formats::write(format, document, seal)?;
    Ok(Written {
        bytes,
        reduced: losses(document, format),
    })
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

fn format_of(contents: &[Content<'_>]) -> Result<Format, ImportError> {
    if let Some(format) = formats::of_all(contents) {
        return Ok(format);
    }
    let mut formats = contents.iter().map(|content| {
        Format::ALL
            .into_iter()
            .find(|&format| formats::recognises(format, content))
            .ok_or(match content.json {
                Json::Damaged(error) => error,
                _ => ImportError::FormatUnknown,
            })
    });
    let first = formats.next().ok_or(ImportError::FormatUnknown)??;
    for format in formats {
        if format? != first {
            return Err(ImportError::FormatMismatch);
        }
    }
    Ok(first)
}

fn check_format(content: &Content<'_>, format: Format) -> Result<(), ImportError> {
    if formats::takes(format, content) {
        return Ok(());
    }
    match content.json {
        Json::Damaged(error) => Err(error),
        _ => Err(ImportError::FormatMismatch),
    }
}
