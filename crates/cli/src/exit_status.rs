//! How a command ends.

use std::process::ExitCode;

use keyrack_app::{Error, ErrorCode};

/// How a command ended. The numbers are what scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
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
    /// All was done and saved on this computer, and is not in the store of the office yet.
    Unsent = 8,
}

impl From<ExitStatus> for ExitCode {
    fn from(ending: ExitStatus) -> Self {
        Self::from(ending as u8)
    }
}

/// Every code is named, so that a new one is a compile error here until its status is decided.
impl From<&Error> for ExitStatus {
    fn from(error: &Error) -> Self {
        match error.code {
            ErrorCode::Usage => Self::Usage,
            ErrorCode::NoVault
            | ErrorCode::PasswordNeeded
            | ErrorCode::WrongPassword
            | ErrorCode::WrongRecoveryKey
            | ErrorCode::WrongPin
            | ErrorCode::PinNotSet
            | ErrorCode::PinRestarted
            | ErrorCode::PinWeek
            | ErrorCode::PinUsedUp
            | ErrorCode::PinGone
            | ErrorCode::PinOutdated
            | ErrorCode::PinDamaged
            | ErrorCode::PinNotEnough
            | ErrorCode::KeyringAbsent
            | ErrorCode::KeyringLocked
            | ErrorCode::KeyringBroken
            | ErrorCode::KeyringSilent
            | ErrorCode::KeyringOff
            | ErrorCode::Throttled
            | ErrorCode::WaysInDamaged
            | ErrorCode::VaultUnreadable
            | ErrorCode::KeysChanged
            | ErrorCode::NeedsNewer
            | ErrorCode::VaultTooLarge
            | ErrorCode::KdfTooCostly
            | ErrorCode::KdfNoMemory => Self::Closed,
            ErrorCode::NotFound
            | ErrorCode::Ambiguous
            | ErrorCode::NoFactor
            | ErrorCode::NoOffice => Self::NotOne,
            ErrorCode::Busy => Self::Busy,
            ErrorCode::FilePasswordNeeded | ErrorCode::FilePasswordWrong => Self::FilePassword,
            ErrorCode::VaultExists
            | ErrorCode::BadPassword
            | ErrorCode::BadPin
            | ErrorCode::NewPasswordNeeded
            | ErrorCode::WaysInForeign
            | ErrorCode::ClockOutOfRange
            | ErrorCode::CounterAtEnd
            | ErrorCode::KdfTooCheap
            | ErrorCode::DiskFull
            | ErrorCode::PermissionDenied
            | ErrorCode::FileNotFound
            | ErrorCode::FileExists
            | ErrorCode::VaultFileChosen
            | ErrorCode::BackupReadBack
            | ErrorCode::NotPlain
            | ErrorCode::DiskError
            | ErrorCode::NoRandomness
            | ErrorCode::FolderNotEmpty
            | ErrorCode::BadValue
            | ErrorCode::UnknownField
            | ErrorCode::BadSecret
            | ErrorCode::BadUri
            | ErrorCode::FormatUnknown
            | ErrorCode::FormatMismatch
            | ErrorCode::FormatNotWritten
            | ErrorCode::FormatNewer
            | ErrorCode::FileTooLarge
            | ErrorCode::FileDamaged
            | ErrorCode::FileEncryption
            | ErrorCode::FileOpenPgp
            | ErrorCode::FileAccountRestricted
            | ErrorCode::FileKeyFile
            | ErrorCode::FileCompanion
            | ErrorCode::FileMemory
            | ErrorCode::FileTooCostly
            | ErrorCode::FileNoMemory
            | ErrorCode::FileReaderEnded
            | ErrorCode::FileReaderSlow
            | ErrorCode::FileReaderAbsent
            | ErrorCode::ColumnsUnknown
            | ErrorCode::Cancelled
            | ErrorCode::NothingToUndo
            | ErrorCode::NotAvailable
            | ErrorCode::AppNotRunning
            | ErrorCode::AppFailed
            | ErrorCode::ClockUnreachable
            | ErrorCode::OfficeExists
            | ErrorCode::StoreAddress
            | ErrorCode::StoreUnreachable
            | ErrorCode::StoreRefused
            | ErrorCode::StoreReadOnly
            | ErrorCode::StoreFull
            | ErrorCode::StoreBroken
            | ErrorCode::NotAnOffice
            | ErrorCode::OtherOffice
            | ErrorCode::OfficeGone
            | ErrorCode::WrongCode
            | ErrorCode::WrongDigits
            | ErrorCode::RequestDropped
            | ErrorCode::InviteExpired
            | ErrorCode::InviteUsed
            | ErrorCode::InviteCancelled
            | ErrorCode::SheetWrong
            | ErrorCode::NeedsOwner
            | ErrorCode::NeedsManage
            | ErrorCode::NeedsEdit
            | ErrorCode::NeedsRecoveryRight
            | ErrorCode::RemovedFromOffice
            | ErrorCode::SyncIncomplete
            | ErrorCode::LastOwner
            | ErrorCode::RankTooLow
            | ErrorCode::Twin
            | ErrorCode::NewerOffice
            | ErrorCode::FolderTooLarge
            | ErrorCode::LogFull
            | ErrorCode::OfficeKeysGone => Self::Failed,
        }
    }
}
