//! Lets a person choose an area on the screen.
//!
//! The screen stays as it is: no picture of it is shown, and nothing see-through, which would need a compositor. Mouse
//! and keyboard are grabbed, so every event comes here, whatever is under the pointer. What is shown are the strips of
//! the frame and the hints, windows that no window manager touches.

mod keys;
mod windows;

use std::thread;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::cursor;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ButtonPressEvent, ConnectionExt as _, EventMask, GrabMode, GrabStatus, KeyButMask,
    KeyPressEvent, MotionNotifyEvent, Window,
};
use x11rb::resource_manager::{self, Database};

use super::monitors::{self, Monitor};
use super::{Display, bounds};
use crate::screen::{Area, Choice, Chosen, Frame, Hint, Point, ScreenError, Step, uncover};
use keys::{Key, Keys};
use windows::{Canvas, FrameWindows, HintWindow};

/// For how long it is tried to get mouse and keyboard. A menu that is open has them until it closes.
const GRAB_PATIENCE: Duration = Duration::from_secs(2);
const GRAB_PAUSE: Duration = Duration::from_millis(20);

const LEFT: u8 = 1;
const RIGHT: u8 = 3;

/// What a person has chosen, and where.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Which of the server's screens.
    pub screen: usize,
    pub area: Area,
    /// Of the monitor on which the choice ended.
    pub scale: f64,
}

/// Shows the overlay until the person has chosen or cancelled, at most until `end`. Nothing of it is on the screen any
/// more when this returns an area; the grabs end with the connection.
pub fn choose(
    display: &Display,
    hint: &Hint<'_>,
    end: Instant,
) -> Result<Option<Place>, ScreenError> {
    let mut overlay = Overlay::open(display, hint)?;
    let chosen = overlay.run(end)?;
    let (screen, scale) = (overlay.screen, overlay.monitor().scale);
    match chosen {
        Chosen::Cancelled => Ok(None),
        Chosen::Area(area) => {
            overlay.close()?;
            Ok(Some(Place {
                screen,
                area,
                scale,
            }))
        }
    }
}

struct Overlay<'a> {
    display: &'a Display,
    grounds: Vec<Ground>,
    keys: Keys,
    choice: Choice,
    /// Where the pointer is: on which screen, and where on that.
    screen: usize,
    pointer: Point,
    /// What ends the choice when it is released.
    armed: Option<Armed>,
}

/// One screen of the server.
struct Ground {
    root: Window,
    bounds: Area,
    /// At least one.
    monitors: Vec<Monitor>,
    frame: FrameWindows,
    hints: Vec<HintWindow>,
}

/// A key or button that has been pressed. The choice ends at its release, which nobody else is to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Armed {
    Key(u8),
    RightButton,
}

impl<'a> Overlay<'a> {
    fn open(display: &'a Display, hint: &Hint<'_>) -> Result<Self, ScreenError> {
        let connection = &display.connection;
        let resources = resource_manager::new_from_default(connection)?;
        grab(display, &resources)?;
        // What the desktop has set for its programs, if it has.
        let density: Option<f64> = resources.get_value("Xft.dpi", "").ok().flatten();
        let scale = density.map(|per_inch| (per_inch / 96.0).clamp(1.0, 4.0));
        let mut grounds = Vec::new();
        for (number, screen) in display.screens().iter().enumerate() {
            let mut monitors = monitors::of(connection, screen)?;
            for monitor in &mut monitors {
                monitor.scale = scale.unwrap_or(monitor.scale);
            }
            let canvas = Canvas::of(connection, number)?;
            let mut hints = Vec::new();
            for monitor in &monitors {
                let drawing = hint(monitor.scale);
                hints.extend(HintWindow::open(connection, &canvas, *monitor, &drawing)?);
            }
            grounds.push(Ground {
                root: screen.root,
                bounds: bounds(screen),
                monitors,
                frame: FrameWindows::open(connection, screen)?,
                hints,
            });
        }
        let keys = Keys::read(connection)?;
        let mut overlay = Self {
            display,
            grounds,
            keys,
            choice: Choice::default(),
            screen: 0,
            pointer: (0, 0),
            armed: None,
        };
        let root = overlay.grounds.first().ok_or(ScreenError::Failed)?.root;
        let pointer = connection.query_pointer(root)?.reply()?;
        overlay.moves(pointer.root, pointer.root_x, pointer.root_y);
        Ok(overlay)
    }

