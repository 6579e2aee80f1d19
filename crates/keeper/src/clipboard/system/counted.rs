//! Windows and macOS, which keep a copied text themselves, and count the changes of the clipboard. So nothing has to be
//! read in order to know whether it still holds what was lent.

#[cfg(target_os = "macos")]
use arboard::SetExtApple;
#[cfg(windows)]
use arboard::SetExtWindows;
use arboard::{Clipboard, Set};
use keyrack_system::clipboard_changes;
use zeroize::Zeroizing;

use super::{Board, Unavailable};

/// The system's clipboard, and its count when a text was lent last.
#[derive(Default)]
pub struct System {
    lent: Option<i64>,
}

impl Board for System {
    fn lend(&mut self, text: Zeroizing<String>) -> Result<(), Unavailable> {
        unrecorded(open()?.set())
            .text(text.as_str())
            .map_err(|_| Unavailable)?;
        self.lent = Some(clipboard_changes());
        Ok(())
    }

    fn take_back(&mut self) -> Result<(), Unavailable> {
        if self.lent == Some(clipboard_changes()) {
            open()?.clear().map_err(|_| Unavailable)?;
        }
        self.lent = None;
        Ok(())
    }
}

/// Opens the clipboard.
pub fn open() -> Result<Clipboard, Unavailable> {
    Clipboard::new().map_err(|_| Unavailable)
}

/// Asks clipboard histories not to keep what is set, here or on other computers of the user.
#[cfg(windows)]
fn unrecorded(set: Set<'_>) -> Set<'_> {
    set.exclude_from_monitoring()
        .exclude_from_cloud()
        .exclude_from_history()
}

/// Asks clipboard histories not to keep what is set.
#[cfg(target_os = "macos")]
fn unrecorded(set: Set<'_>) -> Set<'_> {
    set.exclude_from_history()
}
