//! The life of the keeper: it opens the window, answers it, and ends.

mod app_host;
#[cfg(unix)]
mod signals;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::env;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use keyrack_app::{Computer, Settings, control_socket::ControlRequest};
use keyrack_reader::AS_READER;
use keyrack_system::Cause;

#[cfg(target_os = "linux")]
use crate::bus;
use crate::clipboard::SystemClipboard;
use crate::control_socket;
use crate::controller::{Controller, LockReason};
use crate::fault::{self, report};
use crate::instance::{Claim, Instance};
use crate::jobs;
use crate::keeper::app_host::AppHost;
use crate::login::IN_BACKGROUND;
use crate::orders::Placement;
use crate::request::Reply;
use crate::scanner::{self, AS_SCANNER, ScannerProcess};
use crate::shell::{Shell as _, WindowKind};
use crate::time::SystemAndServers;
use crate::tray::{self, Presence};
use crate::views::{Failure, WindowErrorCode};
use crate::window_process::{Said, WindowProcess};
use crate::windows::Windows;
use crate::wire::{FromKeeper, FromWindow, MAX_PAYLOAD, Message};
use keyrack_memory::harden;

/// How many requests are worked on at once. The windows ask for a few at a time; more is a defect of theirs.
const MAX_AT_WORK: usize = 32;

/// The largest file with the place of the window, in bytes.
const MAX_PLACEMENT: usize = 1024;

/// How often a window that breaks down is replaced, and within which time.
const MAX_CRASHES: usize = 3;
const CRASHES_WITHIN: Duration = Duration::from_secs(60);

/// How long the end of the program waits for what is still being worked on.
const LAST_WORK: Duration = Duration::from_secs(10);

/// How often jobs are looked at: while there is a window to see, and while there is none. Each look wakes the
/// processor.
const TICK: Duration = Duration::from_secs(2);
const QUIET_TICK: Duration = Duration::from_secs(10);

/// How long a program that the session has started waits for a tray.
const TRAY_PATIENCE: Duration = Duration::from_secs(20);

