//! For how long nobody has touched keyboard, mouse or screen.

use std::env;
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use x11rb::connection::Connection as _;
use x11rb::protocol::screensaver::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use zbus::blocking::Connection;

use super::{bus, logind};

/// How long the answer is waited for. A display or bus that hangs gives none.
const PATIENCE: Duration = Duration::from_secs(1);

/// Asked on a thread of its own, which may hang.
pub fn idle() -> Option<Duration> {
    static ASK: OnceLock<SyncSender<Sender<Option<Duration>>>> = OnceLock::new();
    let ask = ASK.get_or_init(|| {
        let (ask, asked) = mpsc::sync_channel(1);
        thread::spawn(move || answer(&asked));
        ask
    });
    let (told, idle) = mpsc::channel();
    ask.try_send(told).ok()?;
    idle.recv_timeout(PATIENCE).ok()?
}

fn answer(asked: &Receiver<Sender<Option<Duration>>>) {
    let mut sources = Sources::default();
    for told in asked {
        // Whoever asked may have lost patience.
        _ = told.send(sources.idle());
    }
}

/// Those who know, connected when they are first needed.
#[derive(Default)]
struct Sources {
    display: Option<(RustConnection, u32)>,
    session: Option<Connection>,
    system: Option<Connection>,
}

impl Sources {
    /// What the first of them says that knows.
    fn idle(&mut self) -> Option<Duration> {
        // On Wayland, the X server sees only what happens in windows of its own.
        let is_x11 = env::var_os("WAYLAND_DISPLAY").is_none();
        let by_display = is_x11.then(|| self.by_display()).flatten();
        by_display
            .or_else(|| self.by_gnome())
            .or_else(|| self.by_logind())
    }

    fn by_display(&mut self) -> Option<Duration> {
        let (display, root) = kept(&mut self.display, || {
            let (display, screen) = x11rb::connect(None).ok()?;
            let root = display.setup().roots.get(screen)?.root;
            Some((display, root))
        })?;
        let info = display.screensaver_query_info(*root).ok();
        let info = info.and_then(|info| info.reply().ok());
        if info.is_none() {
            self.display = None;
        }
        Some(Duration::from_millis(info?.ms_since_user_input.into()))
    }

    fn by_gnome(&mut self) -> Option<Duration> {
        let bus = kept_bus(&mut self.session, bus::BusKind::Session)?;
        let answer = bus.call_method(
            Some("org.gnome.Mutter.IdleMonitor"),
            "/org/gnome/Mutter/IdleMonitor/Core",
            Some("org.gnome.Mutter.IdleMonitor"),
            "GetIdletime",
            &(),
        );
        let milliseconds = answer.ok()?.body().deserialize().ok()?;
        Some(Duration::from_millis(milliseconds))
    }

    fn by_logind(&mut self) -> Option<Duration> {
        let bus = kept_bus(&mut self.system, bus::BusKind::System)?;
        let since = Duration::from_micros(logind::idle_since(bus)?);
        let now = Duration::try_from(clock_gettime(ClockId::Monotonic)).ok()?;
        Some(now.saturating_sub(since))
    }
}

fn kept_bus(place: &mut Option<Connection>, kind: bus::BusKind) -> Option<&Connection> {
    place.take_if(|bus| bus.inner().is_closed());
    kept(place, || bus::connect(kind).ok()).map(|bus| &*bus)
}

/// What is in `place`, or comes there now.
fn kept<T>(place: &mut Option<T>, open: impl FnOnce() -> Option<T>) -> Option<&mut T> {
    if place.is_none() {
        *place = open();
    }
    place.as_mut()
}
