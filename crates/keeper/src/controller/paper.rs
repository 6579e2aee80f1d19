//! What is on the paper: sheets that were drawn, and what is known about them.

use keyrack_paper::Sheet;
use keyrack_words::Language;
use parking_lot::Mutex;
use zeroize::Zeroizing;

use crate::speech::Voice;
use crate::views::{PaperItemKind, PaperKind};

/// Sheets of which one is shown, with what is known about them.
pub(crate) struct Paper {
    pub(crate) kind: PaperKind,
    /// What viewers of the PDF show above it.
    pub(crate) title: String,
    pub(crate) language: Language,
    /// At least one.
    pub(crate) pages: Vec<PaperPage>,
    /// All of them as one sheet, for a PDF; the page that is shown where there is none.
    pub(crate) all: Option<Sheet>,
    pub(crate) now: Mutex<PaperState>,
}

/// A sheet.
#[derive(Default)]
pub(crate) struct PaperPage {
    /// Whose secrets are on it.
    pub(crate) name: String,
    pub(crate) sheet: Sheet,
    pub(crate) items: Vec<PaperText>,
}

/// What of a paper changes while it is shown.
#[derive(Default)]
pub(crate) struct PaperState {
    /// The place of the page that is shown.
    pub(crate) page: usize,
    pub(crate) until: Option<PaperUntil>,
    /// What is being read aloud. It falls silent with the paper, and so at a lock.
    pub(crate) voice: Option<Voice>,
}

/// A text that can be copied or read aloud.
pub(crate) struct PaperText {
    pub(crate) what: PaperItemKind,
    pub(crate) label: String,
    pub(crate) text: Zeroizing<String>,
}

/// When the window closes by itself.
#[derive(Clone, Copy)]
pub(crate) struct PaperUntil {
    /// On the clock that starts with the computer, in milliseconds.
    pub(crate) boot: u64,
    /// For people, in seconds since 1970.
    pub(crate) wall: u64,
}
