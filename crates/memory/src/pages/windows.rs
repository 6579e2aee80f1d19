//! Windows: `VirtualAlloc` and `VirtualLock`.

use std::ptr::{NonNull, null};

use windows_sys::Win32::System::Memory::{
    MEM_COMMIT, MEM_RESERVE, PAGE_READWRITE, VirtualAlloc, VirtualLock,
};

use super::{Page, SIZE};

pub fn page() -> Option<Page> {
    // SAFETY: the system chooses an address that nothing else has.
    let start = unsafe { VirtualAlloc(null(), SIZE, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE) };
    let start = NonNull::new(start)?;
    // SAFETY: it was given just now, with that size.
    let is_locked = unsafe { VirtualLock(start.as_ptr(), SIZE) } != 0;
    let start = start.cast();
    Some(Page { start, is_locked })
}
