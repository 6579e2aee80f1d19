//! The one error that leaves this crate: a code, arguments for its words, and whether waiting helps.

use std::{collections::BTreeMap, fmt, io};

use keyrack_exchange::{ExportError, ImportError};
use keyrack_seal::KdfError;
use keyrack_vault::{
    OutOfStamps,
    disk::NotPlain,
    files::{FilesError, Step},
};
use serde::Serialize;

use crate::named;

/// What a use case answers.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong. In none of these cases is anything lost that was saved before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Error {
    /// Names the case; the words are found under it.
    pub code: ErrorCode,
    /// What the words need; never a secret.
    pub args: BTreeMap<&'static str, String>,
    /// Names what to do next, where one code has several ways out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'static str>,
    /// Seconds after which it may be tried again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u64>,
}

named! {
    /// The cases.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum ErrorCode {
        /// There is no vault in the folder.
        NoVault = "no_vault",
        /// There is one already.
        VaultExists = "vault_exists",
        /// No password was given.
        PasswordNeeded = "password_needed",
        /// The password is wrong.
        WrongPassword = "wrong_password",
        /// The recovery key belongs to another vault, or is mistyped.
        WrongRecoveryKey = "wrong_recovery_key",
        /// The PIN is wrong.
        WrongPin = "wrong_pin",
        /// The new PIN is none, or the first that anybody would try.
        BadPin = "bad_pin",
        /// No PIN is set on this computer.
        PinNotSet = "pin_not_set",
        /// The computer was restarted since the password was last typed.
        PinRestarted = "pin_restarted",
        /// The password was last typed a week ago.
        PinWeek = "pin_week",
        /// The PIN was wrong too often.
        PinUsedUp = "pin_used_up",
        /// The keyring no longer has its half of the PIN.
        PinGone = "pin_gone",
        /// The password was changed since the PIN was set.
        PinOutdated = "pin_outdated",
        /// The file of the PIN is damaged.
        PinDamaged = "pin_damaged",
        /// This needs the password, and the PIN opened the vault.
        PinNotEnough = "pin_not_enough",
        /// There is no keyring.
        KeyringAbsent = "keyring_absent",
        /// The keyring is locked.
        KeyringLocked = "keyring_locked",
        /// The keyring answers with errors.
        KeyringBroken = "keyring_broken",
        /// The keyring does not answer.
        KeyringSilent = "keyring_silent",
        /// The keyring is not to be used.
        KeyringOff = "keyring_off",
        /// Too many wrong passwords: wait.
        Throttled = "throttled",
        /// The new password is empty or too long.
        BadPassword = "bad_password",
        /// The ways in are damaged; the recovery key still opens.
        WaysInDamaged = "ways_in_damaged",
        /// Neither the vault nor a kept state can be read.
        VaultUnreadable = "vault_unreadable",
        /// The password was changed on another computer.
        KeysChanged = "keys_changed",
        /// Written by a newer version.
        NeedsNewer = "needs_newer",
        /// A file of the vault is larger than any Keyrack writes.
        VaultTooLarge = "vault_too_large",
        /// The recovery key opened the vault, which needs a new password before anything is saved.
        NewPasswordNeeded = "new_password_needed",
        /// Somebody without the vault's keys has changed its ways in.
        WaysInForeign = "ways_in_foreign",
        /// The clock stands where a vault can note no later time.
        ClockOutOfRange = "clock_out_of_range",
        /// The counter of a code has reached its end.
        CounterAtEnd = "counter_at_end",
        /// Another program is writing.
        Busy = "busy",
        /// The key derivation asks for more than is accepted.
        KdfTooCostly = "kdf_too_costly",
        /// The key derivation would be too weak.
        KdfTooCheap = "kdf_too_cheap",
        /// Not enough memory for the key derivation.
        KdfNoMemory = "kdf_no_memory",
        /// The disk is full.
        DiskFull = "disk_full",
        /// No permission.
        PermissionDenied = "permission_denied",
        /// A file is not there.
        FileNotFound = "file_not_found",
        /// A file is there already and is not overwritten.
        FileExists = "file_exists",
        /// The file to write lies among those of the vault or of this computer.
        VaultFileChosen = "vault_file_chosen",
        /// A disk gives back something else than was written.
        BackupReadBack = "backup_read_back",
        /// A link, a folder or a device lies where a file should.
        NotPlain = "not_plain",
        /// The system refused to read or write.
        DiskError = "disk_error",
        /// The system's source of randomness failed.
        NoRandomness = "no_randomness",
        /// Nothing matches.
        NotFound = "not_found",
        /// More than one matches.
        Ambiguous = "ambiguous",
        /// The folder still holds accounts.
        FolderNotEmpty = "folder_not_empty",
        /// A value is not what its field takes.
        BadValue = "bad_value",
        /// No such field.
        UnknownField = "unknown_field",
        /// The secret is no key of an authenticator.
        BadSecret = "bad_secret",
        /// The text is no otpauth URI that can be read.
        BadUri = "bad_uri",
        /// The account has no factor.
        NoFactor = "no_factor",
        /// An imported file's format is not known.
        FormatUnknown = "format_unknown",
        /// The files or the named format do not go together.
        FormatMismatch = "format_mismatch",
        /// The format can only be read.
        FormatNotWritten = "format_not_written",
        /// The file needs a newer version.
        FormatNewer = "format_newer",
        /// The file is larger than what is read.
        FileTooLarge = "file_too_large",
        /// The file is damaged or cut short.
        FileDamaged = "file_damaged",
        /// The file is encrypted in a way that cannot be opened yet.
        FileEncryption = "file_encryption",
        /// The file's own password is needed.
        FilePasswordNeeded = "file_password_needed",
        /// The file's own password is wrong.
        FilePasswordWrong = "file_password_wrong",
        /// OpenPGP encrypted the file.
        FileOpenPgp = "file_openpgp",
        /// Only the account that it was made for opens the file.
        FileAccountRestricted = "file_account_restricted",
        /// The file needs a key file or a device beside its password.
        FileKeyFile = "file_key_file",
        /// The file can only be read together with another one.
        FileCompanion = "file_companion",
        /// Opening the file takes more memory than anybody agreed to.
        FileMemory = "file_memory",
        /// The file asks for a key derivation beyond every bound.
        FileTooCostly = "file_too_costly",
        /// There is not enough memory to open or to encrypt the file.
        FileNoMemory = "file_no_memory",
        /// What read the file broke down over it.
        FileReaderEnded = "file_reader_ended",
        /// What read the file did not come to an end in time.
        FileReaderSlow = "file_reader_slow",
        /// What reads files cannot be started.
        FileReaderAbsent = "file_reader_absent",
        /// The columns of a table cannot be told.
        ColumnsUnknown = "columns_unknown",
        /// Somebody gave it up.
        Cancelled = "cancelled",
        /// There is no import to undo.
        NothingToUndo = "nothing_to_undo",
        /// Not in this version or on this computer.
        NotAvailable = "not_available",
        /// The app is not running.
        AppNotRunning = "app_not_running",
        /// The app runs, but did not do it, or not in time.
        AppFailed = "app_failed",
        /// No time server answered.
        ClockUnreachable = "clock_unreachable",
        /// There is no office on this computer, or none of that name.
        NoOffice = "no_office",
        /// This person is in that office already.
        OfficeExists = "office_exists",
        /// The address of a store is none.
        StoreAddress = "store_address",
        /// The store cannot be reached, or does not answer.
        StoreUnreachable = "store_unreachable",
        /// The store refuses access.
        StoreRefused = "store_refused",
        /// The store can be read, but not written.
        StoreReadOnly = "store_read_only",
        /// The store has no room left.
        StoreFull = "store_full",
        /// What the store answers makes no sense.
        StoreBroken = "store_broken",
        /// There is no office in the store.
        NotAnOffice = "not_an_office",
        /// The store holds another office.
        OtherOffice = "other_office",
        /// The office was in the store, and is there no more.
        OfficeGone = "office_gone",
        /// The code of an invitation is mistyped, or of another office.
        WrongCode = "wrong_code",
        /// The digits are not those that the computer of the joining person shows.
        WrongDigits = "wrong_digits",
        /// Wrong digits were typed three times for a request.
        RequestDropped = "request_dropped",
        /// The invitation has ended.
        InviteExpired = "invite_expired",
        /// The invitation was answered already.
        InviteUsed = "invite_used",
        /// The invitation was taken back.
        InviteCancelled = "invite_cancelled",
        /// The office key sheet is mistyped, or of another office.
        SheetWrong = "sheet_wrong",
        /// Only an owner may do that.
        NeedsOwner = "needs_owner",
        /// Only who manages the folder may do that.
        NeedsManage = "needs_manage",
        /// Only who may change the folder may do that.
        NeedsEdit = "needs_edit",
        /// Only who sees the recovery items may do that.
        NeedsRecoveryRight = "needs_recovery_right",
        /// This computer, or its person, is not in the office any more.
        RemovedFromOffice = "removed_from_office",
        /// Something of the office has not arrived yet.
        SyncIncomplete = "sync_incomplete",
        /// Nobody would be left who decides.
        LastOwner = "last_owner",
        /// Only an owner who was there before that one may do that.
        RankTooLow = "rank_too_low",
        /// Another computer publishes under this one's name.
        Twin = "twin",
        /// The office uses a newer version.
        NewerOffice = "newer_office",
        /// The folder is too large to be shared.
        FolderTooLarge = "folder_too_large",
        /// The log of the office takes no more entries.
        LogFull = "log_full",
        /// The keys of the office on this computer cannot be opened.
        OfficeKeysGone = "office_keys_gone",
        /// The command line is wrong.
        Usage = "usage",
    }
}

