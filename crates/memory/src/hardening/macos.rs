//! macOS: core files and debuggers.

// Its functions take pointers.
#![allow(unsafe_code)]

use libc::{PT_DENY_ATTACH, RLIMIT_CORE, ptrace, rlimit, setrlimit};

/// Lets neither a crash write the memory to disk, nor a debugger attach. The crash reports of the system hold no heap.
/// That no other program reads the memory is up to the hardened runtime, which comes with a signature. Where a part of
/// it is not possible, the rest is done.
pub fn harden() {
    let none = rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: the limit outlives the call.
    unsafe { setrlimit(RLIMIT_CORE, &raw const none) };
    // SAFETY: this request looks at none of its parameters.
    unsafe { ptrace(PT_DENY_ATTACH, 0, std::ptr::null_mut(), 0) };
}
