//! Walls around a process that works on what strangers made.

mod walls;

pub use walls::{Bounds, Walls};

use crate::os;

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
