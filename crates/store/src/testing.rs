//! Stores for tests, those of other crates too.

mod memory;
#[cfg(unix)]
mod servers;

pub use memory::{Fault, MemoryStore, Request, Rule, Snapshot};
#[cfg(unix)]
pub use servers::{Missing, Server};
