//! Lets a person choose an area on the screens.
//!
//! The screens stay as they are: a window over each catches the mouse and is as good as invisible. Messages of mouse
//! and keyboard come with the place of the pointer on the desktop, so it does not matter which window they are for.

use std::io;
use std::time::Instant;

use windows_sys::Win32::Foundation::POINT;
use windows_sys::Win32::UI::Input::KeyboardAndMouse::{
    GetKeyState, MOD_NOREPEAT, RegisterHotKey, ReleaseCapture, UnregisterHotKey, VIRTUAL_KEY,
    VK_CONTROL, VK_DOWN, VK_ESCAPE, VK_LEFT, VK_RETURN, VK_RIGHT, VK_SHIFT, VK_UP,
};
use windows_sys::Win32::UI::WindowsAndMessaging::{
    DispatchMessageW, GetCursorPos, MSG, MWMO_INPUTAVAILABLE, MsgWaitForMultipleObjectsEx,
    PM_REMOVE, PeekMessageW, QS_ALLINPUT, WM_HOTKEY, WM_KEYDOWN, WM_KEYUP, WM_LBUTTONDOWN,
    WM_LBUTTONUP, WM_MOUSEMOVE, WM_RBUTTONDOWN, WM_RBUTTONUP,
};

use super::windows::Window;
use crate::screen::{
    Area, AreaSelector, At, Chosen, Ground, HAIRLINE, Hint, HintBox, Input, Key, LINE, Outline,
    ScreenError, draw_hint, uncover,
};

/// All monitors share one desktop.
const DESKTOP: usize = 0;

/// Shows the overlay until the person has chosen or cancelled, at most until `end`. Tells what is to be pictured, with
/// its margin. Nothing of the overlay is on the screens then.
pub fn choose(desktop: Ground, hint: &Hint<'_>, end: Instant) -> Result<Option<Area>, ScreenError> {
    let mut overlay = Overlay::open(desktop, hint).map_err(|_| ScreenError::Failed)?;
    match overlay.run(end)? {
        Chosen::Cancelled => Ok(None),
        Chosen::Area(area) => {
            let (_, area) = overlay.selector.picture(area);
            overlay.close()?;
            Ok(Some(area))
        }
    }
}

struct Overlay {
    bounds: Area,
    selector: AreaSelector,
    covers: Vec<Window>,
    /// In the order of an outline's strips.
    strips: Vec<Window>,
    hints: Vec<(Window, HintBox)>,
    shown: Option<Outline>,
    _escape: EscapeKey,
}

