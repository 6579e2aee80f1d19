//! Stores for tests, those of other crates too.

mod memory;

pub use memory::{Fault, MemoryStore, Request, Rule, Snapshot};
