//! The clipboard, as the controller sees it: a text is only lent to it.

mod system;

use std::path::PathBuf;

use zeroize::Zeroizing;

pub use system::SystemClipboard;

/// The most bytes that are read from the clipboard. No key and no address of a login page is nearly as long.
pub const MAX_TEXT: usize = 64 * 1024;

/// A clipboard to which texts are lent. Every call may come from any thread.
pub trait Clipboard: Send + Sync {
    /// Puts `text` on the clipboard for so many seconds, out of the sight of clipboard histories.
    ///
    /// # Errors
    /// [`Unavailable`]; then what was there stays.
    fn lend(&self, text: Zeroizing<String>, seconds: u16) -> Result<(), Unavailable>;

    /// Takes back what was lent, if it is still there.
    ///
    /// # Errors
    /// [`Unavailable`]; then it is tried again.
    fn take_back(&self) -> Result<(), Unavailable>;

    /// What is on the clipboard, apart from pictures.
    ///
    /// # Errors
    /// [`Unavailable`].
    fn read(&self) -> Result<Content, Unavailable>;
}

/// What is on the clipboard.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// Neither text nor files, or a text longer than [`MAX_TEXT`].
    Nothing,
    /// A text.
    Text(Zeroizing<String>),
    /// Files, which a file manager has copied; `None` for one whose name is no Unicode.
    Files(Vec<Option<PathBuf>>),
}

/// The clipboard could not be reached: there is none, or another program holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unavailable;

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Content(..)")
    }
}

impl From<Unavailable> for crate::views::Failure {
    fn from(_: Unavailable) -> Self {
        Self::new(crate::views::WindowErrorCode::ClipboardUnavailable)
    }
}
