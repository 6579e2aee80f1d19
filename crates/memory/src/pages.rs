//! Pages of memory from the system, which asks it to keep them off every disk.

// The functions of the system take and give pointers.
#![allow(unsafe_code)]

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::alloc::{Layout, alloc_zeroed, handle_alloc_error};
use std::ptr::NonNull;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

/// How many bytes of a page are used: no system has smaller ones.
pub const SIZE: usize = 4096;

/// A page of zeros that is never given back.
#[derive(Clone, Copy)]
pub struct Page {
    /// Where it begins: [`SIZE`] bytes, on a multiple of that.
    pub start: NonNull<u8>,
    /// Whether the system holds it in memory, and neither swaps it out nor writes it to a hibernation file of its own.
    pub is_locked: bool,
}

// SAFETY: it is the only name of its memory, whatever thread has it.
unsafe impl Send for Page {}

impl Page {
    /// Asks for one. Where the system gives none, one of the program's own heap serves.
    pub fn ask() -> Self {
        os::page().unwrap_or_else(|| {
            // A power of two that is no more than `isize::MAX`.
            let layout = const { Layout::new::<Aligned>() };
            // SAFETY: the layout is not empty.
            let start = unsafe { alloc_zeroed(layout) };
            let start = NonNull::new(start).unwrap_or_else(|| handle_alloc_error(layout));
            Self {
                start,
                is_locked: false,
            }
        })
    }
}

#[repr(align(4096))]
struct Aligned(#[expect(dead_code, reason = "gives the size")] [u8; SIZE]);
