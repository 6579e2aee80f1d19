//! Lets a person choose an area on the screen.
//!
//! The screen stays as it is: no picture of it is shown, and nothing see-through, which would need a compositor. Mouse
//! and keyboard are grabbed, so every event comes here, whatever is under the pointer. What is shown are the strips of
//! the outline and the hints, windows that no window manager touches.

mod keys;
mod windows;

use std::thread;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::cursor;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ConnectionExt as _, EventMask, GrabMode, GrabStatus, KeyButMask, Screen, Window,
};
use x11rb::resource_manager::{self, Database};

use super::{Display, bounds, monitors};
use crate::screen::{
    Area, AreaSelector, At, Chosen, Ground, Hint, Input, ScreenError, draw_hint, uncover,
};
use keys::Keys;
use windows::{Canvas, HintWindow, OutlineWindows};

/// For how long it is tried to get mouse and keyboard. A menu that is open has them until it closes.
const GRAB_PATIENCE: Duration = Duration::from_secs(2);
const GRAB_PAUSE: Duration = Duration::from_millis(20);

const LEFT: u8 = 1;
const RIGHT: u8 = 3;

/// Shows the overlay until the person has chosen or cancelled, at most until `end`. Tells what is to be pictured, with
/// its margin. Nothing of the overlay is on the screen then; the grabs end with the connection.
pub fn choose<'a>(
    display: &'a Display,
    hint: &Hint<'_>,
    end: Instant,
) -> Result<Option<(&'a Screen, Area)>, ScreenError> {
    let mut overlay = Overlay::open(display, hint)?;
    match overlay.run(end)? {
        Chosen::Cancelled => Ok(None),
        Chosen::Area(area) => {
            let (screen, area) = overlay.selector.picture(area);
            overlay.close()?;
            Ok(Some((&display.screens()[screen], area)))
        }
    }
}

/// Each screen of the server is a ground of its own.
struct Overlay<'a> {
    display: &'a Display,
    selector: AreaSelector,
    keys: Keys,
    shown: Vec<Shown<'a>>,
}

/// What is shown on one screen.
struct Shown<'a> {
    screen: &'a Screen,
    outline: OutlineWindows,
    hints: Vec<HintWindow>,
}

impl<'a> Overlay<'a> {
    fn open(display: &'a Display, hint: &Hint<'_>) -> Result<Self, ScreenError> {
        let connection = &display.connection;
        let resources = resource_manager::new_from_default(connection)?;
        grab(display, &resources)?;
        // What the desktop has set for its programs, if it has.
        let density: Option<f64> = resources.get_value("Xft.dpi", "").ok().flatten();
        let scale = density.map(|per_inch| (per_inch / 96.0).clamp(1.0, 4.0));
        let (mut grounds, mut shown) = (Vec::new(), Vec::new());
        for (number, screen) in display.screens().iter().enumerate() {
            let mut monitors = monitors::of(connection, screen)?;
            let canvas = Canvas::of(connection, number)?;
            let mut hints = Vec::new();
            for monitor in &mut monitors {
                monitor.scale = scale.unwrap_or(monitor.scale);
                let drawing = draw_hint(hint, monitor.scale);
                hints.extend(HintWindow::open(connection, &canvas, *monitor, &drawing)?);
            }
            shown.push(Shown {
                screen,
                outline: OutlineWindows::open(connection, screen)?,
                hints,
            });
            grounds.push(Ground {
                bounds: bounds(screen),
                monitors,
            });
        }
        let mut overlay = Self {
            display,
            selector: AreaSelector::new(grounds).ok_or(ScreenError::Failed)?,
            keys: Keys::read(connection)?,
            shown,
        };
        let pointer = connection.query_pointer(overlay.shown[0].screen.root)?;
        let pointer = pointer.reply()?;
        if let Some(at) = overlay.at(pointer.root, pointer.root_x, pointer.root_y) {
            overlay.selector.handle(Input::Move(at));
        }
        Ok(overlay)
    }

    fn run(&mut self, end: Instant) -> Result<Chosen, ScreenError> {
        let connection = &self.display.connection;
        loop {
            while let Some(event) = connection.poll_for_event()? {
                let input = self.input(&event);
                if let Some(chosen) = input.and_then(|input| self.selector.handle(input)) {
                    return Ok(chosen);
                }
            }
            self.draw()?;
            connection.flush()?;
            let is_there = connection.stream().wait_until(end);
            if !is_there.map_err(|_| ScreenError::Failed)? {
                return Err(ScreenError::TimedOut);
            }
        }
    }

