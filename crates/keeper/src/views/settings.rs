//! What is set on this computer, and what this program is.

use keyrack_app::{Sealing, Theme};
use serde::Serialize;

use super::FailureCode;

/// What is set on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Settings {
    /// The tag of a language; none for that of the system.
    pub language: Option<String>,
    /// The colours of the windows.
    pub theme: Theme,
    /// Per cent.
    pub zoom: u16,
    /// Seconds that a copied code stays on the clipboard.
    pub clear_clipboard_s: u16,
    /// Minutes without anybody at work until it locks; 0 for never.
    pub idle_minutes: u16,
    /// Whether to ask when a code of another client is copied within ten seconds.
    pub ask_on_client_change: bool,
    /// Whether codes are shown only where the pointer or the choice is.
    pub hide_codes: bool,
    /// Whether closing the window leaves the program in the tray, where there is one.
    pub close_to_tray: bool,
    /// Whether there is a tray now.
    pub tray: bool,
    /// Whether the program starts, locked, when the person signs in.
    pub start_at_login: bool,
    /// Whether that can be arranged here.
    pub can_start_at_login: bool,
    /// Minutes without a window to see until it locks; 0 for never.
    pub hidden_minutes: u16,
    /// Whether pictures of the screen leave out windows with secrets.
    pub protect_screen: bool,
    /// Whether the system can do that.
    pub can_protect_screen: bool,
    /// The folder for backups.
    pub backup_folder: Option<String>,
    /// How many backups stay in it.
    pub backups_kept: u16,
    /// Since when this computer knows the vault, in milliseconds since 1970.
    pub backups_since: Option<u64>,
    /// Why the last try to make a backup failed; none since one was made.
    pub backup_trouble: Option<FailureCode>,
    /// The last backup that was opened and found good, in milliseconds since 1970.
    pub last_backup: Option<u64>,
    /// When a backup was last opened with what stands on the paper, in milliseconds since 1970.
    pub last_drill: Option<u64>,
}

/// What this program is, and where its files lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct About {
    /// Its version.
    pub version: String,
    /// The folder of the vault.
    pub vault: String,
    /// The formats that accounts can be exported to.
    pub formats: Vec<Format>,
}

/// A format that accounts can be exported to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Format {
    /// Its name.
    pub name: String,
    /// The program that reads it, by name.
    pub program: String,
    /// Whether a password protects the file.
    pub sealing: Sealing,
    /// The ending of its file's name, without the dot.
    pub extension: String,
}
