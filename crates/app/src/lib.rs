//! What Keyrack does, apart from how it is shown. The window and the command line talk to this crate alone.
//!
//! [`Keyrack`] is a vault's folder on this computer, [`Session`] the vault once it is open. A use case takes plain
//! arguments and answers with a view, which holds no secret unless its name says so, or with an [`Error`] whose words
//! come from the message files. Clock, randomness, disk and the computer's own folder are passed in as a [`Computer`].

#![forbid(unsafe_code)]

mod access;
mod accounts;
mod backup;
mod clock_report;
mod codes;
mod computer;
mod error;
mod health;
mod keyrack;
mod list;
mod names;
mod notices;
mod offices;
mod origins;
mod session;
mod sheet_file;
mod transfer;

pub mod view;

pub use access::{Keyring, KeyringError, Proof, RecoveryKey, Unlock};
pub use accounts::{Draft, Find, NewAccount, NewFactor, NewFolder, NewRecovery, Which, is_id};
pub use backup::{
    BackupRecord, BeforeRestore, MAX_BACKUP, MAX_KEPT, OpenedBackup, Proven, Restore,
};
pub use clock_report::RightTime;
pub use codes::At;
pub use computer::{
    Backups, Boot, Clock, Computer, OsClock, Settings, Theme, TimeAuthority, TimeServers,
    control_socket,
};
pub use error::{Error, ErrorCode, Result};
pub use health::{Check, Health, VerifyView};
pub use keyrack::Keyrack;
pub use list::{MAX_RECENT, Place};
pub use notices::{Notice, NoticeCode};
pub use offices::{
    EXPOSED_COLUMNS, FoundOffice, GrantLevel, GrantRequest, InvitationText, InviteSomebody,
    JoinOffice, OfficePace, OfficePlace, OfficeSync, RecoverOffice, Removal, ShareFolders,
    StoreGlance, StorePlace, SyncOptions, TeamPerson, is_office_id, new_sheet, read_invitation,
};
pub use origins::{Action, Changes};
pub use session::{Session, Way};
pub use sheet_file::{read_sheet_file, sheet_file};
pub use transfer::{
    Choices, Export, Exported, Found, Groups, Import, Incoming, MAX_PASSED, On, PhoneCode,
    PhoneCodes, Progress, Refused, Scanned, ScannedCode, Transfer, formats, read_files, scanned,
};
pub use view::Decision;

pub use jiff::civil::Date;
pub use keyrack_exchange::{
    Column, Field as ColumnField, Loss, Notice as EntryNotice, QrKind, Reason, Reduced, Sealing,
    Unfit, csv_line, is_unseen,
};
pub use keyrack_seal::{Entropy, Kdf, OsEntropy};
pub use keyrack_team::{
    alarm::AlarmCode,
    rules::{Class, Role},
};

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
