//! Keeps keys and the processes that hold them to themselves: memory that is never written to a disk, and a process whose
//! memory no other program reads.
//!
//! It is a crate of its own so that `seal`, which holds the keys, needs nothing else of the system, and one of the two that
//! may hold unsafe code, beside `system`.

mod hardening;
mod locked;
mod pages;

pub use hardening::harden;
pub use locked::{Locked, is_kept_out_of_swap};
