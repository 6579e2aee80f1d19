//! Accounts with their factors and recovery items.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Algorithm, Badge, FactorCode, FactorKind, FolderName, FolderTag};

/// Part of a list, and how long the whole is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Accounts that match.
    pub total: usize,
    /// Those asked for.
    pub rows: Vec<AccountRow>,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountRow {
    /// The account's id.
    pub id: String,
    /// Where it belongs.
    pub folder: Option<FolderName>,
    /// The service as the office calls it.
    pub service: String,
    /// The issuer.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its factors.
    pub factors: Vec<FactorRow>,
}

/// A factor in a row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactorRow {
    /// The factor's id.
    pub id: String,
    /// The name of the desk.
    pub label: String,
    /// How its codes follow each other.
    #[serde(rename = "type")]
    pub kind: FactorKind,
}

/// All about an account, without its secrets: with its folders and factors as the command line prints them, or as a
/// window shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccountView<Folder = Option<FolderName>, Served = FolderName, Factor = FactorView> {
    /// Its id.
    pub id: String,
    /// Where it belongs.
    pub folder: Folder,
    /// The service as the office calls it.
    pub service: String,
    /// The issuer.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// The login page.
    pub url: String,
    /// The e-mail address that the portal knows.
    pub email: String,
    /// Free text.
    pub note: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The name of its icon.
    pub icon: String,
    /// Other folders that it serves.
    pub also_serves: Vec<Served>,
    /// Dates to keep.
    pub deadlines: BTreeMap<String, String>,
    /// Whom to ask at the portal.
    pub support: String,
    /// Other ways that the portal sends codes.
    pub channels: BTreeMap<String, String>,
    /// When it was put into the trash, in milliseconds since 1970.
    pub trashed: Option<u64>,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
    /// When anything in it last changed, in milliseconds since 1970.
    pub changed: u64,
    /// Its factors.
    pub factors: Vec<Factor>,
    /// Its recovery items.
    pub recovery: Vec<RecoveryView>,
}

/// A factor without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FactorView {
    /// Its id.
    pub id: String,
    /// The name of the desk.
    pub label: String,
    /// How its codes follow each other.
    #[serde(rename = "type")]
    pub kind: FactorKind,
    /// The hash under its codes.
    pub algorithm: Algorithm,
    /// Characters of a code.
    pub digits: u8,
    /// Seconds that a code lives; `null` for HOTP.
    pub period: Option<u32>,
    /// The next counter; `null` but for HOTP.
    pub counter: Option<u64>,
    /// Whether the portal accepted a code.
    pub confirmed: bool,
    /// Further secrets that were set at the same time on another computer; someone has to choose.
    pub rivals: usize,
    /// Secrets that were replaced and are still kept: since when, in milliseconds since 1970.
    pub replaced: Vec<u64>,
}

/// One of several secrets of a factor that were set at the same time, and its code at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RivalView {
    /// What it is chosen by.
    pub id: String,
    /// When it was set, in milliseconds since 1970.
    pub set: u64,
    /// The code; none if it counts, for then each look would use a code up.
    pub code: Option<String>,
    /// The first second in which the code is valid no longer, since 1970.
    pub valid_until: Option<u64>,
}

/// A recovery item without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecoveryView {
    /// Its id.
    pub id: String,
    /// `deletion_code`, `backup_codes`, `phone`, `file`, or a kind of a newer version.
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// Whose it is.
    pub whose: String,
    /// Backup codes that are left; `null` where it has none.
    pub codes_left: Option<usize>,
    /// All its backup codes.
    pub codes_total: Option<usize>,
    /// The name of its file.
    pub file: Option<String>,
}

/// All about an account, with what this person and this moment add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccountDetails {
    /// What the vault says.
    #[serde(flatten)]
    pub account: AccountView<FolderTag, FolderTag, FactorDetails>,
    /// Whether it is one of this person's favourites.
    pub favourite: bool,
    /// What somebody should look at.
    pub badges: Vec<Badge>,
}

/// A factor with its code at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FactorDetails {
    /// What the vault says.
    #[serde(flatten)]
    pub factor: FactorView,
    /// What a row of the list shows of it.
    pub code: FactorCode,
}

impl<Folder, Served, Factor> AccountView<Folder, Served, Factor> {
    /// The service as the office calls it, else the issuer.
    #[must_use]
    pub fn service_or_issuer(&self) -> &str {
        match self.service.as_str() {
            "" => &self.issuer,
            service => service,
        }
    }
}
