//! Walls around a process that works on what strangers made.

use crate::os;

/// What a process may use, at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of address space.
    pub memory: u64,
    /// Seconds of the processor's time.
    pub seconds: u64,
}

/// Which walls stand around a process.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Walls {
    /// It can open no file, by rules of the system's that hold for files and, where the system has such, for network
    /// and signals (Landlock on Linux, a sandbox on macOS, low integrity on Windows).
    pub files: bool,
    /// It can ask the kernel for nothing but what computing takes: no file, no network, no process, no other's memory.
    pub calls: bool,
}

/// Bounds what this process may use from now on, closes what it was left open beside its three standard streams, and
/// keeps its memory from others. To be called before it opens anything. Where a part of it is not possible, the rest is
/// done. Windows bounds a process [from outside](crate::ProcessTree::start_within).
pub fn bound(bounds: Bounds) {
    os::bound(bounds);
}

/// Puts walls around this thread and all that it starts, for good: it reads, writes and closes what is open, computes,
/// takes memory, starts threads and ends; everything else is refused. Tells which walls there are; one that the system
/// does not have leaves the others.
#[must_use]
pub fn confine() -> Walls {
    os::confine()
}