impl Overlay {
    fn open(desktop: Ground, hint: &Hint<'_>) -> io::Result<Self> {
        let pointer = pointer();
        let mut covers = Vec::new();
        for monitor in &desktop.monitors {
            let cover = Window::cover()?;
            cover.show(monitor.area);
            if monitor.area.contains((pointer.x, pointer.y)) {
                cover.take_keyboard();
            }
            covers.push(cover);
        }
        let colours = [[LINE; 4], [HAIRLINE; 4]].concat();
        let strips = colours.into_iter().map(Window::strip);
        let strips = strips.collect::<io::Result<_>>()?;
        let mut hints = Vec::new();
        for monitor in &desktop.monitors {
            let drawing = draw_hint(hint, monitor.scale);
            let size = (drawing.width, drawing.height);
            // It is done without a hint that does not fit.
            if let Some(hint_box) = HintBox::on(monitor.area, monitor.scale, size)
                && drawing.is_whole()
            {
                hints.push((Window::hint(&drawing)?, hint_box));
            }
        }
        let bounds = desktop.bounds;
        let mut selector = AreaSelector::new(vec![desktop]).ok_or(io::ErrorKind::NotFound)?;
        selector.handle(Input::Move(at(pointer)));
        Ok(Self {
            bounds,
            selector,
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
        let strips = self.shown.into_iter().flat_map(Outline::strips);
        let hints = self.hints.iter().filter(|_| !self.selector.is_begun());
        let areas = strips.chain(hints.map(|(_, hint_box)| hint_box.area));
        let areas = areas.filter_map(|area| area.within(self.bounds));
        let covered: Vec<_> = areas.collect();
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
        match message.message {
            WM_LBUTTONDOWN => {
                if let Some(cover) = self.covers.first() {
                    cover.hold_mouse();
                }
            }
            // SAFETY: has no parameters.
            WM_LBUTTONUP => _ = unsafe { ReleaseCapture() },
            // Escape, wherever it was pressed.
            WM_HOTKEY => return Some(Chosen::Cancelled),
            _ => {}
        }
        self.selector.handle(input(message)?)
    }

    /// Shows the choice so far. The hints are in nobody's way: they avoid the pointer, and go when the choice begins.
    fn draw(&mut self) {
        let outline = self.selector.outline_on(DESKTOP);
        if outline != self.shown {
            match outline {
                Some(outline) => {
                    let strips = self.strips.iter().zip(outline.strips());
                    strips.for_each(|(strip, area)| strip.show(area));
                }
                None => self.strips.iter().for_each(Window::hide),
            }
            self.shown = outline;
        }
        for (hint, hint_box) in &mut self.hints {
            match self.selector.pointer_on(DESKTOP) {
                Some(pointer) if !self.selector.is_begun() => {
                    hint_box.avoid(pointer);
                    hint.show(hint_box.area);
                }
                _ => hint.hide(),
            }
        }
    }
}

/// What a message means, if anything.
fn input(message: &MSG) -> Option<Input> {
    let key = || match VIRTUAL_KEY::try_from(message.wParam).ok()? {
        VK_LEFT => Some(Key::Arrow(-1, 0)),
        VK_UP => Some(Key::Arrow(0, -1)),
        VK_RIGHT => Some(Key::Arrow(1, 0)),
        VK_DOWN => Some(Key::Arrow(0, 1)),
        VK_RETURN => Some(Key::Take),
        VK_ESCAPE => Some(Key::Cancel),
        _ => None,
    };
    Some(match message.message {
        WM_MOUSEMOVE => Input::Move(at(message.pt)),
        WM_LBUTTONDOWN => Input::Press(at(message.pt)),
        WM_LBUTTONUP => Input::Release(at(message.pt)),
        WM_RBUTTONDOWN => Input::PressOther,
        WM_RBUTTONUP => Input::ReleaseOther,
        WM_KEYDOWN => Input::KeyDown {
            key: key()?,
            shift: is_down(VK_SHIFT),
            ctrl: is_down(VK_CONTROL),
        },
        WM_KEYUP => Input::KeyUp(key()?),
        _ => return None,
    })
}

const fn at(point: POINT) -> At {
    At {
        ground: DESKTOP,
        point: (point.x, point.y),
    }
}

fn pointer() -> POINT {
    let mut point = POINT::default();
    // SAFETY: the point outlives the call.
    unsafe { GetCursorPos(&raw mut point) };
    point
}

fn is_down(key: VIRTUAL_KEY) -> bool {
    // SAFETY: takes a number. The highest bit tells.
    unsafe { GetKeyState(key.into()) < 0 }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_mean_what_the_person_does() {
        let means = |message, key: VIRTUAL_KEY| {
            input(&MSG {
                message,
                wParam: key.into(),
                pt: POINT { x: -40, y: 7 },
                ..MSG::default()
            })
        };
        let there = At {
            ground: DESKTOP,
            point: (-40, 7),
        };
        assert_eq!(means(WM_LBUTTONDOWN, 1), Some(Input::Press(there)));
        assert_eq!(means(WM_MOUSEMOVE, 1), Some(Input::Move(there)));
        assert_eq!(means(WM_LBUTTONUP, 0), Some(Input::Release(there)));
        assert_eq!(means(WM_RBUTTONUP, 0), Some(Input::ReleaseOther));
        assert_eq!(means(WM_KEYUP, VK_RETURN), Some(Input::KeyUp(Key::Take)));
        let key = Key::Arrow(0, 1);
        assert!(
            matches!(means(WM_KEYDOWN, VK_DOWN), Some(Input::KeyDown { key: it, .. }) if it == key)
        );
        assert_eq!(means(WM_KEYDOWN, 0x41), None);
    }
}
