//! The list: its rows, and what belongs to this person of it.

pub(crate) mod personal;
mod rows;

pub use personal::MAX_RECENT;
pub use rows::Place;
