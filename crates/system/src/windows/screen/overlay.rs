//! Lets a person choose an area on the screens.
//!
//! The screens stay as they are: a window over each catches the mouse and is as good as invisible. Messages of mouse
//! and keyboard come with the place of the pointer on the desktop, so it does not matter which window they are for.

use std::io;
use std::time::Instant;

use windows_sys::Win32::UI::Input::KeyboardAndMouse::{
    GetKeyState, MOD_NOREPEAT, RegisterHotKey, ReleaseCapture, UnregisterHotKey, VIRTUAL_KEY,
    VK_CONTROL, VK_DOWN, VK_ESCAPE, VK_LEFT, VK_RETURN, VK_RIGHT, VK_SHIFT, VK_UP,
};
use windows_sys::Win32::UI::WindowsAndMessaging::{
    DispatchMessageW, GetCursorPos, MSG, MWMO_INPUTAVAILABLE, MsgWaitForMultipleObjectsEx,
    PM_REMOVE, PeekMessageW, QS_ALLINPUT, WM_HOTKEY, WM_KEYDOWN, WM_KEYUP, WM_LBUTTONDOWN,
    WM_LBUTTONUP, WM_MOUSEMOVE, WM_RBUTTONDOWN, WM_RBUTTONUP,
};

use super::monitors::Monitor;
use super::windows::Window;
use crate::screen::{
    Area, Choice, Chosen, Frame, HAIRLINE, Hint, LINE, Plate, Point, ScreenError, Step, uncover,
};

/// Shows the overlay until the person has chosen or cancelled, at most until `end`. Nothing of it is on the screens any
/// more when this returns. Tells the area, and the scale where the choice ended.
pub fn choose(
    monitors: Vec<Monitor>,
    bounds: Area,
    hint: &Hint<'_>,
    end: Instant,
) -> Result<Option<(Area, f64)>, ScreenError> {
    let ear = Ear {
        pointer: pointer(),
        monitors,
        bounds,
        choice: Choice::default(),
        armed: None,
    };
    let mut overlay = Overlay::open(ear, hint).map_err(|_| ScreenError::Failed)?;
    let chosen = overlay.run(end)?;
    let scale = overlay.ear.monitor().scale;
    match chosen {
        Chosen::Cancelled => Ok(None),
        Chosen::Area(area) => {
            overlay.close()?;
            Ok(Some((area, scale)))
        }
    }
}

struct Overlay {
    ear: Ear,
    covers: Vec<Window>,
    /// In the order of a frame's strips.
    strips: Vec<Window>,
    hints: Vec<(Window, Plate)>,
    shown: Option<Frame>,
    _escape: EscapeKey,
}

/// What is heard, and what it comes to.
struct Ear {
    /// At least one.
    monitors: Vec<Monitor>,
    bounds: Area,
    choice: Choice,
    pointer: Point,
    /// What ends the choice when it is released.
    armed: Option<Armed>,
}

/// A key or button that has been pressed. The choice ends at its release, which nobody else is to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Armed {
    Key(VIRTUAL_KEY),
    RightButton,
}

impl Overlay {
    fn open(ear: Ear, hint: &Hint<'_>) -> io::Result<Self> {
        let mut covers = Vec::new();
        for monitor in &ear.monitors {
            let cover = Window::cover()?;
            cover.show(monitor.area);
            if monitor.area.contains(ear.pointer) {
                cover.take_keyboard();
            }
            covers.push(cover);
        }
        let colours = [[LINE; 4], [HAIRLINE; 4]].concat();
        let strips = colours.into_iter().map(Window::strip);
        let strips = strips.collect::<io::Result<_>>()?;
        let mut hints = Vec::new();
        for monitor in &ear.monitors {
            let drawing = hint(monitor.scale);
            let size = (drawing.width, drawing.height);
            // It is done without a hint that does not fit.
            if let Some(plate) = Plate::on(monitor.area, monitor.scale, size)
                && drawing.is_whole()
            {
                hints.push((Window::hint(&drawing)?, plate));
            }
        }
        Ok(Self {
            ear,
            covers,
            strips,
            hints,
            shown: None,
            _escape: EscapeKey::take(),
        })
    }

    fn run(&mut self, end: Instant) -> Result<Chosen, ScreenError> {
        let mut message = MSG::default();
        loop {
            // SAFETY: the message is written to a place that outlives the call.
            while unsafe { PeekMessageW(&raw mut message, std::ptr::null_mut(), 0, 0, PM_REMOVE) }
                != 0
            {
                if let Some(chosen) = self.hear(&message) {
                    return Ok(chosen);
                }
                // SAFETY: the message is one that the system has just given.
                unsafe { DispatchMessageW(&raw const message) };
            }
            self.draw();
            let left = end.saturating_duration_since(Instant::now()).as_millis();
            if left == 0 {
                return Err(ScreenError::TimedOut);
            }
            let left = u32::try_from(left).unwrap_or(u32::MAX - 1);
            let (all, now) = (QS_ALLINPUT, MWMO_INPUTAVAILABLE);
            // SAFETY: waits for messages only, and for no handles.
            unsafe { MsgWaitForMultipleObjectsEx(0, std::ptr::null(), left, all, now) };
        }
    }

