//! Why a whole file cannot be read or written.

use crate::{MAX_FILE_BYTES, MAX_ROWS};

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
}

impl ExportError {
    /// The stable code that scripts and translations rely on.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotSupported => "export_not_supported",
        }
    }
}
