//! The scanner, as the controller sees it: it finds codes on screens and in pictures, and reads files.

mod child;
mod process;

use std::sync::Arc;

use keyrack_app::{ErrorCode, Import, Incoming};
use keyrack_qr::Error;
pub use keyrack_reader::{ScannedTexts, TaskHandle};
use zeroize::Zeroizing;

#[cfg(test)]
#[cfg(target_os = "linux")]
pub use child::picture_on_clipboard;
pub use child::serve;
pub use process::{AS_SCANNER, ScannerProcess};

use crate::views::{Failure, FailureCode, ScanWays, WindowErrorCode};

/// The most bytes of a file that is looked at.
pub const MAX_FILE: usize = 64 << 20;

/// Looks at screens and pictures and reads files, where no key of the vault is at hand. Every call may come from any thread.
pub trait Scanner: Send + Sync {
    /// Which ways to the screens there are.
    ///
    /// # Errors
    /// [`ScanError::Failed`].
    fn ways(&self) -> Result<ScanWays, ScanError>;

    /// Looks at `subject`, until it has seen all or `task` is cancelled. `None` when the person cancelled, or `task` was.
    ///
    /// # Errors
    /// Why it saw nothing.
    fn scan(
        &self,
        subject: &ScanSubject,
        task: &TaskHandle,
    ) -> Result<Option<ScannedTexts>, ScanError>;

    /// Reads and decrypts files for an import, until all is read or `task` is cancelled.
    ///
    /// # Errors
    /// Why they cannot be read as a whole; [`Cancelled`](keyrack_app::ErrorCode::Cancelled) where `task` was cancelled.
    fn read(
        &self,
        files: &Contents,
        import: &Import,
        task: &Arc<TaskHandle>,
    ) -> keyrack_app::Result<Incoming>;
}

/// Files by name.
pub type Contents = Vec<(String, Zeroizing<Vec<u8>>)>;

/// What is looked at.
pub enum ScanSubject {
    /// The picture on the clipboard.
    Clipboard,
    /// All screens.
    Screens,
    /// A rectangle that the person drags.
    Area {
        /// What the person is told to do, in a line.
        hint: String,
        /// Whether that is light on dark.
        dark: bool,
    },
    /// A file: a picture or a PDF, of at most [`MAX_FILE`] bytes.
    File(Zeroizing<Vec<u8>>),
}

/// Why nothing was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanError {
    /// There is no picture on the clipboard.
    ClipboardEmpty,
    /// It is no picture that can be read.
    Picture(Error),
    /// There is no way to the screens.
    ScreenUnavailable,
    /// The person or the system does not allow it.
    ScreenRefused,
    /// The system did not answer in time.
    ScreenTimedOut,
    /// Another program holds mouse or keyboard.
    ScreenBusy,
    /// Anything else: it broke down, or there was no memory.
    Failed,
}

impl ScanError {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::ClipboardEmpty,
        Self::Picture(Error::UnknownFormat),
        Self::Picture(Error::TooLarge),
        Self::Picture(Error::Damaged),
        Self::Picture(Error::PdfDamaged),
        Self::Picture(Error::PdfLocked),
        Self::Picture(Error::TooManyPages),
        Self::ScreenUnavailable,
        Self::ScreenRefused,
        Self::ScreenTimedOut,
        Self::ScreenBusy,
        Self::Failed,
    ];

    /// The code of its failure.
    #[must_use]
    pub const fn code(self) -> FailureCode {
        FailureCode::Window(match self {
            Self::ClipboardEmpty => WindowErrorCode::ClipboardEmpty,
            Self::Picture(Error::UnknownFormat) => WindowErrorCode::PictureUnknown,
            Self::Picture(Error::TooLarge) => WindowErrorCode::PictureTooLarge,
            Self::Picture(Error::Damaged) => WindowErrorCode::PictureDamaged,
            Self::Picture(Error::PdfDamaged) => WindowErrorCode::PdfDamaged,
            Self::Picture(Error::PdfLocked) => WindowErrorCode::PdfLocked,
            Self::Picture(Error::TooManyPages) => WindowErrorCode::PdfTooLong,
            Self::Picture(Error::Cancelled) => return FailureCode::App(ErrorCode::Cancelled),
            Self::ScreenUnavailable => WindowErrorCode::ScreenUnavailable,
            Self::ScreenRefused => WindowErrorCode::ScreenRefused,
            Self::ScreenTimedOut => WindowErrorCode::ScreenTimedOut,
            Self::ScreenBusy => WindowErrorCode::ScreenBusy,
            Self::Failed => WindowErrorCode::ScanFailed,
        })
    }
}

impl From<ScanError> for Failure {
    fn from(error: ScanError) -> Self {
        Self::new(error.code())
    }
}
