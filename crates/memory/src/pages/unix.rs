//! Linux and macOS: `mmap(2)`, `mlock(2)`, `madvise(2)`.

use std::ptr::{NonNull, null_mut};

use rustix::mm::{MapFlags, ProtFlags, mlock, mmap_anonymous};
use rustix::param::page_size;

use super::{Page, SIZE};

pub fn page() -> Option<Page> {
    let size = page_size().max(SIZE);
    let access = ProtFlags::READ | ProtFlags::WRITE;
    // SAFETY: the system chooses an address that nothing else has.
    let start = unsafe { mmap_anonymous(null_mut(), size, access, MapFlags::PRIVATE) }.ok()?;
    // SAFETY: it was mapped just now, with that size.
    let is_locked = unsafe { mlock(start, size) }.is_ok();
    #[cfg(target_os = "linux")]
    leave_out(start, size);
    let start = NonNull::new(start.cast())?;
    Some(Page { start, is_locked })
}

/// Neither a core file nor a child has it.
#[cfg(target_os = "linux")]
fn leave_out(start: *mut std::ffi::c_void, size: usize) {
    use rustix::mm::{Advice, madvise};

    for advice in [Advice::LinuxDontDump, Advice::LinuxDontFork] {
        // SAFETY: it was mapped just now, with that size, and a child looks at nothing in it before it becomes another
        // program.
        _ = unsafe { madvise(start, size, advice) };
    }
}
