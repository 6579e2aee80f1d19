//! Import from and export to the files of other authenticators, and Keyrack's own plain format.
//!
//! Everything here is a function of its arguments: bytes become [`Row`]s, a [`Document`] becomes bytes, and
//! [`reconcile`] compares rows with what a vault already holds. Files, passwords and the sealing of Keyrack's own
//! encrypted export stay with the caller.
//!
//! One entry that cannot be read never blocks the others: it becomes a [`Refusal`] with a stable [`Reason`]. Only a
//! file that cannot be read at all is an [`ImportError`].

#![forbid(unsafe_code)]

mod aegis;
mod andotp;
mod cipher;
mod codes;
mod document;
mod error;
mod format;
mod json;
mod keyrack;
mod migration;
mod otpauth;
mod parameters;
mod reconcile;
mod row;
mod secret;
mod text;
mod twofas;

use json::Object;
use migration::Batches;
use zeroize::Zeroizing;

pub use codes::{Code, CodeKind, Codes, read_codes};
pub use document::{
    Account, Attachment, Client, Document, Extra, Factor, Folder, MAX_ATTACHMENT_BYTES, Records,
    Recovery, RecoveryCode, Replaced, Unread,
};
pub use error::{ExportError, ImportError};
pub use format::{Format, FormatInfo, UnknownFormat, formats};
pub use migration::{LeftOut, MAX_ACCOUNTS, Missing, Part, Transfer, Unfit, transfer};
pub use reconcile::{Existing, Other, Status, reconcile};
pub use row::{Entry, Notice, Outcome, Reason, Refusal, Row, Source, plain_name};
pub use secret::{SecretBytes, SecretText};

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
    let mut formats = files.iter().map(|file| recognise_bytes(file.bytes));
    let first = formats.next().ok_or(ImportError::FormatUnknown)??;
    for format in formats {
        if format? != first {
            return Err(ImportError::FormatMismatch);
        }
    }
    Ok(first)
}

/// Reads files of one format, or of the format that [`recognise`] tells if none is given.
///
/// `password` is for encrypted files. Those of [`Format::Keyrack`] are opened by the caller, with the crate that seals:
/// `read` answers the sealed file with [`ImportError::PasswordNeeded`] and takes the opened content under the same
/// format.
///
/// # Errors
/// Those of [`recognise`], [`ImportError::FormatMismatch`] for content of another format than the one given,
/// [`ImportError::PasswordNeeded`] and [`ImportError::PasswordWrong`] for encrypted files,
/// [`ImportError::EncryptedNotSupported`] for those that no password opens or at a price above all measure, and
/// [`ImportError::Damaged`] or [`ImportError::FormatNewer`] for content that cannot be read as a whole.
pub fn read(
    files: &[File<'_>],
    format: Option<Format>,
    password: Option<&str>,
) -> Result<Import, ImportError> {
    let format = match format {
        Some(format) => format,
        None => recognise(files)?,
    };
    check_size(files)?;

    let mut import = Import {
        format,
        encrypted: format == Format::Keyrack,
        rows: Vec::new(),
        missing: Vec::new(),
        document: None,
    };
    let mut batches = Batches::default();
    for file in files {
        check_format(file.bytes, format)?;
        let text = text::decode(file.bytes);
        match format {
            Format::Otpauth | Format::GoogleMigration => {
                otpauth::read(&text, &mut import, &mut batches)?;
            }
            Format::Aegis => aegis::read(&text, password, &mut import)?,
            Format::AndOtp => andotp::read(file.bytes, password, &mut import)?,
            Format::TwoFas => twofas::read(&text, password, &mut import)?,
            Format::KeyrackJson | Format::Keyrack => keyrack::read(&text, &mut import)?,
        }
    }
    import.missing = batches.missing();
    Ok(import)
}

/// Writes a document in a format, in the order of its accounts and their factors.
///
/// [`Format::Keyrack`] and [`Format::KeyrackJson`] carry all of it; the caller seals the former. [`Format::Otpauth`]
/// carries one line for each factor, without notes, recovery codes and what lies in the trash.
///
/// # Errors
/// [`ExportError::NotSupported`] for a format that can only be read, and for [`Format::GoogleMigration`], which
/// [`transfer`] writes.
pub fn write(document: &Document, format: Format) -> Result<Zeroizing<String>, ExportError> {
    match format {
        Format::Otpauth => Ok(otpauth::write(document)),
        Format::KeyrackJson | Format::Keyrack => Ok(keyrack::write(document)),
        Format::GoogleMigration | Format::Aegis | Format::AndOtp | Format::TwoFas => {
            Err(ExportError::NotSupported)
        }
    }
}

impl Import {
    /// Adds a row.
    fn push(&mut self, mut outcome: Outcome) -> Result<(), ImportError> {
        if self.rows.len() == MAX_ROWS {
            return Err(ImportError::FileTooLarge);
        }
        if let Outcome::Entry(entry) = &mut outcome {
            entry.note_replaced_characters();
        }
        self.rows.push(Row {
            row: self.rows.len() + 1,
            outcome,
        });
        Ok(())
    }
}

fn check_size(files: &[File<'_>]) -> Result<(), ImportError> {
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    if bytes > MAX_FILE_BYTES {
        Err(ImportError::FileTooLarge)
    } else {
        Ok(())
    }
}

fn check_format(bytes: &[u8], format: Format) -> Result<(), ImportError> {
    match (format, recognise_bytes(bytes)) {
        (Format::Keyrack, Ok(Format::Keyrack)) => Err(ImportError::PasswordNeeded),
        (Format::Keyrack, Ok(Format::KeyrackJson)) => Ok(()),
        (format, Ok(found)) if found == format => Ok(()),
        // A list may hold transfer codes, and nothing else.
        (Format::Otpauth, Ok(Format::GoogleMigration)) => Ok(()),
        // A text without a single URI is one that is all faults.
        (Format::Otpauth, Err(_)) => Ok(()),
        // Its older sealed files look like nothing at all.
        (Format::AndOtp, Err(ImportError::FormatUnknown)) => Ok(()),
        (_, Err(damaged @ ImportError::Damaged { .. })) => Err(damaged),
        _ => Err(ImportError::FormatMismatch),
    }
}

fn recognise_bytes(bytes: &[u8]) -> Result<Format, ImportError> {
    if andotp::is_sealed(bytes) {
        return Ok(Format::AndOtp);
    }
    recognise_text(&text::decode(bytes))
}

fn recognise_text(text: &str) -> Result<Format, ImportError> {
    if AGE_FILES.iter().any(|start| text.starts_with(start)) {
        return Ok(Format::Keyrack);
    }
    if otpauth::is_migration(text) {
        return Ok(Format::GoogleMigration);
    }
    // Before JSON, because a list of URIs may begin with a heading in brackets.
    if otpauth::is_otpauth(text) {
        return Ok(Format::Otpauth);
    }
    if andotp::is_plain(text) {
        return Ok(Format::AndOtp);
    }
    if !text.trim_start().starts_with('{') {
        return Err(ImportError::FormatUnknown);
    }
    let object = Object::parse(text)?;
    if keyrack::is_keyrack(&object) {
        Ok(Format::KeyrackJson)
    } else if aegis::is_aegis(&object) {
        Ok(Format::Aegis)
    } else if twofas::is_twofas(&object) {
        Ok(Format::TwoFas)
    } else {
        Err(ImportError::FormatUnknown)
    }
}

/// How age files begin, in binary and in ASCII armour.
const AGE_FILES: [&str; 2] = [
    "age-encryption.org/v1",
    "-----BEGIN AGE ENCRYPTED FILE-----",
];