    /// Returns when nothing of it is on the screens any more.
    fn close(self) -> Result<(), ScreenError> {
        let strips = self.shown.into_iter().flat_map(Frame::strips);
        let is_begun = self.ear.is_begun();
        let hints = self.hints.iter().filter(|_| !is_begun);
        let areas = strips.chain(hints.map(|(_, plate)| plate.area));
        let bounds = self.ear.bounds;
        let covered: Vec<_> = areas.filter_map(|area| area.within(bounds)).collect();
        let look = || {
            let shots = covered.iter().map(|area| super::capture(*area));
            shots.map(|shot| Ok(shot?.pixels)).collect()
        };
        uncover(look, || {
            drop(self);
            Ok(())
        })
    }

    fn hear(&mut self, message: &MSG) -> Option<Chosen> {
        let chosen = self.ear.hear(message, is_down);
        match message.message {
            WM_LBUTTONDOWN => {
                if let Some(cover) = self.covers.first() {
                    cover.hold_mouse();
                }
            }
            // SAFETY: has no parameters.
            WM_LBUTTONUP => _ = unsafe { ReleaseCapture() },
            _ => {}
        }
        chosen
    }

    /// Shows the choice so far. The hints are in nobody's way: they avoid the pointer, and go when the choice begins.
    fn draw(&mut self) {
        let (area, scale) = (self.ear.choice.area(), self.ear.monitor().scale);
        let frame = area.map(|area| Frame::around(area, scale));
        if frame != self.shown {
            match frame {
                Some(frame) => {
                    let strips = self.strips.iter().zip(frame.strips());
                    strips.for_each(|(strip, area)| strip.show(area));
                }
                None => self.strips.iter().for_each(Window::hide),
            }
            self.shown = frame;
        }
        let is_begun = self.ear.is_begun();
        for (hint, plate) in &mut self.hints {
            if is_begun {
                hint.hide();
            } else {
                plate.avoid(self.ear.pointer);
                hint.show(plate.area);
            }
        }
    }
}

impl Ear {
    /// `is_down` tells of a key whether it is pressed now.
    fn hear(&mut self, message: &MSG, is_down: impl Fn(VIRTUAL_KEY) -> bool) -> Option<Chosen> {
        let key = VIRTUAL_KEY::try_from(message.wParam).unwrap_or_default();
        match message.message {
            WM_MOUSEMOVE | WM_LBUTTONDOWN | WM_LBUTTONUP => {
                self.pointer = (message.pt.x, message.pt.y);
            }
            _ => {}
        }
        match message.message {
            WM_MOUSEMOVE => self.choice.drag(self.pointer),
            WM_LBUTTONDOWN if self.armed.is_none() => self.choice.press(self.pointer),
            WM_LBUTTONUP => return self.choice.release(self.pointer),
            WM_RBUTTONDOWN => {
                self.armed = Some(Armed::RightButton);
                self.choice = Choice::default();
            }
            WM_RBUTTONUP if self.armed == Some(Armed::RightButton) => {
                return Some(Chosen::Cancelled);
            }
            WM_KEYDOWN => self.key_down(key, is_down),
            WM_KEYUP if self.armed == Some(Armed::Key(key)) => {
                return Some(match key {
                    VK_RETURN => self.choice.take(self.monitor().area),
                    _ => Chosen::Cancelled,
                });
            }
            WM_HOTKEY => return Some(Chosen::Cancelled),
            _ => {}
        }
        None
    }

    fn key_down(&mut self, key: VIRTUAL_KEY, is_down: impl Fn(VIRTUAL_KEY) -> bool) {
        let to = match key {
            VK_LEFT => (-1, 0),
            VK_UP => (0, -1),
            VK_RIGHT => (1, 0),
            VK_DOWN => (0, 1),
            VK_RETURN | VK_ESCAPE => {
                self.armed = Some(Armed::Key(key));
                return;
            }
            _ => return,
        };
        let monitor = self.monitor();
        let step = Step {
            to,
            sizes: is_down(VK_SHIFT),
            is_small: is_down(VK_CONTROL),
            scale: monitor.scale,
        };
        self.choice.arrow(step, monitor.area, self.bounds);
    }

    fn is_begun(&self) -> bool {
        self.choice.area().is_some() || self.choice.drags() || self.armed.is_some()
    }

    /// The monitor under the pointer.
    fn monitor(&self) -> Monitor {
        let mut monitors = self.monitors.iter();
        let under = monitors.find(|it| it.area.contains(self.pointer));
        *under.unwrap_or(&self.monitors[0])
    }
}

