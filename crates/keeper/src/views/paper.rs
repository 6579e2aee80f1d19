//! What the paper window shows, apart from the picture.

use keyrack_app::named;
use serde::Serialize;

use super::Settings;

/// What the paper window shows, apart from the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Paper {
    /// What it is.
    pub kind: PaperKind,
    /// Whose secrets are on this page; empty for the kit and where they are of several accounts.
    pub name: String,
    /// The settings, for language, looks and size.
    pub settings: Settings,
    /// What can be copied or read aloud, by names of words, with a desk or label where it has one.
    pub items: Vec<PaperItem>,
    /// The page that is shown, from 1.
    pub page: u16,
    /// How many pages there are.
    pub pages: u16,
    /// When the window closes by itself, in seconds since 1970.
    pub until: Option<u64>,
    /// Whether this computer can read texts aloud.
    pub speaks: bool,
}

named! {
    /// What is on the paper.
    #[cfg_attr(test, derive(ts_rs::TS))]
    pub enum PaperKind {
        /// The emergency kit.
        Kit = "kit",
        /// The secrets of an account.
        Secrets = "secrets",
        /// A code for each factor.
        Qr = "qr",
        /// A series of codes for Google Authenticator.
        Transfer = "transfer",
        /// A sheet of codes to print.
        Sheet = "sheet",
        /// Office key sheets.
        OfficeSheets = "office_sheets",
        /// An invitation to an office.
        Invitation = "invitation",
        /// Secrets to replace at the portals, which are not on it.
        Exposed = "exposed",
    }
}

/// A text on the paper, which only its picture shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PaperItem {
    /// What it is.
    pub what: PaperItemKind,
    /// The desk or label.
    pub label: String,
}

named! {
    /// A text on the paper.
    #[cfg_attr(test, derive(ts_rs::TS))]
    pub enum PaperItemKind {
        /// The recovery key of the vault.
        RecoveryKey = "recovery_key",
        /// The secret of a factor.
        Secret = "secret",
        /// A deletion code, or what else helps when the factors are lost.
        DeletionCode = "deletion_code",
        /// Backup codes.
        BackupCodes = "backup_codes",
        /// A telephone number.
        Phone = "phone",
        /// The text of a code for Google Authenticator.
        TransferCode = "transfer_code",
        /// The text of an office key sheet.
        OfficeSheet = "office_sheet",
        /// The text of an invitation.
        Invitation = "invitation",
    }
}
