//! The last touch of keyboard, mouse or screen in this session.

use std::time::Duration;

use windows_sys::Win32::System::SystemInformation::GetTickCount;
use windows_sys::Win32::UI::Input::KeyboardAndMouse::{GetLastInputInfo, LASTINPUTINFO};

pub fn idle() -> Option<Duration> {
    let mut last = LASTINPUTINFO {
        cbSize: size_of::<LASTINPUTINFO>() as u32,
        dwTime: 0,
    };
    // SAFETY: the structure has the size that it names, and outlives the call.
    let told = unsafe { GetLastInputInfo(&raw mut last) } != 0;
    // SAFETY: has no parameters, and touches no memory of ours.
    let now = unsafe { GetTickCount() };
    told.then(|| between(last.dwTime, now))
}

/// Both are milliseconds of a clock that begins anew after 49.7 days.
fn between(last: u32, now: u32) -> Duration {
    Duration::from_millis(now.wrapping_sub(last).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_may_begin_anew_in_between() {
        assert_eq!(between(1_000, 4_000), Duration::from_secs(3));
        assert_eq!(between(u32::MAX - 999, 2_000), Duration::from_secs(3));
    }

    #[test]
    fn the_system_tells() {
        assert!(idle().is_some());
    }
}
