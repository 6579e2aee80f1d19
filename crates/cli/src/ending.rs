//! How a command ends.

use std::process::ExitCode;

use keyrack_app::{Code, Error};

/// How a command ended. The numbers are what scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All was done.
    Done = 0,
    /// It failed.
    Failed = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The vault did not open.
    Closed = 3,
    /// Nothing or too much matched.
    NotOne = 4,
    /// Some of it was done.
    InPart = 5,
    /// Another program is writing.
    Busy = 6,
    /// The password of a file, not that of the vault, is missing or wrong.
    FilePassword = 7,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(ending as u8)
    }
}

impl From<&Error> for Ending {
    fn from(error: &Error) -> Self {
        match error.code {
            Code::Usage => Self::Usage,
            Code::NoVault
            | Code::PasswordNeeded
            | Code::WrongPassword
            | Code::WrongRecoveryKey
            | Code::WrongPin
            | Code::PinNotSet
            | Code::PinRestarted
            | Code::PinWeek
            | Code::PinUsedUp
            | Code::PinGone
            | Code::PinOutdated
            | Code::PinDamaged
            | Code::PinNotEnough
            | Code::KeyringAbsent
            | Code::KeyringLocked
            | Code::KeyringBroken
            | Code::KeyringSilent
            | Code::KeyringOff
            | Code::Throttled
            | Code::WaysInDamaged
            | Code::VaultUnreadable
            | Code::KeysChanged
            | Code::NeedsNewer
            | Code::VaultTooLarge
            | Code::KdfTooCostly
            | Code::KdfNoMemory => Self::Closed,
            Code::NotFound | Code::Ambiguous | Code::NoFactor => Self::NotOne,
            Code::Busy => Self::Busy,
            Code::FilePasswordNeeded | Code::FilePasswordWrong => Self::FilePassword,
            Code::VaultExists
            | Code::BadPassword
            | Code::BadPin
            | Code::NewPasswordNeeded
            | Code::WaysInForeign
            | Code::ClockOutOfRange
            | Code::CounterAtEnd
            | Code::KdfTooCheap
            | Code::DiskFull
            | Code::PermissionDenied
            | Code::FileNotFound
            | Code::FileExists
            | Code::VaultFileChosen
            | Code::BackupReadBack
            | Code::NotPlain
            | Code::DiskError
            | Code::NoRandomness
            | Code::FolderNotEmpty
            | Code::BadValue
            | Code::UnknownField
            | Code::BadSecret
            | Code::BadUri
            | Code::FormatUnknown
            | Code::FormatMismatch
            | Code::FormatNotWritten
            | Code::FormatNewer
            | Code::FileTooLarge
            | Code::FileDamaged
            | Code::FileEncryption
            | Code::FileOpenPgp
            | Code::FileAccountRestricted
            | Code::FileKeyFile
            | Code::FileCompanion
            | Code::FileMemory
            | Code::FileTooCostly
            | Code::FileNoMemory
            | Code::FileReaderEnded
            | Code::FileReaderSlow
            | Code::FileReaderAbsent
            | Code::ColumnsUnknown
            | Code::Cancelled
            | Code::NothingToUndo
            | Code::NotAvailable
            | Code::AppNotRunning
            | Code::AppFailed
            | Code::ClockUnreachable => Self::Failed,
        }
    }
}
