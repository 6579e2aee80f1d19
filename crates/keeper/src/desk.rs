//! Where requests of the windows are carried out.

use std::sync::Arc;

use keyrack_app::Computer;

use crate::stage::{Stage, Window};
use crate::views::Failure;

/// One vault, open or not, and everything that the windows may ask about it.
pub struct Desk {
    computer: Computer,
    stage: Arc<dyn Stage>,
}

/// What a window gets.
pub enum Reply {
    /// A view, as JSON.
    Json(String),
    /// A PNG picture, for the paper window.
    Picture(zeroize::Zeroizing<Vec<u8>>),
}

/// Why the vault was locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The program has just started.
    Start,
    /// A person wished it.
    Person,
    /// Nobody was at work.
    Idle,
    /// The window broke down.
    Crash,
    /// The program ends.
    Quit,
}

impl Desk {
    /// The default vault of `computer`, locked.
    #[must_use]
    pub fn new(computer: Computer, stage: Arc<dyn Stage>) -> Self {
        Self { computer, stage }
    }

    /// Carries out a request of a window. May take as long as the disk, the key derivation or a dialog does, and may
    /// be called from several threads at once.
    ///
    /// # Errors
    /// Why it was not done.
    pub fn answer(&self, window: Window, request: &[u8]) -> Result<Reply, Failure> {
        let _ = (window, request, &self.computer, &self.stage);
        Err(Failure::new("not_available"))
    }

    /// Drops the keys, clears the clipboard, closes the paper and renews the main window. Changes that could not be
    /// saved are sealed beside the vault. It is locked even when a part of this fails.
    pub fn lock(&self, because: Because) {
        let _ = because;
    }

    /// Does what time brings: locks when nobody was at work, takes over what other programs wrote, closes the paper.
    /// Called about every second while the vault is open, every minute otherwise.
    pub fn tick(&self) {}

    /// Notes that the paper window has ended.
    pub fn paper_closed(&self) {}
}
