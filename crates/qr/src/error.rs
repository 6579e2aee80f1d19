//! Why a file gives no codes.

/// Why a picture or a PDF could not be read. None tells anything of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are no picture that is known here, and no PDF.
    #[error("this is no picture of a known kind")]
    UnknownFormat,
    /// More pixels than [`crate::MAX_PIXELS`], or a side longer than [`crate::MAX_SIDE`].
    #[error("the picture is too large")]
    TooLarge,
    /// Nothing of the picture could be decoded.
    #[error("the picture is damaged")]
    Damaged,
    /// The file begins as a PDF and is none, or none of its pages can be drawn.
    #[error("the PDF is damaged")]
    PdfDamaged,
    /// The PDF wants a password.
    #[error("the PDF is locked with a password")]
    PdfLocked,
    /// The PDF has more pages than [`crate::MAX_PAGES`].
    #[error("the PDF has too many pages")]
    TooManyPages,
    /// [`crate::Progress::cancel`] was called.
    #[error("the search was cancelled")]
    Cancelled,
}

impl Error {
    /// What can be wrong with a file: all but [`Error::Cancelled`].
    pub const OF_FILES: [Self; 6] = [
        Self::UnknownFormat,
        Self::TooLarge,
        Self::Damaged,
        Self::PdfDamaged,
        Self::PdfLocked,
        Self::TooManyPages,
    ];

    /// The stable code that scripts and translations rely on.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownFormat => "picture_unknown",
            Self::TooLarge => "picture_too_large",
            Self::Damaged => "picture_damaged",
            Self::PdfDamaged => "pdf_damaged",
            Self::PdfLocked => "pdf_locked",
            Self::TooManyPages => "pdf_too_long",
            Self::Cancelled => "cancelled",
        }
    }
}
