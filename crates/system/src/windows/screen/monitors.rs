//! Where the monitors lie, in physical pixels of the desktop, and how large an inch is on them.

use windows_sys::Win32::Foundation::{LPARAM, RECT};
use windows_sys::Win32::Graphics::Gdi::{
    EnumDisplayMonitors, GetMonitorInfoW, HDC, HMONITOR, MONITORINFO,
};
use windows_sys::Win32::UI::HiDpi::{GetDpiForMonitor, MDT_EFFECTIVE_DPI};
use windows_sys::core::BOOL;

use crate::screen::{Area, Ground, Monitor};

/// All monitors; none where this program has no desktop.
pub fn all() -> Vec<Monitor> {
    let mut monitors: Vec<Monitor> = Vec::new();
    // SAFETY: all screens are meant, and the list outlives the call, during which only `add` has it.
    unsafe {
        EnumDisplayMonitors(
            std::ptr::null_mut(),
            std::ptr::null(),
            Some(add),
            (&raw mut monitors) as LPARAM,
        );
    }
    monitors
}

/// All monitors together. `None` where there are none.
pub fn desktop() -> Option<Ground> {
    let monitors = all();
    let bounds = around(&monitors)?;
    Some(Ground { bounds, monitors })
}

/// The smallest rectangle that holds all monitors.
fn around(monitors: &[Monitor]) -> Option<Area> {
    let areas = || monitors.iter().map(|monitor| monitor.area);
    let last = |start: i32, length: u32| start.saturating_add_unsigned(length - 1);
    Some(Area::between(
        (areas().map(|it| it.x).min()?, areas().map(|it| it.y).min()?),
        (
            areas().map(|it| last(it.x, it.width)).max()?,
            areas().map(|it| last(it.y, it.height)).max()?,
        ),
    ))
}

/// Adds a monitor to the list that `list` points to.
unsafe extern "system" fn add(monitor: HMONITOR, _: HDC, _: *mut RECT, list: LPARAM) -> BOOL {
    // SAFETY: `all` gives the address of its list, which nobody else uses meanwhile.
    let list = unsafe { &mut *(list as *mut Vec<Monitor>) };
    let mut info = MONITORINFO {
        cbSize: size_of::<MONITORINFO>() as u32,
        ..MONITORINFO::default()
    };
    // SAFETY: the structure has the size that it names, and outlives the call.
    let is_told = unsafe { GetMonitorInfoW(monitor, &raw mut info) } != 0;
    let place = info.rcMonitor;
    if is_told && place.right > place.left && place.bottom > place.top {
        list.push(Monitor {
            area: Area::between((place.left, place.top), (place.right - 1, place.bottom - 1)),
            scale: scale(monitor),
        });
    }
    // Goes on.
    1
}

fn scale(monitor: HMONITOR) -> f64 {
    let (mut across, mut down) = (96, 96);
    // SAFETY: the numbers outlive the call. Where it fails they stay as they are.
    unsafe { GetDpiForMonitor(monitor, MDT_EFFECTIVE_DPI, &raw mut across, &raw mut down) };
    (f64::from(across) / 96.0).clamp(1.0, 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desktop_reaches_from_the_first_to_the_last_monitor() {
        let monitor = |x, y, width, height| Monitor {
            area: Area {
                x,
                y,
                width,
                height,
            },
            scale: 1.0,
        };
        let monitors = [monitor(0, 0, 1920, 1080), monitor(-1280, -200, 1280, 1024)];
        let expected = Area {
            x: -1280,
            y: -200,
            width: 3200,
            height: 1280,
        };
        assert_eq!(around(&monitors), Some(expected));
        assert_eq!(around(&[]), None);
    }
}
