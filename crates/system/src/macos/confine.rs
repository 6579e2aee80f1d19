//! Limits, and the system's sandbox.

use std::ffi::{CStr, c_char, c_int};

use libc::{RLIMIT_AS, RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_NOFILE, rlimit, setrlimit};

use crate::confine::{Bounds, Walls};
use keyrack_memory::harden;

/// How many files may be open at once.
const MAX_FILES: u64 = 64;

/// Refuses everything that the sandbox knows: files, network, processes, signals, services of the system.
const PROFILE: &CStr = c"(version 1)(deny default)";

unsafe extern "C" {
    /// Of libSystem, see sandbox_init(3). Apple calls it deprecated and uses it, as browsers do; nothing takes its place
    /// for a program that is not signed.
    fn sandbox_init(profile: *const c_char, flags: u64, error: *mut *mut c_char) -> c_int;
    fn sandbox_free_error(error: *mut c_char);
}

pub fn bound(bounds: Bounds) {
    harden();
    for file in 3..MAX_FILES as c_int {
        // SAFETY: takes a number only, and nothing in this process owns these files yet.
        unsafe { libc::close(file) };
    }
    let limits = [
        (RLIMIT_AS, bounds.memory),
        (RLIMIT_CPU, bounds.seconds),
        (RLIMIT_NOFILE, MAX_FILES),
        (RLIMIT_FSIZE, 0),
    ];
    for (resource, most) in limits {
        let limit = rlimit {
            rlim_cur: most,
            rlim_max: most,
        };
        // SAFETY: the limit outlives the call.
        unsafe { setrlimit(resource, &raw const limit) };
    }
}

pub fn confine() -> Walls {
    let mut error = std::ptr::null_mut();
    // SAFETY: the profile ends with a zero, and the error is written to a place that outlives the call.
    let is_in = unsafe { sandbox_init(PROFILE.as_ptr(), 0, &raw mut error) } == 0;
    if !error.is_null() {
        // SAFETY: the text was made just now, and is not used afterwards.
        unsafe { sandbox_free_error(error) };
    }
    Walls {
        files: is_in,
        calls: is_in,
    }
}