impl Error {
    /// An error without arguments.
    #[must_use]
    pub const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            args: BTreeMap::new(),
            hint: None,
            retry_after_s: None,
        }
    }

    /// Adds an argument for the words. Never pass a secret.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.insert(name, value.to_string());
        self
    }

    /// Names the way out.
    #[must_use]
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// An error of the system at a path.
    #[must_use]
    pub fn io(error: &io::Error, path: &std::path::Path) -> Self {
        let error = Self::system(error);
        match error.code {
            // It names the very file, where the path may be the folder's.
            ErrorCode::NotPlain => error,
            _ => error.with("path", path.display()),
        }
    }

    /// An error that another process says a file has, with its arguments. `None` for what is no error of a file, or has
    /// arguments that those do not have; no text of it is longer than a line.
    #[must_use]
    pub fn of_file(code: &str, args: impl IntoIterator<Item = (String, String)>) -> Option<Self> {
        const ARGS: [&str; 4] = ["detail", "format", "mib", "name"];
        const LONGEST: usize = 200;
        let code = ErrorCode::OF_FILES.iter().find(|it| it.as_str() == code)?;
        let mut error = Self::new(*code);
        for (name, value) in args {
            let name = ARGS.into_iter().find(|it| *it == name)?;
            let number = name != "mib" || value.parse::<u32>().is_ok();
            if !number || value.len() > LONGEST || value.chars().any(char::is_control) {
                return None;
            }
            error = error.with(name, value);
        }
        Some(error)
    }

    fn system(error: &io::Error) -> Self {
        if let Some(found) = NotPlain::of(error) {
            let error = Self::new(ErrorCode::NotPlain).with("path", found.path.display());
            return if found.is_link {
                error.hint("link")
            } else {
                error
            };
        }
        let code = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorCode::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                ErrorCode::PermissionDenied
            }
            io::ErrorKind::NotFound => ErrorCode::FileNotFound,
            io::ErrorKind::AlreadyExists => ErrorCode::FileExists,
            io::ErrorKind::WouldBlock => ErrorCode::Busy,
            io::ErrorKind::FileTooLarge => ErrorCode::FileTooLarge,
            _ => ErrorCode::DiskError,
        };
        Self::new(code).with("detail", error)
    }
}

