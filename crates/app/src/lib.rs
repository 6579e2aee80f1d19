//! What Keyrack does, apart from how it is shown. The window and the command line talk to this crate alone.
//!
//! [`Keyrack`] is a vault's folder on this computer, [`Session`] the vault once it is open. A use case takes plain
//! arguments and answers with a view, which holds no secret unless its name says so, or with an [`Error`] whose words
//! come from the message files. Clock, randomness, disk and the computer's own folder are passed in as a [`Computer`].

#![forbid(unsafe_code)]

mod accounts;
mod backup;
mod bulk;
mod clock_report;
mod codes;
mod computer;
mod document;
mod drafts;
mod edit;
mod error;
mod export;
mod factors;
mod folders;
mod health;
mod import;
mod keyring;
mod personal;
mod phone;
mod pin;
mod recovery;
mod rows;
mod scan;
mod session;
mod settings;
mod state;
mod throttle;
mod ways_in;

pub mod control_socket;
pub mod view;

pub use accounts::{Find, NewAccount, is_id};
pub use backup::{
    BackupFile, BackupRecord, BeforeRestore, Difference, MAX_BACKUP, MAX_KEPT, OpenedBackup,
    Proven, Restore,
};
pub use clock_report::{ClockReport, CodeStep, Measured, RightTime, TimeAuthority};
pub use codes::At;
pub use computer::{Boot, Clock, Computer, OsClock, TimeServers};
pub use drafts::{Draft, Likeness};
pub use error::{Error, ErrorCode, Result};
pub use export::{Export, Exported, formats};
pub use factors::{NewFactor, Which};
pub use folders::NewFolder;
pub use health::{Check, Health, VerifyView};
pub use import::{
    Choices, Decision, Groups, Import, Incoming, MAX_PASSED, On, Progress, read_files,
};
pub use keyring::{Keyring, KeyringError};
pub use personal::MAX_RECENT;
pub use phone::{LeftOut, PhoneCode, PhoneCodes, Transfer};
pub use recovery::NewRecovery;
pub use rows::{Attention, Counts, Details, FactorCode, FolderTag, Place, Row, Rows};
pub use scan::{Found, Refused, Scanned, ScannedCode, scanned};
pub use session::{Keyrack, Notice, Session, Unlock, Way};
pub use settings::{Backups, Settings, Theme};
pub use ways_in::{Proof, RecoveryKey};

pub use jiff::civil::Date;
pub use keyrack_exchange::{Column, Loss, Reduced, Sealing, csv_line};
pub use keyrack_seal::{Entropy, Kdf, OsEntropy};

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
