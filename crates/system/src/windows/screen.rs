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

use crate::screen::{
    Area, Capture, Hint, MARGIN, MAX_PIXELS, ScreenError, Shot, ShotLayout, Ways, Why,
};
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
    let monitors = monitors::all();
    let bounds = monitors::desktop(&monitors).ok_or(ScreenError::Unavailable(Why::NoDisplay))?;
    let end = Instant::now() + patience;
    let Some((area, scale)) = overlay::choose(monitors, bounds, hint, end)? else {
        return Ok(None);
    };
    let area = area.grown((MARGIN * scale).round() as u32).within(bounds);
    let shot = capture(area.ok_or(ScreenError::Failed)?)?;
    Ok(Some(Capture::Shots(vec![shot])))
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
    use super::*;

    #[test]
    fn a_window_is_on_the_picture_where_it_is() {
        let _aware = Aware::begin();
        let Some(desktop) = monitors::desktop(&monitors::all()) else {
            println!("skipped: there is no screen");
            return;
        };
        let area = Area {
            x: desktop.x + 40,
            y: desktop.y + 60,
            width: 32,
            height: 16,
        };
        let window = windows::Window::strip([0x0F, 0x6B, 0x5C]).unwrap();
        window.show(area);
        let shot = capture(area.grown(4)).unwrap();
        let at = |x: usize, y: usize| shot.pixels[(y * 40 + x) * 4..][..3].to_vec();
        if shot.pixels.iter().all(|byte| *byte == 0) {
            println!("skipped: this screen shows nothing");
            return;
        }
        assert_eq!((shot.width, shot.height), (40, 24));
        for corner in [(4, 4), (35, 4), (4, 19), (35, 19)] {
            assert_eq!(at(corner.0, corner.1), [0x5C, 0x6B, 0x0F], "{corner:?}");
        }
        for outside in [(3, 4), (36, 19), (4, 3), (35, 20)] {
            assert_ne!(at(outside.0, outside.1), [0x5C, 0x6B, 0x0F], "{outside:?}");
        }
    }

    #[test]
    fn the_pictures_of_all_screens_are_as_large_as_they_say() {
        let Ok(Some(Capture::Shots(shots))) = capture_all(Duration::ZERO) else {
            println!("skipped: there is no screen");
            return;
        };
        for shot in shots {
            let pixels = u64::from(shot.width) * u64::from(shot.height);
            assert_eq!(shot.pixels.len() as u64, pixels * 4);
        }
    }
}
