//! What the desk asks of the windows around it. The real shell starts and ends window programs; that of a test notes
//! what was asked.

use std::path::PathBuf;
use std::time::Duration;

use keyrack_app::Theme;
use serde::{Deserialize, Serialize};

use crate::views::{Event, Failure};

/// The windows, as the desk sees them. Every call may come from any thread.
pub trait Shell: Send + Sync {
    /// Tells the main window, if there is one.
    fn tell(&self, event: &Event);

    /// Lets the person choose a file or folder, over the window that asked, and waits for it. `None` when they chose
    /// none.
    ///
    /// # Errors
    /// When no dialog can be shown.
    fn choose(&self, window: WindowKind, what: &Choose) -> Result<Option<PathBuf>, Failure>;

    /// Lets the person choose files to read, and waits for it. None when they chose none; a `None` among them is one whose
    /// name is no Unicode.
    ///
    /// # Errors
    /// When no dialog can be shown.
    fn choose_files(
        &self,
        window: WindowKind,
        which: Files,
    ) -> Result<Vec<Option<PathBuf>>, Failure>;

    /// Takes all windows off the screens, and waits until what was behind them can be seen.
    fn hide_windows(&self);

    /// Brings back what was taken off the screens.
    fn show_windows(&self);

    /// Ends the main window with everything it remembers and starts a fresh one in its place. Where there is none, or
    /// none that was ever used, nothing changes.
    fn renew(&self);

    /// Shows what is on the paper now in a fresh paper window, in place of one that may still show something else.
    ///
    /// # Errors
    /// When it cannot be started.
    fn open_paper(&self) -> Result<(), Failure>;

    /// Ends the paper window, if there is one.
    fn close_paper(&self);

    /// Opens the print dialog of the paper window.
    ///
    /// # Errors
    /// When there is none.
    fn print_paper(&self) -> Result<(), Failure>;

    /// Makes the main and the paper window show everything at `percent` of its size, now and whenever they open.
    fn zoom(&self, percent: u16);

    /// Keeps the paper window out of pictures of the screen, or not, now and whenever it opens. Not every system can.
    fn protect(&self, on: bool);

    /// Gives the windows these colours, now and whenever they open.
    fn theme(&self, theme: Theme);

    /// Whether the system shows an icon of the program, so that it need not end with its window.
    fn has_tray(&self) -> bool;

    /// Whether a person can see the main window: it is there, and not reduced to its place in a panel.
    fn is_seen(&self) -> bool;

    /// Whether the program starts when the person signs in; none where that cannot be arranged.
    fn starts_at_login(&self) -> Option<bool>;

    /// Sees to it that the program starts when the person signs in, or no longer does.
    ///
    /// # Errors
    /// When that cannot be arranged.
    fn start_at_login(&self, on: bool) -> Result<(), Failure>;

    /// For how long nobody has touched keyboard or mouse, in any program; none where the system does not tell.
    fn idle(&self) -> Option<Duration>;

    /// Opens `url` in the browser.
    ///
    /// # Errors
    /// When no browser can be started.
    fn open_url(&self, url: &str) -> Result<(), Failure>;
}

/// The kinds of windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WindowKind {
    /// With the lock screen, the list and everything else.
    Main,
    /// With what Rust has drawn.
    Paper,
}

/// What the person is to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choose {
    /// A file to write; the dialog asks before an existing one is replaced.
    Save {
        /// The proposed name.
        name: String,
        /// The ending that the file should have, without the dot.
        extension: String,
    },
    /// A folder.
    Folder,
    /// A file to read.
    Open {
        /// The ending that such files have, without the dot.
        extension: String,
    },
}

/// Which files the person may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Files {
    /// Pictures and PDFs.
    Pictures,
    /// Any.
    Any,
}
