//! The windows that are there: at most one of each kind.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use parking_lot::{Mutex, MutexGuard};

use crate::fault::report;
use crate::login::Login;
use crate::orders::{Files, Opening, Order, Outcome, Placement, Theme};
use crate::shell::{Choose, Shell, WindowKind};
use crate::tray::Presence;
use crate::views::{Event, Failure, WindowErrorCode};
use crate::window_process::{Said, WindowProcess};
use crate::wire::{FromKeeper, Message};

/// How long a window may take to leave the screen.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long what was behind our windows may take to be drawn. No system tells when it is.
const REDRAWN: Duration = Duration::from_millis(200);

/// The main and the paper window.
pub struct Windows {
    hear: Arc<Hear>,
    /// Whether the tray has an icon.
    tray: Arc<Presence>,
    stand: Mutex<Stand>,
}

/// Takes what a window says: the kind, the window, which may no longer be the one of its kind, and what it says.
pub type Hear = dyn Fn(WindowKind, Arc<WindowProcess>, Said) + Send + Sync;

struct Stand {
    main: Option<Arc<WindowProcess>>,
    paper: Option<Arc<WindowProcess>>,
    /// How the next window opens.
    opening: Opening,
    /// Whether the program ends, and no window is to be started any more.
    closed: bool,
}

impl Windows {
    /// No window yet. The main window is to open at `placement`. `hear` may keep a window waiting that says much.
    pub fn new(placement: Option<Placement>, tray: Arc<Presence>, hear: Arc<Hear>) -> Self {
        let opening = Opening {
            placement,
            ..Opening::default()
        };
        Self {
            hear,
            tray,
            stand: Mutex::new(Stand {
                main: None,
                paper: None,
                opening,
                closed: false,
            }),
        }
    }

    /// Brings the main window to the front, and starts it if there is none.
    ///
    /// # Errors
    /// When it cannot be started, or the program ends.
    pub fn show(&self) -> io::Result<()> {
        let mut stand = self.stand();
        if stand.closed {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        match &stand.main {
            Some(main) => main.order(&Order::Focus),
            None => stand.main = Some(self.start(WindowKind::Main, &stand.opening)?),
        }
        Ok(())
    }

    /// Ends both windows; one may be started again.
    pub fn hide(&self) {
        let mut stand = self.stand();
        let windows = [stand.main.take(), stand.paper.take()];
        windows.into_iter().flatten().for_each(|it| it.end());
    }

    /// Ends both windows. None is started after them.
    pub fn close(&self) {
        let mut stand = self.stand();
        stand.closed = true;
        for window in [stand.main.take(), stand.paper.take()]
            .into_iter()
            .flatten()
        {
            window.end();
        }
    }

    /// Whether `window` is the one of its kind.
    pub fn is_current(&self, kind: WindowKind, window: &Arc<WindowProcess>) -> bool {
        let stand = self.stand();
        stand.of(kind).is_some_and(|it| Arc::ptr_eq(it, window))
    }

    /// Forgets `window`, which has ended. Returns whether it was the one of its kind.
    pub fn forget(&self, kind: WindowKind, window: &Arc<WindowProcess>) -> bool {
        let mut stand = self.stand();
        let place = match kind {
            WindowKind::Main => &mut stand.main,
            WindowKind::Paper => &mut stand.paper,
        };
        let was_current = place.as_ref().is_some_and(|it| Arc::ptr_eq(it, window));
        if was_current {
            *place = None;
        }
        was_current
    }

    /// Notes where the main window is, for the next one.
    pub fn set_placement(&self, placement: Placement) {
        self.stand().opening.placement = Some(placement);
    }

    /// Where the main window is, or was last.
    pub fn placement(&self) -> Option<Placement> {
        self.stand().opening.placement
    }

    fn start(&self, kind: WindowKind, opening: &Opening) -> io::Result<Arc<WindowProcess>> {
        let hear = Arc::clone(&self.hear);
        WindowProcess::start(kind, opening, move |window, said| {
            hear(kind, Arc::clone(window), said);
        })
    }

    fn order_all(&self, order: &Order) {
        for window in self.all() {
            window.order(order);
        }
    }

    fn all(&self) -> Vec<Arc<WindowProcess>> {
        let stand = self.stand();
        let windows = [&stand.main, &stand.paper].into_iter();
        windows.flatten().cloned().collect()
    }

    fn stand(&self) -> MutexGuard<'_, Stand> {
        self.stand.lock()
    }
}

impl Stand {
    fn of(&self, kind: WindowKind) -> Option<&Arc<WindowProcess>> {
        match kind {
            WindowKind::Main => self.main.as_ref(),
            WindowKind::Paper => self.paper.as_ref(),
        }
    }
}

