//! What the signed log means: a pure function of the set of its entries, whatever the order in which they arrive.

mod entry;

pub use entry::{Class, Entry, Op, Role, Under};
