//! What looks at pictures, as the desk sees it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use keyrack_qr::Error;
use zeroize::Zeroizing;

use crate::views::{Failure, ScanWays};

/// The most bytes of a file that is looked at.
pub const MAX_FILE: usize = 64 << 20;

/// Looks at screens and pictures, where no key of the vault is at hand. Every call may come from any thread.
pub trait Eye: Send + Sync {
    /// Which ways to the screens there are.
    ///
    /// # Errors
    /// [`Blind::Failed`].
    fn ways(&self) -> Result<ScanWays, Blind>;

    /// Looks at `subject`, until it has seen all or `look` is ended. `None` when the person cancelled, or `look` did.
    ///
    /// # Errors
    /// Why it saw nothing.
    fn look(&self, subject: &Subject, look: &Look) -> Result<Option<Seen>, Blind>;
}

/// What is looked at.
pub enum Subject {
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

/// What was seen.
#[derive(Default)]
pub struct Seen {
    /// The texts of the codes.
    pub texts: Vec<Zeroizing<String>>,
    /// Codes of which two readings differ, and which are not among the texts.
    pub doubtful: u32,
    /// How many pictures it was: the pages of a PDF, the screens.
    pub pictures: u32,
}

/// Why nothing was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blind {
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

/// A look that is under way. Whoever has it can end it.
pub struct Look {
    state: Mutex<State>,
    tell: Box<dyn Fn(u16) + Send + Sync>,
}

struct State {
    is_over: bool,
    /// The place of the subject that is looked at, and how many there are.
    at: usize,
    all: usize,
    end: Option<Box<dyn FnOnce() + Send>>,
}

impl Look {
    /// One that `tell`s how far it is, from 0 to 1000.
    pub fn new(tell: impl Fn(u16) + Send + Sync + 'static) -> Self {
        Self {
            state: Mutex::new(State {
                is_over: false,
                at: 0,
                all: 1,
                end: None,
            }),
            tell: Box::new(tell),
        }
    }

    /// Ends it, and waits until nothing of it is left. Does nothing the second time.
    pub fn end(&self) {
        let end = {
            let mut state = self.state();
            state.is_over = true;
            state.end.take()
        };
        if let Some(end) = end {
            end();
        }
    }

    /// Whether it was ended.
    pub fn is_over(&self) -> bool {
        self.state().is_over
    }

    /// Sees to it that `end` is called once if the look is ended from now on, or was already. It takes the place of the
    /// one before.
    pub fn at_end(&self, end: impl FnOnce() + Send + 'static) {
        let mut state = self.state();
        if state.is_over {
            drop(state);
            end();
        } else {
            state.end = Some(Box::new(end));
        }
    }

    /// Goes on with the subject at the place `at` among `all`.
    pub fn go_on(&self, at: usize, all: usize) {
        let mut state = self.state();
        (state.at, state.all) = (at, all.max(1));
    }

    /// Tells how far it is with its subject, from 0 to 1000.
    pub fn progress(&self, done: u16) {
        let (is_over, at, all) = {
            let state = self.state();
            (state.is_over, state.at, state.all)
        };
        if !is_over {
            let done = (at * 1000 + usize::from(done.min(1000))) / all;
            (self.tell)(done.min(1000) as u16);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Blind {
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
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClipboardEmpty => "clipboard_empty",
            Self::Picture(error) => error.code(),
            Self::ScreenUnavailable => "screen_unavailable",
            Self::ScreenRefused => "screen_refused",
            Self::ScreenTimedOut => "screen_timed_out",
            Self::ScreenBusy => "screen_busy",
            Self::Failed => "scan_failed",
        }
    }
}

impl From<Blind> for Failure {
    fn from(blind: Blind) -> Self {
        Self::new(blind.as_str())
    }
}