impl Shell for Windows {
    fn tell(&self, event: &Event) {
        if let (Some(main), Ok(json)) = (self.stand().main.clone(), serde_json::to_vec(event)) {
            main.tell(Message::new(FromKeeper::Event, 0, json));
        }
    }

    fn choose(&self, window: WindowKind, what: &Choose) -> Result<Option<PathBuf>, Failure> {
        let window = self.stand().of(window).cloned();
        let window = window.ok_or_else(|| Failure::new(WindowErrorCode::WindowUnavailable))?;
        match window.choose(&what.into()) {
            Some(Outcome::Chosen(path)) => Ok(path),
            Some(Outcome::Unnameable) => Err(Failure::new(WindowErrorCode::NameUnusable)),
            _ => Ok(None),
        }
    }

    fn choose_files(
        &self,
        window: WindowKind,
        which: Files,
    ) -> Result<Vec<Option<PathBuf>>, Failure> {
        let window = self.stand().of(window).cloned();
        let window = window.ok_or_else(|| Failure::new(WindowErrorCode::WindowUnavailable))?;
        match window.choose(&Order::Files { which }) {
            Some(Outcome::Files(files)) => Ok(files),
            _ => Ok(Vec::new()),
        }
    }

    fn hide_windows(&self) {
        let windows = self.all();
        for window in &windows {
            window.hide(PATIENCE);
        }
        if !windows.is_empty() {
            thread::sleep(REDRAWN);
        }
    }

    fn show_windows(&self) {
        // The main window last, for it comes to the front.
        for window in self.all().iter().rev() {
            window.order(&Order::Show);
        }
    }

    fn renew(&self) {
        let mut stand = self.stand();
        let Some(main) = stand.main.take_if(|main| main.was_used()) else {
            return;
        };
        main.end();
        match self.start(WindowKind::Main, &stand.opening) {
            Ok(main) => stand.main = Some(main),
            Err(error) => complain(&error),
        }
    }

    fn open_paper(&self) -> Result<(), Failure> {
        let mut stand = self.stand();
        if let Some(paper) = stand.paper.take() {
            paper.end();
        }
        if stand.closed {
            return Err(Failure::new(WindowErrorCode::WindowUnavailable));
        }
        let opening = Opening {
            placement: None,
            ..stand.opening
        };
        let paper = self.start(WindowKind::Paper, &opening);
        stand.paper = Some(paper.map_err(|error| {
            complain(&error);
            Failure::new(WindowErrorCode::WindowUnavailable)
        })?);
        Ok(())
    }

    fn close_paper(&self) {
        if let Some(paper) = self.stand().paper.take() {
            paper.end();
        }
    }

    fn print_paper(&self) -> Result<(), Failure> {
        let paper = self.stand().paper.clone();
        let paper = paper.ok_or_else(|| Failure::new(WindowErrorCode::WindowUnavailable))?;
        paper.order(&Order::Print);
        Ok(())
    }

    fn zoom(&self, percent: u16) {
        self.stand().opening.zoom = percent;
        self.order_all(&Order::Zoom { percent });
    }

    fn protect(&self, on: bool) {
        let mut stand = self.stand();
        stand.opening.protect = on;
        if let Some(paper) = &stand.paper {
            paper.order(&Order::Protect { on });
        }
    }

    fn theme(&self, theme: Theme) {
        self.stand().opening.theme = theme;
        self.order_all(&Order::Theme { theme });
    }

    fn has_tray(&self) -> bool {
        self.tray.is_there()
    }

    fn is_seen(&self) -> bool {
        let stand = self.stand();
        stand.main.as_ref().is_some_and(|main| main.is_seen())
    }

    fn starts_at_login(&self) -> Option<bool> {
        Login::here().map(|login| login.is_on())
    }

    fn start_at_login(&self, on: bool) -> Result<(), Failure> {
        let done = Login::here().is_some_and(|login| login.set(on).is_ok());
        done.then_some(())
            .ok_or_else(|| Failure::new(WindowErrorCode::NoStartAtLogin))
    }

    fn idle(&self) -> Option<Duration> {
        keyrack_system::idle()
    }

    fn open_url(&self, url: &str) -> Result<(), Failure> {
        open::that_detached(url).map_err(|_| Failure::new(WindowErrorCode::BrowserUnavailable))
    }
}

impl From<&Choose> for Order {
    fn from(what: &Choose) -> Self {
        match what {
            Choose::Save { name, extension } => Self::Save {
                name: name.clone(),
                extension: extension.clone(),
            },
            Choose::Folder => Self::Folder,
            Choose::Open { extension } => Self::Open {
                extension: extension.clone(),
            },
        }
    }
}

/// Says why there is no window, where only a terminal is left to say it to.
fn complain(error: &io::Error) {
    report(format_args!("the window does not open: {error}"));
}