/// Escape comes here whichever program has the keyboard, where no other has taken it for itself in this way.
struct EscapeKey;

impl EscapeKey {
    const NUMBER: i32 = 1;

    fn take() -> Self {
        let key = VK_ESCAPE.into();
        // SAFETY: no window means this thread.
        unsafe { RegisterHotKey(std::ptr::null_mut(), Self::NUMBER, MOD_NOREPEAT, key) };
        Self
    }
}

impl Drop for EscapeKey {
    fn drop(&mut self) {
        // SAFETY: as above.
        unsafe { UnregisterHotKey(std::ptr::null_mut(), Self::NUMBER) };
    }
}

fn is_down(key: VIRTUAL_KEY) -> bool {
    // SAFETY: takes a number. The highest bit tells.
    unsafe { GetKeyState(key.into()) < 0 }
}

fn pointer() -> Point {
    let mut point = windows_sys::Win32::Foundation::POINT::default();
    // SAFETY: the point outlives the call.
    unsafe { GetCursorPos(&raw mut point) };
    (point.x, point.y)
}

#[cfg(test)]
mod tests {
    use windows_sys::Win32::Foundation::POINT;

    use super::*;

    /// Left of and above the main one, and of twice its scale.
    const SECOND: Area = Area {
        x: -1600,
        y: -100,
        width: 1600,
        height: 1200,
    };

    fn ear() -> Ear {
        let main = Area {
            x: 0,
            y: 0,
            width: 800,
            height: 600,
        };
        let monitors = [(main, 1.0), (SECOND, 2.0)];
        Ear {
            monitors: monitors
                .map(|(area, scale)| Monitor { area, scale })
                .to_vec(),
            bounds: Area::between((-1600, -100), (799, 1099)),
            choice: Choice::default(),
            pointer: (10, 10),
            armed: None,
        }
    }

    /// What comes of these messages, with the place of the pointer or the key.
    fn hears(ear: &mut Ear, messages: &[(u32, Point, VIRTUAL_KEY)]) -> Option<Chosen> {
        let mut chosen = messages.iter().map(|(message, (x, y), key)| {
            let message = MSG {
                message: *message,
                wParam: (*key).into(),
                pt: POINT { x: *x, y: *y },
                ..MSG::default()
            };
            ear.hear(&message, |_| false)
        });
        chosen.find_map(|it| it)
    }

    #[test]
    fn a_drag_over_two_monitors_is_one_area() {
        let chosen = hears(
            &mut ear(),
            &[
                (WM_MOUSEMOVE, (50, 60), 0),
                (WM_LBUTTONDOWN, (50, 60), 0),
                (WM_MOUSEMOVE, (0, 0), 0),
                (WM_LBUTTONUP, (-100, -20), 0),
            ],
        );
        let area = Area::between((-100, -20), (50, 60));
        assert_eq!(chosen, Some(Chosen::Area(area)));
    }

    #[test]
    fn the_right_button_and_escape_cancel_when_they_are_released() {
        for (down, up, key) in [
            (WM_RBUTTONDOWN, WM_RBUTTONUP, 0),
            (WM_KEYDOWN, WM_KEYUP, VK_ESCAPE),
        ] {
            let mut ear = ear();
            let start = [(WM_LBUTTONDOWN, (1, 1), 0), (WM_MOUSEMOVE, (90, 90), 0)];
            assert_eq!(hears(&mut ear, &start), None);
            assert_eq!(
                hears(&mut ear, &[(up, (90, 90), key)]),
                None,
                "it was not pressed here"
            );
            assert_eq!(hears(&mut ear, &[(down, (90, 90), key)]), None);
            assert_eq!(
                hears(&mut ear, &[(up, (90, 90), key)]),
                Some(Chosen::Cancelled)
            );
        }
        assert_eq!(
            hears(&mut ear(), &[(WM_HOTKEY, (0, 0), 1)]),
            Some(Chosen::Cancelled)
        );
    }

    #[test]
    fn keys_choose_on_the_monitor_under_the_pointer() {
        let mut ear = ear();
        let take = [
            (WM_KEYDOWN, (0, 0), VK_RETURN),
            (WM_KEYUP, (0, 0), VK_RETURN),
        ];
        hears(&mut ear, &[(WM_MOUSEMOVE, (-800, 500), 0)]);
        assert_eq!(hears(&mut ear, &take), Some(Chosen::Area(SECOND)));
        ear.armed = None;
        hears(
            &mut ear,
            &[(WM_KEYDOWN, (0, 0), VK_LEFT), (WM_KEYDOWN, (0, 0), VK_LEFT)],
        );
        let square = Area {
            x: -1600 + 600 - 48,
            y: -100 + 400,
            width: 400,
            height: 400,
        };
        assert_eq!(hears(&mut ear, &take), Some(Chosen::Area(square)));
    }
}
