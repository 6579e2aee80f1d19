//! Why a whole file cannot be read or written.

use crate::limits::{MAX_FILE_BYTES, MAX_ROWS};
use crate::reason::Reason;

/// Why files cannot be imported at all. No variant carries anything of their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The files have more than [`MAX_FILE_BYTES`] bytes or [`MAX_ROWS`] entries.
    #[error("the import is larger than {} MiB or {MAX_ROWS} entries", MAX_FILE_BYTES >> 20)]
    FileTooLarge,
    /// The content is of no known format.
    #[error("the format of the file is not known")]
    FormatUnknown,
    /// The content is of another format than the one asked for, or of several formats.
    #[error("the file is of another format")]
    FormatMismatch,
    /// A newer version of the program wrote the file in a form that this one does not know.
    #[error("the file was written by a newer version")]
    FormatNewer,
    /// The file is encrypted and no password was given.
    #[error("the file is encrypted, and needs its password")]
    PasswordNeeded,
    /// The password does not open the file.
    #[error("the password does not open the file")]
    PasswordWrong,
    /// The file is encrypted in a way that cannot be opened here.
    #[error("encrypted files of this format cannot be opened")]
    EncryptedNotSupported,
    /// A program for OpenPGP encrypted the file.
    #[error("the file is encrypted with OpenPGP")]
    OpenPgp,
    /// Only the account of its owner opens the file, no password.
    #[error("the file can only be opened by the account that it was made for")]
    AccountRestricted,
    /// The file needs a key file or a device beside its password.
    #[error("the file needs more than a password")]
    KeyFile,
    /// The file belongs to another one that says how it is encrypted.
    #[error("the file can only be read together with {0}")]
    CompanionNeeded(&'static str),
    /// The key derivation that the file asks for needs as much memory, which somebody has to agree to: see
    /// [`Work::allow_memory`](crate::Work::allow_memory).
    #[error("opening the file takes {mib} MiB of memory")]
    MemoryConsent {
        /// The memory, in MiB.
        mib: u32,
    },
    /// The key derivation that the file asks for is beyond every bound.
    #[error("the key derivation of the file is too costly")]
    TooCostly,
    /// The memory for the key derivation cannot be had.
    #[error("there is not enough memory to open the file")]
    NoMemory,
    /// The watch gave it up.
    #[error("the import was given up")]
    Cancelled,
    /// It is a table, and none of its columns can be told.
    #[error("the columns of the table are not known")]
    ColumnsUnknown,
    /// The content ends early or was changed. The place is counted from 1, and is 0 where there is none to name.
    #[error("the file is cut short or damaged (line {line}, column {column})")]
    Damaged {
        /// The line where reading stopped.
        line: usize,
        /// The column where reading stopped, in bytes.
        column: usize,
    },
}

impl ImportError {
    /// Damage without a place to name.
    pub(crate) const DAMAGED: Self = Self::Damaged { line: 0, column: 0 };

    /// A fault that leaves nothing of the file to read.
    pub(crate) fn of(reason: Reason) -> Self {
        match reason {
            Reason::TooLong => Self::FileTooLarge,
            _ => Self::DAMAGED,
        }
    }

    /// The stable code that scripts and translations rely on.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::FileTooLarge => "file_too_large",
            Self::FormatUnknown => "format_unknown",
            Self::FormatMismatch => "format_mismatch",
            Self::FormatNewer => "format_newer",
            Self::PasswordNeeded => "encrypted_password_needed",
            Self::PasswordWrong => "encrypted_password_wrong",
            Self::EncryptedNotSupported => "encrypted_not_supported",
            Self::OpenPgp => "encrypted_openpgp",
            Self::AccountRestricted => "encrypted_account_restricted",
            Self::KeyFile => "encrypted_key_file",
            Self::CompanionNeeded(_) => "companion_needed",
            Self::MemoryConsent { .. } => "memory_consent_needed",
            Self::TooCostly => "kdf_too_costly",
            Self::NoMemory => "no_memory",
            Self::Cancelled => "cancelled",
            Self::ColumnsUnknown => "columns_unknown",
            Self::Damaged { .. } => "truncated_or_damaged",
        }
    }
}

/// Why a document cannot be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The format can only be read.
    #[error("files of this format can only be read")]
    NotSupported,
    /// The format is always encrypted, and no password was given; or its mechanism failed.
    #[error("the file needs a password")]
    PasswordNeeded,
    /// The memory for the key derivation cannot be had.
    #[error("there is not enough memory to encrypt the file")]
    NoMemory,
    /// The watch gave it up.
    #[error("the export was given up")]
    Cancelled,
}

/// What the mechanisms say while a file is sealed.
impl From<ImportError> for ExportError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Cancelled => Self::Cancelled,
            ImportError::NoMemory => Self::NoMemory,
            _ => Self::PasswordNeeded,
        }
    }
}

impl ExportError {
    /// The stable code that scripts and translations rely on.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotSupported => "export_not_supported",
            Self::PasswordNeeded => "export_password_needed",
            Self::NoMemory => "no_memory",
            Self::Cancelled => "cancelled",
        }
    }
}