    /// Returns when nothing of it is on the screen any more.
    fn close(self) -> Result<(), ScreenError> {
        let connection = &self.display.connection;
        let mut covered = Vec::new();
        for Shown {
            screen,
            outline,
            hints,
        } in &self.shown
        {
            let hints = hints.iter().filter_map(HintWindow::shown);
            let areas = outline.shown().into_iter().chain(hints);
            let areas = areas.filter_map(|area| area.within(bounds(screen)));
            covered.extend(areas.map(|area| (screen, area)));
        }
        let look = || {
            let shots = covered
                .iter()
                .map(|(screen, area)| self.display.capture(screen, *area));
            shots.map(|shot| Ok(shot?.pixels)).collect()
        };
        uncover(look, || {
            for Shown { outline, hints, .. } in &self.shown {
                outline.close(connection)?;
                for hint in hints {
                    hint.close(connection)?;
                }
            }
            Ok(())
        })
    }

    /// What an event means, if anything.
    fn input(&self, event: &Event) -> Option<Input> {
        Some(match event {
            Event::MotionNotify(it) => Input::Move(self.at(it.root, it.root_x, it.root_y)?),
            Event::ButtonPress(it) => match it.detail {
                LEFT => Input::Press(self.at(it.root, it.root_x, it.root_y)?),
                RIGHT => Input::PressOther,
                _ => return None,
            },
            Event::ButtonRelease(it) => match it.detail {
                LEFT => Input::Release(self.at(it.root, it.root_x, it.root_y)?),
                RIGHT => Input::ReleaseOther,
                _ => return None,
            },
            Event::KeyPress(it) => Input::KeyDown {
                key: self.keys.meaning(it.detail)?,
                shift: it.state.contains(KeyButMask::SHIFT),
                ctrl: it.state.contains(KeyButMask::CONTROL),
            },
            Event::KeyRelease(it) => Input::KeyUp(self.keys.meaning(it.detail)?),
            _ => return None,
        })
    }

    fn at(&self, root: Window, x: i16, y: i16) -> Option<At> {
        let ground = self.shown.iter().position(|it| it.screen.root == root)?;
        let point = (x.into(), y.into());
        Some(At { ground, point })
    }

    /// Shows the choice so far. The hints are in nobody's way: they avoid the pointer, and go when the choice begins.
    fn draw(&mut self) -> Result<(), ScreenError> {
        let connection = &self.display.connection;
        for (ground, shown) in self.shown.iter_mut().enumerate() {
            shown
                .outline
                .show(connection, self.selector.outline_on(ground))?;
            for hint in &mut shown.hints {
                if self.selector.is_begun() {
                    hint.hide(connection)?;
                } else {
                    hint.show(connection, self.selector.pointer_on(ground))?;
                }
            }
        }
        Ok(())
    }
}

/// Takes mouse and keyboard, in every window and on every screen.
fn grab(display: &Display, resources: &Database) -> Result<(), ScreenError> {
    let connection = &display.connection;
    let root = display.screens().first().ok_or(ScreenError::Failed)?.root;
    let cursors = cursor::Handle::new(connection, 0, resources)?.reply()?;
    let cross = cursors.load_cursor(connection, "crosshair")?;
    let events = EventMask::BUTTON_PRESS | EventMask::BUTTON_RELEASE | EventMask::POINTER_MOTION;
    let (now, nowhere, queue) = (x11rb::CURRENT_TIME, x11rb::NONE, GrabMode::ASYNC);
    let end = Instant::now() + GRAB_PATIENCE;
    loop {
        let pointer = connection
            .grab_pointer(false, root, events, queue, queue, nowhere, cross, now)?
            .reply()?;
        let keyboard = connection
            .grab_keyboard(false, root, now, queue, queue)?
            .reply()?;
        if [pointer.status, keyboard.status] == [GrabStatus::SUCCESS; 2] {
            return Ok(());
        }
        // One without the other is no use, and would keep the person from closing the menu.
        connection.ungrab_pointer(now)?;
        connection.ungrab_keyboard(now)?;
        connection.flush()?;
        if Instant::now() > end {
            return Err(ScreenError::Busy);
        }
        thread::sleep(GRAB_PAUSE);
    }
}