impl ErrorCode {
    /// What can be wrong with files that are read.
    const OF_FILES: [Self; 16] = [
        Self::FormatUnknown,
        Self::FormatMismatch,
        Self::FormatNewer,
        Self::FileTooLarge,
        Self::FileDamaged,
        Self::FileEncryption,
        Self::FilePasswordNeeded,
        Self::FilePasswordWrong,
        Self::FileOpenPgp,
        Self::FileAccountRestricted,
        Self::FileKeyFile,
        Self::FileCompanion,
        Self::FileMemory,
        Self::FileTooCostly,
        Self::FileNoMemory,
        Self::ColumnsUnknown,
    ];
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())?;
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<FilesError> for Error {
    fn from(error: FilesError) -> Self {
        match error {
            FilesError::NoVault => Self::new(ErrorCode::NoVault),
            FilesError::Exists => Self::new(ErrorCode::VaultExists),
            FilesError::WrongKey => Self::new(ErrorCode::WrongPassword),
            FilesError::SlotsDamaged | FilesError::SlotDamaged => {
                Self::new(ErrorCode::WaysInDamaged)
            }
            FilesError::TooCostly => Self::new(ErrorCode::KdfTooCostly),
            FilesError::NoMemory => Self::new(ErrorCode::KdfNoMemory),
            FilesError::Unreadable => Self::new(ErrorCode::VaultUnreadable),
            FilesError::KeysChanged => Self::new(ErrorCode::KeysChanged),
            FilesError::Newer { needs } => Self::new(ErrorCode::NeedsNewer).with("needs", needs),
            FilesError::TooLarge => Self::new(ErrorCode::VaultTooLarge),
            FilesError::Busy => Self::new(ErrorCode::Busy),
            FilesError::NewWaysNeeded => Self::new(ErrorCode::NewPasswordNeeded),
            FilesError::Io {
                step: Step::Random, ..
            } => Self::new(ErrorCode::NoRandomness),
            FilesError::Io { step, error } => Self::system(&error).with("step", step),
        }
    }
}

