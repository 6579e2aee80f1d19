//! What lies in an office's store, from hostile hands. The tests of `keyrack-team` read the same, for a short while.

#[path = "../../crates/team/tests/hostile/reading.rs"]
mod reading;
#[path = "../../crates/team/tests/hostile/samples.rs"]
pub(crate) mod samples;

pub(crate) use reading::TARGETS;

use crate::Reached;

/// The two frames of a head, the second one open, with a zero byte between them.
///
/// # Panics
/// When what was read is another after it was written.
#[must_use]
pub fn head(bytes: &[u8]) -> Reached {
    counted(reading::head(bytes))
}

/// Frames of entries of the log, with a zero byte between them.
///
/// # Panics
/// When they mean something else in another order, or one of them is another after it was written.
#[must_use]
pub fn entries(bytes: &[u8]) -> Reached {
    counted(reading::entries(bytes))
}

/// The plaintext of a key object, a page, a segment or a folder object.
///
/// # Panics
/// When what was read is another after it was written.
#[must_use]
pub fn object(bytes: &[u8]) -> Reached {
    counted(reading::object(bytes))
}

/// A request to join, the document that it brings, or the text of a code or a sheet.
///
/// # Panics
/// When what was read is another after it was written.
#[must_use]
pub fn join(bytes: &[u8]) -> Reached {
    counted(reading::join(bytes))
}

/// Gives an input to one of these targets by its name.
pub(crate) fn run(target: &str, bytes: &[u8]) -> Option<Reached> {
    reading::read(target, bytes).map(counted)
}

fn counted(read: reading::Reached) -> Reached {
    let mut reached = Reached::default();
    for (what, times) in read {
        reached.count(what, times);
    }
    reached
}