    fn run(&mut self, end: Instant) -> Result<Chosen, ScreenError> {
        let connection = &self.display.connection;
        loop {
            while let Some(event) = connection.poll_for_event()? {
                if let Some(chosen) = self.hear(&event) {
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
        for (ground, screen) in self.grounds.iter().zip(self.display.screens()) {
            let hints = ground.hints.iter().filter_map(HintWindow::shown);
            let areas = ground.frame.shown().into_iter().chain(hints);
            let areas = areas.filter_map(|area| area.within(ground.bounds));
            covered.extend(areas.map(|area| (screen, area)));
        }
        let look = || {
            let shots = covered
                .iter()
                .map(|(screen, area)| self.display.capture(screen, *area));
            shots.map(|shot| Ok(shot?.pixels)).collect()
        };
        uncover(look, || {
            for ground in &self.grounds {
                ground.frame.close(connection)?;
                for hint in &ground.hints {
                    hint.close(connection)?;
                }
            }
            Ok(())
        })
    }

    fn hear(&mut self, event: &Event) -> Option<Chosen> {
        match event {
            Event::ButtonPress(press) => self.button_down(press),
            Event::ButtonRelease(release) => return self.button_up(release),
            Event::MotionNotify(motion) => self.motion(motion),
            Event::KeyPress(press) => self.key_down(press),
            Event::KeyRelease(release) => return self.key_up(release),
            _ => {}
        }
        None
    }

    fn button_down(&mut self, press: &ButtonPressEvent) {
        match press.detail {
            LEFT if self.armed.is_none() => {
                self.moves(press.root, press.root_x, press.root_y);
                self.choice.press(self.pointer);
            }
            RIGHT => {
                self.armed = Some(Armed::RightButton);
                self.choice = Choice::default();
            }
            _ => {}
        }
    }

    fn button_up(&mut self, release: &ButtonPressEvent) -> Option<Chosen> {
        match release.detail {
            LEFT => {
                self.moves(release.root, release.root_x, release.root_y);
                self.choice.release(self.pointer)
            }
            RIGHT if self.armed == Some(Armed::RightButton) => Some(Chosen::Cancelled),
            _ => None,
        }
    }

    fn motion(&mut self, motion: &MotionNotifyEvent) {
        self.moves(motion.root, motion.root_x, motion.root_y);
        self.choice.drag(self.pointer);
    }

    /// The pointer is there now. While it drags, it stays on the screen where the drag began.
    fn moves(&mut self, root: Window, x: i16, y: i16) {
        let Some(screen) = self.grounds.iter().position(|it| it.root == root) else {
            return;
        };
        if screen == self.screen || !self.choice.drags() {
            self.screen = screen;
            self.pointer = (x.into(), y.into());
        }
    }

    fn key_down(&mut self, press: &KeyPressEvent) {
        match self.keys.meaning(press.detail) {
            Some(Key::Arrow(right, down)) => {
                let (monitor, bounds) = (self.monitor(), self.ground().bounds);
                let step = Step {
                    to: (right, down),
                    sizes: press.state.contains(KeyButMask::SHIFT),
                    is_small: press.state.contains(KeyButMask::CONTROL),
                    scale: monitor.scale,
                };
                self.choice.arrow(step, monitor.area, bounds);
            }
            Some(Key::Take | Key::Cancel) => self.armed = Some(Armed::Key(press.detail)),
            None => {}
        }
    }

    fn key_up(&self, release: &KeyPressEvent) -> Option<Chosen> {
        if self.armed != Some(Armed::Key(release.detail)) {
            return None;
        }
        match self.keys.meaning(release.detail)? {
            Key::Take => Some(self.choice.take(self.monitor().area)),
            Key::Cancel => Some(Chosen::Cancelled),
            Key::Arrow(..) => None,
        }
    }

    /// Shows the choice so far. The hints are in nobody's way: they avoid the pointer, and go when the choice begins.
    fn draw(&mut self) -> Result<(), ScreenError> {
        let connection = &self.display.connection;
        let (area, scale) = (self.choice.area(), self.monitor().scale);
        let is_begun = area.is_some() || self.choice.drags() || self.armed.is_some();
        for (number, ground) in self.grounds.iter_mut().enumerate() {
            let is_here = number == self.screen;
            let frame = area.filter(|_| is_here);
            let frame = frame.map(|area| Frame::around(area, scale));
            ground.frame.show(connection, frame)?;
            for hint in &mut ground.hints {
                if is_begun {
                    hint.hide(connection)?;
                } else {
                    hint.show(connection, Some(self.pointer).filter(|_| is_here))?;
                }
            }
        }
        Ok(())
    }

    fn ground(&self) -> &Ground {
        &self.grounds[self.screen]
    }

    /// The monitor under the pointer.
    fn monitor(&self) -> Monitor {
        let monitors = &self.ground().monitors;
        let under = monitors.iter().find(|it| it.area.contains(self.pointer));
        *under.unwrap_or(&monitors[0])
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
        if Instant::now() > end {
            return Err(ScreenError::Busy);
        }
        thread::sleep(GRAB_PAUSE);
    }
}
