//! The clocks that start with the computer.

use std::time::Duration;

use windows_sys::Win32::Foundation::{ERROR_SUCCESS, FILETIME};
use windows_sys::Win32::System::Registry::{
    HKEY, HKEY_LOCAL_MACHINE, KEY_READ, RegCloseKey, RegOpenKeyExW, RegQueryInfoKeyW,
};
use windows_sys::Win32::System::SystemInformation::GetTickCount64;
use windows_sys::Win32::System::WindowsProgramming::QueryUnbiasedInterruptTime;

use super::wide;

/// A part of the registry that is never stored: the system makes it anew each time it starts.
const MADE_AT_START: &str = r"HARDWARE\DESCRIPTION";

/// Names this run of the computer, by the moment at which its description of the hardware was made. Setting the clock
/// later does not change that. Empty where it is not told. A "fast start" resumes the run before, clocks included.
#[must_use]
pub fn boot_id() -> String {
    let made = made_at(&wide(MADE_AT_START));
    made.map_or_else(String::new, |at| format!("{at:016x}"))
}

/// For how long the computer has been on, sleep included.
#[must_use]
pub fn since_boot() -> Duration {
    // SAFETY: has no parameters, and touches no memory of ours.
    Duration::from_millis(unsafe { GetTickCount64() })
}

/// For how long the computer has been on and awake.
#[must_use]
pub fn awake() -> Duration {
    /// The clock counts in steps of 100 nanoseconds.
    const STEPS_A_MICROSECOND: u64 = 10;
    let mut steps = 0;
    // SAFETY: writes one number, to a place that outlives the call.
    unsafe { QueryUnbiasedInterruptTime(&raw mut steps) };
    Duration::from_micros(steps / STEPS_A_MICROSECOND)
}

/// When a key of the local machine was last written, in the system's own count.
fn made_at(name: &[u16]) -> Option<u64> {
    let key = Key::open(name)?;
    let mut at = FILETIME::default();
    // SAFETY: the key is open, and everything that is not asked for may be null.
    let status = unsafe {
        RegQueryInfoKeyW(
            key.0,
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            std::ptr::null(),
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            &raw mut at,
        )
    };
    let at = u64::from(at.dwHighDateTime) << 32 | u64::from(at.dwLowDateTime);
    (status == ERROR_SUCCESS && at > 0).then_some(at)
}

/// An open key of the registry.
struct Key(HKEY);

impl Key {
    fn open(name: &[u16]) -> Option<Self> {
        let mut key = std::ptr::null_mut();
        // SAFETY: the name ends with a zero, and the key is written to a place that outlives the call.
        let status =
            unsafe { RegOpenKeyExW(HKEY_LOCAL_MACHINE, name.as_ptr(), 0, KEY_READ, &raw mut key) };
        (status == ERROR_SUCCESS).then_some(Self(key))
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        // SAFETY: the key is open, and nobody else closes it.
        unsafe { RegCloseKey(self.0) };
    }
}

/// Here only a program asks that a person starts as an administrator.
pub const fn clock_is_synchronised() -> Option<bool> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_run_of_the_computer_has_one_name() {
        assert!(!boot_id().is_empty());
        assert_eq!(boot_id(), boot_id());
    }

    #[test]
    fn no_clock_runs_backwards_and_sleep_counts_only_since_the_boot() {
        let (on, up) = (since_boot(), awake());
        assert!(up > Duration::ZERO);
        assert!(since_boot() >= on && awake() >= up);
    }
}
