//! The clocks that start with the computer.

use std::ffi::{CStr, c_void};
use std::time::Duration;

use libc::{
    CLOCK_MONOTONIC_RAW, CLOCK_UPTIME_RAW, clock_gettime, clockid_t, sysctlbyname, timespec,
};

/// Names this run of the computer: the kernel draws a number at each start. Empty where it is not told.
#[must_use]
pub fn boot_id() -> String {
    // The number as text, with a zero at the end, has 37 bytes.
    let mut text = [0_u8; 64];
    let mut length = text.len();
    // SAFETY: the name ends with a zero, and at most `length` bytes are written, which is how much room there is.
    let status = unsafe {
        sysctlbyname(
            c"kern.bootsessionuuid".as_ptr(),
            (&raw mut text).cast::<c_void>(),
            &raw mut length,
            std::ptr::null_mut(),
            0,
        )
    };
    match CStr::from_bytes_until_nul(&text) {
        Ok(id) if status == 0 => id.to_string_lossy().into_owned(),
        _ => String::new(),
    }
}

/// For how long the computer has been on, sleep included.
#[must_use]
pub fn since_boot() -> Duration {
    read(CLOCK_MONOTONIC_RAW)
}

/// For how long the computer has been on and awake.
#[must_use]
pub fn awake() -> Duration {
    read(CLOCK_UPTIME_RAW)
}

fn read(clock: clockid_t) -> Duration {
    let mut time = timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the time is written to a place that outlives the call.
    unsafe { clock_gettime(clock, &raw mut time) };
    Duration::new(
        time.tv_sec.unsigned_abs(),
        time.tv_nsec.unsigned_abs() as u32,
    )
}

/// Here only a program asks that a person starts as an administrator.
pub const fn clock_is_synchronised() -> Option<bool> {
    None
}
