//! The screens, by the functions that Windows has always had for it (GDI). What another program protects from pictures
//! is black on them, and the pointer is not there.

mod bitmap;
mod monitors;
mod overlay;
mod windows;

use std::io;
use std::time::{Duration, Instant};

use windows_sys::Win32::Foundation::ERROR_ACCESS_DENIED;
use windows_sys::Win32::Graphics::Gdi::{BitBlt, CAPTUREBLT, SRCCOPY};
use windows_sys::Win32::UI::HiDpi::{
    DPI_AWARENESS_CONTEXT, DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2, SetThreadDpiAwarenessContext,
};
use zeroize::Zeroizing;

use crate::screen::{Area, Capture, Hint, MAX_PIXELS, ScreenError, Shot, ShotLayout, Ways, Why};
use bitmap::{Bitmap, ScreenContext};

/// How much is copied at once: a stripe of some rows.
const STRIPE_BYTES: u64 = 64 << 20;

pub fn ways() -> Ways {
    let _aware = Aware::begin();
    let way = match monitors::all().is_empty() {
        true => Err(Why::NoDisplay),
        false => Ok(()),
    };
    Ways {
        all: way,
        area: way,
        asks: false,
    }
}

/// Asks nobody.
pub fn capture_all(_patience: Duration) -> Result<Option<Capture>, ScreenError> {
    let _aware = Aware::begin();
    let monitors = monitors::all();
    if monitors.is_empty() {
        return Err(ScreenError::Unavailable(Why::NoDisplay));
    }
    if monitors.iter().map(|it| it.area.pixels()).sum::<u64>() > MAX_PIXELS {
        return Err(ScreenError::Failed);
    }
    let shots = monitors.iter().map(|monitor| capture(monitor.area));
    Ok(Some(Capture::Shots(shots.collect::<Result<_, _>>()?)))
}

pub fn capture_area(hint: &Hint<'_>, patience: Duration) -> Result<Option<Capture>, ScreenError> {
    let _aware = Aware::begin();
    let desktop = monitors::desktop().ok_or(ScreenError::Unavailable(Why::NoDisplay))?;
    let area = overlay::choose(desktop, hint, Instant::now() + patience)?;
    let shot = area.map(capture).transpose()?;
    Ok(shot.map(|shot| Capture::Shots(vec![shot])))
}

/// A picture of an area of the desktop. What lies on no monitor is black.
fn capture(area: Area) -> Result<Shot, ScreenError> {
    let screen = ScreenContext::open().map_err(failure)?;
    let row_bytes = u64::from(area.width) * 4;
    let rows = (STRIPE_BYTES / row_bytes.max(1)).clamp(1, area.height.into()) as u32;
    let mut pixels = Zeroizing::new(Vec::with_capacity(
        (row_bytes * u64::from(area.height)) as usize,
    ));
    let mut stripe = Bitmap::new(&screen, area.width, rows).map_err(failure)?;
    let mut top = 0;
    while top < area.height {
        let height = rows.min(area.height - top);
        // SAFETY: both contexts are open, and what lies outside of a bitmap is left out.
        let is_done = unsafe {
            BitBlt(
                stripe.context(),
                0,
                0,
                area.width.cast_signed(),
                height.cast_signed(),
                screen.context(),
                area.x,
                area.y + top.cast_signed(),
                SRCCOPY | CAPTUREBLT,
            )
        };
        if is_done == 0 {
            return Err(failure(io::Error::last_os_error()));
        }
        let size = row_bytes as usize * height as usize;
        pixels.extend_from_slice(&stripe.bytes()[..size]);
        top += height;
    }
    Ok(Shot {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
        pixels,
        layout: ShotLayout::Bgrx,
    })
}

/// While the desktop is locked, or asks for an administrator, nobody takes pictures of it.
#[expect(clippy::needless_pass_by_value, reason = "maps an error")]
fn failure(error: io::Error) -> ScreenError {
    match error.raw_os_error().map(i32::cast_unsigned) {
        Some(ERROR_ACCESS_DENIED) => ScreenError::Refused,
        _ => ScreenError::Failed,
    }
}

/// While it lives, all sizes on this thread are in physical pixels, on every monitor.
struct Aware(DPI_AWARENESS_CONTEXT);

