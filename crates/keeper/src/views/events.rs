//! What the keeper tells a window without being asked.

use serde::Serialize;

use super::FailureCode;

/// What the keeper tells a window without being asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The accounts are no longer as they were: another program or computer changed them.
    Changed,
    /// How it stands with an office has changed: ask `offices`.
    OfficeChanged,
    /// The settings were changed, or what is known about backups.
    SettingsChanged,
    /// A backup that was due did not come about. Told once, until one does.
    BackupFailed {
        /// Why.
        code: FailureCode,
    },
    /// What was copied is no longer on the clipboard.
    ClipboardCleared,
    /// The last change could not be saved; it is kept, and saving is tried again.
    Unsaved,
    /// Changes went with the keys at a lock, because no place could take them: `state` says so.
    UnsavedLost,
    /// The paper window was closed.
    PaperClosed,
    /// Somebody begins or ends to help over a remote connection.
    SupportChanged,
    /// How far a look is. Told only of one that takes longer than 300 milliseconds.
    ScanProgress {
        /// From 0 to 1000.
        done: u16,
    },
    /// How far the reading of files to import is. Told only of one that takes longer than 300 milliseconds.
    ImportProgress {
        /// From 0 to 1000.
        done: u16,
    },
    /// Files are held over the window, or no longer.
    Dragged {
        /// Whether they are.
        over: bool,
    },
    /// Files were dropped on the window: ask `dropped_kind`, then `scan` or `open_import` from `dropped`.
    Dropped {
        /// How many.
        files: u32,
    },
    /// The screens were looked at as the person wished in the tray: ask `scan` from `tray`. `state` says so as well.
    Scanned,
}
