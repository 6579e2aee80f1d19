//! JSON, read piece by piece and written without leaving copies behind.
//!
//! A value stays a slice of the input until it is asked for. So a bad value spoils only the entry that holds it,
//! unknown values pass through unchanged, and secrets are not copied into a tree that nobody wipes.

mod read;
mod value;
mod write;

pub(crate) use read::{Object, list, parse_list, parse_members, text};
pub(crate) use value::Value;
pub(crate) use write::{Members, Sink};