impl Aware {
    fn begin() -> Self {
        // SAFETY: takes a constant.
        Self(unsafe { SetThreadDpiAwarenessContext(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2) })
    }
}

impl Drop for Aware {
    fn drop(&mut self) {
        // SAFETY: it is what was there before. Null, where that could not be changed, is refused.
        unsafe { SetThreadDpiAwarenessContext(self.0) };
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, mpsc};
    use std::thread::{self, JoinHandle};

    use windows_sys::Win32::UI::Input::KeyboardAndMouse::{
        INPUT, INPUT_0, INPUT_KEYBOARD, INPUT_MOUSE, KEYBDINPUT, KEYEVENTF_KEYUP,
        MOUSE_EVENT_FLAGS, MOUSEEVENTF_LEFTDOWN, MOUSEEVENTF_LEFTUP, MOUSEEVENTF_RIGHTDOWN,
        MOUSEEVENTF_RIGHTUP, MOUSEINPUT, SendInput, VK_ESCAPE,
    };
    use windows_sys::Win32::UI::WindowsAndMessaging::{
        DispatchMessageW, FindWindowW, IsWindowVisible, MSG, MWMO_INPUTAVAILABLE,
        MsgWaitForMultipleObjectsEx, PM_REMOVE, PeekMessageW, QS_ALLINPUT, SetCursorPos,
    };

    use super::super::wide;
    use super::*;
    use crate::screen::Drawing;

    const RED: [u8; 3] = [0xFF, 0, 0];
    const GREY: [u8; 3] = [0xC6, 0xC6, 0xC6];

    /// What is red in these tests, and what is grey around it.
    const CODE: Area = Area {
        x: 300,
        y: 200,
        width: 120,
        height: 80,
    };

    /// A grey desktop with something red, whose windows are drawn anew when they have to. It is gone when this is
    /// dropped.
    struct Desktop {
        end: Arc<AtomicBool>,
        thread: Option<JoinHandle<()>>,
    }

    impl Desktop {
        fn show() -> Self {
            let end = Arc::new(AtomicBool::new(false));
            let (tell, told) = mpsc::channel();
            let thread = thread::spawn({
                let end = Arc::clone(&end);
                move || {
                    let _aware = Aware::begin();
                    let ground = windows::Window::strip(GREY).unwrap();
                    ground.show(CODE.grown(100));
                    let code = windows::Window::strip(RED).unwrap();
                    code.show(CODE);
                    tell.send(()).unwrap();
                    while !end.load(Ordering::SeqCst) {
                        draw_windows();
                    }
                }
            });
            told.recv().unwrap();
            Self {
                end,
                thread: Some(thread),
            }
        }
    }

    impl Drop for Desktop {
        fn drop(&mut self) {
            self.end.store(true, Ordering::SeqCst);
            self.thread.take().map(JoinHandle::join);
        }
    }

    /// Passes messages on, for some milliseconds.
    fn draw_windows() {
        let mut message = MSG::default();
        // SAFETY: the message is written to a place that outlives the calls, and no handles are waited for.
        unsafe {
            MsgWaitForMultipleObjectsEx(0, std::ptr::null(), 5, QS_ALLINPUT, MWMO_INPUTAVAILABLE);
            while PeekMessageW(&raw mut message, std::ptr::null_mut(), 0, 0, PM_REMOVE) != 0 {
                DispatchMessageW(&raw const message);
            }
        }
    }

    /// Whether pictures can be taken here at all. If not, says so.
    fn has_screen() -> bool {
        let there = matches!(capture_all(Duration::ZERO), Ok(Some(_)));
        if !there {
            println!("skipped: there is no screen");
        }
        there
    }

    #[test]
    fn screens_are_pictured_and_areas_are_chosen() {
        if !has_screen() {
            return;
        }
        let _aware = Aware::begin();
        let _desktop = Desktop::show();
        all_screens_show_the_window_where_it_is();
        a_drag_pictures_the_area_with_a_margin_and_nothing_of_the_frame();
        escape_and_the_right_button_cancel();
    }

