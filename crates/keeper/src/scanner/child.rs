//! What the scanner itself does: it looks once, tells what it saw, and ends.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::process::{self, ExitCode};
use std::thread;
use std::time::Duration;

use keyrack_paper::{Label, Look};
use keyrack_qr::{Error, Layout, Page, Picture, Progress};
use keyrack_reader::{
    MAX_TEXTS, ScanTotals, pipes,
    wire::{Message, MessageWriter},
};
use keyrack_system::screen::{self, Capture, Drawing, ScreenError, Shot, ShotLayout, Ways};
use keyrack_system::{Bounds, bound};
use zeroize::Zeroizing;

use super::ScanError;
use super::process::{FromScanner, MEMORY, Reasons, SECONDS, ScanTask, ToScanner};
use crate::fault;
use crate::views::NoWay;

/// How long the person may take to allow a look at the screens, or to drag a rectangle.
const PATIENCE: Duration = Duration::from_secs(300);

/// Why a scan ended without a result.
enum ScanEnd {
    Failed(ScanError),
    Cancelled,
}

/// Looks at what it is told to over standard input, tells what it sees over standard output, and returns. Ends the
/// process if the keeper goes away meanwhile.
#[must_use]
pub fn serve() -> ExitCode {
    bound(Bounds {
        memory: MEMORY,
        seconds: SECONDS,
    });
    fault::tell_only_the_place();
    let done = pipes()
        .ok()
        .and_then(|(input, output)| scan(input, &Answer(MessageWriter::new(output))));
    done.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

fn scan(mut input: File, answer: &Answer) -> Option<()> {
    let task = hear(&mut input)?;
    let listen = move || {
        // Nothing more is to come but the end of the keeper.
        _ = io::copy(&mut input, &mut io::sink());
        process::exit(1);
    };
    thread::Builder::new().spawn(listen).ok()?;
    let seen = match task {
        ScanTask::Ways => {
            answer
                .0
                .say_json(FromScanner::Ways, &Reasons::from(screen::ways()));
            return Some(());
        }
        ScanTask::Clipboard => picture_on_clipboard()
            .map_err(ScanEnd::from)
            .and_then(|picture| find(&picture, answer)),
        ScanTask::Screens => screen::capture_all(PATIENCE)
            .map_err(ScanEnd::from)
            .and_then(|capture| see(capture, answer)),
        ScanTask::Area { hint, dark } => {
            let draw = |scale: f64| drawing(&hint, scale, dark);
            screen::capture_area(&draw, PATIENCE)
                .map_err(ScanEnd::from)
                .and_then(|capture| see(capture, answer))
        }
    };
    match seen {
        Ok(pages) => answer.say_pages(pages),
        Err(ScanEnd::Cancelled) => answer.0.say(FromScanner::Cancelled, []),
        Err(ScanEnd::Failed(error)) => answer.0.say(FromScanner::Failed, error.code().as_str()),
    }
    Some(())
}

/// What is to be done. `None` if the keeper says something else.
fn hear(input: &mut impl Read) -> Option<ScanTask> {
    let message = Message::<ToScanner>::read(input).ok()??;
    serde_json::from_slice(&message.payload).ok()
}

/// The picture on the clipboard.
///
/// # Errors
/// [`ScanError::ClipboardEmpty`], [`ScanError::Picture`], [`ScanError::Failed`].
pub fn picture_on_clipboard() -> Result<Picture, ScanError> {
    let picture = arboard::Clipboard::new()
        .and_then(|mut clipboard| clipboard.get_image())
        .map_err(|error| match error {
            arboard::Error::ConversionFailure => ScanError::Picture(Error::Damaged),
            // Some programs answer the wish for a picture with whatever else they have.
            arboard::Error::ContentNotAvailable | arboard::Error::Unknown { .. } => {
                ScanError::ClipboardEmpty
            }
            _ => ScanError::Failed,
        })?;
    let size =
        |length: usize| u32::try_from(length).map_err(|_| ScanError::Picture(Error::TooLarge));
    let (width, height) = (size(picture.width)?, size(picture.height)?);
    let pixels = match picture.bytes {
        Cow::Owned(pixels) => pixels,
        Cow::Borrowed(pixels) => pixels.to_vec(),
    };
    Picture::new(width, height, pixels.into(), Layout::Rgba).map_err(ScanError::Picture)
}

fn see(capture: Option<Capture>, answer: &Answer) -> Result<Vec<Page>, ScanEnd> {
    match capture.ok_or(ScanEnd::Cancelled)? {
        Capture::Encoded(bytes) => read(&bytes, answer),
        Capture::Shots(shots) => {
            let all = shots.len();
            let pages = shots.into_iter().enumerate().map(|(at, shot)| {
                let picture = picture(shot)?;
                Ok(keyrack_qr::find(&picture, &answer.progress(at, all))?)
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

fn find(picture: &Picture, answer: &Answer) -> Result<Vec<Page>, ScanEnd> {
    Ok(vec![keyrack_qr::find(picture, &answer.progress(0, 1))?])
}

fn read(file: &[u8], answer: &Answer) -> Result<Vec<Page>, ScanEnd> {
    Ok(keyrack_qr::read(file, &answer.progress(0, 1))?.pages)
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

/// Tells the keeper what was seen.
#[derive(Clone)]
struct Answer(MessageWriter);

impl Answer {
    /// Says each text once, though several screens may show it, and then how much it was.
    fn say_pages(&self, pages: Vec<Page>) {
        let mut sum = ScanTotals::default();
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
            self.0.say(FromScanner::Text, text.as_bytes());
        }
        self.0.say_json(FromScanner::Seen, &sum);
    }

    /// Tells how far the search is in the picture at this place among so many.
    fn progress(&self, at: usize, all: usize) -> Progress {
        let answer = self.clone();
        Progress::new(move |done| {
            let done = (at * 1000 + usize::from(done)) / all;
            answer.0.say_json(FromScanner::Progress, &done);
        })
    }
}

impl From<Ways> for Reasons {
    fn from(ways: Ways) -> Self {
        let why = |way: Result<(), screen::Why>| way.err().map(NoWay::from);
        Self {
            screens: why(ways.all),
            area: why(ways.area),
            asks: ways.asks,
        }
    }
}

impl From<screen::Why> for NoWay {
    fn from(why: screen::Why) -> Self {
        match why {
            screen::Why::NoDisplay => Self::NoDisplay,
            screen::Why::NoPortal => Self::NoPortal,
            screen::Why::NoArea => Self::NoArea,
            screen::Why::NoAnswer => Self::NoAnswer,
            screen::Why::NotPermitted => Self::NotPermitted,
        }
    }
}

impl From<ScanError> for ScanEnd {
    fn from(error: ScanError) -> Self {
        Self::Failed(error)
    }
}

impl From<ScreenError> for ScanEnd {
    fn from(error: ScreenError) -> Self {
        Self::Failed(match error {
            ScreenError::Unavailable(_) => ScanError::ScreenUnavailable,
            ScreenError::Refused => ScanError::ScreenRefused,
            ScreenError::TimedOut => ScanError::ScreenTimedOut,
            ScreenError::Busy => ScanError::ScreenBusy,
            ScreenError::Failed => ScanError::Failed,
        })
    }
}

impl From<Error> for ScanEnd {
    fn from(error: Error) -> Self {
        match error {
            Error::Cancelled => Self::Cancelled,
            error => Self::Failed(ScanError::Picture(error)),
        }
    }
}
