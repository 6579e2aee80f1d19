//! What the eye itself does: it looks once, tells what it saw, and ends.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::process::{self, ExitCode};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use keyrack_paper::{Label, Look};
use keyrack_qr::{Error, Layout, Page, Picture, Progress};
use keyrack_reader::{MAX_TEXTS, pipes, wire::Frame};
use keyrack_system::screen::{self, Capture, Drawing, ScreenError, Shot, ShotLayout, Ways};
use keyrack_system::{Bounds, bound};
use zeroize::Zeroizing;

use super::{FromEye, MEMORY, Reasons, SECONDS, Sum, Task, ToEye};
use crate::desk::Blind;
use crate::fault;

/// How long the person may take to allow a look at the screens, or to drag a rectangle.
const PATIENCE: Duration = Duration::from_secs(300);

/// Why a look ended without having seen.
enum End {
    Blind(Blind),
    Cancelled,
}

/// Looks at what it is told to over standard input, tells what it sees over standard output, and returns. Ends the
/// process if the keeper goes away meanwhile.
#[must_use]
pub fn look_as_told() -> ExitCode {
    bound(Bounds {
        memory: MEMORY,
        seconds: SECONDS,
    });
    fault::tell_only_the_place();
    let looked = pipes()
        .ok()
        .and_then(|(input, output)| look(input, &Voice::new(output)));
    looked.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

fn look(mut input: File, voice: &Voice) -> Option<()> {
    let task = hear(&mut input)?;
    let listen = move || {
        // Nothing more is to come but the end of the keeper.
        _ = io::copy(&mut input, &mut io::sink());
        process::exit(1);
    };
    thread::Builder::new().spawn(listen).ok()?;
    let seen = match task {
        Task::Ways => {
            voice.say_json(FromEye::Ways, &Reasons::from(screen::ways()));
            return Some(());
        }
        Task::Clipboard => picture_on_clipboard()
            .map_err(End::from)
            .and_then(|picture| find(&picture, voice)),
        Task::Screens => screen::capture_all(PATIENCE)
            .map_err(End::from)
            .and_then(|capture| see(capture, voice)),
        Task::Area { hint, dark } => {
            let draw = |scale: f64| drawing(&hint, scale, dark);
            screen::capture_area(&draw, PATIENCE)
                .map_err(End::from)
                .and_then(|capture| see(capture, voice))
        }
    };
    match seen {
        Ok(pages) => voice.say_pages(pages),
        Err(End::Cancelled) => voice.say(FromEye::Cancelled, []),
        Err(End::Blind(blind)) => voice.say(FromEye::Blind, blind.as_str()),
    }
    Some(())
}

/// What is to be done. `None` if the keeper says something else.
fn hear(input: &mut impl Read) -> Option<Task> {
    let frame = Frame::<ToEye>::read(input).ok()??;
    serde_json::from_slice(&frame.payload).ok()
}

/// The picture on the clipboard.
///
/// # Errors
/// [`Blind::ClipboardEmpty`], [`Blind::Picture`], [`Blind::Failed`].
pub fn picture_on_clipboard() -> Result<Picture, Blind> {
    let picture = arboard::Clipboard::new()
        .and_then(|mut clipboard| clipboard.get_image())
        .map_err(|error| match error {
            arboard::Error::ConversionFailure => Blind::Picture(Error::Damaged),
            // Some programs answer the wish for a picture with whatever else they have.
            arboard::Error::ContentNotAvailable | arboard::Error::Unknown { .. } => {
                Blind::ClipboardEmpty
            }
            _ => Blind::Failed,
        })?;
    let size = |length: usize| u32::try_from(length).map_err(|_| Blind::Picture(Error::TooLarge));
    let (width, height) = (size(picture.width)?, size(picture.height)?);
    let pixels = match picture.bytes {
        Cow::Owned(pixels) => pixels,
        Cow::Borrowed(pixels) => pixels.to_vec(),
    };
    Picture::new(width, height, pixels.into(), Layout::Rgba).map_err(Blind::Picture)
}

fn see(capture: Option<Capture>, voice: &Voice) -> Result<Vec<Page>, End> {
    match capture.ok_or(End::Cancelled)? {
        Capture::Encoded(bytes) => read(&bytes, voice),
        Capture::Shots(shots) => {
            let all = shots.len();
            let pages = shots.into_iter().enumerate().map(|(at, shot)| {
                let picture = picture(shot)?;
                Ok(keyrack_qr::find(&picture, &voice.progress(at, all))?)
            });
            pages.collect()
        }
    }
}

fn picture(shot: Shot) -> Result<Picture, Error> {
    let layout = match shot.layout {
        ShotLayout::Bgrx => Layout::Bgrx,
        ShotLayout::Bgra => Layout::Bgra,
        ShotLayout::Rgba => Layout::Rgba,
    };
    Picture::new(shot.width, shot.height, shot.pixels, layout)
}

fn find(picture: &Picture, voice: &Voice) -> Result<Vec<Page>, End> {
    Ok(vec![keyrack_qr::find(picture, &voice.progress(0, 1))?])
}

fn read(file: &[u8], voice: &Voice) -> Result<Vec<Page>, End> {
    Ok(keyrack_qr::read(file, &voice.progress(0, 1))?.pages)
}

/// The words that tell the person what to do. Where they cannot be drawn, nothing is shown.
fn drawing(text: &str, scale: f64, dark: bool) -> Drawing {
    let look = if dark { Look::Dark } else { Look::Light };
    let label = Label::draw(text, scale as f32, look).ok();
    let (width, height, pixels) =
        label.map_or_else(Default::default, |it| (it.width, it.height, it.pixels));
    Drawing {
        width,
        height,
        pixels,
    }
}

/// What the keeper hears.
#[derive(Clone)]
struct Voice(Arc<Mutex<File>>);

impl Voice {
    fn new(output: File) -> Self {
        Self(Arc::new(Mutex::new(output)))
    }

    /// Says something. Where the keeper does not listen any more, this process ends soon.
    fn say(&self, kind: FromEye, what: impl Into<Vec<u8>>) {
        let mut output = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        _ = Frame::new(kind, 0, what).write(&mut *output);
    }

    fn say_json(&self, kind: FromEye, what: &impl serde::Serialize) {
        self.say(kind, serde_json::to_vec(what).unwrap_or_default());
    }

    /// Says each text once, though several screens may show it, and then how much it was.
    fn say_pages(&self, pages: Vec<Page>) {
        let mut sum = Sum::default();
        let mut texts: Vec<Zeroizing<String>> = Vec::new();
        for page in pages {
            sum.pictures += 1;
            sum.doubtful += page.doubtful as u32;
            for symbol in page.symbols {
                if texts.len() < MAX_TEXTS && !texts.contains(&symbol.text) {
                    texts.push(symbol.text);
                }
            }
        }
        for text in &texts {
            self.say(FromEye::Text, text.as_bytes());
        }
        self.say_json(FromEye::Seen, &sum);
    }

    /// Tells how far the search is in the picture at this place among so many.
    fn progress(&self, at: usize, all: usize) -> Progress {
        let voice = self.clone();
        Progress::new(move |done| {
            let done = (at * 1000 + usize::from(done)) / all;
            voice.say_json(FromEye::Progress, &done);
        })
    }
}

impl From<Ways> for Reasons {
    fn from(ways: Ways) -> Self {
        let why = |way: Result<(), screen::Why>| way.err().map(|why| why.as_str().to_owned());
        Self {
            screens: why(ways.all),
            area: why(ways.area),
            asks: ways.asks,
        }
    }
}

impl From<Blind> for End {
    fn from(blind: Blind) -> Self {
        Self::Blind(blind)
    }
}

impl From<ScreenError> for End {
    fn from(error: ScreenError) -> Self {
        Self::Blind(match error {
            ScreenError::Unavailable(_) => Blind::ScreenUnavailable,
            ScreenError::Refused => Blind::ScreenRefused,
            ScreenError::TimedOut => Blind::ScreenTimedOut,
            ScreenError::Busy => Blind::ScreenBusy,
            ScreenError::Failed => Blind::Failed,
        })
    }
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        match error {
            Error::Cancelled => Self::Cancelled,
            error => Self::Blind(Blind::Picture(error)),
        }
    }
}