    fn all_screens_show_the_window_where_it_is() {
        let Ok(Some(Capture::Shots(shots))) = capture_all(Duration::ZERO) else {
            panic!("there was a screen");
        };
        let shot = shots.iter().find(|it| (it.x, it.y) == (0, 0)).unwrap();
        assert_eq!(colour(shot, CODE.x, CODE.y), RED);
        assert_eq!(colour(shot, CODE.x + 119, CODE.y + 79), RED);
        assert_eq!(colour(shot, CODE.x - 1, CODE.y), GREY);
        assert_eq!(colour(shot, CODE.x + 120, CODE.y + 79), GREY);
    }

    fn a_drag_pictures_the_area_with_a_margin_and_nothing_of_the_frame() {
        let choice = choosing();
        mouse(CODE.x, CODE.y, MOUSEEVENTF_LEFTDOWN);
        mouse(CODE.x + 60, CODE.y + 60, 0);
        wait_for_window("KeyrackStrip0f6b5c");
        mouse(CODE.x + 119, CODE.y + 79, MOUSEEVENTF_LEFTUP);
        let Ok(Ok(Some(Capture::Shots(shots)))) = choice.join() else {
            panic!("an area was chosen");
        };
        let [shot] = &shots[..] else {
            panic!("it was one");
        };
        assert_eq!(
            (shot.x, shot.y, shot.width, shot.height),
            (288, 188, 144, 104)
        );
        for y in 0..104 {
            for x in 0..144 {
                let is_code = (12..132).contains(&x) && (12..92).contains(&y);
                let expected = if is_code { RED } else { GREY };
                assert_eq!(colour(shot, 288 + x, 188 + y), expected, "{x} {y}");
            }
        }
    }

    fn escape_and_the_right_button_cancel() {
        let choice = choosing();
        mouse(CODE.x, CODE.y, MOUSEEVENTF_RIGHTDOWN);
        mouse(CODE.x, CODE.y, MOUSEEVENTF_RIGHTUP);
        assert!(matches!(choice.join(), Ok(Ok(None))));
        let choice = choosing();
        key(VK_ESCAPE);
        assert!(matches!(choice.join(), Ok(Ok(None))));
    }

    /// An area that is being chosen: the hint is there.
    fn choosing() -> JoinHandle<Result<Option<Capture>, ScreenError>> {
        let hint = |_| Drawing {
            width: 40,
            height: 10,
            pixels: vec![0x80; 40 * 10 * 4],
        };
        let choice = thread::spawn(move || capture_area(&hint, Duration::from_secs(60)));
        wait_for_window("KeyrackHint");
        choice
    }

    /// Returns once there is a window of this class that is seen.
    fn wait_for_window(class: &str) {
        let class = wide(class);
        for _ in 0..3_000 {
            // SAFETY: the name outlives the call.
            let window = unsafe { FindWindowW(class.as_ptr(), std::ptr::null()) };
            // SAFETY: looks at a number only.
            if !window.is_null() && unsafe { IsWindowVisible(window) } != 0 {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("waited in vain");
    }

    /// Moves the mouse there, and presses or releases a button.
    fn mouse(x: i32, y: i32, what: MOUSE_EVENT_FLAGS) {
        // SAFETY: takes numbers.
        unsafe { SetCursorPos(x, y) };
        let mi = MOUSEINPUT {
            dwFlags: what,
            ..MOUSEINPUT::default()
        };
        send(&[INPUT {
            r#type: INPUT_MOUSE,
            Anonymous: INPUT_0 { mi },
        }]);
    }

    /// Presses a key and releases it.
    fn key(key: u16) {
        let input = |what| {
            let ki = KEYBDINPUT {
                wVk: key,
                dwFlags: what,
                ..KEYBDINPUT::default()
            };
            INPUT {
                r#type: INPUT_KEYBOARD,
                Anonymous: INPUT_0 { ki },
            }
        };
        send(&[input(0), input(KEYEVENTF_KEYUP)]);
    }

    fn send(inputs: &[INPUT]) {
        let (count, size) = (inputs.len() as u32, size_of::<INPUT>() as i32);
        // SAFETY: there are as many of this size.
        unsafe { SendInput(count, inputs.as_ptr(), size) };
    }

    /// Red, green and blue of a place on the desktop.
    fn colour(shot: &Shot, x: i32, y: i32) -> [u8; 3] {
        let at = (y - shot.y) as usize * shot.width as usize + (x - shot.x) as usize;
        let pixel = &shot.pixels[at * 4..][..3];
        [pixel[2], pixel[1], pixel[0]]
    }
}