impl From<OutOfStamps> for Error {
    fn from(_: OutOfStamps) -> Self {
        Self::new(ErrorCode::ClockOutOfRange)
    }
}

impl From<KdfError> for Error {
    fn from(error: KdfError) -> Self {
        Self::new(match error {
            KdfError::TooCheap => ErrorCode::KdfTooCheap,
            KdfError::TooCostly => ErrorCode::KdfTooCostly,
            KdfError::NoMemory => ErrorCode::KdfNoMemory,
        })
    }
}

impl From<ImportError> for Error {
    fn from(error: ImportError) -> Self {
        let code = match error {
            ImportError::FileTooLarge => ErrorCode::FileTooLarge,
            ImportError::FormatUnknown => ErrorCode::FormatUnknown,
            ImportError::FormatMismatch => ErrorCode::FormatMismatch,
            ImportError::FormatNewer => ErrorCode::FormatNewer,
            ImportError::PasswordNeeded => ErrorCode::FilePasswordNeeded,
            ImportError::PasswordWrong => ErrorCode::FilePasswordWrong,
            ImportError::EncryptedNotSupported => ErrorCode::FileEncryption,
            ImportError::OpenPgp => ErrorCode::FileOpenPgp,
            ImportError::AccountRestricted => ErrorCode::FileAccountRestricted,
            ImportError::KeyFile => ErrorCode::FileKeyFile,
            ImportError::CompanionNeeded(name) => {
                return Self::new(ErrorCode::FileCompanion).with("name", name);
            }
            ImportError::MemoryConsent { mib } => {
                return Self::new(ErrorCode::FileMemory).with("mib", mib);
            }
            ImportError::TooCostly => ErrorCode::FileTooCostly,
            ImportError::NoMemory => ErrorCode::FileNoMemory,
            ImportError::Cancelled => ErrorCode::Cancelled,
            ImportError::ColumnsUnknown => ErrorCode::ColumnsUnknown,
            // Cases that a later version of that crate adds.
            _ => ErrorCode::FileDamaged,
        };
        Self::new(code).with("detail", error)
    }
}

impl From<ExportError> for Error {
    fn from(error: ExportError) -> Self {
        let code = match error {
            ExportError::PasswordNeeded => ErrorCode::FilePasswordNeeded,
            ExportError::NoMemory => ErrorCode::FileNoMemory,
            ExportError::Cancelled => ErrorCode::Cancelled,
            // Cases that a later version of that crate adds.
            _ => ErrorCode::FormatNotWritten,
        };
        Self::new(code).with("detail", error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct() {
        let texts: std::collections::BTreeSet<_> =
            ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), ErrorCode::ALL.len());
    }
}
