//! The life of the keeper: it opens the window, answers it, and ends.

#[cfg(unix)]
mod signals;

use std::collections::VecDeque;
use std::fmt::Display;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use keyrack_app::Computer;

use crate::clipboard::Clipboard;
use crate::desk::{Because, Desk, Reply};
use crate::fault;
use crate::hardening::harden;
use crate::instance::{Claim, Instance};
use crate::orders::Placement;
use crate::stage::{self, Stage as _};
use crate::views::Failure;
use crate::window::{Said, Window};
use crate::windows::Windows;
use crate::wire::{Frame, FromKeeper, FromWindow};

/// How many requests are worked on at once. The windows ask for a few at a time; more is a defect of theirs.
const MAX_AT_WORK: usize = 32;

/// How often a window that breaks down is replaced, and within which time.
const MAX_CRASHES: usize = 3;
const CRASHES_WITHIN: Duration = Duration::from_secs(60);

/// How often the desk looks at the clock. Each look wakes the processor, also while nobody is there.
const TICK: Duration = Duration::from_secs(2);

/// Opens the app, and returns when it has ended. If it is open already, only brings it to the front.
#[must_use]
pub fn run() -> ExitCode {
    harden();
    fault::tell_only_the_place();
    let Some(computer) = Computer::here() else {
        report("this user has no home folder");
        return ExitCode::FAILURE;
    };
    match Instance::claim(&computer.home) {
        Ok(Claim::First(instance)) => live(computer, &instance).unwrap_or_else(|error| {
            report(format_args!("the window does not open: {error}"));
            ExitCode::FAILURE
        }),
        Ok(Claim::Shown) => ExitCode::SUCCESS,
        Ok(Claim::Silent) => {
            report(
                "Keyrack is open already, but does not answer. Close it, or sign out and in again.",
            );
            ExitCode::FAILURE
        }
        Err(error) => {
            let home = computer.home.display();
            report(format_args!("the folder {home} cannot be used: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Tells whoever looks at standard error, for there may be no window to say it in. If nobody can, nothing is told.
pub fn report(what: impl Display) {
    _ = writeln!(io::stderr(), "keyrack-desktop: {what}");
}

/// What the keeper learns while it lives.
enum News {
    /// A window said something.
    Window(stage::Window, Arc<Window>, Said),
    /// The system or the person wants the program to end.
    Quit,
}

fn live(computer: Computer, instance: &Instance) -> io::Result<ExitCode> {
    let home = computer.home.clone();
    let (tell, news) = mpsc::sync_channel(MAX_AT_WORK);
    let windows = Arc::new(Windows::new(read_placement(&home), hear(tell.clone())));
    #[cfg(unix)]
    signals::on_end(move || _ = tell.send(News::Quit))?;
    let shown = Arc::clone(&windows);
    instance.on_further_start(move || shown.show())?;

    let clipboard = Box::new(Clipboard::start());
    let desk = Arc::new(Desk::new(computer, Arc::clone(&windows) as _, clipboard));
    let settings = desk.settings();
    windows.theme(settings.theme);
    windows.zoom(settings.zoom);
    windows.show()?;
    watch_the_clock(Arc::clone(&desk));
    let mut keeper = Keeper {
        desk,
        windows,
        at_work: Vec::new(),
        asked: false,
        crashes: Crashes::default(),
    };
    let ending = keeper.answer_all(&news);
    keeper.end(&home);
    Ok(ending)
}

fn hear(tell: SyncSender<News>) -> Arc<crate::windows::Hear> {
    Arc::new(move |kind, window, said| {
        // Nobody listens once the keeper ends.
        _ = tell.send(News::Window(kind, window, said));
    })
}

fn watch_the_clock(desk: Arc<Desk>) {
    thread::spawn(move || {
        loop {
            thread::sleep(TICK);
            desk.tick();
        }
    });
}

struct Keeper {
    desk: Arc<Desk>,
    windows: Arc<Windows>,
    /// The requests that are being worked on, and perhaps some that are done.
    at_work: Vec<JoinHandle<()>>,
    /// Whether any window has ever got as far as to ask.
    asked: bool,
    crashes: Crashes,
}

impl Keeper {
    /// Answers the windows until it is time to end.
    fn answer_all(&mut self, news: &Receiver<News>) -> ExitCode {
        while let Ok(News::Window(kind, window, said)) = news.recv() {
            match said {
                Said::Frame(frame) => match frame.kind {
                    FromWindow::Ask => self.answer(kind, window, frame),
                    FromWindow::Placed => self.place(kind, &window, &frame),
                    FromWindow::Closed if self.is_main(kind, &window) => break,
                    FromWindow::Closed | FromWindow::Done => {}
                },
                Said::Over if !self.windows.forget(kind, &window) => {}
                Said::Over if kind == stage::Window::Paper => self.desk.paper_closed(),
                Said::Over if !self.asked => {
                    report("the window does not open");
                    return ExitCode::FAILURE;
                }
                Said::Over if self.crashes.are_too_many(Instant::now()) => {
                    report(
                        "the window breaks down again and again. Start Keyrack again to open it.",
                    );
                    return ExitCode::FAILURE;
                }
                Said::Over => {
                    report("the window broke down, and a new one opens");
                    // Nobody knows what is left of it.
                    self.desk.lock(Because::Crash);
                }
            }
        }
        ExitCode::SUCCESS
    }

    /// Ends the windows, and with them what waits for a person; then lets the rest be finished, so that nothing is
    /// written by half, and locks.
    fn end(self, home: &Path) {
        self.windows.close();
        for work in self.at_work {
            _ = work.join();
        }
        self.desk.lock(Because::Quit);
        if let Some(placement) = self.windows.placement() {
            write_placement(home, placement);
        }
    }

    fn answer(&mut self, kind: stage::Window, window: Arc<Window>, ask: Frame<FromWindow>) {
        self.asked = true;
        self.at_work.retain(|work| !work.is_finished());
        if self.at_work.len() >= MAX_AT_WORK {
            window.tell(refusal(ask.id, &Failure::new("overloaded")));
            return;
        }
        let desk = Arc::clone(&self.desk);
        let work = thread::Builder::new().spawn(move || window.send(reply(&desk, kind, &ask)));
        // Where no thread can be had, the window hears nothing; the next request may fare better.
        self.at_work.extend(work);
    }

    fn place(&self, kind: stage::Window, window: &Arc<Window>, frame: &Frame<FromWindow>) {
        if let (true, Ok(placement)) = (
            self.is_main(kind, window),
            serde_json::from_slice(&frame.payload),
        ) {
            self.windows.set_placement(placement);
        }
    }

    fn is_main(&self, kind: stage::Window, window: &Arc<Window>) -> bool {
        kind == stage::Window::Main && self.windows.is_current(kind, window)
    }
}

/// The times at which the window broke down lately.
#[derive(Default)]
struct Crashes(VecDeque<Instant>);

impl Crashes {
    /// Notes one more, and tells whether the window should not be replaced.
    fn are_too_many(&mut self, now: Instant) -> bool {
        self.0
            .retain(|&at| now.saturating_duration_since(at) < CRASHES_WITHIN);
        self.0.push_back(now);
        self.0.len() > MAX_CRASHES
    }
}

fn reply(desk: &Desk, kind: stage::Window, ask: &Frame<FromWindow>) -> Frame<FromKeeper> {
    match desk.answer(kind, &ask.payload) {
        Ok(Reply::Json(json)) => Frame::new(FromKeeper::Answer, ask.id, json),
        Ok(Reply::Picture(picture)) => Frame {
            kind: FromKeeper::Picture,
            id: ask.id,
            payload: picture,
        },
        Err(failure) => refusal(ask.id, &failure),
    }
}

fn refusal(id: u32, failure: &Failure) -> Frame<FromKeeper> {
    let json = serde_json::to_vec(failure).unwrap_or_default();
    Frame::new(FromKeeper::Refusal, id, json)
}

fn read_placement(home: &Path) -> Option<Placement> {
    serde_json::from_slice(&fs::read(placement_file(home)).ok()?).ok()
}

/// If it fails, the window opens elsewhere next time.
fn write_placement(home: &Path, placement: Placement) {
    if let Ok(json) = serde_json::to_vec(&placement) {
        _ = fs::write(placement_file(home), json);
    }
}

fn placement_file(home: &Path) -> PathBuf {
    home.join("window.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_replaced_three_times_a_minute() {
        let (mut crashes, start) = (Crashes::default(), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        assert!(!crashes.are_too_many(at(0)));
        assert!(!crashes.are_too_many(at(1)));
        assert!(!crashes.are_too_many(at(2)));
        assert!(crashes.are_too_many(at(3)));
        assert!(!crashes.are_too_many(at(62)));
    }

    #[test]
    fn the_next_window_opens_where_the_last_one_was() {
        let home = tempfile::TempDir::new().unwrap();
        assert_eq!(read_placement(home.path()), None);
        let placement = Placement {
            x: -1280,
            y: 20,
            width: 1100,
            height: 700,
            maximized: false,
        };
        write_placement(home.path(), placement);
        assert_eq!(read_placement(home.path()), Some(placement));
        fs::write(placement_file(home.path()), "{").unwrap();
        assert_eq!(read_placement(home.path()), None);
    }
}