/// Opens the app, and returns when it has ended. If it is open already, only brings it to the front. Started as a scanner
/// or a reader it is only that.
#[must_use]
pub fn run() -> ExitCode {
    if let Some(role) = env::args_os().nth(1) {
        if role == AS_SCANNER {
            return scanner::serve();
        }
        if role == AS_READER {
            return keyrack_reader::serve();
        }
    }
    harden();
    fault::tell_only_the_place();
    let Some(computer) = Computer::here() else {
        report("this user has no home folder");
        return ExitCode::FAILURE;
    };
    let computer = Computer {
        time: Arc::new(SystemAndServers),
        ..computer
    };
    let in_background = env::args_os().any(|argument| argument == IN_BACKGROUND);
    let wish = if in_background {
        ControlRequest::Status
    } else {
        ControlRequest::Show
    };
    match Instance::claim(&computer.home, wish) {
        Ok(Claim::First(instance)) => {
            let ending = keyrack_system::with_main_loop(|| live(computer, instance, in_background));
            ending.unwrap_or_else(|error| {
                report(format_args!("the window does not open: {error}"));
                ExitCode::FAILURE
            })
        }
        Ok(Claim::Done) => ExitCode::SUCCESS,
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

/// What the keeper learns while it lives.
enum News {
    /// A window said something.
    Window(WindowKind, Arc<WindowProcess>, Said),
    /// The system or the person wants the program to end.
    Quit,
}

fn live(computer: Computer, instance: Instance, in_background: bool) -> io::Result<ExitCode> {
    let Instance { door, lock: _lock } = instance;
    let here = computer.clone();
    let (tell, news) = mpsc::sync_channel(MAX_AT_WORK);
    let tray = Arc::<Presence>::default();
    let windows = Arc::new(Windows::new(
        read_placement(&here),
        Arc::clone(&tray),
        hear(tell.clone()),
    ));
    #[cfg(unix)]
    signals::on_end({
        let tell = tell.clone();
        move || _ = tell.send(News::Quit)
    })?;

    let clipboard = Box::new(SystemClipboard::start());
    let controller = Arc::new(Controller::new(
        computer,
        Arc::clone(&windows) as _,
        clipboard,
        Box::new(ScannerProcess::here()?),
    ));
    let app_host = AppHost {
        controller: Arc::clone(&controller),
        windows: Arc::clone(&windows),
        tell: tell.clone(),
    };
    control_socket::welcome(door, Arc::new(app_host.clone()))?;
    tray::start(&tray, Arc::new(app_host))?;
    #[cfg(target_os = "linux")]
    bus::answer_to_name({
        let windows = Arc::clone(&windows);
        move || _ = windows.show()
    });
    apply(&controller.settings(), &windows);
    if in_background {
        show_without_tray(tray, Arc::clone(&windows));
    } else {
        windows.show()?;
    }
    jobs::start(&controller, {
        let windows = Arc::clone(&windows);
        move || if windows.is_seen() { TICK } else { QUIET_TICK }
    })?;
    let _listener = listen_to_the_system(Arc::clone(&controller), tell);
    let (busy, idle) = mpsc::channel();
    let mut keeper = Keeper {
        controller,
        windows,
        at_work: Vec::new(),
        busy,
        idle,
        asked: false,
        crashes: Crashes::default(),
    };
    let ending = keeper.answer_all(&news);
    keeper.end(&here);
    Ok(ending)
}

/// Lets the windows look as it is set.
fn apply(settings: &Settings, windows: &Windows) {
    windows.theme(settings.theme);
    windows.zoom(settings.zoom);
    windows.protect(settings.protect_screen);
}

fn hear(tell: SyncSender<News>) -> Arc<crate::windows::Hear> {
    Arc::new(move |kind, window, said| {
        // Nobody listens once the keeper ends.
        _ = tell.send(News::Window(kind, window, said));
    })
}

/// Locks when the computer sleeps, the session is locked, and the like. After a sign-out nobody can see a window any
/// more, and the next session has a display and settings of its own, so the program ends with the session.
fn listen_to_the_system(
    controller: Arc<Controller>,
    tell: SyncSender<News>,
) -> keyrack_system::EventListener {
    keyrack_system::EventListener::start(move |cause| {
        controller.lock(cause.into());
        if cause == Cause::SignedOut {
            _ = tell.send(News::Quit);
        }
    })
}

/// Shows the window of a program that the session has started, unless the tray has its icon. The panel with the tray may
/// start later than we do.
fn show_without_tray(tray: Arc<Presence>, windows: Arc<Windows>) {
    thread::spawn(move || {
        if !tray.comes_within(TRAY_PATIENCE)
            && let Err(error) = windows.show()
        {
            report(format_args!("the window does not open: {error}"));
        }
    });
}

struct Keeper {
    controller: Arc<Controller>,
    windows: Arc<Windows>,
    /// The requests that are being worked on, and perhaps some that are done.
    at_work: Vec<JoinHandle<()>>,
    /// Each of them holds a sender until it is done.
    busy: Sender<Infallible>,
    idle: Receiver<Infallible>,
    /// Whether any window has ever got as far as to ask.
    asked: bool,
    crashes: Crashes,
}

impl Keeper {
    /// Answers the windows until it is time to end.
    fn answer_all(&mut self, news: &Receiver<News>) -> ExitCode {
        while let Ok(News::Window(kind, window, said)) = news.recv() {
            match said {
                Said::Message(message) => match message.kind {
                    FromWindow::Ask => self.answer(kind, window, message),
                    FromWindow::Placed => self.place(kind, &window, &message),
                    FromWindow::Closed if !self.is_main(kind, &window) => {}
                    FromWindow::Closed if self.stays() => {}
                    FromWindow::Closed => break,
                    FromWindow::Dropped => self.take_dropped(kind, &window, &message),
                    FromWindow::Done | FromWindow::Seen => {}
                },
                Said::Over if !self.windows.forget(kind, &window) => {}
                Said::Over if kind == WindowKind::Paper => self.controller.paper_closed(),
                Said::Over if !self.asked => {
                    report("the window does not open");
                    return ExitCode::FAILURE;
                }
                Said::Over => self.replace_window(),
            }
        }
        ExitCode::SUCCESS
    }

    /// Opens a new window where one broke down, unless that happens again and again.
    fn replace_window(&mut self) {
        // Nobody knows what is left of it.
        self.controller.lock(LockReason::Crash);
        if self.crashes.are_too_many(Instant::now()) {
            report("the window keeps crashing. Start Keyrack again to open it.");
            return;
        }
        match self.windows.show() {
            Ok(()) => report("the window crashed, and a new one opens"),
            Err(error) => report(format_args!("the window does not open: {error}")),
        }
    }

    /// Ends the windows and a scan, and with them what waits for a person; then lets the rest be finished, so that nothing is
    /// written by half, and locks. A disk that hangs is not waited for.
    fn end(self, computer: &Computer) {
        self.windows.close();
        self.controller.cancel_task();
        drop(self.busy);
        _ = self.idle.recv_timeout(LAST_WORK);
        self.controller.lock(LockReason::Quit);
        if let Some(placement) = self.windows.placement() {
            write_placement(computer, placement);
        }
    }

    fn answer(&mut self, kind: WindowKind, window: Arc<WindowProcess>, ask: Message<FromWindow>) {
        self.asked = true;
        self.at_work.retain(|work| !work.is_finished());
        if self.at_work.len() >= MAX_AT_WORK {
            window.tell(refusal(ask.id, &Failure::new(WindowErrorCode::Overloaded)));
            return;
        }
        let (controller, busy) = (Arc::clone(&self.controller), self.busy.clone());
        let work = thread::Builder::new().spawn(move || {
            window.send(reply(&controller, kind, &ask));
            drop(busy);
        });
        // Where no thread can be had, the window hears nothing; the next request may fare better.
        self.at_work.extend(work);
    }

    fn place(&self, kind: WindowKind, window: &Arc<WindowProcess>, message: &Message<FromWindow>) {
        if let (true, Ok(placement)) = (
            self.is_main(kind, window),
            serde_json::from_slice(&message.payload),
        ) {
            self.windows.set_placement(placement);
        }
    }

    fn take_dropped(
        &self,
        kind: WindowKind,
        window: &Arc<WindowProcess>,
        message: &Message<FromWindow>,
    ) {
        if let (true, Ok(files)) = (
            self.is_main(kind, window),
            serde_json::from_slice(&message.payload),
        ) {
            self.controller.dropped(files);
        }
    }

    /// Goes on without a window where that is set and the tray brings it back.
    fn stays(&self) -> bool {
        let stays = self.controller.settings().close_to_tray && self.windows.has_tray();
        if stays {
            self.windows.hide();
            self.controller.paper_closed();
        }
        stays
    }

    fn is_main(&self, kind: WindowKind, window: &Arc<WindowProcess>) -> bool {
        kind == WindowKind::Main && self.windows.is_current(kind, window)
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

fn reply(
    controller: &Controller,
    kind: WindowKind,
    ask: &Message<FromWindow>,
) -> Message<FromKeeper> {
    let answer = match controller.answer(kind, &ask.payload) {
        Ok(Reply::Json(json)) => Message::new(FromKeeper::Answer, ask.id, json),
        Ok(Reply::Picture(picture)) => Message {
            kind: FromKeeper::Picture,
            id: ask.id,
            payload: picture,
        },
        Err(failure) => refusal(ask.id, &failure),
    };
    bounded(answer)
}

/// What cannot be sent would leave the window without any answer, for ever.
fn bounded(answer: Message<FromKeeper>) -> Message<FromKeeper> {
    if answer.payload.len() > MAX_PAYLOAD {
        return refusal(answer.id, &Failure::new(WindowErrorCode::AnswerTooLarge));
    }
    answer
}

fn refusal(id: u32, failure: &Failure) -> Message<FromKeeper> {
    let json = serde_json::to_vec(failure).unwrap_or_default();
    Message::new(FromKeeper::Refusal, id, json)
}

fn read_placement(computer: &Computer) -> Option<Placement> {
    let json = computer.disk.read(&placement_file(computer), MAX_PLACEMENT);
    serde_json::from_slice(&json.ok()?).ok()
}

/// If it fails, the window opens elsewhere next time.
fn write_placement(computer: &Computer, placement: Placement) {
    if let Ok(json) = serde_json::to_vec(&placement) {
        _ = computer.write_private(&placement_file(computer), &json);
    }
}

fn placement_file(computer: &Computer) -> PathBuf {
    computer.home.join("window.json")
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
        let computer = Computer {
            home: home.path().to_owned(),
            ..Computer::here().unwrap()
        };
        assert_eq!(read_placement(&computer), None);
        let placement = Placement {
            x: -1280,
            y: 20,
            width: 1100,
            height: 700,
            maximized: false,
        };
        write_placement(&computer, placement);
        assert_eq!(read_placement(&computer), Some(placement));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let file = placement_file(&computer).metadata().unwrap();
            assert_eq!(file.permissions().mode() & 0o777, 0o600);
        }
        for bad in ["{", "", &" ".repeat(MAX_PLACEMENT + 1)] {
            std::fs::write(placement_file(&computer), bad).unwrap();
            assert_eq!(read_placement(&computer), None);
        }
    }

    #[test]
    fn an_answer_that_cannot_be_sent_is_a_refusal() {
        let answer = |length| Message::new(FromKeeper::Answer, 7, vec![b' '; length]);
        assert_eq!(bounded(answer(MAX_PAYLOAD)).kind, FromKeeper::Answer);
        let refused = bounded(answer(MAX_PAYLOAD + 1));
        assert_eq!((refused.kind, refused.id), (FromKeeper::Refusal, 7));
        assert!(String::from_utf8_lossy(&refused.payload).contains("answer_too_large"));
    }
}
