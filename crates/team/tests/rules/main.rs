//! The rules of an office's log (design, 2.5), through what the crate gives others.

mod vectors;
mod words;
